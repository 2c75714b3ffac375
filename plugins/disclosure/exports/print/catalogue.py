"""The catalogue as it is printed: the standard form on A3, its first levels as bookmarks."""
from collections.abc import Iterator
from functools import partial
from math import ceil
from typing import Any

from disclosure.exports.print import press
from disclosure.exports.wanted import Wanted
from disclosure.model.catalogue import Catalogue
from disclosure.model.county import County
from disclosure.render.form import Form, of_catalogue
from disclosure.render.output import Output
from disclosure.render.relations import active

SHEET, INSET, TYPE = 1118, 6, 9
"""Points: the width of the table on A3, the space at both sides of a cell's text, and the size of type."""
WHOLE = 30
"""A row of more lines than this may be broken over two pages; what is lower stays in one piece."""
WIDE, NARROW = 1.0, 0.62
"""The most that a character takes of the size of type, Chinese and Latin."""


def catalogues(wanted: Wanted) -> Iterator[Output]:
    """A file a catalogue, under the site's path of its page."""
    for owner in wanted.catalogues:
        if active(owner.items):
            yield Output(f"{owner.address.removesuffix('.html')}.pdf", partial(printed, owner, wanted.county))


def printed(owner: Catalogue, county: County) -> bytes:
    form = of_catalogue(owner, county)
    return press.pdf("catalogue", form.title, county.as_of, {"form": table(form), "signed": form.foot, "foot": f"{county.name}　{form.title}"})


def table(form: Form, name: str = "row") -> dict[str, Any]:
    """A form as typst/form.typ takes it.  `name`: begins the labels of its rows, unlike any other of the document."""
    starts = set(range(len(form.rows))) - {n for first, last in form.runs for n in range(first + 1, last + 1)}
    unit = SHEET / sum(leaf.width for leaf in form.leaves)
    columns = [(leaf.width * unit - INSET) / TYPE for leaf in form.leaves]
    shared = next((n for n, leaf in enumerate(form.leaves) if leaf.shared), -1)
    return {
        "id": name, "widths": [leaf.width for leaf in form.leaves], "group": shared,
        "centred": [n for n, leaf in enumerate(form.leaves) if leaf.ticked or not leaf.code or leaf.code == "number"],
        "heads": [{"y": top, "x": left, "rows": bottom - top + 1, "columns": right - left + 1, "text": text} for top, left, bottom, right, text in form.heads()],
        "rows": [{"cells": list(row), "first": n in starts, "last": n + 1 in starts or n + 1 == len(form.rows), "tall": lines(row, columns) > WHOLE} for n, row in enumerate(form.rows)],
    }


def lines(row: tuple[str, ...], columns: list[float]) -> int:
    """At most so many lines high is a row."""
    return max(sum(ceil(ems(line) / column) or 1 for line in text.split("\n")) for text, column in zip(row, columns, strict=True))


def ems(text: str) -> float:
    return sum(WIDE if ord(c) > 0xff else NARROW for c in text)
