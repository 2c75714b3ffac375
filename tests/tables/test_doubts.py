"""What may be doubtful in a table is declared once, and the handbook's page is written from there."""
import pytest

from disclosure.tables.doubt import CHINESE, DOUBTS, LEFT_OUT
from disclosure.tables.handbook import PAGE, handbook


def test_the_committed_page_is_up_to_date(bless: bool) -> None:
    if bless:
        PAGE.write_text(handbook(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == handbook(), "run `python build.py test --bless tests/tables/test_doubts.py`"


@pytest.mark.parametrize("code", DOUBTS)
def test_every_doubt_has_its_entry(code: str) -> None:
    sort = DOUBTS[code]
    assert all(sort) and sort.wrong != sort.right and sort.severity in CHINESE
    assert not sort.hint.endswith("。") and sort.seen.endswith("。")
    part = handbook().split(f"\n### {code}\n")[1].split("\n### ")[0]
    assert ("不写进目录" in part) == (code in LEFT_OUT)


def test_codes_are_in_order() -> None:
    assert list(DOUBTS) == sorted(DOUBTS) and set(DOUBTS) >= LEFT_OUT
