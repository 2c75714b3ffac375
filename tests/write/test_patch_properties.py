"""Any changes, in any file: it then says what the same changes make of its values, and all that was not changed stands as it was typed."""
import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from disclosure.model.place import Place
from disclosure.write import tree
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable
from hands import files, keys, records, texts, values

ROOT = Path(__file__).parents[2]
COUNTY = sorted(path.relative_to(ROOT).as_posix() for folder in ("domains", "townships", "villages", "policies", "flows") for path in (ROOT / "catalogues" / folder).glob("*.yml"))
COUNTY += ["catalogues/county.yml", "catalogues/units.yml", "catalogues/village-standard.yml"]
SOAK = "--soak" in sys.argv
FIXED = settings(derandomize=not SOAK, deadline=None, max_examples=6000 if SOAK else 150, suppress_health_check=list(HealthCheck), phases=[Phase.generate] if SOAK else list(Phase))


class Twin:
    """A draft, and beside it the plain values, to which the same is done."""

    def __init__(self, file: str, data: bytes) -> None:
        self.draft = Draft(Path("x"), file, data)
        self.values = self.draft.values
        self.records: dict[Place, dict] = {}
        stack = [(self.draft.tree, self.values)]
        while stack:
            piece, value = stack.pop()
            if isinstance(piece, tree.Fields):
                if piece.was.pairs:
                    self.records[Place(file, *piece.was.pairs[0][0].span)] = value
                stack += [(pair.value, value[pair.key]) for pair in piece.pairs]
            elif isinstance(piece, tree.Many):
                stack += [(entry.value, one) for entry, one in zip(piece.entries, value, strict=True)]

    def forget(self, value) -> None:
        """Records within a value that was replaced are no longer named by their places."""
        if isinstance(value, dict):
            self.records = {place: one for place, one in self.records.items() if one is not value}
        for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            self.forget(one)

    def change(self, data: st.DataObject) -> None:
        place = data.draw(st.sampled_from(sorted(self.records)))
        record, draft = self.records[place], self.draft
        key = data.draw(st.sampled_from(sorted(record)) | keys)
        old = record.get(key)
        what = data.draw(st.sampled_from(["set", "set", "alter", "remove", "insert", "replace", "drop", "move", "after", "out"]))
        if what == "set":
            self.put(record, place, key, data.draw(values))
        elif what == "alter" and isinstance(old, list | dict):
            self.put(record, place, key, altered(old, data))
        elif what == "remove" and old is not None and len(record) > 1:
            draft.remove(place, key)
            self.forget(record.pop(key))
        elif what == "insert" and (old is None or isinstance(old, str | list)):
            new, number = data.draw(values), data.draw(st.integers(0, len(old) if isinstance(old, list) else 1))
            draft.insert(place, key, number, new)
            many = old if isinstance(old, list) else [old] if old and old.strip() else []
            many.insert(number, new)
            record[key] = many
        elif isinstance(old, list) and old and what in ("replace", "drop", "move"):
            number, to = data.draw(st.integers(0, len(old) - 1)), data.draw(st.integers(0, len(old) - 1))
            if what == "move":
                draft.move(place, key, number, to)
                old.insert(to, old.pop(number))
            elif what == "replace":
                new = data.draw(values)
                draft.replace(place, key, number, new)
                self.forget(old[number])
                old[number] = new
            elif len(old) > 1:
                draft.drop(place, key, number)
                self.forget(old.pop(number))
        elif what in ("after", "out") and (around := self.around(self.values, record)) is not None:
            number = next(n for n, one in enumerate(around) if one is record)
            if what == "after":
                new = data.draw(records)
                made = next(n for n in range(number + 1, len(around) + 1) if n == len(around) or self.old(draft, place, n))
                draft.add_after(place, new)
                around.insert(made, new)
            elif len(around) > 1:
                draft.take_out(place)
                self.forget(around.pop(number))

    def old(self, draft: Draft, place: Place, number: int) -> bool:
        """Whether the entry with this number stood there before."""
        return draft.stand(place)[1].entries[number].was is not None

    def put(self, record: dict, place: Place, key: str, new) -> None:
        self.draft.set(place, key, new)
        if key in record:
            self.forget(record[key])
        record[key] = new

    def around(self, value, record: dict) -> list | None:
        if isinstance(value, list) and any(one is record for one in value):
            return value
        for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            if (found := self.around(one, record)) is not None:
                return found
        return None


