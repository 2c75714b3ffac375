"""What a file is, by its content alone, and which reader reads it.  What is not read is refused with the way out."""
import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from disclosure.tables.files import xls, xlsx, xml2003
from disclosure.tables.files.bounds import AGAIN, LARGEST, SMALLER, refuse
from disclosure.tables.files.docx import document
from disclosure.tables.files.package import UNLOCK, WHOLE, Package
from disclosure.tables.files.page import page
from disclosure.tables.files.pdf import pages
from disclosure.tables.files.text import CONTROLS, decoded, text
from disclosure.tables.grid import Book, Repaired

SIGNS = ((b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"), (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"),
         (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"), (b"II*\0", "picture"), (b"MM\0*", "picture"),
         (b"BM", "picture?"), (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"), (b"\x1f\x8b", "archive"))
PACKED = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"), ("ppt/presentation.xml", "slides"),
          ("ofd.xml", "ofd"), ("content.xml", "odf"))
AS_DOCX = "请用 Word 或 WPS 打开它，另存为“Word 文档（*.docx）”再导入"
AS_XLSX = "请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（*.xlsx）”再导入"
REFUSED = {
    "doc": ("是旧版 Word 文档（.doc、.wps），读不了", AS_DOCX), "rtf": ("是 RTF 文档，读不了", AS_DOCX), "xlsb": ("是二进制工作簿（.xlsb），读不了", AS_XLSX),
    "odf": ("是 OpenDocument 文件（.ods、.odt），读不了", "请用 WPS、Excel 或 LibreOffice 打开它，另存为 xlsx 或 docx 再导入"),
    "slides": ("是演示文稿，不是表格", "请把里面的表复制到工作表，另存为 xlsx 再导入"),
    "ofd": ("是 OFD 版式文件，读不了", "请向发来的人要 xlsx 或 docx，或者把里面的表复制到工作表再导入"),
    "zip": ("是压缩包", "请先解压，再把里面的表格文件一个一个导入"), "archive": ("是压缩包", "请先解压，再把里面的表格文件一个一个导入"),
    "picture": ("是图片，不认图里的字", "请向发来的人要 xlsx 或 docx；只有图片时，请照着录成表格再导入"),
    "locked": ("加了密码", UNLOCK), "ole": ("不是表格（旧版 Office 的其他文件）", AGAIN), "unknown": ("不是表格，认不出是什么文件", AGAIN),
    "data": ("是 XML 数据，不是表格", AGAIN),
}
MARKUP = re.compile(r"<(?:!doctype html|html|head|body|table|tr|td|div|p|meta|frameset)[\s>/]", re.I)
Patience = Callable[[float], None]
A_PAGE = 1.0
"""Seconds of processor time for a page of a PDF."""
A_BYTE = 0.2 / 1024 / 1024
"""And for a byte of what is packed in a document."""
SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def kind(file: str, data: bytes) -> str:
    """What a file is: a key of WAYS or of REFUSED."""
    if not data.strip(b"\0 \r\n\t"):
        refuse(file, "是空文件", "请检查发来的文件是不是没有传完")
    for sign, sort in SIGNS:
        if data.startswith(sign):
            if sort == "zip":
                return packed(file, data)
            if sort == "ole":
                return compound(file, data)
            if sort != "picture?" or data[6:10] == b"\0\0\0\0":
                return sort.rstrip("?")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    said, _ = decoded(file, data)
    head = said.lstrip("\ufeff \r\n\t")[:200_000]
    if len(CONTROLS.findall(head)) > len(head) / 200:
        return "unknown"
    if head.startswith("<") and SPREADSHEET in head and re.search(r"<(?:\w+:)?Workbook[\s>]", head):
        return "xml"
    if re.match(r"(?:MIME-Version|From|Content-Type|Subject|Date|X-\w+):", head, re.I) and re.search("multipart/related|text/html", head[:4000], re.I):
        return "html"
    if head.startswith("<") or MARKUP.search(head[:20_000]):
        return "html" if MARKUP.search(said) else "data" if head.startswith("<?xml") else "unknown"
    return "csv"


def packed(file: str, data: bytes) -> str:
    package = Package(file, data)
    main = package.main.lower()
    for part, sort in PACKED:
        if part in package:
            return sort
    if main.endswith((".xml", ".bin")) and main in package:
        content = package.read("[content_types].xml")
        return "docx" if b"wordprocessingml" in content else "xlsx" if b"spreadsheetml" in content else "zip"
    return "zip"


def compound(file: str, data: bytes) -> str:
    """What stands in a container of the old binary formats, by the streams of its top folder."""
    names = streams(data)
    if not names:
        refuse(file, "打不开：文件不完整或者损坏了", WHOLE)
    if "EncryptedPackage" in names:
        return "locked"
    if "Workbook" in names or "Book" in names:
        return "xls"
    return "doc" if "WordDocument" in names else "slides" if "PowerPoint Document" in names else "ole"


def streams(data: bytes) -> set[str]:
    """Names of the entries below a container's root: of the red-black tree that hangs on it."""
    import struct
    size = 1 << struct.unpack_from("<H", data, 30)[0] if len(data) >= 512 else 0
    if size not in (512, 4096):
        return set()
    fat: list[int] = []
    sectors = list(struct.unpack_from("<109I", data, 76))
    more, asked = struct.unpack_from("<I", data, 68)[0], 0
    while more < 0xFFFFFFFA and asked < 512 and (more + 2) * size <= len(data):  # of a container of more than 7 MB
        *listed, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += listed
        asked += 1
    for sector in sectors:
        at = (sector + 1) * size
        if sector < 0xFFFFFFFA and at + size <= len(data):
            fat += struct.unpack_from(f"<{size // 4}I", data, at)
    directory, sector, seen = b"", struct.unpack_from("<I", data, 48)[0], set()
    while sector < 0xFFFFFFFA and sector not in seen and len(seen) < 4096:
        seen.add(sector)
        directory += data[(sector + 1) * size:(sector + 2) * size]
        sector = fat[sector] if sector < len(fat) else 0xFFFFFFFE
    entries = [directory[at:at + 128] for at in range(0, len(directory) - 127, 128)]
    names, waiting, done = set(), [struct.unpack_from("<I", entries[0], 76)[0]] if entries else [], set()
    while waiting:
        number = waiting.pop()
        if number in done or number >= len(entries):
            continue
        done.add(number)
        entry = entries[number]
        length = struct.unpack_from("<H", entry, 64)[0]
        names.add(entry[:max(0, min(64, length) - 2)].decode("utf-16-le", "replace"))
        waiting += struct.unpack_from("<2I", entry, 68)
    return names


class Way(NamedTuple):
    """A way of writing tables."""

    name: str
    endings: frozenset[str]
    """What names of such files end in."""
    read: Callable[[str, bytes, Patience], Book]


def plainly(read: Callable[[str, bytes], Book]) -> Callable[[str, bytes, Patience], Book]:
    return lambda file, data, patience: read(file, data)


def packed_up(read: Callable[[str, bytes], Book]) -> Callable[[str, bytes, Patience], Book]:
    """Of a zip: it may take as long as what is in it is large."""
    def within(file: str, data: bytes, patience: Patience) -> Book:
        patience(sum(entry.file_size for entry in Package(file, data).parts.values()) * A_BYTE)
        return read(file, data)
    return within


WAYS = {
    "xlsx": Way("Excel 工作簿（xlsx）", frozenset({"xlsx", "xlsm", "xltx", "xltm"}), packed_up(xlsx.workbook)),
    "xls": Way("旧版 Excel 工作簿（xls）", frozenset({"xls", "xlt", "et"}), plainly(xls.workbook)),
    "xml": Way("Excel 2003 XML 表格", frozenset({"xml"}), plainly(xml2003.workbook)),
    "html": Way("网页", frozenset({"html", "htm", "shtml", "mht", "mhtml"}), plainly(page)),
    "csv": Way("文本", frozenset({"csv", "tsv", "txt", "tab"}), plainly(text)),
    "docx": Way("Word 文档（docx）", frozenset({"docx", "docm", "dotx"}), packed_up(document)),
    "pdf": Way("PDF", frozenset({"pdf"}), lambda file, data, patience: pages(file, data, lambda count: patience(count * A_PAGE))),
}
"""Every way that is read, by what `kind` calls it."""


def told(file: str, data: bytes, patience: Patience = lambda seconds: None) -> Book:
    """The tables of a file.  Raises Refused.  `patience`: told how many seconds more an honest file of its size may take, before it is read."""
    if len(data) > LARGEST:
        refuse(file, f"超过 {LARGEST // 1024 // 1024} MB", SMALLER)
    sort = kind(file, data)
    if sort not in WAYS:
        refuse(file, *REFUSED[sort])
    way = WAYS[sort]
    book = way.read(file, data, patience)
    ending = file.rpartition(".")[2].lower() if "." in file else ""
    if ending and ending not in way.endings:
        book = replace(book, repaired=(*book.repaired, Repaired(f"扩展名是 .{ending[:20]}，其实是{way.name}")))
    return book
