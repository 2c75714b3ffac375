"""Where something stands in the editor's files."""
from typing import NamedTuple

Span = tuple[int, int, int, int]
"""First line, first column, last line, column after the last character; lines and columns count from 1, in characters."""


class Place(NamedTuple):
    """A stretch of one file; `file` is relative to the county's folder, with forward slashes."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


START: Span = (1, 1, 1, 1)
"""The place of what concerns a whole file."""
