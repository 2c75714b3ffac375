"""What a check found, and the rule that says so."""
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from disclosure.model.place import Place, Span, Spot


class Severity(StrEnum):
    """`error` refuses the build, `warning` refuses it with --strict, `notice` tells what is not there yet."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked: a stable code (never reused), an English name, and where the demand comes from.

    `summary` is the rule as editors read it, `wrong` and `right` are examples of YAML (or of what a file says) for the handbook.
    `statutory`: the law itself asks for it, so a county cannot turn it off or down.
    `coverage`: something is not there yet; an error once the county calls its catalogue 正式.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    basis: str = "《目录格式》"
    wrong: str = ""
    right: str = ""
    statutory: bool = False
    coverage: bool = False
    measure: str = ""
    """The measure of the scorecard (scores.MEASURES) that such findings take from, or bear witness for."""
    drops: bool = False
    """What such a finding is about has been left out of the county."""
    alone: bool = False
    """What it says of a file follows from that file, what its records refer to and county.yml: it may stand as long as these do (rules/alone.py)."""


class Edit(NamedTuple):
    """A stretch of a file, what stands there (without it nothing is replaced), and what is to stand there."""

    span: Span
    was: str
    text: str


class Advice(str):
    """How to mend something, in words, that says it as edits too: what is printed and what `check --fix` does come from the same lines.

    `sure`: there is one right answer; else only who asks for it (`--unsafe`) gets it.
    """

    edits: tuple[Edit, ...]
    sure: bool

    def __new__(cls, text: str, edits: tuple[Edit, ...] = (), sure: bool = True) -> "Advice":
        made = super().__new__(cls, text)
        made.edits, made.sure = edits, sure
        return made

    def __reduce__(self) -> tuple:
        return Advice, (str(self), self.edits, self.sure)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule broken at a place: what is wrong (`message`) and how to mend it (`hint`), in Chinese.

    `level`: the severity here, where it is not the rule's own (a county's 规则 or 目录状态 changed it).
    """

    rule: Rule
    place: Place
    message: str
    hint: str = ""
    level: Severity | None = None

    @property
    def severity(self) -> Severity:
        return self.level or self.rule.severity

    @property
    def record(self) -> Place | None:
        """The place of the record that this is about (`Record.place`), where it is about one."""
        return self.place.record if isinstance(self.place, Spot) else None

    @property
    def code(self) -> str:
        """The field of that record; "" where it is about the record as a whole, or about none."""
        return self.place.code if isinstance(self.place, Spot) else ""

    @property
    def advice(self) -> Advice | None:
        """The hint, where it is one that can be carried out."""
        return self.hint if isinstance(self.hint, Advice) and self.hint.edits else None

    @property
    def order(self) -> tuple:
        """Findings are listed by place, then by code."""
        return (*self.place, self.rule.code, self.message)
