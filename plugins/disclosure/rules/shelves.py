"""What rules ask of registers (台账): the records that count, and whether something was there in every calendar year."""
from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import NamedTuple

from disclosure.model.fields import Date, Deadline
from disclosure.model.finding import Severity
from disclosure.model.register import Register
from disclosure.rules.registry import Case


def current(case: Case, name: str) -> list[Register]:
    """The records of a register that are in use, in its order."""
    return [record for record in getattr(case.county, name).values() if not record.retired]


def complete(case: Case, name: str) -> list[Register]:
    """The same, for rules that say what is missing: nothing while something could not be read, for it may be what is missing."""
    return [] if case.faulty else current(case, name)


def graver(case: Case) -> Severity | None:
    """A warning once the county calls its catalogue 正式, else what the rule is."""
    return Severity.WARNING if case.county.status == "正式" else None


def days_after(one: Date | None, other: Date | None) -> int | None:
    """Natural days (自然日) from one date to another; None where a day is not known."""
    return (other.day - one.day).days if one and other and one.exact and other.exact else None


def past(case: Case, day: Date, days: int) -> bool:
    """Whether more than so many natural days have gone since a day; since the last day of a month without its day."""
    return case.county.as_of.day > Deadline(day).day + timedelta(days=days)


class Gap(NamedTuple):
    """A calendar year without something; `over`: the year is."""

    year: int
    over: bool

    def level(self, case: Case) -> Severity | None:
        """A year that is still running may yet bring it, so it is only told."""
        return graver(case) if self.over else Severity.NOTICE


def gaps(case: Case, kept: Collection[str], there: Collection[str]) -> Iterator[Gap]:
    """The last calendar year and the running one, where nothing of what is wanted is `there`; years before it was first done do not
    count, or before the register began where it never was.  Both are dates or years, as text."""
    running = case.county.as_of.day.year
    held = {int(day[:4]) for day in there}
    began = min(held or {int(day[:4]) for day in kept}, default=running)
    for year in (running - 1, running):
        if began <= year and year not in held:
            yield Gap(year, year < running)
