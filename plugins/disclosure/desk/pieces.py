"""A record as a part of its file."""
from typing import Any

from disclosure.desk.places import ITEMS, Astray
from disclosure.model.place import Place
from disclosure.write.draft import Draft
from disclosure.write.tree import Fields, Many, Text


def find(draft: Draft, at: list[str], place: Place | None = None) -> Fields:
    """The record in its file: the file's own, one under its id, or a matter by its 编号.  `place`: where a matter was last read.  Raises Astray."""
    piece: Any = draft.tree
    if len(at) == 1:
        pair = draft.tree.find(at[0])
        piece = pair and pair.value
    elif at:
        pair = draft.tree.find(ITEMS)
        entries = [entry.value for entry in pair.value.entries] if pair and isinstance(pair.value, Many) else []
        entries = [one for one in entries if isinstance(one, Fields)]
        piece = next((one for one in entries if number_of(one) == at[1]), None)
        if piece is None and place is not None:
            piece = next((one for one in entries if one.was and one.was.pairs and one.was.pairs[0][0].span[:2] == place[1:3]), None)
    if not isinstance(piece, Fields):
        raise Astray("文件里没有这一条了：可能有人在别处改了它的编号，或者删去了它")
    return piece


def number_of(item: Fields) -> str:
    """What a matter is found by: its 编号, else that of what it refers to, as the reader gives it."""
    for key in ("编号", "参照"):
        pair = item.find(key)
        if pair and isinstance(pair.value, Text) and pair.value.text.strip():
            return pair.value.text.strip() if key == "编号" else pair.value.text.strip().replace("/", "-")
    return ""
