"""各乡镇（街道）, 各村（社区）: where a text says all of a kind, the hint names the county's entry for them, or how to make one."""
from pathlib import Path

import pytest

from counties import reading

DOMAIN = "领域: 示例\n牵头单位: minzheng\n事项:\n- {{编号: 1, 名称: 一, 内容: 要素, 依据: 《某法》, 时限: 及时, 方式: 主动公开, 渠道: 政府网站, 对象: 全社会, 主体: {}}}\n"
UNITS = "minzheng: {名称: 安澜县民政局}\ndong-zheng: {名称: 东溪镇人民政府}\n"


def hint(folder: Path, text: str, units: str = "") -> str:
    (finding,) = [f for f in reading(folder, {"catalogues/units.yml": UNITS + units, "catalogues/domains/x.yml": DOMAIN.format(text), "catalogues/domains/jiuzhu.yml": None,
                                              "catalogues/interpreters.yml": None}).findings if f.rule.code == "C301"]
    return finding.hint


@pytest.mark.parametrize(("text", "kind", "id"), [("各乡镇", "各乡镇", "zhen"), ("各乡（镇）、街道", "各乡镇", "zhen"), ("有关乡镇人民政府", "各乡镇", "zhen"),
                                                  ("各行政村（社区）", "各村", "cun"), ("各村民委员会", "各村", "cun"), ("各村（居）委会", "各村", "cun")])
def test_the_entry_that_is_there_is_named(tmp_path: Path, text: str, kind: str, id: str) -> None:
    there = f"{id}: {{名称: 所有的, 指代: {kind}}}\n"
    assert f"{id}" in hint(tmp_path / "a", text, there).split("请写成")[-1]
    other = "各村" if kind == "各乡镇" else "各乡镇"
    assert f"指代: {kind}" in hint(tmp_path / "c", text, f"qita: {{名称: 别的, 指代: {other}}}\n"), "an entry of the other kind is none"


@pytest.mark.parametrize("text", ["石桥村", "东村", "社区服务中心", "村居建设局"])
def test_a_name_is_no_sort(tmp_path: Path, text: str) -> None:
    assert "指代" not in hint(tmp_path, text)


def test_one_township_does_not_stand_for_all(tmp_path: Path) -> None:
    """Where only one is entered yet, the lines to paste would make it answer for the others."""
    only = hint(tmp_path / "a", "各乡镇")
    assert "只有“东溪镇人民政府”一个，其余的先加上" in only and "请写成" not in only
    both = hint(tmp_path / "b", "各乡镇", "xi-xiang: {名称: 西山乡人民政府}\n")
    assert both.split("请写成")[1].strip().endswith("主体: [dong-zheng, xi-xiang]}") and "其余的" not in both
