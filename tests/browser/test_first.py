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


@pytest.mark.parametrize("width", [1440, 1366, 1280, 1024])
@pytest.mark.parametrize("kind", ["domain", "township"])
def test_a_catalogue_scrolls_with_the_page_under_its_head(opened, page, kind: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    opened(kind)
    assert page.locator(".tbl.tall").evaluate("e => e.scrollHeight - e.clientHeight") <= 1, "a frame that scrolls by itself"
    if kind == "township":   # a long one is folded by domain
        assert not page.locator(".cat tbody:not(.part):visible").count()
        page.locator(".cat .part button").evaluate_all("all => all.forEach(button => button.click())")
    page.locator(".cat tbody:not(.part) tr:not(.group)").nth(12).evaluate("e => e.scrollIntoView({block: 'center'})")
    page.wait_for_function("Math.abs(document.querySelector('.cat thead th').getBoundingClientRect().top) < 2")
    assert page.evaluate("[...document.querySelectorAll('.cat thead th')].every(th => document.elementFromPoint(th.getBoundingClientRect().left + 5, 30)?.closest('thead')"
                         " || th.getBoundingClientRect().left > innerWidth - 60)"), "rows lie over the head"
    if width > 1359:
        assert page.locator(".tbl.tall").evaluate("e => e.scrollWidth <= e.clientWidth"), "it scrolls sideways on a common screen"


def test_a_catalogue_on_a_telephone_begins_with_a_matter_and_says_what_is_there(opened, page, sites) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    opened("domain")
    assert page.evaluate(TOP, ".cat tbody tr:not(.group) th") < 700
    page.goto((sites["demo"] / "domains" / "shehui-jiuzhu.html").as_uri())
    row = page.locator(".cat tr", has_text="2.2").filter(has_text="办事指南").first
    assert row.locator(".has").get_attribute("data-l").replace("\N{NO-BREAK SPACE}", " ") == "指南 1　解读 2　政策 1　流程 1"
