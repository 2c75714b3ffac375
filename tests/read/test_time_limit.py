"""Time limits as published, and what is read out of them."""
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.model.law import Period
from disclosure.model.time_limit import exceeds, limits, natural_days, number, read
from disclosure.read.law import law

READ = {
    "信息形成或者变更之日起20个工作日内": [("after_event", 20, "工作日")],
    "自收到申请之日起二十个工作日内": [("after_event", 20, "工作日")],
    "决定后5日内": [("after_event", 5, "日")],
    "公示7个工作日": [("notice_period", 7, "工作日")],
    "公示时间不少于7个工作日": [("notice_period", 7, "工作日")],
    "不少于30日": [("notice_period", 30, "日")],
    "组织听证7个工作日前": [("before_event", 7, "工作日")],
    "提前3日": [("before_event", 3, "日")],
    "每季度首月20日前": [("periodic", None, "")],
    "每年1月31日前": [("periodic", None, "")],
    "次年1月31日前": [("periodic", None, "")],
    "3月底前": [("periodic", None, "")],
    "2020年11月15日前": [("qualitative", None, "")],
    "长期公开": [("retain", None, "")],
    "及时": [("qualitative", None, "")],
    "信息形成之日起20个工作日内；公示7个工作日；长期公开": [("after_event", 20, "工作日"), ("notice_period", 7, "工作日"), ("retain", None, "")],
    "自信息形成或者变更之日起，一百二十个工作日内": [("after_event", 120, "工作日")],
    "形成后30（三十）个工作日内": [("after_event", 30, "工作日")],
    "形成后四十五(45)日以内": [("after_event", 45, "日")],
    "决定后25个法定工作日内": [("after_event", 25, "工作日")],
    "决定后十五正常工作日内": [("after_event", 15, "工作日")],
    "形成后百二十日内公开": [("after_event", 120, "日")],
    "形成后一百二日内公开": [("after_event", 120, "日")],
    "形成后两百零五天内": [("after_event", 205, "日")],
    "决定作出后廿日内": [("after_event", 20, "日")],
    "自形成之日起二〇个工作日以内": [("after_event", 20, "工作日")],
    "审批后两个工作日内": [("after_event", 2, "工作日")],
    "形成后四周内": [("after_event", 28, "日")],
    "形成后两个星期之内": [("after_event", 14, "日")],
    "半年内公布": [("after_event", 6, "月")],
    "形成后一年内": [("after_event", 12, "月")],
    "形成后一年半内": [("after_event", 18, "月")],
    "形成后半个月内": [("after_event", 1, "半月")],
    "形成后一个半月内": [("after_event", 3, "半月")],
    "形成后3个季度内": [("after_event", 9, "月")],
    "自收到之日起六月内答复": [("after_event", 6, "月")],
    "受理后24小时内": [("after_event", 24, "小时")],
    "形成之日起15至20个工作日内": [("after_event", 20, "工作日")],
    "形成之日起七—十五日内": [("after_event", 15, "日")],
    "形成之日起15个工作日到20个工作日内": [("after_event", 20, "工作日")],
    "信息形成\n之日起\n３０个工\n作日内": [("after_event", 30, "工作日")],
    "形成后20 个 工作日内": [("after_event", 20, "工作日")],
    "信息形成后20个工作日内\n公示7个工作日": [("after_event", 20, "工作日"), ("notice_period", 7, "工作日")],
    "信息形成后20个工作日内；\n长期公开": [("after_event", 20, "工作日"), ("retain", None, "")],
    "公示期满后三个月内公开": [("after_event", 3, "月")],
    "保存三年": [("retain", 3 * 12, "月")],
    "公开期限为60日": [("retain", 60, "日")],
    "二〇二六年一月三十一日前": [("qualitative", None, "")],
    "每年三月底前": [("periodic", None, "")],
    "每半年公开一次": [("periodic", None, "")],
    "半年一次": [("periodic", 6, "月")],
    "一年至少公布两次": [("periodic", 12, "月")],
    "三个月更新一次": [("periodic", 3, "月")],
    "形成之日起贰拾伍个工作日内": [("after_event", 25, "工作日")],
    "超过60日未结案的": [],
    "看情况": [],
    "按规定": [],
    "": [],
    "甲" * 5000: [],
}


@pytest.mark.parametrize("text", READ, ids=lambda text: text[:20] or "empty")
def test_limits(text: str) -> None:
    assert [(limit.kind, limit.n, limit.unit) for limit in limits(text)] == READ[text]


