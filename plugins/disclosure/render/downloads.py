"""A catalogue as CSV and JSON: every field that is declared, in order of declaration; and as a workbook, in the standard form.

CSV and JSON are written as bytes matter by matter: the files of the whole county would otherwise be held four times over, as text and as bytes.
"""
import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from disclosure.model.collection import Collection
from disclosure.model.county import County
from disclosure.model.fields import Defaults, Field, Record, Reference
from disclosure.model.matters import Item, VillageItem
from disclosure.model.register import REGISTERS, Register
from disclosure.render.cells import data_of, text_of
from disclosure.render.form import Form, of_register
from disclosure.render.output import Output
from disclosure.render.workbook import workbook

Known = Mapping[Record, bytes]
"""Matters as they stand in a file of the last build, each as it would be written again."""
NONE: Known = MappingProxyType({})
UTF8 = "utf-8-sig"
"""Begins with a BOM, without which Excel for Windows reads UTF-8 as GBK."""
as_text = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Rows(NamedTuple):
    """What the rows of a table are called, and the columns before those of their fields."""

    noun: str
    first: dict[str, Callable[[Record], str]]


MATTERS = Rows("事项", {"事项": lambda item: item.code, "目录": lambda item: item.owner.name})
"""事项 comes first: catalogue/编号 stays text in a spreadsheet, which would make 2.1 of a 编号 2.10."""
RECORDS = Rows("记录", {"代号": lambda record: record.id})


def record_files(collection: Collection, records: list[Register], county: County) -> Iterator[Output]:
    """The records of a register as NAME.csv, NAME.json and NAME.xlsx."""
    yield from plain_files(collection, records, county)
    yield sheet_file(collection.name, partial(of_register, collection, county), county)


def plain_files(collection: Collection, records: list[Record], county: County) -> Iterator[Output]:
    """The records of a collection as NAME.csv and NAME.json."""
    template = collection.template
    yield Output(f"{collection.name}.csv", lambda: as_csv(records, template, RECORDS))
    yield Output(f"{collection.name}.json", lambda: as_json(f"{county.name}{collection.noun}", records, template, county, RECORDS))


def catalogue_files(stem: str, title: str, items: Iterable[Item], template: type[Item], county: County) -> Iterator[Output]:
    """`stem`.csv and `stem`.json with the matters given; `template` says which fields there are."""
    items = list(items)

    def sheet(known: Known = NONE) -> bytes:
        return as_csv(items, template, leave=unkept(county), known=known)

    def data(known: Known = NONE) -> bytes:
        return as_json(title, items, template, county, known=known)
    yield Output(f"{stem}.csv", sheet, after=lambda before, stands: sheet(standing(items, csv_lines(before), stands)))
    yield Output(f"{stem}.json", data, after=lambda before, stands: data(standing(items, json_lines(before), stands)))


def sheet_file(stem: str, form: Callable[[], Form], county: County) -> Output:
    """A form as a workbook of its own."""
    return Output(f"{stem}.xlsx", lambda: workbook([made := form()], made.title, county.as_of))


def unkept(county: County) -> frozenset[str]:
    """The registers that a county does not keep: fields that name their records are no columns of its tables."""
    return REGISTERS.keys() - {collection.name for collection, _ in county.registers}


def as_csv(items: list[Record], template: type[Record], rows: Rows = MATTERS, leave: Container[str] = (), known: Known = NONE) -> bytes:
    """UTF-8 with BOM and CRLF, as Excel opens it right.  `leave`: fields that refer to these collections are left out; `known`: what is written already."""
    fields = {code: f for code, f in told_fields(template).items() if not isinstance(f.kind, Reference) or f.kind.to not in leave}
    out = io.BytesIO()
    text = io.TextIOWrapper(out, UTF8, newline="")
    sheet = csv.writer(text, lineterminator="\r\n")
    sheet.writerow([*rows.first, *(f.key for f in fields.values())])
    first, kinds = [*rows.first.values()], [(code, f.kind) for code, f in fields.items()]
    for item in items:
        if item in known:
            text.flush()
            out.write(known[item])
            continue
        row = [text_of(kind, getattr(item, code, None)) for code, kind in kinds]
        sheet.writerow([cell and safe(cell) for cell in (*[told(item) for told in first], *row)])
    text.flush()
    return out.getvalue()


def told_fields(template: type[Record]) -> dict[str, Field]:
    """Without 默认, which the matters have taken over."""
    return {code: f for code, f in template.fields.items() if not isinstance(f.kind, Defaults)}


def safe(cell: str) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_json(title: str, items: list[Record], template: type[Record], county: County, rows: Rows = MATTERS, known: Known = NONE) -> bytes:
    """One object: what it is, as of when, and the matters with the editors' keys; absent fields are left out."""
    first, fields = [*rows.first.items()], [(code, f.key, f.kind) for code, f in told_fields(template).items()]

    def row(item: Record) -> dict[str, Any]:
        row = {**{head: told(item) for head, told in first}, "网址": item.address}
        for code, key, kind in fields:
            value = getattr(item, code, None)
            if value is not None and value != ():
                row[key] = data_of(kind, value)
        return row
    head = json.dumps({"名称": title, "县": county.name, "截至日期": county.as_of, f"{rows.noun}数": len(items)}, ensure_ascii=False)
    out = io.BytesIO()
    out.write(f'{head[:-1]}, "{rows.noun}": [\n'.encode())
    for n, item in enumerate(items):  # a matter a line: a change of one matter is a change of one line, and json's fast encoder can be used
        out.write(b",\n" if n else b"")
        out.write(known[item] if item in known else as_text(row(item)).encode())
    out.write(b"\n]}\n")
    return out.getvalue()


# -- lines of the last build ---------------------------------------------------------------------
def standing(items: list[Item], lines: Iterable[tuple[str, bytes]], stands: Callable[[str], bool]) -> Known:
    """Matters whose lines are there and hold: a line says nothing of a matter that its page's mark does not take in.  `lines`: those of the last build by the matters' codes,
    of which two catalogues of one id may have the same."""
    there, twice = dict[str, bytes](), set[str]()
    for code, line in lines:
        if there.setdefault(code, line) is not line:
            twice.add(code)
    codes = Counter(item.code for item in items)
    return {item: line for item in items if (line := there.get(item.code)) and item.code not in twice and codes[item.code] == 1 and stands(item.address)}


def csv_lines(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The records of a CSV file by their first cells, as they are written.  A line break within quotes ends none."""
    held = b""
    for line in data.split(b"\r\n"):
        held += line + b"\r\n"
        if held.count(b'"') % 2 == 0:
            yield held.partition(b",")[0].decode(), held
            held = b""


def json_lines(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The matters of a JSON file, which stand in a line each."""
    head = f'{{"{next(iter(MATTERS.first))}":"'.encode()
    for line in data.split(b"\n"):
        if line.startswith(head):
            yield line[len(head):].partition(b'"')[0].decode(), line.removesuffix(b",")


EVERY = VillageItem
"""The record class that has every field a matter may have."""
