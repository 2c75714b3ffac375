"""The list of a register: its columns, what readers may filter it by, and its order, all from the declarations."""
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from disclosure.model import fields as k
from disclosure.model.collection import Collection
from disclosure.model.fields import Date, Field
from disclosure.model.register import Register
from disclosure.render.cells import html_of, text_of, title_of

NARROW = (k.Day, k.Number, k.Whole, k.Phone)
"""Kinds whose values no line should break, and which stand at the right."""
SHORT = 6
"""Characters of a cell that stays on one line: a word or a number with its unit, which reads badly in halves."""
WHOLE = re.compile(r"\d{4}-\d{2}-\d{2}|[\d,.]+ \w")
"""What no line should break within a text: a date, a number with its unit."""
COMMON = ("domains", "townships")
"""Fields of all registers by which readers may filter, though no column shows them."""


class Column(NamedTuple):
    """A column of the list: its heading, whether it is narrow, and the text and the HTML of a record's cell."""

    code: str
    title: str
    narrow: bool
    text: Callable[[Register], str]
    html: Callable[[Register], Markup]

    def look(self, record: Register) -> str:
        """The class of a record's cell, "" for none."""
        return "r" if self.narrow else "nb" if 0 < len(self.text(record)) <= SHORT else ""


class Facet(NamedTuple):
    """What readers may filter by: its name in addresses, its title, and the values that a record has."""

    name: str
    title: str
    values: Callable[[Register], list[str]]


def columns(collection: Collection, as_of: Date, root: str = "") -> list[Column]:
    """The columns behind the title.  `root`: the way from the page to the site's root."""
    template, out = collection.template, []
    for code in collection.shelf.columns:
        if code in template.derived:
            derived = template.derived[code]

            def told(record: Register, derived=derived) -> str:
                return derived.text(record, as_of)
            out.append(Column(code, derived.title, False, told, lambda record, told=told: unbroken(told(record))))
        else:
            f = template.fields[code]
            out.append(Column(code, f.title, isinstance(f.kind, NARROW), partial(plain, f, code), partial(shown, f, code, root)))
    return out


def unbroken(text: str) -> Markup:
    """A text whose dates and quantities stay whole."""
    return Markup(WHOLE.sub(r'<span class="nb">\g<0></span>', str(Markup.escape(text))))


def plain(f: Field, code: str, record: Register) -> str:
    return text_of(f.kind, getattr(record, code))


def shown(f: Field, code: str, root: str, record: Register) -> Markup:
    return html_of(f.kind, getattr(record, code), root)


def facets(collection: Collection, records: list[Register], as_of: Date) -> list[Facet]:
    """What the records differ in."""
    return [facet for facet in possible(collection, as_of) if len({value for record in records for value in facet.values(record)}) > 1]


def possible(collection: Collection, as_of: Date) -> list[Facet]:
    """What readers might filter by: who answers, kind, status, year, domain, township, and what the shelf names besides."""
    template, found = collection.template, []
    roles = [template.roles[role] for role in ("units", "kind", "status", "year") if role in template.roles]
    for code in dict.fromkeys([*roles, *COMMON, *collection.shelf.filters]):
        derived = template.derived.get(code)
        if code == template.roles.get("status") or (not roles and code == "state"):
            found.append(Facet(code, "状态", lambda record: [record.state(as_of)] if record.state(as_of) else []))
        elif derived:
            found.append(Facet(code, derived.title, lambda record, derived=derived: [text] if (text := derived.text(record, as_of)) else []))
        else:
            found.append(Facet(code, template.fields[code].title, partial(values_of, template.fields[code].kind, code)))
    if "year" not in template.roles and "date" in template.roles:
        found.append(Facet("year", "年度", lambda record: [f"{record.part('date')[:4]}年"] if record.part("date") else []))
    return found


def values_of(kind: k.Kind, code: str, record: Register) -> list[str]:
    value = getattr(record, code)
    if value in (None, ()):
        return []
    return [title_of(one) if isinstance(one, k.Record) else str(one) for one in k.several(value)]


def in_order(collection: Collection, records: Iterable[Register], as_of: Date) -> list[Register]:
    """What is out of use last; the newest first where they are dated, else as the file has them."""
    ordered = list(records)
    if "date" in collection.template.roles:
        ordered.sort(key=lambda record: record.part("date") or "", reverse=True)
    return sorted(ordered, key=lambda record: bool(record.retired))


MOST = 5
"""How many records another page names of each register."""


class Referring(NamedTuple):
    """What a page says of the records of one register that name its own: the newest few, and where all of them are."""

    noun: str
    measure: str
    index: str
    newest: list[tuple[Register, str]]
    """Each with what is said of it beside its title."""
    total: int
    all: str
    """The list, filtered where it can be; "" where nothing more is to be seen there."""

    @classmethod
    def of(cls, collection: Collection, records: list[Register], named: k.Record, as_of: Date) -> "Referring":
        ordered = in_order(collection, records, as_of)
        name = next((facet.name for facet in possible(collection, as_of) if all(title_of(named) in facet.values(r) for r in records)), "") if len(ordered) > MOST else ""
        narrowed = f"?{name}={quote(title_of(named))}" if name else ""
        return cls(collection.noun, collection.shelf.measure, collection.index,
                   [(one, one.mention(named, as_of)) for one in ordered[:MOST]], len(ordered),
                   collection.index + narrowed if len(ordered) > MOST else "")


def by_register(records: Iterable[Register]) -> list[tuple[Collection, list[Register]]]:
    groups: dict[str, list[Register]] = {}
    for record in records:
        groups.setdefault(record.collection.name, []).append(record)
    return [(members[0].collection, members) for members in groups.values()]
