"""The code of a page's own address: the symbol that the builder draws, on a screen that a telephone can look at and on paper, never on a telephone."""
import random
import re
import string

import pytest
from disclosure.host.assets import FOLDER
from disclosure.render.qr import CAPACITY, QUIET, Codes
from playwright.sync_api import Browser

PHONE, DESK = {"viewport": {"width": 360, "height": 740}}, {"viewport": {"width": 1280, "height": 800}}
EACH = """texts => texts.map(text => {
  const small = document.createElement("small"), p = document.createElement("p"), qr = document.createElement("div"), keep = document.createElement("section");
  keep.className = "keep"; qr.className = "qr"; small.textContent = text;
  p.append(small); qr.append(p); keep.append(qr); document.body.replaceChildren(keep);
  SCRIPT
  const svg = document.querySelector(".keep svg");
  return svg && [svg.getAttribute("viewBox"), svg.firstChild.getAttribute("d")];
})"""


def painted(box: str, strokes: str) -> tuple[int, int]:
    """(modules a side, all modules row by row as one number) of a drawn code."""
    side, out = int(box.split()[2]) - 2 * QUIET, 0
    for x, y, long in re.findall(r"M(\d+) (\d+)\.5h(\d+)", strokes):
        for at in range(int(x) - QUIET, int(x) - QUIET + int(long)):
            out |= 1 << side * side - 1 - (int(y) - QUIET) * side - at
    return side, out


def test_the_symbol_is_the_builder_s(chromium: Browser) -> None:
    """Of every size: full, nearly full, and of any length."""
    dice, letters = random.Random(7), string.ascii_letters + string.digits + "/.:-_~%?#"
    lengths = [length for most in CAPACITY for length in (most, most - 1, dice.randrange(1, most))]
    texts = ["".join(dice.choices(letters, k=length)) for length in lengths]
    page = chromium.new_page()
    drawn = page.evaluate(EACH.replace("SCRIPT", (FOLDER / "page-code.js").read_text("utf-8")), [*texts, "https://甲.example/", "a" * (CAPACITY[-1] + 1)])
    page.close()
    codes = Codes()
    assert [painted(*one) for one in drawn[:-2]] == [codes.modules(text.encode()) for text in texts]
    assert drawn[-2:] == [None, None]


@pytest.mark.parametrize("context", [PHONE], indirect=True)
def test_a_telephone_has_it_on_paper_alone(opened) -> None:
    page = opened("matter")
    assert page.locator(".keep").count() == 1 and not page.locator(".keep").is_visible() and page.locator(".keep svg").count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".keep svg").is_visible() and "手机扫码打开本页" in page.locator(".keep").inner_text()


@pytest.mark.parametrize("context", [DESK], indirect=True)
def test_a_desk_has_it_beside_the_address(opened) -> None:
    code = opened("matter").locator(".keep")
    assert code.get_by_role("img", name="本页固定地址的二维码").is_visible()
    box, strokes = code.locator("svg").get_attribute("viewBox"), code.locator("path").get_attribute("d")
    assert painted(box, strokes) == Codes().modules(code.locator("small").inner_text().encode())


@pytest.mark.parametrize("context", [DESK | {"java_script_enabled": False}], indirect=True)
def test_without_scripts_the_address_stands_there(opened) -> None:
    keep = opened("matter").locator(".keep")
    assert keep.locator("small").inner_text().startswith("https://") and "扫码" not in keep.inner_text()
