"""The calendar of disclosure: what is to come out on a later day, what was due and is not there."""
from collections.abc import Iterator

from disclosure.model.finding import Severity
from disclosure.model.waiting import waiting
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.written import short


@rule("C560", "waits-for-its-day", Severity.NOTICE, basis="《目录格式》county.yml：截至日期是这一版的日期",
      wrong="截至日期: 2026-06-30，发布日期: 2026-07-15", right="（到 2026-07-15 再生成网站，就会公布）")
def waits_for_its_day(case: Case) -> Iterator[Found]:
    """发布日期在截至日期之后的，到那天才公布：这一版的网页、搜索、下载和附件里都没有。"""
    for record, code in waiting(case.county):
        day, title = getattr(record, code), getattr(record, "title", None)
        yield Found(record.where(code), f"{f'“{short(title)}”' if title else ''}{record.fields[code].key} {day} 在截至日期 {case.county.as_of} 之后，到那天才公布，这一版的网站里没有它",
                    f"不用改，到那天把 county.yml 的“截至日期”改成当天再生成；想先看样子，用 python build.py serve --as-of {day if day.exact else f'{day}-01'}；日期写错了的请改")
