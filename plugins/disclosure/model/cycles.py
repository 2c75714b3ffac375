"""On which days something is due again and again, as a 公开时限 says it: 每季度首月20日前, 每年1月31日前, 每20个工作日更新.

What says only how often is due when its period ends.  A date that is called 前 is itself the last day; a month without a day lasts to
its end, so that nobody is told late who may not be.  Terms and batches (学期, 批次) are on no calendar and have no days.
"""
import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from disclosure.model.time_limit import NUMERAL, in_digits, limits, number
from disclosure.model.workdays import Calendar

ALL = tuple(range(1, 13))
MONTHS = {"月": ALL, "旬": ALL, "季": (3, 6, 9, 12), "半年": (6, 12), "年": (12,)}
"""The months in which periods end."""
FIRSTS = {"季": (1, 4, 7, 10), "半年": (1, 7), "年": (1,), "月": ALL}
SECONDS = {"季": (2, 5, 8, 11), "半年": (2, 8)}
OFTEN = {"随时": "", "每月": "月", "每季度": "季", "每半年": "半年", "每年": "年"}
"""What 频次 of a village's matter says, as a period."""
PERIOD = re.compile(r"每(半年|年度?|季|月|旬|周)|^(半年|年度?|季|月)")
WHILE = re.compile(r"(?:期间|期内|时|前|中)$")
"""What is due only while something lasts (签约期间每月), of which nothing is known here."""
MONTHLY = re.compile(r"(?:次|翌|下1?个?)月")
PARTS_OF_YEAR = re.compile(r"(?:第?(?P<quarter>[1-4])个?季度?|(?P<half>[上下])(?:半年|6个月))")
DATED = re.compile(r"(?P<months>(?:\d{1,2}月?[、和及或])*\d{1,2})月(?:份)?(?P<day>\d{1,2}日|底|末|[上中下]旬)?")
IN_MONTH = re.compile(r"(?P<n>\d{1,2})日|(?P<word>上旬|中旬)")
AFTER = re.compile(r"(?:后|起)的?(?P<n>\d{1,3})(?P<unit>个?工作[日天]|[日天])")
TIMES = re.compile(rf"(\d{{1,2}}|{NUMERAL})次")
LONG = {1: "月", 3: "季", 6: "半年", 12: "年"}


class Cycle(NamedTuple):
    """Days that come again.

    `months` with `days` of each (0: its last; a day that a month does not have is its last), or its `workday`-th working day; or, where
    `weekly`, Sundays; or `every` so many units (工作日, 日 or 月) after the last time.
    """

    months: tuple[int, ...] = ()
    days: tuple[int, ...] = (0,)
    workday: int = 0
    weekly: bool = False
    every: int = 0
    unit: str = ""


@lru_cache(maxsize=4096)
def cycles(text: str) -> tuple[Cycle, ...]:
    """The cycles that a time limit states; () where it states none, or none whose days can be known."""
    found = (cycle_of(in_digits(limit.text), limit.n, limit.unit) for limit in limits(text) if limit.kind == "periodic")
    return tuple(dict.fromkeys(filter(None, found)))


def of_frequency(word: str | None) -> tuple[Cycle, ...]:
    """The cycle that 频次 states: due when its period ends."""
    period = OFTEN.get(word or "")
    return (Cycle(MONTHS[period]),) if period else ()


