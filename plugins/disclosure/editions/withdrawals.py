"""What was taken back after it had been published: which edition, when and why; and whether a county would bring its text back.

    editions/withdrawals.jsonl      {"版": "2026-11-20", "退回到": "2026-10-16", "日期": "2026-11-21", "原因": "…", "内容": [[key, field, SHA-256], …]}
                                    {"版": "2026-11-20", "恢复": "2026-11-25"}

The texts themselves are not in it: sixteen digits of their hashes are enough to know them again.
"""
import datetime
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from disclosure.editions.chain import FOLDER, WITHDRAWALS, Chain, Edition, differing, take
from disclosure.editions.putting import put
from disclosure.editions.state import State, owner_of
from disclosure.editions.words import called, noun_of, title_of
from disclosure.model.county import CATALOGUES

Print = tuple[str, str, str]
"""Key, field, and sixteen digits of the SHA-256 of what stood there."""
SHOWN = 8
"""So many records that would come back are named."""
ORDER = {name: at for at, name in enumerate(CATALOGUES)}
"""Catalogues in the county's own order."""


@dataclass(frozen=True)
class Withdrawal:
    """An edition that was taken back: to which one, on which day, why, and what was in it that had not been there before."""

    edition: str
    former: str
    date: str
    reason: str
    prints: frozenset[Print]


class BroughtBack(ValueError):
    """A county would publish again what was taken back; said in words."""


def prints_of(before: State, after: State) -> Iterator[Print]:
    """What one state has that another had not."""
    for key, value in differing(before, after).items():
        for field, said in (value or {}).items():
            if before.get(key, {}).get(field) != said:
                yield key, field, known_by(said)


def known_by(said: Any) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()[:16]


