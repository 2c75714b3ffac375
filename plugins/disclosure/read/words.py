"""The words that residents use (words/synonyms.yml): what they say instead of what catalogues say, words that mean nothing in a question, readings."""
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from disclosure.read.law import plain
from disclosure.read.nodes import compose

FILE = Path(__file__).parent.parent / "words" / "synonyms.yml"


@dataclass(frozen=True)
class Words:
    """`synonyms`: an everyday word → the words of catalogues; `idle`: words of a question that nothing is to be found by; `readings`: word → its pinyin."""

    synonyms: dict[str, tuple[str, ...]]
    idle: tuple[str, ...]
    readings: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    data = plain(compose(FILE.read_text(encoding="utf-8"), lambda *found: None))
    synonyms = {word: (meant,) if isinstance(meant, str) else tuple(meant) for group in data["常用词"].values() for word, meant in group.items()}
    return Words(synonyms, tuple(data["虚词"]), {word: tuple(read.split()) for word, read in data["读音"].items()})
