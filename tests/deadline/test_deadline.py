"""When an application must be answered and what it costs: the same answers from Python and from the scripts in Chromium, day by day.

What is expected was not made by the code: see the heads of the YAML files, and the library of working days below.
"""
import json
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.model.deadline import CONSULTING, Reckoning, Request, reckon
from disclosure.read.law import law
from disclosure.render.pages.deadline import data

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[1] / "theme_overrides" / "assets" / "disclosure"


def load(name: str):
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


CASES, REFUSALS, FEES = load("cases.yml"), load("refusals.yml"), load("fees.yml")


def request(case: dict) -> Request:
    consulted = case.get("征求意见")
    return Request(case["收到"], case.get("补正"), consulted is not None, (consulted or {}).get("发出"), (consulted or {}).get("收到"), case.get("延长", 0))


def reckoned(asked: Request) -> Reckoning:
    return reckon(asked, law().calendar, law().periods)


def expected_off(case: dict) -> dict[date, str]:
    off = {}
    for row in case["不计"]:
        span, reason = row.split(" ")
        first, _, last = span.partition("至")
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last or first):
            off[day] = reason
            day += timedelta(1)
    return off


def plain(found: Reckoning) -> dict:
    """As the script gives it."""
    return json.loads(json.dumps(asdict(found), default=str))


@pytest.fixture(scope="module")
def page(chromium):
    """An empty page with the scripts and the data that every build makes."""
    page = chromium.new_page()
    page.add_script_tag(content=data(law()).decode())
    for name in ("deadline", "fee"):
        page.add_script_tag(content=(SCRIPTS / f"{name}.js").read_text(encoding="utf-8"))
    yield page
    page.close()


