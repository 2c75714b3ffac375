"""The standard form (标准目录表): columns, heads and cells of a catalogue or register as it is handed in, printed and imported again.

What is written here as text is read back by `import`, so each kind of value has one way to stand in a cell:

- a list: an entry a line, numbered (1.…; 1. 2… before a digit); sources of law without numbers; a single entry bare, unless it looks numbered itself
- a line break within an entry, or within a text: the next line begins with a full-width space
- a record within a record: a line 字段：值 for each field; an empty line between several of them

The workbook, the Word file and the PDF only set this.
"""
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from disclosure.model import fields as k
from disclosure.model.catalogue import Catalogue
from disclosure.model.collection import Collection
from disclosure.model.county import County
from disclosure.model.matters import Item
from disclosure.model.register import Register
from disclosure.read.law import channels
from disclosure.render.cells import text_of, title_of
from disclosure.render.listing import in_order
from disclosure.render.relations import active

TICK = "√"
CHOSEN, OPEN = "■", "□"
CONTINUED = "\n　"
"""Goes on with an entry or text in the next line: only a line that begins otherwise is another entry."""
NUMBERED = re.compile(
    r"\s*(?:[（(]?[0-9０-９一二三四五六七八九十]+\s*[.．、)）]|[①-⑳⑴-⒛㈠-㈩]|[●○◎•·∙■□◆◇▲△★☆※▪‧*＊+－—–-])")
"""How an entry begins that looks like one of a list."""
WIDTHS = {"w-cont": 36, "w-base": 34, "w-time": 15, "w-unit": 13, "w-chan": 32, "w-t": 5, "w-t3": 9, "w-g": 9}
"""Style class of a field's column on the site → width of its column here, in half-width characters."""
SERIAL, CATEGORY, NAME, TICKED, NUMBER = 5, 11, 15, 5, 9
"""Widths of the columns that the form has beside these."""
BY_KIND: tuple[tuple[tuple[type[k.Kind], ...], int], ...] = (
    ((k.Day, k.Number, k.Whole), 11), ((k.Phone, k.Choice, k.ChoiceList, k.Levels), 13), ((k.MarkdownText, k.TextList, k.Nested, k.Matters), 36))
"""Widths of fields that the standard form does not have, by their kind."""
OTHERWISE = 20


class Leaf(NamedTuple):
    """A column: its heading, the heading above it ("" for none), its width, and the text of a record's cell.

    `code`: the field it is of; `ticked`: it holds √ or nothing; `shared`: equal cells of rows that follow each other are one.
    """

    code: str
    head: str
    width: float
    text: Callable[[Any], str]
    above: str = ""
    ticked: bool = False
    shared: bool = False


class Form(NamedTuple):
    """A table ready to be set.

    `name`: what a sheet of it is called, before it is cut to size; `runs`: (first, last) rows that are one in the `shared` column, from 0;
    `wide`: rows in which the column behind the shared one takes that one as well: a matter without a first level.  `foot`: the line below it.
    """

    name: str
    title: str
    leaves: tuple[Leaf, ...]
    rows: list[tuple[str, ...]]
    runs: list[tuple[int, int]]
    foot: str
    address: str = ""
    wide: frozenset[int] = frozenset()

    @property
    def two_rows(self) -> bool:
        """Whether the head has a second row."""
        return any(leaf.above for leaf in self.leaves)

    def heads(self) -> list[tuple[int, int, int, int, str]]:
        """(row, column, last row, last column, text) of every cell of the head, from 0; a cell may cover several."""
        last = 1 if self.two_rows else 0
        cells = []
        for above, group in groupby(enumerate(self.leaves), lambda pair: pair[1].above):
            members = list(group)
            if above:
                cells.append((0, members[0][0], 0, members[-1][0], above))
            cells += [(1 if above else 0, at, last, at, leaf.head) for at, leaf in members]
        return cells


