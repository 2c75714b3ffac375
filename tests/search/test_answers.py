"""What residents ask, and whether what they came for is among the first three answers."""
import re
from pathlib import Path

import yaml

from disclosure.checking import check_county
from disclosure.read.words import renamed
from disclosure.render.search.data import offices

ROOT = Path(__file__).parents[2]
ASKED = yaml.load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
QUERIES = [(query, answers) for group in ASKED.values() for query, answers in group.items()]
RUN = """queries => new Promise(done => disclosureSearch.load(() => done(queries.map(q => disclosureSearch.query(q).results.slice(0, 20).map(r => r.entry.address)))))"""


def accepted(address: str, answers: list[str]) -> bool:
    return any(re.match(re.escape(answer).replace(r"\*", ".*"), address) for answer in answers)


def test_what_residents_ask_is_among_the_first_three(opened) -> None:
    assert len(QUERIES) >= 200
    found = opened("search.html").evaluate(RUN, [query for query, _ in QUERIES])
    missed = [(query, results[:3]) for (query, answers), results in zip(QUERIES, found, strict=True) if not any(accepted(a, answers) for a in results[:3])]
    empty = [query for (query, _), results in zip(QUERIES, found, strict=True) if not results]
    assert len(missed) <= 0.05 * len(QUERIES), missed
    assert len(empty) <= 0.01 * len(QUERIES), empty


def test_a_disk_and_a_server_answer_alike(opened) -> None:
    queries = [query for query, _ in QUERIES]
    assert opened("search.html").evaluate(RUN, queries) == opened("search.html", "http").evaluate(RUN, queries)


def test_ways_of_writing_the_same(opened) -> None:
    """Traditional and simplified, wide and narrow, capital and small, brackets of any kind: the same answers in the same order."""
    same = [["義務教育", "义务教育"], ["養老服務補貼", "养老服务补贴"], ["GZF", "gzf", "ＧＺＦ"],
            ["示政办〔2026〕8号", "示政办[2026]8号", "示政办(2026)8号", "示政办（2026）8号", "示政办20268号", "示政办２０２６ 8"]]
    page = opened("search.html")
    for forms in same:
        first, *others = page.evaluate(RUN, forms)
        assert first and all(first == other for other in others), forms


def test_order(opened) -> None:
    """A title is worth more than a mention, the county's matter more than a township's, and copies stay with it."""
    page = opened("search.html")
    welfare, insured, town, initials = page.evaluate(RUN, ["社会救助", "最低生活保障", "溪口镇 最低生活保障", "db"])
    assert welfare[0] == "domains/shehui-jiuzhu.html"
    assert not any(a.startswith("townships/") for a in insured[:5])
    assert town[0].startswith("townships/xikou-zhen/shehui-jiuzhu-2.")
    assert initials[0].startswith("domains/shehui-jiuzhu/2."), "低保, which is said oftener than 地补"


def test_cut_into_known_parts(opened) -> None:
    """What matches nothing whole is looked for by its parts, most parts first; nothing is invented for what nobody knows."""
    page = opened("search.html")
    asked = """q => new Promise(done => disclosureSearch.load(() => { const r = disclosureSearch.query(q); done([r.cut, r.results.length]); }))"""
    assert page.evaluate(asked, "城管处罚")[0] == ["城管", "处罚"]
    assert page.evaluate(asked, "qqqqzz") == [[], 0]


def test_suggestions_come_from_the_sites_own_words(opened) -> None:
    page = opened("search.html")
    ask = "q => new Promise(done => disclosureSearch.load(() => done(disclosureSearch.suggest(q).map(s => s.text))))"
    assert "低保" in page.evaluate(ask, "db")
    assert page.evaluate(ask, "gzf")[0] == "公租房"
    assert page.evaluate(ask, "g") and page.evaluate(ask, "") == []
    assert "低保标准" in page.evaluate(ask, "低保")


def test_old_names_lead_to_who_does_the_work_now(opened) -> None:
    """Every office that has got another name; and none is taken for another because it is written nearly so."""
    county = check_county(ROOT).county
    known = offices(county, renamed())
    label = {unit.label: f"units/{unit.id}.html" for unit in county.units.values()}
    page = opened("search.html")
    asked = [*known, *(f"县{name}" for name in known)]
    found = page.evaluate(RUN, asked)
    wrong = {name: results[:2] for name, results in zip(asked, found, strict=True)
             if not {label[unit] for unit in known[name if name in known else name[1:]]} & set(results[:2])}
    assert len(known) > 120 and not wrong
    for strange in ("盐务局", "烟草局", "气象局", "海事局"):
        assert not any(address.startswith("units/") for address in page.evaluate(RUN, [strange])[0]), strange


def test_a_name_that_an_office_still_has_is_its_own() -> None:
    county = check_county(ROOT).county
    assert "农业局" not in offices(county, renamed()), "the demonstration county has it among the names of an office"
    assert offices(county, renamed())["国土局"] == ("县自然资源局",)


def test_numbers_of_orders_are_never_cut(opened) -> None:
    page = opened("search.html")
    forms = ["国令第711号", "国务院令第711号", "国务院令711号", "711号令", "第711号令"]
    answers = page.evaluate(RUN, forms)
    assert answers[0] and all(answer == answers[0] for answer in answers)
    assert page.evaluate(RUN, ["国令第9911号", "示政办〔1999〕777号"]) == [[], []]
