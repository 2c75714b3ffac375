"""The site of a county that keeps editions: ledger, histories, editions, what is no more, a day of the past; and of one that keeps none, nothing of all that."""
import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from disclosure.cli import built
from disclosure.editions.putting import put
from disclosure.editions import keeping
from disclosure.editions.chain import Chain, following, with_edition
from disclosure.editions.state import state
from disclosure.read.county import read_county

GOLDEN = Path(__file__).parents[1] / "county"
GONE, MOVED = "domains/shehui-jiuzhu/7.7", "domains/shehui-jiuzhu/7.8"


def nothing(*told) -> None:
    """A progress that nobody looks at."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A county with one edition from before, and its site."""
    folder = tmp_path_factory.mktemp("kept") / "county"
    shutil.copytree(GOLDEN, folder)
    domain = folder / "catalogues" / "domains" / "shehui-jiuzhu.yml"
    domain.write_text(domain.read_text(encoding="utf-8").replace('- 编号: "1.2"\n', f'- 编号: "1.2"\n    曾用编号: ["{MOVED.rpartition("/")[2]}"]\n'), encoding="utf-8")
    county = read_county(folder).county
    now = state(county)
    before = {**now, "domains/shehui-jiuzhu/1.1": {**now["domains/shehui-jiuzhu/1.1"], "时限": "每年<公布>一次"},
              "townships/xi-jie/shehui-jiuzhu-1.1": {**now["townships/xi-jie/shehui-jiuzhu-1.1"], "时限": "每年<公布>一次"}, GONE: {**now["domains/shehui-jiuzhu/1.1"], "编号": "7.7", "名称": "旧时的事项"}}
    before[MOVED] = {**{key: said for key, said in before.pop("domains/shehui-jiuzhu/1.2").items() if key != "曾用编号"}, "编号": "7.8"}
    del before["policies/neibu"]
    edition = following(Chain(), dict(sorted(before.items())), "2026-01-31", county.name, "")
    put(folder / "editions" / edition.file, edition.data)
    put(folder / "editions" / "SHA256SUMS", with_edition(Chain(), edition).sums)
    out = folder.parent / "site"
    built(folder, out, False, False, nothing, scored=False, hands=1)
    return folder, out


def page(out: Path, path: str) -> str:
    return (out / path).read_text(encoding="utf-8")


def test_the_ledger_and_the_history_say_old_and_new(site: tuple[Path, Path]) -> None:
    _, out = site
    for path in ("changes.html", "domains/shehui-jiuzhu/1.1.html"):
        text = page(out, path)
        assert "<del>每年&lt;公布&gt;一次</del> → <ins>" in text, path
    assert "变动记录" in page(out, "domains/shehui-jiuzhu/1.1.html") and "这一版起有记录" in page(out, "domains/shehui-jiuzhu/1.2.html")
    assert "旧时的事项" in page(out, "changes.html")


def test_the_page_of_every_matter_policy_record_unit_and_flow_ends_with_its_history(site: tuple[Path, Path]) -> None:
    """Whatever template a kind of page has: none is left out."""
    folder, out = site
    from disclosure.editions.state import address_of
    kept = {key: address_of(key) for key in state(read_county(folder).county) if key.partition("/")[0] not in ("county", "domains", "townships", "villages", "interpreters") or key.count("/") > 1}
    pages = {key: out / address for key, address in kept.items() if address and "#" not in address and (out / address).exists()}
    assert {key.partition("/")[0] for key in pages} >= {"domains", "townships", "policies", "units", "flows"}
    assert [key for key, path in pages.items() if "变动记录" not in path.read_text(encoding="utf-8")] == []


def test_no_template_of_a_record_leaves_its_history_out() -> None:
    """A page of a register that is its own extends the plain one and cannot lose what that ends with, or asks for it."""
    folder = Path(__file__).parents[2] / "plugins" / "disclosure" / "render" / "templates" / "registers"
    plain = (folder / "record.html").read_text(encoding="utf-8")
    assert "{% endblock %}{{ history_of(record, root) }}" in plain, "outside every block that another template may fill"
    for path in folder.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        if '{% extends "frame.html" %}' in text and "permanent(" in text and path.name != "record.html":
            assert "history_of(" in text, path.name


