"""What of a county is published on the edition's date: nothing that comes out on a later day, and nothing that names it.

Editors may enter what is to come out; it is read and judged like everything else.  Pages, search, feed, downloads and files are
made of the county as `as_published` gives it, so that all of them agree.
"""
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Date, Day, Deadline, Matters, Nested, Record, earlier, several
from disclosure.model.pages import HandWritten


class Waiting(NamedTuple):
    """A record that is not published yet, and the code of the field that says when it will be."""

    record: Record
    code: str

    @property
    def day(self) -> Date:
        return getattr(self.record, self.code)


def waiting(county: County) -> list[Waiting]:
    """What comes out after the edition's date; of a month without its day, where the whole month is later.  Within something that
    waits itself nothing is looked for."""
    if county.as_of is None:
        return []
    shelves = [getattr(county, name) for name, collection in COLLECTIONS.items() if may_wait(collection.template)]
    records = [county, *(record for shelf in shelves for record in shelf.values())]
    return [found for record in records for found in within(record, county.as_of)]


def within(record: Record, as_of: Date) -> Iterator[Waiting]:
    dates, inner = may_wait(type(record)) or ((), ())
    for code in dates:
        day = getattr(record, code)
        if day and earlier(as_of, day):
            yield Waiting(record, code)
            return
    for code in inner:
        if value := getattr(record, code):
            for one in several(value):
                yield from within(one, as_of)


@cache
def may_wait(template: type[Record]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The fields that say when a record comes out, and those that hold records which may wait; None where there are neither."""
    dates = tuple(code for code, f in template.fields.items() if isinstance(f.kind, Day) and f.kind.out)
    inner = tuple(code for code, f in template.fields.items()
                  if isinstance(f.kind, Nested | Matters) and f.kind.template is not template and may_wait(f.kind.template))
    return (dates, inner) if dates or inner else None


def passed(county: County) -> set[Record]:
    """What a kiosk carries no more: records of passing registers that came out before its content's term of natural days (自然日)."""
    since = county.as_of.day - timedelta(days=county.kiosk_term) if county.as_of else None
    shelves = [getattr(county, name) for name, collection in COLLECTIONS.items() if collection.shelf and collection.shelf.passing]
    return {record for shelf in shelves for record in shelf.values() if since and record.came_out and Deadline(record.came_out).day < since}


def as_published(county: County, kiosk: bool = False) -> County:
    """The county on the edition's date; itself where nothing waits, else another one that shares no record with it.  `kiosk`: without
    what has passed there.

    What stays has its place and address: an interpretation keeps its number, though one before it is missing.
    """
    gone = {found.record for found in waiting(county)} | (passed(county) if kiosk else set())
    return Twins(gone).of(county) if gone else county


class Twins:
    """Another county without some records: everything else is there once more, and knows its like."""

    def __init__(self, gone: set[Record]) -> None:
        self.gone = gone
        self.twins: dict[Record, Record] = {}
        self.todo: list[Record] = []

    def of(self, county: County) -> County:
        twin: County = self.twin(county)
        while self.todo:
            record = self.todo.pop()
            self.twins[record].__dict__.update({code: self.value(value) for code, value in record.__dict__.items()})
        addresses = [record.address for record in self.gone if hasattr(type(record), "address")]
        addresses += [f"{name}.html" for name in COLLECTIONS if getattr(county, name) and not getattr(twin, name)]
        twin.__dict__["waiting"] = tuple(sorted(addresses))
        return twin

    def twin(self, record: Record) -> Record:
        if (twin := self.twins.get(record)) is None:
            twin = self.twins[record] = object.__new__(type(record))
            self.todo.append(record)  # not at once: records name each other in circles
        return twin

    def value(self, value: Any) -> Any:
        if isinstance(value, Record):
            return None if value in self.gone else self.twin(value)
        if type(value) is tuple and value and isinstance(value[0], Record):
            return tuple(self.twin(one) for one in value if one not in self.gone)
        if type(value) is dict and value and isinstance(next(iter(value.values())), Record):
            return {id: self.twin(one) for id, one in value.items() if one not in self.gone}
        return value


def pages_waiting(pages: Mapping[str, HandWritten], as_of: Date | None) -> dict[str, HandWritten]:
    """The hand-written pages, by their paths, that come out after the edition's date."""
    return {path: page for path, page in pages.items() if as_of and page.published and earlier(as_of, page.published)}


def leads_to_waiting(addresses: Collection[str], path: str) -> bool:
    """Whether a path of the site is that of something which is not published yet, or lies below it.  `addresses`: where that would be."""
    stems = (address.rpartition(".")[0] for address in addresses)
    return any(path.rpartition(".")[0] == stem or path.startswith(f"{stem}/") for stem in stems)
