"""A register is one declaration: a kind made up at run time is found everywhere that registers are."""
import csv
import io
import json
from pathlib import Path

import pytest
from built import GOLDEN

from disclosure import schema
from disclosure.checking import check_county
from disclosure.host.again import with_pages
from disclosure.model.collection import TABS, Collection, Fresh, Shelf
from disclosure.model.county import COLLECTIONS
from disclosure.model.fields import Choice, Date, Day, Phone, Reference, field
from disclosure.model.people import Unit
from disclosure.model.register import REGISTERS, Register, register
from disclosure.read.county import read_county
from disclosure.render.listing import Column, unbroken
from disclosure.render.news import latest
from disclosure.render.pages.registers import CLASSES
from disclosure.render.output import Output, Page
from disclosure.render.sources import Sources
from disclosure.host.chrome import labels
from disclosure.render.structured import json_ld
from disclosure.render.view import View
from disclosure.site import REGISTERED, plan, sections, tabs

OPEN_DAYS = {
    "a": "{主题: 走进自来水厂, 单位: minzheng, 活动日期: 2026-05-06, 状态: 已举办, 咨询电话: 0590-7000101, 事项: shehui-jiuzhu/1.1, 领域: shehui-jiuzhu}",
    "b": "{主题: 走进图书馆, 单位: minzheng, 活动日期: 2026-06-01, 状态: 报名中, 正文: 看看书库。}",
    "c": "{主题: 走进法庭, 单位: caizheng, 活动日期: 2020-01-01, 状态: 取消}",
}


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Collection:
    class OpenDay(Register):
        """A day on which residents may visit an office."""

        folder = "opendays"
        title: str = field("主题", required=True, role="title", about="这次开放日的主题。", example="走进县政务服务中心")
        unit: Unit = field("单位", Reference("units"), required=True, role="units", about="由哪个单位主办。", example="minzheng")
        day: Date = field("活动日期", Day(past=True), required=True, role="date", about="在哪一天。", example="2026-06-01")
        status: str = field("状态", Choice(("报名中", "已举办", "取消"), closed=("已举办", "取消")), required=True, role="status",
                            about="到哪一步了。", example="报名中")
        phone: str | None = field("咨询电话", Phone(), about="问谁。", example="0590-7000101")

    shelf = Shelf(tab="decisions", columns=("unit", "day", "status"), measure="次", news=True, fresh=Fresh(30, "建议值", open_only=False))
    OpenDay.collection = made = Collection("opendays", OpenDay, "政府开放日", shelf=shelf)
    monkeypatch.setitem(COLLECTIONS, "opendays", made)
    return made


