"""One file of a county is read again; the rest stands as it was read.

Records know each other as objects.  The one that the file held keeps its identity and gets its new content, so that whoever refers to it need not be
looked at.  Only the matters of other catalogues that took over from a domain are made anew with it; registers that name matters are told.
"""
from pathlib import Path
from typing import NamedTuple

from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import MatterReference, Record
from disclosure.model.finding import Severity
from disclosure.read.constraints import check_flow, check_policy
from disclosure.read.county import Reading, read_file, take_text
from disclosure.read.drafts import Desk, Draft
from disclosure.read.files import Files
from disclosure.read.inherit import PLACES, Names, complete, settle_domain, settle_item, settle_place, shelf_of
from disclosure.read.kept import Kept
from disclosure.read.link import Drafts, Guide, follow, in_order, make, own, own_matter, references, settle


class Taker(NamedTuple):
    """A matter of another catalogue that takes over from the edited domain: whose it is, which of its matters, and what becomes of it."""

    place: Draft
    number: int
    item: Draft


def reread(folder: Path, before: Reading, path: str, kept: Kept | None = None) -> Reading | None:
    """A county that was read without errors, with what now stands in `path` (below catalogues/); None where the whole county must be read.

    That is so where the file is new or gone or holds many records (units, interpreters), and where its record is now called otherwise or a domain has
    other matters or levels: then others may mean something else by what they say.  The county of `before` itself becomes the new one; if there are errors,
    it stays as it is.  The findings are those of reading this file, and what takes over from it, alone.  `kept`: where the file's bytes come from.
    """
    county, drafts, desk = before.county, before.material.drafts, Desk()
    name, _, stem = path.removesuffix(".yml").partition("/")
    old = drafts.get(name, {}).get(stem)
    if old is None or path != f"{COLLECTIONS[name].path}{stem}.yml" or not (folder / "catalogues" / path).is_file():
        return None
    new = next(iter(read_file(folder / "catalogues", path, before.material.vocabulary, before.files, desk, kept)), None)
    if new is None:
        return read(before, desk) if wrong(desk) else None
    settle_file(new, drafts, before.files, desk)
    if wrong(desk):
        return read(before, desk)
    if offered(new) != offered(old) or (numbers(new) != numbers(old) and named_by_registers(old, county)):
        return None
    takers = taken_over(new, drafts, desk)
    guide = Guide({group: {id: draft.record for id, draft in those.items()} for group, those in drafts.items()}, desk, county)
    for draft in (new, *(taker.item for taker in takers)):
        make(draft)
        follow(draft, guide)
    settle(new, guide)
    if wrong(desk):
        return read(before, desk)
    if [*new.record.names] != [*old.record.names]:
        return None
    # From here on the county changes.
    anew = dict(zip(old.record.items, new.record.items, strict=True)) if numbers(new) and numbers(new) == numbers(old) else {}
    anew |= {place.record.items[number]: item.record for place, number, item in takers}
    old.record.__dict__.clear()
    old.record.__dict__.update(new.record.__dict__)
    new.record = old.record
    drafts[name][stem] = new
    own(new)
    for place, number, item in takers:
        own_matter(item, place)
        place.values["items"] = put(place.values["items"], number, item)
        place.record.__dict__["items"] = put(place.record.items, number, item.record)
    renamed(county, anew)
    county.__dict__[name] = in_order({id: draft.record for id, draft in drafts[name].items()}, county)
    return read(before, desk)


def read(before: Reading, desk: Desk) -> Reading:
    return Reading(before.county, tuple(sorted(desk.findings, key=lambda f: f.order)), before.files, desk.texts, before.material, before.settings, before.looking)


def wrong(desk: Desk) -> bool:
    return any(finding.severity is Severity.ERROR for finding in desk.findings)


def put(values: tuple, number: int, value: object) -> tuple:
    return (*values[:number], value, *values[number + 1:])


def settle_file(draft: Draft, drafts: Drafts, files: Files, desk: Desk) -> None:
    """What is done with a file's draft before references are followed."""
    match draft.template.folder:
        case "domains":
            settle_domain(draft, desk)
        case folder if folder in PLACES:
            settle_place(draft, drafts, shelf_of(drafts), Names(drafts["domains"]), desk)
        case "policies":
            if "text_file" in draft.values:
                take_text(draft, files, desk)
            check_policy(draft, desk)
        case "flows":
            check_flow(draft, desk)


def offered(draft: Draft) -> object:
    """What other catalogues may choose from: the matters of a domain, by number and level."""
    return draft.template.folder == "domains" and [(item.id, item.values.get("levels")) for item in draft.values.get("items", ())]


def numbers(draft: Draft) -> list[str]:
    """The matters of a catalogue, by what they are called there."""
    return [item.id for item in draft.values.get("items", ())]


def named_by_registers(draft: Draft, county: County) -> bool:
    """Whether records of registers name matters of an edited catalogue."""
    items = set(getattr(draft.record, "items", ()))
    return bool(items) and any(not items.isdisjoint(record.named()) for _, records in county.registers for record in records.values())


def renamed(county: County, anew: dict[Record, Record]) -> None:
    """Has the records of registers name the matters that were made anew in place of the old ones."""
    for _, records in county.registers if anew else ():
        for part in (part for record in records.values() for part in record.and_within()):
            for code, kind in references(type(part)).items():
                value = part.__dict__.get(code)
                if isinstance(kind, MatterReference) and value:
                    part.__dict__[code] = tuple(anew.get(one, one) for one in value) if kind.many else anew.get(value, value)


def taken_over(draft: Draft, drafts: Drafts, desk: Desk) -> list[Taker]:
    """The matters that take over from those of an edited domain, settled anew."""
    takers = []
    origins = {item.id: item for item in draft.values.get("items", ())}
    for place in (draft for name in PLACES for draft in drafts[name].values()):
        for number, item in enumerate(place.values.get("items", ())):
            if item.origin is not None and item.origin.file == draft.file:
                taker = item.alone.copied()
                settle_item(taker, origins[item.origin.id], place, desk)
                complete(taker, desk)
                takers.append(Taker(place, number, taker))
    return takers
