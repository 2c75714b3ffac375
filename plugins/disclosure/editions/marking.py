"""Which words of a text are others now: both texts are cut into words, and those are compared."""
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

SAME, OUT, IN = "=", "-", "+"
MOST = 3000
"""Words of a text that are compared one by one; of longer ones only what stands before and after the change is found."""
LEAST = 0.25
"""What share of the longer text must be as before; where less is, one text simply takes the other's place."""
FEW = 4
"""Fewer characters than these that stayed between two changes are told as changed along with them, where that reads better."""
FIGURE = re.compile(r"([0-9]+(?:[-:：.][0-9]+)+)")
FIRST = 0x10000
"""Where the characters begin that stand for words while they are compared."""


class Piece(NamedTuple):
    what: str
    text: str


@cache
def cutter():
    """Cuts a text into words, as rjieba does; loaded when the first words are compared."""
    import rjieba
    return rjieba.cut


def cut(text: str) -> list[str]:
    """The words of a text.  A time, a date or a decimal is one, for nobody reads what is only half of it: 17:00 → 17:30."""
    parts = FIGURE.split(text)
    return [word for n, part in enumerate(parts) for word in ((part,) if n % 2 else cutter()(part))]


@cache
def comparer():
    from diff_match_patch import diff_match_patch
    made = diff_match_patch()
    made.Diff_Timeout = 0  # what comes out must not depend on how busy the machine is
    return made


@cache
def marked(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts in order: what stayed, what went, what came."""
    if not old or not new or old == new:
        return tuple(piece for piece in (Piece(OUT if old != new else SAME, old), Piece(IN, new if old != new else "")) if piece.text)
    before, after = cut(old), cut(new)
    head = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
    rest = min(len(before), len(after)) - head
    tail = next((n for n, (a, b) in enumerate(zip(reversed(before), reversed(after), strict=False)) if a != b or n == rest), rest)
    middle = [before[head:len(before) - tail], after[head:len(after) - tail]]
    if max(map(len, middle)) <= MOST:
        inner = compared(*middle)
    else:
        inner = [Piece(OUT, "".join(middle[0])), Piece(IN, "".join(middle[1]))]
    pieces = joined([Piece(SAME, "".join(before[:head])), *inner, Piece(SAME, "".join(before[len(before) - tail:]))])
    if len({piece.what for piece in pieces} - {SAME}) == 1:
        return pieces  # one text stands whole within the other
    same = sum(len(piece.text) for piece in pieces if piece.what == SAME)
    return pieces if same >= LEAST * max(len(old), len(new)) else (Piece(OUT, old), Piece(IN, new))


def compared(before: list[str], after: list[str]) -> Iterator[Piece]:
    numbers: dict[str, str] = {}
    as_characters = ["".join(numbers.setdefault(word, chr(FIRST + len(numbers))) for word in words) for words in (before, after)]
    words = {character: word for word, character in numbers.items()}
    tool = comparer()
    found = tool.diff_main(*as_characters, False)
    if any(sign == 0 and len("".join(words[c] for c in characters)) < FEW for sign, characters in found[1:-1]):
        tool.diff_cleanupSemantic(found)  # a word or a mark that both happen to have tells nobody anything
    for sign, characters in found:
        yield Piece({0: SAME, -1: OUT, 1: IN}[sign], "".join(words[c] for c in characters))


def joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Without empty ones, and neighbours of one sort as one."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.text and found and found[-1].what == piece.what:
            found[-1] = Piece(piece.what, found[-1].text + piece.text)
        elif piece.text:
            found.append(piece)
    return tuple(found)


def shortened(pieces: tuple[Piece, ...], around: int) -> tuple[Piece, ...]:
    """With what stayed cut down to so many characters beside a change."""
    found = []
    for at, (what, text) in enumerate(pieces):
        if what == SAME and len(text) > 2 * around + 1:
            before = text[:around] if at else ""
            after = text[-around:] if at < len(pieces) - 1 else ""
            text = f"{before}…{after}"
        found.append(Piece(what, text))
    return tuple(found)
