"""How new a register should be, and whether it is: one answer for the rule, the pages and the scores."""
from datetime import timedelta
from typing import NamedTuple

from disclosure.model.collection import Collection
from disclosure.model.county import County
from disclosure.model.fields import Date


class Stale(NamedTuple):
    """The newest day on which something was said in a register, and how many natural days (自然日) that may be ago."""

    newest: Date
    days: int


def staleness(county: County, collection: Collection) -> Stale | None:
    """None where the register is fresh, empty, or all in it is closed."""
    days, fresh = county.fresh_days(collection), collection.shelf.fresh
    if days is None:
        return None
    records = [r for r in getattr(county, collection.name).values() if not r.retired]
    if fresh and fresh.open_only:
        records = [r for r in records if not r.closed(county.as_of)]
    said = [day for r in records if (day := getattr(r, fresh.code) if fresh and fresh.code else r.last_true())]
    if not said or max(said).day >= county.as_of.day - timedelta(days=days):
        return None
    return Stale(max(said), days)
