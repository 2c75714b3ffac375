"""Attachments: only types that people can be given, nothing in them that acts by itself, and nothing that nobody has looked at."""
from collections.abc import Iterator

from disclosure.model.attachments import Looked
from disclosure.model.finding import Severity
from disclosure.model.place import Place
from disclosure.read.attachments.kinds import LARGE as FILMS
from disclosure.read.attachments.kinds import LISTED
from disclosure.rules.registry import Case, Found, rule

REVIEWED = "《中华人民共和国政府信息公开条例》（国务院令第711号）第十七条：公开前进行审查"
SAFE = "建议：附件会在群众的电脑、手机上打开，不应当能运行程序或者自己连到别处"
LARGE_BY_DEFAULT = 20
"""MB above which an attachment is told to be large."""


def attachments(case: Case) -> Iterator[tuple[str, Looked, Place]]:
    """Every attachment whose findings are wanted: its path below content/files/, what is in it, where it lies."""
    for path in sorted(case.looked):
        if case.wanted(file := f"content/files/{path}"):
            yield path, case.looked[path], Place(file, 1, 1, 1, 1)


@rule("C920", "attachments-of-known-types", Severity.ERROR, basis=SAFE, wrong="附件: 查询.html", right="附件: 查询.xlsx", statutory=True)
def attachments_of_known_types(case: Case) -> Iterator[Found]:
    """附件是文档、表格、图片、音视频或者压缩包；网页、脚本、程序和不认识的类型不能公开。"""
    for path, seen, place in attachments(case):
        if seen.foreign:
            yield Found(place, f"附件“{path}”{seen.foreign}", f"请换成 {LISTED}；不公开的文件请移到 content/ 外面")


@rule("C921", "attachments-inert", Severity.ERROR, basis=SAFE, wrong="附件: 申请表.docm（带有宏）", right="附件: 申请表.docx", statutory=True)
def attachments_inert(case: Case) -> Iterator[Found]:
    """附件里没有宏、程序、会自己连到外面的内容、密码和藏着的文件。"""
    for path, seen, place in attachments(case):
        for why in seen.refused[:5] if not seen.foreign else ():
            yield Found(place, f"附件“{path}”{why}", "请在原来的软件里去掉它，再另存为不带宏、不加密码的格式（如 docx、xlsx、pdf）；不知道从哪里来的文件不要公开")


@rule("C922", "attachments-of-a-size", Severity.NOTICE, basis="建议：群众用手机流量也下载得了", wrong="附件: 规划图.pdf（180 MB）", right="附件: 规划图.pdf（压缩到 15 MB）")
def attachments_of_a_size(case: Case) -> Iterator[Found]:
    """附件不太大：超过 county.yml 的“附件大小提示”（不写按 20 MB）的，提示一下。"""
    most = case.county.large_attachment or LARGE_BY_DEFAULT
    for path, seen, place in attachments(case):
        if seen.size > most * 1024 * 1024:
            yield Found(place, f"附件“{path}”有 {seen.size / 1024 / 1024:,.1f} MB，超过 {most} MB", "请压缩其中的图片，或者分成几个文件；确需这么大的，可以在 county.yml 里改“附件大小提示”")


@rule("C923", "pictures-without-position", Severity.WARNING, basis="《中华人民共和国个人信息保护法》第二十八条：行踪轨迹是敏感个人信息", wrong="入户照片.jpg（里面记着拍摄地点的经纬度）",
      right="入户照片.jpg（去掉位置信息后另存的）")
def pictures_without_position(case: Case) -> Iterator[Found]:
    """图片、视频里没有记着拍摄地点的经纬度。"""
    for path, seen, place in attachments(case):
        if seen.position:
            yield Found(place, f"附件“{path}”里记着拍摄地点的经纬度，人人都能看到", "请去掉位置信息后再放：Windows 里右键“属性—详细信息—删除属性和个人信息”，或者截图后另存")


@rule("C924", "signatures-needed", Severity.NOTICE, basis=REVIEWED, wrong="允许附件里的 名单.docx 其实读得出来", right="（删去这一条）")
def signatures_needed(case: Case) -> Iterator[Found]:
    """“允许附件”里只有程序读不了的附件。"""
    for entry in case.county.allowed_attachments:
        seen = case.seen(entry.file) if entry.file in case.paths and case.wanted(entry.place.file) else None
        if seen and not seen.unread and seen.kind not in FILMS:
            yield Found(entry.where("file"), f"附件“{entry.file}”读得出来，不用签字", "请删去“允许附件”里的这一条；内容有问题的，签了字也不放行")
