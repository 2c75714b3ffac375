"""What a file says as a tree that may be changed: every part knows the node it was read from, or that it is new.

Values go in and come out as Python holds YAML: text, lists, and mappings of text to values.
"""
from collections.abc import Mapping as Given
from collections.abc import Sequence as Listed
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from disclosure.model import fields as k
from disclosure.read.nodes import Mapping, Node, Scalar, Sequence

Template = type[k.Record] | None


def said(node: Scalar) -> str:
    """The text of a scalar as the reader takes it: of a text block without the line ends behind it."""
    return node.text.rstrip("\n") if node.style in ("|", ">") else node.text


@dataclass
class Text:
    """A text; `was`: the scalar it was read from."""

    text: str
    was: Scalar | None = None


@dataclass
class Entry:
    """An entry of a list; `was`: the node that stood there."""

    value: "Piece"
    was: Node | None = None


@dataclass
class Pair:
    """A field; `at`: its key as it was typed, `was`: the value that stood there.  Both None for a new one."""

    key: str
    value: "Piece"
    at: Scalar | None = None
    was: Node | None = None


@dataclass
class Many:
    """A list.  `key`: of the field that holds it."""

    entries: list[Entry] = field(default_factory=list)
    was: Sequence | None = None
    template: Template = None
    key: str = ""


@dataclass
class Fields:
    """A record, or any other mapping.  `template` is its class, None where it has none."""

    pairs: list[Pair] = field(default_factory=list)
    was: Mapping | None = None
    template: Template = None

    def find(self, key: str) -> Pair | None:
        return next((pair for pair in self.pairs if pair.key == key), None)


Piece = Text | Many | Fields


def read(node: Node, template: Template = None, inside: Template = None, key: str = "") -> Piece:
    """The tree of a node.  `template`: its class, if it is a record or a list of such; `inside`: that of the values of a mapping whose keys are ids.

    No recursion deeper than files may be nested (nodes.MAX_DEPTH).
    """
    if isinstance(node, Scalar):
        return Text(said(node), node)
    if isinstance(node, Sequence):
        return Many([Entry(read(item, template), item) for item in node.items], node, template, key)
    pairs = [Pair(name.text, read(value, inside or below(template, name.text), key=name.text), name, value) for name, value in node.pairs]
    return Fields(pairs, node, template)


def below(template: Template, key: str) -> Template:
    """The class of the records that stand in a field."""
    kind = next((f.kind for f in template.fields.values() if f.key == key), None) if template else None
    return kind.template if isinstance(kind, k.Nested | k.Matters | k.Defaults) else None


def fresh(value: Any, template: Template = None) -> Piece:
    """The tree of a new value.  Raises TypeError for what YAML here cannot hold: all is text."""
    if isinstance(value, str):
        return Text(str(value))
    if isinstance(value, Given):
        return Fields([Pair(key, fresh(one, below(template, key))) for key, one in value.items() if not absent(one)], None, template)
    if isinstance(value, Listed):
        return Many([Entry(fresh(one, template)) for one in value], None, template)
    raise TypeError(f"{type(value).__name__} is not text, a list or a mapping")


def plain(piece: Piece) -> Any:
    """What a tree says."""
    if isinstance(piece, Text):
        return piece.text
    if isinstance(piece, Many):
        return [plain(entry.value) for entry in piece.entries]
    return {pair.key: plain(pair.value) for pair in piece.pairs}


def told(piece: Piece) -> Any:
    """The same, comparable with regard to the order of keys."""
    if isinstance(piece, Text):
        return piece.text
    if isinstance(piece, Many):
        return ("-", *(told(entry.value) for entry in piece.entries))
    return (":", *((pair.key, told(pair.value)) for pair in piece.pairs))


def absent(value: Any) -> bool:
    """Whether a value is none at all, for the reader too."""
    return value is None or (isinstance(value, str) and not value.strip()) or (not isinstance(value, str) and not value)


def become(piece: Piece, value: Any) -> Piece:
    """The tree for a value that comes where `piece` is: `piece` itself, changed, as far as they are alike."""
    if isinstance(piece, Text) and isinstance(value, str):
        piece.text = str(value)
        return piece
    if isinstance(piece, Fields) and isinstance(value, Given):
        return merged(piece, value)
    if isinstance(piece, Many) and isinstance(value, Listed) and not isinstance(value, str):
        return matched(piece, list(value))
    return fresh(value, piece.template if isinstance(piece, Many | Fields) else None)


def merged(piece: Fields, value: Given) -> Fields:
    """The fields that stay keep their places; new ones come in the order of the value, behind the one that stands before them there."""
    piece.pairs = [pair for pair in piece.pairs if not absent(value.get(pair.key))]
    before = -1
    for key, one in value.items():
        if absent(one):
            continue
        number = next((n for n, pair in enumerate(piece.pairs) if pair.key == key), None)
        if number is None:
            before += 1
            piece.pairs.insert(before, Pair(key, fresh(one, below(piece.template, key))))
        else:
            piece.pairs[number].value = become(piece.pairs[number].value, one)
            before = number
    return piece


def matched(piece: Many, values: list) -> Many:
    """Entries that say the same stay as they are; where as many come as go, each is changed."""
    new = [fresh(value, piece.template) for value in values]
    same = SequenceMatcher(None, [told(entry.value) for entry in piece.entries], [told(one) for one in new], autojunk=False)
    out: list[Entry] = []
    for what, first, last, start, end in same.get_opcodes():
        old = piece.entries[first:last]
        if what == "equal":
            out += old
            continue
        for number in range(start, end):
            n = number - start
            if n < len(old):
                old[n].value = become(old[n].value, values[number])
                out.append(old[n])
            else:
                out.append(Entry(new[number]))
    piece.entries = out
    return piece
