"""A site is written beside the old one and takes its place when it stands: readers and editors see the old site or the new one, never half."""
import os
import shutil
from pathlib import Path


class OutputInTheWay(Exception):
    """The folder to write to holds something that is no site of ours."""


class Staging:
    """A new site in the making.  Files whose bytes did not change are the old files, with their times."""

    def __init__(self, out: Path) -> None:
        self.out, self.new, self.old = out, out.with_name(f"{out.name}.new"), out.with_name(f"{out.name}.old")
        if out.exists() and not (out / "sitemap.html").is_file() and any(out.iterdir() if out.is_dir() else [out]):
            raise OutputInTheWay(f"“{out}”里有不是本程序生成的内容，没有动它。请换一个文件夹，或先把里面的东西移走。")
        if self.old.exists() and not out.exists():
            self.old.rename(out)  # an earlier run was stopped between its two renames
        self.files, self.unchanged = 0, 0
        for leftover in (self.new, self.old):
            if leftover.exists():
                shutil.rmtree(leftover)
        self.new.mkdir(parents=True)
        self.made: set[Path] = {self.new}

    def put(self, path: str, data: bytes) -> None:
        """Adds a file: the old one where it is the same."""
        target, before = self.new / path, self.out / path
        if target.parent not in self.made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self.made.add(target.parent)
        self.files += 1
        if same(before, data):
            self.unchanged += 1
            keep(before, target)
        else:
            target.write_bytes(data)

    def adopt(self) -> None:
        """Counts the files that others wrote into the new site, keeping the old ones where they are the same."""
        written = [p for p in self.new.rglob("*") if p.is_file()]
        self.files = len(written)
        for target in written:
            before = self.out / target.relative_to(self.new)
            if before.is_file() and not before.samefile(target) and same(before, target.read_bytes()):
                target.unlink()
                keep(before, target)
                self.unchanged += 1

    def switch(self) -> None:
        """Puts the new site in the place of the old one."""
        if self.out.exists():
            self.out.rename(self.old)
        try:
            self.new.rename(self.out)
        except OSError:  # on Windows, a program that holds a file in the folder
            if self.old.exists():
                self.old.rename(self.out)
            raise
        shutil.rmtree(self.old, ignore_errors=True)

    def drop(self) -> None:
        """Forgets the new site; the old one has not been touched."""
        shutil.rmtree(self.new, ignore_errors=True)


def same(before: Path, data: bytes) -> bool:
    try:
        return before.stat().st_size == len(data) and before.read_bytes() == data
    except OSError:
        return False


def keep(before: Path, target: Path) -> None:
    """The old file under the new tree: a hard link where the file system has them, else a copy with its times."""
    try:
        os.link(before, target)
    except OSError:
        shutil.copy2(before, target)
