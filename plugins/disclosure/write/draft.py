"""One file of the county, being changed: `Draft.open`, some changes, `save`.

A record is named by its place, as records, findings and matters know it (`record.place`): the place that it had when the file was
opened, whatever has been changed since.  None is the file's own record, or of units.yml the mapping of ids.  Values are texts, lists
and mappings, as YAML would hold them; a key that is new comes where the format declares it.
"""
from pathlib import Path
from typing import Any

from disclosure.model.county import COLLECTIONS, County
from disclosure.model.finding import Rule
from disclosure.model.place import Place, Span
from disclosure.read import faults
from disclosure.read.files import open_plain
from disclosure.read.mend import parse
from disclosure.read.nodes import Mapping, Node
from disclosure.read.text import MAX_BYTES, decoded
from disclosure.write import disk, tree
from disclosure.write.patches import Patches
from disclosure.write.source import Source
from disclosure.write.style import Style, Unwritable
from disclosure.write.tree import Entry, Fields, Many, Pair, Template

HARMLESS = {faults.CHARACTER, faults.LOOKALIKE}
"""What may be wrong with a text that is patched: it does not change what stands where."""


class Draft:
    """A file and what it is to say.  Nothing is written before `save`.

    Every change raises KeyError where there is no such record, key or entry, TypeError for a value that is not text, a list or a
    mapping, Unwritable where it cannot be made in this file.
    """

    def __init__(self, path: Path, file: str, data: bytes) -> None:
        """`file`: the path below the county's folder, which says what kind of record it holds.  Raises Unwritable."""
        self.path, self.file, self.before = path, file, data
        self.root = node = self.read(data)
        self.source = Source(data.decode("utf-8"), node)
        self.tree: Fields = tree.read(node, *templates(file))
        self.patches = Patches(self.source, Style(node))
        self.records: dict[tuple[int, int], tuple[Fields, Many | Fields | None]] = {}
        """Every mapping by the place of its first key, and what it stands in."""
        self.index()

    @classmethod
    def open(cls, folder: Path, file: str) -> "Draft":
        """The file at `folder/file`, e.g. (county's folder, "catalogues/domains/shehui-jiuzhu.yml").  Raises Unwritable, OSError."""
        path = folder / file
        with open_plain(path, follow=False) as handle:
            return cls(path, file, handle.read(MAX_BYTES + 1) or b"")

    # -- changes -------------------------------------------------------------------------------
    def value(self, place: Place | None, key: str) -> Any:
        """What a key of a record says now; None where it is not there."""
        pair = self.record(place).find(key)
        return tree.plain(pair.value) if pair else None

    def set(self, place: Place | None, key: str, value: Any) -> None:
        """Gives a key of a record a value; one that is there keeps what it shares with it.  None or an empty value takes the key away."""
        record = self.record(place)
        pair = record.find(key)
        if tree.absent(value):
            if pair is not None:
                self.remove(place, key)
        elif pair is not None:
            pair.value = tree.become(pair.value, value)
        else:
            template = tree.below(record.template, key) if record is not self.tree else self.inside or tree.below(record.template, key)
            record.pairs.insert(position(record, key), Pair(key, tree.fresh(value, template)))

    def remove(self, place: Place | None, key: str) -> None:
        """Takes a key and its value away."""
        record = self.record(place)
        pair = record.find(key)
        if pair is None:
            raise KeyError(key)
        if len(record.pairs) == 1:
            raise Unwritable(f"“{key}”是这一项唯一的字段，去掉它就什么也没有了；整项不要的，请删去整项")
        record.pairs.remove(pair)

    def insert(self, place: Place | None, key: str, number: int, value: Any) -> None:
        """Puts an entry into a list, before the one that has this number, from 0.  A single text becomes a list; a list that is not there is made."""
        record = self.record(place)
        if (pair := record.find(key)) is None or tree.absent(tree.plain(pair.value)):
            self.set(place, key, [value])
            return
        if not isinstance(pair.value, Many):
            pair.value = tree.fresh([tree.plain(pair.value)], tree.below(record.template, key))
            pair.value.key = key
        pair.value.entries.insert(number, Entry(tree.fresh(value, pair.value.template)))

    def replace(self, place: Place | None, key: str, number: int, value: Any) -> None:
        """Gives an entry of a list another value."""
        entry = self.entries(place, key)[number]
        entry.value = tree.become(entry.value, value)

    def drop(self, place: Place | None, key: str, number: int) -> None:
        """Takes an entry of a list away; with the last one the key."""
        entries = self.entries(place, key)
        if len(entries) == 1 and number in (0, -1):
            self.remove(place, key)
        else:
            del entries[number]

    def move(self, place: Place | None, key: str, number: int, to: int) -> None:
        """Moves an entry of a list; it has the number `to` afterwards."""
        entries = self.entries(place, key)
        entries.insert(to, entries.pop(number))

    def add_after(self, place: Place, value: Any) -> None:
        """Puts a record into the list where another stands, right behind it and what was put there before."""
        record, around = self.stand(place)
        number = next(n for n, entry in enumerate(around.entries) if entry.value is record) + 1
        while number < len(around.entries) and around.entries[number].was is None:
            number += 1
        around.entries.insert(number, Entry(tree.fresh(value, around.template)))

    def take_out(self, place: Place) -> None:
        """Takes a record out of the list where it stands."""
        record, around = self.stand(place)
        if len(around.entries) == 1:
            raise Unwritable("列表里只有这一项，去掉它列表就空了；不要整个列表的，请去掉那个字段")
        around.entries[:] = [entry for entry in around.entries if entry.value is not record]

    # -- the result ----------------------------------------------------------------------------
    @property
    def text(self) -> str:
        """The whole file as it is to be, with its own line ends and byte order mark.  Raises Unwritable where the reader would read something else in it."""
        new = self.source.patched(self.patches.whole(self.tree))
        if new != self.source.typed and tree.told(tree.read(self.read(new.encode()))) != tree.told(self.tree):
            raise Unwritable(f"{self.file} 改好以后读出来的与要写的不一样，没有改动它。请把这个文件发给维护人员")
        return new

    @property
    def values(self) -> dict:
        """What the file is to say."""
        return tree.plain(self.tree)

    def save(self) -> bool:
        """Writes the file, whole or not at all; False where nothing has changed.

        Raises Unwritable where somebody else has changed it since it was opened, OSError.
        """
        new = self.text.encode()
        if new == self.before:
            return False
        disk.replace(self.path, self.before, new)
        self.before = new
        return True

    # -- inside --------------------------------------------------------------------------------
    def read(self, data: bytes) -> Mapping:
        """The root of a text that can be read without a guess.  Raises Unwritable."""
        wrong: list[tuple[int, str]] = []

        def report(rule: Rule, span: Span, message: str, hint: str) -> None:
            if rule not in HARMLESS:
                wrong.append((span[0], message))
        text = decoded(data, report, len(data))
        root: Node | None = None
        if text is not None and not wrong:
            root, _ = parse(text, report)
        if wrong:
            raise Unwritable(f"{self.file}:{wrong[0][0]} {wrong[0][1]}。请先运行 python build.py check，把这个文件的写法改好")
        if not isinstance(root, Mapping) or not root.pairs:
            raise Unwritable(f"{self.file} 里没有“字段: 值”，没有什么可改")
        return root

    def index(self) -> None:
        stack: list[tuple[tree.Piece, Many | Fields | None]] = [(self.tree, None)]
        while stack:
            piece, around = stack.pop()
            if isinstance(piece, Fields):
                if piece.was.pairs:
                    self.records[piece.was.pairs[0][0].span[:2]] = piece, around
                stack += [(pair.value, piece) for pair in piece.pairs]
            elif isinstance(piece, Many):
                stack += [(entry.value, piece) for entry in piece.entries]

    def record(self, place: Place | None) -> Fields:
        return self.tree if place is None else self.found(place)[0]

    def found(self, place: Place) -> tuple[Fields, Many | Fields | None]:
        if place.file != self.file or (found := self.records.get((place.line, place.column))) is None:
            raise KeyError(str(place))
        return found

    def stand(self, place: Place) -> tuple[Fields, Many]:
        record, around = self.found(place)
        if not isinstance(around, Many):
            raise KeyError(f"{place} is in no list")
        return record, around

    def entries(self, place: Place | None, key: str) -> list[Entry]:
        pair = self.record(place).find(key)
        if pair is None or not isinstance(pair.value, Many):
            raise KeyError(key)
        return pair.value.entries

    @property
    def inside(self) -> Template:
        return templates(self.file)[1]


