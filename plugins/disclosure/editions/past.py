"""The editions that a site tells of: those kept in the county's folder, and the one that it is itself; and the history of every record."""
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from disclosure.editions.chain import WITHDRAWALS, Chain, Edition, take, with_edition
from disclosure.editions.changes import GONE, MERGED, MOVED, NEW, Change, adjusted, changes, followers, public
from disclosure.editions.gone import Gone, gone
from disclosure.editions.keeping import pending
from disclosure.editions.marking import cutter
from disclosure.editions.reading import SIGNED, read_chain
from disclosure.editions.state import State, owner_of, state
from disclosure.editions.withdrawals import BroughtBack, brought_back, forgetting, lifted, refusal, shown, today
from disclosure.model.county import County
from disclosure.model.fields import Record, earlier
from disclosure.model.matters import Item


TOLD_BESIDE = frozenset(Item.fields[code].key for code in ("records", "keywords", "former"))
"""What a matter's page says with its own dates, or in another place: no line of its history."""


class Entry(NamedTuple):
    """A change, and the edition in which it came out.  `reason`: the record of changes.yml that says why, None where nobody has said."""

    edition: Edition
    change: Change
    reason: Any


@dataclass(frozen=True, eq=False)
class Past:
    """`chain` ends with the edition that the site is; `pending`: that one, where the folder has not kept it yet."""

    chain: Chain = Chain()
    pending: Edition | None = None
    notes: tuple[str, ...] = ()
    """Why there is none, in words."""
    county: County | None = None
    whole: Chain = Chain()
    """The same with the editions that were withdrawn, which nobody is shown."""
    restored: tuple[str, ...] = ()
    """Withdrawn editions whose text is published again."""
    forgotten: bytes = b""
    """Lines for the list of what is withdrawn, to be kept once the site is sent."""

    def __bool__(self) -> bool:
        return bool(self.chain.editions)

    @property
    def editions(self) -> tuple[Edition, ...]:
        return self.chain.editions

    @cached_property
    def told(self) -> dict[str, list[Change]]:
        """What every edition but the first changed, by its name."""
        found: dict[str, list[Change]] = {}
        before: State = {}
        former = ""
        for edition, after in self.states():
            if (known := TOLD.get((former, edition.hash))) is None:
                known = public(changes(before, after, edition.lines)) if edition.number > 1 else []
                if len(TOLD) > MANY:  # a preview makes one with every edit
                    TOLD.clear()
                TOLD[former, edition.hash] = known
            found[edition.name], before, former = known, after, edition.hash
        return found

    def states(self) -> Iterator[tuple[Edition, State]]:
        """Every edition with all that it says."""
        state: State = {}
        for edition in self.editions:
            state = dict(state)
            take(state, edition.lines)
            yield edition, state

    def prepare(self) -> None:
        """Works out what every page asks for, and loads what cuts words: once, before other hands begin with what is known by then."""
        if any(change.cells for told in self.told.values() for change in told):
            cutter()
        _ = self.histories, self.first, self.by_owner, self.every_state

    @cached_property
    def histories(self) -> dict[str, list[Entry]]:
        """Key → its changes, first to last; a record that moved takes its history along."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for edition in self.editions:
            moved = [change for change in self.told[edition.name] if change.kind == MOVED]
            histories = [found.pop(change.former, []) for change in moved]  # all at once: two may have changed places
            found.update({change.key: history for change, history in zip(moved, histories, strict=True)})
            for change in self.told[edition.name]:
                cells = tuple(cell for cell in change.cells if not (change.matter and cell.key in TOLD_BESIDE))
                if cells or not change.cells:
                    found[change.key].append(Entry(edition, replace(change, cells=cells), self.reason(edition, change)))
        return dict(found)

    def of(self, record: Record) -> list[Entry]:
        """The history of a record, the newest first."""
        return [*reversed(self.histories.get(key_of(record), ()))]

    def since(self, record: Record) -> Edition | None:
        """The first edition that has it, the changes of its number left aside."""
        history = self.histories.get(key_of(record), ())
        if begun := next((entry.edition for entry in reversed(history) if entry.change.kind == NEW), None):
            return begun  # whatever had its number before
        keys = {key_of(record), *(entry.change.former for entry in history if entry.change.former)}
        found = [self.first[key] for key in keys if key in self.first]
        return self.editions[min(found)] if found else None

    @cached_property
    def first(self) -> dict[str, int]:
        """Key → which edition had it first, from 0."""
        found: dict[str, int] = {}
        for at, edition in enumerate(self.editions):
            for key, value in edition.lines.items():
                if value is not None:
                    found.setdefault(key, at)
        return found

    @cached_property
    def by_owner(self) -> dict[str, list[tuple[int, str, Any]]]:
        """The key of a catalogue → (which edition, from 0; number; value) of every line about one of its matters."""
        found: dict[str, list[tuple[int, str, Any]]] = defaultdict(list)
        for at, edition in enumerate(self.editions):
            for key, value in edition.lines.items():
                if owner := owner_of(key):
                    found[owner].append((at, key.rpartition("/")[2], value))
        return dict(found)

    @cached_property
    def every_state(self) -> list[State]:
        return [state for _, state in self.states()]

    @cached_property
    def ledger(self) -> list[Entry]:
        """Every change of a matter but those that only follow the county's, the newest first."""
        found = []
        for edition in reversed(self.editions):
            every = [told for change in self.told[edition.name] if change.matter and (told := adjusted(change))]
            led = followers(every)
            found += [Entry(edition, change, self.reason(edition, change)) for change in every if change.key not in led]
        return found

    def following(self, entry: Entry) -> int:
        """How many matters of townships and villages changed in the same way because this one did."""
        return self.led[entry.edition.name].get((entry.change.key, entry.change.kind), 0)

    @cached_property
    def led(self) -> dict[str, dict[tuple[str, str], int]]:
        found = {}
        for name, every in self.told.items():
            counts: dict[tuple[str, str], int] = defaultdict(int)
            every = [told for change in every if change.matter and (told := adjusted(change))]
            led = followers(every)
            for change in every:
                if change.key in led:
                    counts[change.origin, change.kind] += 1
            found[name] = dict(counts)
        return found

    @cached_property
    def reasons(self) -> dict[str, list[Any]]:
        """The records of changes.yml by the keys of the matters that they name; of the catalogue where they name none."""
        found: dict[str, list[Any]] = defaultdict(list)
        for record in self.county.changes.values() if self.county else ():
            for named in record.matters or (record.catalogue,):
                found[key_of(named)].append(record)
        return found

    def reason(self, edition: Edition, change: Change) -> Any:
        """The record that says why: of the same matter, dated after the edition before and not after this one."""
        before = self.editions[edition.number - 2].date if edition.number > 1 else ""
        for key in filter(None, (change.key, change.former, change.heir, change.origin)):
            there = [record for record in self.reasons.get(key, ()) if (record.kind == MERGED) == (change.kind == MERGED)]
            if found := next((record for record in there if within(record.date, before, edition.date) and names(record, change)), None):
                return found
            if before != edition.date and (found := next((record for record in there if within(record.date, before, edition.date)), None)):
                return found
        whole = self.reasons.get(owner_of(change.key), ()) if change.kind == GONE else ()
        return next((record for record in whole if change.title in record.title and within(record.date, before, edition.date)), None)

    @cached_property
    def gone(self) -> list[Gone]:
        """What earlier editions had and is no more."""
        return gone(self.chain, self.chain.now)

    def mark(self, record: Record) -> list[Any]:
        """What the page of a record shows of its history, as something that is written the same for the same content."""
        since = self.since(record)
        return [since and since.name, *([e.edition.name, *e.change.cells, e.change.kind, e.change.former, e.reason and e.reason.id] for e in self.of(record))] if self else []


