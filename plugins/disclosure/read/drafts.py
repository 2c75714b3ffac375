"""A record as read, before inheritance and references are settled."""
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from disclosure.model.fields import Record
from disclosure.model.finding import Finding, Rule
from disclosure.model.place import NO_PARTS, NO_SPANS, START, Parts, Place, Span, Spans, Spot
from disclosure.read import faults


@dataclass(slots=True)
class Draft:
    """What an editor wrote for one record: values by code, and the places of keys and values.

    References are `Pending`, records within it drafts.  `first` is the place of its first key, where what is missing is reported.
    """

    template: type[Record]
    file: str
    id: str
    first: Span
    values: dict[str, Any] = field(default_factory=dict)
    spans: Spans = NO_SPANS
    keys: Spans = NO_SPANS
    """Every key that stands there, also one whose value is empty or could not be read."""
    wrong: frozenset[str] = frozenset()
    """Fields whose value was wrong and has been reported: not missing."""
    parts: Parts = NO_PARTS
    """The places of the entries of lists."""
    record: Record | None = None
    """What the draft has become."""
    origin: "Draft | None" = None
    """The county's matter that this one refers to."""
    alone: "Draft | None" = None
    """The matter as it was before it took over anything from that one."""

    def __reduce__(self) -> tuple:
        """As it was read, for read/kept.py: what it becomes is made anew."""
        return Draft, (self.template, self.file, self.id, self.first, self.values, self.spans, self.keys, self.wrong, self.parts)  # a third less time to unpickle

    def about(self, code: str = "") -> "About":
        return About(Place(self.file, *self.first), code)

    def fresh(self) -> "Draft":
        """A copy to work on: inheritance and flows are settled in the values of a draft and of those right within it."""
        values = {code: tuple(part.copied() for part in value) if type(value) is tuple and value and type(value[0]) is Draft else value for code, value in self.values.items()}
        return Draft(self.template, self.file, self.id, self.first, values, self.spans, self.keys, self.wrong, self.parts)

    def copied(self) -> "Draft":
        return Draft(self.template, self.file, self.id, self.first, dict(self.values), self.spans, self.keys, self.wrong, self.parts)


class About(NamedTuple):
    """What a finding is about while there are no records yet: the place of the record that will be, and the field."""

    record: Place
    code: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """A reference not yet followed: what was typed, and where."""

    text: str
    file: str
    span: Span
    about: "About | None" = None

    def __reduce__(self) -> tuple:
        return Pending, (self.text, self.file, self.span, self.about)  # a third of the time that dataclasses take to be unpickled


@dataclass(frozen=True, slots=True)
class Way:
    """An arrow as written: the answer (None outside a 判断), the code it leads to, and where that stands."""

    answer: str | None
    target: str
    span: Span


MOST = 20_000
"""So many findings of one file are told; then it is not read on."""
LONG = 400
"""Messages longer than this are cut: one may quote a value of any length.  Hints never are, they are pasted."""


class Enough(Exception):
    """Raised out of the reading of a file that has more findings than anybody reads."""


class Desk:
    """Where the reader of one county puts what it finds wrong."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.count: Counter[str] = Counter()
        """How many findings there were of each file."""
        self.damaged: dict[str, bool] = {}
        """Files of which something could not be read, or may mean something else (True: nothing could): what others refer to may stand there."""
        self.texts: dict[str, str] = {}
        """Every text that was read, by its path below the county's folder."""

    def report(self, file: str, rule: Rule, span: Span, message: str, hint: str = "", about: About | None = None) -> None:
        self.count[file] += 1
        if self.count[file] > MOST:
            if self.count[file] == MOST + 1:
                self.findings.append(Finding(faults.TOO_LARGE, Place(file, *START), f"这个文件的问题超过 {MOST:,} 处，从第 {span[0]} 行起没有再查",
                                             "同一种问题多半是一次粘贴、一次转换带来的：先改好一处，用“全部替换”改其余的，再检查一次"))
            return
        place = Place(file, *span)
        message = message if len(message) <= LONG else f"{message[:LONG]}……"
        self.findings.append(Finding(rule, Spot.of(place, *about) if about else place, message, hint))

    def tell(self, draft: Draft, code: str, rule: Rule, message: str, hint: str = "") -> None:
        """Reports something about a field of a draft, at its key."""
        self.report(draft.file, rule, key_of(draft, code), message, hint, draft.about(code))

    def astray(self, pending: Pending, rule: Rule, message: str, hint: str = "") -> None:
        """Reports a reference, where it was typed."""
        self.report(pending.file, rule, pending.span, message, hint, pending.about)

    def take(self, other: "Desk") -> None:
        """Takes over what lies on another desk."""
        self.findings += other.findings
        self.damaged |= other.damaged
        self.texts |= other.texts
        self.count += other.count

    def for_file(self, file: str, stop: bool = False):
        """A report function for the readers of one file's text; one that is to `stop` raises Enough where the file has too many findings."""
        def report(rule: Rule, span: Span, message: str, hint: str = "", about: About | None = None) -> None:
            self.report(file, rule, span, message, hint, about)
            if stop and self.count[file] > MOST:
                raise Enough
        return report


def key_of(draft: Draft, code: str) -> Span:
    """The place of a field's key; that of the record's first key where the field is absent."""
    return draft.keys.get(code, draft.first)
