"""Form: what an element says must mean something where it stands."""
import re
from collections.abc import Iterator
from itertools import pairwise

from disclosure.model.finding import Severity
from disclosure.model.matters import Item
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.stated import stated
from disclosure.rules.written import brief, hits, place_of, short

SAME = re.compile(r"^[（(—–―-]*(?:同上|同前|同左|见上|如上|〃|″|＂|\"|''|′′|””|’’)[）)。—–―-]*$")
NO_WORDS = re.compile(r"[\W\d_]+")
EDGES = " \t。.．,，；;、：:（）()[]【】“”\"'—-/\\"
TOLD = {"title", "name", "category", "subname", "reason", "difference", "no_interpretation", "basis"}
"""Beside the eight elements, what would be no better than missing."""
NAMED = re.compile(r"《[^》]+》|〔\d{4}〕|令第?\d+号|(?:法|条例|规定|办法)第[\d零〇一二三四五六七八九十百]+条")
NUMBER = re.compile(r"\d+")
COUNTED = re.compile(r"(?:令第?|〕)$")


@rule("C401", "no-ditto", Severity.ERROR, basis="鼓政办〔2020〕60号三.1：指向明确、要素统一；单独转发一项时“同上”没有意义",
      wrong="依据: 同上", right="依据: 《社会救助暂行办法》（国务院令第649号）第十一条", measure="completeness", alone=True)
def no_ditto(case: Case) -> Iterator[Found]:
    """要素写出内容，不写“同上”。"""
    for what in (what for text, those in brief(case).items() if SAME.match(text.strip()) for what in those):
        yield Found(what.place, f"{what.called}写的是“{what.text}”，单看这一项不知道指什么",
                    "请把上一项的内容抄写在这里；同一领域都一样的，写在“默认”里")


@rule("C402", "meaningful", Severity.ERROR, basis="国办发〔2019〕54号：目录至少应包括公开事项的名称、内容、依据、时限、主体、方式、渠道、公开对象等要素；只有标点、数字或者“无”“待定”等于没有写",
      wrong="内容: 待补充", right="内容: [申请条件, 申请材料, 办理时限]", measure="completeness", alone=True)
def meaningful(case: Case) -> Iterator[Found]:
    """要素有实际内容，不是“无”“待定”或者只有标点、数字。"""
    for text, those in brief(case).items():
        hollow = text.strip(EDGES).lower() in case.law.wording.hollow
        for what in those if hollow or NO_WORDS.fullmatch(text) else ():
            element = isinstance(what.record, Item) and what.record.fields[what.code].element
            if element or (hollow and what.code in TOLD):
                yield Found(what.place, f"{what.called}写的是“{text}”，等于没有写", "请写出实际内容；还不能确定的事项先不要列入目录",
                            None if element else Severity.WARNING)


@rule("C403", "no-placeholder", Severity.WARNING, basis="各地目录实测：“XX省农机购置补贴实施方案”“县级××部门”等国家指引的占位词没有改成本地的",
      wrong="依据: 《XX省农机购置补贴实施方案》", right="依据: 《福建省农机购置与应用补贴实施方案》", measure="completeness", alone=True)
def no_placeholder(case: Case) -> Iterator[Found]:
    """没有照抄模板里的占位词（XX省、××部门、请填写）。"""
    for what, match, start in hits(case, case.law.wording.placeholders):
        yield Found(place_of(case, what, match[0], start), f"{what.called}里的“{match[0]}”像是模板里没有填的地方", "请换成本地的名称、数字或者文号")


@rule("C404", "no-residue", Severity.WARNING, basis="各地目录实测：识别和模板的残渣（口政府网站、{{el}}、None）；改净是建议",
      wrong="备注: 来源{{el}}", right="备注: 来源县民政局", measure="completeness", alone=True)
def no_residue(case: Case) -> Iterator[Found]:
    """没有文字识别、模板和网页代码的残渣。"""
    wording = case.law.wording
    for sort, pattern in (("text", wording.residue), ("markdown", wording.residue_in_prose)):
        for what, match, start in hits(case, pattern, sort):
            yield Found(place_of(case, what, match[0], start), f"{what.called}里的“{short(match[0])}”像是文字识别、模板或者网页代码留下的", "请对照原文改正")


