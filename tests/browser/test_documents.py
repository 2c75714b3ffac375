"""Every page of both sites, without a browser: nothing is dead, and the structure is sound."""
import re
from pathlib import Path

import pytest

from .documents import Document, documents
from .sites import COUNTIES

Pages = dict[str, Document]


@pytest.fixture(scope="module", params=list(COUNTIES))
def site(request: pytest.FixtureRequest, sites: dict[str, Path]) -> Path:
    return sites[request.param]


@pytest.fixture(scope="module")
def pages(site: Path) -> Pages:
    return documents(site)


def test_every_link_leads_to_a_file_of_the_site_and_every_anchor_to_an_id(site: Path, pages: Pages) -> None:
    files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    dead = []
    for document in pages.values():
        for _, address in document.links:
            target = document.target(address)
            if target is None:
                continue
            path, anchor = target
            if path not in files or (anchor and path in pages and anchor not in pages[path].ids):
                dead.append(f"{document.path}: {address}")
    assert not dead, "\n".join(dead[:20])


def test_nothing_is_loaded_from_elsewhere(pages: Pages) -> None:
    loaded = [(d.path, address) for d in pages.values() for e, address in d.links
              if (e.tag in ("script", "img", "iframe", "source") or e.attributes.get("rel") in ("stylesheet", "icon", "preload", "preconnect"))
              and d.target(address) is None]
    assert not loaded


def test_no_file_is_loose(site: Path, pages: Pages) -> None:
    linked = {target[0] for d in pages.values() for _, address in d.links if (target := d.target(address))}
    loose = sorted(set(pages) - linked - {"index.html"})
    assert not loose, "pages that nothing links to"


OURS = re.compile(r"(\.\./)*assets/[a-z.-]+\.([0-9a-f]{12}|latest)\.js")
"""A script of the site: a file of its own below assets/."""


def test_content_carries_no_style_script_or_handler_of_its_own(pages: Pages) -> None:
    own = [(d.path, e) for d in pages.values() for e in d.elements if e.inside(id="main")
           and (e.tag == "style" or (e.tag == "script" and not OURS.fullmatch(e.attributes.get("src") or "")) or any(name == "style" or name.startswith("on") for name in e.attributes))]
    assert not own


def test_ids_are_unique(pages: Pages) -> None:
    twice = {d.path: [i for i in d.ids if d.ids.count(i) > 1] for d in pages.values() if len(set(d.ids)) < len(d.ids)}
    assert not twice


def test_one_h1_and_no_level_skipped(pages: Pages) -> None:
    wrong = {d.path: d.headings for d in pages.values()
             if d.headings.count(1) != 1 or d.headings[0] != 1 or any(b > a + 1 for a, b in zip(d.headings, d.headings[1:]))}
    assert not wrong


def test_every_image_says_what_it_shows(pages: Pages) -> None:
    assert not [(d.path, e) for d in pages.values() for e in d.elements if e.tag == "img" and not e.attributes.get("alt")]


def test_file_names_are_short_and_ascii(site: Path) -> None:
    names = [p.relative_to(site).as_posix() for p in site.rglob("*")]
    assert not [n for n in names if not n.isascii() or len(n) > 120]


def test_domains_townships_and_policies_are_three_clicks_from_home(pages: Pages) -> None:
    """By links of the content alone: tabs and the lists beside a page are not there on a phone."""
    reached, edge = {"index.html"}, {"index.html"}
    for _ in range(3):
        edge = {target[0] for path in edge for e, address in pages[path].links
                if e.tag == "a" and e.inside(id="main") and not e.inside(style="sidenav") and (target := pages[path].target(address)) and target[0] in pages} - reached
        reached |= edge
    wanted = {path for path in pages if path.split("/")[0] in ("domains", "townships", "policies") and path.count("/") == 1}
    assert wanted
    assert not wanted - reached
