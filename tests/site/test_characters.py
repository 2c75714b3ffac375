"""words/traditional.txt holds OpenCC's own words, and what is written by them is what OpenCC writes."""
import random
import subprocess
import sys
from pathlib import Path

import opencc
import pytest

from disclosure.render.characters import TABLE, table, traditional
from disclosure.render.hant import RUN

PACKAGE = Path(opencc.__file__).parent / "clib"
TOOL = PACKAGE / "bin" / ("opencc_dict.exe" if sys.platform == "win32" else "opencc_dict")
"""Writes a dictionary as text; not every wheel of OpenCC has it where it can be run."""
HEAD = f"""# How Simplified characters are written in Taiwan: the words of OpenCC {opencc.__version__} (s2tw), of Han characters alone.  Read by render/characters.py, made by
# `python build.py test --bless tests/site/test_characters.py`.
# Source: https://github.com/BYVoid/OpenCC, Copyright 2010 and later Carbo Kuo and contributors.  Licence: Apache License 2.0, APACHE-2.0.TXT beside this file, which
# holds for this file.  Changed: what is written character by character is not repeated.
# First pairs of a character and how it is written by itself; then the same from Traditional to Simplified ones (t2s); then the characters that some word writes otherwise; then a line for each character that words begin
# with: the rest of each word, the longest first, and behind = the word as it is written, where that is not character by character.
"""


@pytest.fixture(scope="module")
def converted():
    return opencc.OpenCC("s2tw").convert


def words(tmp_path: Path) -> set[str]:
    """The words of OpenCC that stand within a row of Han characters."""
    found: set[str] = set()
    for name in ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases"):
        subprocess.run([TOOL, "-i", PACKAGE / "share" / "opencc" / f"{name}.ocd2", "-o", tmp_path / name, "-f", "ocd2", "-t", "text"], check=True)
        found |= {line.partition("\t")[0] for line in (tmp_path / name).read_text("utf-8").splitlines()}
    return {word for word in found if RUN.fullmatch(word)}


def made(words: set[str], converted) -> str:
    """The file of these words."""
    single = pairs(converted)
    back = {old: new for old, new in pairs(opencc.OpenCC("t2s").convert).items() if len(new) == 1}
    varying, lines = set(), dict[str, list[str]]()
    for word in sorted(words, key=lambda word: (-len(word), word)):
        text, alone = converted(word), "".join(single.get(char, char) for char in word)
        assert len(text) == len(word)
        varying |= {char for char, one, other in zip(word, text, alone, strict=True) if one != other}
        lines.setdefault(word[0], []).append(word[1:] + (f"={text}" if text != alone else ""))
    begun = (f"{first} {' '.join(rests)}" for first, rests in sorted(lines.items()))
    return HEAD + "\n".join((joined(single), joined(back), "".join(sorted(varying)), *begun)) + "\n"


def pairs(converted) -> dict[str, str]:
    """How characters are written that stand alone, where that is otherwise."""
    return {char: text for char in map(chr, range(0x3400, 0xa000)) if (text := converted(char)) != char}


def joined(pairs: dict[str, str]) -> str:
    return "".join(old + new for old, new in pairs.items())


@pytest.mark.skipif(not TOOL.exists(), reason="this system's OpenCC comes without opencc_dict")
def test_the_file_has_every_word_of_opencc(tmp_path: Path, converted, bless: bool) -> None:
    wanted = made(words(tmp_path), converted)
    if bless:
        TABLE.write_text(wanted, "utf-8", newline="\n")
    assert TABLE.read_text("utf-8") == wanted, "run `python build.py test --bless tests/site/test_characters.py`"


def test_words_one_behind_the_other_come_out_as_from_opencc(converted) -> None:
    """Words that overlap, are cut off, or stand beside characters that are no word's."""
    chance = random.Random(1)
    known = [line[0] + rest.partition("=")[0] for line in table().begun.values() for rest in line.split(" ")[1:]]
    alone = [*table().characters, *"的和国人"]
    runs = known + alone
    for _ in range(60_000):
        run = "".join(chance.choice(known if chance.random() < .7 else alone) for _ in range(chance.randint(2, 6)))
        runs.append(run[chance.randint(0, 2):len(run) - chance.randint(0, 1)])
    assert [traditional(run) for run in runs] == converted("\n".join(runs)).split("\n")


def test_the_file_is_of_the_opencc_that_is_locked() -> None:
    assert f"OpenCC {opencc.__version__} " in TABLE.read_text("utf-8")
