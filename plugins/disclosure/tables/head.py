"""The header of a table: which column holds which field, by the words over it, one to three rows deep; and tables that are pairs of label and value."""
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from disclosure.model import fields as k
from disclosure.model.register import Register
from disclosure.read.heads import bare as stripped
from disclosure.read.heads import heads, level, with_villages
from disclosure.read.law import channels
from disclosure.tables.grid import NO_CELL, Cell, Table, letters
from disclosure.tables.titles import TOTAL, is_note

DEEPEST = 3
RUNNING, SKIP = "序号", "不导入"
REFERS = "参照"
"""Heads the column that says, in tables that `export --columns 全部` writes, which matter of the county a row takes over."""
ID = "代号"
"""Heads the column of ids in the tables of registers that `export` writes."""
TICKED = ("对象", "方式", "层级", "过程", "环节")
"""Fields whose columns may stand for one option each."""
SPREAD = ("名称", "一级事项", "对象", "方式", "层级", "渠道")
"""Fields whose heading may stand over several columns."""
PAIR = re.compile(r"一级.*二级|二级.*一级", re.S)
LEAST = 4
"""So many different fields make a header."""
JOINED = re.compile(r"[及和与]")
"""What joins the two parts of a heading: 渠道和载体, 渠道及载体, 渠道载体 say the same."""
PUBLISHED = re.compile(r"^(?:公布|发布|公示)(?=..)")
bare = lru_cache(20_000)(stripped)


@lru_cache
def channel_heads() -> dict[str, str]:
    """The channels of the official form by what may stand over a column of ticks for each."""
    return {bare(way): channel.name for channel in channels() for way in (channel.name, *channel.also)}




class Sheet:
    """A table with what is asked of it often at hand: cells by the row in which they begin, and by every place."""

    def __init__(self, table: Table) -> None:
        self.table, self.places, self.height, self.width = table, table.places, table.height, table.width
        self.rows: dict[int, list[Cell]] = {}
        for cell in table.cells:
            self.rows.setdefault(cell.row, []).append(cell)

    def at(self, row: int, column: int) -> Cell:
        """The cell at or over a place; an empty one where there is none."""
        return self.places.get((row, column)) or NO_CELL._replace(row=row, column=column)


class Column(NamedTuple):
    """A column: its number, the key of its field ("" where no field is known), of a tick's column the option, and its heading as people read it.

    `path`: the cells of the heading, from above; `rest`: what stands below the heading of a ticked field and is no option that is known.
    """

    number: int
    key: str
    option: str
    head: str
    path: tuple[Cell, ...]
    rest: str = ""
    exact: bool = False
    """Whether its cells are as `export` has written them, to the letter."""

    @property
    def with_villages(self) -> bool:
        """Whether its heading, which may be split over rows, is 乡、村级."""
        names = [bare(cell.text) for cell in self.path]
        return any(with_villages("".join(names[n:])) for n in range(len(names)))


