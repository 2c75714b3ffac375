"""manifest.json: every file of a site with its size and SHA-256, and which edition it is.

The list is made when a site is built, goes along with it, and is what publishing, kiosks and checks rely on:

    {"edition": "2026-11-20", "sequence": 1795363200, "site": {"name": "…", "division": "…", "address": "…"}, "files": [
    {"path": "404.html", "size": 5120, "sha256": "…"},
    …
    ]}

- `edition`: the county's 截至日期, YYYY-MM-DD.
- `sequence`: seconds since 1970; a later edition never has a lower one.  Nothing takes the place of an edition with a higher sequence.
- `site`: whose it is (Owner): the county's name, 行政区划代码 and 门户地址, "" where it has none; not there in lists made before this was told.
- `files`: every file below the folder except manifest.json itself, sorted by path; paths are relative, with forward slashes.

The bytes are a function of the content: one line a file, so that two manifests can be compared as text.

    manifest = Manifest.of_folder(folder, edition, sequence, owner)     made
    manifest = Manifest.parse(data)                              read; ManifestFault for anything hostile or malformed
    manifest.faults(folder)                                      compared with what lies in a folder: [] is whole
    Changes.between(old, new)                                    what a host has to be sent
"""
from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Optional  # Optional: not `| None` where it is evaluated: the Python of a kiosk may be 3.8

NAME = "manifest.json"
"""The manifest's own path; it lists everything but itself."""
HASHED = re.compile(r"[./][0-9a-f]{12}\.[a-z]+$")
"""Files named by their content."""
COPIES = (".gz", ".br")
"""What the names of compressed copies end in; a copy goes out with what it is a copy of."""
SHA256 = re.compile(r"[0-9a-f]{64}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789")}
"""Names that Windows keeps for itself, with any extension."""
CLOSE = 100
"""Editions whose sequences are not further apart are of one moment: made on one day without git, or from one commit with changes."""
PIECE = 1 << 18
"""Bytes of a file that are read at a time."""
quoted = json.JSONEncoder(ensure_ascii=False).encode
LARGEST = 1 << 53
"""Numbers above this are not the same in every reader of JSON."""


class ManifestFault(ValueError):
    """A manifest that is not to be trusted; its text says why, in Chinese."""


class Entry(NamedTuple):
    """One file: path below the site, size in bytes, SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str

    @classmethod
    def of(cls, path: str, data: bytes) -> "Entry":
        return cls(path, len(data), hashlib.sha256(data).hexdigest())


def pieces(file: str | Path, most: int = PIECE) -> Iterator[bytes]:
    """The bytes of a file, at `most` so many at a time that no file is too large; all at once where -1.  Raises OSError."""
    with open(file, "rb", buffering=0) as opened:
        while piece := opened.read(most):
            yield piece


class Passing:
    """Pieces of a file on their way to somewhere else, measured as they pass.  `entry`: what has passed, under a path."""

    def __init__(self, coming: Iterable[bytes]) -> None:
        self.coming, self.size, self.sum = coming, 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.coming:
            self.size += len(piece)
            self.sum.update(piece)
            yield piece

    def entry(self, path: str) -> Entry:
        return Entry(path, self.size, self.sum.hexdigest())


def measured(path: str, coming: Iterable[bytes]) -> Entry:
    """The entry of a file whose pieces nobody needs.  Raises what `coming` raises."""
    passing = Passing(coming)
    for _ in passing:
        pass
    return passing.entry(path)


@dataclass(frozen=True)
class Owner:
    """Whose site it is: the county's name, 行政区划代码, 门户地址; "" where the county tells none."""

    name: str
    division: str = ""
    address: str = ""

    @classmethod
    def parse(cls, told: object) -> Optional["Owner"]:
        """Raises ManifestFault."""
        if told is None:
            return None
        try:
            owner = cls(**told)  # type: ignore[arg-type]
        except TypeError as error:
            raise ManifestFault("manifest.json 里的县写法不对") from error
        if not all(isinstance(value, str) and len(value) <= 400 and value.isprintable() for value in vars(owner).values()) or not owner.name:
            raise ManifestFault("manifest.json 里的县写法不对")
        return owner

    def differs(self, other: "Owner") -> bool:
        """Whether it is another county.  The address counts where the divisions do not tell: a portal may move."""
        if self.name != other.name or (self.division and other.division and self.division != other.division):
            return True
        return not (self.division and other.division) and bool(self.address and other.address) and self.address != other.address

    def __str__(self) -> str:
        return f"{self.name}（{self.division or self.address}）" if self.division or self.address else self.name


