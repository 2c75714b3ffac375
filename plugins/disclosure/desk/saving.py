"""From the form into the file: only what the form said, by a patch that is read back; whole or not at all, and noted so that it can be undone."""
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from disclosure.desk.county import ITEMS, Astray, Sight, find, number_of, page_within, place_of, stamped, template_of, within
from disclosure.desk.journal import DONE, UNDONE, Change, Journal, Step
from disclosure.host.preview.county import Preview
from disclosure.mending import edited
from disclosure.model.county import COLLECTIONS
from disclosure.model.fields import Matters, Record
from disclosure.model.matters import NUMBER
from disclosure.read.names import LONGEST_ID, RESERVED
from disclosure.write import disk
from disclosure.write.draft import Draft, new_file, schema_line
from disclosure.write.style import Unwritable

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
DEEPEST, LONGEST = 8, 200_000
"""How deep a value may be nested, and characters of one text."""


class Moved(Exception):
    """The file has been changed elsewhere since the form was opened; `now` is the record as it stands there, None where it is gone."""

    def __init__(self, now: dict | None) -> None:
        super().__init__("这个文件在别处改过了（别的窗口、记事本，或者网盘同步），没有盖掉它")
        self.now = now


class Saving:
    """Everything that writes.  All raise Astray, Unwritable, OSError, and then nothing has changed."""

    def __init__(self, preview: Preview, sight: Sight) -> None:
        self.preview, self.sight, self.site = preview, sight, preview.site
        self.journal = Journal(self.site)

    def save(self, file: str, at: list[str], stamp: str, changes: dict[str, Any]) -> list[str]:
        """Gives keys of a record other values, None takes one away; returns where the record then is.  Raises Moved."""
        template = template_of(file, at)
        check(changes, asked_of(template))
        with self.journal.lock, self.preview.lock:
            self.preview.fresh()
            read = self.sight.read(file, at)
            draft = self.opened(file)
            if stamped(draft.before) != stamp:
                try:
                    now = self.sight.record(file, at)
                except Astray:
                    now = None
                raise Moved(now)
            piece = find(draft, at, read and read.place)
            place = place_of(draft, piece)
            gone = [key for key, value in changes.items() if value is None and piece.find(key)]
            if len(gone) == len(piece.pairs) and not any(value is not None for value in changes.values()):
                raise Unwritable("这一条的字段全空了，没有存。整条不要的，请写“停用”")
            for key, value in sorted(changes.items(), key=lambda pair: pair[1] is None):  # what comes before what goes: a record is never empty
                draft.set(place, key, value)
            self.write(file, draft.before, draft.text.encode(), f"改{told(file, at)}：{'、'.join(changes)}")
            return [ITEMS, number_of(piece)] if at[:1] == [ITEMS] else at

    def add(self, kind: str, file: str, id: str, values: dict[str, Any]) -> tuple[str, list[str]]:
        """A new record: a matter of the catalogue in `file`, or of a kind (the name of its collection) under an id.  Returns where it is."""
        with self.journal.lock, self.preview.lock:
            if kind == "matter":
                return self.add_matter(file, values)
            collection = COLLECTIONS.get(kind)
            if collection is None:
                raise Astray(f"没有“{kind}”这种记录")
            if not collection.only and (not ID.fullmatch(id) or RESERVED.fullmatch(id) or len(id) > LONGEST_ID):
                raise Unwritable(f"代号“{id}”不合规定的样子：用小写字母、数字和短横，以字母或数字开头，例如 shehui-jiuzhu")
            mapping = collection.single_file and not collection.only
            file = f"catalogues/{collection.path}" if collection.single_file else f"catalogues/{collection.path}{id}.yml"
            at = [id] if mapping else []
            values = self.filled(template_of(file, at), values)
            path, label = within(self.site, file), f"新增{collection.noun} {id}".strip()
            if mapping and path.exists():
                draft = self.opened(file)
                if draft.tree.find(id):
                    raise Unwritable(f"已经有“{id}”了，请换一个代号")
                draft.set(None, id, values)
                self.write(file, draft.before, draft.text.encode(), label)
            elif path.exists():
                raise Unwritable(f"已经有“{id}”了，请换一个代号")
            else:
                text = new_file({id: values} if mapping else values, file, schema_line(self.site, file))
                Draft(path, file, text.encode())  # what cannot be read is not written
                self.write(file, None, text.encode(), label)
            return file, at

    def add_matter(self, file: str, values: dict[str, Any]) -> tuple[str, list[str]]:
        template = template_of(file, [ITEMS, ""])
        values = self.filled(template, values)
        number = values.get("编号") or values.get("参照", "").replace("/", "-")
        if not isinstance(number, str) or (values.get("编号") and not re.fullmatch(NUMBER.pattern, number)) or not number:
            raise Unwritable(f"事项要有编号：{NUMBER.form}")
        draft = self.opened(file)
        there = draft.value(None, ITEMS) or []
        if any(isinstance(one, dict) and str(one.get("编号", "")).lower() == number.lower() for one in there):
            raise Unwritable(f"编号“{number}”已经用过了，请换一个；停用的事项的编号也不能再用")
        draft.insert(None, ITEMS, len(there) if isinstance(there, list) else 1, values)
        self.write(file, draft.before, draft.text.encode(), f"新增事项 {number}")
        return file, [ITEMS, number]

    def filled(self, template: type[Record], values: dict[str, Any]) -> dict[str, Any]:
        """What a new record says, in the order of the declarations."""
        check(values, asked_of(template))
        values = {f.key: values[f.key] for f in template.fields.values() if values.get(f.key) is not None}
        if not values:
            raise Unwritable("表单是空的，没有存")
        return values

    def mend(self, file: str, finding: dict[str, Any]) -> None:
        """Does what a finding advises, where exactly what it saw still stands there."""
        within(self.site, file)
        with self.journal.lock, self.preview.lock:
            told = (finding.get("code"), finding.get("line"), finding.get("column"), finding.get("message"))
            found = next((f for f in self.preview.findings if f.place.file == file and f.advice and (f.rule.code, f.place.line, f.place.column, f.message) == told), None)
            before = (self.site / file).read_bytes()
            after = edited(before, found.advice.edits) if found and file.startswith("catalogues/") else None
            if after is None:
                raise Unwritable("文件已经与检查时的不一样，没有改。请等检查做完再按")
            self.write(file, before, after, f"照 {found.rule.code} 的改法改{PurePosixPath(file).name}")

    def turn(self, back: bool) -> str:
        """Undoes the last change, or does again what was undone last; returns which file that was."""
        journal, ending = self.journal, DONE if back else UNDONE
        with journal.lock, self.preview.lock:
            while (number := journal.last() if back else journal.next()) is not None:
                change = journal.read(number, ending)
                if change is None:  # noted by halves: the file itself had not been touched
                    journal.path(number, ending).unlink()
                    continue
                if self.moved(change.steps, back):
                    journal.turn(number, ending)
                    self.preview.fresh()
                    return change.where
                journal.turn(number, ending)  # the machine died between the note and the files
        raise Unwritable("没有可以撤销的了" if back else "没有可以重做的了")

    # -- inside --------------------------------------------------------------------------------
    def rooted(self, file: str) -> list[str]:
        """The place that a file must have to be one of records."""
        collection = COLLECTIONS.get(PurePosixPath(file).parts[1].removesuffix(".yml")) if len(PurePosixPath(file).parts) > 1 else None
        return ["x"] if collection and collection.single_file and not collection.only else []

    def opened(self, file: str) -> Draft:
        within(self.site, file)
        return Draft.open(self.site, file)

    def write(self, file: str, before: bytes | None, after: bytes, label: str) -> None:
        """Notes a change of a file and makes it."""
        self.write_all([Step(file, before, after)], label)

    def write_all(self, steps: Iterable[Step], label: str) -> None:
        """Notes a change of several files and makes it: all of them, or none."""
        steps = tuple(step for step in steps if step.before != step.after)
        if not steps:
            return
        number = self.journal.note(Change(label, steps))
        try:
            self.moved(steps, False)
        except BaseException:
            self.journal.forget(number)
            raise
        self.preview.fresh()

    def moved(self, steps: tuple[Step, ...], back: bool) -> bool:
        """Gives all files what they had before, or after; False where they have it.  Where one cannot be written those before it are put back.

        Raises Unwritable where one of them is neither.
        """
        waiting = []
        for step in steps:
            path = self.place(step.file)
            now = path.read_bytes() if path.exists() else None
            was, wanted = (step.after, step.before) if back else (step.before, step.after)
            if now != wanted and now != was:
                raise Unwritable(f"{step.file} 后来在别处又改过，{'退回去' if back else '写下去'}会丢掉那些改动，没有动它。请在表单里改")
            if now != wanted:
                waiting.append((path, was, wanted))
        done = []
        try:
            for path, was, wanted in waiting:
                put(path, was, wanted)
                done.append((path, was, wanted))
        except BaseException:
            for path, was, wanted in reversed(done):
                put(path, wanted, was)
            raise
        return bool(waiting)

    def place(self, file: str) -> Path:
        """Where a file lies.  Raises Astray for what is neither one of records nor a hand-written page."""
        if file.startswith("content/"):
            return page_within(self.site, file)
        template_of(file, self.rooted(file))
        return within(self.site, file)


