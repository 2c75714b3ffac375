"""What has a last day, by the reader's clock: a page made while it was open does not say so for ever."""
import pytest
from playwright.sync_api import Page, expect

from .sites import KINDS

OPEN = next(kind for kind in KINDS if kind.name == "decision-open")
LIST = next(kind for kind in KINDS if kind.name == "decisions")


def period(page: Page) -> tuple[str, str, str]:
    box = page.locator(".calling").first
    return tuple(box.get_attribute(f"data-{name}") for name in ("from", "until", "day"))


@pytest.fixture
def on(page: Page, opened):
    """Opens the page of what is open, at noon of a day in China, or some hours off."""
    def at(day: str, time: str = "12:00:00+08:00") -> Page:
        page.clock.set_fixed_time(f"{day}T{time}")
        return opened(OPEN)
    return at


def test_while_it_is_open_it_says_how_many_days_are_left(on, opened) -> None:
    page = opened(OPEN)
    _, until, day = period(page)
    page = on(day)
    left = page.evaluate("([a, b]) => (Date.parse(b) - Date.parse(a)) / 86400000", [day, until])
    expect(page.locator(".calling .left")).to_have_text(f"还有 {left:.0f} 天")
    expect(page.locator(".head .tag")).to_have_text("正在征求意见")


def test_the_last_day_ends_in_china(on, opened) -> None:
    _, until, _ = period(opened(OPEN))
    page = on(until, "15:30:00Z")
    expect(page.locator(".calling .left")).to_have_text("今天截止")
    page = on(until, "16:30:00Z")
    expect(page.locator(".calling")).to_be_hidden()
    expect(page.locator(".head .tag")).to_have_text("待反馈")
    expect(page.get_by_text("征求意见已经截止")).to_be_visible()
    stage = page.locator(".stages > li", has_text="公开征求意见")
    expect(stage.locator(".how")).to_have_text("已完成")
    expect(stage).to_have_class("done")


def test_a_clock_before_the_edition_is_not_believed(on) -> None:
    page = on("2001-01-01")
    expect(page.locator(".calling")).to_be_visible()


def test_the_list_filters_by_what_is_true_today(page: Page, opened) -> None:
    _, until, _ = period(opened(OPEN))
    page.clock.set_fixed_time("2999-01-01T00:00:00+08:00")
    opened(LIST)
    assert "正在征求意见" not in page.locator("table.progress .tag").all_inner_texts()
    assert not page.locator('tr[data-state="正在征求意见"]').count()
    assert "已截止" in page.locator("#zhengji .tag").all_inner_texts()
