"""Upkeep (工作推进): documents hold, what is withheld is reviewed, changes agree with the catalogues, assessments and lists are whole."""
import re
from collections import defaultdict
from collections.abc import Iterator

from disclosure.editions.past import names
from disclosure.model.county import Domain
from disclosure.model.fields import earlier
from disclosure.model.finding import Severity
from disclosure.model.matters import Item
from disclosure.model.punctuality import proactive
from disclosure.model.rare import Rare
from disclosure.model.registers.adjustment import Change
from disclosure.model.registers.work import Document, Withheld
from disclosure.model.time_limit import number
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.shelves import complete, current, gaps, past
from disclosure.rules.statute import REGULATION
from disclosure.rules.written import several, short, spot

GROUNDS = {"国家秘密": 14, "法律法规禁止": 14, "危及安全稳定": 14, "商业秘密": 15, "个人隐私": 15, "内部事务": 16, "过程性信息": 16, "执法案卷": 16}
"""The article of the 条例 on which each class of withheld information rests."""
ARTICLE = Rare(r"第([一二三四五六七八九十百0-9]+)条(?:[^第]{0,3}?[至到—]第([一二三四五六七八九十百0-9]+)条)?")
OWN = re.compile("政府信息公开条例|^(?:本)?条例")
NAMED = re.compile(r"《[^》]{1,40}(?:法|法典|条例|规定)(?:[（(][^》]{1,20}[）)])?》")
NEW, GONE, OPENED = "新增", "停用", "转为主动公开"
ASSESSED = ("绩效考核", "第三方评估", "社会评议")
OPEN_ACCOUNTS = ("运行", "变更")
OWN_APPS = ("客户端", "小程序", "其他")
"""Platforms that are no third party's, or not one."""
REVIEWED = 365


@rule("C851", "documents-hold", Severity.WARNING, basis="建议：状态与失效日期、代替关系一致", wrong="失效日期: 2025-09-30，状态: 现行", right="失效日期: 2025-09-30，状态: 废止")
def documents_hold(case: Case) -> Iterator[Found]:
    """状态是现行的，没有过失效日期，也没有被别的文件代替。"""
    as_of, there = case.county.as_of, current(case, "documents")
    heirs = {d.replaces: d for d in there if d.replaces and takes_over(d, case)}
    for document in there:
        if document.status != "现行":
            continue
        if document.expires and earlier(document.expires, as_of):
            yield Found(document.where("status"), f"“{short(document.label)}”已于 {document.expires} 失效，状态还是现行", "请把状态改成“废止”；延长了有效期的，改失效日期")
        elif heir := heirs.get(document):
            yield Found(document.where("status"), f"“{short(document.label)}”已被“{short(heir.label)}”代替（{spot(heir.where('replaces'))}），状态还是现行", "请把状态改成“被代替”")


def takes_over(document: Document, case: Case) -> bool:
    """Whether a document is in force, or was, so that what it replaces is not."""
    return document.status not in ("征求意见", "编制中") and not (document.effective and earlier(case.county.as_of, document.effective))


@rule("C852", "pilots-carried-out", Severity.NOTICE, basis="福州市基层政务公开标准化规范化工作任务参考清单第3项：出台相应领域基层政务公开标准目录落实意见；三明通知一(一)", wrong="documents/ 里没有社会救助领域的落实意见",
      right="类型: 落实意见，领域: shehui-jiuzhu")
def pilots_carried_out(case: Case) -> Iterator[Found]:
    """各试点领域有标准目录落实意见。"""
    there = complete(case, "documents")
    told = {domain for d in there if d.kind == "落实意见" for domain in d.domains}
    lacking = [d.name for d in case.county.domains.values() if d.pilot and d not in told]
    if there and lacking:
        yield Found(there[0].place, f"还有 {len(lacking)} 个试点领域没有登记落实意见：{several(lacking, 26)}", "请在 documents/ 里登记，类型写“落实意见”，并写“领域”")


@rule("C853", "standards-numbered", Severity.WARNING, basis="建议：现行的地方标准写明标准号和施行日期", wrong="类型: 地方标准，状态: 现行，没有标准号", right="标准号: DB3599/T 001—2026，施行日期: 2026-10-01")
def standards_numbered(case: Case) -> Iterator[Found]:
    """现行的地方标准写明标准号和施行日期。"""
    for document in current(case, "documents"):
        lacking = [document.fields[code].key for code in ("standard", "effective") if not getattr(document, code)]
        if document.kind == "地方标准" and document.status == "现行" and lacking:
            yield Found(document.where("kind"), f"地方标准“{short(document.label)}”是现行的，没有写{'、'.join(lacking)}", "请照标准文本写上")


