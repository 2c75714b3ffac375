"""The catalogue as it was on a day: what each edition said of its matters, in a part for each catalogue that is only loaded when somebody asks (day.js)."""
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from disclosure.editions.changes import numbered
from disclosure.editions.past import Past
from disclosure.editions.state import State, address_of, owner_of
from disclosure.editions.words import called, fields_of, text_of
from disclosure.model.catalogue import Catalogue
from disclosure.model.fields import CatalogueReference, MatterReference, Nested, Reference
from disclosure.model.matters import Item, TownshipItem
from disclosure.render.output import Output, assigned
from disclosure.render.past import part_of
from disclosure.render.relations import grouped
from disclosure.render.view import View

SHOWN = ("category", "name", *(code for code, f in Item.fields.items() if f.element and code != "name"), "retired")
"""What is shown of a matter, in this order."""


REFERRING = (Reference, MatterReference, CatalogueReference, Nested)
"""Kinds of values that are told with the names of other records, as the edition gives them."""
EDITIONS = "editions/day/editions.js"
"""What the editions are called: no part changes because there is one more."""
REFERENCE = TownshipItem.fields["reference"].key

Said = dict[str, str]
Told = dict[str, list[tuple[int, Said | None]]]
"""Number of a matter → from which edition on (from 0) it said what, None from where it was gone."""


def days(view: View) -> Iterator[Output]:
    """A script for each catalogue.  A kiosk carries none: it shows its own day."""
    past, county = view.past, view.county
    if not past or view.kiosk:
        return
    called = [[edition.name, edition.date] for edition in past.editions]
    yield Output(EDITIONS, partial(assigned, "disclosureEditions", called), mark=json.dumps(called))
    told = cache(partial(texts, past))
    lent = {key(owner): owner for owner in county.catalogues if REFERENCE not in fields_of(owner.matter())}
    last = grouped(past.editions[-1].lines.items(), lambda line: owner_of(line[0]))
    said = cache(lambda name: json.dumps(last.get(name, ()), ensure_ascii=False, default=str))
    for owner in county.catalogues:
        origins = sorted({origin.rpartition("/")[0] for at, _, value in past.by_owner.get(key(owner), ()) if (origin := origin_of(value, past.every_state[at], lent))})
        made_from = [[edition.hash for edition in past.editions[:-1]], *map(said, ("", key(owner), *origins)), heirs(past, owner)]
        yield Output(part_of(owner), partial(script, past, owner, lent, told), mark=json.dumps(made_from, ensure_ascii=False))


def key(owner: Catalogue) -> str:
    return f"{owner.folder}/{owner.id}"


def script(past: Past, owner: Catalogue, lent: Mapping[str, Catalogue], told: Callable[[Catalogue], Told]) -> bytes:
    """The part of a catalogue.  `lent`: the catalogues whose matters others take over; `told`: `texts` of each."""
    return assigned("disclosureDay", part(past, owner, lent, told))


def part(past: Past, owner: Catalogue, lent: Mapping[str, Catalogue], told: Callable[[Catalogue], Told]) -> dict[str, Any]:
    """Of every matter that ever was, what it said from which edition on (from 1): [edition, texts that differ from before], None where it went.

    Of one that takes over another: [edition, texts that differ from that one's, part/number of that one]; what the other changes later is told in its part alone.
    """
    fields, mine = fields_of(owner.matter()), told(owner)
    own: dict[str, dict[int, Any]] = {}
    for at, number, value in past.by_owner.get(key(owner), ()):
        own.setdefault(number, {})[at] = value
    matters = {}
    for number, steps in mine.items():
        origins = {at: origin_of(own[number][at], past.every_state[at], lent) for at, _ in steps}
        matters[number] = beside(steps, origins, lent, told) if any(origins.values()) else alone(steps)
    return {"fields": [[name, fields[name].title] for name in keys_of(owner)], "matters": matters, "heirs": heirs(past, owner)}


def differing(said: Said, base: Said) -> Said:
    return {name: said.get(name, "") for name in dict.fromkeys((*said, *base)) if said.get(name) != base.get(name)}


def alone(steps: list[tuple[int, Said | None]]) -> list[list[Any]]:
    found, before = [], {}
    for at, said in steps:
        told = None if said is None else differing(said, before)
        if told is None or told:
            found.append([at + 1, told])
        before = said or {}
    return found


def beside(steps: list[tuple[int, Said | None]], origins: Mapping[int, str], lent: Mapping[str, Catalogue], told: Callable[[Catalogue], Told]) -> list[list[Any]]:
    """The same, by what differs from the matters that it takes over, in every edition in which either says something else."""
    mine, found = dict(steps), []
    others = {origin: dict(told(lent[origin.rpartition("/")[0]])[origin.rpartition("/")[2]]) for origin in set(origins.values()) if origin}
    said: Said | None = None
    for at in sorted({*mine, *(at for other in others.values() for at in other if at > steps[0][0])}):
        if at in mine:
            said, origin = mine[at], origins[at]
        if said is None:
            step = [None]
        else:
            base = next((text for when, text in sorted(others[origin].items(), reverse=True) if when <= at), None) if origin else None
            step = [differing(said, base or {}), origin.replace("/", "-", 1) if base is not None else ""]
        if not found or found[-1][1:] != step:
            found.append([at + 1, *step])
    return found


def origin_of(value: Any, state: State, lent: Mapping[str, Catalogue]) -> str:
    """The key of the matter that one takes over, among those that are `lent`; "" where it takes over none of these."""
    code = value.get(REFERENCE) if isinstance(value, dict) else None
    return next((found for name in lent if isinstance(code, str) and code.partition("/")[0] == name.partition("/")[2] and (found := f"{name}/{code.partition('/')[2]}") in state), "")


def keys_of(owner: Catalogue) -> list[str]:
    """What is shown of the matters of a catalogue, by the keys that editors write."""
    return [owner.matter().fields[code].key for code in SHOWN if code in owner.matter().fields]


def texts(past: Past, owner: Catalogue) -> Told:
    """What every matter of a catalogue ever said, in words."""
    fields, keys = fields_of(owner.matter()), keys_of(owner)
    alone = {name for name in keys if type(fields[name].kind) not in REFERRING}
    found: Told = {}
    values: dict[str, dict[str, Any]] = {}
    for at, number, value in past.by_owner.get(key(owner), ()):
        steps = found.setdefault(number, [])
        if value is None:
            steps.append((at, None))
            continue
        before = (steps[-1][1] if steps else None) or {}
        last = values.get(number, {}) if before else {}
        state = past.every_state[at]
        same = {name: before[name] for name in alone & before.keys() if value.get(name) == last.get(name)}
        steps.append((at, {name: text for name in keys if (text := same.get(name) or text_of(fields[name].kind, value.get(name), state))}))
        values[number] = value
    return found


def heirs(past: Past, owner: Catalogue) -> dict[str, list[str]]:
    """What took the place of matters that are no more: its address, its name, and its number if it is of the same catalogue."""
    now, mine = past.chain.now, key(owner)
    found = {}
    for one in past.gone:
        if one.heir and owner_of(one.key) == mine:
            number = one.heir.rpartition("/")[2] if owner_of(one.heir) == mine else ""
            name = f"{numbered(one.heir, now[one.heir], now)} {called(now, one.heir)}"
            found[one.key.rpartition("/")[2]] = [address_of(one.heir), name, number]
    return found
