"""Attachments → their texts, hidden parts and properties too, so that the gate sees what a reader could find in them."""
import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

LARGEST = 64 * 1024 * 1024
"""Bytes that one attachment may unpack to; more is taken for a bomb."""
PLAIN = {"txt", "csv", "tsv", "md", "json", "xml", "html", "htm", "svg", "yml", "yaml", "log", "rtf"}
OFFICE = {"xlsx", "xlsm", "docx", "docm", "pptx", "odt", "ods", "odp", "ofd"}
LEGACY = {"doc", "xls", "ppt", "wps", "et"}
BREAKS = re.compile(r"</(?:w:p|w:tr|a:p|si|row|c|text:p|table:table-row|dc:\w+|cp:\w+|vt:\w+)>")
TAGS = re.compile(r"<[^>]*>")


class Unread(Exception):
    """An attachment whose text cannot be had; the message says why, in Chinese, to follow the file's name."""


def texts(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    """(part, text) of an attachment, part "" for a plain file.  Raises Unread."""
    ending = path.rpartition(".")[2].lower()
    if ending in PLAIN:
        yield "", plain(data)
    elif ending in OFFICE:
        yield from office(data)
    elif ending == "pdf":
        yield from pdf(data)
    elif ending in LEGACY:
        raise Unread("是旧的二进制格式")


def plain(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def office(data: bytes) -> Iterator[tuple[str, str]]:
    """The text of every part of an office file: sheets, hidden ones too, comments, headers, properties, and the names of the parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST:
                raise Unread("展开后过大")
            for info in sorted(archive.infolist(), key=lambda i: i.filename):
                if info.filename.endswith((".xml", ".rels", ".vml")) and not info.filename.endswith(("styles.xml", "theme1.xml")):
                    text = archive.read(info).decode("utf-8", "replace")
                    # Runs of one word are separate elements: only the end of a paragraph, a cell or a property breaks the text.
                    yield info.filename, unescape(TAGS.sub("", BREAKS.sub("\n", text)))
    except Unread:
        raise
    except Exception as error:  # zipfile and its decompressors raise whatever the bytes lead them to
        raise Unread("打不开（文件损坏、加了密码，或不是它的扩展名所说的格式）") from error


def pdf(data: bytes) -> Iterator[tuple[str, str]]:
    """The text of every page, and the document's properties."""
    from pypdf import PdfReader
    try:
        document = PdfReader(io.BytesIO(data))
        if document.is_encrypted:
            raise Unread("加了密码")
        properties = "\n".join(str(v) for v in (document.metadata or {}).values())
        pages = [page.extract_text() for page in document.pages]
    except Unread:
        raise
    except Exception as error:  # so does pypdf
        raise Unread("打不开（文件损坏，或不是 pdf）") from error
    yield "属性", properties
    for number, text in enumerate(pages, 1):
        yield f"第 {number} 页", text
    if pages and not any(text.strip() for text in pages):
        raise Unread("是扫描件，没有文字")
