"""Currency of the law: what bases and matters name is on no list of the repealed, revised and renamed (law/repealed.yml)."""
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from disclosure.model.finding import Severity
from disclosure.model.flows import Flow, Step
from disclosure.model.law import Outdated
from disclosure.model.matters import Item
from disclosure.model.people import Unit
from disclosure.model.registers.services import ServiceGuide
from disclosure.rules.registry import Case, Found, once, rule
from disclosure.rules.written import Written, blob, hits, place_of, short

TITLE = re.compile(r"《(?<!原《)([^《》\n]{2,60})》")
AFTER = re.compile(r"[^\S\n]?[（(]([^（()）\n]{4,40})[）)]")
INSIDE = re.compile(r"(.+?)（([^（）]+)）")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
VERSION = re.compile(r"修|版|〔|^\d{4}年?$")
WIDTH = str.maketrans("()—－–[]【】﹝﹞", "（）---〔〕〔〕〔〕")
IN_TITLE = re.compile(r"《[^》\n]*$")
UNSURE = "这一条没有查到原文，请先核对"


@once
def cited(case: Case) -> tuple[tuple[Written, re.Match, int], ...]:
    """Every 《title》 in a basis."""
    return tuple(hits(case, TITLE, "basis"))


def entries(case: Case, *kinds: str) -> list[Outdated]:
    return [o for o in case.law.outdated if o.kind in kinds and case.county.as_of >= o.since]


@cache
def plain(title: str) -> str:
    """A title as the list has it: without 中华人民共和国, brackets of one width."""
    return re.sub(r"\s", "", title).translate(WIDTH).removeprefix("中华人民共和国")


def replaced(case: Case, what: Written, fragment: str, start: int, called: str, entry: Outdated) -> Found:
    message = f"{what.called}里的{called}自 {entry.since} 起{'已' if entry.sure else '可能已'}被取代"
    return found(case, what, fragment, start, entry, message, f"现行的是{entry.new}，请改引并核对条号")


def found(case: Case, what: Written, fragment: str, start: int, entry: Outdated, message: str, hint: str) -> Found:
    return Found(place_of(case, what, fragment, start), message, hint if entry.sure else f"{hint}（{UNSURE}）", None if entry.sure else Severity.NOTICE)


@rule("C711", "acts-in-force", Severity.WARNING, basis="上高县、全南县动态调整制度：依据失效的及时调整；清单见 law/repealed.yml", wrong="依据: 《中华人民共和国执业医师法》第八条",
      right="依据: 《中华人民共和国医师法》第八条", alone=True)
def acts_in_force(case: Case) -> Iterator[Found]:
    """依据的法律、法规、文件没有废止或者被取代。"""
    yield from (found for what, found in repealed(case) if not isinstance(what.top, ServiceGuide))  # guides have a rule of their own


@once
def repealed(case: Case) -> tuple[tuple[Written, Found], ...]:
    """What bases name that is repealed or replaced, and what to say of it."""
    return tuple(outdated_bases(case))


def outdated_bases(case: Case) -> Iterator[tuple[Written, Found]]:
    titles = {plain(old): o for o in entries(case, "废止") for old in o.old}
    told: set[tuple] = set()
    for what, match, start in cited(case):
        entry = titles.get(match[1]) or titles.get(plain(match[1]))
        if entry:
            told.add((what.place, entry.new))
            yield what, replaced(case, what, match[0], start, f"《{short(match[1])}》", entry)
    text = blob(case, "basis").text
    for entry in entries(case, "令号", "文号"):
        for old in entry.old:
            if re.search(r"\d+", old)[0] not in text or (entry.kind == "文号" and old.partition("〔")[0] not in text):
                continue
            for what, match, start in hits(case, pattern_of(entry, old), "basis"):
                if not any(place == what.place and heir.startswith(entry.new[:8]) for place, heir in told):
                    yield what, replaced(case, what, match[0], start, f"“{match[0]}”", entry)


def pattern_of(entry: Outdated, old: str) -> re.Pattern:
    if entry.kind == "令号":
        return re.compile(rf"国务院(?:第{old}号令|令\s?第?\s?{old}号)|(?<![\d第〕])第?{old}号令")
    head, year, tail = re.fullmatch(r"(.+)〔(\d+)〕(\d+)号", old).groups()
    return re.compile(rf"{head}[〔\[［(（﹝【]{year}[〕\]］)）﹞】]\s?{tail}号")


