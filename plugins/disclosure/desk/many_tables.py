"""The process that reads a table for the desk: what `import` would do with it, as one line of JSON; it writes nothing.

    python -m disclosure.desk.many_tables 县的文件夹 domains/代号|townships/代号|villages/代号|registers/台账|each 文件名 [停用日期] < 文件
"""
import base64
import json
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from disclosure.model.county import COLLECTIONS

LIBRARIES = ("pandas", "openpyxl", "xlrd", "lxml", "pdfplumber")
"""What reading tables needs, and a desk does without."""


def main(site: str, target: str, name: str, retire: str = "") -> None:
    data = sys.stdin.buffer.read()
    if not all(map(find_spec, LIBRARIES)):
        return say({"lacking": True})
    from disclosure.tables.report import as_json
    from disclosure.tables.session import Session, Wishes
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        wishes = Wishes((path,), Path(site), dry=True, retire=retire, progress=lambda what, done, total: say({"progress": what}))
        session = Session(wishes)
        kind, _, id = target.partition("/")
        if kind == "each":
            told = session.into_each()
        elif kind == "registers":
            told = session.into_register(COLLECTIONS[id])
        else:
            told = session.into_catalogue(COLLECTIONS[kind], id)
    tables: dict[int, Any] = {}
    for outcome in told.outcomes:
        found = outcome.found
        for table in (*(one.table for one in found.matters), *(one.table for one in found.doubts), *(one.table for one in found.mended)):
            if table is not None:
                tables.setdefault(id_of(table), table)
    from disclosure.desk.following import after_writing
    follow = after_writing(Path(site), {file: text for file, (_, text) in told.texts.items()}) if told.texts else None
    say({"follow": follow, "outcomes": [as_json(one) | {"missing": one.missing} for one in told.outcomes], "refusals": told.refusals,
         "texts": {file: [None if before is None else base64.b64encode(before).decode(), text] for file, (before, text) in told.texts.items()},
         "tables": [shown(table) for table in tables.values()]})


def id_of(table: Any) -> int:
    return id(table)


def shown(table: Any) -> dict:
    """A table as the page draws it, and reads it again with what was typed over: all of it."""
    cells = [[cell.row, cell.column, cell.rows, cell.columns, cell.text] for cell in table.cells]
    return {"file": table.file, "sheet": table.sheet, "number": table.number, "page": table.page or None, "titles": list(table.title_lines), "cells": cells,
            "height": table.height, "width": table.width}


def say(told: dict) -> None:
    print(json.dumps(told, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