@dataclass(frozen=True)
class Words:
    """The words of one kind of target.  `keys`: the fields that it has; `name`: the field without which there is no record."""

    columns: Mapping[str, str]
    ticks: Mapping[str, str]
    running: frozenset[str]
    name: str
    keys: frozenset[str]
    least: int = LEAST
    anagrams: dict[str, str] = field(default_factory=dict)
    pieces: frozenset[str] = frozenset()
    unjoined: dict[str, str] = field(default_factory=dict)
    """Words without what joins their parts → their field, where that is one alone."""
    exported: Mapping[str, str] = field(default_factory=dict)
    """Headings of fields that only tables of `export --columns 全部` have, and these have all of them: a department's 政策 or 信息 is something else."""

    @classmethod
    def of(cls, columns: Mapping[str, str], ticks: Mapping[str, str], running: frozenset[str], name: str, keys: frozenset[str], least: int = LEAST) -> "Words":
        every = {**dict.fromkeys(running, RUNNING), **columns, **ticks}
        sorted_words: dict[str, list[str]] = {}
        for word in every:
            if len(word) > 2:
                sorted_words.setdefault("".join(sorted(word)), []).append(word)
        pieces = {part for word in every for n in range(1, len(word)) for part in (word[:n], word[n:])}
        unjoined: dict[str, set[str]] = {}
        for word, key in columns.items():
            unjoined.setdefault(JOINED.sub("", word), set()).add(key)
        return cls(columns, ticks, running, name, keys, least, {k: v[0] for k, v in sorted_words.items() if len(v) == 1}, frozenset(pieces | every.keys()),
                   {word: next(iter(some)) for word, some in unjoined.items() if len(some) == 1})

    def option(self, word: str, below: str) -> tuple[str, str] | None:
        """(key, option) of a word over ticks.  `below`: the words above it; a short word is an option only below its field."""
        if "渠道" in self.keys and re.search(r"渠道|载体", below.removesuffix(word)) and (channel := channel_heads().get(word)):
            return "渠道", channel
        found = self.ticks.get(word) or (re.sub(r"\d$", "", word) != word and self.ticks.get(re.sub(r"\d$", "", word))) or None
        if found is None and "层级" in below:
            found = level(word) or next((self.ticks[word[n:]] for n in range(1, min(5, len(word))) if self.ticks.get(word[n:], "").endswith("级")), None)
        if found is None:
            return None
        key = "层级" if found.endswith("级") else "方式" if found.endswith("公开") else "对象"
        sure = word.endswith("级") or word.startswith(("全社会", "特定", "主动", "依申请"))
        return (key, found) if key in self.keys and (sure or key in below) else None

    def match(self, path: list[str]) -> tuple[str, str, bool] | None:
        """(key, option, whether the last word counted) of a column, by the words over it; the longest that mean something."""
        above = "".join(path)
        for n in range(len(path)):
            word = "".join(path[n:])
            if found := self.option(word, above):
                return *found, True
            if word in self.running:
                return RUNNING, "", True
            key = self.columns.get(word) or self.columns.get(re.sub(r"\d$", "", word)) or self.columns.get(self.anagrams.get("".join(sorted(word)), "")) or self.unjoined.get(PUBLISHED.sub("公开", JOINED.sub("", word)))
            if key and key in self.keys:
                return key, "", True
            if (scrambled := self.anagrams.get("".join(sorted(word)))) and (found := self.option(scrambled, above)):
                return *found, True
        for n in range(len(path) - 1, 0, -1):
            for start in range(n):
                key = self.columns.get("".join(path[start:n]))
                if key and key in self.keys:
                    return key, "", False
        return None


@lru_cache
def catalogue_words(keys: frozenset[str]) -> Words:
    """The words of catalogues; `keys`: what a matter of the target may have."""
    known = heads()
    return Words.of({w: k for w, k in {**known.loose, **known.columns}.items() if k in keys}, known.ticks, known.running, "名称", keys)


LISTED = (k.Text, k.TextList, k.MarkdownText, k.Day, k.Whole, k.Number, k.Phone, k.Choice, k.ChoiceList, k.Reference, k.CatalogueReference, k.Link, k.Address, k.FilePath, k.MatterReference)
"""Kinds of values that a column of a register's table can hold."""


@lru_cache
def register_words(template: type[Register]) -> Words:
    """The words of a register: what its fields are called, and what tables call such fields."""
    fields = {f.key: f for f in template.fields.values() if isinstance(f.kind, LISTED)}
    own = {bare(word): key for key, f in fields.items() for word in (f.title, key)}
    within = {}
    for f in template.fields.values():
        if isinstance(f.kind, k.Nested):
            own.setdefault(bare(f.key), f.key)
            within |= {bare(f.key + word): f"{f.key}.{part.key}" for part in f.kind.template.fields.values() if f.kind.many and isinstance(part.kind, LISTED) for word in (part.key, part.title)}
    title = template.fields[template.roles["title"]].key
    known = heads()
    others = {word: key for word, key in {**known.loose, **known.columns}.items() if key in fields and word not in own}
    for key, words in known.registers.items():
        if key in fields or key in own.values() or key in within.values():
            for word in words:
                if word not in own and (word not in others or (key in fields and fields[key].required)):
                    others[word] = key
    every = {**others, **within, **own}
    return replace(Words.of(every, {}, known.running, title, frozenset({*fields, *every.values()}), 3), exported={ID: ID})


