"""When an application must be answered (答复期限), day by day: 《中华人民共和国政府信息公开条例》第三十条至第三十三条.

theme_overrides/assets/disclosure/deadline.js reckons the same in the browser, from the same data; tests hold the two together.
"""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from disclosure.model.law import Period
from disclosure.model.workdays import DAY, Calendar, UnknownYear

CONSULTING = "征求意见"


@dataclass(frozen=True, slots=True)
class Request:
    """What is known of an application.

    `received`: the day it was received (第三十一条).  `corrected`: the day its corrections were received, from which the period runs anew (第三十条).
    `consulted`: others were asked for their opinion between the days `asked` and `heard`, which does not count (第三十三条第三款); without `asked`
    from the beginning, without `heard` for the longest time they have (第三十二条).  `extended`: working days added (第三十三条第二款).
    """

    received: date
    corrected: date | None = None
    consulted: bool = False
    asked: date | None = None
    heard: date | None = None
    extended: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A day after the start: the how-manieth it is of the period (`count`), 0 where it does not count; why, or what is special about it."""

    date: date
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Every day after `start` up to `due`.  Where the holidays of the year `missing` are not known, `due` is None and the days end before that year."""

    start: date
    days: tuple[Day, ...]
    counted: int
    total: int
    due: date | None
    missing: int | None


def reckon(request: Request, calendar: Calendar, periods: Mapping[str, Period]) -> Reckoning:
    """Counts the working days after the start.  `periods`: those of law/periods.yml by name."""
    start = request.corrected or request.received
    total = (periods["答复申请"].workdays or 0) + request.extended
    asked = request.asked or start
    waiting = (periods["第三方意见"].workdays or 0) if request.consulted and not request.heard else 0
    days: list[Day] = []
    day, counted = start, 0
    try:
        while counted < total:
            day += DAY
            works, reason = calendar.is_workday(day), calendar.reason(day)
            if works and request.consulted and day > asked and (day <= request.heard if request.heard else waiting > 0):
                waiting -= 1
                works, reason = False, CONSULTING
            counted += works
            days.append(Day(day, counted if works else 0, reason))
    except UnknownYear as unknown:
        return Reckoning(start, tuple(days), counted, total, None, unknown.year)
    return Reckoning(start, tuple(days), counted, total, day, None)
