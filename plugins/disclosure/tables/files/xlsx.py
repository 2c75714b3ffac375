"""xlsx and xlsm → tables: one pass over each sheet, cells as they are shown, and what openpyxl would drop kept as marks.

Not openpyxl, because one pass of it cannot tell a formula without a result from an empty cell, it makes a cell for every place that a merge
covers (A1:XFD1048576 hangs it), refuses the strict form, and takes three times as long.  Macros, other workbooks and pictures are not opened.
"""
import re
from typing import Any, NamedTuple

from disclosure.tables.files import numbers
from disclosure.tables.files.bounds import refuse
from disclosure.tables.files.drawings import comments, drawn
from disclosure.tables.files.gather import Gathering, Grid
from disclosure.tables.files.package import AGAIN, Package, attribute, local, walk
from disclosure.tables.files.symbols import in_font
from disclosure.tables.grid import Book, Kind, Mark

REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
ROWS, COLUMNS = 1_048_576, 16_384
SCATTERED = 3_000_000
"""Places of the rectangle that a sheet's text spans."""
MOST_EMPTY = 300_000
"""Rows of a sheet, with text or not."""
EMPTY = "请删掉表格以外的行和列，存盘后再导入"
YES = ("1", "true", "on")
WHITE = ("FFFFFFFF", "00FFFFFF", "FFFFFF")


class Style(NamedTuple):
    """How a cell looks, as far as that says something."""

    form: str = "General"
    struck: bool = False
    unseen: bool = False
    """White on nothing."""
    font: str = ""


def unseen(size: str | None) -> bool:
    """Whether a row or column is drawn together so far that nobody sees it: less than a point high, less than a character wide."""
    try:
        return size is not None and float(size) < 0.8
    except ValueError:
        return False


class Words(NamedTuple):
    """A text of the workbook's shared ones: its runs, each with (struck or None where the cell says so, font)."""

    runs: tuple[tuple[str, bool | None, str], ...]


def workbook(file: str, data: bytes) -> Book:
    """The sheets of an xlsx or xlsm."""
    package = Package(file, data)
    root = package.tree(package.main) if package.main in package else None
    if root is None or local(root) != "workbook":
        refuse(file, "里面没有工作簿：文件不完整或者损坏了", AGAIN)
    of = Gathering(file, "xlsx")
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in package.parts):
        of.leave("宏（没有看，也没有运行）")
    links = package.related(package.main)
    if any(link.kind.startswith("externallink") for link in links.values()):
        of.leave("指向别的工作簿的链接（没有打开）")
    since_1904 = any(attribute(e, "date1904") in YES for e in root if local(e) == "workbookPr")
    styles = styled(package, next((link.target for link in links.values() if link.kind == "styles"), ""))
    shared = texts(package, next((link.target for link in links.values() if link.kind == "sharedstrings"), ""))
    number = 0
    for sheet in (e for group in root if local(group) == "sheets" for e in group if local(e) == "sheet"):
        link = links.get(next((v for k, v in sheet.attrib.items() if k.endswith("}id")), ""))
        name = sheet.get("name", "")
        if not link or link.kind != "worksheet" or link.external or link.target not in package:
            of.leave(f"“{name}”（不是普通的工作表）")
            continue
        number += 1
        Sheet(of, package, link.target, name, styles, shared, since_1904).read(number, sheet.get("state", "visible") != "visible")
    return of.book()


def styled(package: Package, part: str) -> list[Style]:
    root = package.tree(part) if part else None
    groups = {local(group): group for group in root} if root is not None else {}
    forms = {**numbers.BUILT_IN}
    for e in groups.get("numFmts", ()):
        if e.get("numFmtId", "").isdecimal():
            forms[int(e.get("numFmtId"))] = e.get("formatCode", "General")
    fonts = [face(e) for e in groups.get("fonts", ()) if local(e) == "font"]
    grounds = [any(attribute(p, "patternType") not in ("", "none") for p in e) or any(local(p) == "gradientFill" for p in e)
               for e in groups.get("fills", ()) if local(e) == "fill"]
    styles = []
    for e in groups.get("cellXfs", ()):
        form, font, fill = (int(v) if (v := e.get(key, "0")).isdecimal() else 0 for key in ("numFmtId", "fontId", "fillId"))
        struck, white, name = fonts[font] if font < len(fonts) else (False, False, "")
        ground = grounds[fill] if fill < len(grounds) else False
        styles.append(Style(forms.get(form, "General"), struck, white and not ground, name))
    return styles


def face(font: Any) -> tuple[bool, bool, str]:
    """(struck through, white, name of a symbol font) of a font or of a run's properties."""
    struck = white = False
    name = ""
    for e in font:
        kind = local(e)
        if kind in ("strike", "dstrike"):
            struck = e.get("val", "1") in YES
        elif kind == "color":
            white = e.get("rgb", "").upper() in WHITE or e.get("theme") == "0" and float(e.get("tint") or 0) == 0
        elif kind in ("name", "rFont"):
            name = e.get("val", "")
    return struck, white, name


