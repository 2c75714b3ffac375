"""A progress bar for work that takes over a second, where somebody is watching."""
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]
"""(what is being done, steps done, steps in all)"""


@contextmanager
def bar() -> Iterator[Progress]:
    """A function to report progress to.  Nothing is drawn in the first second, nor where standard error is no terminal."""
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
