"""What residents' words lead to: every pilot domain is said plainly, every event of a life finds what the county has for it."""
from pathlib import Path

from disclosure.read.county import read_county
from disclosure.read.law import law
from disclosure.read.words import plainly
from disclosure.render.pages.life import KINDS, about, life_events

ROOT = Path(__file__).parents[2]


def test_every_pilot_domain_has_its_plain_words() -> None:
    numbers = {pilot.number for pilot in law().pilot_domains}
    assert plainly().domains.keys() == numbers
    assert {number for event in plainly().events for number in event.domains} <= numbers


def test_the_demonstration_county_has_something_for_every_event() -> None:
    county = read_county(ROOT).county
    found = {one.event.name: one for one in life_events(county)}
    assert {"生孩子", "上学", "找工作", "租房买房", "看病", "养老", "遇到困难", "开店办企业", "拆迁征地"} <= found.keys()
    assert any(guide.id == "dibao" for noun, guides in found["遇到困难"].kinds if noun == "办事指南" for guide in guides)
    for one in found.values():
        assert all(about(record, one.event) for _, records in one.kinds for record in records)
        assert [noun for noun, _ in one.kinds] == [noun for noun, _ in KINDS if noun in dict(one.kinds)]


def test_a_county_without_such_records_has_no_such_page() -> None:
    county = read_county(ROOT / "tests" / "county").county
    for one in life_events(county):
        assert one.kinds
