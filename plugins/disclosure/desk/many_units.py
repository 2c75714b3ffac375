"""A unit that is renamed, or taken over by another: every place that means it, references exactly and free text by its words, listed to be confirmed.

What was published under the old name (records that came out on a day, names in quotes) is listed too, but not chosen: it says what was so then.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from disclosure.desk.county import called, place_of
from disclosure.desk.places import Astray
from disclosure.desk.journal import Step
from disclosure.desk.many import called_short, stamped
from disclosure.desk.routes import Desk, Given, Route, text
from disclosure.model import fields as k
from disclosure.model.people import Unit
from disclosure.read.dates import real
from disclosure.read.names import ignored
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable
from disclosure.write.tree import Fields, Many, Piece, Text

UNITS = "catalogues/units.yml"
RENAME, MERGE = "rename", "merge"
WORDLESS = (k.Day, k.Whole, k.Number, k.Phone, k.Choice, k.ChoiceList, k.Levels, k.Link, k.Address, k.FilePath, k.MatterReference, k.CatalogueReference)
"""Kinds of values in which no name of a unit stands as a word."""
AROUND = 18
"""Characters that are shown beside an occurrence."""
PAST = "已经过去的事，那时是它"
PERSON = "说的是一个人，承接的单位里不一定是他"
MONTH = re.compile(r"20\d\d年(?:\d{1,2}月|第?[一二三四1-4]季度)")
QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”")
POST = re.compile(r"(?:党组|党委)?(?:副|第一)?(?:局长|主任|科长|股长|书记|乡长|镇长|院长|所长|站长|校长|主席|会长|负责人)")
"""What after a unit's name makes it a person."""
OF_OTHERS = re.compile(r"[省市州国区盟旗][^，。；、\s]{0,2}$")
"""What before a short name makes it another's: 省民政厅, 市教育局."""


@dataclass
class Place:
    """An occurrence.  `start`, `end`: where it stands in `old`, a whole text; `by`: what is to stand there; `on`: whether it is likely meant."""

    file: str
    title: str
    key: str
    old: str
    start: int
    end: int
    by: str
    exact: bool
    on: bool
    why: str
    holder: Text | None = None
    among: Many | None = None

    def told(self, number: int) -> dict:
        return {"n": number, "file": self.file, "title": self.title, "key": self.key, "before": ("…" if self.start > AROUND else "") + self.old[max(0, self.start - AROUND):self.start],
                "was": self.old[self.start:self.end], "by": self.by, "after": self.old[self.end:self.end + AROUND] + ("…" if self.end + AROUND < len(self.old) else ""),
                "exact": self.exact, "on": self.on, "why": self.why}


@dataclass
class Plan:
    """All that is to be confirmed, in the files' order."""

    unit: Unit
    label: str
    places: list[Place] = field(default_factory=list)
    drafts: dict[str, Draft] = field(default_factory=dict)
    pages: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    heirs: frozenset[str] = frozenset()
    """Every name of the unit that takes over."""
    own: list[str] = field(default_factory=list)
    """What is written at the unit itself, in words."""

    def stamp(self) -> str:
        return stamped([*(Step(file, draft.before, None) for file, draft in self.drafts.items()), *(Step(file, data, None) for file, (data, _) in self.pages.items())])


def units(desk: Desk, given: Given) -> dict:
    with desk.preview.lock:
        desk.preview.fresh()
        county = desk.sight.county
        listed = [] if county is None else [{"id": one.id, "name": one.name, "short": one.short_name or "", "gone": one.dissolved is not None, "matters": sum(one in item.disclosers for owner in county.catalogues for item in owner.items)}
                                            for one in county.units.values()]
        return {"units": listed, "as_of": str(county.as_of) if county else "", **desk.saving.journal.told()}


