"""What changed between two editions, told: as text for the terminal, and as data.  render/sheet.py and render/changes_book.py make paper and tables of the same."""
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from disclosure.editions.cells import Cell, paired
from disclosure.editions.changes import CHANGED, DISCLOSERS, GONE, MOVED, NEW, Change, Together, changes, counted, followers, gathered
from disclosure.editions.marking import IN, OUT, marked, shortened
from disclosure.editions.state import LEDGER, State, address_of
from disclosure.editions.words import fields_of, noun_of, referred, template_of, text_of
from disclosure.model.matters import Disclosed, Item

NAMED = 6
"""So many of the records that a change hit together are named; the others are counted."""
AROUND = 24
"""Characters that are shown beside changed words."""
FOLDED = 60
"""So many characters of a long text of a new record are told in a line."""
RECORDS = Item.fields["records"]
TITLE, PUBLISHED = (Disclosed.fields[code].key for code in ("title", "published"))
NOBODY = "（没有写单位）"
REASONS = f"{noun_of(LEDGER)}的原因"


class End(NamedTuple):
    """One of the two states: what people call it, its 截至日期 where it is known, and whether it is an edition."""

    name: str
    day: str = ""
    edition: bool = False

    def __str__(self) -> str:
        return f"{self.name} 那一版" if self.edition else self.name


class Disclosure(NamedTuple):
    """Information that was newly disclosed under a matter: what happens every day and makes the catalogue no other."""

    change: Change
    title: str
    date: str


