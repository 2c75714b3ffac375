"""Faults at every single call that building and publishing make to the file system, tried in a child process.

`Interposed` stands in for `os` in the modules that write.  The nth call of a run is refused with an error, or the process is killed there; a
refused or killed `write` has written half of its bytes.
"""
import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path

from disclosure.deliver import beside, disk, lock, releases
from disclosure.deliver.fault import Refused
from disclosure.deliver.kiosk import archive
from disclosure.host import staging

CALLS = ("open", "write", "close", "fsync", "rename", "replace", "link", "unlink", "mkdir", "rmdir", "symlink", "scandir", "lstat", "utime", "ftruncate", "read")
FAULTS = {"SIGKILL": 0, "ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EACCES": errno.EACCES}
MODULES = (beside, disk, lock, releases, staging)
READING = (archive,)
"""Modules that write, and those that only read."""
DONE, REFUSED, BROKEN = 0, 1, 2


class Interposed:
    """`os`, with something to happen at each call that touches the file system: `before(name, arguments)`."""

    def __init__(self, before: Callable[[str, tuple], None]) -> None:
        self.before = before

    def __getattr__(self, name: str):
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*arguments, **more):
            self.before(name, arguments)
            return real(*arguments, **more)
        return call


def plainly() -> None:
    """As on a system that can neither exchange two names nor write out a whole file system."""
    disk.exchange = lambda one, other: False
    disk._syncfs = None


def in_child(job: Callable[[], None], at: int = 0, fault: str = "", plain: bool = False) -> tuple[int, int]:
    """Runs a job in a child with a fault at its nth call (1, 2, …; 0: none).  Returns how it ended and how many calls it made."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        told = b"".join(iter(lambda: os.read(reading, 100), b""))
        os.close(reading)
        status = os.waitpid(child, 0)[1]
        return (-os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)), int(told or 0)
    code = BROKEN
    try:
        calls = 0

        def before(name: str, arguments: tuple) -> None:
            nonlocal calls
            calls += 1
            if calls != at:
                return
            if name == "write":
                os.write(arguments[0], bytes(arguments[1])[:len(arguments[1]) // 2])
            if fault == "SIGKILL":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(FAULTS[fault], os.strerror(FAULTS[fault]), str(arguments[0]) if arguments else None)

        if plain:
            plainly()
        for module in (*MODULES, *READING):
            module.os = Interposed(before)
        for name in ("exchange", "sync_all"):
            setattr(disk, name, counted(getattr(disk, name), name, before))
        Path.read_bytes = counted(Path.read_bytes, "read", before)
        try:
            job()
            code = DONE
        except (OSError, Refused):
            code = REFUSED
        os.write(writing, b"%d" % calls)
    finally:
        os._exit(code)


def counted(real: Callable, name: str, before: Callable[[str, tuple], None]) -> Callable:
    def call(*arguments, **more):
        before(name, arguments)
        return real(*arguments, **more)
    return call
