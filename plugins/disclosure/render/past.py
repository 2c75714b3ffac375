"""The history of a record, at the end of its page."""
from typing import TYPE_CHECKING

from markupsafe import Markup

from disclosure.editions.changes import Cell
from disclosure.editions.marking import IN, OUT, marked, shortened
from disclosure.model.county import COLLECTIONS
from disclosure.model.fields import Record
from disclosure.render.escaping import escaped
from disclosure.render.output import Crumb

if TYPE_CHECKING:
    from disclosure.render.view import View

HISTORY = Crumb("历次版本", "history.html")
LEDGER = Crumb(COLLECTIONS["changes"].noun, COLLECTIONS["changes"].index)
AROUND = 40
"""Characters that are shown beside changed words."""


def difference(cell: Cell) -> Markup:
    """Both texts of a field as one: what went is struck through, what came stands out."""
    return Markup("".join(f"<del>{escaped(text)}</del>" if what == OUT else f"<ins>{escaped(text)}</ins>" if what == IN else escaped(text)
                          for what, text in shortened(marked(cell.old, cell.new), AROUND)).replace("\n", "<br>"))


def history(view: "View", record: Record, root: str) -> Markup:
    """How a record became what it is, at the end of its page; "" where no editions are kept."""
    past = view.past
    if not past or not (since := past.since(record)):
        return Markup()
    return view.piece("past.html", root, entries=past.of(record), since=since, difference=difference, ledger=LEDGER, editions=HISTORY)