@dataclass(frozen=True)
class Told:
    """Two states and what lies between them.  `county`: whose."""

    county: str
    since: End
    until: End
    before: State
    after: State
    ranked: Sequence[str] = ()
    """The ids of whoever answers, in the order in which the county names them: its government first."""
    withdrawn: Sequence[str] = ()
    """Editions between the two that were taken back: nothing is compared with them."""

    @property
    def period(self) -> str:
        """Of when the changes are, so that it does not read as empty where both are of the same day."""
        since = f"{self.since}以后" + (f"（{'、'.join(self.withdrawn)} 那一版已撤下，不与它比）" if self.withdrawn else "")
        if self.until.edition:
            return f"{since}、到 {self.until}的改动"
        if not self.until.day:
            return f"{since}的改动"
        return f"{since}、截至{'同一天' if self.until.day == self.since.day else f' {self.until.day} '}的改动"

    @cached_property
    def changes(self) -> list[Change]:
        return changes(self.before, self.after)

    @cached_property
    def counts(self) -> dict[str, int]:
        return counted(self.changes)

    @cached_property
    def disclosed(self) -> list[Disclosure]:
        """What was newly disclosed, by the unit that answers for it, in the order of its matters."""
        found = []
        for change in sorted(self.changes, key=lambda one: self.place(one.units)):
            if any(map(newly_disclosed, change.cells)):
                old = self.before[change.former or change.key].get(RECORDS.key)
                new = self.after[change.key].get(RECORDS.key)
                rows = [row for was, row in paired(RECORDS.kind, old, new) or () if was is None]
                found += [Disclosure(change, *(str(row.get(key, "")) for key in (TITLE, PUBLISHED))) for row in rows]
        return found

    @cached_property
    def adjusted(self) -> list[Change]:
        """Every change without what was newly disclosed and what is only kept up: what is to be signed."""
        found = []
        for change in self.changes:
            cells = tuple(cell for cell in change.cells if not newly_disclosed(cell) and not kept_up(change, cell))
            if not entered(change) and (cells or not change.cells):
                found.append(replace(change, cells=cells))
        return found

    @cached_property
    def upkeep(self) -> list[tuple[str, list[Change]]]:
        """What is only kept up, each sort with the records: days on which somebody looked again, and why catalogues were changed, which says nothing new of them."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            titles = [REASONS] if entered(change) else [cell.title for cell in change.cells if kept_up(change, cell)]
            for title in dict.fromkeys(titles):
                found.setdefault(title, []).append(change)
        return sorted(found.items(), key=lambda sort: (sort[0] == REASONS, -len(sort[1]), sort[0]))

    @cached_property
    def parts(self) -> tuple[list[Together], list[Change]]:
        """What is said of several at once, and what of single records."""
        return gathered(self.adjusted)

    @cached_property
    def by_unit(self) -> list[tuple[str, list[Change]]]:
        """What is said of single records, by the unit that answers first, in the county's order; what is nobody's comes last."""
        groups: dict[str, list[Change]] = {}
        for change in sorted(self.parts[1], key=lambda one: self.place(one.units)):
            groups.setdefault(change.units[0] if change.units else "", []).append(change)
        return [(self.unit(id), found) for id, found in groups.items()]

    @cached_property
    def figures(self) -> list[tuple[str, int, int]]:
        """How many changes of several records concern a unit, and how many it has alone, in the order of `by_unit`."""
        together = Counter(id for group in self.parts[0] for id in self.leading(group.changes))
        alone: Counter[str] = Counter()
        for change in self.parts[1]:
            alone[change.units[0] if change.units else ""] += spots(change)
        ids = sorted(together.keys() | alone.keys(), key=lambda id: self.place((id,)))
        return [(self.unit(id), together[id], alone[id]) for id in ids]

    @property
    def spots(self) -> int:
        """How many changes somebody counts who reads: what is the same in many places is one."""
        return len(self.parts[0]) + sum(map(spots, self.parts[1]))

    @cached_property
    def order(self) -> dict[str, int]:
        units = [key.partition("/")[2] for key in (*self.after, *self.before) if key.startswith("units/")]
        return {id: at for at, id in enumerate(dict.fromkeys((*self.ranked, *units)))}

    def place(self, units: Sequence[str]) -> tuple[bool, int, str]:
        """Where what a unit answers for comes."""
        id = units[0] if units else ""
        return not id, self.order.get(id, len(self.order)), id

    def leading(self, found: Sequence[Change]) -> list[str]:
        """The ids of the units that answer for some changes; those of townships and villages that only follow are left out."""
        own = [change for change in found if change.key not in self.followers] or found
        return sorted({change.units[0] if change.units else "" for change in own}, key=lambda id: self.place((id,)))

    def answering(self, found: Sequence[Change], most: int = NAMED) -> str:
        """Their names, the first few."""
        ids = self.leading(found)
        return "、".join(map(self.unit, ids[:most])) + (f"等 {len(ids)} 个单位" if len(ids) > most else "")

    def said(self, group: Together) -> tuple[Cell, ...]:
        """What several new records chiefly say; who discloses those of townships and villages, where they do it themselves."""
        first, others = self.first(group), Counter[str]()
        own = next((cell.new for cell in first.said if cell.key == DISCLOSERS), "")
        for change in group.changes:
            text = next((cell.new for cell in change.said if cell.key == DISCLOSERS), "")
            if text != own:
                others[text or NOBODY] += 1
        names = "、".join([*others][:NAMED]) + (f"等 {len(others)} 个单位" if len(others) > NAMED else "")
        more = f"；另 {others.total()} 项是{names}" if others else ""
        return tuple(cell._replace(new=cell.new + more) if cell.key == DISCLOSERS else cell for cell in first.said)

    def first(self, group: Together) -> Change:
        """The one of several that the others follow."""
        return next((change for change in group.changes if not change.origin), group.changes[0])

    @property
    def dead(self) -> list[Change]:
        """Changes through which an address leads nowhere."""
        return [change for change in self.changes if change.dead]

    @property
    def reused(self) -> list[Change]:
        """Changes through which an address shows another matter than before."""
        return [change for change in self.changes if change.reused]

    def unit(self, id: str) -> str:
        if not id:
            return NOBODY
        return next((name for state in (self.after, self.before) if (name := referred(state, "units", id)) != id), id)

    @cached_property
    def followers(self) -> set[str]:
        """The keys of matters of townships and villages that changed because the county's did."""
        return followers(self.adjusted)

    @property
    def extent(self) -> str:
        """How many records changed, by what became of them."""
        counts = counted(self.adjusted)
        if not self.followers:
            return "、".join(f"{kind} {n} 项" for kind, n in counts.items())
        return f"连同乡镇、村共 {len(self.adjusted)} 项：{'、'.join(f'{kind} {n}' for kind, n in counts.items())}"

    @property
    def summary(self) -> str:
        """The figures in a sentence."""
        told = [f"{self.spots} 处改动（{self.extent}）"] if self.adjusted else []
        told += [f"新公开信息 {len(self.disclosed)} 条"] if self.disclosed else []
        told += [f"例行更新 {sum(len(found) for _, found in self.upkeep)} 处"] if self.upkeep else []
        return "；".join(told) or "没有变动"


