"""A file's change in an editor's words, by record: of what is undone, and of what colleagues have done."""
from pathlib import Path
from typing import Any

from disclosure.desk.county import ITEMS, called, number_of
from disclosure.read.names import shown as name_shown
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable
from disclosure.write.tree import Fields, Many, plain

TOLD = 2
"""So many records are named in the label of a change."""


def labelled(file: str, before: bytes | None, after: bytes | None) -> str:
    """A change in one line, e.g. 改 社会救助 2.2：时限."""
    lines = in_words(file, before, after)
    return "；".join(lines[:TOLD]) + (f" 等 {len(lines)} 处" if len(lines) > TOLD else "")


def records(file: str, data: bytes | None) -> dict[str, tuple[str, dict[str, Any]]]:
    """The records of a file by what tells them apart, each with what it is called and its values.  Raises Unwritable."""
    if data is None:
        return {}
    draft = Draft(Path(file), file, data)
    out: dict[str, tuple[str, dict[str, Any]]] = {}
    name = file.rpartition("/")[2].removesuffix(".yml")
    if draft.inside is not None:
        for pair in draft.tree.pairs:
            if isinstance(pair.value, Fields):
                out[pair.key] = called(pair.value, draft.inside) or pair.key, plain(pair.value)
        return out
    own = called(draft.tree, draft.tree.template) if draft.tree.template else name
    out[""] = own or name, {pair.key: plain(pair.value) for pair in draft.tree.pairs if pair.key != ITEMS}
    items = draft.tree.find(ITEMS)
    for n, entry in enumerate(items.value.entries if items and isinstance(items.value, Many) else ()):
        if isinstance(entry.value, Fields):
            key = number_of(entry.value) or str(n)
            title = called(entry.value, entry.value.template) if entry.value.template else ""
            out[f"{ITEMS}/{key}"] = f"{own} {key} {title}".strip(), plain(entry.value)
    return out


def in_words(file: str, before: bytes | None, after: bytes | None) -> list[str]:
    """What became of a file, a line a record."""
    if not (file.startswith("catalogues/") and file.endswith(".yml")):
        what = "新增" if before is None else "删去" if after is None else "改"
        return [f"{what} {name_shown(file)}"]
    try:
        old, new = records(file, before), records(file, after)
    except Unwritable:
        return [f"改 {name_shown(file)}（写法有错，说不出改了什么）"]
    lines = [f"新增 {new[key][0]}" for key in new if key not in old] if before is not None else [f"新增 {next(iter(new.values()))[0]}"] if new else []
    if after is None:
        return [f"删去 {next(iter(old.values()))[0]}"] if old else [f"删去 {name_shown(file)}"]
    lines += [f"删去 {old[key][0]}" for key in old if key not in new]
    for key in (key for key in new if key in old and new[key][1] != old[key][1]):
        (title, a), (_, b) = new[key], old[key]
        lines.append(f"改 {title}：{'、'.join(k for k in dict.fromkeys([*a, *b]) if a.get(k) != b.get(k))}")
    return lines or [f"改 {name_shown(file)}（注释、次序、空行）"]
