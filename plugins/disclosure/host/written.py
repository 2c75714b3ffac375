"""Hand-written pages (content/*.md): what MkDocs made of their Markdown, made safe and put into the common frame."""
import re
from html import unescape
from urllib.parse import quote, unquote

import nh3

from disclosure.render.addresses import file_address

TAGS = {"a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure", "h1",
        "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "sup",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"}
ATTRIBUTES = {"*": {"id", "class", "lang", "title"}, "a": {"href"}, "img": {"src", "alt", "width", "height"}, "ol": {"start"},
              "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
FILE_LINK = re.compile(r'((?:href|src)=")(?:\./)?files/([^"?#]+)')
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


def published(html: str) -> str:
    """The page with its links to content/files/ leading to where those files are published."""
    return FILE_LINK.sub(lambda m: m[1] + quote(file_address(unquote(unescape(m[2])))), html)


def files_used(html: str) -> set[str]:
    """Paths below content/files/ that a page of the site's root refers to."""
    return {unquote(unescape(path)) for _, path in FILE_LINK.findall(html)}
