"""Everyday matters that the site does not hold, with the office that answers for each anywhere in China (words/elsewhere.yml)."""
from collections.abc import Iterable
from typing import NamedTuple

from disclosure.model.county import County
from disclosure.model.people import Unit
from disclosure.read.words import Elsewhere
from disclosure.render.search.entries import Rows

HELD = ("matters", "policies", "flows", "guides", "bundles", "questions", "subsidies")
"""Kinds of rows whose titles say that the site has something about a matter; that it names an office is no information."""


class Office(NamedTuple):
    """Who answers, as this county calls it.  `row`: its page, or -1."""

    name: str
    row: int
    phone: str


def numbered(known: Iterable[Elsewhere]) -> Iterable[tuple[int, tuple[Elsewhere, str]]]:
    """Everything that others answer for, with its number in the lists: who answers, and what it is called there."""
    return enumerate((one, name) for one in known for name in one.matters)


def elsewhere(county: County, rows: Rows, begins: dict[str, int], known: Iterable[Elsewhere]) -> list[list]:
    """[its number in the lists (`numbered`), office, its row or -1, its telephone, the national number, the rows of what helps, 1 where keywords name it] of each matter that no title
    of the county has.
    """
    names = rows.names.lines
    held = [(begins[kind] + n, row) for kind in HELD for n, row in enumerate(rows.rows.get(kind, ()))]
    titles = "\n".join(names[n - 1] for n in {n: None for _, row in held for n in row.head[:2] if n})
    keywords = {names[n - 1] for _, row in held for n in row.head[2:] if n}
    called = titled(rows, begins)
    projects = [(begins["projects"] + n, names[row.head[0] - 1]) for n, row in enumerate(rows.rows.get("projects", ()))]
    units = [*county.units.values()]
    ends = [(name, at) for at, unit in enumerate(units) if not unit.dissolved for name in (unit.name, unit.label, *unit.aliases)]
    out: list[list] = []
    asked: Elsewhere | None = None

    def helps(one: Elsewhere, name: str) -> list[int]:
        shown = [called[title] for title in one.see.get(name, ()) if title in called]
        return shown + [row for row, title in projects if any(word in title for word in one.projects.get(name, ()))]
    for n, (one, name) in numbered(known):
        if one is not asked:
            asked, office = one, answering(county, begins, one, ends, units)
        if name not in titles:
            out.append([n, *(disclosing(county, begins, one.follows.get(name)) or office), one.phone, helps(one, name), int(name in keywords)])
    return out


def held(rows: Rows, begins: dict[str, int], known: Iterable[Elsewhere]) -> Iterable[tuple[int, str, list[int]]]:
    """Of what others mostly answer for and a guide here is called: its number in the lists, its name, the rows of those guides.  What people ask is not lost when a
    county takes it up itself; matters are about more than what their titles have in common with it.
    """
    names = rows.names.lines
    guides = [(begins["guides"] + n, names[row.head[0] - 1]) for n, row in enumerate(rows.rows.get("guides", ()))]
    for n, (one, name) in numbered(known):
        found = [row for row, title in guides if name in title]
        if found and one.like.get(name):
            yield n, name, found


def disclosing(county: County, begins: dict[str, int], title: str | None) -> Office | None:
    """The unit that discloses the matter of this title here, which then answers for what it is about, whoever does elsewhere."""
    if not title:
        return None
    units = list(county.units.values())
    for domain in county.domains.values():
        for item in domain.items:
            if item.name == title and not item.retired and item.disclosers:
                unit = item.disclosers[0]
                return Office(unit.label, begins["units"] + units.index(unit), unit.phone or "")
    return None


def titled(rows: Rows, begins: dict[str, int]) -> dict[str, int]:
    """Titles of what the site holds and of its pages → the first row that has each."""
    kinds = [(begins[kind] + n, row) for kind in (*HELD, "pages") for n, row in enumerate(rows.rows.get(kind, ()))]
    return {rows.names.lines[n - 1]: at for at, row in reversed(kinds) for n in row.head[:2] if n}


def answering(county: County, begins: dict[str, int], one: Elsewhere, names: list[tuple[str, int]], units: list[Unit]) -> Office:
    """The unit or public institution that is the office here; without one the office as it is called anywhere.  `names`: what `units` are called, each with the unit's place."""
    for at, firm in enumerate(county.institutions.values()):
        if any(end in firm.name for end in one.units):
            return Office(firm.name, begins["institutions"] + at, firm.phone)
    # In the order of the list: where forests have a bureau of their own that is it, else the one that has taken them over.
    for end in one.units:
        for name, at in names:
            if name.endswith(end):
                # An office within a unit keeps its own name beside the unit's: 县公安局 has several.
                return Office(units[at].label + one.within, begins["units"] + at, units[at].phone or "")
    last = county.name[-1:]
    return Office(f"{last if last in '区市旗' else '县'}{one.office[1:]}" if one.office.startswith("县") else one.office, -1, "")
