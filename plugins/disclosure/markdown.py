"""What a Markdown field may say: CommonMark with tables, no raw HTML.  Used by the reader (links) and the renderer (HTML)."""
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@cache
def parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # a tenth of what starting takes: only where a text has to be parsed
    engine = MarkdownIt("commonmark", {"html": False}).enable("table")
    # Every link is judged by the reader, which says what is wrong with it and where; here nothing may vanish without a word.
    engine.validateLink = lambda url: True
    return engine


def flat(tokens: "list[Token]") -> "Iterator[Token]":
    for token in tokens:
        yield token
        yield from flat(token.children or [])


def links(text: str) -> list[tuple[str, bool]]:
    """Every address that a text links to or shows (True), decoded as the editor typed it as far as that is possible."""
    return [(str(t.attrs.get("href") or t.attrs.get("src")), t.type == "image") for t in flat(parser().parse(text)) if t.type in ("link_open", "image")]


def html(text: str, top: int, address: Callable[[str], str]) -> str:
    """The HTML of a text, every link passed through `address`.

    Its headings begin at level `top` and skip none, whatever number of # the editor began with.
    """
    tokens, above = parser().parse(text), []
    for token in flat(tokens):
        if token.type == "heading_open":
            while above and above[-1] >= token.tag:
                above.pop()
            above.append(token.tag)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, top + len(above) - 1)}"
        elif token.type == "link_open":
            token.attrSet("href", address(str(token.attrs["href"])))
        elif token.type == "image":
            token.attrSet("src", address(str(token.attrs["src"])))
    return parser().renderer.render(tokens, parser().options, {})


def unquoted(link: str) -> str:
    """A relative link as the name of a file: markdown-it percent-encodes what is not ASCII."""
    return unquote(link)
