"""The rows of a table into a register: which records are there already, what differs, what is new.

A record is known by what it is called.  What is equal stays as it stands, byte for byte; what somebody has to look at first replaces nothing; a
record that the table does not have is told and left.
"""
import re
from dataclasses import dataclass, field
from pathlib import Path

from disclosure.model.collection import Collection
from disclosure.model.county import County
from disclosure.model.register import Register
from disclosure.read.file_names import identifier
from disclosure.read.names import LONGEST_ID, RESERVED
from disclosure.tables.alike import Alike, as_typed, named, named_shown
from disclosure.tables.changes import Changes
from disclosure.tables.matters import Doubt, Matter, Value
from disclosure.tables.setting import Setting
from disclosure.write import disk
from disclosure.write.draft import Draft, new_file, schema_line


@dataclass
class Recorded(Changes):
    """What an import changes in a register.  `texts`: file → (its bytes before, None where there is none; its text as it is to be)."""

    folder: Path
    texts: dict[str, tuple[bytes | None, str]] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    """Of every row of the table the id of its record."""

    def save(self) -> bool:
        """Writes every file, each whole or not at all; False where nothing changes.  Raises Unwritable, OSError."""
        for file, (before, text) in self.texts.items():
            disk.replace(self.folder / file, before, text.encode())
        return bool(self.texts)


def record(folder: Path, collection: Collection, county: County | None, setting: Setting, matters: list[Matter]) -> Recorded:
    """The rows put into the register.  Raises Unwritable where a file can only be read by guessing."""
    out = Recorded(folder)
    there = dict(getattr(county, collection.name, {})) if county else {}
    by_name = {named(one.label or ""): one for one in there.values() if one.label}
    fields = {f.key: (code, f) for code, f in collection.template.fields.items()}
    alike, seen = Alike(setting), set()
    drafts: dict[str, Draft] = {}
    whole = f"catalogues/{collection.path}"
    fresh: dict[str, dict[str, Value]] = {}
    taken = set(there)

    def opened(file: str) -> Draft:
        if file not in drafts:
            drafts[file] = Draft.open(folder, file)
        return drafts[file]

    def raw(one: Register, key: str) -> Value | None:
        """What stands in the file that cannot be read as a value of the field."""
        return opened(one.place.file).value(one.place if collection.single_file else None, key)
    for matter in matters:
        one = there.get(matter.id) or (by_name.get(named(matter.name)) if matter.name and not matter.id else None)
        if one is None or one.id in seen:
            id = matter.id if matter.id and matter.id not in taken and fits(matter.id) else new_id(matter.name, collection, taken)
            taken.add(id)
            out.ids.append(id)
            fresh[id] = {key: alike.typed(f, matter.values[key]) for key, (_, f) in fields.items() if key in matter.values}
            out.new += 1
            continue
        seen.add(one.id)
        out.ids.append(one.id)
        changes = {}
        for key, said in matter.values.items():
            code, f = fields[key]
            now = as_typed(one, code) or raw(one, key)
            if (key == matter.title and not matter.id) or alike.same(f, said, now) or (key in matter.shaky and now is not None):
                continue
            changes[key] = alike.typed(f, said, now, now)
            out.differences.append({"number": one.id, "name": one.label, "field": key, "old": named_shown(f.kind, now, county), "new": named_shown(f.kind, said, county)})
        out.same, out.changed = out.same + (not changes), out.changed + bool(changes)
        if changes:
            draft = opened(one.place.file)
            place = one.place if collection.single_file else None
            for key, said in changes.items():
                draft.set(place, key, said)
    gone(out, there, seen, matters)
    if collection.single_file:
        if fresh and (folder / whole).exists():
            draft = opened(whole)
            for id, values in fresh.items():
                draft.set(None, id, values)
        elif fresh:
            out.texts[whole] = None, new_file(fresh, whole, schema_line(folder, whole))
    else:
        for id, values in fresh.items():
            file = f"{whole}{id}.yml"
            out.texts[file] = None, new_file(values, file, schema_line(folder, file))
    out.texts |= {file: (draft.before, draft.text) for file, draft in drafts.items() if draft.text.encode() != draft.before}
    return out


def fits(id: str) -> bool:
    """Whether an id from a table can be one."""
    return re.fullmatch(r"[a-z0-9][a-z0-9-]*", id) is not None and len(id) <= LONGEST_ID and not RESERVED.fullmatch(id)


def new_id(name: str, collection: Collection, taken: set[str]) -> str:
    """An id that nothing has: the name in pinyin, short enough to be part of an address."""
    words = identifier(re.sub(r"[《》“”（）()\d〔〕]", "", name)).split("-")
    stem = "-".join(words[:5])[:LONGEST_ID - 6].strip("-") or collection.name
    if not re.match(r"[a-z0-9]", stem) or RESERVED.fullmatch(stem):
        stem = f"{collection.name}-{stem}".strip("-")
    id, n = stem, 2
    while id in taken:
        id, n = f"{stem}-{n}", n + 1
    return id


def gone(out: Recorded, there: dict, seen: set[str], matters: list[Matter]) -> None:
    """Tells what the register has and the table has not."""
    for id, one in there.items():
        if id not in seen and not one.retired and matters:
            out.missing.append(one.label or id)
            out.doubts.append(Doubt("T306", None, f"台账里的“{one.label or id}”表里没有", item=one.label or id, hint="不再有效的，在文件里写“停用”", file=matters[0].table.file))


__all__ = ["Recorded", "record"]
