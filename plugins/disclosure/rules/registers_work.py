"""Progress (工作推进): tasks, projects and what was found wrong have their time and say how far they are; leading bodies have a head."""
from collections.abc import Iterator

from disclosure.model.fields import Date, earlier
from disclosure.model.finding import Severity
from disclosure.model.register import Register
from disclosure.model.registers.work import HEADS, Group, Member
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.shelves import complete, current, past
from disclosure.rules.written import short

DEADLINES = ("tasks", "projects", "rectifications")
INSPECTED = "鼓政办〔2020〕60号四.4：定期督查工作推进情况，不得延误和推迟工作进程；天数、口径为建议"
GROUP = "建议：领导机构有人牵头，变动按“由所在单位继任者自行接替”（鼓政办〔2020〕60号附件1）登记"


def with_deadlines(case: Case, names: tuple[str, ...] = DEADLINES) -> Iterator[Register]:
    for name in names:
        yield from current(case, name)


@rule("C811", "deadline-kept", Severity.WARNING, basis=INSPECTED, wrong="完成时限: 2026-10，状态: 推进中（截至 2026-11-20）", right="完成时限: 2026-10，状态: 已完成，完成日期: 2026-10-28")
def deadline_kept(case: Case) -> Iterator[Found]:
    """任务、项目、整改没有过了完成时限还不了结的。"""
    for record in with_deadlines(case):
        if late := record.overdue(case.county.as_of):
            yield Found(record.where(record.roles["deadline"]), f"“{short(record.label)}”的完成时限 {record.part('deadline')} 已过 {late} 天，状态还是“{record.state(case.county.as_of)}”",
                        "做完的，改“状态”并写完成日期；没有做完的，如实保留，在“进展”里写明原因和新的安排")


@rule("C812", "progress-agrees", Severity.WARNING, basis="建议：状态、完成日期和进展说得一致", wrong="状态: 已完成，没有完成日期，最近的进度是 80", right="状态: 已完成，完成日期: 2026-10-20")
def progress_agrees(case: Case) -> Iterator[Found]:
    """已完成的写了完成日期或者进度100，未开始的没有进展，进度不往回走。"""
    for record in with_deadlines(case, ("tasks", "projects")):
        steps = sorted(record.progress, key=lambda step: step.date)
        told = [step for step in steps if step.percent]
        if record.status == "已完成" and not record.done and not any(step.percent.value == 100 for step in told):
            yield Found(record.where("status"), f"“{short(record.label)}”已完成，没有写完成日期，也没有进度100的进展", "请写“完成日期”，或者在“进展”里加一条进度 100 的")
        if record.status == "未开始" and steps:
            yield Found(record.where("status"), f"“{short(record.label)}”的状态是未开始，却已有 {len(steps)} 条进展", "已经动手的，请把状态改成在做的")
        for before, after in zip(told, told[1:], strict=False):
            if after.percent.value < before.percent.value:
                yield Found(after.where("percent"), f"“{short(record.label)}”的进度由 {before.date} 的 {before.percent} 退到 {after.date} 的 {after.percent}", "请核对两条进展的日期和进度")


@rule("C813", "progress-told", Severity.NOTICE, basis="建议：没有了结的任务、项目按台账更新天数（不写按90天）写进展", wrong="状态: 推进中，最近一条进展是半年前的", right="90天内有一条进展")
def progress_told(case: Case) -> Iterator[Found]:
    """没有了结的任务、项目在台账更新天数内有进展。"""
    for record in with_deadlines(case, ("tasks", "projects")):
        days = case.county.fresh_days(record.collection)
        if record.closed(case.county.as_of) or record.status == "未开始" or days is None:
            continue
        last = max((day for day in (record.reviewed, *(step.date for step in record.progress)) if day), default=None)
        if last is None or past(case, last, days):
            said = f"最近一次进展是 {last}，已超过 {days} 天" if last else "还没有写进展"
            yield Found(record.where("progress" if record.progress else "status"), f"“{short(record.label)}”{said}", "请在“进展”里加一条：哪一天、做到了哪一步、完成了百分之几")


@rule("C814", "head-in-office", Severity.ERROR, basis=GROUP, wrong="成员里没有在任的组长、召集人", right="成员: [{组内职务: 组长, 单位: zhengfu, 职务: 县长}]")
def head_in_office(case: Case) -> Iterator[Found]:
    """领导机构有一个在任的组长或者召集人。"""
    for group in current(case, "groups"):
        heads = [m for m in holding(group, case.county.as_of) if m.seat in HEADS]
        if not heads:
            yield Found(group.where("members"), f"“{short(group.label)}”没有在任的组长或者召集人", "请在“成员”里写上现任的组长或者召集人；只写职务也可以")
        for more in heads[1:]:
            yield Found(more.where("seat"), f"“{short(group.label)}”有 {len(heads)} 个在任的{more.seat}", "已经离任的，写“离任日期”；其余的改成副组长或者副召集人")


def holding(group: Group, as_of: Date) -> list[Member]:
    """Who holds a seat on the edition's date: has come, and has not gone."""
    return [m for m in group.in_office(as_of) if not m.since or not earlier(as_of, m.since)]


@rule("C815", "name-since", Severity.WARNING, basis="建议：写了姓名的写任职日期，人员变动以后看得出是不是现任", wrong="姓名: 何示例，没有任职日期", right="姓名: 何示例，任职日期: 2025-06-01")
def name_since(case: Case) -> Iterator[Found]:
    """领导机构的成员写了姓名的，写任职日期。"""
    for group in current(case, "groups"):
        for member in group.members:
            if member.name and not member.since:
                yield Found(member.where("name"), f"“{short(group.label)}”的{member.seat}写了姓名，没有写任职日期", "请写“任职日期”；只按职务公布的，不写姓名")


@rule("C816", "successor", Severity.NOTICE, basis=GROUP, wrong="组长 2026-08-31 离任，没有接任的", right="离任的一条以外，再写接任的一条")
def successor(case: Case) -> Iterator[Found]:
    """领导机构的成员离任以后有接任的。"""
    for group in complete(case, "groups"):
        there = holding(group, case.county.as_of)
        for member in group.members:
            if member.until and earlier(member.until, case.county.as_of) and not any(succeeds(other, member) for other in there):
                yield Found(member.where("until"), f"“{short(group.label)}”的{member.seat}（{short(member.post)}）{member.until} 离任以后，没有写接任的", "请加一条接任的；这个席位不再设的，在“备注”里说明")


def succeeds(other: Member, member: Member) -> bool:
    """Whether somebody holds a seat that another has left: the same post of the same unit, or the one seat of its kind."""
    return other.seat == member.seat and (member.seat in (*HEADS, "办公室主任") or (other.unit, other.post) == (member.unit, member.post))
