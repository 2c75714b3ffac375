"""Timeliness: published within the limit, and something new often enough."""
from collections.abc import Iterator

from disclosure.model.finding import Severity
from disclosure.model.punctuality import allowed, contradicts, fresh, newest, overdue, proactive, update_days
from disclosure.rules.registry import Case, Found, notes, rule
from disclosure.rules.statute import REGULATION

@rule("C551", "published-late", Severity.WARNING, basis=f"{REGULATION}第二十六条；本事项的公开时限",
      wrong="形成日期: 2026-03-02，发布日期: 2026-05-20（时限20个工作日）", right="形成日期: 2026-03-02，发布日期: 2026-03-20", statutory=True, measure="timeliness", alone=True)
def published_late(case: Case) -> Iterator[Found]:
    """信息在公开时限内发布（从形成的次日起算工作日）。"""
    for owner in case.county.catalogues:
        for item in owner.items:
            for record in item.records:
                if over := overdue(record, item, case.law):
                    limit = allowed(item, case.law)
                    yield Found(record.where("published"), f"“{record.title[:30]}”形成后 {limit + over} 个工作日才发布，超过时限 {limit} 个工作日",
                                "请核对形成日期和发布日期；确实超期的，如实保留，不要改日期")


@notes
def years_of_information(case: Case) -> Iterator[tuple[str, int]]:
    """The years in which information was formed or published."""
    for owner in case.county.catalogues:
        yield from ((owner.place.file, year) for year in sorted({d.day.year for item in owner.items for r in item.records for d in (r.formed, r.published) if d and d.exact}))


@rule("C552", "holidays-known", Severity.NOTICE, basis="国务院办公厅每年的节假日安排通知",
      wrong="（没有该年节假日安排时，算不出工作日）", right="law/holidays/ 里有该年的文件")
def holidays_known(case: Case) -> Iterator[Found]:
    """算工作日要用的年份都有节假日安排。"""
    for year in sorted({*years_of_information(case)} - case.law.calendar.years.keys()):
        yield Found(case.county.where(), f"没有 {year} 年的节假日安排，这一年的信息没有核对是否按时公开", f"请更新程序，或请维护人员按国务院办公厅通知加上 law/holidays/{year}.yml")


@rule("C553", "formed-before-published", Severity.WARNING, basis="发布不会早于形成；检查指标：不得伪造发稿日期",
      wrong="形成日期: 2026-03-05，发布日期: 2026-03-02", right="形成日期: 2026-03-02，发布日期: 2026-03-05", measure="timeliness", alone=True)
def formed_before_published(case: Case) -> Iterator[Found]:
    """信息的形成日期不晚于发布日期。"""
    for owner in case.county.catalogues:
        for item in owner.items:
            for record in item.records:
                if contradicts(record):
                    yield Found(record.where("formed"), f"“{record.title[:30]}”的形成日期 {record.formed} 晚于发布日期 {record.published}", "请核对两个日期")


@rule("C554", "something-new", Severity.NOTICE, basis="县设的“更新天数”，默认90天（部分省市监测口径，不是法定）",
      wrong="整个领域最近一条信息是一年前的", right="每个领域90天内有新信息", measure="freshness")
def something_new(case: Case) -> Iterator[Found]:
    """每个领域在县设的天数内有新公开的信息。"""
    for domain in case.county.domains.values():
        matters = [item for item in domain.items if not item.retired]
        last = newest(case.county, matters)
        if last and not fresh(case.county, matters):
            yield Found(domain.where(), f"“{domain.name}”最近一次公开是 {last}，截至 {case.county.as_of} 已超过 {update_days(case.county)} 天没有新信息",
                        "请把新形成的信息登记到相应事项的“信息”里")


@rule("C555", "information-entered", Severity.NOTICE, basis="部分省市监测口径：每个事项有实际内容；国办秘函〔2019〕19号：空白栏目超过5个单项否决",
      wrong="事项没有“信息”", right="信息: [{标题: …, 链接: …, 发布日期: …}]", measure="information", alone=True)
def information_entered(case: Case) -> Iterator[Found]:
    """主动公开的事项登记了已公开的信息。"""
    for owner in case.county.catalogues:
        wanted = [i for i in owner.items if not i.retired and proactive(i)]
        empty = [i for i in wanted if not i.records]
        if empty:
            first = "、".join(i.number for i in empty[:5])
            yield Found(owner.where(), f"“{owner.name}”有 {len(empty)} 个主动公开事项（共 {len(wanted)} 个）还没有登记已公开的信息：{first}{'等' if len(empty) > 5 else ''}", "请在事项里写“信息”，登记公开了什么、在哪里、哪天发布")


@rule("C556", "no-long-gaps", Severity.NOTICE, basis="县设的“更新天数”，默认90天（部分省市监测口径，不是法定）",
      wrong="同一事项的两条信息相隔半年", right="同一事项的相邻两条信息相隔不超过90天", alone=True)
def no_long_gaps(case: Case) -> Iterator[Found]:
    """同一事项相邻两条信息的间隔不超过县设的天数。"""
    days = update_days(case.county)
    for owner in case.county.catalogues:
        gaps = []
        for item in owner.items:
            dates = sorted(r.published.day for r in item.records)
            if any((b - a).days > days for a, b in zip(dates, dates[1:], strict=False)):
                gaps.append(item.number)
        if gaps:
            yield Found(owner.where(), f"“{owner.name}”有 {len(gaps)} 个事项的信息相隔超过 {days} 天：{'、'.join(gaps[:5])}{'等' if len(gaps) > 5 else ''}", "请按公开时限及时登记；办事指南等不常变的，可不理会")
