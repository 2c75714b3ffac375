"""The editions that were published: the chain holds, goes on, and no address of theirs leads nowhere."""
import json
from collections.abc import Iterator

from disclosure.editions.chain import BROKEN, FOLDER, GAP, UNREAD, as_line, differing
from disclosure.editions.changes import changes, others
from disclosure.editions.gone import gone
from disclosure.editions.state import address_of, owner_of
from disclosure.editions.withdrawals import of, shown
from disclosure.editions.words import title_of
from disclosure.model.county import COLLECTIONS
from disclosure.model.finding import Severity
from disclosure.model.place import Place
from disclosure.rules.gate import PRIVACY, PRIVATE
from disclosure.rules.registry import RULES, Case, Found, rule
from disclosure.rules.written import several, short

OWN = "《目录格式》版本档案：每一版记着上一版的 SHA-256"


def told(case: Case, code: str) -> Iterator[Found]:
    for fault in case.chain.faults:
        if fault.code == code:
            yield Found(Place(fault.file, fault.line, 1, fault.line, 1), fault.message, fault.hint)


@rule(BROKEN, "editions-unchanged", Severity.ERROR, basis=OWN, wrong="editions/2026-03-31.jsonl 里有一行被改过", right="editions/ 里的文件与写的时候一样")
def editions_unchanged(case: Case) -> Iterator[Found]:
    """发布过的各版档案没有被改动：每一版的 SHA-256 与后一版记下的一致。"""
    return told(case, BROKEN)


@rule(GAP, "editions-follow", Severity.ERROR, basis=OWN, wrong="第 2 版以后是第 4 版", right="第 2 版、第 3 版、第 4 版")
def editions_follow(case: Case) -> Iterator[Found]:
    """各版档案都在，一版接着一版。"""
    return told(case, GAP)


@rule(UNREAD, "editions-readable", Severity.ERROR, basis=OWN, wrong="editions/说明.docx", right="editions/ 里只有程序写的文件")
def editions_readable(case: Case) -> Iterator[Found]:
    """版本档案的文件夹里只有程序写的文件，都读得懂。"""
    return told(case, UNREAD)


@rule("C883", "addresses-live-on", Severity.WARNING, basis="建议：公布过的网址一直打得开；不再公开的写“停用”，改了编号的写“曾用编号”", wrong="上一版有事项 2.3，现在没有了，也没有写去处",
      right="停用: {日期: 2026-06-30, 原因: 依据已废止}，或者在新的事项上写 曾用编号: [2.3]")
def addresses_live_on(case: Case) -> Iterator[Found]:
    """公布过的事项、政策、台账记录、单位的网址还在，或者写明停用、改成了什么；公布过的编号没有给别的事项。"""
    if case.faulty or not case.chain.editions:
        return  # what could not be read may be there
    lost = {one.key: one for one in gone(shown(case.chain, pending=False), case.state) if not one.heir and "#" not in address_of(one.key)}
    mine = called(case.county.name, case.county.division or "")
    theirs = {key: one for key, one in lost.items() if whose(case, one.edition) != mine}
    if theirs:
        top = [one for key, one in theirs.items() if owner_of(key) not in theirs]
        yield Found(case.county.where("name"), f"{FOLDER}/ 里有“{whose(case, top[0].edition)}”的版本档案，现在的县是“{mine}”：那里公布过的 {len(theirs)} 条这里没有（"
                    f"{several([title_of(one.key, one.value) for one in top], 6)}）",
                    f"那是另一个县的，请删去整个 {FOLDER}/ 文件夹：新的县还没有版本档案，发布第一版时自动存；是本县改了名称或者代码，事项请写“停用”或者“曾用编号”，单位等请改回原来的代号")
    yield from reused(case)
    for key, one in lost.items():
        name, id, *number = key.split("/", 2)
        collection, owner = COLLECTIONS.get(name), owner_of(key)
        if not collection or owner in lost or key in theirs:
            continue  # told with what it stood in, or with all of another county
        below = sum(owner_of(other) == key for other in lost)
        since = f"{one.edition} 那一版还有，现在没有了"
        if number:
            place = getattr(case.county, name)[id].place
            yield Found(place, f"公布过的事项 {id}/{number[0]}“{short(title_of(key, one.value))}”{since}，它的网址没有去处",
                        "不再公开的，请加回来写“停用”；改了编号、并到别的事项的，请在那个事项上写“曾用编号”")
        else:
            also = f"，连同它的 {below} 个事项" if below else ""
            hint = "请加回来写“停用”" if "retired" in collection.template.fields else "请加回来；确实撤并的，在网站上说明改到了哪里"
            yield Found(case.county.place, f"公布过的{collection.noun} {id}“{short(title_of(key, one.value))}”{since}{also}，它的网址没有去处", f"{hint}；代号改了的，改回原来的代号")


