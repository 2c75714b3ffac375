"""What a form would make of its file: the bytes before and after, by a patch that is read back.  Nothing is written here; saving.py writes it, trial.py tries it."""
import re
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from disclosure.desk import handwritten
from disclosure.desk.county import Sight, place_of, stamped
from disclosure.desk.pieces import find, number_of
from disclosure.desk.places import ITEMS, Astray, is_page, template_of, within
from disclosure.model.county import COLLECTIONS
from disclosure.model.fields import Matters, Record
from disclosure.model.matters import NUMBER
from disclosure.read.names import LONGEST_ID, RESERVED
from disclosure.write.draft import Draft, new_file, schema_line
from disclosure.write.order import Order
from disclosure.write.style import Unwritable

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
DEEPEST, LONGEST = 8, 200_000
"""How deep a value may be nested, and characters of one text."""


class Moved(Exception):
    """The file has been changed elsewhere since the form was opened; `now` is the record as it stands there, None where it is gone."""

    def __init__(self, now: dict | None) -> None:
        super().__init__("这个文件在别处改过了（别的窗口、记事本，或者网盘同步），没有盖掉它")
        self.now = now


class Made(NamedTuple):
    """A file before and after, None where there is none; where in it the record then is, and what was done, in Chinese."""

    file: str
    at: list[str]
    before: bytes | None
    after: bytes | None
    label: str


