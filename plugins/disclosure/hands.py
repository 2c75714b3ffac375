"""Two cores, two hands: another process like this one makes a part of the work on Linux; elsewhere this one makes it all.

Windows cannot fork, and macOS kills forked processes that use its own libraries.

The pools of the standard library leave their workers behind when this process is killed; a hand of ours is killed with it.  Until then it holds what this
process held, the lock on the output above all: nobody else builds there while it may still write.
"""
import ctypes
import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import IO, Any, NoReturn

FORKS = sys.platform == "linux"
MOST = 2048
"""So many parts at most: a pipe holds their numbers on every system."""
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def portions(things: list, most: int) -> list[list]:
    """The things in portions of `most` at most: small enough for every hand to get some, unless Hands could not give out so many."""
    size = max(1, min(most, len(things) // 16), -(-len(things) * 2 // MOST))
    return [things[at:at + size] for at in range(0, len(things), size)]


def give_back() -> None:
    """Gives free memory back to the system: what this process has done with would be held beside what every hand takes for itself."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):  # glibc's
        trim(0)


class Hands:
    """Makes the parts of a work, `make(0)` to `make(parts - 1)`, each once, in whatever order.  A context: whatever happens, no hand is left when it ends.

    The other hands begin at once, so that this process may do something else before it asks for `results`.  They see what this one had when they began,
    and give back what `make` returns and, when all is taken, `last()`.  What a hand took that did not come to its end (killed, or short of memory) is made here.
    """

    def __init__(self, hands: int, parts: int, make: Callable[[int], Any], last: Callable[[], Any]) -> None:
        if parts > MOST:
            raise ValueError(f"{parts} parts")
        self.parts, self.make, self.last = parts, make, last
        self.queue, queue = os.pipe()  # the numbers of the parts, two bytes each: whoever reads one has it
        self.others: dict[int, IO[bytes]] = {}
        parent = os.getpid()
        if FORKS and hands > 1:
            give_back()
        for _ in range(hands - 1 if FORKS else 0):
            spool = tempfile.TemporaryFile()  # closed, and with that gone, when the context ends
            if not (child := os.fork()):
                os.close(queue)
                self.help(parent, spool)
            self.others[child] = spool
        os.write(queue, b"".join(part.to_bytes(2, "big") for part in range(parts)))
        os.close(queue)

    def __enter__(self) -> "Hands":
        return self

    def __exit__(self, *fault: object) -> None:
        list(self.taken())  # nobody begins another part
        os.close(self.queue)
        for child in [*self.others]:
            with self.ended(child):
                pass

    def taken(self) -> Iterator[int]:
        """The numbers that this hand takes, until there are none."""
        while part := os.read(self.queue, 2):
            yield int.from_bytes(part, "big")

    def help(self, parent: int, spool: IO[bytes]) -> NoReturn:
        """What another hand does, and nothing after it: neither exit handlers nor the buffers of this process's streams."""
        code = 1
        try:
            ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
            if os.getppid() != parent:  # killed before this was said
                os._exit(code)
            for part in self.taken():
                pickle.dump((part, self.make(part)), spool, protocol=5)
            pickle.dump((None, self.last()), spool, protocol=5)
            spool.flush()
            code = 0
        finally:
            os._exit(code)  # also from a fault: the first hand makes these parts again, and meets it

    @property
    def over(self) -> bool:
        """Whether no other hand is at work any more."""
        return all(os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) for child in self.others)

    def result(self, waits: bool = False) -> Any:
        """What was made of the one part that there is."""
        (made,) = [made for part, made in self.results(waits) if part is not None]
        return made

    def results(self, waits: bool = False) -> Iterator[tuple[int | None, Any]]:
        """(number, what was made) of every part, and (None, `last()`) of every other hand that came to its end.  `waits`: this one takes no part as long as there are others."""
        missing = set(range(self.parts))
        for part in self.taken() if not waits else ():
            yield part, self.make(part)
            missing.discard(part)
        for child in [*self.others]:
            with self.ended(child) as spool:
                part = 0 if spool else None
                while part is not None:
                    part, made = pickle.load(spool)
                    yield part, made
                    missing.discard(part)
        for part in sorted(missing):
            yield part, self.make(part)

    def ended(self, child: int) -> AbstractContextManager[IO[bytes] | None]:
        """Waits for another hand; what it made, if it came to its end."""
        spool = self.others.pop(child)
        if os.waitpid(child, 0)[1]:
            spool.close()
            return nullcontext()
        spool.seek(0)
        return spool
