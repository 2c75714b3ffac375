"""One or more matters of the county put into the catalogues of chosen townships: taken over by 参照, as their own, or with what is different there."""
from typing import Any

from disclosure.desk.county import default_of, free, place_of
from disclosure.desk.journal import Step
from disclosure.desk.many import alike, chosen, declared, own_items, stamped
from disclosure.desk.routes import Desk, Given, Route, text
from disclosure.desk.making import check
from disclosure.desk.places import ITEMS, Astray
from disclosure.desk.words import plainly, shown
from disclosure.model.county import Township
from disclosure.model.matters import NEVER_INHERITED, Item, TownshipItem
from disclosure.render.cells import title_of
from disclosure.write.draft import Draft
from disclosure.write.style import Style, Unwritable
from disclosure.write.tree import Many, fresh

REFER, OWN, DIFFER = "refer", "own", "differ"
LABELS = {REFER: "参照", OWN: "照抄", DIFFER: "写不同之处"}
LEFT = (*NEVER_INHERITED, "number", "retired", "former", "reference", "difference", "domain", "records", "levels")
"""What a matter of one's own does not have from the county's."""


def worked_out(desk: Desk, given: Given) -> tuple[list[dict], list[Step]]:
    """The rows to be shown, and the files as they would be."""
    county, way = desk.sight.county, text(given, "way")
    names = given.get("townships")
    if county is None or way not in LABELS or not isinstance(names, list) or not names:
        raise Unwritable("请选至少一个乡镇")
    said = differing(given) if way == DIFFER else {}
    items = {(item.place.file, item.id): item for owner, item in own_items(county) if owner.folder == "domains"}
    rows, steps = [], []
    for name in dict.fromkeys(names):
        township = county.townships.get(name)
        if township is None:
            raise Astray("没有这个乡镇了，请重新选")
        draft = desk.saving.opened(township.place.file)
        for file, at in chosen(given):
            item = items.get((file, at[-1]))
            if item is None:
                raise Unwritable("只有领域里的事项能放进乡镇的目录，选中的里面有别的")
            rows.append({"township": title_of(township), "number": item.number, "title": item.full_name, **put(draft, township, item, way, said)})
        steps.append(Step(township.place.file, draft.before, draft.text.encode()))
    return rows, steps


def differing(given: Given) -> dict[str, Any]:
    """What a township says otherwise than the county, and why."""
    key, why = text(given, "key"), text(given, "difference").strip()
    said = {key: given.get("value"), "差异说明": why}
    check(said, set(declared()))
    if given.get("value") in (None, "", [], {}) or not why:
        raise Unwritable("请写乡镇的是什么，和为什么与县里不同")
    return said


def put(draft: Draft, township: Township, item: Item, way: str, said: dict[str, Any]) -> dict[str, str]:
    """Puts a matter behind the others; says what was written, or why nothing was."""
    if item.retired:
        return {"text": "", "why": "县里已经停用"}
    there = draft.value(None, ITEMS) or []
    there = there if isinstance(there, list) else [there]
    standing = next((n for n, one in enumerate(there) if isinstance(one, dict) and one.get("参照") in (item.code, *(f"{name}/{item.number}" for name in item.owner.names))), None)
    if way == DIFFER and standing is not None:
        value = draft.tree.find(ITEMS).value
        piece, now = value.entries[standing].value if isinstance(value, Many) else value, there[standing]
        for key, one in said.items():
            draft.set(place_of(draft, piece), key, one)
        return {"text": "\n".join(f"{key}: {shown(now[key])} → {shown(one)}" if key in now else f"{key}: {shown(one)}" for key, one in said.items()), "why": ""}
    if standing is not None or (way != DIFFER and any(one.origin is item for one in township.items)):
        return {"text": "", "why": "已经沿用了（整个参照了这个领域，或者已有这一项）"}
    if way == OWN and any(isinstance(one, dict) and one.get("领域") == item.owner.id and one.get("名称") == item.name and one.get("一级事项") == item.category for one in there):
        return {"text": "", "why": "已经有同名的事项"}
    values = own(draft, township, item) if way == OWN else {"参照": item.code, **said}
    draft.insert(None, ITEMS, len(there), values)
    return {"text": "\n".join(Style(None).pairs(fresh(values, TownshipItem), 0)), "why": ""}


def own(draft: Draft, township: Township, item: Item) -> dict[str, Any]:
    """A township's own matter with what the county's says; what its 默认 says anyway is not written."""
    defaults = default_of(draft)
    values: dict[str, Any] = {TownshipItem.fields["domain"].key: item.owner.id}
    for code, f in TownshipItem.fields.items():
        if code == "number":
            values[f.key] = free(draft) if draft.tree.find(ITEMS) else "1"
        elif code == "disclosers" and township.unit is not None:
            values[f.key] = township.unit.id
        elif code == "levels":
            values[f.key] = "乡级"
        elif code not in LEFT and code in item.fields and getattr(item, code) not in (None, ()):
            said = plainly(getattr(item, code))
            values[f.key] = said[0] if isinstance(said, list) and len(said) == 1 else said
    return {key: value for key, value in values.items() if not (key in defaults and alike(value, defaults[key]))}


def townships(desk: Desk, given: Given) -> dict:
    with desk.preview.lock:
        county = desk.sight.county
        return {"townships": [{"id": one.id, "title": title_of(one)} for one in county.townships.values()] if county else []}


def preview(desk: Desk, given: Given) -> dict:
    with desk.saving.journal.lock, desk.preview.lock:
        desk.preview.fresh()
        rows, steps = worked_out(desk, given)
        return {"rows": rows, "number": sum(not row["why"] for row in rows), "stamp": stamped(steps)}


def save(desk: Desk, given: Given) -> dict:
    with desk.saving.journal.lock, desk.preview.lock:
        desk.preview.fresh()
        rows, steps = worked_out(desk, given)
        if stamped(steps) != text(given, "stamp"):
            raise Unwritable("文件在别处改过了，没有写。请再看一遍")
        number = sum(not row["why"] for row in rows)
        if not number:
            raise Unwritable("没有要写的")
        desk.saving.write_all(steps, f"乡镇目录{LABELS[given['way']]}：{number} 项")
        return {"number": number, **desk.saving.journal.told()}


ROUTES = (Route("spread", townships), Route("spread/preview", preview, writes=True), Route("spread/save", save, writes=True))
