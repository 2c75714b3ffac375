"""What YAML drops without a word, so that the editor loses a line or half of one: comments behind text; and tabs used as indentation."""
import re
from bisect import bisect_right
from collections import defaultdict

from disclosure.model.place import Span
from disclosure.read import faults
from disclosure.read.nodes import Mapping, Node, Report, Scalar
from disclosure.read.text import Lines
from disclosure.read.traps import indentation

INDENT_TAB = re.compile(r"^[ -]*\t[ \t-]*(?=\S)", re.M)
MAYBE_COMMENT = re.compile(r"#(?<=[ \t\]}\"',]#)")
"""A # that YAML may take for the beginning of a comment: after a space, or hard behind what closes a value.  It begins with the #, for which re looks fast."""


def scalars(root: Node | None):
    """Every scalar below a node, keys too."""
    stack = [root] if root else []
    while stack:
        node = stack.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Mapping):
            for pair in node.pairs:
                stack.extend(pair)
        else:
            stack.extend(node.items)


class Stretches:
    """Scalars in order of place: which of them covers a position.  They never overlap."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = sorted(spans)

    def at(self, line: int, column: int) -> Span | None:
        """The last one that begins before a position."""
        number = bisect_right(self.spans, (line, column, 10**9, 0))
        return self.spans[number - 1] if number else None


def commented(text: str, offset: int) -> bool:
    """Whether the line of a # is a comment from its beginning, which everybody sees."""
    return text[text.rfind("\n", 0, offset) + 1:offset + 1].lstrip().startswith("#")


def check_layout(text: str, root: Node | None, report: Report) -> None:
    tabs = [m.end() - 1 for m in INDENT_TAB.finditer(text)] if "\t" in text else []
    marks = [m.start() for m in MAYBE_COMMENT.finditer(text) if not commented(text, m.start())] if "#" in text else []
    if not tabs and not marks:
        return
    lines, rows = Lines(text), text.split("\n")
    styled: dict[str | None, list[Span]] = defaultdict(list)
    for scalar in scalars(root):
        styled[scalar.style].append(scalar.span)
    blocks, quoted = Stretches(styled["|"] + styled[">"]), Stretches(styled["'"] + styled['"'])
    plain = Stretches([span for span in styled[None] if span[:2] != span[2:]])

    def in_block(line: int) -> Span | None:
        found = blocks.at(line, 0)
        return found if found and (line < found[2] or (line == found[2] and found[3] > 1)) else None

    for offset in tabs:
        line, _ = lines.where(offset)
        column = rows[line - 1].index("\t") + 1
        block = in_block(line)
        if not block or column <= len(indentation(rows[block[0] - 1])) + 1:  # in a text block a tab is text, but not where its indentation is
            report(faults.TAB, (line, column, line, column + 1), "这一行用了制表符（Tab）缩进", "请把行首的制表符换成空格，一级两个空格")
    told = 0
    for offset in marks:
        line, column = lines.where(offset)
        row = rows[line - 1]
        if line == told or in_block(line):
            continue
        within = [quoted.at(line, column), None if row[column - 2] in " \t" else plain.at(line, column)]
        if any(found and (line, column) < found[2:] for found in within):
            continue  # within quotes, or within a word such as 甲,#2
        told = line
        report(faults.COMMENT, (line, column, line, len(row) + 1), f"这一行从 # 起会被当作注释丢掉：“{row[column - 1:][:30]}”",
               "若 # 是内容，请给整个值加引号；若是注释，请另起一行写")
