"""Characters that only look like the ones that were meant: radicals, strokes and compatibility ideographs, which text copied out of PDFs is full of.

Search, rules and references would not find 水费 written with the radical of water (U+2F54), which nobody can see.  They are put right on reading and told.
"""
import re
import unicodedata
from functools import cache
from pathlib import Path

LOOKALIKE = re.compile("[\u2e80-\u2fd5\u31c0-\u31ef\uf900-\ufaff\U0002f800-\U0002fa1f]")
TABLE = Path(__file__).parent.parent / "words" / "radicals.txt"
"""Unicode's table for radicals and strokes, most of which NFKC leaves alone."""


@cache
def table() -> dict[str, str]:
    """A radical or stroke → the ideograph that looks like it."""
    rows = (line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {chr(int(one, 16)): chr(int(other, 16)) for one, other in rows}


def meant(character: str) -> str:
    """The ideograph that a character looks like; itself where it is one, or nothing looks like it."""
    right = table().get(character) or unicodedata.normalize("NFKC", character)
    return right if len(right) == 1 else character


def part(character: str) -> bool:
    """Whether a character is a mere part of a character: a radical or stroke that no ideograph looks like."""
    return character < "\uf900" and meant(character) == character


def mended(text: str) -> str:
    """A text of the same length with ideographs in the place of what looks like them."""
    return LOOKALIKE.sub(lambda found: meant(found[0]), text)