def planned(desk: Desk, given: Given) -> Plan:
    """Everything that means the unit, and what is done at the unit itself.  Raises Astray, Unwritable."""
    county, way = desk.sight.county, text(given, "way")
    unit = county.units.get(text(given, "unit")) if county else None
    if unit is None or way not in (RENAME, MERGE):
        raise Astray("没有这个单位了，请重新选")
    if desk.preview.since:
        raise Unwritable("目录里有错误还没有改好，怕漏掉几处。请先把错误改好，再来改单位")
    name, short = (given.get("name") or "").strip(), (given.get("short") or "").strip()
    heir = county.units.get(given.get("heir") or "") if way == MERGE else None
    if way == RENAME and (not name or name == unit.name):
        raise Unwritable("请写新的名称，和原来的不一样")
    if way == MERGE and (heir is None or heir is unit or heir.dissolved):
        raise Unwritable("请选由哪个单位承接，不能是它自己，也不能是已经停用的")
    names = {unit.name: heir.name if heir else name}
    shorter = called_short(heir) if heir else short or name
    names |= {one: shorter for one in (unit.short_name, *unit.aliases) if one and one not in names}
    taken = {one for other in county.units.values() if other is not unit for one in other.names}
    for one in (name, short) if way == RENAME else ():
        if one and one in taken:
            raise Unwritable(f"“{one}”已经是别的单位的名称、简称或者别名了")
    plan = Plan(unit, f"单位合并：{called_short(unit)} 并入 {called_short(heir)}" if heir else f"单位改名：{unit.name} 改为 {name}", heirs=frozenset(heir.names) if heir else frozenset())
    words = re.compile("|".join(re.escape(one) for one in sorted({*names, *taken, *(unit.names)} - {unit.id, *county.units}, key=len, reverse=True)))
    for file in desk.sight.files():
        try:
            draft = desk.saving.opened(file)
        except (Unwritable, OSError):
            plan.unread.append(file)
            continue
        plan.drafts[file] = draft
        plan.places += Walk(plan, draft, unit, heir, names, words).all()
    for file, path in pages(desk.saving.site):
        data = path.read_bytes()
        try:
            said = data.decode("utf-8")
        except UnicodeDecodeError:
            plan.unread.append(file)
            continue
        plan.pages[file] = data, said
        plan.places += [place for place in occurrences(said, names, words, file, "手写页面", "正文", "", by_heir=heir is not None)]
    at_unit(plan, given, heir, name, short)
    return plan


def at_unit(plan: Plan, given: Given, heir: Unit | None, name: str, short: str) -> None:
    """What is written at the unit itself in units.yml."""
    unit, draft = plan.unit, plan.drafts.get(UNITS)
    record = draft.tree.find(unit.id) if draft else None
    if record is None or not isinstance(record.value, Fields):
        raise Unwritable("units.yml 里这个单位读不出来，请先把它改好")
    where = place_of(draft, record.value)
    if heir:
        day = text(given, "day").strip()
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.A) or not real(*map(int, day.split("-"))):
            raise Unwritable(f"从哪一天起合并，写成 2026-11-01 的样子，现在是“{day}”")
        draft.set(where, "停用", {"日期": day, "承接": heir.id})
        plan.own.append(f"{unit.name} 写“停用”：{day} 起由 {heir.name} 承接")
        return
    draft.set(where, "名称", name)
    plan.own.append(f"名称：{unit.name} → {name}")
    if short and short != unit.short_name:
        draft.set(where, "简称", short)
        plan.own.append(f"简称：{unit.short_name or '（没有）'} → {short}")
    old = [one for one in (unit.name, unit.short_name if short and short != unit.short_name else None) if one and one not in unit.aliases]
    draft.set(where, "别名", [*unit.aliases, *old])
    plan.own.append(f"原来的名称留作别名：{'、'.join(old)}（旧文件里这样写的还认得，按旧名称也搜得到）")


def pages(site: Path) -> Iterator[tuple[str, Path]]:
    """The hand-written pages."""
    for path in sorted((site / "content").rglob("*.md")):
        file = path.relative_to(site).as_posix()
        if path.is_file() and not path.is_symlink() and not any(ignored(part) for part in file.split("/")):
            yield file, path


class Walk:
    """One file, looked through."""

    def __init__(self, plan: Plan, draft: Draft, unit: Unit, heir: Unit | None, names: dict[str, str], words: re.Pattern) -> None:
        self.plan, self.draft, self.unit, self.heir, self.names, self.words = plan, draft, unit, heir, names, words

    def all(self) -> list[Place]:
        return list(self.fields(self.draft.tree, "", ""))

    def fields(self, piece: Fields, title: str, why: str) -> Iterator[Place]:
        """`why`: why what is within is likely not meant; "" where it is."""
        template = piece.template
        by_key = {f.key: f for f in template.fields.values()} if template else {}
        title = (called(piece, template) if template else "") or (f"{title} {first_words(piece, by_key)}".strip() if title else "")
        if template and gone_by(piece, by_key, title):
            why = PAST
        elif self.heir and piece.find("职务"):
            why = why or PERSON
        for pair in piece.pairs:
            if self.draft.file == UNITS and piece is self.draft.tree and pair.key == self.unit.id:
                continue  # the unit itself
            within = title or (pair.key if piece is self.draft.tree else title)
            inner = [entry.value for entry in pair.value.entries] if isinstance(pair.value, Many) else [pair.value]
            deeper = template and within and any(isinstance(one, Fields) for one in inner)
            yield from self.value(pair.value, by_key.get(pair.key), pair.key, f"{within}　{pair.key}" if deeper else within, why)

    def value(self, piece: Piece, f: k.Field | None, key: str, title: str, why: str, among: Many | None = None) -> Iterator[Place]:
        if isinstance(piece, Fields):
            yield from self.fields(piece, title, why)
        elif isinstance(piece, Many):
            for entry in piece.entries:
                yield from self.value(entry.value, f, key, title, why, piece)
        elif f is not None and isinstance(f.kind, k.Reference):
            if f.kind.to == "units" and piece.text in self.unit.names and (self.heir or piece.text != self.unit.id):
                by = (self.heir.id if piece.text == self.unit.id else self.names.get(piece.text, self.heir.id)) if self.heir else self.names[piece.text]
                yield Place(self.draft.file, title, key, piece.text, 0, len(piece.text), by, True, not why, why, piece, among)
        elif f is None or not isinstance(f.kind, WORDLESS):
            yield from occurrences(piece.text, self.names, self.words, self.draft.file, title, key, why, piece, self.heir is not None)


