"""A zip of what changed, with a list in Chinese, for portals whose content management takes uploads by hand."""
import csv
import datetime
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from disclosure.deliver import disk
from disclosure.deliver.fault import Refused
from disclosure.deliver.manifest import NAME, Changes, Entry, Manifest, ManifestFault

LIST, README = "清单.csv", "上传说明.txt"
SITE = "site/"
"""Below this in the zip lies what is to be uploaded."""
EARLIEST = 315532800
"""1 January 1980, before which no zip can date a file."""


def parcel(new: Manifest, changes: Changes, read: Callable[[Entry], bytes], since: Manifest | None, out: Path) -> None:
    """Writes the zip; the same edition and the same difference give the same bytes.  Raises Refused, OSError."""
    made = io.BytesIO()
    stamp = datetime.datetime.fromtimestamp(max(new.sequence, EARLIEST), datetime.UTC).timetuple()[:6]
    with zipfile.ZipFile(made, "w") as archive:
        def add(path: str, data: bytes) -> None:
            info = zipfile.ZipInfo(path, stamp)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(info, data)
        add(README, readme(new, changes, since).encode("utf-8-sig"))
        add(LIST, listed(changes).encode("utf-8-sig"))
        for entry in sorted(changes.sent, key=lambda e: e.path):
            add(SITE + entry.path, read(entry))
        add(SITE + NAME, new.data)
    disk.make_folder(out.parent)
    if os.path.lexists(out) and not is_one(out):
        raise Refused(f"“{out}”已经有了，不是本程序打的压缩包，没有动它。请换一个名字，或先把它移走。")
    disk.replace(out, made.getvalue())


def is_one(path: Path) -> bool:
    """Whether a file is a zip that was made here."""
    try:
        since_of(path)
    except (ManifestFault, KeyError, OSError, zipfile.BadZipFile):
        return False
    return zipfile.is_zipfile(path)


def since_of(path: Path) -> Manifest:
    """The edition that the portal has: from its manifest.json, or from the zip that was uploaded last.  Raises ManifestFault, OSError."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return Manifest.parse(archive.read(SITE + NAME))
    return Manifest.parse(path.read_bytes())


def listed(changes: Changes) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(["操作", "路径", "字节", "SHA-256"])
    for word, entries in (("新增", changes.added), ("修改", changes.altered)):
        rows.writerows([word, e.path, e.size, e.sha256] for e in entries)
    rows.writerows(["删除", path, "", ""] for path in changes.removed)
    return text.getvalue()


def readme(new: Manifest, changes: Changes, since: Manifest | None) -> str:
    return "\r\n".join((
        f"基层政务公开专题 截至 {new.edition}（序号 {new.sequence}）",
        f"与截至 {since.edition}（序号 {since.sequence}）的一版相比：" if since else "整个网站：",
        f"新增 {len(changes.added)} 个文件，修改 {len(changes.altered)} 个，删除 {len(changes.removed)} 个。逐个文件见“{LIST}”。", "",
        "怎样上传：",
        "1. 把 site 文件夹里的全部内容传到门户上本专题的文件夹，文件夹层次不变，同名的覆盖。",
        "2. 次序：先传 assets 等文件夹和图片、附件，再传网页（.html），最后传 index.html 和 manifest.json。",
        "3. 传完以后，按清单删去“删除”的文件。",
        "4. 打开门户上的首页，看页脚的“截至”日期是不是这一版的。",
        "5. 留好这个压缩包：下一次用 --since 指明它，就只打包有变化的文件。", ""))