@pytest.fixture
def county(tmp_path: Path, kind: Collection) -> Path:
    import shutil
    folder = tmp_path / "county"
    shutil.copytree(GOLDEN, folder)
    (folder / "catalogues" / "opendays").mkdir()
    for name, text in OPEN_DAYS.items():
        (folder / "catalogues" / "opendays" / f"{name}.yml").write_text(text + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def view(county: Path) -> View:
    reading = read_county(county)
    assert reading.county is not None and not [f for f in reading.findings if "opendays" in f.place.file], reading.findings
    return View(reading.county, {})


@pytest.fixture
def outputs(view: View) -> dict[str, Page | Output]:
    return {one.path: one for one in plan(view, (), lambda path: b"")}


def test_it_has_an_index_with_filters_and_a_page_for_each(outputs: dict[str, Page | Output]) -> None:
    index = outputs["opendays.html"].body
    assert "走进自来水厂" in index and 'href="opendays/a.html"' in index
    assert 'data-facets="unit:单位 status:状态' in index and 'data-status="已举办"' in index
    page = outputs["opendays/a.html"]
    assert "<h1>走进自来水厂</h1>" in page.body and "0590-7000101" in page.body
    assert index.index("走进图书馆") < index.index("走进自来水厂") < index.index("走进法庭"), "the newest first"


def test_it_can_be_downloaded(outputs: dict[str, Page | Output]) -> None:
    rows = list(csv.DictReader(io.StringIO(outputs["opendays.csv"].data.decode("utf-8-sig"))))
    assert {row["代号"]: row["主题"] for row in rows}["b"] == "走进图书馆"
    data = json.loads(outputs["opendays.json"].data)
    assert data["记录数"] == 3 and {row["代号"]: row["状态"] for row in data["记录"]}["c"] == "取消"


def test_it_is_listed_where_it_leads(outputs: dict[str, Page | Output]) -> None:
    for path in ("units/minzheng.html", "domains/shehui-jiuzhu.html", "domains/shehui-jiuzhu/1.1.html"):
        assert "政府开放日" in outputs[path].body and "opendays/a.html" in outputs[path].body, path


def test_it_is_in_navigation_and_site_map(view: View, outputs: dict[str, Page | Output]) -> None:
    assert ("政府开放日", "opendays.html") in [tuple(c) for tab in tabs(view.county, sections(view.county)) for c in tab.children]
    assert "opendays/a.html" in outputs["sitemap.html"].body
    assert b"opendays/a.html" in outputs["sitemap.xml"].data


def test_it_is_found(outputs: dict[str, Page | Output]) -> None:
    data = next(one.data.decode() for path, one in outputs.items() if path.startswith("assets/search-data.") and "latest" not in path)
    assert "政府开放日" in data and "走进自来水厂" in data and "opendays/" in data


def test_it_is_news_and_in_the_feed(view: View, outputs: dict[str, Page | Output]) -> None:
    assert "走进图书馆" in [news.title for news in latest(view.county)]
    assert "走进图书馆" in outputs["feed.xml"].data.decode()


def test_its_pages_have_labels_and_structured_data(view: View, outputs: dict[str, Page | Output]) -> None:
    page = outputs["opendays/b.html"]
    assert page.facts.published == "2026-06-01" and page.facts.source
    assert '<meta name="PubDate" content="2026-06-01">' in labels(page, view) and not json_ld(page), "its labels say all"


def test_an_edit_of_it_changes_the_pages_that_show_it_and_no_other(view: View) -> None:
    sources = Sources(view.county, view.relations)
    before = {record.address: sources.of(record) for record in with_pages(view.county)}
    common = sources.common
    changed = view.county.opendays["a"]
    changed.__dict__["title"] = "走进污水处理厂"
    after = Sources(view.county, view.relations)
    marks = {record.address: after.of(record) for record in with_pages(view.county)}
    touched = {path for path, mark in marks.items() if before[path] != mark}
    assert after.common == common, "the name of a record of a register stands on no other page"
    assert {"opendays/a.html", "units/minzheng.html", "domains/shehui-jiuzhu.html"} <= touched
    assert "opendays/b.html" not in touched and "units/caizheng.html" not in touched


def test_it_has_a_schema(kind: Collection) -> None:
    assert schema.associations()[".vscode/schemas/opendays.schema.json"] == "catalogues/opendays/*.yml"


def test_what_is_wrong_in_it_is_told(county: Path) -> None:
    file = county / "catalogues" / "opendays" / "a.yml"
    text = file.read_text(encoding="utf-8")
    told = {}
    for old, new in (("minzheng", "没有的局"), ("2026-05-06", "2099-01-01"), ("0590-7000101", "0590-7"), ("主题: 走进自来水厂, ", ""), ("状态", "状况"),
                     ("shehui-jiuzhu/1.1", "shehui-jiuzhu/99")):
        file.write_text(text.replace(old, new), encoding="utf-8")
        told[old] = {f.rule.code for f in check_county(county).findings if f.place.file == "catalogues/opendays/a.yml"}
    assert [sorted(codes) for codes in told.values()] == [["C301"], ["C676"], ["C681"], ["C208"], ["C202"], ["C301"]]


def test_a_stale_one_is_told(county: Path) -> None:
    (county / "catalogues" / "opendays" / "b.yml").unlink()
    (county / "catalogues" / "opendays" / "a.yml").unlink()
    assert [f.rule.code for f in check_county(county).findings if f.place.file == "catalogues/opendays/c.yml"] == ["C802"]


def test_links_to_its_pages_are_looked_at(county: Path) -> None:
    page = county / "content" / "about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[去](opendays/a.html) [无](opendays/zzz.html)\n", encoding="utf-8")
    found = [f for f in check_county(county).findings if f.rule.code == "C699"]
    assert len(found) == 1 and "zzz" in found[0].message



def test_what_is_short_stays_on_one_line() -> None:
    told = {"six": "22个工作日", "seven": "一二三四五六七", "none": ""}
    column = Column("x", "承诺时限", False, told.__getitem__, lambda record: unbroken(told[record]))
    assert [column.look(record) for record in ("six", "seven", "none")] == ["nb", "", ""]
    assert unbroken("第一批，2026-09-14 共 3,000 元<") == '第一批，<span class="nb">2026-09-14</span> 共 <span class="nb">3,000 元</span>&lt;'


def test_every_shelf_names_a_tab_and_a_class_of_pages_that_there_are() -> None:
    assert [section.name for section in REGISTERED] == list(TABS)
    assert {c.shelf.page for c in REGISTERS.values()} <= CLASSES.keys()
    with pytest.raises(TypeError, match="wrok"):
        register("a/", "甲", Shelf(tab="wrok", columns=()))(type("Made", (Register,), {"title": field("标题", role="title")}))
