"""Time limits as published, and what is read out of them."""
import pytest

from disclosure.model.time_limit import limits

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
    "看情况": [],
    "按规定": [],
    "": [],
    "甲" * 5000: [],
}


@pytest.mark.parametrize("text", READ, ids=lambda text: text[:20] or "empty")
def test_limits(text: str) -> None:
    assert [(limit.kind, limit.n, limit.unit) for limit in limits(text)] == READ[text]
