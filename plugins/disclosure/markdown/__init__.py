"""The Markdown of 正文 and of hand-written pages: one dialect (dialect.py), so that both say what was typed.  Used by the reader and the renderer."""
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import unquote

from disclosure.markdown.dialect import parser
from disclosure.markdown.lines import Remark, prepared, too_much

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["Remark", "anchors", "html", "links", "page", "remarks", "too_much", "unquoted"]

GIVEN = re.compile(r"\s*\{:?\s*#([\w.:-]+)\s*\}\s*$")
"""The anchor that an editor gives to a heading of a page: ## 怎样申请 {#shenqing}."""


def flat(tokens: "list[Token]") -> "Iterator[Token]":
    for token in tokens:
        yield token
        yield from flat(token.children or [])


def remarks(text: str, page: bool = False) -> list[Remark]:
    """Every place of a text where what was typed would be shown otherwise than its editor expects.  No parser is needed."""
    return prepared(text, page)[1]


def parsed(text: str) -> "list[Token]":
    """Nothing of a text that is `too_much`: the reader has refused it, and no site is made of it."""
    return [] if too_much(text) else parser().parse(prepared(text)[0])


def links(text: str) -> list[tuple[str, bool]]:
    """Every address that a text links to or shows (True), decoded as the editor typed it as far as that is possible."""
    return [(str(t.attrs.get("href") or t.attrs.get("src")), t.type == "image") for t in flat(parsed(text)) if t.type in ("link_open", "image")]


def html(text: str, top: int, address: Callable[[str], str | None]) -> str:
    """The HTML of a text, every link passed through `address`.

    Its headings begin at level `top` and skip none, whatever number of # the editor began with.
    """
    tokens, above = parsed(text), []
    for token in flat(tokens):
        if token.type == "heading_open":
            while above and above[-1] >= token.tag:
                above.pop()
            above.append(token.tag)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, top + len(above) - 1)}"
    return printed(tokens, address)


def page(text: str, address: Callable[[str], str | None]) -> tuple[str, str]:
    """The HTML of a page of its own, whose headings keep their levels and have anchors; and its first h1 as plain text, "" where it has none."""
    tokens = parsed(text)
    title = next((said for token, said in named(tokens) if token.tag == "h1"), "")
    return printed(tokens, address), title


def anchors(text: str) -> frozenset[str]:
    """Every anchor that a page of its own will have."""
    return _anchors(text)


@lru_cache(maxsize=64)
def _anchors(text: str) -> frozenset[str]:
    tokens = parsed(text)
    return frozenset(str(token.attrs["id"]) for token, _ in named(tokens))


def printed(tokens: "list[Token]", address: Callable[[str], str | None]) -> str:
    """`address` gives None for a link that leads nowhere: its words stay, without the link."""
    number, dead = [0], False
    for token in flat(tokens):
        if token.type == "link_open":
            there = address(str(token.attrs["href"]))
            dead = token.hidden = there is None
            token.attrSet("href", there or "")
        elif token.type == "link_close":
            token.hidden, dead = dead, False
        elif token.type == "image":
            token.attrSet("src", address(str(token.attrs["src"])))
        elif token.type in ("th_open", "td_open"):
            token.attrs.pop("style", None)  # how a column is aligned: a style within the page, which the policy stops
        elif token.type == "ordered_list_open":
            number.append(int(token.attrs.get("start", 1)))
        elif token.type == "ordered_list_close":
            number.pop()
        elif token.type == "list_item_open" and token.info:  # 1. 3. 7. stay 1, 3 and 7, where a browser would count on
            if int(token.info) != number[-1]:
                token.attrSet("value", token.info)
            number[-1] = int(token.info) + 1
    return parser().renderer.render(tokens, parser().options, {})


def named(tokens: "list[Token]") -> "list[tuple[Token, str]]":
    """The headings of a page with what they say, each given its anchor."""
    found, taken = [], set()
    for token, inline in zip(tokens, tokens[1:], strict=False):
        if token.type != "heading_open":
            continue
        last = inline.children[-1] if inline.children else None
        given = GIVEN.search(last.content) if last is not None and last.type == "text" else None
        if given:
            last.content = last.content[:given.start()]
        said = "".join(t.content for t in flat(inline.children or []) if t.type in ("text", "text_special", "code_inline"))
        token.attrSet("id", name := given[1] if given else unique(slug(said), taken))
        taken.add(name)
        found.append((token, said))
    return found


def slug(heading: str) -> str:
    """A heading's anchor before it is made unique: what is not ASCII goes, so that a Chinese heading has none of its own.

    It is what MkDocs made (docs/decisions/0016): addresses with anchors that are in use go on working.
    """
    plain = normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def unique(stem: str, taken: set[str]) -> str:
    """办理, 材料 → _1, _2."""
    name, number = stem, 0
    while name in taken or not name:
        number += 1
        name = f"{stem}_{number}"
    return name


def unquoted(link: str) -> str:
    """A relative link as the name of a file: markdown-it percent-encodes what is not ASCII."""
    return unquote(link)
