"""Small documents of every kind, made when a test wants them: what a program of that kind would write, and what somebody with bad intent would."""
import io
import struct
import zipfile
import zlib

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """An archive with these parts."""
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return file.getvalue()


def docx(body: str = "", **parts: str | bytes) -> bytes:
    """A Word document with this body; `parts` with two underlines for a stroke and one for a dot (`word__styles_xml`)."""
    more = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **more})


def para(*runs: str) -> str:
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs) + "</w:p>"


def word_table(*rows: tuple[str, ...]) -> str:
    return "<w:tbl>" + "".join("<w:tr>" + "".join(f"<w:tc>{para(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows) + "</w:tbl>"


def xlsx(sheet: str = "", shared: tuple[str, ...] = (), parts: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook with one sheet of these rows (XML) and these shared texts."""
    return zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": f"<workbook {S}/>", "xl/worksheets/sheet1.xml": f"<worksheet {S}><sheetData>{sheet}</sheetData></worksheet>",
                   "xl/sharedStrings.xml": f"<sst {S}>" + "".join(f"<si><t>{text}</t></si>" for text in shared) + "</sst>", **(parts or {})})


def relations(sort: str, target: str, mode: str = ' TargetMode="External"') -> str:
    return ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
            f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{sort}" Target="{target}"{mode}/></Relationships>')


def odt(content: str, **parts: str | bytes) -> bytes:
    more = {name.replace("__", "/").replace("_", "."): part for name, part in parts.items()}
    spaces = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "text", "table", "draw", "script"))
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text",
                   "content.xml": f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink">{content}</office:document-content>', **more})


def record(kind: int, content: bytes) -> bytes:
    """A record of a binary workbook."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return head + bytes([len(content) & 127 | (128 if len(content) > 127 else 0)]) + (bytes([len(content) >> 7]) if len(content) > 127 else b"") + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(cells: list[bytes], shared: tuple[str, ...] = ()) -> bytes:
    """A binary workbook whose sheet has these records."""
    items = b"".join(record(19, b"\0" + wide(text)) for text in shared)
    return zipped({"[Content_Types].xml": TYPES, "xl/workbook.bin": record(131, b""), "xl/sharedStrings.bin": items, "xl/worksheets/sheet1.bin": b"".join(cells)})


def pdf(*objects: str, page: str = "", content: bytes = b"BT /F 9 Tf (x) Tj ET", root: str = "", trailer: str = "", flate: bool = False) -> bytes:
    """A PDF of one page; further objects are 6, 7, …; `page`, `root` and `trailer` get these entries too."""
    packed = zlib.compress(content) if flate else content
    stream = f"<</Length {len(packed)}{'/Filter/FlateDecode' if flate else ''}>>stream\n".encode() + packed + b"\nendstream"
    bodies: list[bytes] = [f"<</Type/Catalog/Pages 2 0 R{root}>>".encode(), b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                           f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>{page}>>".encode(), stream,
                           b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", *(o.encode("latin-1") for o in objects)]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    return out + f"{table}trailer\n<</Size {len(bodies) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n".encode()


def pdf_text(text: str) -> str:
    """A text of a PDF, in UTF-16 as hexadecimal digits."""
    return "<FEFF" + text.encode("utf-16-be").hex() + ">"


def pdf_stream(entries: str, data: bytes) -> str:
    return f"<<{entries}/Length {len(data)}>>stream\n{data.decode('latin-1')}\nendstream"


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """A picture of one point, with these chunks beside it."""
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + b"".join(chunk(*c) for c in chunks)
            + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


def segment(mark: int, body: bytes) -> bytes:
    return bytes([0xFF, mark]) + struct.pack(">H", len(body) + 2) + body


def jpg(*segments: bytes, after: bytes = b"") -> bytes:
    """The frame of a photograph, with these segments before the picture."""
    return b"\xff\xd8" + b"".join(segments) + segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56" + b"\xff\xd9" + after


def tiff(entries: list[tuple[int, int, int, int]], more: bytes = b"") -> bytes:
    """A TIFF file of one list of (tag, sort, count, value); `more` begins at 10 + 12 × their number + 4."""
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries) + b"\0\0\0\0" + more


def located() -> bytes:
    """What a camera writes about a place: 26° 4′ north."""
    inner = struct.pack("<H", 1) + struct.pack("<HHII", 2, 5, 3, 26 + 18) + b"\0\0\0\0" + struct.pack("<6I", 26, 1, 4, 1, 0, 1)
    return tiff([(0x8825, 4, 1, 26)], inner)


def box(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body


def mp4(*boxes: bytes) -> bytes:
    return box(b"ftyp", b"isom\0\0\0\0") + b"".join(boxes) + box(b"mdat", b"\0" * 40)


def gif(*blocks: bytes) -> bytes:
    return b"GIF89a\1\0\1\0\0\0\0" + b"".join(blocks) + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0;"


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) & 1) for name, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def svg(inside: str, more: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {more}>{inside}</svg>'


def polyglot(front: bytes) -> bytes:
    """Something that is also an archive."""
    return front + zipped({"a.txt": "甲"})
