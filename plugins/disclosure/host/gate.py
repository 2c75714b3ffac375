"""The last gate: what was written is looked at once more before it takes the place of the old site, whoever made it and by whatever template.

Every HTML file is taken apart into tags and text.  The grammar is narrower than a browser's: a page is text and tags `<name attribute="value">`,
and a `<` that begins no such tag is refused, so what is let through has one meaning only, ours and the browser's.  Pages share nearly all
of their lines; a line (or rather what lies between two `>` at a line's end) that stands for itself is looked at once for all of them.

What people see, and the data behind it, goes through the rules that keep personal data and classified papers in (rules/gate.py).
"""
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from disclosure.host.policy import META
from disclosure.model.county import County
from disclosure.read.law import law
from disclosure.rules.all import RULES
from disclosure.rules.registry import Case

MOST = 20
"""So many faults are told at once."""
PRIVATE = ("C901", "C902", "C903", "C904", "C905")
"""The rules that are applied to the output, too."""
PIECE = re.compile(r"""(/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[^\s"'<>/=]+(?:="[^"<]*")?)*)\s*/?>([^<]*)""")
ATTRIBUTE = re.compile(r"""\s([^\s"'<>/=]+)(?:="([^"<]*)")?""")
ELEMENTS = frozenset("""a abbr article aside b blockquote body br button caption circle code col colgroup dd defs del desc details dfn dialog div dl dt ellipse em
    fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html i img input ins kbd label legend li line link lineargradient main marker
    mark meta nav noscript ol optgroup option output p path pattern polygon polyline pre progress q rect s samp script search section select small span stop
    strong sub summary sup svg symbol table tbody td template text textarea tfoot th thead time title tr tspan u ul use var wbr""".split())
"""What pages are made of.  Frames, plugins, <base>, <style> and whatever else is not here are refused."""
REFUSED = frozenset({"style", "srcdoc", "srcset", "ping", "background", "formaction", "formmethod", "manifest", "longdesc", "lowsrc", "dynsrc", "imagesrcset",
                     "xlink:href", "from", "to", "values", "cite", "data", "poster", "code", "codebase", "archive", "usemap", "attributionsrc"})
