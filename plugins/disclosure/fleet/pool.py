"""A fleet on this machine: a pool of processes, as many as there are cores.

A process that dies (out of memory, stopped by hand) breaks the pool.  The counties then on the way are built once more, each alone, so that one that
kills its process takes no other with it; all that waited goes on in a new pool.  A county that takes longer than it may is ended the same way; those that
were on the way beside it are no suspects and begin again.
"""
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from disclosure.fleet.county import FAILED, Order, Outcome, Stumbled, build_county, late

Build = Callable[[Order], Outcome]
MOST = 61
"""More processes than this no pool of Python has on Windows."""
DIED = "生成它的进程两次都中途停了，多半是内存不够。"


def built(orders: Sequence[Order], workers: int, build: Build = build_county, megabytes: int = 0) -> Iterator[Outcome]:
    """Builds every county, with so much memory each (0: what there is); outcomes come as they are ready."""
    waiting, suspects, stumbled = list(reversed(orders)), [], []
    while waiting:
        yield from together(waiting, min(workers, MOST, len(waiting)), suspects, stumbled, build, megabytes)
    for order in suspects:
        # beside one that died it may not have begun: where it stumbles now, that can be its first time
        yield alone(order, build, megabytes, chances=2)
    for order in stumbled:
        yield alone(order, build, megabytes)


def together(waiting: list[Order], workers: int, suspects: list[Order], stumbled: list[Order], build: Build,
             megabytes: int) -> Iterator[Outcome]:
    """Takes orders from the end of `waiting` until there are none, or a process has died.

    What was on the way then goes to `suspects`, what the machine failed to `stumbled`; what was beside one that took too long waits anew.
    """
    going: dict[Future, Order] = {}
    due: dict[Future, float] = {}
    with executor(workers, megabytes) as pool:
        try:
            while waiting or going:
                while waiting and len(going) < workers:  # no more than are worked on: when the pool breaks, these and no others are suspect
                    future = pool.submit(build, waiting[-1])
                    going[future], due[future] = waiting[-1], time.monotonic() + waiting[-1].limit
                    waiting.pop()
                done = wait(going, max(0.0, min(due[future] for future in going) - time.monotonic()), return_when=FIRST_COMPLETED).done
                if not done:
                    now = time.monotonic()
                    over = [going.pop(future) for future in [*going] if due[future] <= now]
                    if over:
                        stop()
                        waiting += going.values()
                        yield from map(late, over)
                        return
                for future in done:
                    try:
                        outcome = future.result()
                    except Stumbled:
                        stumbled.append(going.pop(future))
                        continue
                    del going[future]
                    yield outcome
        except BrokenProcessPool:
            suspects += going.values()
        except KeyboardInterrupt:
            for process in multiprocessing.active_children():
                process.terminate()
            raise


def stop() -> None:
    """Ends every process of the pool: one that never comes back to our code heeds nothing gentler."""
    for process in multiprocessing.active_children():
        process.kill()


def alone(order: Order, build: Build, megabytes: int, chances: int = 1) -> Outcome:
    """A county once more, in a process of its own; where the machine fails it, as often as it has chances."""
    with executor(1, megabytes) as pool:
        try:
            return pool.submit(build, order).result(order.limit)
        except TimeoutError:
            stop()
            return late(order)
        except Stumbled as stumbled:
            if chances == 1:
                return stumbled.args[0]
        except BrokenProcessPool:
            return Outcome(order.code, FAILED, DIED)
    return alone(order, build, megabytes, chances - 1)


def executor(workers: int, megabytes: int) -> ProcessPoolExecutor:
    """Processes that begin from nothing, as they must on Windows."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=ready, initargs=(megabytes,))


def ready(megabytes: int) -> None:
    """In each process: no more memory than it may have, where the system can see to that; Ctrl+C is for the one that asked, which then says stop; and none outlives it."""
    if megabytes and sys.platform == "linux":
        import resource
        most = min(megabytes << 20, sys.maxsize)
        with suppress(ValueError, OSError):  # less was allowed before
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *told: sys.exit(1))  # what is half built is cleared away
    threading.Thread(target=leave_with_parent, daemon=True).start()


def leave_with_parent() -> None:
    multiprocessing.parent_process().join()
    os._exit(1)
