"""The last gate, and what stands before it: hostile outputs are refused, sites of ours pass, and it reads a page as a browser's parser does."""
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from built import GOLDEN, ROOT, build, contents, run

from disclosure.host import gate
from disclosure.host.policy import NGINX
from disclosure.read.county import read_county
from disclosure.render.addresses import HASHED, hashed
from disclosure.render.policy import META

CASES = yaml.safe_load(Path(__file__).with_name("gate.yml").read_text(encoding="utf-8"))
COUNTY = read_county(GOLDEN).county
BASE = urlsplit(COUNTY.portal_url).path
PAGE = "domains/shehui-jiuzhu.html"
TEMPLATES = Path(__file__).parents[2] / "plugins" / "disclosure" / "render" / "templates"
UNASKED = {"404.html", "index.html", "catalogue.json", "catalogue.csv", "robots.txt", "sitemap.xml", "feed.xml", "manifest.json"}
"""Files that are asked for by name, though no page may say it."""


@pytest.fixture(scope="module", params=["portal", "kiosk"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp(request.param) / "site"
    return contents(build(GOLDEN, folder, "--flavour", request.param))


def refusals(files: dict[str, bytes], known: set[str] | None = None) -> list[str]:
    looked = gate.Gate(COUNTY, BASE)
    for path, data in files.items():
        looked.look(path, data)
    return looked.faults(known or files)


def test_a_site_of_ours_passes(site: dict[str, bytes]) -> None:
    assert refusals(site) == []


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(GOLDEN, tmp_path_factory.mktemp("gate") / "site")


@pytest.mark.parametrize("case", CASES, ids=lambda case: (case.get("page") or case.get("head") or case.get("file") or "replaced")[:50])
def test_hostile_outputs_are_refused(case: dict, portal: Path) -> None:
    files = {path: (portal / path).read_bytes() for path in (PAGE, "index.html")} | {path: b"" for path in contents(portal) if path.startswith("assets/") or path == "shared/edition.css"}
    known = set(files)
    page = files[PAGE].decode()
    files["search.html"] = files["index.html"]
    if "file" in case:
        files[case["file"]] = case["text"].encode()
        known |= {"search.html", *([case["file"]] if "不是本程序" not in case["says"] else [])}
    else:
        known = set(files)
        what, by = case.get("replace") or (("</main>", case["page"] + "\n</main>") if "page" in case else ("</head>", case["head"] + "\n</head>"))
        assert page.count(what) == 1
        files[PAGE] = page.replace(what, by).encode()
    found = refusals(files, known)
    assert found and all("\n" not in fault for fault in found)
    assert case["says"] in found[0] and (case.get("file") or PAGE) in found[0]
    assert "13800138000" not in "".join(found) and "19491231" not in "".join(found), "what is private is not repeated"


def test_an_allowed_number_passes(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace
    page = (portal / PAGE).read_text(encoding="utf-8").replace("</main>", "<p>13800138000</p></main>")
    allowed = SimpleNamespace(allowed_numbers=[SimpleNamespace(number="138 0013 8000", until=None)], as_of=COUNTY.as_of, division=None)
    looked = gate.Gate(allowed, BASE)
    looked.look(PAGE, page.encode())
    assert not list(looked.private())


def test_a_code_whose_heading_is_in_the_source_passes(portal: Path) -> None:
    page = (portal / PAGE).read_text(encoding="utf-8").replace("</main>", "<table><tr><td>13800138000</td></tr></table></main>").encode()
    for heading, told in (("监督编码", 0), ("手机", 1)):
        looked = gate.Gate(COUNTY, BASE, sources={"content/about.md": f"| 序号 | {heading} |\n| --- | --- |\n| 1 | 13800138000 |\n"})
        looked.look(PAGE, page)
        assert len(list(looked.private())) == told


def test_texts_are_judged_the_same_few_at_a_time(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (portal / PAGE).read_text(encoding="utf-8")
    files = contents(portal) | {
        "domains/a.html": page.replace("</main>", "<p>机密★一年</p></main>").encode(), "domains/b.html": page.replace("</main>", "<p>13800138000</p></main>").encode(),
        "domains/c.html": page.replace("</main>", "<p>13800138001</p><p>绝密★启用前</p></main>").encode()}
    together = refusals(files)
    assert [fault[-6:] for fault in together] == ["（C903）", "（C903）", "（C905）", "（C905）"]
    monkeypatch.setattr(gate, "AT_ONCE", 0)
    assert refusals(files) == together


class Tags(HTMLParser):
    """Every tag of a page as a real parser sees it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple] = []
        self.inline: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag):
        self.tags.append((f"/{tag}", ()))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)


def test_the_gate_reads_pages_as_a_parser_does(site: dict[str, bytes]) -> None:
    from html import unescape
    for path, data in site.items():
        if not path.endswith(".html"):
            continue
        html, mine = data.decode(), []
        for piece in html.split("<")[1:]:
            if tag := gate.PIECE.fullmatch(piece):
                mine.append((tag[1] + tag[2].lower(), tuple((key.lower(), unescape(value[1:-1])) for key, value in gate.ATTRIBUTE.findall(tag[3]))))
        assert mine == Tags(html).tags, path


def test_assets_are_named_by_their_bytes_and_all_are_used(site: dict[str, bytes]) -> None:
    asked = set()
    for path, data in site.items():
        if path.startswith("assets/") and not path.endswith(".latest.js"):
            assert HASHED.fullmatch(path), path
            if not path.startswith("assets/qr/"):
                assert hashed(re.sub(r"\.[0-9a-f]{12}\.", ".", path.removeprefix("assets/")), data) == path
        if path.endswith(".latest.js"):
            asked.add("assets/" + data.decode().split('"')[1])
        if path.endswith(".js"):
            asked |= {f"assets/{name}" for name in re.findall(r'"([a-z-]+\.latest\.js)"', data.decode())}  # which says what the data is called now
        if path.endswith(".js"):  # data that names its further parts, and the sheet for older browsers
            asked |= {f"assets/{name}" for name in re.findall(r'"([a-z0-9-]+\.[0-9a-f]{12}\.(?:js|css))"', data.decode())}
        if path.endswith(".css"):
            asked |= {f"assets/{name}" for name in re.findall(r'url\("([^"]+)"\)', data.decode())}
        if path.endswith(".html"):
            for _, attributes in Tags(data.decode()).tags:
                for key, value in attributes:
                    if key in ("href", "src", "action", "data") or key.startswith("data-"):
                        value = value.partition("#")[0].partition("?")[0].removeprefix(BASE)
                        while value.startswith("../"):
                            value = value[3:]
                        asked.add(value)
                        asked.add(f"{path.rpartition('/')[0]}/{value}")
    elsewhere = {name for page in TEMPLATES.rglob("*.html") for name in re.findall(r"asset\('([\w.-]+)'\)", page.read_text(encoding="utf-8"))}
    others = {path for path in site if re.sub(r"\.[0-9a-f]{12}\.", ".", path.removeprefix("assets/")) in elsewhere}  # by pages that this county lacks
    left = {path for path in site if path not in asked | UNASKED | others and not path.endswith("catalogue.csv")}
    assert not left, "nothing refers to these"


def test_a_changed_word_changes_few_files(tmp_path: Path) -> None:
    county = tmp_path / "county"
    shutil.copytree(GOLDEN, county)
    before = contents(build(county, tmp_path / "site"))
    flow = county / "catalogues" / "flows" / "shenqing.yml"
    flow.write_text(flow.read_text(encoding="utf-8").replace("在公示栏公示。", "在村里的公示栏公示，张榜亮榜。"), encoding="utf-8")
    after = contents(build(county, tmp_path / "site"))
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert "flows/shenqing.html" in changed and len([p for p in changed if p.endswith(".html")]) <= 3, sorted(changed)


def test_a_refused_site_does_not_take_the_place_of_the_old(tmp_path: Path) -> None:
    county = tmp_path / "county"
    shutil.copytree(GOLDEN, county)
    out = build(county, tmp_path / "site")
    before = contents(out)
    (county / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("theme_overrides", str(ROOT / "theme_overrides"))
                                       .replace("docs_dir: content", "extra_javascript: ['https://tongji.example/hm.js']"), encoding="utf-8")
    done = run("build", "--site", county, "--trust-config", "--out", out)
    assert done.returncode == 1 and "要从别处加载“https://tongji.example/hm.js”" in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert contents(out) == before


def test_the_header_file_is_made_from_the_policy(bless: bool) -> None:
    path = ROOT / "docs" / "nginx-headers.conf"
    if bless:
        path.write_text(NGINX, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == NGINX, "python build.py test --bless tests/site/test_gate.py"
    assert "unsafe" not in META and "data:" not in META


@pytest.mark.parametrize(("typed", "shown", "where"), [
    ("值班：138*0013*8000", "138 0013 8000", "content/about.md:3（网页 about.html）"), ("一\n\n电话 138 0013\u200b8000", "电话 13800138000", "content/about.md:5（网页 about.html）"),
    ("没有号码", "13800138000", "content/about.md（网页 about.html）")])
def test_a_number_of_a_hand_written_page_is_told_where_it_was_typed(typed: str, shown: str, where: str) -> None:
    looked = gate.Gate(COUNTY, BASE, {"about.html"}, {"content/about.md": f"# 说明\n\n{typed}\n"})
    for path in ("about.html", PAGE):
        looked.look(path, f'<!doctype html><html><head>{META}</head><body><p>{shown} {path}</p></body></html>'.encode())
    told = [fault.partition("：")[0] for fault in looked.faults({"about.html", PAGE}) if "C903" in fault]
    assert told == [where, PAGE]
