"""What a power cut may leave: a file system in memory that knows which changes have been written out, and which have not yet.

A run is recorded as changes to folders and files, with the syncs between them.  After a cut, what was synced is there; of the rest of the
changes to names any subset may be, and an unsynced file may be empty, cut, or whole.
"""
import itertools
import os
import random
from dataclasses import dataclass, field
from pathlib import Path

from disclosure.deliver import disk

Tree = dict[int, dict[str, int]]


@dataclass
class Change:
    """One change: an entry of a folder comes, goes, moves or changes places with another; or a file gets its bytes."""

    kind: str
    inode: int
    places: tuple[tuple[int, str], ...] = ()
    data: bytes = b""
    synced: int = 1 << 60
    """From which moment on it is safe."""


@dataclass
class Disk:
    """The file system before the run and the changes of the run; numbers stand for folders, files and links."""

    root: Path
    folders: Tree = field(default_factory=dict)
    files: dict[int, bytes] = field(default_factory=dict)
    links: dict[int, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.numbers = itertools.count(1)
        self.live: Tree = {0: {}}
        self.handles: dict[int, int] = {}
        for here, folders, files in os.walk(self.root):
            for name in sorted(folders + files):
                path = Path(here, name)
                inode = next(self.numbers)
                self.live[self.number(path.parent)][name] = inode
                if path.is_symlink():
                    self.links[inode] = os.readlink(path)
                elif path.is_dir():
                    self.live[inode] = {}
                else:
                    self.files[inode] = path.read_bytes()
        self.folders = {inode: dict(entries) for inode, entries in self.live.items()}
        self.before = dict(self.files)

    def number(self, path: str | Path) -> int:
        here = 0
        at = self.root
        for part in Path(path).relative_to(self.root).parts:
            if here in self.links:
                at = at.parent / self.links[here]
                here = self.number(at)
            here, at = self.live[here][part], at / part
        return here

    def place(self, path: str | Path) -> tuple[int, str]:
        return self.number(Path(path).parent), Path(path).name

    def add(self, kind: str, inode: int, *places: tuple[int, str], data: bytes = b"") -> None:
        self.changes.append(Change(kind, inode, places, data))
        if kind != "data":
            apply(self.live, self.changes[-1])

    def sync(self, inode: int | None) -> None:
        """A file's bytes, the names in a folder, or everything (None) are safe from here on."""
        for change in self.changes:
            of = {change.inode} if change.kind == "data" else {folder for folder, _ in change.places}
            if inode is None or inode in of:
                change.synced = min(change.synced, len(self.changes))

    # What a run does, as `os` is told to do it.

    def after(self, name: str, arguments: tuple, result: object) -> None:
        a = arguments
        if name == "open":
            made = a[1] & os.O_CREAT and not Path(a[0]).name.endswith(".lock")
            if made:
                inode = next(self.numbers)
                self.files[inode] = b""
                self.add("enter", inode, self.place(a[0]))
            self.handles[result] = self.number(a[0]) if not Path(a[0]).name.endswith(".lock") else -1
        elif name == "write" and self.handles.get(a[0], -1) >= 0:
            inode = self.handles[a[0]]
            self.files[inode] += bytes(a[1][:result])
            self.add("data", inode, data=self.files[inode])
        elif name == "close":
            self.handles.pop(a[0], None)
        elif name == "fsync":
            self.sync(self.handles[a[0]])
        elif name == "sync_all" and result:
            self.sync(None)
        elif name == "mkdir":
            inode = next(self.numbers)
            self.live[inode] = {}
            self.add("enter", inode, self.place(a[0]))
        elif name == "symlink":
            inode = next(self.numbers)
            self.links[inode] = a[0]
            self.add("enter", inode, self.place(a[1]))
        elif name == "link":
            self.add("enter", self.number(a[0]), self.place(a[1]))
        elif name in ("rename", "replace"):
            self.add("move", self.number(a[0]), self.place(a[0]), self.place(a[1]))
        elif name == "exchange" and result:
            self.add("exchange", self.number(a[0]), self.place(a[0]), self.place(a[1]))
        elif name in ("unlink", "rmdir") and not Path(a[0]).name.endswith(".lock"):
            self.add("leave", self.number(a[0]), self.place(a[0]))

    # What is there after a cut.

    def cut(self, moment: int, chance: random.Random) -> dict[str, bytes | str]:
        """Files and links by path, as they may be when the power fails after so many changes."""
        folders = {inode: dict(entries) for inode, entries in self.folders.items()}
        data = dict(self.before)
        share = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        for change in self.changes[:moment]:
            kept = change.synced <= moment or chance.random() < share
            if change.kind == "data":
                data[change.inode] = change.data if kept else chance.choice((b"", change.data[:len(change.data) // 2]))
            elif kept:
                apply(folders, change)
        found: dict[str, bytes | str] = {}

        def walk(inode: int, path: str) -> None:
            for name, inner in folders.get(inode, {}).items():
                here = f"{path}/{name}".lstrip("/")
                if inner in self.links:
                    found[here] = self.links[inner]
                elif inner in self.live or inner in self.folders:
                    found[here + "/"] = b""
                    walk(inner, here)
                else:
                    found[here] = data.get(inner, b"")
        walk(0, "")
        return found


def apply(folders: Tree, change: Change) -> None:
    """Makes a change to names, where what was there before allows it: a lost change takes along what can only follow it."""
    first, *more = change.places
    entries = folders.setdefault(first[0], {})
    if change.kind == "enter":
        entries[first[1]] = change.inode
    elif change.kind == "leave":
        if entries.get(first[1]) == change.inode and not folders.get(change.inode):
            del entries[first[1]]
    else:
        target = folders.setdefault(more[0][0], {})
        there = target.get(more[0][1])
        if entries.get(first[1]) != change.inode:
            return
        if change.kind == "exchange" and there is not None:
            entries[first[1]], target[more[0][1]] = there, change.inode
        elif change.kind == "move" and not folders.get(there if there is not None else -1):
            del entries[first[1]]
            target[more[0][1]] = change.inode


class Recording:
    """`os`, with every change noted on a Disk."""

    def __init__(self, noted: Disk) -> None:
        self.noted = noted

    def __getattr__(self, name: str):
        real = getattr(os, name)
        return self.noting(name, real) if callable(real) and not isinstance(real, type) else real

    def noting(self, name: str, real):
        def call(*arguments, **more):
            if name in ("rename", "replace", "unlink", "rmdir", "exchange"):  # numbers are asked for by name: before the names change
                return self.first(name, real, arguments, more)
            result = real(*arguments, **more)
            self.noted.after(name, arguments, result)
            return result
        return call

    def first(self, name: str, real, arguments: tuple, more: dict):
        result = real(*arguments, **more)
        self.noted.after(name, arguments, result)
        return result


def record(noted: Disk, job, monkeypatch, modules, plain: bool) -> None:
    """Runs a job with every change noted."""
    recording = Recording(noted)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "exchange", (lambda one, other: False) if plain else recording.noting("exchange", disk.exchange))
        patch.setattr(disk, "sync_all", (lambda folder: False) if plain else recording.noting("sync_all", disk.sync_all))
        for module in modules:
            patch.setattr(module, "os", recording)
        job()
