"""Which characters and which of certain words stand in the texts of a site; most of its lines are those of the last build."""
import re
from collections.abc import Collection, Iterable
from typing import NamedTuple


class Said(NamedTuple):
    """Lines, one under the other, the characters they have, and the words that stand in one of them."""

    lines: str = ""
    chars: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def said(lines: Iterable[str], words: Collection[str], last: Said = Said()) -> Said:
    """`last`: the same for other lines and the same words; looked through are lines that it does not have, and for what stood in those that are gone."""
    now, before = frozenset(lines), frozenset(last.lines.split("\n")) if last.lines else frozenset()
    text, new, gone = "\n".join(sorted(now)), "\n".join(now - before), "\n".join(before - now)
    chars, there = set(new) - {"\n"}, spoken(new, words)
    lost = {char for char in last.chars & set(gone) - chars if char not in text}, {word for word in spoken(gone, words) - there if word not in text}
    return Said(text, frozenset(last.chars | chars) - lost[0], frozenset(last.words | there) - lost[1])


def spoken(text: str, wanted: Collection[str]) -> set[str]:
    """Which of the words a text has.  Looked for in what is left of it when all other characters are gone, and each stretch once: a small part."""
    wanted = set(wanted)
    if not wanted or not text:
        return set()
    chars, shortest = "".join(sorted(set().union(*wanted))), min(map(len, wanted))
    stretches = "\n".join(set(re.findall(f"[{re.escape(chars)}]{{{shortest},}}", text)))
    return {word for word in wanted if word in stretches}
