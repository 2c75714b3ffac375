"""The county as the desk shows it: every record by kind, and one with its values, what it takes over, and what is wrong with it."""
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from disclosure.desk.beside import listed
from disclosure.desk.following import followers, sentence
from disclosure.desk.handwritten import TEXT, Sheet
from disclosure.desk.handwritten import title_of as page_title
from disclosure.desk.pieces import find, number_of
from disclosure.desk.places import COUNTY, ITEMS, Astray, is_page, items_of, template_of, within
from disclosure.desk.words import plainly, shown
from disclosure.host.preview.county import Preview
from disclosure.model import fields as k
from disclosure.model.county import CATALOGUES, COLLECTIONS, LEVELS, County
from disclosure.model.matters import NEVER_INHERITED, Item
from disclosure.model.people import Unit
from disclosure.model.place import Place
from disclosure.model.waiting import within as waiting_in
from disclosure.read.names import ignored
from disclosure.render.cells import text_of, title_of
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable
from disclosure.write.tree import Fields, Many, Text, plain

NO_NUMBER = ("number",)


def stamped(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def place_of(draft: Draft, piece: Fields) -> Place | None:
    """By which a draft is told which record is meant."""
    if piece is draft.tree:
        return None
    line, column = piece.was.pairs[0][0].span[:2]
    return Place(draft.file, line, column, line, column)


class Sight:
    """What can be seen of the county.  `preview` keeps it read."""

    def __init__(self, preview: Preview) -> None:
        self.preview, self.site = preview, preview.site
        self.known: tuple[object, list[dict]] = (None, [])

    @property
    def county(self) -> County | None:
        """As it was when it was last without errors."""
        reading = self.preview.reading
        return reading.county if reading else None

    # -- the list ------------------------------------------------------------------------------
    def kinds(self) -> list[dict]:
        """Every kind with its records: where each stands, what it is called and its initials."""
        with self.preview.lock:
            self.preview.fresh()
            key = (self.preview.edition, tuple(sorted(self.preview.since)))
            if self.known[0] != key:
                self.known = key, list(self.listed())
            return self.known[1]

    def listed(self) -> Iterator[dict]:
        rows: dict[str, list[dict]] = {"matters": []}
        for file in self.files():
            name = file.split("/")[1].removesuffix(".yml")
            for one in self.rows(file):
                rows.setdefault("matters" if one["at"][:1] == [ITEMS] else name, []).append(one)
        yield {"name": "matters", "noun": "公开事项", "rows": rows["matters"], "new": "matter"}
        for name, collection in COLLECTIONS.items():
            new = "" if collection.only and rows.get(name) else collection.name
            yield {"name": name, "noun": collection.noun, "rows": rows.get(name, []), "new": new, "matters": items_of(collection.template) is not None,
                   "form": collection.template.__name__, "only": collection.only}
        yield {"name": "pages", "noun": "手写网页", "rows": [*self.pages()], "new": "pages", "form": "Page"}
        yield {"name": "county", "noun": "全县设置", "rows": rows.get("county", []), "new": ""}

    def files(self) -> Iterator[str]:
        """Every file of records, in order."""
        if (self.site / COUNTY).is_file():
            yield COUNTY
        for collection in COLLECTIONS.values():
            if collection.single_file:
                if (self.site / "catalogues" / collection.path).is_file():
                    yield f"catalogues/{collection.path}"
            else:
                folder = self.site / "catalogues" / collection.name
                names = sorted(path.name for path in folder.glob("*.yml") if path.is_file() and not ignored(path.name))
                yield from (f"catalogues/{collection.path}{name}" for name in names)

    def pages(self) -> Iterator[dict]:
        """The hand-written pages."""
        content = self.site / "content"
        for path in sorted(content.rglob("*.md")):
            file = f"content/{path.relative_to(content).as_posix()}"
            if is_page(file) and path.is_file() and not path.is_symlink():
                yield row(file, [], page_title(path.read_text(encoding="utf-8", errors="replace"), file), file.removeprefix("content/"))

    def rows(self, file: str) -> Iterator[dict]:
        """The records of a file: as they were read, or where it has changed since and has errors, as it says."""
        name = file.split("/")[1].removesuffix(".yml")
        collection, county = COLLECTIONS.get(name), self.county
        if county is None or str(self.site / file) in self.preview.since:
            yield from self.raw(file)
        elif collection is None:
            yield row(file, [], county.name, "county.yml")
        else:
            single = collection.single_file and not collection.only
            for id, record in getattr(county, name).items():
                if record.place.file == file:
                    yield row(file, [id] if single else [], title_of(record), id)
                    yield from (row(file, [ITEMS, one.id], one.full_name, f"{title_of(record)} {one.id}") for one in getattr(record, "items", ())
                                if one.spans and one.place.file == file)

    def raw(self, file: str) -> Iterator[dict]:
        name = file.split("/")[1].removesuffix(".yml")
        collection = COLLECTIONS.get(name)
        single = collection is not None and collection.single_file and not collection.only
        try:
            draft = Draft.open(self.site, file)
        except (Unwritable, OSError):  # it cannot be read at all: opening it says why
            return (yield row(file, [name] if single else [], PurePosixPath(file).name, "读不出来"))
        for pair in draft.tree.pairs if single else ():
            if isinstance(pair.value, Fields):
                yield row(file, [pair.key], called(pair.value, collection.template) or pair.key, pair.key)
        if single:
            return
        own = called(draft.tree, collection.template if collection else County) or PurePosixPath(file).stem
        yield row(file, [], own, PurePosixPath(file).stem)
        pair = draft.tree.find(ITEMS)
        for entry in pair.value.entries if pair and isinstance(pair.value, Many) else ():
            if isinstance(entry.value, Fields) and number_of(entry.value):
                number = number_of(entry.value)
                yield row(file, [ITEMS, number], called_whole(entry.value) or number, f"{own} {number}")

    # -- one record ----------------------------------------------------------------------------
    def record(self, file: str, at: list[str]) -> dict:
        """A record with all that its form shows.  Raises Astray, Unwritable, OSError."""
        if is_page(file):
            return self.page(file)
        template = template_of(file, at)
        within(self.site, file)
        with self.preview.lock:
            self.preview.fresh()
            read = self.read(file, at)
            draft = Draft.open(self.site, file)
            piece = find(draft, at, read and read.place)
            values = plain(piece)
            values = {key: value for key, value in values.items() if not (key == ITEMS and items_of(template))}
            title = (read.full_name if isinstance(read, Item) else title_of(read)) if read else called(piece, template) or (at or [PurePosixPath(file).stem])[-1]
            return {"file": file, "at": at, "form": template.__name__, "stamp": stamped(draft.before), "values": values, "title": title,
                    "address": getattr(read, "address", "") or "", "inherited": self.inherited(draft, piece, read), "waits": self.waits(read),
                    "follow": sentence(followers(self.county, read)) if isinstance(read, Item) and self.county is not None else ""}

    def waits(self, read: k.Record | None) -> str:
        """From which day on a record is published, where that is after the edition's; "" for one that has its page."""
        as_of = self.county.as_of if self.county is not None else None
        found = next(waiting_in(read, as_of), None) if read is not None and as_of is not None else None
        return str(found.day) if found is not None and found.record is read else ""

    def page(self, file: str) -> dict:
        """A hand-written page, likewise.  Raises Astray, Unwritable, OSError."""
        data = within(self.site, file).read_bytes()
        values = Sheet(data).values()
        address = file.removeprefix("content/").removesuffix(".md") + ".html"
        return {"file": file, "at": [], "form": "Page", "stamp": stamped(data), "values": values, "title": page_title(values[TEXT], file), "address": address, "inherited": {}}

    def blank(self, file: str, at: list[str]) -> dict:
        """What the form of a new record starts with; of a matter the number that is free, and what the catalogue's 默认 gives."""
        template = template_of(file, at)
        told = {"file": file, "at": at, "form": template.__name__, "stamp": "", "values": {}, "title": "", "address": "", "inherited": {}}
        if at[:1] == [ITEMS]:
            draft = Draft.open(self.site, file)
            told["inherited"] = {key: {"text": self.named(template, key, value), "value": value, "source": "本目录的“默认”"} for key, value in default_of(draft).items()}
            told["values"] = {"编号": free(draft), **group_of(draft)}
        return told

    def named(self, template: type[k.Record], key: str, value: object) -> str:
        """A value of the file as one reads it: records by their names."""
        kind = next((f.kind for f in template.fields.values() if f.key == key), None)
        there = getattr(self.county, kind.to, {}) if isinstance(kind, k.Reference) and self.county is not None else {}
        some = value if isinstance(value, list) else [value]
        if there and all(isinstance(one, str) for one in some):
            return "、".join(getattr(there[one], "label", None) or title_of(there[one]) if one in there else one for one in some)
        return shown(value)

    def read(self, file: str, at: list[str]) -> k.Record | None:
        """The record as it was last read without errors."""
        county, name = self.county, file.split("/")[1].removesuffix(".yml")
        if is_page(file):
            return None
        if county is None or name == "county":
            return county
        record = next((one for one in getattr(county, name).values() if one.place.file == file and (len(at) != 1 or one.id == at[0])), None)
        if record is not None and len(at) == 2:
            return next((one for one in record.items if one.id == at[1] and one.spans), None)
        return record

    def inherited(self, draft: Draft, piece: Fields, read: k.Record | None) -> dict:
        """What holds although it is not written here, by key, with where it comes from."""
        if not isinstance(read, Item):
            return {}
        default, found = default_of(draft), {}
        for code, f in read.fields.items():
            value = getattr(read, code)
            if value in (None, ()) or piece.find(f.key) is not None or code in read.spans:
                continue
            origin = read.origin
            if origin is not None and code not in NEVER_INHERITED + NO_NUMBER and getattr(origin, code, None) not in (None, ()):
                source = f"沿用 {origin.code}"
            else:
                source = "本目录的“默认”" if f.key in default else "程序"
            found[f.key] = {"text": text_of(f.kind, value), "value": default[f.key] if source.startswith("本目录") else plainly(value), "source": source}
        return found

    # -- findings ------------------------------------------------------------------------------
    def findings(self, file: str, at: list[str]) -> dict:
        """What the last check found about a record, by the key of the field; `waiting` where that check saw an older file."""
        preview = self.preview
        read = self.read(file, at)
        try:
            data = within(self.site, file).read_bytes()
        except (OSError, Astray):
            data = b""
        return {"findings": listed(preview.findings, file, at, data, read and read.place), "waiting": preview.judged != preview.edition}

    # -- choices -------------------------------------------------------------------------------
    def choices(self) -> dict:
        """What may be referred to, by collection, and the county's own words."""
        with self.preview.lock:
            county = self.county
            if county is None:
                return {"words": {"levels": [*LEVELS, "村级"], "channels": []}}
            found = {name: [option(id, title_of(one), one) for id, one in getattr(county, name).items()] for name in COLLECTIONS}
            found["catalogues"] = [one for name in CATALOGUES for one in found[name]]
            found["matters"] = [option(one.code, one.full_name, one, title_of(owner)) for name in ("domains", "village-standard") for owner in getattr(county, name).values() for one in owner.items]
            from disclosure.read.law import channels
            found["words"] = {"levels": [*(county.levels or LEVELS), "村级"], "channels": list(county.channels) or [one.name for one in channels()]}
            return found | {"as_of": str(county.as_of)}


def default_of(draft: Draft) -> dict:
    pair = draft.tree.find("默认")
    return plain(pair.value) if pair and isinstance(pair.value, Fields) else {}


def group_of(draft: Draft) -> dict:
    """The 一级事项 of the last matter: the number that is free goes on from that one's."""
    pair = draft.tree.find(ITEMS)
    last = pair.value.entries[-1].value if pair and isinstance(pair.value, Many) and pair.value.entries else None
    group = last.find("一级事项") if isinstance(last, Fields) else None
    return {"一级事项": group.value.text} if group and isinstance(group.value, Text) else {}


def free(draft: Draft) -> str:
    """The number behind the last matter's."""
    pair = draft.tree.find(ITEMS)
    taken = [number_of(e.value) for e in pair.value.entries if isinstance(e.value, Fields)] if pair and isinstance(pair.value, Many) else []
    head, point, last = (taken[-1] if taken else "1.0").rpartition(".")
    number = int(last) if last.isdigit() and last.isascii() else 0
    while f"{head}{point}{number}" in taken or not number:
        number += 1
    return f"{head}{point}{number}"


def called(piece: Fields, template: type[k.Record]) -> str:
    """What a record says it is called."""
    for code in (*template.naming, "name", "title"):
        pair = piece.find(template.fields[code].key) if code in template.fields else None
        if pair and isinstance(pair.value, Text):
            return pair.value.text
    return ""


def called_whole(piece: Fields) -> str:
    """What a matter says it is called, with its group, as Item.full_name has it."""
    name, group = called(piece, Item), piece.find("一级事项")
    above = group.value.text if group and isinstance(group.value, Text) else ""
    return name if not above or not name or above in name else f"{above} {name}"


def row(file: str, at: list[str], title: str, sub: str) -> dict:
    return {"file": file, "at": at, "title": title, "sub": sub, "sounds": sounds(title)}


def option(id: str, title: str, record: k.Record, owner: str = "") -> dict:
    """One that may be referred to.  `also`: what else people call it or look for in it; `unit`, `sub`: to whom it belongs, and how that is called; `owner`: the catalogue that it is in."""
    unit = getattr(record, "unit", None)
    unit = unit if isinstance(unit, Unit) else None
    return {"id": id, "title": title, "sounds": sounds(title), "also": " ".join(dict.fromkeys(also(record, unit))), "unit": unit.id if unit else "", "sub": unit.label if unit else owner}


def also(record: k.Record, unit: Unit | None) -> Iterator[str]:
    """Other names, keywords, what its matters are called, and the names of its unit."""
    yield from record.names
    for one in (record, *getattr(record, "items", ())):
        yield from getattr(one, "keywords", None) or ()
    yield from (one.full_name for one in getattr(record, "items", ()))
    if unit is not None:
        yield from unit.names


@lru_cache(maxsize=1 << 16)
def sounds(text: str) -> str:
    """A name's pinyin, and its initials."""
    from pypinyin import lazy_pinyin
    spelt = lazy_pinyin(text)
    return f"{''.join(spelt)} {''.join(one[:1] for one in spelt)}".lower()