def altered(value, data: st.DataObject):
    """Much the same value."""
    if isinstance(value, str) or not value:
        return data.draw(texts)
    if isinstance(value, dict):
        key = data.draw(st.sampled_from(sorted(value)))
        return {**value, key: altered(value[key], data)}
    number = data.draw(st.integers(0, len(value) - 1))
    return [*value[:number], *data.draw(st.lists(values, max_size=1)), *([altered(value[number], data)] if data.draw(st.booleans()) else []), *value[number + 1:]] or [data.draw(texts)]


def kept(before: Draft, twin: Twin, text: str) -> None:
    """What was not touched stands as it was typed: every value that says the same in the same field, and every comment."""
    source = before.source
    after = text.replace("\r\n", "\n")
    if "\r\n" in source.typed:
        assert "\n" not in text.replace("\r\n", ""), "other line ends"
    assert text.startswith("\ufeff") == source.typed.startswith("\ufeff")
    stack = [(before.tree, twin.draft.tree)]
    while stack:
        old, new = stack.pop()
        if type(old) is not type(new) or old.was is not new.was:
            continue
        parts = [(p.value, p.was, n.value) for p in getattr(old, "pairs", []) for n in getattr(new, "pairs", []) if n.at is p.at]
        parts += [(p.value, p.was, n.value) for p in getattr(old, "entries", []) for n in getattr(new, "entries", []) if n.was is p.was]
        for one, was, other in parts:
            if untouched(one, other):
                typed = source.text[source.start(was):source.end(was)]
                assert typed in after, f"was typed: {typed!r}"
            else:
                stack.append((one, other))
    left = sorted(re.sub(r"\s+$", "", source.text[a:b]) for a, b in source.comments)
    for comment in dict.fromkeys(left):
        assert after.count(comment) >= left.count(comment), f"lost: {comment!r}"


def untouched(one: tree.Piece, other: tree.Piece) -> bool:
    """Whether nothing has happened to a value, not even that two equal entries have changed places."""
    if tree.told(one) != tree.told(other):
        return False
    inside = [(x, y) for name in ("pairs", "entries") for x, y in zip(getattr(one, name, []), getattr(other, name, []), strict=True)]
    return all(x.was is y.was and untouched(x.value, y.value) for x, y in inside)


def check(file: str, data: bytes, draws: st.DataObject, most: int) -> None:
    twin = Twin(file, data)
    assert twin.draft.text.encode() == data
    before = Draft(Path("x"), file, data)
    share(before.tree, twin.draft.tree)
    for _ in range(draws.draw(st.integers(1, most))):
        twin.change(draws)
    assert twin.draft.values == twin.values
    text = twin.draft.text
    assert Draft(Path("x"), file, text.encode()).values == twin.values
    kept(before, twin, text)


def share(one: tree.Piece, other: tree.Piece) -> None:
    """Has two trees of the same text know the same nodes."""
    stack = [(one, other)]
    while stack:
        a, b = stack.pop()
        a.was = b.was
        for x, y in zip(getattr(a, "pairs", []), getattr(b, "pairs", []), strict=True):
            x.at, x.was = y.at, y.was
            stack.append((x.value, y.value))
        for x, y in zip(getattr(a, "entries", []), getattr(b, "entries", []), strict=True):
            x.was = y.was
            stack.append((x.value, y.value))


@FIXED
@given(text=files(), draws=st.data())
def test_any_changes_of_any_file(text: str, draws: st.DataObject) -> None:
    data = text.encode()
    try:
        Draft(Path("x"), "catalogues/domains/x.yml", data)
    except Unwritable:
        assume(False)
    check("catalogues/domains/x.yml", data, draws, 6)


@pytest.mark.parametrize("file", COUNTY if SOAK else COUNTY[::5])
@settings(FIXED, max_examples=100 if SOAK else 2)
@given(draws=st.data())
def test_any_changes_of_the_demonstration_county(file: str, draws: st.DataObject) -> None:
    check(file, (ROOT / file).read_bytes(), draws, 20)
