"""What the norms ask every page to carry: labels, structured data, QR codes, the list of pages and the feed, small and exactly."""
import json
import random
import shutil
import string
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
import segno
import yaml
from built import GOLDEN, build

from disclosure.host import chrome
from disclosure.read.county import read_county
from disclosure.render.entries import badges, services
from disclosure.render.facts import Facts
from disclosure.render.feed import feed
from disclosure.render.labels import site_labels
from disclosure.render.output import Crumb, Indexed, Output, Page
from disclosure.render.qr import CAPACITY, Codes
from disclosure.render.sitemap import Listed, sitemaps
from disclosure.render.structured import json_ld
from disclosure.render.view import View
from disclosure.site import plan, sections

CASES = yaml.safe_load(Path(__file__).with_name("furniture.yml").read_text(encoding="utf-8"))
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class Head(HTMLParser):
    """The labels and the data block of a head."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.labels: list[tuple[str, str]] = []
        self.data, self._block = None, False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self._block = tag == "script"
        if tag == "meta":
            self.labels.append((attributes["name"], attributes["content"]))

    def handle_endtag(self, tag):
        self._block = False

    def handle_data(self, data):
        if self._block:
            self.data = json.loads(data)


@pytest.fixture(scope="module")
def view() -> View:
    reading = read_county(GOLDEN)
    return View(reading.county, dict.fromkeys(reading.files.paths, 1))


@pytest.fixture(scope="module")
def made(view: View) -> dict[str, Page | Output]:
    return {m.path: m for m in plan(view, [Indexed("关于本专题", "about.html")], lambda path: b"")}


def at(data, path: str):
    """A value of the structured data, None where there is none."""
    for step in path.split("."):
        try:
            data = data[int(step)] if isinstance(data, list) else data[step]
        except (KeyError, IndexError):
            return None
    return data


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["page"])
def test_a_page_says_of_itself(view: View, made: dict, case: dict) -> None:
    head = Head(chrome.labels(made[case["page"]], view))
    assert head.labels == [(name, str(value)) for name, value in case["labels"].items()]
    if case["data"] is None:
        assert head.data is None
    else:
        assert head.data["@context"] == "https://schema.org"
        assert {path: at(head.data, path) for path in case["data"]} == {path: value if value is None or isinstance(value, int) else str(value) for path, value in case["data"].items()}


def test_the_site_s_labels_without_what_the_county_does_not_say() -> None:
    told = SimpleNamespace(site_name="甲&乙网", portal_url="https://zw.example:8443/a/", site_code="3599000002")
    assert Head(site_labels(told)).labels == [("SiteName", "甲&乙网"), ("SiteDomain", "zw.example"), ("SiteIDCode", "3599000002")]
    assert site_labels(SimpleNamespace(site_name=None, portal_url=None, site_code=None)) == ""


def test_every_section_says_what_column_it_is(view: View) -> None:
    columns = [part.column for part in sections(view.county, [Crumb("关于", "about.html")])]
    assert all(column.name and column.description.endswith("。") and column.keywords and column.kind for column in columns)
    assert len({column.name for column in columns}) == len(columns)


def test_nothing_breaks_out_of_the_data_block() -> None:
    page = Page("a.html", "home", "</script><!--<script>", "", "", (), Facts("Article", authors=("</SCRIPT>", "\u2028", '"')))
    html = json_ld(page)
    assert html.count("<") == 2
    assert Head(html).data == {"@context": "https://schema.org", "@type": "Article", "name": "</script><!--<script>", "author": [{"@type": "Person", "name": name} for name in page.facts.authors]}


def test_what_labels_do_not_say_is_told() -> None:
    """A page of two days, or by somebody, has a block; one of which the labels say all has none."""
    def told(**facts) -> dict | None:
        return Head(json_ld(Page("a.html", "home", "甲", "", "", (), Facts("WebPage", **facts)))).data
    assert told(published="2026-03", keywords=("乙",)) is None and told(updated="2026-03") is None
    assert told(published="2026-03", updated="2026-04")["dateModified"] == "2026-04"
    assert told(authors=("丙",))["author"][0]["name"] == "丙" and told(article=False)["name"] == "甲"


def test_entrances_and_badges_are_in_the_norm_s_order_whatever_the_county_s() -> None:
    county = SimpleNamespace(entries=(("我为政府网站找错", "https://a.example/1"), ("在线办事", "https://a.example/2"), ("公报", "https://a.example/3"), ("互动交流", "https://a.example/4")))
    assert [name for name, _ in services(county)] == ["互动交流", "在线办事"]
    assert badges(county) == [("我为政府网站找错", "https://a.example/1")]
    assert [name for name, _ in chrome.context(SimpleNamespace(**dict.fromkeys(
        ("name", "full_name", "portal_url", "site_name", "site_code", "sponsor", "undertaker", "phone", "icp", "police", "as_of", "trial", "accent")), entries=county.entries)).entries] == ["在线办事", "公报", "互动交流"]


# -- QR codes ------------------------------------------------------------------------------------
def test_a_code_put_together_is_the_code_drawn_whole() -> None:
    """Whatever was drawn before: texts that begin alike, and for every size a wild one and one a little different."""
    dice, codes = random.Random(4), Codes()
    base = "https://www.shili.example/zwgk/jczwgk/"
    texts = [base + "".join(dice.choices(string.ascii_lowercase + string.digits + "/.-", k=dice.randrange(8, 12))) for _ in range(24)]
    for most in CAPACITY:
        wild = "".join(dice.choices(string.printable, k=most))
        texts += [wild, wild[:most // 2] + dice.choice(string.printable) + wild[most // 2 + 1:-1] + "~", wild[:-1]]
    for text in texts:
        side, modules = codes.modules(text.encode())
        whole = segno.make(text, version=(side - 17) // 4, error="l", mode="byte", mask=0, boost_error=False, micro=False).matrix
        assert f"{modules:0{side * side}b}" == "".join(str(module & 1) for row in whole for module in row), text
        assert drawn(codes.svg(text, "码")) == (side + 8, {(x + 4, y + 4) for y, row in enumerate(whole) for x, module in enumerate(row) if module & 1})


def drawn(svg: str) -> tuple[int, set[tuple[int, int]]]:
    """(units a side, dark units) of a code's SVG, painted by its path."""
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img" and root.get("aria-label")
    dark, x, y = set(), 0, 0
    for stroke in root[0].get("d").replace("M", " M").replace("m", " m").replace("h", " h").split(" "):
        if stroke.startswith("M"):
            x = int(stroke[1:])
        elif stroke.startswith("m"):
            x += int(stroke[1:])
        elif stroke.startswith("h"):
            dark |= {(x + step, y) for step in range(int(stroke[1:]))}
            x += int(stroke[1:])
        elif stroke.endswith(".5"):
            y = int(stroke[:-2])
    return int(root.get("viewBox").split()[2]), dark


