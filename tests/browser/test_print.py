"""On paper: matters on A4 upright, catalogues on A3 across."""
import re

import pytest

A4, A3_ACROSS = (595, 842), (1191, 842)


@pytest.mark.parametrize(("kind", "paper"), [("domain", A3_ACROSS), ("township", A3_ACROSS), ("matter", A4), ("policy", A4),
                                             ("interpretation-figures", A4), ("flow", A4)])
def test_sheets(opened, kind: str, paper: tuple[int, int]) -> None:
    pdf = opened(kind).pdf(prefer_css_page_size=True)
    sheets = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    assert sheets
    assert {(round(float(a)), round(float(b))) for a, b in sheets} <= {(paper[0] + d, paper[1] + e) for d in (-1, 0, 1) for e in (-1, 0, 1)}


def test_the_screen_s_tools_do_not_print(opened) -> None:
    page = opened("domain")
    page.emulate_media(media="print")
    for tool in (".tabs", ".strip", ".acts", ".pager", ".menu", ".mode"):
        assert not page.locator(tool).first.is_visible(), tool
    assert page.locator(".brand").is_visible()
    assert page.locator(".cat").evaluate("e => e.scrollWidth <= e.parentElement.clientWidth + 1")
