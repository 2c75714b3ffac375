"""A fleet on this machine: a pool of processes, as many as there are cores.

A process that dies (out of memory, stopped by hand) breaks the pool.  The counties then on the way are built once more, each alone, so that one that
kills its process takes no other with it; all that waited goes on in a new pool.
"""
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from disclosure.fleet.county import FAILED, Order, Outcome, Stumbled, build_county

Build = Callable[[Order], Outcome]
MOST = 61
"""More processes than this no pool of Python has on Windows."""
DIED = "生成它的进程两次都中途停了，多半是内存不够。"


def built(orders: Sequence[Order], workers: int, build: Build = build_county) -> Iterator[Outcome]:
    """Builds every county; outcomes come as they are ready."""
    waiting, again = list(reversed(orders)), []
    while waiting:
        yield from together(waiting, min(workers, MOST, len(waiting)), again, build)
    for order in again:
        yield alone(order, build)


def together(waiting: list[Order], workers: int, again: list[Order], build: Build) -> Iterator[Outcome]:
    """Takes orders from the end of `waiting` until there are none, or a process has died.  What did not come out goes to `again`."""
    going: dict[Future, Order] = {}
    with executor(workers) as pool:
        try:
            while waiting or going:
                while waiting and len(going) < workers:  # no more than are worked on: when the pool breaks, these and no others are suspect
                    going[pool.submit(build, waiting[-1])] = waiting[-1]
                    waiting.pop()
                for future in wait(going, return_when=FIRST_COMPLETED).done:
                    try:
                        outcome = future.result()
                    except Stumbled:
                        again.append(going.pop(future))
                        continue
                    del going[future]
                    yield outcome
        except BrokenProcessPool:
            again += going.values()
        except KeyboardInterrupt:
            for process in multiprocessing.active_children():
                process.terminate()
            raise


def alone(order: Order, build: Build) -> Outcome:
    """A county once more, in a process of its own."""
    with executor(1) as pool:
        try:
            return pool.submit(build, order).result()
        except Stumbled as stumbled:
            return stumbled.args[0]
        except BrokenProcessPool:
            return Outcome(order.code, FAILED, DIED)


def executor(workers: int) -> ProcessPoolExecutor:
    """Processes that begin from nothing, as they must on Windows."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=ready)


def ready() -> None:
    """In each process: Ctrl+C is for the one that asked, which then says stop; and none outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *told: sys.exit(1))  # what is half built is cleared away
    threading.Thread(target=leave_with_parent, daemon=True).start()


def leave_with_parent() -> None:
    multiprocessing.parent_process().join()
    os._exit(1)
