"""Printing: a page of the plan becomes the bytes that are published, in its chrome, on a kiosk without a way out; its words are noted for 繁體."""
from array import array
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import chain, repeat
from typing import NamedTuple

from disclosure.host import chrome
from disclosure.render.hant import Tables, Traditional, written
from disclosure.render.kiosk import Sealed, shown
from disclosure.render.output import Output, Page
from disclosure.render.view import View


MANY = 100_000
"""So many words are held as they are."""


class Runs(NamedTuple):
    """How often words stand in pages, 0 where they stand in data alone.  Packed: as a dictionary they are most of what a build knows of a large county."""

    said: str = ""
    counts: bytes = b""

    @classmethod
    def of(cls, pages: Counter[str], data: Collection[str] = ()) -> "Runs":
        alone = [run for run in data if run not in pages]
        return cls("\n".join(chain(pages, alone)), array("I", chain(pages.values(), repeat(0, len(alone)))).tobytes())

    @property
    def counted(self) -> Iterator[tuple[str, int]]:
        return zip(self.said.split("\n") if self.said else (), array("I", self.counts), strict=True)

    @property
    def all(self) -> frozenset[str]:
        return frozenset(run for run, _ in self.counted)

    @property
    def pages(self) -> Counter[str]:
        return Counter({run: count for run, count in self.counted if count})


class Turned(NamedTuple):
    """The data for 繁體, and of what words it was made, for the next build: its tables without the words, and these."""

    data: bytes
    tables: Tables
    runs: Runs


class Noted(NamedTuple):
    """What comes to light only while pages are printed."""

    runs: tuple[Runs, ...]
    pictures: dict[str, bytes]
    """Codes that kiosk pages show."""
    bodies: dict[str, tuple[str, tuple[int, int]]]
    """The title of a page, and between which characters its body stands; not of a kiosk's, whose bodies are changed."""


class Press:
    """Prints the pages of one county.  `chromes`: what stands round a page, by its section and shelf."""

    def __init__(self, view: View, chromes: dict[tuple[str, str], chrome.Chrome], sealed: Sealed | None) -> None:
        """`sealed` takes the ways out of pages, on a kiosk."""
        self.view, self.chromes, self.sealed = view, chromes, sealed
        self.words = Traditional(view.county)
        self.runs: Counter[str] = Counter()
        self.by: list[Runs] = []
        """Words that were put by, those of data among them."""
        self.bodies: dict[str, tuple[str, tuple[int, int]]] = {}

    def wanted(self, path: str) -> bool:
        """Whether the site has a use for a file: a kiosk shows pages and pictures alone."""
        return self.sealed is None or shown(path)

    def where(self, page: Page) -> tuple[str, str]:
        """The section and shelf whose chrome a page has."""
        own = page.section, page.shelf
        return own if own in self.chromes else (page.section, page.any_shelf)

    def printed(self, made: Page | Output) -> bytes:
        if isinstance(made, Output):
            data = made.data
            if made.path.endswith(".js"):
                self.words.add(data.decode() if made.seen is None else made.seen)
            return data
        made = made.whole
        body = made.body
        self.runs.update(runs_of(made.title, body))
        if len(self.runs) > MANY:
            self.put_by()
        before, after = chrome.spliced(self.chromes[self.where(made)], made, self.view)
        if self.sealed:
            return self.sealed.page(f"{before}{body}{after}", made.path).encode()
        self.bodies[made.path] = made.title, (len(before), len(before) + len(body))
        return f"{before}{body}{after}".encode()

    def noted(self) -> Noted:
        """What was noted so far, which is then no longer here."""
        self.put_by()
        noted = Noted(tuple(self.by), self.sealed.pictures if self.sealed else {}, self.bodies)
        self.by, self.bodies = [], {}
        return noted

    def put_by(self) -> None:
        """Packs the words that were noted so far."""
        self.by.append(Runs.of(self.runs, self.words.runs))
        self.runs, self.words.runs = Counter(), set()

    def note(self, noted: Noted) -> None:
        """Takes over what was noted elsewhere."""
        self.by += noted.runs
        self.bodies |= noted.bodies
        if self.sealed:
            self.sealed.pictures |= noted.pictures

    def traditional(self, last: Tables = Tables()) -> Turned:
        """Of all words that were noted; those of the `last` build are known."""
        for packed in self.by:
            self.runs.update(dict(packed.counted))
        self.by = []
        runs = Runs.of(+self.runs, {*self.words.runs, *self.runs})
        self.words.runs.update(self.runs)
        self.words.tables = last
        return Turned(self.words.data(), self.words.tables._replace(runs=frozenset()), runs)


def runs_of(title: str, body: str) -> list[str]:
    """The words that a page has noted."""
    return written(f"{title} {body}")
