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


class Spot(Place):
    """The place of a record's value, which also says whose value it is.

    `record`: the place of the record, which is what tells records apart, also before they are made; `code`: the
    field, "" for the record itself.
    """

    record: Place
    code: str

    @classmethod
    def of(cls, place: Place, record: Place, code: str = "") -> "Spot":
        """`place`: where the value stands; in another file than the record where that names the file."""
        spot = cls(*place)
        spot.record, spot.code = record, code
        return spot

    def within(self, span: Span) -> "Spot":
        """A smaller stretch of the same value."""
        return Spot.of(Place(self.file, *span), self.record, self.code)


START: Span = (1, 1, 1, 1)
"""The place of what concerns a whole file."""
