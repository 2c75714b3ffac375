"""What every format is read into: tables of cells, with everything that a plain text would lose kept as marks.

    book = read(Path("报送表.xls"))       # tables/files/reading.py; raises Refused
    for table in book.tables:
        table.at(3, 2).text               # also where a merged cell covers that place
        address(table, cell)              # 社会救助!B3, 表2 第5行第6列, 第3页 表1 第5行第6列
"""
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import NamedTuple


class Mark(Enum):
    """What is to be known of a cell beside its text.  `Cell.notes` holds the words that belong to a mark."""

    NUMBER = "number"
    """Stored as a number: `stored` and `form` say which and how it is shown; the text is what is shown."""
    DATE = "date"
    """Stored as a number that is shown as a date or a time."""
    BOOLEAN = "boolean"
    """Stored as TRUE or FALSE."""
    FORMULA = "formula"
    """The text is what the program that saved the file had computed last."""
    UNCALCULATED = "uncalculated"
    """A formula without a stored result: the text is empty."""
    ERROR = "error"
    """An error of the spreadsheet, as #REF!: the text is that."""
    STRUCK = "struck"
    """Words are struck through.  They are not in the text, but in the note."""
    HIDDEN_TEXT = "hidden text"
    """Words that nobody sees: hidden, or white on white.  Not in the text, but in the note."""
    TRACKED = "tracked"
    """Changes that nobody has accepted.  The text is what it would be with all of them; the note says what was deleted and inserted."""
    COMMENT = "comment"
    """A comment or footnote hangs on the cell: the note holds it."""
    NESTED = "nested"
    """A table within the cell: its text is in the note, not in the cell's."""
    LINK = "link"
    """A link leads away: the note holds its address."""
    PICTURE = "picture"
    """A picture, drawing or object stands in the cell: not read."""
    REPLACED = "replaced"
    """Characters could not be read and became � or ?."""


class Cell(NamedTuple):
    """A cell that is there, empty or not.  Of a merged cell the first place; the places that it covers hold none."""

    text: str
    """What a person sees, with number formats applied; line and paragraph breaks are \\n; neither ends is blank."""
    row: int
    """From 1, as the sheet, page or Word table shows it; hidden ones are counted."""
    column: int
    rows: int = 1
    """How many rows it covers."""
    columns: int = 1
    marks: frozenset[Mark] = frozenset()
    note: str = ""
    """What the marks are about, in Chinese, one line a mark (see `notes`); empty where the mark says it all."""
    stored: str = ""
    """Of a number or date: what the file holds, as `0.1`, `2024-01-31`, `1e+17`."""
    form: str = ""
    """Of a number or date: the number format that it is shown with, as `General`, `000`, `0"个工作日"`."""
    notes: tuple[tuple[Mark, str], ...] = ()
    """(mark, words) for each mark that has words: what is struck, deleted, commented …, without anything of ours around it."""


NO_CELL = Cell("", 0, 0)


class Kind(Enum):
    """What a table stands in, which decides how places in it are called."""

    SHEET = "sheet"
    TEXT = "text"
    """Comma, tab or semicolon text: no merged cells can be known, and nothing of how cells look."""
    WORD = "word"
    PAGE = "page"
    """HTML, also below the name of another kind of file."""
    PDF = "pdf"


@dataclass(frozen=True)
class Table:
    """One sheet, or one table of a document."""

    file: str
    """Name of the file, without folders."""
    sheet: str
    """Of a workbook; elsewhere empty."""
    number: int
    """Among the file's sheets or tables, from 1; of a PDF, among the page's."""
    page: int
    """Of a PDF, from 1; elsewhere 0."""
    kind: Kind
    title_lines: tuple[str, ...] = ()
    """Lines between the table before and this one, in their order, the last few; a caption too.  Of a sheet none: they stand in its cells."""
    cells: tuple[Cell, ...] = ()
    """By rows, then columns.  Cells without text, marks or merge may be missing."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    """The whole sheet is hidden."""
    filtered: bool = False
    """A filter is on: rows may be hidden by that."""
    below: tuple[str, ...] = ()
    """Of the last table of a Word document or PDF, the first lines behind it."""

    @cached_property
    def height(self) -> int:
        """The last row that a cell covers."""
        return max((cell.row + cell.rows - 1 for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        return max((cell.column + cell.columns - 1 for cell in self.cells), default=0)

    @cached_property
    def places(self) -> dict[tuple[int, int], Cell]:
        """The cell of each place, also of those that a merged cell covers."""
        found = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    found.setdefault((row, column), cell)
        return found

    def at(self, row: int, column: int) -> Cell:
        """The cell at or over a place; an empty one, with that place, where there is none."""
        return self.places.get((row, column)) or NO_CELL._replace(row=row, column=column)


class Repaired(NamedTuple):
    """Something of a file that had one right reading and was read that way."""

    what: str
    """In Chinese, as 「扩展名是 .xls，其实是网页」."""
    count: int = 1


@dataclass(frozen=True)
class Book:
    """What a file holds."""

    file: str
    format: str
    """xlsx, xls, xml (Excel 2003), html, csv, docx, pdf."""
    tables: tuple[Table, ...] = ()
    repaired: tuple[Repaired, ...] = ()
    left: tuple[str, ...] = ()
    """What stands in the file and was not read, in Chinese: macros, text boxes, pictures, links to other files."""


class Refused(Exception):
    """T105: a file that is not read at all.  Nothing of it may be imported."""

    def __init__(self, file: str, why: str, hint: str) -> None:
        super().__init__(f"{file}：{why}。{hint}")
        self.file, self.why, self.hint = file, why, hint


def letters(column: int) -> str:
    """1 → A, 27 → AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(table: Table, cell: Cell | tuple[int, int]) -> str:
    """How a place is called in reports: `表名!B5` of sheets, `B5` of text, `表N 第R行第C列` of documents, with `第P页` before it in PDFs."""
    row, column = (cell.row, cell.column) if isinstance(cell, Cell) else cell
    if table.kind in (Kind.SHEET, Kind.TEXT):
        return f"{table.sheet}!{letters(column)}{row}" if table.sheet else f"{letters(column)}{row}"
    page = f"第{table.page}页 " if table.page else ""
    return f"{page}表{table.number} 第{row}行第{column}列"


def marks_of(notes: Iterable[tuple[Mark, str]]) -> tuple[frozenset[Mark], str, tuple[tuple[Mark, str], ...]]:
    """(marks, note, notes) of a cell, from what was noticed on the way; repeated words of one mark are joined."""
    words: dict[Mark, list[str]] = {}
    for mark, text in notes:
        of = words.setdefault(mark, [])
        if text and text not in of:
            of.append(text)
    kept = tuple((mark, "；".join(texts)) for mark, texts in words.items() if texts)
    return frozenset(words), "\n".join(text for _, text in kept), kept
