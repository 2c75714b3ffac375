"""PDF with text and drawn lines → tables, page by page, by pdfplumber: the lines say which cells there are, the letters what is in them.

PDFium reads the letters in a tenth of pdfminer's time, but leaves out spaces that are drawn where there is a gap as well, as LibreOffice writes them."""
import io
import re
import zlib
from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from disclosure.tables.files.bounds import AGAIN, SMALLER, refuse
from disclosure.tables.files.gather import Gathering, Grid
from disclosure.tables.files.package import UNLOCK, WHOLE
from disclosure.tables.grid import Book, Kind, Mark

MOST_PAGES = 1_000
MOST_LINES = 6_000
"""Lines on a page: more is a drawing, no table."""
MOST_LETTERS = 60_000
LARGEST_PAGE = 8 * 1024 * 1024
"""Bytes of a page's drawing, unpacked."""
TITLES = 8
NEAR = 3.0
"""Points within which two lines are one."""
NEIGHBOURS = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
UNKNOWN = re.compile(r"\(cid:\d+\)")
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65\u3000-\u303f]")
FOOT = re.compile(r"[-—–\s]*(?:第\s*)?\d+(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d+\s*页?)?[-—–\s]*")
CROWDED = 4
"""So many cells of a file whose letters lie over one another or over the lines make it unreadable: rows were too low, lines are lost."""
NO_TABLE = "请向发来的人要 xlsx 或 docx；只有 PDF 时，请把里面的表复制到工作表再导入"
SCAN = ("是扫描件，里面只有图片、没有文字", "请向发来的人要 xlsx 或 docx；只有扫描件时，请照着录成表格再导入")


def pages(file: str, data: bytes, patience: Callable[[int], None] = lambda pages: None) -> Book:
    """The tables of a PDF.  `patience`: told the number of pages, before they are read."""
    import pdfplumber

    from disclosure.tables.files.drawing import Sheet
    of = Gathering(file, "pdf")
    try:
        document = pdfplumber.open(io.BytesIO(data))
        count = len(document.pages)
    except MemoryError:
        raise
    except Exception as fault:  # pdfminer raises whatever the bytes lead it to
        if "password" in (type(fault).__name__ + str(fault) + repr(fault.__cause__ or fault.__context__)).lower():
            refuse(file, "加了密码", UNLOCK)
        refuse(file, "打不开：文件不完整或者损坏了", WHOLE)
    if count > MOST_PAGES:
        refuse(file, f"有 {count:,} 页", SMALLER)
    patience(count)
    scans, crowded, unknown, letters = [], [], 0, 0
    behind, tables = [], 0
    for number, page in enumerate(document.pages, 1):
        bounded(file, page, number)
        try:
            page = upright(Sheet(document, page.page_obj, number))
            chars = page.chars
            edges = len(page.lines) + len(page.rects) + len(page.curves)
        except MemoryError:
            raise
        except Exception:  # as above
            refuse(file, f"第 {number} 页读不下去：文件不完整或者损坏了", WHOLE)
        if edges > MOST_LINES or len(chars) > MOST_LETTERS:
            refuse(file, f"第 {number} 页的线或字太多，不像一张表", AGAIN)
        said = [char for char in chars if char["text"].strip()]
        if not said and page.images:
            scans.append(number)
        letters += len(said)
        unknown += sum(1 for char in said if UNKNOWN.fullmatch(char["text"]) or "\ue000" <= char["text"] <= "\uf8ff")
        read = Page(of, page, number)
        read.read()
        crowded += read.crowded
        behind = read.behind if len(of.tables) > tables else [*behind, *read.behind]
        tables = len(of.tables)
        page.close()
    if not letters and scans:
        refuse(file, *SCAN)
    if scans:
        of.leave(f"第 {'、'.join(map(str, scans[:20]))} 页（是图片，没有文字）")
    if unknown * 5 > letters:
        refuse(file, "里面的字读不出来（字体没有带编码）", NO_TABLE)
    if not of.tables:
        refuse(file, "里面没有画着线的表", NO_TABLE)
    if len(crowded) >= CROWDED and len(crowded) * 20 > sum(1 for table in of.tables for cell in table.cells if cell.text):
        refuse(file, f"格子太矮，字叠着字、压着线，有的行印不出来（{'、'.join(crowded[:3])}等 {len(crowded)} 格），读不全", NO_TABLE)
    of.behind(behind)
    return of.book()


def bounded(file: str, page: Any, number: int) -> None:
    """Refuses a page that is packed so tightly that it is no page."""
    from pdfminer.pdftypes import PDFStream, resolve1
    for thing in page.page_obj.contents:
        stream = resolve1(thing)
        if isinstance(stream, PDFStream) and stream.rawdata:
            try:
                size = len(zlib.decompressobj().decompress(stream.rawdata, LARGEST_PAGE + 1))
            except zlib.error:
                continue  # packed in another way, which packs less
            if size > LARGEST_PAGE:
                refuse(file, f"第 {number} 页的内容太多，不像一张表", AGAIN)