def newly_disclosed(cell: Cell) -> bool:
    """Whether it is information that was newly disclosed."""
    return cell.key == RECORDS.key and not cell.old


def kept_up(change: Change, cell: Cell) -> bool:
    """Whether it is a day on which somebody looked again; that nobody says it any more is a change like any other."""
    template = template_of(change.key)
    said = fields_of(template).get(cell.key) if template and change.kind == CHANGED and cell.new else None
    return said is not None and said.upkeep


def entered(change: Change) -> bool:
    """Whether it is a reason that was written down for what changed (changes.yml)."""
    return change.key.startswith(LEDGER) and change.kind in (NEW, CHANGED)


def spots(change: Change) -> int:
    """How many things a reader sees changed in a record."""
    return len(change.cells) or 1


def folded(text: str, most: int) -> str:
    """The beginning of a long text, and how long it is."""
    return text if len(text) <= most * 5 // 4 else f"{text[:most]}…（共 {len(text)} 字）"


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
    lines = [f"{told.county}：{told.period}", f"{told.summary}。"]
    together, _ = told.parts
    if together:
        lines += ["", "同样的改动"]
    for group in together:
        what = f"{group.cell.title}：{in_brackets(group.cell)}" if group.cell else f"“{group.title}”"
        which = f"{len(group.changes)} 个{group.noun}：{named(group.changes)}"
        lines.append(f"  {group.kind}　{what}（{told.answering(group.changes)}，{which}）")
        lines += said_in_lines(told.said(group))
    for unit, found in told.by_unit:
        lines += ["", f"{unit}（{sum(map(spots, found))}）"]
        for change in found:
            lines.append(f"  {heading(change)}")
            lines += (f"    {cell.title}：{in_brackets(cell)}" for cell in change.cells)
            lines += said_in_lines(change.said)
    if told.disclosed:
        lines += ["", f"新公开的信息（{len(told.disclosed)} 条）"]
        lines += (f"  {one.change.where}　{one.title}（{one.date}）" for one in told.disclosed)
    if told.upkeep:
        lines += ["", "例行更新"]
        lines += (f"  {title}　{len(found)} 处：{named(found)}" for title, found in told.upkeep)
    if told.dead:
        lines += ["", f"{len(told.dead)} 个网址没有去处（事项请写“停用”或者“曾用编号”）"]
        lines += (f"  {title}：{names}" for title, names in dead_of(told))
    if told.reused:
        lines += ["", f"{len(told.reused)} 个网址打开的是别的事项（编号给了别的事项：以前的链接不再是原来的内容，编号请不要挪用）"]
        lines += (f"  {was}" for was in map(now_another, told.reused))
    return "\n".join(lines) + "\n"


def now_another(change: Change) -> str:
    """Which address shows another record now, and where what it showed has gone."""
    old = address_of(change.former or change.key)
    return f"{old}　以前是“{change.title}”{f'，它现在在 {change.address}' if change.former else ''}"


def said_in_lines(said: Iterable[Cell]) -> list[str]:
    return [f"    {cell.title}：{cell.new if cell.key == DISCLOSERS else folded(cell.new, FOLDED)}" for cell in said]


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
    return {"县": told.county, "自": told.since.name, "至": told.until.name, "时段": told.period, "小结": told.summary,
            "计数": told.counts, "例行更新": {title: len(found) for title, found in told.upkeep}, "变动": [row(change, told) for change in told.changes]}


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
    if change.reused:
        found["换了内容的网址"] = address_of(change.former or change.key)
    if change.reach:
        found["涉及事项"] = change.reach
    if cells := change.cells or change.said:
        found["要素"] = [{"要素": cell.title, "原": cell.old, "新": cell.new} for cell in cells]
    return found


__all__ = ["GONE", "MOVED", "NEW", "End", "Told", "as_data", "as_text", "heading", "in_brackets", "named"]
