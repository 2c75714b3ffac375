"""What earlier editions had and this county has no more: since when, what it said last, and what took its place."""
from collections.abc import Iterator
from typing import Any, NamedTuple

from disclosure.editions.chain import Chain
from disclosure.editions.state import State, owner_of
from disclosure.model.matters import Item, TownshipItem

FORMER = Item.fields["former"].key
TAKEN = TownshipItem.fields["reference"].key


class Gone(NamedTuple):
    """A record that is no more.  `edition`: the name of the last one that has it; `heir`: the key of what took its place, "" where nobody says."""

    key: str
    edition: str
    value: dict[str, Any]
    heir: str


def gone(chain: Chain, now: State) -> list[Gone]:
    """Every record of an earlier edition that is not there now, sorted by key."""
    lost = sorted(key for key in chain.every if key not in now)
    if not lost:
        return []
    heirs = dict(taken_over(now))
    values = last_values(chain, set(lost))
    return [Gone(key, chain.every[key], values[key], heir if (heir := heirs.get(key, "")) in now else "") for key in lost]


def last_values(chain: Chain, keys: set[str]) -> dict[str, dict[str, Any]]:
    """What was said last under some keys."""
    found = {}
    for edition in chain.editions:
        found.update((key, edition.lines[key]) for key in keys & edition.lines.keys() if edition.lines[key] is not None)
    return found


def taken_over(now: State) -> Iterator[tuple[str, str]]:
    """Former key → key, of every matter that says which numbers it had (曾用编号): its own catalogue's, or catalogue/number.

    What takes a matter over bears its number and needs not say so itself: xi-jie/jiuzhu-2.3 became xi-jie/jiuzhu-3.1 when jiuzhu/2.3 became jiuzhu/3.1.
    """
    said = {key: value[FORMER] for key, value in now.items() if FORMER in value and isinstance(value[FORMER], list)}
    for key, formers in said.items():
        for former in formers:
            yield f"{owner_of(key)}/{former}" if "/" not in former else f"{key.partition('/')[0]}/{former}", key
    codes = {key.partition("/")[2]: formers for key, formers in said.items()}
    for key, value in now.items() if codes else ():
        code = value.get(TAKEN)
        for former in codes.get(code, ()) if isinstance(code, str) else ():
            if key.endswith(f"/{code.replace('/', '-')}"):
                yield f"{owner_of(key)}/{within(code, former)}", key


def within(code: str, former: str) -> str:
    """The number that a matter bore which took over one of a former number."""
    return former.replace("/", "-") if "/" in former else f"{code.partition('/')[0]}-{former}"
