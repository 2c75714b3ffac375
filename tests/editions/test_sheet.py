"""The sheet to sign counts as its reader counts, says whose every change is, and what a new record says; what is disclosed day by day comes after it in a line each."""
import html
import re

import pytest
from planted import BASE, edited, matter, told

from disclosure.editions.cells import chiefly, published
from disclosure.editions.state import State
from disclosure.editions.telling import End, Told, as_data, as_text
from disclosure.model.county import COLLECTIONS
from disclosure.model.fields import FilePath, MarkdownText, Nested
from disclosure.render.sheet import sheet

LONG = "发放对象、标准和时间" * 40


def text_of(found: Told) -> str:
    """The sheet as somebody reads it."""
    page = sheet(found, []).decode().partition("<body>")[2]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.fixture
def after() -> State:
    """The same limit in county and township, a new matter that a township takes over, another telephone number, and new information."""
    found = edited("domains/jiuzhu/2.3", "townships/xi/jiuzhu-2.3", 时限="公示5个工作日")
    found["domains/jiuzhu/3.1"] = matter("3.1", "水电减免", 内容=["减免多少", LONG])
    found["townships/xi/jiuzhu-3.1"] = matter("jiuzhu-3.1", "水电减免", 内容=["减免多少", LONG], 参照="jiuzhu/3.1", 主体=["xi"])
    found["units/xi"] = {**found["units/xi"], "电话": "0590-7000191"}
    found["domains/jiuzhu/2.1"] = {**found["domains/jiuzhu/2.1"], "信息": [{"标题": "十月的发放情况", "链接": "https://www.shili.example/1.htm", "发布日期": "2026-11-04"}]}
    return found


def test_it_counts_as_its_reader_counts(after: State) -> None:
    found = told(after)
    assert (found.spots, found.summary) == (3, "3 处改动（连同乡镇、村共 5 项：新增 2、修改 3）；新公开信息 1 条")
    assert found.figures == [("县民政局", 2, 0), ("西街街道办事处", 0, 1)] and [unit for unit, _ in found.by_unit] == ["西街街道办事处"]
    assert "3 处改动 （连同乡镇、村共 5 项" in text_of(found) and "县民政局 第二部分 2 处" in text_of(found)
    alone = told(edited("domains/jiuzhu/2.3", 时限="公示5个工作日", 备注="名单不上网"))
    assert alone.summary == "2 处改动（修改 1 项）" and "县民政局（2 处）" in text_of(alone) and "县民政局 2 处" in text_of(alone)


def test_what_is_the_same_in_many_places_says_whose_it_is(after: State) -> None:
    assert "2 个事项 责任单位 县民政局 公开时限" in text_of(told(after)) and "（县民政局，2 个事项：" in as_text(told(after))
    units = told(edited("domains/jiuzhu/2.1", "domains/jiuzhu/2.3", 时限="每月", 主体=["xi"]))
    assert units.answering(units.parts[0][0].changes) == "西街街道办事处"


def test_a_new_record_says_what_one_signs(after: State) -> None:
    page = text_of(told(after))
    assert "公开内容： 减免多少；发放对象" in page and "公开主体： 县民政局；另 1 项是西街街道办事处 渠道载体： 政府网站 公开对象： 全社会" in page
    assert "公开主体：县民政局；另 1 项是西街街道办事处" in as_text(told(after)), "a township's copy is disclosed by the township"
    assert f"…（共 {len('减免多少；' + LONG)} 字）" in page, "long ones are folded"
    assert {row["要素"]: row["新"] for row in next(one for one in as_data(told(after))["变动"] if one["键"] == "domains/jiuzhu/3.1")["要素"]}["公开对象"] == "全社会"
    new = told({**BASE, "tasks/1": {"标题": "做完一件事", "完成时限": "2026-12-31", "牵头单位": ["minzheng"], "状态": "正在做"}})
    assert "完成时限： 2026-12-31" in text_of(new)


def test_a_new_policy_is_signed_with_its_text_interpretation_and_attachments() -> None:
    policy = {"标题": "零工市场管理办法", "发文机关": ["minzheng"], "起草单位": ["minzheng"], "成文日期": "2026-11-02", "发布日期": "2026-11-03", "正文": LONG,
              "附件": [{"名称": "零工登记流程图", "文件": "ling-gong.png"}, {"名称": "申请表", "文件": "biao.docx"}],
              "解读": [{"标题": "零工市场怎么用", "解读机构": "minzheng", "日期": "2026-11-03", "要点": [{"标题": "免费登记"}, {"标题": "当天结算"}], "正文": LONG}]}
    new = told({**BASE, "policies/ling-gong": policy})
    for page in (text_of(new), as_text(new)):
        page = re.sub(r"：\s+", "：", page)
        assert f"…（共 {len(LONG)} 字）" in page and "正文：发放对象" in page
        assert "附件：2 个：零工登记流程图（文件 ling-gong.png）；申请表（文件 biao.docx）" in page
        assert "解读：零工市场怎么用（" in page and "要点 2 条" in page and "县民政局" in page
    assert {"正文", "附件", "解读"} <= {row["要素"] for one in as_data(new)["变动"] for row in one.get("要素", [])}


@pytest.mark.parametrize("name", sorted(COLLECTIONS))
def test_every_kind_of_record_tells_of_the_texts_and_files_that_it_publishes(name: str) -> None:
    template = COLLECTIONS[name].template
    named = {f.key for f in published(template)}
    assert {f.key for f in template.fields.values() if isinstance(f.kind, MarkdownText | FilePath | Nested)} == named
    for f in published(template):
        row = "content.md" if isinstance(f.kind, FilePath) else LONG if isinstance(f.kind, MarkdownText) else {key: "示例" for key in [g.key for g in f.kind.template.fields.values()][:1]}
        said = chiefly(f"{name}/x", {f.key: [row] if isinstance(f.kind, Nested) and f.kind.many else row}, {})
        assert [cell.key for cell in said if cell.new] == [f.key], said


def test_new_ones_that_say_something_else_are_not_told_as_one(after: State) -> None:
    after["townships/xi/jiuzhu-3.1"] = {**after["townships/xi/jiuzhu-3.1"], "渠道": ["公示栏"]}
    after["domains/jiuzhu/4.1"] = matter("4.1", "水电减免")
    assert [change.key for change in told(after).parts[1]] == ["domains/jiuzhu/3.1", "domains/jiuzhu/4.1", "townships/xi/jiuzhu-3.1", "units/xi"]


def test_what_was_newly_disclosed_comes_after_it_in_a_line(after: State) -> None:
    found = told(after)
    assert [(one.title, one.date, one.change.where) for one in found.disclosed] == [("十月的发放情况", "2026-11-04", "社会救助 2.1")]
    assert "社会救助 2.1　十月的发放情况（2026-11-04）" in as_text(found) and "已公开的信息" not in text_of(found)
    assert "社会救助 2.1 十月的发放情况 2026-11-04" in text_of(found)
    only = told({**BASE, "domains/jiuzhu/2.1": after["domains/jiuzhu/2.1"]})
    assert only.summary == "新公开信息 1 条" and "处改动" not in text_of(only)
    taken_off = told(BASE, before={**BASE, "domains/jiuzhu/2.1": after["domains/jiuzhu/2.1"]})
    assert taken_off.summary == "1 处改动（修改 1 项）", "what is taken off is a change to sign"


@pytest.mark.parametrize(("since", "until", "wanted"), [
    (End("2026-10-16", "2026-10-16", True), End("现在", "2026-11-20"), "2026-10-16 那一版以后、截至 2026-11-20 的改动"),
    (End("2026-11-20", "2026-11-20", True), End("现在", "2026-11-20"), "2026-11-20 那一版以后、截至同一天的改动"),
    (End("“前面的”", "2026-11-20"), End("现在", "2026-11-20"), "“前面的”以后、截至同一天的改动"),
    (End("2026-10-16", "2026-10-16", True), End("2026-11-20", "2026-11-20", True), "2026-10-16 那一版以后、到 2026-11-20 那一版的改动"),
])
def test_the_period_never_reads_as_empty(since: End, until: End, wanted: str) -> None:
    assert told(BASE, since=since, until=until).period == wanted


