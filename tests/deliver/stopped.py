"""Run as a program: a command of ours that fails, or is killed, at its nth change below a folder.

    python stopped.py FOLDER N FAULT COMMAND…      N = 0: nothing happens, and the number of changes is the last line of standard error
"""
import errno
import os
import signal
import sys

folder, at, fault = sys.argv[1], int(sys.argv[2]), sys.argv[3]
beside = os.path.join(os.path.dirname(folder), f".{os.path.basename(folder)}.disclosure-")
"""Where the new version is made."""
changes = 0
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one process, so that the changes are the same each time


def noticed(event: str, arguments: tuple) -> None:
    global changes
    if event == "open":
        path, mode, flags = arguments
        if not (isinstance(mode, str) and set(mode) & set("wxa+")) and not (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)):
            return
    elif event in ("os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.symlink"):
        path = arguments[0]
    else:
        return
    if isinstance(path, int) or not os.fsdecode(path).startswith((folder, beside)):
        return
    changes += 1
    if changes == at:
        if fault == "SIGKILL":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(getattr(errno, fault), os.strerror(getattr(errno, fault)), os.fsdecode(path))


sys.argv = ["disclosure", *sys.argv[4:]]
sys.addaudithook(noticed)
from disclosure import cli  # noqa: E402

try:
    cli.main()
finally:
    sys.addaudithook(lambda event, arguments: None)
    print(changes, file=sys.stderr)
