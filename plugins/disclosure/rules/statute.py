"""The statute: periods not laxer than the law, grounds of withholding, the guide and the annual reports."""
import re
from collections.abc import Iterator

from disclosure.model.finding import Severity
from disclosure.model.law import Period
from disclosure.model.matters import StandardItem
from disclosure.model.place import Spot
from disclosure.model.time_limit import Limit, exceeds, limits
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.stated import Stated, stated
from disclosure.rules.written import Written, place_of

REGULATION = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
ANSWER = re.compile(r"收到.{0,6}申请|申请之日|答复")
PROLONGED = re.compile("延长|延期")
APPROVED = re.compile(r"批准|批复")
GROUND = re.compile(r"第(?:十四|十五|十六|1[456])条|保守国家秘密法|个人信息保护法|商业秘密|国家秘密|未成年人保护法")


def lax(limit: Limit, period: Period) -> bool:
    """Whether a limit after an event is longer than what the law sets."""
    return limit.kind == "after_event" and exceeds(limit, period)


def answers(entry: Stated, limit: Limit) -> bool:
    """Whether a limit is that of an answer to a request, or by how much that is prolonged."""
    return bool(ANSWER.search(limit.text) or PROLONGED.search(limit.text) and ANSWER.search(entry.record.time_limit))


def place(case: Case, entry: Stated, limit: Limit) -> Spot:
    """Where a limit stands in its text."""
    return place_of(case, Written(entry.record, "time_limit", entry.record.time_limit, "text", entry.record), limit.text)


def stated_limits(case: Case) -> Iterator[tuple[Stated, Limit]]:
    for entry in stated(case):
        if entry.says("time_limit") and entry.record.time_limit:
            for limit in limits(entry.record.time_limit):
                yield entry, limit


@rule("C501", "disclosed-in-20-workdays", Severity.ERROR, basis=f"{REGULATION}第二十六条：属于主动公开范围的，自信息形成或者变更之日起20个工作日内公开；法律、法规另有规定的从其规定",
      wrong="时限: 信息形成之日起30个工作日内", right="时限: 信息形成或者变更之日起20个工作日内", statutory=True, alone=True)
def disclosed_in_time(case: Case) -> Iterator[Found]:
    """主动公开的期限不长于20个工作日。"""
    period = case.law.periods["主动公开"]
    for entry, limit in stated_limits(case):
        if lax(limit, period) and not answers(entry, limit) and entry.record.method != ("依申请公开",):
            yield Found(place(case, entry, limit), f"{entry.called} 的公开时限“{limit.text}”比法定的 {period.workdays} 个工作日长", f"请改成“信息形成或者变更之日起{period.workdays}个工作日内”或更短；另有法律、法规规定的，写明从该规定，如“批准后20日内”")


@rule("C502", "answered-in-20-workdays", Severity.ERROR, basis=f"{REGULATION}第三十三条：不能当场答复的，自收到申请之日起20个工作日内答复",
      wrong="时限: 收到申请之日起30个工作日内答复", right="时限: 收到申请之日起20个工作日内答复", statutory=True, alone=True)
def answered_in_time(case: Case) -> Iterator[Found]:
    """依申请公开的答复期限不长于20个工作日。"""
    period = case.law.periods["答复申请"]
    for entry, limit in stated_limits(case):
        if lax(limit, period) and answers(entry, limit):
            right = f"延长的期限最长不超过{period.workdays}个工作日" if PROLONGED.search(limit.text) else f"收到申请之日起{period.workdays}个工作日内答复"
            yield Found(place(case, entry, limit), f"{entry.called} 的时限“{limit.text}”比法定的 {period.workdays} 个工作日长", f"请改成“{right}”")


@rule("C503", "budget-in-20-days", Severity.ERROR, basis="《中华人民共和国预算法》第十四条：经批准、批复的预算、决算，在批准、批复后20日内公开",
      wrong="时限: 部门预算批复后20个工作日内", right="时限: 部门预算批复后20日内", statutory=True, alone=True)
def budget_in_time(case: Case) -> Iterator[Found]:
    """预算、决算在批准或者批复后20日（自然日）内公开。"""
    period = case.law.periods["预决算公开"]
    for entry, limit in stated_limits(case):
        if getattr(entry.owner, "pilot", None) == 8 and APPROVED.search(limit.event) and lax(limit, period):
            yield Found(place(case, entry, limit), f"{entry.called} 的时限“{limit.text}”比法定的批准、批复后 {period.days} 日（自然日）长",
                        f"请改成“批准（批复）后{period.days}日内”")


@rule("C504", "village-frequency", Severity.ERROR, basis="《中华人民共和国村民委员会组织法》关于村务公开的规定（2018年修正文本第三十条；2025年10月28日修订，2026年1月1日起施行，条号以现行文本为准）：一般事项至少每季度公布一次；集体财务往来较多的，财务收支情况应当每月公布一次；重大事项随时公布",
      wrong="类别: 法定公开，频次: 每年", right="类别: 法定公开，频次: 每季度", statutory=True)
