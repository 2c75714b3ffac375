"""A site is written beside the old one and takes its place when it stands: readers and editors see the old site or the new one, never half."""
import os
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

from disclosure.deliver import disk, lock
from disclosure.deliver.beside import Beside, clear, named
from disclosure.deliver.manifest import NAME, Entry, Manifest, ManifestFault, Owner, Passing, found, measured, pieces


class OutputInTheWay(Exception):
    """The folder to write to holds something that is no site of ours."""


class Put(NamedTuple):
    """A file that was written, whether it is the old one, whether it is so without having been read, and whether it is the very file on the disk."""

    entry: Entry
    unchanged: bool
    taken: bool = False
    linked: bool = False


class Staging:
    """A new site in the making.  Files whose bytes did not change are the old files, with their times.

    One at a time for each folder: a lock is held from here to `drop`, which must follow whatever happens.
    Raises OutputInTheWay, Refused (somebody else is building there), OSError.
    """

    def __init__(self, out: Path, known: Manifest | None = None) -> None:
        """`known`: the edition that probably stands there."""
        out = Path(os.path.realpath(out)) if out.is_symlink() else out  # a link stays one: what it leads to is put in place
        self.out, self.notes = out, list[str]()
        self.unchanged = 0
        self.planned: dict[str, Entry] = {}
        self.taken: set[str] = set()
        self.same: set[str] = set()
        """Files that were made anew and are the old ones, byte by byte what the old manifest says and the very files on the disk."""
        self.made: set[str] = set()
        self.beside = Beside(out)
        self.new = self.beside.new
        self.open = ExitStack()
        self.open.enter_context(lock.alone(lock.beside(out), f"生成“{out.name}”"))
        try:
            self.notes += clear(out)
            self.before = self.beside.was = standing(out, known)
            self.beside.open()
        except BaseException:  # stopped by hand, too: nothing half-made, no lock left behind; the fault goes on
            self.drop()
            raise

    @property
    def files(self) -> int:
        return len(self.planned)

    def size(self, path: str) -> int:
        """How large a file of the new site is."""
        return self.planned[path].size

    def take(self, entry: Entry) -> Put:
        """A file of the old site, unread: the caller knows that it is what the entry says, and notes it.  It is copied where the file system cannot have it in both."""
        before = f"{self.out}/{entry.path}"
        if link(before, self.place(entry.path)):
            return Put(entry, unchanged=True, taken=True)
        return self.write(entry.path, Path(before).read_bytes())

    def place(self, path: str) -> str:
        """Where a file goes, in a folder that is there."""
        folder = path.rpartition("/")[0]
        if folder not in self.made:
            disk.make_folder(self.new / folder)
            self.made.add(folder)
        return f"{self.new}/{path}"

    def put(self, path: str, data: bytes) -> None:
        """Adds a file."""
        self.note(self.write(path, data))

    def write(self, path: str, data: bytes) -> Put:
        """Writes a file, which somebody has to `note`: the old one where it is the same."""
        target, before = self.place(path), f"{self.out}/{path}"
        linked = False
        if unchanged := same(before, data):
            linked = keep(before, target, data)
        else:
            disk.write(target, data)
        return Put(Entry.of(path, data), unchanged, linked=linked)

    def copy(self, path: str, size: int, read: Callable[[], Iterable[bytes]]) -> Put:
        """Writes a file that lies elsewhere, however large; somebody has to `note` it.

        `size`: the bytes it is said to have; `read` gives its pieces, and may raise what it likes.
        """
        target, before = self.place(path), self.out / path
        try:
            old = measured(path, pieces(before)) if before.stat().st_size == size else None
        except OSError:
            old = None
        if old and measured(path, read()) == old:
            keep(before, target, None)
            return Put(old, unchanged=True)
        passing = Passing(read())
        disk.write_pieces(target, passing)
        return Put(passing.entry(path), unchanged=False)

    def note(self, put: Put) -> None:
        """Adds a file that was written here, by whatever process."""
        self.planned[put.entry.path] = put.entry
        self.unchanged += put.unchanged
        if put.taken:
            self.taken.add(put.entry.path)
        elif put.linked and self.before and self.before.hashes.get(put.entry.path) == put.entry.sha256:
            self.same.add(put.entry.path)

    def adopt(self) -> None:
        """Takes in the files that others wrote into the new site, keeping the old ones where they are the same."""
        for path in sorted(found(self.new) - self.planned.keys()):
            target = self.new / path
            data = target.read_bytes()
            self.planned[path] = Entry.of(path, data)
            if same(self.out / path, data):
                os.unlink(target)
                keep(self.out / path, target, data)
                self.unchanged += 1

    def seal(self, edition: str, sequence: int, owner: Owner | None = None) -> Manifest:
        """Lists what the site was planned to be in manifest.json."""
        manifest = Manifest.of(self.planned.values(), edition, sequence, owner)
        self.put(NAME, manifest.data)
        return manifest

    def switch(self) -> None:
        """Puts the new site in the place of the old one; what somebody else has put into the old one goes along."""
        if carried := self.carried():
            self.notes.append(f"“{self.out.name}”里有 {len(carried)} 个文件不是本程序生成的（{named(carried)}），留在原处；它们不在清单里，publish 不会发布。")
        self.beside.switch()

    def carried(self) -> list[str]:
        """Brings over the plain files that no manifest of ours names, as far as the new site leaves their places free."""
        if self.before is None:
            return []
        brought = []
        for path in sorted(found(self.out) - self.before.hashes.keys() - self.planned.keys() - {NAME}):
            before, target = self.out / path, self.new / path
            if before.is_symlink() or not before.is_file() or os.path.lexists(target):
                continue
            with suppress(FileExistsError, NotADirectoryError):
                disk.make_folder(target.parent)
                keep(before, target, None)
                brought.append(path)
        return brought

    def drop(self) -> None:
        """Forgets what did not become the site (after a switch, the old one, but nothing that is not ours) and lets others build."""
        self.beside.drop()
        self.notes += self.beside.kept
        self.open.close()


