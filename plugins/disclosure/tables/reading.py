"""Files → all that was found in them: sections of the wanted domain, matters, doubts; and what is left out because it is another's."""
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from disclosure.model.county import Domain
from disclosure.tables.doubt import DOUBTS
from disclosure.tables.files.reading import read
from disclosure.tables.grid import Book, Kind, Refused
from disclosure.tables.matters import Doubt, Found, Matter
from disclosure.tables.rows import Rows, lost_zeros, read_pairs, same_names
from disclosure.tables.sections import Scan, Section
from disclosure.tables.setting import Setting
from disclosure.tables.strangers import strange
from disclosure.tables.titles import same_domain

GENERIC = re.compile(r"(?i)(?:sheet|工作表|表格?|目录|清单|table|page|正文|汇总|合并|总表|公开目录|标准目录|事项|sheet\d*)\s*[（(]?[\d一二三四五六七八九十]*[)）]?")
Progress = Callable[[str, int, int], None]


def read_books(paths: Iterable[Path], found: Found, progress: Progress = lambda what, done, total: None) -> list[Book]:
    """The tables of files.  What cannot be read is told as T105; nothing is raised for what is in a file."""
    books, paths = [], list(paths)
    for n, path in enumerate(paths):
        progress("读取表格", n, len(paths))
        try:
            books.append(read(path))
        except Refused as refused:
            found.doubts.append(Doubt("T105", None, refused.why, hint=refused.hint, file=refused.file))
            found.skipped.append((refused.file, "", 0, refused.why))
    progress("读取表格", len(paths), len(paths))
    for book in books:
        found.left += [f"{book.file}：{what}" for what in book.left]
        found.repaired += [(book.file, repaired.what, repaired.count) for repaired in book.repaired]
    return books


def read_files(paths: Iterable[Path], setting: Setting, sheets: tuple[str, ...] = (), numbers: tuple[int, ...] = (), progress: Progress = lambda what, done, total: None) -> Found:
    """All matters of these files that are the target's."""
    found = Found()
    matters_of(read_books(paths, found, progress), setting, found, sheets, numbers)
    return found


def matters_of(books: Iterable[Book], setting: Setting, found: Found, sheets: tuple[str, ...] = (), numbers: tuple[int, ...] = (),
               mine: Callable[[Section], bool] | None = None) -> None:
    """Adds the matters of the target to what was found.  `mine`: whether a section is the target's; others are imported elsewhere, so that nothing is said of them."""
    for book in books:
        scan = Scan(setting, found, sheets, numbers)
        scan.book(book)
        if mine is not None:
            sections = [section for section in scan.sections if mine(section)]
            rows_of = {(id(section.table), row.number) for section in sections for row in section.rows}
            others = {(id(section.table), row.number) for section in scan.sections for row in section.rows} - rows_of
            found.doubts = [doubt for doubt in found.doubts if (id(doubt.table), doubt.row) not in others]
            found.rows = found.rows - len(others)
            found.skipped, scan.paired = [], []
        else:
            sections = wanted(scan.sections, setting, found, chosen=bool(sheets or numbers))
        rows = Rows(setting, found)
        before = len(found.matters)
        for section in sections:
            rows.read(section)
        for sheet, matters in scan.paired:
            read_pairs(setting, found, sheet, matters)
        found.matters[before:] = of_domain(found.matters[before:], setting, found)
    missing_columns(found, setting)
    strange(found, setting)
    same_names(found, setting)
    lost_zeros(found, setting)


def missing_columns(found: Found, setting: Setting) -> None:
    """T203: a required field that no table has a column for; told once a table."""
    seen = set()
    for matter in found.matters:
        table = matter.table
        if id(table) in seen:
            continue
        seen.add(id(table))
        there = {key for m in found.matters if m.table is table for key in m.cells}
        hidden = {d.key for d in found.doubts if d.table is table and d.code == "T204"}
        for key in setting.fields:
            if key in setting.required and key not in there | hidden:
                found.doubts.append(Doubt("T203", table, f"没有“{key}”一列", key=key, hint=f"在表里加上“{setting.fields[key].title}”，或者导入以后写进目录文件", file=table.file))