@rule("C405", "names-differ", Severity.WARNING, basis="鼓政办〔2020〕60号三.1：分类科学、名称规范；同一类里两个事项同名，群众分不清，也无法逐项考核",
      wrong="一级事项“综合业务”下有两个“政策法规文件”", right="“政策法规文件”“监督检查”", alone=True)
def names_differ(case: Case) -> Iterator[Found]:
    """同一个一级事项下，事项的名称不重复。"""
    for owner in case.county.catalogues:
        seen: dict[tuple, Item] = {}
        for item in owner.items:
            if item.retired:
                continue
            key = (getattr(item, "domain", None), item.category, item.name, item.subname)
            first = seen.setdefault(key, item)
            if first is not item and (item.spans or first.spans):
                at = item if item.spans else first
                other = first if at is item else item
                yield Found(at.where("name"),
                            f"事项 {at.number} 与事项 {other.number}（第 {other.where('name').line} 行）同在“{at.category or '未分类'}”下，名称都是“{short(at.name)}”",
                            "请改成能区分的名称，或写“三级事项”；确实是同一件事的合并成一项")


@rule("C406", "basis-named", Severity.WARNING, basis="国办发〔2019〕54号：目录应包括依据；“有关规定”“等法律法规”不能据以核对",
      wrong="依据: 有关法律法规", right="依据: 《社会救助暂行办法》（国务院令第649号）第十一条", alone=True)
def basis_named(case: Case) -> Iterator[Found]:
    """依据写明法律、法规或者文件的名称。"""
    for entry in stated(case):
        record = entry.record
        if entry.says("basis") and getattr(record, "kind", None) != "依法自治" and not any(map(NAMED.search, record.basis)):
            text = record.basis[0] if record.basis else ""
            if text.strip(EDGES).lower() in case.law.wording.hollow or SAME.match(text.strip()):
                continue  # said already
            yield Found(entry.where("basis"), f"{entry.called} 的依据“{short(text)}”没有写明是哪一部法律、法规或者文件", "请写成 《名称》（文号）第几条")


@rule("C407", "not-filled-down", Severity.WARNING, basis="各地目录实测：表格下拉填充使“48小时”变成“49小时”、文号逐行加一",
      wrong="相邻两项的时限：超过48小时、超过49小时", right="相邻两项的时限都是：超过48小时", alone=True)
def not_filled_down(case: Case) -> Iterator[Found]:
    """相邻事项的数字不是表格下拉时逐行加一填出来的。"""
    for owner in case.county.catalogues:
        for code in ("time_limit", "basis"):
            rows = [i for i in owner.items if code in i.spans and not i.retired]
            if code == "basis" and not any("号" in text for i in rows for text in i.basis):
                continue
            run = 1
            for before, after in pairwise(rows):
                step = one_more(said(before, code), said(after, code))
                if not step:
                    run = 1
                    continue
                run += 1
                context, following = step
                sure = following.startswith("小时") if code == "time_limit" else COUNTED.search(context) and "《" in said(after, code)
                if sure or (code == "time_limit" and run > 2 and not following.startswith("年")):
                    yield Found(after.where(code),
                                f"事项 {after.number} 的{after.fields[code].key}与上一项（事项 {before.number}，第 {before.where(code).line} 行）只差数字加一，像是表格下拉填充出来的",
                                "请对照原文核对这个数字")


def said(item: Item, code: str) -> str:
    value = getattr(item, code)
    return value if isinstance(value, str) else "\n".join(value)


def one_more(before: str, after: str) -> tuple[str, str] | None:
    """What stands before and after the one number that has grown by one, where nothing else differs."""
    if before == after or abs(len(before) - len(after)) > 1 or NUMBER.sub("#", before) != NUMBER.sub("#", after):
        return None
    changed = [(old, new) for old, new in zip(NUMBER.finditer(before), NUMBER.finditer(after), strict=True) if old[0] != new[0]]
    if len(changed) != 1 or int(changed[0][1][0]) != int(changed[0][0][0]) + 1:
        return None
    return after[:changed[0][1].start()], after[changed[0][1].end():]
