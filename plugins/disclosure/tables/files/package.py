"""A zip that holds a workbook or document: its parts, within bounds.  Nothing is unpacked onto the disk, nothing outside is fetched."""
import io
import posixpath
import struct
import zipfile
import zlib
from functools import cached_property, lru_cache
from typing import IO, Any, NamedTuple

from disclosure.tables.files.bounds import AGAIN, MOST_PARTS, SMALLER, UNPACKED, refuse

WHOLE = "请向发来的人再要一份完整的文件，或者在办公软件里打开它、另存一份 xlsx 再导入"
UNLOCK = "请在办公软件里去掉打开密码，另存后再导入"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, struct.error)
ENTITIES = "里面定义了 XML 实体（正常的表格不会有），不读"


class Related(NamedTuple):
    """Where a part leads."""

    kind: str
    """The last word of its type, in lower case: worksheet, comments, hyperlink."""
    target: str
    external: bool


class Package:
    """The parts of a file, by names in lower case."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self.archive.infolist()
        except (*BROKEN, UnicodeDecodeError):
            refuse(file, "打不开：文件不完整或者损坏了", WHOLE)
        if len(entries) > MOST_PARTS:
            refuse(file, f"里面有 {len(entries):,} 个部分，不像一个表格", AGAIN)
        if any(entry.flag_bits & 1 for entry in entries):
            refuse(file, "加了密码", UNLOCK)
        self.parts: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = entry.filename.replace("\\", "/")
            if name.startswith("/") or ":" in name or ".." in name.split("/"):
                refuse(file, "里面有的文件名会走到别的文件夹去（正常的表格不会有），不读", AGAIN)
            if self.parts.setdefault(name.lower(), entry) is not entry:
                refuse(file, "里面有同名的部分，不同的软件看到的会不一样，不读", AGAIN)
        if sum(entry.file_size for entry in entries) > UNPACKED:
            refuse(file, f"展开后超过 {UNPACKED // 1024 // 1024} MB", SMALLER)
        self.unpacked = 0

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.parts

    def size(self, name: str) -> int:
        entry = self.parts.get(name.lower())
        return entry.file_size if entry else 0

    def open(self, name: str) -> IO[bytes]:
        """A part, to be read piece by piece."""
        return Guarded(self, self.archive.open(self.parts[name.lower()]))

    def read(self, name: str) -> bytes:
        """A part, empty where there is none."""
        if name not in self:
            return b""
        with self.open(name) as part:
            return part.read()

    def tree(self, name: str) -> Any:
        """The root of a part in XML; None where there is no such part."""
        data = self.read(name)
        return parse(self.file, data) if data else None

    def related(self, name: str) -> dict[str, Related]:
        """By id, where a part leads; of the file itself: `related("")`."""
        folder, base = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for link in root if root is not None else ():
            if not isinstance(link.tag, str):
                continue
            external = link.get("TargetMode", "").lower() == "external"
            target = link.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join(folder, target) if not target.startswith("/") else target[1:])
            found[link.get("Id", "")] = Related(link.get("Type", "").rpartition("/")[2].lower(), target, external)
        return found

    @cached_property
    def main(self) -> str:
        """The part that all others hang on."""
        return next((link.target for link in self.related("").values() if link.kind == "officedocument"), "")


class Guarded(io.RawIOBase):
    """A part being unpacked: what it unpacks to is counted, and what is wrong with it refuses the file."""

    def __init__(self, package: Package, part: IO[bytes]) -> None:
        self.package, self.part = package, part

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            data = self.part.read(size)
        except BROKEN:
            refuse(self.package.file, "读到一半读不下去：文件不完整或者损坏了", WHOLE)
        self.package.unpacked += len(data)
        if self.package.unpacked > UNPACKED:
            refuse(self.package.file, f"展开后超过 {UNPACKED // 1024 // 1024} MB", SMALLER)
        return data

    def close(self) -> None:
        self.part.close()
        super().close()


OPTIONS = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_pis": True,
           "remove_comments": True}


def parse(file: str, data: bytes) -> Any:
    """The root of XML that a file holds.  No entity is put in, nothing is fetched."""
    from lxml import etree
    try:
        root = etree.fromstring(data, etree.XMLParser(**OPTIONS))
    except (etree.XMLSyntaxError, ValueError):
        refuse(file, "里面的 XML 读不下去：文件不完整或者损坏了", WHOLE)
    no_entities(file, root)
    return root


def no_entities(file: str, root: Any) -> None:
    """Documents have no DOCTYPE; what has one wants to be something else."""
    if root.getroottree().docinfo.internalDTD is not None:
        refuse(file, ENTITIES, AGAIN)


def walk(file: str, part: IO[bytes], tags: tuple[str, ...], starts: tuple[str, ...] = ()) -> Any:
    """(event, element, local name) of elements as they end, and of `starts` as they start too, without holding the whole part."""
    from lxml import etree
    events = ("start", "end") if starts else ("end",)
    steps = etree.iterparse(part, events=events, tag=[f"{{*}}{tag}" for tag in {*tags, *starts}], **OPTIONS)
    first = True
    try:
        for event, element in steps:
            if first:
                no_entities(file, element)
                first = False
            name = element.tag.rpartition("}")[2]
            if event == "start" and name not in starts:
                continue
            yield event, element, name
    except etree.XMLSyntaxError:
        refuse(file, "里面的 XML 读不下去：文件不完整或者损坏了", WHOLE)


def local(element: Any) -> str:
    """An element's name without its namespace; empty for comments."""
    tag = element.tag
    return bare(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def child(element: Any, name: str) -> Any:
    """The first child of a name; None where there is none."""
    return next(element.iterchildren(f"{{*}}{name}"), None) if element is not None else None


def attribute(element: Any, name: str, default: str = "") -> str:
    """An attribute by its name without namespace."""
    if (value := element.get(name)) is not None:
        return value
    return next((value for key, value in element.attrib.items() if bare(key) == name), default)
