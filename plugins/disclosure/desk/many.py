"""Many matters at once: the grid of them, one element changed in all that were chosen, the rows that would change, and one save.

What would change is worked out anew when it is saved; where that is not what was shown, nothing is written.
"""
import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from disclosure.desk.county import Sight, called, default_of, place_of
from disclosure.desk.forms import asked
from disclosure.desk.journal import Step
from disclosure.desk.routes import Desk, Given, Route, path, text
from disclosure.desk.making import check
from disclosure.desk.pieces import find
from disclosure.desk.places import ITEMS, Astray, items_of, template_of
from disclosure.desk.saving import Saving
from disclosure.desk.words import plainly, shown
from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.finding import Severity
from disclosure.model.matters import NEVER_INHERITED, Item
from disclosure.render.cells import text_of, title_of
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable
from disclosure.write.tree import plain

ONE_BY_ONE = ("编号", "名称", "三级事项", "参照", "曾用编号", "信息")
"""What no two matters have alike."""
SET, GIVE_BACK, ADD, TAKE, REPLACE = "set", "back", "add", "take", "replace"
LARGEST = 20_000
"""Matters at most in one change."""


def declared() -> dict[str, k.Field]:
    """The elements that many matters can have alike, by their keys, in the order of the format."""
    templates = [items_of(collection.template) for collection in COLLECTIONS.values() if items_of(collection.template)]
    found: dict[str, k.Field] = {}
    for template in sorted(templates, key=lambda one: len(one.fields)):
        for f in template.fields.values():
            found.setdefault(f.key, f)
    return {key: f for key, f in found.items() if key not in ONE_BY_ONE}


# -- the grid --------------------------------------------------------------------------------------
def own_items(county: County) -> Iterator[tuple[k.Record, Item]]:
    """The matters that stand in a file by themselves, each with its catalogue."""
    for name, collection in COLLECTIONS.items():
        if items_of(collection.template):
            for owner in getattr(county, name).values():
                yield from ((owner, item) for item in owner.items if item.spans and item.place.file == owner.place.file)


def grid(desk: Desk, given: Given) -> dict:
    """Every matter with one of its elements, and what is wrong with it."""
    sight, county = desk.sight, desk.sight.county
    key = given.get("key") or "时限"
    fields = declared()
    if key not in fields:
        raise Astray(f"没有字段“{key}”")
    with desk.preview.lock:
        desk.preview.fresh()
        county = sight.county
        if county is None:
            return {"rows": [], "fields": [asked(f) for f in fields.values()], "waiting": True, "choices": sight.choices()}
        wrong = findings_of(desk, county)
        rows = [matter_row(owner, item, key, wrong.get(item.place, [])) | {"stale": str(desk.preview.site / item.place.file) in desk.preview.since} for owner, item in own_items(county)]
        return {"rows": rows, "fields": [asked(f) for f in fields.values()], "choices": sight.choices(), "waiting": desk.preview.judged != desk.preview.edition,
                **desk.saving.journal.told()}


def matter_row(owner: k.Record, item: Item, key: str, wrong: list) -> dict:
    f = next((f for f in item.fields.values() if f.key == key), None)
    code = next((code for code, f in item.fields.items() if f.key == key), "")
    return {"file": item.place.file, "at": [ITEMS, item.id], "number": item.number, "title": item.full_name, "owner": title_of(owner), "units": [called_short(one) for one in item.disclosers],
            "retired": item.retired is not None, "value": text_of(f.kind, getattr(item, code)) if f else None, "own": code in item.spans,
            "errors": sum(one.severity is Severity.ERROR for one in wrong), "warnings": sum(one.severity is Severity.WARNING for one in wrong), "notices": sum(one.severity is Severity.NOTICE for one in wrong),
            "said": "；".join(dict.fromkeys(f"{one.rule.code} {one.message}" for one in wrong))[:300]}


def called_short(record: k.Record) -> str:
    """As tables name it."""
    return getattr(record, "label", None) or title_of(record)


