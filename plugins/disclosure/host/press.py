"""Printing: a page of the plan becomes the bytes that are published, in its chrome, on a kiosk without a way out; its words are noted for 繁體."""
from collections import Counter
from typing import NamedTuple

from disclosure.host import chrome
from disclosure.render.hant import Tables, Traditional, written
from disclosure.render.kiosk import Sealed, shown
from disclosure.render.output import Output, Page
from disclosure.render.view import View


class Noted(NamedTuple):
    """What comes to light only while pages are printed."""

    words: set[str]
    """Of data; those of pages are counted in `runs`."""
    pictures: dict[str, bytes]
    """Codes that kiosk pages show."""
    runs: Counter[str]
    bodies: dict[str, tuple[str, tuple[int, int]]]
    """The title of a page, and between which characters its body stands; not of a kiosk's, whose bodies are changed."""


class Press:
    """Prints the pages of one county.  `chromes`: what stands round a page, by its section and shelf."""

    def __init__(self, view: View, chromes: dict[tuple[str, str], chrome.Chrome], sealed: Sealed | None) -> None:
        """`sealed` takes the ways out of pages, on a kiosk."""
        self.view, self.chromes, self.sealed = view, chromes, sealed
        self.words = Traditional(view.county)
        self.runs: Counter[str] = Counter()
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
            self.words.add(data.decode() if made.path.endswith(".js") else "")
            return data
        made = made.whole
        body = made.body
        self.runs.update(runs_of(made.title, body))
        before, after = chrome.spliced(self.chromes[self.where(made)], made, self.view)
        if self.sealed:
            return self.sealed.page(f"{before}{body}{after}", made.path).encode()
        self.bodies[made.path] = made.title, (len(before), len(before) + len(body))
        return f"{before}{body}{after}".encode()

    def noted(self) -> Noted:
        """What was noted so far."""
        return Noted(self.words.runs, self.sealed.pictures if self.sealed else {}, self.runs, self.bodies)

    def note(self, noted: Noted) -> None:
        """Takes over what was noted elsewhere."""
        self.words.runs |= noted.words
        self.runs.update(noted.runs)
        self.bodies |= noted.bodies
        if self.sealed:
            self.sealed.pictures |= noted.pictures

    def gather(self) -> None:
        """Puts the words of pages to those of data."""
        self.words.runs.update(self.runs)

    def traditional(self, last: Tables = Tables()) -> bytes:
        """The data for 繁體, of all words that were noted; those of the `last` build are known."""
        self.gather()
        self.words.tables = last
        return self.words.data()


def runs_of(title: str, body: str) -> list[str]:
    """The words that a page has noted."""
    return written(f"{title} {body}")
