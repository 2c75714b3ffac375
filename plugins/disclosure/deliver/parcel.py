"""A zip of what changed, with a list in Chinese, for portals whose content management takes uploads by hand."""
import csv
import datetime
import io
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from disclosure.deliver import disk
from disclosure.deliver.fault import Refused
from disclosure.deliver.manifest import NAME, Changes, Manifest, ManifestFault, Passing
from disclosure.deliver.releases import Read

LIST, README = "清单.csv", "上传说明.txt"
SITE = "site/"
"""Below this in the zip lies what is to be uploaded."""
EARLIEST = 315532800
"""1 January 1980, before which no zip can date a file."""


def parcel(new: Manifest, changes: Changes, read: Read, since: Manifest | None, out: Path) -> None:
    """Writes the zip, beside its place until it is whole; the same edition and the same difference give the same bytes.

    Raises Refused, OSError.
    """
    disk.make_folder(out.parent)
    if os.path.lexists(out) and not is_one(out):
        raise Refused(f"“{out}”已经有了，不是本程序打的压缩包，没有动它。请换一个名字，或先把它移走。")
    beside = disk.half_way(out)
    try:
        disk.write(beside, b"")
        with open(beside, "r+b") as file:
            fill(file, new, changes, read, since)
        disk.settle_one(beside)
        os.replace(beside, out)
    except BaseException:  # stopped by hand, too: no half zip stays; the fault goes on
        disk.forget(beside)
        raise
    disk.settle_one(out.parent)


def fill(file: BinaryIO, new: Manifest, changes: Changes, read: Read, since: Manifest | None) -> None:
    """Writes a zip into a file that is open.  Raises Refused, OSError."""
    stamp = datetime.datetime.fromtimestamp(max(new.sequence, EARLIEST), datetime.UTC).timetuple()[:6]
    with zipfile.ZipFile(file, "w") as archive:
        def add(path: str, size: int, coming: Iterable[bytes]) -> None:
            info = zipfile.ZipInfo(path, stamp)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            info.file_size = size  # known beforehand: a file near 4 GB and above needs a longer head
            with archive.open(info, "w") as member:
                for piece in coming:
                    member.write(piece)

        def told(path: str, data: bytes) -> None:
            add(path, len(data), (data,))
        told(README, readme(new, changes, since).encode("utf-8-sig"))
        told(LIST, listed(changes).encode("utf-8-sig"))
        for entry in sorted(changes.sent, key=lambda e: e.path):
            passing = Passing(read(entry))
            add(SITE + entry.path, entry.size, passing)
            if passing.entry(entry.path) != entry:
                raise Refused(f"要发布的文件“{entry.path}”在生成之后变了，没有打包。请重新生成。")
        told(SITE + NAME, new.data)


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
