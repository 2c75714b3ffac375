"""Hand-written pages among the others: their links, and what else the site has under which address."""
import re
from collections.abc import Iterator
from difflib import get_close_matches

from disclosure.model.county import COLLECTIONS, County
from disclosure.model.finding import Severity
from disclosure.model.place import START, Place
from disclosure.model.rare import Rare
from disclosure.read.names import clashes
from disclosure.rules.registry import Case, Found, once, rule

ALWAYS = ("index.html", "sitemap.html", "search.html", "404.html", "accessibility.html", "deadline.html", "fee.html", "data.html", "life.html", "catalogue.csv", "catalogue.json")
"""What every site has."""
ADDRESSED = ("feed.xml", "sitemap.xml", "data/catalog.jsonld")
"""What a site has whose address is known."""
SCORED = ("scorecard.html", "scorecard.json")
"""What a site has whose county publishes its scores."""
OURS = ("manifest.json", "robots.txt", "assets", "data", "files", "shared")
CODE = Rare(r"^( {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\2[`~]*[ \t]*$|\Z))|(`+)(?!`)[^\n]{0,2000}?(?<!`)\3(?!`)|<!--.*?-->", re.M | re.S)
"""What shows a link without being one."""
LINK = Rare(r"""\]\(\s*(?:<([^<>\n]*)>|((?:[^()\n]|\([^()\n]*\)){0,500}?))(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)"""
                  r"""|^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?([^\s<>]+)|\b(?:href|src)\s*=\s*["']([^"'\n]*)["']"""
                  r"""|<?(?<![(<"'/\w])(https?://[^\s<>()\[\]"'，。；、）】》”]+)""", re.M)
"""A link in brackets, by name or in HTML; or an address by itself."""


def page_links(case: Case) -> Iterator[tuple[str, str, Place]]:
    """Every link of the hand-written pages: page, link, and where it stands."""
    return iter(links_of_pages(case))


@once
def links_of_pages(case: Case) -> tuple[tuple[str, str, Place], ...]:
    found = []
    for page in sorted(written_pages(case)):
        text = CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), case.texts[f"content/{page}"])
        line, reached = 1, 0
        for match in LINK.finditer(text):
            link, start = match[match.lastindex], match.start(match.lastindex)
            line, reached = line + text.count("\n", reached, start), start
            column = start - text.rfind("\n", 0, start)
            if link.strip():
                found.append((page, link.strip(), Place(f"content/{page}", line, column, line, column + len(link))))
    return tuple(found)


def written_pages(case: Case) -> set[str]:
    """The hand-written pages, by their paths below content/."""
    return {n.removeprefix("content/") for n in case.texts if n.startswith("content/") and n.endswith(".md") and not n.startswith("content/files/")}


def record_pages(county: County) -> set[str]:
    """The addresses of the pages of all records."""
    found = {record.address.partition("#")[0] for name in COLLECTIONS for record in getattr(county, name).values()}
    found.update(item.address for owner in county.catalogues for item in owner.items)
    found.update(reading.address for policy in county.policies.values() for reading in policy.interpretations)
    return found


def published(case: Case) -> set[str]:
    """Every path that a page may link to, beside attachments: pages, tables and data.  A test compares it with what is published."""
    county = case.county
    tables = [owner.address for owner in (*county.catalogues, *filter(None, [county.village_standard])) if owner.items]
    tables += [one.index for one in COLLECTIONS.values() if one.shelf and getattr(county, one.name)]
    listed = [c for c, _ in county.registers]
    feeds = [f"{c.name}/feed.xml" for c in listed if c.shelf.news and county.portal_url]
    return {*ALWAYS, *(ADDRESSED if county.portal_url else ()), *feeds, *(path for c in listed for path in c.shelf.also), *(SCORED if county.public_scores == "是" else ()), *record_pages(county),
            *(f"{table.removesuffix('.html')}.{ending}" for table in tables for ending in ("csv", "json", "xlsx")),
            *(f"{c.name}.{ending}" for c, _ in county.told_apart for ending in ("csv", "json")), *(f"data/schema/{name}.json" for name in schemas(county)),
            *(f"{name}.html" for name in COLLECTIONS if getattr(county, name)), *(f"{page.removesuffix('.md')}.html" for page in written_pages(case))}


def schemas(county: County) -> set[str]:
    """The names of the schemas of open data: of each kind of catalogue, register and other collection that there is."""
    registers = {c.name for c, _ in county.registers}
    owners = {owner.folder for owner in county.catalogues if any(not item.retired for item in owner.items)}
    return {*(["catalogue"] if county.domains else []), *(f"{folder}-matters" if folder in registers else folder for folder in owners),
            *(["village-standard"] if county.village_standard else []), *registers, *(c.name for c, _ in county.told_apart)}


@rule("C219", "pages-have-own-names", Severity.ERROR, basis="《目录格式》手写页面", wrong="content/index.md（会盖住首页）", right="content/jianjie.md")
def pages_have_own_names(case: Case) -> Iterator[Found]:
    """自己写的页面不与自动生成的网页、文件夹同名。"""
    pages = sorted(written_pages(case))
    if not pages:
        return
    taken = {*ALWAYS, *ADDRESSED, *SCORED, *OURS, *(f"{name}.html" for name in COLLECTIONS), *record_pages(case.county)}
    mine = [(f"{page.removesuffix('.md')}.html", f"content/{page}") for page in pages]
    for clash in clashes([*((path, path) for path in sorted(taken)), *mine]):
        if clash.name.startswith("content/") and not clash.other.startswith("content/"):
            yield Found(Place(clash.name, *START), f"“{clash.name}”与自动生成的“{clash.other}”同名（不分大小写）", "请换一个文件名，例如 shuoming.md")


def nearest(target: str, known: set[str], paths: frozenset[str]) -> str:
    """What somebody may have meant by a link that leads nowhere, as a link from the root; ""."""
    if target in paths:
        return f"files/{target}"
    return next(iter(get_close_matches(target, known, 1, 0.8)), "")
