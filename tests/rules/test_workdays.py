"""Working days: our dated files against a library's, for every day of the years that both know; and never a guess."""
from datetime import date, timedelta

import chinese_calendar
import pytest

from disclosure.model.workdays import UnknownYear
from disclosure.read.law import calendar

YEARS = sorted(calendar().years)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_the_library(year: int) -> None:
    day = date(year, 1, 1)
    while day.year == year:
        assert calendar().is_workday(day) == chinese_calendar.is_workday(day), day
        day += timedelta(1)


def test_every_year_since_the_regulation_is_known() -> None:
    assert YEARS == list(range(2019, YEARS[-1] + 1)) and YEARS[-1] >= 2026
    assert all(y.notice.startswith("国务院办公厅关于") for y in calendar().years.values())


def test_a_year_without_its_notice_has_no_answer() -> None:
    with pytest.raises(UnknownYear, match=f"没有 {YEARS[-1] + 1} 年的节假日安排"):
        calendar().add(date(YEARS[-1], 12, 20), 20)


@pytest.mark.parametrize(("start", "n", "end"), [
    ("2026-02-13", 1, "2026-02-14"),  # a Saturday that is worked
    ("2026-02-14", 1, "2026-02-24"),  # over the Spring Festival
    ("2026-09-28", 20, "2026-10-30"),  # over the National Day, with one Saturday worked
    ("2026-06-10", 0, "2026-06-10"),
])
def test_counting(start: str, n: int, end: str) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert calendar().add(first, n) == last
    assert calendar().between(first, last) == n
