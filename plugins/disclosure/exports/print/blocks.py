"""What books are made of: headings, paragraphs, facts, tables, steps and forms, as typst/book.typ takes them."""
from collections.abc import Iterable, Sequence
from typing import Any

from disclosure.model.fields import Record
from disclosure.render.cells import text_of

Block = dict[str, Any]


def heading(level: int, text: str, fresh: bool = False) -> Block:
    """`fresh`: on a page of its own."""
    return {"kind": "heading", "level": level, "text": text, "fresh": fresh}


def text(*lines: str, quiet: bool = False) -> Block:
    """Paragraphs."""
    return {"kind": "text", "lines": [line for line in lines if line], "quiet": quiet}


def facts(rows: Iterable[Sequence[str]]) -> Block:
    """Labels and what they say, without those that say nothing."""
    return {"kind": "facts", "rows": [list(row) for row in rows if row[1]]}


def table(heads: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]], centred: Iterable[int] = ()) -> Block:
    return {"kind": "table", "heads": list(heads), "widths": list(widths), "rows": [list(row) for row in rows], "centred": list(centred)}


def ticks(entries: Iterable[Sequence[str]]) -> Block:
    """Things to tick off: what, what stands beside it in small type, and what stands below."""
    return {"kind": "ticks", "entries": [list(entry) for entry in entries]}


def form(printed: dict[str, Any]) -> Block:
    """A catalogue, on sheets of its own (A3 across)."""
    return {"kind": "form", "form": printed}


def told(record: Record, *codes: str) -> list[tuple[str, str]]:
    """The fields of a record with their titles, as rows of `facts`; lists an entry a line."""
    rows = []
    for code in codes:
        f, value = record.fields[code], getattr(record, code)
        listed = isinstance(value, tuple) and len(value) > 1 and all(isinstance(one, str) for one in value)
        rows.append((f.title, "\n".join(value) if listed else text_of(f.kind, value)))
    return rows
