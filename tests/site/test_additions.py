"""Pages that a county gets for keys of records there were before the registers: channels, heads and liaison of units, groups of flows, 五公开, 综合, 统称."""
import shutil

import pytest
from built import GOLDEN

from disclosure.host.again import with_pages
from disclosure.read.county import read_county
from disclosure.render.output import Indexed, Output, Page
from disclosure.render.pages.home import written_page
from disclosure.render.pages.people import usual_hours
from disclosure.render.view import View
from disclosure.site import plan, sections

ADDED = {
    "county.yml": "申请渠道:\n- {渠道: 邮寄, 单位: caizheng, 收件: 样本路1号收, 收到日: 签收当天, 注意事项: 信封写明申请。}\n- {渠道: 当面, 单位: caizheng, 收件: 二楼窗口, 收到日: 当天, 注意事项: 带证件。}\n",
    "units.yml": ("ge-xiangzhen: {名称: 各乡镇（街道）, 指代: 各乡镇}\nge-cun: {名称: 各村（社区）, 指代: 各村}\n"
                  "shenji:\n  名称: 样本县审计局\n  负责人: [{职务: 局长, 姓名: 何示例, 任职日期: 2025-06-01}, {职务: 局长, 姓名: 周示例, 离任日期: 2025-05-31}]\n"
                  "  公开联络: {机构: 综合股, 负责人: 股长, 电话: 0590-7100055}\n"),
    "townships/dong-xiang.yml": ("事项:\n- {编号: 1, 领域: 综合, 名称: 机构信息, 内容: 职能和联系方式, 依据: 《政府信息公开条例》第二十条, 时限: 及时, 主体: dong-xiang-zf, "
                                 "方式: 主动公开, 渠道: 政府网站, 对象: 全社会}\n"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[View, dict[str, Page | Output]]:
    folder = tmp_path_factory.mktemp("additions") / "county"
    shutil.copytree(GOLDEN, folder)
    for name, text in ADDED.items():
        with (folder / "catalogues" / name).open("a", encoding="utf-8") as file:
            file.write(text)
    domain = folder / "catalogues" / "domains" / "shehui-jiuzhu.yml"
    domain.write_text(domain.read_text(encoding="utf-8") + "不涉及过程: [决策, 服务]\n", encoding="utf-8")
    flow = folder / "catalogues" / "flows" / "shenqing.yml"
    (flow.parent / "fabu.yml").write_text(flow.read_text(encoding="utf-8").replace("标题: 社会救助申请流程", "标题: 信息发布流程\n类型: 公开工作\n工作流程: 信息发布"), encoding="utf-8")
    (folder / "catalogues/documents").mkdir(exist_ok=True)
    for id, status in (("dafu", "现行"), ("jiuge", "废止")):
        (folder / f"catalogues/documents/{id}.yml").write_text(f"标题: 答复书{id}\n类型: 文书格式\n发布机关: 样本县\n发布日期: 2026-03-20\n状态: {status}\n适用情形: 决定公开\n正文: 样子\n", encoding="utf-8")
    reading = read_county(folder)
    assert reading.county is not None and not [f for f in reading.findings if f.severity == "error"], reading.findings
    view = View(reading.county, {p: 1 for p in reading.files.paths})
    return view, {one.path: one for one in plan(view, [Indexed("指南", "guide.html")], lambda path: b"")}


def body(made, path: str) -> str:
    return made[1][path].body


def test_the_channels_have_a_page_to_which_applying_leads(made) -> None:
    page = body(made, "channels.html")
    assert all(said in page for said in ("<h2>邮寄</h2>", "样本路1号收", "签收当天", "信封写明申请。", "<h2>当面提交</h2>"))
    assert 'href="documents/dafu.html"' in page and "决定公开" in page and "jiuge" not in page, "the forms in force are those that applicants get"
    assert made[1]["channels.html"].section == "apply" and 'href="channels.html"' in body(made, "deadline.html")
    assert next(s for s in sections(made[0].county) if s.name == "apply").children[0].address == "channels.html"
    guide = written_page(made[0], "guide.html", "指南", "<h1>指南</h1><p>甲</p>", []).body
    assert 'href="channels.html"' in guide and 'href="channels.html"' not in written_page(made[0], "about.html", "关于", "<h1>关于</h1>", []).body


def test_the_door_of_a_kiosk_leads_there_where_nobody_wrote_how_to_apply(made) -> None:
    view = View(made[0].county, made[0].sizes, kiosk=True)

    def door(*written: Indexed) -> str:
        view.env.globals["written"] = written
        return next(one for one in plan(view, written, lambda path: b"") if one.path == "index.html").body
    assert 'href="channels.html"' in door() and 'href="shenqing.html"' in door(Indexed("依申请公开", "shenqing.html"))


def test_a_unit_says_who_leads_it_and_whom_to_ask(made) -> None:
    page = body(made, "units/shenji.html")
    now, before = page.split("<details>")
    assert "何示例" in now and "周示例" not in now and "周示例" in before
    assert "综合股" in page and "0590-7100055" in page


def test_an_entry_that_stands_for_all_says_so(made) -> None:
    page = body(made, "units/ge-xiangzhen.html")
    assert "这是统称" in page and 'href="../townships/dong-xiang.html"' in page and "尚未登记联系方式" not in page
    assert 'href="../units/ge-xiangzhen.html"' in body(made, "townships/dong-xiang.html") and 'href="../units/ge-cun.html"' in body(made, "villages/shi-cun.html")
    assert "统称" in body(made, "units.html")


def test_a_township_matter_of_no_domain_stands_under_general(made) -> None:
    page = body(made, "townships/dong-xiang.html")
    assert "综合" in page and "机构信息" in page and "domains/综合" not in page and 'href="../"' not in page
    matter = body(made, "townships/dong-xiang/1.html")
    assert "所属领域" in matter and "综合" in matter and '<a href="../../">综合' not in matter
    assert '"领域":"综合"' in made[1]["townships/dong-xiang.json"].data.decode()
    assert "综合" in made[1]["townships/dong-xiang.csv"].data.decode()


def test_flows_stand_in_groups_where_one_says_its_kind(made) -> None:
    page = body(made, "flows.html")
    assert page.index("<h2>公开工作流程</h2>") < page.index("信息发布流程") < page.index("<h2>其他流程</h2>") < page.index("社会救助申请流程")


def test_the_matrix_of_five_stages(made) -> None:
    page = body(made, "domains.html")
    row = page[page.index('id="wugongkai"'):]
    assert 'data-l="决策"><a ' in row, "what there is counts, whatever 不涉及过程 says"
    assert '<td class="r" data-l="服务">不涉及</td>' in row and '<td class="r" data-l="执行">0 项</td>' in row


def test_every_page_of_a_record_is_still_known_by_its_address(made) -> None:
    assert all(record.address for record in with_pages(made[0].county))


def test_what_most_units_keep_is_said_once(made) -> None:
    assert usual_hours(iter(["甲", "甲", "乙", "甲"])) == "甲"
    assert not any(usual_hours(iter(hours)) for hours in (["甲", "甲"], ["甲", "乙", "丙"], ["甲"] * 3 + ["乙"] * 3, []))
    listed = body(made, "units.html")
    assert "没有另外写明的" not in listed and "办公时间</th>" in listed, "so few units keep different ones"
