"""A progress bar for work that takes over a second, where somebody is watching."""
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]
"""(what is being done, steps done, steps in all)"""
LINES = "DISCLOSURE_PROGRESS"
"""Set by a program of ours that shows the progress of another: then it is told in lines that begin with SIGN."""
SIGN = "@progress "
OFTEN = 0.3
"""Seconds between two of them."""


@contextmanager
def bar() -> Iterator[Progress]:
    """A function to report progress to.  Nothing is drawn in the first second, nor where standard error is no terminal."""
    if os.environ.get(LINES):
        last = [0.0]

        def line(what: str, done: int, total: int) -> None:
            if time.monotonic() - last[0] > OFTEN:
                last[0] = time.monotonic()
                print(f"{SIGN}{what}\t{done}\t{total}", file=sys.stderr, flush=True)
        yield line
        return
    if not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    started, drawn, tasks = time.monotonic(), [], {}

    def progress(what: str, done: int, total: int) -> None:
        if not drawn:
            if time.monotonic() - started < 1:
                return
            from rich.console import Console
            from rich.progress import Progress as Bar
            drawn.append(Bar(console=Console(stderr=True), transient=True))
            drawn[0].start()
        if what not in tasks:
            tasks[what] = drawn[0].add_task(what, total=total)
        drawn[0].update(tasks[what], completed=done, total=total)

    try:
        yield progress
    finally:
        if drawn:
            drawn[0].stop()
