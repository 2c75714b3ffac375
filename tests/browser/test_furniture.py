"""Every page of both sites, without a browser: the labels that the norms ask for, the same as what readers see; the list of pages; the feed."""
import json
import re
from collections import Counter
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .sites import COUNTIES

ALWAYS = ["SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType", "Description"]
CONTENT = ("domains/*/*.html", "townships/*/*.html", "villages/*/*.html", "policies/*.html", "policies/*/*.html", "flows/*.html")
"""Pages of content, which have labels of their own."""
DATED = ("domains/*/*.html", "policies/*.html", "policies/*/*.html")
LABEL = re.compile(r'<meta name="([A-Z]\w+)" content="([^"]+)">')
ATOM = "{http://www.w3.org/2005/Atom}"


class Read:
    """What a page says of itself, to programs (its head) and to readers."""

    def __init__(self, html: str) -> None:
        head, _, self.body = html.partition("</head>")
        self.rows = [(name, unescape(value)) for name, value in LABEL.findall(head)]
        self.labels = dict(self.rows)
        self.data = [json.loads(block) for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)]
        self.canonical = next(iter(re.findall(r'rel="canonical" href="([^"]+)"', head)), None)


@pytest.fixture(scope="module", params=list(COUNTIES))
def site(request: pytest.FixtureRequest, sites: dict[str, Path]) -> Path:
    return sites[request.param]


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Read]:
    return {p.relative_to(site).as_posix(): Read(p.read_text("utf-8")) for p in sorted(site.rglob("*.html")) if p.name != "404.html" and p.parent.name != "shared"}


GONE = re.compile("<b>(?:这个网址已经换了|已不在目录里)</b>")


def of(site: Path, patterns: tuple[str, ...]) -> list[str]:
    """The pages of these kinds; an address whose matter is no more says where to go, and has no content."""
    return [p.relative_to(site).as_posix() for pattern in patterns for p in site.glob(pattern) if not GONE.search(p.read_text("utf-8"))]


def test_every_page_has_the_labels_of_site_and_column_once(pages: dict[str, Read]) -> None:
    wrong = {path: page.rows for path, page in pages.items()
             if [name for name, _ in page.rows][:len(ALWAYS)] != ALWAYS or max(Counter(name.lower() for name, _ in page.rows).values()) > 1}
    assert not wrong


def test_pages_of_content_say_what_their_readers_see(site: Path, pages: dict[str, Read]) -> None:
    for path in of(site, CONTENT):
        page = pages[path]
        heading = unescape(re.sub(r"<[^>]+>", "", re.search(r"<h1[^>]*>(.*?)</h1>", page.body, re.S)[1])).strip()
        assert page.labels["ArticleTitle"] == heading, path
        line = unescape(re.sub(r"<[^>]+>", "", re.search(r'<p class="dateline">(.*?)</p>', page.body, re.S)[1]))
        for name in ("PubDate", "ContentSource"):
            assert page.labels.get(name, "") in line, (path, name)
        assert page.labels["Url"] == page.canonical, path


def test_content_is_dated_where_the_catalogue_gives_a_date_and_never_to_the_minute(site: Path, pages: dict[str, Read]) -> None:
    dated = of(site, DATED)
    assert len([path for path in dated if "PubDate" in pages[path].labels]) > len(dated) * 0.9
    assert all(re.fullmatch(r"\d{4}-\d\d(-\d\d)?", page.labels["PubDate"]) for page in pages.values() if "PubDate" in page.labels)


def test_structured_data_says_what_labels_do_not(site: Path, pages: dict[str, Read]) -> None:
    """What kind of thing the page is about; a matter is told whole by its labels."""
    for path in of(site, CONTENT):
        kinds = [data["@type"] for data in pages[path].data]
        assert kinds == ([] if path.count("/") == 2 and not path.startswith("policies/") else kinds[:1]) and "WebPage" not in kinds, path
        assert not any({"url", "keywords", "image"} & data.keys() for data in pages[path].data), path
    assert {data["@type"] for page in pages.values() for data in page.data} >= {"WebSite", "Dataset", "Legislation", "Article", "HowTo", "GovernmentOrganization"}


def test_sitemap_xml_lists_the_pages_and_nothing_else(site: Path, pages: dict[str, Read]) -> None:
    listed = [e.text for e in ElementTree.parse(site / "sitemap.xml").iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(listed) == len(set(listed))
    assert set(listed) == {page.canonical for page in pages.values()}


def test_the_feed_leads_to_pages_and_is_told_of_on_every_page(site: Path, pages: dict[str, Read]) -> None:
    feed = ElementTree.parse(site / "feed.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert 0 < len(entries) <= 50
    assert len({e.findtext(f"{ATOM}id") for e in entries}) == len(entries)
    assert {e.find(f"{ATOM}link").get("href") for e in entries} <= {page.canonical for page in pages.values()}
    assert feed.findtext(f"{ATOM}updated") == max(e.findtext(f"{ATOM}updated") for e in entries)
    assert all(re.search(r'<a href="(\.\./)*feed\.xml"', page.body) for page in pages.values())


def test_pages_of_content_say_where_they_stay(site: Path, pages: dict[str, Read]) -> None:
    """In letters; test_page_code.py looks at the code that is drawn of it."""
    kept = {path: re.search(r'<section class="keep">.*?<small>(.*?)</small>', page.body, re.S) for path, page in pages.items()}
    assert {path for path, found in kept.items() if found} >= set(of(site, CONTENT))
    assert {path for path, found in kept.items() if found and found[1] != pages[path].canonical} == set()


def test_links_to_the_portal_s_columns_say_that_they_leave(pages: dict[str, Read]) -> None:
    for path, page in pages.items():
        for attributes, text in re.findall(r"<a ([^>]*rel=\"external[^>]*)>(.*?)</a>", page.body, re.S):
            assert 'rel="external noopener"' in attributes and "（外站）" in text, (path, attributes)


# -- where one is, and where one can go ------------------------------------------------------------
TABS = re.compile(r'<nav class="tabs".*?</nav>', re.S)
NAMED = re.compile(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', re.S)


@pytest.mark.parametrize(("path", "tab"), [("index.html", ["首页"]), ("search.html", []), ("sitemap.html", []), ("accessibility.html", []), ("data.html", []),
                                           ("units.html", ["办事服务"]), ("units/minzheng.html", ["办事服务"]), ("interpreters.html", ["政策与解读"])])
def test_the_tab_is_lit_to_which_a_page_belongs(sites: dict[str, Path], path: str, tab: list[str]) -> None:
    assert re.findall(r'aria-current="true">([^<]+)<', TABS.search((sites["demo"] / path).read_text("utf-8"))[0]) == tab


@pytest.mark.parametrize("county", list(COUNTIES))
def test_one_name_around_a_page_leads_to_one_place(sites: dict[str, Path], county: str) -> None:
    """The strip, the tabs and the foot."""
    html = (sites[county] / "sitemap.html").read_text("utf-8")
    around = re.sub(r'<main.*?</main>', "", html.partition("<body")[2], flags=re.S)
    places: dict[str, set[str]] = {}
    for address, inside in NAMED.findall(around):
        places.setdefault(re.sub(r"<[^>]+>|（外站）", "", inside).strip(), set()).add(address)
    assert len(places) > 8 and {name: found for name, found in places.items() if len(found) > 1} == {}
