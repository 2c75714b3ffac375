"""The data file: small, the same every time, and right about sounds and scripts."""
import json
from functools import cache
from pathlib import Path

import pytest

from disclosure.checking import check_county
from disclosure.model.county import County
from disclosure.read.words import words
from disclosure.render.known import Known
from disclosure.render.search import sounds as module
from disclosure.render.search.data import data
from disclosure.render.search.entries import Told, plain_lines
from disclosure.render.search.lines import runs
from disclosure.render.search.said import spoken
from disclosure.render.search.sounds import LONGEST, Sounds, dictionary, is_han, pinyin, syllables, traditional
from disclosure.render.search.texts import MOST, parts

ROOT = Path(__file__).parents[2]
COUNTIES = {"demo": ROOT, "golden": ROOT / "tests" / "county"}


@cache
def county(name: str) -> County:
    return check_county(COUNTIES[name]).county


def unpacked(made: bytes) -> dict:
    return json.loads(made.decode().partition("=")[2].removesuffix(";\n"))


@cache
def made(name: str) -> tuple[dict, list[dict]]:
    all_ = data(county(name), [], Known())
    return unpacked(all_.names), [unpacked(text.data) for text in all_.texts]


def lines(name: str) -> list[str]:
    return [line for text in made(name)[1] for line in text["text"].split("\n")]


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
    all_ = data(county("demo"), [], Known())
    assert len(all_.lists.data) + len(all_.asked.data) < 700_000, "the ways of asking do not grow with the county"
    assert len(all_.names) + sum(len(text.data) for text in all_.texts) <= 1.2 * covered("demo")


@pytest.mark.parametrize("name", COUNTIES)
def test_the_same_county_gives_the_same_bytes(name: str) -> None:
    def files(of: County) -> list[bytes]:
        all_ = data(of, [], Known())
        return [all_.names, all_.lists.data, all_.asked.data, *(text.data for text in all_.texts)]
    assert files(county(name)) == files(check_county(COUNTIES[name]).county)


def test_words_are_what_somebody_says() -> None:
    """The pad for handwriting puts their characters first: a table that holds every common character would leave no room for the county's rare ones."""
    said = data(county("golden"), [], Known()).words
    assert "低保" in said and not {"蔫", "掸", "蹋"} & set(said)


def test_what_an_edit_leaves_stands_on_lines_of_its_own() -> None:
    """The last gate looks at lines that are new."""
    made = data(county("golden"), [], Known())
    for script in (made.names, made.lists.data, made.asked.data):
        assert script.decode().count("\n") == len(unpacked(script))


def test_every_text_stands_once() -> None:
    names, said = made("demo")[0], lines("demo")
    called = names["text"].split("\n")
    assert len(set(called)) == len(called) and len(set(said)) == len(said) and names["lines"] == len(called) + len(said)


def test_texts_come_in_parts() -> None:
    """Each no longer than it may be by more than what one entry says, and together a row for every entry that is not a mere copy."""
    told = [Told(["数" * 1000], None) for _ in range(1000)] + [Told([], None), Told(["言" * 10], "3日内")]
    told = [Told([f"{n}{text}" for text in one.texts], one.limit) for n, one in enumerate(told)]
    cut = list(parts(told))
    assert len(cut) > 5 and all(MOST <= sum(map(len, part.lines)) < MOST + 1010 for part in cut[:-1])
    assert sum(len(part.rows) for part in cut) == len(told) and cut[-1].rows[-2] == [] and len(cut[-1].rows[-1]) == 2
    assert [text.path for text in data(county("demo"), [], Known()).texts] == [f"assets/{name}" for name in made("demo")[0]["texts"]]


def test_a_text_of_an_earlier_part_is_not_said_again() -> None:
    first, second = parts([Told(["甲" * MOST], "即时"), Told(["乙", "甲" * MOST], "即时")])
    assert first.rows == [[1, 2]] and second.rows == [[1, 3, 2]] and second.lines == ["乙"]


