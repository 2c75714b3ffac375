"""A telephone, an address, a link that was changed in one record and stands word for word in others: who changes it is told where else."""
import json
import re
from collections.abc import Iterator
from typing import Any

from disclosure.desk.county import Sight
from disclosure.desk.pieces import find
from disclosure.desk.places import ITEMS, Astray, is_page
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable
from disclosure.write.tree import plain

CONTACT = re.compile(r"[\d０-９（()）-]{7,}(?: ?转 ?\d+)?|[^\s@]+@[^\s@]+|https?://\S+|\S*[路街道巷村]\S*\d+号\S*")
"""What one can be reached by; other texts stand in many records for good reason."""
MOST = 20
"""So many records are named."""


def left(sight: Sight, was: Any, now: Any) -> list[dict]:
    """Records that still say what a changed one said: the words, where it stands and its title.  `was`, `now`: what the changed fields said and say."""
    gone = [text for text in dict.fromkeys(texts(was)) if CONTACT.fullmatch(text) and text not in json.dumps(now, ensure_ascii=False)]
    found: list[dict] = []
    for file in [*sight.files(), *(row["file"] for row in sight.pages())] if gone else ():
        said = (sight.site / file).read_text(encoding="utf-8", errors="replace")
        for text in gone:
            if text in said and len(found) < MOST:
                found += [{"text": text, "file": file, "at": row["at"], "title": row["title"]} for row in rows_with(sight, file, text)]
    return found[:MOST]


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
