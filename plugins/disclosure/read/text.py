"""Bytes of a file → text fit to be parsed: encoding, size, characters.

A file in the wrong encoding is refused, but what it says can mostly still be made out: it is read on, so that the editor sees every
fault at once and other files do not seem to refer to nothing.
"""
import os
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from disclosure.model.finding import Advice, Edit
from disclosure.model.place import START
from disclosure.model.rare import Rare
from disclosure.read import faults
from disclosure.read.characters import HIDDEN, named, needed
from disclosure.read.files import NotPlain, open_plain
from disclosure.read.nodes import Report
from disclosure.read.radicals import LOOKALIKE, meant, mended, part

MAX_BYTES = 2 * 1024 * 1024
MAX_LINE = 64 * 1024
MAX_LINES = 100_000
"""A file of 2 MB that people have written has about 70,000."""
UTF16 = (b"\xff\xfe", b"\xfe\xff")
RUNS = Rare(rf"({HIDDEN.pattern})\1*")
UNSEEN = "\u200b\u2060\ufeff\xad"
"""What copying brings along and says nothing: it can be left out.  Others may stand for a lost character."""
LONG = 200
"""Longer lines are not shown mended: a line cut short would be pasted as it stands."""
SAVE_AS = "用记事本打开，“另存为”，编码选 UTF-8，保存后再试"


@dataclass(frozen=True)
class Bytes:
    """A file as it lies on the disk: its bytes (None where it cannot be opened), or the beginning of one that is too large, and its size."""

    data: bytes | None
    size: int

    @cached_property
    def undoubted(self) -> str:
        """The text of a file that `decoded` has been through before and found nothing wrong with."""
        return one_ending(self.data.decode("utf-8-sig"))


def bytes_of(path: Path, report: Report, follow: bool = True) -> Bytes:
    """`follow`: the path itself may be a link."""
    try:
        with open_plain(path, follow) as file:
            data = file.read(MAX_BYTES + 1) or b""
            return Bytes(data, max(os.fstat(file.fileno()).st_size, len(data)))
    except NotPlain:
        report(faults.NO_FILE, START, "这不是普通文件，是管道、设备一类，没有读", "请删去它，换成普通的文件")
        return Bytes(None, 0)
    except OSError:
        report(faults.NO_FILE, START, "文件打不开", "请检查文件权限，或是否正被别的程序占用")
        return Bytes(None, 0)


def decoded(data: bytes, report: Report, size: int) -> str | None:
    """The text of a file with line feeds only; None when it cannot be read at all.  `size`: of the file, of which `data` may be the beginning."""
    if size > MAX_BYTES:
        report(faults.TOO_LARGE, START, f"文件有 {size:,} 字节，超过 2 MB（{MAX_BYTES:,} 字节）", "请把内容分到几个文件；长名单作为附件放到 content/files/")
        return None
    text = utf16(data, report) if data[:2] in UTF16 else utf8(data, report)
    if text is None:
        return None
    text = one_ending(text)
    if (count := text.count("\n")) > MAX_LINES:
        report(faults.TOO_LARGE, START, f"文件有 {count:,} 行，超过 {MAX_LINES:,} 行", "请把内容分到几个文件；长名单作为附件放到 content/files/")
        return None
    if LOOKALIKE.search(text):
        text = ideographs(text, report)
    hidden = HIDDEN.search(text)  # nearly no file has any: the slow search begins at the first
    lines = Lines(text if hidden else "")
    for found in RUNS.finditer(text, hidden.start()) if hidden else ():
        count = len(found[0])
        if count == 1 and needed(text, found.start()):
            continue
        line, column = lines.where(found.start())
        report(faults.CHARACTER, (line, column, line, column + count), f"这里有{f' {count} 个' if count > 1 else ''}看不见的字符：{named(found[1])}",
               Advice("请删去它：在它前后各删一个字再重新输入", (Edit((line, column, line, column + count), found[0], ""),) if found[1] in UNSEEN else ()))
    if len(text) * 4 > MAX_LINE:
        for number, row in enumerate(text.split("\n"), 1):
            if len(row) * 4 > MAX_LINE and len(row.encode()) > MAX_LINE:
                report(faults.TOO_LARGE, (number, 1, number, len(row) + 1), "这一行超过 64 kB", "请分成几行，或作为附件放到 content/files/")
    if "<<<<<<<" in text or ">>>>>>>" in text:
        text = without_conflicts(text, report)
    return HIDDEN.sub(lambda found: found[0] if needed(text, found.start()) else "?", text) if hidden else text


