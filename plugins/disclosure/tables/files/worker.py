"""A process that reads a department's file and can be ended: a file made to hang or to fill memory ends this, not the import.

Begun by `reading`, with the bounds and the ways of read/attachments/worker.py.
"""
from collections.abc import Callable
from typing import Any

from disclosure.read.attachments import worker
from disclosure.tables.files.told import told
from disclosure.tables.grid import Book, Refused

SECONDS = 8
"""Of processor time for a file, and more for large ones (`told`).  What is known to be too much is refused before that by its size."""
TOO_MUCH = ("要用的内存太多，读不完", "请把它拆成几个文件，或者另存一份 xlsx 再导入")


def work(name: str, data: bytes) -> Book | tuple[str, str]:
    """The tables; or why not, and the way out."""
    try:
        return told(name, data, lambda more: worker.bounded(SECONDS + int(more)))
    except Refused as refused:
        return refused.why, refused.hint
    except MemoryError:
        return TOO_MUCH
    except RecursionError:
        return "里面一层套一层，套得太多", TOO_MUCH[1]


def serve(receive: Callable[[], tuple[str, bytes]], send: Callable[[Any], None]) -> None:
    worker.serve(receive, send, work, SECONDS)


if __name__ == "__main__":
    worker.main(work, SECONDS)
