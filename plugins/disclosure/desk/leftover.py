"""A telephone, an address, a link that was changed in one record and stands word for word in others: who changes it is told where else."""
import json
import re
from collections.abc import Iterator
from typing import Any

from disclosure.desk.county import Sight
from disclosure.desk.pieces import find
from disclosure.desk.places import ITEMS, Astray, is_page
from disclosure.desk.routes import Desk, Given, Route, text
from disclosure.model.county import COLLECTIONS
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable
from disclosure.write.tree import plain

CONTACT = re.compile(r"[\d０-９（()）-]{7,}(?: ?转 ?\d+)?|[^\s@]+@[^\s@]+|https?://\S+|\S*[路街道巷村]\S*\d+号\S*")
"""What one can be reached by; other texts stand in many records for good reason."""
MOST = 20
"""So many records are named."""
LEAST = 3
"""Characters at least that texts are looked through for."""
ISSUED = "已经印发的文件：原文一般不改，可以在页面上另作说明"
"""What is said beside a document that was issued with these words."""


def left(sight: Sight, was: Any, now: Any) -> list[dict]:
    """Records that still say what a changed one said: the words, where it stands and its title.  `was`, `now`: what the changed fields said and say."""
    gone = [text for text in dict.fromkeys(texts(was)) if CONTACT.fullmatch(text) and text not in json.dumps(now, ensure_ascii=False)]
    return holding(sight, gone)


def holding(sight: Sight, wanted: list[str]) -> list[dict]:
    """Records that have one of some texts in them: the text, where it stands and its title."""
    found: list[dict] = []
    for file in [*sight.files(), *(row["file"] for row in sight.pages())] if wanted else ():
        said = (sight.site / file).read_text(encoding="utf-8", errors="replace")
        note = ISSUED if file.startswith(f"catalogues/{COLLECTIONS['policies'].path}") else ""
        for old in wanted:
            if old in said and len(found) < MOST:
                found += [{"text": old, "file": file, "at": row["at"], "title": row["title"], "note": note} for row in rows_with(sight, file, old)]
    return found[:MOST]


def still(desk: Desk, given: Given) -> dict:
    """Where texts that were changed elsewhere still stand."""
    wanted = given.get("texts")
    if not isinstance(wanted, list) or not all(isinstance(one, str) and one.strip() for one in wanted) or len(wanted) > MOST:
        raise TypeError("texts")
    with desk.preview.lock:
        return {"left": holding(desk.sight, wanted)}


def within(desk: Desk, given: Given) -> dict:
    """Records whose text has what is looked for in it, whatever they are called."""
    wanted = text(given, "text").strip()
    if len(wanted) < LEAST:
        return {"rows": []}
    with desk.preview.lock:
        return {"rows": holding(desk.sight, [wanted])}


def rows_with(sight: Sight, file: str, text: str) -> Iterator[dict]:
    """The records of a file whose own fields have the words in them."""
    if is_page(file):
        yield from (row for row in sight.pages() if row["file"] == file)
        return
    try:
        draft = Draft.open(sight.site, file)
    except (Unwritable, OSError):
        return
    for row in sight.rows(file):
        try:
            values = plain(find(draft, row["at"]))
        except (Astray, Unwritable):
            continue
        if text in json.dumps({key: value for key, value in values.items() if key != ITEMS}, ensure_ascii=False):
            yield row


def texts(value: Any) -> Iterator[str]:
    """Every text within a value."""
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


ROUTES = (Route("leftover", still, writes=True), Route("within", within))
