"""The calendar of disclosure: what is to come out on a later day, what was due and is not there."""
from collections.abc import Iterator

from disclosure.model.due import beginnings, missing_reports, slots
from disclosure.model.fields import Date
from disclosure.model.finding import Severity
from disclosure.model.pages import PageHead
from disclosure.model.place import Place
from disclosure.model.waiting import pages_waiting, waiting
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.statute import REGULATION
from disclosure.rules.written import short


@rule("C560", "waits-for-its-day", Severity.NOTICE, basis="《目录格式》county.yml：截至日期是这一版的日期",
      wrong="截至日期: 2026-06-30，发布日期: 2026-07-15", right="（到 2026-07-15 再生成网站，就会公布）", alone=True)
def waits_for_its_day(case: Case) -> Iterator[Found]:
    """发布日期在截至日期之后的，到那天才公布：这一版的网页、搜索、下载和附件里都没有。"""
    for record, code in waiting(case.county):
        yield later(case, record.where(code), getattr(record, "title", None), record.fields[code].key, getattr(record, code))
    for path, page in sorted(pages_waiting(case.pages, case.county.as_of).items()):
        key = PageHead.fields["published"].key
        rows = case.texts[f"content/{path}"].split("\n")
        line = next((n for n, row in enumerate(rows, 1) if row.strip().startswith(key)), 1)
        yield later(case, Place(f"content/{path}", line, 1, line, len(rows[line - 1]) + 1), page.title, key, Date(page.published))


def later(case: Case, place: Place, title: str | None, key: str, day: Date) -> Found:
    return Found(place, f"{f'“{short(title)}”' if title else ''}{key} {day} 在截至日期 {case.county.as_of} 之后，到那天才公布，这一版的网站里没有它",
                 f"不用改，到那天把 county.yml 的“截至日期”改成当天再生成；想先看样子，用 python build.py serve --as-of {day if day.exact else f'{day}-01'}；日期写错了的请改")


@rule("C561", "due-and-there", Severity.NOTICE, basis="本事项写的公开时限；看最近一年是建议",
      wrong="时限: 每季度首月20日前，一年没有登记新的信息", right="每到期一次，在“信息”里登记这一次公开了什么", measure="timeliness")
def due_and_there(case: Case) -> Iterator[Found]:
    """时限写了定期公开的事项（每月、每季度、每年等），每到期一次都有新的信息。"""
    since = beginnings(case.county)
    for owner in case.county.catalogues:
        if not case.wanted(owner.place.file):
            continue
        late = [(item.number, days) for item in owner.items
                if (days := [day for day, came in slots(item, case.county, case.law, since.get(item)) if not came])]
        if late:
            told = "、".join(f"{number}（{days[-1]}）" for number, days in late[:5])
            yield Found(owner.where(), f"“{owner.name or owner.id}”有 {len(late)} 个事项最近一年到期没有登记新的信息，共 {sum(len(days) for _, days in late)} 次，最近一次是："
                        f"{told}{'等' if len(late) > 5 else ''}",
                        "已经公开的，请登记到这个事项的“信息”里；没有公开的请补上。哪些快到期、哪些过期：python build.py check --due")


@rule("C563", "last-years-reports", Severity.NOTICE, basis=f"{REGULATION}第四十九条：县级以上政府部门每年1月31日前、县级以上政府每年3月31日前公布上一年度工作年度报告",
      wrong="截至日期: 2026-04-01，年报里没有县政府 2025 年度的", right="年报: [{年度: 2025, 单位: 县政府, 公布日期: 2026-03-20}]", statutory=True)
def last_years_reports(case: Case) -> Iterator[Found]:
    """上一年度的政府信息公开工作年度报告都有：部门1月31日前，县政府3月31日前。"""
    county, today = case.county, case.county.as_of.day
    if today.year <= 1:
        return
    level = Severity.WARNING if county.status == "正式" else None
    late = [report for report in missing_reports(county, case.law, today.year - 1) if report.day < today]
    units = [report.unit.label for report in late if report.unit]
    for report in late:
        if report.unit is None:
            yield Found(county.where("annual_reports"), f"没有登记县政府 {report.year} 年度的政府信息公开工作年度报告，应在 {report.day} 前公布",
                        "请公布，在 county.yml 的“年报”里写上年度、单位、公布日期和链接", level)
    if units:
        yield Found(county.where("annual_reports"), f"{len(units)} 个部门没有登记 {today.year - 1} 年度的政府信息公开工作年度报告：{'、'.join(units[:5])}{'等' if len(units) > 5 else ''}",
                    "部门年报应在 1 月 31 日前公布，请在 county.yml 的“年报”里各写一条；不单独编制年报的不用写，可不理会", level)
