"""A township's table: its rows belong to the domains that it names, and what it writes passes `check`."""
import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from disclosure.checking import check_county
from disclosure.cli import app
from tests.tables.test_importing import run

HEAD = "序号,领域,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式,公开层级\n"
UNITS = "shuiwu:\n  名称: 样本县水务局\njiedao:\n  名称: 柳岸街道办事处\n"
DOMAIN = """领域: {}
牵头单位: shuiwu
默认: {{依据: 《取水办法》, 时限: 长期公开, 主体: shuiwu, 方式: 主动公开, 渠道: 政府网站, 对象: 全社会, 层级: [县级, 乡级]}}
事项:
  - {{编号: '1.1', 一级事项: 日常, 名称: 巡查情况, 内容: {}}}
"""
TOWNSHIP = "乡镇: 柳岸街道\n类型: 街道\n单位: jiedao\n参照: [yongshui, yongdian]\n"
FILE = "catalogues/townships/liuan.yml"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    for path, text in {"county.yml": "名称: 样本县\n截至日期: 2026-11-20\n", "units.yml": UNITS, "domains/yongshui.yml": DOMAIN.format("用水", "查水"),
                       "domains/yongdian.yml": DOMAIN.format("用电", "查电"), "domains/yongqi.yml": DOMAIN.format("用气", "查气"), "townships/liuan.yml": TOWNSHIP}.items():
        (tmp_path / "catalogues" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "catalogues" / path).write_text(text, "utf-8")
    return tmp_path


def row(domain: str, name: str = "巡查情况", content: str = "街上的", unit: str = "柳岸街道办事处", limit: str = "长期公开") -> str:
    return f"1,{domain},日常,{name},{content},《取水办法》,{limit},{unit},政府网站,全社会,主动公开,县级、乡级\n"