@rule("C854", "ground-fits", Severity.WARNING, basis=f"{REGULATION}第十四条（国家秘密，法律、行政法规禁止，危及安全稳定）、第十五条（商业秘密、个人隐私）、第十六条（内部事务、过程性信息、执法案卷）",
      wrong="类别: 内部事务，依据: [《中华人民共和国政府信息公开条例》第十五条]", right="类别: 内部事务，依据: [《中华人民共和国政府信息公开条例》第十六条]", statutory=True)
def ground_fits(case: Case) -> Iterator[Found]:
    """不予公开的依据是条例第十四条至第十六条或者写明的法律，并且与类别相符。"""
    for one in current(case, "negative"):
        cited: set[int] = set()
        for position, text in enumerate(one.basis):
            if OWN.search(text):
                if not (here := articles(text)):
                    yield Found(one.where("basis", position), f"依据“{short(text)}”没有写第几条", "请写明是条例第十四条、第十五条还是第十六条")
                cited |= here
            elif not NAMED.search(text):
                yield Found(one.where("basis", position), f"依据“{short(text)}”不是条例，也没有写明哪部法律", "请写明是条例第十四条、第十五条还是第十六条；依其他法律的，写出法名和条款")
        if cited and GROUNDS[one.kind] not in cited:
            yield Found(one.where("basis"), f"类别“{one.kind}”的依据应当是条例第{CHINESE[GROUNDS[one.kind]]}条，写的是{'、'.join(f'第 {n} 条' for n in sorted(cited))}", "请核对类别和依据")


CHINESE = {14: "十四", 15: "十五", 16: "十六"}


def articles(text: str) -> set[int]:
    """The numbers of the articles that a basis cites, also from one to another."""
    return {n for found in ARTICLE.finditer(text) for n in range(number(found[1]), number(found[2] or found[1]) + 1)}


@rule("C855", "withheld-reviewed", Severity.WARNING, basis=f"{REGULATION}第十八条：对不予公开的政府信息进行定期评估审查；三明通知三(一)：每年全面自查，可转为主动公开的应当主动公开",
      wrong="最近一条评估是两年前的", right="评估: [{日期: 2026-04-20, 结果: 继续}]")
def withheld_reviewed(case: Case) -> Iterator[Found]:
    """不予公开的各类信息365天内评估过，转为主动公开的写明现在的公开事项。"""
    for one in current(case, "negative"):
        last = max((review.date for review in one.reviews), default=None)
        if not last or past(case, last, REVIEWED):
            yield Found(one.where("reviews" if one.reviews else ""), f"“{short(one.label)}”{f'最近一次评估是 {last}，已超过 {REVIEWED} 天' if last else '还没有评估过'}", "请评估还要不要不公开，在“评估”里加一条")
        yield from opened(one)


def opened(one: Withheld) -> Iterator[Found]:
    for review in one.reviews:
        if review.result == OPENED and not (review.matter and proactive(review.matter) and not review.matter.retired):
            yield Found(review.where("matter" if review.matter else "result"), f"“{short(one.label)}”{review.date} 转为主动公开，" + ("写的事项不是主动公开的" if review.matter else "没有写现在是哪个公开事项"),
                        "请写“事项: 领域/编号”，那个事项的方式写主动公开")


@rule("C856", "changes-agree", Severity.WARNING, basis="建议：调整记录与现在的目录一致", wrong="类型: 停用，目录里的事项还在用", right="类型: 停用，事项写了“停用”")
def changes_agree(case: Case) -> Iterator[Found]:
    """目录调整的记录与今天的目录一致。"""
    newest: dict[Item, Change] = {}
    for change in sorted(current(case, "changes"), key=lambda change: change.date):
        for position, matter in enumerate(change.matters):
            if isinstance(change.catalogue, Domain) and matter.owner.id != change.catalogue.id:
                yield Found(change.where("matters", position), f"事项 {matter.code} 不在“{change.catalogue.name}”的目录里", "请核对“目录”和“事项”")
            if change.kind in (NEW, GONE, OPENED):
                newest[matter] = change
    for matter, change in newest.items():
        if change.kind == GONE and not matter.retired:
            said = "已经停用，目录里还在用"
        elif change.kind != GONE and matter.retired and not earlier(change.date, matter.retired.date):
            said = f"是{change.kind}的，目录里却已停用"
        elif change.kind == OPENED and not matter.retired and not proactive(matter):
            said = "转为主动公开，目录里却不是"
        else:
            continue
        yield Found(change.where("kind"), f"调整记录说 {change.date} 事项 {matter.code} {said}（{spot(matter.place)}）", "请改目录，或者改这一条；后来又调整过的，再加一条")
    yield from told_otherwise(case)


