"""The word that somebody most likely meant."""
from collections.abc import Iterable
from difflib import SequenceMatcher


def nearest(text: str, options: Iterable[str]) -> str | None:
    """The option most like a text, or None where none is near."""
    best, likeness = None, 0.5
    matcher = SequenceMatcher(None, b=text)
    mine = set(text)
    for option in options:
        if mine.isdisjoint(option):
            continue
        matcher.set_seq1(option)
        # the two quick ones are upper bounds, and cheap
        if matcher.real_quick_ratio() >= likeness and matcher.quick_ratio() >= likeness and (ratio := matcher.ratio()) >= likeness:
            if ratio > likeness or best is None:
                best, likeness = option, ratio
    return best