def within(day: str, before: str, until: str) -> bool:
    """Whether a day lies after one edition and not after the next; two of the same day share it."""
    return not earlier(until, day) and (not before or before == until == day or not earlier(day, before) and day != before)


def names(record: Any, change: Change) -> bool:
    """Whether a record of changes.yml says which elements changed, and one of these did."""
    return not record.elements or not change.cells or any(word in cell.key or word in cell.title for word in record.elements for cell in change.cells)


TOLD: dict[tuple[str, str], list[Change]] = {}
"""What changed from one edition to the next, by the SHA-256 of both: neither ever changes, and rules, pages and preview ask for all of them."""
MANY = 1000
EMPTY = Past()


def key_of(record: Record) -> str:
    """The key of a record of the county."""
    owner = getattr(record, "owner", None)
    if owner is not None:
        return f"{owner.folder}/{owner.id}/{record.number}"
    return record.address.removesuffix(".html").replace(".html#", "/")


def past_of(site: Path, county: County, keep: bool = False, sign: Callable[[bytes], bytes] | None = None,
            restore: bool = False, forget: str | None = None) -> Past:
    """The past of a county: nothing where no edition was ever kept, unless this is to be one (`keep`).  `sign` signs the last one, where nobody has; `restore`: what was taken back may be published again; `forget`: what it took out is
    on the site in no edition any more, for this reason.  Raises BroughtBack.

    What an edition would be is told as it will be kept, so that the site that is published and one that is built again afterwards are the same.
    """
    chain = read_chain(site)
    if not chain.editions and not keep:
        return EMPTY
    if county.trial:
        return Past(shown(chain, pending=False), county=county, whole=chain)  # a day that is only tried out is no edition
    if chain.faults:
        return Past(notes=(f"没有用上版本档案：{chain.faults[0].file}：{chain.faults[0].message}。",))
    if chain.last and county.as_of.day.isoformat() < chain.last.date:  # older content is sent again: it is no edition that comes next
        if keep and not restore and (found := brought_back(chain, state(county))):
            raise BroughtBack(refusal(found, state(county)))
        note = f"截至日期 {county.as_of} 早于最近一版（{chain.last.called}），这一版不存档。"
        return Past(shown(chain, pending=False), notes=(note,), county=county, whole=chain)
    new = pending(site, county, chain)
    chain = with_edition(chain, new) if new else chain
    found = brought_back(chain, chain.now) if keep else []
    if found and not restore:
        raise BroughtBack(refusal(found, chain.now))
    restored = tuple(withdrawal.edition for withdrawal, _ in found)
    if restored:  # they stand again on the site that is sent, as on one that is built afterwards
        chain = replace(chain, beside={**chain.beside, WITHDRAWALS: chain.beside[WITHDRAWALS] + lifted(chain, "", restored)})
    last = chain.last
    if sign and f"{last.file}{SIGNED}" not in chain.beside:
        chain = replace(chain, beside={**chain.beside, f"{last.file}{SIGNED}": sign(last.data)})
    rows = b"" if forget is None else forgetting(chain, today(), forget)
    if rows:
        chain = replace(chain, beside={**chain.beside, WITHDRAWALS: chain.beside.get(WITHDRAWALS, b"") + rows})
    return Past(shown(chain, pending=True), new, county=county, whole=chain, restored=restored, forgotten=rows)

