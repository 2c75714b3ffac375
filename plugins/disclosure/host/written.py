"""Hand-written pages (content/*.md): what MkDocs made of their Markdown, made safe and put into the common frame."""
import re
from collections.abc import Container
from html import escape, unescape

import nh3

from disclosure.read.files import target_of
from disclosure.render.addresses import file_link
from disclosure.render.output import root_of

TAGS = {"a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure", "h1",
        "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "sup",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"}
ATTRIBUTES = {"*": {"id", "class", "lang", "title"}, "a": {"href"}, "img": {"src", "alt", "width", "height"}, "ol": {"start"},
              "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
LINK = re.compile(r'((?:href|src)=")([^"]*)"')
SCHEMES = {"http", "https", "mailto", "tel"}


def safe(html: str) -> str:
    """The HTML without scripts, styles, handlers and dangerous addresses."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def head(meta: dict) -> dict[str, str]:
    """What the head of a page says of it: when it was published, who answers for it, what it is about; "" where it is silent."""
    said = {code: str(meta.get(key) or "").strip() for code, key in (("published", "发布日期"), ("source", "来源"), ("description", "description"))}
    if not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", said["published"]):
        said["published"] = ""
    return said


def headed(html: str, title: str) -> str:
    """A page begins with its one h1."""
    return html if re.search(r"<h1[ >]", html) else f"<h1>{title}</h1>\n{html}"


def published(html: str, page: str, paths: Container[str]) -> tuple[str, set[str]]:
    """A page with its links to content/files/ leading to where those files are published; and the paths of these files.

    `page`: the page's path below the site's root; `paths`: the files that there are.
    """
    used: set[str] = set()

    def led(found: re.Match) -> str:
        target, rest = target_of(page, unescape(found[2]), paths)
        if not target.startswith("files/") or target.removeprefix("files/") not in paths:
            return found[0]
        used.add(target.removeprefix("files/"))
        return f'{found[1]}{escape(file_link(target.removeprefix("files/"), root_of(page)) + rest)}"'
    return LINK.sub(led, html), used
