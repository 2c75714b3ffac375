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


def test_every_joined_cell_is_named_with_its_line(county: Path) -> None:
    """A row that a page broke off: what was joined, and where it stands now; also on the next page's table."""
    import io

    import docx
    paper = docx.Document()
    head = HEAD.strip().split(",")
    for rows in ([ROWS.splitlines()[0].replace("2.程序", "2.程").replace("《取水办法》", "《取水办法")], ["", "", "", "序", "》（样政发〔2024〕3号）", "", "", "", "", "", ""]):
        lines = [head, rows[0].split(",")] if len(rows) == 1 else [head, rows, ROWS.splitlines()[1].split(",")]
        grid = paper.add_table(len(lines), len(head))
        for row, line in zip(grid.rows, lines, strict=True):
            for cell, text in zip(row.cells, line, strict=True):
                cell.text = text
        paper.add_paragraph("")
    out = io.BytesIO()
    paper.save(out)
    (county / "跨页.docx").write_bytes(out.getvalue())
    done = run(county, county / "跨页.docx", "--domain", "shui", "--name", "用水")
    told = done.stdout.splitlines()
    at = {line.split(" ")[2]: told[n + 1] for n, line in enumerate(told) if "T303" in line}
    assert list(at) == ["第2行第4列", "第2行第5列"], done.stdout
    text = (county / "catalogues/domains/shui.yml").read_text("utf-8").splitlines()
    assert "写入：条件、程序" in at["第2行第4列"] and "写入：《取水办法》（样政发〔2024〕3号）" in at["第2行第5列"]
    line = int(at["第2行第5列"].rpartition("shui.yml:")[2].rstrip("）"))
    assert text[line - 1].strip().startswith("依据:")


def test_lines_behind_the_last_table_are_told(county: Path) -> None:
    """Of a Word document: a rule for the matters may be among them."""
    import io

    import docx
    paper = docx.Document()
    lines = [line.split(",") for line in (HEAD + ROWS).strip().splitlines()]
    grid = paper.add_table(len(lines), len(lines[0]))
    for row, line in zip(grid.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    for text in ("和平镇的取水事项由镇政府自行公布。", "样本县水利局", "2026年3月5日"):
        paper.add_paragraph(text)
    out = io.BytesIO()
    paper.save(out)
    (county / "表后.docx").write_bytes(out.getvalue())
    done = run(county, county / "表后.docx", "--domain", "shui", "--name", "用水")
    assert "不是事项、没有导入的行：表后面的 1（“和平镇的取水事项由镇政府自行公布。”），备注、落款 2（“样本县水利局”、“2026年3月5日”）。" in done.stdout, done.stdout


def test_other_ticks_and_running_numbers_are_counted(county: Path) -> None:
    head = HEAD.replace("公开对象,公开方式,公开层级", "全社会,主动公开,县级")
    rows = ROWS.replace("全社会,主动公开,县级", "是,1,V", 1).replace("全社会,主动公开,县级", "√,√,√")
    done = run(county, table(county, head + rows), "--domain", "shui", "--name", "用水")
    assert "勾的写法（是、1、V、✓ 等） 3" in done.stdout and "序号换成编号 2" in done.stdout, done.stdout
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(county / "build" / "import" / "shui.xlsx")["已修复"].iter_rows()]
    assert [(row[3], row[4]) for row in rows if row[2] in ("报送.csv A2", "报送.csv A3")] == [("1", "1.1"), ("2", "1.2")]


def test_changes_name_units(county: Path) -> None:
    assert run(county, table(county, HEAD + ROWS), "--domain", "shui", "--name", "用水").exit_code == 0
    with (county / "catalogues" / "units.yml").open("a", encoding="utf-8") as units:
        units.write("shuili:\n  名称: 样本县水利局\n")
    done = run(county, table(county, HEAD + ROWS.replace("样本局", "水利局", 1)), "--domain", "shui")
    assert "样本县样本局  →  样本县水利局" in done.stdout, done.stdout


@pytest.mark.parametrize("args", [(), ("--dry-run",), ("--format", "json")])
def test_why_nothing_was_written_stands_at_the_end(county: Path, args: tuple[str, ...]) -> None:
    """On the stream that is read, with the lines to paste; and nobody is told to run again what would not write either."""
    done = run(county, table(county, HEAD + ROWS.replace("样本局", "县气象局")), "--domain", "shui", *args)
    assert done.exit_code == 1 and "才写" not in done.output
    if args[:1] == ("--format",):
        assert "请加 --name" in done.stderr and json.loads(done.stdout)["unknown"]["units"] == ["县气象局"]
        return
    lines = done.stdout.splitlines()
    assert "没有写：不知道领域叫什么，请加 --name" in lines[-2:] and "qixiang-ju:" in lines and not done.stderr
    assert ("写不成" in lines[-1]) == bool(args)


