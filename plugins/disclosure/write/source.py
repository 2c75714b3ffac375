"""The text of one file as it was typed: where everything in it begins and ends, and its bytes with some stretches replaced.

Positions are offsets in the text with line feeds only, which is what the reader sees; every untouched line keeps its own line end.
"""
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from disclosure.model.place import Span
from disclosure.read.layout import MAYBE_COMMENT, scalars
from disclosure.read.nodes import Mapping, Node, Scalar, Sequence
from disclosure.read.text import one_ending

BOM = "\ufeff"
COLON = re.compile(r"[ \t]*:")
WITHIN_FLOW = re.compile(r"(?:[\s,]|#[^\n]*)*")
"""What stands between the last entry of a [ ] or { } and its closing bracket."""
HASH = re.compile(rf"(?m)^[ \t]*#|{MAYBE_COMMENT.pattern}")
ENDS = re.compile(r"\r\n|\r|\n")


class Edit(NamedTuple):
    """A stretch of the text and what is to stand in its place."""

    start: int
    end: int
    text: str


class Source:
    """A text, its rows, and the offsets of what was read in it.  `typed` may have any line ends; `root`: its nodes, if it has any."""

    def __init__(self, typed: str, root: Node | None) -> None:
        self.typed = typed
        self.text = one_ending(typed.removeprefix(BOM))
        self.rows = self.text.split("\n")
        self.starts = [0]
        for row in self.rows[:-1]:
            self.starts.append(self.starts[-1] + len(row) + 1)
        self.ends: dict[int, int] = {}
        self.comments = self.found_comments(root)

    # -- places --------------------------------------------------------------------------------
    def offset(self, line: int, column: int) -> int:
        """The offset of a place; the end of the text where the place lies beyond."""
        return self.starts[line - 1] + column - 1 if line <= len(self.starts) else len(self.text)

    def start(self, node: Node) -> int:
        return self.offset(*node.span[:2])

    def row_of(self, offset: int) -> int:
        """The number of the row (from 0) that an offset lies in."""
        return bisect_right(self.starts, offset) - 1

    def row_start(self, offset: int) -> int:
        return self.starts[self.row_of(offset)]

    def row_end(self, offset: int) -> int:
        """Where the row of an offset ends, before its line end."""
        row = self.row_of(offset)
        return self.starts[row] + len(self.rows[row])

    def blank(self, row: int) -> bool:
        return 0 <= row < len(self.rows) and not self.rows[row].strip()

    def end(self, node: Node) -> int:
        """Where what was typed for a node ends: trailing comments and empty lines are not part of it."""
        found = self.ends.get(id(node))
        if found is None:
            found = self.ends[id(node)] = self.find_end(node)
        return found

    def find_end(self, node: Node) -> int:
        if isinstance(node, Scalar):
            return self.block_end(node.span) if node.style in ("|", ">") else self.offset(*node.span[2:])
        children = node.items if isinstance(node, Sequence) else [value for _, value in node.pairs]
        last = self.end(children[-1]) if children else self.offset(*node.span[2:])
        if isinstance(node, Mapping) and node.pairs:
            last = max(last, self.after_key(node.pairs[-1][0]))
        return WITHIN_FLOW.match(self.text, last).end() + 1 if node.flow else last

    def block_end(self, span: Span) -> int:
        """The end of a text block's last line with something on it."""
        first, _, last, column = span
        last = min(last - (column == 1), len(self.rows))
        indent = next((len(row) - len(row.lstrip(" ")) for row in self.rows[first:last] if row.strip(" ")), 0)
        while last > first and not self.rows[last - 1].strip(" ") and len(self.rows[last - 1]) <= indent:
            last -= 1
        return self.starts[last - 1] + len(self.rows[last - 1])

    def after_key(self, key: Scalar) -> int:
        """Where the value of a key may begin: behind its colon; behind the key itself where it has none."""
        end = self.offset(*key.span[2:])
        found = COLON.match(self.text, end)
        return found.end() if found else end

    def has_colon(self, key: Scalar) -> bool:
        return self.text[self.after_key(key) - 1:self.after_key(key)] == ":"

    def dash(self, sequence: Sequence, number: int) -> int:
        """Where the dash of an entry stands."""
        column, line = sequence.span[1], sequence.items[number].span[0]
        first = sequence.span[0] if number == 0 else sequence.items[number - 1].span[0] + 1
        while line > first and not (self.rows[line - 1][column - 1:column] == "-" and not self.rows[line - 1][:column - 1].strip(" ")):
            line -= 1
        return self.offset(line, column)

    # -- comments ------------------------------------------------------------------------------
    def found_comments(self, root: Node | None) -> list[tuple[int, int]]:
        """The stretches of all comments, in order."""
        if "#" not in self.text:
            return []
        texts = sorted((self.row_end(self.start(s)) if s.style in ("|", ">") else self.start(s), self.end(s)) for s in scalars(root))
        starts = [start for start, _ in texts]
        out: list[tuple[int, int]] = []
        for found in HASH.finditer(self.text):
            at = found.end() - 1
            number = bisect_right(starts, at) - 1
            within = number >= 0 and texts[number][0] <= at < texts[number][1]
            if not within and not (out and at < out[-1][1]):
                out.append((at, self.row_end(at)))
        return out

    def comments_at(self, start: int, end: int) -> list[tuple[int, str]]:
        """The comments that begin within a stretch, from their # on, with their offsets."""
        first, last = bisect_left(self.comments, (start, 0)), bisect_left(self.comments, (end, 0))
        return [(at, self.text[at:stop]) for at, stop in self.comments[first:last]]

    def comments_in(self, start: int, end: int) -> list[str]:
        return [comment for _, comment in self.comments_at(start, end)]

    def above(self, offset: int) -> int:
        """Where the comment lines begin that stand directly above a row; the row's own start where there are none."""
        row = self.row_of(offset)
        while row > 0 and self.rows[row - 1].lstrip(" \t").startswith("#"):
            row -= 1
        return self.starts[row]

    # -- the text with stretches replaced --------------------------------------------------------
    def patched(self, edits: Iterable[Edit]) -> str:
        """The whole text as it is to be typed, with its byte order mark and line ends; new lines get the line end that most lines have."""
        ends = [found[0] for found in ENDS.finditer(self.typed)]
        usual = max(("\n", "\r\n", "\r"), key=ends.count)
        lead = len(self.typed) - len(self.typed.removeprefix(BOM))
        places = [lead]  # of the starts of rows, in what was typed
        for row, end in zip(self.rows[:-1], ends, strict=True):
            places.append(places[-1] + len(row) + len(end))

        def typed(offset: int) -> int:
            row = self.row_of(offset)
            return places[row] + offset - self.starts[row]
        out, done = [], 0
        for edit in sorted(edits, key=lambda e: e[:2]):
            start, end = typed(edit.start), typed(edit.end)
            out += [self.typed[done:start], edit.text.replace("\n", usual)]
            done = max(done, end)
        return "".join([*out, self.typed[done:]])


def replaced(text: str, edits: Iterable[Edit], first: int = 0) -> str:
    """A part of a text that begins at the offset `first`, with stretches replaced."""
    out, done = [], first
    for edit in sorted(edits, key=lambda e: e[:2]):
        out += [text[done - first:max(done, edit.start) - first], edit.text]
        done = max(done, edit.end)
    return "".join([*out, text[done - first:]])