@dataclass(frozen=True)
class Header:
    """A header: its rows, its columns by their numbers, and what each of its rows says, to know it when it comes again."""

    first: int
    last: int
    columns: dict[int, Column]
    signature: frozenset[tuple[str, ...]]

    @property
    def keys(self) -> set[str]:
        return {c.key for c in self.columns.values() if c.key} - {RUNNING}

    def of(self, key: str) -> list[Column]:
        return [c for c in self.columns.values() if c.key == key]


def said(sheet: Sheet, row: int) -> tuple[str, ...]:
    """What a row says, bare, without empty cells."""
    return tuple(filter(None, (bare(cell.text) for cell in own(sheet, row))))


def own(sheet: Sheet, row: int) -> list[Cell]:
    """The cells that begin in a row."""
    return sheet.rows.get(row, [])


def likely(sheet: Sheet, row: int, words: Words) -> bool:
    """Whether a header may begin in a row."""
    said = [bare(cell.text) if len(cell.text) < 60 else "" for cell in own(sheet, row) if cell.text.strip()]
    hits = sum(word in words.pieces or "".join(sorted(word)) in words.anagrams for word in said if word)
    return hits >= min(3, words.least) and hits * 2 >= len(said)


def header_at(sheet: Sheet, row: int, words: Words, given: dict[str, str]) -> Header | None:
    """The header that begins in a row; None where there is none.  `given`: what --head says of columns."""
    if not likely(sheet, row, words) and not given:
        return None
    best: tuple[int, Header] | None = None
    for depth in range(1, min(DEEPEST, sheet.height - row + 1) + 1):
        last = row + depth - 1
        if depth > 1 and not heading_row(sheet, row, last, words):
            break
        header = built(sheet, row, last, words, given)
        hits = sum(1 for c in header.columns.values() if c.key)
        if best is None or hits >= best[0]:
            best = (hits, header)
    header = best[1]
    good = header.keys
    named = words.name in good or (words.name == "名称" and "一级事项" in good)
    return header if named and len(good) >= words.least else None


def heading_row(sheet: Sheet, first: int, last: int, words: Words) -> bool:
    """Whether a row goes on with the header above it: most of what it says ends the name of a column."""
    cells = [cell for cell in own(sheet, last) if cell.text.strip()]
    if not cells:
        return False
    if sum(cell.row + cell.rows > last and bool(cell.text.strip()) for row in range(first, last) for cell in own(sheet, row)) > 2:
        return True  # headings of other columns reach down beside it
    hits = 0
    for cell in cells:
        if not bare(cell.text):
            hits += bool(re.match(r"\s*[（(]", cell.text))
            continue
        path = words_over(sheet, first, last, cell.column)
        found = words.match(path)
        piece = bare(cell.text) in words.pieces and len(bare(cell.text)) < 5 and not cell.text.strip().isdigit()
        hits += bool(found and found[2]) or piece
        if len(cell.text) > 30:
            return False
    return hits * 5 >= len(cells) * 3 and hits >= min(2, len(cells))


def cells_over(sheet: Sheet, first: int, last: int, column: int) -> list[Cell]:
    """The heading's cells over a column, from above; a heading that is not merged goes to the empty ones at its right."""
    found: list[Cell] = []
    for row in range(first, last + 1):
        cell = sheet.places.get((row, column))
        if (cell is None or not cell.text.strip()) and row < last and not found:
            below = any((c := sheet.places.get((r, column))) and c.text.strip() and c.row > row for r in range(row + 1, last + 1))
            left = next((c for n in range(column - 1, 0, -1) if (c := sheet.places.get((row, n))) and c.text.strip()), None) if below else None
            cell = left if left is not None and spreads(sheet, row, last, left, column) else None
        if cell is not None and cell.text.strip() and cell not in found:
            found.append(cell)
    return found


def spreads(sheet: Sheet, row: int, last: int, left: Cell, column: int) -> bool:
    """Whether a heading goes on to the right: below itself there is something too, and no other field is between."""
    return left.column < column and any((c := sheet.places.get((r, left.column))) and c.text.strip() and c.row > row for r in range(row + 1, last + 1))


def words_over(sheet: Sheet, first: int, last: int, column: int) -> list[str]:
    return [word for cell in cells_over(sheet, first, last, column) if (word := bare(cell.text))]


