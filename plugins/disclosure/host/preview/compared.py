"""What the preview says of an earlier state (`serve --since`): which cells of a page are others now, and the way from one change to the next."""
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from disclosure.editions.cells import Cell
from disclosure.editions.changes import GONE, MERGED, Change
from disclosure.editions.marking import marked, shortened
from disclosure.editions.state import State, address_of, owner_of
from disclosure.editions.telling import RECORDS, End, Told, heading

AROUND = 40
"""Characters that are shown beside changed words."""
Mark = dict[str, str]


class Compared:
    """A county beside an earlier state of it.  Stops come in the order of the sheet to sign: what hit many records once, then by unit."""

    def __init__(self, told: Told) -> None:
        self.stops = [*stops(told)]
        self.head = {"since": told.since.name, "summary": told.summary}
        self.marks: dict[str, list[Mark]] = defaultdict(list)
        for change in told.changes:
            for page, mark in marks(change):
                self.marks[page].append(mark)

    def of(self, page: str) -> bytes:
        """What a page has to know, as JSON."""
        return json.dumps({**self.head, "stops": self.stops, "marks": self.marks.get(page, [])}, ensure_ascii=False).encode()


def stops(told: Told) -> Iterator[dict[str, Any]]:
    together, _ = told.parts
    for group in together:
        more = len(group.changes) - 1
        yield stop(told.first(group), group.cell, f"同样的改动还有 {more} 处")
    for _, found in told.by_unit:
        for change in found:
            for cell in change.cells or (None,):
                yield stop(change, cell)
    for one in told.disclosed:
        yield stop(one.change, Cell(RECORDS.key, RECORDS.title, "", one.title))


def stop(change: Change, cell: Cell | None, more: str = "") -> dict[str, Any]:
    page, _, at = place_of(change).partition("#")
    pieces = [[piece.what, piece.text] for piece in shortened(marked(cell.old, cell.new), AROUND)] if cell else []
    return {"page": page, "at": at, "said": heading(change), "label": cell.title if cell else "", "new": cell.new if cell else "", "pieces": pieces, "more": more}


def place_of(change: Change) -> str:
    """Where somebody sees what became of a record: its page; of what is no more, the catalogue that it stood in."""
    if change.kind in (GONE, MERGED):
        return address_of(change.heir or owner_of(change.key)) or "index.html"
    return change.address or "index.html"


def marks(change: Change) -> Iterator[tuple[str, Mark]]:
    """The pages on which a record is shown as another, and where on them: on its own, and of a matter in the table of its catalogue."""
    page, _, at = place_of(change).partition("#")
    if change.kind in (GONE, MERGED):
        return
    owner = address_of(owner_of(change.key)) if change.matter else ""
    for label, new in [(cell.title, cell.new) for cell in change.cells] or [("", "")]:
        yield page, {"kind": change.kind, "at": at, "row": "", "label": label, "new": new}
        if owner:
            yield owner, {"kind": change.kind, "at": "", "row": page, "label": label, "new": new}


def compared(county: str, since: End, before: State, after: State) -> Compared:
    return Compared(Told(county, since, End("现在"), before, after))
