"""The words that stand over the columns of published tables (words/table-heads.yml): which field of ours, or which ticked option, each of them means."""
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

from disclosure.read.own import own

FILE = Path(__file__).parent.parent / "words" / "table-heads.yml"
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|\{[^{}]*\}")
REMARK = re.compile(r"[“”\"'‘’「」『』■□●○〇◆◇√✓☑☐(（\[【].*$", re.S)
NUMBER = re.compile(r"^(?:\d{1,2}[.、．\s]|[①-⑳]|[一二三四五六七八九十]{1,2}[、.．])\s*(?=[^\d\s])")
"""Before a heading that somebody has numbered."""
BETWEEN = re.compile(r"[\s、，,;；:：/\\.。·*＊_—–-]+")


class Heads(NamedTuple):
    """`columns`: a word → the key of the field; `loose`: words that mean a key in tables only; `ticks`: a word → the option; `running`: over numbers that are no address.

    `registers`: the key of a register's field → other words for it.
    """

    columns: dict[str, str]
    loose: dict[str, str]
    ticks: dict[str, str]
    running: frozenset[str]
    registers: dict[str, tuple[str, ...]]


@cache
def heads() -> Heads:
    data = own(FILE)
    columns, loose, ticks = ({word: key for key, words in data[part].items() for word in words} for part in ("列", "表列", "勾"))
    return Heads(columns, loose, ticks, frozenset(data["流水号"]), {key: tuple(words) for key, words in data["台账"].items()})


def bare(text: str) -> str:
    """A heading without what tables add to it: a number before it, blanks, breaks, brackets with a remark, quotes, marks, punctuation."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", NUMBER.sub("", text.strip())))
    while (shorter := BRACKETS.sub("", text)) != text:
        text = shorter
    return BETWEEN.sub("", REMARK.sub("", text))


@cache
def level(word: str) -> str | None:
    """The level (县级, 乡级, 村级, 市级) that a word of a table means, in a heading or in a cell; None where it is none."""
    ticks, word = heads().ticks, bare(word)
    found = ticks.get(word) or ticks.get(f"{word}级")
    return found if found and found.endswith("级") else None


@cache
def with_villages(word: str) -> bool:
    """Whether a word for 乡级 names villages too (乡、村级): it is read as 乡级, as published tables mean it, and that is told."""
    return level(word) == "乡级" and re.search("村|社区", bare(word)) is not None
