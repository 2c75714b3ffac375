"""The data of the pad for handwriting: whole, well formed, and under the licence that has to go along."""
import json

from disclosure.read.drawings import GRID, drawings, licence, strokes
from disclosure.render.search.drawn import MOST, drawn

GB2312 = {char for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF) if (char := bytes((row, cell)).decode("gb2312", "ignore"))}


def unpacked(made: bytes) -> dict:
    return json.loads(made.decode().partition("window.disclosureHandData=")[2].removesuffix(";\n"))


def test_every_character_is_drawn_with_strokes_on_the_grid() -> None:
    assert set(drawings()) == GB2312
    for char, told in drawings().items():
        made = strokes(told)
        assert made and all(len(stroke) >= 2 for stroke in made), char
        assert all(0 <= x < GRID and 0 <= y < GRID for stroke in made for x, y in stroke), char


def test_characters_have_as_many_strokes_as_school_teaches() -> None:
    assert [len(strokes(drawings()[char])) for char in "一人口水民妈低保政葬"] == [1, 2, 3, 4, 5, 6, 7, 9, 9, 12]


def test_the_county_s_own_come_first_then_common_ones() -> None:
    data = unpacked(drawn("殡葬 殡仪馆 abc 殡"))
    assert data["chars"].startswith("殡") and set(data["chars"][:data["own"]]) == set("殡葬仪馆")
    assert len(data["chars"]) == len(set(data["chars"])) == len(data["strokes"].split("\n")) == MOST
    assert set("的一是我妈低保身份证") <= set(data["chars"])
    assert all(drawings()[char] == told for char, told in zip(data["chars"], data["strokes"].split("\n"), strict=True))


def test_it_stays_the_same_file_when_a_word_is_changed() -> None:
    """A word more or less is another count of a few characters; the file weighs more than all else that an edit changes at a kiosk."""
    assert drawn("殡葬葬葬葬葬低低") == drawn("殡葬葬葬葬葬葬低低低") != drawn("殡葬葬葬葬葬低低低低")


def test_a_large_vocabulary_is_cut_where_it_is_seldom_used() -> None:
    data = unpacked(drawn("".join(drawings()) + "鼹" * 3))
    assert data["own"] == len(data["chars"]) == MOST and data["chars"][0] == "鼹"


def test_the_licence_goes_along() -> None:
    assert licence().startswith("ARPHIC PUBLIC LICENSE") and "*/" not in licence()
    assert licence() in drawn("").decode() and "Changed on 20" in drawn("").decode()
