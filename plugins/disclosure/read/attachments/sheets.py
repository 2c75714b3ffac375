"""Spreadsheets: the cells of every sheet, hidden ones too, row by row below their headings, numbers in full."""
import re
import struct
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from disclosure.model.tables import CELL, ROW
from disclosure.read.attachments.markup import Words, local, walk
from disclosure.read.attachments.notes import Notes
from disclosure.read.attachments.plain import commands

WIDEST = 512
"""Columns that are kept below their headings; cells farther right stand one after the other."""
COLUMN = re.compile(r"[A-Z]{1,3}")
LOST = "表格里的文字不全（共用文字缺了）"


def shown(value: str) -> str:
    """A number as people read it: whole ones in full, never 3.6E+17; others with the 15 digits that spreadsheets keep."""
    try:
        number = Decimal(value)
        if abs(number.adjusted()) > 40:
            return value
        if number == number.to_integral_value():
            return f"{number.to_integral_value():f}"
        return f"{Decimal(f'{number:.15g}').normalize():f}"
    except (InvalidOperation, ValueError):
        return value


def column(reference: str, after: int) -> int:
    """The number of the column, from 0, that a cell like C5 stands in; the one `after` the last where it does not say."""
    found = COLUMN.match(reference)
    if not found:
        return after
    number = 0
    for letter in found[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


class Rows:
    """Gathers cells into rows."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.row: list[str] = []

    def put(self, at: int, text: str) -> None:
        if len(self.row) < at < WIDEST:
            self.row += [""] * (at - len(self.row))
        self.row.append(" ".join(text.split("\n")))

    def close(self) -> None:
        if any(self.row):
            self.lines.append(CELL.join(self.row))
        self.row = []

    @property
    def text(self) -> str:
        self.close()
        return ROW.join(self.lines)


class Sheet(Words):
    """Handlers for `walk`: a sheet's cells, or the list of texts that sheets share; what else a part says is gathered as in any other."""

    def __init__(self, shared: list[str]) -> None:
        super().__init__()
        self.shared, self.root, self.rows_of_it, self.formulas = shared, "", Rows(), []
        self.kind, self.at, self.value, self.inside = "", -1, "", ""
        self.lost = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if not self.root:
            self.root = tag
        if self.root in ("worksheet", "dialogsheet", "macrosheet") and tag in ("row", "c", "v", "f", "is"):
            if tag == "c":
                self.kind, self.value = attributes.get("t", "n"), ""
                self.at = column(attributes.get("r", ""), self.at + 1)
            elif tag == "row":
                self.at = -1
            else:
                self.inside = tag
            return
        if not (self.inside == "is" or (self.root == "sst" and tag != "sst")):
            super().start(name, attributes)
        elif tag == "si":
            self.value, self.inside = "", "is"

    def end(self, name: str) -> None:
        tag = local(name)
        if tag == "c" and self.root == "worksheet":
            self.rows_of_it.put(self.at, self.cell())
        elif tag == "row" and self.root == "worksheet":
            self.rows_of_it.close()
        elif tag in ("v", "f", "is") and self.inside == tag:
            if tag == "f":
                self.formulas.append(self.formula)
            self.inside = ""
        elif tag == "si" and self.root == "sst":
            self.shared.append(self.value)
            self.inside = ""
        elif not self.inside and self.root != "sst":
            super().end(name)

    formula = ""

    def words(self, text: str) -> None:
        if self.inside == "f":
            self.formula = text
        elif self.inside:
            self.value += text
        elif self.root != "sst":
            super().words(text)

    def cell(self) -> str:
        if self.kind == "s":
            try:
                return self.shared[int(self.value)]
            except (ValueError, IndexError):
                self.lost = True
                return self.value
        return shown(self.value) if self.kind == "n" and self.value else self.value


def sheet(notes: Notes, data: bytes, shared: list[str]) -> str:
    """The words of a part of a workbook; the texts that sheets share go into `shared`, which has to be filled first."""
    part = Sheet(shared)
    if fault := walk(data, part.start, part.end, part.words):
        notes.skip(fault)
    if part.lost:
        notes.skip(LOST)
    if part.root == "sst":
        return ROW.join(part.shared)
    commands(notes, (f"={formula}" for formula in part.formulas if "|" in formula or "WEBSERVICE" in formula.upper()))
    return "\n\n".join(text for text in (part.rows_of_it.text, ROW.join(part.formulas), part.text) if text.strip())


# -- workbooks in records (.xlsb) ----------------------------------------------------------------
# Microsoft, [MS-XLSB], 2.1.4 (records) and 2.4 (their numbers).
ROW_HEADER, BLANK, RK, ERROR, BOOL, REAL, STRING, SHARED, ITEM = 0, 1, 2, 3, 4, 5, 6, 7, 19
FORMULA_STRING, FORMULA_REAL, IN_LINE = 8, 9, 62


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(number, content) of every record.  Raises ValueError where they do not fit the part."""
    at = 0

    def number(most: int) -> int:
        nonlocal at
        value = 0
        for place in range(most):
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << 7 * place
            if byte < 0x80:
                break
        return value
    while at < len(data):
        try:
            kind, size = number(2), number(4)
        except IndexError:
            raise ValueError("a record is cut off") from None
        if at + size > len(data):
            raise ValueError("a record is cut off")
        yield kind, data[at:at + size]
        at += size


def text_at(content: bytes, at: int) -> str:
    """A text with its length before it."""
    (length,) = struct.unpack_from("<I", content, at)
    if at + 4 + 2 * length > len(content):
        raise ValueError("a text is cut off")
    return content[at + 4:at + 4 + 2 * length].decode("utf-16-le")


def packed_number(raw: int) -> str:
    """A number of 30 bits: whole or the upper half of a floating one, perhaps in hundredths."""
    if raw & 2:
        value = Decimal((raw - (1 << 32) if raw >> 31 else raw) >> 2)
    else:
        value = Decimal(struct.unpack("<d", struct.pack("<Q", (raw & ~3) << 32))[0])
    return shown(str(value / 100 if raw & 1 else value))


def binary(notes: Notes, data: bytes, shared: list[str]) -> str:
    """The words of a part of a workbook that is written in records; as `sheet`."""
    rows, others = Rows(), []
    try:
        for kind, content in records(data):
            at = struct.unpack_from("<I", content)[0] if len(content) >= 4 else 0
            if kind == ROW_HEADER:
                rows.close()
            elif kind == ITEM:
                shared.append(text_at(content, 1))
                others.append(shared[-1])
            elif kind in (STRING, FORMULA_STRING):
                rows.put(at, text_at(content, 8))
            elif kind == IN_LINE:
                rows.put(at, text_at(content, 9))
            elif kind in (REAL, FORMULA_REAL):
                rows.put(at, shown(repr(struct.unpack_from("<d", content, 8)[0])))
            elif kind == RK:
                rows.put(at, packed_number(struct.unpack_from("<I", content, 8)[0]))
            elif kind == SHARED:
                number = struct.unpack_from("<I", content, 8)[0]
                if number >= len(shared):
                    notes.skip(LOST)
                else:
                    rows.put(at, shared[number])
            elif kind not in (BLANK, ERROR, BOOL):
                others.append(strings(content))
    except (ValueError, struct.error, UnicodeDecodeError):
        notes.skip("里面有读不了的表格")
    return "\n\n".join(text for text in (rows.text, ROW.join(filter(None, others))) if text)


WIDE_TEXT = re.compile(rb"(?:[\x20-\x7e]\0|[\0-\xff][\x4e-\x9f]){4,}")
NARROW_TEXT = re.compile(rb"[\x20-\x7e]{6,}")


def strings(data: bytes) -> str:
    """What can be made out in bytes of whatever form: letters side by side, of one byte or two."""
    found = [m[0].decode("utf-16-le", "ignore") for m in WIDE_TEXT.finditer(data)] + [m[0].decode("ascii") for m in NARROW_TEXT.finditer(data)]
    return ROW.join(found)
