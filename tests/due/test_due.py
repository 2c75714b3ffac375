"""When a matter is due, counted by hand: on the ends of periods, around holidays, with months for days, on 截至日期 itself."""
from datetime import date
from types import SimpleNamespace

import pytest

from disclosure.model.county import County
from disclosure.model.cycles import Cycle, cycles
from disclosure.model.due import next_due, slots
from disclosure.model.fields import Date
from disclosure.model.matters import Disclosed, Item, Retired, VillageItem
from disclosure.model.place import Place
from disclosure.read.law import law

HERE = Place("catalogues/domains/a.yml", 1, 1, 1, 1)
ALL = tuple(range(1, 13))


@pytest.mark.parametrize(("text", "wanted"), [
    ("每月10日前", Cycle(ALL, (10,))), ("每月底前公布", Cycle(ALL)), ("每月更新", Cycle(ALL)), ("每月中旬", Cycle(ALL, (20,))), ("次月十日前", Cycle(ALL, (10,))),
    ("每月两次", Cycle(ALL, (15, 0))), ("每月结束后5个工作日内", Cycle((*range(2, 13), 1), workday=5)),
    ("每季度首月20日前", Cycle((1, 4, 7, 10), (20,))), ("每季度第二个月15日前", Cycle((2, 5, 8, 11), (15,))), ("每季度末月25日前", Cycle((3, 6, 9, 12), (25,))),
    ("每季度一次", Cycle((3, 6, 9, 12))), ("每季度终了后15日内", Cycle((4, 7, 10, 1), (15,))), ("每半年公布一次", Cycle((6, 12))), ("每半年首月20日前", Cycle((1, 7), (20,))),
    ("每年1月31日前", Cycle((1,), (31,))), ("每年4月、10月底前", Cycle((4, 10))), ("每年3、9月上旬", Cycle((3, 9), (10,))), ("次年3月31日前", Cycle((3,), (31,))),
    ("每年一次", Cycle((12,))), ("每年两次", Cycle((6, 12))), ("一年4次", Cycle((3, 6, 9, 12))), ("每年上半年", Cycle((6,))), ("每年第一季度", Cycle((3,))),
    ("每3个月更新一次", Cycle((3, 6, 9, 12))), ("每20个工作日更新", Cycle(every=20, unit="工作日")), ("每30日", Cycle(every=30, unit="日")), ("每天公布", Cycle(every=1, unit="日")),
    ("每周更新", Cycle(weekly=True)), ("每旬", Cycle(ALL, (10, 20, 0)))])
def test_what_a_time_limit_says(text: str, wanted: Cycle) -> None:
    assert cycles(text) == (wanted,)


@pytest.mark.parametrize("text", ["信息形成之日起20个工作日内", "长期公开", "及时", "每学期", "每批次", "施工期间每月公布进度", "灾情稳定前每日公开", "公示7日", "2026年3月底前"])
def test_what_has_no_days_of_its_own(text: str) -> None:
    assert cycles(text) == ()


def item(limit: str, *published: str, kind: type[Item] = Item, **more) -> Item:
    records = tuple(Disclosed("", HERE, {"title": "某信息", "published": Date(p.partition("/")[2] or p), "formed": Date(p.partition("/")[0]) if "/" in p else None}, {}) for p in published)
    made = kind("1", HERE, {"number": "1", "name": "某事项", "time_limit": limit, "method": ("主动公开",), "records": records, **more}, {})
    made.__dict__["owner"] = SimpleNamespace(folder="domains", id="a")
    return made


def county(as_of: str) -> County:
    return County("county", HERE, {"name": "某县", "as_of": Date(as_of)}, {})


QUARTER = "每季度首月20日前"