"""Attributes that no page of ours has: they hold styles, or addresses that a browser would follow by itself."""
ADDRESSES = frozenset({"href", "src", "action"})
SHAPES = frozenset({"d", "points", "viewbox", "transform"})
"""Attributes whose many numbers are drawings, and nobody's."""
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
LINKS = ("http://", "https://", "mailto:", "tel:")
LOADED, TOLD = {"stylesheet", "icon"}, {"canonical", "alternate"}
"""What <link> may be: files that the browser loads, and addresses that it only knows."""
WEB = (".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".hta", ".svgz", ".swf")
"""Attachments that a browser would run as pages of the portal."""
LIVELY = re.compile(rb"<script|<foreignobject|<!entity|<handler|<iframe|\son[a-z]+\s*=|javascript:|data:text|<set\b|<animate", re.I)
"""What makes a picture a program (SVG)."""


class Fault(Exception):
    """What is wrong with a piece of a page, in Chinese."""


class Gate:
    """Looks at the files of one site: `page` and `file` for each, then `faults`.

    `base`: the path under which the portal serves the site ("/zwgk/"), in which alone 404.html speaks; "" where it is not known.
    """

    def __init__(self, county: County, base: str) -> None:
        self.county, self.base = county, base
        self.found: list[str] = []
        self.lines: dict[str, set[str]] = {}
        self.pieces: dict[str, set[str]] = {}
        """What was looked at already, by the way from a page to the site's root: what is right on one page is right on all with that way."""
        self.wanted: dict[str, tuple[str, str]] = {}
        """Files that pages load: the first page that does, and how."""
        self.texts: dict[str, str] = {}

    def page(self, path: str, html: str) -> None:
        """An HTML file."""
        root = self.base or "/" if path == "404.html" else "../" * path.count("/")
        seen = self.lines.setdefault(root, set())
        *chunks, last = html.split(">\n")
        fresh = [chunk for chunk in chunks if chunk not in seen]
        texts: list[str] = []
        try:
            for chunk in fresh:
                texts += self.chunk(path, root, chunk + ">")
            texts += self.chunk(path, root, last)
            seen.update(fresh)
        except Fault:  # perhaps only cut at the wrong place: a text may have > at the end of a line
            try:
                texts = self.chunk(path, root, html)
            except Fault as fault:
                self.found.append(f"网页 {path} {fault}")
        if html.count(META) != 1 or not -1 < html.find(META) < min(at for at in (html.find("<script"), html.find("<link"), html.find("<body"), len(html)) if at >= 0):
            self.found.append(f"网页 {path} 开头没有内容安全策略（Content-Security-Policy）")
        if texts:
            self.texts[path] = "\n\n".join(texts)

    def chunk(self, path: str, root: str, html: str) -> list[str]:
        """The texts of a piece of a page that begins and ends between tags.  Raises Fault."""
        first, *pieces = html.split("<")
        texts = [first] if first.strip() else []
        seen = self.pieces.setdefault(root, set())
        for piece in pieces:
            if piece in seen:
                continue
            if piece.rstrip() == "!doctype html>":
                continue
            tag = PIECE.fullmatch(piece)
            if tag is None:
                raise Fault(f"里有不完整的标签“<{' '.join(piece.partition('>')[0].split())[:40]}”")
            end, name, attributes, text = tag.groups()
            name = name.lower()
            if name not in ELEMENTS:
                raise Fault(f"里有不允许的元素 <{name}>")
            if attributes:
                values = [(key.lower(), unescape(value)) for key, value in ATTRIBUTE.findall(attributes)]
                self.attributes(path, root, name, values)
                texts += (value for key, value in values if value and key not in SHAPES)
            if name == "script" and not end and not ("src=" in attributes and not text.strip()) and attributes.strip() != 'type="application/ld+json"':
                raise Fault("里有写在网页里的脚本")
            if text and not text.isspace():
                texts.append(unescape(text))
            seen.add(piece)
        return texts

    def attributes(self, path: str, root: str, name: str, values: list[tuple[str, str]]) -> None:
        known = dict(values)
        for key, value in values:
            if key.startswith("on"):
                raise Fault(f"里有事件属性 {key}")
            if key in REFUSED:
                raise Fault(f"里有不允许的属性 {key}")
            if key == "http-equiv" and f'<meta http-equiv="{value}" content="{known.get("content")}">' != META:
                raise Fault(f"里有不允许的 <meta http-equiv=\"{value}\">")
            if key in ADDRESSES:
                self.address(path, root, name, key, value, known)
        if name == "link" and (known.get("rel", "") not in LOADED | TOLD or "href" not in known):
            raise Fault(f"里有不允许的 <link rel=\"{known.get('rel', '')}\">")

    def address(self, path: str, root: str, name: str, key: str, value: str, known: dict[str, str]) -> None:
        plain = re.sub(r"[\x00-\x20\x7f-\xa0]", "", value).lower()
        outside = plain.startswith(("//", "\\\\", "/\\", "\\/")) or SCHEME.match(plain)
        if (name, key) == ("a", "href") or (name == "link" and known.get("rel") in TOLD):
            if outside and not plain.startswith(LINKS):
                raise Fault(f"里有不允许的链接“{value[:40]}”")
        elif (name, key) == ("use", "href"):
            if not value.startswith("#"):
                raise Fault(f"从别处引用图形“{value[:40]}”")
        elif outside:
            raise Fault(f"要从别处加载“{value[:60]}”")
        elif (name, key) in (("script", "src"), ("img", "src"), ("link", "href"), ("form", "action")):
            target = value.removeprefix(root).partition("#")[0].partition("?")[0]
            if not value.startswith(root) or "\\" in value or ".." in target.split("/"):
                raise Fault(f"要加载“{value[:60]}”，这不是网站里的文件")
            self.wanted.setdefault(target, (path, name))
        else:
            raise Fault(f"里有不允许的属性 {key}（<{name}>）")

    def file(self, path: str, data: bytes) -> None:
        """Any other file."""
        name = path.lower()
        if name.endswith(WEB):
            self.found.append(f"文件 {path} 是可以在浏览器里运行的网页，不能作附件，请换成 PDF")
        elif name.endswith(".svg") and LIVELY.search(data):
            self.found.append(f"图片 {path} 里有脚本或者外部内容，请换成 PNG")
        elif name.endswith((".csv", ".json", ".xml", ".js")) and not path.startswith("files/"):
            seen = self.lines.setdefault("data", set())
            lines = [line for line in data.decode("utf-8", "replace").split("\n") if line not in seen]
            seen.update(lines)
            self.texts[path] = "\n\n".join(lines)

    def faults(self, paths: Iterable[str]) -> list[str]:
        """Every fault of a site that consists of these files, each a sentence without its full stop."""
        there = set(paths)
        for target, (path, name) in sorted(self.wanted.items()):
            if target not in there or (name in ("script", "link") and target.startswith("files/")):
                self.found.append(f"网页 {path} 要加载“{target}”，这不是网站里的文件")
        return [*self.found, *self.private()]

    def private(self) -> Iterator[str]:
        case = Case(self.county, law(), texts=self.texts)
        for code in PRIVATE:
            for found in RULES[code][1](case):
                yield f"{found.place.file}：{found.message}（{code}）"


def faults(folder: Path, paths: Iterable[str], known: Iterable[str], county: County, base: str) -> list[str]:
    """What keeps the files of a folder from being published.  `known`: those that the plan of the site knows.  Raises OSError."""
    gate, paths, known = Gate(county, base), sorted(paths), set(known)
    for path in paths:
        data = (folder / path).read_bytes()
        if path.lower().endswith(".html"):
            gate.page(path, data.decode("utf-8", "replace"))
        else:
            gate.file(path, data)
    return [*(f"文件 {path} 不是本程序要生成的" for path in paths if path not in known), *gate.faults(paths)]
