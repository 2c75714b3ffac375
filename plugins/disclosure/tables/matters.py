"""What a table turns into: matters with the cells they came from, doubts about cells, rows, columns, tables and files, and what was mended.

Rows become matters in rows.py, cells become values in cells/; merge.py compares matters with the county and says what is to be written.
"""
from dataclasses import dataclass, field
from typing import NamedTuple

from disclosure.tables.grid import Cell, Table

Value = str | list | dict
"""A value as YAML holds it: text; a list of texts and of {其他: text}; {特定群体: who}."""


@dataclass
class Matter:
    """One matter (of a register: one record) of a table, under the keys of docs/format.md.

    `values` holds what may be written; `cells` the first cell of every field that the table has a column for, also where nothing is written.
    `shaky`: the keys whose value somebody has to look at first; such a value never replaces one that stands in the file.
    `domain`: the policy domain that the table's title names, as it is written there; "" where it names none.
    """

    table: Table
    row: int
    values: dict[str, Value] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    shaky: set[str] = field(default_factory=set)
    domain: str = ""
    id: str = ""
    """Of a register's record, where the table is one that `export` wrote."""
    refers: str = ""
    """The county's matter that it takes over, where the table is one that `export` wrote."""
    title: str = "名称"
    """The key of what it is called."""
    running: Cell | None = None
    """The cell that only counts it in the table."""

    @property
    def name(self) -> str:
        """What it is called in lists of doubts."""
        return str(self.values.get(self.title) or self.values.get("一级事项") or "")


@dataclass(frozen=True)
class Doubt:
    """Something that was not understood for sure, at its place in the table.  `code` is one of doubt.DOUBTS.

    `row` and `column` are counted as the sheet shows them, from 1; None where it is about more than that.
    `key` is the field of docs/format.md, `head` the heading of the column; `read` is what stands there, `written` what was taken over
    ("" for nothing).  `said` and `hint` say it for this very place; `item` is the matter of the row.
    """

    code: str
    table: Table | None
    said: str = ""
    row: int | None = None
    column: int | None = None
    key: str = ""
    head: str = ""
    read: str = ""
    written: str = ""
    hint: str = ""
    item: str = ""
    file: str = ""
    severity: str = ""
    """Where it is not that of its sort."""
    kept: str = ""
    """What stands in the file in its place and was left."""
    given: str = ""
    """What readers see in its place all the same: what 默认 of the file says, or the number that the matter has got."""

    @property
    def stands(self) -> str:
        """What holds where nothing was written; "" where nothing does."""
        if self.written or not (self.kept or self.given):
            return ""
        if self.kept:
            return f"目录里还是“{short(self.kept)}”"
        return f"编号是接着排的“{self.given}”" if self.key == "编号" else f"公开的是“默认”里的“{short(self.given)}”"


SHOWN = 60
"""So many characters of a cell are shown in a line of the report."""


def short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else f"{flat[:SHOWN]}…"


class Mended(NamedTuple):
    """Something that had one right reading, and was put right: counted by kind, never asked about."""

    kind: str
    table: Table
    row: int
    column: int
    before: str
    after: str


class Aside(NamedTuple):
    """A line that is no matter and was left aside.  `sort`: what it is, in Chinese; `row`: None of what stands outside of the table."""

    sort: str
    table: Table
    row: int | None
    text: str


@dataclass
class Found:
    """All that one call of `import` has read: of every table its matters, doubts and mendings; and the tables that hold no catalogue.

    `columns`: of every table the keys that it has a column for.  `rows`: rows with text below headers; `hidden`: rows that were hidden.
    """

    matters: list[Matter] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    mended: list[Mended] = field(default_factory=list)
    skipped: list[tuple[str, str, int, str]] = field(default_factory=list)
    """(file, sheet, number of the table, why)."""
    keys: set[str] = field(default_factory=set)
    tables: int = 0
    rows: int = 0
    hidden: int = 0
    aside: list[Aside] = field(default_factory=list)
    """Lines in and around the tables that are no matters."""
    left: list[str] = field(default_factory=list)
    """What stands in the files and was not read, in Chinese."""
    repaired: list[tuple[str, str, int]] = field(default_factory=list)
    """(file, what, how often): what of whole files was put right."""
    titles: list[str] = field(default_factory=list)
    """What titles say, in their order."""
    names: list[str] = field(default_factory=list)
    """Names of domains (townships, villages) in titles and of sheets, in their order: what a new file may be called."""
