"""Reads a file that a department sent, whatever its name says, within bounds of time and memory."""
from pathlib import Path

from disclosure.tables.grid import Book, Refused


def read(path: Path) -> Book:
    """The tables of a file.  Raises Refused, with the way out, where it cannot be read."""
    raise Refused(path.name, "这种文件还读不了", "请另存为 xlsx 再导入")
