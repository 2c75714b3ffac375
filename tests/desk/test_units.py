"""A unit renamed or merged everywhere, and matters put into townships: what was ticked is changed, in one step, and no other byte."""
import pytest

from disclosure.desk import many, many_spread, many_units
from disclosure.desk.routes import Desk
from disclosure.read.county import read_county
from disclosure.write.style import Unwritable


def merged(desk: Desk, wish: dict, chosen=lambda place: place["on"]) -> list[dict]:
    told = many_units.plan(desk, wish)
    some = [place for place in told["places"] if chosen(place)]
    many_units.save(desk, wish | {"stamp": told["stamp"], "chosen": [place["n"] for place in some]})
    return some


def test_a_unit_that_is_merged_is_no_discloser_any_more(large: Desk) -> None:
    before = large.sight.county
    had = [item.code for owner in before.catalogues for item in owner.items if before.units["minzheng"] in item.disclosers and not item.retired]
    assert len(had) >= 25
    wish = {"way": "merge", "unit": "minzheng", "heir": "renshe", "day": "2026-11-20"}
    told = many_units.plan(large, {"unit": "gongxin", "way": "merge", "heir": "fagai", "day": wish["day"]})["places"]
    assert [(place["title"], place["on"], place["why"]) for place in told if "年报" in place["title"]] == [("示例县　年报 2025", False, many_units.PAST)], "what came out then came out from that unit"
    people = [place for place in told if place["why"] == many_units.PERSON]
    assert {place["key"] for place in people} == {"单位", "责任人"} and not any(place["on"] for place in people), "who has a post in a unit that goes has none in the other for that"
    assert merged(large, wish)
    county = read_county(large.saving.site).county
    gone, heir = county.units["minzheng"], county.units["renshe"]
    assert gone.dissolved.successor is heir and str(gone.dissolved.date) == "2026-11-20"
    for owner in county.catalogues:
        for item in owner.items:
            assert gone not in item.disclosers and len(set(item.disclosers)) == len(item.disclosers)
            assert item.code not in had or heir in item.disclosers
    assert not large.preview.since, "what was published under the unit that is gone is no error"
    assert len(large.saving.journal.numbers(".json")) == 1, "one step takes it back"


def test_what_was_published_then_keeps_the_name_of_then_unless_ticked(desk: Desk) -> None:
    wish = {"way": "rename", "unit": "minzheng", "name": "样本县民政和社会事务局", "short": "县民社局"}
    told = many_units.plan(desk, wish)
    past = [place for place in told["places"] if place["file"].startswith("catalogues/policies/")]
    assert past and {place["on"] for place in past} == {False}
    assert not [place for place in told["places"] if place["was"] == "minzheng"], "ids stay"
    exact = {(place["was"], place["by"]) for place in told["places"] if place["exact"]}
    assert exact >= {("县民政局", "县民社局"), ("民政局", "县民社局")}, "written by another name, it is written by the new one"
    merged(desk, wish, lambda place: place["on"] or place["n"] == past[0]["n"])
    one = read_county(desk.saving.site).county.units["minzheng"]
    assert (one.name, one.short_name) == (wish["name"], wish["short"]) and {"样本县民政局", "县民政局", "民政局"} <= set(one.aliases)
    assert past[0]["by"] in (desk.saving.site / past[0]["file"]).read_text(encoding="utf-8")
    assert not desk.preview.since, "nothing of it is an error"


@pytest.mark.parametrize("said, found", [
    ("由县民政局办", [("县民政局", True)]), ("见《示例县民政局关于低保的通知》", [("示例县民政局", False)]), ("市民政局、省民政厅", [("民政局", False)]),
    ("民政局和县民政局", [("民政局", True), ("县民政局", True)]), ("示例县民政局下属的示例县民政局救助站", [("示例县民政局", True)]), ("没有", [])])
def test_free_text_names_a_unit_only_where_no_longer_name_does(said: str, found: list) -> None:
    import re
    names = {"示例县民政局": "甲", "县民政局": "乙", "民政局": "乙"}
    words = re.compile("|".join(sorted({*names, "示例县民政局救助站"}, key=len, reverse=True)))
    assert [(place.old[place.start:place.end], place.on) for place in many_units.occurrences(said, names, words, "f", "t", "k", "")] == found


def test_what_cannot_be_meant_is_refused(desk: Desk) -> None:
    for wish in ({"way": "merge", "heir": "minzheng", "day": "2026-11-20"}, {"way": "merge", "heir": "", "day": "2026-11-20"}, {"way": "merge", "heir": "caizheng", "day": "2026-13-20"},
                 {"way": "rename", "name": "样本县民政局"}, {"way": "rename", "name": ""}, {"way": "rename", "name": "样本县财政局"}):
        with pytest.raises(Unwritable):
            many_units.plan(desk, {"unit": "minzheng"} | wish)
    assert desk.saving.journal.last() is None


def test_a_matter_goes_into_townships_by_reference_as_their_own_or_with_what_differs(desk: Desk) -> None:
    county = desk.sight.county
    domain, towns = county.domains["shehui-jiuzhu"], ["dong-xiang"]
    item = next(one for one in domain.items if one.number == "1.2")
    sent = {"rows": [{"file": item.place.file, "at": ["事项", item.id]}], "townships": towns}
    for way, more in (("refer", {}), ("own", {}), ("differ", {"key": "时限", "value": "信息形成之日起5个工作日内", "difference": "乡镇提前公开"})):
        wish = sent | {"way": way} | more
        told = many_spread.preview(desk, wish)
        assert told["number"] == 1, told
        many_spread.save(desk, wish | {"stamp": told["stamp"]})
        now = read_county(desk.saving.site).county
        for town in towns:
            mine = [one for one in now.townships[town].items if one.name == item.name and one.domain is not None and one.domain.id == domain.id]
            assert len(mine) == 1 and (mine[0].origin is None) is (way == "own") and mine[0].content == item.content
            assert way != "own" or mine[0].disclosers == (now.townships[town].unit,)
            assert way != "differ" or (str(mine[0].time_limit), mine[0].difference) == (more["value"], more["difference"])
        again = many_spread.preview(desk, wish)
        assert again["number"] == (1 if way == "differ" else 0)
        desk.saving.turn(back=True)
        desk.preview.fresh()
    whole = next(one for one in county.townships["xi-jie"].items if one.origin is not None and one.place.file != one.owner.place.file or not one.spans)
    wish = {"rows": [{"file": whole.origin.place.file, "at": ["事项", whole.origin.id]}], "townships": ["xi-jie"]}
    assert many_spread.preview(desk, wish | {"way": "refer"})["number"] == 0
    assert many_spread.preview(desk, wish | {"way": "differ", "key": "时限", "value": "当天", "difference": "街道直接办"})["number"] == 1, "of what comes with a whole domain one can differ"
    with pytest.raises(Unwritable, match="为什么"):
        many_spread.preview(desk, sent | {"way": "differ", "key": "时限", "value": "当天", "difference": ""})
    assert many.grid(desk, {})["rows"]
