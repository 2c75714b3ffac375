"""Participation (决策和参与): decisions take their steps in order and answer those who commented, meetings are told in time, people can take part."""
from collections.abc import Iterator

from disclosure.model.fields import earlier
from disclosure.model.finding import Severity
from disclosure.model.punctuality import late_by
from disclosure.model.registers.participation import Decision
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.shelves import complete, current, days_after, gaps, past
from disclosure.rules.statute import REGULATION
from disclosure.rules.written import short

DECIDING = "《重大行政决策程序暂行条例》（国务院令第713号）"
BUSINESS = "《优化营商环境条例》（国务院令第722号）"
MAJOR = "重大行政决策"
COMMENTED, ADOPTED, ANSWERED, PAPERS, REPORTED = 30, 30, 2, 7, 30


def decisions(case: Case) -> list[Decision]:
    return current(case, "decisions")


@rule("C821", "comments-30-days", Severity.ERROR, basis=f"{DECIDING}第十五条：公开征求意见的期限一般不少于30日，因情况紧急等原因需要缩短期限的，应当予以说明；{BUSINESS}第六十二条（与市场主体生产经营密切相关的规范性文件）；其他类型是建议",
      wrong="征集: {开始: 2026-11-03, 截止: 2026-11-20}", right="征集: {开始: 2026-11-03, 截止: 2026-12-05}", statutory=True)
def comments_30_days(case: Case) -> Iterator[Found]:
    """公开征求意见不少于30日（首尾两天都算），不足的写缩短理由。"""
    for decision in decisions(case):
        open_for = decision.consultation
        length = days_after(open_for.start, open_for.end) if open_for else None
        if length is not None and length + 1 < COMMENTED and not open_for.shortened:
            yield Found(open_for.where("end"), f"“{short(decision.label)}”从 {open_for.start} 到 {open_for.end} 只征求 {length + 1} 天意见，不足 {COMMENTED} 天",
                        "请延长截止日期；情况紧急确需缩短的，写“缩短理由”", None if decision.kind == MAJOR else Severity.WARNING)


@rule("C822", "comments-answered", Severity.WARNING, basis=f"{BUSINESS}第六十二条：建立健全意见采纳情况反馈机制；30天是建议值", wrong="征集截止三个月了，没有“采纳”", right="采纳: {公布日期: 2026-12-20, …}")
def comments_answered(case: Case) -> Iterator[Found]:
    """征求意见截止后30天内公布采纳情况。"""
    for decision in decisions(case):
        open_for, adoption = decision.consultation, decision.adoption
        if not open_for or decision.stopped:
            continue
        if adoption and (late := days_after(open_for.end, adoption.published)) and late > ADOPTED:
            yield Found(adoption.where("published"), f"“{short(decision.label)}”{open_for.end} 截止，{adoption.published} 才公布采纳情况，隔了 {late} 天", "请核对日期；确实晚了的，如实保留，今后及时公布")
        elif not adoption and not decision.resolution and past(case, open_for.end, ADOPTED):
            yield Found(open_for.where("end"), f"“{short(decision.label)}”征求意见 {open_for.end} 截止，已超过 {ADOPTED} 天，还没有公布采纳情况", "请写“采纳”：收到多少条、采纳多少条、没有采纳的为什么")


@rule("C823", "answered-before-decided", Severity.WARNING, basis=f"{DECIDING}第三十二条：对社会公众普遍关心的重大行政决策，应当说明公众意见的采纳情况",
      wrong="有“决定”，没有“采纳”", right="采纳: {公布日期: 2026-07-20, 收到: 12, …}")
def answered_before_decided(case: Case) -> Iterator[Found]:
    """作出决定的写明意见的采纳情况，不论公众是怎样参与的。"""
    for decision in decisions(case):
        if decision.resolution and not decision.adoption:
            yield Found(decision.resolution.where("date"), f"“{short(decision.label)}”已经决定，没有写意见的采纳情况", "请写“采纳”；一条意见也没有收到的，收到、采纳都写 0")


