"""Tables in plain text, parted by commas, tabs, semicolons or bars, in whatever encoding they were saved."""
import codecs
import csv
import re
from collections import Counter
from itertools import islice

from disclosure.tables.files.bounds import AGAIN, MOST_ROWS, SMALLER, WIDEST, refuse
from disclosure.tables.files.gather import Gathering, Grid
from disclosure.tables.grid import Book, Kind, Mark

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
BARS = "\t,;|"
NAMED = re.compile(r"sep=(.)\r?\n")
AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
STRANGE = re.compile(r"[\ue000-\uf8ff\u0e00-\u0fff\u1000-\u10ff]")
"""What GB18030 makes of bytes that are something else."""
MOST_LOST = 0.02
"""Share of characters that may be damaged before nothing is believed."""


def decoded(file: str, data: bytes, claimed: str = "") -> tuple[str, str]:
    """(text, encoding).  What the bytes are counts before what the file claims; what cannot be read becomes �."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark):].decode(encoding, "replace"), encoding
    if wide := sixteen(data):
        return data.decode(wide, "replace"), wide
    tries = []
    claimed = known(claimed)
    for encoding in dict.fromkeys(("utf-8", "gb18030", claimed)):
        if not encoding:
            continue
        try:
            text = data.decode(encoding)
            if encoding == "utf-8":
                return text, encoding
        except UnicodeDecodeError:
            text = data.decode(encoding, "replace")
        tries.append((text.count("\ufffd") + len(STRANGE.findall(text)), len(tries), text, encoding))
    lost, _, text, encoding = min(tries)
    if lost > max(20, len(text) * MOST_LOST):
        refuse(file, "里面的文字编码认不出来（不是 UTF-8、UTF-16 或 GB18030）", AGAIN)
    return text, encoding


def known(name: str) -> str:
    """The encoding that a file claims, by Python's name: of those that say what is said in China."""
    try:
        name = codecs.lookup(name.strip().strip("'\"")).name if name else ""
    except (LookupError, ValueError):
        return ""
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}.get(name, "") or \
        (name if name in ("utf-8", "gb18030", "big5hkscs") else "")


def sixteen(data: bytes) -> str:
    """UTF-16 without a mark: commas, digits and line ends have a zero beside them."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd < max(2, len(head) / 100):
        return ""
    return "utf-16-le" if odd > even * 4 else "utf-16-be" if even > odd * 4 else ""


def text(file: str, data: bytes) -> Book:
    """The one table of a text file."""
    said, encoding = decoded(file, data)
    if len(CONTROLS.findall(said[:100_000])) > len(said[:100_000]) / 200:
        refuse(file, "不是表格：里面不是文字", AGAIN)
    of = Gathering(file, "csv")
    said = said.replace("\0", "")
    bar = ""
    if found := NAMED.match(said):
        bar, said = found[1], said[found.end():]
    bar = bar or best(said)
    grid = Grid(of)
    for number, record in enumerate(records(file, said, bar), 1):
        if len(record) > WIDEST:
            refuse(file, f"第 {number} 行超过 {WIDEST:,} 列", AGAIN)
        for column, value in enumerate(record, 1):
            if not value:
                continue
            if found := AS_TEXT.fullmatch(value.strip()):
                value = found[1].replace('""', '"')
            grid.put(number, column, value, [(Mark.REPLACED, "")] if "\ufffd" in value else ())
    of.add(grid.table(Kind.TEXT, 1))
    return of.book()


def records(file: str, said: str, bar: str) -> list[list[str]]:
    """The rows; with a quotation mark that nothing closes, each line is a row rather than all of them one cell."""
    csv.field_size_limit(1 << 26)
    lines = re.split("(?<=\n)", re.sub("\r\n?", "\n", said))
    if len(lines) > MOST_ROWS * 50:
        refuse(file, f"超过 {MOST_ROWS * 50:,} 行", SMALLER)
    try:
        found = list(csv.reader(lines, delimiter=bar))
    except csv.Error:
        found = None
    if found is None or any(value.count("\n") > 200 for record in found for value in record):
        found = list(csv.reader(lines, delimiter=bar, quoting=csv.QUOTE_NONE))
    return found


def best(said: str) -> str:
    """The character that parts the cells: the one by which most rows have as many of them."""
    sample = re.sub("\r\n?", "\n", said[:200_000])

    def worth(bar: str) -> tuple[int, int]:
        try:
            widths = Counter(len(record) for record in islice(csv.reader(sample.splitlines(keepends=True), delimiter=bar), 500))
        except csv.Error:
            widths = Counter(line.count(bar) + 1 for line in sample.split("\n"))
        widths.pop(0, None)
        widths.pop(1, None)
        width, rows = max(widths.items(), key=lambda item: (item[1] * (item[0] - 1), item[0]), default=(1, 0))
        return rows * (width - 1), width
    return max(BARS, key=worth)
