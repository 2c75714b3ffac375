"""How characters sound and what their Traditional forms are: for those that the index has, and for no others."""
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

FIRST, LAST = "\u3400", "\u9fff"
"""The Han characters of the two blocks that texts are written in."""


def is_han(char: str) -> bool:
    return FIRST <= char <= LAST


class Sounds:
    """Pinyin without tones: one usual reading for each character, and where a text has another, which and where."""

    def __init__(self, heads: Iterable[str], others: str, readings: dict[str, tuple[str, ...]]) -> None:
        """`heads`: texts read by their words; `others`: text whose characters are only looked up singly; `readings`: words that dictionaries read wrong."""
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
    han, found, at = "".join(filter(is_han, text)), [], 0
    while at < len(han):
        for end in range(min(len(han), at + LONGEST), at + 1, -1):
            if read := readings.get(han[at:end]) or word(han[at:end]):
                break
        else:
            end, read = at + 1, (alone(han[at]),)
        found += zip(han[at:end], read, strict=True)
        at = end
    return found


@cache
def dictionaries() -> tuple[dict[int, str], dict[str, list[list[str]]]]:
    """pypinyin's characters and words, with tones.  Imported here: they take a while to load, and `check` needs none."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
    return PINYIN_DICT, PHRASES_DICT


@cache
def alone(char: str) -> str:
    return toneless(dictionaries()[0].get(ord(char), "").split(",")[0])


def word(text: str) -> tuple[str, ...]:
    """The syllables of a word; () where no dictionary has it."""
    return tuple(toneless(sounds[0]) for sounds in dictionaries()[1].get(text, ()))


@cache
def toneless(syllable: str) -> str:
    """lǜ → lv: as it is typed on a keyboard."""
    plain = unicodedata.normalize("NFD", syllable.replace("ê", "e")).replace("u\u0308", "v")
    return "".join(c for c in plain if "a" <= c <= "z")


def traditional(text: str) -> tuple[str, str]:
    """(Traditional characters, what each is written as) for the simplified characters of `text`."""
    there = set(text)
    pairs = [(old, new) for old, new in variants() if new in there]
    return "".join(old for old, _ in pairs), "".join(new for _, new in pairs)


@cache
def variants() -> tuple[tuple[str, str], ...]:
    """Every Traditional character of the blocks above with its simplified form."""
    from opencc import OpenCC
    chars = [chr(code) for code in range(ord("\u4e00"), ord(LAST) + 1)]
    simple = OpenCC("t2s").convert("\n".join(chars)).split("\n")
    return tuple((old, new) for old, new in zip(chars, simple, strict=True) if old != new and len(new) == 1)
