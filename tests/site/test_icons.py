"""Pages carry the icons that they show, and few others."""
import re
from pathlib import Path

import pytest
from built import GOLDEN, ROOT, build

from disclosure.host.chrome import drawn, lean

SCRIPTS = [path.read_text("utf-8") for path in sorted((ROOT / "theme_overrides" / "assets" / "disclosure").glob("*.js"))]


@pytest.mark.parametrize("flavour", ["portal", "kiosk"])
def test_every_icon_that_is_shown_is_there(flavour: str, tmp_path: Path) -> None:
    site = build(GOLDEN, tmp_path / "site", "--flavour", flavour)
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        there, shown = set(re.findall(r'<symbol id="i-(\w+)"', page)), set(re.findall(r'<use href="#i-(\w+)"', page))
        assert shown <= there <= shown | drawn(SCRIPTS), path


def test_what_scripts_draw_is_kept() -> None:
    assert {"x", "list", "down"} <= drawn(SCRIPTS)
    icons = '<svg class="sprite">\n  <symbol id="i-a"><path d="M0 0"/></symbol>\n  <symbol id="i-b"/></symbol>\n  <symbol id="i-c"></symbol>\n</svg>'
    shown = '<svg><use href="#i-a"/></svg>'
    assert lean(icons + shown, frozenset("c")) == icons.replace('\n  <symbol id="i-b"/></symbol>', "") + shown
    assert lean(shown, frozenset()) == shown
