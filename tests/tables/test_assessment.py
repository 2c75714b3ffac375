"""Published-like tables of our own making, assessed without a county: what is told, what is not, and what the report looks like."""
import base64
import hashlib
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from disclosure.cli import app
from disclosure.read.law import law, standards

from outputs import unprintable

HEAD = ("序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "公开方式")
NUMBER = "13912345678"
SOUND = ("1", "最低生活保障", "政策法规文件", "文件名称；文号；全文", "《社会救助暂行办法》（国务院令第649号）", "信息形成或者变更之日起20个工作日内", "样例县民政局", "政府网站", "全社会", "主动公开")


def row(**changed: str) -> tuple:
    at = {"内容": 3, "依据": 4, "时限": 5, "主体": 6, "渠道": 7, "对象": 8, "方式": 9, "名称": 2}
    out = list(SOUND)
    for key, value in changed.items():
        out[at[key]] = value
    return tuple(out)


def workbook(path: Path, title: str, rows: list[tuple], head: tuple = HEAD) -> Path:
    book = openpyxl.Workbook()
    book.active.append([title])
    for line in (head, *rows):
        book.active.append(line)
    book.save(path)
    return path


def assessed(*files: Path, out: Path, options: tuple = ()) -> dict:
    done = CliRunner().invoke(app, ["assess", *map(str, files), "--out", str(out), "--format", "json", *options])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict, Path]:
    folder = tmp_path_factory.mktemp("assessed")
    path = workbook(folder / "样例县目录.xlsx", "样例县社会救助领域基层政务公开标准目录", [
        SOUND,
        row(名称="办事指南", 时限="信息形成之日起30个工作日内"),
        row(名称="审核信息", 依据="《中华人民共和国收养法》"),
        row(名称="审批信息", 主体="县级民政部门"),
        row(名称="监督检查", 时限="", 渠道="□政府网站 □两微一端 □公开查阅点"),
        row(名称="临时救助标准", 内容=f"救助标准（示例人 {NUMBER}）"),
        row(名称="特困供养标准", 对象="", 方式="全文发布"),
    ])
    return assessed(path, out=folder), folder


def told(report: dict, key: str, matter: str) -> dict:
    return next(r for r in report["catalogues"][0]["remarks"] if r["key"] == key and r["matter"] == matter)


def test_each_fault_is_told_at_its_cell(faulty: tuple[dict, Path]) -> None:
    report, _ = faulty
    assert [(told(report, key, matter)["code"], told(report, key, matter)["sort"], told(report, key, matter)["address"]) for key, matter in (
        ("时限", "办事指南"), ("依据", "审核信息"), ("主体", "审批信息"), ("时限", "监督检查"), ("渠道", "监督检查"), ("内容", "临时救助标准"), ("对象", "特困供养标准"))] == [
        ("C501", "要改", "Sheet!F4"), ("C711", "要改", "Sheet!E5"), ("C422", "要改", "Sheet!G6"), ("T401", "没有写", "Sheet!F7"), ("T413", "没有选定", "Sheet!H7"),
        ("T429", "看不清", "Sheet!D8"), ("T418", "没有选定", "Sheet!I9")]


def test_scores_are_counted_by_element(faulty: tuple[dict, Path]) -> None:
    one = faulty[0]["catalogues"][0]
    assert (one["name"], one["matters"], one["whole"]) == ("社会救助", 7, 1)
    assert {s["key"]: s["got"] for s in one["scores"]} == {"名称": 7, "内容": 6, "依据": 6, "时限": 5, "主体": 6, "渠道": 6, "对象": 6, "方式": 6}


def test_only_the_statute_has_a_basis(faulty: tuple[dict, Path]) -> None:
    with_basis = {r["code"] for r in faulty[0]["catalogues"][0]["remarks"] if r["basis"]}
    assert with_basis == {"C501"}
    assert "第二十六条" in told(faulty[0], "时限", "办事指南")["basis"]


def test_matters_of_the_standard_that_no_row_looks_like(faulty: tuple[dict, Path]) -> None:
    standard = faulty[0]["catalogues"][0]["standard"]
    assert standard["domain"] == "社会救助" and "民办函〔2019〕52号" in standard["document"]
    assert ["最低生活保障", "政策法规文件"] not in standard["missing"] and ["最低生活保障", "审核信息"] not in standard["missing"]
    assert ["特困人员救助供养", "办事指南"] in standard["missing"]


def test_a_personal_number_is_told_and_not_repeated(faulty: tuple[dict, Path]) -> None:
    report, folder = faulty
    assert NUMBER not in json.dumps(report, ensure_ascii=False)
    assert NUMBER not in (folder / "评估.html").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(folder / "评估.xlsx")
    assert not any(NUMBER in str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line)


