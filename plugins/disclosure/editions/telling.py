"""What changed between two editions, told: as text for the terminal, and as data.  render/sheet.py and render/changes_book.py make paper and tables of the same."""
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from disclosure.editions.cells import Cell
from disclosure.editions.changes import GONE, MOVED, NEW, Change, Together, changes, counted, followers, gathered
from disclosure.editions.marking import IN, OUT, marked, shortened
from disclosure.editions.state import State
from disclosure.editions.words import fields_of, noun_of, referred, template_of, text_of

NAMED = 6
"""So many of the records that a change hit together are named; the others are counted."""
AROUND = 24
"""Characters that are shown beside changed words."""
NOBODY = "（没有写单位）"


@dataclass(frozen=True)
class Told:
    """Two states and what lies between them.  `county`: whose; `since`, `until`: what people call the two."""

    county: str
    since: str
    until: str
    before: State
    after: State

    @cached_property
    def changes(self) -> list[Change]:
        return changes(self.before, self.after)

    @cached_property
    def counts(self) -> dict[str, int]:
        return counted(self.changes)

    @cached_property
    def parts(self) -> tuple[list[Together], list[Change]]:
        """What is said of several at once, and what of single records."""
        return gathered(self.changes)

    @cached_property
    def by_unit(self) -> list[tuple[str, list[Change]]]:
        """What is said of single records, by the unit that answers first, in the county's order; what is nobody's comes last."""
        order = {key.partition("/")[2]: at for at, key in enumerate(key for key in (*self.after, *self.before) if key.startswith("units/"))}
        groups: dict[str, list[Change]] = {}
        for change in self.parts[1]:
            groups.setdefault(change.units[0] if change.units else "", []).append(change)
        return [(self.unit(id), groups[id]) for id in sorted(groups, key=lambda id: (not id, order.get(id, len(order))))]

    @property
    def dead(self) -> list[Change]:
        """Changes through which an address leads nowhere."""
        return [change for change in self.changes if change.dead]

    def unit(self, id: str) -> str:
        if not id:
            return NOBODY
        return next((name for state in (self.after, self.before) if (name := referred(state, "units", id)) != id), id)

    @cached_property
    def followers(self) -> set[str]:
        """The keys of matters of townships and villages that changed because the county's did."""
        return followers(self.changes)

    @property
    def summary(self) -> str:
        """The figures in a sentence."""
        return "、".join(f"{kind} {n}" for kind, n in self.counts.items()) or "没有变动"


def named(changes: Iterable[Change], most: int = NAMED) -> str:
    """The records of some changes, the first few by name; matters that take over the same one are told with it."""
    groups: dict[str, list[Change]] = {}
    for change in sorted(changes, key=lambda one: bool(one.origin)):
        groups.setdefault(f"{change.label} {change.title}".strip(), []).append(change)
    told = []
    for label, members in [*groups.items()][:most]:
        own = sum(not change.origin for change in members)
        copies = len(members) - own
        told.append(label if not copies else f"{label}（连同乡镇、村 {copies} 项）" if own else f"{label}（乡镇、村 {copies} 项）" if copies > 1 else f"{members[0].where} {members[0].title}")
    return "、".join(told) + (f"等 {len(groups)} 项" if len(groups) > most else "")


def in_brackets(cell: Cell) -> str:
    """Old and new in one line, with what went in [-…-] and what came in {+…+}."""
    return "".join(f"[-{text}-]" if what == OUT else f"{{+{text}+}}" if what == IN else text for what, text in shortened(marked(cell.old, cell.new), AROUND))


def heading(change: Change) -> str:
    """What became of which record, in a line."""
    moved = f"：{change.former} → {change.key}" if change.kind == MOVED and not change.matter else ""
    reach = f"（{change.reach} 个事项的主体是它）" if change.reach else ""
    return f"{change.kind}　{change.where} {change.title}{moved}{reach}"


def as_text(told: Told) -> str:
    """For the terminal and for mail."""
    lines = [f"{told.county}：{told.since} → {told.until}", f"{told.summary}。"]
    together, _ = told.parts
    if together:
        lines += ["", "同样的改动"]
    for group in together:
        what = f"{group.cell.title}：{in_brackets(group.cell)}" if group.cell else f"“{group.title}”"
        lines.append(f"  {group.kind}　{what}（{len(group.changes)} 个{group.noun}：{named(group.changes)}）")
    for unit, found in told.by_unit:
        lines += ["", f"{unit}（{len(found)}）"]
        for change in found:
            lines.append(f"  {heading(change)}")
            lines += (f"    {cell.title}：{in_brackets(cell)}" for cell in change.cells)
    if told.dead:
        lines += ["", f"{len(told.dead)} 个网址没有去处（事项请写“停用”或者“曾用编号”）"]
        lines += (f"  {title}：{names}" for title, names in dead_of(told))
    return "\n".join(lines) + "\n"


def dead_of(told: Told) -> list[tuple[str, str]]:
    """What the addresses were of that lead nowhere, each with what it was called."""
    groups: dict[str, list[Change]] = {}
    for change in told.dead:
        groups.setdefault(change.title, []).append(change)
    return [(title, named(members) if members[0].matter else "、".join(change.dead for change in members)) for title, members in groups.items()]


def as_record(key: str, state: State) -> list[str]:
    """A record as lines of text."""
    template = template_of(key)
    fields = fields_of(template) if template else {}
    return [f"  {fields[name].title if name in fields else name}：{text_of(fields[name].kind if name in fields else None, value, state)}" for name, value in state[key].items()]


def as_data(told: Told) -> dict[str, Any]:
    """For programs; texts as readers see them."""
    return {"县": told.county, "自": told.since, "至": told.until, "计数": told.counts, "变动": [row(change, told) for change in told.changes]}


def row(change: Change, told: Told) -> dict[str, Any]:
    found: dict[str, Any] = {"类型": change.kind, "键": change.key, "名称": change.title, "是": noun_of(change.key), "处": change.where}
    if change.kind == MOVED:
        found["原键"] = change.former
    if change.units:
        found["单位"] = [told.unit(id) for id in change.units]
    if change.address and change.kind != GONE:
        found["网址"] = change.address
    if change.dead:
        found["失效网址"] = change.dead
    if change.reach:
        found["涉及事项"] = change.reach
    if change.cells:
        found["要素"] = [{"要素": cell.title, "原": cell.old, "新": cell.new} for cell in change.cells]
    return found


__all__ = ["GONE", "MOVED", "NEW", "Told", "as_data", "as_text", "heading", "in_brackets", "named"]
