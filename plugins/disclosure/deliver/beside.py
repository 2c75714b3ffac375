"""A folder of ours beside a place: there a new version is made, and there the old one lies until it is gone.

    .site.disclosure-3f2a91c0/
        made-by-disclosure      the mark; it comes first and goes last
        new/                    the version in the making; after an exchange of names, the one before
        old/                    the one before, where names cannot be exchanged
        switching               there from the switch on: what lies in new/ and old/ may hold files of other people

A name proves nothing: only what has the mark is cleared away, and of a version that people could see only the files that its own manifest names
with these bytes, or that stand unchanged in its successor.  Everything else is moved to `<name>.disclosure-kept` and told.
"""
from __future__ import annotations

import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import Mapping

from disclosure.deliver import disk
from disclosure.deliver.manifest import NAME, Entry, Manifest, ManifestFault, found, measured, pieces

MARK, SWITCHING = "made-by-disclosure", "switching"
OURS = re.compile(r"\.(.+)\.disclosure-[0-9a-f]{8}")
SHOWN = 3
"""So many files are named in a sentence; the others are counted."""


class Beside:
    """The folder beside one place.  Under the place's lock: `open`, fill `new`, `switch`, and whatever happens `drop`.  Raises OSError."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.folder = place.with_name(f".{place.name}.disclosure-{secrets.token_hex(4)}")
        self.new, self.old = trees(self.folder)
        self.was: Manifest | None = None
        """The version that stands in the place, where it has been read already."""
        self.kept: list[str] = []
        """Sentences about files of other people that were moved out of the way."""

    def open(self) -> None:
        disk.make_folder(self.folder)
        disk.write(self.folder / MARK, b"")
        disk.make_folder(self.new)

    def switch(self) -> None:
        """Puts `new` in its place: on the disk first, then under its name.  What was there before goes with `drop`."""
        disk.write(self.folder / SWITCHING, b"")
        disk.settle(self.folder)
        disk.settle_one(self.place.parent)
        disk.put_in_place(self.new, self.place, self.old)

    def drop(self) -> None:
        """Clears the folder away as far as that is possible; the next run tries again."""
        with suppress(OSError):
            self.kept += cleared(self.folder, self.place, self.was)


def trees(folder: Path) -> tuple[Path, Path]:
    return folder / "new", folder / "old"


def leftovers(place: Path) -> list[Path]:
    """Folders with our mark that a stopped run has left beside a place."""
    return [path for path, name in all_leftovers(place.parent) if name == place.name]


def all_leftovers(folder: Path) -> list[tuple[Path, str]]:
    """Folders with our mark in a folder, each with the name of the place it belongs to."""
    try:
        names = sorted(os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []
    matches = [(folder / name, match[1]) for name in names if (match := OURS.fullmatch(name))]
    return [(path, name) for path, name in matches if path.is_dir() and not path.is_symlink() and (os.path.lexists(path / MARK) or not os.listdir(path))]


def clear(place: Path) -> list[str]:
    """Puts right what a stopped run has left: the old version back in its place if it was between two names, the rest away.  Returns what is to be told."""
    return [text for folder in leftovers(place) for text in cleared(folder, place)]


def clear_all(folder: Path) -> list[str]:
    """The same for every place in a folder."""
    return [text for path, name in all_leftovers(folder) for text in cleared(path, folder / name)]


def cleared(folder: Path, place: Path, was: Manifest | None = None) -> list[str]:
    """`was`: what the version before listed, which need not be read again."""
    new, old = trees(folder)
    disk.recover(place, old)
    told = []
    for tree in (new, old):
        if os.path.lexists(folder / SWITCHING) and tree.is_dir() and not tree.is_symlink():
            if left := remove_named(tree, place, was):
                told.append(set_aside(tree, left, place))
        disk.remove_tree(tree)
    for path in (folder / SWITCHING, folder / MARK):
        disk.remove_tree(path)
    with suppress(FileNotFoundError):
        os.rmdir(folder)
    return told


def remove_named(tree: Path, successor: Path | None = None, was: Manifest | None = None) -> list[str]:
    """Removes the files of a version that its manifest names with these bytes, or that its successor has unchanged; returns the others, which stay.

    The manifest goes last, so that a stopped run can be finished.
    """
    try:
        manifest = was if was and equal(tree / NAME, Entry.of(NAME, was.data)) else Manifest.read(tree)
        ours: Mapping[str, str] = {**manifest.hashes, NAME: Entry.of(NAME, manifest.data).sha256}
    except ManifestFault:
        ours = {}
    there = found(tree)
    left = [path for path in sorted(there - {NAME}) if not removed(f"{tree}/{path}", ours.get(path), successor and f"{successor}/{path}")]
    if NAME in there and not removed(f"{tree}/{NAME}", ours.get(NAME), successor and f"{successor}/{NAME}"):
        left.append(NAME)
    prune(tree)
    return left


def removed(path: str | Path, sha256: str | None, same: str | Path | None) -> bool:
    """Removes a file that is ours, or that stands elsewhere as well; False where it is neither."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    if not stat.S_ISREG(status.st_mode):
        return False
    with suppress(OSError):
        if same and os.path.samestat(status, os.lstat(same)):
            os.unlink(path)
            return True
    ours = measured("", pieces(Path(path)))
    if ours.sha256 != sha256 and not (same and equal(Path(same), ours)):
        return False
    os.unlink(path)
    return True


def equal(path: Path, other: Entry) -> bool:
    """Whether a file has the bytes of another, whatever the other is called."""
    try:
        return not path.is_symlink() and path.stat().st_size == other.size and measured(other.path, pieces(path)) == other
    except OSError:
        return False


def prune(folder: Path) -> None:
    """Removes the folders below a folder, and itself, in which nothing is left."""
    with os.scandir(folder) as inside:
        names = sorted(one.name for one in inside if one.is_dir(follow_symlinks=False))
    for name in names:
        prune(folder / name)
    if not os.listdir(folder):
        os.rmdir(folder)


def set_aside(tree: Path, paths: list[str], place: Path) -> str:
    """Moves files to `<name>.disclosure-kept`, under their paths; returns the sentence about it."""
    aside = place.with_name(f"{place.name}.disclosure-kept")
    for path in paths:
        target, number = aside / path, 1
        while os.path.lexists(target):
            number += 1
            target = (aside / path).with_name(f"{number}-{Path(path).name}")
        disk.make_folder(target.parent)
        os.rename(tree / path, target)
    return f"“{place.name}”里有 {len(paths)} 个文件不是本程序写的，或者写好以后被人改过（{named(paths)}），没有删，移到了“{aside}”。"


def named(paths: list[str]) -> str:
    return "、".join(paths[:SHOWN]) + ("等" if len(paths) > SHOWN else "")
