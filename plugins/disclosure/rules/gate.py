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
from disclosure.model.said import said
from disclosure.read.attachments.kinds import LARGE as FILMS
from disclosure.rules.attachments import REVIEWED, attachments
from disclosure.rules.participants import KINDS, files_of, named_columns, people_in, people_listed, tables_of
from disclosure.rules.people import CHILDISH, CHILDREN, NAME, NAMED, SCHOOLED, TELEPHONE, children, residents, residents_said
from disclosure.rules.registry import Case, Found, once, rule

PRIVACY = "《中华人民共和国个人信息保护法》第二十五条、第三十四条；《中华人民共和国政府信息公开条例》（国务院令第711号）第十五条"
MINORS = "《中华人民共和国个人信息保护法》第二十八条：不满十四周岁未成年人的个人信息是敏感个人信息"
PRIVATE = ("C901", "C902", "C903", "C904", "C905", "C910")
"""The rules that are applied to the output and to the editions, too."""
APPEAL = "不是个人的号码，或者确需公开的，在 county.yml 的“允许号码”里写上号码、理由和截止日期"


class Lines:
    """Line and column of an offset in a text."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def place(self, file: str, start: int, end: int) -> Place:
        row, last = bisect_right(self.starts, start), bisect_right(self.starts, end)
        return Place(file, row, start - self.starts[row - 1] + 1, last, end - self.starts[last - 1] + 1)


def where(case: Case, file: str, start: int, end: int) -> Place:
    """Where a stretch of a text as shown was typed; for what was taken out of an attachment, the attachment itself."""
    name, inside, _ = file.partition("#")
    if inside:
        return Place(name, 1, 1, 1, 1)
    one = case.shown[file]
    return lines(case, file).place(file, one.origin(start), max(one.origin(end), one.origin(start) + 1))


@once
def lines(case: Case, file: str) -> Lines:
    return Lines(case.texts[file])


def spot(file: str) -> str:
    """Where within an attachment, for the message."""
    part = file.partition("#")[2]
    return f"（在 {part} 里）" if part else ""


def bare(number: str) -> str:
    """A number without what separates its digits."""
    return re.sub(r"[^0-9A-Za-z]", "", number).upper()


@once
def allowed(case: Case) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers that may stand anywhere, and those whose time is over."""
    today = case.county.as_of
    still = {bare(a.number) for a in case.county.allowed_numbers if not a.until or a.until >= today[:len(a.until)]}
    return frozenset(still), frozenset({bare(a.number) for a in case.county.allowed_numbers} - still)


def entered(case: Case, place: Place) -> bool:
    """Whether a place is that of an entry in 允许号码, which is not published."""
    return place.file == "catalogues/county.yml" and any(
        (at := entry.where("number")).line <= place.line <= at.end_line and place.column >= (at.column if place.line == at.line else 0) and place.column < max(at.end_column, 2)
        for entry in case.county.allowed_numbers)


def numbers(case: Case, kind: str) -> Iterator[tuple[Place, Number, str, str]]:
    """(place, number, where within an attachment, what may be done about a number that is in order) for every number of a kind that is not allowed."""
    still, over = allowed(case)
    for file, number in case.likely:
        if number.kind == kind and not number.harmless and number.digits not in still:
            place = where(case, file, number.start, number.end)
            if not (number.digits in over and entered(case, place)) and number.digits not in cleared(case):
                yield place, number, spot(file), appeal(number, over)
    for path in sorted(case.paths):
        for number in personal_numbers(path.rpartition(".")[0] or path, case.known):
            if number.kind == kind and number.digits not in still:
                yield Place(f"content/files/{path}", 1, 1, 1, 1), number, "（在文件名里）", appeal(number, over)


def appeal(number: Number, over: frozenset[str]) -> str:
    return "“允许号码”里写的截止日期已经过了：仍要公开的，请核对后改日期" if number.digits in over else APPEAL


@once
def cleared(case: Case) -> frozenset[str]:
    """The digits that look like a personal number, and of which the company they keep in the sources shows everywhere that they are none."""
    likely = Case(case.county, case.law, dict(case.sources)).likely if case.sources else []
    return frozenset({n.digits for _, n in likely if n.harmless} - {n.digits for _, n in likely if not n.harmless})


def spared(case: Case) -> frozenset[str]:
    """The digits that are let through only because the sources show everywhere that they are nobody's."""
    still, _ = allowed(case)
    told = {number.digits for _, number in case.likely if not number.harmless} - still
    return told & cleared(case) if told else frozenset()


