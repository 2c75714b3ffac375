"""docs/style-guide.html: every component with the site's own style sheets, cut from the miniature county's pages.

`python build.py test --bless tests/site/test_style_guide.py` writes it anew.
"""
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment, StrictUndefined

from disclosure.host.assets import STYLES
from disclosure.render.accent import luminance
from test_golden import planned

ROOT = Path(__file__).parents[2]
GUIDE, PARTS = ROOT / "docs" / "style-guide.html", yaml.safe_load((ROOT / "docs" / "style-guide.yml").read_text("utf-8"))
ASSETS = ROOT / "theme_overrides" / "assets" / "disclosure"
TOKEN = re.compile(r"^  --([\w-]+): ([^;]+);", re.M)
VOID = {"br", "hr", "img", "input", "link", "meta", "col", "path", "rect", "use", "circle"}


class Cut(HTMLParser):
    """Finds the first element with a tag and class, from its start to its end."""

    def __init__(self, html: str, what: str) -> None:
        super().__init__(convert_charrefs=False)
        self.tag, _, self.name = what.partition(".")
        self.depth, self.start, self.end = 0, None, None
        self.lines = [0]
        for line in html.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.feed(html)
        assert self.end is not None, f"no {what}"
        self.html = html[self.start:self.end]

    def here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attributes: list) -> None:
        if self.end is not None:
            return
        if self.start is None and tag == self.tag and self.name in (dict(attributes).get("class") or "").split():
            self.start = self.here()
        if self.start is not None and tag == self.tag:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self.start is not None and self.end is None and tag == self.tag:
            self.depth -= 1
            if not self.depth:
                self.end = self.here() + len(tag) + 3


def piece(part: dict, pages: dict[str, bytes]) -> str:
    """A component: written in the list, or cut from a page; its links lead nowhere, for the pages are not there."""
    if "html" in part:
        return part["html"]
    cuts = [Cut(pages[part["page"]].decode(), part[key]).html for key in ("take", "and") if key in part]
    html = re.sub(r' href="[^"]*"', ' href="#"', "\n".join(cuts))
    return f'<div class="tbl">{html}</div>' if html.startswith("<table") else html


def contrast(colour: str, ground: str) -> float:
    light, dark = sorted((luminance(colour) + 0.05, luminance(ground) + 0.05), reverse=True)
    return light / dark


def tokens() -> dict[str, str]:
    """The tokens of :root, without those of narrow screens."""
    return {name: value.split("/*")[0].strip() for name, value in TOKEN.findall((ASSETS / "tokens.css").read_text("utf-8"))}


def long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(c * 2 for c in colour[1:])


def guide() -> str:
    env = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    pages, all_tokens = planned(), tokens()
    colours = {name: long(value) for name, value in all_tokens.items() if value.startswith("#")}
    steps = [(name, value, round(float(value.removesuffix("rem")) * 20), name.startswith("f-")) for name, value in all_tokens.items() if re.fullmatch(r"[\d.]+rem", value)]
    return env.from_string((Path(__file__).parent / "style-guide.html").read_text("utf-8")).render(
        styles=[name for name in STYLES if (ASSETS / f"{name}.css").exists()], icons=re.findall(r'id="(\w+)"', (ROOT / "theme_overrides" / "icons.svg").read_text("utf-8")), steps=steps, parts=[part | {"html": piece(part, pages)} for part in PARTS],
        colours=[(name, value, f"{contrast(value, '#ffffff'):.1f}", f"{contrast(value, colours['wash']):.1f}") for name, value in colours.items()])


def test_the_guide_shows_what_the_site_shows(bless: bool) -> None:
    now = guide() + "\n"
    if bless:
        GUIDE.write_text(now, "utf-8", newline="\n")
    assert now.splitlines() == GUIDE.read_text("utf-8").splitlines(), "the guide is behind the site: run this test with --bless"


@pytest.mark.parametrize("name", ["ink", "ink-2", "ink-3", "accent", "ok", "warn", "err"])
def test_text_can_be_read_on_every_ground(name: str) -> None:
    colours = tokens()
    for ground in ("#ffffff", colours["wash"], colours["accent-wash"]):
        assert contrast(colours[name], ground) >= 4.5, (name, ground)
    assert contrast(colours["accent"], "#ffffff") >= 7
    assert contrast(colours["line"], "#ffffff") >= 3
