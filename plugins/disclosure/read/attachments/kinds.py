"""Which files may be attachments: by what their names end in, and by what they are.  Everything that is not on the list is refused."""
import re

from disclosure.model.attachments import KINDS

OFFICE = {"word", "excel", "slides", "odf", "zip", "ole"}
BY_ENDING = {
    **dict.fromkeys(("xlsx", "xltx", "xlsm", "xltm", "xlsb"), {"excel"}), **dict.fromkeys(("docx", "dotx", "docm", "dotm"), {"word"}),
    **dict.fromkeys(("pptx", "potx", "ppsx", "pptm", "potm", "ppsm"), {"slides"}), **dict.fromkeys(("odt", "ods", "odp", "ott", "ots", "otp"), {"odf"}),
    "ofd": {"ofd"}, **dict.fromkeys(("et", "ett"), {"excel", "ole"}), **dict.fromkeys(("wps", "wpt"), {"word", "ole", "rtf"}),
    **dict.fromkeys(("dps", "dpt"), {"slides", "ole"}), "doc": {"ole", "rtf", "html", "word"}, "xls": {"ole", "html", "excel"}, "ppt": {"ole", "slides"}, "pdf": {"pdf"},
    **dict.fromkeys(("txt", "md", "csv", "tsv", "json", "eml"), {"text"}), "rtf": {"rtf"}, "zip": {"zip"},
    "png": {"png"}, "jpg": {"jpg"}, "jpeg": {"jpg"}, "gif": {"gif"}, "webp": {"webp"}, "bmp": {"bmp"}, "tif": {"tiff"}, "tiff": {"tiff"}, "svg": {"svg"},
    "mp4": {"mp4"}, "m4v": {"mp4"}, "m4a": {"mp4"}, "mp3": {"mp3"}, "wav": {"wav"},
}
"""What a file may be, by its ending in lower case."""
LISTED = "xlsx、docx、pptx、pdf、ofd、wps、et、dps、odt、ods、csv、txt、zip、jpg、png、mp4、mp3 等"
READ = {"word", "excel", "slides", "odf", "ofd", "pdf", "rtf", "zip", "png", "jpg", "gif", "webp", "bmp", "tiff"}
"""What is read by what it is, even below another name: a browser goes by the name and opens none of these as a page."""
LARGE = {"mp4", "mp3", "wav"}
"""What may be larger than can be read: only its frame is looked at."""
STARTS = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"),
          (b"Rar!", "rar"), (b"7z\xbc\xaf", "7z"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"{\\rtf", "rtf"),
          (b"ID3", "mp3"), (b"\x7fELF", "program"), (b"#!", "program"), (b"L\0\0\0\x01\x14\x02\0", "program"), (b"\xca\xfe\xba\xbe", "program"))
DRAWING = re.compile(rb"<(?:\w+:)?svg[\s>]")


def ending(name: str) -> str:
    """What a file's name ends in, in lower case; "" where it has no ending."""
    last = name.rsplit("/", 1)[-1].lower()
    return last.rpartition(".")[2] if "." in last.strip(".") else ""


def kind(head: bytes) -> str:
    """What a file is by its first bytes (1 kB are enough); an archive's own kind has to be looked for inside."""
    for start, name in STARTS:
        if head.startswith(start):
            return name
    if head[4:8] == b"ftyp":
        return "mp4"
    if head[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(head[8:12], "")
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return "bmp"
    if head.startswith(b"MZ") and b"\0" in head:
        return "program"
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] & 0xF0 != 0xF0:
        return "mp3"
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:2]
    opening = head.replace(b"\0", b"")[2 if head[0] in (0xFE, 0xFF) else 0:] if wide else head
    opening = opening.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").lower()
    if opening.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script")) or (opening.startswith(b"<") and b"<html" in opening):
        return "html"
    if opening.startswith(b"<") and DRAWING.search(opening):
        return "svg"
    return "text" if wide or b"\0" not in head else ""


def foreign(name: str, found: str) -> str:
    """Why a file with this name must not be published, whatever is in it, in Chinese, to follow the file's name; "" where it may.  `found`: what it is."""
    last = ending(name)
    if last not in BY_ENDING:
        return f"是 .{last[:20]} 文件，不在可以公开的类型里" if last else "没有扩展名，看不出是什么文件，不在可以公开的类型里"
    if found in BY_ENDING[last] or found in READ or found in ("text", "") or (found == "ole" and BY_ENDING[last] & OFFICE):
        return ""
    if found in ("html", "svg") and BY_ENDING[last] == {"text"}:
        return ""  # browsers show what is named a text as a text
    return f"名称是 .{last} 文件，内容却是{KINDS.get(found, '别的东西')}"


def mismatch(name: str, found: str) -> str:
    """What a file is instead of what its name says, in words; "" where the two fit or cannot be judged."""
    allowed = BY_ENDING.get(ending(name))
    if not allowed or not found or found in allowed or (allowed == {"text"} and found == "svg"):
        return ""
    return "加了密码的文件，或者旧版 Office（.doc、.xls）文件" if found == "ole" and allowed & {"word", "excel", "slides"} else KINDS[found]
