"""The few things done to a file system when a site is put in its place, each so that a stopped program or a power cut can do no harm.

Everything goes through `os` here, so that a test can stop, fail or replay each single call.

The order that keeps a site whole: write beside, `settle` what was written, switch in one step, `settle` the step, only then delete what was
before.  Without the first `settle` a power cut may leave names of empty files; without the second it may bring back an old site that has
already been deleted in part.
"""
from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Iterable  # not that of collections.abc: the Python of a kiosk may be 3.8

HERE = -100  # AT_FDCWD: paths are relative to the current folder
BINARY = getattr(os, "O_BINARY", 0)
UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY}
"""What a file system says that cannot do a thing, as against one that has failed to do it."""


def half_way(place: Path) -> Path:
    """Where a new version of a file is written before it takes the old one's place: a name that nobody else gives."""
    return place.with_name(f".{place.name}.disclosure-new")


def c_function(name: str):
    """A function of the C library, or None."""
    if sys.platform == "win32":
        return None
    try:
        return getattr(ctypes.CDLL(None, use_errno=True), name, None)
    except OSError:
        return None


_syncfs, _renameat2, _renamex = c_function("syncfs"), c_function("renameat2"), c_function("renamex_np")


def write(path: str | Path, data: bytes) -> None:
    """A new file.  One that is there already is replaced, never written over: it may be a hard link to what somebody is reading."""
    write_pieces(path, (data,))


def write_pieces(path: str | Path, pieces: Iterable[bytes]) -> None:
    """The same of a file too large to be held.  What `pieces` raises leaves a part of it there."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY
    try:
        descriptor = os.open(path, flags, 0o666)
    except FileExistsError:
        os.unlink(path)
        descriptor = os.open(path, flags, 0o666)
    try:
        for piece in pieces:
            left = memoryview(piece)
            while left:
                left = left[os.write(descriptor, left):]
    except OSError as error:
        error.filename = error.filename or str(path)
        raise
    finally:
        os.close(descriptor)


def replace(path: Path, data: bytes) -> None:
    """A small file that is there before and after, old or new."""
    beside = half_way(path)
    write(beside, data)
    settle_one(beside)
    os.replace(beside, path)
    settle_one(path.parent)


def link(before: str | Path, target: str | Path) -> bool:
    """The same file under a second name; False where the file system has no such thing."""
    try:
        os.link(before, target)
    except OSError as error:
        if error.errno not in UNKNOWN | {errno.EPERM, errno.EMLINK, errno.EXDEV} and sys.platform != "win32":
            raise
        return False
    return True


def make_folder(path: Path) -> None:
    """A folder and those above it."""
    try:
        os.mkdir(path)
    except FileExistsError:
        if not path.is_dir():
            raise
    except FileNotFoundError:
        make_folder(path.parent)
        make_folder(path)


def remove_tree(path: Path) -> None:
    """A file, a link or a folder with all that is in it; links are not followed.  Nothing happens where there is nothing."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(mode):
        os.unlink(path)
        return
    with os.scandir(path) as inside:
        names = sorted(one.name for one in inside)
    for name in names:
        remove_tree(path / name)
    os.rmdir(path)


def settle(folder: Path) -> None:
    """When this returns, all that was done below a folder survives a power cut."""
    if sync_all(folder):
        return
    with os.scandir(folder) as inside:
        names = sorted((one.name, one.is_dir(follow_symlinks=False), one.is_symlink()) for one in inside)
    for name, is_folder, is_link in names:
        if is_folder:
            settle(folder / name)
        elif not is_link:
            settle_one(folder / name)
    settle_one(folder)


def sync_all(folder: Path) -> bool:
    """The whole file system written out at once, where the system can: far faster than thousands of single files.  False where it cannot."""
    if _syncfs is None:
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if _syncfs(descriptor) == 0:
            return True
        code = ctypes.get_errno()
        if code in UNKNOWN:
            return False
        raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)


def settle_one(path: Path) -> None:
    """One file's content, or the names in one folder.  Windows writes names out by itself."""
    is_folder = path.is_dir()
    if is_folder and sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY if sys.platform != "win32" else os.O_RDWR | BINARY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if not (is_folder and error.errno in UNKNOWN):
            raise
    finally:
        os.close(descriptor)


def put_in_place(new: Path, out: Path, old: Path) -> Path | None:
    """Puts the folder `new` in the place of `out`; returns where the folder that was there is now, or None where there was none.

    Linux and macOS exchange the two names in one step.  Elsewhere `out` becomes `old` first, with an instant between the two steps in
    which `out` is missing; a run stopped just then is put right by `recover`.
    """
    if not os.path.lexists(out):
        os.rename(new, out)
        settle_one(out.parent)
        return None
    if exchange(new, out):
        settle_one(out.parent)
        return new
    os.rename(out, old)
    try:
        os.rename(new, out)
    except OSError:  # on Windows, a program that holds a file in the folder
        os.rename(old, out)
        raise
    settle_one(out.parent)
    return old


def recover(out: Path, old: Path) -> None:
    """Puts a folder back that a run left under its other name between two steps of `put_in_place`."""
    if os.path.lexists(old) and not os.path.lexists(out):
        os.rename(old, out)
        settle_one(out.parent)


def exchange(one: Path, other: Path) -> bool:
    """Swaps two names in one step; False where system or file system cannot."""
    first, second = os.fsencode(one), os.fsencode(other)
    if _renameat2 is not None:
        failed = _renameat2(HERE, first, HERE, second, 2)  # RENAME_EXCHANGE
    elif _renamex is not None:
        failed = _renamex(first, second, 2)  # RENAME_SWAP
    else:
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in UNKNOWN:
        return False
    raise OSError(code, os.strerror(code), str(one))


def point(link: Path, target: str) -> bool:
    """Makes a symbolic link lead to `target`, in one step; False where the system has none, or `link` is a real folder."""
    if os.path.lexists(link) and not link.is_symlink():
        return False
    beside = half_way(link)
    if beside.is_symlink():
        os.unlink(beside)
    try:
        os.symlink(target, beside, target_is_directory=True)
    except (OSError, NotImplementedError) as error:  # where the system has no links, Python says so in either way
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EEXIST} and sys.platform != "win32":
            raise
        return False
    os.replace(beside, link)
    settle_one(link.parent)
    return True


def forget(path: Path) -> None:
    """Deletes leftovers where that is possible; the next run tries again."""
    with suppress(OSError):
        remove_tree(path)
