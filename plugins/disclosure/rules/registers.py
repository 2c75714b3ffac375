"""Registers (台账): whether those that a county should keep are there, and new enough."""
from collections.abc import Iterator

from disclosure.model.county import COLLECTIONS
from disclosure.model.finding import Severity
from disclosure.rules.fresh import staleness
from disclosure.rules.registry import Case, Found, rule

FRESH = "国办秘函〔2019〕19号：动态要闻类2周、通知公告和政策文件类6个月（14、183天的台账）；其余是建议值"


@rule("C802", "registers-fresh", Severity.NOTICE, basis=FRESH, coverage=False,
      wrong="news/ 里最近一条的“日期”是两个月前", right="两周内有新的一条，或者 county.yml 写 台账更新天数: {news: 60}")
def registers_fresh(case: Case) -> Iterator[Found]:
    """台账按规定的天数有更新或者复核。"""
    level = Severity.WARNING if case.county.status == "正式" else None
    for collection, records in case.county.registers:
        if stale := staleness(case.county, collection):
            first = next(iter(records.values()))
            yield Found(first.place, f"{collection.noun}（{collection.path}）最近一次更新是 {stale.newest}，截至 {case.county.as_of} 已超过 {stale.days} 天",
                        "请登记新的内容；内容没有变化的，核对以后写“复核日期”；天数不合适的，在 county.yml 的“台账更新天数”里改", level)


@rule("C803", "registers-there", Severity.NOTICE, basis="县设的“应有台账”", coverage=False,
      wrong="应有台账: [guides]，没有 guides/", right="应有台账: [guides]，guides/ 里有办事指南")
def registers_there(case: Case) -> Iterator[Found]:
    """县设的“应有台账”都有内容。"""
    kept = {collection.name for collection, _ in case.county.registers}
    known = {name: c for name, c in COLLECTIONS.items() if c.shelf}
    for position, name in enumerate(case.county.expected_registers):
        at = case.county.where("expected_registers", position)
        if name not in known:
            yield Found(at, f"没有叫“{name}”的台账", f"可以写：{'、'.join(known)}")
        elif name not in kept:
            yield Found(at, f"还没有{known[name].noun}（catalogues/{known[name].path}）", f"可以用 python build.py new {name} 起一个样子，照着写")
