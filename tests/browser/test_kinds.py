"""The kinds of page that the browsers look at are all there are: every template that makes a page makes one that they open.

The counties are planned, not built: a plan knows which template a page will have before it is made.
"""
import re
from pathlib import Path

from disclosure.editions.past import past_of
from disclosure.model.waiting import as_published
from disclosure.read.county import read_county
from disclosure.render.output import Later, Page
from disclosure.render.view import View
from disclosure.site import plan

from .sites import COUNTIES, KINDS, ROOT

TEMPLATES = ROOT / "plugins" / "disclosure" / "render" / "templates"
EXTENDS = re.compile(r'\{% extends "([^"]+)" %\}')
ELSEWHERE = {"written.html": "the hand-written pages, which MkDocs brings: kind written", "scorecard.html": "of counties that publish their scores: tests/scores",
             "due.html": "the office's own: tests/due"}
"""Templates that no page of these two counties' plans has, and where their pages are looked at."""


class Noting(View):
    """Notes which template makes which page."""

    def page(self, path: str, template: str, *rest, **context) -> Page:
        vars(self).setdefault("templates", {})[path] = template
        return super().page(path, template, *rest, **context)


def of_pages() -> set[str]:
    """The templates that pages of the site are made from: what extends their frame, and nothing extends."""
    extended = {path.relative_to(TEMPLATES).as_posix(): EXTENDS.findall(path.read_text("utf-8")) for path in TEMPLATES.rglob("*.html")}

    def framed(name: str) -> bool:
        return name == "frame.html" or any(map(framed, extended[name]))
    return {name for name in extended if name != "frame.html" and framed(name)}


def templates(county: str) -> dict[str, str]:
    reading = read_county(COUNTIES[county])
    view = Noting(as_published(reading.county), {path: 0 for path in reading.files.paths}, past=past_of(COUNTIES[county], reading.county))
    for one in plan(view, (), lambda path: b""):
        if isinstance(one, Later):  # planned when somebody wants it; what the sitemap asks before says the same
            assert one.facts == one.whole.facts, one.path
    return view.templates


def test_every_template_of_a_page_is_looked_at(sites: dict[str, Path]) -> None:
    made = {county: templates(county) for county in COUNTIES}
    seen = {made[kind.county].get(kind.find(sites[kind.county])) for kind in KINDS}
    assert of_pages() - seen == ELSEWHERE.keys()
