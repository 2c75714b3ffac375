"""What the pages of guides, bundles, places, questions, entrances, ratings and subsidies say, on a small county."""
import json
import re
from decimal import Decimal

import pytest
from services_county import services_county

from disclosure.model.registers.services import Rating
from disclosure.read.county import read_county
from disclosure.render.output import Output, Page
from disclosure.render.pages.funds import Sum, paid_in
from disclosure.render.pages.services import Rate, asked, chart, merged
from disclosure.render.structured import json_ld
from disclosure.render.view import View
from disclosure.site import plan

@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    folder = services_county(tmp_path_factory.mktemp("services") / "county")
    reading = read_county(folder)
    assert reading.county is not None, [f.message for f in reading.findings][:9]
    return View(reading.county, {})


@pytest.fixture(scope="module")
def outputs(view: View) -> dict[str, Page | Output]:
    return {one.path: one for one in plan(view, (), lambda path: b"")}


def test_a_guide_begins_with_four_facts(outputs: dict[str, Page | Output]) -> None:
    body = outputs["guides/a.html"].body
    facts = re.search(r'<dl class="figs four">(.*?)</dl>', body, re.S)[1]
    assert "示例厅" in facts and "2 份" in facts and "1 份免交" in facts and "22个工作日" in facts and "法定 30个工作日" in facts and "不收费" in facts
    assert "丁要钱吗" in body and "questions/d.html#1" in body, "questions asked elsewhere are shown here"
    assert "bundles/c.html" in body and "打印一次性告知单" in body


def test_a_place_that_names_a_guide_is_where_it_is_done(outputs: dict[str, Page | Output]) -> None:
    assert "示例厅" in re.search(r'<dl class="figs four">(.*?)</dl>', outputs["guides/b.html"].body, re.S)[1]


def test_the_slip_has_a_box_for_every_paper_and_all_that_one_must_know(outputs: dict[str, Page | Output]) -> None:
    slip = re.search(r'<article class="slip".*?</article>', outputs["guides/a.html"].body, re.S)[0]
    assert re.findall(r"<li>(\S+?)(?:（|—|<)", re.search(r'<ul class="ticks">.*?</ul>', slip, re.S)[0]) == ["户口簿", "申请表"]
    assert all(word in slip for word in ("示例厅", "样例路1号", "全天", "0590-7000320", "0590-7000122", "2026-05-06", "免交", "可以后补"))
    assert re.search(r"<h3>怎么办</h3><p>1\.&nbsp;\S", slip), "a step's number stays with its first word"


def test_a_matter_leads_to_its_guide_and_back(view: View, outputs: dict[str, Page | Output]) -> None:
    named = [item for item in view.county.domains["shehui-jiuzhu"].items if item.service_guides]
    assert len(named) == 1
    assert "guides/a.html" in outputs[named[0].address].body and named[0].address in outputs["guides/a.html"].body


def test_papers_of_a_bundle_are_merged_by_name(view: View, outputs: dict[str, Page | Output]) -> None:
    papers = merged(view.county.bundles["c"].guides)
    assert [(p.name, len(p.guides), p.copies, p.need, p.forms) for p in papers] == [
        ("户口簿", 2, "2", "必要", "原件和复印件"), ("申请表", 1, "", "可容缺", ""), ("照片", 1, "", "必要", "")]
    body = outputs["bundles/c.html"].body
    assert "2 件事共用，交 1 次" in body and "原来 4 份" in body and "现在 3 份" in body


def test_the_map_shows_what_has_coordinates_and_the_list_everything(outputs: dict[str, Page | Output]) -> None:
    body = outputs["places.html"].body
    assert re.findall(r'data-of="([^"]*)"', body) == ["ting"] and 'id="ting"' in body and 'id="zhan"' in body
    assert "示意图：只表示相对位置，不表示界线，不能量距离" in body
    assert "places.html?at=zhan#zhan" in outputs["places/zhan.html"].body and "二维码" in outputs["places/zhan.html"].body


