"""What a change looks like in the file: in the style that stands there, at the place the format declares, and nowhere else."""
from pathlib import Path

import pytest

from disclosure.model.place import Place
from disclosure.write.draft import Draft, new_file
from disclosure.write.style import Unwritable

FILE = "catalogues/domains/x.yml"
TEXT = """# yaml-language-server: $schema=../../x.json
领域: 示例

事项:
  # 一、综合

  - 编号: 1.1
    名称: '政策'   # 待核
    内容:
      - 甲
      # 乙还没有批
      - 乙
    渠道: [政府网站, 公开查阅点]
    备注: |
      第一行
      第二行

  - 编号: 1.2
    名称: 指南
    对象: {特定群体: "残疾人"}

# 完
"""


def opened(tmp_path: Path, text: str = TEXT) -> Draft:
    (tmp_path / "catalogues/domains").mkdir(parents=True)
    (tmp_path / FILE).write_bytes(text.encode())
    return Draft.open(tmp_path, FILE)


def at(line: int, column: int = 5) -> Place:
    return Place(FILE, line, column, line, column + 2)


ONE, TWO = at(7), at(18)
CHANGES = [
    (lambda d: d.set(ONE, "名称", "政策文件"), "    名称: '政策'   # 待核\n", "    名称: '政策文件'   # 待核\n"),
    (lambda d: d.set(ONE, "名称", "注意: 政策"), "名称: '政策' ", "名称: '注意: 政策' "),
    (lambda d: d.set(TWO, "名称", "注意: 指南"), "名称: 指南", "名称: '注意: 指南'"),
    (lambda d: d.set(TWO, "对象", {"特定群体": "老人、残疾人"}), '"残疾人"', '"老人、残疾人"'),
    (lambda d: d.set(TWO, "对象", "全社会"), '{特定群体: "残疾人"}', "全社会"),
    (lambda d: d.set(ONE, "内容", ["甲", "新", "乙"]), "      - 甲\n", "      - 甲\n      - 新\n"),
    (lambda d: d.set(ONE, "内容", ["甲", "丙"]), "      - 乙\n", "      - 丙\n"),
    (lambda d: d.drop(ONE, "内容", 1), "      - 乙\n", ""),
    (lambda d: d.set(ONE, "内容", "一条"), "内容:\n      - 甲\n      # 乙还没有批\n      - 乙\n", "内容: 一条\n    # 乙还没有批\n"),
    (lambda d: d.set(ONE, "渠道", ["政府网站", {"其他": "广播, 大喇叭"}, "公开查阅点"]), "政府网站, ", "政府网站, {其他: '广播, 大喇叭'}, "),
    (lambda d: d.move(ONE, "渠道", 1, 0), "[政府网站, 公开查阅点]", "[公开查阅点, 政府网站]"),
    (lambda d: d.set(ONE, "备注", "第一行\n\n第三行"), "      第二行\n", "\n      第三行\n"),
    (lambda d: d.set(ONE, "备注", "一行"), "      第一行\n      第二行\n", "      一行\n"),
    (lambda d: d.set(ONE, "时限", "及时"), "      - 乙\n", "      - 乙\n    时限: 及时\n"),
    (lambda d: d.set(TWO, "渠道", ["政府网站"]), "名称: 指南\n", "名称: 指南\n    渠道: [政府网站]\n"),
    (lambda d: d.set(TWO, "内容", ["丙", "丁"]), "名称: 指南\n", "名称: 指南\n    内容:\n      - 丙\n      - 丁\n"),
    (lambda d: d.set(TWO, "停用", {"日期": "2026-01-01"}), '"残疾人"}\n', '"残疾人"}\n    停用: {日期: 2026-01-01}\n'),
    (lambda d: d.set(TWO, "信息", [{"标题": "甲", "链接": "https://a.example/1"}]), '"残疾人"}\n', '"残疾人"}\n    信息:\n      - 标题: 甲\n        链接: https://a.example/1\n'),
    (lambda d: d.set(None, "修订日期", "2026-01-01"), "领域: 示例\n", "领域: 示例\n修订日期: 2026-01-01\n"),
    (lambda d: d.remove(TWO, "编号"), "  - 编号: 1.2\n    名称: 指南\n", "  - 名称: 指南\n"),
    (lambda d: d.remove(ONE, "名称"), "    名称: '政策'   # 待核\n", "    # 待核\n"),
    (lambda d: d.remove(ONE, "备注"), "    备注: |\n      第一行\n      第二行\n", ""),
    (lambda d: d.add_after(ONE, {"编号": "1.3", "名称": "新"}), "      第二行\n", "      第二行\n\n  - 编号: 1.3\n    名称: 新\n"),
    (lambda d: d.add_after(TWO, {"编号": "1.3", "名称": "新"}), '"残疾人"}\n', '"残疾人"}\n\n  - 编号: 1.3\n    名称: 新\n'),
    (lambda d: d.take_out(TWO), '\n  - 编号: 1.2\n    名称: 指南\n    对象: {特定群体: "残疾人"}\n', ""),
    (lambda d: d.set(None, "领域", "两\n行"), "领域: 示例", "领域: |\n  两\n  行"),
    (lambda d: d.insert(TWO, "名称", 1, "手册"), "名称: 指南", "名称: [指南, 手册]"),
]


