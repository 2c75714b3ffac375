"""A catalogue as CSV and JSON: every field that is declared, in order of declaration.

Both are written as bytes matter by matter: the files of the whole county would otherwise be held four times over, as text and as bytes.
"""
import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from disclosure.model.county import County
from disclosure.model.matters import Item, VillageItem
from disclosure.render.cells import data_of, text_of
from disclosure.render.output import Output

UTF8 = "utf-8-sig"
"""Begins with a BOM, without which Excel for Windows reads UTF-8 as GBK."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def catalogue_files(stem: str, title: str, items: Iterable[Item], template: type[Item], county: County) -> Iterator[Output]:
    """`stem`.csv and `stem`.json with the matters given; `template` says which fields there are."""
    items = list(items)
    yield Output(f"{stem}.csv", lambda: as_csv(items, template))
    yield Output(f"{stem}.json", lambda: as_json(title, items, template, county))


def as_csv(items: list[Item], template: type[Item]) -> bytes:
    """UTF-8 with BOM and CRLF, as Excel opens it right.

    事项 comes first: catalogue/编号 stays text in a spreadsheet, which would make 2.1 of a 编号 2.10.
    """
    out = io.BytesIO()
    text = io.TextIOWrapper(out, UTF8, newline="")
    sheet = csv.writer(text, lineterminator="\r\n")
    sheet.writerow(["事项", "目录", *(f.key for f in template.fields.values())])
    for item in items:
        row = [text_of(f.kind, getattr(item, code, None)) for code, f in template.fields.items()]
        sheet.writerow([safe(cell) for cell in (item.code, item.owner.name, *row)])
    text.flush()
    return out.getvalue()


def safe(cell: str) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_json(title: str, items: list[Item], template: type[Item], county: County) -> bytes:
    """One object: what it is, as of when, and the matters with the editors' keys; absent fields are left out."""
    def row(item: Item) -> dict[str, Any]:
        row = {"事项": item.code, "目录": item.owner.name, "网址": item.address}
        for code, f in template.fields.items():
            value = getattr(item, code, None)
            if value not in (None, ()):
                row[f.key] = data_of(f.kind, value)
        return row
    head = json.dumps({"名称": title, "县": county.name, "截至日期": county.as_of, "事项数": len(items)}, ensure_ascii=False)
    out = io.BytesIO()
    out.write(f'{head[:-1]}, "事项": [\n'.encode())
    for n, item in enumerate(items):  # a matter a line: a change of one matter is a change of one line, and json's fast encoder can be used
        out.write(b",\n" if n else b"")
        out.write(json.dumps(row(item), ensure_ascii=False).encode())
    out.write(b"\n]}\n")
    return out.getvalue()


EVERY = VillageItem
"""The record class that has every field a matter may have."""
