"""Pictures and films: their frame, what is written beside the picture, and whether they tell where they were taken."""
import re
import struct
import zlib
from collections.abc import Callable
from typing import IO

from disclosure.read.attachments.archives import BEHIND
from disclosure.read.attachments.markup import DAMAGED, local, walk
from disclosure.read.attachments.notes import Notes
from disclosure.read.attachments.plain import decoded

MOST_WORDS = 4 * 1024 * 1024
"""Bytes of what may be written beside a picture."""
MOST_BOXES = 20_000
BEYOND = "图片后面还有别的内容"
ASCII_TAGS = {0x010E, 0x013B, 0x8298, 0x9286, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F, 0x010D, 0x013C}
"""TIFF 6.0 and Exif 2.32: descriptions, authors, comments (XP… are Windows' own, in UTF-16)."""
GPS, EXIF = 0x8825, 0x8769
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
PLACE = re.compile(rb"\xa9xyz|location\.ISO6709|loci")


def picture(notes: Notes, data: bytes, found: str) -> None:
    """Looks at a picture of this kind."""
    try:
        READERS[found](notes, data)
    except (struct.error, IndexError, zlib.error, ValueError):
        notes.skip(DAMAGED)


def words(notes: Notes, data: bytes) -> None:
    """Words beside a picture, in whatever encoding."""
    if (text := decoded(data.strip(b"\0"))) is not None:
        notes.say("说明", text)
    elif data.strip(b"\0"):
        notes.say("说明", data.decode("latin-1"))  # for the digits in it; letters of other encodings say nothing to us


def exif(notes: Notes, data: bytes) -> None:
    """The tags of a TIFF file or of what cameras write (Exif): descriptions are said, a position is noted."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None:
        return notes.skip("拍摄信息读不出来")
    left, seen = [struct.unpack_from(f"{order}I", data, 4)[0]], set()
    while left and len(seen) < 200:
        at = left.pop()
        if at in seen or not at:
            continue
        seen.add(at)
        (count,) = struct.unpack_from(f"{order}H", data, at)
        for number in range(count):
            tag, sort, length, value = struct.unpack_from(f"{order}HHII", data, at + 2 + 12 * number)
            size = SIZES.get(sort, 1) * length
            start = value if size > 4 else at + 10 + 12 * number
            if tag == EXIF:
                left.append(value)
            elif tag == GPS and value:
                notes.position |= located(data, order, value)
            elif tag in ASCII_TAGS and 0 < size <= MOST_WORDS:
                words(notes, data[start:start + size])
            elif tag == 0x02BC and 0 < size <= MOST_WORDS:
                xmp(notes, data[start:start + size])
        left.append(struct.unpack_from(f"{order}I", data, at + 2 + 12 * count)[0])
    return None


def located(data: bytes, order: str, at: int) -> bool:
    """Whether the tags about the position hold one: latitude (2) or longitude (4) that is not nought."""
    (count,) = struct.unpack_from(f"{order}H", data, at)
    for number in range(min(count, 64)):
        tag, _, length, value = struct.unpack_from(f"{order}HHII", data, at + 2 + 12 * number)
        if tag in (2, 4) and length == 3 and any(data[value:value + 24:1]) and struct.unpack_from(f"{order}I", data, value)[0] + struct.unpack_from(f"{order}I", data, value + 8)[0]:
            return True
    return False


def xmp(notes: Notes, data: bytes) -> None:
    """Properties in XML: what they say, and a position."""
    out: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        for key, value in [*attributes.items(), (tag, "")]:
            if local(key) in ("GPSLatitude", "GPSLongitude"):
                notes.position = True
            elif value and not local(key).endswith(("ID", "Id", "Date", "Version", "Tool")):
                out.append(value)
    if fault := walk(data.strip(b"\0 \r\n\t"), start, lambda tag: out.append("\n"), out.append):
        notes.skip(f"图片的说明{fault}")
    notes.say("说明", "\n".join(t for t in "".join(o if o == "\n" else f"{o} " for o in out).split("\n") if t.strip()))


def png(notes: Notes, data: bytes) -> None:
    at = 8
    while at < len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8:at + 8 + size]
        if len(body) < size:
            return notes.skip(DAMAGED)
        at += 12 + size
        if name in (b"tEXt", b"zTXt", b"iTXt"):
            key, _, rest = body.partition(b"\0")
            if name == b"zTXt":
                rest = unpacked(notes, rest[1:])
            elif name == b"iTXt":
                packed, rest = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
                rest = unpacked(notes, rest) if packed else rest
            xmp(notes, rest) if key == b"XML:com.adobe.xmp" else words(notes, rest)
        elif name == b"eXIf":
            exif(notes, body)
        elif name == b"IEND":
            return beyond(notes, data[at:])
    return notes.skip(DAMAGED)


def unpacked(notes: Notes, data: bytes) -> bytes:
    packer = zlib.decompressobj()
    text = packer.decompress(data, MOST_WORDS)
    if packer.unconsumed_tail:
        notes.skip("图片的说明过长")
    return text


def jpg(notes: Notes, data: bytes) -> None:
    at = 2
    while at + 2 <= len(data):
        if data[at] != 0xFF:
            return notes.skip(DAMAGED)
        mark = data[at + 1]
        if mark == 0xFF or mark == 0x01 or 0xD0 <= mark <= 0xD8:
            at += 1 if mark == 0xFF else 2
            continue
        if mark == 0xD9:
            return after_jpg(notes, data[at + 2:])
        (size,) = struct.unpack_from(">H", data, at + 2)
        body = data[at + 4:at + 2 + size]
        if mark == 0xE1 and body.startswith(b"Exif\0\0"):
            exif(notes, body[6:])
        elif mark == 0xE1 and body.startswith(b"http://ns.adobe.com/xap/1.0/\0"):
            xmp(notes, body[29:])
        elif mark == 0xFE:
            words(notes, body)
        elif mark == 0xED:
            iptc(notes, body)
        at += 2 + size
        if mark == 0xDA:  # the picture itself: up to a mark that is none of its own
            found = re.compile(rb"\xff[^\0\xd0-\xd7\xff]").search(data, at)
            at = found.start() if found else len(data)
    return notes.skip(DAMAGED)


def iptc(notes: Notes, body: bytes) -> None:
    """IPTC's texts (IIM 4.2): 1C, record, number, length."""
    for found in re.finditer(rb"\x1c[\x01-\x09][\0-\xff]([\0-\x7f][\0-\xff])", body):
        words(notes, body[found.end():found.end() + int.from_bytes(found[1], "big")])


