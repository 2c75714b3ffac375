"""Which fields of a record say something else, down to those of records within it; what a new one chiefly says."""
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from disclosure.editions.state import State
from disclosure.editions.words import fields_of, naming_of, template_of, text_of
from disclosure.model.county import COLLECTIONS
from disclosure.model.fields import Defaults, Field, FilePath, Kind, MarkdownText, Matters, Nested, Pairs, Record, Reference
from disclosure.model.matters import Item

WITHIN = "·"
"""Between what a field is called and one within it."""
ALIKE = 0.5
"""The share of its fields that a record in a list keeps when it is taken for the same one."""
MOST = 200
"""Of longer lists only what is new and what is gone is told."""
NAMED = 16
"""Characters of what a record in a list is called."""


ELEMENTS = ("content", "time_limit", "disclosers", "channels", "audience")
"""What one wants to know first of a new matter."""
ENOUGH = 5
"""So many fields say what a record is that no list has columns for."""
ROWS = 4
"""So many records within a new record are named."""
LINE = 40
"""Characters of such a name."""
LONG = (Defaults, MarkdownText, Matters, Nested, Pairs)
"""Kinds of values that say more than one wants to know first."""


class Cell(NamedTuple):
    """A field that says something else: the key of the record's field, what readers call it, and both texts."""

    key: str
    title: str
    old: str
    new: str


def differing_cells(template: type[Record] | None, old: dict[str, Any], new: dict[str, Any], before: State, after: State,
                    leave: tuple[str, ...] = ()) -> Iterator[Cell]:
    """The fields that differ, in the order of their declaration; those of which nobody sees a difference in words are left out.

    `leave`: keys that are not told.
    """
    fields = fields_of(template) if template else {}
    every = old.keys() | new.keys()
    order = [*(name for name in fields if name in every), *sorted(every - fields.keys())]
    for name in order:
        if name not in leave and old.get(name) != new.get(name):
            f = fields.get(name)
            yield from of_field(name, f.title if f else name, f, old.get(name), new.get(name), before, after)


def of_field(key: str, title: str, f: Field | None, old: Any, new: Any, before: State, after: State) -> Iterator[Cell]:
    kind = f.kind if f else None
    pairs = paired(kind, old, new) if isinstance(kind, Nested) else None
    for a, b in pairs or ((old, new),):
        if pairs and a is not None and b is not None:
            inside = f"{title}{named(kind.template, a, b) if kind.many else ''}{WITHIN}"
            for cell in differing_cells(kind.template, a, b, before, after):
                yield Cell(key, inside + cell.title, cell.old, cell.new)
        elif (texts := (text_of(kind, a, before), text_of(kind, b, after))) and texts[0] != texts[1]:
            yield Cell(key, title, *texts)


def paired(kind: Nested, old: Any, new: Any) -> list[tuple[Any, Any]] | None:
    """Records within a record, each beside what it was, None where there is none.

    None instead of a list where they only stand in another order, or are of a shape that is not known.
    """
    befores, afters = ([] if data is None else data if isinstance(data, list) else [data] for data in (old, new))
    if not all(isinstance(row, dict) for row in (*befores, *afters)):
        return None
    if not kind.many:
        return [(old, new)]
    came = list(afters)
    left = []
    for row in befores:
        if row in came:
            came.remove(row)
        else:
            left.append(row)
    found: list[tuple[Any, Any]] = []
    for row in left:
        likest = None
        if len(left) <= MOST >= len(came):
            likest = max(came, key=lambda other, row=row: alike(kind.template, row, other), default=None)
        if likest is not None and alike(kind.template, row, likest) >= ALIKE:
            came.remove(likest)
            found.append((row, likest))
        else:
            found.append((row, None))
    return [*found, *((None, row) for row in came)] or None


def alike(template: type[Record], one: dict[str, Any], other: dict[str, Any]) -> float:
    """The share of fields in which two records say the same; all of it where they bear the same name."""
    if any(name in one and one[name] == other.get(name) for name in naming_of(template)):
        return 1.0
    keys = one.keys() | other.keys()
    return sum(one.get(key) == other.get(key) for key in keys) / len(keys) if keys else 1.0


