"""A county's colour stays its colour, and can be read."""
import re

import pytest

from disclosure.render.accent import accent_css, luminance, oklch


@pytest.mark.parametrize("colour", ["#11507d", "#c8102e", "#ffde00", "#000000", "#ffffff", "#00a651", "#6f2c91", "#7f7f7f", "#ff00ff"])
def test_contrast_and_hue(colour: str) -> None:
    accent, deep, wash = re.findall(r"#[0-9a-f]{6}", accent_css(colour).decode())
    assert 1.05 / (luminance(accent) + 0.05) >= 7
    assert luminance(deep) <= luminance(accent) and (luminance(wash) + 0.05) / (luminance(accent) + 0.05) >= 6
    if oklch(colour)[1] > 0.05:
        turn = abs(oklch(colour)[2] - oklch(accent)[2])
        assert min(turn, 6.2832 - turn) < 0.35


def test_a_colour_that_is_dark_enough_is_kept() -> None:
    assert b"--accent: #11507d;" in accent_css("#11507d")
