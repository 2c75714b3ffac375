"""Whether information came out in time and whether a catalogue is kept up: computed here for rules and scores alike."""
from collections.abc import Iterable
from datetime import timedelta

from disclosure.model.county import County
from disclosure.model.fields import Date
from disclosure.model.law import Law
from disclosure.model.matters import OPEN, WITHHELD, Disclosed, Item
from disclosure.model.time_limit import limits
from disclosure.model.workdays import UnknownYear

UPDATE_DAYS = 90
"""自然日; where the county sets no 更新天数.  A monitoring practice of some provinces, not law."""


def proactive(item: Item) -> bool:
    """Whether a matter is disclosed without anybody asking for it."""
    return OPEN in item.method and item.attribute != WITHHELD


def allowed(item: Item, law: Law) -> int:
    """Working days that a matter gives itself for publishing; the statutory ones (条例第二十六条) where its 时限 says nothing
    in working days."""
    stated = limits(item.time_limit or "")
    own = [limit.n for limit in stated if limit.kind == "after_event" and limit.unit == "工作日" and limit.n]
    return max(own) if own else law.periods["主动公开"].workdays


def contradicts(record: Disclosed) -> bool:
    """Whether something is said to have been published before there was anything; of a month without its day nothing
    is certain within it."""
    formed, published = record.formed, record.published
    return bool(formed and published) and formed[:len(published)] > published[:len(formed)]


def overdue(record: Disclosed, item: Item, law: Law) -> int | None:
    """By how many working days information came out too late, counted from the day after it was formed; 0 where it
    was in time.

    None where that cannot be judged: a day is not known or there is no notice of the holidays yet, or the days
    contradict each other.
    """
    return None if contradicts(record) else late_by(record.formed, record.published, allowed(item, law), law)


def late_by(formed: Date | None, published: Date | None, most: int, law: Law) -> int | None:
    """By how many working days something came out later than `most` working days after the day it was formed; 0 where
    it was in time, None where a day is not known or there is no notice of the holidays yet."""
    if not (formed and published and formed.exact and published.exact):
        return None
    if (published.day - formed.day).days <= most:
        return 0  # not even in natural days
    try:
        return max(0, law.calendar.between(formed.day, published.day) - most)
    except UnknownYear:
        return None


def punctual(record: Disclosed, item: Item, law: Law) -> bool | None:
    """Whether information came out in time; not where its days contradict each other or no day of publishing can be
    read.  None: not to be judged."""
    if not record.formed or not record.formed.exact or (record.published and not record.published.exact):
        return None
    if not record.published or contradicts(record):
        return False
    over = overdue(record, item, law)
    return None if over is None else over == 0


def update_days(county: County) -> int:
    """Natural days (自然日) within which there should be something new."""
    return county.update_days or UPDATE_DAYS


def out(day: Date | None, county: County) -> bool:
    """Whether something has been published by the edition's date; what came out on that day is news of this edition."""
    return day is not None and day <= county.as_of


def newest(county: County, matters: Iterable[Item]) -> Date | None:
    """The day of the newest information of some matters, up to the edition's date."""
    return max((r.published for i in matters for r in i.records if out(r.published, county)), default=None)


def fresh(county: County, matters: Iterable[Item]) -> bool:
    """Whether any of the matters has information of the last 更新天数 days before the edition's date; of the first of
    these days still."""
    last = newest(county, matters)
    return last is not None and last.day >= county.as_of.day - timedelta(days=update_days(county))