def texts(package: Package, part: str) -> list[Words]:
    """The shared texts, in their order."""
    found = []
    if part and part in package:
        with package.open(part) as stream:
            for _, element, _ in walk(package.file, stream, ("si",)):
                found.append(words(element))
                clear(element)
    return found


def words(element: Any) -> Words:
    """A text with its runs; how a word is read aloud (phonetic guides) is none of it."""
    runs: list[tuple[str, bool | None, str]] = []
    for e in element:
        kind = local(e)
        if kind == "t":
            runs.append((e.text or "", None, ""))
        elif kind == "r":
            said = "".join(t.text or "" for t in e if local(t) == "t")
            looks = next((p for p in e if local(p) == "rPr"), None)
            struck, _, font = face(looks) if looks is not None else (None, False, "")
            runs.append((said, struck, font))
    return Words(tuple(runs))


def clear(element: Any) -> None:
    """Forgets an element that was read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def place(reference: str) -> tuple[int, int] | None:
    """(row, column) of a reference like C5; None where a sheet has no such place."""
    if not (found := REFERENCE.fullmatch(reference)):
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row, column) if 0 < row <= ROWS and column <= COLUMNS else None


def area(reference: str) -> tuple[int, int, int, int] | None:
    first, _, last = reference.partition(":")
    start, end = place(first), place(last or first)
    if not start or not end:
        return None
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])


class Sheet:
    """One sheet on its way."""

    def __init__(self, of: Gathering, package: Package, part: str, name: str, styles: list[Style], shared: list[Words],
                 since_1904: bool) -> None:
        self.of, self.package, self.part = of, package, part
        self.styles, self.shared, self.since_1904 = styles, shared, since_1904
        self.grid = Grid(of, name)
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.filtered = False
        self.links: list[Any] = []

    def read(self, number: int, hidden: bool) -> None:
        row = column = count = 0
        tags = ("c", "row", "mergeCell", "col", "filterColumn", "hyperlink", "sheetData")
        with self.package.open(self.part) as stream:
            for event, e, kind in walk(self.of.file, stream, tags, ("row",)):
                if event == "start":
                    row, column, count = self.begin(e, row), 0, count + 1
                    if count > MOST_EMPTY:
                        refuse(self.of.file, f"“{self.grid.sheet}”里有 {MOST_EMPTY:,} 行以上", EMPTY)
                elif kind == "c":
                    at = place(e.get("r", "")) if "r" in e.attrib else (row, column + 1)
                    if at is None or at[1] > COLUMNS:
                        refuse(self.of.file, f"“{self.grid.sheet}”里有表格外的单元格（{e.get('r', '')[:20]}），文件损坏了", AGAIN)
                    row, column = at
                    self.cell(e, row, column)
                    clear(e)
                elif kind == "row":
                    clear(e)
                else:
                    self.aside(e, kind)
        self.attached()
        self.grid.lay()
        places = [at for at, cell in self.grid.cells.items() if cell.text or cell.marks]
        high, wide = max((r for r, _ in places), default=0), max((c for _, c in places), default=0)
        if high * wide > SCATTERED:
            refuse(self.of.file, f"“{self.grid.sheet}”里的文字散得太远（到第 {high:,} 行第 {wide:,} 列）",
                   EMPTY)
        columns = {c for first, last in self.hidden_columns for c in range(first, min(last, wide) + 1)}
        self.of.add(self.grid.table(Kind.SHEET, number, hidden_rows={r for r in self.hidden_rows if r <= high},
                                    hidden_columns=columns, hidden=hidden, filtered=self.filtered))

    def begin(self, e: Any, before: int) -> int:
        """The number of a row that starts."""
        said = e.get("r", "")
        row = int(said) if said.isdecimal() and len(said) < 8 else before + 1
        if not 0 < row <= ROWS:
            refuse(self.of.file, f"“{self.grid.sheet}”里有表格外的行，文件损坏了", AGAIN)
        if e.get("hidden") in YES or unseen(e.get("ht")):
            self.hidden_rows.add(row)
        return row

    def aside(self, e: Any, kind: str) -> None:
        if kind == "mergeCell" and (span := area(e.get("ref", ""))):
            self.grid.merge(*span)
        elif kind == "col" and (e.get("hidden") in YES or unseen(e.get("width"))):
            first, last = (int(v) if (v := e.get(key, "")).isdecimal() else 0 for key in ("min", "max"))
            if first:
                self.hidden_columns.append((first, last))
        elif kind == "filterColumn":
            self.filtered = True
        elif kind == "hyperlink":
            self.links.append((e.get("ref", ""), next((v for k, v in e.attrib.items() if k.endswith("}id")), ""),
                               e.get("location", "")))

    def cell(self, e: Any, row: int, column: int) -> None:
        style, sort = self.style(e.get("s")), e.get("t", "n")
        value = formula = None
        inline: Words | None = None
        for child in e:
            kind = local(child)
            if kind == "v":
                value = child.text or ""
            elif kind == "f":
                formula = child.text or ""
            elif kind == "is":
                inline = words(child)
        notes: list[tuple[Mark, str]] = []
        if formula is not None:
            if re.match(r"(_xlfn\.)?DISPIMG\(", formula, re.I):
                return self.grid.put(row, column, "", [(Mark.PICTURE, "")])
            if value is None or value == "" and sort != "str":
                return self.grid.put(row, column, "", [(Mark.UNCALCULATED, f"={formula}" if formula else "")])
            notes.append((Mark.FORMULA, f"={formula}" if formula else ""))
            if "[" in formula and re.search(r"\[\d+\]|\.xls", formula, re.I) or "|" in formula:
                self.of.leave("引用别的工作簿或程序的公式（只读了存下的结果）")
        if sort == "s" and value is not None:
            index = int(value) if value.isdecimal() and len(value) < 9 else -1
            if not 0 <= index < len(self.shared):
                return self.grid.put(row, column, "", [*notes, (Mark.ERROR, "文字缺失")])
            return self.text(row, column, self.shared[index], style, notes)
        if inline is not None and sort == "inlineStr":
            return self.text(row, column, inline, style, notes)
        if value is None or value == "":
            return None
        if sort == "str":
            return self.text(row, column, Words(((value, None, ""),)), style, notes)
        if sort == "e":
            return self.grid.put(row, column, value, [*notes, (Mark.ERROR, "")])
        if sort == "b":
            return self.grid.put(row, column, "TRUE" if value in YES else "FALSE", [*notes, (Mark.BOOLEAN, "")])
        if sort == "d":
            return self.grid.put(row, column, value, [*notes, (Mark.DATE, "")], stored=value, form=style.form)
        try:
            number = float(value)
        except ValueError:
            return self.text(row, column, Words(((value, None, ""),)), style, notes)
        return number_cell(self.grid, row, column, number, style, notes, self.since_1904)

    def style(self, index: str | None) -> Style:
        at = int(index) if index and index.isdecimal() and len(index) < 9 else 0
        return self.styles[at] if at < len(self.styles) else Style()

    def text(self, row: int, column: int, said: Words, style: Style, notes: list[tuple[Mark, str]]) -> None:
        text_cell(self.grid, row, column, said.runs, style, notes)

    def attached(self) -> None:
        """What hangs on cells and stands in parts of its own."""
        related = self.package.related(self.part)
        for reference, link, inside in self.links:
            target = related.get(link)
            if (span := area(reference)) and (target or inside):
                self.grid.mark(span[0], span[1], Mark.LINK, target.target if target else f"#{inside}")
        for reference, said in comments(self.package, related).items():
            if at := place(reference):
                self.grid.mark(*at, Mark.COMMENT, said)
        for row, column, said in drawn(self.package, related):
            if row < ROWS and column < COLUMNS:
                self.grid.mark(row, column, Mark.PICTURE, said)
                if said:
                    self.of.leave(f"“{self.grid.sheet}”里浮在表格上的文字（文本框、图形）：{said[:60]}")
        for link in related.values():
            if link.kind == "table" and b"filterColumn" in self.package.read(link.target):
                self.filtered = True


def text_cell(grid: Grid, row: int, column: int, runs: tuple[tuple[str, bool | None, str], ...], style: Style,
              notes: list[tuple[Mark, str]]) -> None:
    """Puts a text: what is struck or cannot be seen goes to the notes."""
    kept, struck = [], []
    for said, own, font in runs:
        (struck if (style.struck if own is None else own) else kept).append(in_font(said, font or style.font))
    text = "".join(kept)
    if gone := "".join(struck).strip():
        notes = [*notes, (Mark.STRUCK, gone)]
    if style.form not in ("General", "@") and text:
        text = numbers.shown_text(text, style.form)
    if (said := "".join(kept)).strip() and (style.unseen or not text):
        notes, text = [*notes, (Mark.HIDDEN_TEXT, said)], ""
    if text or notes:
        grid.put(row, column, text, notes)


def number_cell(grid: Grid, row: int, column: int, number: float, style: Style, notes: list[tuple[Mark, str]],
                since_1904: bool) -> None:
    """Puts a number as it is shown, with what is stored beside it."""
    date, stored, text = numbers.presented(number, style.form, since_1904)
    text = in_font(text, style.font)
    notes = [*notes, (Mark.DATE if date else Mark.NUMBER, "")]
    if style.struck:
        notes, text = [*notes, (Mark.STRUCK, text)], ""
    elif style.unseen or not text:
        notes, text = [*notes, (Mark.HIDDEN_TEXT, stored)], ""
    grid.put(row, column, text, notes, stored, style.form)
