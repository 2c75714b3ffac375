"""Without a mouse: the drawer, the skip link, and where the focus is."""
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PHONE = pytest.mark.parametrize("context", [{"viewport": {"width": 360, "height": 740}}], indirect=True)


@PHONE
def test_the_drawer_opens_and_closes_by_keyboard(opened) -> None:
    page = opened("matter")
    opener, drawer = page.get_by_role("button", name="栏目"), page.locator("#drawer")
    opener.focus()
    page.keyboard.press("Enter")
    expect(drawer).to_be_visible()
    assert page.evaluate("document.activeElement.textContent.trim()") == "关闭"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#drawer') !== null"), "the focus leaves an open drawer"
    page.keyboard.press("Escape")
    assert not drawer.is_visible()
    assert opener.evaluate("e => e === document.activeElement"), "the focus is lost"


@PHONE
def test_the_drawer_is_open_where_one_is_and_without_fault(opened, page, complaints) -> None:
    page.add_init_script("localStorage.setItem('zwgk.script', 'hant')")
    opened("matter")
    page.get_by_role("button", name="欄目").click()
    # what the drawer shows is fetched at the first click, and 繁體 comes over it in its own time
    expect(page.locator("#drawer details[open] > summary")).to_have_text(re.compile("^公(開|开)事(項|项)$"))
    assert not Axe().run(page, context="#drawer").response["violations"]
    complaints.clear()  # axe warns of itself
    page.set_viewport_size({"width": 1200, "height": 740})
    expect(page.locator("#drawer")).not_to_be_visible()


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


@PHONE
def test_a_table_of_a_text_is_reached_where_it_is_swiped(opened, page) -> None:
    """And stays a table; where all of it can be seen there is nothing to stop at."""
    page.add_init_script("localStorage.setItem('zwgk.size', 'elder')")
    opened("policy")
    page.wait_for_function("document.querySelector('.prose > table').tabIndex === 0")
    assert not page.locator(".prose > table").first.get_attribute("role")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_function("!document.querySelector('.prose > table').hasAttribute('tabindex')")
