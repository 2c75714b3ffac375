"""The pictures of the site in README.md and docs/: what each shows, and how large it is; with --bless they are taken anew.  Then look at them.

Those of the desk and of imports (BY_HAND) are not taken here: they need a desk or a report in a state that somebody has typed.
"""
import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from .sites import ROOT, build

IMAGES = ROOT / "docs" / "images"
AS_OF = re.search(r"^截至日期: (.+)$", (ROOT / "catalogues" / "county.yml").read_text("utf-8"), re.M)[1]
BY_HAND = re.compile(r"(desk|import)(-\w+)?")


def nothing(page: Page) -> None:
    """The page as it opens."""


def filtered(page: Page) -> None:
    page.locator(".filters select").first.select_option(index=2)


def drawing(page: Page) -> None:
    page.locator("h2", has_text="流程图").first.evaluate("e => scrollTo(0, e.getBoundingClientRect().top - 90)")


def typed(page: Page) -> None:
    for key in "DB":
        page.locator(".key", has_text=re.compile(f"^{key}$")).first.click()
    page.locator("[data-result]").first.wait_for()


def answered(page: Page) -> None:
    page.locator("[data-result]").first.wait_for()


class Picture(NamedTuple):
    """`scale`: pixels of the picture for one of the page; `mode`: elder for 大字版."""

    name: str
    address: str
    width: int
    height: int
    act: Callable[[Page], None] = nothing
    mode: str = ""
    flavour: str = "portal"
    scale: float = 1


MATTER = "domains/shehui-jiuzhu/2.2.html"
PICTURES = [
    Picture("home", "index.html", 1280, 800),
    Picture("catalogue", "domains/shehui-jiuzhu.html", 1440, 960, filtered),
    Picture("flow", "flows/dibao-shenhe.html", 1440, 960, drawing),
    Picture("search", "search.html?q=低保", 1440, 960, answered),
    Picture("matter-phone", MATTER, 360, 780),
    Picture("matter-phone-large", MATTER, 360, 780, mode="elder"),
    Picture("tasks", "tasks.html", 1440, 960),
    Picture("decision", "decisions/tingche.html", 1440, 960),
    Picture("kiosk-home", "index.html", 1080, 1920, flavour="kiosk", scale=.5),
    Picture("kiosk-search", "search.html", 1080, 1920, typed, flavour="kiosk", scale=.5),
]


def take(chromium: Browser, sites: dict[str, Path], picture: Picture) -> None:
    context = chromium.new_context(viewport={"width": picture.width, "height": picture.height}, device_scale_factor=picture.scale)
    page = context.new_page()
    page.add_init_script(f"localStorage.setItem('zwgk.size', '{picture.mode}')")
    page.clock.set_fixed_time(AS_OF)  # some pages say how many days are left
    page.goto(f"{sites[picture.flavour].as_uri()}/{picture.address}")
    picture.act(page)
    page.evaluate("document.activeElement && document.activeElement.blur()")
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()


def test_pictures_are_listed_shown_and_as_large_as_listed(request: pytest.FixtureRequest, bless: bool, tmp_path: Path) -> None:
    if bless:
        flavours = {flavour: build("demo", tmp_path / flavour, "--flavour", flavour) for flavour in ("portal", "kiosk")}
        for picture in PICTURES:
            take(request.getfixturevalue("chromium"), flavours, picture)
    assert {path.stem for path in IMAGES.glob("*.png") if not BY_HAND.fullmatch(path.stem)} == {picture.name for picture in PICTURES}
    documents = "".join(path.read_text("utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))
    for picture in PICTURES:
        assert f"images/{picture.name}.png)" in documents, f"nothing shows {picture.name}"
        size = struct.unpack(">II", (IMAGES / f"{picture.name}.png").read_bytes()[16:24])
        assert size == (picture.width * picture.scale, picture.height * picture.scale), picture.name
