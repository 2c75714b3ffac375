"""Lines as they ought to stand, ready to be pasted over what stands there: with the editor's own indentation and way of writing lists.

`rows` are the lines of the file.  Where they are not at hand, or a line is long or holds more than the one field, only the
field is given.
"""
import re
from collections.abc import Sequence as Many

from disclosure.model.finding import Advice, Edit
from disclosure.model.place import Span
from disclosure.read.nodes import Mapping, Node, Scalar, Sequence

LONG = 200
PAIR = re.compile(r"^[ ]*(?:-[ ]+)*[^\s:：#{\[]{1,20}:(?:\s.*)?$")
"""A row that begins with a key: not one within { }."""


def written(text: str, flow: bool = False) -> str:
    """A text as a plain value, in quotes where YAML would misread it.  `flow`: it stands within [ ] or { }."""
    risky = not text or text[0] in "[]{}*&@%`!\"'|>#,?-" or text != text.strip() or re.search(r":(\s|$)|\s#", text) or (flow and re.search(r"[,\[\]{}]", text))
    return "'" + text.replace("'", "''") + "'" if risky else text


def dumped(node: Node, flow: bool = False) -> str:
    """A node on one line."""
    if isinstance(node, Scalar):
        return written(node.text.rstrip("\n"), flow)
    if isinstance(node, Sequence):
        return f"[{', '.join(dumped(x, True) for x in node.items)}]"
    return f"{{{', '.join(f'{key.text}: {dumped(value, True)}' for key, value in node.pairs)}}}"


def with_span(rows: Many[str], span: Span, new: str) -> str | None:
    """The row of a span with `new` in its place; None where that is not one row, or a long one."""
    line, start, last, end = span
    if line != last or line > len(rows) or len(row := rows[line - 1]) > LONG:
        return None
    return row[:start - 1] + new + row[end - 1:]


def told(text: str, *edits: Edit | None, sure: bool = True) -> str:
    """A hint, with the edits that do what it says; without any where one of them cannot be made, or puts nothing in the place of something."""
    return Advice(text, tuple(edits), sure) if edits and all(edit is not None and (edit.text or edit.was.endswith("\n")) for edit in edits) else text


def same(text: str, other: str, sure: bool) -> str:
    """A hint that says, among other things, what another says."""
    return told(text, *getattr(other, "edits", ()), sure=sure)


def stretch(rows: Many[str], span: Span, new: str) -> Edit | None:
    """The edit that puts something in the place of a span on one row; None where it is on several."""
    line, start, last, end = span
    return Edit(span, rows[line - 1][start - 1:end - 1], new) if line == last and line <= len(rows) else None


def lines(rows: Many[str], first: int, last: int, new: str | None) -> Edit | None:
    """The edit that puts lines in the place of whole rows, from 1; None where a comment stands in them, which would be lost.  `new`: None to take them away."""
    if not 1 <= first <= last <= len(rows) or any(re.search(r"(^|\s)#", row) for row in rows[first - 1:last]):
        return None
    was = "\n".join(rows[first - 1:last])
    if new is None:
        return Edit((first, 1, last + 1, 1), was + "\n", "") if last < len(rows) else None
    return Edit((first, 1, last, len(rows[last - 1]) + 1), was, new)


def last_row(node: Node) -> int:
    """The last row with something of a node on it."""
    if isinstance(node, Scalar):
        return max(node.span[0], node.span[2] - (node.span[3] == 1))
    if node.flow:
        return node.last
    inside = node.items if isinstance(node, Sequence) else [value for _, value in node.pairs]
    return max([node.span[0], *([node.pairs[-1][0].span[2]] if isinstance(node, Mapping) and node.pairs else []), *map(last_row, inside[-1:])])


def whole_field(rows: Many[str], key: Scalar, value: Node, new: str) -> Edit | None:
    """The edit that gives a field's rows new lines; None where they hold more than the field."""
    first = key.span[0]
    if first > len(rows) or not PAIR.match(rows[first - 1]) or rows[first - 1][:key.span[1] - 1].strip(" -"):
        return None
    return lines(rows, first, max(first, last_row(value)), new)


def repeats(rows: Many[str], span: Span, new: str) -> bool:
    """Whether `new` stands already beside a span in the same [ ]: to offer it once more would help nobody."""
    rest = with_span(rows, span, "") or ""
    return re.search(rf"[\[,]\s*{re.escape(new)}\s*[,\]]", rest) is not None


def lead(rows: Many[str], key: Scalar) -> str:
    """What stands before a key on its line, the dash of an entry too; spaces where the line holds more than this field."""
    line, column, *_ = key.span
    row = rows[line - 1] if line <= len(rows) else ""
    return row[:column - 1] if PAIR.match(row) and not row[:column - 1].strip(" -") else " " * (column - 1)


def field(rows: Many[str], key: Scalar, name: str, value: Node, was: Node | None = None) -> str:
    """A field's line, or lines where its value `was` a list with dashes, with another name or value."""
    before = lead(rows, key)
    if isinstance(was, Sequence) and isinstance(value, Sequence) and not was.flow and was.items and was.items[0].span[0] > key.span[0]:
        dash = " " * max(0, was.span[1] - 1) + "- "
        return "\n".join([f"{before}{name}:", *(f"{dash}{dumped(x)}" for x in value.items)])
    said = dumped(value)
    return f"{before}{name}: {said}" if said not in ("", "''") else f"{before}{name}:"


def renamed(rows: Many[str], key: Scalar, name: str, value: Node, edge: int = 0) -> str:
    """A field's lines as they stand, with another name; `edge`: the column that it is to begin in, where that is another."""
    line, column, _, end = key.span
    if not rows or not PAIR.match(rows[line - 1]):
        return field(rows, key, name, value)
    if edge and edge != column:
        return "\n".join(" " * (edge - 1) + row[column - 1:] for row in renamed(rows, key, name, value).split("\n"))
    first = rows[line - 1]
    head = first[:column - 1] + name + first[end - 1:]
    last = max(value.last if isinstance(value, Mapping | Sequence) else value.span[2] - (value.span[3] == 1), line)
    return "\n".join([head, *rows[line:last]]).rstrip()
