"""CommonMark as Chinese offices type it: what nobody means as a mark is text (docs/decisions/0029).

A line end is a line end, indentation makes no code, a single asterisk and an underscore are characters (2*3*4, ____), only ** makes bold, and no
definition is taken out of the text.  What stands at the beginning of lines is sorted before parsing (lines.py).
"""
import re
from functools import cache
from typing import TYPE_CHECKING

from disclosure.model.rare import Rare

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

OFF = ["code", "reference", "lheading", "html_block", "html_inline", "entity", "emphasis"]
"""Rules of CommonMark by which a page would not say what was typed: indented code, definitions, underlined headings, HTML, &nbsp;, * and _."""
DEEPEST = 100
"""So many blocks and spans may stand in each other; lines.py lets no text come that far."""
BREAK = re.compile(r"<br\s*/?>", re.I)
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
MASKED = Rare(rf"(?:^|[^\w*])[{HAN}]\Z")
"""A Han character by itself: 张**、李** are names that hide something, no bold."""


@cache
def parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # a tenth of what starting takes: only where a text has to be parsed
    engine = MarkdownIt("commonmark", {"html": False, "breaks": True, "xhtmlOut": False, "maxNesting": DEEPEST}).enable("table").disable(OFF)
    engine.block.ruler.at("list", numbered_below_text, {"alt": ["paragraph", "reference", "blockquote"]})
    engine.inline.ruler.before("link", "bold", bold)
    engine.inline.ruler.before("autolink", "br", br)
    engine.inline.ruler2.after("balance_pairs", "bold", paired)
    # Every link is judged by the reader, which says what is wrong with it and where; here nothing may vanish without a word.
    engine.validateLink = lambda url: True
    return engine


def numbered_below_text(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
    """A list.  One within an entry may begin right below its text with whatever number; CommonMark lets only 1 do so."""
    from markdown_it.rules_block.list import list_block, skipOrderedListMarker
    if silent and state.parentType == "paragraph" and state.blkIndent and state.sCount[first] >= state.blkIndent:
        after = skipOrderedListMarker(state, first)
        if after >= 0 and state.skipSpaces(after) < state.eMarks[first]:
            return True
    return list_block(state, first, last, silent)


def br(state: "StateInline", silent: bool) -> bool:
    """<br>, which is how a table's cell gets a second line."""
    if state.src[state.pos] != "<" or not (found := BREAK.match(state.src, state.pos)):
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True


def bold(state: "StateInline", silent: bool) -> bool:
    """Asterisks: two of them may begin or end bold type; one alone, and more than two, are text, as are those that hide digits or a name."""
    if state.src[state.pos] != "*":
        return False
    start, end = state.pos, state.pos + 1
    while end < state.posMax and state.src[end] == "*":
        end += 1
    state.pos = end
    if silent:
        return True
    state.push("text", "", 0).content = "*" * (end - start)
    before, after = state.src[start - 1:start], state.src[end:end + 1] if end < state.posMax else ""
    hides = (not after or not after.isalnum()) and MASKED.search(state.src[max(0, start - 2):start])
    if end - start == 2 and not (before.isdigit() and after.isdigit()):
        opens = bool(after.strip()) and after not in "、，。；：！？）】》”’" and not before.isdigit() and not hides
        closes = bool(before.strip()) and not (hides and not (state.delimiters and state.delimiters[-1].open))
        if opens or closes:
            from markdown_it.rules_inline.state_inline import Delimiter
            state.delimiters.append(Delimiter(marker=ord("*"), length=0, token=len(state.tokens) - 1, end=-1, open=opens, close=closes))
    return True


def paired(state: "StateInline") -> None:
    """Makes bold type of the pairs of ** that were found."""
    metas = [meta for meta in state.tokens_meta if meta and "delimiters" in meta]
    for delimiters in (state.delimiters, *(meta["delimiters"] for meta in metas)):
        for start in delimiters:
            if start.marker != ord("*") or start.end < 0:
                continue
            for at, kind, nesting in ((start.token, "strong_open", 1), (delimiters[start.end].token, "strong_close", -1)):
                token = state.tokens[at]
                token.type, token.tag, token.nesting, token.markup, token.content = kind, "strong", nesting, "**", ""