@dataclass(frozen=True)
class Manifest:
    """The list of one edition's files, sorted by path."""

    edition: str
    sequence: int
    files: tuple[Entry, ...]
    owner: Optional[Owner] = None

    @classmethod
    def of(cls, entries: Iterable[Entry], edition: str, sequence: int, owner: Owner | None = None) -> "Manifest":
        return cls(edition, sequence, tuple(sorted(entries, key=lambda entry: entry.path)), owner)

    @classmethod
    def of_folder(cls, folder: Path, edition: str, sequence: int, owner: Owner | None = None) -> "Manifest":
        """The manifest of what lies in a folder.  Raises OSError."""
        entries = (measured(path, pieces(folder / path)) for path in found(folder) if path != NAME)
        return cls.of(entries, edition, sequence, owner)

    @classmethod
    def parse(cls, data: bytes) -> "Manifest":
        """Reads a manifest, trusting nothing.  Raises ManifestFault."""
        try:
            told = json.loads(data)
            manifest = cls(told["edition"], told["sequence"], tuple(Entry(f["path"], f["size"], f["sha256"]) for f in told["files"]), Owner.parse(told.get("site")))
        except ManifestFault:
            raise
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ManifestFault("manifest.json 读不懂") from error
        if not (isinstance(manifest.edition, str) and DAY.fullmatch(manifest.edition)) or not whole(manifest.sequence):
            raise ManifestFault("manifest.json 的版次不对")
        taken: set[str] = set()
        for entry in manifest.files:
            if not whole(entry.size) or not isinstance(entry.sha256, str) or not SHA256.fullmatch(entry.sha256):
                raise ManifestFault("manifest.json 里有写法不对的一项")
            if reason := improper(entry.path):
                raise ManifestFault(f"manifest.json 里的路径“{str(entry.path)[:80]!r}”不可用：{reason}")
            if (folded := alike(entry.path)) in taken or folded == NAME:
                raise ManifestFault(f"manifest.json 里有重名的路径“{entry.path}”")
            taken.add(folded)
        for path in taken:
            if any(path[:end] in taken for end in slashes(path)):
                raise ManifestFault(f"manifest.json 里“{path}”的上级既是文件又是文件夹")
        return cls.of(manifest.files, manifest.edition, manifest.sequence, manifest.owner)

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest that lies in a folder.  Raises ManifestFault, also where there is none; OSError."""
        try:
            return cls.parse((folder / NAME).read_bytes())
        except (FileNotFoundError, NotADirectoryError) as error:
            raise ManifestFault(f"“{folder}”里没有 manifest.json") from error

    @cached_property
    def data(self) -> bytes:
        """The bytes of manifest.json: the same for the same list."""
        owner = f'"site": {json.dumps(vars(self.owner), ensure_ascii=False)}, ' if self.owner else ""
        head = f'{{"edition": {json.dumps(self.edition)}, "sequence": {self.sequence}, {owner}"files": ['
        lines = (f'{{"path": {quoted(e.path)}, "size": {e.size}, "sha256": {quoted(e.sha256)}}}' for e in self.files)
        return (head + "\n" + ",\n".join(lines) + "\n]}\n").encode()

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """SHA-256 by path."""
        return {entry.path: entry.sha256 for entry in self.files}

    @property
    def name(self) -> str:
        """What an edition is called among others: sequence, edition, the first eight digits of the manifest's own SHA-256."""
        return f"{self.sequence}-{self.edition}-{hashlib.sha256(self.data).hexdigest()[:8]}"

    @property
    def content(self) -> str:
        """SHA-256 of all but the sequence: the same for two editions that show the same."""
        return hashlib.sha256(replace(self, sequence=0).data).hexdigest()

    @property
    def called(self) -> str:
        """What people call an edition: two of one day are told apart by the number, two of one number by the digits of `name`."""
        return f"截至 {self.edition} 的一版（序号 {self.sequence}，校验码 {self.name[-8:]}）"

    def faults(self, folder: Path) -> list[str]:
        """What is missing, altered or extra in a folder that should hold just this edition, manifest.json and all; [] is whole."""
        there = found(folder)
        return [*self.misplaced(there), *altered(folder, (entry for entry in (*self.files, Entry.of(NAME, self.data)) if entry.path in there))]

    def misplaced(self, there: Set[str]) -> list[str]:
        """What is extra in a folder that holds the files that are `there`, and what is missing."""
        listed = self.hashes.keys() | {NAME}
        return [*(f"{path}：多出来的文件" for path in sorted(there - listed)), *(f"{path}：没有这个文件" for path in sorted(listed - there))]