def upright(page: Any) -> Any:
    """A page turned so that most of its letters stand."""
    chars = [char for char in page.chars if char["text"].strip()]
    lying = [char for char in chars if not char["upright"]]
    if len(lying) * 2 <= len(chars):
        return page
    up = sum(1 for char in lying if char["matrix"][1] > 0) * 2 > len(lying)
    turned = page.page_obj
    turned.rotate = (turned.rotate + (90 if up else 270)) % 360
    return type(page)(page.pdf, turned, page.page_number)


class Page:
    """One page on its way."""

    def __init__(self, of: Gathering, page: Any, number: int) -> None:
        self.of, self.page, self.number = of, page, number
        self.chars = doubled([char for char in page.chars if char["text"]])
        self.strikes = strikes(page)
        self.behind: list[str] = []
        self.crowded: list[str] = []
        """Cells that cannot be read for the letters that lie in them."""

    def read(self) -> None:
        found = self.found()
        if found and any(char["x0"] > self.page.bbox[2] or char["x1"] < self.page.bbox[0] for char in self.chars if char["text"].strip()) or any(
                edge > self.page.bbox[2] + NEAR for table in found for edge in self.reach(table)):
            self.of.leave(f"第{self.number}页 伸到纸外面的列（打印时就被裁掉了）")
        taken: set[int] = set()
        ends = 0.0
        for at, table in enumerate(found, 1):
            inside = self.table(table, at, self.titles(ends, table.bbox[1], taken))
            taken |= inside
            ends = table.bbox[3]
        self.behind = self.titles(ends, self.page.bbox[3], taken)

    def found(self) -> list[Any]:
        """The tables of the page, from above; sides without a line are drawn where letters stand beyond them."""
        tables = self.tables({})
        left, right = [], []
        for table in tables:
            x0, top, x1, bottom = table.bbox
            beside = [char for char in self.chars if top < char["y"] < bottom and char["text"].strip()]
            if any(char["x"] < x0 - 1 for char in beside):
                left.append(min(char["x0"] for char in beside) - 2)
            if any(char["x"] > x1 + 1 for char in beside):
                right.append(max(char["x1"] for char in beside) + 2)
        if left or right:
            tables = self.tables({"explicit_vertical_lines": [*([min(left)] if left else []), *([max(right)] if right else [])]})
        return sorted(tables, key=lambda table: (table.bbox[1], table.bbox[0]))

    def reach(self, table: Any) -> list[float]:
        """How far to the right the level lines of a table go."""
        _, top, _, bottom = table.bbox
        return [line["x1"] for line in [*self.page.lines, *self.page.rects] if top - NEAR <= line["top"] <= bottom + NEAR and line["bottom"] - line["top"] < NEAR]

    def tables(self, more: dict) -> list[Any]:
        settings = {"snap_tolerance": NEAR, "join_tolerance": NEAR, "intersection_tolerance": NEAR, **more}
        return [table for table in self.page.find_tables(settings) if len(table.cells) > 1]

    def titles(self, top: float, bottom: float, taken: set[int]) -> list[str]:
        """What stands above a table and below the one before."""
        between = [char for n, char in enumerate(self.chars) if n not in taken and top <= char["y"] < bottom]
        said = [self.of.clean(line) for line in lines(between)]
        return [line for line in said if line and not FOOT.fullmatch(line)][-TITLES:]

    def table(self, table: Any, number: int, titles: list[str]) -> set[int]:
        """Adds a table; returns which of the page's letters stand in it."""
        xs, ys = edges([x for cell in table.cells for x in (cell[0], cell[2])]), edges([y for cell in table.cells for y in (cell[1], cell[3])])
        cells = {(nearest(ys, top), nearest(xs, x0)): (nearest(ys, bottom), nearest(xs, x1)) for x0, top, x1, bottom in table.cells}
        over = {(row, column): start for start, end in cells.items() for row in range(start[0], end[0]) for column in range(start[1], end[1])}
        held: dict[tuple[int, int], list[dict]] = {start: [] for start in cells}
        inside, lost = set(), []
        for n, char in enumerate(self.chars):
            x, y = char["x"], char["y"]
            if not (xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]):
                continue
            inside.add(n)
            start = over.get((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1))
            if start is None:
                lost.append(char)
            else:
                held[start].append(char)
        if words := " ".join(lines(lost)).strip():
            self.of.leave(f"第{self.number}页 表{number} 里没有格线围着的文字：{words[:60]}")
        grid = Grid(self.of)
        across = [strike for strike in self.strikes if ys[0] < strike[2] < ys[-1]]
        for start, end in sorted(cells.items()):
            box = (xs[start[1]], ys[start[0]], xs[end[1]], ys[end[0]])
            through = [strike for strike in across if box[1] + NEAR < strike[2] < box[3] - NEAR and strike[0] < box[2] and strike[1] > box[0]]
            struck = [char for char in held[start] if goes_through(through, char)] if through else []
            kept = [char for char in held[start] if not goes_through(through, char)] if struck else held[start]
            notes = [(Mark.STRUCK, " ".join(lines(struck)))] if struck else []
            notes += [(Mark.COMMENT, said) for said in self.remarks(box)]
            text = "\n".join(lines(kept))
            if tight(kept, box):
                self.crowded.append(f"第{self.number}页 表{number} 第{start[0] + 1}行第{start[1] + 1}列")
                notes.append((Mark.REPLACED, "字叠着字或者压着格线"))
            if UNKNOWN.search(text):
                text = UNKNOWN.sub("\ufffd", text)
            grid.put(start[0] + 1, start[1] + 1, text, notes, rows=end[0] - start[0], columns=end[1] - start[1])
        self.of.add(grid.table(Kind.PDF, number, self.number, titles))
        return inside

    def remarks(self, box: tuple[float, float, float, float]) -> list[str]:
        found = []
        for note in self.page.annots:
            x, y = (note["x0"] + note["x1"]) / 2, (note["top"] + note["bottom"]) / 2
            if box[0] <= x < box[2] and box[1] <= y < box[3] and (said := note.get("contents") or ""):
                found.append(said if isinstance(said, str) else str(said))
        return found


