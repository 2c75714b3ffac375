"""What is due, by unit and week: a page beside the office's scorecard, and a calendar for each unit.  Neither is ever part of the site."""
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from disclosure.model.county import County
from disclosure.model.due import Entry, all_due
from disclosure.model.fields import Record
from disclosure.model.law import Law
from disclosure.model.people import Unit
from disclosure.render.due import by_unit, calendar, called, when
from disclosure.render import styled
from disclosure.render.jinja import Templates

PATH, FOLDER = "due.html", "due"
TITLE = "到期和逾期"
WEEKS = 8
"""So many weeks have a column; what is due later is counted together."""
AHEAD = 366
"""Natural days (自然日) that the page and the calendars look ahead."""


class Week(NamedTuple):
    """A column: what of it is called, and its first and last day; None where it has no end on that side."""

    title: str
    first: date | None
    last: date | None

    def holds(self, day: date | None) -> bool:
        return day is not None and (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


def weeks(today: date) -> list[Week]:
    """What is past, the weeks to come from Monday to Sunday (the first from today), and what is later."""
    sunday = today + timedelta(6 - today.weekday())
    found = [Week("逾期", None, today - timedelta(1)), Week("本周", today, sunday)]
    for n in range(1, WEEKS):
        monday = sunday + timedelta(7 * n - 6)
        found.append(Week(f"{monday.month}月{monday.day}日起", monday, monday + timedelta(6)))
    return [*found, Week("以后", sunday + timedelta(7 * WEEKS - 6), None)]


class Agenda:
    """Everything the template shows."""

    def __init__(self, county: County, law: Law) -> None:
        self.county, self.weeks = county, weeks(county.as_of.day)
        last = county.as_of.day + timedelta(AHEAD)
        self.entries = [e for e in all_due(county, law) if e.day is None or e.day <= last]
        self.groups = by_unit(self.entries, county)

    @property
    def figures(self) -> list[tuple[str, int]]:
        late = sum(e.late(self.county.as_of) > 0 for e in self.entries)
        unknown = sum(e.day is None for e in self.entries)
        return [("逾期", late), ("一年内到期", len(self.entries) - late - unknown), ("算不出", unknown)]

    def rows(self) -> Iterator[tuple[str, str, list[int]]]:
        """Each unit: its name, the anchor of its list, and how many are due in each week."""
        for unit, entries in self.groups:
            yield called(unit), anchor(unit), [sum(week.holds(e.day) for e in entries) for week in self.weeks]

    def lists(self) -> Iterator[tuple[str, str, str, list[tuple[Entry, str]]]]:
        """Each unit: its name, the anchor, the path of its calendar ("" where it has none), and its entries with how far they are."""
        for unit, entries in self.groups:
            way = f"{FOLDER}/{stem(unit)}.ics" if unit else ""
            yield called(unit), anchor(unit), way, [(e, when(e, self.county.as_of)) for e in entries]

    def calendars(self) -> Iterator[tuple[str, bytes]]:
        """The calendar of each unit, by its path beside the page."""
        owner = f"{self.county.division or ''} {self.county.name or ''}"
        for unit, entries in self.groups:
            if unit and any(e.day for e in entries):
                yield f"{FOLDER}/{stem(unit)}.ics", calendar(entries, f"{called(unit)}政务公开到期", owner, self.county.as_of)


def stem(unit: Record) -> str:
    """A unit's id; of what is no unit also the folder, for a village may have the id of a unit."""
    return unit.id if isinstance(unit, Unit) else f"{unit.folder}-{unit.id}"


def anchor(unit: Record | None) -> str:
    return f"u-{stem(unit)}" if unit else "u"


def alone(agenda: Agenda, css: str, root: str | None) -> bytes:
    """The page as one file with its style inside.  `root`: the way from it to the site, None where there is no site to link to."""
    env = Templates(Path(__file__).parents[1] / "templates", county=agenda.county)
    body = env.get_template("due.html").render(root=root or "", linked=root is not None, crumbs=(), agenda=agenda)
    topic = f"{agenda.county.name or ''}基层政务公开"
    return styled.alone(f"{TITLE} - {topic}", topic, css, body)
