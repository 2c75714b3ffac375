"""Two people's changes of one file brought together: field by field, what only one of them changed is taken, what both changed is asked."""
from pathlib import Path
from typing import Any, NamedTuple

from disclosure.desk.county import ITEMS, find, place_of
from disclosure.desk.wording import records
from disclosure.desk.words import shown
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable
from disclosure.write.tree import plain

OURS, THEIRS = "ours", "theirs"
GONE = "（没有这一条了）"
WHOLE, WHOLE_RECORD = "整个文件", "整条"


class Conflict(NamedTuple):
    """What both have changed.  `id`: by which it is answered; the values are as people read them."""

    id: str
    file: str
    title: str
    field: str
    base: str
    ours: str
    theirs: str


class Merge:
    """One file.  `chosen`: OURS or THEIRS by the id of a conflict; those that are not answered yet are in `conflicts`."""

    def __init__(self, file: str, base: bytes | None, ours: bytes | None, theirs: bytes | None, chosen: dict[str, str]) -> None:
        self.file, self.chosen = file, chosen
        self.conflicts: list[Conflict] = []
        self.result: bytes | None = ours
        self.exact = False
        """Whether nobody had to choose, so that the lines may be merged as they are, comments and all."""
        if ours == base:
            self.result = theirs
        elif theirs not in (base, ours):
            try:
                if None in (base, ours, theirs) or not file.endswith(".yml") or not file.startswith("catalogues/"):
                    raise Unwritable("not by fields")
                self.by_field(base, ours, theirs)
            except Unwritable:
                self.conflicts = []
                self.exact = False
                self.whole(ours, theirs)

    def whole(self, ours: bytes | None, theirs: bytes | None) -> None:
        """A file that has no fields, or that one of them has deleted."""
        def told(data: bytes | None) -> str:
            return GONE if data is None else f"{len(data)} 字节" if b"\0" in data[:4096] else data.decode("utf-8", "replace")[:4000]
        if self.asked("", self.file, WHOLE, "", told(ours), told(theirs)) == THEIRS:
            self.result = theirs

    def asked(self, key: str, title: str, field: str, base: str, ours: str, theirs: str) -> str:
        """Which of two somebody has chosen; "" for not yet."""
        id = f"{self.file}\n{key}\n{field}"
        if self.chosen.get(id) not in (OURS, THEIRS):
            self.conflicts.append(Conflict(id, self.file, title, field, base, ours, theirs))
            return ""
        self.exact = False
        return self.chosen[id]

    def by_field(self, base: bytes, ours: bytes, theirs: bytes) -> None:
        a, b, c = records(self.file, base), records(self.file, ours), records(self.file, theirs)
        self.draft, self.exact = Draft(Path(self.file), self.file, ours), True
        self.places = {key: place_of(self.draft, find(self.draft, at(key))) for key in b}
        for key in [*c, *(key for key in b if key not in c)]:
            self.record(key, a.get(key), b.get(key), c.get(key))
        self.result = self.draft.text.encode()

    def record(self, key: str, a: tuple | None, b: tuple | None, c: tuple | None) -> None:
        title = (b or c or a)[0]
        if b is not None and c is not None:
            self.fields(key, title, a[1] if a else {}, b[1], c[1])
        elif b is None and a is None:
            self.add(key, c[1])
        elif b is None and c[1] != a[1]:
            if self.asked(key, title, WHOLE_RECORD, told(a[1]), GONE, told(c[1])) == THEIRS:
                self.add(key, c[1])
        elif c is None and a is not None and (b[1] == a[1] or self.asked(key, title, WHOLE_RECORD, told(a[1]), told(b[1]), GONE) == THEIRS):
            self.remove(key)

    def fields(self, key: str, title: str, a: dict[str, Any], b: dict[str, Any], c: dict[str, Any]) -> None:
        for field in dict.fromkeys([*c, *b]):
            old, mine, other = a.get(field), b.get(field), c.get(field)
            if other in (old, mine):
                continue
            if mine == old or self.asked(key, title, field, told(old), told(mine), told(other)) == THEIRS:
                self.draft.set(self.places[key], field, other)

    def add(self, key: str, values: dict[str, Any]) -> None:
        if key.startswith(f"{ITEMS}/"):
            there = self.draft.value(None, ITEMS) or []
            self.draft.insert(None, ITEMS, len(there) if isinstance(there, list) else 1, values)
        else:
            self.draft.set(None, key, values)

    def remove(self, key: str) -> None:
        if key.startswith(f"{ITEMS}/"):
            self.draft.take_out(self.places[key])
        else:
            self.draft.remove(None, key)


def at(key: str) -> list[str]:
    """The place of a record, by what tells it apart."""
    kind, slash, number = key.partition("/")
    return [] if not key else [ITEMS, number] if slash and kind == ITEMS else [key]


def told(value: Any) -> str:
    return "（没有）" if value is None else shown(value)


def same(file: str, lines: bytes, fields: bytes) -> bool:
    """Whether a merge by lines says what the merge by fields says."""
    try:
        return plain(Draft(Path(file), file, lines).tree) == plain(Draft(Path(file), file, fields).tree)
    except Unwritable:
        return False
