"""Progress tables (任务、整改、重点工作): how many are how far, what is late, and everything grouped as the plan groups it."""
import csv
import io
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from disclosure.model.collection import Collection
from disclosure.model.fields import Choice, Date
from disclosure.model.register import Register
from disclosure.render.cells import text_of, title_of
from disclosure.render.downloads import UTF8, safe
from disclosure.render.output import Output
from disclosure.render.relations import grouped
from disclosure.render.view import View

BAR = 400
"""How wide the bar is drawn."""
SHADES = ("p0", "p1", "p2", "p3")
REST = "其他"
SIX = ("序号", "类别", "主要任务", "具体工作", "责任单位", "完成时限")
FOUR = ("序号", "工作任务", "责任单位", "时间进度")
"""The heads under which plans print their tasks: in full, and as a notice."""


class Share(NamedTuple):
    """A state, how many are in it, and where its part of the bar lies."""

    state: str
    count: int
    shade: str
    start: int
    width: int


def shares(records: list[Register], as_of: Date) -> list[Share]:
    """How many are how far, what is done first; a state in which nothing is is told where it is one of those that a plan goes through."""
    states = in_turn(records[0].fields[records[0].roles["status"]].kind) if records else []
    counts = {state: sum(record.part("status") == state for record in records) for state in states}
    closed = records[0].fields[records[0].roles["status"]].kind.closed if records else ()
    told = [state for state in states if counts[state] or state not in closed[1:]]
    found, start = [], 0
    for n, state in enumerate(told):
        end = round(BAR * sum(counts[one] for one in told[:n + 1]) / len(records))
        found.append(Share(state, counts[state], SHADES[min(n, len(SHADES) - 1)], start, end - start))
        start = end
    return found


def in_turn(kind: Choice) -> list[str]:
    """The states from done to not begun, whichever way round they are declared."""
    still = [state for state in kind.options if state not in kind.closed]
    return [*kind.closed, *(still if kind.options[0] in kind.closed else reversed(still))]


def numbers(records: list[Register]) -> dict[Register, str]:
    """序号: the plan's own numbers where records are called by them, else their order."""
    own = all(record.id.isascii() and record.id.isdigit() for record in records)
    return {record: record.id if own else str(n) for n, record in enumerate(records, 1)}


def index(view: View, collection: Collection, records: list[Register]) -> dict[str, Any]:
    """What the list shows: the figures, and the table in groups."""
    as_of, group = view.county.as_of, group_field(collection)
    title = collection.template.fields[group].title
    return {"shares": shares(records, as_of), "late": sum(bool(record.overdue(as_of)) for record in records), "numbers": numbers(records),
            "groups": grouped(records, lambda record: getattr(record, group) or REST), "group": group, "group_title": title,
            "said_title": collection.template.fields[collection.template.roles["said"]].title, "step": newest, "overdue": lambda record: record.overdue(as_of)}


def group_field(collection: Collection) -> str:
    """What the table is grouped by: the plan's own groups, else the kind of record."""
    return "group" if "group" in collection.template.fields else collection.template.roles["kind"]


def record(view: View, record: Register) -> dict[str, Any]:
    """What a record's page shows beside its fields."""
    return {"steps": sorted(record.progress, key=lambda step: step.date, reverse=True)}


def newest(record: Register) -> Any:
    """The newest progress, None where there is none."""
    return max(record.progress, key=lambda step: step.date, default=None)


def files(view: View, collection: Collection, records: list[Register]) -> Iterator[Output]:
    """The tasks under the two heads of published plans."""
    if "group" not in collection.template.fields:
        return
    for name, head in (("six", SIX), ("four", FOUR)):
        yield Output(f"{collection.name}-{name}.csv", partial(sheet, head, records))


def sheet(head: tuple[str, ...], records: list[Register]) -> bytes:
    """A table as CSV, as Excel opens it right."""
    out, own = io.StringIO(), numbers(records)
    written = csv.writer(out, lineterminator="\r\n")
    written.writerow(head)
    for one in records:
        units = "、".join(title_of(unit) for unit in one.answering)
        cells = {"序号": own[one], "类别": one.group or "", "主要任务": one.label, "工作任务": one.label, "责任单位": units, "完成时限": until(one), "时间进度": until(one),
                 "具体工作": text_of(one.fields["work"].kind, one.work)}
        written.writerow([safe(cells[key]) for key in head])
    return out.getvalue().encode(UTF8)


def until(record: Register) -> str:
    """By when, in the editor's words."""
    return record.part("deadline") or getattr(record, "period", None) or ""
