"""The handbook says of every rule what it demands, why, and how it looks right and wrong; it is never older than the rules."""
import pytest

from disclosure.checking import EVERY
from disclosure.handbook import FAMILIES, PAGE, family, handbook
from disclosure.rules.all import RULES


def test_the_committed_page_is_up_to_date(bless: bool) -> None:
    if bless:
        PAGE.write_text(handbook(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == handbook(), "run `python build.py test --bless tests/schema`"


@pytest.mark.parametrize("code", EVERY)
def test_every_rule_has_its_entry(code: str) -> None:
    rule = EVERY[code]
    assert rule.wrong and rule.right and rule.wrong != rule.right
    part = handbook().split(f"\n### {code}\n")[1].split("\n### ")[0]
    for needed in ("轻重：", "依据：", "不对：", "对：", rule.summary.rstrip("。")[:4]):
        assert needed in part


def test_a_section_tells_of_one_family() -> None:
    """A family of rules with codes of its own gets its line in FAMILIES; two families never share one."""
    rooms = {}
    for code, (_, check) in RULES.items():
        rooms.setdefault(family(code), set()).add(check.__module__)
    assert [f"{head[1]}: {sorted(there)}" for head, there in rooms.items() if len(there) > 1] == []
    assert list(FAMILIES) == sorted(FAMILIES)
