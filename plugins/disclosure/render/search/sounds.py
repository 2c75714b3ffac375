"""How characters sound and what their Traditional forms are: for those that the index has, and for no others."""
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FIRST, LAST = "\u3400", "\u9fff"
"""The Han characters of the two blocks that texts are written in."""


def is_han(char: str) -> bool:
    return FIRST <= char <= LAST


class Sounds:
    """Pinyin without tones: one usual reading for each character, and where a text has another, which and where."""

    def __init__(self, heads: Iterable[str], others: Iterable[str], readings: dict[str, tuple[str, ...]]) -> None:
        """`heads`: texts read by their words; `others`: characters that are only looked up singly; `readings`: words that dictionaries read wrong."""
        read = [syllables(text, readings) for text in heads]
        counts: dict[str, Counter] = defaultdict(Counter)
        for pairs in read:
            for char, syllable in pairs:
                counts[char][syllable] += 1
        self.usual = {char: max(sorted(found), key=found.__getitem__) for char, found in counts.items()}
        for char in sorted(set(others) - self.usual.keys()):
            if is_han(char) and (syllable := alone(char)):
                self.usual[char] = syllable
        self.unusual = [(line, place, syllable) for line, pairs in enumerate(read, 1) for place, (char, syllable) in enumerate(pairs) if self.usual[char] != syllable]
        """(number of the text, place of the character among its Han characters, syllable)"""

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


def syllables(text: str, readings: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """The Han characters of a text, each with its syllable; words are taken as long as dictionaries have them."""
    phrases, han, found, at = dictionaries()[1], "".join(filter(is_han, text)), [], 0
    while at < len(han):
        for end in range(min(len(han), at + LONGEST), at + 1, -1):
            word = han[at:end]
            if word in readings or word in phrases:
                read = readings.get(word) or [toneless(sounds[0]) for sounds in phrases[word]]
                break
        else:
            end, read = at + 1, (alone(han[at]),)
        found += zip(han[at:end], read, strict=True)
        at = end
    return found


@cache
def dictionaries() -> tuple[dict[str, str], dict[str, list[list[str]]]]:
    """pypinyin's characters (by their code, as digits) and words, with tones.

    Read from its files: importing it would copy them and train a segmenter, which takes twice as long and nobody here needs.
    """
    folder = Path(find_spec("pypinyin").submodule_search_locations[0])
    chars, phrases = (json.loads((folder / name).read_bytes()) for name in ("pinyin_dict.json", "phrases_dict.json"))
    return chars, phrases


@cache
def alone(char: str) -> str:
    return toneless(dictionaries()[0].get(str(ord(char)), "").split(",")[0])


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
    from opencc import OpenCC
    chars = [chr(code) for code in range(ord("\u4e00"), ord(LAST) + 1)]
    simple = OpenCC("t2s").convert("\n".join(chars)).split("\n")
    return tuple((old, new) for old, new in zip(chars, simple, strict=True) if old != new and len(new) == 1)