def standing(out: Path, known: Manifest | None = None) -> Manifest | None:
    """The edition that stands in the output folder: the one `known`, where it is that; None where it is free.  Raises OutputInTheWay where it is somebody else's."""
    if not os.path.lexists(out) or (out.is_dir() and not any(out.iterdir())):
        return None
    try:
        return known if known and same(out / NAME, known.data) else Manifest.read(out)
    except (ManifestFault, OSError) as fault:
        raise OutputInTheWay(f"“{out}”里有不是本程序生成的内容（没有本程序写的 {NAME}），没有动它。"
                             "请换一个文件夹（--out），或先把它改名、移走。") from fault


class Loose:
    """A folder that others fill, too: nobody lists what is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, path: str, data: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def copy(self, path: str, size: int, read: Callable[[], Iterable[bytes]]) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        disk.write_pieces(target, read())

    def note(self, put: None) -> None:
        pass

    def size(self, path: str) -> int:
        return (self.folder / path).stat().st_size


def same(before: str | Path, data: bytes) -> bool:
    try:
        if os.stat(before).st_size != len(data):
            return False
        with open(before, "rb", buffering=0) as file:
            return file.readall() == data
    except OSError:
        return False


def keep(before: str | Path, target: str | Path, data: bytes | None) -> bool:
    """The old file under the new tree: a hard link where the file system has them (which it says), else written again with its times."""
    if linked := link(before, target):
        return linked
    disk.write_pieces(target, pieces(before) if data is None else (data,))
    times = os.stat(before)
    os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))
    return linked


def link(before: str | Path, target: str | Path) -> bool:
    """A hard link, whatever a process that was killed has left in its place; False where the file system has none."""
    try:
        return disk.link(before, target)
    except FileExistsError:
        os.unlink(target)
        return disk.link(before, target)
