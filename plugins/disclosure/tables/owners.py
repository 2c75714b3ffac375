"""Whose catalogue a section of a table is: a domain's, a township's or a village's, by its title or its sheet's name."""
import re
from dataclasses import replace

from disclosure.model.county import CATALOGUES, COLLECTIONS, County, Domain
from disclosure.read.unit_names import county_names
from disclosure.render.cells import title_of
from disclosure.tables.grid import Book
from disclosure.tables.matters import Doubt, Found
from disclosure.tables.reading import called, sheet_name
from disclosure.tables.sections import Scan, Section
from disclosure.tables.setting import Setting
from disclosure.tables.titles import same_domain

OPTIONS = {"domains": "--domain", "townships": "--township", "villages": "--village", "institutions": "--institution"}
Owner = tuple[str, str]
"""The name of a collection, and an id."""


class Owners:
    """Looks up whose a section is.

    A place comes before a domain: a township's table about a domain is the township's.
    """

    def __init__(self, county: County | None, domains: dict[str, str]) -> None:
        self.domains, self.county = domains, sorted(county_names(county), key=len, reverse=True)
        self.places: dict[str, set[Owner]] = {}
        for name in CATALOGUES if county else ():
            for record in getattr(county, name).values() if name != Domain.folder else ():
                above = getattr(record, "township", None)
                for one in dict.fromkeys((*record.names, self.flat(title_of(record)))):
                    for before in ("", *(above.names if above else ())) if one else ():
                        self.places.setdefault(f"{before}{one}", set()).add((name, record.id))

    def of(self, section: Section) -> set[Owner]:
        """Whose it may be: none, one, or several that are called alike."""
        sheet, title = sheet_name(section) or section.table.sheet.strip(), self.flat(section.title)
        if place := self.places.get(self.flat(sheet)):
            return place
        if begun := [name for name in self.places if len(name) > 1 and title.startswith(name)]:
            return self.places[max(begun, key=len)]
        name = called(section)
        return {(Domain.folder, id) for other, id in self.domains.items() if name and same_domain(name, (other,))}

    def flat(self, text: str) -> str:
        text = re.sub(r"^(?:附件\d*[:：]?|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]+)", "", re.sub(r"\s", "", text))
        for name in self.county:
            text = text.removeprefix(name)
        return text


def owned(books: list[Book], owners: Owners, setting: Setting, found: Found) -> dict[Owner, list[Book]]:
    """The catalogues that sheets and titles name, in their order, each with the tables that hold something of it.

    What names none is told.
    """
    out: dict[Owner, list[Book]] = {}
    for book in books:
        scan = Scan(setting, found)
        scan.book(book)
        tables: dict[Owner, set[int]] = {}
        for section in scan.sections:
            some = owners.of(section)
            if len(some) == 1 and (owner := next(iter(some)))[0] in OPTIONS:
                tables.setdefault(owner, set()).add(id(section.table))
            else:
                leave(section, some, setting, found)
        for owner, held in tables.items():
            some = tuple(table for table in book.tables if id(table) in held)
            out.setdefault(owner, []).append(replace(book, tables=some))
    # the rest is told with the catalogue
    found.doubts = [doubt for doubt in found.doubts if doubt.code in ("T101", "T102", "T105")]
    return out


def without_others(books: list[Book], owners: Owners, owner: Owner, setting: Setting, found: Found) -> list[Book]:
    """Of files for one place, what is not another's.

    Sheets of other places are left out and told; where a sheet bears the place's name, those of domains too.
    """
    out = []
    for book in books:
        scan = Scan(setting, Found())
        scan.book(book)
        whose: dict[int, list[Section]] = {}
        for section in scan.sections:
            whose.setdefault(id(section.table), []).append(section)
        named = any(owner in owners.places.get(owners.flat(section.table.sheet), ()) for section in scan.sections)
        other = set()
        for id_, sections in whose.items():
            some = set().union(*(owners.of(section) for section in sections))
            if some and owner not in some and (named or all(place != Domain.folder for place, _ in some)):
                other.add(id_)
                table = sections[0].table
                why = f"是 {'、'.join(f'{place}/{id}' for place, id in sorted(some))} 的，没有导入"
                found.skipped.append((table.file, table.sheet, table.number, why))
                found.doubts.append(Doubt("T102", table, why, read=setting.gate.safe(sections[0].title), file=table.file,
                                          hint="各导入各的，用 --each；确实要导入的，用 --sheet 或者 --table 指定"))
        out.append(replace(book, tables=tuple(table for table in book.tables if id(table) not in other)))
    return out


def leave(section: Section, some: set[Owner], setting: Setting, found: Found) -> None:
    """Leaves out a section that is nobody's, and tells how it can be imported."""
    table, name = section.table, called(section)
    one = f"--sheet {table.sheet}" if table.sheet else f"--table {table.number}"
    if len(some) > 1:
        why = f"叫“{name or section.title}”的不止一个：{'、'.join(f'{place}/{id}' for place, id in sorted(some))}"
        options = "、".join(sorted({OPTIONS[place] for place, _ in some if place in OPTIONS}))
        hint = f"用 {options or '--domain'} 代号 {one} 单独导入"
    elif some:
        (place, id), = some
        why, hint = f"是{COLLECTIONS[place].noun}的目录，不从表格导入", f"直接改 catalogues/{COLLECTIONS[place].path}{id}.yml"
    else:
        why = f"“{name}”不是本县的哪一个领域、乡镇、村（社区）" if name else "看不出是哪个领域、乡镇、村（社区）的"
        hint = f"是领域的，在领域文件里加上“别名”，或者用 --domain 代号 {one} 单独导入；是乡镇、村（社区）的，用 --township、--village 代号 {one}"
    found.skipped.append((table.file, table.sheet, table.number, why))
    found.doubts.append(Doubt("T102", table, why, read=setting.gate.safe(section.title), hint=hint, file=table.file))
