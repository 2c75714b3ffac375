"""Icons: their shapes are those of theme_overrides/icons.svg, and no page or script asks for one that is not there.

`python build.py test --bless tests/site/test_icons.py` writes icons.css anew.
"""
import math
import re
from pathlib import Path

import pytest
from built import GOLDEN, ROOT, build
from icon_outlines import area, outlined, path, style_sheet

ICONS, STYLES = ROOT / "theme_overrides" / "icons.svg", ROOT / "theme_overrides" / "assets" / "disclosure" / "icons.css"
NAMES = set(re.findall(r'id="(\w+)"', ICONS.read_text("utf-8")))


def test_the_style_sheet_holds_their_shapes(bless: bool) -> None:
    now = style_sheet(ICONS.read_text("utf-8"))
    if bless:
        STYLES.write_text(now, "utf-8", newline="\n")
    assert now == STYLES.read_text("utf-8"), "icons.css is behind icons.svg: run this test with --bless"


@pytest.mark.parametrize("flavour", ["portal", "kiosk"])
def test_every_icon_that_is_shown_is_there(flavour: str, tmp_path: Path) -> None:
    site = build(GOLDEN, tmp_path / "site", "--flavour", flavour)
    shown = {name for path in site.rglob("*.html") for name in re.findall(r'class="i i-(\w+)"', path.read_text(encoding="utf-8"))}
    assert shown and shown <= NAMES
    scripts = "".join(path.read_text("utf-8") for path in sorted(STYLES.parent.glob("*.js")))
    drawn = set(re.findall(r'"i i-(\w+)"|icon\("(\w+)"\)', scripts))
    assert drawn and {a or b for a, b in drawn} <= NAMES


def test_a_stroke_has_its_width_and_a_closed_one_is_hollow() -> None:
    (line,) = path("M4 12h16")
    (ring,) = outlined(*line)
    assert area(ring[:-1]) == pytest.approx(18 * 2)  # two units wide, and longer by half of that at either end
    (square,) = path("M4 4h16v16h-16z")
    outer, inner = outlined(*square)
    assert (area(outer[:-1]), area(inner[:-1])) == (pytest.approx(18 * 18), pytest.approx(-14 * 14))
    for d, ends in (("M0 12a12 12 0 0 1 24 0", (12, 0)), ("M0 12a12 12 0 0 0 24 0", (12, 24))):
        ((points, closed),) = path(d)
        assert not closed and min(math.dist(point, ends) for point in points) < 2.2 and points[-1] == pytest.approx((24, 12))
    ((curve, _),) = path("M0 0s10 0 10 10")
    assert curve[0] == (0, 0) and curve[-1] == (10, 10) and all(x >= y for x, y in curve)
