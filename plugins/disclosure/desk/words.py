"""Values in words: what a record holds as an editor would write it, and what the program has understood of a 时限."""
from datetime import date
from typing import Any

from disclosure.model import fields as k
from disclosure.model.cycles import cycles
from disclosure.model.due import on_calendar, running
from disclosure.model.law import Law
from disclosure.model.matters import Item
from disclosure.model.time_limit import Limit, limits


def shown(value: Any) -> str:
    """A value as YAML has it, in one line."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "；".join(f"{key}：{shown(one)}" for key, one in value.items())
    return "、".join(shown(one) for one in value)


def plainly(value: Any) -> Any:
    """A value of a record as an editor would write it."""
    match value:
        case k.Audience():
            return "全社会" if value.groups is None else {"特定群体": value.groups}
        case Item():
            return value.code
        case k.Record() if getattr(value, "id", "") and value.naming:
            return value.id
        case k.Record():
            return {f.key: plainly(getattr(value, code)) for code, f in value.fields.items() if getattr(value, code) not in (None, ())}
        case tuple():
            return [plainly(one) for one in value]
    return str(value)


SAID = {"after_event": "{event}后 {n} 个{unit}内", "before_event": "{event}前 {n} 个{unit}", "notice_period": "公示 {n} 个{unit}", "retain": "一直放 {n} 个{unit}"}


def understood(text: str) -> str:
    """What the program has understood of a 时限; "" for nothing."""
    return "；".join(map(said, limits(text)))


def said(limit: Limit) -> str:
    if limit.n is None or limit.kind not in SAID:
        return {"periodic": f"定期：{limit.event or limit.text}", "retain": "长期公开"}.get(limit.kind, f"没有天数：{limit.text}")
    unit = {"日": "自然日"}.get(limit.unit, limit.unit)
    return SAID[limit.kind].format(event=limit.event.removesuffix("之日") or "形成", n=limit.n, unit=unit)


def next_time(text: str, came_out: list[date], today: date, law: Law) -> str:
    """When something with such a 时限 is due next, as it is told; "" where that is not known beforehand."""
    those = cycles(text)
    found = [on_calendar(calendared, came_out, today, law, None)] if (calendared := tuple(one for one in those if not one.every)) else []
    found += [running(one, came_out, today, law) for one in those if one.every]
    days = sorted(due.day for due in found if due.day)
    return f"；{'应当在' if days[0] < today else '下一次'} {days[0].isoformat()}{' 公开，已经过了' if days[0] < today else ''}" if days else ""
