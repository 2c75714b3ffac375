"""Anchors: a link to a part of a page leads to a part that is there.

What anchors MkDocs will make of a hand-written page is told from its text alone, without MkDocs (docs/decisions/0016).
"""
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from posixpath import dirname, normpath
from unicodedata import normalize
from urllib.parse import unquote

from disclosure.model.finding import Severity
from disclosure.rules.links import CHECKED, IN_MARKDOWN, page_links, written_pages
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.written import hits, place_of, short

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


@rule("C700", "anchors-there", Severity.WARNING, basis=CHECKED, wrong="[怎样申请](guide.md#shenqing)（那一页没有这个锚点）",
      right="guide.md 里写 ## 怎样申请 {#shenqing}，再链接到 guide.md#shenqing")
def anchors_there(case: Case) -> Iterator[Found]:
    """链接写了锚点（#……）的，那一页有这个锚点。"""
    pages = written_pages(case)
    for page, link, where in page_links(case):
        path, mark, anchor = link.partition("#")
        if not case.wanted(where.file) or not anchor.strip() or "://" in path or path.startswith("/"):
            continue
        target = normpath(f"{dirname(page)}/{unquote(path)}".lstrip("/")) if path else page
        if target in pages and unquote(anchor) not in anchors(case.texts[f"content/{target}"]):
            yield Found(where, f"链接“{short(link, 50)}”：{'这一页' if target == page else target}没有锚点“{short(unquote(anchor))}”",
                        f"请在要链接到的标题后面写 {{#代号}}，如“## 怎样申请 {{#shenqing}}”，再链接到“{path}#shenqing”；不需要的，去掉 # 和后面的字")
    for what, match in hits(case, IN_MARKDOWN, "markdown"):
        link = match[1] or ""
        if link.startswith("#"):
            yield Found(place_of(case, what, link), f"{what.called}里的链接“{short(link, 50)}”没有去处：正文里的标题没有锚点", "请去掉这个链接，写成“见第三条”“见下文”这样的文字")