@rule("C901", "no-identity-numbers", Severity.ERROR, basis=PRIVACY, wrong="内容: 张某 3501…（18位身份证号）", right="内容: 张某 35*************12", statutory=True, alone=True)
def no_identity_numbers(case: Case) -> Iterator[Found]:
    """公开的内容里没有身份证号，允许号码里写明的除外。"""
    for place, number, spot_, appeal_ in numbers(case, "身份证号"):
        yield Found(place, f"这里有身份证号 {number.masked}{spot_}", f"请删去，或只留前两位和后三位，中间用 * 代替；附件请在原文件里改后重新放入；{appeal_}")


@rule("C902", "no-bank-cards", Severity.ERROR, basis=PRIVACY, wrong="账号 6222…（19位银行卡号）", right="账号 622**************34", statutory=True, alone=True)
def no_bank_cards(case: Case) -> Iterator[Found]:
    """公开的内容里没有银行卡号，允许号码里写明的除外。"""
    for place, number, spot_, appeal_ in numbers(case, "银行卡号"):
        yield Found(place, f"这里有银行卡号 {number.masked}{spot_}", f"请删去；公示名单不需要账号；{appeal_}")


@rule("C903", "no-mobile-numbers", Severity.ERROR, basis=PRIVACY, wrong="联系电话: 13…（手机号）", right="联系电话: 0590-7000101", statutory=True, alone=True)
def no_mobile_numbers(case: Case) -> Iterator[Found]:
    """公开的内容里没有手机号，允许号码里写明的除外。"""
    for place, number, spot_, appeal_ in numbers(case, "手机号"):
        yield Found(place, f"这里有手机号 {number.masked}{spot_}", f"请换成办公电话；{appeal_}")


@rule("C904", "no-minors", Severity.ERROR, basis=MINORS, wrong="姓名：王某某，出生日期：2016-03-01", right="受助学生 1 名（某某小学）", statutory=True, alone=True)
def no_minors(case: Case) -> Iterator[Found]:
    """公开的内容里没有未成年人的姓名连同出生日期、学校班级，表格里的也一样。"""
    today = case.county.as_of.day
    for file, text in case.searched.items():
        listed = set()
        if said(text, CHILDISH) and (NAME.search(text) or CHILDREN.search(text)):
            for line, names in children(tables := case.tables[file], today):
                listed |= {line, *(tables.line(name.start) for name in names)}
                yield Found(where(case, file, names[0].start, names[0].start + len(names[0].text)),
                            f"这张表像是未成年人的名单：姓名连同出生日期、年龄或者学校班级，有 {len(names)} 人{spot(file)}", "请删去姓名，只公布人数和学校")
        if not said(text, ("姓名", "出生", "生于", "生日")):
            continue
        for pattern in (NAMED, SCHOOLED):
            for found in pattern.finditer(text):
                if pattern is NAMED and int(found["y"]) < today.year - 14 or listed and case.tables[file].line(found.start()) in listed:
                    continue
                yield Found(where(case, file, found.start(), found.end()), f"这里像是未成年人的姓名连同出生日期或者学校班级{spot(file)}", "请删去姓名，只公布人数和学校")


@rule("C911", "no-residents-telephones", Severity.WARNING, basis=PRIVACY, wrong="姓名、住址、补助金额、联系电话列在一张表里", right="姓名、补助金额列在一张表里，联系电话写经办单位的", alone=True)
def no_residents_telephones(case: Case) -> Iterator[Found]:
    """名单和文字里没有群众的姓名连同联系电话；工作人员的办公电话不算。"""
    for file, text in case.searched.items():
        for start, end in residents_said(text):
            yield Found(where(case, file, start, end), f"这里写了一名群众的姓名连同联系电话{spot(file)}", "请删去电话，或者只写姓氏；要让人联系的，写经办单位的电话")
        if "姓" in text and NAME.search(text) and TELEPHONE.search(text):
            for names in residents(case.tables[file]):
                yield Found(where(case, file, names[0].start, names[0].start + len(names[0].text)), f"这张表有 {len(names)} 名群众的姓名连同联系电话{spot(file)}",
                            "请删去电话一列；要让人联系的，写经办单位的电话")


@rule("C908", "no-participants", Severity.ERROR, basis="《中华人民共和国个人信息保护法》第二十五条：个人信息处理者不得公开其处理的个人信息，取得个人单独同意的除外",
      wrong="意见: [{内容: 王某提出石桥村增设一站, 采纳: 采纳}]", right="意见: [{内容: 石桥村增设一站, 采纳: 采纳}]", statutory=True, alone=True)
