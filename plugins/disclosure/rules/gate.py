"""The gate: what must not be published because it belongs to a person, or is classified.  Over every text, wherever it was read.

No message repeats what it found: a report is passed on more widely than the file.
"""
import re
from bisect import bisect_right
from collections.abc import Iterator

from disclosure.model.finding import Severity
from disclosure.model.law import Sign
from disclosure.model.numbers import Number, personal_numbers
from disclosure.model.place import Place
from disclosure.read.attachments.kinds import LARGE as FILMS
from disclosure.rules.attachments import REVIEWED, attachments
from disclosure.rules.registry import Case, Found, rule

PRIVACY = "《中华人民共和国个人信息保护法》第二十五条、第三十四条；《中华人民共和国政府信息公开条例》（国务院令第711号）第十五条"
MINORS = "《中华人民共和国个人信息保护法》第二十八条：不满十四周岁未成年人的个人信息是敏感个人信息"
NAMED = re.compile(r"(?:姓名|学生|幼儿|儿童|孩子)[：: \t,，|]{0,3}[一-龥]{2,4}[，,、；; \t|（(].{0,40}?(?:出生(?:日期|年月)?|生于)[：: \t,，|]{0,3}(?P<y>(?:19|20)\d\d)")
SCHOOLED = re.compile(r"(?:学生)?姓名[：: \t,，|]{0,3}[一-龥]{2,4}[，,、；; \t|（(].{0,40}?(?:学籍号|小学.{0,6}(?:年级|班)|幼儿园.{0,4}班)")


