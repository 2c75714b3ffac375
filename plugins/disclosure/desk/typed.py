"""While somebody types: what stands in the form is kept on the disk, and judged as if it were saved."""
from pathlib import Path
from typing import Any

from disclosure.desk.beside import listed
from disclosure.desk.making import Made, Moved
from disclosure.desk.pieces import find
from disclosure.desk.places import Astray, is_page
from disclosure.desk.routes import Desk, Given, Route, path, text, turn_of, values
from disclosure.desk.speech import in_desk
from disclosure.desk.trial import Found
from disclosure.markdown import html, page
from disclosure.mending import edited
from disclosure.model.finding import Finding
from disclosure.read.files import SCHEME, settled
from disclosure.render.addresses import link_address
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable
from disclosure.write.tree import plain

KEPT = ("file", "at", "kind", "id", "stamp", "title", "was", "changes")
"""What a draft has of a form: `was`, the values of the changed keys when it was opened."""


WINDOWS = 30
"""So many forms can have a remedy carried out while it is typed in them: the latest."""


def typed(desk: Desk, given: Given) -> dict:
    """Keeps what was typed, then tells what would be found.  `changes`: keys of a record with other values, None takes one away; of a new one all of them.

    `late`, in the answer: a request that was sent later was here before; nothing has changed.
    """
    who, changes, turn = text(given, "who"), values(given, "changes"), turn_of(given)
    late = desk.drafts.keep(who, {key: given[key] for key in KEPT if key in given}, turn) if changes else desk.drafts.drop(who, turn)
    if late:
        return {"late": late}
    if given.get("quiet"):  # the window is being closed
        return {}
    try:
        made = made_of(desk, given)
    except Moved:
        return {"moved": True}
    except (Unwritable, Astray) as refused:
        return {"refused": in_desk(str(refused))}
    number = desk.trials.ask(who, made.file, made.after or b"")
    return judged(desk, who, made, desk.trials.findings(number))


def judged(desk: Desk, who: str, made: Made, found: Found) -> dict:
    """What was found, for the form; `more`: the number by which the rest can be asked for, as `rest`."""
    if found.findings is None:
        return {"overtaken": True}
    desk.tried[who] = made, found.findings
    while len(desk.tried) > WINDOWS:
        desk.tried.pop(next(iter(desk.tried)))
    read = desk.sight.read(made.file, made.at)
    told = listed(found.findings, made.file, made.at, made.after or b"", read and read.place)
    return {"findings": told, "more": 0 if found.last else found.number}


def rest(desk: Desk, given: Given) -> dict:
    """What the slower rules add to the answer of `typed`."""
    who, number = text(given, "who"), given["number"]
    if not isinstance(number, int) or who not in desk.tried:
        return {"overtaken": True}
    made, _ = desk.tried[who]
    return judged(desk, who, made, desk.trials.findings(number, last=True))


def made_of(desk: Desk, given: Given) -> Made:
    """What the form would make of its file.  Raises Moved, Astray, Unwritable, OSError."""
    making = desk.saving.making
    with desk.preview.lock:
        if given.get("kind"):
            return making.added(text(given, "kind"), given.get("file") or "", given.get("id") or "", values(given, "changes"))
        return making.changed(text(given, "file"), path(given.get("at")), text(given, "stamp"), values(given, "changes"))


def remedy(desk: Desk, given: Given) -> dict:
    """Does what a finding advises: in the form, where something is typed and not saved, else in the file."""
    who = text(given, "who")
    made, found = desk.tried.get(who, (None, ()))
    wanted = asked(found, values(given, "finding"))
    if made is None or wanted is None or is_page(made.file):
        raise Unwritable("这一处后来又改过了，没有动。请等检查做完再按")
    after = edited(made.after, wanted.advice.edits)
    if after is None:
        raise Unwritable("这一处后来又改过了，没有动。请等检查做完再按")
    if made.before == made.after:
        desk.saving.done(lambda: made._replace(after=after, label=f"照 {wanted.rule.code} 的改法改 {made.file.rpartition('/')[2]}"))
        return {"saved": True, **desk.saving.journal.told()}
    return {"values": within(made, after)}


def asked(found: tuple[Finding, ...], finding: dict[str, Any]) -> Finding | None:
    """The finding that a button belongs to."""
    told = (finding.get("code"), finding.get("line"), finding.get("column"), finding.get("said"))
    return next((f for f in found if f.advice and (f.rule.code, f.place.line, f.place.column, f.message) == told), None)


def within(made: Made, after: bytes) -> dict[str, Any]:
    """The record's values with the remedy, where it changes nothing else that the file says.  Raises Unwritable."""
    old, new = (Draft(Path("x"), made.file, data) for data in (made.after, after))
    before, now = find(old, made.at), find(new, made.at)
    told = plain(now)
    if plain(before) == told:
        raise Unwritable("这一处改的是写法，不是内容：请先保存，再按")
    before.pairs, now.pairs = [], []
    if plain(old.tree) != plain(new.tree):
        raise Unwritable("这一处要连别的地方一起改：请先保存，再按")
    return told


def rendered(desk: Desk, given: Given) -> dict:
    """Markdown as the site shows it, whether of a field or of a page of its own; links within the site lead to the preview."""
    frame = desk.preview.frame
    known = frame.view.sizes if frame else {}

    def address(link: str) -> str | None:
        scheme = SCHEME.match(link)
        return link_address(settled(link, known), "/") if scheme is None or scheme[1].lower() in ("http", "https", "mailto", "tel") else None
    said = text(given, "text")
    return {"html": page(said, address)[0] if given.get("page") else html(said, 3, address)}


def drop(desk: Desk, given: Given) -> dict:
    late = desk.drafts.drop(text(given, "who"), turn_of(given))
    return {"late": late} if late else {}


ROUTES = (
    Route("typed", typed, writes=True),
    Route("rest", rest, writes=True),
    Route("remedy", remedy, writes=True),
    Route("drop", drop, writes=True),
    Route("rendered", rendered, writes=True),
    Route("drafts", lambda desk, given: {"drafts": desk.drafts.all()}),
)
