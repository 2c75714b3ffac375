"""What looking into an attachment gave: its texts, and why it must not be published as it is."""
from typing import NamedTuple


class Looked(NamedTuple):
    """What is known of the bytes of one file below content/files/."""

    size: int
    digest: str
    """SHA-256 of the bytes that were looked at, as hexadecimal digits; "" where they could not be had."""
    kind: str = ""
    """What the bytes are, whatever the name says: a key of `KINDS`, or "" where they are nothing known."""
    blank: bool = False
    """There is nothing in it but blanks."""
    foreign: str = ""
    """Why the type must not be published, in Chinese; "" where it may."""
    refused: tuple[str, ...] = ()
    """What in it must not be published, whoever signs: macros, addresses that are loaded, commands, locks, files hidden behind."""
    unread: tuple[str, ...] = ()
    """Why not all of it could be read."""
    position: bool = False
    """A picture or film tells where it was taken."""
    texts: tuple[tuple[str, str], ...] = ()
    """(part, text), part "" for a plain file."""


KINDS = {"pdf": ".pdf 文件", "word": "Word 文档", "excel": "Excel 表格", "slides": "幻灯片", "odf": "开放文档（.odt、.ods）", "ofd": "OFD 文件", "zip": "压缩包",
         "ole": "旧版 Office（.doc、.xls）文件", "rtf": "RTF 文档", "text": "文本文件", "html": "网页", "svg": "SVG 图片", "png": "PNG 图片", "jpg": "JPEG 图片",
         "gif": "GIF 图片", "bmp": "BMP 图片", "webp": "WebP 图片", "tiff": "TIFF 图片", "mp4": "视频", "mp3": "录音", "wav": "录音", "rar": "RAR 压缩包",
         "7z": "7z 压缩包", "program": "程序"}
"""What a kind of content is called."""
