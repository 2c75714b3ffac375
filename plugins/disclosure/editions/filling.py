"""Writes into changes.yml what editions know and nobody has entered: each change of a catalogue, for somebody to say why."""
import re
from pathlib import Path
from typing import Any

from disclosure.editions.changes import BACK, GONE, MERGED, MOVED, NEW, RETIRED
from disclosure.editions.past import Entry, past_of
from disclosure.editions.state import owner_of
from disclosure.model.county import County
from disclosure.model.registers.adjustment import UNSAID
from disclosure.model.registers.adjustment import Change as Adjustment
from disclosure.write import disk
from disclosure.write.draft import Draft, new_file
from disclosure.write.style import Unwritable

FILE = "catalogues/changes.yml"
KINDS = {NEW: "新增", RETIRED: "停用", GONE: "停用", MERGED: "合并", BACK: "变更", MOVED: "变更"}
KEYS = {code: f.key for code, f in Adjustment.fields.items()}


def filled(site: Path, county: County) -> str:
    """Enters what is missing, the oldest first; returns what was done, in words.  ValueError where that is not possible."""
    past = past_of(site, county)
    if not past:
        return "还没有版本档案，算不出变动。"
    lacking = [entry for entry in reversed(past.ledger) if entry.reason is None]
    if not lacking:
        return "目录的每一处变动都有条目了，没有要写的。"
    try:
        write(site, numbered(lacking, county))
    except Unwritable as fault:
        raise ValueError(str(fault)) from fault
    reasons = "、".join(word for word in Adjustment.fields["reason"].kind.options if word != UNSAID)
    return f"写了 {len(lacking)} 条到 {FILE}，原因留着“{UNSAID}”：请逐条换成实际的原因（{reasons}），写上依据和批准，没有换的 check 会逐条提醒；原来和现在不用写，网站照各版算。"


def numbered(lacking: list[Entry], county: County) -> dict[str, dict[str, Any]]:
    """The records by their ids, which go on from those that there are."""
    last: dict[str, int] = {}
    for id in county.changes:
        if found := re.fullmatch(r"([12]\d{3})-(\d{1,6})", id):
            last[found[1]] = max(last.get(found[1], 0), int(found[2]))
    made = {}
    for entry in lacking:
        year = entry.edition.date[:4]
        last[year] = last.get(year, 0) + 1
        made[f"{year}-{last[year]:02}"] = record(entry, county)
    return made


def record(entry: Entry, county: County) -> dict[str, Any]:
    edition, change, _ = entry
    folder, _, id = owner_of(change.key).partition("/")
    options = Adjustment.fields["elements"].kind.options
    elements = [word for word in options if any(word in (cell.key, cell.title.removeprefix("公开")) for cell in change.cells)]
    there = any(item.number == change.key.rpartition("/")[2] for item in getattr(getattr(county, folder).get(id), "items", ()))
    found: dict[str, Any] = {KEYS["title"]: f"{change.title}{'、'.join(elements)}{change.kind}", KEYS["date"]: edition.date, KEYS["catalogue"]: id}
    if there or change.heir:
        found[KEYS["matters"]] = (change.heir or change.key).partition("/")[2]
    found[KEYS["kind"]] = KINDS.get(change.kind, "变更")
    if elements:
        found[KEYS["elements"]] = elements
    return found | {KEYS["reason"]: UNSAID}


def write(site: Path, records: dict[str, dict[str, Any]]) -> None:
    """Raises Unwritable, OSError."""
    if not (site / FILE).exists():
        disk.replace(site / FILE, None, new_file(records, FILE, "# yaml-language-server: $schema=../.vscode/schemas/changes.schema.json\n").encode())
        return
    draft = Draft.open(site, FILE)
    for id, values in records.items():
        draft.set(None, id, values)
    draft.save()