# -- one period, however it is written ---------------------------------------------------------------
FIXED = settings(derandomize=True, deadline=None, max_examples=400)
HAN = "〇一二三四五六七八九"
UNITS = {"工作日": (1, ("个工作日", "工作日", "个工作天", "日（工作日）", "天(按工作日计算)")), "日": (1, ("日", "天", "个自然日", "自然天", "日历天")), "周": (7, ("周", "个星期", "星期", "个礼拜")),
         "月": (1, ("个月",)), "年": (12, ("年",)), "小时": (1, ("小时", "个小时"))}
"""What is written, how many of the units computed with it makes, and how it may be written."""


def in_han(n: int) -> str:
    """A number as it is read aloud, up to 999."""
    hundreds, tens, ones = n // 100, n // 10 % 10, n % 10
    out = f"{HAN[hundreds]}百" if hundreds else ""
    out += f"{HAN[tens]}十" if tens else "零" if hundreds and ones else ""
    return (out + (HAN[ones] if ones else "")).removeprefix("一" if not hundreds and tens == 1 else "-")


def ways(n: int) -> list[str]:
    """Every way of writing a number."""
    spoken = in_han(n)
    said = {str(n), str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")), spoken, "".join(HAN[int(c)] for c in str(n)), spoken.replace("二百", "两百")}
    if n == 2:
        said.add("两")
    if 100 <= n < 200:
        said |= {spoken.removeprefix("一")} if n >= 110 else set()
    if n % 100 // 10 == 2 and n < 100:
        said.add(spoken.replace("二十", "廿"))
    if n > 100 and n % 10 == 0 and n % 100:
        said.add(spoken.removesuffix("十"))
    return sorted(said)


@FIXED
@given(st.data(), st.integers(1, 999), st.sampled_from(sorted(UNITS)), st.sampled_from(["信息形成之日起", "自信息形成或者变更之日起，", "决定作出后", ""]),
       st.sampled_from(["内", "之内", "以内", "内公开", "内予以公布"]), st.sampled_from(["", "", " ", "　", "\n"]))
def test_every_way_of_writing_a_period_reads_as_one(data: st.DataObject, n: int, unit: str, event: str, end: str, between: str) -> None:
    times, words = UNITS[unit]
    text = data.draw(st.sampled_from(ways(n))) + data.draw(st.sampled_from(words))
    for at in sorted(data.draw(st.sets(st.integers(1, len(text) - 1), max_size=2)), reverse=True):
        text = text[:at] + between + text[at:]
    text = f"{event}{text}{end}"
    (limit,) = limits(text)
    assert (limit.kind, limit.n, limit.unit) == ("after_event", n * times, {"周": "日", "年": "月"}.get(unit, unit)), text


@FIXED
@given(st.integers(1, 9999))
def test_numbers(n: int) -> None:
    assert number(str(n)) == n
    if n < 1000:
        assert {number(way) for way in ways(n) if way[0] not in "０１２３４５６７８９"} == {n}


@FIXED
@given(st.text("自形成之日起二十百千廿半个工作日天月年周内公示，；\n 0129~至", max_size=60))
def test_nothing_raises(text: str) -> None:
    for limit in limits(text):
        assert limit.text and (limit.n is None or limit.n >= 0)


# -- longer than the law allows ------------------------------------------------------------------------
@pytest.mark.parametrize("workdays", [1, 3, 7, 15, 20, 40])
def test_working_days_never_take_longer_than_is_said(workdays: int) -> None:
    calendar = law().calendar
    day, last = date(min(calendar.years), 1, 1), date(max(calendar.years), 12, 31)
    longest = timedelta()
    while day + timedelta(natural_days(workdays)) <= last:
        longest = max(longest, calendar.add(day, workdays) - day)
        day += timedelta(1)
    assert timedelta(workdays) < longest <= timedelta(natural_days(workdays))


BORDERS = {  # the longest that may be, the shortest that may not
    (20, None): (("20个工作日", "40日", "五周", "两周"), ("21个工作日", "41日", "六周", "一个半月", "一个月", "半年")),
    (7, None): (("7个工作日", "26日"), ("8个工作日", "27日", "一个月")),
    (None, 20): (("20日", "14个工作日", "480小时", "半个月"), ("21日", "15个工作日", "三周", "504小时", "一个月")),
}


@pytest.mark.parametrize("period", BORDERS)
def test_on_the_border_and_one_past_it(period: tuple[int | None, int | None]) -> None:
    law_says = Period("", workdays=period[0], days=period[1])
    inside, outside = BORDERS[period]
    assert [text for text in inside if exceeds(read(f"形成后{text}内"), law_says)] == []
    assert [text for text in outside if not exceeds(read(f"形成后{text}内"), law_says)] == []
