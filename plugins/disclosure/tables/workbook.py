"""The list of an import as a file: a workbook whose doubtful cells are coloured, comma text, or JSON; by the name's suffix."""
import csv
import datetime
import io
import json
import os
import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from disclosure.model.fields import Date
from disclosure.render.form import half_widths
from disclosure.render.workbook import fitting, height, stored
from disclosure.tables.doubt import DOUBTFUL, DOUBTS, SKIPPED
from disclosure.tables.grid import Kind, letters
from disclosure.tables.matters import Doubt
from disclosure.tables.report import Outcome, as_json, in_order, place, severity

HEADS = (("序号", 5), ("文件", 13), ("工作表", 10), ("单元格", 11), ("列", 10), ("行的事项", 14), ("表里写的", 25), ("已写入", 18), ("为什么存疑", 28), ("怎么办", 30), ("目录文件:行", 18))
MENDED = (("修复了什么", 20), ("处数", 7), ("单元格", 18), ("原来", 44), ("现在", 44))
CHANGES = (("编号", 9), ("事项", 24), ("字段", 10), ("原来", 48), ("现在", 48))
EXAMPLES = 5000
"""So many of each kind of mending at most: more rows no spreadsheet shows at ease."""
GROUNDS = {DOUBTFUL: "#FFF2CC", SKIPPED: "#F2F2F2"}
"""Behind doubtful cells, and behind what was not imported."""


def rows_of(outcomes: Sequence[Outcome]) -> list[tuple[Doubt, tuple[str, ...]]]:
    """The list of doubts, as texts."""
    out = []
    for outcome in outcomes:
        for doubt in in_order(outcome.found.doubts):
            sort, table = DOUBTS[doubt.code], doubt.table
            out.append((doubt, (str(len(out) + 1), doubt.file, table.sheet if table else "", place(doubt).rpartition("!")[2] if table else "", doubt.head or doubt.key, doubt.item,
                                doubt.read, doubt.written or doubt.stands, f"{doubt.code} {doubt.said or sort.title}", doubt.hint or sort.hint, outcome.at.get(id(doubt), ""))))
    return out


def report(path: Path, outcomes: Sequence[Outcome], sources: dict[str, Path], as_of: Date) -> bytes:
    """The bytes of a report that is to lie at `path`.  `sources`: where the imported files are, by their names."""
    if path.suffix.lower() == ".json":
        said = [as_json(outcome) for outcome in outcomes]
        return (json.dumps(said[0] if len(said) == 1 else said, ensure_ascii=False, indent=1) + "\n").encode()
    if path.suffix.lower() == ".csv":
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows([[head for head, _ in HEADS], *([guarded(text) for text in row] for _, row in rows_of(outcomes))])
        return b"\xef\xbb\xbf" + out.getvalue().encode()  # so that Excel takes it for UTF-8
    return book(path, outcomes, sources, as_of)


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if re.match(r"[=+\-@\t\r]", text) else text


def book(path: Path, outcomes: Sequence[Outcome], sources: dict[str, Path], as_of: Date) -> bytes:
    import xlsxwriter
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    workbook.set_properties({"title": "导入的存疑清单", "created": datetime.datetime.combine(as_of.day, datetime.time())})
    plain = {"font_name": "宋体", "font_size": 10, "num_format": "@", "text_wrap": True, "valign": "vcenter", "border": 1}
    looks = {"head": workbook.add_format({**plain, "bold": True, "align": "center", "bg_color": "#E8EEF4"}), "text": workbook.add_format(plain),
             "old": workbook.add_format({**plain, "bg_color": "#FDE9E7"}), "new": workbook.add_format({**plain, "bg_color": "#E6F4E6"}),
             "gone": workbook.add_format({"font_color": "#B3261E", "font_strikeout": True}), "come": workbook.add_format({"font_color": "#146C2E", "bold": True}),
             **{f"{level} {sort}": workbook.add_format({**plain, "bg_color": ground, **more}) for level, ground in GROUNDS.items()
                for sort, more in (("text", {}), ("link", {"font_color": "#0B57A4", "underline": 1}))}}
    doubts = rows_of(outcomes)
    heads = [(head, max(width, *(half_widths(row[n]) + 1 for _, row in doubts)) if n == 3 and doubts else width) for n, (head, width) in enumerate(HEADS)]  # a link does not wrap
    page = headed(workbook, "存疑清单", heads, looks)
    for n, (doubt, row) in enumerate(doubts, 1):
        level = severity(doubt) if severity(doubt) in GROUNDS else SKIPPED
        put(page, n, row, heads, looks[f"{level} text"])
        if link := link_to(path, doubt, sources):
            page.write_url(n, 3, link, looks[f"{level} link"], row[3])
        if row[10] and doubt.table:
            page.write_url(n, 10, f"external:{relative(path, sources['']) / row[10].partition(':')[0]}", looks[f"{level} link"], row[10].rpartition("/")[2])
    page = headed(workbook, "已修复", MENDED, looks)
    for n, row in enumerate(mendings(outcomes), 1):
        put(page, n, row, MENDED, looks["text"])
    page = headed(workbook, "变化", CHANGES, looks)
    for n, one in enumerate((one for outcome in outcomes for one in outcome.differences), 1):
        row = tuple(one.get(key, "") for key in ("number", "name", "field", "old", "new"))
        put(page, n, row, CHANGES, looks["text"])
        compared(page, n, row, looks)
    workbook.close()
    return stored(out.getvalue(), as_of)