class Making:
    """All raise Astray, Unwritable, OSError."""

    def __init__(self, sight: Sight) -> None:
        self.sight, self.site = sight, sight.site

    # -- a record that is there ------------------------------------------------------------------
    def changed(self, file: str, at: list[str], stamp: str, changes: dict[str, Any]) -> Made:
        """Keys of a record with other values, None takes one away.  Raises Moved."""
        if is_page(file):
            return self.page(file, stamp, changes)
        template = template_of(file, at)
        check(changes, asked_of(template))
        draft = self.draft(file, at, stamp)
        piece = self.piece(draft, at)
        place = place_of(draft, piece)
        gone = [key for key, value in changes.items() if value is None and piece.find(key)]
        if len(gone) == len(piece.pairs) and not any(value is not None for value in changes.values()):
            raise Unwritable("这一条的字段全空了，没有存。整条不要的，请写“停用”")
        for key, value in sorted(changes.items(), key=lambda pair: pair[1] is None):  # what comes before what goes: a record is never empty
            draft.set(place, key, value)
        there = [ITEMS, number_of(piece)] if at[:1] == [ITEMS] else at
        return Made(file, there, draft.before, draft.text.encode(), f"改{called(file, at)}：{'、'.join(changes)}")

    def page(self, file: str, stamp: str, changes: dict[str, Any]) -> Made:
        check(changes, asked_of(handwritten.Page))
        before = within(self.site, file).read_bytes()
        if stamped(before) != stamp:
            raise Moved(self.now(file, []))
        return Made(file, [], before, handwritten.Sheet(before).changed(changes), f"改网页 {PurePosixPath(file).name}：{'、'.join(changes)}")

    def removed(self, file: str, at: list[str], stamp: str) -> Made:
        """Without a record: of a file that holds only this one without the file.  Raises Moved."""
        if is_page(file):
            before = within(self.site, file).read_bytes()
            if stamped(before) != stamp:
                raise Moved(self.now(file, at))
            return Made(file, [], before, None, f"删去网页 {PurePosixPath(file).name}")
        template_of(file, at)
        draft = self.draft(file, at, stamp)
        piece = self.piece(draft, at)
        if at[:1] == [ITEMS]:
            draft.take_out(place_of(draft, piece))
        elif at:
            draft.remove(None, at[0])
        else:
            if file.removeprefix("catalogues/").removesuffix(".yml") in ("county", *(name for name, one in COLLECTIONS.items() if one.single_file)):
                raise Unwritable("这个文件是全县都要用的，不能整个删去")
            return Made(file, [], draft.before, None, f"删去{called(file, at)}")
        return Made(file, [], draft.before, draft.text.encode(), f"删去{called(file, at)}")

    # -- a new one -------------------------------------------------------------------------------
    def added(self, kind: str, file: str, id: str, values: dict[str, Any]) -> Made:
        """A new record: a matter of the catalogue in `file`, a hand-written page, or of a kind (the name of its collection) under an id."""
        if kind == "matter":
            return self.matter(file, values)
        if kind != "pages" and kind not in COLLECTIONS:
            raise Astray(f"没有“{kind}”这种记录")
        collection = COLLECTIONS.get(kind)
        if (collection is None or not collection.only) and (not ID.fullmatch(id) or RESERVED.fullmatch(id) or len(id) > LONGEST_ID):
            raise Unwritable(f"代号“{id}”不合规定的样子：用小写字母、数字和短横，以字母或数字开头，例如 shehui-jiuzhu")
        if collection is None:
            file = f"content/{id}.md"
            values = self.filled(handwritten.Page, values)
            if within(self.site, file).exists():
                raise Unwritable(f"已经有“{id}”了，请换一个代号")
            return Made(file, [], None, handwritten.new(values), f"新增网页 {id}")
        mapping = collection.single_file and not collection.only
        file = f"catalogues/{collection.path}" if collection.single_file else f"catalogues/{collection.path}{id}.yml"
        at = [id] if mapping else []
        values = self.filled(template_of(file, at), values)
        path, label = within(self.site, file), f"新增{collection.noun} {id}".strip()
        if mapping and path.exists():
            draft = Draft.open(self.site, file)
            if draft.tree.find(id):
                raise Unwritable(f"已经有“{id}”了，请换一个代号")
            draft.set(None, id, values)
            return Made(file, at, draft.before, draft.text.encode(), label)
        if path.exists():
            raise Unwritable(f"已经有“{id}”了，请换一个代号")
        text = new_file({id: values} if mapping else values, file, schema_line(self.site, file))
        Draft(path, file, text.encode())  # what cannot be read is not written
        return Made(file, at, None, text.encode(), label)

    def matter(self, file: str, values: dict[str, Any]) -> Made:
        values = self.filled(template_of(file, [ITEMS, ""]), values)
        number = values.get("编号") or values.get("参照", "").replace("/", "-")
        if not isinstance(number, str) or (values.get("编号") and not re.fullmatch(NUMBER.pattern, number)) or not number:
            raise Unwritable(f"事项要有编号：{NUMBER.form}")
        within(self.site, file)
        draft = Draft.open(self.site, file)
        there = draft.value(None, ITEMS) or []
        if any(isinstance(one, dict) and str(one.get("编号", "")).lower() == number.lower() for one in there):
            raise Unwritable(f"编号“{number}”已经用过了，请换一个；停用的事项的编号也不能再用")
        entries = there if isinstance(there, list) else [there]
        order = Order([((str(one.get("一级事项", "")),), str(one.get("编号", ""))) if isinstance(one, dict) else (("",), "") for one in entries])
        draft.insert(None, ITEMS, order.take((str(values.get("一级事项", "")),), number), values)
        return Made(file, [ITEMS, number], draft.before, draft.text.encode(), f"新增事项 {number}")

    def filled(self, template: type[Record], values: dict[str, Any]) -> dict[str, Any]:
        """What a new record says, in the order of the declarations."""
        check(values, asked_of(template))
        values = {f.key: values[f.key] for f in template.fields.values() if values.get(f.key) is not None}
        if not values:
            raise Unwritable("表单是空的，没有存")
        return values

    # -- inside ----------------------------------------------------------------------------------
    def draft(self, file: str, at: list[str], stamp: str) -> Draft:
        """The file that a form was made from.  Raises Moved."""
        within(self.site, file)
        draft = Draft.open(self.site, file)
        if stamped(draft.before) != stamp:
            raise Moved(self.now(file, at))
        return draft

    def piece(self, draft: Draft, at: list[str]):
        read = self.sight.read(draft.file, at)
        return find(draft, at, read and read.place)

    def now(self, file: str, at: list[str]) -> dict | None:
        try:
            return self.sight.record(file, at)
        except Astray:
            return None


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


def called(file: str, at: list[str]) -> str:
    """A record in the label of a change."""
    return f"事项 {at[1]}" if len(at) == 2 else f" {at[0]}" if at else f" {PurePosixPath(file).stem}"
