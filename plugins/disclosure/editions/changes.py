"""What changed from one edition to another: which records came, went, moved or say something else, and in which words."""
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from disclosure.editions.cells import Cell, chiefly, differing_cells
from disclosure.editions.chain import Lines, differing
from disclosure.editions.gone import FORMER, TAKEN, taken_over
from disclosure.editions.state import COUNTY, LEDGER, State, address_of, owner_of
from disclosure.editions.words import NUMBER, called, naming_of, noun_of, several, template_of, title_of
from disclosure.model.county import STANDARD
from disclosure.model.fields import Record
from disclosure.model.matters import Item

NEW, CHANGED, RETIRED, BACK, GONE, MOVED, MERGED = "新增", "修改", "停用", "恢复", "去掉", "改址", "合并"
KINDS = (NEW, CHANGED, RETIRED, BACK, MOVED, MERGED, GONE)
DISCLOSERS = Item.fields["disclosers"].key
OUT = Item.fields["retired"].key
SHIFTED = (NUMBER, FORMER, TAKEN)
"""What is another by itself where a matter has moved."""
ANSWERING = ("disclosers", "units", "unit", "lead", "drafters", "issuers", "answering")
"""The fields that say who answers for a record, the surest first; of a register that one is told by its role."""
LEAST = 2
"""So many records with the same change are told together."""
SAME = 0.6
"""The share of its fields that a record keeps when it is taken for one that moved."""


@dataclass(frozen=True)
class Change:
    """What became of one record.  `former`: its key before, where it moved; `units`: the ids of who answers for it."""

    kind: str
    key: str
    title: str
    where: str
    """The catalogue of a matter, and its number; what else it is."""
    cells: tuple[Cell, ...] = ()
    units: tuple[str, ...] = ()
    former: str = ""
    kept: bool = False
    """Whether what took its place names it (曾用编号), so that the old address leads there."""
    reused: bool = False
    """Whether its old address shows another record now."""
    reach: int = 0
    """How many matters name it, where it is a unit that is called otherwise now."""
    origin: str = ""
    """The key of the matter that it takes over (参照)."""
    heir: str = ""
    """The key of the matter that it became part of."""
    label: str = ""
    """What people call the matter, or the one that it takes over: 社会救助 2.3."""
    said: tuple[Cell, ...] = ()
    """What a new record chiefly says."""

    @property
    def address(self) -> str:
        return address_of(self.key)

    @property
    def dead(self) -> str:
        """The address that has nothing to show any more, "" where none died."""
        old = address_of(self.former or self.key) if self.kind in (GONE, MOVED) and not self.kept and not self.reused else ""
        return "" if "#" in old else old

    @property
    def matter(self) -> bool:
        return bool(owner_of(self.key))


class Together(NamedTuple):
    """The same said of several records: of all of them at once, and of each nothing more."""

    kind: str
    noun: str
    title: str
    cell: Cell | None
    changes: tuple[Change, ...]


# -- who is who ----------------------------------------------------------------------------------
def changes(before: State, after: State, lines: Lines | None = None) -> list[Change]:
    """Every change, sorted by key.  `lines`: what the later edition says anew, where that is known."""
    lines = differing(before, after) if lines is None else lines
    other = others(before, after, lines)
    lost = {key for key, value in lines.items() if value is None and key in before} | other
    came = {key for key, value in lines.items() if value is not None and key not in before} | other
    heirs = {old: new for old, new in taken_over(after if lost else {}) if old in lost and old != new}
    moved = dict(moves(before, after, lost, came, heirs))
    arrived = set(moved.values())
    other = {key for key in other if key in moved or key in arrived or key in heirs}
    reached = names_of_units(before, after, lines)
    found = []
    for key in sorted(lines):
        if key in moved:
            found.append(one(MOVED, moved[key], before, after, former=key, kept=heirs.get(key) == moved[key]))
        elif key in lost and (key in other or key not in came):
            gone = one(GONE, key, before, after)
            if heir := heirs.get(key):
                gone = replace(gone, kind=MERGED, kept=True, heir=heir, cells=(Cell(NUMBER, "编号", gone.label, numbered(heir, after[heir], after)),))
            found.append(gone)
        if key in came and key not in arrived and (key in other or key not in lost):
            found.append(one(NEW, key, before, after))
        elif key in before and key in after and key not in other:
            old, new = OUT in before[key], OUT in after[key]
            found.append(replace(one(RETIRED if new > old else BACK if old > new else CHANGED, key, before, after), reach=reached.get(key, 0)))
    return found


