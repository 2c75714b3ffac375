"""Pages read with the standard library's parser, for what can be told without a browser."""
import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    """A start tag, with the tags it lies in."""

    tag: str
    attributes: dict[str, str]
    within: list["Element"] = field(repr=False)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def inside(self, *, id: str = "", tag: str = "", style: str = "") -> bool:
        return any((id and e.attributes.get("id") == id) or e.tag == tag or style in e.classes for e in self.within)


class Document(HTMLParser):
    """A page of a built site."""

    def __init__(self, site: Path, path: str) -> None:
        super().__init__()
        self.path, self.elements, self._open = path, [], []
        self.feed((site / path).read_text("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self._open))
        self.elements.append(element)
        if tag not in EMPTY:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for position in range(len(self._open) - 1, -1, -1):
            if self._open[position].tag == tag:
                del self._open[position:]
                return

    @cached_property
    def ids(self) -> list[str]:
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    @cached_property
    def links(self) -> list[tuple[Element, str]]:
        """Every element that refers to something, and to what."""
        return [(e, e.attributes[name]) for e in self.elements for name in ("href", "src") if name in e.attributes]

    def target(self, address: str) -> tuple[str, str] | None:
        """(path below the site's root, id) that an address of this page leads to; None for one that leaves the site."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        if not parts.path:
            return self.path, unquote(parts.fragment)
        return normpath(str(PurePosixPath(self.path).parent / unquote(parts.path))), unquote(parts.fragment)

    @cached_property
    def headings(self) -> list[int]:
        return [int(e.tag[1]) for e in self.elements if re.fullmatch(r"h[1-6]", e.tag) and e.inside(id="main")]


def documents(site: Path) -> dict[str, Document]:
    """Every page but 404.html, which is read at any address and so has addresses from the server's root, and but lists that stand within pages."""
    paths = sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html") if p.parent.name != "shared")
    return {path: Document(site, path) for path in paths if path != "404.html"}
