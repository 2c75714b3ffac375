"""A unit renamed or merged everywhere, and matters put into townships: what was ticked is changed, in one step, and no other byte."""
from collections.abc import Iterator

import pytest
from desks import ROOT

from disclosure.desk import many, many_spread, many_units
from disclosure.desk.routes import Desk
from disclosure.desk.saving import Saving
from disclosure.read.county import read_county
from disclosure.write.style import Unwritable


@pytest.fixture
def desk(demonstration: Saving) -> Iterator[Desk]:
    yield Desk(demonstration.preview, demonstration.sight, demonstration)
    while demonstration.journal.last():
        demonstration.turn(back=True)
    for folder in ("catalogues", "content"):
        assert all((demonstration.site / path.relative_to(ROOT)).read_bytes() == path.read_bytes() for path in (ROOT / folder).rglob("*") if path.is_file()), "all of it undone"


def merged(desk: Desk, wish: dict, chosen=lambda place: place["on"]) -> list[dict]:
    told = many_units.plan(desk, wish)
    some = [place for place in told["places"] if chosen(place)]
    many_units.save(desk, wish | {"stamp": told["stamp"], "chosen": [place["n"] for place in some]})
    return some


def test_a_unit_that_is_merged_is_no_discloser_any_more(desk: Desk) -> None:
    before = desk.sight.county
    had = [item.code for owner in before.catalogues for item in owner.items if before.units["minzheng"] in item.disclosers and not item.retired]
    assert len(had) >= 25
    wish = {"way": "merge", "unit": "minzheng", "heir": "renshe", "day": "2026-11-20"}
    assert merged(desk, wish)
    county = read_county(desk.saving.site).county
    gone, heir = county.units["minzheng"], county.units["renshe"]
    assert gone.dissolved.successor is heir and str(gone.dissolved.date) == "2026-11-20"
    for owner in county.catalogues:
        for item in owner.items:
            assert gone not in item.disclosers and len(set(item.disclosers)) == len(item.disclosers)
            assert item.code not in had or heir in item.disclosers
    assert not desk.preview.since, "what was published under the unit that is gone is no error"
    assert len(desk.saving.journal.numbers(".json")) == 1, "one step takes it back"


def test_what_was_published_then_keeps_the_name_of_then_unless_ticked(desk: Desk) -> None:
    wish = {"way": "rename", "unit": "minzheng", "name": "示例县民政和社会事务局", "short": "县民社局"}
    told = many_units.plan(desk, wish)
    assert {place["on"] for place in told["places"] if place["file"].startswith("catalogues/policies/")} == {False}
    assert not [place for place in told["places"] if place["was"] == "minzheng"], "ids stay"
    off = next(place for place in told["places"] if not place["on"])
    merged(desk, wish, lambda place: place["on"] or place["n"] == off["n"])
    county = read_county(desk.saving.site).county
    one = county.units["minzheng"]
    assert (one.name, one.short_name) == (wish["name"], wish["short"]) and {"示例县民政局", "县民政局", "民政局"} <= set(one.aliases)
    again = many_units.plan(desk, {**wish, "name": "示例县民政局（新）", "short": ""})
    assert not [place for place in again["places"] if place["on"] and place["was"] == "示例县民政局"]
    text = (desk.saving.site / off["file"]).read_text(encoding="utf-8")
    assert text.count(off["by"]) >= 1


@pytest.mark.parametrize("said, found", [
    ("由县民政局办", [("县民政局", True)]), ("见《示例县民政局关于低保的通知》", [("示例县民政局", False)]), ("市民政局、省民政厅", [("民政局", False)]),
    ("民政局和县民政局", [("民政局", True), ("县民政局", True)]), ("示例县民政局下属的示例县民政局救助站", [("示例县民政局", True)]), ("没有", [])])
def test_free_text_names_a_unit_only_where_no_longer_name_does(said: str, found: list) -> None:
    import re
    names = {"示例县民政局": "甲", "县民政局": "乙", "民政局": "乙"}
    words = re.compile("|".join(sorted({*names, "示例县民政局救助站"}, key=len, reverse=True)))
    assert [(place.old[place.start:place.end], place.on) for place in many_units.occurrences(said, names, words, "f", "t", "k", False)] == found


def test_what_cannot_be_meant_is_refused(desk: Desk) -> None:
    for wish in ({"way": "merge", "heir": "minzheng", "day": "2026-11-20"}, {"way": "merge", "heir": "", "day": "2026-11-20"}, {"way": "merge", "heir": "renshe", "day": "2026-13-20"},
                 {"way": "rename", "name": "示例县民政局"}, {"way": "rename", "name": ""}, {"way": "rename", "name": "示例县教育局"}):
        with pytest.raises(Unwritable):
            many_units.plan(desk, {"unit": "minzheng"} | wish)
    assert desk.saving.journal.last() is None


def test_a_matter_goes_into_townships_by_reference_as_their_own_or_with_what_differs(desk: Desk) -> None:
    county = desk.sight.county
    towns = list(county.townships)[:3]
    taken = {item.origin.owner.id for town in towns for item in county.townships[town].items if item.origin is not None}
    domain = next(one for one in county.domains.values() if one.id not in taken and len(one.items) > 2)
    item = next(one for one in domain.items if one.spans and not one.retired)
    sent = {"rows": [{"file": item.place.file, "at": ["事项", item.id]}], "townships": towns}
    for way, more in (("refer", {}), ("own", {}), ("differ", {"key": "时限", "value": "信息形成之日起5个工作日内", "difference": "乡镇提前公开"})):
        wish = sent | {"way": way} | more
        told = many_spread.preview(desk, wish)
        assert told["number"] == 3, told
        many_spread.save(desk, wish | {"stamp": told["stamp"]})
        now = read_county(desk.saving.site).county
        for town in towns:
            mine = [one for one in now.townships[town].items if one.name == item.name and one.domain is not None and one.domain.id == domain.id]
            assert len(mine) == 1 and (mine[0].origin is None) is (way == "own") and mine[0].content == item.content
            assert way != "own" or mine[0].disclosers == (now.townships[town].unit,)
            assert way != "differ" or (str(mine[0].time_limit), mine[0].difference) == (more["value"], more["difference"])
        again = many_spread.preview(desk, wish)
        assert again["number"] == (3 if way == "differ" else 0)
        desk.saving.turn(back=True)
        desk.preview.fresh()
    whole = next((item for town in towns for item in county.townships[town].items if item.origin is not None and not item.spans), None)
    if whole is not None:
        wish = {"rows": [{"file": whole.origin.place.file, "at": ["事项", whole.origin.id]}], "townships": [whole.owner.id], "way": "differ", "key": "时限", "value": "当天", "difference": "街道直接办"}
        assert many_spread.preview(desk, wish)["number"] == 1, "of what comes with a whole domain one can differ"
    with pytest.raises(Unwritable, match="为什么"):
        many_spread.preview(desk, sent | {"way": "differ", "key": "时限", "value": "当天", "difference": ""})
    assert many.grid(desk, {})["rows"]
