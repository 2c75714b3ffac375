"""A process that looks into attachments, one after the other, and can be ended: a file made to hang or to fill memory ends this, not the check.

Begun by `looking`: forked, or as `python -m disclosure.read.attachments.worker`; (name, bytes) come in, `Looked` go out, both pickled.
"""
import hashlib
import math
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from disclosure.model.attachments import Looked
from disclosure.read.attachments.look import TOO_MUCH, examine

try:
    import resource as limits
except ImportError:  # Windows: only the time is bounded, by who began this
    limits = None

SECONDS = 5
"""Of processor time for one attachment."""
MEMORY = 300 * 1024 * 1024
"""Bytes of address space beyond what the process had when it began."""


def bounded(seconds: int) -> None:
    """From now on the system ends this process when it has computed for so many seconds more."""
    if not limits:
        return
    used = limits.getrusage(limits.RUSAGE_SELF)
    _, most = limits.getrlimit(limits.RLIMIT_CPU)
    limits.setrlimit(limits.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + seconds, most))


def look(name: str, data: bytes) -> tuple:
    """What is in an attachment, for a pipe."""
    try:
        return tuple(examine(name, data))
    except MemoryError:
        return tuple(Looked(len(data), hashlib.sha256(data).hexdigest(), unread=(TOO_MUCH,)))


def serve(receive: Callable[[], tuple[str, bytes]], send: Callable[[Any], None], work: Callable[[str, bytes], Any] = look,
          seconds: int | None = None) -> None:
    """Does its work with what it receives, until there is no more; `seconds` of processor time for each, if not SECONDS."""
    if limits and sys.platform == "linux":
        had = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * limits.getpagesize()
        _, most = limits.getrlimit(limits.RLIMIT_AS)
        limits.setrlimit(limits.RLIMIT_AS, (had + MEMORY if most == limits.RLIM_INFINITY else min(had + MEMORY, most), most))
        limits.setrlimit(limits.RLIMIT_CORE, (0, 0))
    while True:
        try:
            name, data = receive()
        except EOFError:
            return
        bounded(seconds or SECONDS)
        send(work(name, data))


def main(work: Callable[[str, bytes], Any] = look, seconds: int | None = None) -> None:
    came, go = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr

    def send(answer: Any) -> None:
        pickle.dump(answer, go, protocol=5)
        go.flush()
    serve(lambda: pickle.load(came), send, work, seconds)


if __name__ == "__main__":
    main()
