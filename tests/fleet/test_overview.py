"""The overview and its index across counties: what it says, that it leads somewhere, and that it works in a browser."""
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from disclosure.fleet import overview
from disclosure.fleet.county import BUILT, FAILED, REFUSED, Order, Outcome
from disclosure.render.policy import META
from disclosure.model.finding import Finding
from disclosure.model.fleet import Fleet, Member
from disclosure.model.place import Place
from disclosure.read import faults
from disclosure.render import fleet as render

EVIL = "监督检查 <script>alert(1)</script> {{ 7*7 }}"
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
MATTERS = [("shehui-jiuzhu", "社会救助领域", "最低生活保障", "办事指南", "1.1"), ("shehui-jiuzhu", "社会救助领域", "特困人员", "办事指南", "1.2"),
           ("shehui-jiuzhu", "社会救助领域", "最低生活保障", "低保公示", "1.3"), ("shehui-jiuzhu", "社会救助领域", "综合业务", EVIL, "1.4"),
           ("hubei", "地方特色", "", "河湖长制", "2.1")]
HERE = Place("", 1, 1, 1, 1)


def site(out: Path, code: str, name: str, matters: list[tuple[str, ...]]) -> None:
    """As much of a county's site as the overview reads and leads to."""
    rows = [{"事项": f"{domain}/{number}", "目录": title, "网址": f"domains/{domain}/{number}.html", "编号": number, **({"一级事项": category} if category else {}), "名称": matter}
            for domain, title, category, matter, number in matters]
    rows += [{"事项": "dong-zhen/1", "目录": "东镇", "网址": "townships/dong-zhen/1.html", "编号": "1", "名称": "乡镇的事项"}]
    for path in ("index.html", *(row["网址"] for row in rows)):
        (out / code / path).parent.mkdir(parents=True, exist_ok=True)
        (out / code / path).touch()
    (out / code / "catalogue.json").write_text(json.dumps({"县": name, "截至日期": "2026-06-30", "事项数": len(rows), "事项": rows}, ensure_ascii=False), encoding="utf-8")
    card = out / "build" / code / "scorecard.html"
    card.parent.mkdir(parents=True, exist_ok=True)
    card.touch()