def headed(workbook, name: str, heads: Sequence[tuple[str, int]], looks: dict):
    """A sheet with its heads, which stay in view, can be filtered, and come again on every page; A4 across, as wide as the page (widths together below 190)."""
    page = workbook.add_worksheet(name)
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_footer("&C第 &P 页，共 &N 页")
    page.repeat_rows(0)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, 0, len(heads) - 1)
    for column, (head, width) in enumerate(heads):
        page.set_column(column, column, width)
        page.write_string(0, column, head, looks["head"])
    return page


def put(page, row: int, texts: Sequence[str], heads: Sequence[tuple[str, int]], look) -> None:
    for column, text in enumerate(texts):
        page.write_string(row, column, fitting(text), look)
    page.set_row(row, height((text, width) for text, (_, width) in zip(texts, heads, strict=True)))


def compared(page, row: int, texts: Sequence[str], looks: dict) -> None:
    """What changed, with the words that are gone and come marked."""
    old, new = texts[3], texts[4]
    pieces: dict[str, list] = {"old": [], "new": []}
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if len(old) < 2000 and len(new) < 2000 else ():
        for side, text, mark in (("old", old[a:b], "gone"), ("new", new[c:d], "come")):
            if text:
                pieces[side] += [looks[mark], text] if tag != "equal" else [text]
    for column, side in ((3, "old"), (4, "new")):
        if len(pieces[side]) > 2:
            page.write_rich_string(row, column, *pieces[side], looks[side])
        else:
            page.write_string(row, column, fitting(texts[column]), looks[side])


def mendings(outcomes: Sequence[Outcome]) -> list[tuple[str, ...]]:
    """What was mended, by kind with counts and examples."""
    kinds: dict[str, list] = {}
    for outcome in outcomes:
        for one in outcome.found.mended:
            kinds.setdefault(one.kind, []).append(one)
    out = []
    for kind, some in sorted(kinds.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        shown = [one for one in some if one.before or one.after][:EXAMPLES] or some[:1]
        for n, one in enumerate(shown):
            at = Doubt("", one.table, row=one.row, column=one.column)
            out.append((kind if not n else "", str(len(some)) if not n else "", f"{one.table.file} {place(at)}".strip(), one.before, one.after))
    aside: dict[str, list] = {}
    for outcome in outcomes:
        for one in outcome.found.aside:
            aside.setdefault(one.sort, []).append(one)
    for sort, some in aside.items():
        out += [(f"不是事项、没有导入的行：{sort}" if not n else "", str(len(some)) if not n else "", f"{one.table.file} {place(Doubt('', one.table, row=one.row))}".strip(), one.text, "")
                for n, one in enumerate(some)]
    whole: dict[str, int] = {}
    for outcome in outcomes:
        for file, what, count in outcome.found.repaired:
            whole[f"{file}：{what}"] = whole.get(f"{file}：{what}", 0) + count
    return [*out, *((what, str(count), "", "", "") for what, count in whole.items())]


def relative(path: Path, other: Path) -> Path:
    """Another path as seen from the report's folder; a report that is carried away keeps no name of a machine."""
    return Path(os.path.relpath(other.resolve(), path.resolve().parent))


def link_to(path: Path, doubt: Doubt, sources: dict[str, Path]) -> str:
    """A link to the cell in the file that was imported; to the file where it is no sheet; "" where there is none."""
    source = sources.get(doubt.file)
    if source is None or doubt.table is None:
        return ""
    try:
        file = relative(path, source).as_posix()
    except ValueError:
        return ""  # on another drive
    if doubt.table.kind is Kind.SHEET and doubt.row:
        sheet = doubt.table.sheet.replace("'", "''")
        return f"external:{file}#'{sheet}'!{letters(doubt.column or 1)}{doubt.row}"
    return f"external:{file}"
