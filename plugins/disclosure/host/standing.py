"""What stands already: a build need not be made again where nothing that it depends on has changed, and nothing of what it made.

What a build made is remembered in the user's cache folder: safe to delete, never needed.  Only `build` asks; what is published or signed is always made anew.
"""
import datetime
import hashlib
import os
import pickle
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure.cached import folder, keep
from disclosure.deliver.beside import leftovers
from disclosure.editions.chain import FOLDER as EDITIONS
from disclosure.editions.past import EMPTY, Past
from disclosure.host.commits import committed
from disclosure.model.finding import Finding
from disclosure.read.files import open_plain
from disclosure.read.kept import DAMAGED, fingerprint

if TYPE_CHECKING:
    from disclosure.host.again import Pages

Stamp = tuple[int, int]
"""Size and time of a file: who changes it changes one of these."""


class Done(NamedTuple):
    """What a build made: pages, files in all, and how many of these were as before; the last day on which a kiosk may show it without a warning; its pages,
    where the next build may take them."""

    pages: int
    files: int
    unchanged: int
    valid_until: datetime.date
    again: "Pages | None" = None
    notes: tuple[str, ...] = ()
    """Sentences about files in the output folder that are not ours."""
    past: Past = EMPTY
    """The editions that it tells of."""


class Remembered(NamedTuple):
    """A build: by which program, from what it was made, what it made, what was found wrong, and the files that must still be as they were."""

    program: str
    source: str
    done: Done
    pages: bytes
    """Those of `done`, pickled: most of what is remembered, and seldom wanted."""
    findings: tuple[Finding, ...]
    scorecard: Path | None
    stamps: dict[str, Stamp]


class Standing:
    """The last build of a county into a folder.  `options`: whatever else it depends on; `forget`: there was none."""

    def __init__(self, site: Path, out: Path, root: Path, options: Iterable[object], forget: bool = False) -> None:
        self.site, self.out, self.root, self.options, self.forget = site, out, root, [*options], forget
        self.path = folder() / f"{hashlib.sha256(repr((site, out)).encode()).hexdigest()[:24]}.built"

    @cached_property
    def before(self) -> Remembered | None:
        """The last build, if it was this program's, what it made is as it left it, and none after it was stopped half-way."""
        try:
            before: Remembered = pickle.loads(self.path.read_bytes())
            fits = not self.forget and before.program == self.program and before.stamps == self.stamps(before.scorecard) and not leftovers(self.out)
        except DAMAGED:
            return None
        return before if fits else None

    def found(self) -> Remembered | None:
        """The last build, if it is what a new one would make."""
        return self.before if self.before and self.before.source == self.source else None

    def pages(self) -> "Pages":
        """The pages of the last build, of which a new one may take what would come out the same."""
        from disclosure.host.again import Pages
        try:
            return pickle.loads(self.before.pages) if self.before else Pages()
        except DAMAGED:
            return Pages()

    def remember(self, source: str, done: Done, findings: tuple[Finding, ...], scorecard: Path | None) -> None:
        """`source`: what that was before the build began, so that what an editor saved meanwhile counts as changed."""
        remembered = Remembered(self.program, source, done._replace(again=None, past=EMPTY), pickle.dumps(done.again, protocol=5), findings, scorecard, self.stamps(scorecard))
        keep(self.path, partial(pickle.dump, remembered, protocol=5))

    @cached_property
    def program(self) -> str:
        """A hash of the program, by its files' sizes and times, and of the options."""
        told = hashlib.sha256(repr([fingerprint(), *self.options]).encode())
        for path in (*walked(self.root / "theme_overrides"), str(self.root / "requirements.lock")):
            told.update(f"{path} {stamp(os.stat(path))}\n".encode())
        return told.hexdigest()

    @cached_property
    def source(self) -> str:
        """A hash of all that a build depends on beside the program, as it was when first asked for: the county by its bytes, the settings of MkDocs, the edition."""
        told = hashlib.sha256(repr([os.environ.get("SOURCE_DATE_EPOCH"), committed(self.site)]).encode())
        for path in (*walked(self.site / "catalogues"), *walked(self.site / "content"), *walked(self.site / EDITIONS), str(self.site / "mkdocs.yml"), str(self.root / "mkdocs.yml")):
            told.update(f"{path} {digest(path)}\n".encode("utf-8", "surrogateescape"))
        return told.hexdigest()

    def stamps(self, scorecard: Path | None) -> dict[str, Stamp]:
        """Of everything that lies in the output folder, of the scorecard and what lies beside it."""
        others = [scorecard, *scorecard.parent.glob("due.html"), *sorted(scorecard.parent.glob("due/*.ics"))] if scorecard else []
        return {str(path): stamp(os.stat(path)) for path in (*walked(self.out), *others)}


def walked(top: Path) -> Iterator[str]:
    """Every file below a folder, in one order everywhere."""
    for here, folders, files in os.walk(top):
        folders.sort()
        yield from (os.path.join(here, name) for name in sorted(files))


def digest(path: str) -> str:
    """The SHA-256 of a file; of what is no plain file, what it is instead."""
    try:
        with open_plain(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"{error.errno}"


def stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns
