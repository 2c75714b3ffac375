"""Tables into a catalogue that exists: what is equal stays byte for byte, what is new finds its number and place, nothing is guessed or lost."""
import re
from pathlib import Path

import pytest

from disclosure.model.county import COLLECTIONS
from disclosure.read.county import read_county, vocabulary_of
from disclosure.tables.grid import Cell, Kind, Table
from disclosure.tables.matters import Matter
from disclosure.tables.merge import Merged, merge
from disclosure.tables.numbering import numbered
from disclosure.tables.setting import Setting
from disclosure.tables.target import Target
from disclosure.write.style import Unwritable

COUNTY = "名称: 示例县\n截至日期: 2026-11-20\n"
UNITS = "minzheng:\n  名称: 示例县民政局\n  简称: 县民政局\ncaizheng:\n  名称: 示例县财政局\nzhen:\n  名称: 溪口镇人民政府\n"
DOMAIN = """# 示例
领域: 社会救助
牵头单位: minzheng
默认:
  主体: minzheng
  方式: 主动公开
  渠道: [政府网站, 公开查阅点]   # 两处都要
  对象: 全社会
  层级: [县级, 乡级]

事项:
  # 低保
  - 编号: 2.1
    一级事项: 低保
    名称: 政策文件
    内容: [文件, 标准]
    依据: "《条例》（国务院令第711号）第二十条"
    时限: 及时公开 # 老写法

  - 编号: 2.3
    一级事项: 低保
    名称: 审核信息
    内容:
      - 名单
      # 金额还在核
      - 金额
    依据: 《救助办法》
    时限: 公示7个工作日
    渠道: 政府网站
    信息: [{标题: 名单, 链接: 'https://a.example/1', 发布日期: 2026-01-02}]
  - {编号: 3.1, 一级事项: 特困, 名称: 办事指南, 内容: 指南, 依据: 《救助办法》, 时限: 长期公开}
  - 编号: 2.7
    一级事项: 低保
    名称: 旧事项
    内容: 旧
    依据: 《旧办法》
    时限: 及时
    停用: {日期: 2025-01-01}
"""
TABLE = Table("报送.xlsx", "救助", 1, None, Kind.SHEET, [], [])
FILE = "catalogues/domains/jiuzhu.yml"
ROWS = [
    {"一级事项": "低保", "名称": "政策文件", "内容": ["文件", "标准"], "依据": ["《条例》(国务院令第711号)第二十条"], "时限": "及时公开", "渠道": ["公开查阅点", "政府网站"], "主体": ["minzheng"],
     "方式": ["主动公开"], "层级": ["乡级", "县级"], "对象": "全社会"},
    {"一级事项": "低保", "名称": "审核信息", "内容": ["1.名单；", "2.金额。"], "依据": ["《救助办法》"], "时限": "公示7个工作日", "渠道": ["政府网站"], "主体": ["minzheng"]},
    {"一级事项": "特困", "名称": "办事指南", "内容": ["指南"], "依据": ["《救助办法》"], "时限": "长期公开"},
]


@pytest.fixture
def county(tmp_path: Path) -> Path:
    for path, text in {"county.yml": COUNTY, "units.yml": UNITS, "domains/jiuzhu.yml": DOMAIN}.items():
        (tmp_path / "catalogues" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "catalogues" / path).write_text(text, encoding="utf-8")
    return tmp_path


def target(folder: Path, kind: str = "domains", id: str = "jiuzhu") -> Target:
    read = read_county(folder).county
    template = COLLECTIONS[kind].template
    return Target(folder, template, id, read, Setting.of(read, template, (id,), vocabulary_of(None), {}, False))


def rows(*values: dict, shaky: dict[int, set[str]] | None = None) -> list[Matter]:
    return [Matter(TABLE, n + 3, dict(one), {key: Cell(str(said), n + 3, 1) for key, said in one.items()}, (shaky or {}).get(n, set())) for n, one in enumerate(values)]


def put(folder: Path, *values: dict, shaky: dict[int, set[str]] | None = None, **more: str) -> Merged:
    merged = merge(target(folder), rows(*values, shaky=shaky), **more)
    merged.save()
    return merged


def text(folder: Path, file: str = FILE) -> str:
    return (folder / file).read_text(encoding="utf-8")


def changed(number: int, **more) -> list[dict]:
    return [{**one, **(more if n == number else {})} for n, one in enumerate(ROWS)]


def test_the_same_table_changes_nothing(county: Path) -> None:
    merged = put(county, *ROWS)
    assert merged.rows == {"new": 0, "changed": 0, "same": 3, "missing": 0} and not merged.changes and not merged.differences
    assert merged.numbers == ["2.1", "2.3", "3.1"] and text(county) == DOMAIN


