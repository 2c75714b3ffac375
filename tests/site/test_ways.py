"""Where pages lead: a link without its page, or without its place on the page, keeps the site from being published, also from a page of the last build."""
import shutil
from pathlib import Path

import pytest
from built import GOLDEN, build, contents

from disclosure.checking import case_of
from disclosure.deliver.manifest import NAME
from disclosure.host import gate, plugin
from disclosure.host.ways import Ways
from disclosure.read.county import read_county
from disclosure.rules.pages import published

READING = read_county(GOLDEN)
BASE = "/zwgk/zt/"


@pytest.fixture(scope="module", params=["portal", "kiosk"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return contents(build(GOLDEN, tmp_path_factory.mktemp(request.param) / "site", "--flavour", request.param))


def refusals(files: dict[str, bytes], written: tuple[str, ...] = ("about.html",)) -> list[str]:
    looked = gate.Gate(READING.county, BASE, written)
    for path, data in sorted(files.items()):
        looked.look(path, data)
    return looked.faults(files)


def test_every_link_of_ours_leads_somewhere(site: dict[str, bytes]) -> None:
    assert refusals(site) == []


def test_no_page_that_is_led_to_may_be_lacking(site: dict[str, bytes]) -> None:
    """One page, or a whole collection's, left out."""
    led = {path for path in site if path.endswith(".html") and path not in ("404.html", "index.html")}
    for path in sorted(led):
        assert any(f"“{path}”" in fault for fault in refusals({p: d for p, d in site.items() if p != path})), path
    for folder in ("policies", "units", "interpreters", "flows", "townships", "domains"):
        assert any(f"“{folder}/" in fault for fault in refusals({p: d for p, d in site.items() if not p.startswith(f"{folder}/")})), folder


@pytest.mark.parametrize(("link", "says"), [
    ("../units/meiyou.html", "“units/meiyou.html”，网站里没有这个文件"), ("shehui-jiuzhu/1.1.htm", "网站里没有"), ("../files/meiyou.pdf", "网站里没有"), ("../domains", "网站里没有"),
    ("../../index.html", "网站里没有"), ("?q=x", ""), ("shehui-jiuzhu.html?q=x#y", "没有这个位置"), ("#meiyou", "本页的“#meiyou”"), ("../index.html#meiyou", "没有这个位置"),
    ("../search.html?q=%E4%BD%8E", ""), ("shehui-jiuzhu/1.1.html", ""), ("../domains/./shehui-jiuzhu/1.1.html", ""), ("/zwgk/x.html", ""), ("https://a.example/x", ""), ("#", ""),
    ("shehui-jiuzhu&#47;1.1.html", ""), ("shehui%2Djiuzhu/1.1.html", ""), ("../manifest.json", ""), ("../feed.xml#x", "")])
@pytest.mark.parametrize("site", ["portal"], indirect=True)
def test_one_link(link: str, says: str, site: dict[str, bytes]) -> None:
    path = "domains/shehui-jiuzhu.html"
    page = site[path].replace(b"</main>", f'<a href="{link}">x</a></main>'.encode())
    assert page != site[path]
    found = refusals(site | {path: page})
    assert len(found) == bool(says) and all(path in fault and says in fault for fault in found)


@pytest.mark.parametrize("site", ["portal"], indirect=True)
def test_anchors_of_hand_written_pages_are_told_by_check(site: dict[str, bytes]) -> None:
    page = site["about.html"].replace(b"</main>", b'<a href="#x">x</a><a href="index.html#y">x</a></main>')
    assert refusals(site | {"about.html": page}) == [] and len(refusals(site | {"about.html": page}, ())) == 2
    page = site["about.html"].replace(b"</main>", b'<a href="meiyou.html">x</a></main>')
    assert len(refusals(site | {"about.html": page})) == 1


def test_a_page_of_the_last_build_is_held_against_the_new_site(site: dict[str, bytes]) -> None:
    before = gate.Gate(READING.county, BASE)
    for path, data in site.items():
        before.look(path, data)
    gone = "units/minzheng.html"
    looked = gate.Gate(READING.county, BASE)
    looked.known(site.keys() - {gone}, before.proved)
    assert [gone in fault for fault in looked.faults(site)] == [True]
    looked.known({gone}, before.proved)
    assert looked.faults(site) == []


def test_a_link_means_something_else_in_another_folder() -> None:
    """What was found right in one folder is not taken for right in another."""
    ways = Ways("")
    for path in ("a/x.html", "b/x.html", "b/y.html"):
        ways.look(path, b"", b'<a href="y.html">y</a>')
    assert [*ways.faults({"a/x.html", "b/x.html", "b/y.html"}, ())] == ["网页 a/x.html 链接到“a/y.html”，网站里没有这个文件"]


def test_a_site_without_a_whole_collection_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As somebody might forget one line of the plan."""
    from disclosure import site as plan
    from disclosure.deliver.fault import Refused
    from disclosure.host.build import build_site
    monkeypatch.setattr(plan, "interpreters", lambda view: iter(()))
    with pytest.raises(Refused, match="interpreters/"):
        build_site(read_county(GOLDEN), GOLDEN, tmp_path / "site", plugin.ROOT, lambda *told: None)
    assert not (tmp_path / "site").exists()


def test_the_rules_know_what_is_published(tmp_path: Path) -> None:
    """What hand-written pages may link to, as `check` sees it, is what there is."""
    for folder, site in ((GOLDEN, build(GOLDEN, tmp_path / "golden")), (bare(tmp_path), build(tmp_path / "bare", tmp_path / "small"))):
        there = {path for path in contents(site) if path != NAME and not path.startswith(("assets/", "files/", "shared/"))}
        assert published(case_of(read_county(folder))) == there


def bare(folder: Path) -> Path:
    """A county with units and one domain, and no address."""
    shutil.copytree(GOLDEN / "catalogues", folder / "bare/catalogues")
    for name in ("policies", "flows", "townships", "villages", "interpreters.yml"):
        place = folder / "bare/catalogues" / name
        place.unlink() if place.is_file() else shutil.rmtree(place)
    county = folder / "bare/catalogues/county.yml"
    county.write_text("名称: 示例县\n截至日期: 2026-11-20\n", encoding="utf-8")
    units = folder / "bare/catalogues/units.yml"
    units.write_text("minzheng:\n  名称: 示例县民政局\n", encoding="utf-8")
    domain = next((folder / "bare/catalogues/domains").glob("*.yml"))
    domain.write_text("领域: 甲\n牵头单位: minzheng\n事项:\n  - {编号: 1, 名称: 乙, 内容: 丙, 依据: 《某法》, 时限: 及时, 主体: minzheng, 方式: 主动公开, 渠道: 政府网站, 对象: 全社会, 层级: 县级}\n", encoding="utf-8")
    return folder / "bare"