def village_frequency(case: Case) -> Iterator[Found]:
    """村的法定公开事项至少每季度公布一次。"""
    standard = case.county.village_standard
    for owner in (*case.county.villages.values(), *filter(None, [standard])):
        if getattr(owner, "type", "村") != "村":
            continue
        for item in owner.items:
            if owner is standard and "村" not in item.applies or owner is not standard and isinstance(item.origin, StandardItem) and item.spans.keys().isdisjoint(("kind", "frequency")):
                continue  # what is taken over from the standard is judged there
            if not item.retired and item.kind == "法定公开" and item.frequency in ("每半年", "每年"):
                yield Found(item.where("frequency"), f"事项 {item.number} 是法定公开，频次“{item.frequency}”比每季度少", "请改成“每季度”或更勤；属于村民自治约定的，类别改为“依法自治”")


@rule("C505", "ground-of-withholding", Severity.WARNING, basis=f"{REGULATION}第十四条、第十五条、第十六条：只有国家秘密、危及安全稳定、商业秘密和个人隐私、内部事务和过程性信息等可以不公开",
      wrong="不予公开理由: {依据: 有关规定, 理由: 不宜公开}", right="不予公开理由: {依据: 《中华人民共和国政府信息公开条例》第十五条, 理由: 涉及个人隐私}", alone=True)
def ground_of_withholding(case: Case) -> Iterator[Found]:
    """不予公开的依据是条例第十四条至第十六条，或者写明的法律。"""
    withheld = [e.record for e in stated(case) if e.says("exemption")] + [p for p in case.county.policies.values() if p.exemption]
    for record in withheld:
        exemption = record.exemption
        if exemption and exemption.basis and not GROUND.search(exemption.basis):
            yield Found(exemption.where("basis"), f"不予公开的依据“{exemption.basis[:30]}”不是条例第十四条至第十六条，也没有写明哪部法律", "请写明是条例第十四条、第十五条还是第十六条；依其他法律的，写出法名和条款")


@rule("C511", "guide-contacts", Severity.NOTICE, basis=f"{REGULATION}第十二条：公开指南包括政府信息公开工作机构的名称、办公地址、办公时间、联系电话、传真号码、互联网联系方式",
      wrong="公开工作机构: {名称: 某县政务公开办公室}", right="公开工作机构: {名称: …, 地址: …, 办公时间: …, 电话: …, 传真: …, 邮箱: …}", statutory=True, coverage=True)
def guide_contacts(case: Case) -> Iterator[Found]:
    """公开工作机构的名称、地址、办公时间、电话、传真和互联网联系方式都有。"""
    office = case.county.office
    if office is None:
        yield Found(case.county.where(), "county.yml 没有写“公开工作机构”", "请写上名称、地址、办公时间、电话、传真，以及邮箱或者网址")
        return
    lacking = [office.fields[code].key for code in ("name", "postal_address", "hours", "phone", "fax") if not getattr(office, code)]
    if not office.email and not office.website:
        lacking.append("邮箱或者网址")
    if lacking:
        yield Found(office.where(), f"公开工作机构缺{'、'.join(lacking)}", "条例第十二条要求公开指南写全这几项，请补上")


@rule("C512", "annual-reports", Severity.WARNING, basis=f"{REGULATION}第四十九条：县级以上政府部门每年1月31日前、县级以上政府每年3月31日前公布上一年度工作年度报告",
      wrong="年报: [{年度: 2025, 单位: 县教育局, 公布日期: 2026-02-10}]", right="年报: [{年度: 2025, 单位: 县教育局, 公布日期: 2026-01-28}]", statutory=True)
def annual_reports(case: Case) -> Iterator[Found]:
    """年度报告按时公布：部门1月31日前，县政府3月31日前。"""
    county = case.county
    for report in county.annual_reports:
        if not (report.year.isdigit() and report.unit):
            continue
        own = report.unit.name in (county.full_name, county.sponsor) or report.unit.name.endswith(("县人民政府", "区人民政府", "市人民政府", "人民政府办公室"))
        last = f"{int(report.year) + 1}-{case.law.periods['政府年报' if own else '部门年报'].yearly}"
        if report.published and report.published.exact and report.published > last:
            yield Found(report.where("published"), f"{report.unit.label} {report.year} 年度报告 {report.published} 公布，晚于 {last}", "请核对公布日期；确实晚了的，如实保留，下一年按时公布")
        elif not report.published and county.as_of > last:
            yield Found(report.where(), f"{report.unit.label} {report.year} 年度报告应在 {last} 前公布，还没有写公布日期", "请公布年报，写上公布日期和链接", Severity.NOTICE)