def others(before: State, after: State, lines: Lines) -> set[str]:
    """The keys of matters that say something quite different now, under another name: perhaps they have the number of another one, which has moved on.

    Matters of a catalogue may be much alike: one that is still more like what now has its name elsewhere has moved, too.
    """
    titled = {key: title_of(key, value) for key, value in lines.items() if value is not None and owner_of(key)}
    renamed = {key: title_of(key, before[key]) for key, title in titled.items() if key in before and title_of(key, before[key]) != title}
    places: dict[str, list[str]] = defaultdict(list)
    for key, title in titled.items() if renamed else ():
        if key in renamed or key not in before:
            places[title].append(key)
    found = set()
    for key, title in renamed.items():
        here = likeness(before[key], after[key])
        better = {there for there in places[title] if likeness(before[key], after[there]) > here}
        if here < SAME or better:
            found |= {key, *(better & renamed.keys())}
    return found


def moves(before: State, after: State, lost: set[str], came: set[str], heirs: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Old key → new key of what is only in another place, or has another number or id: it says so itself, or says the same as before."""
    free = set(came)
    for old, new in heirs.items():
        if new in free:
            free.discard(new)
            yield old, new
    left = sorted(lost - heirs.keys())
    known: dict[tuple, list[str]] = defaultdict(list)
    for key in sorted(free):
        known[noun_of(key), title_of(key, after[key])].append(key)
    for old in left:
        near = [(likeness(before[old], after[key]), owner_of(key) == owner_of(old), key) for key in known[noun_of(old), title_of(old, before[old])] if key in free]
        best = max(near, default=None, key=lambda one: one[:2])
        if best and best[0] >= SAME:
            free.discard(best[2])
            yield old, best[2]


def likeness(one: dict[str, Any], other: dict[str, Any]) -> float:
    """The share of fields in which two records say the same, their numbers apart."""
    keys = (one.keys() | other.keys()) - {NUMBER, FORMER}
    return sum(one.get(key) == other.get(key) for key in keys) / len(keys) if keys else 1.0


def names_of_units(before: State, after: State, lines: Lines) -> dict[str, int]:
    """Units that are called otherwise now, with the number of matters that they answer for."""
    renamed = {key: 0 for key in lines if key.startswith("units/") and key in before and key in after
               and any(before[key].get(name) != after[key].get(name) for name in naming_of(template_of(key)))}
    if renamed:
        for key, value in after.items():
            for unit in value.get(DISCLOSERS, ()) if owner_of(key) else ():
                if (named := f"units/{unit}") in renamed:
                    renamed[named] += 1
    return renamed


def one(kind: str, key: str, before: State, after: State, former: str = "", kept: bool = False) -> Change:
    old, new = None if kind == NEW else before.get(former or key), None if kind == GONE else after.get(key)
    value = new if new is not None else old
    state = after if new is not None else before
    cells = tuple(cells_of(key, old, new, before, after)) if old is not None and new is not None else ()
    if kind == MOVED:
        cells = (Cell(NUMBER, "编号", numbered(former, old, before), numbered(key, new, after)), *cells) if owner_of(key) else cells
    reused = (former or key) in after if kind in (GONE, MOVED) else False
    return Change(kind, key, title_of(key, value), where(key, value, state), cells, answering(key, value), former, kept, reused=reused,
                  origin=origin_of(value), label=numbered(key, value, state), said=chiefly(key, value, state) if kind == NEW else ())


def origin_of(value: dict[str, Any]) -> str:
    """The key of the matter that one takes over; "" where it is its own."""
    origin = value.get(TAKEN)
    return f"domains/{origin}" if isinstance(origin, str) and not origin.startswith(f"{STANDARD}/") else ""


def numbered(key: str, value: dict[str, Any], state: State) -> str:
    """A matter by its catalogue and number: one that is taken over by those of what it takes over, whatever its own number is; "" of other records."""
    owner, origin = owner_of(key), origin_of(value)
    if not owner:
        return ""
    return f"{called(state, owner_of(origin))} {origin.rpartition('/')[2]}" if origin else f"{called(state, owner)} {value.get(NUMBER, '')}".strip()


def where(key: str, value: dict[str, Any], state: State) -> str:
    """The catalogue of a matter, and its number as readers see it; what else it is."""
    owner, origin = owner_of(key), origin_of(value)
    if not owner:
        return noun_of(key)
    if value.get(NUMBER) == "-".join(origin.split("/")[1:]):
        return f"{called(state, owner)} {numbered(key, value, state)}"
    return f"{called(state, owner)} {value.get(NUMBER, '')}".strip()


@cache
def answering_keys(template: type[Record]) -> tuple[str, ...]:
    codes = (getattr(template, "roles", {}).get("units", ""), *ANSWERING)
    return tuple(template.fields[code].key for code in dict.fromkeys(codes) if code in template.fields)


def answering(key: str, value: dict[str, Any]) -> tuple[str, ...]:
    """The ids of the units that answer for a record, the leading one first."""
    name, _, id = key.partition("/")
    if name in ("units", "villages") and "/" not in id:
        return (id,)  # a village answers for itself
    template = template_of(key)
    for field in answering_keys(template) if template else ():
        if found := value.get(field):
            return tuple(map(str, several(found)))
    return ()


def cells_of(key: str, old: dict[str, Any], new: dict[str, Any], before: State, after: State) -> Iterator[Cell]:
    """The fields that differ; what a move brings with it is none of them."""
    return differing_cells(template_of(key), old, new, before, after, SHIFTED if old.get(NUMBER) != new.get(NUMBER) else ())


# -- said once -----------------------------------------------------------------------------------
def gathered(found: Iterable[Change]) -> tuple[list[Together], list[Change]]:
    """What is said of several records at once, the most frequent first, and what is left to say of single ones."""
    found = list(found)
    origins = {change.origin for change in found if change.kind == NEW}
    alike: dict[tuple, list[Change]] = defaultdict(list)
    for change in found:
        for signature in signatures(change, origins):
            alike[signature].append(change)
    several_of = {signature: members for signature, members in alike.items() if len(members) >= LEAST}
    together = [Together(kind, noun, title, cell, tuple(members)) for (kind, noun, title, cell, _), members in several_of.items()]
    rest = []
    for change in found:
        told = {signature for signature in signatures(change, origins) if signature in several_of}
        left = tuple(cell for cell in change.cells if (change.kind, noun_of(change.key), "", cell, ()) not in told)
        if left or not told:
            rest.append(replace(change, cells=left))
    return sorted(together, key=lambda group: (-len(group.changes), group.changes[0].key)), rest


def signatures(change: Change, origins: Set[str]) -> Iterator[tuple]:
    """What two changes have in common when they are told together: of new matters all that they chiefly say but who discloses it, for that is shown once.

    `origins`: the keys of matters that new ones take over.
    """
    noun = noun_of(change.key)
    if change.kind in (NEW, GONE):
        if change.matter:
            source = change.origin or (change.key if change.key in origins else "")
            yield change.kind, noun, change.title, None, (source, *(cell for cell in change.said if cell.key != DISCLOSERS))
    else:
        for cell in change.cells:
            yield change.kind, noun, "", cell, ()


ELEMENTS = frozenset(f.key for code, f in Item.fields.items() if f.element or code in ("category", "subname", "number", "levels", "attribute", "exemption", "retired"))
"""What of a matter makes a catalogue another one, as against what is disclosed under it day by day."""


def adjusted(change: Change) -> Change | None:
    """A change as far as it is one of the catalogue; None where it is none."""
    if change.kind != CHANGED:
        return change
    cells = tuple(cell for cell in change.cells if cell.key in ELEMENTS)
    return replace(change, cells=cells) if cells else None


def followers(found: Iterable[Change]) -> set[str]:
    """The keys of matters that changed because what they take over did."""
    every = list(found)
    kinds = {change.key: change.kind for change in every}
    return {change.key for change in every if change.origin and kinds.get(change.origin) == change.kind}


def counted(found: Iterable[Change]) -> dict[str, int]:
    """How many changes there are of each kind, without those there are none of."""
    told = list(found)
    return {kind: n for kind in KINDS if (n := sum(change.kind == kind for change in told))}


def public(found: Iterable[Change]) -> list[Change]:
    """What the ledger tells: not that the ledger itself was written, nor what is said of the county as a whole."""
    return [change for change in found if change.key != COUNTY and not change.key.startswith(LEDGER)]
