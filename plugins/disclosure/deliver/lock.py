"""One at a time: a lock that the system takes back when its holder dies, however it dies."""
from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from disclosure.deliver.fault import Refused

NOT_THROUGH_LINKS = getattr(os, "O_NOFOLLOW", 0)
"""A link of that name would lead to somebody else's file."""

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def beside(place: Path) -> Path:
    """The lock file for a folder: beside it, under a name that nobody else gives, for it is emptied and removed."""
    return place.with_name(f".{place.name}.disclosure.lock")


@contextmanager
def alone(path: Path, doing: str) -> Iterator[None]:
    """Holds the lock file while the block runs.  Raises Refused, naming the process that holds it: “`doing`” is what that one is doing.

    A lock file left behind by a process that died is simply taken over.  Where the file system knows no locks, nothing is locked.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | NOT_THROUGH_LINKS, 0o666)
        if not taken(descriptor):
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip() if hasattr(os, "pread") else ""
            os.close(descriptor)
            raise Refused(f"另一个窗口正在{doing}{f'（进程 {holder}）' if holder.isdigit() else ''}，请等它完成后再试。")
        with suppress(OSError):
            if os.path.samestat(os.fstat(descriptor), os.stat(path)):
                break
        os.close(descriptor)  # the one who held it has just finished and removed it
    try:
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, b"%d\n" % os.getpid())
        yield
    finally:
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(descriptor)
            with suppress(OSError):
                path.unlink()
        else:
            with suppress(OSError):
                path.unlink()
            os.close(descriptor)


def taken(descriptor: int) -> bool:
    """Whether the lock is ours now; also where there are no locks."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # beyond the number, which others may read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return sys.platform != "win32"
    return True