def test_characters_of_many_readings_are_read_by_their_words() -> None:
    def read(text: str) -> str:
        return " ".join(s for _, s in syllables(text, words().readings, dictionary(frozenset(text))))
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
    kept = dict(line.split(" ", 1) for line in made("demo")[0]["words"].split("\n"))
    assert len(words().synonyms) >= 150 and len(kept) >= 0.9 * len(words().synonyms)
    assert all(word not in meant.split(" ") for word, meant in kept.items())


def test_withheld_texts_are_not_in_it() -> None:
    withheld = [p for p in county("golden").policies.values() if p.attribute == "不予公开" and p.text]
    said = "\n".join(lines("golden"))
    assert withheld and not any(line in said for policy in withheld for line in plain_lines(policy.text) if len(line) > 6)


def test_words_are_found_in_a_text() -> None:
    assert spoken("城乡居民最低生活保障标准（A-1）\n保障房", ["最低生活保障", "保障房", "障标", "低保", "准保障", "A-1", "]^-"]) == {"最低生活保障", "保障房", "障标", "A-1"}
    assert spoken("保障", []) == set()


def test_dictionaries_are_those_of_pypinyin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are read from its files, for importing it trains a segmenter that nobody here needs; and no more of them than there are characters for."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
    every = {chr(code): sounds for code, sounds in PINYIN_DICT.items() if is_han(chr(code))}
    words = {word: " ".join(usual for usual, *_ in sounds) for word, sounds in PHRASES_DICT.items() if len(word) <= LONGEST and set(word) <= every.keys()}
    few = frozenset("县长行政区重庆")
    for known in (False, True):  # also what is kept of them, and where that was damaged
        pinyin.cache_clear()
        monkeypatch.setattr(module, "of_program", lambda cached: tmp_path)
        assert len(words) > 40_000 and dictionary(frozenset(every)) == (every, words)
        assert dictionary(few) == ({char: every[char] for char in few}, {word: read for word, read in words.items() if few.issuperset(word)})
        assert dictionary(few, words=False).words == {}
        kept, = tmp_path.glob("*.sounds")
        if known:
            kept.write_bytes(kept.read_bytes()[:-100])
            pinyin.cache_clear()
            assert dictionary(few).alone("政") == "zheng"
    pinyin.cache_clear()


def test_traditional_characters_are_for_what_readers_see() -> None:
    """Of the ways of asking: what they ask for and who answers; thousands of questions are only compared."""
    made = data(county("demo"), [], Known())
    ways, lists, names = unpacked(made.asked.data), unpacked(made.lists.data), unpacked(made.names)
    shown = [called for *_, called, _ in ways["targets"] if isinstance(called, str)] + [text for n, office, *_ in ways["elsewhere"] for text in (lists["held"][n][0], office, lists["held"][n][2])]
    assert len(shown) > 1000 and set(shown) <= set(made.asked.seen.split("\n")) and not made.lists.seen
    compared = {way for lines in (*lists["ways"], *(lines for *_, lines in ways["targets"] if isinstance(lines, str))) for way in lines.split("\n")}
    assert not compared & set(made.asked.seen.split("\n")) - {*shown}
    assert set(names["text"].split("\n")) <= set(made.called.split("\n")) and {word for _, *to in map(str.split, names["words"].split("\n")) for word in to} <= set(made.called.split())


def test_the_lists_are_the_same_everywhere() -> None:
    """So that a portal, a kiosk and a reader fetch them once, whatever a county edits."""
    here, there = (data(county(name), [], Known()) for name in ("demo", "golden"))
    assert here.lists.data == there.lists.data and here.asked.data != there.asked.data
    lists = unpacked(here.lists.data)
    for made in (here, there):
        ways = unpacked(made.asked.data)
        assert all(-len(lists["held"]) <= lines < len(lists["ways"]) for *_, lines in ways["targets"] if isinstance(lines, int)) and all(0 <= n < len(lists["held"]) for n, *_ in ways["elsewhere"])
