"""Simplified characters as they are written in Taiwan, word by word: what OpenCC (s2tw) makes of them, by its own words, which lie in words/traditional.txt.

OpenCC takes longer to get ready than to write all words of a county, however few are new.  `tests/site/test_characters.py` makes the file of its
dictionaries and holds one against the other.
"""
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent.parent / "words" / "traditional.txt"

Word = tuple[int, str, str]
"""How long a word is, the word, and how it is written; "" where that is character by character."""


class Table(NamedTuple):
    """What the file says."""

    characters: dict[str, str]
    """How characters are written that stand alone."""
    alone: dict[int, str]
    """The same for str.translate."""
    varying: re.Pattern[str]
    """A text as far as the last character that some word writes otherwise: from there on it does not matter which words are in it."""
    simplified: dict[str, str]
    """The other way: Traditional characters as they are written in Simplified ones, where they stand alone."""
    begun: dict[str, str]
    """The words that begin with a character, as they stand there."""


@cache
def table() -> Table:
    pairs, back, varying, *begun = (line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    characters, simplified = (dict(zip(line[::2], line[1::2], strict=True)) for line in (pairs, back))
    return Table(characters, str.maketrans(characters), re.compile(f".*[{varying}]"), simplified, {line[0]: line for line in begun})


@cache
def begun(first: str) -> dict[str, list[Word]]:
    """The words that begin with a character, by their second one, the longest first."""
    words: dict[str, list[Word]] = {}
    for told in table().begun.get(first, "").split(" ")[1:]:
        rest, _, text = told.partition("=")
        words.setdefault(rest[0], []).append((len(rest) + 1, first + rest, text))
    return words


@cache
def words(two: str) -> tuple[Word, ...]:
    """The words that begin with two characters, the longest first."""
    return tuple(begun(two[0]).get(two[1:], ()))


def traditional(run: str) -> str:
    """Han characters in a row: from the left the longest word, else the character.  As long as before."""
    _, alone, varying, _, _ = table()
    found = varying.match(run)
    out, done, at = [], 0, 0
    while found and at < found.end():
        for length, word, text in words(run[at:at + 2]):
            if length == 2 or run.startswith(word, at):
                if text:
                    out += run[done:at].translate(alone), text
                    done = at + length
                at += length
                break
        else:
            at += 1
    return "".join((*out, run[done:].translate(alone)))
