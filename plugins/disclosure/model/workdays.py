"""Working days (工作日): Monday to Friday, less the statutory holidays, plus the make-up days, as the State Council's yearly notices set them.

The day something happens is not counted; the first day is the next working day.  A year without its notice has no answer: guessing one
would tell an applicant a wrong date.
"""
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)


class UnknownYear(LookupError):
    """The holidays of a year are not known; `year` says which."""

    def __init__(self, year: int) -> None:
        super().__init__(f"没有 {year} 年的节假日安排，请等国务院办公厅通知公布后加上")
        self.year = year


class Year(NamedTuple):
    """The holidays of one year: days off by their occasion, and weekend days that are worked."""

    year: int
    notice: str
    off: dict[date, str]
    on: frozenset[date]


class Calendar:
    """The years that are known."""

    def __init__(self, years: Iterable[Year]) -> None:
        self.years = {y.year: y for y in years}

    def is_workday(self, day: date) -> bool:
        """Raises UnknownYear."""
        year = self.years.get(day.year)
        if year is None:
            raise UnknownYear(day.year)
        return day in year.on or (day.weekday() < 5 and day not in year.off)

    def reason(self, day: date) -> str:
        """Why a day is off (its holiday, or 周末), or worked all the same (调休上班); "" for a plain working day.  Raises UnknownYear."""
        year = self.years.get(day.year)
        if year is None:
            raise UnknownYear(day.year)
        return "调休上班" if day in year.on else year.off.get(day) or ("周末" if day.weekday() >= 5 else "")

    def add(self, start: date, n: int) -> date:
        """The n-th working day after `start`; `start` itself for n 0.  Raises UnknownYear."""
        day = start
        while n > 0:
            day += DAY
            n -= self.is_workday(day)
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days after `start` up to and including `end`; 0 where `end` is not later.  Raises UnknownYear."""
        count, day = 0, start
        while day < end:
            day += DAY
            count += self.is_workday(day)
        return count