def sent(county: Path, *rows: str, head: str = HEAD) -> dict:
    (county / "报送.csv").write_text(head + "".join(rows), "utf-8")
    done = run(county, county / "报送.csv", "--township", "liuan", "--format", "json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def written(county: Path) -> str:
    return (county / FILE).read_text("utf-8")


def errors(county: Path) -> list[str]:
    return [f"{f.rule.code} {f.message}" for f in check_county(county).findings if f.rule.severity == "error" and f.place.file == FILE]


def codes(said: dict) -> list[str]:
    return [cell["code"] for cell in said["cells"] if cell["severity"] == "doubtful"]


def test_an_own_matter_says_that_the_townships_unit_discloses_it(county: Path) -> None:
    sent(county, row("用气", "管道改造"))
    assert "主体: jiedao" in written(county) and not errors(county)
    (county / FILE).write_text(written(county).replace("    主体: jiedao\n", ""), "utf-8")
    assert errors(county), "nothing else says it"
    sent(county, row("用气", "管道改造"))
    assert "主体: jiedao" in written(county) and not errors(county)


def test_what_refers_to_the_county_takes_the_unit_by_itself(county: Path) -> None:
    assert sent(county, row("用水", content="查水"))["rows"]["same"] == 1 and written(county) == TOWNSHIP


def test_a_row_is_a_matter_of_its_own_domain_alone(county: Path) -> None:
    said = sent(county, row("用气"))
    assert (said["rows"]["new"], said["rows"]["changed"]) == (1, 0) and "领域: yongqi" in written(county) and not errors(county)
    assert sent(county, row("用气", limit="每年1月31日前"))["differences"] == [{"number": "1.1", "name": "巡查情况", "field": "时限", "old": "长期公开", "new": "每年1月31日前"}]
    assert sent(county, row("用电"))["differences"][0]["number"] == "yongdian-1.1"


def test_a_number_of_another_domain_is_another_matter(county: Path) -> None:
    sent(county, row("用气", "甲项"))
    numbered = HEAD.replace("\n", ",编号\n"), row("用电", "乙项").replace("\n", ",1.1\n")
    assert sent(county, numbered[1], head=numbered[0])["rows"]["new"] == 1
    assert "名称: 甲项" in written(county) and "编号: 1.2" in written(county)


def test_a_row_without_a_domain_is_told_where_several_are_called_so(county: Path) -> None:
    said = sent(county, row("", content="查电", limit="每年1月31日前"))
    assert "参照: yongdian/1.1" in written(county) and "T304" not in codes(said), "the one that says the same"
    (county / FILE).write_text(TOWNSHIP, "utf-8")
    said = sent(county, row("", content="别的"))
    assert "T304" in codes(said) and said["rows"]["new"] == 1 and said["rows"]["changed"] == 0


def test_a_domain_that_was_mended_by_hand_stays(county: Path) -> None:
    table = row("用煤", "储煤点")
    assert codes(sent(county, table)) == ["T421"] and "领域: 用煤" in written(county)
    mended = written(county).replace("领域: 用煤", "领域: 综合")
    (county / FILE).write_text(mended, "utf-8")
    said = sent(county, table)
    assert not said["written"] and written(county) == mended and not errors(county)
    cell = next(cell for cell in said["cells"] if cell["code"] == "T421")
    assert cell["written"] == "" and cell["at"] == f"{FILE}:{mended.split(chr(10)).index('    领域: 综合') + 1}"
    assert codes(sent(county, row("综合", "储煤点"))) == []


def test_written_is_what_was_written_and_where(county: Path) -> None:
    default = "默认: {主体: jiedao}\n"
    (county / FILE).write_text(TOWNSHIP + default + "事项:\n  - {编号: '1.1', 领域: yongqi, 一级事项: 日常, 名称: 甲项, 内容: 街上的, 依据: 《取水办法》, 时限: 长期公开, 方式: 主动公开, 渠道: 政府网站, 对象: 全社会, 层级: [县级, 乡级]}\n", "utf-8")
    before = written(county)
    (county / "报送.csv").write_text(HEAD + row("用气", "甲项", unit="某某开发所") + row("用水", content="查水", unit="某某开发所"), "utf-8")
    done = run(county, county / "报送.csv", "--township", "liuan")
    assert written(county) == before and done.stdout.count("写入：没有写，目录里还是“jiedao”") == 2 and "写入：某某" not in done.stdout
    assert f"{FILE}:5" in done.stdout
    for option in ("--dry-run", "--strict"):
        done = run(county, county / "报送.csv", "--township", "liuan", option)
        assert "写入：" not in done.stdout and "会写：没有写" in done.stdout


def book(county: Path, *sheets: tuple[str, str, str]) -> Path:
    """A workbook of sheets (name, title, rows)."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, title, lines in sheets:
        page = made.create_sheet(name)
        page.append([title])
        for line in csv.reader(io.StringIO(HEAD + lines)):
            page.append(line)
    made.save(county / "全县.xlsx")
    return county / "全县.xlsx"


def test_each_sheet_goes_to_the_catalogue_that_it_names(county: Path) -> None:
    (county / "catalogues/villages").mkdir()
    for id, above in (("qiaotou", "liuan"), ("qiaotou-2", "qita")):
        (county / f"catalogues/villages/{id}.yml").write_text(f"村居: 桥头村\n类型: 村\n乡镇: {above}\n", "utf-8")
    (county / "catalogues/townships/qita.yml").write_text(TOWNSHIP.replace("柳岸街道", "其塔镇").replace("类型: 街道", "类型: 镇"), "utf-8")
    file = book(county, ("用气", "用气领域基层政务公开标准目录", row("", "储气站", unit="样本县水务局")), ("柳岸街道", "样本县柳岸街道基层政务公开标准目录", row("用气", "甲项")),
                ("镇", "其塔镇用电领域基层政务公开标准目录", row("", "乙项")), ("桥头村", "桥头村村务公开目录", row("", "丙项")), ("城西医院", "", row("", "丁项")))
    done = run(county, file, "--each")
    assert done.exit_code == 0 and "名称: 储气站" in (county / "catalogues/domains/yongqi.yml").read_text("utf-8") and "名称: 甲项" in written(county)
    assert "名称: 乙项" in (county / "catalogues/townships/qita.yml").read_text("utf-8") and "乙项" not in (county / "catalogues/domains/yongdian.yml").read_text("utf-8")
    assert "不止一个：villages/qiaotou、villages/qiaotou-2" in done.stdout and "用 --village 代号 --sheet 桥头村 单独导入" in done.stdout
    assert "--domain 代号 --sheet 城西医院" in done.stdout and done.stdout.count("读了 ") == 1 and "读了 3 个工作表 3 行，得到 3 个事项：新增 3" in done.stdout
    assert "没有导入的表 2 张" in done.stdout


def test_a_township_takes_its_own_sheet_of_the_countys_workbook(county: Path) -> None:
    (county / "catalogues/townships/qita.yml").write_text(TOWNSHIP.replace("柳岸街道", "其塔镇").replace("类型: 街道", "类型: 镇"), "utf-8")
    own, other = ("柳岸街道", "样本县柳岸街道基层政务公开标准目录", row("用气", "甲项")), ("其塔镇", "其塔镇基层政务公开标准目录", row("用气", "乙项"))
    domain = ("用气", "用气领域基层政务公开标准目录", row("", "储气站"))
    done = run(county, book(county, domain, own, other), "--township", "liuan")
    assert "甲项" in written(county) and "乙项" not in written(county) and "储气站" not in written(county)
    assert done.stdout.count(" T102 ") == 2 and "townships/qita 的，没有导入" in done.stdout and "--each" in done.stdout
    run(county, book(county, domain, ("汇总页", "", row("用水", "丁项"))), "--township", "liuan")
    assert "储气站" in written(county) and "丁项" in written(county), "a street that sends its tables by domain"


def test_an_export_of_a_township_comes_back_without_a_doubt(county: Path) -> None:
    for form in ("xlsx", "docx"):
        done = CliRunner().invoke(app, ["export", "townships/liuan", "--format", form, "--out", str(county / "out"), "--site", str(county)])
        assert done.exit_code == 0, done.output
    files = [path for path in (county / "out").rglob("*") if path.suffix in (".xlsx", ".docx")]
    assert len(files) == 2
    for file in files:
        done = run(county, file, "--township", "liuan", "--strict")
        assert done.exit_code == 0 and "没有变化 2。" in done.stdout and "存疑 0 处" in done.stdout, done.output
    assert written(county) == TOWNSHIP


def test_a_domains_table_retires_nothing_of_other_domains(county: Path) -> None:
    """A table whose title names a domain is about that alone; one that says the domains in a column is about the whole township."""
    sent(county, row("社会救助"), row("社会救助", "救助名单"), row("市政服务", "路灯维修"))
    [file] = [path for path in (county / "catalogues" / "townships").glob("*.yml")]
    (county / "one.csv").write_text("\n".join(["社会救助领域基层政务公开标准目录", HEAD.replace("领域,", ""), row("社会救助").partition(",")[2]]), "utf-8")
    done = CliRunner().invoke(app, ["import", str(county / "one.csv"), "--township", file.stem, "--retire", "2026-11-01", "--site", str(county)])
    assert "别的领域的事项 1 个" in done.output and "1 个（已停用）" in done.output
    assert [("停用" in part) for part in file.read_text("utf-8").split("  - 编号")[1:]] == [False, True, False]
