"""How characters sound and what their Traditional forms are: for those that the index has, and for no others."""
import hashlib
import json
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from disclosure.cached import keep_told, of_program, told
from disclosure.render.characters import table

FIRST, LAST = "\u3400", "\u9fff"
"""The Han characters of the two blocks that texts are written in."""


def is_han(char: str) -> bool:
    return FIRST <= char <= LAST


class Sounds:
    """Pinyin without tones: one usual reading for each character, and where a text has another, which and where."""

    def __init__(self, heads: Iterable[str], others: Iterable[str], readings: dict[str, tuple[str, ...]]) -> None:
        """`heads`: texts read by their words; `others`: characters that are only looked up singly; `readings`: words that dictionaries read wrong."""
        heads = list(heads)
        there = frozenset(filter(is_han, set(others).union(*heads)))
        known = dictionary(there, bool(heads))
        read = [syllables(text, readings, known) for text in heads]
        counts: dict[str, Counter] = defaultdict(Counter)
        for pairs in read:
            for char, syllable in pairs:
                counts[char][syllable] += 1
        self.usual = {char: max(sorted(found), key=found.__getitem__) for char, found in counts.items()}
        for char in sorted(there - self.usual.keys()):
            if syllable := known.alone(char):
                self.usual[char] = syllable
        self.unusual = [(line, place, syllable) for line, pairs in enumerate(read, 1) for place, (char, syllable) in enumerate(pairs) if self.usual[char] != syllable]
        """(number of the text, place of the character among its Han characters, syllable)"""

    @property
    def told(self) -> tuple[str, str]:
        return self.table(), self.exceptions()

    def table(self) -> str:
        """The characters of each syllable: "a阿啊 ai爱…"."""
        by: dict[str, list[str]] = defaultdict(list)
        for char, syllable in sorted(self.usual.items()):
            by[syllable].append(char)
        return " ".join(syllable + "".join(chars) for syllable, chars in sorted(by.items()))

    def exceptions(self) -> str:
        return " ".join(f"{line}.{place}{syllable}" for line, place, syllable in self.unusual)


LONGEST = 6
"""Characters of the longest word that is looked up; longer ones are sayings."""


class Dictionary(NamedTuple):
    """How pypinyin reads characters and words, with tones."""

    chars: dict[str, str]
    """Every reading of a character, the usual one first: "shí,dàn"."""
    words: dict[str, str]
    """The usual reading of each character: "xíng zhèng"."""

    def alone(self, char: str) -> str:
        """The syllable of a character that stands for itself; "" where it is not known."""
        return toneless(self.chars.get(char, "").split(",")[0])


def dictionary(there: frozenset[str], words: bool = True) -> Dictionary:
    """What pypinyin knows of these characters, and where there is a text to read (`words`) of the words that have no others.

    Of 47,000 words a county's characters make few: all of them together would take up more memory than the county.
    """
    chars, by_first = pinyin()
    lines = (line.partition(" ") for first in (there & by_first.keys() if words else ()) for line in by_first[first].split("\n"))
    return Dictionary({char: chars[char] for char in there & chars.keys()}, {word: read for word, _, read in lines if there.issuperset(word)})


@lru_cache(maxsize=1)
def pinyin() -> tuple[dict[str, str], dict[str, str]]:
    """Every character that pypinyin knows, and by their first characters the words that are looked up, a line each: 行政 xíng zhèng.

    Read from its files: importing it would copy them and train a segmenter, which takes twice as long and nobody here needs.  What they say belongs to the program and is kept as such,
    by these files and this one; they take longer to parse than all else that a small county's search takes.
    """
    files = [Path(find_spec("pypinyin").submodule_search_locations[0], name) for name in ("pinyin_dict.json", "phrases_dict.json")]
    made_from = [[str(path), status.st_size, status.st_mtime_ns] for path in files for status in [path.stat()]], hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    path = of_program(__spec__.cached) / f"{sys.implementation.cache_tag}-{hashlib.sha256(repr(made_from).encode()).hexdigest()[:24]}.sounds"
    if not (known := told(path)):
        chars, phrases = (json.loads(file.read_bytes()) for file in files)
        words: dict[str, list[str]] = defaultdict(list)
        for word, read in phrases.items():
            if len(word) <= LONGEST and all(map(is_han, word)):
                words[word[0]].append(" ".join((word, *(sounds[0] for sounds in read))))
        known = {"chars": {char: read for code, read in chars.items() if is_han(char := chr(int(code)))}, "words": {first: "\n".join(lines) for first, lines in words.items()}}
        keep_told(path, known)
    return known["chars"], known["words"]


def syllables(text: str, readings: dict[str, tuple[str, ...]], known: Dictionary) -> list[tuple[str, str]]:
    """The Han characters of a text, each with its syllable; words are taken as long as `known` has them."""
    han, found, at = "".join(filter(is_han, text)), [], 0
    while at < len(han):
        for end in range(min(len(han), at + LONGEST), at + 1, -1):
            word = han[at:end]
            if word in readings or word in known.words:
                read = readings.get(word) or map(toneless, known.words[word].split(" "))
                break
        else:
            end, read = at + 1, (known.alone(han[at]),)
        found += zip(han[at:end], read, strict=True)
        at = end
    return found


@cache
def toneless(syllable: str) -> str:
    """lǜ → lv: as it is typed on a keyboard."""
    plain = unicodedata.normalize("NFD", syllable.replace("ê", "e")).replace("u\u0308", "v")
    return "".join(c for c in plain if "a" <= c <= "z")


def traditional(there: Iterable[str]) -> tuple[str, str]:
    """(Traditional characters, what each is written as) for the simplified characters that are `there`."""
    there = set(there)
    pairs = [(old, new) for old, new in variants() if new in there]
    return "".join(old for old, _ in pairs), "".join(new for _, new in pairs)


@cache
def variants() -> tuple[tuple[str, str], ...]:
    """Every Traditional character of the blocks above with its simplified form."""
    return tuple((old, new) for old, new in table().simplified.items() if old >= "\u4e00")
