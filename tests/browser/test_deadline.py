"""The calculators as people use them: by keyboard, by an address passed on, with mistakes, on paper.  What they reckon is tested in tests/deadline/."""
import re

import pytest
from playwright.sync_api import Page, expect

WAYS = pytest.mark.parametrize("way", ["file", "http"])


def date(page: Page, name: str, year: str, month: str, day: str) -> None:
    for unit, value in zip("ymd", (year, month, day)):
        page.locator(f"#{name}-{unit}").fill(value)


def calculate(page: Page) -> None:
    page.get_by_role("button", name="计算", exact=True).click()


@WAYS
def test_an_application_of_28_september(opened, way: str) -> None:
    page = opened("deadline", way)
    date(page, "received", "2026", "9", "28")
    calculate(page)
    expect(page.get_by_role("status")).to_contain_text("2026年10月30日星期五，第 20 个工作日")
    assert page.locator(".cal .s").inner_text().split() == ["9月28日", "收到"]
    assert page.locator(".cal .off").count() == 12
    assert page.locator(".cal .z").inner_text().split() == ["10月", "30", "日", "第20日"], "read aloud with its month"
    rows = page.locator("#shown .stack tbody tr").all_inner_texts()
    assert [re.sub(r"\s+", " ", row) for row in rows] == ["国庆节放假 7 10月1日（四）至10月7日（三）", "周末 5 10月11日，10月17日至10月18日，10月24日至10月25日"]
    expect(page.locator("#shown")).to_contain_text("10月10日（六）调休上班，计入第 5 日。")
    expect(page.locator("#shown")).to_contain_text("（条例第三十三条）")
    assert page.url.endswith("?way=hand&received=2026-9-28")


@WAYS
def test_the_address_carries_everything(opened, way: str) -> None:
    page = opened("deadline", way)
    page.goto(page.url + "?way=mail&received=2026-8-10&noticed=2026-8-12&corrected=2026-8-24&asked=2026-9-1&heard=2026-9-15&correction=1&consultation=1&extension=20")
    expect(page.get_by_role("status")).to_contain_text("2026年11月6日")
    expect(page.locator("[data-day=received] legend")).to_have_text("行政机关签收的日期")
    assert page.locator("#heard-d").input_value() == "15"
    expect(page.locator("#shown")).to_contain_text("8月12日告知，没有超过")
    before = page.url
    calculate(page)
    assert page.url == before
    page.get_by_role("button", name="重填").click()
    expect(page.get_by_role("status")).to_be_empty()
    assert "?" not in page.url and page.locator("#received-y").input_value() == ""


def test_a_day_that_does_not_exist_is_named_and_kept(opened) -> None:
    page = opened("deadline")
    date(page, "received", "2026", "2", "30")
    calculate(page)
    error = page.locator("#received-error")
    expect(error).to_have_text("没有 2026年2月30日 这一天")
    assert page.evaluate("document.activeElement.id") == "received-y"
    assert page.locator("#received-y").get_attribute("aria-invalid") == "true"
    assert page.locator("#received-y").get_attribute("aria-describedby") == error.get_attribute("id")
    assert [page.locator(f"#received-{unit}").input_value() for unit in "ymd"] == ["2026", "2", "30"]
    expect(page.get_by_role("status")).to_be_empty()
    page.locator("#received-d").fill("２７")
    calculate(page)
    expect(error).to_be_hidden()
    expect(page.get_by_role("status")).to_contain_text("2026年3月26日")


@pytest.mark.parametrize(("typed", "says"), [(("", "", ""), "请填日期"), (("2026", "", "5"), "“2026年月5日”不是完整的日期"), (("去年", "3", "5"), "“去年年3月5日”不是完整的日期"),
                                             (("2018", "3", "5"), "2018年3月5日收到的申请按当时的规定办")])
def test_other_mistakes_are_said_at_the_field(opened, typed: tuple[str, str, str], says: str) -> None:
    page = opened("deadline")
    date(page, "received", *typed)
    calculate(page)
    expect(page.locator("#received-error")).to_contain_text(says)
    expect(page.get_by_role("status")).to_be_empty()


def test_a_year_without_its_holidays_is_refused_politely(opened) -> None:
    page = opened("deadline")
    page.goto(page.url + "?way=hand&received=2026-12-7")
    expect(page.get_by_role("status")).to_contain_text("本页还没有 2027 年的放假安排")
    expect(page.get_by_role("status")).to_contain_text("数到2026年12月31日（星期四）是第 18 个工作日，还差 2 个。等国务院办公厅公布2027年节假日安排的通知")
    assert page.locator(".cal .w").count() == 18, "what is known is shown"
    assert page.locator(".cal .z").count() == 0


def test_by_keyboard_alone(opened) -> None:
    page = opened("deadline")
    page.locator("#received-y").focus()
    for value in ("2026", "7", "1"):
        page.keyboard.type(value)
        page.keyboard.press("Tab")
    page.get_by_label("要求补正").focus()
    page.keyboard.press("Space")
    expect(page.locator("#correction")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator("#correction")).to_be_hidden()
    page.locator("#received-d").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("2026年7月29日")


def test_a_date_without_a_keyboard(opened) -> None:
    page = opened("deadline")
    page.clock.set_fixed_time("2026-09-28T10:00:00")
    field = page.locator("[data-day=received]")
    field.get_by_role("button", name="今天").click()
    field.get_by_role("button", name="后一天").click()
    field.get_by_role("button", name="后一天").click()
    field.get_by_role("button", name="前一天").click()
    assert [page.locator(f"#received-{unit}").input_value() for unit in "ymd"] == ["2026", "9", "29"]


def test_paper_shows_the_reckoning(opened) -> None:
    page = opened("deadline")
    page.goto(page.url + "?way=hand&received=2026-9-28")
    page.emulate_media(media="print")
    for there in (".answer .d", ".cal", "#shown .rules", "#jiuji"):
        assert page.locator(there).is_visible(), there
    for gone in ("#deadline", "#guize", "#juli"):
        assert not page.locator(gone).is_visible(), gone


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_without_script_rules_and_examples_stand(opened) -> None:
    page = opened("deadline")
    assert not page.locator("#deadline").is_visible()
    assert page.locator("#guize li").count() == 7
    assert "2026年12月18日（星期五）" in page.locator("#juli").inner_text()


@WAYS
def test_fees(opened, way: str) -> None:
    page = opened("fee", way)
    page.locator("#items").fill("45")
    calculate(page)
    expect(page.get_by_role("status")).to_contain_text("5,500 元")
    assert page.locator("#shown tbody tr").all_inner_texts()[-1].split() == ["合计", "45", "件", "5,500", "元"]
    page.locator("[name=by][value=pages]").check()
    expect(page.get_by_role("status")).to_be_empty()
    page.locator("#pages").fill("30")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("不收费")
    assert page.url.endswith("?pages=30")
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("30 页，不收费")
    page.locator("#pages").fill("三十")
    calculate(page)
    expect(page.locator("#pages-error")).to_have_text("“三十”不行，请填 1 到 9999 之间的整数")
    assert page.locator("#pages").input_value() == "三十"


def test_only_these_pages_load_the_scripts(opened) -> None:
    loaded = "() => [...document.scripts, ...document.styleSheets].filter(x => /law-data|deadline|fee/.test(x.src || x.href)).length"
    assert opened("fee").evaluate(loaded) == 6
    assert opened("home").evaluate(loaded) == 0