def after_jpg(notes: Notes, rest: bytes) -> None:
    """Telephones put further pictures and their own notes (Samsung's end in SEFT) behind the first; films and anything else are none of these."""
    rest = rest.strip(b"\0 \r\n\t")
    if not rest.startswith(b"\xff\xd8") and not (rest.endswith(b"SEFT") and b"ftyp" not in rest):
        beyond(notes, rest)


def beyond(notes: Notes, rest: bytes) -> None:
    if rest.strip(b"\0 \r\n\t"):
        notes.skip(BEYOND)


def gif(notes: Notes, data: bytes) -> None:
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    while at < len(data):
        mark = data[at]
        if mark == 0x3B:
            return beyond(notes, data[at + 1:])
        if mark == 0x2C:
            at += 10 + (3 << (data[at + 9] & 7) + 1 if data[at + 9] & 0x80 else 0) + 1
            label = 0
        elif mark == 0x21:
            label, at = data[at + 1], at + 2
        else:
            return notes.skip(DAMAGED)
        text = bytearray()
        while size := data[at]:
            if label in (0xFE, 0x01, 0xFF):
                text += data[at + 1:at + 1 + size]
            at += 1 + size
        at += 1
        if text and not text.startswith((b"NETSCAPE", b"ANIMEXTS", b"XMP")):
            words(notes, bytes(text[:MOST_WORDS]))
    return notes.skip(DAMAGED)


def webp(notes: Notes, data: bytes) -> None:
    (size,) = struct.unpack_from("<I", data, 4)
    at = 12
    while at + 8 <= min(len(data), size + 8):
        name, length = struct.unpack_from("<4sI", data, at)
        if name == b"EXIF":
            exif(notes, data[at + 8:at + 8 + length].removeprefix(b"Exif\0\0"))
        elif name == b"XMP ":
            xmp(notes, data[at + 8:at + 8 + length])
        at += 8 + length + (length & 1)
    if at > len(data) + 1:
        notes.skip(DAMAGED)
    beyond(notes, data[size + 8:])


READERS: dict[str, Callable[[Notes, bytes], None]] = {"png": png, "jpg": jpg, "gif": gif, "webp": webp, "tiff": exif, "bmp": lambda notes, data: None}


# -- films and recordings ------------------------------------------------------------------------
def film(notes: Notes, file: IO[bytes], size: int, found: str) -> None:
    """Looks at the frame of a film or recording, however large: what it holds, only people can see and hear."""
    if found != "mp4":
        return
    at = 0
    for _ in range(MOST_BOXES):
        if at >= size:
            return
        file.seek(at)
        head = file.read(16)
        length, name = struct.unpack_from(">I4s", head) if len(head) >= 8 else (0, b"")
        if length == 1 and len(head) == 16:
            (length,) = struct.unpack_from(">Q", head, 8)
        elif length == 0 and name:
            length = size - at
        if length < 8 or not re.fullmatch(rb"[\x20-\x7e\xa9]{4}", name) or at + length > size:
            notes.skip(f"{DAMAGED}，或者后面还有别的内容")
            return
        if name in (b"moov", b"udta", b"meta"):
            file.seek(at)
            notes.position |= bool(PLACE.search(file.read(min(length, 32 * 1024 * 1024))))
        at += length
    notes.refuse(BEHIND)