def test_what_cannot_be_read_from_a_screen_is_not_drawn() -> None:
    assert Codes().svg("https://甲.example/", "码") == "" and Codes().svg("a" * 272, "码") == ""


# -- the list of pages and the feed --------------------------------------------------------------
def test_long_lists_of_pages_are_split() -> None:
    files = {f.path: ElementTree.fromstring(f.data) for f in sitemaps([Listed("a&b.html", "2026-05"), Listed("c.html"), Listed("d.html")], "https://a.example/", 2)}
    assert [e.text for e in files["sitemap.xml"].iter(f"{SITEMAP}loc")] == ["https://a.example/sitemap-1.xml", "https://a.example/sitemap-2.xml"]
    assert [[e.text for e in url] for url in files["sitemap-1.xml"]] == [["https://a.example/a&b.html", "2026-05"], ["https://a.example/c.html"]]
    assert [e.text for e in files["sitemap-2.xml"].iter(f"{SITEMAP}loc")] == ["https://a.example/d.html"]


def test_the_list_of_pages_is_the_pages(made: dict) -> None:
    listed = [e.text for e in ElementTree.fromstring(made["sitemap.xml"].data).iter(f"{SITEMAP}loc")]
    assert sorted(listed) == sorted(f"https://www.yangben.example/zwgk/zt/{path}" for path in [*(p for p, m in made.items() if isinstance(m, Page)), "about.html"])


def test_the_feed_has_what_atom_asks_for(made: dict) -> None:
    root = ElementTree.fromstring(made["feed.xml"].data)
    assert [root.findtext(ATOM + name) for name in ("title", "id", "updated")] == ["样本县基层政务公开：最新公开", "https://www.yangben.example/zwgk/zt/feed.xml", "2026-04-01T00:00:00+08:00"]
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "样本县人民政府"
    entries = root.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}updated") for e in entries] == sorted((e.findtext(f"{ATOM}updated") for e in entries), reverse=True)
    assert all(e.findtext(ATOM + name) for e in entries for name in ("title", "id", "updated", "summary"))
    assert {e.find(f"{ATOM}link").get("href").removeprefix("https://www.yangben.example/zwgk/zt/") for e in entries} <= made.keys()
    assert max(Counter(e.findtext(f"{ATOM}id") for e in entries).values()) == 1


def test_a_feed_of_nothing_is_a_feed(view: View) -> None:
    county = SimpleNamespace(name="空县", full_name=None, as_of="2026-01", catalogues=(), policies={}, registers=())
    root = ElementTree.fromstring(feed(county, "空县基层政务公开", "https://a.example/").data)
    assert root.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00+08:00" and root.findtext(f"{ATOM}author/{ATOM}name") == "空县"


# -- a county that has not said where its site stands --------------------------------------------
def test_without_a_portal_address_there_is_no_absolute_address(tmp_path: Path) -> None:
    county = tmp_path / "county"
    shutil.copytree(GOLDEN, county)
    file = county / "catalogues" / "county.yml"
    file.write_text("\n".join(line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("门户地址")), encoding="utf-8")
    site = build(county, tmp_path / "site")
    assert not (site / "feed.xml").exists() and not (site / "sitemap.xml").exists()
    for path in (path for path in site.rglob("*.html") if path.parent.name != "shared"):  # lists within pages
        html = path.read_text(encoding="utf-8")
        assert "yangben.example/zwgk/zt" not in html and "SiteDomain" not in html and "canonical" not in html, path
        assert "feed.xml" not in html and 'class="qr"' not in html and '"item"' not in html, path
        assert '<meta name="SiteName"' in html
