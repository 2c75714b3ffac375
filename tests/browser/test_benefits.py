"""Whether a benefit can be applied for is told by the reader's clock, and the filter by state goes with it."""
import pytest


@pytest.mark.parametrize("county", ["demo"])
def test_the_state_follows_the_clock(page, bases, county: str) -> None:
    page.goto(f"{bases['file', county]}benefits.html")
    row = page.locator("tr[data-phases^='未到时间'][data-until]").first
    since, until = row.get_attribute("data-from"), row.get_attribute("data-until")
    title = row.locator("th").inner_text()

    def state(day: str) -> str:
        page.clock.set_fixed_time(f"{day}T12:00:00+08:00")
        page.goto(f"{bases['file', county]}benefits.html")
        shown = page.locator("tbody tr", has_text=title)
        assert shown.get_attribute("data-state") == shown.locator(".tag[data-phases]").inner_text()
        return shown.get_attribute("data-state")
    edition = row.get_attribute("data-day")
    assert state(max(until, edition)) == ("可申报" if until >= edition else "已截止")
    assert state(f"{int(until[:4]) + 1}-01-01") == "已截止"
    page.locator("#f-state").select_option("已截止")
    assert title in page.locator("tbody tr:not([hidden]) th").all_inner_texts()
    assert since is None or since <= until