def test_what_is_new_says_so_once(site: tuple[Path, Path]) -> None:
    past = page(site[1], "policies/neibu.html").partition("变动记录")[2]
    assert "开始公布" in past and "新增" not in past


def test_what_is_no_more_has_a_page_that_says_so(site: tuple[Path, Path]) -> None:
    _, out = site
    text = page(out, f"{GONE}.html")
    assert "已不在目录里" in text and "2026-01-31 那一版还有" in text


def test_the_data_of_all_editions_is_there_and_is_what_publishing_keeps(site: tuple[Path, Path]) -> None:
    folder, out = site
    listed = json.loads((out / "editions" / "index.json").read_bytes())["版"]
    assert [row["序号"] for row in listed] == [1, 2]
    made = keeping.pending(folder, read_county(folder).county)
    assert (out / made.path).read_bytes() == made.data, "as it will be kept"
    before = {path.relative_to(out): path.read_bytes() for path in out.rglob("*.html")}
    copy = folder.parent / "copy"
    shutil.copytree(folder, copy)
    keeping.keep(copy, made)
    again = folder.parent / "again"
    built(copy, again, False, False, nothing, scored=False, hands=1)
    assert {path.relative_to(again): path.read_bytes() for path in again.rglob("*.html")} == before, "the site that was sent, and one built again"


def test_a_county_without_editions_has_nothing_of_all_that(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN, tmp_path / "county")
    done, *_ = built(tmp_path / "county", tmp_path / "site", False, False, nothing, scored=False, hands=1)
    names = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*")}
    assert not names & {"history.html", "proof.html", "editions"} and not any("变动记录" in path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.html"))


def test_a_day_of_the_past_is_shown_from_a_disk(site: tuple[Path, Path], chromium) -> None:
    _, out = site
    tab = chromium.new_page(viewport={"width": 360, "height": 780})
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    address = (out / "domains/shehui-jiuzhu/1.1.html").as_uri()
    tab.goto(address)
    tab.wait_for_timeout(200)
    assert not any("/day/" in url for url in requests), "only when somebody asks"
    tab.goto(f"{address}?on=2026-02-15")
    tab.wait_for_function("() => document.querySelector('.on-day .shown table') !== null")
    text = tab.inner_text(".on-day")
    assert "每年<公布>一次" in text and "2026-01-31" in text
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= 360
    tab.goto(f"{(out / 'domains/shehui-jiuzhu.html').as_uri()}?on=2026-02-15")
    tab.wait_for_function("() => document.querySelector('.on-day .shown table') !== null")
    assert "旧时的事项" in tab.inner_text(".on-day") and "现在不在目录里" in tab.inner_text(".on-day")
    successor = tab.locator(".on-day a[href$='shehui-jiuzhu/1.2.html']")
    assert "，内容在" in successor.locator("..").inner_text() and "1.2" in successor.inner_text()
    successor.click()
    tab.wait_for_url("**/domains/shehui-jiuzhu/1.2.html")
    tab.goto(f"{tab.url}?on=2026-02-15")
    tab.wait_for_function("() => document.querySelector('.on-day .shown table') !== null")
    assert "那一天它的编号是 7.8" in tab.inner_text(".on-day")
    for path, part in (("townships/xi-jie/shehui-jiuzhu-1.1.html", "每年<公布>一次"), ("townships/xi-jie.html", "每年<公布>一次")):  # what it takes over is told by the county's part
        tab.goto(f"{(out / path).as_uri()}?on=2026-02-15")
        tab.wait_for_function("() => document.querySelector('.on-day .shown table') !== null")
        assert part in tab.inner_text(".on-day"), path
    tab.goto(f"{address}?on=2020-01-01")
    tab.wait_for_function("() => /还没有发布过/.test(document.querySelector('.on-day').textContent)")
    tab.close()


BESIDE = ["1.1 政策法规文件", "1 监督检查 <script>alert(1)</script> {{ 7*7 }}", "2.10 审核信息", "2 居民小组会议"]
DATED = "getComputedStyle(document.querySelector('.as-of'), '::after').content"


def test_words_of_many_pages_are_fetched(site: tuple[Path, Path], chromium) -> None:
    """What stands beside a matter comes by a script, the date at the foot by a style sheet."""
    tab = chromium.new_page(viewport={"width": 1400, "height": 900})
    tab.goto((site[1] / "townships/xi-jie/2.html").as_uri())
    tab.locator(".sidenav ul ul li").nth(len(BESIDE) - 1).wait_for()
    assert [text.split() for text in tab.locator(".sidenav > ul > li > a").all_inner_texts()] == [["1", "社会救助"]]
    assert tab.locator(".sidenav ul ul li").all_inner_texts() == BESIDE and tab.locator(".sidenav ul ul [aria-current]").inner_text() == BESIDE[-1]
    assert tab.locator("object").count() == 0 and tab.evaluate(DATED) == '"2026-06-30"' and not tab.locator(".as-of a").is_visible()
    tab.close()
    assert '<dt>内容截至</dt><dd class="num">2026-06-30' in page(site[1], "index.html")


def test_without_scripts_they_are_there_as_well(site: tuple[Path, Path], chromium) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1400, "height": 900})
    tab = context.new_page()
    tab.goto((site[1] / "townships/xi-jie/2.html").as_uri())
    tab.wait_for_load_state("networkidle")
    assert tab.locator(".sidenav li").all_inner_texts() == [BESIDE[-1]] and tab.evaluate("scrollY") == 0
    assert tab.evaluate(DATED) == '"2026-06-30"' and not tab.locator(".as-of a").is_visible()
    _, beside = tab.frames
    links = beside.get_by_role("link")
    assert [link for n in range(links.count()) if (link := links.nth(n).aria_snapshot().partition('"')[2].rpartition('"')[0])] == ["1 社会救助", *BESIDE]
    assert not tab.get_by_role("link", name="全部事项").is_visible()
    tab.locator(".sidenav [aria-current]").focus()
    tab.keyboard.press("Tab")
    assert beside.evaluate("document.activeElement.textContent") == "1社会救助"
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/townships/xi-jie/shehui-jiuzhu-1.1.html")
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.reload()
    tab.wait_for_load_state("networkidle")
    assert len(tab.frames) == 1, "nobody fetches what is not shown"
    context.close()


