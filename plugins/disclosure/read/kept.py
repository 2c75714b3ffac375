"""Files that had nothing wrong when they were last read need not be read again: their drafts are kept, by the hash of all that they depend on.

Safe to delete, never needed, outside the county's folder: `check` after an edit reads only what was edited.
"""
import hashlib
import os
import pickle
import sys
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

from disclosure.cached import folder, keep
from disclosure.read.drafts import Draft
from disclosure.read.nodes import Report
from disclosure.read.text import Bytes, bytes_of

PACKAGE = Path(__file__).parent.parent
DAMAGED = (OSError, pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, ImportError, IndexError)
"""What a damaged file of what was kept, or one of another program, may raise."""


@cache
def fingerprint() -> str:
    """What the program itself is: another may make something else of the same text."""
    told = [sys.version]
    for here, folders, names in os.walk(PACKAGE):
        folders[:] = sorted({*folders} - {"__pycache__"})
        told += (f"{path} {status.st_size} {status.st_mtime_ns}" for path in (os.path.join(here, name) for name in sorted(names)) for status in [os.stat(path)])
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogateescape")).hexdigest()


class Kept:
    """The drafts kept for one county.  Where the store cannot be read or written, everything is read anew: slower, nothing else."""

    again = False
    """Whether this process will read the county again."""
    tried: Mapping[Path, bytes] = MappingProxyType({})
    """What is read in the place of files on the disk: changes that are only tried out."""

    def __init__(self, county: Path) -> None:
        self.path = folder() / f"{hashlib.sha256(str(county.resolve()).encode()).hexdigest()[:24]}.drafts"
        self.attachments = self.path.with_suffix(".attachments")
        """What was seen in the county's attachments, by their hashes."""
        self.findings = self.path.with_suffix(".findings")
        """What rules said of each file."""
        self.reader = fingerprint()
        self.before, self.now = self.load(self.path), {}

    def load(self, path: Path) -> dict:
        """What this reader kept in a file; {} where there is none, or another reader's."""
        try:
            reader, drafts = pickle.loads(path.read_bytes())
        except DAMAGED:
            return {}
        return drafts if reader == self.reader else {}

    def get(self, key: str) -> list[Draft] | None:
        """The drafts of a file with this key, fresh copies that may be worked on."""
        data = self.before.get(key)
        if data is None:
            return None
        self.now[key] = data
        return pickle.loads(data)

    def put(self, key: str, drafts: list[Draft]) -> None:
        """Keeps the drafts as they are now."""
        self.now[key] = pickle.dumps(drafts, protocol=5)

    def look(self, path: Path, report: Report) -> Bytes:
        """A file as it lies on the disk, or as it is tried out."""
        data = self.tried.get(path)
        return bytes_of(path, report, follow=False) if data is None else Bytes(data, len(data))

    def save(self) -> None:
        """Writes what was used or made this time; the rest is forgotten, and so is all of it by this process: it goes on with records."""
        before, now, self.before, self.now = self.before, self.now, {}, {}
        if now.keys() == before.keys():
            return
        self.store(self.path, now)

    def looked(self) -> dict[str, tuple]:
        """What was seen in attachments the last time."""
        return self.load(self.attachments)

    def store(self, path: Path, kept: dict) -> None:
        keep(path, partial(pickle.dump, (self.reader, kept), protocol=5))

    def forget(self) -> None:
        """Forgets this county's drafts.  What render/compiled.py keeps is the program's."""
        self.before = {}
        self.path.unlink(missing_ok=True)
        self.attachments.unlink(missing_ok=True)
        self.findings.unlink(missing_ok=True)


class Resident(Kept):
    """The drafts kept in memory, for a preview that reads again and again; nothing is written."""

    again = True

    def __init__(self, county: Path) -> None:
        super().__init__(county)
        self.drafts: dict[str, list[Draft]] = {}
        self.used: set[str] = set()
        self.seen: dict[Path, tuple[tuple[int, int] | None, Bytes]] = {}

    def look(self, path: Path, report: Report) -> Bytes:
        """As it was when it was last read, unless its size or time says otherwise."""
        try:
            stamp = (status := path.stat()).st_size, status.st_mtime_ns
        except OSError:
            stamp = None
        if path not in self.seen or self.seen[path][0] != stamp or stamp is None:
            self.seen[path] = stamp, super().look(path, report)
        return self.seen[path][1]

    def get(self, key: str) -> list[Draft] | None:
        if key not in self.drafts:
            if (data := self.before.get(key)) is None:
                return None
            self.drafts[key] = pickle.loads(data)
        self.used.add(key)
        return [draft.fresh() for draft in self.drafts[key]]

    def put(self, key: str, drafts: list[Draft]) -> None:
        self.drafts[key] = [draft.fresh() for draft in drafts]
        self.used.add(key)

    def save(self) -> None:
        """Forgets what was not used this time, and what was kept on the disk; the next check keeps what it reads."""
        self.drafts = {key: self.drafts[key] for key in self.used}
        self.before, self.used = {}, set()