def first_words(piece: Fields, by_key: dict[str, k.Field]) -> str:
    """By what a record within another is known that has no name: the first of its values that is no reference."""
    return next((pair.value.text[:20] for pair in piece.pairs if isinstance(pair.value, Text) and pair.key in by_key and not isinstance(by_key[pair.key].kind, k.Reference)), "")


def gone_by(piece: Fields, by_key: dict[str, k.Field], title: str) -> bool:
    """Whether a record tells of what has happened: it came out or happened on a day, is done with or out of use, or is named after a month."""
    if any(f.required and isinstance(f.kind, k.Day) and (f.kind.out or f.role == "date") for f in by_key.values()) or MONTH.search(title):
        return True
    if any(isinstance(f.kind, k.Day) and f.kind.out and piece.find(key) for key, f in by_key.items()):
        return True
    return any(pair.key == "停用" or (isinstance(pair.value, Text) and pair.value.text in getattr(getattr(by_key.get(pair.key), "kind", None), "closed", ())) for pair in piece.pairs)


def occurrences(said: str, names: dict[str, str], words: re.Pattern, file: str, title: str, key: str, why_not: str, holder: Text | None = None, by_heir: bool = False) -> Iterator[Place]:
    """Where a text names the unit; a longer name of another unit that has it in it is that unit's."""
    quoted = [found.span() for found in QUOTED.finditer(said)]
    full = next(iter(names))
    for found in words.finditer(said):
        was = found[0]
        if was not in names:
            continue
        within_quotes = any(a <= found.start() and found.end() <= b for a, b in quoted)
        others = was != full and bool(OF_OTHERS.search(said[:found.start()]))
        person = by_heir and bool(POST.match(said, found.end()))
        why = why_not or ("在书名号、引号里" if within_quotes else "前面像是上级或者别处的" if others else PERSON if person else "")
        yield Place(file, title, key, said, found.start(), found.end(), names[was], False, not why, why, holder)


# -- what was confirmed ----------------------------------------------------------------------------
def plan(desk: Desk, given: Given) -> dict:
    with desk.saving.journal.lock, desk.preview.lock:
        desk.preview.fresh()
        made = planned(desk, given)
        return {"label": made.label, "own": made.own, "places": [place.told(n) for n, place in enumerate(made.places)], "unread": made.unread, "stamp": made.stamp()}


def save(desk: Desk, given: Given) -> dict:
    numbers = given.get("chosen")
    if not isinstance(numbers, list) or not all(type(n) is int for n in numbers):
        raise TypeError("chosen")
    with desk.saving.journal.lock, desk.preview.lock:
        desk.preview.fresh()
        made = planned(desk, given)
        if made.stamp() != text(given, "stamp"):
            raise Unwritable("文件在别处改过了，要改的地方与刚才列出来的不一样，没有写。请再列一次")
        steps = confirmed(made, {n for n in numbers if 0 <= n < len(made.places)})
        desk.saving.write_all(steps, f"{made.label}（{len(set(numbers))} 处）")
        return {"label": made.label, "number": len(set(numbers)), "files": [step.file for step in steps], **desk.saving.journal.told()}


def confirmed(made: Plan, chosen: set[int]) -> list[Step]:
    """The files as they are to be."""
    said = {file: page for file, (_, page) in made.pages.items()}
    for n, place in sorted(enumerate(made.places), key=lambda pair: (pair[1].file, -pair[1].start)):  # the last one of a text first
        if n not in chosen:
            continue
        if place.holder is None:
            said[place.file] = said[place.file][:place.start] + place.by + said[place.file][place.end:]
        else:
            place.holder.text = place.holder.text[:place.start] + place.by + place.holder.text[place.end:]
    for place in (place for n, place in enumerate(made.places) if n in chosen and place.exact and place.among is not None):
        once(place.among, made.heirs)
    steps = [Step(file, draft.before, draft.text.encode()) for file, draft in made.drafts.items()]
    steps += [Step(file, made.pages[file][0], page.encode()) for file, page in said.items()]
    return [step for step in steps if step.before != step.after]


def once(among: Many, names: frozenset[str]) -> None:
    """Of a list that has the successor twice now, by whatever name, the one that comes later goes."""
    there = [entry for entry in among.entries if isinstance(entry.value, Text) and entry.value.text in names]
    among.entries[:] = [entry for entry in among.entries if not any(entry is one for one in there[1:])]


ROUTES = (Route("units", units), Route("units/plan", plan, writes=True), Route("units/save", save, writes=True))
