"""Nothing of a table goes by without a word: lines that are no matters, other counties' names, what was put in the place of something else."""
import json
from pathlib import Path

import openpyxl
import pytest

from disclosure.read.places import other_place

from test_importing import HEAD, ROWS, county, run, table

__all__ = ["county"]


@pytest.mark.parametrize(("text", "place"), [
    ("邻水县财政局", "邻水县"), ("甲省乙市丙县公安局", "甲省乙市丙县"), ("某区文旅体局", "某区"), ("丙县城市管理局", "丙县"), ("乙市民政局", "乙市"),
    ("样本县财政局", ""), ("乙市样本县财政局", ""), ("县市场监督管理局", ""), ("市场监督管理局", ""), ("城市管理局", ""), ("社区矫正中心", ""), ("经济开发区管委会", ""), ("各区民政局", ""),
    ("区域发展局", ""), ("农贸市场管理领域", ""), ("县级市民政局", "")])
def test_the_place_before_a_name(text: str, place: str) -> None:
    assert other_place(text, ("样本县人民政府", "样本县")) == place
    assert other_place(text, ()) == ""


def test_lines_that_are_no_matters_are_told_with_their_words(county: Path) -> None:
    lines = "附件1,,,,,,,,,,\n样本县用水领域基层政务公开标准目录,,,,,,,,,,\n编制单位：邻县水务局,,,,,,,,,,\n" + HEAD + ROWS + "合计,,2项,,,,,,,,\n填表人：甲,,,,,,,,,,\n"
    done = run(county, table(county, lines), "--domain", "shui")
    assert "不是事项、没有导入的行：表头上面的 1（“编制单位：邻县水务局”），合计 1（“合计 2项”），备注、落款 1（“填表人：甲”）。" in done.stdout, done.stdout
    assert done.stdout.count("T106") == 1 and "这张表像是邻县的（邻县：“编制单位：邻县水务局”）" in done.stdout
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(county / "build" / "import" / "shui.xlsx")["已修复"].iter_rows()]
    assert any(row[3] == "编制单位：邻县水务局" and "第3行" in row[2] for row in rows)


def test_units_of_another_county_are_ours_by_the_same_name(county: Path) -> None:
    """Each unit of a cell has its advice; what is ours is not proposed again."""
    rows = ROWS.replace("样本局", "邻县样本局、邻县气象局")
    done = run(county, table(county, HEAD + rows), "--domain", "shui", "--name", "用水")
    told = [line for line in done.stdout.splitlines() if "改法：“邻县样本局”" in line]
    assert len(told) == 2 and "这是邻县的单位，本县的是“样本县样本局”" in told[0] and "“邻县气象局”：确有这个单位的" in told[0]
    assert "  邻县样本局 → 样本县样本局" in done.stdout and "名称: 邻县样本局" not in done.stdout and "名称: 邻县气象局" in done.stdout
    assert "公开主体 4 处里有 4 处是它的单位" in done.stdout and "是否想写“样本县样本局”" in done.stdout


def test_a_groups_other_spelling_is_told(county: Path) -> None:
    with (county / "catalogues" / "units.yml").open("a", encoding="utf-8") as units:
        units.write("ge-xiangzhen:\n  名称: 各乡镇（街道）\n  指代: 各乡镇\n")
    done = run(county, table(county, HEAD + ROWS.replace("样本局", "各乡镇人民政府（街道办事处）", 1)), "--domain", "shui", "--name", "用水", "--format", "json")
    told = [cell for cell in json.loads(done.stdout)["cells"] if "统称" in cell["message"]]
    assert [(cell["severity"], cell["address"], cell["written"]) for cell in told] == [("mended", "G2", "ge-xiangzhen")]
