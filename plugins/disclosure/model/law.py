"""What the law, the national guidelines and dated word lists fix, as the files of `law/` say; read by read/law.py, asked by rules."""
from re import Pattern
from typing import NamedTuple

from disclosure.model.fees import Fees
from disclosure.model.workdays import Calendar


class Channel(NamedTuple):
    """One of the 13 boxes of the standard form's column 公开渠道和载体; `also` are other names in published tables."""

    name: str
    also: tuple[str, ...] = ()


class PilotDomain(NamedTuple):
    """One of the 26 pilot domains of 国办发〔2019〕54号, with the names it goes by."""

    number: int
    name: str
    also: tuple[str, ...] = ()


class Period(NamedTuple):
    """A period that the law sets: `workdays` (工作日), `days` (自然日) or `yearly` (MM-DD), the article that says so and `since` when (YYYY-MM-DD)."""

    basis: str
    workdays: int | None = None
    days: int | None = None
    yearly: str | None = None
    since: str = ""


class Sign(NamedTuple):
    """Patterns, and the words of which each match has one: a text without any need not be searched."""

    words: tuple[str, ...]
    patterns: tuple[Pattern, ...]


class Secrets(NamedTuple):
    """Signs of what must not be published (`blocked`) and of what somebody should look at (`doubtful`)."""

    blocked: tuple[Sign, ...]
    doubtful: tuple[Sign, ...]


class Wording(NamedTuple):
    """Words that say nothing where something must be said: whole values (`hollow`), and patterns of what was never filled in or is left over."""

    hollow: frozenset[str]
    placeholders: tuple[Pattern, ...]
    generic_units: tuple[Pattern, ...]
    residue: tuple[Pattern, ...]
    residue_in_prose: tuple[Pattern, ...]
    storage_hosts: tuple[str, ...]


class Outdated(NamedTuple):
    """An act, body or word that is no longer current.  `kind`: 废止, 修订 (with `year`), 令号, 文号, 机构 or 用语.

    `since`: YYYY-MM-DD from which it is so; `sure`: found in the source itself, not only said.
    """

    kind: str
    old: tuple[str, ...]
    new: str
    since: str
    sure: bool
    year: int | None = None


class Receipt(NamedTuple):
    """A way to hand in an application: what its day of receipt is called (`day`), and the article that fixes it (条例第三十一条)."""

    code: str
    way: str
    day: str
    about: str
    basis: str


class Remedy(NamedTuple):
    """What an applicant can do who was not answered or not satisfied, since when (YYYY-MM-DD) and by which article."""

    name: str
    about: str
    basis: str
    since: str


class Law(NamedTuple):
    """Everything of law/ that rules ask for.  A new kind of datum is a field here, a file there and a line in read/law.py."""

    channels: tuple[Channel, ...]
    pilot_domains: tuple[PilotDomain, ...]
    calendar: Calendar
    periods: dict[str, Period]
    """By their names in law/periods.yml."""
    secrets: Secrets
    wording: Wording
    outdated: tuple[Outdated, ...]
    receipts: tuple[Receipt, ...]
    remedies: tuple[Remedy, ...]
    fees: Fees


class KnownStandard(NamedTuple):
    """What was seen of the standard catalogue of a pilot domain: its `document`, "" where nobody looked it up, and matters as (first level, name)."""

    number: int
    document: str
    matters: tuple[tuple[str, str], ...]
