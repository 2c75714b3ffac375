"""Catalogue tables for those who hear them, and for those who see them on a phone."""
import pytest

from .conftest import every
from .sites import TABLES


@every(TABLES)
def test_head_has_two_rows_and_every_row_its_header(opened, kind) -> None:
    table = opened(kind).locator("table.cat")
    table.locator(".part button").evaluate_all("all => all.forEach(button => button.click())")
    assert table.locator("thead tr").count() == 2
    heads = table.locator("thead th")
    assert heads.count() == table.get_by_role("columnheader").count()
    assert set(heads.evaluate_all("all => all.map(th => th.scope)")) == {"col", "colgroup"}
    rows = table.locator("tbody tr")
    assert rows.count() > 3
    assert rows.count() == table.get_by_role("rowheader").count(), "a row without its header"
    spans = rows.evaluate_all("all => all.map(tr => [...tr.cells].reduce((n, cell) => n + cell.colSpan, 0))")
    assert set(spans) == {table.locator("col").count()}, "rows of unlike length"


@every(TABLES)
def test_ticks_and_channels_are_words(opened, kind) -> None:
    page = opened(kind)
    texts = page.locator(".cat tbody td").all_text_contents()
    assert not [t for t in texts if set(t) & set("■□●√✓☑")]
    assert page.locator(".cat td > .i-check").first.text_content() == "是"
    assert any(word in text for text in page.locator(".cat td[data-l=渠道载体]").all_text_contents() for word in ("网站", "公示栏"))


@pytest.mark.parametrize("context", [{"viewport": {"width": 360, "height": 740}}], indirect=True)
@every(TABLES)
def test_a_phone_shows_cards_with_every_element_on_demand(opened, kind) -> None:
    page = opened(kind)
    parts = page.locator(".cat .part button")
    if parts.count():  # a long catalogue: its domains are opened one by one
        assert not page.locator(".cat tbody:not(.part):visible").count()
        parts.nth(1).click()
        assert parts.nth(1).get_attribute("aria-expanded") == "true"
    card = page.locator(".cat tbody:not(.part) tr:not(.group):visible").first
    assert card.get_by_role("rowheader").is_visible()
    content = card.locator("td[data-l=公开内容]")
    assert not content.is_visible()
    page.get_by_label("每张卡片显示全部要素").check()
    assert content.is_visible()
    assert card.get_by_role("cell").count() > 2, "cards lost their roles"


@pytest.mark.parametrize("kind", ["places", "tasks"])
def test_on_a_tablet_a_wide_table_is_swiped_not_squeezed(opened, page, kind: str) -> None:
    page.set_viewport_size({"width": 768, "height": 1024})
    opened(kind)
    frame = page.locator(".tbl:has(> .stack)").last
    assert frame.evaluate("e => e.scrollWidth > e.clientWidth && e.tabIndex === 0") and page.evaluate("document.documentElement.scrollWidth") <= 768
    assert frame.evaluate("e => Math.min(...[...e.querySelectorAll('thead th')].map(th => th.offsetWidth)) >= 48")
