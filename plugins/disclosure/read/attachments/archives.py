"""Archives: what is packed in them, and whether that is all there is."""
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from disclosure.read.attachments.markup import DAMAGED
from disclosure.read.attachments.notes import LARGEST, Inner, Notes
from disclosure.read.attachments.plain import decoded

MOST = 10_000
"""Entries in one archive."""
LOCKED = "加了密码，没有人看得到里面是什么"
BEHIND = "里面藏着别的文件（一个文件当两种用）"
SIGNED = 0x0008
"""A descriptor of 12 to 24 bytes follows what is packed."""


def opened(notes: Notes, data: bytes) -> zipfile.ZipFile:
    """The archive, its frame proved; gives up where there is anything wrong with that."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, struct.error, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        notes.give_up(DAMAGED)
    if len(entries) > MOST:
        notes.give_up(f"里面有 {len(entries):,} 个文件，过多")
    if any(entry.flag_bits & 1 for entry in entries):
        notes.refuse(LOCKED)
    if len({entry.filename for entry in entries}) < len(entries):
        notes.refuse("里面有同名的文件，不同的软件看到的会不一样")
    if sum(entry.file_size for entry in entries) > LARGEST:
        notes.give_up("展开后过大")
    if not whole(data, archive, entries):
        notes.refuse(BEHIND)
    return archive


def whole(data: bytes, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> bool:
    """Whether the archive is the whole file: entry after entry from the first byte, the list of them, its end, and nothing else."""
    at = described = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if not (at == entry.header_offset or (at + 12 <= entry.header_offset <= at + 24 and described)):
            return False
        name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26) if entry.header_offset + 30 <= len(data) else (0, 0)
        at, described = entry.header_offset + 30 + name + extra + entry.compress_size, entry.flag_bits & SIGNED
    if not (at <= archive.start_dir <= at + 24):
        return False
    return data.endswith(archive.comment) and data[len(data) - len(archive.comment) - 22:][:4] == b"PK\x05\x06"


def entries(notes: Notes, data: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of everything that is packed, in order of names; what cannot be read is noted."""
    with opened(notes, data) as archive:
        for comment in filter(None, (archive.comment, *(entry.comment for entry in archive.infolist()))):
            text = decoded(comment)
            if text is None:
                notes.skip("压缩包的注释读不出来")
            else:
                notes.say("注释", text)
        for entry in sorted(archive.infolist(), key=lambda e: e.filename):
            if entry.is_dir():
                continue
            name = entry.filename
            if not entry.flag_bits & 0x800 and not name.isascii():
                try:  # Windows writes names in its own encoding
                    name = entry.orig_filename.encode("cp437").decode("gb18030")
                except UnicodeError:
                    notes.skip("里面的文件名读不出来")
            if name.startswith("/") or ":" in name or ".." in name.replace("\\", "/").split("/"):
                notes.refuse("里面的文件名会走到解压的文件夹外面")
            if entry.flag_bits & 1:
                continue
            try:
                with archive.open(entry) as file:
                    content = file.read(entry.file_size + 1)
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, struct.error):
                notes.skip(f"里面的“{name[-60:]}”{DAMAGED}")
                continue
            notes.unpack(len(content))
            yield name, content


def packed(notes: Notes, data: bytes, inner: Inner) -> None:
    """Looks into every file of an archive."""
    names = []
    for name, content in entries(notes, data):
        names.append(name)
        inner(notes, name, content)
    notes.say("文件名", "\n".join(names))
