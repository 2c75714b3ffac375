"""docx → tables, with the lines between them.  Not python-docx: its cells give tracked insertions as "", struck and hidden text as text."""
from typing import IO, Any, NamedTuple

from disclosure.tables.files.bounds import AGAIN, DEEPEST, MOST_CELLS, MOST_ROWS, SMALLER, refuse
from disclosure.tables.files.gather import BEHIND, Gathering, Grid
from disclosure.tables.files.numbering import Numbering, number
from disclosure.tables.files.package import Package, attribute, child, local, walk
from disclosure.tables.files.word import OFF, Document, Styles, Words
from disclosure.tables.grid import Book, Kind, Mark

TITLES = 12
"""Lines before a table that may say what it is."""
NARROW = 113
"""Twentieths of a point: 2 mm.  Lines of the grid that are nearer to each other are one line, drawn badly."""
WIDEST = 200


class Placed(NamedTuple):
    """A cell by the lines of its table's grid."""

    row: int
    left: int
    right: int
    covered: bool
    text: str
    notes: tuple[tuple[Mark, str], ...]


class Rows:
    """The rows of one table on their way."""

    def __init__(self, element: Any) -> None:
        self.element = element
        properties = child(element, "tblPr")
        self.styled = child(properties, "tblStyle") is not None or child(properties, "shd") is not None
        self.cells: list[Placed] = []
        self.hidden: list[int] = []
        self.count = self.filled = 0


def document(file: str, data: bytes) -> Book:
    """The tables of a docx."""
    package = Package(file, data)
    if package.main not in package:
        refuse(file, "里面没有正文：文件不完整或者损坏了", AGAIN)
    links = package.related(package.main)
    parts = {link.kind: link.target for link in links.values() if not link.external}

    def part(kind: str) -> Any:
        return package.tree(parts[kind]) if parts.get(kind, "") in package else None
    of = Gathering(file, "docx")
    if any(name.endswith("vbaproject.bin") for name in package.parts):
        of.leave("宏（没有看，也没有运行）")
    shared = Document(Styles(part("styles")), Numbering(part("numbering")), remarks(part("comments"), "comment", ""),
                      remarks(part("footnotes"), "footnote", "foo") | remarks(part("endnotes"), "endnote", "end"), links)
    with package.open(package.main) as stream:
        reader = Reader(of, shared)
        reader.read(stream)
    of.behind(reader.behind)
    return of.book()


def remarks(root: Any, name: str, before: str) -> dict[str, str]:
    return {before + attribute(e, "id"): "".join(t.text or "" for t in e.iter("{*}t"))
            for e in (root.iter(f"{{*}}{name}") if root is not None else ())}


