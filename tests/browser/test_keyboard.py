"""Without a mouse: the drawer, the skip link, and where the focus is."""
import re

import pytest
from playwright.sync_api import expect

PHONE = pytest.mark.parametrize("context", [{"viewport": {"width": 360, "height": 740}}], indirect=True)


@PHONE
def test_the_drawer_opens_and_closes_by_keyboard(opened) -> None:
    page = opened("matter")
    opener, drawer = page.get_by_role("button", name="栏目"), page.locator("#drawer")
    opener.focus()
    page.keyboard.press("Enter")
    assert drawer.is_visible()
    assert opener.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.textContent.trim()") == "关闭"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#drawer') !== null"), "the focus leaves an open drawer"
    page.keyboard.press("Escape")
    assert not drawer.is_visible()
    assert opener.evaluate("e => e === document.activeElement"), "the focus is lost"
    assert opener.get_attribute("aria-expanded") == "false"


@PHONE
def test_a_link_of_the_drawer_leads_on(opened) -> None:
    page = opened("matter")
    page.get_by_role("button", name="栏目").click()
    page.locator("#drawer").get_by_role("link", name="网站地图").click()
    # the heading can stand before the style sheet has come: the page is judged when a person would see it
    expect(page).to_have_title(re.compile("网站地图"))
    page.wait_for_load_state()
    assert page.locator("h1").inner_text() == "网站地图"
    assert not page.locator("#drawer").is_visible()


def test_the_first_tab_skips_to_the_text(opened) -> None:
    page = opened("matter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.localName") == "h1", "what stands beside the text comes before it"


def test_every_stop_of_the_tab_key_shows_where_it_is(opened) -> None:
    page = opened("policy")
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 3, page.evaluate("document.activeElement.outerHTML")
