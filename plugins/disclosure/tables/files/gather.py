"""Gathers the cells of tables: cleans their texts, counts what they are, lays merged cells over them."""
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from disclosure.tables.files.bounds import LONGEST, MOST_CELLS, MOST_ROWS, MOST_TABLES, MOST_TEXT, SMALLER, refuse
from disclosure.tables.files.symbols import LOST, PRIVATE, private
from disclosure.tables.grid import Book, Cell, Kind, Mark, Repaired, Table, letters, marks_of

ESCAPED = re.compile(r"_x00(0[0-9A-F]|1[0-9A-F]|7F|A0|AD)_|_x(?:200[B-F]|FEFF|2028|2029)_", re.I)
TWICE = re.compile(r"_x005f_(?=x[0-9a-f]{4}_)", re.I)
"""An underline that was escaped so that what follows is no escape: then somebody escaped an escape."""
BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
SPACES = re.compile(r"[\t\u00a0\u2000-\u200a\u202f\u205f]")
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe0e\ufe0f\ufeff\ufff9-\ufffb]")
REPLACED = re.compile("\ufffd")
BLANKS = re.compile(r" *\n *")
BEHIND = 12
"""Lines behind the last table that are looked at."""
EDGES = " \n\u3000"
SMALL = 5_000
"""Places that a merged cell may cover without being cut to what the sheet holds."""
MOST_COVERED = 1_000_000


def escaped(found: re.Match) -> str:
    """What a control character that a program wrote as _x000b_ stands for."""
    return {"_x000a_": "\n", "_x000b_": "\n", "_x000d_": "\r", "_x00a0_": " "}.get(found[0].lower(), "")


class Gathering:
    """A file on its way to a Book."""

    def __init__(self, file: str, format: str) -> None:
        self.file, self.format = file, format
        self.tables: list[Table] = []
        self.repaired: Counter[str] = Counter()
        self.left: dict[str, None] = {}
        self.rows = self.cells = self.characters = 0

    def leave(self, what: str) -> None:
        """Notes something that stands in the file and is not read."""
        self.left[what] = None

    def repair(self, what: str, count: int = 1) -> None:
        self.repaired[what] += count

    def clean(self, text: str) -> str:
        """A text as a person sees it: line breaks are \\n, what cannot be seen is gone."""
        if text.isascii() and text.isprintable() and "_x" not in text:
            return text.strip(" ")
        before = text
        if "_x" in text:
            text = ESCAPED.sub(escaped, TWICE.sub("_", text))
        text = BREAKS.sub("\n", text)
        text = UNSEEN.sub("", SPACES.sub(" ", text))
        if PRIVATE.search(text):
            text = PRIVATE.sub(private, text)
        if "\n" in text:
            text = BLANKS.sub("\n", text)
        text = text.strip(EDGES)
        if text and (UNSEEN.search(before) or "\u00a0" in before.strip()):
            self.repair("看不见的字符和特殊空格")
        return text

    def add(self, table: Table) -> None:
        if len(self.tables) >= MOST_TABLES:
            refuse(self.file, f"里面的表超过 {MOST_TABLES:,} 个", SMALLER)
        self.tables.append(table)

    def count(self, text: str, new_row: bool) -> None:
        """Counts a cell; refuses the file where there are too many."""
        self.cells += 1
        self.characters += len(text)
        self.rows += new_row
        if self.rows > MOST_ROWS:
            refuse(self.file, f"有文字的行超过 {MOST_ROWS:,} 行", SMALLER)
        if self.cells > MOST_CELLS or self.characters > MOST_TEXT:
            refuse(self.file, "里面的格子或者文字过多", SMALLER)

    def behind(self, lines: Iterable[str]) -> None:
        """What stands behind the last table."""
        if self.tables:
            self.tables[-1] = replace(self.tables[-1], below=tuple(lines)[:BEHIND])

    def book(self) -> Book:
        repaired = tuple(Repaired(what, count) for what, count in self.repaired.items())
        return Book(self.file, self.format, tuple(self.tables), repaired, tuple(self.left))


