"""Files that need not be made again: pages and downloads of the last build that would come out the same stay as they lie there.

Only where the output is as that build left it, made by the same program with the same options (host/standing.py).  What is published or signed is made anew.
"""
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from disclosure.deliver.manifest import Entry, Manifest
from disclosure.host.chrome import Kept
from disclosure.host.press import Press, Runs, Turned, runs_of
from disclosure.host.proved import Proved
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Record
from disclosure.render.hant import Tables
from disclosure.render.known import Results
from disclosure.render.open_data import SCHEMAS
from disclosure.render.output import Output, Page
from disclosure.render.sources import Sources, hashed, mark


class Made(NamedTuple):
    """A file about a record: the mark of what it was made from ("" for pages about none, which are always made anew), and what became of it; of a page also its title, and between
    which characters its body stands."""

    mark: str
    entry: Entry
    page: tuple[str, tuple[int, int]] | None


@dataclass(frozen=True)
class Pages:
    """The files of a build that are about records, and all its pages, by path, and how often the words of these stand there."""

    made: dict[str, Made] = field(default_factory=dict)
    runs: Runs = Runs()
    words: Tables = Tables()
    """What turns their words into Traditional characters; without the words, which are those of `runs`."""
    known: Results = field(default_factory=dict)
    """What else was worked out."""
    proved: Proved = Proved()
    chrome: Kept | None = None
    """What MkDocs made, where another build may take it."""
    manifest: Manifest | None = None
    """The list of all files, as it was sealed."""


Marks = dict[str, str]
"""What files about records are made from, by path."""


def marks_of(planned: Iterable[Page | Output], common: str, sources: Sources) -> Marks:
    """`common`: the mark of what all files show beside records.  A file is about the record whose address it has, whatever its ending, unless it says itself what it is made from; a download is about all
    records of the collection whose name it has, a schema about none."""
    marked = {record: hashed(common, sources.of(record)) for record in with_pages(sources.county)}
    about = {stem(record.address): made_from for record, made_from in marked.items()}

    @cache
    def listed(name: str) -> str:
        return mark(common, *(marked.get(record) or sources.of(record) for record in getattr(sources.county, name).values()))

    def marks(one: Page | Output) -> str | None:
        name = stem(one.path)
        if isinstance(one, Output) and one.mark:
            return mark(common, one.mark)
        if name in about or isinstance(one, Page):
            return about.get(name)
        return listed(name) if name in COLLECTIONS else common if name.startswith(SCHEMAS) else None
    return {one.path: made_from for one in planned if (made_from := marks(one)) is not None}


class Again:
    """What a new site can take of the `last` build, which made what lies in the folder `out`."""

    def __init__(self, last: Pages, out: Path) -> None:
        self.last, self.out = last, out
        self.taken: dict[str, Entry] = {}

    def left(self, planned: Iterable[Page | Output], marks: Marks) -> list[Page | Output]:
        """What must be made; what need not is `taken`."""
        same = {path for path, made in self.last.made.items() if made.mark == marks.get(path)}
        self.taken = {one.path: self.last.made[one.path].entry for one in planned if one.path in same}
        return [one for one in planned if one.path not in same]

    def made(self, one: Output) -> bytes | None:
        """A file made from what it was the last time; None where that cannot be."""
        try:
            return one.after and one.after((self.out / one.path).read_bytes(), self.taken.__contains__)
        except OSError:
            return None

    def runs(self) -> Counter[str]:
        """How often words stand in the pages that are taken.  Raises OSError."""
        runs = self.last.runs.pages
        for path, made in self.last.made.items():
            if made.page and path not in self.taken:
                title, body = made.page
                runs.subtract(runs_of(title, (self.out / path).read_bytes().decode()[slice(*body)]))
        return +runs

    @property
    def tables(self) -> Tables:
        """What turned the words of the last build."""
        return self.last.words._replace(runs=self.last.runs.all)

    def pages(self, press: Press, planned: Mapping[str, Entry], marks: Marks, known: Results, turned: Turned) -> Pages:
        """What the next build may take, when `press` has printed what was left and all is `planned`."""
        made = {path: self.last.made[path] if path in self.taken else Made(made_from, planned[path], press.bodies.get(path)) for path, made_from in marks.items()}
        return Pages(made | {path: Made("", planned[path], body) for path, body in press.bodies.items() if path not in marks}, turned.runs, turned.tables, known)


def stem(path: str) -> str:
    return path.rpartition(".")[0]


def with_pages(county: County) -> Iterable[Record]:
    """Every record that has a page of its own."""
    for name in COLLECTIONS:
        for record in getattr(county, name).values():
            if getattr(record, "paged", True):
                yield record
            yield from getattr(record, "items", ())
            yield from getattr(record, "interpretations", ())