def of_catalogue(owner: Catalogue, county: County, every: bool = False) -> Form:
    """The form of a catalogue; `every`: behind the standard's columns one for every other field of a matter."""
    items = active(owner.items)
    leaves = tuple(columns(owner, county, items, every))
    runs, at = [], 0
    for (_, category), members in groupby(items, lambda item: (getattr(item, "domain", None), item.category)):
        count = len(list(members))
        if category and count > 1:
            runs.append((at, at + count - 1))
        at += count
    return Form(owner.name, title_of_form(owner), leaves, rows_of(leaves, items), runs, foot(county), owner.address,
                frozenset(n for n, item in enumerate(items) if not item.category))


def title_of_form(owner: Catalogue) -> str:
    """What the form of a catalogue is called."""
    return owner.form.format(owner.name.removesuffix("领域") if "领域" in owner.form else owner.name)


def of_register(collection: Collection, county: County) -> Form:
    """The form of a register: its required fields and those that any record fills, in the order of the declarations, under the editors' keys."""
    records = in_order(collection, getattr(county, collection.name).values(), county.as_of)
    leaves = [Leaf("id", "代号", 14, lambda record: record.id)]
    for code, f in collection.template.fields.items():
        if not isinstance(f.kind, k.Defaults | k.Matters) and (f.required or any(getattr(record, code) not in (None, ()) for record in records)):
            leaves.append(Leaf(code, f.key, width_of(f), cell_of(code, f)))
    return Form(collection.noun, f"{county.name}{collection.noun}", tuple(leaves), rows_of(leaves, records), [], foot(county), collection.index)


def foot(county: County) -> str:
    return f"{county.name}，截至 {county.as_of}"


def rows_of(leaves: Sequence[Leaf], records: Iterable[Item | Register]) -> list[tuple[str, ...]]:
    """The cells; the serial number is counted here."""
    return [tuple(leaf.text(record) if leaf.code else str(n) for leaf in leaves) for n, record in enumerate(records, 1)]


# -- columns -------------------------------------------------------------------------------------
def columns(owner: Catalogue, county: County, items: Sequence[Item], every: bool) -> Iterable[Leaf]:
    """The columns of the standard form; a field that the site's table shows, and the form does not know, stands behind 公开时限."""
    fields = owner.matter().fields
    levels = county.levels if owner.levelled else ()
    listed = {code: f for code, f in fields.items() if f.column and (f.element or isinstance(f.kind, k.Levels) and levels)}
    own = {code: f for code, f in fields.items() if f.column and not f.element and not isinstance(f.kind, k.Levels)}
    yield Leaf("", "序号", SERIAL, str)
    yield Leaf("category", "一级事项", CATEGORY, cell_of("category", fields["category"]), "公开事项", shared=True)
    yield Leaf("name", "二级事项", NAME, cell_of("name", fields["name"]), "公开事项")
    if any(item.subname for item in items):
        yield Leaf("subname", "三级事项", NAME, cell_of("subname", fields["subname"]), "公开事项")
    for code, f in listed.items():
        yield from spread(code, f, levels, boxes(owner, county))
        if code == "time_limit":
            for other, more in own.items():
                yield from spread(other, more, levels, boxes(owner, county))
    yield Leaf("number", "编号", NUMBER, lambda item: item.number)
    if every:
        shown = {"number", "category", "name", "subname", *listed, *own}
        for code, f in fields.items():
            if code not in shown and not isinstance(f.kind, k.Defaults):
                yield Leaf(code, f.key, width_of(f), cell_of(code, f))


def spread(code: str, f: k.Field, levels: tuple[str, ...], boxed: tuple[str, ...]) -> Iterable[Leaf]:
    """The columns of one field: one, or one for each of its words."""
    if isinstance(f.kind, k.AudienceKind):
        yield Leaf(code, "全社会", TICKED, ticked(code, lambda a: a is not None and a.groups is None), f.title, True)
        yield Leaf(code, "特定群体（请写明）", WIDTHS["w-g"], lambda item: kept((a := getattr(item, code)) and a.groups or ""), f.title)
    elif isinstance(f.kind, k.Levels):
        for word in levels:
            yield Leaf(code, word, TICKED, ticked(code, lambda v, w=word: w in v), f.title, True)
    elif isinstance(f.kind, k.ChoiceList) and f.kind.spread:
        for head, word in zip(f.kind.heads or f.kind.options, f.kind.options, strict=True):
            yield Leaf(code, head, TICKED, ticked(code, lambda v, w=word: w in v), f.title, True)
    elif isinstance(f.kind, k.Channels):
        yield Leaf(code, f.heading or f.title, WIDTHS[f.column], lambda item: boxes_of(getattr(item, code), boxed))
    else:
        yield Leaf(code, f.heading or f.title, WIDTHS.get(f.column, OTHERWISE), cell_of(code, f))