def in_browser(page, requests: list[Request]) -> list[dict]:
    asked = [{key: value if isinstance(value, bool | int) else str(value or "") for key, value in asdict(r).items()} for r in requests]
    return page.evaluate("all => all.map(request => window.disclosureDeadline.reckon(window.disclosureLaw, request))", asked)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40
    assert len({c["情形"] for c in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["情形"])
def test_the_date_and_every_skipped_day(case: dict) -> None:
    found = reckoned(request(case))
    assert found.due == case["答复"]
    assert {d.date: d.reason for d in found.days if not d.count} == expected_off(case)
    counted = [d for d in found.days if d.count]
    assert [d.count for d in counted] == list(range(1, found.total + 1))
    assert all(chinese_calendar.is_workday(d.date) for d in counted)
    assert all((d.reason == "调休上班") == (d.date.weekday() > 4) for d in counted)


@pytest.mark.parametrize("case", REFUSALS, ids=lambda c: str(c))
def test_a_year_without_its_holidays_is_not_guessed(case: dict) -> None:
    found = reckoned(request(case))
    assert found.due is None
    assert (found.missing, found.counted) == (case["缺"], case["第"])
    assert (found.days[-1].date if found.days else None) == case.get("数到")


def test_the_browser_agrees_on_every_case(page) -> None:
    asked = [request(c) for c in (*CASES, *REFUSALS)]
    assert in_browser(page, asked) == [plain(reckoned(r)) for r in asked]


DAYS = st.dates(date(2019, 5, 15), date(2027, 3, 1))
LATER = st.none() | st.integers(0, 60).map(timedelta)


@st.composite
def requests(draw: st.DrawFn) -> Request:
    received, fixed, asked, heard = draw(DAYS), draw(LATER), draw(LATER), draw(LATER)
    start = received + (fixed or timedelta())
    first = start + (asked or timedelta())
    return Request(received, fixed and start, draw(st.booleans()), asked and first, heard and first + heard, draw(st.integers(0, 20)))


def test_the_browser_agrees_on_any_request(page) -> None:
    drawn: list[Request] = []

    @settings(max_examples=400, derandomize=True, database=None, deadline=None)
    @given(requests())
    def draw(one: Request) -> None:
        drawn.append(one)

    draw()
    assert len(drawn) >= 300
    assert in_browser(page, drawn) == [plain(reckoned(r)) for r in drawn]


def test_the_library_agrees_on_every_day_of_the_known_years() -> None:
    """Without options the due date is the library's twentieth working day."""
    day, total = date(2019, 5, 15), law().periods["答复申请"].workdays
    while day <= date(2026, 12, 3):
        left, due = total, day
        while left:
            due += timedelta(1)
            left -= chinese_calendar.is_workday(due)
        assert reckoned(Request(day)).due == due, day
        day += timedelta(3)


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(requests())
def test_what_always_holds(asked: Request) -> None:
    found = reckoned(asked)
    days = [found.start, *(d.date for d in found.days)]
    assert all(b - a == timedelta(1) for a, b in zip(days, days[1:])), "a day is missing"
    assert (found.due is None) == (found.missing is not None)
    assert found.due is None or (found.counted == found.total and found.days[-1].count == found.total)
    assert all(d.count or d.reason for d in found.days), "a day is skipped without a reason"
    assert asked.consulted or CONSULTING not in {d.reason for d in found.days}


@pytest.mark.parametrize(("code", "case"), [(code, case) for code, cases in FEES.items() for case in cases], ids=lambda x: x if isinstance(x, str) else str(x["数量"]))
def test_fees(page, code: str, case: dict) -> None:
    tariff = next(t for t in law().fees.tariffs if t.code == code)
    charges = tariff.charges(case["数量"])
    assert [f"{c.first}—{c.last} {c.price}" for c in charges] == case["档"]
    assert sum(c.amount for c in charges) == case["合计"]
    assert page.evaluate("([code, n]) => window.disclosureFee(window.disclosureLaw.fees[code], n)", [code, case["数量"]]) == [c._asdict() for c in charges]


def test_the_browser_agrees_on_every_fee(page) -> None:
    for tariff in law().fees.tariffs:
        ours = [sum(c.amount for c in tariff.charges(n)) for n in range(400)]
        theirs = page.evaluate("code => [...Array(400).keys()].map(n => window.disclosureFee(window.disclosureLaw.fees[code], n)"
                               ".reduce((sum, c) => sum + (c.last - c.first + 1) * c.price, 0))", tariff.code)
        assert ours == theirs == sorted(ours)


@pytest.mark.parametrize(("text", "real"), [("2026-02-28", True), ("2026-02-29", False), ("2024-02-29", True), ("2026-02-30", False), ("2026-13-01", False), ("2026-00-10", False),
                                            ("2026-4-31", False), ("2026-4-3", True), ("0026-01-01", False), ("2026-1", False), ("", False)])
def test_days_that_do_not_exist(page, text: str, real: bool) -> None:
    assert (page.evaluate("text => window.disclosureDeadline.number(text)", text) is not None) == real


@pytest.mark.parametrize(("changes", "field", "says"), [
    ({"received": "2019-05-14"}, "received", "2019年5月15日起施行"),
    ({"corrected": "2026-09-27"}, "corrected", "2026年9月27日早于收到申请的日期2026年9月28日"),
    ({"noticed": "2026-10-08", "corrected": "2026-10-07"}, "corrected", "早于告知补正的日期2026年10月8日"),
    ({"noticed": "2026-09-01"}, "noticed", "早于收到申请的日期"),
    ({"asked": "2026-09-01"}, "asked", "早于收到申请的日期"),
    ({"corrected": "2026-10-08", "asked": "2026-10-01"}, "asked", "早于收到补正材料的日期"),
    ({"asked": "2026-10-09", "heard": "2026-10-08"}, "heard", "早于开始征求意见的日期"),
    ({"extension": True, "extended": 0}, "extended", "最多 20 个工作日"),
    ({"extension": True, "extended": 21}, "extended", "最多 20 个工作日"),
    ({"extension": True, "extended": 20}, None, ""),
    ({"corrected": "2026-09-28"}, None, ""),
])
def test_what_cannot_be(page, changes: dict, field: str | None, says: str) -> None:
    request = {"received": "2026-09-28", "noticed": "", "corrected": "", "asked": "", "heard": "", "extended": 0} | changes
    faults = page.evaluate("request => window.disclosureDeadline.faults(window.disclosureLaw, request)", request)
    assert [f for f, _ in faults] == ([field] if field else [])
    assert all(says in text for _, text in faults)


def test_periods_are_those_of_the_rules() -> None:
    """The script's data carries no number of its own."""
    periods = law().periods
    text = data(law()).decode()
    for key, name, days in (("answer", "答复申请", 20), ("extension", "延长答复", 20), ("correction", "告知补正", 7), ("opinion", "第三方意见", 15)):
        assert periods[name].workdays == days
        assert f'"{key}":{{"days":{days},"basis":"{periods[name].basis}"' in text
