"""What anchors MkDocs will make of a hand-written page, told from its text alone, without MkDocs (docs/decisions/0016)."""
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from unicodedata import normalize

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
HEADING = re.compile(r"[ >]*#{1,6}(?P<text>.*?)#*\s*$")
UNDERLINE = re.compile(r"[ >]*(?:=+|-+)\s*$")
GIVEN = re.compile(r"\{:?[^{}\n]*?#([^\s{}]+)[^{}\n]*\}|\b(?:id|name)\s*=\s*[\"']?([^\s\"'>]+)|^\[\^([^\]\s]+)\]:", re.M)
"""Anchors that somebody wrote: {#id}, id="…", and footnotes."""
ATTRIBUTES = re.compile(r"\{:?[^{}]*\}\s*$")
MARKUP = re.compile(r"\]\([^)]*\)|\]\[[^\]]*\]|<[^>]*>|\*+|(?<!\w)_+|_+(?!\w)")


def slug(heading: str) -> str:
    """A heading's anchor before it is made unique, as Python-Markdown makes it: what is not ASCII goes, so that a Chinese heading has none."""
    plain = normalize("NFKD", unescape(MARKUP.sub("", ATTRIBUTES.sub("", heading)))).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def headings(text: str) -> Iterator[str]:
    fence, before = "", ""
    for line in text.split("\n"):
        if found := FENCE.match(line):
            if not fence:
                fence = found[1]
            elif found[1].startswith(fence) and not line.strip("`~ \t"):
                fence = ""
        elif not fence:
            if found := HEADING.match(line):
                yield found["text"].strip()
            elif before.strip(" >") and UNDERLINE.match(line):
                yield before.strip(" >")
        before = line


@lru_cache(maxsize=64)
def anchors(text: str) -> frozenset[str]:
    """Every anchor that a hand-written page will have; a few more, rather than one too few."""
    found = {next(filter(None, m.groups())) for m in GIVEN.finditer(text)}
    notes = {m[3] for m in GIVEN.finditer(text) if m[3]}
    found |= {f"{kind}:{note}" for note in notes for kind in ("fn", "fnref")}
    for heading in headings(text):
        if ATTRIBUTES.search(heading) and GIVEN.search(heading):
            continue
        name = stem = slug(heading)
        number = 0
        while name in found or not name:  # 办理, 材料 → _1, _2
            number += 1
            name = f"{stem}_{number}"
        found.add(name)
    return frozenset(found)