def reused(case: Case) -> Iterator[Found]:
    """Numbers that the newest edition gave to other matters."""
    before = shown(case.chain, pending=False).now
    lines = differing(before, case.state)
    for change in changes(before, case.state, lines) if others(before, case.state, lines) else ():
        if change.reused:
            name, id, number = (change.former or change.key).split("/", 2)
            item = next(item for item in getattr(case.county, name)[id].items if item.number == number)
            now = f"，它现在的编号是 {change.key.rpartition('/')[2]}" if change.former else ""
            yield Found(item.where("number"), f"编号 {number} 公布过，是“{short(change.title)}”{now}；现在给了“{short(item.name)}”，以前的链接打开的是别的事项",
                        "公布过的编号请不要给别的事项：新的事项用没有用过的编号，原来的编号不动")


def whose(case: Case, edition: str) -> str:
    """The county that an edition names, as it is called now where only a code is missing."""
    made = case.chain.named(edition)
    if made.county == case.county.name and not (made.division and case.county.division):
        return called(case.county.name, case.county.division or "")
    return called(made.county, made.division)


def called(name: str, division: str) -> str:
    return f"{name} {division}".strip()


@rule("C885", "editions-private", Severity.ERROR, basis=PRIVACY, wrong="editions/2026-03-31.jsonl 里有一行写着手机号", right="那一行已经遮盖：python build.py edition --redact 键 --text 文字", statutory=True)
def editions_private(case: Case) -> Iterator[Found]:
    """以前公布的各版里没有个人号码、未成年人信息和密级，有的已经遮盖。"""
    withdrawn = of(case.chain)
    texts = {}
    for edition in case.chain.editions if not case.chain.faults else ():
        if edition.name not in withdrawn and case.wanted(edition.path):  # what the county says today is judged where it was typed
            rows = [as_line(key, value) if value is not None and case.state.get(key) != value else "" for key, value in edition.lines.items()]
            texts[edition.path] = "\n".join(["", *rows])
    inner = Case(case.county, case.law, texts=texts, sources=case.texts)
    for _, judged in (RULES[code] for code in PRIVATE if texts):
        for found in judged(inner):
            row = texts[found.place.file].split("\n")[found.place.line - 1]
            key = next(iter(json.loads(row)), "") if row else ""
            yield Found(found.place, f"以前公布的这一版里还有：{found.message}",
                        f"请先看清楚，再遮盖：python build.py edition --redact {key} --text 要遮的文字 --reason 原因 --approved 批准的单位，只列出，再加 --apply 才改；"
                        "不是个人的、确需公开的，写进 county.yml 的“允许号码”")


@rule("C884", "editions-in-time", Severity.WARNING, basis="《目录格式》版本档案：一版比一版晚", wrong="最近一版是 2026-11-20，截至日期: 2026-10-20", right="截至日期: 2026-11-20，或者更晚")
def editions_in_time(case: Case) -> Iterator[Found]:
    """截至日期不早于最近发布的一版。"""
    last = case.chain.last
    if last and case.county.as_of and case.county.as_of.day.isoformat() < last.date and not case.county.trial:
        yield Found(case.county.where("as_of"), f"截至日期 {case.county.as_of} 早于最近发布的一版（{last.called}）", "请把截至日期改成这次发布的日期；就这样发布的，这一版不存档")
