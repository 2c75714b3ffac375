"""Radicals and what looks like them: Unicode's own table, and what NFKC does with the rest."""
import unicodedata

import pytest

from disclosure.read.radicals import LOOKALIKE, meant, mended, part, table

SUPPLEMENT = [chr(n) for n in range(0x2E80, 0x2EF4) if n != 0x2E9A]
STROKES = [chr(n) for n in range(0x31C0, 0x31E4)]


def test_the_table_is_whole() -> None:
    assert len(table()) == 134
    assert [one for one in SUPPLEMENT if one not in table()] == ["\u2e80"]
    assert "".join(one for one in STROKES if one in table()) == "㇆㇏㇐㇑㇒㇓㇔㇕㇖㇗㇘㇙㇚㇛㇜㇝㇞㇟㇠㇡"


@pytest.mark.parametrize("one", [*SUPPLEMENT[1:], *map(chr, range(0x2F00, 0x2FD6))], ids=lambda one: f"{ord(one):04X}")
def test_a_radical_becomes_an_ideograph(one: str) -> None:
    assert "\u3400" <= meant(one) <= "\u9fff" or meant(one) >= "\U00020000"  # some are younger than Python's own tables
    assert LOOKALIKE.fullmatch(one) and not LOOKALIKE.search(meant(one)) and not part(one)
    if (folded := unicodedata.normalize("NFKC", one)) != one:
        assert meant(one) == folded


def test_a_text_keeps_its_length_and_ideographs_stay() -> None:
    assert mended("⼟⽊\u2fcf⻰，\u2ed3") == "土木鼠龙，长"
    assert mended("﨎﨏龜亻氵") == "﨎﨏龜亻氵"
    assert part("\u2e80") and part("㇀") and not part("﨎")