def told_otherwise(case: Case) -> Iterator[Found]:
    """What was entered by hand and is not what the editions say."""
    if not case.past:
        return
    known = {entry.reason.id: entry.change for entry in reversed(case.past.ledger) if entry.reason}
    first, last = case.past.editions[0].date, case.past.editions[-1].date
    for change in current(case, "changes"):
        if not change.matters or earlier(change.date, first) or change.date == first or earlier(last, change.date):
            continue  # no two editions lie around it
        if (computed := known.get(change.id)) is None:
            yield Found(change.where("matters"), f"“{short(change.label)}”（{change.date}）说事项 {change.matters[0].code} 有调整，发布过的各版里那时没有这个变动",
                        "请核对日期和事项；目录还没有改的，请改目录")
        elif not names(change, computed):
            yield Found(change.where("elements"), f"“{short(change.label)}”写的要素是{'、'.join(change.elements)}，各版里改的是{'、'.join(cell.title for cell in computed.cells)}",
                        "请照实际改动的要素写", Severity.NOTICE)


@rule("C857", "revision-entered", Severity.NOTICE, basis="临海市工作方案二(一)：动态调整政务公开标准；写明每次改了什么是建议", wrong="领域的修订日期是 2026-10-30，changes.yml 里没有它那时的记录",
      right="\"2026-2\": {标题: 增列医疗救助, 日期: 2026-10-30, 目录: shehui-jiuzhu, …}")
def revision_entered(case: Case) -> Iterator[Found]:
    """领域目录的修订日期有相应的调整记录。"""
    there = complete(case, "changes")
    began = min((change.date for change in there), default=None)
    for domain in case.county.domains.values() if there else ():
        day = domain.revised
        if day and not earlier(day, began) and not any(change.catalogue is domain or change.catalogue.place == domain.place for change in there if change.date[:7] >= day[:7]):
            if any(entry.change.key.startswith(f"domains/{domain.id}/") and entry.edition.date[:7] >= day[:7] for entry in case.past.ledger if case.past):
                continue
            yield Found(domain.where("revised"), f"“{domain.name}”的目录 {day} 修订，目录调整里没有那时的记录", "请在 changes.yml 里写明改了什么、为什么；只是复核、没有改动的，可以不理")
    for change in current(case, "changes"):
        if not change.why:
            yield Found(change.where("reason"), f"“{short(change.label)}”（{change.date}）的原因还是“{change.reason}”，没有人写明为什么改",
                        "请换成实际的原因，并写上依据；不知道的，请问经办的单位", Severity.WARNING)
    lacking = [entry for entry in case.past.ledger if not entry.reason] if case.past and not case.faulty else []
    if lacking:
        place = there[0].place if there else case.county.place
        yield Found(place, f"目录有 {len(lacking)} 处变动没有写明原因：{several([entry.change.where for entry in lacking], 6)}", "运行 python build.py changes --fill，把缺的条目写进 changes.yml，再补上原因和依据")


@rule("C858", "figures-of-assessments", Severity.ERROR, basis="建议：权重、份数对得上", wrong="样本: {发出: 500, 收回: 463, 满意: 480}", right="样本: {发出: 500, 收回: 463, 满意: 428}")
def figures_of_assessments(case: Case) -> Iterator[Found]:
    """指标的权重加起来是100，满意的不多于收回的，收回的不多于发出的。"""
    for assessment in current(case, "assessments"):
        total = sum(indicator.weight.value for indicator in assessment.indicators)
        if assessment.indicators and total != 100:
            yield Found(assessment.where("indicators"), f"“{short(assessment.label)}”各项指标的权重加起来是 {total}，不是 100", "请核对各项权重")
        if sample := assessment.sample:
            told = [(code, n.value) for code in ("content", "returned", "sent") if (n := getattr(sample, code))]
            for (fewer, one), (more, other) in zip(told, told[1:], strict=False):
                if one > other:
                    yield Found(sample.where(fewer), f"“{short(assessment.label)}”{sample.fields[fewer].key} {one} 份，比{sample.fields[more].key}的 {other} 份还多", "请核对这几个数")


@rule("C859", "assessed-every-year", Severity.NOTICE, basis=f"{REGULATION}第四十六条：定期对政府信息公开工作进行考核、评议；三明通知三(一)：每年对不予公开的信息全面自查；考核每年一次是建议值",
      wrong="assessments/ 里没有去年的考核和年度自查", right="类型: 年度自查，年度: '2026'")
def assessed_every_year(case: Case) -> Iterator[Found]:
    """每年有考核或者评估，有年度自查。"""
    there = complete(case, "assessments")
    for kinds, called in ((ASSESSED, "考核、评估或者评议"), (("年度自查",), "年度自查")) if there else ():
        for gap in gaps(case, [a.year for a in there], [a.year for a in there if a.kind in kinds]):
            yield Found(there[0].place, f"{gap.year} 年{'' if gap.over else '还'}没有登记{called}", "做过的，请在 assessments/ 里各写一个文件", gap.level(case))