@pytest.mark.parametrize("number, more, before, after", [
    (0, {"时限": "信息形成之日起20个工作日内"}, "时限: 及时公开 # 老写法", "时限: 信息形成之日起20个工作日内 # 老写法"),
    (0, {"依据": ["《条例》第二十一条"]}, '"《条例》（国务院令第711号）第二十条"', '"《条例》第二十一条"'),
    (0, {"渠道": ["政府网站", "政府公报", "公开查阅点"]}, "第二十条\"\n    时限: 及时公开 # 老写法\n", "第二十条\"\n    时限: 及时公开 # 老写法\n    渠道: [政府网站, 公开查阅点, 政府公报]\n"),
    (1, {"渠道": ["公开查阅点", "政府网站"]}, "    渠道: 政府网站\n", ""),
    (1, {"内容": ["名单", "金额", "期限"]}, "      - 金额\n", "      - 金额\n      - 期限\n"),
    (1, {"内容": ["名单", "补助金额"]}, "      - 金额\n", "      - 补助金额\n"),
    (1, {"对象": {"特定群体": "申请人"}}, "    渠道: 政府网站\n", "    渠道: 政府网站\n    对象: {特定群体: 申请人}\n"),
    (1, {"主体": ["caizheng", "minzheng"]}, "    时限: 公示7个工作日\n", "    时限: 公示7个工作日\n    主体: [minzheng, caizheng]\n"),
    (2, {"时限": "随时公开"}, "时限: 长期公开}", "时限: 随时公开}"),
    (2, {"三级事项": ""}, "时限: 长期公开}", "时限: 长期公开}"),
])
def test_a_difference_changes_its_key_alone(county: Path, number: int, more: dict, before: str, after: str) -> None:
    merged = put(county, *changed(number, **more))
    assert text(county) == DOMAIN.replace(before, after)
    assert [d["field"] for d in merged.differences] == ([] if before == after else list(more))
    again = put(county, *changed(number, **more))
    assert not again.changes and again.same == 3


def test_what_is_doubtful_replaces_nothing_that_stands(county: Path) -> None:
    merged = put(county, *changed(1, 时限="20"), shaky={1: {"时限"}})
    assert not merged.changes and merged.same == 3


def test_what_is_doubtful_is_written_where_nothing_stands(county: Path) -> None:
    merged = put(county, *changed(1, 备注="某某"), shaky={1: {"备注"}})
    assert merged.changed == 1 and "    备注: 某某\n" in text(county)


def test_new_matters_come_behind_the_one_before_them(county: Path) -> None:
    new = {"一级事项": "低保", "名称": "退出名单", "内容": ["名单"], "渠道": ["政府网站", "公开查阅点"], "主体": ["minzheng"]}
    other = {"一级事项": "临时救助", "名称": "办事指南", "内容": ["甲", "乙"]}
    merged = put(county, ROWS[0], new, {**other, "名称": "先来的"}, ROWS[1], ROWS[2], other)
    assert merged.numbers == ["2.1", "2.8", "4.1", "2.3", "3.1", "4.2"], "2.7 was used, if by a retired matter"
    said = text(county)
    assert [line.split()[-1] for line in said.split("\n") if "编号:" in line and "{" not in line] == ["2.1", "2.8", "4.1", "2.3", "4.2", "2.7"]
    assert "  - 编号: 2.8\n    一级事项: 低保\n    名称: 退出名单\n    内容: 名单\n" in said, "what holds anyway is not written"
    assert said.replace("\n", "").startswith(DOMAIN[:DOMAIN.index("事项:")].replace("\n", ""))
    assert merged.lines()["2.8", "名称"] == said.split("\n").index("    名称: 退出名单") + 1
    assert not put(county, ROWS[0], new, {**other, "名称": "先来的"}, ROWS[1], ROWS[2], other).changes


def test_what_no_row_precedes_comes_with_its_like(county: Path) -> None:
    put(county, {"一级事项": "特困", "名称": "政策文件", "内容": ["甲"]}, *ROWS)
    said = text(county)
    assert said.startswith(DOMAIN[:DOMAIN.index("  - 编号: 2.7")]) and said.index("编号: 3.1") < said.index("编号: 3.2") < said.index("编号: 2.7")


def order(folder: Path) -> list[str]:
    return re.findall(r"编号: ([\w.]+)", text(folder))