def after(new: Manifest, current: Manifest | None) -> Manifest:
    """The new edition with a sequence of its own: one sequence, one content.  `current`: the edition that stands where it goes."""
    return new if current is None else numbered(new, current.sequence, current.content)


def numbered(new: Manifest, sequence: int, content: str) -> Manifest:
    """Where the last edition was of the same moment: its sequence for the same content, the next one for another.  Older ones are left as they are."""
    if not new.sequence <= sequence < new.sequence + CLOSE:
        return new
    return replace(new, sequence=sequence if new.content == content else sequence + 1)


def altered(folder: Path, entries: Iterable[Entry], look: Callable[[str, bytes], object] = lambda path, data: None,
            headed: Callable[[str], bool] = lambda path: True) -> list[str]:
    """Which of these files are other than their entries.  `look` is given each that is as it should be, so that nobody
    has to read it again.

    `headed`: of which paths it is given the first bytes alone (PIECE, or all there are): such files may be of any size.
    """
    faults = []
    for entry in entries:
        file = f"{folder}/{entry.path}"
        passing = Passing(pieces(file, PIECE if headed(entry.path) else -1))
        head = b""
        for piece in passing:
            head = head or piece
        if passing.entry(entry.path) == entry:
            look(entry.path, head)
        else:
            faults.append(f"{entry.path}：内容不对")
    return faults


@dataclass(frozen=True)
class Changes:
    """What turns one edition into another, by path."""

    added: tuple[Entry, ...]
    altered: tuple[Entry, ...]
    removed: tuple[str, ...]

    @classmethod
    def between(cls, old: Mapping[str, str], new: Manifest) -> "Changes":
        """`old`: SHA-256 by path of what is there; anything that is no SHA-256 counts as unknown, to be sent again."""
        return cls(tuple(e for e in new.files if e.path not in old), tuple(e for e in new.files if old.get(e.path, e.sha256) != e.sha256),
                   tuple(sorted(old.keys() - new.hashes.keys())))

    @property
    def sent(self) -> tuple[Entry, ...]:
        """New and altered files in the order in which they go out: what pages need, what never changes under its name first, then pages, the home page last."""
        return tuple(sorted((*self.added, *self.altered), key=turn))

    def __bool__(self) -> bool:
        return bool(self.added or self.altered or self.removed)


def turn(entry: Entry) -> tuple[bool, bool, bool, str]:
    """When a file goes out, as a key for sorting."""
    path = entry.path[:-3] if entry.path.endswith(COPIES) else entry.path
    return path == "index.html", path.endswith(".html"), not HASHED.search(path), entry.path


def whole(number: object) -> bool:
    return type(number) is int and 0 <= number <= LARGEST


FORBIDDEN = frozenset('\\:*?"<>|')


def improper(path: object) -> str:
    """Why a path may not be in a manifest: it must be a plain relative path on every system; "" where it is."""
    if not isinstance(path, str) or not path or len(path) > 400:
        return "是空的或太长"
    plain = path.isascii() and path.isprintable()
    if not FORBIDDEN.isdisjoint(path) or not plain and (path != unicodedata.normalize("NFC", path) or any(unicodedata.category(c).startswith("C") for c in path)):
        return "有不可用的字符"
    for part in path.split("/"):
        if part in ("", ".", "..") or part != part.rstrip(". ") or part.split(".")[0].rstrip().lower() in DEVICES:
            return "不是文件夹里的相对路径"
    return ""


def alike(path: str) -> str:
    """The same for two paths that some file system holds for one."""
    return unicodedata.normalize("NFC", path.casefold())


def slashes(path: str) -> list[int]:
    return [at for at, character in enumerate(path) if character == "/"]


def found(folder: Path) -> set[str]:
    """Paths of all files below a folder; links count as files and are not followed."""
    paths: set[str] = set()
    todo = [(str(folder), "")]
    while todo:
        here, prefix = todo.pop()
        with os.scandir(here) as inside:
            for one in inside:
                if one.is_dir(follow_symlinks=False):
                    todo.append((one.path, f"{prefix}{one.name}/"))
                else:
                    paths.add(prefix + one.name)
    return paths