def cycle_of(said: str, n: int | None, unit: str) -> Cycle | None:
    """The cycle of one clause, in digits.  `n` and `unit`: the number that the clause counts with, as 每20个工作日."""
    if re.search(r"学期|学年|批次", said) or ("每" in said and WHILE.search(said.partition("每")[0])):
        return None
    times = number(found[1]) if (found := TIMES.search(said)) else 1
    if n is not None and times and not re.search(r"后的?\d", said):
        if unit == "月" and n % times == 0 and n // times in LONG:
            return Cycle(MONTHS[LONG[n // times]])
        return Cycle(every=max(1, n // times), unit=unit) if unit in ("工作日", "日", "月") and n else None
    if re.search(r"每[日天]", said):
        return Cycle(every=1, unit="日")
    if found := MONTHLY.match(said):
        return within("月", said[found.end():], 1)
    found = PERIOD.search(said)
    period = (found[1] or found[2]).removesuffix("度") if found else "年"
    if period == "周":
        return Cycle(weekly=True)
    if period == "旬":
        return Cycle(ALL, (10, 20, 0))
    return within(period, said[found.end():] if found else said, times)


def within(period: str, said: str, times: int) -> Cycle:
    """The cycle of a period, by what is said behind it."""
    if after := AFTER.search(said):  # 每季度结束后15日内
        following = tuple(month % 12 + 1 for month in MONTHS[period])
        n = int(after["n"])
        return Cycle(following, workday=n) if "工作" in after["unit"] else Cycle(following, (min(n, 31),)) if n <= 31 else Cycle(MONTHS[period])
    if period in ("年", "半年") and (dated := list(DATED.finditer(said))):
        months = tuple(sorted({int(m) for found in dated for m in re.findall(r"\d+", found["months"]) if 1 <= int(m) <= 12}))
        if months:
            return Cycle(months, (day_of(dated[-1]["day"] or ""),))
    if period == "年" and (part := PARTS_OF_YEAR.search(said)):
        return Cycle((int(part["quarter"]) * 3 if part["quarter"] else 6 if part["half"] == "上" else 12,))
    inside = IN_MONTH.search(said)
    day = day_of(inside[0]) if inside else 0
    if period == "月":
        return Cycle(ALL, (day,)) if inside or times != 2 else Cycle(ALL, (15, 0))
    if re.search(r"首个?月|第1个?月|次月|下1?个?月|翌月", said):
        return Cycle(FIRSTS[period], (day,))
    if period in SECONDS and re.search(r"第2个?月", said):
        return Cycle(SECONDS[period], (day,))
    if re.search(r"末个?月|最后1?个?月|第3个?月", said):
        return Cycle(MONTHS[period], (day,))
    length = {"年": 12, "半年": 6, "季": 3}[period]
    return Cycle(MONTHS[LONG[length // times]]) if times > 1 and length % times == 0 and length // times in LONG else Cycle(MONTHS[period])


def day_of(text: str) -> int:
    """A day of the month; 0 for its last."""
    return {"上旬": 10, "中旬": 20}.get(text) or (int(text[:-1]) if text[:-1].isdigit() and 1 <= int(text[:-1]) <= 31 else 0)


# -- days ---------------------------------------------------------------------------------------------
def days_of(cycle: Cycle, year: int, workdays: Calendar) -> Iterator[date]:
    """The days of a year on which a cycle is due; none of one that runs from the last time.  Raises UnknownYear."""
    if cycle.weekly:
        sunday = date(year, 1, 7 - date(year, 1, 1).weekday())
        while sunday.year == year:
            yield sunday
            if sunday > date.max - timedelta(7):
                return
            sunday += timedelta(7)
    for month in cycle.months:
        if cycle.workday:
            yield workdays.add(date(year, month, 1) - timedelta(1), cycle.workday)
            continue
        last = calendar.monthrange(year, month)[1]
        for day in cycle.days:
            yield date(year, month, min(day, last) if day else last)


def after(cycle: Cycle, last: date, workdays: Calendar) -> date:
    """When a cycle that runs from the last time is due again.  Raises UnknownYear."""
    if cycle.unit == "工作日":
        return workdays.add(last, cycle.every)
    if cycle.unit == "日":
        return last + timedelta(cycle.every)
    month = last.month - 1 + cycle.every
    year, month = last.year + month // 12, month % 12 + 1
    return date(year, month, min(last.day, calendar.monthrange(year, month)[1]))
