"""xls (BIFF8, and BIFF5 of the nineties) → tables, by xlrd; what xlrd does not tell (formulas, filters, shapes) from the records themselves."""
import os
import struct
from collections.abc import Iterator
from typing import Any

from disclosure.tables.files import numbers
from disclosure.tables.files.bounds import refuse
from disclosure.tables.files.gather import Gathering, Grid
from disclosure.tables.files.package import UNLOCK, WHOLE
from disclosure.tables.files.xlsx import EMPTY, SCATTERED, Style, number_cell, text_cell
from disclosure.tables.grid import Book, Kind, Mark

BOUNDSHEET, FORMULA, STRING, FILTERED, OBJECT, BOF, EOF = 0x85, 0x06, 0x207, 0x9B, 0x5D, 0x809, 0x0A
COMMENT, DROPDOWN = 0x19, 0x14
"""Objects that are no shapes: comments, and the arrows of filters."""
LOCALE = {14, 22, *range(27, 37), *range(50, 59)}
"""Formats that each language shows in its own way."""
WHITE = (1, 9)
RECALCULATE = 0x0002
NOTHING = (bytes(6) + b"\xff\xff", b"\x03" + bytes(5) + b"\xff\xff")
"""Results of formulas that programs write which compute none: a text that does not follow, and an empty one."""


def workbook(file: str, data: bytes) -> Book:
    """The sheets of an xls."""
    import xlrd
    of = Gathering(file, "xls")
    opened = None
    with open(os.devnull, "w", encoding="utf-8") as silent:
        for options in ({}, {"ignore_workbook_corruption": True}, {"encoding_override": "gb18030", "ignore_workbook_corruption": True}):
            try:
                opened = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=silent, **options)
                sheets = [opened.sheet_by_index(n) for n in range(opened.nsheets)]
                break
            except MemoryError:
                raise
            except Exception as fault:  # xlrd raises whatever the bytes lead it to
                if "encrypted" in str(fault).lower():
                    refuse(file, "加了密码", UNLOCK)
                opened = None
        if opened is None:
            refuse(file, "打不开：文件不完整或者损坏了", WHOLE)
        if "_VBA_PROJECT".encode("utf-16-le") in data:
            of.leave("宏（没有看，也没有运行）")
        places = dict(enumerate(positions(opened.mem, opened.base)))
        for number, sheet in enumerate(sheets, 1):
            read(of, opened, sheet, number, places.get(number - 1))
    return of.book()


def records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """(kind, content) of the records of one part of the stream, to its end."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == BOF) - (kind == EOF)
        yield kind, bytes(stream[at + 4:at + 4 + size])
        if depth <= 0:
            return
        at += 4 + size


def positions(stream: bytes, base: int) -> list[int]:
    """Where the worksheets begin, in what holds the stream from `base` on."""
    return [base + struct.unpack_from("<I", said)[0] for kind, said in records(stream, base) if kind == BOUNDSHEET and len(said) > 6 and said[5] == 0]


def read(of: Gathering, book: Any, sheet: Any, number: int, at: int | None) -> None:
    """One sheet."""
    grid = Grid(of, sheet.name)
    formulas: dict[tuple[int, int], bool] = {}
    """Whether each is without a result."""
    last: tuple[int, int] | None = None
    filtered = False
    for kind, said in records(book.mem, at) if at is not None else ():
        if kind == FORMULA and len(said) >= 16:
            row, column = struct.unpack_from("<HH", said)
            last = row, column
            never = said[6:14] == bytes(8) and bool(struct.unpack_from("<H", said, 14)[0] & RECALCULATE)
            formulas[last] = never or said[6:14] in NOTHING
        elif kind == STRING and last:
            formulas[last] = False  # the result that the formula before it promised
        elif kind == FILTERED:
            filtered = True
        elif kind == OBJECT and len(said) > 6 and struct.unpack_from("<H", said, 4)[0] not in (COMMENT, DROPDOWN):
            of.leave(f"“{sheet.name}”里的图片、图形或控件")
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell(grid, book, sheet, row, column, formulas.get((row, column)))
    for top, bottom, left, right in sheet.merged_cells:
        grid.merge(top + 1, left + 1, bottom, right)
    for (row, column), note in sheet.cell_note_map.items():
        grid.mark(row + 1, column + 1, Mark.COMMENT, note.text or "")
    for link in sheet.hyperlink_list:
        if target := link.url_or_path or link.textmark:
            target = target.decode("gb18030", "replace") if isinstance(target, bytes) else target
            grid.mark(link.frowx + 1, link.fcolx + 1, Mark.LINK, str(target))
    grid.lay()
    said = [place for place, found in grid.cells.items() if found.text or found.marks]
    high, wide = max((row for row, _ in said), default=0), max((column for _, column in said), default=0)
    if high * wide > SCATTERED:
        refuse(of.file, f"“{sheet.name}”里的文字散得太远（到第 {high:,} 行第 {wide:,} 列）", EMPTY)
    of.add(grid.table(Kind.SHEET, number, hidden=sheet.visibility != 0, filtered=filtered,
                      hidden_rows={r + 1 for r, info in sheet.rowinfo_map.items() if (info.hidden or info.height == 0) and r < high},
                      hidden_columns={c + 1 for c, info in sheet.colinfo_map.items() if (info.hidden or info.width == 0) and c < wide}))


def cell(grid: Grid, book: Any, sheet: Any, row: int, column: int, uncalculated: bool | None) -> None:
    """`uncalculated`: None where it is no formula."""
    import xlrd
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    notes: list[tuple[Mark, str]] = []
    if uncalculated:
        return grid.put(row + 1, column + 1, "", [(Mark.UNCALCULATED, "")])
    if uncalculated is not None:
        notes.append((Mark.FORMULA, ""))
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or value == "":
        return None
    style, font = looks(book, sheet.cell_xf_index(row, column))
    if kind == xlrd.XL_CELL_ERROR:
        return grid.put(row + 1, column + 1, xlrd.error_text_from_code.get(value, "#VALUE!"), [*notes, (Mark.ERROR, "")])
    if kind == xlrd.XL_CELL_BOOLEAN:
        return grid.put(row + 1, column + 1, "TRUE" if value else "FALSE", [*notes, (Mark.BOOLEAN, "")])
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return number_cell(grid, row + 1, column + 1, float(value), style, notes, bool(book.datemode))
    changes = [(0, font), *sheet.rich_text_runlist_map.get((row, column), ())]
    runs = []
    for at, (start, index) in enumerate(changes):
        end = changes[at + 1][0] if at + 1 < len(changes) else len(value)
        face = book.font_list[index] if index < len(book.font_list) else None
        runs.append((value[start:end], bool(face and face.struck_out), face.name if face else ""))
    return text_cell(grid, row + 1, column + 1, tuple(runs), style, notes)


def looks(book: Any, index: int) -> tuple[Style, int]:
    """How a cell looks, and its font's number."""
    if index is None or index >= len(book.xf_list):
        return Style(), 0
    xf = book.xf_list[index]
    form = book.format_map.get(xf.format_key)
    said = numbers.BUILT_IN[xf.format_key] if xf.format_key in LOCALE else form.format_str if form else "General"
    font = book.font_list[xf.font_index] if xf.font_index < len(book.font_list) else None
    ground = xf.background.fill_pattern != 0
    return Style(said, bool(font and font.struck_out), bool(font and font.colour_index in WHITE and not ground), font.name if font else ""), xf.font_index