@pytest.mark.parametrize(("limit", "as_of", "published", "day", "missed"), [
    # in time, then the next; on the last day itself nothing is late
    (QUARTER, "2026-04-20", ["2026-01-20"], "2026-04-20", 0), (QUARTER, "2026-04-21", ["2026-01-20"], "2026-04-20", 1), (QUARTER, "2026-04-19", ["2026-01-20"], "2026-04-20", 0),
    (QUARTER, "2026-04-20", ["2026-01-20", "2026-04-20"], "2026-07-20", 0), (QUARTER, "2026-04-21", ["2026-04-20"], "2026-07-20", 0),
    # late, but there: the next is still to come; and what came after the last day is not the next one's
    (QUARTER, "2026-05-06", ["2026-01-20", "2026-04-28"], "2026-07-20", 0), (QUARTER, "2026-05-06", ["2026-01-21"], "2026-07-20", 0),
    # early for the next
    (QUARTER, "2026-05-06", ["2026-04-18", "2026-05-06"], "2026-10-20", 0),
    # several missed: since the first of them
    (QUARTER, "2026-11-20", ["2026-01-15"], "2026-04-20", 3), (QUARTER, "2026-11-20", ["2026-07-20"], "2026-10-20", 1),
    # never anything: the last of them, and no more than a year's
    (QUARTER, "2026-11-20", [], "2026-10-20", 4), (QUARTER, "2026-10-20", [], "2026-07-20", 4),
    # ends of periods
    ("每月更新", "2026-02-28", ["2026-01-31"], "2026-02-28", 0), ("每月更新", "2026-03-01", ["2026-01-31"], "2026-02-28", 1), ("每月更新", "2024-02-29", ["2024-01-31"], "2024-02-29", 0),
    ("每月31日前", "2026-04-30", ["2026-03-31"], "2026-04-30", 0), ("每年更新", "2026-12-31", ["2025-12-31"], "2026-12-31", 0), ("每年更新", "2027-01-01", ["2025-12-31"], "2026-12-31", 1),
    ("每年1月20日前；每年7月20日前", "2026-07-21", ["2026-01-20"], "2026-07-20", 1), ("每周更新", "2026-11-22", ["2026-11-15"], "2026-11-22", 0),
    # a month without its day is its first, in the editors' favour; information of a later day is not there yet
    (QUARTER, "2026-05-06", ["2026-04"], "2026-07-20", 0), (QUARTER, "2026-05-06", ["2026-01-10", "2026-05-07"], "2026-04-20", 1),
    # running from the last time, over the spring holidays of 2026 (15 to 23 February; 14 and 28 February are worked)
    ("每5个工作日更新", "2026-02-20", ["2026-02-13"], "2026-02-27", 0), ("每5个工作日更新", "2026-02-28", ["2026-02-13"], "2026-02-27", 1), ("每10日", "2026-03-11", ["2026-03-01"], "2026-03-11", 0),
    ("每2年一次", "2026-02-28", ["2024-02-29"], "2026-02-28", 0),
    # working days after a period's end: 1 January is off, 4 January 2026 (a Sunday) is worked
    ("每月结束后5个工作日内", "2026-01-06", ["2025-12-05"], "2026-01-08", 0),
])
def test_the_next_due_day(limit: str, as_of: str, published: list[str], day: str, missed: int) -> None:
    due = next_due(item(limit, *published), county(as_of), law())
    assert (due.day, due.missed) == (date.fromisoformat(day), missed)


@pytest.mark.parametrize(("limit", "as_of", "published", "year"), [
    ("每20个工作日更新", "2026-12-20", ["2026-12-20"], 2027), ("每月结束后5个工作日内", "2027-01-04", ["2026-12-05"], 2027), ("每20个工作日更新", "2026-11-20", [], 0)])
def test_what_cannot_be_told_is_not_guessed(limit: str, as_of: str, published: list[str], year: int) -> None:
    due = next_due(item(limit, *published), county(as_of), law())
    assert (due.day, due.unknown) == (None, year)


def test_information_that_is_formed_and_waits() -> None:
    waiting = item("信息形成之日起20个工作日内", "2026-03-02/2026-04-10")
    due = next_due(waiting, county("2026-03-20"), law())
    assert (due.day, due.of) == (date(2026, 3, 30), waiting.records[0])
    assert next_due(waiting, county("2026-04-10"), law()) is None


@pytest.mark.parametrize("more", [{"method": ("依申请公开",)}, {"attribute": "不予公开"}, {"retired": Retired("", HERE, {"date": Date("2026-01-01")}, {})}])
def test_what_nobody_must_publish_is_never_due(more: dict) -> None:
    assert next_due(item(QUARTER, **more), county("2026-11-20"), law()) is None and slots(item(QUARTER, **more), county("2026-11-20"), law()) == []


def test_a_village_says_how_often_in_a_field_of_its_own() -> None:
    assert next_due(item("公示7日", kind=VillageItem, frequency="每季度"), county("2026-11-20"), law()).day == date(2026, 9, 30)
    assert next_due(item("公示7日", kind=VillageItem, frequency="随时"), county("2026-11-20"), law()) is None


def test_a_new_matter_is_due_from_when_it_came() -> None:
    assert next_due(item(QUARTER), county("2026-11-20"), law(), date(2026, 10, 20)).day == date(2027, 1, 20)
    assert next_due(item(QUARTER), county("2026-11-20"), law(), date(2026, 10, 19)).missed == 1
    assert [day for day, _ in slots(item(QUARTER), county("2026-11-20"), law(), date(2026, 7, 20))] == [date(2026, 10, 20)]


def test_what_came_for_each_due_day() -> None:
    told = slots(item(QUARTER, "2026-01-20", "2026-07-21", "2026-11-30"), county("2026-11-20"), law())
    assert [(str(day), len(those)) for day, those in told] == [("2026-01-20", 1), ("2026-04-20", 0), ("2026-07-20", 0), ("2026-10-20", 1)]
    assert len(slots(item("每周更新"), county("2026-11-20"), law())) == 12
