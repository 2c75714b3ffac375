"""Forms as an Excel workbook: a sheet each, in front of them a list of the sheets where there are several.

Every cell is text, written as a string: 2.10 stays 2.10, nothing is a formula, link, number or date.  Row heights are written, because Excel does not fit
rows with merged cells, and LibreOffice none.  The same forms give the same bytes everywhere: times come from the edition, and members of the zip are
stored, for deflate differs between builds of zlib.
"""
import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from disclosure.model.fields import Date
from disclosure.render.form import TICK, Form, half_widths

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE_HEIGHT, LINE, MARGIN, TALLEST = 33, 14, 5, 409
"""Points: of the title's row, of a line of text, around the lines of a row; and what Excel gives a row at most (the rest can be read in the cell)."""
LEGIBLE = 300
"""Half-width characters that are still legible beside each other on A3."""
LONGEST = 32_767
"""Characters that Excel takes in a cell."""
FORBIDDEN = str.maketrans("", "", "[]:*?/\\")
CUT = "……（Excel 放不下，以下略）"
"""Stands at the end of a text that Excel would not take."""


class Listed(NamedTuple):
    """The first sheet: its name and title, the heads with their widths, a line for each of the other sheets and one for their sum."""

    name: str
    title: str
    heads: tuple[tuple[str, int], ...]
    rows: list[tuple[str, ...]]
    total: tuple[str, ...]
    foot: str


def workbook(forms: Sequence[Form], title: str, as_of: Date, first: Listed | None = None) -> bytes:
    """The bytes of the workbook.  `first` has a line for each form, in their order."""
    from disclosure.render.texts import Texts, Unpacked
    book = Unpacked()
    book.set_properties({"title": title, "created": datetime.datetime.combine(as_of.day, datetime.time())})
    looks = looks_of(book)
    names = sheet_names(([first.name] if first else []) + [form.name for form in forms])
    if first:
        contents(book.add_worksheet(names.pop(0), Texts), first, looks, names)
    for name, form in zip(names, forms, strict=True):
        sheet(book.add_worksheet(name, Texts), form, looks)
    book.close()
    return packed(book.members, as_of)


def looks_of(book) -> dict[str, object]:
    """The formats of cells."""
    plain = {"font_name": "宋体", "font_size": 10, "num_format": "@", "text_wrap": True, "valign": "vcenter", "border": 1}
    return {name: book.add_format(look) for name, look in {
        "title": {"font_name": "黑体", "font_size": 18, "num_format": "@", "align": "center", "valign": "vcenter", "text_wrap": True},
        "head": {**plain, "bold": True, "align": "center", "bg_color": "#E8EEF4"}, "text": plain, "centre": {**plain, "align": "center"},
        "link": {**plain, "font_color": "#0B57A4", "underline": 1},
        "foot": {"font_name": "宋体", "font_size": 10, "num_format": "@", "valign": "vcenter"}}.items()}


def sheet(page: "Worksheet", form: Form, looks: dict) -> None:
    """Title, head, rows and foot of one form."""
    leaves, last = form.leaves, len(form.leaves) - 1
    top = 3 if form.two_rows else 2
    for column, leaf in enumerate(leaves):
        page.set_column(column, column, leaf.width)
    put(page, looks["title"], 0, 0, 0, last, form.title)
    page.set_row(0, TITLE_HEIGHT)
    for row, column, last_row, last_column, text in form.heads():
        put(page, looks["head"], row + 1, column, last_row + 1, last_column, text)
    for row in range(1, top):
        page.set_row(row, height(((text, sum(leaf.width for leaf in leaves[c:lc + 1])) for r, c, lr, lc, text in form.heads() if r == lr == row - 1), 1.4))
    covered = {row for first, end in form.runs for row in range(first, end + 1)}
    for n, row in enumerate(form.rows):
        page.set_row(top + n, height((text, leaf.width) for text, leaf in zip(row, leaves, strict=True)))
        for column, (text, leaf) in enumerate(zip(row, leaves, strict=True)):
            if n in form.wide and leaf.shared:
                put(page, looks["text"], top + n, column, top + n, column + 1, row[column + 1])
            elif not (leaf.shared and n in covered or n in form.wide and column and leaves[column - 1].shared):
                page.write_string(top + n, column, fitting(text), looks["centre" if leaf.ticked or not leaf.code else "text"])
    shared = [column for column, leaf in enumerate(leaves) if leaf.shared]
    for first, end in form.runs:
        for column in shared:
            put(page, looks["text"], top + first, column, top + end, column, form.rows[first][column])
    end = top + len(form.rows)
    page.write_string(end + 1, 0, form.foot, looks["foot"])
    for column, leaf in enumerate(leaves):
        if leaf.ticked and form.rows:
            page.data_validation(top, column, end - 1, column, {"validate": "list", "source": [TICK], "error_title": leaf.head, "error_message": f"只能填 {TICK}，或者空着"})
    if form.rows:
        page.autofilter(top - 1, 0, end - 1, last)
    printed(page, top, 3 if form.two_rows else 2, sum(leaf.width for leaf in leaves))