def ideographs(text: str, report: Report) -> str:
    """The text without characters that only look like others, told once for each line."""
    for number, row in enumerate(text.split("\n"), 1):
        if LOOKALIKE.search(row) is None:
            continue
        found = [one for one in LOOKALIKE.finditer(row) if meant(one[0]) != one[0]]
        if found:
            said = listed([f"“{one}”（U+{ord(one):04X}）应为“{meant(one)}”" for one in dict.fromkeys(one[0] for one in found)])
            right = mended(row).strip()
            report(faults.LOOKALIKE, (number, found[0].start() + 1, number, found[0].end() + 1), f"这里有 {len(found)} 个看起来一样的部首、兼容字：{said}",
                   Advice("已按正确的字读。" + (f"请把这一行改成：\n{right}" if len(right) <= LONG else "请在这一行里逐个改过来"), (Edit((number, 1, number, len(row) + 1), row, mended(row)),)))
        if parts := [one for one in LOOKALIKE.finditer(row) if part(one[0])]:
            said = listed([f"“{one}”（U+{ord(one):04X}）" for one in dict.fromkeys(one[0] for one in parts)])
            report(faults.LOOKALIKE, (number, parts[0].start() + 1, number, parts[0].end() + 1), f"这里有 {len(parts)} 个部首、笔画，不是字：{said}", "请对照原文，换成应写的字")
    return mended(text)


def listed(said: list[str]) -> str:
    return "、".join(said[:5]) + ("等" if len(said) > 5 else "")


def one_ending(text: str) -> str:
    """The text with every line ended by a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


CONFLICT_MARK = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.M)


def without_conflicts(text: str, report: Report) -> str:
    """The text with both sides of every conflict and without the markers, each reported."""
    lines = Lines(text)
    for found in CONFLICT_MARK.finditer(text):
        line, _ = lines.where(found.start())
        report(faults.CONFLICT, (line, 1, line, len(found[0]) + 1), f"这里留着版本合并的冲突标记“{found[0][:20]}”", "请在两边的内容里选定一边，删去三行标记")
    return CONFLICT_MARK.sub("", text)


def utf8(data: bytes, report: Report) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        head = data[:error.start].decode("utf-8-sig", "replace")
        line, column = head.count("\n") + 1, len(head) - head.rfind("\n")
    written = [row for row in data.split(b"\n") if not row.isascii()]
    broken = sum(not valid(row) for row in written)
    if broken * 2 > len(written) and (guess := gbk(data)):  # of a UTF-8 file with a slip most lines are still valid
        said = next((row.strip()[:20] for row in guess.splitlines() if not row.isascii()), "")
        report(faults.ENCODING, (line, column, line, column + 1), f"文件像是 GBK（ANSI）编码，不是 UTF-8，第 {line} 行读作“{HIDDEN.sub('?', said)}”",
               f"{SAVE_AS}；WPS、Excel 导出的文件也要这样转")
        return guess
    for number, row in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        text = row.decode("utf-8", "replace")
        if "\ufffd" in text and not valid(row):
            column = text.index("\ufffd") + 1
            report(faults.ENCODING, (number, column, number, column + 1), f"第 {number} 行有不是 UTF-8 的字节", f"请重新输入这一行读不出的字；整个文件都是乱码的，{SAVE_AS}")
    return data.decode("utf-8-sig", "replace").replace("\ufffd", "?") if broken * 2 <= len(written) else None


def valid(row: bytes) -> bool:
    try:
        row.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def utf16(data: bytes, report: Report) -> str | None:
    report(faults.ENCODING, START, "文件是 UTF-16（“Unicode”）编码，不是 UTF-8", SAVE_AS)
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError:
        return None


def gbk(data: bytes) -> str:
    """The text of GBK bytes; "" where they are not GBK."""
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return ""


class Lines:
    """Offsets in a text → lines and columns."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def where(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1
