"""Where something stands in the editor's files."""
from array import array
from collections.abc import Iterator, Mapping
from itertools import chain
from struct import Struct
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


# -- places of a record's values, packed: as dicts of tuples they took a third of a county's memory, and few are ever looked at ----------
_FOUR = Struct("4I")
_known: dict[tuple, tuple] = {}
"""Which fields records have, the same object for all that have the same ones."""


class _Packed:
    __slots__ = ("_numbers", "_said")

    def __init__(self, said: tuple, numbers: bytes) -> None:
        self._said, self._numbers = _known.setdefault(said, said), numbers

    def __reduce__(self) -> tuple:
        return type(self), (self._said, self._numbers)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._said!r}, {self._numbers!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Packed) and (self._said, self._numbers) == (other._said, other._numbers)

    def __hash__(self) -> int:
        return hash(self._numbers)

    def __len__(self) -> int:
        return len(self._said)


class Spans(_Packed, Mapping[str, Span]):
    """Where the value of each field stands."""

    __slots__ = ()

    @classmethod
    def of(cls, spans: Mapping[str, Span]) -> "Spans":
        if isinstance(spans, Spans):
            return spans
        return cls(tuple(spans), array("I", chain.from_iterable(spans.values())).tobytes()) if spans else NO_SPANS

    def __getitem__(self, code: str) -> Span:
        if code not in self._said:
            raise KeyError(code)
        return _FOUR.unpack_from(self._numbers, self._said.index(code) * _FOUR.size)

    def __contains__(self, code: object) -> bool:
        return code in self._said

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)


class Parts(_Packed, Mapping[str, tuple[Span, ...]]):
    """Where each entry of the values stands that are written as lists."""

    __slots__ = ()

    @classmethod
    def of(cls, parts: Mapping[str, tuple[Span, ...]]) -> "Parts":
        if isinstance(parts, Parts):
            return parts
        counts = tuple((code, len(spans)) for code, spans in parts.items())
        return cls(counts, array("I", chain.from_iterable(chain.from_iterable(parts.values()))).tobytes()) if parts else NO_PARTS

    def __or__(self, more: Mapping[str, tuple[Span, ...]]) -> "Parts":
        """These, and those of other fields."""
        told = Parts.of(more)
        return type(self)(self._said + told._said, self._numbers + told._numbers) if self else told

    def __getitem__(self, code: str) -> tuple[Span, ...]:
        first = 0
        for known, count in self._said:
            if known == code:
                return tuple(_FOUR.iter_unpack(self._numbers[first * _FOUR.size:(first + count) * _FOUR.size]))
            first += count
        raise KeyError(code)

    def __iter__(self) -> Iterator[str]:
        return (code for code, _ in self._said)


NO_SPANS, NO_PARTS = Spans((), b""), Parts((), b"")