def finding(n: int) -> Finding:
    return Finding(faults.UNKNOWN_KEY, Place("catalogues/county.yml", n, 1, n, 2), f"没有“字段{n}”这个字段", "可以写：名称")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four counties: built, built under the same name, refused with an earlier site, and killed without one."""
    return written(tmp_path_factory.mktemp("overview"))


def written(out: Path) -> Path:
    site(out, "jia", "示例县", MATTERS)
    site(out, "yi", "示例县", MATTERS[:2])
    site(out, "bing", "样例区", [MATTERS[0], ("shehui-jiuzhu", "社会救助", "最低生活保障", "办事指南", "7.7")])
    shares = (("completeness", 9, 10), ("links", 3, 3))
    outcomes = {o.code: o for o in (
        Outcome("jia", BUILT, name="示例县", shares=shares, pages=9), Outcome("yi", BUILT, name="示例县", shares=shares, pages=5),
        Outcome("bing", REFUSED, name="样例区", shares=shares, findings=tuple(finding(n) for n in range(1, 46))), Outcome("ding", FAILED, "生成它的进程两次都中途停了，多半是内存不够。"))}
    names = {"jia": None, "yi": None, "bing": None, "ding": "丁县"}
    members = tuple(Member(code, HERE, {"code": code, "folder": code, "name": name}, {}) for code, name in names.items())
    orders = [Order(code, out / "none", out / code, out / "build" / code, False, "", None) for code in names]
    overview.write(out, Fleet("fleet", HERE, {"name": "示例市", "members": members}, {}), orders, outcomes)
    return out


def pages(out: Path) -> list[str]:
    return ["index.html", *sorted(p.relative_to(out).as_posix() for p in (out / "matters").iterdir())]


def test_pages_lead_somewhere_and_obey_the_policy(out: Path) -> None:
    assert [p for p in pages(out) if "/f-" not in p] == ["index.html", "matters/05.html", "matters/index.html"] and len(pages(out)) == 4
    for path in pages(out):
        html = (out / path).read_text(encoding="utf-8")
        assert META in html and not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?:", html.replace("http-equiv", "").replace("http://www.w3.org", "")), path
        ids = set(re.findall(r'\bid="([^"]+)"', html))
        for link in re.findall(r'(?:href|src|data-matters)="([^"]+)"', html):
            assert link[1:] in ids if link.startswith("#") else ((out / path).parent / link).exists(), f"{path}: {link}"


def test_what_the_overview_says(out: Path) -> None:
    html = (out / "index.html").read_text(encoding="utf-8")
    rows = [re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", row)).strip() for row in re.findall(r"<tr>(.*?)</tr>", html.split("<tbody>")[1].split("</tbody>")[0], re.S)]
    assert rows[0].startswith("示例县（jia） 已生成 2026-06-30 6 0 0 0 90.0 不适用 不适用 不适用 100") and rows[0].endswith("评分表 ：示例县（jia）")
    assert rows[1].startswith("示例县（yi）") and rows[2].startswith("样例区 目录有错误 2026-06-30 原来的网站 3 45 0 0 90.0")
    assert rows[3] == "丁县 没有生成 没有网站 0 不知 不知 不知" + " 不适用" * 7 + " 没有"
    assert 'id="bing"><h3>样例区：目录里有 45 个错误。</h3>' in html and "还有 5 个" in html and "多半是内存不够" in html


def test_one_row_for_a_matter_of_several_counties(out: Path) -> None:
    html = (out / "matters" / "05.html").read_text(encoding="utf-8")
    rows = [re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", row)).strip() for row in re.findall(r"<tr id.*?</tr>", html)]
    assert rows == ["办事指南 最低生活保障 示例县（jia） 示例县（yi） 样例区 1.1 样例区 7.7 3", "低保公示 最低生活保障 示例县（jia） 1",
                    "办事指南 特困人员 示例县（jia） 示例县（yi） 2", "监督检查 &lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} 综合业务 示例县（jia） 1"]
    everything = "".join((out / path).read_text(encoding="utf-8") for path in pages(out))
    assert "河湖长制" in everything and "乡镇的事项" not in everything


def test_pages_are_bounded_and_old_ones_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made() -> dict[str, bytes]:
        written(tmp_path)
        return {path: (tmp_path / path).read_bytes() for path in pages(tmp_path)}

    first = made()
    monkeypatch.setattr(render, "LINKS", 3)
    assert {"matters/05.html", "matters/05-2.html", "matters/05-3.html"} < made().keys()
    assert 'aria-current="page">2<' in (tmp_path / "matters" / "05-2.html").read_text(encoding="utf-8")
    assert sum(p.name.startswith("05") for p in (tmp_path / "assets").iterdir()) == 3
    monkeypatch.undo()
    assert made() == first
    assert sum(p.name.startswith("05") for p in (tmp_path / "assets").iterdir()) == 1


# -- in a browser --------------------------------------------------------------------------------
def test_files_of_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among the overview's own as well; a page of ours that somebody has altered is not ours any more."""
    written(tmp_path)
    altered = next(path for path in sorted((tmp_path / "matters").iterdir()) if path.name != "index.html")
    theirs = {tmp_path / "assets" / "photo.jpg": b"x", tmp_path / "matters" / "notes" / "a.txt": b"y", altered: b"altered"}
    for path, data in theirs.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    monkeypatch.setattr(overview, "pages", lambda *told: [])
    before = {path: path.read_bytes() for path in sorted((tmp_path / "matters").iterdir()) if path.is_file()}
    written(tmp_path)
    assert all(path.read_bytes() == data for path, data in theirs.items())
    assert [path for path in before if path.exists()] == [altered]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context, complaints = chromium.new_context(), []
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints
    yield page
    assert not complaints
    context.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_every_page_fits_and_is_accessible(page: Page, out: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("index.html", "matters/05.html", "matters/index.html?q=%E4%BD%8E%E4%BF%9D"):
        page.goto(f"{out.as_uri()}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        small = page.evaluate("""[...document.querySelectorAll("a[href], button, input, select, summary")].filter(e => e.checkVisibility() && !e.closest(".skip, p"))
            .filter(e => e.getBoundingClientRect().height < 43.5 || e.getBoundingClientRect().width < 43.5).map(e => e.outerHTML)""")
        assert not small, path
        found = Axe().run(page, options=AXE).response["violations"]
        page.complaints.clear()  # axe warns of itself
        assert not [f"{v['id']}: {n['html'][:120]}" for v in found for n in v["nodes"]], path


def test_a_matter_is_found_by_words_and_its_row_opened(page: Page, out: Path) -> None:
    page.goto(f"{out.as_uri()}/matters/index.html")
    page.get_by_role("searchbox").fill("救助 指南")
    hits = page.locator("#matter-hits li")
    hits.first.wait_for()
    assert [" ".join(hit.split()) for hit in hits.all_inner_texts()] == ["社会救助 最低生活保障：办事指南 3 个县区", "社会救助 特困人员：办事指南 2 个县区"]
    assert page.locator("#matter-told").inner_text() == "找到 2 项。"
    hits.nth(1).get_by_role("link").click()
    page.wait_for_url("**/05.html#r3")
    assert page.locator("tr:target").inner_text().startswith("办事指南")
    page.get_by_label("公开的县区").select_option("样例区")
    assert page.locator("tbody tr:visible").count() == 1
    page.goto(f"{out.as_uri()}/matters/index.html?q=没有的词")
    page.get_by_text("没有找到").wait_for()


def test_without_scripts(chromium: Browser, out: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{out.as_uri()}/matters/index.html")
    assert not page.get_by_role("search").is_visible()
    page.get_by_role("link", name="社会救助").click()
    page.get_by_role("link", name="样例区 7.7").click()
    page.wait_for_url("**/bing/domains/shehui-jiuzhu/7.7.html")
    context.close()
