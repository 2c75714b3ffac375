"""What a file is by its first bytes, whatever its name says."""

TEXTS = ("txt", "csv", "md", "json", "xml", "htm", "html", "svg")
OFFICE_2007 = {"docx": b"word/", "xlsx": b"xl/", "pptx": b"ppt/"}
OLD_OFFICE = ("doc", "xls", "ppt")
SAME = {"jpeg": "jpg", "docm": "docx", "xlsm": "xlsx", "tif": "tiff", "htm": "html"}
STARTS = ((b"%PDF", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"),
          (b"Rar!", "rar"), (b"7z\xbc\xaf", "7z"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"), (b"PK\x03\x04", "zip"), (b"{\\rtf", "rtf"), (b"ID3", "mp3"))
CALLED = {"ole": "旧版 Office（.doc、.xls）文件", "html": "网页", "text": "文本文件", "zip": "压缩包", "jpg": "JPEG 图片", "png": "PNG 图片", "gif": "GIF 图片"}
JUDGED = {"pdf", "png", "jpg", "gif", "bmp", "tiff", "webp", "rar", "7z", "zip", "mp4", "ofd", "wps", "et", *OFFICE_2007, *OLD_OFFICE, *TEXTS}


def ending(path: str) -> str:
    """The ending that a file's name claims, in lower case and one spelling; "" where there is none that can be judged."""
    last = path.rsplit("/", 1)[-1].rpartition(".")[2].lower()
    last = SAME.get(last, last)
    return last if last in JUDGED else ""


def kind(data: bytes) -> str:
    """What the bytes are: an ending, "ole", "text", or "" where they cannot be told."""
    head = data[:1024]
    for start, name in STARTS:
        if head.startswith(start):
            if name == "zip":
                return next((office for office, part in OFFICE_2007.items() if part in data), "zip")
            return name
    if head[4:8] == b"ftyp":
        return "mp4"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if b"%PDF-" in head:
        return "pdf"
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if opening.startswith((b"<!doctype html", b"<html")):
        return "html"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in head:
        return "text"
    return ""


def mismatch(path: str, data: bytes) -> str:
    """What a file is instead of what its name says, in words; "" where the two fit or cannot be judged."""
    claimed, real = ending(path), kind(data)
    if not claimed or not real or claimed == real:
        return ""
    fits = (claimed in TEXTS and real in ("text", "html") and not (claimed in ("csv", "txt", "md") and real == "html")) or \
        (claimed in OLD_OFFICE and real in ("ole", "rtf")) or (claimed in ("wps", "et") and real in ("ole", "zip", "docx", "xlsx")) or \
        (claimed in ("ofd", "zip") and real in ("zip", *OFFICE_2007)) or (claimed == "mp4" and real == "")
    if fits:
        return ""
    if claimed in OFFICE_2007 and real == "ole":
        return "加了密码的文件，或者旧版 Office（.doc、.xls）文件"
    return CALLED.get(real, f".{real} 文件")
