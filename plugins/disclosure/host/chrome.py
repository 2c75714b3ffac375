"""Chrome: what MkDocs and Material put round a page.  Rendered once for each section and shelf (folder) on a probe page, taken apart, and used for all.

A probe is a real MkDocs page whose title, labels, address and content are marks.  What stands between the marks is the same for
every page of that section on that shelf, so a page is the pieces joined with its own values: `spliced` gives what MkDocs
would have given, thousands of times faster.
"""
import re
from collections.abc import Collection
from dataclasses import dataclass
from types import SimpleNamespace

from markupsafe import Markup

from disclosure.deliver.manifest import Entry
from disclosure.model.county import County
from disclosure.render.entries import apart, badges, services
from disclosure.render.escaping import escaped
from disclosure.render.feed import PATH as FEED
from disclosure.render.labels import page_labels
from disclosure.render.output import Crumb, Page
from disclosure.render.structured import json_ld
from disclosure.render.view import View

TITLE, LABELS, PATH, BODY = (f"\ufffc{what}\ufffc" for what in ("title", "labels", "path", "body"))
"""Each has a character that no county's text may have (C102): nobody can type a mark into a name that stands in the chrome."""
MARKS = re.compile("|".join((TITLE, LABELS, PATH, BODY)))

Chrome = list[str]
"""Text and marks in turn: text, mark, text, mark, …, text."""


@dataclass(frozen=True)
class Kept:
    """What MkDocs made for a county, for the next build: the mark of what it was told, the chromes by section and shelf, the hand-written pages that it has in the navigation,
    and the files that it wrote."""

    made_from: str
    chromes: dict[tuple[str, str], Chrome]
    order: tuple[Crumb, ...]
    files: tuple[Entry, ...]


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


def labels(page: Page, view: View) -> Markup:
    """What a page's head says of the page alone: its labels and its structured data; of the home page that the site has a feed, which every foot says to readers."""
    image = page.facts.image if page.facts else ""
    feed = Markup('<link rel="alternate" type="application/atom+xml" title="{}：最新公开" href="{}">').format(view.topic, FEED) if page.path == "index.html" and view.base and not view.kiosk else ""
    return Markup("\n".join(filter(None, (page_labels(page, view.public(page.path), view.public(image) if image else ""), json_ld(page), feed))))


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
