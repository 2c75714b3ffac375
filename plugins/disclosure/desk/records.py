"""What the page of records asks: one record and its form, saving it, a new one, a remedy, and undoing."""
from disclosure.desk.county import ITEMS
from disclosure.desk.forms import forms
from disclosure.desk.routes import Desk, Given, Route, path, steps, text, values
from disclosure.desk.words import understood


def start(desk: Desk, given: Given) -> dict:
    return {"forms": forms(), "kinds": desk.sight.kinds(), "choices": desk.sight.choices(), **desk.saving.journal.told()}


def save(desk: Desk, given: Given) -> dict:
    at = desk.saving.save(text(given, "file"), path(given.get("at")), text(given, "stamp"), values(given, "changes"))
    return {"file": given["file"], "at": at, **desk.saving.journal.told()}


def new(desk: Desk, given: Given) -> dict:
    file, at = desk.saving.add(text(given, "kind"), given.get("file") or "", given.get("id") or "", values(given, "values"))
    return {"file": file, "at": at, **desk.saving.journal.told()}


def mend(desk: Desk, given: Given) -> dict:
    desk.saving.mend(text(given, "file"), values(given, "finding"))
    return desk.saving.journal.told()


def turn(back: bool):
    return lambda desk, given: {"file": desk.saving.turn(back), **desk.saving.journal.told()}


ROUTES = (
    Route("start", start),
    Route("record", lambda desk, given: desk.sight.record(text(given, "file"), steps(given.get("at")))),
    Route("blank", lambda desk, given: desk.sight.blank(text(given, "file"), [ITEMS, ""])),
    Route("findings", lambda desk, given: desk.sight.findings(text(given, "file"), steps(given.get("at")))),
    Route("limit", lambda desk, given: {"text": understood(text(given, "text"))}),
    Route("save", save, writes=True),
    Route("new", new, writes=True),
    Route("mend", mend, writes=True),
    Route("undo", turn(back=True), writes=True),
    Route("redo", turn(back=False), writes=True),
)
