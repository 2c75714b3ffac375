"""The history of a record, at the end of its page."""
from typing import TYPE_CHECKING

from markupsafe import Markup

from disclosure.editions.changes import NEW
from disclosure.editions.past import key_of
from disclosure.model.catalogue import Catalogue
from disclosure.model.county import COLLECTIONS
from disclosure.model.fields import Record
from disclosure.render.escaping import escaped
from disclosure.render.marks import difference
from disclosure.render.output import Crumb

if TYPE_CHECKING:
    from disclosure.render.view import View

HISTORY = Crumb("历次版本", "history.html")
LEDGER = Crumb(COLLECTIONS["changes"].noun, COLLECTIONS["changes"].index)
HERE = "\ue000"
"""Where the number of a matter goes into what all matters of a catalogue have in common."""


def part_of(owner: Catalogue) -> str:
    """Where the script lies that knows what a catalogue said in every edition."""
    return f"editions/day/{owner.folder}-{owner.id}.js"


def day(view: "View", record: Record, root: str) -> Markup:
    """Asks for the day on which a catalogue or a matter is to be shown; "" where no editions are kept, and on a kiosk."""
    past = view.past
    owner = getattr(record, "owner", record)
    if not past or view.kiosk or not isinstance(owner, Catalogue) or owner not in view.county.catalogues:
        return Markup()
    number = "" if owner is record else record.number
    asked = view.shared(("day", owner, root, bool(number)), lambda: view.piece("day.html", root, part=part_of(owner), number=number and HERE, first=past.editions[0].date,
                                                                              history=HISTORY))
    return Markup(asked.replace(HERE, escaped(number)))


def history(view: "View", record: Record, root: str) -> Markup:
    """How a record became what it is, at the end of its page; "" where no editions are kept."""
    past = view.past
    if not past or not (since := past.since(record)):
        return Markup()
    if not view.past.histories.get(key_of(record)):
        return view.shared(("past", root, since.name), lambda: view.piece("past.html", root, entries=(), since=since, difference=difference, ledger=LEDGER, editions=HISTORY))
    entries = [entry for entry in past.of(record) if entry.change.kind != NEW or entry.edition is not since]  # that it was new then is the last line
    return view.piece("past.html", root, entries=entries, since=since, difference=difference, ledger=LEDGER, editions=HISTORY)