def named(template: type[Record], one: dict[str, Any], other: dict[str, Any]) -> str:
    """What tells a record of a list from the others: the first text that it kept, in brackets."""
    kept = (one[name] for name in (*naming_of(template), *fields_of(template)) if one.get(name) == other.get(name) and name in one)
    said = next((text for text in kept if isinstance(text, str)), "")
    return f"（{said[:NAMED]}{'…' * (len(said) > NAMED)}）" if said else ""


# -- what a new record says ----------------------------------------------------------------------
def chiefly(key: str, value: dict[str, Any], state: State) -> tuple[Cell, ...]:
    """What a new record chiefly says, as far as it says it."""
    template = template_of(key)
    fields = [template.fields[code] for code in chief(template, key.partition("/")[0])] if template else []
    texts = [(f, text_of(f.kind, value.get(f.key), state)) for f in fields]
    texts += [(f, in_brief(f.kind, value.get(f.key), state)) for f in published(template)] if template else []
    return tuple(Cell(f.key, f.title, "", text) for f, text in texts if text)


@cache
def published(template: type[Record]) -> tuple[Field, ...]:
    """The fields of a record, but a matter, with texts, files and what else the public is to read: who signs has to know that they are there."""
    if issubclass(template, Item):
        return ()
    return tuple(f for f in template.fields.values() if isinstance(f.kind, (MarkdownText, Nested, FilePath)))


def in_brief(kind: Kind, data: Any, state: State) -> str:
    """A long value in short: records within a record by name, each with what it has of texts, files and records."""
    if not isinstance(kind, Nested) or not data:
        return " ".join(text_of(kind, data, state).split())
    rows = [row for row in (data if isinstance(data, list) else [data]) if isinstance(row, dict)]
    if not kind.many:
        return text_of(kind, data, state)
    told = [row_in_brief(kind.template, row, state) for row in rows[:ROWS]]
    number = f"{len(rows)} 个：" if len(rows) > 1 else ""
    return number + "；".join(filter(None, told)) + ("……" if len(rows) > ROWS else "")


def row_in_brief(template: type[Record], row: dict[str, Any], state: State) -> str:
    """The name of a record within a record, or the first that it says; then how long its texts are, its files, and how many records it has within."""
    fields = fields_of(template)
    texts = {name: text_of(fields[name].kind, row[name], state) for name in fields if name in row}
    name = next((texts[key] for key in (*naming_of(template), *texts) if texts.get(key)), "")
    more = []
    for key, text in texts.items():
        kind, title = fields[key].kind, fields[key].title
        if not text or text == name:
            continue
        if isinstance(kind, MarkdownText):
            more.append(f"{title} {len(text)} 字")
        elif isinstance(kind, Nested) and kind.many and isinstance(row[key], list):
            more.append(f"{title} {len(row[key])} 条")
        elif isinstance(kind, FilePath):
            more.append(f"{title} {text}")
        elif isinstance(kind, Reference):
            more.append(f"{title} {text}")
    short = name if len(name) <= LINE else f"{name[:LINE]}…"
    return short + (f"（{'，'.join(more)}）" if more else "")


@cache
def chief(template: type[Record], name: str) -> tuple[str, ...]:
    """The codes of those fields: the chief elements of a matter, the columns of a register's list, of others what must be there first."""
    if issubclass(template, Item):
        return tuple(code for code in ELEMENTS if code in template.fields)
    shelf = COLLECTIONS[name].shelf if name in COLLECTIONS else None
    roles = getattr(template, "roles", {})
    wanted = (*(shelf.columns if shelf else ()), roles.get("said"), roles.get("published") or roles.get("date"))
    found = [code for code in wanted if code in template.fields]
    titles = naming_of(template)
    others = [code for code, f in template.fields.items() if f.key not in titles and not isinstance(f.kind, (*LONG, FilePath))]
    found = found or sorted(others, key=lambda code: not template.fields[code].required)[:ENOUGH]
    return tuple(code for code in dict.fromkeys(found) if template.fields[code] not in published(template))
