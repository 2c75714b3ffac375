"""The catalogue as it was on a day: what each edition said of its matters, in a part for each catalogue that is only loaded when somebody asks (day.js)."""
import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from disclosure.editions.changes import numbered
from disclosure.editions.past import Past
from disclosure.editions.state import address_of, owner_of
from disclosure.editions.words import called, fields_of, text_of
from disclosure.model.catalogue import Catalogue
from disclosure.model.fields import CatalogueReference, MatterReference, Nested, Reference
from disclosure.model.matters import Item
from disclosure.render.output import Output
from disclosure.render.past import part_of
from disclosure.render.view import View

SHOWN = ("category", "name", *(code for code, f in Item.fields.items() if f.element and code != "name"), "retired")
"""What is shown of a matter, in this order."""


REFERRING = (Reference, MatterReference, CatalogueReference, Nested)
"""Kinds of values that are told with the names of other records, as the edition gives them."""


def days(view: View) -> Iterator[Output]:
    """A script for each catalogue.  A kiosk carries none: it shows its own day."""
    if view.past and not view.kiosk:
        for owner in view.county.catalogues:
            yield Output(part_of(owner), partial(script, view.past, owner), mark=made_from(view.past, owner))


def made_from(past: Past, owner: Catalogue) -> str:
    """Every edition that is kept for good, and of the last one what it says of this catalogue, and of what matters are told with."""
    *before, last = past.editions
    said = {key: value for key, value in last.lines.items() if owner_of(key) in ("", f"{owner.folder}/{owner.id}")}
    return json.dumps([[edition.hash for edition in before], last.name, said, heirs(past, owner)], ensure_ascii=False, default=str)


def script(past: Past, owner: Catalogue) -> bytes:
    return f"window.disclosureDay = {json.dumps(told(past, owner), ensure_ascii=False, separators=(',', ':'))};\n".encode()


def told(past: Past, owner: Catalogue) -> dict[str, Any]:
    """Of every matter that ever was, what it said from which edition on: [its number among the editions, texts that differ from before], None where it went."""
    fields = fields_of(owner.matter())
    keys = [owner.matter().fields[code].key for code in SHOWN if code in owner.matter().fields]
    alone = {name for name in keys if type(fields[name].kind) not in REFERRING}
    matters: dict[str, list[list[Any]]] = {}
    said: dict[str, dict[str, str]] = {}
    values: dict[str, dict[str, Any]] = {}
    for at, number, value in past.by_owner.get(f"{owner.folder}/{owner.id}", ()):
        if value is None:
            matters[number].append([at + 1, None])
            said.pop(number, None)
            values.pop(number, None)
            continue
        state, before, last = past.every_state[at], said.get(number, {}), values.get(number, {})
        same = {name: before[name] for name in alone & before.keys() if value.get(name) == last.get(name)}
        now = {name: text for name in keys if (text := same.get(name) or text_of(fields[name].kind, value.get(name), state))}
        values[number] = value
        differing = {name: now.get(name, "") for name in keys if now.get(name) != before.get(name)}
        if differing:
            matters.setdefault(number, []).append([at + 1, differing])
        said[number] = now
    return {"editions": [[e.name, e.date] for e in past.editions], "fields": [[name, fields[name].title] for name in keys], "matters": matters, "heirs": heirs(past, owner)}


def heirs(past: Past, owner: Catalogue) -> dict[str, list[str]]:
    """What took the place of matters that are no more: its address, its name, and its number if it is of the same catalogue."""
    now, mine = past.chain.now, f"{owner.folder}/{owner.id}"
    found = {}
    for one in past.gone:
        if one.heir and owner_of(one.key) == mine:
            number = one.heir.rpartition("/")[2] if owner_of(one.heir) == mine else ""
            name = f"{numbered(one.heir, now[one.heir], now)} {called(now, one.heir)}"
            found[one.key.rpartition("/")[2]] = [address_of(one.heir), name, number]
    return found
