"""Excel-2003 XML (SpreadsheetML), as templates of office systems write it, mostly below the name .xls → tables."""
import datetime
import io
from typing import Any

from disclosure.tables.files import numbers
from disclosure.tables.files.bounds import refuse
from disclosure.tables.files.gather import Gathering, Grid
from disclosure.tables.files.package import AGAIN, attribute, local, walk
from disclosure.tables.files.text import decoded
from disclosure.tables.files.xlsx import COLUMNS, EMPTY, ROWS, SCATTERED, Style, clear, number_cell, text_cell
from disclosure.tables.grid import Book, Kind, Mark

EPOCH = datetime.datetime(1899, 12, 30)


def workbook(file: str, data: bytes) -> Book:
    """The sheets of an Excel-2003 XML file."""
    of = Gathering(file, "xml")
    said, _ = decoded(file, data, "")
    if said.lstrip("\ufeff \r\n\t").startswith("<?xml"):
        said = said[said.index("?>") + 2:] if "?>" in said else ""
    stream = io.BytesIO(said.lstrip("\ufeff \r\n\t").encode())
    del said
    Reader(of).read(stream)
    return of.book()


class Reader:
    """Goes through the file once; styles stand before the sheets."""

    def __init__(self, of: Gathering) -> None:
        self.of = of
        self.styles: dict[str, Style] = {}
        self.number = 0

    def read(self, stream: io.BytesIO) -> None:
        grid: Grid | None = None
        row = column = 0
        hidden_rows: set[int] = set()
        columns: list[tuple[int, int]] = []
        hidden = filtered = False
        at_column = 0
        for event, e, kind in walk(self.of.file, stream, ("Style", "Cell", "Row", "Column", "Worksheet", "Visible", "FilterColumn", "AutoFilterColumn"),
                                   ("Worksheet", "Row")):
            if event == "start" and kind == "Worksheet":
                grid, row, hidden_rows, columns, hidden, filtered, at_column = Grid(self.of, attribute(e, "Name")), 0, set(), [], False, False, 0
            elif event == "start":
                row, column = index(e, row + 1), 0
                if row > ROWS:
                    refuse(self.of.file, "有表格外的行，文件损坏了", AGAIN)
                if attribute(e, "Hidden") == "1" or attribute(e, "Height") == "0":
                    hidden_rows.add(row)
            elif kind == "Style":
                self.style(e)
            elif grid is None:
                continue
            elif kind == "Column":
                at_column = index(e, at_column + 1)
                span = whole(attribute(e, "Span"), 0)
                if attribute(e, "Hidden") == "1" or attribute(e, "Width") == "0":
                    columns.append((at_column, at_column + span))
                at_column += span
            elif kind == "Cell":
                column = index(e, column + 1)
                across, down = whole(attribute(e, "MergeAcross"), 0), whole(attribute(e, "MergeDown"), 0)
                if column + across > COLUMNS:
                    refuse(self.of.file, "有表格外的列，文件损坏了", AGAIN)
                self.cell(grid, e, row, column)
                if across or down:
                    grid.merge(row, column, row + down, column + across)
                column += across
                clear(e)
            elif kind == "Row":
                row += whole(attribute(e, "Span"), 0)
                clear(e)
            elif kind == "Visible":
                hidden = (e.text or "").strip() in ("SheetHidden", "SheetVeryHidden")
            elif kind in ("FilterColumn", "AutoFilterColumn"):
                filtered = attribute(e, "Type", "All") != "All"
            elif kind == "Worksheet":
                self.number += 1
                grid.lay()
                places = [place for place, cell in grid.cells.items() if cell.text or cell.marks]
                high, wide = max((r for r, _ in places), default=0), max((c for _, c in places), default=0)
                if high * wide > SCATTERED:
                    refuse(self.of.file, f"“{grid.sheet}”里的文字散得太远（到第 {high:,} 行第 {wide:,} 列）", EMPTY)
                self.of.add(grid.table(Kind.SHEET, self.number, hidden_rows={r for r in hidden_rows if r <= high}, hidden=hidden, filtered=filtered,
                                       hidden_columns={c for first, last in columns for c in range(first, min(last, wide) + 1)}))
                grid = None
                clear(e)

    def style(self, e: Any) -> None:
        parent = self.styles.get(attribute(e, "Parent")) or self.styles.get("Default") or Style()
        form, struck, font = parent.form, parent.struck, parent.font
        white, ground = parent.unseen, False
        for part in e:
            kind = local(part)
            if kind == "NumberFormat" and (said := attribute(part, "Format")):
                form = numbers.NAMED.get(said, said)
            elif kind == "Font":
                struck = attribute(part, "StrikeThrough", str(int(struck))) == "1"
                white = attribute(part, "Color", "").upper() in ("#FFFFFF", "WHITE")
                font = attribute(part, "FontName", font)
            elif kind == "Interior":
                ground = attribute(part, "Pattern", "None") != "None"
        self.styles[attribute(e, "ID")] = Style(form, struck, white and not ground, font)

    def cell(self, grid: Grid, e: Any, row: int, column: int) -> None:
        style = self.styles.get(attribute(e, "StyleID")) or self.styles.get("Default") or Style()
        notes: list[tuple[Mark, str]] = []
        if target := attribute(e, "HRef"):
            notes.append((Mark.LINK, target))
        data = None
        for part in e:
            if local(part) == "Data":
                data = part
            elif local(part) == "Comment":
                notes.append((Mark.COMMENT, "".join(part.itertext()).strip()))
        formula = attribute(e, "Formula")
        if formula:
            if data is None or not "".join(data.itertext()) and attribute(data, "Type") != "String":
                return grid.put(row, column, "", [*notes, (Mark.UNCALCULATED, formula)])
            notes.append((Mark.FORMULA, formula))
        if data is None:
            return grid.put(row, column, "", notes) if notes else None
        sort, text = attribute(data, "Type", "String"), "".join(data.itertext())
        if sort == "Error":
            return grid.put(row, column, text, [*notes, (Mark.ERROR, "")])
        if sort == "Boolean":
            return grid.put(row, column, "TRUE" if text == "1" else "FALSE", [*notes, (Mark.BOOLEAN, "")])
        if sort == "DateTime" and (serial := days(text)) is not None:
            return number_cell(grid, row, column, serial, style if numbers.is_date(style.form) else style._replace(form="yyyy/m/d"), notes, False)
        if sort == "Number":
            try:
                return number_cell(grid, row, column, float(text), style, notes, False)
            except ValueError:
                pass  # a template that calls everything a number: then it is the text that it is
        return text_cell(grid, row, column, tuple(runs(data, None)), style, notes)


def runs(e: Any, struck: bool | None) -> list[tuple[str, bool | None, str]]:
    """The words of a text in pieces, each with whether it is struck."""
    found = [(e.text or "", struck, "")]
    for part in e:
        kind = local(part)
        if kind.lower() == "br":
            found.append(("\n", struck, ""))
        found += runs(part, True if kind.upper() in ("S", "STRIKE", "DEL") else struck)
        found.append((part.tail or "", struck, ""))
    return found


def index(e: Any, other: int) -> int:
    return whole(attribute(e, "Index"), other) or other


def whole(text: str, other: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else other


def days(text: str) -> float | None:
    """A moment in ISO form as the days that a workbook counts."""
    try:
        return (datetime.datetime.fromisoformat(text.strip()).replace(tzinfo=None) - EPOCH) / datetime.timedelta(days=1)
    except ValueError:
        return None