@rule("C712", "latest-revision", Severity.WARNING, basis="法律修订后条号、程序变动；清单见 law/repealed.yml", wrong="依据: 《行政处罚法》（2017年修正）第五条",
      right="依据: 《中华人民共和国行政处罚法》（2021年修订）第五条", alone=True)
def latest_revision(case: Case) -> Iterator[Found]:
    """依据写了版本年份的，是最近一次修订的。"""
    titles = {plain(old): o for o in entries(case, "修订") for old in o.old}
    text = blob(case, "basis").text
    for what, match, start in cited(case):
        name, version = match[1], None
        entry = titles.get(name) or titles.get(plain(name))
        if entry is None and name[-1] in "）)" and (parts := INSIDE.fullmatch(plain(name))):
            entry, version = titles.get(parts[1]), parts[2]
        if entry is None:
            continue
        if version is None and (after := AFTER.match(text, match.end())):
            version = after[1].translate(WIDTH)
        years = [int(y) for y in YEAR.findall(version or "")]
        if years and VERSION.search(version) and max(years) < entry.year:
            message = f"{what.called}引用的《{short(name)}》是 {max(years)} 年的版本，{entry.year} 年已经修订"
            yield found(case, what, match[0], start, entry, message, f"{entry.new}；请按现行版本核对条号和年份")


def outside_titles(case: Case, kind: str, wanted) -> dict[tuple[str, str], list[tuple[Written, int, Outdated]]]:
    """Where old words stand outside the titles of documents, by file and word."""
    text = blob(case, "text").text
    places = defaultdict(list)
    for entry in entries(case, kind):
        for old in entry.old:
            if old not in text:
                continue
            for what, match, start in hits(case, re.compile(rf"(?<!原)(?<!原县){re.escape(old)}")):
                before = text[text.rfind("\n", 0, match.start()) + 1:match.start()]
                if wanted(what) and not IN_TITLE.search(before) and not re.search(r"原[^，。；、]{0,4}$", before):
                    places[what.place.file, old].append((what, start, entry))
    return places


def of_a_matter(what: Written) -> bool:
    return (isinstance(what.record, Item) and what.code in ("name", "category", "subname", "content", "time_limit", "channels", "audience")) or \
        (isinstance(what.record, Flow | Step) and what.code != "basis")


@rule("C713", "bodies-renamed", Severity.WARNING, basis="机构改革后的名称；清单见 law/repealed.yml", wrong="名称: 示例县扶贫办", right="名称: 示例县农业农村局", alone=True)
def bodies_renamed(case: Case) -> Iterator[Found]:
    """单位和事项里没有已经更名、撤并的机构。"""
    as_of = case.county.as_of

    def wanted(what: Written) -> bool:
        record = what.record
        if isinstance(record, Unit):
            return what.code in ("name", "short_name") and not (record.dissolved and record.dissolved.date <= as_of)
        return of_a_matter(what)
    yield from told_once_a_file(case, outside_titles(case, "机构", wanted), "是旧的机构名称，现在是{}", "请改成现在的机构；units.yml 里已经没有的单位写“停用”和承接")


@rule("C714", "words-of-today", Severity.WARNING, basis="各地目录实测的过期用语；清单见 law/repealed.yml", wrong="名称: 社会抚养费征收", right="（事项停用，原因写法律已取消）", alone=True)
def words_of_today(case: Case) -> Iterator[Found]:
    """事项里没有已经取消、改名的制度和用语。"""
    yield from told_once_a_file(case, outside_titles(case, "用语", of_a_matter), "是过去的说法，现在：{}", "请按现行的说法改写；事项已经取消的，写“停用”")


def told_once_a_file(case: Case, places: dict, message: str, hint: str) -> Iterator[Found]:
    """One finding for a word in a file; where it is sure to be outdated, one for each place."""
    for (_, old), those in places.items():
        for what, start, entry in those if those[0][2].sure else those[:1]:
            more = f"（本文件共 {len(those)} 处）" if len(those) > 1 and not entry.sure else ""
            yield found(case, what, old, start, entry, f"{what.called}里的“{old}”{message.format(entry.new)}{more}", hint)
