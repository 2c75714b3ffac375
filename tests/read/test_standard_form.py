"""What is pasted from the standard catalogues earns one finding, and its mended lines are right when they are pasted in turn."""
from pathlib import Path

import pytest
import yaml
from counties import DOMAIN, HEAD, reading

from disclosure.model.finding import Severity
from disclosure.model.matters import Item
from disclosure.read.heads import heads

TABLE = yaml.safe_load((Path(__file__).parent / "standard_form.yml").read_text(encoding="utf-8"))
ITEM = HEAD.partition("  - 编号")[0] + "  - 编号: 7\n    名称: 七\n"
BEFORE = ITEM.count("\n")


def offered(hint: str) -> str | None:
    """The lines that a hint gives for pasting: all that stands behind its first line."""
    return hint.partition("\n")[2] or None


def pasted(case: dict, line: int) -> str:
    """The file with the mended lines where they belong."""
    typed, mended = case["写"], case["改"]
    if case["代码"] == "C140":
        return ITEM.partition("  - 编号")[0] + mended + "\n"
    if mended.partition(":")[0] == typed.partition(":")[0]:
        return ITEM + mended + "\n"
    rows = (ITEM + typed).split("\n")
    rows[line - 1:line] = mended.split("\n")
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["说明"])
def test_one_finding_and_the_lines_that_mend_it(case: dict, tmp_path: Path) -> None:
    found = [f for f in reading(tmp_path / "typed", {DOMAIN: f"{ITEM}{case['写']}\n"}).findings if f.severity is Severity.ERROR]
    assert [f.rule.code for f in found] == [case["代码"]], found
    assert offered(found[0].hint) == case["改"], found[0].hint
    if case["改"]:
        mended = reading(tmp_path / "mended", {DOMAIN: pasted(case, found[0].place.line)})
        assert [f for f in mended.findings if f.severity is Severity.ERROR] == [], case["改"]


def test_every_head_of_the_form_is_known(tmp_path: Path) -> None:
    keys = {f.key for f in Item.fields.values()}
    for word in sorted({*heads().running, *(word for word, key in heads().columns.items() if key in keys and word not in keys)}):
        found = reading(tmp_path / word, {DOMAIN: HEAD.partition("  - 编号")[0] + f"  - 备注: 无\n    {word}: 甲\n"}).findings
        assert [f.rule.code for f in found if f.message.endswith(f"：{word}")] == ["C140"], word


def test_a_whole_matter_with_the_form_s_heads_is_one_finding(tmp_path: Path) -> None:
    matter = ("  - 序号: 3\n    公开事项:\n      一级事项: 城市低保\n      二级事项: 资金发放\n    公开内容（要素）: ●发放人数 ●发放金额\n"
              "    公开依据: 《甲法》\n    公开时限: 信息形成之日起20个工作日内\n    公开主体: 县民政局\n    公开渠道和载体: ■政府网站 □政府公报\n"
              "    公开对象: {全社会: √, 特定群体: }\n    公开方式: {主动: √, 依申请: }\n    公开层级: {县级: √, 乡级: √}\n")
    found = reading(tmp_path / "typed", {DOMAIN: "领域: 示例\n牵头单位: 县民政局\n事项:\n" + matter}).findings
    assert [f.rule.code for f in found] == ["C140"]
    mended = reading(tmp_path / "mended", {DOMAIN: "领域: 示例\n牵头单位: 县民政局\n事项:\n" + offered(found[0].hint) + "\n"})
    assert mended.findings == ()
    item = mended.county.domains["x"].items[0]
    assert (item.number, item.category, item.name, item.levels, item.channels) == ("3", "城市低保", "资金发放", ("县级", "乡级"), ("政府网站",))


def test_nothing_of_what_stands_there_is_lost(tmp_path: Path) -> None:
    """Every text of a matter stands in the lines that are to replace it; only what is not chosen goes."""
    texts = ["12.4", "甲类", "乙项", "丙，内容", "《丁法》第三条", "每季度首月20日前", "戊局", "己渠道", "庚群体", "辛备注"]
    number, category, name, content, basis, limit, unit, channel, group, note = texts
    matter = (f"  - 序号: {number}\n    一级事项: {category}\n    二级事项: {name}\n    公开内容: |\n      {content}\n    公开依据: [{basis}]\n    公开时限: {limit}\n"
              f"    公开主体: {unit}\n    公开渠道和载体: ■政府网站 ■{channel} □精准推送\n    公开对象: □全社会 ■特定群体：{group}\n    公开方式: 主动\n    备注: {note}\n")
    hint = next(f.hint for f in reading(tmp_path, {DOMAIN: "领域: 示例\n牵头单位: 县民政局\n事项:\n" + matter}).findings if f.rule.code == "C140")
    assert [text for text in texts if text not in hint] == [] and "精准推送" not in hint


@pytest.mark.parametrize(("typed", "said"), [("■政府网站 □广播电视", "■ 是选中的，□ 是没有选的"), ("√政府网站、×广播电视", "√ 是选中的，× 是没有选的"),
                                             ("■政府网站 口广播电视 ✘政府公报", "■ 是选中的，✘、口 是没有选的"), ("■政务服务窗口", "■ 是选中的，□ 是没有选的")])
def test_the_hint_speaks_of_the_signs_that_stand_there(typed: str, said: str, tmp_path: Path) -> None:
    (found,) = [f for f in reading(tmp_path, {DOMAIN: f"{ITEM}    渠道: {typed}\n"}).findings if f.rule.code == "C205"]
    assert found.hint.startswith(said)
