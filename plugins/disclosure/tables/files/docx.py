"""docx → tables, with the lines between them.  Not python-docx: its cells give tracked insertions as "", struck and hidden text as text."""
from typing import Any, NamedTuple

from disclosure.tables.files.bounds import AGAIN, DEEPEST, refuse
from disclosure.tables.files.gather import Gathering, Grid
from disclosure.tables.files.numbering import Numbering, number
from disclosure.tables.files.package import Package, attribute, local
from disclosure.tables.files.word import OFF, Document, Styles, Words, child
from disclosure.tables.grid import Book, Kind, Mark

TITLES = 12
"""Lines before a table that may say what it is."""
NARROW = 113
"""Twentieths of a point: 2 mm.  Lines of the grid that are nearer to each other are one line, drawn badly."""
WIDEST = 200


class Placed(NamedTuple):
    """A cell by the lines of its table's grid."""

    element: Any
    row: int
    left: int
    right: int
    covered: bool
    deleted: bool
    """Its row or itself is deleted, as a change that nobody has accepted."""


def document(file: str, data: bytes) -> Book:
    """The tables of a docx."""
    package = Package(file, data)
    root = package.tree(package.main) if package.main in package else None
    body = child(root, "body")
    if body is None:
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
    Reader(of, shared).body(body)
    return of.book()


def remarks(root: Any, name: str, before: str) -> dict[str, str]:
    return {before + attribute(e, "id"): "".join(t.text or "" for t in e.iter("{*}t"))
            for e in (root.iter(f"{{*}}{name}") if root is not None else ())}


class Reader:
    """Goes through a body, table by table."""

    def __init__(self, of: Gathering, shared: Document) -> None:
        self.of, self.shared = of, shared
        self.number = 0
        self.titles: list[str] = []

    def body(self, body: Any, depth: int = 0) -> None:
        for e in body:
            kind = local(e)
            if kind == "tbl":
                self.table(e, depth)
            elif kind == "p":
                words = Words()
                self.shared.paragraph(e, words)
                for mark, said in words.notes:
                    if mark is not Mark.LINK and said:
                        self.of.leave(f"表外文字上的{ASIDE[mark]}：{said[:60]}")
                self.titles += [line for text in words.lines for line in self.of.clean(text).split("\n") if line]
                for table in words.tables:
                    self.table(table, depth)
            elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Choice"):
                self.body(e, depth)

    def table(self, element: Any, depth: int) -> None:
        if depth > DEEPEST:
            refuse(self.of.file, "表里套表，套得太多", AGAIN)
        cells, hidden = placed(self.of, element)
        if only_holds(cells):
            for cell in cells:
                self.body(cell.element, depth + 1)
            return
        columns = lines(element, cells)
        self.number += 1
        grid = Grid(self.of)
        properties = child(element, "tblPr")
        styled = child(properties, "tblStyle") is not None or child(properties, "shd") is not None
        above: dict[int, tuple[int, int]] = {}
        titles, self.titles = self.titles[-TITLES:], []
        for cell in cells:
            left, right = columns[cell.left], max(columns[cell.right], columns[cell.left] + 1)
            words = Words()
            self.shared.gather(cell.element, words, styled or shaded(cell.element), gone=cell.deleted)
            if cell.covered and (top := above.get(left)) is not None:
                if self.of.clean(words.text) not in ("", grid.cells[top].text):
                    self.of.leave(f"表{self.number} 第{cell.row}行第{left + 1}列 被合并单元格盖住的文字：{words.text[:60]}")
                grid.cells[top] = grid.cells[top]._replace(rows=cell.row - top[0] + 1)
                continue
            notes = [*words.notes, *((Mark.NESTED, flat(self.shared, table)) for table in words.tables)]
            grid.put(cell.row, left + 1, words.text, notes, columns=right - left)
            above[left] = (cell.row, left + 1)
        self.of.add(grid.table(Kind.WORD, self.number, title_lines=titles, hidden_rows=hidden))


ASIDE = {Mark.STRUCK: "删除线", Mark.HIDDEN_TEXT: "隐藏文字", Mark.TRACKED: "修订", Mark.COMMENT: "批注", Mark.PICTURE: "图形"}


def rows_of(element: Any) -> list[tuple[Any, bool]]:
    """(row, deleted) of a table, also within content controls and tracked changes."""
    found = []
    for e in element:
        kind = local(e)
        if kind == "tr":
            found.append((e, False))
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            found += rows_of(e)
        elif kind in ("del", "moveFrom"):
            found += [(row, True) for row, _ in rows_of(e)]
    return found


def cells_of(element: Any) -> list[Any]:
    found = []
    for e in element:
        if local(e) == "tc":
            found.append(e)
        elif local(e) in ("sdt", "sdtContent", "customXml"):
            found += cells_of(e)
    return found


def placed(of: Gathering, element: Any) -> tuple[list[Placed], list[int]]:
    """(cells, hidden rows) of a table, by the lines of its grid."""
    cells: list[Placed] = []
    hidden: list[int] = []
    for row, (e, gone) in enumerate(rows_of(element), 1):
        properties = child(e, "trPr")
        said = {local(p): p for p in properties} if properties is not None else {}
        if "hidden" in said and attribute(said["hidden"], "val", "1") not in OFF:
            hidden.append(row)
        gone = gone or "del" in said
        left = number(attribute(said["gridBefore"], "val"), 0) if "gridBefore" in said else 0
        last: Placed | None = None
        for cell in cells_of(e):
            own = {local(p): p for p in child(cell, "tcPr")} if child(cell, "tcPr") is not None else {}
            span = number(attribute(own["gridSpan"], "val"), 1) if "gridSpan" in own else 1
            span = max(1, min(span, WIDEST))
            if "hMerge" in own and attribute(own["hMerge"], "val", "continue") == "continue" and last:
                cells[-1] = last = last._replace(right=left + span)
                left += span
                continue
            covered = "vMerge" in own and attribute(own["vMerge"], "val", "continue") == "continue"
            last = Placed(cell, row, left, left + span, covered, gone or "cellDel" in own)
            cells.append(last)
            left += span
        if left > WIDEST * 10:
            refuse(of.file, f"表里第 {row} 行的列太多", AGAIN)
    return cells, hidden


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


def only_holds(cells: list[Placed]) -> bool:
    """Whether a table is there to place another one: a cell or two, and a table with several columns in one."""
    if len(cells) > 4:
        return False
    for cell in cells:
        for table in cell.element.iter("{*}tbl"):
            rows = [cells_of(row) for row, _ in rows_of(table)]
            if len(rows) > 1 and max(map(len, rows), default=0) > 3:
                return True
    return False


def shaded(cell: Any) -> bool:
    ground = child(child(cell, "tcPr"), "shd")
    return ground is not None and attribute(ground, "fill", "auto").upper() not in ("AUTO", "FFFFFF")


def flat(shared: Document, table: Any) -> str:
    """A table within a cell, as lines: cells of a row with a space between."""
    said = []
    for row, _ in rows_of(table):
        texts = []
        for cell in cells_of(row):
            words = Words()
            shared.gather(cell, words)
            texts.append(" ".join(words.text.split("\n")))
        said.append(" ".join(texts))
    return "\n".join(said)