def findings_of(desk: Desk, county: County) -> dict:
    """What the last check found about matters, by their places."""
    starts: dict[str, list] = {}
    for _, item in own_items(county):
        starts.setdefault(item.place.file, []).append(item.place)
    found: dict = {}
    for places in starts.values():
        places.sort()
    for finding in desk.preview.findings:
        places = starts.get(finding.place.file, [])
        n = bisect_right([(one.line, one.column) for one in places], (finding.place.line, finding.place.column)) - 1
        if n >= 0:
            found.setdefault(places[n], []).append(finding)
    return found


# -- one change of many ----------------------------------------------------------------------------
class Wish(NamedTuple):
    """What is to be done to an element: given a value (`set`), given back to what holds anyway (`back`), an entry added or taken (`add`, `take`), words replaced."""

    way: str
    key: str
    value: Any
    words: str


class Row(NamedTuple):
    """A matter as it is and as it would be; `why`: why nothing is done to it."""

    file: str
    at: list[str]
    title: str
    old: str
    new: str
    why: str = ""


def wished(given: Given) -> Wish:
    wish = Wish(text(given, "way"), text(given, "key"), given.get("value"), given.get("words") or "")
    f = declared().get(wish.key)
    if f is None or wish.way not in (SET, GIVE_BACK, ADD, TAKE, REPLACE):
        raise Astray(f"没有字段“{wish.key}”")
    check({wish.key: wish.value}, {wish.key})
    if wish.way in (SET, ADD, TAKE) and wish.value in (None, "", [], {}):
        raise Unwritable("还没有写要换成什么" if wish.way == SET else "还没有写是哪一条")
    if wish.way == REPLACE and (not wish.words or not isinstance(wish.value or "", str)):
        raise Unwritable("还没有写要找的字")
    return wish


class Many:
    """A change worked out, and written if it is wanted."""

    def __init__(self, saving: Saving, sight: Sight) -> None:
        self.saving, self.sight = saving, sight
        self.drafts: dict[str, Draft] = {}
        self.read: dict[tuple[str, str], Item] = {(item.place.file, item.id): item for _, item in own_items(sight.county)} if sight.county else {}

    def rows(self, chosen: list[tuple[str, list[str]]], wish: Wish) -> list[Row]:
        return [self.row(file, at, wish) for file, at in chosen]

    def row(self, file: str, at: list[str], wish: Wish) -> Row:
        template = template_of(file, at)
        if at[:1] != [ITEMS]:
            raise Astray("这里只改事项")
        if file not in self.drafts:
            self.drafts[file] = self.saving.opened(file)
        draft = self.drafts[file]
        item = self.read.get((file, at[1]))
        piece = find(draft, at, item and item.place)
        title = item.full_name if item else called(piece, template) or at[1]
        code, f = next(((code, f) for code, f in template.fields.items() if f.key == wish.key), ("", None))
        if f is None:
            return Row(file, at, title, "", "", "这一类目录的事项没有这个字段")
        taken = self.sight.inherited(draft, piece, item).get(wish.key) if piece.find(wish.key) is None else None
        own = plain(piece.find(wish.key).value) if piece.find(wish.key) else None
        holds = self.beneath(draft, item, code, wish.key)
        old = self.said(f, own) if own is not None else taken["text"] if taken else ""
        wanted = of(wish, own if own is not None else taken["value"] if taken else None)
        if wish.way == GIVE_BACK:
            wanted = None
            if own is None:
                return Row(file, at, title, old, old, "本来就没有自己写")
        elif wanted == own or (own is None and taken and alike(wanted, taken["value"])):
            return Row(file, at, title, old, old, "已经是这样")
        elif holds is not None and alike(wanted, holds):
            wanted = None  # what holds anyway is not written
        new = self.said(f, wanted) if wanted is not None else self.said(f, holds) if holds is not None else ""
        draft.set(place_of(draft, piece), wish.key, wanted)
        return Row(file, at, title, old, new)

    def beneath(self, draft: Draft, item: Item | None, code: str, key: str) -> Any:
        """What would hold where a matter says nothing itself: the county's matter that it refers to, else the catalogue's 默认; None for nothing that is known."""
        origin = item.origin if item is not None else None
        if origin is not None:
            value = getattr(origin, code, None) if code not in NEVER_INHERITED else None
            return plainly(value) if value not in (None, ()) else None
        return default_of(draft).get(key)

    def said(self, f: k.Field, value: Any) -> str:
        """A value as it is to be read: what is referred to by its name."""
        if isinstance(f.kind, k.Reference) and self.sight.county is not None:
            there = getattr(self.sight.county, f.kind.to)
            return "、".join(called_short(there[one]) if one in there else one for one in ([value] if isinstance(value, str) else value))
        return shown(value)

    def steps(self) -> list[Step]:
        return [Step(file, draft.before, draft.text.encode()) for file, draft in self.drafts.items()]


