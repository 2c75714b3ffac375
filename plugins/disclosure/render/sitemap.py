"""sitemap.xml: every page of the site, for search engines and supervisors (sitemaps.org, protocol 0.9)."""
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from disclosure.render.output import Output

PATH = "sitemap.xml"
MOST = 50_000
"""Addresses that one file may hold.  At most 250 bytes each, so 50 MB are never reached."""
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Listed(NamedTuple):
    """A page: its path, and the day or month its content last changed, "" where the data says nothing."""

    path: str
    modified: str = ""


def sitemaps(pages: list[Listed], base: str, most: int = MOST) -> Iterator[Output]:
    """One file, or where there are more than `most` pages, an index and its parts.  `base`: the address for everyone under which the site stands."""
    parts = [pages[at:at + most] for at in range(0, len(pages), most)]
    if len(parts) <= 1:
        yield Output.of(PATH, document("urlset", "url", pages, base))
        return
    names = [Listed(f"sitemap-{number}.xml") for number in range(1, len(parts) + 1)]
    yield Output.of(PATH, document("sitemapindex", "sitemap", names, base))
    for name, part in zip(names, parts, strict=True):
        yield Output.of(name.path, document("urlset", "url", part, base))


def document(root: str, entry: str, listed: list[Listed], base: str) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{SPACE}">']
    for page in listed:
        when = f"<lastmod>{page.modified}</lastmod>" if page.modified else ""
        lines.append(f"<{entry}><loc>{escape(base + page.path, quote=False)}</loc>{when}</{entry}>")
    return "\n".join([*lines, f"</{root}>\n"]).encode()
