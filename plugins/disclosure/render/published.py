"""Which files below content/files/ are published: those, and only those, that something refers to."""
from collections.abc import Container, Iterator
from functools import cache

from disclosure import markdown
from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS, County, Policy
from disclosure.model.fields import Record
from disclosure.model.policies import CONCEALED
from disclosure.read.files import path_named, settled
from disclosure.render.addresses import external

READ_ONLY = ("text_file", "allowed_attachments")
"""Files whose text is on the page: they need not be published themselves; and those that the county only says something about."""

REFERRING = k.FilePath | k.Link | k.MarkdownText | k.Nested | k.Matters


def referred_files(county: County, paths: Container[str]) -> set[str]:
    """The paths that the county's records refer to.  `paths`: the files that there are."""
    found: set[str] = set(record_files(county, paths))
    for name in COLLECTIONS:
        for record in getattr(county, name).values():
            found.update(record_files(record, paths))
    return found


def record_files(record: Record, paths: Container[str]) -> Iterator[str]:
    withheld = isinstance(record, Policy) and record.withheld
    for code, kind in referring(type(record)):
        value = getattr(record, code)
        if value in (None, ()) or (withheld and code in CONCEALED):
            continue
        if isinstance(kind, k.FilePath):
            yield value
        elif isinstance(kind, k.Link):
            yield from local(value, paths)
        elif isinstance(kind, k.MarkdownText):
            for link, _ in markdown.links(value) if "](" in value or "]:" in value else ():
                yield from local(link, paths)
        else:
            for inner in value if kind.many else (value,):
                yield from record_files(inner, paths)


@cache
def referring(record: type[Record]) -> list[tuple[str, k.Kind]]:
    """The fields that may refer to files, or hold records that do."""
    return [(code, f.kind) for code, f in record.fields.items() if isinstance(f.kind, REFERRING) and code not in READ_ONLY]


def local(link: str, paths: Container[str]) -> Iterator[str]:
    link = settled(link, paths)
    if not external(link) and (path := path_named(link)):
        yield path
