"""The desk's pages in Chromium: many at once, a pasted table, the round; and axe finds nothing on any of them."""
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from desks import COUNTY
from playwright.sync_api import Browser, Page, expect

from disclosure.desk.pages import PAGES

DOMAIN = "catalogues/domains/shehui-jiuzhu.yml"
PATIENCE = 60_000
TABLE = """<table><tr><td>一级事项</td><td>二级事项</td><td>公开内容（要素）</td><td>公开依据</td><td>公开时限</td><td>公开主体</td></tr>
<tr><td>临时救助</td><td>救助站的位置</td><td>站点地址</td><td>《社会救助暂行办法》</td><td>20</td><td>县民政局</td></tr></table>"""
PASTE = "html => { const held = new DataTransfer(); held.setData('text/html', html); document.getElementById('pasted').dispatchEvent(new ClipboardEvent('paste', { clipboardData: held, bubbles: true, cancelable: true })); }"


@pytest.fixture(scope="module")
def page(chromium: Browser, served: tuple[Path, str]) -> Iterator[Page]:
    context, wrong = chromium.new_context(viewport={"width": 1366, "height": 768}), []
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.set_default_timeout(PATIENCE)
    page.goto(served[1])
    yield page
    context.close()
    assert not wrong


def go(page: Page, address: str) -> None:
    page.goto(f"{page.url.split('/-desk')[0]}/-desk/{address}")


def said(page: Page, words: str) -> None:
    expect(page.locator("#said")).to_contain_text(words, timeout=PATIENCE)


def judged(page: Page) -> None:
    """What axe has to say, of which there is nothing."""
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def undo(page: Page, county: Path) -> None:
    page.locator("#undo").click()
    said(page, "已撤销")
    for path in (COUNTY / "catalogues").rglob("*.yml"):
        assert (county / path.relative_to(COUNTY)).read_bytes() == path.read_bytes()


def test_many_matters_are_changed_after_they_were_seen(page: Page, county: Path) -> None:
    go(page, "many")
    page.get_by_label("目录", exact=True).select_option("社会救助")
    page.get_by_label("看哪个字段", exact=True).select_option("备注")
    page.get_by_label(re.compile("^选中列出的全部")).check()
    page.locator("#new-value").fill("一起改的")
    page.get_by_role("button", name="看看会改哪些").click()
    expect(page.locator("#save")).to_be_focused(timeout=PATIENCE)
    judged(page)
    assert "一起改的" not in (county / DOMAIN).read_text(encoding="utf-8")
    page.keyboard.press("Enter")
    said(page, "改好了")
    assert "备注: 一起改的" in (county / DOMAIN).read_text(encoding="utf-8")
    undo(page, county)


def test_a_table_is_pasted_looked_at_and_confirmed(page: Page, county: Path) -> None:
    go(page, "paste")
    page.get_by_label("导到哪里").select_option("domains/shehui-jiuzhu")
    page.evaluate(PASTE, TABLE)
    said(page, "读好了")
    box = page.locator("td.doubtful textarea").first
    expect(box).to_have_value("20")
    judged(page)
    box.fill("信息形成之日起20个工作日内")
    page.get_by_role("button", name="再读一遍").click()
    expect(page.locator("td.doubtful textarea")).to_have_count(0, timeout=PATIENCE)
    page.get_by_role("button", name="确认").click()
    said(page, "写好了")
    assert "时限: 信息形成之日起20个工作日内" in (county / DOMAIN).read_text(encoding="utf-8")
    undo(page, county)


def test_what_was_begun_in_a_row_is_there_after_a_crash_and_after_an_undo(page: Page, county: Path) -> None:
    go(page, "table?kind=units")
    page.get_by_label("哪个字段").select_option("电话")
    page.get_by_role("button", name=re.compile("财政局：改电话")).click()
    page.keyboard.type("0599-1234567")
    drafts = county / "build/desk/drafts"
    page.wait_for_function("() => fetch('/-desk/drafts').then(answer => answer.json()).then(told => told.drafts.length === 1)", timeout=PATIENCE)
    page.reload()
    page.get_by_label("哪个字段").select_option("电话")
    expect(page.locator("#count")).to_contain_text("写了 1 条", timeout=PATIENCE)
    page.evaluate("document.dispatchEvent(new CustomEvent('turned'))")
    page.get_by_label("找").fill("财政")
    expect(page.locator("#table textarea")).to_have_value("0599-1234567", timeout=PATIENCE)
    page.locator("#save").click()
    said(page, "保存了 1 条")
    expect(page.get_by_role("button", name=re.compile("财政局：改电话"))).to_be_visible(timeout=PATIENCE)
    assert not [*drafts.glob("*.json")] and "电话: 0599-1234567" in (county / "catalogues/units.yml").read_text(encoding="utf-8")
    undo(page, county)


def test_publishing_asks_once(page: Page) -> None:
    go(page, "round")
    page.locator("#target").fill("/srv/portal")
    page.evaluate("document.getElementById('publish').disabled = false")
    page.locator("#publish").click()
    expect(page.locator("#sure")).to_contain_text("发布到 /srv/portal，确定？")
    page.get_by_role("button", name="先不发布").click()
    expect(page.locator("#sure")).to_have_count(0)
    assert not page.locator("#doing").inner_text()


def test_a_unit_is_merged_by_a_list(page: Page, county: Path) -> None:
    go(page, "unit")
    page.get_by_label("哪个单位", exact=True).select_option(index=1)
    page.get_by_label("怎样改").select_option("merge")
    page.get_by_label("由哪个单位承接").select_option(index=2)
    page.get_by_role("button", name="列出全部要改的地方").click()
    expect(page.locator("#save")).to_be_focused(timeout=PATIENCE)
    judged(page)
    page.keyboard.press("Enter")
    said(page, "改好了")
    assert "承接: " in (county / "catalogues/units.yml").read_text(encoding="utf-8")
    undo(page, county)


def test_the_tour_leads_over_the_real_pages(page: Page) -> None:
    go(page, "")
    page.get_by_role("button", name="教程").click()
    seen = set()
    for _ in range(40):
        bar = page.locator(".tour")
        expect(bar).to_be_visible()
        expect(page.locator(".toured")).to_have_count(1)
        told = bar.inner_text()
        seen.add(page.url.rpartition("/")[2])
        if "走完了" in bar.locator("button").nth(1).inner_text():
            break
        bar.locator("button").nth(1).click()
        expect(page.locator(".tour")).not_to_contain_text(told.split("　")[0], timeout=PATIENCE)
    bar.locator("button").nth(1).click()
    expect(page.locator(".tour")).to_have_count(0)
    assert seen >= {"", "records", "many", "unit", "paste", "round"}


@pytest.mark.parametrize("address", [one.address for one in PAGES])
def test_axe_finds_nothing(page: Page, address: str) -> None:
    go(page, address)
    if address == "round":
        expect(page.locator("#open h3")).to_be_visible(timeout=PATIENCE)
    if address == "records":  # the site's page beside it is judged elsewhere
        page.locator("iframe").evaluate("one => one.remove()")
    judged(page)
