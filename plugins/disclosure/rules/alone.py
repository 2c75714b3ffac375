"""What rules found before and would find again: a file that says what it said, and whose records refer to what says what it said, is not judged anew.

Only by rules that look at files by themselves (`alone`, rules/registry.py); those that look at the county as a whole always do.
"""
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import CatalogueReference, Kind, MatterReference, Matters, Nested, Record, Reference, several
from disclosure.model.finding import Finding
from disclosure.read.kept import Kept
from disclosure.rules.registry import NOTES, RULES, Case, judged

ALONE = tuple(code for code, (rule, _) in sorted(RULES.items()) if rule.alone)
TOGETHER = tuple(code for code, (rule, _) in sorted(RULES.items()) if not rule.alone)


class Said(NamedTuple):
    """What rules say of a file by itself, and the mark of what it was said of."""

    mark: str
    findings: tuple[tuple, ...]
    notes: dict[str, list]


def judged_again(case: Case, kept: Kept) -> list[Finding]:
    """Every finding of every rule, as `judged` has them but for their order, of a county that could be read.  What need not be looked at again is taken from `kept`, which gets what was said now."""
    before: dict[str, Said] = {file: Said(*said) for file, said in kept.load(kept.findings).items()}
    marks = marks_of(case)
    same = {file: said for file, said in before.items() if marks.get(file) == said.mark}
    anew = frozenset(marks.keys() - same.keys())
    part = replace(case, county=part_of(case.county, anew), only=anew, derived={}, noted={}) if same else case
    found: dict[str, list[Finding]] = {file: [] for file in anew}
    for finding in judged(part, ALONE) if anew else ():
        if (file := finding.place.file) in found:
            found[file].append(finding)
        elif file not in same:  # nobody knows how long that stands
            return [*judged(case)]
    notes = {name: by_file(part) if anew else {} for name, by_file in NOTES.items()}
    now = same | {file: Said(marks[file], tuple((f.rule.code, f.place, f.message, f.hint, f.level) for f in found[file]),
                                        {name: those[file] for name, those in notes.items() if file in those}) for file in anew}
    if anew or now.keys() != before.keys():
        kept.store(kept.findings, {file: tuple(said) for file, said in now.items()})
    noted = {name: {file: said.notes[name] for file, said in now.items() if name in said.notes} for name in NOTES}
    again = (Finding(RULES[code][0], *told) for said in same.values() for code, *told in said.findings)
    return [*again, *(finding for those in found.values() for finding in those), *judged(replace(case, noted=noted), TOGETHER)]


def part_of(county: County, files: frozenset[str]) -> County:
    """The county with the records of these files alone."""
    view = object.__new__(type(county))
    view.__dict__.update(county.__dict__)
    for name in COLLECTIONS:
        view.__dict__[name] = {id: record for id, record in getattr(county, name).items() if record.place.file in files}
    return view


# -- what is said of a file follows from this ------------------------------------------------------
def marks_of(case: Case) -> dict[str, str]:
    """A mark for every file: of what it says, of the records that its own name, and of what all are judged by.  Of what lies below content/, which hardly ever changes, it takes all."""
    texts = {file: digest(text) for file, text in case.texts.items() if file.startswith("catalogues/")}
    content = [(file, digest(text)) for file, text in case.texts.items() if not file.startswith("catalogues/")]
    attached = [(path, case.looked[path][:-1] if path in case.looked else None) for path in sorted(case.paths)]
    county = case.county
    common = digest(repr((texts.get(county.place.file), county.as_of, county.typed_day, county.trial, content, attached)))
    named = reach(county)
    one = cache(lambda record: digest(told(record)))
    marks = {file: digest(repr((common, file, text, sorted(map(one, named.get(file, ())))))) for file, text in texts.items()}
    return marks | {file.partition("#")[0]: common for file in (*(file for file, _ in content), *(f"content/files/{path}" for path in case.paths))}


def digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def reach(county: County) -> dict[str, set[Record]]:
    """The records that those of a file name, by file."""
    found: dict[str, set[Record]] = {}
    for record in (county, *(record for name in COLLECTIONS for record in getattr(county, name).values())):
        found.setdefault(record.place.file, set()).update(references(record))
    return found


def told(record: Record) -> str:
    """All that a record says, where it says so, and which records it names; not its matters."""
    *_, matters = ways(type(record))
    return as_text([(code, value) for code, value in record.__dict__.items() if code not in matters])


def inner(value: object) -> object:
    """What is told of a record within another, and of one that is named: where it stands."""
    return vars(value) if isinstance(value, Record) and getattr(value, "address", None) is None else str(value)


as_text = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=inner).encode


@cache
def ways(template: type[Record]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The fields of a kind of record that name others, those that hold such as do, and that of its matters."""
    def codes(*kinds: type[Kind]) -> tuple[str, ...]:
        return tuple(code for code, f in template.fields.items() if isinstance(f.kind, kinds))
    holding = tuple(code for code in codes(Nested, Matters) if any(ways(template.fields[code].kind.template)[:2]))
    return codes(Reference, MatterReference, CatalogueReference), holding, codes(Matters)


def references(record: Record) -> Iterator[Record]:
    """Every record that one names, also from within and from its matters."""
    naming, within, *_ = ways(type(record))
    mine = record.__dict__
    for code in naming:
        if value := mine[code]:
            yield from value if type(value) is tuple else (value,)
    for code in within:
        for one in several(mine[code]):
            yield from references(one)
