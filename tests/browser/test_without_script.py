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
def test_the_drawer_opens_by_its_label(opened) -> None:
    page = opened("home")
    page.locator(".mast label[for=__drawer]").click()
    assert page.locator("#drawer").is_visible()
    page.locator("#drawer label[for=__drawer]").click()
    assert not page.locator("#drawer").is_visible()
