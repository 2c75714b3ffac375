"""The command: targets, options, exit codes, what is printed and what lies beside it."""
import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from disclosure.checking import check_county
from disclosure.cli import app
from disclosure.read.file_names import identifier

from outputs import unprintable

HEAD = "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式,公开层级\n"
ROWS = ("1,取水,取水许可,1.条件；2.程序,《取水办法》,长期公开,样本局,政府网站,全社会,主动公开,县级\n"
        "2,,水价,水价标准,《水价办法》,每年1月31日前,样本局,政府网站、公开查阅点,全社会,主动公开,县级\n")
UNITS = "yangben:\n  名称: 样本县样本局\n  简称: 样本局\n"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    (tmp_path / "catalogues" / "domains").mkdir(parents=True)
    (tmp_path / "catalogues" / "county.yml").write_text("名称: 样本县\n截至日期: 2026-11-20\n", "utf-8")
    (tmp_path / "catalogues" / "units.yml").write_text(UNITS, "utf-8")
    return tmp_path


def table(county: Path, text: str, name: str = "报送.csv") -> Path:
    path = county / name
    path.write_text(text, "utf-8")
    return path


def run(county: Path, *args: object) -> Result:
    done = CliRunner().invoke(app, ["import", *map(str, args), "--site", str(county)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_what_is_printed_and_what_lies_beside_it(county: Path) -> None:
    sheet = table(county, HEAD + ROWS + "3,,水质,同第1项,《水质办法》,20,别的局,？政府网站 □政府公报,全社会,主动公开,县级\n")
    done = run(county, sheet, "--domain", "shui", "--name", "用水")
    assert done.exit_code == 0, done.output
    assert "报送.csv F4 公开时限 存疑 T408 时限只有数字“20”" in done.stdout and "得到 3 个事项：新增 3" in done.stdout and "写好了 catalogues/domains/shui.yml" in done.stdout
    assert "biede-ju:\n  名称: 别的局" in done.stdout
    book = openpyxl.load_workbook(county / "build" / "import" / "shui.xlsx")
    assert unprintable(book) == []
    assert book.sheetnames == ["存疑清单", "已修复", "变化"] and book.properties.creator in (None, "")
    rows = [[cell.value for cell in row] for row in book["存疑清单"].iter_rows()]
    assert rows[0] == ["序号", "文件", "工作表", "单元格", "列", "行的事项", "表里写的", "已写入", "为什么存疑", "怎么办", "目录文件:行"]
    assert [row[3] for row in rows[1:]] == ["D4", "F4", "G4", "H4"] and rows[2][5] == "水质"
    assert book["存疑清单"]["D2"].hyperlink.target.replace("\\", "/") == "../../报送.csv" and book["存疑清单"]["A2"].fill.fgColor.rgb == "FFFFF2CC"
    again = run(county, sheet, "--domain", "shui", "--format", "json")
    assert json.loads(again.stdout)["rows"] == {"read": 3, "items": 3, "new": 0, "changed": 0, "same": 3, "missing": 0, "hidden": 0}


def test_json_has_the_keys_that_programs_read(county: Path) -> None:
    done = run(county, table(county, HEAD + ROWS.replace("长期公开", "20")), "--domain", "shui", "--name", "用水", "--format", "json", "--dry-run")
    said = json.loads(done.stdout)
    assert list(said) == ["target", "written", "rows", "cells", "skipped", "differences", "unknown"] and said["written"] is False
    cell = next(cell for cell in said["cells"] if cell["code"] == "T408")
    assert list(cell) == ["file", "sheet", "table", "page", "row", "column", "address", "field", "code", "severity", "read", "written", "message", "hint", "at"]
    assert (cell["address"], cell["field"], cell["severity"], cell["read"], cell["written"]) == ("F2", "时限", "doubtful", "20", "")
    assert {cell["severity"] for cell in said["cells"]} == {"doubtful", "mended"} and not (county / "build").exists() and not list((county / "catalogues" / "domains").iterdir())


@pytest.mark.parametrize(("args", "code", "said"), [
    ((), 2, "恰好写一个"), (("--domain", "a", "--each"), 2, "恰好写一个"), (("--domain", "社会"), 2, "不合规定的样子"), (("--domain", "a", "--head", "J"), 2, "列=字段"), (("--register", "nothing"), 2, "没有“nothing”这个台账"),
    (("--domain", "a", "--retire", "明天"), 2, "日期"), (("--domain", "a", "--report", "清单.doc"), 2, "结尾"), (("--register", "tasks", "--name", "甲"), 2, "--name"), (("--domain", "shui"), 1, "请加 --name"),
    (("--domain", "shui", "--name", "用水", "--strict"), 1, "--strict")])
def test_exit_codes(county: Path, args: tuple[str, ...], code: int, said: str) -> None:
    done = run(county, table(county, HEAD + ROWS.replace("长期公开", "20")), *args)
    assert (done.exit_code, said in done.output) == (code, True), done.output
    assert not list((county / "catalogues" / "domains").iterdir())


def test_a_run_of_empty_cells_in_a_csv_was_perhaps_one_merged_cell(county: Path) -> None:
    rows = "".join(f"{n},,水项{n},内容{n},,长期公开,样本局,政府网站,全社会,主动公开,县级\n" for n in (3, 4))
    done = run(county, table(county, HEAD + ROWS + rows), "--domain", "shui", "--name", "用水", "--format", "json")
    assert [(cell["code"], cell["address"]) for cell in json.loads(done.stdout)["cells"] if cell["field"] == "依据"] == [("T402", "E4"), ("T402", "E5")]


@pytest.mark.parametrize(("own", "head", "cell", "counted"), [("", "乡、村级", "√", 2), ("层级: [县级, 乡级, 村级]\n", "公开层级", "乡、村级", 2), ("", "公开层级", "乡级", 0)])
def test_villages_beside_townships_are_counted(county: Path, own: str, head: str, cell: str, counted: int) -> None:
    file = county / "catalogues/county.yml"
    file.write_text(file.read_text("utf-8") + own, "utf-8")
    done = run(county, table(county, HEAD.replace("公开层级", head) + ROWS.replace("县级", cell)), "--domain", "shui", "--name", "用水")
    assert (f"乡、村级记作乡级 {counted}" in done.stdout) == bool(counted), done.stdout
    assert "层级: 乡级" in (county / "catalogues/domains/shui.yml").read_text("utf-8")


@pytest.mark.parametrize(("text", "said"), [("名称,数\n甲,1\n", "没有认出目录的表头"), ("", "读不了")])
def test_what_holds_no_catalogue(county: Path, text: str, said: str) -> None:
    done = run(county, table(county, text), "--domain", "a", "--name", "甲乙")
    assert done.exit_code == 1 and said in done.output


def test_what_a_column_is_can_be_said(county: Path) -> None:
    sheet = table(county, HEAD.replace("公开时限", "舞裤").replace("公开层级", "科室") + ROWS)
    done = run(county, sheet, "--domain", "shui", "--name", "用水", "--head", "舞裤=时限", "--head", "K=不导入", "--format", "json")
    assert [cell["code"] for cell in json.loads(done.stdout)["cells"] if cell["severity"] != "mended"] == []
    assert "时限: 长期公开" in (county / "catalogues/domains/shui.yml").read_text("utf-8")


def test_each_table_into_its_domain(county: Path) -> None:
    for id, name in (("shui", "用水"), ("lu", "修路")):
        (county / "catalogues/domains" / f"{id}.yml").write_text(f"领域: {name}\n牵头单位: yangben\n事项:\n  - {{编号: '9', 名称: 占位}}\n", "utf-8")
    book = openpyxl.Workbook()
    for n, name in enumerate(("用水", "修路", "种树")):
        page = book.active if not n else book.create_sheet()
        page.title = name
        for line in csv.reader(io.StringIO(HEAD + ROWS.replace("取水许可", f"{name}许可"))):
            page.append(line)
    book.save(county / "全.xlsx")
    done = run(county, county / "全.xlsx", "--each", "--format", "json")
    said = json.loads(done.stdout)
    assert [one["target"] for one in said] == ["catalogues/domains/shui.yml", "catalogues/domains/lu.yml", ""] and done.exit_code == 0
    assert [one["reason"] for one in said[2]["skipped"]] == ["“种树”不是本县的哪一个领域、乡镇、村（社区）"]
    assert "用水许可" in (county / "catalogues/domains/shui.yml").read_text("utf-8") and "修路许可" in (county / "catalogues/domains/lu.yml").read_text("utf-8")


def test_a_register_is_filled_by_the_heads_of_its_kind(county: Path) -> None:
    sheet = table(county, "序号,任务名称,工作内容,责任单位,完成时间,完成情况\n1,编制目录,按标准编制,样本局,2026年9月30日,推进中\n2,办培训班,一期,样本局,2026/12/31,快好了\n")
    done = run(county, sheet, "--register", "工作任务", "--format", "json")
    assert [(cell["code"], cell["address"]) for cell in json.loads(done.stdout)["cells"] if cell["severity"] == "doubtful"] == [("T421", "F3")]
    written = (county / "catalogues/tasks.yml").read_text("utf-8")
    assert "bianzhi-mulu" in written and "完成时限: 2026-09-30" in written and "单位: yangben" in written
    again = run(county, table(county, sheet.read_text("utf-8").replace("推进中", "已完成")), "--register", "tasks", "--format", "json")
    assert [(one["name"], one["field"], one["new"]) for one in json.loads(again.stdout)["differences"]] == [("编制目录", "状态", "已完成")]
    assert (county / "catalogues/tasks.yml").read_text("utf-8") == written.replace("推进中", "已完成")


NUMBERS = ("13" + "800138000", "110101" + "19900307" + "7694")
"""A mobile number, and one with the form of 身份证号."""


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("form", ["text", "json", "xlsx", "csv"])
def test_personal_numbers_are_told_and_nowhere_repeated(county: Path, number: str, form: str) -> None:
    sheet = table(county, HEAD + ROWS.replace("水价标准", f"联系人电话{number}") + f"3,,打{number}问水,甲,《乙法》,长期公开,样本局,政府网站,全社会,主动公开,县级\n以下各项打{number}问,,,,,,,,,,\n")
    more = ["--report", county / f"清单.{form}"] if form in ("xlsx", "csv") else ["--format", form]
    done = run(county, sheet, "--domain", "shui", "--name", "用水", *more)
    assert "T429" in done.output and number not in done.output
    assert number not in (county / "catalogues/domains/shui.yml").read_text("utf-8")
    if form == "csv":
        assert number not in (county / "清单.csv").read_text("utf-8-sig")
    if form == "xlsx":
        assert not any(number in str(cell.value) for page in openpyxl.load_workbook(county / "清单.xlsx") for row in page.iter_rows() for cell in row)


def test_a_dry_run_names_no_file_that_is_not_there(county: Path) -> None:
    sheet = table(county, HEAD + ROWS.replace("长期公开", "２０个工作日内"))
    done = run(county, sheet, "--domain", "shui", "--name", "用水", "--dry-run")
    assert "修复" in done.stdout and "build/import" not in done.stdout and "一个字也没有写" in done.stdout and not (county / "build").exists()
    done = run(county, sheet, "--domain", "shui", "--name", "用水", "--dry-run", "--report", county / "单子.csv")
    assert "明细见 单子.csv" in done.stdout and (county / "单子.csv").exists() and not (county / "catalogues" / "domains" / "shui.yml").exists()


def test_units_that_are_not_there_are_all_named_and_can_be_pasted(county: Path) -> None:
    """Codes are addresses for ever: words of the name, without the county's; what stands for many is no unit."""
    (county / "catalogues" / "units.yml").write_text(UNITS + "yibao-ju:\n  名称: 样本县保险局\n", "utf-8")
    cell = "样本县医保局、样本县发展和改革局、县大数据管理局；各乡镇人民政府（街道办事处）、各村委会"
    done = run(county, table(county, HEAD + ROWS.replace("样本局", cell, 1)), "--domain", "shui", "--name", "用水")
    told = next(line for line in done.stdout.splitlines() if "T422" in line)
    assert all(f"“{name}”" in told for name in ("样本县医保局", "样本县发展和改革局", "县大数据管理局", "各乡镇人民政府（街道办事处）"))
    assert ("yibao-ju-2:\n  名称: 样本县医保局\nfazhan-gaige-ju:\n  名称: 样本县发展和改革局\ndashuju-guanli-ju:\n  名称: 县大数据管理局\n"
            "# 统称，不是哪一个单位\nge-xiangzhen:\n  名称: 各乡镇（街道）\n  指代: 各乡镇\n# 统称，不是哪一个单位\nge-cun:\n  名称: 各村（社区）\n  指代: 各村") in done.stdout
    pasted = done.stdout.split("贴好以后再导入一次：\n")[1].split("\n写好了")[0]
    with (county / "catalogues" / "units.yml").open("a", encoding="utf-8") as units:
        units.write(pasted + "\n")
    again = run(county, table(county, HEAD + ROWS.replace("样本局", cell, 1)), "--domain", "shui")
    assert "T422" not in again.stdout and "C301" not in again.stdout
    assert not [f for f in check_county(county).findings if f.rule.code == "C110"], "what is to be pasted is what the format allows"
    assert "在 catalogues/domains/shui.yml 第一行下面加一行“牵头单位: " in done.stdout and "新领域还要写" not in again.stdout


@pytest.mark.parametrize("name, id", [("人力资源和社会保障局", "renli-ziyuan-shehui-baozhang-ju"), ("住房和城乡建设局", "zhufang-chengxiang-jianshe-ju"), ("医疗保障局", "yiliao-baozhang-ju"),
                                      ("柳湾镇人民政府", "liuwan-zhen-renmin-zhengfu"), ("残疾人联合会", "canjiren-lianhehui"), ("水利局", "shuili-ju"), ("融媒体中心", "rongmeiti-zhongxin"),
                                      ("统筹城乡", "tongchou-chengxiang"), ("社会救助", "shehui-jiuzhu"), ("上坪街道", "shangping-jiedao")])
def test_codes_are_cut_at_words(name: str, id: str) -> None:
    assert identifier(name) == id


def documents(county: Path) -> Path:
    rows = ["".join(f"<td>{cell}</td>" for cell in line.split(",")) for line in (HEAD + ROWS).splitlines()]
    body = "".join(f"<p>样本县{name}领域基层政务公开标准目录</p><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>" for name in ("用水管理", "供热服务"))
    return table(county, f"<meta charset=utf-8>{body}", "两张.html")


def test_one_table_of_a_document_says_what_a_new_domain_is_called(county: Path) -> None:
    done = run(county, documents(county), "--domain", "gongre", "--table", "2")
    assert done.exit_code == 0 and "领域: 供热服务" in (county / "catalogues" / "domains" / "gongre.yml").read_text("utf-8"), done.output


def test_another_domains_table_is_told_with_the_way_to_it(county: Path) -> None:
    (county / "catalogues" / "domains" / "gongre.yml").write_text("领域: 供热服务\n牵头单位: yangben\n事项: []\n", "utf-8")
    done = run(county, documents(county), "--domain", "gongre", "--dry-run")
    assert "--table 1" in done.stdout and "不是“供热服务”的" in done.stdout
    done = run(county, documents(county), "--domain", "gongre", "--sheet", "表2")
    assert done.exit_code == 1 and "没有写：文件里没有叫“表2”的工作表" in done.stdout and "--table 2" in done.stdout


def test_the_domain_is_called_by_its_name(county: Path) -> None:
    (county / "catalogues" / "domains" / "gongre.yml").write_text("领域: 供热服务\n牵头单位: yangben\n事项: []\n", "utf-8")
    done = run(county, table(county, f"样本县用水管理领域基层政务公开标准目录{',' * 10}\n" + HEAD + ROWS), "--domain", "gongre", "--dry-run")
    assert "T103" in done.stdout and "导入的是“供热服务”" in done.stdout


def test_links_go_where_the_handbook_says(county: Path) -> None:
    """To the cell of a workbook; to the file of anything else; in the last column to the catalogue, whose line the text says."""
    book = openpyxl.Workbook()
    for line in (HEAD + ROWS.replace("长期公开", "20")).splitlines():
        book.active.append(line.split(","))
    book.save(county / "报送.xlsx")
    assert run(county, county / "报送.xlsx", "--domain", "shui", "--name", "用水").exit_code == 0
    page = openpyxl.load_workbook(county / "build" / "import" / "shui.xlsx")["存疑清单"]
    cell, file = page["D2"].hyperlink, page["K2"].hyperlink
    assert (cell.target.replace("\\", "/"), cell.location) == ("../../报送.xlsx", "'Sheet'!F2")
    assert file.target.replace("\\", "/") == "../../catalogues/domains/shui.yml" and page["K2"].value.startswith("shui.yml:")
