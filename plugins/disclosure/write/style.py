"""How new values are written: as a careful hand would, in the way that the file writes its like."""
import json

from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS
from disclosure.model.matters import Item
from disclosure.read.characters import HIDDEN, needed
from disclosure.read.mended import written
from disclosure.read.nodes import Node, Scalar, Sequence
from disclosure.write.tree import Fields, Many, Piece, Template, Text

SHORT, ROW = 24, 80
"""Names up to so many characters, together up to so many, stand in [ ] on one line."""



def whole(template: Template) -> bool:
    """Whether records of a class never stand on one line: those of collections, matters, and what holds for all of them."""
    return template is not None and (issubclass(template, Item) or any(template is collection.template for collection in COLLECTIONS.values()))


class Unwritable(Exception):
    """A change that cannot be made; the message says why, in Chinese."""


def one_line(text: str, flow: bool, like: str | None = None) -> str:
    """A text on one line: plain or in the quotes of the one it replaces, `like`; in others where these will not do."""
    if any(not needed(text, found.start()) for found in HIDDEN.finditer(text)):
        raise Unwritable(f"“{text[:20]}”里有看不见的控制字符，写不进目录文件")
    if "\n" in text or "\t" in text or like == '"':
        return json.dumps(text, ensure_ascii=False)
    return "'" + text.replace("'", "''") + "'" if like == "'" else written(text, flow)


def as_block(text: str) -> bool:
    """Whether a text of several lines can stand below a |: not where its first line is indented, which would be taken for the block's own."""
    first = next((line for line in text.split("\n") if line.strip(" ")), "")
    return "\n" in text and bool(first) and first[0] not in " \t" and not text.startswith("\n") and text == text.rstrip("\n") and not HIDDEN.search(text)


def block(text: str, indent: int, head: str = "|") -> str:
    """A text below a |, all of whose lines begin so far in."""
    return "\n".join([head, *(" " * indent + line if line else "" for line in text.split("\n"))])


class Style:
    """What new values look like in one file, from what stands there already."""

    def __init__(self, root: Node | None) -> None:
        self.flow: dict[str, bool] = {}
        """Keys of lists and mappings → whether the first of that name stands in brackets."""
        self.single: dict[str, bool] = {}
        self.dash = 2
        """How much further in than its key a list stands."""
        found = False
        stack: list[tuple[str, Node]] = [("", root)] if root else []
        while stack:
            key, node = stack.pop()
            if isinstance(node, Scalar):
                continue
            self.flow.setdefault(f"{key}{'-' if isinstance(node, Sequence) else ':'}", node.flow)
            if isinstance(node, Sequence):
                stack += [(key, item) for item in reversed(node.items)]
                continue
            for name, value in node.pairs:
                if isinstance(value, Sequence) and not value.flow and value.items and not found and not node.flow:
                    self.dash, found = max(0, value.span[1] - name.span[1]), True
            stack += [(name.text, value) for name, value in reversed(node.pairs)]

    def in_brackets(self, key: str, piece: Piece, template: Template) -> bool:
        """Whether a new list or mapping is written on one line, in brackets."""
        if isinstance(piece, Text):
            return False
        parts = [entry.value for entry in piece.entries] if isinstance(piece, Many) else [pair.value for pair in piece.pairs]
        if not parts:
            return True
        texts = [part.text for part in parts if isinstance(part, Text)]
        if any("\n" in text for text in texts) or (isinstance(piece, Many) and any(isinstance(part, Fields) and len(part.pairs) > 1 for part in parts)):
            return False
        habit = self.flow.get(f"{key}{'-' if isinstance(piece, Many) else ':'}")
        size = sum(len(self.bracketed(part)) + 2 for part in parts) + (sum(len(pair.key) + 2 for pair in piece.pairs) if isinstance(piece, Fields) else 0)
        if habit is not None:
            return habit and size <= 2 * ROW
        if isinstance(piece, Fields):
            return len(texts) == len(parts) and size <= ROW and not whole(piece.template)
        long = any(f.key == key and f.wide and isinstance(f.kind, k.TextList) for f in template.fields.values()) if template else False
        return not long and size <= ROW and all(len(text) <= SHORT for text in texts)

    def bracketed(self, piece: Piece) -> str:
        """A value within [ ] or { }."""
        if isinstance(piece, Text):
            return one_line(piece.text, True)
        if isinstance(piece, Many):
            return f"[{', '.join(self.bracketed(entry.value) for entry in piece.entries)}]"
        return f"{{{', '.join(f'{one_line(pair.key, True)}: {self.bracketed(pair.value)}' for pair in piece.pairs)}}}"

    def behind(self, key: str, piece: Piece, indent: int, template: Template = None) -> str:
        """What stands behind the colon of a key that is so far in: with the blank or line end before it."""
        if isinstance(piece, Text):
            return f" {block(piece.text, indent + 2) if as_block(piece.text) else one_line(piece.text, False)}"
        if self.in_brackets(key, piece, template):
            return f" {self.bracketed(piece)}"
        if isinstance(piece, Many):
            lead = " " * (indent + self.dash)
            return "".join(f"\n{lead}-{self.behind_dash(key, entry.value, indent + self.dash)}" for entry in piece.entries)
        return "".join(f"\n{' ' * (indent + 2)}{line}" for line in self.pairs(piece, indent + 2))

    def behind_dash(self, key: str, piece: Piece, indent: int) -> str:
        """What stands behind a dash that is so far in."""
        if isinstance(piece, Text):
            return f" {block(piece.text, indent + 2) if as_block(piece.text) else one_line(piece.text, False)}"
        if isinstance(piece, Many) or not piece.pairs or (self.flow.get(f"{key}:", len(piece.pairs) == 1 and not whole(piece.template)) and self.in_brackets(key, piece, None)):
            return f" {self.bracketed(piece)}"
        return " " + f"\n{' ' * (indent + 2)}".join(self.pairs(piece, indent + 2))

    def pairs(self, piece: Fields, indent: int) -> list[str]:
        """The fields of a record, each from its key on."""
        return [f"{one_line(pair.key, False)}:{self.behind(pair.key, pair.value, indent, piece.template)}" for pair in piece.pairs]