@pytest.mark.parametrize("new, expected", [
    ([("特困", "3.2"), ("临时救助", "12.1"), ("临时救助", "12.2")], ["2.1", "2.3", "3.1", "3.2", "2.7", "12.1", "12.2"]),
    ([("低保", "")], ["2.1", "2.3", "3.1", "2.7", "2.8"]),
    ([("总则", "1.1"), ("总则", "1.2")], ["1.1", "1.2", "2.1", "2.3", "3.1", "2.7"]),
    ([("尾", "10.1"), ("中", "9.1"), ("低保", "2.10")], ["2.1", "2.3", "3.1", "2.7", "2.10", "9.1", "10.1"]),
    ([("", "11.1")], ["2.1", "2.3", "3.1", "2.7", "11.1"]),
])
def test_a_table_of_new_matters_alone_keeps_the_order_of_the_file(county: Path, new: list[tuple[str, str]], expected: list[str]) -> None:
    """Nothing new stands above what a comment says of the first matter; 9 comes before 10."""
    put(county, *({"编号": number, "一级事项": first, "名称": f"新的事项{n}号", "内容": ["甲"]} for n, (first, number) in enumerate(new)))
    assert order(county) == expected
    if expected[0] == "2.1":
        assert text(county).startswith(DOMAIN[:DOMAIN.index("  - 编号: 2.3")])


def test_a_name_that_is_nearly_the_same_is_asked_about(county: Path) -> None:
    merged = put(county, ROWS[0], {**ROWS[1], "名称": "审核审批信息", "时限": "公示5个工作日"}, ROWS[2])
    assert [(d.code, d.row, d.written) for d in merged.doubts] == [("T305", 4, "审核信息")]
    assert merged.numbers[1] == "2.3" and "名称: 审核信息" in text(county) and "公示5个工作日" in text(county)
    assert put(county, *ROWS[:1], {**ROWS[1], "名称": "完全两样的"}, ROWS[2]).new == 1


def test_what_looks_renamed_and_is_new_comes_in_by_a_number_of_its_own(county: Path) -> None:
    other = {**ROWS[1], "名称": "审核审批信息"}
    told, = [d for d in put(county, ROWS[0], other, ROWS[2]).doubts if d.code == "T305"]
    assert "没有动" in told.said and "这一行写 2.8，" in told.hint
    again = put(county, ROWS[0], {**other, "编号": "2.8"}, ROWS[1], ROWS[2])
    assert again.new == 1 and not again.doubts and again.numbers == ["2.1", "2.8", "2.3", "3.1"]


def test_numbers_say_which_is_which(county: Path) -> None:
    merged = put(county, {"编号": "2.3", "一级事项": "低保", "名称": "审核结果"}, {"编号": "2.1", "名称": "政策文件", "一级事项": "低保"}, {"编号": "A1", "一级事项": "低保", "名称": "新"},
                 {"编号": "2.7", "一级事项": "低保", "名称": "旧事项"})
    assert merged.numbers == ["2.3", "2.1", "A1", "2.7"] and "名称: 审核结果" in text(county)
    assert "次序没有动" in merged.notes[0] and not put(county, *ROWS).notes


def test_what_the_table_lacks_is_told_or_retired(county: Path) -> None:
    merged = put(county, *ROWS[:2])
    assert [d.code for d in merged.doubts] == ["T306"] and merged.missing == ["3.1 办事指南"] and not merged.changes
    merged = put(county, *ROWS[:2], retire="2026-11-01")
    assert not merged.doubts and text(county) == DOMAIN.replace("长期公开}", "长期公开, 停用: {日期: 2026-11-01}}")
    assert put(county, *ROWS[:2], retire="2026-12-01").missing == [], "what is retired is not missed"


def test_two_departments_do_not_disturb_each_other(county: Path) -> None:
    one, two = {"一级事项": "住房", "名称": "甲", "内容": ["甲"]}, {"一级事项": "就业", "名称": "乙", "内容": ["乙"]}
    put(county, one)
    before = text(county)
    put(county, two)
    assert before.replace("\n", "") in text(county).replace("\n", "") or all(line in text(county) for line in before.split("\n"))
    assert not put(county, one).changes and not put(county, two).changes


def test_a_new_file_gathers_what_most_say(county: Path) -> None:
    (county / FILE).unlink()
    merged = put(county, {**ROWS[0], "层级": ["县级"]}, {**ROWS[0], "名称": "乙", "渠道": ["政府网站"], "层级": ["县级"]}, {**ROWS[0], "名称": "丙", "一级事项": "特困", "时限": "随时"},
                 name="社会救助", lead="# 首行\n")
    said = text(county)
    assert said.startswith("# 首行\n领域: 社会救助\n默认:\n  时限: 及时公开\n  主体: minzheng\n  方式: 主动公开\n  渠道: [公开查阅点, 政府网站]\n  对象: 全社会\n  层级: 县级\n事项:\n  - 编号: 1.1\n")
    assert merged.numbers == ["1.1", "1.2", "2.1"] and said.count("时限:") == 2 and said.count("渠道:") == 2
    assert not put(county, {**ROWS[0], "层级": ["县级"]}, {**ROWS[0], "名称": "乙", "渠道": ["政府网站"], "层级": ["县级"]}, {**ROWS[0], "名称": "丙", "一级事项": "特困", "时限": "随时"}).changes


