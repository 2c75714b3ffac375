"""What the page of a record is made from: a mark for each, which changes whenever anything changes that the page may show.

Pages are made from their record and what is near it.  What that means is said here and nowhere else; tests/site/test_sources.py watches pages being made,
and fails when one reads more.
"""
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from disclosure.editions.past import EMPTY, Past
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Record
from disclosure.read.files import path_named
from disclosure.read.names import composed
from disclosure.render.relations import Relations

LEFT_OUT = frozenset({"place", "spans", "parts", "defaults"})
"""What no page shows: where something stands in the editors' files, and what matters have taken over already."""
NAMES = ("name", "short_name", "title", "number", "subname", "category", "retired", "domain", "origin")
"""What is shown of a record that is only named, as in the navigation beside a page; `label`, `address` and the like are made of these."""

BESIDE = frozenset({"flows", "townships", "villages"})
"""The collections whose records' pages name all of their kind: beside the page, or before and after it."""
ABOVE = "parent"
"""The unit above a unit is told on the unit's own page, not on those of what it does: above nearly all of them is the same one."""


class Sources:
    """The marks of one county's records, each made once."""

    def __init__(self, county: County, relations: Relations, past: Past = EMPTY, sizes: Mapping[str, int] = MappingProxyType({})) -> None:
        """`sizes`: bytes of every file below content/files/, which pages tell of those that their records name."""
        self.county, self.past, self.sizes = county, past, sizes
        self.listed = relations.listed_of
        endings = {path[path.rfind("."):] if "." in path else "" for path in sizes}
        self.maybe = re.compile("|".join(re.escape(ending) if ending.isascii() else "" for ending in sorted(endings, reverse=True))) if sizes else None
        """What is somewhere in every record that names a file; hardly any other has it."""
        self.near: dict[Record, list[tuple[str, list[Record]]]] = {}
        """What refers to a record, and in which way."""
        for way, table in vars(relations).items():
            for record, others in table.items() if isinstance(table, dict) else ():
                if others:
                    self.near.setdefault(record, []).append((way, others))
        self.whole, self.deep, self.around = cache(self.whole), cache(self.deep), cache(self.around)
        self.seen, self.siblings = cache(self.seen), cache(self.siblings)

    @property
    def common(self) -> str:
        """The mark of what every page may show: the county's own fields, and of which collections there are any."""
        collections = [bool(getattr(self.county, name)) for name in COLLECTIONS]
        own = {code: told(value, {}) for code, value in vars(self.county).items() if code not in LEFT_OUT and code not in COLLECTIONS}
        return mark(own, collections, self.files(own))

    def of(self, record: Record) -> str:
        """The mark of a record's page: it may show all of the record and of what that stands in, of what refers to these and what they refer to, of its
        matters, and what all these refer to; and of some collections it names all of its kind."""
        within = getattr(record, "owner", None) or getattr(record, "policy", None)
        beside = [self.siblings(record.folder)] if getattr(record, "folder", "") in BESIDE else ()
        items = getattr(record, "items", ())
        guides = (self.whole(one)[0] for item in items for one in self.listed.get(item, ()) if one.folder == "guides")  # tables say how many lead to a matter
        return together([self.around(record)], beside, [self.around(within)] if within else (), map(self.seen, items), guides,
                        [mark(self.past.mark(record))] if self.past else ())

    def siblings(self, name: str) -> str:
        """The mark of what the records of a collection are called."""
        return mark([name_of(one) for one in getattr(self.county, name).values()])

    def around(self, record: Record) -> str:
        """The mark of a record, of what it refers to and of what refers to it."""
        return together([self.deep(record)], map(self.seen, self.whole(record)[1]), *([way, *map(self.seen, others)] for way, others in self.near.get(record, ())))

    def deep(self, record: Record) -> str:
        """The mark of a record and of what it refers to."""
        own, referred = self.whole(record)
        return together([own], (self.whole(other)[0] for other in referred))

    def seen(self, record: Record) -> str:
        """The same, as pages of other records show it."""
        above = getattr(record, ABOVE, None)
        if above is None:
            return self.deep(record)
        own, referred = self.whole(record)
        return together([own], (self.whole(other)[0] for other in referred if other is not above))

    def whole(self, record: Record) -> tuple[str, tuple[Record, ...]]:
        """The mark of all that is said of a record, and the records that this refers to."""
        referred: dict[Record, None] = {}
        said = parts(record, referred)
        text = as_text(said)
        return hashed(text, as_text(self.files(said)) if self.maybe and self.maybe.search(unquote(text)) else ""), tuple(referred)

    def files(self, said: Any) -> list[Any]:
        """What is shown of the files that these values name: how large they are, and that they are there."""
        return [[path, self.sizes[path]] for text in texts(said) for path in named_in(text) if path in self.sizes]


LINKED = re.compile(r"\]\(\s*<?(.{1,2000})|<([A-Za-z][\w+.-]*:[^\s<>]*)")
"""What follows a link's words in Markdown, to the end of the line; or a link that stands by itself."""
AFTER = frozenset("%?#:.")
"""One of these is in every link to a file that is not the file's path as it stands, but for a file without an ending."""


def named_in(text: str) -> Iterator[str]:
    """Every path below content/files/ that a value may mean: as a path, as a link, or by links within Markdown, whose end is where it may be."""
    if "\n" not in text:
        yield text
        if not AFTER.isdisjoint(text):
            yield path_named(text)
    for found in LINKED.finditer(text) if "](" in text or "<" in text else ():
        rest = re.sub(r"\\(.)", r"\1", found[1] or found[2])
        for end in re.finditer("[ )>]|$", rest):
            yield composed(rest[:end.start()])
            yield composed(unquote(rest[:end.start()]))


def texts(said: Any) -> Iterator[str]:
    """Every text among values within each other."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, tuple | list):
        for one in said:
            yield from texts(one)
    elif isinstance(said, dict):
        yield from texts(list(said.values()))


as_text = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def mark(*said: Any) -> str:
    return hashed(as_text(said))


def together(*groups: Iterable[str]) -> str:
    """One mark of groups of marks."""
    return hashed(*map("".join, groups))


def hashed(*texts: str) -> str:
    return hashlib.blake2b("/".join(texts).encode(), digest_size=16).hexdigest()


def name_of(record: Record) -> list[Any]:
    return [record.address, *(value if type(value) is str else told(value, {}) for code in NAMES if (value := getattr(record, code, None)))]


def parts(record: Record, referred: dict[Record, None]) -> dict[str, Any]:
    """Everything that is said of a record, and within it.  What has a page of its own is `referred` to by its address, but for an interpretation in its policy."""
    return {code: value if type(value) is str or type(value) is tuple and type(value[0]) is str else [one.address for one in value] if code == "items" else told(value, referred, code == "interpretations")
            for code, value in vars(record).items() if code not in LEFT_OUT and value is not None and value != ()}


def told(value: Any, referred: dict[Record, None], whole: bool = False) -> Any:
    """A value as something that is written the same for the same content."""
    if isinstance(value, Record):
        if whole or (address := getattr(value, "address", None)) is None:
            return parts(value, referred)
        referred[value] = None
        return address
    return [told(one, referred, whole) for one in value] if type(value) is tuple and value and isinstance(value[0], Record) else value