def templates(file: str) -> tuple[Template, Template]:
    """The class of a file's own record, and of those below its ids, where it holds many."""
    name = file.removeprefix("catalogues/").removesuffix(".yml").partition("/")[0]
    collection = COLLECTIONS.get(name)
    if collection is None:
        return (County, None) if name == "county" else (None, None)
    return (None, collection.template) if collection.single_file and not collection.only else (collection.template, None)


def position(record: Fields, key: str) -> int:
    """Where a new key comes: behind those that the format declares before it; at the end where it declares none."""
    order = [f.key for f in record.template.fields.values()] if record.template else []
    if key not in order:
        return len(record.pairs)
    rank = order.index(key)
    before = [n for n, pair in enumerate(record.pairs) if pair.key in order and order.index(pair.key) < rank]
    if not before:
        return 0
    nearest = max(before, key=lambda n: (order.index(record.pairs[n].key), n))
    return nearest + 1


def new_file(values: dict, file: str, lead: str = "") -> str:
    """The text of a file that does not exist yet: `lead`, then its record, as a careful hand would write it."""
    piece = tree.fresh(values, templates(file)[0])
    return lead + "\n".join(Style(None).pairs(piece, 0)) + "\n"


def schema_line(folder: Path, file: str) -> str:
    """The first line of a new file, by which editors find the schema of its kind; "" where the county's folder has none."""
    _, name, *rest = file.removesuffix(".yml").split("/")
    schema = f".vscode/schemas/{name}.schema.json"
    return f"# yaml-language-server: $schema={'../' * (1 + len(rest))}{schema}\n" if (folder / schema).exists() else ""
