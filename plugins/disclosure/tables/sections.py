"""A file's tables → sections: rows below one header, of one domain, with what stands between them left out or told."""
import re
from dataclasses import dataclass, field

from disclosure.tables.doubt import DOUBTS
from disclosure.tables.grid import Book, Cell, Kind, Mark, Table
from disclosure.tables.head import Header, Sheet, header_at, said
from disclosure.tables.matters import Aside, Doubt, Found
from disclosure.tables.setting import Setting
from disclosure.tables.shapes import halves, pairs, turned
from disclosure.tables.titles import FIRST_LEVEL, OFFICE, SUBTOTAL, TOTAL, counts, is_note, is_signature, of_domain, says_nothing

REASONS = {"hidden": "隐藏的工作表", "empty": "空的", "none": "没有认出目录的表头"}


GONE = ((Mark.STRUCK, "T411", "整行划掉了"), (Mark.TRACKED, "T424", "整行在修订里删去了"), (Mark.HIDDEN_TEXT, "T425", "整行是隐藏的字"))
"""What may keep every word of a row from being read: the mark, its doubt, and how that is said."""


@dataclass
class Row:
    """A row of matters.  `border`: the first one behind a header that came again, or of a table that goes on; `category`: the first level that a line across the table gave."""

    number: int
    border: bool = False
    hidden: bool = False
    category: tuple[str, Cell] | None = None


@dataclass
class Section:
    """`title`: the line that says what it is; `domain`: that it names; `goes_on`: it continues the section before."""

    sheet: Sheet
    header: Header
    title: str = ""
    domain: str = ""
    rows: list[Row] = field(default_factory=list)
    goes_on: bool = False

    @property
    def table(self) -> Table:
        return self.sheet.table


