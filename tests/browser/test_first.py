"""What a page begins with is what its readers came for, on a telephone and in 大字版 as at a desk."""
import pytest

TOP = "sel => Math.round(document.querySelector(sel).getBoundingClientRect().top + scrollY)"


@pytest.mark.parametrize(("width", "mode"), [(360, ""), (768, ""), (1080, "elder")])
def test_a_flow_begins_with_its_steps_where_its_drawing_cannot_be_seen_whole(opened, page, width: int, mode: str) -> None:
    page.add_init_script(f"localStorage.setItem('zwgk.size', '{mode}')")
    page.set_viewport_size({"width": width, "height": 900})
    opened("flow")
    assert page.evaluate(TOP, "#zhubu") < page.evaluate(TOP, "#tu")
    page.get_by_role("link", name="看流程图").click()
    assert page.evaluate("Math.abs(document.querySelector('#tu').getBoundingClientRect().top) < 40")


def test_a_flow_begins_with_its_drawing_at_a_desk(opened, page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    opened("flow")
    assert page.evaluate(TOP, "#zhubu") > page.evaluate(TOP, "#tu")
    assert not page.get_by_role("link", name="看流程图").is_visible()


def test_a_fax_number_is_not_dialled(opened) -> None:
    page = opened("units")
    fax = page.locator("dt", has_text="传真").first.locator("xpath=../dd")
    assert fax.inner_text() and not fax.locator("a").count()
