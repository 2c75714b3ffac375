"""The visible list of rules, and how they are run.

A rule is one function: its docstring's first line is the rule as editors read it, what it yields are its findings.
"""
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from inspect import signature
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from disclosure.editions.chain import Chain, following, with_edition
from disclosure.editions.past import EMPTY, Past
from disclosure.editions.state import State, state
from disclosure.model.attachments import Looked
from disclosure.model.company import Known
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.finding import Finding, Rule, Severity
from disclosure.model.law import Law
from disclosure.model.numbers import DOCUMENTS_SAID, Number, likely_numbers
from disclosure.model.pages import HandWritten
from disclosure.model.place import Place
from disclosure.model.said import said
from disclosure.model.tables import CELL
from disclosure.rules.people import papers
from disclosure.rules.shown import Shown, shown
from disclosure.rules.tables import Tables

Options = ParamSpec("Options")
Derived = TypeVar("Derived")


class Found(NamedTuple):
    """What a rule says of one place.  `level`: where it is graver or lighter than the rule itself."""

    place: Place
    message: str
    hint: str = ""
    level: Severity | None = None


@dataclass(frozen=True, eq=False)
class Case:
    """What rules may look at: the county, the law, and the texts that were read.

    `texts`: every text by its path below the county's folder (YAML, Markdown, and what was found inside attachments).
    `only`: the files whose findings are wanted, all where it is empty; what stands in others is looked at only for what it says of these.
    `look`: looks into any file below content/files/, by its path there.
    """

    county: County
    law: Law
    texts: dict[str, str] = field(default_factory=dict)
    looked: dict[str, Looked] = field(default_factory=dict)
    """What is in the attachments whose findings are wanted."""
    look: Callable[[str], Looked] = lambda path: Looked(0, "")
    paths: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    chain: Chain = Chain()
    """The editions that were published."""
    faulty: bool = False
    """Something could not be read: the county shows only what is whole, and what is missing from it need not be missing."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """What pages were made from, where their texts are judged: numbers that are nobody's there are nobody's on pages, which show no headings beside them."""
    pages: Mapping[str, HandWritten] = field(default_factory=dict)
    """The hand-written pages, by their paths below content/."""
    derived: dict[tuple, Any] = field(default_factory=dict, repr=False)
    """What `once` keeps."""
    noted: Mapping[str, Mapping[str, list]] = field(default_factory=dict)
    """What `notes` are known of every file, by the name of what gathers them."""

    @cached_property
    def state(self) -> State:
        """What an edition of the county would say."""
        return state(self.county)

    @cached_property
    def past(self) -> Past:
        """The editions, ended by the one that the county is now; none where there are none, or something could not be read."""
        if self.faulty or not self.chain.editions or self.chain.faults or self.county.trial:
            return EMPTY
        date = self.county.as_of.day.isoformat()
        new = following(self.chain, self.state, date, self.county.name, "") if date >= self.chain.last.date else None
        return Past(with_edition(self.chain, new) if new else self.chain, county=self.county)

    def wanted(self, file: str) -> bool:
        """Whether what a rule finds in this file will be shown.  A rule about single records need not look at those of other files."""
        return not self.only or file.partition("#")[0] in self.only

    def seen(self, path: str) -> Looked:
        """What is in an attachment."""
        if path not in self.looked:
            self.looked[path] = self.look(path)
        return self.looked[path]

    @cached_property
    def shown(self) -> dict[str, Shown]:
        """The texts that are searched for what must not be published, as their readers get them."""
        return {file: shown(file, text) for file, text in self.texts.items() if self.wanted(file)}

    @cached_property
    def searched(self) -> dict[str, str]:
        """Those texts alone."""
        return {file: one.text for file, one in self.shown.items()}

    @cached_property
    def tables(self) -> dict[str, Tables]:
        """Their tables."""
        return {file: Tables(file, text) for file, text in self.searched.items()}

    @cached_property
    def known(self) -> Known:
        """What tells the numbers of people from others here."""
        return Known(self.county.as_of.day, self.county.division or "")

    @cached_property
    def likely(self) -> list[tuple[str, Number]]:
        """(file, number) for everything that looks like a personal number in any text: looked for once, asked for by several rules."""
        found = []
        for file, text in self.searched.items():
            tables = self.tables[file]
            for number in likely_numbers(text, self.known, tables.heading):
                figures = number.kind == "手机号" and tables.blanks and tables.parts(number.start, number.end)
                found.append((file, number._replace(harmless=True) if figures else number))
            if (tables.blanks or any(mark in text for mark in (CELL, "\t", "|"))) and said(text, DOCUMENTS_SAID):
                told = {number.start for name, number in found if name == file}
                found += [(file, number) for number in papers(tables) if number.start not in told]
        return found


def once(derive: Callable[Concatenate[Case, Options], Derived]) -> Callable[Concatenate[Case, Options], Derived]:
    """What several rules derive from a case is derived once, and goes with it: it takes more memory than the county, and a build goes on long after the rules."""
    told = signature(derive)

    @wraps(derive)
    def kept(case: Case, *options: Options.args, **named: Options.kwargs) -> Derived:
        call = told.bind(case, *options, **named)
        call.apply_defaults()  # an option that is told as it is by default asks for the same
        key = (derive, *call.args[1:])
        if key not in case.derived:
            case.derived[key] = derive(case, *options, **named)
        return case.derived[key]
    return kept


Note = TypeVar("Note")
NOTES: dict[str, Callable[[Case], dict[str, list]]] = {}
"""What rules that compare files note of each, by name.  Notes are of plain values and places: they are kept without the county (rules/alone.py)."""


def notes(gather: Callable[[Case], Iterable[tuple[str, Note]]]) -> Callable[[Case], list[Note]]:
    """What is noted of every file by itself, as by a rule that is `alone`, in the order of the catalogues.  `gather` gives (file, note)."""
    def by_file(case: Case) -> dict[str, list[Note]]:
        found: dict[str, list[Note]] = {}
        for file, note in gather(case):
            found.setdefault(file, []).append(note)
        return found

    def noted(case: Case) -> list[Note]:
        known = case.noted[gather.__name__] if case.noted else by_file(case)
        return [note for file in files_of_records(case.county) for note in known.get(file, ())]
    NOTES[gather.__name__] = by_file
    return noted


def files_of_records(county: County) -> list[str]:
    """The files that hold a county's records, in the order of the catalogues."""
    return [*dict.fromkeys([county.place.file, *(record.place.file for name in COLLECTIONS for record in getattr(county, name).values())])]


