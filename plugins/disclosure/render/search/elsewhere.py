"""Everyday matters that the site does not hold, with the office that answers for each anywhere in China (words/elsewhere.yml)."""
from collections.abc import Iterable

from disclosure.model.county import County
from disclosure.read.words import Elsewhere
from disclosure.render.search.entries import Rows

HELD = ("matters", "policies", "flows", "guides", "bundles", "questions", "subsidies")
"""Kinds of rows whose titles and keywords say that the site has something about a matter; that it names an office is no information."""


def elsewhere(county: County, rows: Rows, begins: dict[str, int], known: Iterable[Elsewhere]) -> list[list]:
    """[name, ways of saying it, office, its row or -1, its telephone, the national number] of each matter that no title and no keyword of the county has.
    A way is a list of words that a question has to have; those after "!" it must not have.
    """
    names = rows.names.lines
    titles = "\n".join(names[n - 1] for kind in HELD for row in rows.rows.get(kind, ()) for n in row.head if n)
    last = county.name[-1:]
    units = [unit for unit in county.units.values() if not unit.dissolved]
    out = []
    for one in known:
        unit = next((u for end in one.units for u in units if any(name.endswith(end) for name in (u.name, u.label, *u.aliases))), None)
        office = f"{last if last in '区市旗' else '县'}{one.office[1:]}" if one.office.startswith("县") else one.office
        row = begins["units"] + rows.unit_at[unit] if unit else -1
        # An office within a unit keeps its own name beside the unit's: 县公安局 has several.
        called = unit.label + one.within if unit else office
        out += [[name, ways, called, row, (unit.phone or "") if unit else "", one.phone] for name, ways in one.matters.items() if name not in titles]
    return out
