"""Through a portal's sub-path as from a folder: no message, no error, no failed request, no word to anyone outside.

The other files open every kind of page from a folder, test_axe.py through the sub-path, too; here are the long ones that it leaves out.
"""
from .conftest import every
from .sites import KINDS
from .test_axe import PAGES


@every([kind for kind in KINDS if kind not in PAGES])
def test_a_page_loads_without_complaint(opened, kind) -> None:
    page = opened(kind, "http")
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").inner_text()


def test_an_address_that_does_not_exist_gets_a_page_of_the_site(page, bases, complaints: list[str]) -> None:
    address = bases["http", "demo"] + "domains/mei-you/9.9.html"
    page.goto(address)
    assert page.locator("h1").inner_text() == "没有找到这个页面"
    assert page.locator(".mast").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(17, 80, 125)", "404.html loads no styles below the sub-path"
    page.get_by_role("link", name="回到首页").click()
    assert page.url == bases["http", "demo"] + "index.html"
    assert len(complaints) == 2, "that it is not there is all there is to say"
    complaints.clear()


def test_what_leaves_the_site_is_told_and_reaches_nobody(page, complaints: list[str]) -> None:
    """The guard itself: a page that asks another host."""
    with page.expect_event("requestfailed") as failed:
        page.set_content("<img src=http://elsewhere.example/a.png>")
    assert failed.value.failure == "net::ERR_NAME_NOT_RESOLVED"
    assert "left the site: http://elsewhere.example/a.png" in complaints
    complaints.clear()