def test_units_that_are_not_there_yet_are_no_difference(county: Path) -> None:
    (county / FILE).unlink()
    table = [{**ROWS[0], "主体": ["minzheng", "示例县应急管理局"]}, {**ROWS[1], "主体": ["minzheng", "示例县应急管理局"]}, {**ROWS[2], "主体": ["示例县住建局"]}]
    put(county, *table, name="社会救助")
    assert "  主体: [minzheng, 示例县应急管理局]\n" in text(county)
    again = put(county, *table)
    assert not again.changes and again.same == 3


def test_what_one_lacks_is_not_filled_by_what_most_say(county: Path) -> None:
    (county / FILE).unlink()
    lacking = {key: said for key, said in ROWS[0].items() if key != "时限"} | {"名称": "乙"}
    put(county, ROWS[0], {**ROWS[0], "名称": "丙"}, lacking, name="社会救助")
    default = text(county).split("事项:\n")[0]
    assert "时限" not in default and "渠道" in default


def test_a_township_refers_to_what_the_county_says_as_well(county: Path) -> None:
    (county / "catalogues/townships").mkdir()
    own = {**ROWS[0], "领域": "jiuzhu", "主体": ["zhen"], "渠道": ["便民服务站"]}
    table = rows(own, {**own, "名称": "窗口"}, {**own, "名称": "审核信息", "内容": ["别的"]})
    merge(target(county, "townships", "xikou"), table, name="溪口镇").save()
    said = text(county, "catalogues/townships/xikou.yml")
    assert "  - 参照: jiuzhu/2.1\n" in said and "编号: 1.1\n    一级事项: 低保\n    名称: 窗口\n" in said and "名称: 审核信息\n    内容: 别的\n" in said
    assert "政策文件" not in said
    assert not merge(target(county, "townships", "xikou"), table).changes


def test_what_a_whole_reference_brings_is_not_written_again(county: Path) -> None:
    (county / "catalogues/townships").mkdir()
    file = "catalogues/townships/xikou.yml"
    (county / file).write_text("乡镇: 溪口镇\n类型: 镇\n单位: zhen\n参照: [jiuzhu]\n", encoding="utf-8")
    own = {**ROWS[0], "领域": "jiuzhu", "主体": ["zhen"]}
    merged = merge(target(county, "townships", "xikou"), rows(own))
    assert not merged.changes and merged.same == 1 and not merged.doubts
    merged = merge(target(county, "townships", "xikou"), rows({**own, "渠道": ["便民服务站"]}))
    merged.save()
    assert text(county, file) == "乡镇: 溪口镇\n类型: 镇\n单位: zhen\n参照: [jiuzhu]\n事项:\n  - 参照: jiuzhu/2.1\n    渠道: 便民服务站\n"
    assert not merge(target(county, "townships", "xikou"), rows({**own, "渠道": ["便民服务站"]})).changes


def test_a_file_that_can_only_be_guessed_at_is_refused(county: Path) -> None:
    (county / FILE).write_text(DOMAIN + "坏: [\n", encoding="utf-8")
    with pytest.raises(Unwritable):
        target(county)


def test_a_file_changed_meanwhile_is_refused(county: Path) -> None:
    merged = merge(target(county), rows(*changed(0, 时限="别的")))
    (county / FILE).write_text(DOMAIN + "# 同事\n", encoding="utf-8")
    with pytest.raises(Unwritable, match="在别处改过了"):
        merged.save()
    assert text(county) == DOMAIN + "# 同事\n"


@pytest.mark.parametrize("standing, given, numbers", [
    ([], [("甲", ""), ("甲", ""), ("乙", "")], ["1.1", "1.2", "2.1"]),
    ([("甲", "5.1"), ("乙", "2.9")], [("乙", ""), ("甲", ""), ("丙", "")], ["2.10", "5.2", "6.1"]),
    ([("甲", "1-1")], [("甲", ""), ("乙", "")], ["1-2", "2-1"]),
    ([("", "1"), ("", "7")], [("甲", ""), ("乙", "")], ["8", "9"]),
    ([("甲", "1.1")], [("甲", "1.1"), ("甲", "1.2"), ("甲", "")], ["1.3", "1.2", "1.4"]),
    ([("甲", "A1")], [("甲", "")], ["1.1"]),
])
def test_numbers_that_were_never_used(standing: list, given: list, numbers: list) -> None:
    assert numbered(given, standing) == numbers