def built(sheet: Sheet, first: int, last: int, words: Words, given: dict[str, str]) -> Header:
    """The columns that a header of these rows gives."""
    columns: dict[int, Column] = {}
    for number in range(1, sheet.width + 1):
        path = cells_over(sheet, first, last, number)
        names = [word for cell in path if (word := bare(cell.text))]
        head = "".join(re.sub(r"\s", "", cell.text) for cell in path[-1:]) or ""
        wanted = given.get(letters(number)) or next((given[name] for name in (bare(head), *names) if name in given), None)
        if wanted is not None:
            key, option = told(wanted, words)
            columns[number] = Column(number, key, option, head, tuple(path))
            continue
        found = words.match(names) if names else None
        if found is None or found[:2] == ("名称", ""):
            inside = "".join(re.findall(r"[（(]([^（()）]*)[)）]", re.sub(r"\s", "", path[-1].text))) if path else ""
            if "一级事项" in words.keys and re.search(r"一级", inside) and "二级" not in inside:
                found = ("一级事项", "", True)
        if found is None:
            columns[number] = Column(number, "", "", head, tuple(path))
            continue
        key, option, whole = found
        if key == "名称" and PAIR.search(re.sub(r"\s", "", path[-1].text)) and not option:
            option = "pair"
        rest = "" if whole else names[-1]
        columns[number] = Column(number, key, option, head, tuple(path), rest)
    ours = {number: words.exported[word] for number, column in columns.items() if not column.key and (word := bare(column.head)) in words.exported}
    if len(ours) == len(words.exported):
        if words.exported != {ID: ID}:
            ours |= {number: REFERS for number, column in columns.items() if not column.key and bare(column.head) == REFERS}
        columns = {number: column._replace(key=ours.get(number, column.key), exact=True) for number, column in columns.items()}
    signature = frozenset(line for row in range(first, last + 1) if len(line := said(sheet, row)) > 1)
    return Header(first, last, settled(columns, sheet, last, words), signature)


def told(wanted: str, words: Words) -> tuple[str, str]:
    """What --head says: a field, or an option, or that a column is not wanted."""
    if wanted == SKIP:
        return SKIP, ""
    if found := words.option(wanted, "对象方式层级"):
        return found
    return (wanted if wanted in words.keys else words.columns.get(bare(wanted), "")), ""


def settled(columns: dict[int, Column], sheet: Sheet, last: int, words: Words) -> dict[int, Column]:
    """What several columns of one heading mean, and headings that stand over empty ones at their right."""
    for number, column in list(columns.items()):
        before = columns.get(number - 1)
        if not column.path and before and before.key in SPREAD and not before.option and filled(sheet, number, last):
            columns[number] = column._replace(key=before.key, head=before.head, path=before.path)
    names = [c for c in columns.values() if c.key == "名称" and not c.option] if "一级事项" in words.keys else []
    firsts = [c for c in columns.values() if c.key == "一级事项"]
    if names and not firsts and len(names) in (2, 3) and (len({c.path[-1] for c in names}) == 1 or bare(names[0].head) == "公开事项"):
        for column, key in zip(names, ("一级事项", "名称", "三级事项"), strict=False):
            columns[column.number] = column._replace(key=key)
    if "一级事项" in words.keys and not names and len(firsts) == 1 and not any(c.option == "pair" for c in columns.values()):
        columns[firsts[0].number] = firsts[0]._replace(key="名称")
    first = columns.get(1)
    if first and not first.path and running(sheet, last, 1):
        columns[1] = first._replace(key=RUNNING, head="")
    return columns


def filled(sheet: Sheet, number: int, last: int) -> bool:
    return any(c.column == number and c.row > last and c.text.strip() for c in sheet.table.cells)


def running(sheet: Sheet, last: int, number: int) -> bool:
    """Whether a column below the header holds only running numbers."""
    texts = [c.text.strip() for c in sheet.table.cells if c.column == number and c.row > last and c.text.strip() and c.columns == 1 and not TOTAL.match(c.text) and not is_note(c.text)]
    return bool(texts) and sum(bool(re.fullmatch(r"[\d.、（）()一二三四五六七八九十-]+", t)) for t in texts) * 10 >= len(texts) * 8