Check = Callable[[Case], Iterable[Found]]
RULES: dict[str, tuple[Rule, Check]] = {}
"""Every rule by its code, with its function.  Families add theirs when rules/all.py imports them."""


def rule(code: str, name: str, severity: Severity, *, basis: str, wrong: str, right: str, statutory: bool = False,
         coverage: bool = False, measure: str = "", alone: bool = False) -> Callable[[Check], Check]:
    """Enters a function as a rule.  ValueError where the code is taken: codes are never used for two things.

    `alone`: it looks at each file by itself, and at what its records refer to; every other rule looks at the county as a whole."""
    def enter(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"{code} is taken by {RULES[code][0].name}")
        summary = (check.__doc__ or "").strip().splitlines()[0]
        RULES[code] = (Rule(code, name, severity, summary, basis, wrong, right, statutory, coverage, measure, alone=alone), check)
        return check
    return enter


def judged(case: Case, codes: Iterable[str] | None = None) -> Iterator[Finding]:
    """Every finding of every rule, at the severity that holds for this county.  `codes`: only of these rules."""
    wanted = dict(case.county.rules)
    official = case.county.status == "正式"
    for code in sorted(RULES if codes is None else codes):
        entry, check = RULES[code]
        word = None if entry.statutory else wanted.get(code)
        if word == "off" or (entry.coverage and case.faulty):
            continue
        for found in check(case):
            level = found.level or (Severity.ERROR if entry.coverage and official else None)
            yield Finding(entry, found.place, found.message, found.hint, Severity(word) if word else level)