def doubled(chars: list[dict]) -> list[dict]:
    """Without letters that are drawn twice to look bold."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for char in chars:
        text, x, y = char["text"], round(char["x0"]), round(char["top"])
        if not any((text, x + dx, y + dy) in seen for dx, dy in NEIGHBOURS):
            seen.add((text, x, y))
            kept.append(char)
    return kept


def strikes(page: Any) -> list[tuple[float, float, float]]:
    """(left, right, height) of level lines that may go through words, and of words marked as struck."""
    found = [(line["x0"], line["x1"], line["top"]) for line in page.lines if abs(line["top"] - line["bottom"]) < 0.5]
    found += [(rect["x0"], rect["x1"], (rect["top"] + rect["bottom"]) / 2) for rect in page.rects if abs(rect["bottom"] - rect["top"]) < 2]
    for note in page.annots:
        subtype = str((note.get("data") or {}).get("Subtype", ""))
        if "StrikeOut" in subtype:
            found.append((note["x0"] - 2, note["x1"] + 2, (note["top"] + note["bottom"]) / 2))
    return found


def goes_through(level: list[tuple[float, float, float]], char: dict) -> bool:
    """Whether a line goes through a letter."""
    height = char["bottom"] - char["top"]
    return any(x0 <= char["x0"] + 1 and char["x1"] - 1 <= x1 and char["top"] + height * 0.3 < y < char["bottom"] - height * 0.2
               for x0, x1, y in level)


def tight(chars: list[dict], box: tuple[float, float, float, float]) -> bool:
    """Whether letters of a cell lie over one another, or half outside it above or below: what else it says may not be there."""
    said = [char for char in chars if char["text"].strip()]
    for char in said:
        height = char["bottom"] - char["top"]
        y = char["y"]
        if char["upright"] and (y - box[1] < height * 0.25 or box[3] - y < height * 0.25):
            return True
    said.sort(key=lambda char: (round(char["x0"] / 4), char["y"]))
    return any(over(one, other) for n, one in enumerate(said) for other in said[n + 1:n + 4])


def over(one: dict, other: dict) -> bool:
    """Whether two letters cover more than a third of each other's place."""
    if one["x1"] <= other["x0"] or other["x1"] <= one["x0"] or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]:
        return False
    wide = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
    high = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return wide * 2 > min(one["x1"] - one["x0"], other["x1"] - other["x0"]) and high * 5 > min(one["bottom"] - one["top"], other["bottom"] - other["top"]) * 2


def edges(values: list[float]) -> list[float]:
    """Places of lines, those that are nearly one made one."""
    found: list[float] = []
    for value in sorted(set(values)):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def nearest(values: list[float], value: float) -> int:
    return min(range(len(values)), key=lambda n: abs(values[n] - value))


def lines(chars: list[dict]) -> list[str]:
    """Letters as lines, from above, each from the left; a gap between letters that are not Chinese is a space."""
    rows: list[list[dict]] = []
    for char in sorted(chars, key=lambda char: (char["y"], char["x0"])):
        if rows and abs(char["y"] - rows[-1][0]["y"]) < max(2.0, (rows[-1][0]["bottom"] - rows[-1][0]["top"]) * 0.5):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [joined(sorted(row, key=lambda char: char["x0"])) for row in rows]


def joined(row: list[dict]) -> str:
    said = [row[0]["text"]] if row else []
    for before, char in pairwise(row):
        gap = char["x0"] - before["x1"]
        size = max(char["size"], 1.0)
        if gap > size * 0.25 and not before["text"].isspace() and not char["text"].isspace() and \
                (gap > size * 0.8 or not (WIDE.match(before["text"]) or WIDE.match(char["text"]))):
            said.append(" ")
        said.append(char["text"])
    return re.sub(r" {2,}", " ", "".join(said)).strip()
