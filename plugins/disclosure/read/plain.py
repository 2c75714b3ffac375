"""What lies in the folders of a county: its plain files by their paths.  Whatever is something else is told and never opened."""
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from disclosure.model.finding import Rule
from disclosure.model.place import START, Span
from disclosure.read import faults
from disclosure.read.names import coded, composed, ignored, shown, unseen

JUNCTION = 0xA0000003
"""What Windows calls a folder that is a link to another (IO_REPARSE_TAG_MOUNT_POINT)."""
Tell = Callable[[str, Rule, Span, str, str], None]
"""Takes a finding: file, rule, place, message, hint."""


class Plain(NamedTuple):
    """A regular file: its path below the folder that was walked, where it lies, and its size in bytes."""

    path: str
    place: Path
    size: int


class Inside(NamedTuple):
    """What lies in one folder: files and folders of its own, and the names of what was passed over (read/names.py)."""

    files: list[tuple[str, Path, int]]
    folders: list[tuple[str, Path]]
    ignored: list[str]


def is_link(status: os.stat_result) -> bool:
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == JUNCTION


def inside(folder: Path, called: str, tell: Tell, unnamed: Rule = faults.NAME_CODE) -> Inside:
    """What lies in a folder, in order of the names; links, pipes, devices and names that are not UTF-8 are told.

    `called`: the folder's path below the county's; `unnamed`: the rule that a name in another encoding breaks.
    """
    found = Inside([], [], [])
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        tell(called, faults.NO_FILE, START, "文件夹打不开", "请检查文件夹的权限")
        return found
    for entry in listed:
        name, file = composed(entry.name), f"{called}/{shown(entry.name)}"
        if ignored(entry.name):
            found.ignored.append(name)
            continue
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:
            continue  # gone meanwhile
        if not coded(entry.name):
            tell(file, unnamed, START, f"名字不是 UTF-8 编码，按 GBK 读作“{shown(entry.name)}”，别的电脑上是乱码，没有用它",
                 "请重新命名；从 Windows 的压缩包解出来的，换一个能选编码（GBK）的解压软件再解一次")
        elif any(map(unseen, name)):
            tell(file, faults.PORTABLE, START, f"名字“{shown(name)}”里有看不见的字符或者换行（显示为 ?），没有用它", "请重新命名")
        elif is_link(status):
            tell(file, faults.OWN_FILE, START, f"“{shown(name)}”是链接（快捷方式），指到别处去了，没有打开", "请删去它，把要用的文件本身复制过来")
        elif stat.S_ISDIR(status.st_mode):
            found.folders.append((name, Path(entry.path)))
        elif stat.S_ISREG(status.st_mode):
            found.files.append((name, Path(entry.path), status.st_size))
        else:
            tell(file, faults.OWN_FILE, START, f"“{shown(name)}”不是普通文件，是管道、设备一类，没有打开", "请删去它，换成普通的文件")
    return found


def own_folder(folder: Path, called: str, tell: Tell) -> bool:
    """Whether a folder is there and no link, which is told."""
    try:
        status = os.lstat(folder)
    except OSError:
        return False
    if is_link(status):
        tell(called, faults.OWN_FILE, START, f"“{called}”是链接（快捷方式），指到别处去了，没有打开", "请删去它，把文件夹本身复制过来")
    return stat.S_ISDIR(status.st_mode) and not is_link(status)
