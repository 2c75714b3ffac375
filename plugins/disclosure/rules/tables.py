"""Rows and headings in any text: cells of office files, csv, tab-separated and Markdown tables, and the rows that a PDF's text still shows."""
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from disclosure.model.company import PEOPLE, Heading
from disclosure.model.tables import CELL

QUOTED = re.compile(r'"[^"]*"')
CSV = {mark: re.compile(rf'(?:^|(?<={mark}))(?:"(?:[^"]|"")*"[^{mark}]*|[^{mark}]*)') for mark in ",;，"}
WORDS = re.compile(r"[^ \u00a0\u3000]+")
RULED = re.compile(r"[ :|\-+=]*")
DATA = re.compile(r"[0-9]{6}")


class Cell(NamedTuple):
    """A cell's text without blanks round it, and where it begins in the text."""

    text: str
    start: int


class Tables:
    """The tables of one text."""

    def __init__(self, file: str, text: str) -> None:
        self.typed, self.ending = text, file.rpartition(".")[2].lower().partition("#")[0]
        self.blanks = self.ending in ("txt", "pdf") or ".pdf#" in file
        """Whether columns may be set with blanks alone."""
        self.known: dict[int, tuple[str, ...]] = {}
        self.asked: tuple[int, list[Cell], list[int]] = (-1, [], [])
        """The row that was last asked for, and where its cells begin: a line may be long, and ask for many heads."""

    @cached_property
    def text(self) -> str:
        """Where a cell in quotes has line ends, blanks stand for them: a line is a row."""
        if self.ending in ("csv", "tsv"):
            return QUOTED.sub(lambda cell: cell[0].replace("\n", " ") if "\n" in cell[0] else cell[0], self.typed)
        return self.typed

    @cached_property
    def starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text)), len(self.text) + 1]

    def row(self, line: int) -> list[Cell]:
        """The cells of a line; none where it is no row."""
        if not 0 <= line < len(self.starts) - 1:
            return []
        start = self.starts[line]
        text = self.text[start:self.starts[line + 1] - 1]
        for mark in (CELL, "\t", "|"):
            if mark in text and (mark != "|" or text.count("|") > 1):
                return list(cut(text, mark, start))
        if self.ending in ("csv", "tsv"):
            mark = max(CSV, key=text.count)
            return [Cell(found[0].strip(' "\ufeff'), start + found.start()) for found in CSV[mark].finditer(text)] if mark in text else []
        if self.blanks and (words := [Cell(found[0], start + found.start()) for found in WORDS.finditer(text)]) and len(words) > 1:
            return words
        return []

    def line(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def head(self, at: int) -> str:
        """The text of the heading over a place."""
        return self.heading(at).text

    def heading(self, at: int) -> Heading:
        """The heading of the column that stands over a place."""
        line = self.line(at)
        if self.asked[0] != line:
            cells = self.row(line)
            self.asked = (line, cells, [cell.start for cell in cells])
        _, cells, begins = self.asked
        if len(cells) < 2:
            return Heading()
        heads = self.heads(line, len(cells))
        column = bisect_right(begins, at) - 1
        return Heading(heads[column] if 0 <= column < len(heads) else "", any(map(PEOPLE.search, heads)))

    def parts(self, start: int, end: int) -> bool:
        """Whether a stretch goes over columns that are set with blanks alone."""
        return self.blanks and bool(self.head(start)) and self.head(start) != self.head(end - 1) != ""

    def heads(self, line: int, width: int) -> tuple[str, ...]:
        """The headings over a row: of the first rows of its table those without data, column by column."""
        passed, top = [], line
        while top not in self.known and (cells := self.row(top)) and len(cells) > 1 and (not self.blanks or CELL in self.text or len(cells) == width):
            passed.append(top)
            top -= 1
        if top not in self.known:
            first = [self.row(row) for row in range(top + 1, min(top + 4, line))]
            rows = [[cell.text for cell in row] for row in first if not any(DATA.search(cell.text) for cell in row)]
            self.known[top + 1] = tuple("".join(row[i] for row in rows if i < len(row) and not RULED.fullmatch(row[i])) for i in range(max(map(len, rows), default=0)))
            top += 1
        heads = self.known[top]
        self.known.update(dict.fromkeys(passed, heads))
        return heads

    def below(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, list[Cell]]]:
        """(line, cells) of every row that holds a match and may be a heading."""
        last = -1
        for found in pattern.finditer(self.text):
            line = self.line(found.start())
            if line != last and len(cells := self.row(line)) > 1:
                yield line, cells
            last = line

    def rows_after(self, line: int, heading: re.Pattern[str]) -> Iterator[list[Cell]]:
        """The rows below a heading, to the end of its table or the next heading."""
        while (cells := self.row(line := line + 1)) and not any(heading.search(cell.text) for cell in cells):
            if not all(RULED.fullmatch(cell.text) for cell in cells):
                yield cells


def cut(text: str, mark: str, start: int) -> Iterator[Cell]:
    for part in text.split(mark):
        yield Cell(part.strip(' \u3000>"'), start)
        start += len(part) + 1
