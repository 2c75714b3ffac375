"""Chrome: what MkDocs and Material put round a page.  Rendered once for each section and shelf (folder) on a probe page, taken apart, and used for all.

A probe is a real MkDocs page whose title, labels, address and content are marks.  What stands between the marks is the same for
every page of that section on that shelf, so a page is the pieces joined with its own values: `spliced` gives what MkDocs
would have given, thousands of times faster.
"""
import re
from collections.abc import Collection, Iterable
from functools import cache
from types import SimpleNamespace

from markupsafe import Markup

from disclosure.model.county import County
from disclosure.render.entries import apart, badges, services
from disclosure.render.escaping import escaped
from disclosure.render.labels import page_labels
from disclosure.render.output import Page
from disclosure.render.structured import json_ld
from disclosure.render.view import View

TITLE, LABELS, PATH, BODY = (f"\ufffc{what}\ufffc" for what in ("title", "labels", "path", "body"))
"""Each has a character that no county's text may have (C102): nobody can type a mark into a name that stands in the chrome."""
MARKS = re.compile("|".join((TITLE, LABELS, PATH, BODY)))

SPRITE, SYMBOL, SHOWN = '<svg class="sprite"', re.compile(r'\n *<symbol id="i-(\w+)".*?</symbol>'), re.compile(r'href="#i-(\w+)"')

Chrome = list[str]
"""Text and marks in turn: text, mark, text, mark, …, text."""


def taken_apart(html: str) -> Chrome:
    """The pieces of a rendered probe; ValueError where the theme did not print its content exactly once."""
    pieces = re.split(f"({MARKS.pattern})", html)
    if pieces.count(BODY) != 1:
        raise ValueError(f"the theme printed the page's content {pieces.count(BODY)} times")
    return pieces


def spliced(chrome: Chrome, page: Page, view: View) -> tuple[str, str]:
    """What stands before and after a page's body."""
    values = {TITLE: escaped(full_title(page, view.topic)), LABELS: labels(page, view), PATH: page.path}
    pieces = [values.get(piece, piece) for piece in chrome]
    body = pieces.index(BODY)
    return "".join(pieces[:body]), "".join(pieces[body + 1:])


def drawn(scripts: Iterable[str]) -> frozenset[str]:
    """Words of the scripts that draw icons, the names of these icons among them."""
    return frozenset(word for script in scripts if "#i-" in script for word in re.findall(r'"(\w+)"', script))


def icons(html: str) -> frozenset[str]:
    """The icons that a page, or a part of it, shows."""
    return frozenset(SHOWN.findall(html))


def lean(html: str, drawn: frozenset[str]) -> str:
    """A page with those icons alone that it shows, or that its scripts may draw: the whole set is an eighth of a matter's page."""
    start = html.find(SPRITE)
    end = html.find("</svg>", start)
    return html[:start] + sprite(html[start:end], icons(html[end:]), drawn) + html[end:] if start >= 0 else html


def leaned(chrome: Chrome, shown: frozenset[str], drawn: frozenset[str]) -> Chrome:
    """The chrome of pages whose bodies show these icons."""
    return taken_apart(lean("".join(chrome), drawn | shown))


@cache
def sprite(whole: str, shown: frozenset[str], drawn: frozenset[str]) -> str:
    return SYMBOL.sub(lambda symbol: symbol[0] if symbol[1] in shown or symbol[1] in drawn else "", whole)


def labels(page: Page, view: View) -> Markup:
    """What a page's head says of the page alone: its labels and its structured data."""
    image = page.facts.image if page.facts else ""
    return Markup("\n".join(filter(None, (page_labels(page, view.public(page.path), view.public(image) if image else ""), json_ld(page, view.public)))))


def full_title(page: Page, topic: str) -> str:
    return topic if page.path == "index.html" else f"{page.tab or page.title} - {topic}"


def probe_path(section: str, shelf: str) -> str:
    """Where a probe lies among MkDocs' sources: in the folder of the pages it stands for, so that its relative links are theirs."""
    return "/".join([*(part.replace("*", "probe-7d1f") for part in shelf.split("/") if part), f"probe-7d1f-{section}.md"])


def context(county: County, titles: Collection[str] = ()) -> SimpleNamespace:
    """What the chrome's templates say of the county (config.extra.county).  `titles`: what the tabs are called."""
    told = ("name", "full_name", "portal_url", "site_name", "site_code", "sponsor", "undertaker", "phone", "icp", "police", "as_of", "trial", "accent")
    return SimpleNamespace(**{code: getattr(county, code) for code in told}, badges=badges(county), services=apart(services(county), titles),
                           entries=apart((entry for entry in county.entries if entry not in badges(county)), titles))


def kiosk(county: County) -> SimpleNamespace:
    """What the kiosk's masthead and bar say (config.extra.kiosk)."""
    office = SimpleNamespace(**{code: getattr(county.office, code, None) for code in ("name", "phone", "postal_address", "hours")})
    return SimpleNamespace(as_of=county.as_of, days=county.kiosk_term, phone=county.phone, office=office)
