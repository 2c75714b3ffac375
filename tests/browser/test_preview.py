"""The preview in a browser: an edit shows where the reader is, findings stand in the page, and nothing breaks its policy."""
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, expect

sys.path.append(str(Path(__file__).parents[1] / "site"))
from test_preview import DOMAIN, GOLDEN, edited, served  # noqa: E402


def test_an_edit_shows_in_its_place_and_errors_are_told(chromium: Browser, tmp_path: Path) -> None:
    county, said = tmp_path / "county", []
    shutil.copytree(GOLDEN, county)
    page = chromium.new_page()
    page.on("console", lambda message: said.append(message.text))
    with served(county) as address:
        page.set_viewport_size({"width": 1000, "height": 500})
        page.goto(f"{address}domains/shehui-jiuzhu.html")
        panel = page.locator(".preview-findings")
        expect(panel.locator("summary")).to_contain_text("检查：")
        page.evaluate("scrollTo(0, 300)")
        edited(county, "名称: 审核信息", "名称: 审核情况（改过）")
        expect(page.locator("main")).to_contain_text("审核情况（改过）")
        page.wait_for_function("scrollY === 300")
        edited(county, "名称: 审核情况（改过）", "名称: 审核情况（改过）\n    不认识: 1")
        expect(panel.locator("li").first).to_contain_text(f"{DOMAIN}:")
        expect(panel).to_contain_text("不认识")
        expect(panel.locator("summary")).to_contain_text("网页是出错之前的样子")
        page.close()
    assert not said
