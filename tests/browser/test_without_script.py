"""With JavaScript off: everything can be read and reached."""
import pytest

from .conftest import every
from .sites import KINDS

OFF = {"java_script_enabled": False}


@every(KINDS)
def test_a_page_can_be_read(seen, kind) -> None:
    main = seen(kind, **OFF).locator("#main")
    assert main.locator("h1").is_visible()
    assert len(main.inner_text()) > 40


@pytest.mark.parametrize("context", [OFF | {"viewport": {"width": 360, "height": 740}}], indirect=True)
def test_the_list_of_everything_is_one_step_away(opened) -> None:
    page = opened("home")
    page.locator(".mast").get_by_role("link", name="栏目").click()
    page.wait_for_url("**/sitemap.html")
    assert page.locator("h1").inner_text() == "网站地图" and page.locator("#main").get_by_role("link", name="社会救助", exact=True).is_visible()


@pytest.mark.parametrize("context", [OFF], indirect=True)
@pytest.mark.parametrize("kind", ["home", "search"])
def test_no_question_is_offered_that_nothing_answers(opened, kind: str) -> None:
    page = opened(kind)
    assert page.locator("#main .try a").count() and not page.locator("#main .try").first.is_visible()