def read(data: bytes) -> dict[str, Withdrawal]:
    """The editions that are withdrawn, by their names.  ValueError where a line is none, with its number."""
    found: dict[str, Withdrawal] = {}
    for number, row in enumerate(data.decode(errors="replace").splitlines(), 1):
        try:
            told = json.loads(row)
            if "恢复" in told:
                found.pop(told["版"], None)
            else:
                found[told["版"]] = Withdrawal(told["版"], told["退回到"] or "", told["日期"], told["原因"], frozenset((str(k), str(f), str(h)) for k, f, h in told["内容"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise ValueError(number) from None
    return found


def of(chain: Chain) -> dict[str, Withdrawal]:
    """The same of a chain's folder; what cannot be read is told as its fault (editions/reading.py)."""
    try:
        return read(chain.beside.get(WITHDRAWALS, b""))
    except ValueError:
        return {}


def standing(chain: Chain) -> tuple[Edition, ...]:
    """The editions that are not withdrawn, as the chain numbers them: the last one is what the public sees."""
    gone = of(chain)
    return tuple(edition for edition in chain.editions if edition.name not in gone)


def withdrawn_since(chain: Chain, edition: Edition | None) -> tuple[Withdrawal, ...]:
    """What was withdrawn of the editions after one that stands, oldest first; of all where it is None."""
    gone = of(chain)
    return tuple(gone[one.name] for one in chain.editions[edition.number if edition else 0:] if one.name in gone)


def shown(chain: Chain, pending: bool) -> Chain:
    """The chain as readers see it: without the editions that are withdrawn, numbered anew.  `pending`: its last one is what the county says now."""
    gone = of(chain)
    if not gone:
        return chain
    state: State = {}
    before: State = {}
    editions: list[Edition] = []
    for edition in chain.editions:
        take(state, edition.lines)
        if edition.name in gone and not (pending and edition is chain.last):
            continue
        editions.append(replace(edition, number=len(editions) + 1, lines=differing(before, state)))
        before = dict(state)
    return Chain(tuple(editions), chain.faults, chain.unlisted, chain.beside)


def brought_back(chain: Chain, now: State) -> list[tuple[Withdrawal, list[str]]]:
    """The withdrawals whose text a county has again, each with the keys of the records that have it."""
    found = []
    for withdrawal in of(chain).values():
        keys = sorted({key for key, field, print in withdrawal.prints if key in now and field in now[key] and known_by(now[key][field]) == print})
        if keys:
            found.append((withdrawal, keys))
    return found


def reasons(found: Sequence[tuple[Withdrawal, list[str]]], now: State) -> str:
    """What was withdrawn and is there again: when, why, and in which records."""
    return "；".join(f"{withdrawal.edition} 那一版在 {withdrawal.date} 撤下，原因：{withdrawal.reason}。"
                    f"现在的目录又有当时撤下的内容：{named(keys, now)}" for withdrawal, keys in found) + "。"


def named(keys: Sequence[str], now: State) -> str:
    """Records by name, the first few; matters with the catalogue and number of the first that is called so, the county's before a township's."""
    groups: dict[tuple[str, str], list[str]] = {}
    for key in sorted(keys, key=lambda key: (ORDER.get(key.partition("/")[0], len(ORDER)), key)):
        groups.setdefault((noun_of(key), title_of(key, now[key])), []).append(key)
    told = []
    for (noun, title), some in [*groups.items()][:SHOWN]:
        owner = owner_of(some[0])
        where = f"{called(now, owner)} {some[0].rpartition('/')[2]} " if owner else ""
        told.append(f"{where}{noun}“{title}”" + (f"等 {len(some)} 处" if len(some) > 1 else ""))
    return "、".join(told) + (f"等 {len(keys)} 条" if len(groups) > SHOWN else "")


def refusal(found: Sequence[tuple[Withdrawal, list[str]]], now: State) -> str:
    """Why nothing is published, in words."""
    return f"{reasons(found, now)}不该再发的，请先改目录；问题已经解决、确实要再发的，请加 --again。"


def today() -> str:
    """The day of a withdrawal, which is an act and no content: the machine's, in Beijing."""
    return datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date().isoformat()


# -- writing -------------------------------------------------------------------------------------
def row_of(chain: Chain, day: str, reason: str, former: str | None = None) -> bytes:
    """The line for the withdrawal of the last edition that stands.  `former`: the name of the one that is shown again."""
    *before, last = standing(chain)
    back = next((e for e in reversed(before) if former is None or e.name == former), None)
    prints = [list(one) for one in prints_of(chain.at(back.number) if back else {}, chain.at(last.number))]
    told = {"版": last.name, "退回到": back.name if back else None, "日期": day, "原因": reason, "内容": prints}
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def forgetting(chain: Chain, day: str, reason: str) -> bytes:
    """The lines for every edition that has text which the last one took out: all that the one before it that differs says and it does not."""
    gone, state, kept = of(chain), {}, []
    for edition in chain.editions:
        take(state, edition.lines)
        if edition.name not in gone or edition is chain.last:
            kept.append((edition.name, dict(state)))
    now = kept[-1][1] if kept else {}
    corrected = next((said for _, said in reversed(kept) if said != now), now)
    lost = set(prints_of(now, corrected))
    rows, former = [], None
    for name, said in kept[:-1]:
        prints = sorted(one for one in lost if (value := said.get(one[0], {}).get(one[1])) is not None and known_by(value) == one[2])
        if prints:
            told = {"版": name, "退回到": former, "日期": day, "原因": reason, "内容": [list(one) for one in prints]}
            rows.append(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")
        else:
            former = name
    return "".join(rows).encode()


def lifted(chain: Chain, day: str, names: Sequence[str]) -> bytes:
    """The lines that say that withdrawn editions stand again."""
    return b"".join((json.dumps({"版": name, "恢复": day}, ensure_ascii=False, separators=(",", ":")) + "\n").encode() for name in names)


def append(site: Path, chain: Chain, rows: bytes) -> None:
    """Adds lines to the file.  ValueError, OSError."""
    put(site / FOLDER / WITHDRAWALS, chain.beside.get(WITHDRAWALS, b"") + rows)
