"""The page: beside the site for the office, in the site only where the county says so; every link of it leads somewhere."""
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from disclosure.checking import check_county
from disclosure.render.pages.scorecard import Card, Matrix
from disclosure.scores import Scores, score

ROOT = Path(__file__).parents[2]


def build(site: Path, out: Path, *more: str | Path) -> subprocess.CompletedProcess:
    env = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, "-P", "-m", "disclosure", "build", "--site", site, "--out", out, *more], env=env, capture_output=True, text=True, encoding="utf-8",
                          stdin=subprocess.DEVNULL)


def county(folder: Path, more: str = "") -> Path:
    shutil.copytree(Path(__file__).parent / "county", folder / "county")
    head = folder / "county" / "catalogues" / "county.yml"
    head.write_text(head.read_text(encoding="utf-8") + more, encoding="utf-8")
    return folder / "county"


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("private")
    done = build(county(folder), folder / "site")
    assert done.returncode == 0 and "scorecard.html" in done.stdout, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    done = build(county(folder, "公开评分: 是\n"), folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def dead(page: Path) -> list[str]:
    html = page.read_text(encoding="utf-8")
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    here = [link for link in re.findall(r'<(?:a|link)\b[^>]*?href="([^"]+)"', html) if "://" not in link and not link.startswith(("tel:", "mailto:"))]
    return [link for link in here if (link[1:] not in ids if link.startswith("#") else not (page.parent / link.split("#")[0]).exists())]


def test_the_office_has_it_beside_the_site(private: Path) -> None:
    assert not list((private / "site").rglob("scorecard*"))
    assert "scorecard" not in (private / "site" / "index.html").read_text(encoding="utf-8")
    assert sorted(p.name for p in (private / "county" / "build").iterdir()) == ["due", "due.html", "scorecard.html", "scorecard.json"]
    page = (private / "county" / "build" / "scorecard.html").read_text(encoding="utf-8")
    assert "http:" not in page and "https:" not in page and "<script" not in page and "<link" not in page  # opens from disk, alone
    assert dead(private / "county" / "build" / "scorecard.html") == []


def test_the_cells(private: Path) -> None:
    page = (private / "county" / "build" / "scorecard.html").read_text(encoding="utf-8")
    name, *_ = re.findall(r'<tr><th scope="row"><a href="../../site/domains/shehui-jiuzhu.html">社会救助</a></th>(<td.*?</td>)(<td.*?</td>)', page)
    assert re.fullmatch(r'<td class="bad"><small>不达标</small><a href="#([\w-]+)">3/4</a></td>', name[0]) and name[1] == "<td>4</td>"
    assert re.search(r'<td class="mid"><small>待补</small><a href="#[\w-]+">1/3</a></td>', page)
    assert '<td class="na">不适用</td>' in page
    proof = page[page.index('id="domains-shehui-jiuzhu-name"'):]
    domain = "catalogues/domains/shehui-jiuzhu.yml"
    rows = (private / "county" / domain).read_text(encoding="utf-8").split("\n")
    line = next(n for n, row in enumerate(rows, 1) if "{{ 7*7 }}" in row)
    assert f"{domain}:{line}" in proof and "C404" in proof and "{{ 7*7 }}" in proof
    assert "2/28" in page and "7.1<small>%" in page  # rounded down
    proofs = re.findall(r'<details class="fold proof" id="([\w-]+)"><summary><h3>', page)
    assert proofs and set(proofs) >= set(re.findall(r'<small>(?:不达标|待补)</small><a href="#([\w-]+)">', page)), "folded, each where a figure leads"
    assert ".proof:target::details-content" in page and re.search(r"@media print \{ \.score \.fold::details-content", page), "unfolded by its address, and on paper"


def test_a_county_may_publish_it(public: Path) -> None:
    site = public / "site"
    page = (site / "scorecard.html").read_text(encoding="utf-8")
    assert "公开评估" in (site / "index.html").read_text(encoding="utf-8") and 'href="scorecard.html"' in (site / "sitemap.html").read_text(encoding="utf-8")
    sheet = next((site / "assets").glob("site.*.css"))
    assert f"assets/{sheet.name}" in page and ".score .figs" in sheet.read_text(encoding="utf-8")
    assert "不对外发布" not in page and dead(site / "scorecard.html") == []
    assert (site / "scorecard.json").read_bytes() == (public / "county" / "build" / "scorecard.json").read_bytes()


def test_same_county_same_bytes(private: Path) -> None:
    page = private / "county" / "build" / "scorecard.html"
    before, time = page.read_bytes(), page.stat().st_mtime_ns
    assert build(private / "county", private / "site").returncode == 0
    assert page.read_bytes() == before and page.stat().st_mtime_ns == time


def test_a_county_that_is_refused_has_its_scorecard_too(tmp_path: Path) -> None:
    site = county(tmp_path)
    path = site / "catalogues" / "domains" / "shehui-jiuzhu.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("    内容: 公示名单\n", ""), encoding="utf-8")
    assert build(site, tmp_path / "site").returncode == 1
    page = site / "build" / "scorecard.html"
    assert "C201" in page.read_text(encoding="utf-8") and dead(page) == [] and not (tmp_path / "site").exists()


def test_institutions_have_a_matrix(tmp_path: Path) -> None:
    here = county(tmp_path)
    (here / "catalogues" / "institutions").mkdir()
    (here / "catalogues" / "institutions" / "gongshui.yml").write_text("""名称: 样本供水公司
行业: 供水
主管单位: minzheng
地址: 样例路1号
电话: 0590-7000810
默认: {内容: 收多少, 依据: 《优化营商环境条例》第二十八条, 时限: 变更之日起20个工作日内}
事项:
  - {编号: 1, 名称: 服务标准}
  - {编号: 2, 名称: 资费标准}
""", encoding="utf-8")
    done = build(here, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (here / "build" / "scorecard.html").read_text(encoding="utf-8")
    matrix = page[page.index('id="qishiye"'):]
    assert re.search(r'<th scope="row"><a href="../../site/institutions/gongshui.html">样本供水公司</a></th><td>2</td>', matrix), matrix[:900]


STANDARD = """名称: 样本县村居务公开标准目录
默认: {类别: 法定公开, 频次: 每季度, 适用: [社区], 依据: 《中华人民共和国城市居民委员会组织法》}
事项:
  - {编号: 1, 名称: 居务收支, 内容: 收入和支出, 时限: 每月10日前}
  - {编号: 2, 名称: 公益项目, 内容: 同上, 时限: 完工之日起7日内}
  - {编号: 3, 名称: 旧事项, 内容: 旧, 时限: 随时, 停用: {日期: 2026-01-01, 原因: 合并}}
"""


def card(site: Path) -> tuple[Scores, Matrix]:
    checked = check_county(site)
    scores = score(checked)
    return scores, next(matrix for matrix in Card(checked.county, scores).matrices if matrix.id == "cunju")


def test_the_villages_standard_comes_first_and_is_not_added(tmp_path: Path) -> None:
    here = county(tmp_path)
    before, without = card(here)
    (here / "catalogues" / "village-standard.yml").write_text(STANDARD, encoding="utf-8")
    scores, matrix = card(here)
    first, *rest = matrix.rows
    assert (first.name, first.address) == ("样本县村居务公开标准目录", "village-standard.html")
    assert [(cell.text, cell.tone) for cell in first.cells] == [("1/2", "bad"), *[("不适用", "na")] * 3] and first.cells[0].anchor
    assert rest == without.rows and matrix.total == without.total
    assert before.figures == scores.figures and [of for _, of in scores.parts if of == "village-standard"] == ["village-standard"]


def test_a_villages_standard_that_cannot_be_read_is_nothing_got(tmp_path: Path) -> None:
    here = county(tmp_path)
    before, _ = card(here)
    (here / "catalogues" / "village-standard.yml").write_text("名称: [\n", encoding="utf-8")
    scores, matrix = card(here)
    assert (matrix.rows[0].name, matrix.rows[0].cells[0].text) == ("村（居）务公开标准目录", "0/1") and before.figures["completeness"] == scores.figures["completeness"]


def test_never_into_the_site_nor_beside_it(tmp_path: Path) -> None:
    here = county(tmp_path)
    for out, office in ((here / "build", here / "build.office"), (tmp_path / "elsewhere" / "build", here / "build")):
        done = build(here, out)
        assert done.returncode == 0 and str(office / "scorecard.html") in done.stdout, done.stdout + done.stderr
        assert not list(out.rglob("scorecard*")) and dead(office / "scorecard.html") == []
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["build"], "the folder of others has the site alone"
    assert build(here, tmp_path / "site", "--office", tmp_path / "site" / "papers").returncode == 2
    assert build(here, tmp_path / "site", "--office", tmp_path / "papers").returncode == 0 and (tmp_path / "papers" / "due.html").is_file()


def test_a_county_that_cannot_be_written_in_has_its_site_all_the_same(tmp_path: Path) -> None:
    here = county(tmp_path)
    (here / "build").write_text("a file lies where the folder would", encoding="utf-8")
    done = build(here, tmp_path / "site")
    assert done.returncode == 0 and "公开评估没有写" in done.stderr and "--office" in done.stderr and (tmp_path / "site" / "index.html").is_file()
    assert "公开评估（" not in done.stdout


def test_two_builds_at_once_leave_whole_papers(tmp_path: Path) -> None:
    here = county(tmp_path)
    with ThreadPoolExecutor() as hands:
        both = [*hands.map(lambda name: build(here, tmp_path / name / "site"), ("a", "b"))]
    assert [done.returncode for done in both] == [0, 0], both
    assert dead(here / "build" / "scorecard.html") == [] and {path.name for path in here.iterdir()} >= {"build", "catalogues"}
