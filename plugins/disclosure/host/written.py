"""Hand-written pages (content/*.md): their Markdown as HTML, their links where they lead on the site."""
from collections.abc import Callable
from html import escape
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from disclosure import markdown
from disclosure.model.pages import HandWritten
from disclosure.read.files import Files, target_of
from disclosure.render.addresses import file_link
from disclosure.render.output import root_of


class Printed(NamedTuple):
    """A page's title, its HTML, and the files below content/files/ that it refers to."""

    title: str
    html: str
    files: frozenset[str]


def printed(page: HandWritten, content: Files, waits: Callable[[str], bool] = lambda path: False) -> Printed:
    """A hand-written page; `content`: all that there is to link to; `waits`: whether a path of the site is not published yet."""
    used: set[str] = set()

    def address(link: str) -> str | None:
        target, rest = target_of(page.path, link, content.paths)
        if waits(target):
            return None
        if target in content.pages:
            return root_of(page.path) + quote(target.removesuffix(".md") + ".html") + rest
        file = target.removeprefix("files/")
        if file == target or file not in content.paths:
            return link
        used.add(file)
        return file_link(file, root_of(page.path)) + rest
    html, heading = markdown.page(page.text, address)
    title = page.title or heading or PurePosixPath(page.path).stem
    return Printed(title, html if heading else f"<h1>{escape(title)}</h1>\n{html}", frozenset(used))


def head(page: HandWritten) -> dict[str, str]:
    """What the head of a page says of it: when it was published, who answers for it, what it is about; "" where it is silent."""
    return {"published": page.published, "source": page.source, "description": page.description}
