"""The data file: small, the same every time, and right about sounds and scripts."""
import json
from functools import cache
from pathlib import Path

import pytest

from disclosure.checking import check_county
from disclosure.model.county import County
from disclosure.read.words import words
from disclosure.render.search.data import data
from disclosure.render.search.entries import plain_lines
from disclosure.render.search.sounds import Sounds, syllables, traditional
from disclosure.render.search.strings import runs

ROOT = Path(__file__).parents[2]
COUNTIES = {"demo": ROOT, "golden": ROOT / "tests" / "county"}


@cache
def county(name: str) -> County:
    return check_county(COUNTIES[name]).county


def unpacked(made: bytes) -> dict:
    return json.loads(made.decode().removeprefix("window.disclosureSearchData=").removesuffix(";\n"))


def covered(name: str) -> int:
    """Bytes of the text that can be found: what every page says, those of townships and villages as well."""
    total = 0
    for owner in county(name).catalogues:
        for item in owner.items:
            texts = (item.name, item.category, item.subname, item.time_limit, item.note, *item.keywords, *item.content, *item.basis)
            total += sum(len(text.encode()) for text in texts if text)
    for policy in county(name).policies.values():
        total += sum(len(line.encode()) for line in (policy.title, *plain_lines(policy.text)))
    return total


def test_no_larger_than_a_fifth_more_than_its_text() -> None:
    assert len(data(county("demo"), [])) <= 1.2 * covered("demo")


@pytest.mark.parametrize("name", COUNTIES)
def test_the_same_county_gives_the_same_bytes(name: str) -> None:
    assert data(county(name), []) == data(check_county(COUNTIES[name]).county, [])


def test_every_text_stands_once() -> None:
    lines = unpacked(data(county("demo"), []))["text"].split("\n")
    heads = unpacked(data(county("demo"), []))["heads"]
    assert len(set(lines[:heads])) == heads and len(set(lines[heads:])) == len(lines) - heads


def test_characters_of_many_readings_are_read_by_their_words() -> None:
    def read(text: str) -> str:
        return " ".join(s for _, s in syllables(text, words().readings))
    assert read("重大建设项目") == "zhong da jian she xiang mu"
    assert read("密码重置") == "mi ma chong zhi"
    assert read("银行") == "yin hang" and read("行政处罚") == "xing zheng chu fa"
    assert read("“绿色”通道（一）") == "lv se tong dao yi"
    sounds = Sounds(["行政", "行政", "银行"], "行", {})
    assert sounds.usual["行"] == "xing" and sounds.unusual == [(3, 1, "hang")]


def test_traditional_forms_only_of_what_is_there() -> None:
    assert traditional("义务") == ("務義", "务义")
    assert traditional("abc") == ("", "")


def test_runs() -> None:
    assert runs([]) == [] and runs([7, 8, 9, 30]) == [7, -2, 30] and runs([3, 2, 1]) == [3, 2, 1]


def test_everyday_words_lead_somewhere() -> None:
    """Every one of the built-in words that the demonstration county's 26 domains should know is kept, and no word leads to itself."""
    kept = dict(line.split(" ", 1) for line in unpacked(data(county("demo"), []))["words"].split("\n"))
    assert len(words().synonyms) >= 150 and len(kept) >= 0.9 * len(words().synonyms)
    assert all(word not in meant.split(" ") for word, meant in kept.items())


def test_withheld_texts_are_not_in_it() -> None:
    withheld = [p for p in county("golden").policies.values() if p.attribute == "不予公开" and p.text]
    made = data(county("golden"), []).decode()
    assert withheld and not any(line in made for policy in withheld for line in plain_lines(policy.text) if len(line) > 6)
