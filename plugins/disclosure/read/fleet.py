"""fleet.yml → Fleet and everything that is wrong with it."""
from dataclasses import dataclass
from pathlib import Path

from disclosure.model.finding import Finding
from disclosure.model.fleet import Fleet
from disclosure.model.place import START
from disclosure.read import faults
from disclosure.read.county import parsed, text_of
from disclosure.read.drafts import Desk, Draft, key_of
from disclosure.read.files import Files
from disclosure.read.link import make
from disclosure.read.names import RESERVED
from disclosure.read.values import Reader

OURS = ("assets", "build", "matters")
"""Folders of the overview, beside the counties' own."""


@dataclass(frozen=True)
class FleetReading:
    """The fleet (None where nothing could be read) and every finding, in order of place.

    `folders`: where each county lies, in the fleet's order; `sound`: whether the list can be gone by.  A county whose folder is missing leaves
    it sound: that county fails, the others do not.
    """

    fleet: Fleet | None
    findings: tuple[Finding, ...]
    folders: tuple[Path, ...] = ()
    sound: bool = False


def read_fleet(path: Path) -> FleetReading:
    """Reads a fleet's file.  Never raises for what somebody wrote.  Findings call the file by its name alone."""
    desk, file = Desk(), path.name
    report = desk.for_file(file)
    root, lost = parsed(file, text_of(path, report), desk)
    if root is None:
        return FleetReading(None, tuple(sorted(desk.findings, key=lambda f: f.order)))
    reader = Reader(file, report, Files(None))
    reader.lost = lost
    draft = reader.record(Fleet, root, "fleet", START)
    members: tuple[Draft, ...] = draft.values.get("members", ())
    check_codes(members, report)
    sound = not desk.findings
    folders = tuple(path.parent.absolute() / m.values.get("folder", "") for m in members)
    sound &= check_folders(members, folders, report)
    return FleetReading(make(draft), tuple(sorted(desk.findings, key=lambda f: f.order)), folders, sound)


def check_codes(members: tuple[Draft, ...], report) -> None:
    """A code names a folder of its own, on every system."""
    seen: dict[str, Draft] = {}
    for member in members:
        code = member.values.get("code")
        if code is None:
            continue
        at = key_of(member, "code")
        if RESERVED.fullmatch(code):
            report(faults.PORTABLE, at, f"代号“{code}”是 Windows 的保留名，文件夹在 Windows 上建不了", "请换一个代号")
        elif code in OURS:
            report(faults.FORM, at, f"代号“{code}”是总览自己的文件夹的名字", f"请换一个代号，不要用{'、'.join(OURS)}")
        elif code in seen:
            report(faults.UNIQUE, at, f"代号“{code}”重复：第 {key_of(seen[code], 'code')[0]} 行已经写过", "每个县区的代号各不相同")
        seen.setdefault(code, member)


def check_folders(members: tuple[Draft, ...], folders: tuple[Path, ...], report) -> bool:
    """Every folder is there, and another county's is not taken for it; False where two counties have the same one."""
    seen: dict[Path, Draft] = {}
    before = True
    for member, folder in zip(members, folders, strict=True):
        if "folder" not in member.values:
            continue
        at, said, real = key_of(member, "folder"), member.values["folder"], folder.resolve()
        if real in seen:
            report(faults.UNIQUE, at, f"文件夹“{said}”与第 {key_of(seen[real], 'folder')[0]} 行的是同一个", "每个县区有自己的文件夹")
            before = False
        elif not (folder / "catalogues").is_dir():
            fault = "里没有 catalogues 文件夹" if folder.is_dir() else "不存在"
            report(faults.NO_FILE, at, f"文件夹“{said}”{fault}", "路径里的反斜杠请改成 /" if "\\" in said and not folder.exists() else "路径从 fleet.yml 所在的文件夹写起；里面要有 catalogues/")
        seen.setdefault(real, member)
    return before