class Reader:
    """Goes through a document, table by table, row by row: no row is held longer than it takes to read it."""

    def __init__(self, of: Gathering, shared: Document) -> None:
        self.of, self.shared = of, shared
        self.number = self.read_cells = 0
        self.titles: list[str] = []
        self.behind: list[str] = []

    def read(self, stream: IO[bytes]) -> None:
        rows: Rows | None = None
        for event, e, kind in walk(self.of.file, stream, ("p", "tr", "tbl"), ("tbl",)):
            if next(e.iterancestors("{*}tc", "{*}txbxContent", "{*}Fallback"), None) is not None:
                continue
            if kind == "p":
                self.paragraph(e, 0)
                e.clear()
            elif kind == "tr":
                table = next(e.iterancestors("{*}tbl"), None)
                if table is None:
                    continue
                if rows is None or rows.element is not table:
                    rows = Rows(table)
                self.row(rows, e, 0)
                e.clear()
            elif event == "end":
                if rows is not None and rows.element is e:
                    self.table(rows)
                rows = None
                e.clear()

    def body(self, body: Any, depth: int) -> None:
        """What stands in a cell that is there to hold a table."""
        for e in body:
            kind = local(e)
            if kind == "tbl":
                self.whole(e, depth)
            elif kind == "p":
                self.paragraph(e, depth)
            elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Choice"):
                self.body(e, depth)

    def paragraph(self, e: Any, depth: int) -> None:
        """A paragraph outside of tables: perhaps a title."""
        words = Words()
        self.shared.paragraph(e, words)
        for mark, said in words.notes:
            if mark is not Mark.LINK and said:
                self.of.leave(f"表外文字上的{ASIDE[mark]}：{said[:60]}")
        said = [line for text in words.lines for line in self.of.clean(text).split("\n") if line]
        self.titles += said
        del self.titles[:-TITLES]
        self.behind += said[:max(0, BEHIND - len(self.behind))]
        for table in words.tables:
            self.whole(table, depth + 1)

    def whole(self, element: Any, depth: int) -> None:
        """A table that is there as a whole."""
        if depth > DEEPEST:
            refuse(self.of.file, "表里套表，套得太多", AGAIN)
        rows = Rows(element)
        for row in rows_of(element):
            self.row(rows, row, depth)
        self.table(rows)

    def row(self, rows: Rows, e: Any, depth: int) -> None:
        """One row; where it only holds other tables, these."""
        cells = cells_of(e)
        self.read_cells += len(cells)
        if self.read_cells > MOST_CELLS or rows.filled > MOST_ROWS:
            refuse(self.of.file, f"表里超过 {MOST_ROWS:,} 行，或者格子过多", SMALLER)
        if len(cells) < 3 and any(real(table) for table in e.iter("{*}tbl")):
            for cell in cells:
                self.body(cell, depth + 1)
            return
        rows.count += 1
        properties = child(e, "trPr")
        said = {local(p): p for p in properties} if properties is not None else {}
        if "hidden" in said and attribute(said["hidden"], "val", "1") not in OFF:
            rows.hidden.append(rows.count)
        before = len(rows.cells)
        gone = "del" in said or next(e.iterancestors("{*}del", "{*}moveFrom"), None) is not None
        left = number(attribute(said["gridBefore"], "val"), 0) if "gridBefore" in said else 0
        for n, cell in enumerate(cells):
            own = {local(p): p for p in child(cell, "tcPr")} if child(cell, "tcPr") is not None else {}
            span = number(attribute(own["gridSpan"], "val"), 1) if "gridSpan" in own else 1
            right = left + max(1, min(span, WIDEST))
            if right > WIDEST * 10:
                refuse(self.of.file, f"表里第 {rows.count} 行的列太多", AGAIN)
            if n and "hMerge" in own and attribute(own["hMerge"], "val", "continue") == "continue":
                rows.cells[-1] = rows.cells[-1]._replace(right=right)
            else:
                covered = "vMerge" in own and attribute(own["vMerge"], "val", "continue") == "continue"
                words = Words()
                self.shared.gather(cell, words, rows.styled or shaded(own.get("shd")), gone=gone or "cellDel" in own)
                words.notes += [(Mark.NESTED, flat(self.shared, table)) for table in words.tables]
                words.tables.clear()
                rows.cells.append(Placed(rows.count, left, right, covered, words.text, tuple(words.notes)))
            left = right
        rows.filled += any(cell.text.strip() for cell in rows.cells[before:])

    def table(self, rows: Rows) -> None:
        """Adds a table whose rows were read."""
        if not rows.cells:
            return
        columns = lines(rows.element, rows.cells)
        self.number += 1
        grid = Grid(self.of)
        above: dict[int, tuple[int, int]] = {}
        for cell in rows.cells:
            left, right = columns[cell.left], max(columns[cell.right], columns[cell.left] + 1)
            if cell.covered and (top := above.get(left)) is not None:
                if self.of.clean(cell.text) not in ("", grid.cells[top].text):
                    self.of.leave(f"表{self.number} 第{cell.row}行第{left + 1}列 被合并单元格盖住的文字：{cell.text[:60]}")
                grid.cells[top] = grid.cells[top]._replace(rows=cell.row - top[0] + 1)
                continue
            grid.put(cell.row, left + 1, cell.text, cell.notes, columns=right - left)
            above[left] = (cell.row, left + 1)
        self.of.add(grid.table(Kind.WORD, self.number, title_lines=self.titles, hidden_rows=rows.hidden))
        self.titles, self.behind = [], []


ASIDE = {Mark.STRUCK: "删除线", Mark.HIDDEN_TEXT: "隐藏文字", Mark.TRACKED: "修订", Mark.COMMENT: "批注", Mark.PICTURE: "图形"}


def rows_of(element: Any) -> list[Any]:
    """The rows of a table, also within content controls and tracked changes."""
    found = []
    for e in element:
        kind = local(e)
        if kind == "tr":
            found.append(e)
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "del", "moveFrom"):
            found += rows_of(e)
    return found


def cells_of(element: Any) -> list[Any]:
    found = []
    for e in element:
        if local(e) == "tc":
            found.append(e)
        elif local(e) in ("sdt", "sdtContent", "customXml"):
            found += cells_of(e)
    return found


def lines(element: Any, cells: list[Placed]) -> dict[int, int]:
    """The column, from 0, that begins at each line of the grid: lines at which no cell begins or that are drawn twice are none."""
    used = sorted({cell.left for cell in cells} | {cell.right for cell in cells})
    widths = [number(attribute(e, "w"), 0) for e in child(element, "tblGrid") if local(e) == "gridCol"] if child(element, "tblGrid") is not None else []
    known = bool(widths) and all(widths) and used and used[-1] <= len(widths)
    columns: dict[int, int] = {}
    column, begun = -1, None
    for line in used:
        at = sum(widths[:line]) if known else None
        if begun is None or at is None or at - begun > NARROW:
            column, begun = column + 1, at
        columns[line] = column
    per_row: dict[int, set[int]] = {}
    for cell in cells:  # two cells of one row never share a column: then the lines were right
        starts = per_row.setdefault(cell.row, set())
        if columns[cell.left] in starts:
            return {line: n for n, line in enumerate(used)}
        starts.add(columns[cell.left])
    return columns


def real(table: Any) -> bool:
    """Whether a table within a cell is one of its own, rather than a part of what the cell says."""
    rows = [cells_of(row) for row in rows_of(table)]
    return len(rows) > 1 and max(map(len, rows), default=0) > 3


def shaded(ground: Any) -> bool:
    return ground is not None and attribute(ground, "fill", "auto").upper() not in ("AUTO", "FFFFFF")


def flat(shared: Document, table: Any) -> str:
    """A table within a cell, as lines: cells of a row with a space between."""
    said = []
    for row in rows_of(table):
        texts = []
        for cell in cells_of(row):
            words = Words()
            shared.gather(cell, words)
            texts.append(" ".join(words.text.split("\n")))
        said.append(" ".join(texts))
    return "\n".join(said)