def put(path: Path, was: bytes | None, wanted: bytes | None) -> None:
    """Gives a file other bytes, where it still has those; None: it is not there."""
    if wanted is None:
        path.unlink()
    else:
        disk.replace(path, was, wanted)


def asked_of(template: type[Record]) -> set[str]:
    """The keys that a form of this class gives: of matters each has its own."""
    return {f.key for f in template.fields.values() if not isinstance(f.kind, Matters)}


def check(values: dict[str, Any], keys: set[str]) -> None:
    """Whether what came from the browser can be a record's values.  Raises Unwritable."""
    if strange := sorted(set(values) - keys):
        raise Unwritable(f"没有字段“{strange[0]}”，没有存")
    for key, value in values.items():
        if value is not None and not sound(value):
            raise Unwritable(f"“{key}”的值写不进去，没有存：太长，或者层次太多")


def sound(value: Any, depth: int = 0) -> bool:
    """Whether a value is texts, lists and mappings that are not too large."""
    if isinstance(value, str):
        return len(value) <= LONGEST and not any("\ud800" <= c <= "\udfff" for c in value)
    if depth >= DEEPEST:
        return False
    if isinstance(value, list):
        return all(sound(one, depth + 1) for one in value)
    return isinstance(value, dict) and all(isinstance(key, str) and sound(one, depth + 1) for key, one in value.items())


def told(file: str, at: list[str]) -> str:
    return f"事项 {at[1]}" if len(at) == 2 else f" {at[0]}" if at else f" {PurePosixPath(file).stem}"
