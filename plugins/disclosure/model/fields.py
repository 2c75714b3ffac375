"""How a field of a record is declared: once, here; reader, pages, tables, downloads and handbook loop over the declarations."""
import calendar
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

from disclosure.model.clashes import refuse_clashes
from disclosure.model.place import Parts, Place, Span, Spans, Spot


# -- kinds of values: what may stand after a key ---------------------------------------------
@dataclass(frozen=True)
class Kind:
    """The sort of value a field holds.  `many`: the value is a tuple, empty where nothing is written.  A kind that says no more needs no decorator of its own."""

    many = False


@dataclass(frozen=True)
class Text(Kind):
    """Plain text as typed.  `pattern`: it must match wholly; `form`: that pattern in the editor's words.

    `quoted`: what others say, and perhaps falsely: wherever people read it, it stands in quotes.
    """

    pattern: str = ""
    form: str = ""
    quoted: bool = False


@dataclass(frozen=True)
class TextList(Kind):
    """Plain texts; `together` joins them in a table cell, or "" to show them as a list.

    `cited`: they are sources of law, which printed forms list without numbers.
    """

    together: str = ""
    cited: bool = False
    many = True


class MarkdownText(Kind):
    """CommonMark without raw HTML."""


@dataclass(frozen=True)
class Day(Kind):
    """A date, YYYY-MM-DD, or YYYY-MM where the day is not known; the value is a `Date`.

    `end`: a deadline, of which a month means its last day; the value is a `Deadline`.  `past`: it tells of something that has happened,
    so it is not after the edition's date.  `after`: the code of a field of the same record that it is not before.  `out`: the record
    comes out on it (model/waiting.py).
    """

    end: bool = False
    past: bool = False
    after: str = ""
    out: bool = False


class Whole(Kind):
    """A whole number above 0, written in digits."""


@dataclass(frozen=True)
class Number(Kind):
    """A number that is not below 0, kept as typed; the value is a `Quantity`.

    `decimals`: the fewest and the most digits behind the point; `most`: the largest value, None where there is no limit.
    """

    decimals: tuple[int, int] = (0, 2)
    most: int | None = None

    @property
    def pattern(self) -> str:
        """What such a number looks like, for Python and for JavaScript."""
        least, most = self.decimals
        fraction = rf"(?:\.[0-9]{{{max(least, 1)},{most}}}){'' if least else '?'}" if most else ""
        return rf"(?:0|[1-9][0-9]{{0,14}}){fraction}"


class Phone(Kind):
    """A telephone number that is published, of an office."""


@dataclass(frozen=True)
class Choice(Kind):
    """One word of a list.  `closed`: those that say of a record that nothing more is to be done about it."""

    options: tuple[str, ...]
    closed: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChoiceList(Kind):
    """Some words of a list.  `spread`: the catalogue table has a column for each word, headed by `heads`."""

    options: tuple[str, ...]
    spread: bool = False
    heads: tuple[str, ...] = ()
    many = True


class Levels(Kind):
    """Some of the county's levels (county.yml 层级); a column for each in the catalogue table."""

    many = True


class Channels(Kind):
    """Some of the county's channels (county.yml 渠道), or {其他: text}."""

    many = True


class AudienceKind(Kind):
    """全社会, or {特定群体: who}; the value is an `Audience`."""


class Link(Kind):
    """An http(s) address, or a path below content/files/."""


@dataclass(frozen=True)
class Address(Kind):
    """An http(s) address.  `folder`: of a folder, the value ends with a slash."""

    folder: bool = False


class FilePath(Kind):
    """A file below content/files/."""


@dataclass(frozen=True)
class Reference(Kind):
    """Another record, by id, exact name or alias; `to` is the name of its collection.

    `besides`: a record that is in no collection and is meant by its name where no other bears it.
    """

    to: str
    many: bool = False
    least: int = 1
    """Of many: how many there must be where any is needed."""
    besides: "Record | None" = None


@dataclass(frozen=True)
class MatterReference(Kind):
    """A matter of the county, written domain/编号.  `taken`: the record takes over from it what it does not say itself (参照)."""

    many: bool = False
    taken: bool = False


class CatalogueReference(Kind):
    """A catalogue: a domain, township or village, by id, exact name or alias."""


@dataclass(frozen=True)
class Matters(Kind):
    """The matters of a domain, township or village; `template` is the record class of one."""

    template: type
    many = True


@dataclass(frozen=True)
class Nested(Kind):
    """A record written inside another.  `loose`: where only this field is wanted, its text may stand in place of the record."""

    template: type
    many: bool = False
    loose: str = ""


@dataclass(frozen=True)
class Defaults(Kind):
    """Any fields of the matter: what holds where a matter is silent."""

    template: type


@dataclass(frozen=True)
class Pairs(Kind):
    """Text → text.  The value is a tuple of pairs in the editor's order; `options` limits the second."""

    options: tuple[str, ...] = ()
    links: bool = False
    many = True


class Next(Kind):
    """What follows a step: one code, several (in parallel), or {answer: code}; the value is a tuple of `Arrow`."""

    many = True


# -- values that are more than text ------------------------------------------------------------
class Date(str):
    """A date as the editor typed it (YYYY-MM-DD or YYYY-MM), known to exist."""

    __slots__ = ()

    @property
    def day(self) -> datetime.date:
        """The day itself; the first of the month where only a month is known."""
        return datetime.date.fromisoformat(self if len(self) == 10 else f"{self}-01")

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return len(self) == 10