class Lines:
    """Line and column of an offset in a text."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def place(self, file: str, start: int, end: int) -> Place:
        row, last = bisect_right(self.starts, start), bisect_right(self.starts, end)
        return Place(file, row, start - self.starts[row - 1] + 1, last, end - self.starts[last - 1] + 1)


def where(file: str, text: str, start: int, end: int, lines: dict[str, Lines]) -> Place:
    """A place in a text that an editor can open; for what was taken out of an attachment, the attachment itself."""
    name, inside, _ = file.partition("#")
    if inside:
        return Place(name, 1, 1, 1, 1)
    return lines.setdefault(file, Lines(text)).place(file, start, end)


def spot(file: str) -> str:
    """Where within an attachment, for the message."""
    part = file.partition("#")[2]
    return f"（在 {part} 里）" if part else ""


def numbers(case: Case, kind: str) -> Iterator[tuple[Place, Number, str]]:
    lines: dict[str, Lines] = {}
    for file, number in case.personal:
        if number.kind == kind:
            yield where(file, case.texts[file], number.start, number.end, lines), number, spot(file)
    for path in sorted(case.paths):
        for number in personal_numbers(path):
            if number.kind == kind:
                yield Place(f"content/files/{path}", 1, 1, 1, 1), number, "（在文件名里）"


@rule("C901", "no-identity-numbers", Severity.ERROR, basis=PRIVACY, wrong="内容: 张某 3501…（18位身份证号）", right="内容: 张某 35*************12", statutory=True)
def no_identity_numbers(case: Case) -> Iterator[Found]:
    """公开的内容里没有身份证号。"""
    for place, number, spot_ in numbers(case, "身份证号"):
        yield Found(place, f"这里有身份证号 {number.masked}{spot_}", "请删去，或只留前两位和后三位，中间用 * 代替；附件请在原文件里改后重新放入")


@rule("C902", "no-bank-cards", Severity.ERROR, basis=PRIVACY, wrong="账号 6222…（19位银行卡号）", right="账号 622**************34", statutory=True)
def no_bank_cards(case: Case) -> Iterator[Found]:
    """公开的内容里没有银行卡号。"""
    for place, number, spot_ in numbers(case, "银行卡号"):
        yield Found(place, f"这里有银行卡号 {number.masked}{spot_}", "请删去；公示名单不需要账号")


@rule("C903", "no-mobile-numbers", Severity.ERROR, basis=PRIVACY, wrong="联系电话: 13…（手机号）", right="联系电话: 0590-7000101", statutory=True)
def no_mobile_numbers(case: Case) -> Iterator[Found]:
    """公开的内容里没有手机号，允许号码里写明的除外。"""
    allowed = {re.sub(r"\D", "", a.number) for a in case.county.allowed_numbers if not a.until or a.until >= case.county.as_of[:len(a.until)]}
    for place, number, spot_ in numbers(case, "手机号"):
        if number.digits in allowed:
            continue
        yield Found(place, f"这里有手机号 {number.masked}{spot_}", "请换成办公电话；确需公开的，在 county.yml 的“允许号码”里写上号码、理由和截止日期")


@rule("C904", "no-minors", Severity.ERROR, basis=MINORS, wrong="姓名：王某某，出生日期：2016-03-01", right="受助学生 1 名（某某小学）", statutory=True)
def no_minors(case: Case) -> Iterator[Found]:
    """公开的内容里没有未成年人的姓名连同出生日期、学校班级。"""
    youngest = case.county.as_of.day.year - 14
    lines: dict[str, Lines] = {}
    for file, text in case.searched.items():
        if "姓名" not in text and "出生" not in text and "生于" not in text:
            continue
        for pattern in (NAMED, SCHOOLED):
            for found in pattern.finditer(text):
                if pattern is NAMED and int(found["y"]) < youngest:
                    continue
                yield Found(where(file, text, found.start(), found.end(), lines), f"这里像是未成年人的姓名连同出生日期或者学校班级{spot(file)}", "请删去姓名，只公布人数和学校")


@rule("C905", "no-classified", Severity.ERROR, basis="《中华人民共和国保守国家秘密法》；《中华人民共和国政府信息公开条例》（国务院令第711号）第十四条、第十七条",
      wrong="机密★一年", right="（不发布）", statutory=True)
def no_classified(case: Case) -> Iterator[Found]:
    """公开的内容里没有密级标志。"""
    yield from words(case, case.law.secrets.blocked, "密级标志或者内部资料标志", "请先停下，报保密机构审查；确认可以公开的，去掉标志后再发布")


@rule("C906", "no-internal-words", Severity.WARNING, basis="《中华人民共和国政府信息公开条例》（国务院令第711号）第十七条：公开前进行审查",
      wrong="内部资料，供参考", right="（经审查后去掉）")
def no_internal_words(case: Case) -> Iterator[Found]:
    """公开的内容里没有“内部资料”“不得外传”一类的话。"""
    yield from words(case, case.law.secrets.doubtful, "内部用语", "请核对这份内容是否可以公开；可以的，去掉这句话")


def words(case: Case, signs: tuple[Sign, ...], what: str, hint: str) -> Iterator[Found]:
    lines: dict[str, Lines] = {}
    for file, text in case.searched.items():
        for pattern in (pattern for sign in signs if any(word in text for word in sign.words) for pattern in sign.patterns):
            for found in pattern.finditer(text):
                yield Found(where(file, text, found.start(), found.end(), lines), f"这里有{what}“{' '.join(found[0].split())[:20]}”{spot(file)}", hint)


@rule("C907", "attachments-readable", Severity.ERROR, basis=REVIEWED, wrong="附件: 名单.doc（旧格式，检查不了）", right="附件: 名单.docx", statutory=True)
def attachments_readable(case: Case) -> Iterator[Found]:
    """附件的内容读得出来，检查过有没有个人信息；读不出来的，有人看过并且在 county.yml 的“允许附件”里签了字。"""
    signed = {entry.file: entry for entry in case.county.allowed_attachments}
    for path, seen, place in attachments(case):
        entry = signed.get(path)
        if seen.unread and not seen.foreign and not (entry and in_force(case, entry.until)):
            late = f"；county.yml 里“允许附件”的截止日期 {entry.until} 已过" if entry else ""
            yield Found(place, f"附件“{path}”{'；'.join(seen.unread[:3])}，没有检查其中有没有个人信息{late}",
                        "请另存为 xlsx、docx 或能选取文字的 pdf；只能这样公开的，请人看过全文，在 county.yml 的“允许附件”里写上文件、理由、审看人和截止日期")
        elif seen.kind in FILMS and not seen.refused and not entry:
            yield Found(place, f"附件“{path}”是音频、视频，程序看不出里面有什么", "请人从头到尾看过、听过：有没有身份证件、车牌、未成年人的面孔和声音，再发布", Severity.NOTICE)


def in_force(case: Case, until: str) -> bool:
    return until >= case.county.as_of[:len(until)]
