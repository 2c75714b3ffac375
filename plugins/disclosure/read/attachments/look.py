"""One attachment → what looking into it gave: what it is decides who reads it.  Pure: bytes in, `Looked` out."""
import hashlib
import io
import zipfile
from typing import IO

from disclosure.model.attachments import Looked
from disclosure.read.attachments import kinds
from disclosure.read.attachments.archives import BEHIND, opened, packed
from disclosure.read.attachments.markup import DAMAGED
from disclosure.read.attachments.notes import DEEPEST, Enough, Notes
from disclosure.read.attachments.office import document, office, office_kind, ole
from disclosure.read.attachments.pictures import film, picture
from disclosure.read.attachments.plain import plain
from disclosure.read.attachments.portable import pdf
from disclosure.read.attachments.vector import vector

TOO_LARGE = "太大，读不了"
TOO_MUCH = "要用的内存太多，读不完"
TAIL = 65_557
"""Bytes in which an archive's end stands."""


def examine(name: str, data: bytes) -> Looked:
    """Looks into a file by its name and bytes.  Never raises for what the bytes are, but MemoryError where that bounds are set."""
    notes = Notes()
    found = ""
    blank = not data.strip(b"\0 \r\n\t")
    foreign = kinds.foreign(name, "text")
    if not foreign and not blank:
        try:
            found = into(notes, name, data)
        except Enough:
            found = kinds.kind(data[:1024])
        except RecursionError:
            notes.unread["套了太多层"] = None
        foreign = kinds.foreign(name, found)
    return told(notes, len(data), hashlib.sha256(data).hexdigest(), found, blank, foreign)


def told(notes: Notes, size: int, digest: str, found: str, blank: bool = False, foreign: str = "") -> Looked:
    return Looked(size, digest, found, blank, foreign, tuple(notes.refused), tuple(notes.unread), notes.position, tuple(notes.texts.items()))


def frame(name: str, file: IO[bytes], size: int, digest: str) -> Looked:
    """Looks at a file that is too large to be read: of a film, at its frame; of others, at what they are."""
    head = file.read(1024)
    found, notes = kinds.kind(head), Notes()
    if found in kinds.LARGE and found in kinds.BY_ENDING.get(kinds.ending(name), ()):
        film(notes, file, size, found)
        file.seek(max(0, size - TAIL))
        if hides_archive(file.read()):
            notes.refuse(BEHIND)
    else:
        notes.skip(f"{TOO_LARGE}（{size / 1024 / 1024:,.0f} MB）")
    return told(notes, size, digest, found, foreign=kinds.foreign(name, found))


def into(notes: Notes, name: str, data: bytes) -> str:
    """Notes what is in a file, and returns what it is."""
    found = kinds.kind(data[:1024])
    if found == "zip":
        with opened(notes, data) as archive:
            found = office_kind(archive.namelist())
    elif hides_archive(data[-TAIL:]) or (found not in ("pdf", "text", "html", "ole", "rtf", "svg") and b"%PDF-" in data[:1024]):
        notes.refuse(BEHIND)
    last = kinds.ending(name)
    if last == "svg":
        vector(notes, data)
    elif found in ("word", "excel", "slides", "odf", "ofd"):
        office(notes, data, found, enclosed)
    elif found == "zip":
        packed(notes, data, enclosed)
    elif found == "pdf":
        pdf(notes, data, enclosed)
    elif found == "ole":
        ole(notes, data)
    elif found in ("png", "jpg", "gif", "webp", "tiff", "bmp"):
        picture(notes, data, found)
    elif found in kinds.LARGE:
        film(notes, io.BytesIO(data), len(data), found)
    elif found == "rtf" or (found == "html" and last in ("doc", "xls")):
        document(notes, data, found)
    elif kinds.BY_ENDING[last] == {"text"}:
        plain(notes, name, data, enclosed)
    elif found in ("", "text") and b"%PDF-" in data[:1024]:
        notes.refuse(BEHIND)
    elif found in ("", "text"):
        notes.skip(f"内容不像 .{last} 文件，{DAMAGED}")
    return found


def enclosed(notes: Notes, name: str, data: bytes) -> None:
    """Looks into a file that stands in another one; what may not be published by itself may not be enclosed either."""
    notes.where.append(name[-60:] or "附件")
    try:
        if len(notes.where) > DEEPEST:
            notes.skip("套了太多层")
        elif data.strip(b"\0 \r\n\t"):
            if why := kinds.foreign(name, "text"):
                if (found := kinds.kind(data[:1024])) not in kinds.READ:
                    notes.refuse(f"这个文件{why}")
                    return
                name = f"{name}.{found}" if found in kinds.BY_ENDING else name
            found = into(notes, name, data) if kinds.ending(name) in kinds.BY_ENDING else ""
            if why := kinds.foreign(name, found):
                notes.refuse(f"这个文件{why}")
    except Enough:
        pass
    finally:
        notes.where.pop()


def hides_archive(tail: bytes) -> bool:
    """Whether an archive ends here, behind something else."""
    at = tail.rfind(b"PK\x05\x06")
    return at >= 0 and len(tail) >= at + 22 and zipfile.is_zipfile(io.BytesIO(tail[at:]))