def test_townships_and_villages_begin_with_their_places(outputs: dict[str, Page | Output]) -> None:
    township, village = outputs["townships/xi-jie.html"].body, outputs["villages/shi-cun.html"].body
    assert township.index("示例厅") < township.index("沿用县级事项") and "示例站" in village
    assert "己补贴" in township and "3,000.50" in township and "50" in township and "庚项目" in township
    assert township.count("subsidies/f.html") == 1, "not once more among what else names the township"


def test_every_question_has_an_address_and_is_found(view: View, outputs: dict[str, Page | Output]) -> None:
    assert [(one.title, one.address) for one in asked(view.county)] == [("丁要钱吗？", "questions/d.html#1"), ("甲能代办吗？", "guides/a.html#wen-1")]
    page = outputs["questions/d.html"]
    assert re.search(r'<details[^>]*><summary>丁要钱吗？</summary><div id="1">', page.body), "the address lies within what is folded: browsers open it"
    data = json.loads(re.search(r">(\{.*\})<", str(json_ld(page)))[1])
    assert data["@type"] == "FAQPage" and data["mainEntity"][0]["acceptedAnswer"]["text"] == "不要。"
    index = outputs["questions.html"].body
    assert "甲能代办吗？" in index and "guides/a.html#wen-1" in index and 'id="wen-1"' in outputs["guides/a.html"].body
    search = next(one.data.decode() for path, one in outputs.items() if path.startswith("assets/search-data.") and "latest" not in path)
    assert "丁要钱吗？" in search


def test_entrances_have_codes_and_no_links_on_kiosks(view: View) -> None:
    for kiosk in (False, True):
        page = next(one for one in plan(View(view.county, {}, kiosk=kiosk), (), lambda path: b"") if one.path == "links.html")
        assert "戊网的二维码" in page.body and ('href="https://e.shili.example/"' in page.body) != kiosk


def test_rates_are_told_with_both_numbers(outputs: dict[str, Page | Output]) -> None:
    body = outputs["ratings/2026-04.html"].body
    assert "90.0%" in body and "9 ÷ 10" in body and "用了 3 天" in body and "不公布评价人和办件信息" in body
    index = outputs["ratings.html"].body
    assert 'aria-label="最近 2 期的好评率，纵轴从 90% 到 100%：2026-04 90.0%；2026-05 100.0%"' in index


@pytest.mark.parametrize(("counts", "share"), [((1, 0, 0, 0, 0), "100.0%"), ((0, 0, 0, 0, 0), ""), ((1999, 0, 0, 1, 0), "99.9%"), ((0, 0, 0, 0, 9), "0.0%"),
                                               ((1, 1, 0, 1, 0), "66.7%"), ((1, 0, 0, 1, 14), "6.3%")])
def test_shares_are_rounded_but_never_up_to_all(counts: tuple[int, ...], share: str) -> None:
    assert Rate("", counts).share == share


def test_the_drawing_of_rates_stays_within_its_frame() -> None:
    drawn = str(chart([(f"2026-{n:02d}", Rate("", (n * 7 % 13, 0, 0, n % 3, 0))) for n in range(1, 13)]))
    assert all(0 <= float(x) <= 1000 for x in re.findall(r'x="([\d.]+)"', drawn)) and all(0 <= float(y) <= 260 for y in re.findall(r'y="([\d.]+)"', drawn))
    assert not chart([("2026-01", Rate("", (1, 0, 0, 0, 0)))]), "one period is no line"


def test_subsidies_are_added_up(view: View, outputs: dict[str, Page | Output]) -> None:
    body = outputs["subsidies/f.html"].body
    assert "3,000.50" in body and "名单不在网上" in body and "各村公示栏" in body and "人数" not in body
    paid = paid_in(view, view.county.townships["xi-jie"])
    assert [(one.subsidy.id, one.sum.amount, one.sum.households, one.newest) for one in paid] == [("f", Decimal("3000.50"), 50, "2026-04-25")]
    assert Sum.of(view.county.subsidies["f"].payments).households == 50


def test_no_page_names_who_rated() -> None:
    within = {f.key for one in (Rating, *(f.kind.template for f in Rating.fields.values() if hasattr(f.kind, "template"))) for f in one.fields.values()}
    assert not [key for key in within if any(word in key for word in ("评价人", "姓名", "办件", "窗口"))]