@rule("C824", "hearing-papers", Severity.WARNING, basis=f"{DECIDING}第十六条：召开听证会7日前，将材料送达听证参加人", wrong="听证: {日期: 2026-11-20, 材料送达: 2026-11-16}", right="听证: {日期: 2026-11-20, 材料送达: 2026-11-10}")
def hearing_papers(case: Case) -> Iterator[Found]:
    """听证会的材料在7天前送达。"""
    for decision in decisions(case):
        hearing = decision.hearing
        if hearing is None:
            continue
        before = days_after(hearing.papers, hearing.date)
        if before is not None and before < PAPERS:
            yield Found(hearing.where("papers"), f"“{short(decision.label)}”的听证会 {hearing.date} 召开，材料 {hearing.papers} 送达，不足 {PAPERS} 天", "请核对日期；还没有开的，听证会改期")
        elif not hearing.papers and hearing.date.exact and (hearing.date.day - case.county.as_of.day).days < PAPERS:
            yield Found(hearing.where("date"), f"“{short(decision.label)}”的听证会 {hearing.date} 召开，没有写材料哪一天送达", "请写“材料送达”的日期")


@rule("C825", "legality-before-decided", Severity.WARNING, basis=f"{DECIDING}第二十五条：决策草案未经合法性审查或者经审查不合法的，不得提交决策机关讨论",
      wrong="决定: {日期: 2026-12-01}，合法性审查: {日期: 2026-12-10}", right="合法性审查: {日期: 2026-11-20}，决定: {日期: 2026-12-01}", statutory=True)
def legality_before_decided(case: Case) -> Iterator[Found]:
    """重大行政决策先通过合法性审查，再作出决定。"""
    for decision in decisions(case):
        if decision.kind != MAJOR or not decision.resolution:
            continue
        if not decision.legality:
            yield Found(decision.resolution.where("date"), f"“{short(decision.label)}”已经决定，没有写合法性审查", "请写“合法性审查: {日期: …}”")
        elif earlier(decision.resolution.date, decision.legality.date):
            yield Found(decision.legality.where("date"), f"“{short(decision.label)}”{decision.resolution.date} 决定，{decision.legality.date} 才通过合法性审查", "请核对两个日期")


@rule("C826", "opinions-add-up", Severity.ERROR, basis="建议：收到的意见每一条都有着落，没有采纳的说明理由", wrong="收到: 12，采纳: 7，部分采纳: 2，未采纳: 2", right="收到: 12，采纳: 7，部分采纳: 2，未采纳: 3")
def opinions_add_up(case: Case) -> Iterator[Found]:
    """采纳、部分采纳、未采纳的条数加起来等于收到的，未采纳的写理由。"""
    for decision in decisions(case):
        told = decision.adoption
        if told is None:
            continue
        total = sum(n.value for n in (told.adopted, told.partly, told.rejected) if n)
        if total != told.received.value:
            yield Found(told.where("received"), f"“{short(decision.label)}”收到 {told.received} 条，采纳、部分采纳、未采纳加起来是 {total} 条", "请核对这几个数")
        for opinion in told.opinions:
            if opinion.adopted == "未采纳" and not opinion.reason:
                yield Found(opinion.where("adopted"), f"“{short(decision.label)}”没有采纳的一条意见没有写理由", "请写“理由”：为什么没有采纳", Severity.WARNING)


@rule("C827", "directory-of-the-year", Severity.NOTICE, basis=f"{DECIDING}第三条：决策机关可以结合职责权限和本地实际确定决策事项目录、标准，向社会公布，并根据实际情况调整；每年公布是建议",
      wrong="decisions/ 里没有今年的重大行政决策", right="类型: 重大行政决策，年度: '2026'")
def directory_of_the_year(case: Case) -> Iterator[Found]:
    """今年的重大行政决策目录已经列出。"""
    there, year = complete(case, "decisions"), case.county.as_of[:4]
    if there and not any(d.kind == MAJOR and d.year == year for d in there):
        yield Found(there[0].place, f"还没有 {year} 年的重大行政决策目录", "请把今年要作的重大行政决策各写一个文件，类型写“重大行政决策”，年度写今年")


@rule("C828", "meeting-in-20-workdays", Severity.WARNING, basis=f"{REGULATION}第二十六条：自政府信息形成之日起20个工作日内及时公开",
      wrong="日期: 2026-09-01，发布日期: 2026-11-06", right="日期: 2026-11-06，发布日期: 2026-11-10", statutory=True)
