"""The desk's pages, in the order of the bar that leads to them: what makes a page is declared here, once."""
from html import escape
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Page(NamedTuple):
    """A page: its address below the desk's, its name in the bar, the file with its content, and its scripts besides that of every page."""

    address: str
    name: str
    body: str
    scripts: tuple[str, ...]


PAGES = (
    Page("", "首页", "home.html", ("typing.js", "home.js")),
    Page("records", "记录", "records.html", ("values.js", "picker.js", "form.js", "list.js", "typing.js", "findings.js", "left.js", "deeds.js", "desk.js")),
    Page("many", "成批", "many.html", ("values.js", "picker.js", "many.js", "many_spread.js")),
    Page("table", "逐行", "many_rows.html", ("values.js", "picker.js", "form.js", "typing.js", "many_rows.js")),
    Page("unit", "改单位", "many_units.html", ("values.js", "picker.js", "many_units.js")),
    Page("paste", "导表", "many_paste.html", ("values.js", "jobs.js", "many_paste.js")),
    Page("round", "发布", "office.html", ("values.js", "jobs.js", "office.js", "office_git.js")),
)
SHARED = ("desk.css", "desk.svg", "frame.js", "tour.js")
"""What every page loads."""


def loaded() -> dict[str, bytes]:
    """Every page by its address, and what pages load by its name."""
    frame = (HERE / "frame.html").read_text(encoding="utf-8")
    names = dict.fromkeys([*SHARED, *(script for page in PAGES for script in page.scripts)])
    return {page.address: framed(page, frame).encode() for page in PAGES} | {name: (HERE / name).read_bytes() for name in names}


def framed(page: Page, frame: str) -> str:
    """A page within what all have."""
    bar = "".join(f'<a href="/-desk/{one.address}"{" aria-current=page" if one is page else ""}>{escape(one.name)}</a>' for one in PAGES)
    scripts = "".join(f'\n<script src="/-desk/{name}" defer></script>' for name in ("frame.js", *page.scripts, "tour.js"))
    parts = {"name": escape(page.name), "bar": bar, "scripts": scripts, "body": (HERE / page.body).read_text(encoding="utf-8").strip()}
    for key, part in parts.items():
        frame = frame.replace(f"<!--{key}-->", part)
    return frame
