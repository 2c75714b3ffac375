"""A folder that is served: `releases/<sequence-edition-hash>/…`, each whole and never changed, and `current`, which leads to one of them.

`current` is a symbolic link that is switched in one step.  Where there are none (Windows, some mounted shares) it is a folder of its own,
put in place as a whole; its files are the release's, under a second name where the file system has hard links.

A release is a folder of that name whose manifest.json has that name; whatever else lies in `releases` is somebody else's and stays.

What is in `current` says which release it is; `releases/order.json` says which one came before it.
"""
from __future__ import annotations

import json
import os
import re
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Callable, Iterable  # not those of collections.abc: the Python of a kiosk may be 3.8

from disclosure.deliver import disk, lock
from disclosure.deliver.beside import Beside, clear, clear_all, named, remove_named
from disclosure.deliver.fault import Refused
from disclosure.deliver.manifest import NAME, Entry, Manifest, ManifestFault, Passing, measured, pieces

KEPT = 5
"""Releases that stay, the current one among them."""
NAMED = re.compile(r"[0-9]{1,16}-[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}")
Progress = Callable[[str, int, int], None]
Read = Callable[[Entry], Iterable[bytes]]
"""Where the bytes of a manifest's entry come from, piece by piece."""


class Releases:
    """The releases in a folder.  Used with `with`, which holds the folder's lock and clears away what a stopped run left.

    Raises Refused, OSError.  Whatever happens, `current` leads to a release that was verified before it became the current one.
    """

    def __init__(self, target: Path, doing: str = "发布", replace: bool = False) -> None:
        """`doing`: what somebody else who comes meanwhile is told; `replace`: the site of another county may be replaced."""
        self.replace = replace
        self.doing, self.target, self.folder, self.link = doing, target, target / "releases", target / "current"
        self.open = ExitStack()
        self.notes: list[str] = []
        """Sentences about files that are not ours and were kept."""

    def __enter__(self) -> "Releases":
        self.open.enter_context(lock.alone(self.target / ".disclosure.lock", f"向“{self.target}”{self.doing}"))
        try:
            disk.make_folder(self.folder)
            self.notes += [*clear(self.link), *clear_all(self.folder)]
            if (half := disk.half_way(self.link)).is_symlink():
                os.unlink(half)
        except BaseException:  # stopped by hand, too: the lock is given back; the fault goes on
            self.open.close()
            raise
        return self

    def __exit__(self, *stopped: object) -> None:
        self.open.close()

    def current(self) -> Manifest | None:
        """The edition that is served, or None before the first.  Refused where `current` is something else."""
        if not os.path.lexists(self.link):
            return None
        try:
            return Manifest.read(self.link)
        except ManifestFault as error:
            raise Refused(f"“{self.link}”不是本程序发布的（{error}），没有动它。请换一个文件夹，或先把它移走。") from error

    def order(self) -> list[str]:
        """Names of the releases there are, first to last as they were published."""
        there = {p.name for p in self.folder.iterdir() if self.is_release(p)} if self.folder.is_dir() else set()
        try:
            told = json.loads((self.folder / "order.json").read_bytes())
            order = [name for name in told if name in there]
        except (OSError, ValueError, TypeError):
            order = []
        return order or sorted(there, key=lambda name: (len(name.split("-")[0]), name))

    @staticmethod
    def is_release(path: Path) -> bool:
        return bool(NAMED.fullmatch(path.name)) and not path.is_symlink() and (path / NAME).is_file()

    def former(self) -> Manifest | None:
        """The edition that was served before the current one, or None."""
        current, order = self.current(), self.order()
        at = order.index(current.name) if current and current.name in order else len(order)
        try:
            return Manifest.read(self.folder / order[at - 1]) if at else None
        except ManifestFault as error:
            raise Refused(f"前一版（{order[at - 1]}）已损坏：{error}") from error

    def install(self, new: Manifest, read: Read, progress: Progress) -> None:
        """Makes the release of an edition, its files from `read`; those of the current release that are the same are not written again."""
        final = self.folder / new.name
        if final.is_dir() and not new.faults(final):
            return
        beside = Beside(final)
        try:
            beside.open()
            self.fill(beside.new, new, read, progress)
            beside.switch()
        finally:  # stopped by hand, too
            self.dropped(beside)

    def dropped(self, beside: Beside) -> None:
        beside.drop()
        self.notes += beside.kept

    def fill(self, folder: Path, new: Manifest, read: Read, progress: Progress) -> None:
        """Writes the files of an edition into a folder, and reads them once more."""
        before = current.hashes if (current := self.current()) else {}
        made = {folder}
        for done, entry in enumerate(new.files):
            progress("写入", done, len(new.files))
            target = folder / entry.path
            if target.parent not in made:
                disk.make_folder(target.parent)
                made.add(target.parent)
            if before.get(entry.path) == entry.sha256 and genuine(self.link / entry.path, entry) and disk.link(self.link / entry.path, target):
                continue
            passing = Passing(read(entry))
            disk.write_pieces(target, passing)
            if passing.entry(entry.path) != entry:
                raise Refused(f"要发布的文件“{entry.path}”在生成之后变了，没有发布。请重新生成。")
        disk.write(folder / NAME, new.data)
        if faults := new.faults(folder):
            raise Refused(f"写到“{self.target}”的文件与原来的不一致（{faults[0]}），没有切换。请检查这个磁盘。")

    def switch(self, new: Manifest) -> None:
        """Makes a release the current one.  It has to be whole: that is read once more."""
        release = self.folder / new.name
        if faults := new.faults(release):
            raise Refused(f"“{release}”已损坏（{faults[0]}），没有切换。")
        if disk.point(self.link, f"releases/{new.name}"):
            return
        beside = Beside(self.link)
        try:
            beside.open()
            for entry in (*new.files, Entry.of(NAME, new.data)):
                target = beside.new / entry.path
                disk.make_folder(target.parent)
                if not disk.link(release / entry.path, target):
                    disk.write_pieces(target, pieces(release / entry.path))
            beside.switch()
        finally:  # stopped by hand, too
            self.dropped(beside)

    def publish(self, new: Manifest, read: Read, progress: Progress) -> None:
        """Installs an edition, makes it the current one and keeps the last few.  Refused where the current one is later."""
        current = self.current()
        refuse(current, new, self.replace)
        order = self.order()
        if current == new and not new.faults(self.link):
            self.prune(order)
            return
        if current and current.name in order:
            order = order[:order.index(current.name) + 1]  # those after it were taken back
        self.install(new, read, progress)
        order = [*(name for name in order if name != new.name), new.name]
        disk.replace(self.folder / "order.json", json.dumps(order).encode())
        self.switch(new)
        self.prune(order)

    def prune(self, order: list[str]) -> None:
        """Deletes the releases that are neither among the last few nor the current one."""
        for name in sorted({p.name for p in self.folder.iterdir() if self.is_release(p)} - set(order[-KEPT:])):
            self.remove(name)

    def remove(self, name: str) -> None:
        """Deletes a release as far as that is possible: the files that its manifest names with these bytes.  Others stay where they are."""
        with suppress(OSError, ManifestFault):
            if Manifest.read(self.folder / name).name == name and (left := remove_named(self.folder / name)):
                self.notes.append(f"“{self.folder / name}”里有 {len(left)} 个文件不是本程序写的，或者写好以后被人改过（{named(left)}），没有删。")

    def forget(self) -> int:
        """Deletes every release but the current one; returns how many."""
        current = self.current()
        former = [name for name in self.order() if not current or name != current.name]
        for name in former:
            self.remove(name)
        return len(former)

    def rollback(self) -> Manifest:
        """Makes the former edition the current one again; returns it."""
        former = self.former()
        if former is None:
            raise Refused("没有更早的一版可以退回。")
        self.switch(former)
        return former


def refuse(current: Manifest | None, new: Manifest, replace: bool) -> None:
    """A later edition is never put out by an earlier one, except on purpose by a rollback; a county's site not by another's, unless that is wanted."""
    if current and current.owner and new.owner and current.owner.differs(new.owner) and not replace:
        raise Refused(f"没有发布：那里是“{current.owner}”的网站，要发布的是“{new.owner}”的。去处写错了的，请改正；确实要换，请加 --replace。")
    if current and new.sequence < current.sequence:
        raise Refused(f"没有发布：那里已经是更新的一版（截至 {current.edition}，序号 {current.sequence}，校验码 {current.name[-8:]}），要发布的序号是 {new.sequence}。"
                      f"确实要用它，请加 --sequence {current.sequence + 1}；要退回前一版，请用 --rollback。")


def genuine(path: Path, entry: Entry) -> bool:
    try:
        return measured(entry.path, pieces(path)) == entry
    except OSError:
        return False
