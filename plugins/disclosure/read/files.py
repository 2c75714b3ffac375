"""Opening a file of the county without waiting; the files that pages may use (content/files/), and what is wrong with a link to one."""
import errno
import hashlib
import os
import re
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from posixpath import dirname, normpath
from typing import BinaryIO
from urllib.parse import unquote

from disclosure.model.pages import HandWritten
from disclosure.model.rare import Rare
from disclosure.read.addresses import web_fault
from disclosure.read.names import composed
from disclosure.read.plain import Plain

NO_WAITING = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))

PIECE = 1 << 20
"""Bytes of an attachment that are read at a time."""


class NotPlain(OSError):
    """A pipe, a device, a socket or a folder stands where a file is to be read."""

    def __init__(self, path: str | os.PathLike) -> None:
        super().__init__(errno.EINVAL, "不是普通文件（是管道、设备一类）", os.fspath(path))


def open_plain(path: str | os.PathLike, follow: bool = True) -> BinaryIO:
    """A regular file, opened for reading.  Every file that somebody else may have put there is opened by this: a pipe would make a program wait
    for ever, a device would fill its memory.

    `follow`: the path itself may be a link.  Raises NotPlain, OSError.
    """
    if not stat.S_ISREG(os.stat(path, follow_symlinks=follow).st_mode):  # before it is opened: opening a device may already do something
        raise NotPlain(path)
    handle = os.open(path, NO_WAITING | (0 if follow else getattr(os, "O_NOFOLLOW", 0)))
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):  # another has taken its place meanwhile
            raise NotPlain(path)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_plain(path: str | os.PathLike, most: int) -> bytes:
    """The first `most` bytes of a regular file.  Raises NotPlain, OSError."""
    with open_plain(path) as file:
        return file.read(most) or b""  # None: a file of the system's own that would make us wait


class Changed(OSError):
    """A file that is no longer what it was when it was first read; `file`: its path below the county's folder."""

    def __init__(self, file: str) -> None:
        super().__init__(errno.EAGAIN, "检查以后被改动了", file)
        self.file = file

    def __reduce__(self) -> tuple:
        return Changed, (self.file,)


class Files:
    """What of content/ may be published (read/content.py): attachments below content/files/, with the exact case of every name, and hand-written pages."""

    def __init__(self, folder: Path | None, listed: Iterable[Plain] = (), passed: Iterable[str] = ()) -> None:
        """`passed`: paths of files that were passed over, because programs have left them."""
        self.folder = folder
        self.listed = {plain.path: plain for plain in listed}
        self.paths = set(self.listed)
        self.passed = set(passed)
        self.pages: dict[str, HandWritten] = {}
        """The hand-written pages, by their paths below content/."""
        self.hashes: dict[str, str] = {}
        """SHA-256 of every attachment that was read."""
        self.changed: set[str] = set()
        """Attachments that were another time not what they were before."""

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes of every attachment."""
        return {path: plain.size for path, plain in self.listed.items()}

    def read(self, path: str) -> bytes:
        """The bytes of an attachment: those that were judged are those that are published.  Raises Changed, OSError."""
        with open_plain(self.listed[path].place, follow=False) as file:
            data = file.read() or b""
        self.same({path: hashlib.sha256(data).hexdigest()})
        return data

    def pieces(self, path: str) -> Iterator[bytes]:
        """The same piece by piece, of an attachment however large.  Raises Changed behind the last piece, OSError."""
        total = hashlib.sha256()
        with open_plain(self.listed[path].place, follow=False) as file:
            while piece := file.read(PIECE):
                total.update(piece)
                yield piece
        self.same({path: total.hexdigest()})

    def same(self, hashes: Mapping[str, str]) -> None:
        """Notes what attachments were when somebody read them.  Raises Changed where another has read something else."""
        other = [path for path, digest in hashes.items() if self.hashes.setdefault(path, digest) != digest]
        self.changed.update(other)
        if other:
            raise Changed(f"content/files/{other[0]}")

    @cached_property
    def told(self) -> bytes:
        """All the names, in short."""
        return hashlib.sha256("\n".join(sorted(self.paths)).encode("utf-8", "surrogateescape")).digest()

    def fault(self, path: str) -> str:
        """Why a path cannot be used, or ""."""
        path = composed(path)
        if path in self.paths:
            return ""
        if "\\" in path:
            return "路径里的反斜杠请改成 /"
        if path.startswith("/") or re.match(r"[A-Za-z]:", path) or ".." in path.split("/"):
            return "路径不能从根目录或盘符写起，也不能用 .. 走到 content/files/ 外面"
        if path in self.passed:
            return "这个名字是备份或者临时文件的样子，不发布，请先改名"
        same = [p for p in self.paths if p.lower() == path.lower()]
        if same:
            return f"大小写不同：文件名是“{same[0]}”"
        if HOST.match(path):
            return "网址前面少了 https://"
        near = [p for p in self.paths if p.rsplit("/", 1)[-1] == path.rsplit("/", 1)[-1]]
        return "content/files/ 下没有这个文件" + (f"，是否想写“{near[0]}”？" if near else "")


HOST = Rare(r"www\.|(?:[a-z0-9-]+\.)+(?:cn|com|net|org|gov|example)(?:[:/]|$)", re.I)
"""What begins as the address of a site does, and would be no file of ours."""
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def link_fault(link: str, files: Files, schemes: tuple[str, ...]) -> str:
    """Why a link cannot be published, or "": its scheme must be one of `schemes`, a relative one must lead to a file."""
    link = settled(link, files.paths)
    found = SCHEME.match(re.sub(r"[\s\x00-\x1f]", "", link))
    if found:
        if found[1].lower() not in schemes:
            return f"不能用 {found[1]}: 开头的地址"
        if found[1].lower() in ("http", "https"):
            if not re.match(r"https?://[^\s/?#]+", link, re.I):
                return "网址不完整"
            if fault := web_fault(link):
                return fault
        if re.search(r"\s", link.strip()):
            return "网址里有空格"
        return ""
    if link.startswith("//"):
        return "网址要写明 https:"
    path = path_named(link)
    return files.fault(path) if path else ""


def settled(link: str, paths: Container[str]) -> str:
    """A link as everybody reads it: one that is the name of a file as it stands, whatever # ? % : the name has, with these as %23 and so on.

    `paths`: the files below content/files/.
    """
    return next((as_link(path) for path in (composed(link), composed(unquote(link))) if path in paths), link)


def as_link(path: str) -> str:
    """The path of a file as a relative link to it."""
    return re.sub("[%#?:]", lambda found: f"%{ord(found[0]):02X}", path)


def path_named(link: str) -> str:
    """The path below content/files/ that a settled relative link names."""
    return composed(unquote(re.split(r"[?#]", link)[0]))


def target_of(page: str, link: str, paths: Container[str]) -> tuple[str, str]:
    """Where a relative link of a hand-written page leads: a path below content/, and what follows it (?…, #…); ("", "") for any other link.

    `page`: the page's path below content/; `paths`: the files below content/files/.
    """
    if not link or link[0] in "/#?" or (SCHEME.match(link) and composed(normpath(f"{dirname(page)}/{link}").lstrip("/")).removeprefix("files/") not in paths):
        return "", ""
    for name in (link, unquote(link)):
        target = composed(normpath(f"{dirname(page)}/{name}".lstrip("/")))
        if target.startswith("files/") and target.removeprefix("files/") in paths:
            return target, ""
    path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", link, re.S).groups()
    return composed(normpath(f"{dirname(page)}/{unquote(path)}".lstrip("/"))), mark + rest
