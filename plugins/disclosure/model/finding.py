"""What a check found, and the rule that says so."""
from dataclasses import dataclass
from enum import StrEnum

from disclosure.model.place import Place


class Severity(StrEnum):
    """`error` refuses the build, `warning` refuses it with --strict, `notice` tells what is not there yet."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked: a stable code (never reused), an English name, and where the demand comes from."""

    code: str
    name: str
    severity: Severity
    summary: str
    basis: str = "《目录格式》"


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule broken at a place: what is wrong (`message`) and how to mend it (`hint`), in Chinese."""

    rule: Rule
    place: Place
    message: str
    hint: str = ""

    @property
    def order(self) -> tuple:
        """Findings are listed by place, then by code."""
        return (*self.place, self.rule.code, self.message)