def of(wish: Wish, now: Any) -> Any:
    """The value after a change."""
    if wish.way == SET:
        return wish.value
    if wish.way == REPLACE:
        return replaced(now, wish.words, wish.value or "")
    entries = [] if now is None else list(now) if isinstance(now, list) else [now]
    some = wish.value if isinstance(wish.value, list) else [wish.value]
    left = [*entries, *(one for one in some if one not in entries)] if wish.way == ADD else [one for one in entries if one not in some]
    return now if left == entries else left[0] if len(left) == 1 and not isinstance(now, list) else left or None


def replaced(value: Any, words: str, by: str) -> Any:
    """A value with words replaced in all its texts."""
    if isinstance(value, str):
        return value.replace(words, by)
    if isinstance(value, list):
        return [one for one in (replaced(one, words, by) for one in value) if one]
    return {key: replaced(one, words, by) for key, one in value.items()} if isinstance(value, dict) else value


def alike(one: Any, other: Any) -> bool:
    """Whether two values say the same: a list of one is what stands in it."""
    def bare(value: Any) -> Any:
        return value[0] if isinstance(value, list) and len(value) == 1 else value
    return bare(one) == bare(other)


def stamped(steps: list[Step]) -> str:
    """By which it is known again that a change is the one that was shown."""
    told = hashlib.sha256()
    for step in steps:
        for part in (step.file.encode(), step.before or b"", step.after or b""):
            told.update(hashlib.sha256(part).digest())
    return told.hexdigest()


def chosen(given: Given) -> list[tuple[str, list[str]]]:
    rows = given.get("rows")
    if not isinstance(rows, list) or not rows or len(rows) > LARGEST or not all(isinstance(one, dict) for one in rows):
        raise TypeError("rows")
    return list({(text(one, "file"), tuple(path(one.get("at")))): (text(one, "file"), path(one.get("at"))) for one in rows}.values())


def worked_out(desk: Desk, given: Given) -> tuple[list[Row], list[Step], Wish]:
    wish, many = wished(given), Many(desk.saving, desk.sight)
    rows = many.rows(chosen(given), wish)
    return rows, many.steps(), wish


def preview(desk: Desk, given: Given) -> dict:
    """The rows that would change, each as it is and as it would be; those that would not, with the reason."""
    with desk.saving.journal.lock, desk.preview.lock:
        desk.preview.fresh()
        rows, steps, _ = worked_out(desk, given)
        return {"rows": [row._asdict() for row in rows if not row.why], "same": [row._asdict() for row in rows if row.why],
                "files": sum(step.before != step.after for step in steps), "stamp": stamped(steps)}


def save(desk: Desk, given: Given) -> dict:
    """Writes what was shown.  Raises Unwritable where it is no longer that."""
    saving = desk.saving
    with saving.journal.lock, desk.preview.lock:
        desk.preview.fresh()
        rows, steps, wish = worked_out(desk, given)
        if stamped(steps) != text(given, "stamp"):
            raise Unwritable("文件在别处改过了，会改的与刚才列出来的不一样，没有写。请再看一遍要改哪些")
        number = sum(not row.why for row in rows)
        if not number:
            raise Unwritable("没有要改的")
        saving.write_all(steps, f"改 {number} 个事项：{wish.key}")
        return {"number": number, **saving.journal.told()}


ROUTES = (
    Route("grid", grid),
    Route("many/preview", preview, writes=True),
    Route("many/save", save, writes=True),
)
"""`many/preview` writes nothing; it is sent as a change is, because what it asks is longer than an address."""

__all__ = ["ROUTES", "own_items", "stamped"]
