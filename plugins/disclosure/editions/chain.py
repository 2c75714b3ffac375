"""The editions of a county's folder, and the chain that they are: each names the SHA-256 of the one before.

    editions/2026-03-31.jsonl      a head, then a line for each record that differs from the edition before: {key: value}, null where it went
    editions/SHA256SUMS            every file's SHA-256, as sha256sum writes and checks it; so that the last one cannot go unnoticed either

Nothing here depends on the clock: 截至日期 is the day.  Files are written by the program alone.
"""
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from disclosure.editions.state import State

FOLDER = "editions"
SUMS = "SHA256SUMS"
WITHDRAWALS = "withdrawals.jsonl"
FORMAT = 1
NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-([2-9]|[1-9]\d{1,2}))?\.jsonl", re.A)
"""Of the file of an edition: its date, and which of that day's it is where it is not the first."""
Lines = dict[str, Any]
"""What an edition says anew: key → value, None where the record went."""


class Fault(NamedTuple):
    """Why the chain does not hold: which rule, in which file below the county's folder, on which line."""

    code: str
    file: str
    line: int
    message: str
    hint: str


class Redaction(NamedTuple):
    """What a later edition says of an earlier one that lost words: the SHA-256 of its file before and after, the lines (key → commitment), why, and who approved."""

    edition: str
    before: str
    after: str
    lines: Mapping[str, str]
    reason: str
    approved: str
    said: str = ""
    """The name of the edition that says so."""


BROKEN, GAP, UNREAD = "C880", "C881", "C882"
RESTORE = "版本档案由程序写，不要改动。请从版本库、备份或者门户上的同名文件恢复它"


@dataclass(frozen=True)
class Edition:
    """One edition: what its head says, and what it says anew."""

    name: str
    """Its date; with -2 for the second of a day, and so on."""
    number: int
    """Which one it is, from 1."""
    before: str
    """The name of the one before; "" of the first."""
    before_hash: str
    records: int
    """How many records there are in it, those of earlier editions among them."""
    counts: Mapping[str, int]
    county: str
    division: str
    """The county's name and 行政区划代码 when it was made."""
    lines: Lines = field(repr=False)
    data: bytes = field(repr=False)
    redactions: tuple[Redaction, ...] = ()
    """What it says of earlier editions that lost words (editions/redaction.py)."""

    @property
    def file(self) -> str:
        return f"{self.name}.jsonl"

    @property
    def path(self) -> str:
        """Below the county's folder, and below the site's root."""
        return f"{FOLDER}/{self.file}"

    @property
    def date(self) -> str:
        """截至日期."""
        return NAME.fullmatch(self.file)[1]

    @property
    def called(self) -> str:
        """What people call it."""
        return f"{self.date}（当天第 {again} 版）" if (again := NAME.fullmatch(self.file)[2]) else self.date

    @cached_property
    def hash(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Chain:
    """The editions there are, first to last, and what is wrong with them."""

    editions: tuple[Edition, ...] = ()
    faults: tuple[Fault, ...] = ()
    unlisted: tuple[str, ...] = ()
    """Files that SHA256SUMS does not name, though they follow on: writing was stopped half-way."""
    beside: Mapping[str, bytes] = field(default_factory=dict)
    """Signatures and time stamps by the names of their files."""

    @property
    def last(self) -> Edition | None:
        return self.editions[-1] if self.editions else None

    @cached_property
    def redactions(self) -> tuple[Redaction, ...]:
        """What was taken out of editions, in the order in which it was said."""
        return tuple(one for edition in self.editions for one in edition.redactions)

    @cached_property
    def now(self) -> State:
        """What the last edition says."""
        return self.at(len(self.editions))

    def at(self, number: int) -> State:
        """What an edition says, all in all."""
        found: State = {}
        for edition in self.editions[:number]:
            take(found, edition.lines)
        return found

    def named(self, name: str) -> Edition | None:
        """The edition of a name, or of the path of its file."""
        name = name.removeprefix(f"{FOLDER}/").removesuffix(".jsonl")
        return next((e for e in self.editions if e.name == name), None)

    @cached_property
    def every(self) -> dict[str, str]:
        """Every key that ever was, with the name of the last edition that had it."""
        found: dict[str, str] = {}
        for edition, after in zip(self.editions, (*self.editions[1:], None), strict=True):
            found.update((key, "") for key, value in edition.lines.items() if value is not None)
            if after:
                found.update((key, edition.name) for key, value in after.lines.items() if value is None)
        return {key: name or self.editions[-1].name for key, name in found.items()}

    @property
    def sums(self) -> bytes:
        """SHA256SUMS as it should be."""
        return "".join(f"{e.hash}  {e.file}\n" for e in self.editions).encode()


def take(state: State, lines: Lines) -> None:
    """Makes of the state of one edition that of the next."""
    for key, value in lines.items():
        if value is None:
            state.pop(key, None)
        else:
            state[key] = value


# -- writing -------------------------------------------------------------------------------------
def as_line(key: str, value: Any) -> str:
    return json.dumps({key: value}, ensure_ascii=False, separators=(",", ":"))


def differing(before: State, after: State) -> Lines:
    """What an edition has to say anew, sorted by key."""
    keys = sorted({*(k for k, v in after.items() if before.get(k) != v), *(k for k in before if k not in after)})
    return {key: after.get(key) for key in keys}


def following(chain: Chain, after: State, date: str, county: str, division: str, redactions: Iterable[Redaction] = ()) -> Edition | None:
    """The edition that comes next, None where the last one is of this day and says the same.  `redactions`: what it says of earlier ones.  ValueError where the last one is of a later day."""
    last, before = chain.last, chain.now
    lines = differing(before, after)
    if last and date < last.date:
        raise ValueError(f"截至日期 {date} 早于最近一版（{last.called}）")
    told = [{"版": one.edition, "原校验": one.before, "现校验": one.after, "行": dict(one.lines), "原因": one.reason, "批准": one.approved} for one in redactions]
    if last and last.date == date and not lines and not told:
        return None
    same_day = [e for e in chain.editions if e.date == date]
    name = date if not same_day else f"{date}-{len(same_day) + 1}"
    counts = {"新增": sum(key not in before for key in lines), "修改": sum(key in before and value is not None for key, value in lines.items()),
              "去掉": sum(value is None for value in lines.values())}
    rows = [as_line(key, value) for key, value in lines.items()]
    head = {"版本档案": FORMAT, "县": county, "行政区划代码": division, "版": name, "序号": len(chain.editions) + 1, "上一版": last.name if last else None,
            "上一版校验": last.hash if last else None, "记录": len(after), "变动": counts, "正文校验": digest(rows), "各行校验": marks(rows), **({"遮盖": told} if told else {})}
    data = "".join(f"{row}\n" for row in (json.dumps(head, ensure_ascii=False, separators=(",", ":")), *rows)).encode()
    return Edition(name, head["序号"], head["上一版"] or "", head["上一版校验"] or "", len(after), counts, county, division, lines, data, tuple(one._replace(said=name) for one in redactions))


def digest(rows: Iterable[str]) -> str:
    """The SHA-256 of the lines behind the head, with their ends."""
    return hashlib.sha256("".join(f"{row}\n" for row in rows).encode()).hexdigest()


def marks(rows: Iterable[str]) -> str:
    """Four digits of each line's SHA-256: with them it can be said which line is another."""
    return "".join(hashlib.sha256(row.encode()).hexdigest()[:4] for row in rows)


def with_edition(chain: Chain, edition: Edition) -> Chain:
    """The chain one longer."""
    return Chain((*chain.editions, edition), chain.faults, chain.unlisted, chain.beside)
