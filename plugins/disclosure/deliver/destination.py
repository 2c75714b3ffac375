"""Where a site can go: a folder with releases, a host, or a zip for uploads by hand.  Each can say what would change, publish, and go back."""
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from disclosure.deliver import hosts
from disclosure.deliver.fault import Refused
from disclosure.deliver.former import Former
from disclosure.deliver.manifest import Changes, Entry, Manifest, ManifestFault
from disclosure.deliver.parcel import parcel, since_of
from disclosure.deliver.releases import Progress, Read, Releases, refuse
from disclosure.deliver.remote import Remote


class Destination(Protocol):
    """All of it raises Refused, whose text is for people, or OSError."""

    @property
    def current(self) -> Manifest | None:
        """The edition that stands there, or None."""

    def changes(self, new: Manifest) -> Changes:
        """What publishing an edition would change; nothing is written."""

    def publish(self, new: Manifest, read: Read, progress: Progress) -> None:
        """Puts an edition there.  Refused where a later one is there."""

    def rollback(self, progress: Progress) -> Manifest | None:
        """Puts the former edition back and returns it; None where there was nothing of ours before."""

    def forget(self) -> int:
        """Forgets every former edition, so that what was withdrawn is nowhere any more; returns how many files or releases that were."""

    @property
    def notes(self) -> list[str]:
        """Sentences about files of other people that were met, after all is done."""


@dataclass
class Folder:
    releases: Releases

    @property
    def notes(self) -> list[str]:
        return self.releases.notes

    @property
    def current(self) -> Manifest | None:
        return self.releases.current()

    def changes(self, new: Manifest) -> Changes:
        current = self.releases.current()
        refuse(current, new, self.releases.replace)
        return Changes.between(current.hashes if current else {}, new)

    def publish(self, new: Manifest, read: Read, progress: Progress) -> None:
        self.releases.publish(new, read, progress)

    def rollback(self, progress: Progress) -> Manifest:
        return self.releases.rollback()

    def forget(self) -> int:
        return self.releases.forget()


@dataclass
class Zip:
    path: Path
    since: Manifest | None
    replace: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def current(self) -> Manifest | None:
        return self.since

    def changes(self, new: Manifest) -> Changes:
        refuse(self.since, new, self.replace)
        return Changes.between(self.since.hashes if self.since else {}, new)

    def publish(self, new: Manifest, read: Read, progress: Progress) -> None:
        parcel(new, self.changes(new), read, self.since, self.path)

    def rollback(self, progress: Progress) -> Manifest:
        raise Refused("压缩包是人工上传的，程序退不回来。请用上一版的目录重新生成，加 --sequence 和 --since 打一个新的压缩包，再上传。")

    def forget(self) -> int:
        raise Refused("压缩包是人工上传的，程序没有留着前一版；旧的压缩包请自己删。")


def check(target: str, since: Path | None) -> None:
    """Refused where a target cannot be one, before anything is built or asked of a host."""
    if hosts.is_host(target):
        hosts.parsed(target)
    elif Path(target).suffix.lower() != ".zip" and Path(target).exists() and not Path(target).is_dir():
        raise Refused(f"“{target}”不是文件夹，也不是 .zip。")
    if since and (hosts.is_host(target) or Path(target).suffix.lower() != ".zip"):
        raise Refused("--since 只用于压缩包：文件夹和主机自己记得上一版是什么。")


@contextmanager
def opened(target: str, since: Path | None, dry: bool, office: Path, replace: bool = False) -> Iterator[Destination]:
    """The destination that a target names.  With `dry` nothing is written there, not even a lock.

    `office`: the folder (build/) in which is kept what a host had before; `replace`: files of other people on a host may be replaced, and the site of another county.
    """
    check(target, since)
    if hosts.is_host(target):
        with hosts.connected(target) as host:
            host.dry = dry
            yield Remote(host, Former.of(office, target), replace)
    elif Path(target).suffix.lower() == ".zip":
        try:
            yield Zip(Path(target), since_of(since) if since else None, replace)
        except (ManifestFault, KeyError) as error:
            raise Refused(f"--since 指的文件不能用：{error}") from error
    elif dry:
        yield Folder(Releases(Path(target), replace=replace))
    else:
        with Releases(Path(target).absolute(), replace=replace) as releases:
            yield Folder(releases)


def told(edition: Manifest, changes: Changes, listed: bool) -> Iterator[str]:
    """What is sent, in figures, and with `listed` file by file: lines for people."""
    yield f"这一版截至 {edition.edition}，序号 {edition.sequence}，校验码 {edition.name[-8:]}，{len(edition.files)} 个文件，{amount(edition.files)}。"
    yield f"新增 {len(changes.added)} 个（{amount(changes.added)}），修改 {len(changes.altered)} 个（{amount(changes.altered)}），删除 {len(changes.removed)} 个。"
    if listed:
        for word, paths in (("新增", [e.path for e in changes.added]), ("修改", [e.path for e in changes.altered]), ("删除", changes.removed)):
            yield from (f"  {word} {path}" for path in paths)


def amount(entries: Iterable[Entry]) -> str:
    size = sum(entry.size for entry in entries)
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.1f} KB"
