"""Decisions on their way (决策和意见征集): what is open for comment, the year's list, what became of the comments, and each decision's stages.

What is open is judged by the edition's date; on a later day phases.js judges again by the reader's clock.
"""
from collections.abc import Iterable
from typing import Any, NamedTuple

from disclosure.model.collection import Collection
from disclosure.model.fields import Date, earlier
from disclosure.model.registers.participation import OPEN, Decision
from disclosure.render.relations import grouped
from disclosure.render.view import View

SHOWN = ("stopped", "consultation", "hearing", "expertise", "risk", "legality", "adoption", "resolution", "execution", "evaluation")
"""The fields that the template of a decision has places of its own for."""
DONE, NOW, AHEAD, NEEDLESS, UNTOLD = "已完成", "正在进行", "未开始", "不需要", "没有登记"
MARKS = {DONE: "done", NOW: "now", AHEAD: "ahead", NEEDLESS: "no", UNTOLD: "no"}
BAR = 400
ABREAST = 5
"""So many stages stand in a row at most, and about as many in each, so that none stands alone."""


class Stage(NamedTuple):
    """A stage of a decision: its date as readers see it, how far it is in words, and where the page says more; `phases`: the words before, during and after a period."""

    name: str
    state: str
    dated: str = ""
    anchor: str = ""
    phases: str = ""

    @property
    def mark(self) -> str:
        return MARKS.get(self.state, "no")


def stages(decision: Decision, as_of: Date) -> list[Stage]:
    """Every stage in order.  Hearing, expertise and risk stand there only where the decision needs them."""
    open_for, told = decision.consultation, decision.adoption
    wanted = open_for is not None or "公开征求意见" in decision.ways
    heard = wanted or told is not None or "公众参与" in decision.procedures
    found = [Stage("列入目录", DONE, f"{decision.year}年", "mulu"), consulted(decision, as_of, wanted)]
    for name, needed, one, anchor in (("听证", "听证会" in decision.ways, decision.hearing, "tingzheng"), ("专家论证", "专家论证" in decision.procedures, decision.expertise, "lunzheng"),
                                      ("风险评估", "风险评估" in decision.procedures, decision.risk, "fengxian")):
        if needed or one:
            found.append(Stage(name, on(one.date, as_of), one.date, anchor) if one else Stage(name, missing(decision)))
    if told:
        found.append(Stage("意见采纳", DONE, told.published, "caina"))
    elif open_for and heard and not over(decision):
        found.append(Stage("意见采纳", NOW if earlier(open_for.end, as_of) else AHEAD, phases=f"{AHEAD}|{AHEAD}|{NOW}"))
    else:
        found.append(Stage("意见采纳", missing(decision) if heard else NEEDLESS))
    legality, made = decision.legality, decision.resolution
    found.append(Stage("合法性审查", on(legality.date, as_of), legality.date) if legality else Stage("合法性审查", missing(decision) if "合法性审查" in decision.procedures else NEEDLESS))
    discussed = made and (made.meeting.date if made.meeting else made.date)
    needed = "集体讨论" in decision.procedures or bool(made and made.meeting)
    found.append(Stage("集体讨论", (on(discussed, as_of) if made else missing(decision)) if needed else NEEDLESS, discussed or "" if needed else ""))
    found.append(Stage("决定公布", on(made.date, as_of), made.date, "jueding") if made else Stage("决定公布", missing(decision)))
    newest = max((one.date for one in decision.execution), default="")
    found.append(Stage("执行和评价", DONE if decision.evaluation else NOW if newest else missing(decision, late=False), newest, "zhixing" if newest or decision.evaluation else ""))
    return found


def consulted(decision: Decision, as_of: Date, wanted: bool) -> Stage:
    """The stage of the consultation, which a reader's clock may have moved on."""
    name, period = "公开征求意见", decision.consultation
    if period is None:
        return Stage(name, missing(decision) if wanted else NEEDLESS)
    state = AHEAD if earlier(as_of, period.start) else DONE if earlier(period.end, as_of) else NOW
    return Stage(name, state, f"{period.start} 至 {period.end}", "zhengji", "" if over(decision) else f"{AHEAD}|{NOW}|{DONE}")


def missing(decision: Decision, late: bool = True) -> str:
    """How far a stage is of which nothing is told."""
    return decision.stopped or (UNTOLD if late and decision.resolution else AHEAD)


def over(decision: Decision) -> bool:
    """Whether the days of its consultation no longer tell its state."""
    return bool(decision.stopped or decision.resolution or decision.adoption or decision.retired)


def on(day: Date, as_of: Date) -> str:
    return DONE if earlier(day, as_of) else AHEAD if earlier(as_of, day) else NOW


def moving(decision: Decision) -> bool:
    """Whether a reader's clock may know better than the edition's date."""
    return decision.consultation is not None and not over(decision)


def ahead(records: Iterable[Decision], as_of: Date) -> list[Decision]:
    """What may be commented on, or soon may, the first to end before the others."""
    return sorted((one for one in records if moving(one) and one.state(as_of) in (OPEN, "未开始")), key=lambda one: one.consultation.end)


def index(view: View, collection: Collection, records: list[Decision]) -> dict[str, Any]:
    """What the list shows: what may be commented on, the first to end before the others; the years' lists; what became of comments."""
    as_of = view.county.as_of
    coming = ahead(records, as_of)
    years = grouped(sorted(records, key=lambda one: one.year, reverse=True), lambda one: one.year)
    told = sorted((one for one in records if one.adoption), key=lambda one: one.adoption.published, reverse=True)
    return {"ahead": coming, "open": sum(one.state(as_of) == OPEN for one in coming), "years": years, "told": told, "moving": moving, "OPEN": OPEN}


def record(view: View, decision: Decision) -> dict[str, Any]:
    """What the page of a decision shows beside its fields."""
    found = stages(decision, view.county.as_of)
    return {"stages": found, "abreast": -(-len(found) // -(-len(found) // ABREAST)), "moving": moving(decision), "open": decision.state(view.county.as_of) == OPEN, "parts": parts(decision),
            "steps": sorted(decision.execution, key=lambda one: one.date, reverse=True)}


def parts(decision: Decision) -> list[tuple[str, str, int, int]]:
    """What became of the comments, as parts of a bar: (what, how many, start, width)."""
    told = decision.adoption
    if told is None:
        return []
    shares = [(name, number) for name, number in (("采纳", told.adopted), ("部分采纳", told.partly), ("未采纳", told.rejected)) if number]
    whole, found, reached, start = sum(int(number) for _, number in shares), [], 0, 0
    for name, number in shares:
        reached += int(number)
        end = round(BAR * reached / whole) if whole else 0
        found.append((name, number, start, end - start))
        start = end
    return found