@pytest.mark.parametrize("number", range(len(CHANGES)))
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["plain", "bom"])
def test_a_change_touches_nothing_else(tmp_path: Path, number: int, end: str, bom: str) -> None:
    change, before, after = CHANGES[number]
    assert TEXT.count(before) == 1
    draft = opened(tmp_path, bom + TEXT.replace("\n", end))
    change(draft)
    assert draft.text == bom + TEXT.replace(before, after).replace("\n", end)
    assert draft.save() and (tmp_path / FILE).read_bytes().decode() == draft.text
    assert not draft.save(), "the same again is no change"


def test_the_same_value_is_no_change(tmp_path: Path) -> None:
    draft = opened(tmp_path)
    for place in (None, ONE, TWO):
        for pair in draft.record(place).pairs:
            draft.set(place, pair.key, draft.value(place, pair.key))
    before = (tmp_path / FILE).stat()
    assert draft.text == TEXT and not draft.save()
    assert (tmp_path / FILE).stat() == before


def test_several_records_come_in_the_order_they_were_added(tmp_path: Path) -> None:
    draft = opened(tmp_path)
    draft.add_after(TWO, {"编号": "3"})
    draft.add_after(TWO, {"编号": "4"})
    assert [one["编号"] for one in draft.values["事项"]] == ["1.1", "1.2", "3", "4"]


def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    draft = opened(tmp_path)
    draft.set(ONE, "名称", "新")
    (tmp_path / FILE).write_text("领域: 别人的\n", encoding="utf-8")
    with pytest.raises(Unwritable, match="在别处改过了"):
        draft.save()
    assert (tmp_path / FILE).read_text(encoding="utf-8") == "领域: 别人的\n"
    (tmp_path / FILE).unlink()
    with pytest.raises(Unwritable, match="已经不在了"):
        draft.save()
    assert [path.name for path in (tmp_path / "catalogues/domains").iterdir()] == []


@pytest.mark.parametrize("text", ["领域: [甲", "领域: &a 甲\n", "领域：甲\n", "领域: 甲\n领域: 乙\n", "- 甲\n", "", "<<<<<<< HEAD\n领域: 甲\n", "{领域：甲}\n"],
                         ids=["open", "anchor", "colon", "twice", "list", "nothing", "conflict", "flow-colon"])
def test_what_can_only_be_guessed_at_is_not_changed(tmp_path: Path, text: str) -> None:
    with pytest.raises(Unwritable):
        opened(tmp_path, text)


def test_other_encodings_are_not_changed(tmp_path: Path) -> None:
    (tmp_path / "catalogues/domains").mkdir(parents=True)
    for data in ("领域: 示例".encode("gbk"), "领域: 示例".encode("utf-16")):
        (tmp_path / FILE).write_bytes(data)
        with pytest.raises(Unwritable, match="UTF-8"):
            Draft.open(tmp_path, FILE)


def test_what_cannot_stand_in_a_file_is_refused(tmp_path: Path) -> None:
    draft = opened(tmp_path)
    draft.set(ONE, "名称", "零宽\u200b空格")
    with pytest.raises(Unwritable, match="看不见"):
        draft.text  # noqa: B018
    with pytest.raises(TypeError):
        draft.set(ONE, "名称", 3)
    with pytest.raises(KeyError):
        draft.set(at(8), "名称", "甲")
    with pytest.raises(KeyError):
        draft.remove(ONE, "时限")


def test_the_last_key_and_the_last_record_stay(tmp_path: Path) -> None:
    draft = opened(tmp_path, "领域: 甲\n事项:\n  - 编号: 1\n")
    with pytest.raises(Unwritable):
        draft.remove(at(3), "编号")
    with pytest.raises(Unwritable):
        draft.take_out(at(3))


def test_the_id_of_a_new_unit_goes_to_the_end(tmp_path: Path) -> None:
    (tmp_path / "catalogues").mkdir()
    (tmp_path / "catalogues/units.yml").write_text("a:\n  名称: 甲\n# 完\n", encoding="utf-8")
    draft = Draft.open(tmp_path, "catalogues/units.yml")
    draft.set(None, "b", {"名称": "乙", "电话": "0590-7000120"})
    draft.set(Place("catalogues/units.yml", 2, 3, 2, 5), "别名", ["丙"])
    draft.save()
    assert (tmp_path / "catalogues/units.yml").read_text(encoding="utf-8") == "a:\n  名称: 甲\n  别名: [丙]\nb:\n  名称: 乙\n  电话: 0590-7000120\n# 完\n"


def test_a_new_file_is_written_as_a_careful_hand_would() -> None:
    text = new_file({"领域": "示例", "默认": {"渠道": ["政府网站", "公开查阅点"], "对象": "全社会"},
                     "事项": [{"编号": "1.1", "内容": ["甲", "乙"], "依据": "《某法》: 一"}]}, FILE, "# 首行\n")
    assert text == ("# 首行\n领域: 示例\n默认:\n  渠道: [政府网站, 公开查阅点]\n  对象: 全社会\n事项:\n  - 编号: 1.1\n    内容:\n      - 甲\n      - 乙\n"
                    "    依据: '《某法》: 一'\n")
