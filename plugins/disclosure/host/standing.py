"""What stands already: a build need not be made again where nothing that it depends on has changed, and nothing of what it made.

What a build made is remembered in the user's cache folder: safe to delete, never needed.  Only `build` asks; what is published or signed is always made anew.
"""
import datetime
import hashlib
import os
import pickle
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from disclosure.deliver.disk import half_way
from disclosure.host.edition import committed
from disclosure.model.finding import Finding
from disclosure.read.kept import folder

Stamp = tuple[int, int]
"""Size and time of a file: who changes it changes one of these."""


@dataclass(frozen=True)
class Done:
    """What a build made: pages, files in all, and how many of these were as before; the last day on which a kiosk may show it without a warning."""

    pages: int
    files: int
    unchanged: int
    valid_until: datetime.date


@dataclass(frozen=True)
class Remembered:
    """A build: what it was made from, what it made, what was found wrong, and the files that must still be as they were."""

    source: str
    done: Done
    findings: tuple[Finding, ...]
    scorecard: Path | None
    stamps: dict[str, Stamp]


class Standing:
    """The last build of a county into a folder.  `options`: whatever else it depends on."""

    def __init__(self, site: Path, out: Path, root: Path, options: Iterable[object]) -> None:
        self.site, self.out, self.root, self.options = site, out, root, [*options]
        self.path = folder() / f"{hashlib.sha256(repr((site, out)).encode()).hexdigest()[:24]}.built"

    def found(self) -> Remembered | None:
        """The last build, if it is what a new one would make, and none after it was stopped half-way."""
        try:
            before: Remembered = pickle.loads(self.path.read_bytes())
            fits = before.source == self.source() and before.stamps == self.stamps(before.scorecard) and not any(way.exists() for way in half_way(self.out))
        except (OSError, pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, ImportError, IndexError):
            return None
        return before if fits else None

    def remember(self, source: str, done: Done, findings: tuple[Finding, ...], scorecard: Path | None) -> None:
        """`source`: what `source` said before the build began, so that what an editor saved meanwhile counts as changed."""
        half = self.path.with_suffix(f".{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            half.write_bytes(pickle.dumps(Remembered(source, done, findings, scorecard, self.stamps(scorecard)), protocol=5))
            half.replace(self.path)
        except OSError:
            return  # a full or read-only disk costs only time

    def source(self) -> str:
        """A hash of all that a build depends on: the county by its bytes, the program by its files' sizes and times, the edition, the options."""
        told = hashlib.sha256(repr([sys.version, os.environ.get("SOURCE_DATE_EPOCH"), committed(self.site), *self.options]).encode())
        for path in (*walked(self.root / "plugins"), *walked(self.root / "theme_overrides"), str(self.root / "requirements.lock")):
            if not path.endswith(".pyc"):
                told.update(f"{path} {stamp(os.stat(path))}\n".encode())
        for path in (*walked(self.site / "catalogues"), *walked(self.site / "content"), str(self.site / "mkdocs.yml"), str(self.root / "mkdocs.yml")):
            told.update(f"{path} {hashlib.sha256(Path(path).read_bytes()).hexdigest() if os.path.exists(path) else ''}\n".encode())
        return told.hexdigest()

    def stamps(self, scorecard: Path | None) -> dict[str, Stamp]:
        """Of everything that lies in the output folder, and of the scorecard."""
        others = [scorecard] if scorecard else []
        return {str(path): stamp(os.stat(path)) for path in (*walked(self.out), *others)}


def walked(top: Path) -> Iterator[str]:
    """Every file below a folder, in one order everywhere."""
    for here, folders, files in os.walk(top):
        folders.sort()
        yield from (os.path.join(here, name) for name in sorted(files))


def stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns
