"""When the last commit of the repository that holds a folder was made, read from the repository's own files.

git itself is never asked: it runs what a repository's settings name, and a folder that somebody sent has such settings too
(docs/decisions/0032).  Formats: gitrepository-layout(5), gitformat-pack(5) of git.
"""
import os
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from disclosure.read.files import open_plain, read_plain

FAULTS = (OSError, ValueError, IndexError, zlib.error, struct.error)
"""What a repository may raise that is damaged, or kept in a way that is not known here."""
LINKS = 5
"""So many references, or stores of objects, may lead from one to the next."""
CHAIN = 250
"""So many deltas may lie one upon another; git makes 50 by itself, 250 when it is told to save space."""
LINE, LONG, LIST = 4096, 1 << 20, 1 << 26
"""Bytes at most: of a file with one line; of a commit; of a list of references, or of a part of a pack's index."""
NAME = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
COMMITTER = re.compile(rb"(?m)^committer .*> ([0-9]{1,12}) [+-][0-9]{4}$")
COMMIT, OFFSET_DELTA, NAMED_DELTA = 1, 6, 7


def committed(folder: Path) -> int | None:
    """The committer's time of HEAD in seconds since 1970; None where there is no repository, no commit, or none that can be read.

    What a repository's settings say is not looked at, nor are replaced commits (git-replace).
    """
    try:
        repository = repository_of(folder)
        if repository is None:
            return None
        common = common_of(repository)
        kind, data = object_named(head(repository, common), common / "objects")
    except FAULTS:
        return None
    found = COMMITTER.search(data.split(b"\n\n")[0]) if kind == COMMIT else None
    return int(found[1]) if found else None


def repository_of(folder: Path) -> Path | None:
    """The repository that holds a folder: the nearest .git at or above it, on the same disk, as git looks for it.  Raises OSError, ValueError."""
    folder = folder.resolve()
    disk = os.stat(folder).st_dev
    for place in (folder, *folder.parents):
        if os.stat(place).st_dev != disk:
            return None
        there = place / ".git"
        if there.is_file():  # of a worktree or a submodule: it says where
            return place / line_of(there).removeprefix("gitdir:").strip()
        if there.is_dir() and (there / "HEAD").is_file() and (common_of(there) / "objects").is_dir():
            return there
    return None


def common_of(repository: Path) -> Path:
    """Where a repository keeps what all its worktrees share."""
    told = repository / "commondir"
    return repository / line_of(told) if told.is_file() else repository


def line_of(path: Path) -> str:
    return read_plain(path, LINE).decode("utf-8", "surrogateescape").rstrip("\r\n")


def head(repository: Path, common: Path) -> str:
    """The name of the commit that HEAD means.  Raises ValueError where there is none yet, OSError."""
    said = line_of(repository / "HEAD").strip()
    for _ in range(LINKS):
        if not said.startswith("ref:"):
            return checked(said)
        said = reference(said.removeprefix("ref:").strip(), common)
    raise ValueError("references in a circle")


def reference(name: str, common: Path) -> str:
    """What a reference says: of its own file, else of the list of those that were packed."""
    if not re.fullmatch(r"refs(?:/[^/\\\x00-\x20:]+)+", name) or ".." in name:
        raise ValueError(name)
    if (own := common / name).is_file():
        return line_of(own).strip()
    listed = read_plain(common / "packed-refs", LIST).decode("utf-8", "surrogateescape")
    found = re.search(rf"(?m)^([0-9a-f]+) {re.escape(name)}$", listed)
    return found[1] if found else ""


def checked(name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValueError(name)
    return name


# -- objects -------------------------------------------------------------------------------------
def object_named(name: str, objects: Path, deltas: int = CHAIN, most: int = LONG) -> tuple[int, bytes]:
    """An object: its kind as packs number it (0: a loose one that is no commit), and its bytes.  `deltas`: so many may lie upon it; `most`: bytes that it may have.

    Raises ValueError where it is nowhere, and the other FAULTS.
    """
    for store in stores(objects):
        if (loose := store / name[:2] / name[2:]).is_file():
            kind, _, data = inflated(read_plain(loose, most), most).partition(b"\0")
            return (COMMIT if kind.startswith(b"commit ") else 0), data
        for index in sorted((store / "pack").glob("pack-*.idx")):
            with open_plain(index) as file:
                offset = offset_of(bytes.fromhex(name), file)
            if offset is not None:
                with open_plain(index.with_suffix(".pack")) as pack:
                    return packed(pack, offset, len(name) // 2, objects, deltas, most)
    raise ValueError(name)


def stores(objects: Path) -> Iterator[Path]:
    """The folders that objects are looked for in: a clone may borrow those of another repository."""
    seen = [objects]
    for store in seen:
        yield store
        if len(seen) < LINKS and (more := store / "info" / "alternates").is_file():
            lines = read_plain(more, LINE).decode("utf-8", "surrogateescape").splitlines()
            seen += [store / line for line in lines[:LINKS] if line and not line.startswith("#")]


def inflated(data: bytes, most: int = LONG) -> bytes:
    """Raises zlib.error, and ValueError for what is too long."""
    unpacking = zlib.decompressobj()
    made = unpacking.decompress(data, most)
    if not unpacking.eof:
        raise ValueError("too long, or cut")
    return made


def offset_of(name: bytes, index: BinaryIO) -> int | None:
    """Where in its pack an object is, by the pack's index (version 2); None where it is in another one."""
    if index.read(8) != b"\xfftOc\x00\x00\x00\x02":
        raise ValueError("an index of another version")
    fan = struct.unpack(">256I", index.read(1024))  # how many names begin with this byte or a lower one
    first, last, total, size = fan[name[0] - 1] if name[0] else 0, fan[name[0]], fan[255], len(name)
    if not 0 <= (last - first) * size <= LIST:
        raise ValueError("out of order")
    index.seek(1032 + first * size)
    names = index.read((last - first) * size)
    at = names.find(name)
    while at > 0 and at % size:
        at = names.find(name, at + 1)
    if at < 0:
        return None
    index.seek(1032 + total * (size + 4) + (first + at // size) * 4)
    (offset,) = struct.unpack(">I", index.read(4))
    if offset >> 31:  # of a pack beyond 2 GB: it says where the offset stands
        index.seek(1032 + total * (size + 8) + (offset & 0x7FFFFFFF) * 8)
        (offset,) = struct.unpack(">Q", index.read(8))
    return offset


def packed(pack: BinaryIO, offset: int, size: int, objects: Path, deltas: int, most: int = LONG) -> tuple[int, bytes]:
    """The object at an offset of a pack, with the deltas it is made of.  `size`: bytes of a name."""
    upon: list[bytes] = []
    while True:
        pack.seek(offset)
        data = pack.read(most)
        kind, at = data[0] >> 4 & 7, past(data, 0)  # what stands between is how long it is
        if kind not in (OFFSET_DELTA, NAMED_DELTA):
            made = inflated(data[at:], most)
            break
        if len(upon) >= deltas:
            raise ValueError("too many deltas")
        if kind == NAMED_DELTA:
            upon.append(inflated(data[at + size:], most))
            kind, made = object_named(data[at:at + size].hex(), objects, deltas - len(upon), most)
            break
        back, end = -1, past(data, at)
        for byte in data[at:end]:
            back = back + 1 << 7 | byte & 127  # two ways of writing a number would be one too many
        upon.append(inflated(data[end:], most))
        offset -= back
    for delta in reversed(upon):
        made = patched(made, delta, most)
    return kind, made


def past(data: bytes, at: int) -> int:
    """Where a number ends that is written in bytes of which all but the last have the highest bit."""
    while data[at] > 127:
        at += 1
    return at + 1


def patched(base: bytes, delta: bytes, most: int = LONG) -> bytes:
    """What a delta makes of the object it lies upon: stretches of that one, and bytes of its own."""
    made, at = bytearray(), past(delta, past(delta, 0))  # the lengths of both
    while at < len(delta) and len(made) <= most:
        told, at = delta[at], at + 1
        if told < 128:
            made += delta[at:at + told]
            at += told
            continue
        start = length = 0
        for bit in range(7):
            if told >> bit & 1:
                if bit < 4:
                    start |= delta[at] << 8 * bit
                else:
                    length |= delta[at] << 8 * (bit - 4)
                at += 1
        made += base[start:start + (length or 0x10000)]
    return bytes(made)
