"""What the proof of a site leaves for the next one: what need not be looked at again, as long as everything that decided about it is the same.

A page that is taken from the last build unread (host/again.py) is right as long as what it was made from is, the county's own fields among that.  A data file is made anew
whenever anything in it changes, and most of its lines are what they were: a line is right again where it and what stands round it are byte by byte what was right the last
time, on the same day, with the same numbers allowed (`decided`); the program is the same, or nothing of the last build is known at all (host/standing.py).  One thing more decides:
numbers that the sources show to be nobody's are let through wherever they stand.  Those that were are told here (`spared`), and if the sources have ceased to say so of a single one,
everything is looked at again.
"""
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple

from disclosure.host.ways import Way
from disclosure.model.county import County

ROUND = 600
"""Bytes before and after a line that belong to it: 150 characters at least, when what tells whose a number is stands within 120 (model/company.py)."""
DIGEST = 16


class Proved(NamedTuple):
    """A site that was found right."""

    ways: Mapping[str, Way] = MappingProxyType({})
    """Where its pages lead."""
    lines: Mapping[str, bytes] = MappingProxyType({})
    """The hashes of the lines of its data files, one after the other, by path."""
    spared: frozenset[str] = frozenset()
    """Digits that were let through because of what the sources say of them elsewhere."""
    decided: str = ""
    """What decided about texts beside themselves."""

    def known(self) -> set[bytes]:
        """The hashes of all lines."""
        return {told[at:at + DIGEST] for told in self.lines.values() for at in range(0, len(told), DIGEST)}


def decided(county: County) -> str:
    """What the rules for what is private or classified ask a county for, beside texts (rules/gate.py)."""
    return repr((county.as_of, county.division, sorted((one.number, one.until or "") for one in county.allowed_numbers)))


def lines(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(hash, line) of every line of a data file; equal hashes are equal lines in equal company."""
    start = 0
    for line in data.split(b"\n"):
        end = start + len(line)
        round_it = data[max(0, start - ROUND):end + ROUND]
        yield blake2b(b"%d %d %b" % (min(start, ROUND), len(line), round_it), digest_size=DIGEST).digest(), line
        start = end + 1