def printed(page: "Worksheet", top: int, pinned: int, width: float = 0) -> None:
    """How it is printed: A3 across, one page wide if that can be read, the head on every page; and what stays in view."""
    pages = max(1, ceil(width / LEGIBLE))
    page.set_paper(8)
    page.set_landscape()
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.fit_to_pages(pages, 0)
    if pages > 1:
        page.repeat_columns(0, pinned - 1)
    page.repeat_rows(1, top - 1)
    page.freeze_panes(top, pinned)
    page.set_footer("&C第 &P 页，共 &N 页")
    page.center_horizontally()


def contents(page: "Worksheet", first: Listed, looks: dict, names: list[str]) -> None:
    """The sheet that lists the others: the number, what it is, its sheet with a link there, and what is said of it."""
    heads = (("序号", 6), first.heads[0], ("工作表", 26), *first.heads[1:])
    for column, (_, width) in enumerate(heads):
        page.set_column(column, column, width)
    put(page, looks["title"], 0, 0, 0, len(heads) - 1, first.title)
    page.set_row(0, TITLE_HEIGHT)
    for column, (head, _) in enumerate(heads):
        page.write_string(1, column, head, looks["head"])
    for n, (name, row) in enumerate(zip(names, first.rows, strict=True), 1):
        quoted = name.replace("'", "''")
        write(page, 1 + n, (str(n), row[0], name, *row[1:]), heads, looks)
        page.write_url(1 + n, 2, f"internal:'{quoted}'!A1", looks["link"], name)
    write(page, len(names) + 2, ("", first.total[0], "", *first.total[1:]), heads, looks)
    page.write_string(len(names) + 4, 0, first.foot, looks["foot"])
    printed(page, 2, 2)


def write(page: "Worksheet", row: int, texts: Sequence[str], heads: Sequence[tuple[str, int]], looks: dict) -> None:
    """A line of the first sheet: names at the left of their wide columns, counts in the middle of their narrow ones."""
    for column, (text, (_, width)) in enumerate(zip(texts, heads, strict=True)):
        page.write_string(row, column, text, looks["text" if width > 20 else "centre"])


def put(page: "Worksheet", look: object, row: int, column: int, last_row: int, last_column: int, text: str) -> None:
    """Text in a cell, or in several that are one."""
    if (row, column) == (last_row, last_column):
        page.write_string(row, column, fitting(text), look)
    else:
        page.merge_range(row, column, last_row, last_column, "", look)
        page.write_string(row, column, fitting(text), look)


# -- names, sizes, bytes -------------------------------------------------------------------------
def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names as Excel takes them: without []:*?/\\, at most 31 characters, no two alike whatever their case."""
    names: list[str] = []
    for name in wanted:
        plain = name.translate(FORBIDDEN).strip("' ") or "目录"
        for n in range(1, len(names) + 2):
            mark = "" if n == 1 else str(n)
            tried = shortened(plain, 31 - len(mark)) + mark
            if tried.casefold() not in {taken.casefold() for taken in names}:
                break
        names.append(tried)
    return names


def shortened(name: str, most: int) -> str:
    """Excel counts what UTF-16 needs."""
    while len(name.encode("utf-16-le")) // 2 > most:
        name = name[:-1]
    return name.rstrip("' ")


def fitting(text: str) -> str:
    """What a cell holds."""
    return text if len(text) < LONGEST // 2 else text if len(text.encode("utf-16-le")) // 2 <= LONGEST else shortened(text, LONGEST - len(CUT)) + CUT


def height(cells: Iterable[tuple[str, float]], more: float = 1) -> float:
    """Points that a row needs for its cells: (text, width of the column)."""
    most = max((lines(text, width) for text, width in cells if text), default=1)
    return min(TALLEST, round(most * LINE * more + MARGIN, 1))


@lru_cache(maxsize=20_000)
def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column.  Wrapped lines are not quite full: punctuation goes along with what it stands behind."""
    room = int(width)
    full = max(2, room - (2 if room > 12 else 1))
    return sum(1 if (wide := half_widths(line)) <= room else ceil(wide / full) for line in text.split("\n"))


def stored(data: bytes, as_of: Date) -> bytes:
    """The same zip, its members stored as they are, and dated by the edition."""
    with zipfile.ZipFile(io.BytesIO(data)) as before:
        return packed(((name, before.read(name)) for name in before.namelist()), as_of)


def packed(members: Iterable[tuple[str, bytes]], as_of: Date) -> bytes:
    """A zip of these, stored as they are, and dated by the edition."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name, data in members:
            info = zipfile.ZipInfo(name, (*as_of.day.timetuple()[:3], 0, 0, 0))
            info.create_system = 0
            info.external_attr = 0
            book.writestr(info, data)
    return out.getvalue()