@pytest.mark.parametrize("forbidden", [{"X-Frame-Options": "DENY"}, {"Content-Security-Policy": "frame-ancestors 'none'"}], ids=str)
def test_where_no_page_may_stand_in_another_a_link_leads_to_all(site: tuple[Path, Path], chromium, forbidden: dict[str, str]) -> None:
    """So of portals that forbid it for all they hold."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1400, "height": 900})
    context.route("http://county.example/**", lambda route: route.fulfill(path=site[1] / route.request.url.removeprefix("http://county.example/").partition("#")[0],
                                                                          headers=forbidden if "/shared/" in route.request.url and route.request.url.endswith(".html") else {}))
    tab = context.new_page()
    tab.goto("http://county.example/domains/shehui-jiuzhu/1.1.html")
    tab.get_by_role("link", name="全部事项").click()
    tab.wait_for_url("**/domains/shehui-jiuzhu.html")
    context.close()


def test_feeds_tell_what_changed(site: tuple[Path, Path]) -> None:
    _, out = site
    if not (out / "feed.xml").exists():
        pytest.fail("the golden county has an address")
    text = page(out, "changes/all.xml")
    assert "修改：" in text and "每年&lt;公布&gt;一次" in text and re.search(r"<id>https?://[^<]*#[0-9a-f]{12}</id>", text)
    assert "修改：" in page(out, "changes/domains/shehui-jiuzhu.xml")
    linked = set(re.findall(r'href="(changes/[^"]+\.xml)"', page(out, "changes.html")))
    made = {path.relative_to(out).as_posix() for path in (out / "changes").rglob("*.xml")} - {"changes/feed.xml"}
    assert linked == made and "changes/all.xml" in made, "each of them is offered"
    for path in made:
        feed = ElementTree.fromstring(page(out, path))
        atom = "{http://www.w3.org/2005/Atom}"
        assert feed.tag == f"{atom}feed"
        ids = [entry.findtext(f"{atom}id") for entry in feed.findall(f"{atom}entry")]
        assert len(ids) == len(set(ids))
        for one in (feed, *feed.findall(f"{atom}entry")):
            assert all(len(one.findall(f"{atom}{name}")) == 1 for name in ("id", "title", "updated")), path
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+08:00", one.findtext(f"{atom}updated"))
            assert all(re.match("https?://", link.get("href")) for link in one.findall(f"{atom}link"))
