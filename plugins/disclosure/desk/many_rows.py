"""One field of all records of a kind, row beside row: the month's progress of every task, a telephone of every place; one save."""
from typing import Any

from disclosure.desk.county import called, place_of, stamped
from disclosure.desk.journal import Step
from disclosure.desk.making import check
from disclosure.desk.many import LARGEST
from disclosure.desk.pieces import find
from disclosure.desk.places import Astray, template_of
from disclosure.desk.routes import Desk, Given, Route, path, saved, text, turn_of
from disclosure.desk.words import shown
from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable
from disclosure.write.tree import plain


def rows(desk: Desk, given: Given) -> dict:
    """Every record of a kind with what one of its fields says."""
    name, key = text(given, "kind"), text(given, "key")
    if name not in COLLECTIONS or key not in {f.key for f in COLLECTIONS[name].template.fields.values()}:
        raise Astray("没有这种记录，或者它没有这个字段")
    kind = next(one for one in desk.sight.kinds() if one["name"] == name)
    found: list[dict] = []
    drafts: dict[str, Draft] = {}
    with desk.preview.lock:
        for row in kind["rows"]:
            file, at = row["file"], row["at"]
            try:
                draft = drafts.get(file) or Draft.open(desk.saving.site, file)
                drafts[file] = draft
                values = plain(find(draft, at))
            except (Unwritable, OSError, Astray):
                continue  # it has no form either, which says why
            now = values.get(key)
            last = now[-1] if isinstance(now, list) and now and isinstance(now[-1], dict) else now
            found.append({"file": file, "at": at, "title": row["title"], "sub": row["sub"], "stamp": stamped(draft.before), "value": now, "text": shown(last) if last is not None else "", "closed": closed(COLLECTIONS[name].template, values)})
    return {"rows": found}


def closed(template: type[k.Record], values: dict[str, Any]) -> bool:
    """Whether nothing more is to be done about a record."""
    return "停用" in values or any(values.get(f.key) in f.kind.closed for f in template.fields.values() if isinstance(f.kind, k.Choice) and isinstance(values.get(f.key), str))


def save(desk: Desk, given: Given) -> dict:
    """Gives the field in each row its value, or adds an entry to it; the row's draft (`who`, `turn`) is none any more.  Raises Unwritable where a file is no longer what was shown."""
    key, wanted, saving = text(given, "key"), given.get("rows"), desk.saving
    if not isinstance(wanted, list) or not 0 < len(wanted) <= LARGEST or not all(isinstance(one, dict) for one in wanted):
        raise TypeError("rows")
    forms = [(text(one, "who"), turn_of(one)) for one in wanted]
    drafts: dict[str, Draft] = {}
    titles = []
    with saving.journal.lock, desk.preview.lock:
        for one in wanted:
            file, at, value = text(one, "file"), path(one.get("at")), one.get("value")
            template = template_of(file, at)
            check({key: value}, {f.key for f in template.fields.values() if not isinstance(f.kind, k.Matters)})
            draft = drafts.get(file) or saving.opened(file)
            drafts[file] = draft
            if stamped(draft.before) != text(one, "stamp"):
                raise Unwritable(f"{file} 在别处改过了，没有写。请重新打开这一页")
            piece = find(draft, at)
            if one.get("add") is True:
                now = plain(piece.find(key).value) if piece.find(key) else []
                draft.insert(place_of(draft, piece), key, len(now) if isinstance(now, list) else 1, value)
            else:
                draft.set(place_of(draft, piece), key, value)
            titles.append(called(piece, template))
        steps = [Step(file, draft.before, draft.text.encode()) for file, draft in drafts.items()]
        saving.write_all(steps, f"改 {len(wanted)} 条的{key}")
    for who, turn in forms:
        saved(desk, who, turn)
    return {"number": len(wanted), "titles": titles, **saving.journal.told()}


ROUTES = (Route("rows", rows), Route("rows/save", save, writes=True))
