"""An assessment: what a published catalogue lacks when it is held against the statute and the standard, without the county behind it.

Made by tables/assessment.py, shown by render/assessment.py (one page) and tables/assessment_book.py (a workbook).
"""
from dataclasses import dataclass, field
from typing import NamedTuple

MISSING, OPEN, UNCLEAR, AGAINST, LOOK = "没有写", "没有选定", "看不清", "要改", "建议核对"
"""What is the matter with an element: nothing stands there; options were left as the form has them; what stands there has more than one
reading; a rule is broken; somebody should look."""
COUNTS = (MISSING, OPEN, UNCLEAR, AGAINST)
"""The sorts for which an element does not count as done."""


class Remark(NamedTuple):
    """Something about a matter's element, or about the catalogue (`matter` ""), at its place in the table that was handed in.

    `key`: the element as docs/format.md calls it; `code`: of the doubt (T…) or the rule (C…); `basis`: of what breaks the law, "" for advice.
    """

    sort: str
    key: str
    matter: str
    address: str
    code: str
    message: str
    hint: str = ""
    basis: str = ""


class Score(NamedTuple):
    """How many matters have an element."""

    key: str
    label: str
    got: int
    total: int

    @property
    def share(self) -> float:
        return self.got / self.total if self.total else 0.0


class Standard(NamedTuple):
    """What is known of a pilot domain's standard catalogue: its document ("" where that was not looked up), how many of its matters are known,
    and those that no row of the table looks like, as (first level, name)."""

    domain: str
    document: str
    known: int
    missing: tuple[tuple[str, str], ...]


@dataclass
class Assessed:
    """One catalogue of what was handed in."""

    name: str
    file: str
    where: str
    """The sheet or table, as addresses call it; "" where the file has only one."""
    matters: int = 0
    whole: int = 0
    """Matters that have all eight elements."""
    scores: list[Score] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    standard: Standard | None = None

    @property
    def share(self) -> float:
        return self.whole / self.matters if self.matters else 0.0

    def counted(self, sort: str) -> int:
        return sum(remark.sort == sort for remark in self.remarks)


@dataclass
class Assessment:
    """All that was handed in in one call.  `as_of`: the day whose law it is held against; `refused`: (file, why) of what could not be read."""

    as_of: str
    catalogues: list[Assessed] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    """About whole tables and files: hidden sheets, columns that say nothing of an element."""
    refused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def matters(self) -> int:
        return sum(one.matters for one in self.catalogues)

    @property
    def whole(self) -> int:
        return sum(one.whole for one in self.catalogues)

    @property
    def share(self) -> float:
        return self.whole / self.matters if self.matters else 0.0

    def counted(self, sort: str) -> int:
        return sum(one.counted(sort) for one in self.catalogues)
