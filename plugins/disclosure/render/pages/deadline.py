"""For applicants (依申请公开): when they must be answered, what it may cost, and the law as data for the scripts that reckon in the browser."""
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from disclosure.model.deadline import Reckoning, Request, reckon
from disclosure.model.fees import Charge, Tariff
from disclosure.model.law import Law
from disclosure.model.workdays import Year
from disclosure.render.addresses import hashed
from disclosure.render.output import Crumb, Output, Page
from disclosure.render.pages.channels import DEADLINE, FEE, applying
from disclosure.render.view import View

DATA = "law-data.js"
WEEKDAYS = "一二三四五六日"
PERIODS = {"answer": "答复申请", "extension": "延长答复", "correction": "告知补正", "opinion": "第三方意见"}
"""The periods that the calculator needs: their names in the scripts' data and in law/periods.yml."""


class Example(NamedTuple):
    """A row of the examples: what happened to an application, and when it must be answered."""

    what: str
    due: str
    note: str


def deadline(view: View, law: Law, written: Iterable[Crumb]) -> Iterator[Page | Output]:
    """The two calculators and their data.  `written`: the hand-written pages, which say how to apply."""
    shared = {"law": law, "siblings": applying(view.county), "written": list(written), "chinese": chinese, "data": (made := Output.of(hashed(DATA, told := data(law)), told)).path}
    yield view.page(DEADLINE.address, "deadline.html", "apply", "什么时候答复我：答复期限计算", periods={key: law.periods[name] for key, name in PERIODS.items()},
                    examples=examples(law, date.fromisoformat(view.county.as_of)), known=sorted(law.calendar.years.values(), key=lambda y: -y.year),
                    description="收到政府信息公开申请之后最迟哪天答复，逐日说明，周末、节假日和调休上班都算清楚。", **shared)
    yield view.page(FEE.address, "fee.html", "apply", "要不要交钱：信息处理费计算", samples={t.code: samples(t) for t in law.fees.tariffs},
                    description="依申请公开不收费；数量、频次明显超过合理范围时怎样计收信息处理费，一档一档算。", **shared)
    yield made


def examples(law: Law, day: date) -> list[Example]:
    """What becomes of an application received on `day`, in the ordinary case and in the others."""
    extension = law.periods["延长答复"].workdays or 0
    return [example(what, reckon(request, law.calendar, law.periods)) for what, request in (
        ("没有别的情况", Request(day)),
        (f"征求第三方意见，用满 {law.periods['第三方意见'].workdays} 个工作日", Request(day, consulted=True)),
        (f"告知延长 {extension} 个工作日", Request(day, extended=extension)),
    )]


def example(what: str, found: Reckoning) -> Example:
    if found.due is None:
        return Example(what, "现在还算不出", f"还没有 {found.missing} 年的放假安排，数到 {found.missing - 1} 年底是第 {found.counted} 个工作日，还差 {found.total - found.counted} 个")
    off = sum(not d.count for d in found.days)
    return Example(what, f"{chinese(found.due)}（星期{WEEKDAYS[found.due.weekday()]}）", f"第 {found.total} 个工作日，其间 {off} 天不计入")


def samples(tariff: Tariff) -> list[tuple[int, list[Charge]]]:
    """What the borders of the tiers cost, and a number beyond them."""
    borders = [t.upto for t in tariff.tiers if t.upto]
    return [(n, tariff.charges(n)) for n in (*borders, borders[-1] + 10)]


def chinese(day: date | str) -> str:
    """A date as it stands in a sentence."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.year}年{day.month}月{day.day}日"


def data(law: Law) -> bytes:
    """The same law for the scripts: one global, for a page opened from a folder cannot load JSON."""
    known = {
        "years": {str(year.year): year_data(year) for year in sorted(law.calendar.years.values(), key=lambda y: y.year)},
        "periods": {key: {"days": law.periods[name].workdays, "basis": law.periods[name].basis, "since": law.periods[name].since}
                    for key, name in PERIODS.items()},
        "receipts": [{"code": r.code, "way": r.way, "day": r.day, "about": r.about, "basis": r.basis} for r in law.receipts],
        "fees": {t.code: {"unit": t.unit, "basis": t.basis, "tiers": [[tier.price, tier.upto] for tier in t.tiers], "step": t.step, "rise": t.rise}
                 for t in law.fees.tariffs},
    }
    rows = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}" for key, value in known.items())
    return f"// Made from the law's dated files by every build.\nwindow.disclosureLaw = {{\n{rows}\n}};\n".encode()


def year_data(year: Year) -> dict:
    return {"notice": year.notice, "off": {f"{day:%m-%d}": name for day, name in sorted(year.off.items())}, "on": [f"{day:%m-%d}" for day in sorted(year.on)]}
