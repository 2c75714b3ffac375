"""What lies in content/: hand-written pages, attachments below files/, and what is neither, which is told and stays.

Here alone it is decided what of content/ may leave the county.  A page's text is read once, and is what the rules judge and the site shows;
an attachment is read by `Files.read`, which gives the same bytes to everybody or none.
"""
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from disclosure.model.place import START
from disclosure.read import faults
from disclosure.read.drafts import Desk
from disclosure.read.files import Files
from disclosure.read.names import README, clashes, file_address, shown, unfit
from disclosure.read.pages import read_page
from disclosure.read.plain import Plain, inside, own_folder
from disclosure.read.text import Bytes, bytes_of, decoded

CONTENT, ATTACHED = "content", "files/"
UNSAFE = re.compile(r"""[#%&+=;^`'{}\[\]]|  +|^ | /""")
"""What means something else in the address of a page."""
MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def read_content(folder: Path, desk: Desk, tried: Mapping[Path, bytes | Path] = MappingProxyType({})) -> Files:
    """The hand-written pages and the attachments of a county's folder.  What must not lie there is reported.  `tried`: what pages would say that are only tried out, and where attachments lie that are.
    """
    files, pages = [], []
    passed: list[str] = []
    for plain in walked(folder / CONTENT, desk, passed):
        if plain.path.startswith(ATTACHED):
            files.append(plain._replace(path=plain.path.removeprefix(ATTACHED)))
        elif README.fullmatch(plain.place.name):
            if plain.path.lower().endswith(MARKDOWN):
                desk.report(called(plain), faults.README, START, "README 是给同事看的说明，不会成为网页", "要发布的内容，请换一个文件名，例如 shuoming.md")
        elif plain.path.endswith(".md"):
            pages.append(plain)
        else:
            misplaced(plain, desk)
    there = {plain.place for plain in pages}
    for path, data in tried.items():
        if path not in there and path.is_relative_to(folder / CONTENT):  # it is in no folder yet
            name = path.relative_to(folder / CONTENT).as_posix()
            if isinstance(data, Path):
                files.append(Plain(name.removeprefix(ATTACHED), data, data.stat().st_size))
            else:
                pages.append(Plain(name, path, len(data)))
    found = Files(folder / CONTENT / "files", files, (path.removeprefix(ATTACHED) for path in passed if path.startswith(ATTACHED)))
    names_fit(pages, files, desk)
    for page in pages:
        file = called(page)
        report = desk.for_file(file)
        data = tried.get(page.place)
        read = bytes_of(page.place, report, follow=False) if data is None else Bytes(data, len(data))
        text = None if read.data is None else decoded(read.data, report, read.size)
        if text is not None:
            desk.texts[file] = text
            found.pages[page.path] = read_page(page.path, text, found, desk)
    return found


def walked(top: Path, desk: Desk, passed: list[str]) -> Iterator[Plain]:
    """Every plain file below content/, folder by folder; what was passed over goes into `passed`."""
    if not own_folder(top, CONTENT, desk.report):
        return
    todo = [("", top)]
    while todo:
        before, folder = todo.pop()
        attachments = before.startswith(ATTACHED)
        here = inside(folder, f"{CONTENT}/{before}".rstrip("/"), desk.report, faults.FILE_NAME_CODE if attachments else faults.NAME_CODE)
        yield from (Plain(before + name, place, size) for name, place, size in here.files)
        passed += (before + name for name in here.ignored)
        todo += reversed([(f"{before}{name}/", place) for name, place in here.folders])


def called(plain: Plain) -> str:
    return f"{CONTENT}/{shown(plain.path)}"


def misplaced(plain: Plain, desk: Desk) -> None:
    """Tells a file that is neither page nor attachment."""
    name = shown(plain.place.name)
    if plain.path == ATTACHED.rstrip("/"):
        desk.report(called(plain), faults.MISPLACED, START, "files 应当是文件夹，现在是一个文件", "请删去或者改名，再建一个叫 files 的文件夹，附件放在里面")
    elif plain.path.lower().endswith(MARKDOWN):
        desk.report(called(plain), faults.MISPLACED, START, f"“{name}”不会成为网页：网页的文件名以小写的 .md 结尾", f"请改名为 {Path(name).stem}.md")
    else:
        desk.report(called(plain), faults.MISPLACED, START, f"“{name}”不是网页（.md），放在这里不发布", "要给群众下载的，请移到 content/files/ 下，再从网页或目录里链接到它；不要的请移出 content/")


def names_fit(pages: list[Plain], files: list[Plain], desk: Desk) -> None:
    """Tells names that cannot be published, or not beside each other."""
    for plain in pages:
        if why := unfit(page_address(plain.path)):
            desk.report(called(plain), faults.PORTABLE, START, f"“{shown(plain.path)}”{why}", "请换一个文件名，用小写字母、数字和短横")
        elif wrong := UNSAFE.search(plain.path):
            desk.report(called(plain), faults.PORTABLE, START, f"网页的文件名里有“{wrong[0]}”，写进网址会变成别的意思", "请换一个文件名，用小写字母、数字和短横")
        elif not plain.path.isascii():
            desk.report(called(plain), faults.PAGE_NAME, START, "网页的文件名里有中文或者别的非英文字符，有的门户、一体机上会变成乱码，打不开",
                        "请用小写字母、数字和短横命名，例如 gongkai-zhinan.md；网页的标题写在正文里，可以用中文")
    for plain in files:
        if why := unfit(file_address(plain.path)):
            desk.report(f"{CONTENT}/{ATTACHED}{shown(plain.path)}", faults.PORTABLE, START, f"“{shown(plain.path)}”{why}", "请换一个文件名")
    for clash in clashes((page_address(plain.path), called(plain)) for plain in pages):
        desk.report(clash.name, faults.PORTABLE, START, f"“{clash.name}”与“{clash.other}”{clash.why}", "请把其中一个换个名字")
    for clash in clashes((file_address(plain.path), f"{CONTENT}/{ATTACHED}{shown(plain.path)}") for plain in files):
        desk.report(clash.name, faults.PORTABLE, START, f"“{clash.name}”与“{clash.other}”{clash.why}", "请把其中一个换个名字")


def page_address(path: str) -> str:
    """Where a hand-written page is published."""
    return path.removesuffix(".md") + ".html"
