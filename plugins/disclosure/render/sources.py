"""What the page of a record is made from: a mark for each, which changes whenever anything changes that the page may show.

Pages are made from their record and what is near it.  What that means is said here and nowhere else; tests/site/test_sources.py watches pages being made,
and fails when one reads more.
"""
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from disclosure.editions.past import EMPTY, Past
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Record
from disclosure.render.relations import Relations

LEFT_OUT = frozenset({"place", "spans", "parts", "defaults"})
"""What no page shows: where something stands in the editors' files, and what matters have taken over already."""
NAMES = ("name", "short_name", "title", "number", "subname", "category", "retired", "domain", "origin")
"""What is shown of a record that is only named, as in the navigation beside a page; `label`, `address` and the like are made of these."""

BESIDE = frozenset({"flows", "villages"})
"""The collections whose records' pages name all of their kind: beside the page, or before and after it."""
NAVIGATED = frozenset({"domains", "townships"})
"""The collections whose records stand in the navigation of every page (site.sections)."""


class Sources:
    """The marks of one county's records, each made once."""

    def __init__(self, county: County, relations: Relations, past: Past = EMPTY) -> None:
        self.county, self.past = county, past
        self.tables = [table for table in vars(relations).values() if isinstance(table, dict)]
        self.whole, self.deep, self.around, self.named = cache(self.whole), cache(self.deep), cache(self.around), cache(self.named)
        self.siblings = cache(self.siblings)

    @property
    def common(self) -> str:
        """The mark of what every page may show: the county's own fields, what navigation lists by name, and of which collections there are any."""
        collections = [[name_of(record) for record in getattr(self.county, name).values()] if name in NAVIGATED else bool(getattr(self.county, name)) for name in COLLECTIONS]
        own = {code: told(value, {}) for code, value in vars(self.county).items() if code not in LEFT_OUT and code not in COLLECTIONS}
        return mark(own, collections)

    def of(self, record: Record) -> str:
        """The mark of a record's page: it may show all of the record and of what that stands in, of what refers to these and what they refer to, of its
        matters, and what all these refer to; and it names the matters beside it."""
        within = getattr(record, "owner", None) or getattr(record, "policy", None)
        beside = [self.siblings(record.folder)] if getattr(record, "folder", "") in BESIDE else ()
        return together([self.around(record)], beside, [self.around(within)] if within else (), map(self.deep, getattr(record, "items", ())), [self.named(within or record)],
                        [mark(self.past.mark(record))] if self.past else ())

    def siblings(self, name: str) -> str:
        """The mark of what the records of a collection are called."""
        return mark([name_of(one) for one in getattr(self.county, name).values()])

    def around(self, record: Record) -> str:
        """The mark of a record, of what it refers to and of what refers to it."""
        return together([self.deep(record)], *(map(self.deep, others) for others in (self.whole(record)[1], *(table.get(record, ()) for table in self.tables))))

    def deep(self, record: Record) -> str:
        """The mark of a record and of what it refers to."""
        own, referred = self.whole(record)
        return together([own], (self.whole(other)[0] for other in referred))

    def whole(self, record: Record) -> tuple[str, tuple[Record, ...]]:
        """The mark of all that is said of a record, and the records that this refers to."""
        referred: dict[Record, None] = {}
        return mark(parts(record, referred)), tuple(referred)

    def named(self, record: Record) -> str:
        """The mark of what the matters of a record are called."""
        return mark([name_of(item) for item in getattr(record, "items", ())])


as_text = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def mark(*said: Any) -> str:
    return hashlib.blake2b(as_text(said).encode(), digest_size=16).hexdigest()


def together(*groups: Iterable[str]) -> str:
    """One mark of groups of marks."""
    return hashlib.blake2b("/".join(map("".join, groups)).encode(), digest_size=16).hexdigest()


def name_of(record: Record) -> list[Any]:
    return [record.address, *(value if type(value) is str else told(value, {}) for code in NAMES if (value := getattr(record, code, None)))]


def parts(record: Record, referred: dict[Record, None]) -> list[tuple[str, Any]]:
    """Everything that is said of a record, and within it.  What has a page of its own is `referred` to by its address, but for an interpretation in its policy."""
    return [(code, value if type(value) is str else [one.address for one in value] if code == "items" else told(value, referred, code == "interpretations"))
            for code, value in vars(record).items() if value not in (None, ()) and code not in LEFT_OUT]


def told(value: Any, referred: dict[Record, None], whole: bool = False) -> Any:
    """A value as something that is written the same for the same content."""
    if isinstance(value, Record):
        if whole or (address := getattr(value, "address", None)) is None:
            return parts(value, referred)
        referred[value] = None
        return address
    return [told(one, referred, whole) for one in value] if type(value) is tuple and value and isinstance(value[0], Record) else value