@rule("C860", "mended-how", Severity.WARNING, basis="《深化政务公开促进基层政府治理能力提升工作任务分解表》第21项：做好督查和审计发现问题及整改落实情况的公开", wrong="状态: 已整改，没有进展", right="进展: [{日期: 2026-05-30, 内容: 已全部拨付。}]")
def mended_how(case: Case) -> Iterator[Found]:
    """已整改的问题写明怎样改的。"""
    for record in current(case, "rectifications"):
        if record.status == "已整改" and not record.progress:
            yield Found(record.where("status"), f"“{short(record.label)}”已整改，没有写进展", "请在“进展”里写：哪一天、怎样改好的")


@rule("C864", "accounts-filed", Severity.WARNING, basis="国办发〔2018〕123号：一个单位原则上在同一第三方平台只开设一个政务新媒体账号；三明通知二(二)：开设、变更、关停、注销要及时备案",
      wrong="县民政局有两个微信公众号，一个没有备案日期", right="县民政局一个微信公众号，备案日期: 2019-06-10")
def accounts_filed(case: Case) -> Iterator[Found]:
    """在用的政务新媒体已经备案，一个单位在一个平台只有一个。"""
    seen: dict[tuple, str] = {}
    for account in current(case, "media"):
        if account.status not in OPEN_ACCOUNTS:
            continue
        if not account.filed:
            yield Found(account.where("title"), f"“{short(account.label)}”没有写备案日期", "备过案的，写“备案日期”；没有的，请备案")
        first = seen.setdefault((account.unit, account.platform), account.label)
        if first is not account.label and account.platform not in OWN_APPS:
            yield Found(account.where("platform"), f"{account.unit.label}在{account.platform}上有“{short(first)}”，还有“{short(account.label)}”", "请整合成一个；已经不用的，状态写“关停”或“注销”")


@rule("C865", "one-main-account", Severity.NOTICE, basis="三明通知二(二)：集中力量做优做强一个主账号", wrong="两个账号都写 主账号: 是", right="一个账号写 主账号: 是")
def one_main_account(case: Case) -> Iterator[Found]:
    """全县有一个政务新媒体主账号。"""
    there = [a for a in current(case, "media") if a.status in OPEN_ACCOUNTS]
    main = [a for a in there if a.main == "是"]
    if there and not main and not case.faulty:
        yield Found(there[0].place, "政务新媒体里没有主账号", "请在全县的主账号上写“主账号: 是”")
    for more in main[1:]:
        yield Found(more.where("main"), f"“{short(main[0].label)}”是主账号，“{short(more.label)}”也是", "主账号只有一个，其余的写“主账号: 否”")


@rule("C866", "gazettes-in-a-row", Severity.NOTICE, basis="三明通知二(四)：政府公报应登尽登；期号连续是建议", wrong="2026年第1期以后是第3期", right="2026年第1期、第2期、第3期")
def gazettes_in_a_row(case: Case) -> Iterator[Found]:
    """政府公报的期号不跳。"""
    years: dict[str, dict[int, object]] = defaultdict(dict)
    for gazette in complete(case, "gazettes"):
        years[gazette.year].setdefault(gazette.issue, gazette)
    for year, issues in sorted(years.items()):
        first = min(issues) if year == min(years) else 1  # the register may begin within a year
        for issue in sorted(issues):
            if lacking := [n for n in range(max((n for n in issues if n < issue), default=first - 1) + 1, issue)]:
                said = f"第 {lacking[0]} 期" if len(lacking) == 1 else f"第 {lacking[0]} 至 {lacking[-1]} 期"
                yield Found(issues[issue].where("issue"), f"{year} 年第 {issue} 期以前缺{said}", "请补登；期号写错的，请改")


@rule("C867", "lists-matched", Severity.NOTICE, basis="鼓政办〔2020〕60号三.1：结合本部门权责清单与公共服务事项清单，编制政务公开事项标准目录", wrong="公开事项: [shehui-jiuzhu/2.2]，这个事项已经停用", right="公开事项: [shehui-jiuzhu/2.3]，或者 不列入理由: …")
def lists_matched(case: Case) -> Iterator[Found]:
    """清单里的每一项对应在用的公开事项，或者写明不列入的理由。"""
    hollow = case.law.wording.hollow
    for power in current(case, "powers"):
        if any(not matter.retired for matter in power.matters_open):
            continue
        if power.matters_open and not power.reason:
            yield Found(power.where("matters_open"), f"“{short(power.label)}”（{power.code}）对应的公开事项已经停用", "请改成在用的事项，或者写“不列入理由”")
        elif power.reason and power.reason.strip(" 。.") in hollow:
            yield Found(power.where("reason"), f"“{short(power.label)}”（{power.code}）的不列入理由“{short(power.reason)}”没有说明为什么", "请写明为什么不列入")
