"""Where the pages of a site lead: every relative link, and its anchor, must be in the site.

A page's links are found by their letters alone, outside what pages of a shelf have in common, which is looked through once: that takes a tenth of what looking at
the page takes.  What was found is remembered with the build (host/again.py), so that a page that is taken from the last one is held against the new site.
"""
import re
from collections.abc import Collection, Iterator
from html import unescape
from posixpath import dirname, normpath
from typing import NamedTuple
from urllib.parse import unquote

from disclosure.deliver.manifest import NAME

HREF = re.compile(rb'href="([^"]*)"')
ID = re.compile(rb' id="([^"]*)"')
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
FRAMES = 64
"""So many frames are remembered; a shelf has one or two."""


class Part(NamedTuple):
    """A part of a page: where it leads (paths of the site, with # and an anchor or without), the anchors of the page itself that it leads to, and what can be led to."""

    links: tuple[str, ...]
    anchors: tuple[str, ...]
    ids: frozenset[str]


class Way(NamedTuple):
    """One page: what it has in common with others, the same object for all of them, and its own."""

    frame: Part
    own: Part

    def has(self, anchor: str) -> bool:
        return anchor in self.own.ids or anchor in self.frame.ids


class Ways:
    """The ways of all pages of a site.  `base`: the path under which the portal serves it, in which alone 404.html speaks."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.of: dict[str, Way] = {}
        self.frames: dict[tuple[str, bytes], Part] = {}
        self.led: dict[str, dict[bytes, str]] = {}
        """Links as they are written in the pages of a folder, and where they lead."""
        self.names: dict[bytes, str] = {}
        self.ids: dict[frozenset[str], frozenset[str]] = {}
        """What can be led to in a page: the same object for all pages in which it is the same."""

    def look(self, path: str, frame: bytes, rest: bytes) -> None:
        """A page in two parts: what it has in common with others, and what not."""
        key = path if path == "404.html" else dirname(path), frame
        if key not in self.frames:
            if len(self.frames) >= FRAMES:
                self.frames.clear()
            self.frames[key] = self.part(path, frame)
        self.of[path] = Way(self.frames[key], self.part(path, rest))

    def part(self, path: str, data: bytes) -> Part:
        folder = dirname(path)
        known = self.led.setdefault(path if path == "404.html" else folder, {})
        leads = set()
        for link in {*HREF.findall(data)}:
            if link in known:
                leads.add(known[link])
            elif way := self.leads(path, folder, unescape(link.decode("utf-8", "replace"))):  # a page's own address, as it is told to all, is on no other
                known[link] = way
                leads.add(way)
        names = {*ID.findall(data)}
        for name in names:
            if name not in self.names:
                self.names[name] = unescape(name.decode("utf-8", "replace"))
        to, ids = sorted(leads), frozenset(self.names[name] for name in names)
        return Part(tuple(way for way in to if way[0] != "#"), tuple(way[1:] for way in to if way[0] == "#"), self.ids.setdefault(ids, ids))

    def leads(self, path: str, folder: str, link: str) -> str:
        """Where a link of a page leads; "" where that is nowhere in this site, or the page itself."""
        if path == "404.html" and link.startswith(self.base or "/"):
            link = link.removeprefix(self.base or "/") or "."
        elif link[:1] == "/" or (":" in link and SCHEME.match(link)):
            return ""
        way, _, anchor = link.partition("#")
        if not (way := way.partition("?")[0]):
            return f"#{unquote(anchor)}" if anchor else ""
        there = normpath(f"{folder}/{unquote(way)}".lstrip("/"))
        return f"{there}#{unquote(anchor)}" if anchor else there

    def faults(self, there: Collection[str], written: Collection[str]) -> Iterator[str]:
        """Links that lead nowhere, each told once.  `written`: hand-written pages, whose anchors are the editors' business (C700)."""
        right: set[str] = set()
        done: set[int] = set()
        for path, way in sorted(self.of.items()):
            ours = path not in written
            for anchor in (*way.frame.anchors, *way.own.anchors) if ours else ():
                if not way.has(anchor):
                    yield f"网页 {path} 链接到本页的“#{anchor}”，这一页没有这个位置"
            for link in (*(() if id(way.frame) in done else way.frame.links), *way.own.links):
                if link in right:
                    continue
                right.add(link)
                target, _, anchor = link.partition("#")
                if target not in there and target != NAME:
                    yield f"网页 {path} 链接到“{target}”，网站里没有这个文件"
                elif anchor and target in self.of and not self.of[target].has(anchor):
                    if ours:
                        yield f"网页 {path} 链接到“{link}”，那一页没有这个位置"
                    right.discard(link)  # another page's may be ours to mend
            done.add(id(way.frame))