def test_the_page_carries_its_style_and_nothing_else(faulty: tuple[dict, Path]) -> None:
    page = (faulty[1] / "评估.html").read_text(encoding="utf-8")
    style = re.search(r"<style>(.*?)</style>", page, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page.replace("&#39;", "'")
    assert not re.search(r"<script|<link|<img|style=|https?://|src=", page.replace(style, ""))


def test_the_workbook_has_every_remark(faulty: tuple[dict, Path]) -> None:
    report, folder = faulty
    book = openpyxl.load_workbook(io.BytesIO((folder / "评估.xlsx").read_bytes()))
    assert book.sheetnames == ["得分", "逐条", "标准目录"]
    assert book["逐条"].max_row == 1 + len(report["catalogues"][0]["remarks"])


def test_a_sound_table_earns_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", "社会救助领域基层政务公开标准目录", [SOUND, row(名称="办事指南")])
    one = assessed(path, out=tmp_path)["catalogues"][0]
    assert (one["whole"], one["remarks"]) == (2, [])


def test_a_column_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for n, cell in enumerate(line) if n not in (6, 9))}</tr>" for line in (HEAD, SOUND, row(名称="办事指南")))
    path = tmp_path / "网页.html"
    path.write_text(f"<meta charset=utf-8><p>样例区文物保护领域基层政务公开标准目录</p><table>{rows}</table>", encoding="utf-8")
    one = assessed(path, out=tmp_path)["catalogues"][0]
    assert [(r["sort"], r["key"], r["code"]) for r in one["remarks"]] == [("没有写", "主体", "T203"), ("没有写", "方式", "T203")]
    assert one["whole"] == 0 and one["standard"] is None


def test_several_files_are_compared(tmp_path: Path) -> None:
    a = workbook(tmp_path / "甲.xlsx", "社会救助领域基层政务公开标准目录", [SOUND])
    b = workbook(tmp_path / "乙.xlsx", "养老服务领域基层政务公开标准目录", [row(时限="")])
    report = assessed(a, b, out=tmp_path)
    assert [(c["name"], c["whole"]) for c in report["catalogues"]] == [("社会救助", 1), ("养老服务", 0)]


def test_the_same_table_gives_the_same_report(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", "社会救助领域基层政务公开标准目录", [SOUND, row(名称="办事指南", 时限="15")])
    made = []
    for n in "12":
        assessed(path, out=tmp_path / n)
        made.append([(tmp_path / n / name).read_bytes() for name in ("评估.html", "评估.xlsx")])
    assert made[0] == made[1]


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"")
    done = CliRunner().invoke(app, ["assess", str(path), "--out", str(tmp_path / "out")])
    assert done.exit_code == 1 and not (tmp_path / "out").exists() and "Traceback" not in done.output


def test_every_standard_belongs_to_a_pilot_domain() -> None:
    assert set(standards()) == {p.number for p in law().pilot_domains}
    assert all(one.matters for one in standards().values())


def test_what_is_hidden_is_told_as_hidden(tmp_path: Path) -> None:
    path = workbook(tmp_path / "甲.xlsx", "社会救助领域基层政务公开标准目录", [SOUND, row(名称="办事指南"), row(名称="审核信息")])
    book = openpyxl.load_workbook(path)
    book.active.column_dimensions["E"].hidden = True
    book.active.row_dimensions[4].hidden = True
    book.save(path)
    report = assessed(path, out=tmp_path)
    remark, = report["catalogues"][0]["remarks"]
    assert (remark["key"], remark["code"], remark["hint"]) == ("依据", "T204", "在表里取消隐藏") and "隐藏" in remark["message"]
    assert [(n["address"], n["code"]) for n in report["notes"]] == [("甲.xlsx Sheet!A4", "T301")]


@pytest.mark.parametrize("title, left, missing", [
    ("示例乡基层政务公开标准目录", ("公开主体",), []),
    ("示例街道办事处政务公开事项目录", ("公开主体", "公开方式"), ["方式"]),
    ("示例村村务公开目录", ("公开主体", "公开方式", "公开渠道和载体", "公开对象"), []),
    ("示例社区居务公开事项目录", ("公开主体", "公开依据"), ["依据"]),
    ("农村危房改造领域基层政务公开标准目录", ("公开主体",), ["主体"]),
    ("城镇保障性住房基层政务公开标准目录", ("公开主体",), ["主体"]),
])
def test_each_owner_is_judged_by_its_own_kind_of_catalogue(tmp_path: Path, title: str, left: tuple, missing: list) -> None:
    keep = [n for n, head in enumerate(HEAD) if head not in left]
    path = workbook(tmp_path / "a.xlsx", title, [tuple(line[n] for n in keep) for line in (SOUND, row(名称="办事指南"))], tuple(HEAD[n] for n in keep))
    report = assessed(path, out=tmp_path)
    one = report["catalogues"][0]
    assert [r["key"] for r in one["remarks"] if r["code"] == "T203"] == missing and one["whole"] == (0 if missing else 2)
    assert not [n for n in report["notes"] if n["code"] == "T203"]


def test_a_village_discloses_on_its_board(tmp_path: Path) -> None:
    for n, (title, codes) in enumerate((("示例村村务公开目录", []), ("社会救助领域基层政务公开标准目录", ["C423"]))):
        path = workbook(tmp_path / f"{n}.xlsx", title, [row(渠道="公示栏")])
        assert [r["code"] for r in assessed(path, out=tmp_path)["catalogues"][0]["remarks"]] == codes


def test_reports_lie_under_the_tables_name_where_one_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("甲", "乙"):
        path = workbook(tmp_path / f"{name}.xlsx", "社会救助领域基层政务公开标准目录", [row(时限="")])
        done = CliRunner().invoke(app, ["assess", str(path)])
        assert done.exit_code == 0 and f"{name}.xlsx Sheet!F3 没有写" in done.stdout
    assert sorted(p.relative_to(tmp_path / "build" / "assess").as_posix() for p in tmp_path.rglob("评估.*")) == ["乙/评估.html", "乙/评估.xlsx", "甲/评估.html", "甲/评估.xlsx"]


def test_the_workbook_is_read_from_paper(faulty: tuple[dict, Path]) -> None:
    book = openpyxl.load_workbook(faulty[1] / "评估.xlsx")
    assert unprintable(book) == []