def ticked(code: str, test: Callable[[Any], bool]) -> Callable[[Item], str]:
    return lambda item: TICK if test(getattr(item, code)) else ""


def width_of(f: k.Field) -> int:
    return next((width for kinds, width in BY_KIND if isinstance(f.kind, kinds)), OTHERWISE)


def boxes(owner: Catalogue, county: County) -> tuple[str, ...]:
    """The channels that the form lists, in their order."""
    return tuple(dict.fromkeys((*(county.channels or (c.name for c in channels())), *owner.own_channels)))


BESIDE = 30
"""So many half-width characters two channels may take to stand in one line."""


def boxes_of(chosen: tuple[str, ...], listed: tuple[str, ...]) -> str:
    """■ before what is chosen, □ before what is not, two in a line where both fit; what the list does not have stands behind it."""
    others = [name for name in chosen if name not in listed]
    rest = [name for name in listed if not (name == "其他" and others and name not in chosen)]
    marked = [f"{CHOSEN if name in chosen else OPEN}{kept(name)}" for name in (*rest, *others)]
    lines: list[str] = []
    free = False
    for text in marked:
        free = free and half_widths(lines[-1]) + 1 + half_widths(text) <= BESIDE
        if free:
            lines[-1] += f" {text}"
        else:
            lines.append(text)
        free = not free
    return "\n".join(lines)


def half_widths(text: str) -> int:
    """How wide a text is, in half-width characters, as Chinese typefaces have them."""
    return len(text.encode("gb18030", "replace"))


# -- cells ---------------------------------------------------------------------------------------
def cell_of(code: str, f: k.Field) -> Callable[[Any], str]:
    kind = f.kind
    return lambda record: cell(kind, getattr(record, code))


def cell(kind: k.Kind, value: Any) -> str:
    """A value as it stands in a cell, "" where absent."""
    if value is None or value == ():
        return ""
    written = CELLS.get(type(kind))
    return written(kind, value) if written else kept(text_of(kind, value))


def kept(text: str) -> str:
    """A text whose further lines are marked as belonging to it."""
    return text.replace("\n", CONTINUED)


def entries(kind: k.TextList, value: tuple[str, ...]) -> str:
    if kind.together and not value[0].startswith("1.") and not any(kind.together in one or "\n" in one for one in value):
        return kind.together.join(value)
    if kind.cited or len(value) == 1 and not NUMBERED.match(value[0]):
        return "\n".join(map(kept, value))
    return "\n".join(f"{n}.{' ' if one[:1].isdecimal() else ''}{kept(one)}" for n, one in enumerate(value, 1))  # 2.12 is a number


def named(kind: k.Reference, value: Any) -> str:
    """Units joined by 、, but a line each where a name has one itself; others always a line each: titles may have any mark."""
    names = [title_of(record) for record in k.several(value)]
    return ("\n" if kind.to != "units" or len(names) > 1 and any("、" in name for name in names) else "、").join(map(kept, names))


def within(kind: k.Nested, value: Any) -> str:
    """Records within a record."""
    return "\n\n".join("\n".join(f"{f.key}：{kept(text)}" for code, f in record.fields.items() if (text := cell(f.kind, getattr(record, code))))
                       for record in k.several(value))


def raw(kind: k.MarkdownText, value: str) -> str:
    """Markdown means its lines."""
    return value


CELLS: dict[type[k.Kind], Callable[[Any, Any], str]] = {
    k.TextList: entries, k.Reference: named, k.Nested: within, k.MarkdownText: raw,
    k.Pairs: lambda kind, value: "\n".join(f"{a}：{kept(b)}" for a, b in value),
}