class Grid:
    """One table on its way."""

    def __init__(self, of: Gathering, sheet: str = "") -> None:
        self.of, self.sheet = of, sheet
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.filled: set[int] = set()

    def put(self, row: int, column: int, text: str, notes: Sequence[tuple[Mark, str]] = (), stored: str = "",
            form: str = "", rows: int = 1, columns: int = 1) -> None:
        """A cell.  Empty ones without notes need not be put, unless they cover more than their own place."""
        text = self.of.clean(text)
        if REPLACED.search(text) or LOST.search(text):
            notes = (*notes, (Mark.REPLACED, ""))
        if len(text) > LONGEST:
            refuse(self.of.file, f"{self.sheet and self.sheet + ' '}第 {row} 行有一格的文字超过 {LONGEST:,} 个字",
                   "一格里不会有这么多字，请检查这个文件")
        marks, note, kept = marks_of((mark, self.of.clean(words)) for mark, words in notes) if notes else (frozenset(), "", ())
        said = bool(text or marks)
        self.of.count(text, said and row not in self.filled)
        if said:
            self.filled.add(row)
        self.cells[row, column] = Cell(text, row, column, rows, columns, marks, note, stored, form, kept)

    def mark(self, row: int, column: int, mark: Mark, words: str) -> None:
        """Adds a mark to a cell, wherever it was put."""
        cell = self.cells.get((row, column)) or Cell("", row, column)
        marks, note, kept = marks_of([*((m, "") for m in cell.marks), *cell.notes, (mark, self.of.clean(words))])
        self.cells[row, column] = cell._replace(marks=marks, note=note, notes=kept)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Rows and columns from 1, the last ones covered as well."""
        if len(self.merges) > MOST_CELLS:
            refuse(self.of.file, "里面的合并单元格过多")
        self.merges.append((top, left, bottom, right))

    def lay(self) -> None:
        """Lays the merged cells: what they cover is gone, and told of if it says something else."""
        if not self.merges:
            return
        high = max((row for (row, _), cell in self.cells.items() if cell.text or cell.marks), default=0)
        wide = max((column for (_, column), cell in self.cells.items() if cell.text or cell.marks), default=0)
        covered: set[tuple[int, int]] = set()
        for top, left, bottom, right in self.merges:
            if (bottom - top + 1) * (right - left + 1) > SMALL:
                bottom, right = min(bottom, max(high, top)), min(right, max(wide, left))
            area = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)] \
                if len(covered) + (bottom - top + 1) * (right - left + 1) <= MOST_COVERED else \
                refuse(self.of.file, "里面的合并单元格过大")
            if not covered.isdisjoint(area):
                continue  # the file is damaged; the first one holds
            covered.update(area)
            first = self.cells.get((top, left)) or Cell("", top, left)
            for place in area[1:]:
                under = self.cells.pop(place, None)
                if under and under.text and under.text != first.text:
                    where = f"{self.sheet}!" if self.sheet else ""
                    self.of.leave(f"合并单元格 {where}{letters(left)}{top} 下面压着看不见的文字（{letters(place[1])}{place[0]}）")
            self.cells[top, left] = first._replace(rows=bottom - top + 1, columns=right - left + 1)

    def table(self, kind: Kind, number: int, page: int = 0, title_lines: Iterable[str] = (),
              hidden_rows: Iterable[int] = (), hidden_columns: Iterable[int] = (), hidden: bool = False,
              filtered: bool = False) -> Table:
        self.lay()
        cells = tuple(cell for _, cell in sorted(self.cells.items())
                      if cell.text or cell.marks or cell.rows > 1 or cell.columns > 1)
        return Table(self.of.file, self.sheet, number, page, kind, tuple(title_lines), cells, frozenset(hidden_rows),
                     frozenset(hidden_columns), hidden, filtered)
