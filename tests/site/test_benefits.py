"""What the county does for business (惠企): one page, its states on either side of each border, and a feed for each industry."""
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from built import GOLDEN

from disclosure.model.fields import Date
from disclosure.read.county import read_county
from disclosure.render.output import Output, Page
from disclosure.render.pages.benefits import feed_address
from disclosure.render.view import View
from disclosure.site import plan, sections, tabs

TOLD = "{行业: [养老, 餐饮], 企业类型: [小微企业], 条件: [登记满一年], 标准: 每户2000元, 方式: 申报享受, 申报: {起: 2026-06-01, 止: 2026-06}, 单位: caizheng, 电话: 0590-7100033}"
NEWS = "{标题: 开了个会, 类型: 工作进展, 日期: 2026-06-01, 单位: minzheng, 正文: 会议。}\n"


def outputs(folder: Path, benefit: str, industries: str = "", registers: bool = False) -> tuple[View, dict[str, Page | Output]]:
    shutil.copytree(GOLDEN, folder, dirs_exist_ok=True)
    policy = folder / "catalogues" / "policies" / "tiaozheng.yml"
    text = policy.read_text(encoding="utf-8")
    assert (old := "惠企: {行业: [养老], 兑现方式: 免申即享}") in text
    policy.write_text(text.replace(old, f"惠企: {benefit}"), encoding="utf-8")
    if industries:
        with (folder / "catalogues" / "county.yml").open("a", encoding="utf-8") as county:
            county.write(f"行业词: {industries}\n")
    if registers:
        (folder / "catalogues" / "news").mkdir()
        (folder / "catalogues" / "news" / "hui.yml").write_text(NEWS, encoding="utf-8")
    reading = read_county(folder)
    assert reading.county is not None and not [f for f in reading.findings if f.severity == "error"], reading.findings
    view = View(reading.county, {p: 1 for p in reading.files.paths})
    return view, {one.path: one for one in plan(view, (), lambda path: b"")}


def test_a_card_says_all_that_a_company_asks(tmp_path: Path) -> None:
    _, made = outputs(tmp_path / "c", TOLD, "[养老, 餐饮, 制造]")
    body = made["benefits.html"].body
    for said in ("养老、餐饮、小微企业", "登记满一年", "每户2000元", "申报享受", "2026-06-01", "财政局", "0590-7100033"):
        assert said in body, said
    assert 'data-industry="养老、餐饮" data-way="申报享受"' in body and 'data-state="可申报"' in body
    assert 'data-from="2026-06-01" data-until="2026-06-30"' in body, "a month ends on its last day"


def test_the_policy_says_each_thing_on_a_line(tmp_path: Path) -> None:
    _, made = outputs(tmp_path / "c", TOLD)
    page = made["policies/tiaozheng.html"].body
    assert "<li>标准：每户2000元</li>" in page and "<li>申报：2026-06-01 至 2026-06</li>" in page and "<li>方式：申报享受</li>" in page


def test_only_words_of_the_county_are_filters(tmp_path: Path) -> None:
    _, made = outputs(tmp_path / "c", "{行业: 在本县办厂的各类企业和个人, 兑现方式: 免申即享}", "[养老]")
    body = made["benefits.html"].body
    assert "在本县办厂的各类企业和个人" in body and 'data-industry=""' in body


def test_where_it_stands_in_the_navigation(tmp_path: Path) -> None:
    view, made = outputs(tmp_path / "classic", TOLD)
    assert made["benefits.html"].section == "policies" and 'href="benefits.html"' in made["policies.html"].body
    assert [s.name for s in sections(view.county)] == [s.name for s in sections(read_county(GOLDEN).county)], "a county without registers keeps its tabs"
    view, made = outputs(tmp_path / "full", TOLD, registers=True)
    assert made["benefits.html"].section == "funds"
    tab = next(tab for tab in tabs(view.county, sections(view.county)) if tab.title == "民生和资金")
    assert "benefits.html" in [crumb.address for crumb in tab.children]


def test_without_the_new_keys_there_is_none(tmp_path: Path) -> None:
    _, made = outputs(tmp_path / "c", "{行业: [养老], 兑现方式: 免申即享}")
    assert not any("benefits" in path for path in made) and "benefits.html" not in made["policies.html"].body


def test_a_feed_for_each_industry_under_an_address_that_stays(tmp_path: Path) -> None:
    _, made = outputs(tmp_path / "c", TOLD, "[制造, 餐饮, 养老]")
    _, other = outputs(tmp_path / "d", TOLD, "[养老, 制造, 餐饮, 运输]")
    paths = {path for path in made if path.startswith("benefits/")}
    assert paths == {feed_address(word) for word in ("制造", "餐饮", "养老")} and paths < other.keys()
    space = {"a": "http://www.w3.org/2005/Atom"}
    counts = {word: len(ElementTree.fromstring(made[feed_address(word)].data).findall("a:entry", space)) for word in ("制造", "餐饮", "养老")}
    assert counts == {"制造": 0, "餐饮": 1, "养老": 1}


@pytest.mark.parametrize(("as_of", "until", "state"), [
    ("2026-05-31", None, "未到时间"), ("2026-06-01", None, "可申报"), ("2026-06-30", None, "可申报"), ("2026-07-01", None, "已截止"),
    ("2026-06-10", "2026-06-09", "已截止"), ("2026-06-09", "2026-06-09", "可申报"),
])
def test_the_state_on_either_side_of_each_border(tmp_path: Path, as_of: str, until: str | None, state: str) -> None:
    view, _ = outputs(tmp_path / "c", TOLD)
    benefit = view.county.policies["tiaozheng"].benefit
    assert benefit.state(Date(as_of), until and Date(until)) == state


def test_without_a_window_it_is_open_for_good(tmp_path: Path) -> None:
    view, made = outputs(tmp_path / "c", "{行业: [养老], 方式: 免申即享}")
    assert view.county.policies["tiaozheng"].benefit.state(Date("2026-06-30")) == "长期" and "data-until" not in made["benefits.html"].body