def meeting_in_time(case: Case) -> Iterator[Found]:
    """政府会议的情况在会后20个工作日内公布。"""
    most = case.law.periods["主动公开"].workdays
    for meeting in current(case, "meetings"):
        if late := late_by(meeting.date, meeting.published, most, case.law):
            yield Found(meeting.where("published"), f"“{short(meeting.label)}”会后 {most + late} 个工作日才公布，超过 {most} 个工作日", "请核对两个日期；确实晚了的，如实保留，今后按时公布")


@rule("C829", "seats-every-year", Severity.NOTICE, basis="《深化政务公开促进基层政府治理能力提升工作任务分解表》第2项：建立人大代表、政协委员、公众代表等列席政府有关会议制度；每年一次是建议",
      wrong="一年里的会议都没有“列席”", right="列席: [{类别: 公众代表, 人数: 3}]")
def seats_every_year(case: Case) -> Iterator[Found]:
    """每年至少有一次会议请代表列席。"""
    there = complete(case, "meetings")
    for gap in gaps(case, [m.date for m in there], [m.date for m in there if m.attendance]) if there else ():
        yield Found(there[0].place, f"{gap.year} 年的政府会议{'' if gap.over else '还'}没有请代表列席", "请了代表的，在会议里写“列席”：哪一类、几个人", Severity.NOTICE)


@rule("C830", "activity-reported", Severity.WARNING, basis="建议：活动办完30天内写明来了多少人、提了什么意见、有什么结果", wrong="日期: 2026-09-10，没有人数、意见、结果", right="人数: 26，意见: [{意见: 先修小学门前, 回应: 列入今年第一批}]")
def activity_reported(case: Case) -> Iterator[Found]:
    """办完的活动30天内写人数，以及意见或者结果。"""
    for activity in current(case, "activities"):
        lacking = [*([] if activity.people else ["人数"]), *([] if activity.opinions or activity.result else ["意见或者结果"])]
        if lacking and past(case, activity.date, REPORTED):
            yield Found(activity.where("date"), f"“{short(activity.label)}”{activity.date} 已经举行，超过 {REPORTED} 天还没有写{'、'.join(lacking)}", "请补上；没有办成的，写“停用”和原因")


@rule("C831", "training-every-year", Severity.NOTICE, basis=f"{REGULATION}第四十八条：政府信息公开工作主管部门应当对行政机关的政府信息公开工作人员定期进行培训；每年一次是建议值",
      wrong="activities/ 里去年没有“培训”", right="类型: 培训，日期: 2026-04-28")
def training_every_year(case: Case) -> Iterator[Found]:
    """每年有政务公开的培训。"""
    yield from held_every_year(case, "培训", False)


@rule("C832", "open-day-every-year", Severity.NOTICE, basis="《深化政务公开促进基层政府治理能力提升工作任务分解表》第3项：定期开展“政务开放日（周）”活动；每年一次是建议值",
      wrong="activities/ 里去年没有“政务开放日”", right="类型: 政务开放日，日期: 2026-11-26")
def open_day_every_year(case: Case) -> Iterator[Found]:
    """每年有政务开放日。"""
    yield from held_every_year(case, "政务开放日", True)


def held_every_year(case: Case, kind: str, told_only: bool) -> Iterator[Found]:
    there = complete(case, "activities")
    for gap in gaps(case, [a.date for a in there], [a.date for a in there if a.kind == kind]) if there else ():
        yield Found(there[0].place, f"{gap.year} 年{'' if gap.over else '还'}没有登记{kind}", f"办过的，在 activities/ 里各写一个文件，类型写“{kind}”", Severity.NOTICE if told_only else gap.level(case))


@rule("C833", "concern-answered", Severity.WARNING, basis="国办发〔2016〕61号：对其他政务舆情应在48小时内予以回应", wrong="出现日期: 2026-10-08，日期: 2026-10-20", right="出现日期: 2026-10-08，日期: 2026-10-09")
def concern_answered(case: Case) -> Iterator[Found]:
    """关切出现以后2天内回应。"""
    for response in current(case, "responses"):
        days = days_after(response.appeared, response.date)
        if days is not None and days > ANSWERED:
            yield Found(response.where("date"), f"“{short(response.label)}”{response.appeared} 出现，{response.date} 才回应，隔了 {days} 天", "请核对两个日期；确实晚了的，如实保留，今后先说已经查到的")
