"""What every host can do: three verbs, read, write, remove; each file whole or not at all."""
import functools
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import SplitResult, unquote

TIMEOUT = 60
"""Seconds without an answer after which a host is given up."""
TEMPORARY = ".disclosure-upload"
"""Ending of a file that is still on its way."""
ASIDE = ".disclosure-before"
"""Ending of a file that waits until its successor stands, on servers that rename only to a free name."""


class Host(ABC):
    """A folder on another machine.  Paths are relative to it.  Raises Refused, and what the library raises, with the `request` that failed."""

    def __init__(self, address: SplitResult) -> None:
        self.root = unquote(address.path).strip("/")
        self.folders: set[str] = set()
        self.sent = 0
        """Files of the edition that have arrived in this run."""
        self.dry = False
        """Nothing may be written, not even to find out whether one may."""

    def at(self, path: str) -> str:
        return "/".join(filter(None, (self.root, path)))

    def accept(self, paths: Iterable[str]) -> None:
        """Raises Refused, before anything is sent, where the host would not understand these paths."""

    @staticmethod
    def put_aside(beside: str, target: str, rename: Callable[[str, str], object], delete: Callable[[str], object]) -> None:
        """Puts a file into the place of the one that stands there, by `rename`, which may want a free name: the file before is put aside and deleted
        when the new one stands; if that does not come to stand, it goes back.  `delete`: nothing happens where there is no such file."""
        aside = target + ASIDE
        delete(aside)  # left by a run that was stopped here
        rename(target, aside)
        try:
            rename(beside, target)
        except Exception:
            rename(aside, target)
            raise
        delete(aside)

    @abstractmethod
    def read(self, path: str) -> bytes | None:
        """A file's bytes; None where there is no such file."""

    @abstractmethod
    def write(self, path: str, data: bytes) -> None:
        """A file, new or in the place of the old one; never seen half where the protocol can rename."""

    @abstractmethod
    def stream(self, path: str, size: int, coming: Iterable[bytes]) -> None:
        """The same of a file too large to be held, in pieces.  Where `coming` raises, the old file stays."""

    @abstractmethod
    def remove(self, path: str) -> None:
        """Removes a file; nothing happens where there is none."""

    def tidy(self, path: str) -> None:
        """Removes what a run that was stopped while it wrote this file may have left beside it."""

    def close(self) -> None:
        """Hangs up."""

    def remove_folder(self, path: str) -> None:
        """Removes a folder if it is empty."""

    def has(self, path: str) -> bool:
        return self.read(path) is not None

    def present(self, paths: Iterable[str]) -> list[str]:
        """Those of some paths at which there is a file; in a folder that is not there nothing is looked for."""
        folders: dict[str, bool] = {}
        found = []
        for path in paths:
            folder = self.at(path).rpartition("/")[0]
            if folder not in folders:
                folders[folder] = not folder or self.stands(folder)
            if folders[folder] and self.has(path):
                found.append(path)
        return found

    def folder_of(self, path: str) -> None:
        """Makes the folder of a file, with those above it as far as they are missing: one may not be allowed to look at all of them."""
        self.folder(self.at(path).rpartition("/")[0])

    def folder(self, whole: str) -> None:
        if not whole or whole in self.folders:
            return
        if not self.stands(whole) and not self.made(whole):
            self.folder(whole.rpartition("/")[0])
            if not self.made(whole):
                self.make(whole)
        self.folders.add(whole)

    def stands(self, folder: str) -> bool:
        """Whether a folder is there, as far as one can see."""
        return True

    def made(self, folder: str) -> bool:
        """Whether a folder could be made, on hosts that have folders."""
        with suppress(Exception):  # why not is asked for once more, with its parent there
            self.make(folder)
            return True
        return False

    def make(self, folder: str) -> None:
        """Makes one folder.  Raises what the library raises."""


def asking(what: str) -> Callable:
    """Notes on an exception what was asked of the host: a method's first argument is the path."""
    def decorated(method: Callable) -> Callable:
        @functools.wraps(method)
        def call(self: Host, path: str, *more: Any) -> Any:
            try:
                return method(self, path, *more)
            except Exception as error:
                if not hasattr(error, "request"):
                    error.request = f"{what} {path}"  # type: ignore[attr-defined]
                raise
        return call
    return decorated