def test_a_menu_is_no_table_without_a_head(county: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split(','))}</tr>" for line in (HEAD + ROWS).splitlines())
    menu = "<table><tr><td>首页</td><td>要闻</td><td>办事</td><td>互动</td></tr></table>"
    done = run(county, table(county, f"<meta charset=utf-8>{menu}<table>{rows}</table>", "页.html"), "--domain", "shui", "--name", "用水")
    assert "没有认出目录的表头" not in done.stdout and "页.html 表1 不是目录的表（“首页 要闻 办事 互动”）" in done.stdout


@pytest.mark.parametrize(("unit", "line"), [("县气象局", "牵头单位: qixiang-ju"), ("邻县样本局", "牵头单位: yangben"), ("样本局", "牵头单位: yangben")])
def test_the_line_of_the_lead_is_proposed_whoever_it_is(county: Path, unit: str, line: str) -> None:
    done = run(county, table(county, HEAD + ROWS.replace("样本局", unit)), "--domain", "shui", "--name", "用水")
    assert f"第一行下面加一行“{line}”" in done.stdout and ("先照下面的几行加进 units.yml" in done.stdout) == (unit == "县气象局")
    if unit == "县气象局":
        assert "qixiang-ju:\n  名称: 县气象局" in done.stdout


def test_what_is_published_in_place_of_what_was_not_written_is_told(county: Path) -> None:
    """A file's 默认 holds where a cell is doubtful, empty or has no column: the table does not say so, so the report does."""
    given = "时限: 每季度末公开\n  方式: 主动公开\n  渠道: [政府网站]\n  对象: 全社会\n  层级: [县级, 乡级]"
    (county / "catalogues" / "domains" / "shui.yml").write_text(f"领域: 用水\n牵头单位: yangben\n默认:\n  {given}\n事项:\n  - {{编号: 9.1, 一级事项: 其他, 名称: 旧的, 内容: 一, 依据: 《水价办法》, 主体: yangben}}\n", "utf-8")
    head, *rows = [line.rsplit(",", 1)[0] for line in (HEAD + ROWS + "3,,水质,水质,《水质办法》,20,样本局,政府网站,全社会,主动公开,县级\n").splitlines()]
    done = run(county, table(county, "\n".join([head, *rows]) + "\n"), "--domain", "shui")
    assert "写入：没有写，公开的是“默认”里的“每季度末公开”" in done.stdout, done.stdout
    assert "表里没有写“层级”的 3 个新事项，公开的是“默认”里的“县级、乡级”：请核对。" in done.stdout and "没有写“时限”的" not in done.stdout
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(county / "build" / "import" / "shui.xlsx")["存疑清单"].iter_rows()]
    assert [row[7] for row in rows if row[6] == "20"] == ["公开的是“默认”里的“每季度末公开”"]


def test_the_number_that_a_matter_got_in_place_of_a_doubtful_one_is_told(county: Path) -> None:
    head = "编号" + HEAD.removeprefix("序号")
    rows = ROWS.replace("1,取水", "1月1日,取水").replace("\n2,", "\n1.2,")
    done = run(county, table(county, head + rows), "--domain", "shui", "--name", "用水")
    assert "表里：1月1日    写入：没有写，编号是接着排的“1.1”" in done.stdout, done.stdout


def test_what_stands_in_the_file_for_an_empty_cell_is_told(county: Path) -> None:
    rows = ROWS + "3,,水质,水质,《水质办法》,长期公开,样本局,政府网站,全社会,主动公开,县级\n"
    run(county, table(county, HEAD + rows), "--domain", "shui", "--name", "用水")
    before = (county / "catalogues" / "domains" / "shui.yml").read_bytes()
    blank = rows.replace("《水质办法》,长期公开,样本局,政府网站,全社会,主动公开,县级", "《水质办法》,,,,,,")
    done = run(county, table(county, HEAD + blank, "再报.csv"), "--domain", "shui")
    assert (county / "catalogues" / "domains" / "shui.yml").read_bytes() == before
    told = [line.split("    ")[1] for line in done.stdout.splitlines() if "没有写" in line and "改法" in line]
    assert len(told) >= 4 and all("没有写，目录里还是“" in line for line in told), done.stdout
    assert any("样本县样本局" in line or "样本局" in line for line in told)
