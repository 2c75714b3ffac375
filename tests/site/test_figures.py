"""What of a key point is drawn large: numbers with a unit, and no dates, articles or numbers of documents."""
from pathlib import Path

import pytest
import yaml

from disclosure.model.finding import Place
from disclosure.model.policies import Comparison
from disclosure.render.figures import bars, change, figure_in

CASES = yaml.safe_load((Path(__file__).parent / "figures.yml").read_text("utf-8"))


@pytest.mark.parametrize("text", CASES)
def test_the_first_number_with_a_unit(text: str) -> None:
    found = figure_in(text)
    assert (list(found[:3]) if found else None) == CASES[text]


def compared(old: str, new: str, unit: str | None = "元") -> Comparison:
    return Comparison("", Place("x.yml", 1, 1, 1, 1), {"item": "标准", "old": old, "new": new, "unit": unit}, {})


@pytest.mark.parametrize(("old", "new", "said"), [("760", "815", "增加 55"), ("1,060", "988.5", "减少 71.5"), ("3", "3", "不变"), ("村里公示", "网上公示", ""), ("0.1", "0.3", "增加 0.2"), ("3000", "5000", "增加 2000"), ("3,000", "5,000", "增加 2,000")])
def test_how_much_changed(old: str, new: str, said: str) -> None:
    assert change(compared(old, new)) == said


def test_bars_share_a_scale_where_they_share_a_unit() -> None:
    rows = (compared("50", "100"), compared("48", "60", "场"), compared("甲", "乙"), compared("25", "0"))
    assert [(b.unit, [row[1:] for row in b.rows]) for b in bars(rows)] == [("元", [(200, 400), (100, 0)]), ("场", [(320, 400)])]
    assert bars((compared("0", "0"),)) == []
