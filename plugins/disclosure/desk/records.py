"""What the page of records asks: one record and its form, saving it, a new one, a remedy, and undoing."""
from disclosure.desk.following import followers, sentence
from disclosure.desk.forms import forms
from disclosure.desk.leftover import left
from disclosure.desk.places import COUNTY, ITEMS
from disclosure.desk.routes import Desk, Given, Route, path, saved, steps, text, turn_of, values
from disclosure.desk.words import next_time, understood
from disclosure.model.due import came
from disclosure.model.matters import Item
from disclosure.read.law import law


def start(desk: Desk, given: Given) -> dict:
    preview = desk.preview
    if desk.trials.process is None:  # by the time somebody types it has read the county
        desk.trials.ask("", COUNTY, (preview.site / COUNTY).read_bytes())
    return {"forms": forms(), **standing(desk, given), "kinds": desk.sight.kinds(), "choices": desk.sight.choices(), "drafts": desk.drafts.all(), **desk.saving.journal.told()}


def limit(desk: Desk, given: Given) -> dict:
    """What a 时限 is understood to be, and when the matter is due next by it."""
    said, county = understood(text(given, "text")), desk.sight.county
    if not said or county is None:
        return {"text": said}
    item = desk.sight.read(text(given, "file"), steps(given.get("at"))) if given.get("file") else None
    follow = sentence(followers(county, item), Item.fields["time_limit"].key) if isinstance(item, Item) else ""
    return {"text": said + next_time(given["text"], came(item, county) if isinstance(item, Item) else [], county.as_of.day, law()), "follow": follow}


def save(desk: Desk, given: Given) -> dict:
    """`who` and `turn`: the form, whose draft is none any more, unless more was typed since.  `was`: what the changed fields said; `left` tells where else it stands."""
    who, turn = text(given, "who"), turn_of(given)
    at = desk.saving.save(text(given, "file"), path(given.get("at")), text(given, "stamp"), values(given, "changes"))
    saved(desk, who, turn)
    with desk.preview.lock:
        rest = left(desk.sight, given.get("was") or {}, given["changes"])
    return {"file": given["file"], "at": at, "left": rest, **desk.saving.journal.told()}


def new(desk: Desk, given: Given) -> dict:
    who, turn = text(given, "who"), turn_of(given)
    file, at = desk.saving.add(text(given, "kind"), given.get("file") or "", given.get("id") or "", values(given, "values"))
    saved(desk, who, turn)
    return {"file": file, "at": at, **desk.saving.journal.told()}


def standing(desk: Desk, given: Given) -> dict:
    """How many findings of each severity the whole county has; `waiting` while it is being checked."""
    preview = desk.preview
    return {"counts": preview.found["counts"], "waiting": preview.judged != preview.edition}


def remove(desk: Desk, given: Given) -> dict:
    desk.saving.remove(text(given, "file"), path(given.get("at")), text(given, "stamp"))
    return desk.saving.journal.told()


def mend(desk: Desk, given: Given) -> dict:
    desk.saving.mend(text(given, "file"), values(given, "finding"))
    return desk.saving.journal.told()


def turn(back: bool):
    return lambda desk, given: {"done": desk.saving.turn(back, number_in(given)), **desk.saving.journal.told()}


def made(desk: Desk, given: Given) -> dict:
    """What was done, the newest first; `gone`: that it has been taken back alone."""
    changes = desk.saving.journal.newest()
    gone = {change.of for change in changes.values()}
    return {"steps": [{"number": number, "label": change.label, "gone": number in gone} for number, change in sorted(changes.items(), reverse=True)], **desk.saving.journal.told()}


def take_back(desk: Desk, given: Given) -> dict:
    return {"done": desk.saving.take_back(number_in(given)), **desk.saving.journal.told()}


def number_in(given: Given) -> int:
    """The number of a change; 0 where none is named.  Raises TypeError."""
    number = given.get("number", 0)
    if not isinstance(number, int):
        raise TypeError("number")
    return number


ROUTES = (
    Route("start", start),
    Route("standing", standing),
    Route("record", lambda desk, given: desk.sight.record(text(given, "file"), steps(given.get("at")))),
    Route("blank", lambda desk, given: desk.sight.blank(text(given, "file"), [ITEMS, ""])),
    Route("findings", lambda desk, given: desk.sight.findings(text(given, "file"), steps(given.get("at")))),
    Route("limit", limit),
    Route("save", save, writes=True),
    Route("new", new, writes=True),
    Route("remove", remove, writes=True),
    Route("mend", mend, writes=True),
    Route("undo", turn(back=True), writes=True),
    Route("redo", turn(back=False), writes=True),
    Route("made", made),
    Route("take-back", take_back, writes=True),
)