class Deadline(Date):
    """A date by which something is to be done: a month means its last day."""

    __slots__ = ()

    @property
    def day(self) -> datetime.date:
        if len(self) == 10:
            return datetime.date.fromisoformat(self)
        year, month = int(self[:4]), int(self[5:])
        return datetime.date(year, month, calendar.monthrange(year, month)[1])


class Quantity(str):
    """A number as the editor typed it."""

    __slots__ = ()

    @property
    def value(self) -> Decimal:
        return Decimal(self)


def earlier(one: str, other: str) -> bool:
    """Whether a date is certainly before another; of a month without its day nothing is certain within the month."""
    most = min(len(one), len(other))
    return one[:most] < other[:most]


class Audience(NamedTuple):
    """To whom a matter is disclosed: everyone (`groups` None) or the groups named."""

    groups: str | None

    def __str__(self) -> str:
        return "全社会" if self.groups is None else f"特定群体：{self.groups}"


class Arrow(NamedTuple):
    """From a step to the one whose code is `target`; `answer` on the way out of a 判断."""

    answer: str | None
    target: str


def several(value: Any) -> tuple:
    """A value that may be absent, one or many, as many."""
    return value if isinstance(value, tuple) else () if value is None else (value,)


# -- fields and records ------------------------------------------------------------------------
@dataclass(frozen=True)
class Field:
    """One key of a record.

    `key` is what editors write, `label` what readers see (the key where empty), `heading` what the published forms print over its column.  `element`: one of the statutory eight.
    `column`: the style class of its column in the catalogue table, "" when the table does not show it.
    `wide`: takes the full width of the plate on a matter's page.
    `role`: what it means whatever the record is; see `ROLES` in model/register.py.
    `upkeep`: says only on which day somebody last looked at the record or wrote something; nobody answers for it with a signature.
    `about`: one sentence for editors: what to write, in what units, where it comes from; `example`: a value as they would type it in YAML.
    """

    key: str
    kind: Kind
    required: bool = False
    label: str = ""
    element: bool = False
    column: str = ""
    heading: str = ""
    wide: bool = False
    role: str = ""
    upkeep: bool = False
    about: str = ""
    example: str = ""

    @property
    def title(self) -> str:
        return self.label or self.key


def field(key: str, kind: Kind | None = None, **more: Any) -> Any:
    """Declares a field in the body of a Record; Any, so that the annotation may tell the type of the value."""
    return Field(key, kind or Text(), **more)


class Record:
    """A frozen object read from YAML: one attribute for each declared field, absent ones None or ().

    `id` is the file's stem, the key in a mapping file, or the number of a matter.  It knows its place in the editor's files.
    """

    fields: ClassVar[dict[str, Field]] = {}
    blank: ClassVar[dict[str, tuple | None]] = {}
    """What a record has whose editor wrote nothing."""
    naming: ClassVar[tuple[str, ...]] = ()
    """The fields whose text may stand for this record in a reference, beside its id."""
    one_of: ClassVar[tuple[str, ...]] = ()
    """Fields of which at least one must be there."""
    begun_with: ClassVar[tuple[str, ...]] = ()
    """Fields that `new` fills although they are not required: without them a rule would speak."""
    at_hand: ClassVar[tuple[str, ...]] = ()
    """Fields that most records have although they are not required: a form shows them unfolded."""
    lacks: ClassVar[tuple[str, ...]] = ()
    """Fields of the class above that editors cannot write here; a record has them empty."""

    id: str
    place: Place
    spans: Spans
    parts: Parts
    """Where each entry of a value stands that is written as a list; in the order of the value."""
    address: str
    """Of records that have a page: where it lies below the site's root.  Permanent."""
    label: str
    """Of records that have a short name: that one."""

    def __init_subclass__(cls) -> None:
        own = {code: f for code, f in vars(cls).items() if isinstance(f, Field)}
        refuse_clashes(cls, own)
        every = {**cls.fields, **own}
        cls.fields = {code: f for code, f in every.items() if code not in cls.lacks}
        cls.blank = {**cls.blank, **{code: () if f.kind.many else None for code, f in every.items()}}

    def __init__(self, id: str, place: Place, values: dict[str, Any], spans: Mapping[str, Span],
                 parts: Mapping[str, tuple[Span, ...]] | None = None) -> None:
        mine = self.__dict__
        mine.update(id=id, place=place, spans=Spans.of(spans), parts=Parts.of(parts or {}))
        mine.update(self.blank)
        mine.update(values)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id} at {self.place}>"

    def where(self, code: str = "", entry: int | None = None) -> Spot:
        """The place of a field's value, or of one entry of it; the record's own place where it is silent or inherited."""
        span = self.spans.get(code, self.place[1:])
        if entry is not None and code in self.spans and code in self.parts:
            span = self.parts[code][entry]
        return Spot.of(Place(self.place.file, *span), self.place, code)

    def and_within(self) -> Iterable["Record"]:
        """The record itself and all that are written inside it, at any depth; not the matters of a catalogue."""
        yield self
        for code, f in self.fields.items():
            if isinstance(f.kind, Nested):
                for one in several(getattr(self, code)):
                    yield from one.and_within()

    def named(self) -> Iterable["Record"]:
        """Every record that this one names, also from within."""
        for one in self.and_within():
            for code, f in one.fields.items():
                if isinstance(f.kind, Reference | MatterReference | CatalogueReference):
                    yield from several(getattr(one, code))

    @property
    def names(self) -> Iterable[str]:
        """Everything that a reference to this record may say."""
        yield self.id
        for code in self.naming:
            value = getattr(self, code)
            yield from value if isinstance(value, tuple) else [value] if value else []
