"""Reads a file that a department sent, whatever its name says, within bounds of time and memory."""
from contextlib import suppress
from pathlib import Path

from disclosure.hands import FORKS
from disclosure.read.attachments.looking import Forked, Started
from disclosure.read.files import NotPlain, read_plain
from disclosure.tables.files import worker
from disclosure.tables.files.bounds import LARGEST, SMALLER, refuse
from disclosure.tables.grid import Book

PATIENCE = 300.0
"""Seconds of the clock for one file: a PDF has many pages, and other work may keep its reader waiting.  Where the system bounds no processor
time (Windows), this alone does."""
AGAIN = "请检查文件是不是完整，或者在办公软件里打开它、另存一份 xlsx 再导入"


def read(path: Path) -> Book:
    """The tables of a file.  Raises Refused, with the way out, where it cannot be read."""
    name = path.name
    try:
        data = read_plain(path, LARGEST + 1)
    except NotPlain:
        refuse(name, "不是普通的文件", "请给出表格文件的路径")
    except FileNotFoundError:
        refuse(name, "没有这个文件", "请检查路径和文件名；名称里有空格时要加引号")
    except OSError:
        refuse(name, "打不开：没有权限，或者正被别的程序占用", "请关掉正打开它的程序，或者复制一份再导入")
    if len(data) > LARGEST:
        refuse(name, f"超过 {LARGEST // 1024 // 1024} MB", SMALLER)
    return read_bytes(name, data)


def read_bytes(name: str, data: bytes) -> Book:
    """As `read`, of bytes that are already here."""
    kind = Forked if FORKS else Started
    try:
        process = kind(worker, PATIENCE)
    except OSError:
        refuse(name, "读表格的程序没有启动起来", "请关掉一些程序，再试一次")
    ended = False
    try:
        with suppress(OSError):  # where it has ended, there is no answer either
            process.send((name, data))
        answer = process.receive()
    finally:
        ended = process.end()
    if isinstance(answer, Book):
        return answer
    if answer is not None:
        refuse(name, *answer)
    refuse(name, "读得太久，还没有读完" if ended else "读到一半读不下去：里面的内容和它的格式不符，或者太大", AGAIN)