class Scan:
    """Goes through the tables of one file."""

    def __init__(self, setting: Setting, found: Found, sheets: tuple[str, ...] = (), numbers: tuple[int, ...] = ()) -> None:
        self.setting, self.found = setting, found
        self.wanted, self.numbers = sheets, numbers
        self.sections: list[Section] = []
        self.paired: list[tuple[Sheet, list]] = []

    def book(self, book: Book) -> None:
        before: Section | None = None
        for table in book.tables:
            found = self.found
            if (self.wanted and table.sheet not in self.wanted) or (self.numbers and table.number not in self.numbers):
                continue
            if table.hidden and not self.setting.hidden and not self.wanted:
                found.skipped.append((table.file, table.sheet, table.number, REASONS["hidden"]))
                found.doubts.append(Doubt("T101", table, f"工作表“{table.sheet}”是隐藏的，没有导入", hint=DOUBTS["T101"].hint, file=table.file))
                continue
            found.tables += 1
            whole, words = Sheet(table), self.setting.words
            for sheet in halves(whole, words):
                if some := self.table(sheet, before):
                    before = some[-1]
                    self.sections += some
                    self.behind(sheet.table)
                elif matters := turned(sheet, words) or pairs(sheet, words):
                    self.paired.append((sheet, matters))
                elif table.sheet or table.height > 3 or table.width > 3:
                    found.skipped.append((table.file, table.sheet, table.number, self.why_not(whole)))

    def behind(self, table: Table) -> None:
        """Notes what stands behind the last table: a rule for the matters may be among it."""
        for line in table.below:
            if not says_nothing(line):
                self.aside("备注、落款" if is_note(line) or is_signature(line) or OFFICE.fullmatch(line.strip()) else "表后面的", table, None, line)

    def why_not(self, sheet: Sheet) -> str:
        """Why a table is left: of a document's small one, as a menu, what stands in it says more than that it has no header."""
        words = " ".join(text for cell in sheet.table.cells if (text := "".join(cell.text.split())))
        if not words:
            return REASONS["empty"]
        if sheet.table.sheet or sheet.height > 3:
            return REASONS["none"]
        return f"不是目录的表（“{self.setting.gate.safe(words if len(words) <= 24 else words[:24] + '…')}”）"

    def table(self, sheet: Sheet, before: Section | None) -> list[Section]:
        """The sections of one table."""
        out: list[Section] = []
        lines = [line for line in sheet.table.title_lines if line.strip()]
        above: list[tuple[int | None, str]] = [(None, line) for line in lines if is_note(line)]  # of all that stands on a page only what belongs to a table
        current: Section | None = None
        border = False
        category: tuple[str, Cell] | None = None
        number, given = 1, self.setting.given
        while number <= sheet.height:
            header = header_at(sheet, number, self.setting.words, given if current is None else {}) if current is None or number not in sheet.table.hidden_rows else None
            if header is not None:
                number = header.last + 1
                for row, said_there in above:
                    self.titled(sheet.table, row, said_there)
                above, domain = [], self.domain(lines)
                if current is not None and same_columns(current.header, header) and not domain and not any(of_title(line) for line in lines):
                    border, lines = True, []
                    continue
                title = next((line for line in reversed(lines) if of_domain(line, self.setting.county)), next((line for line in lines if of_title(line)), ""))
                goes_on = current is None and not out and before is not None and not domain and not title and same_columns(before.header, header) and before.table.kind in (Kind.PDF, Kind.WORD, Kind.PAGE)
                current = Section(sheet, header, title, domain, goes_on=goes_on)
                if goes_on:
                    current.domain, current.title = before.domain, before.title
                out.append(current)
                border, lines, category = goes_on, [], None
                continue
            if current is None:
                if number == 1 and (followed := next((one for other in [before, *reversed(self.sections)] if (one := self.follows(sheet, other))), None)):
                    current = followed
                    out.append(current)
                    border = True
                    continue
                here = [cell.text for cell in sheet.rows.get(number, ()) if cell.text.strip()]
                lines += here[:3]
                above += [(number, " ".join(here))] if here else []
                number += 1
                continue
            kept, line = self.row(sheet, current, number)
            if line is not None:
                if of_domain(line.text, self.setting.county) or of_title(line.text):
                    lines = [*lines, line.text]
                    if domain := of_domain(line.text, self.setting.county):
                        current = Section(sheet, current.header, line.text, domain)
                        out.append(current)
                elif FIRST_LEVEL.match(line.text) and not current.header.of("一级事项") and len(line.text) < 40:
                    category = (line.text, line)
                elif is_note(line.text) or TOTAL.match(line.text):
                    self.aside("备注、落款" if is_note(line.text) else "合计", sheet.table, number, line.text)
                else:
                    self.found.doubts.append(Doubt("T302", sheet.table, row=number, read=self.setting.gate.safe(line.text), hint=DOUBTS["T302"].hint, file=sheet.table.file))
            elif kept is not None:
                kept.border, kept.category = border, category
                border = False if not kept.hidden else border
                current.rows.append(kept)
            number += 1
        return [section for section in out if section.rows] or out[:1]

    def domain(self, lines: list[str]) -> str:
        return next((name for line in reversed(lines) if (name := of_domain(line, self.setting.county))), "")

    def follows(self, sheet: Sheet, before: Section | None) -> Section | None:
        """A table without a header goes on with the one before, where it has as many columns."""
        if before is not None and self.rest_of_row(sheet, before):
            return Section(sheet, before.header, before.title, before.domain, goes_on=True)
        if before is None or not before.sheet.width - 3 <= sheet.width <= before.sheet.width or sheet.width < 4 or sheet.table.file != before.table.file:
            return None  # empty cells at the end of rows may not be there
        if any(header_at(sheet, n, self.setting.words, {}) for n in range(1, min(sheet.height, 8) + 1)) or self.domain(list(sheet.table.title_lines)):
            return None
        if not any(sum(bool(cell.text.strip()) for cell in sheet.rows.get(n, ())) * 2 >= before.sheet.width for n in range(1, min(sheet.height, 3) + 1)):
            return None  # notes, or another sort of table
        self.found.doubts.append(Doubt("T104", sheet.table, f"表{sheet.table.number}没有表头，列数和前一张一样，按前一张的列读了", hint=DOUBTS["T104"].hint, file=sheet.table.file))
        return Section(sheet, before.header, before.title, before.domain, goes_on=True)

    def rest_of_row(self, sheet: Sheet, before: Section) -> bool:
        """Whether a table at the top of a page of a PDF is only what was left of the last row of the page before: words in a few columns behind the name's."""
        table, last = sheet.table, before.table
        if table.kind is not Kind.PDF or table.file != last.file or table.number != 1 or table.page != last.page + 1 or table.title_lines or table.height > 1 or table.width > before.sheet.width:
            return False
        name = max((column.number for column in before.header.of(self.setting.words.name)), default=0)
        return bool(name) and all(cell.column > name and cell.columns == 1 for cell in table.cells)

    def row(self, sheet: Sheet, section: Section, number: int) -> tuple[Row | None, Cell | None]:
        """A row of matters, or the cell of a line across the table; (None, None) for what is left out."""
        cells = [cell for cell in sheet.rows.get(number, ()) if cell.text.strip() or cell.marks]
        texts = [cell for cell in cells if cell.text.strip()]
        if not cells:
            return None, None
        if number in sheet.table.hidden_rows and not self.setting.hidden:
            if texts:
                self.found.hidden += 1
                self.found.doubts.append(Doubt("T301", sheet.table, row=number, hint=DOUBTS["T301"].hint, file=sheet.table.file,
                                               said=f"第{number}行是{'筛选掉的' if sheet.table.filtered else '隐藏的'}，没有导入"))
                return Row(number, hidden=True), None
            return None, None
        self.found.rows += bool(texts)
        if not texts and (gone := self.gone(section, number, cells)):
            return gone, None
        if said(sheet, number) in section.header.signature or not texts:
            return (Row(number), None) if not texts else (None, None)
        first, whole = texts[0], " ".join(cell.text for cell in texts)
        if TOTAL.match(first.text) or any(TOTAL.match(cell.text) and cell.column <= 3 for cell in texts[:2]):
            return self.aside("合计", sheet.table, number, whole)
        if len(texts) <= 4 and any(SUBTOTAL.fullmatch(re.sub(r"\s", "", cell.text)) and cell.column <= 3 for cell in texts[:2]):
            return self.aside("合计", sheet.table, number, whole)
        if len(texts) <= 2 and self.signed(sheet, number):
            return self.aside("备注、落款", sheet.table, number, whole)
        if len(texts) <= 6 and all(is_note(cell.text) for cell in texts):
            return self.aside("备注、落款", sheet.table, number, whole)
        if len(texts) > 4 and counts([cell.text for cell in texts]):
            return None, None  # a row that numbers the columns
        running = section.header.columns.get(first.column)
        if len(texts) == 2 and running and running.key == "序号" and re.fullmatch(r"[※*＊★注▲]+", first.text.strip()):
            return None, texts[1]
        if len(texts) == 1 and self.across(sheet, section, first):
            return None, first
        if is_note(first.text) and len(texts) <= 2 and first.column <= 2 and first.columns > 1:
            return self.aside("备注、落款", sheet.table, number, whole)
        return Row(number), None

    def gone(self, section: Section, number: int, cells: list[Cell]) -> Row | None:
        """A row all of whose words are struck out, deleted or hidden, its name among them: no matter, and told."""
        for mark, code, why in GONE:
            of = [cell for cell in cells if mark in cell.marks]
            keys = {column.key for cell in of if (column := section.header.columns.get(cell.column))}
            if self.setting.words.name in keys and len(of) > 2:
                read = self.setting.gate.safe(" ".join(words for cell in of for of_mark, words in cell.notes if of_mark is mark))[:80]
                self.found.doubts.append(Doubt(code, section.table, f"第{number}行{why}，没有导入", number, read=read, hint=DOUBTS[code].hint, file=section.table.file))
                return Row(number, hidden=True)
        return None

    def signed(self, sheet: Sheet, number: int) -> bool:
        """Whether from a row on there are only the office and the day below a table."""
        rest = [[cell.text for cell in sheet.rows.get(n, ()) if cell.text.strip()] for n in range(number, min(sheet.height, number + 5) + 1)]
        said = [text for texts in rest for text in texts]
        return number + 5 > sheet.height and all(len(texts) <= 2 for texts in rest) and any(map(is_signature, said)) and all(is_signature(text) or is_note(text) or OFFICE.fullmatch(text.strip()) for text in said)

    def aside(self, sort: str, table: Table, row: int | None, text: str) -> tuple[None, None]:
        """Leaves a line aside that is no matter, and notes it."""
        self.found.aside.append(Aside(sort, table, row, self.setting.gate.safe(" ".join(text.split()))))
        return None, None

    def titled(self, table: Table, row: int | None, text: str) -> None:
        """Notes a line above a header, where it is more than the title and says something."""
        if not of_title(text) and not of_domain(text, self.setting.county) and not says_nothing(text):
            self.aside("表头上面的", table, row, text)

    def across(self, sheet: Sheet, section: Section, cell: Cell) -> bool:
        """Whether the only text of a row stands across the table, and is no part of a matter."""
        if cell.columns >= max(3, sheet.width // 2):
            return True
        column = section.header.columns.get(cell.column)
        key = column.key if column else ""
        if FIRST_LEVEL.match(cell.text) and not section.header.of("一级事项") and cell.column <= 2 and key in ("", "序号", "名称"):
            return True
        if of_domain(cell.text, self.setting.county) or (is_note(cell.text) and cell.column <= 2):
            return True
        return key == "序号" and not re.fullmatch(r"[\d.、（）()\-一二三四五六七八九十]+", cell.text.strip())


def of_title(line: str) -> bool:
    """Whether a line is the title of a catalogue, whatever it names."""
    flat = re.sub(r"\s", "", line)
    return len(flat) < 60 and bool(re.search(r"(?:目录|清单)(?:[（(].{0,12}[）)])?$|(?:领域|目录).*(?:目录|清单)", flat))


def same_columns(one: Header, other: Header) -> bool:
    return [(c.key, c.option) for c in one.columns.values()] == [(c.key, c.option) for c in other.columns.values()]
