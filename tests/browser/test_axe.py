"""axe-core finds nothing on any kind of page, on a desk as it comes, on a phone in 大字版, which must have a contrast of 7:1 besides.

A run tries every kind in one of the two, in turn; --soak in both.  The pages come through a portal's sub-path (the other files open them from a
folder); what opens them listens: no message, no error, no failed request, no word to anyone outside.
"""
import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import every
from .sites import KINDS, TABLES

# axe takes seconds for a long table, and learns nothing from its length.
PAGES = [kind._replace(county="golden", says="") if kind in TABLES else kind for kind in KINDS if kind.name != "domain-retired"]
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}


@every(PAGES)
@pytest.mark.parametrize(("width", "mode"), [(1440, ""), (360, "elder")])
def test_no_violation(seen, keep, soak: bool, kind, width: int, mode: str) -> None:
    if not soak and PAGES.index(kind) % 2 != bool(mode):
        pytest.skip("the other of the two: --soak")
    setting = {"script": f"localStorage.setItem('zwgk.size', '{mode}')", "viewport": {"width": width, "height": 900}}
    page = seen(kind, "http", **setting)
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").inner_text()
    complaints = keep(**setting)[1]
    before = list(complaints)
    found = Axe().run(page, options=OPTIONS | {"rules": {"color-contrast-enhanced": {"enabled": mode == "elder"}}}).response["violations"]
    complaints[:] = before  # axe warns of itself
    assert not [f"{v['id']}: {n['html'][:120]} ({n['target']})" for v in found for n in v["nodes"]]