def no_participants(case: Case) -> Iterator[Found]:
    """决策、会议、活动、回应和好差评里没有评价人、反馈人、申请人、参加人的姓名，遮掉几个字的也没有，附件里的表也一样。"""
    for file, text in case.searched.items():
        if file.startswith(tuple(f"catalogues/{name}/" for name in KINDS)):
            listed = [(cell.start, cell.start + len(cell.text)) for cell in people_listed(case.tables[file])]
            for start, end in sorted({*people_in(text), *listed}):
                if not any(at < start < until or at == start and end < until for at, until in listed):
                    yield Found(where(case, file, start, end), "这里像是提意见、评价、申请或者参加的人的姓名", "请删去；只写意见、人数和哪一类人，遮掉几个字也不写")
    for record in (record for name in KINDS for record in getattr(case.county, name).values() if case.wanted(record.place.file)):
        for one, code, path in files_of(record):
            if there := sum(1 for tables in tables_of(case, path) for _ in people_listed(tables)):
                yield Found(one.where(code), f"附件“{path}”的表里有 {there} 个提意见、评价、申请或者参加的人的姓名", "请删去姓名一列，再重新放入")


@rule("C909", "no-lists-of-recipients", Severity.WARNING, basis="《中华人民共和国个人信息保护法》第三十四条：国家机关处理个人信息不得超出履行法定职责所必需的范围和限度",
      wrong="补贴的附件里有“姓名”一列", right="补贴的附件是各乡镇的合计，名单在公示地点张贴")
def no_lists_of_recipients(case: Case) -> Iterator[Found]:
    """补贴的附件里没有姓名、户名的列。"""
    for subsidy in case.county.subsidies.values():
        for one, code, path in files_of(subsidy) if case.wanted(subsidy.place.file) else ():
            if heads := named_columns(case, path):
                yield Found(one.where(code), f"附件“{path}”有{'、'.join(heads)}的列", "名单请在公示地点张贴；网上只放合计，确要放的，公示期满就撤下")


@rule("C910", "no-other-papers", Severity.ERROR, basis=PRIVACY, wrong="护照号 E12…（护照号码）", right="护照号 E12****78", statutory=True, alone=True)
def no_other_papers(case: Case) -> Iterator[Found]:
    """公开的内容里没有护照、通行证、永久居留证、军官证的号码，允许号码里写明的除外。"""
    for place, number, spot_, appeal_ in numbers(case, "证件号码"):
        yield Found(place, f"这里有证件号码 {number.masked}{spot_}", f"请删去，或中间用 * 代替；{appeal_}")


@rule("C912", "allowed-numbers-signed", Severity.WARNING, basis="建议：放行个人信息要有人负责，写明理由，到期再核对", wrong="允许号码: [{号码: '13900000000'}]",
      right="允许号码: [{号码: '13900000000', 理由: 值班手机, 截止: 2026-12-31}]")
def allowed_numbers_signed(case: Case) -> Iterator[Found]:
    """允许号码的每一条写明理由和截止日期。"""
    for entry in case.county.allowed_numbers:
        if lacking := [key for key, value in (("理由", entry.reason), ("截止", entry.until)) if not value]:
            yield Found(entry.where("number"), f"允许号码的这一条没有写{'和'.join(lacking)}", "请写上为什么可以公开（理由）、放行到哪一天（截止），到期再核对")


@rule("C905", "no-classified", Severity.ERROR, basis="《中华人民共和国保守国家秘密法》；《中华人民共和国政府信息公开条例》（国务院令第711号）第十四条、第十七条",
      wrong="机密★一年", right="（不发布）", statutory=True, alone=True)
def no_classified(case: Case) -> Iterator[Found]:
    """公开的内容里没有密级标志。"""
    yield from words(case, case.law.secrets.blocked, "密级标志或者内部资料标志", "请先停下，报保密机构审查；确认可以公开的，去掉标志后再发布")


@rule("C906", "no-internal-words", Severity.WARNING, basis="《中华人民共和国政府信息公开条例》（国务院令第711号）第十七条：公开前进行审查",
      wrong="内部资料，供参考", right="（经审查后去掉）", alone=True)
def no_internal_words(case: Case) -> Iterator[Found]:
    """公开的内容里没有“内部资料”“不得外传”一类的话。"""
    yield from words(case, case.law.secrets.doubtful, "内部用语", "请核对这份内容是否可以公开；可以的，去掉这句话")


def words(case: Case, signs: tuple[Sign, ...], what: str, hint: str) -> Iterator[Found]:
    for file, text in case.searched.items():
        for pattern in (pattern for sign in signs if said(text, sign.words) for pattern in sign.patterns):
            for found in pattern.finditer(text):
                yield Found(where(case, file, found.start(), found.end()), f"这里有{what}“{' '.join(found[0].split())[:20]}”{spot(file)}", hint)


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