def called(section: Section) -> str:
    """The domain that a section's title names, or else the name of its sheet where that says something."""
    return section.domain or sheet_name(section)


def sheet_name(section: Section) -> str:
    """The name of a sheet that somebody has given it."""
    sheet = re.sub(r"\s", "", section.table.sheet)
    return "" if not sheet or GENERIC.fullmatch(sheet) or not re.search(r"[\u3400-\u9fff]{2}", sheet) else sheet


def wanted(sections: list[Section], setting: Setting, found: Found, chosen: bool = False) -> list[Section]:
    """The sections of the target.  Of several domains only its own; one single domain of another name is taken, and told.

    `chosen`: somebody has said which tables are wanted.
    """
    found.names += [name for section in sections if (name := called(section))]
    found.titles += [section.title for section in sections if section.title]
    if setting.register or chosen:
        return sections
    if setting.template is not Domain:
        for section in sections:
            name = called(section)
            section.domain = section.domain or (name if name in setting.domains or name.removesuffix("领域") in setting.domains else "")
        return sections
    if not setting.names:
        return sections
    fits = [any(same_domain(name, setting.names) for name in (called(s), sheet_name(s)) if name) if called(s) else None for s in sections]
    others = dict.fromkeys(called(s) for s, fit in zip(sections, fits, strict=True) if fit is False)
    if True in fits or len(others) > 1:
        out = []
        for section, fit in zip(sections, fits, strict=True):
            if fit is False:
                leave(section, setting, found)
            else:
                out.append(section)
        return out
    told = set()
    for section, fit in zip(sections, fits, strict=True):
        if fit is False and section.domain and section.domain not in told:
            told.add(section.domain)
            found.doubts.append(Doubt("T103", section.table, f"表的标题说的是“{section.domain}”，导入的是“{setting.names[0]}”", read=setting.gate.safe(section.title), hint=DOUBTS["T103"].hint, file=section.table.file))
    return sections


def leave(section: Section, setting: Setting, found: Found) -> None:
    """Leaves out a section of another domain, and tells it."""
    table, name = section.table, called(section)
    where = f"工作表“{table.sheet}”" if table.sheet and not section.domain else f"“{section.title or name}”"
    found.skipped.append((table.file, table.sheet, table.number, f"是“{name}”的，不是“{setting.names[0]}”的"))
    way = f"--sheet {table.sheet}" if table.kind is Kind.SHEET else f"--table {table.number}"
    found.doubts.append(Doubt("T102", table, f"{where}是“{name}”的，没有导入", read=setting.gate.safe(section.title), hint=f"要导入的，单独导入它（{way}），或者用 --each 一次分到各领域", file=table.file))


def of_domain(matters: list[Matter], setting: Setting, found: Found) -> list[Matter]:
    """The matters of the target, where a column says of every row which domain it belongs to."""
    if setting.template is not Domain or not setting.names or not any("领域" in m.cells for m in matters):
        return matters
    fits = [not m.domain or same_domain(m.domain, setting.names) for m in matters]
    others = list(dict.fromkeys(m.domain for m, fit in zip(matters, fits, strict=True) if not fit))
    if not any(m.domain and fit for m, fit in zip(matters, fits, strict=True)) and len(others) == 1:
        found.doubts.append(Doubt("T103", matters[0].table, f"表里的领域是“{others[0]}”，导入的是“{setting.names[0]}”", hint=DOUBTS["T103"].hint, file=matters[0].table.file))
        return matters
    for name in others:
        of = [m for m, fit in zip(matters, fits, strict=True) if not fit and m.domain == name]
        found.skipped.append((of[0].table.file, of[0].table.sheet, of[0].table.number, f"“{name}”的 {len(of)} 个事项，不是“{setting.names[0]}”的"))
        found.doubts.append(Doubt("T102", of[0].table, f"“{name}”的 {len(of)} 个事项没有导入", hint=DOUBTS["T102"].hint, file=of[0].table.file))
    out = [m for m, fit in zip(matters, fits, strict=True) if fit]
    gone = {id(m) for m, fit in zip(matters, fits, strict=True) if not fit}
    rows = {(id(m.table), m.row) for m in matters if id(m) in gone}
    found.doubts = [d for d in found.doubts if (id(d.table), d.row) not in rows]
    return out
