"""Telephones that stand in sentences can be called."""
import pytest
from markupsafe import Markup

from disclosure.render.cells import dialled


@pytest.mark.parametrize(("text", "html"), [
    ("请打0590-7000122，或者021-55550100。", '请打<a class="nb" href="tel:05907000122">0590-7000122</a>，或者<a class="nb" href="tel:02155550100">021-55550100</a>。'),
    ("编号 359900-0590-7000122-1，2026-11-20", "编号 359900-0590-7000122-1，2026-11-20"), ("a<b 0590-7000122", 'a&lt;b <a class="nb" href="tel:05907000122">0590-7000122</a>'),
    (Markup('<a href="tel:1">0590-7000122</a> <b title="0590-7000122">甲</b>'), '<a href="tel:1">0590-7000122</a> <b title="0590-7000122">甲</b>'),
])
def test_a_telephone_in_a_sentence_is_a_link(text: str, html: str) -> None:
    assert dialled(text) == html