# -- what is only kept up ------------------------------------------------------------------------
KEPT = {"guides/dibao": {"标题": "低保申请", "复核日期": "2026-03-31", "时限": "20个工作日"}, "media/a": {"名称": "样本发布", "最近更新": "2026-03-01"},
        "domains/jiuzhu": {**BASE["domains/jiuzhu"], "修订日期": "2026-01-05"}, "changes/2026-1": {"标题": "改了时限", "原因": "待补充"}}


def upkept() -> State:
    return {**BASE, **KEPT, "guides/dibao": {**KEPT["guides/dibao"], "复核日期": "2026-06-30"}, "media/a": {**KEPT["media/a"], "最近更新": "2026-06-29"},
            "domains/jiuzhu": {**KEPT["domains/jiuzhu"], "修订日期": "2026-06-01"},
            "changes/2026-1": {"标题": "改了时限", "原因": "上级目录变动"}, "changes/2026-2": {"标题": "加了渠道", "原因": "自查评估"}}


def test_that_somebody_looked_again_and_why_a_catalogue_changed_is_counted_in_lines_of_their_own() -> None:
    found = told(upkept(), {**BASE, **KEPT})
    assert (found.adjusted, found.spots, found.summary) == ([], 0, "例行更新 5 处")
    assert [(title, len(changes)) for title, changes in found.upkeep] == [("修订日期", 1), ("复核日期", 1), ("最近更新", 1), ("目录调整的原因", 2)]
    assert "5 处例行更新 （修订日期 1、复核日期 1、最近更新 1、目录调整的原因 2）" in text_of(found) and "处改动" not in text_of(found)
    assert "低保申请" in text_of(found) and "目录调整的原因　2 处：改了时限、加了渠道" in as_text(found), "what it was is named, not only counted"
    assert as_data(found)["例行更新"] == {"修订日期": 1, "复核日期": 1, "最近更新": 1, "目录调整的原因": 2} and len(as_data(found)["变动"]) == 5, "data leave nothing out"


def test_beside_it_a_change_of_the_same_record_is_signed_and_so_is_what_is_said_no_more() -> None:
    after = upkept()
    after["guides/dibao"] = {**after["guides/dibao"], "时限": "15个工作日"}
    del after["changes/2026-1"]
    after["media/a"] = {"名称": "样本发布"}
    found = told(after, {**BASE, **KEPT})
    assert {change.key: [cell.title for cell in change.cells] for change in found.adjusted} == {"changes/2026-1": [], "guides/dibao": ["时限"], "media/a": ["最近更新"]}
    assert [title for title, _ in found.upkeep] == ["修订日期", "复核日期", "目录调整的原因"]


def test_every_day_of_looking_again_that_a_kind_of_record_declares_is_kept_up() -> None:
    from disclosure.model.county import COLLECTIONS
    days = {f.key for collection in COLLECTIONS.values() for f in collection.template.fields.values() if f.upkeep}
    assert days == {"复核日期", "修订日期", "最近更新"}
    assert all(f.upkeep for collection in COLLECTIONS.values() for f in collection.template.fields.values() if f.key in days), "the same word means the same everywhere"


# -- in which order ------------------------------------------------------------------------------
def test_units_come_in_the_order_in_which_the_county_names_them() -> None:
    after = edited("domains/jiuzhu/2.3", "units/xi", 电话="0590-7000191")
    assert [unit for unit, _ in Told("样本县", End("甲"), End("乙"), BASE, after).by_unit] == ["县民政局", "西街街道办事处"], "by their ids where nobody says more"
    assert [unit for unit, _ in Told("样本县", End("甲"), End("乙"), BASE, after, ranked=("xi", "minzheng")).by_unit] == ["西街街道办事处", "县民政局"]


def test_the_order_is_that_of_the_file_of_units(tmp_path) -> None:
    import shutil
    from pathlib import Path

    from disclosure.host.former import ranking
    from disclosure.read.county import read_county
    shutil.copytree(Path(__file__).parents[1] / "county", tmp_path / "county")
    county = read_county(tmp_path / "county").county
    assert list(ranking(county))[:len(county.units)] == list(county.units) != sorted(county.units) and ranking(None) == ()
