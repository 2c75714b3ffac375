"""Lists whose entries have no dash, or no blank behind it: told once, with lines that are right when they are pasted, and no word lost."""
import re
from pathlib import Path

import pytest
import yaml
from counties import DOMAIN, HEAD, reading

TABLE = yaml.safe_load((Path(__file__).parent / "lists.yml").read_text(encoding="utf-8"))
FIELDS = {"内容": "content", "依据": "basis", "渠道": "channels", "层级": "levels"}


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["说明"])
def test_one_finding_and_the_lines_that_mend_it(case: dict, tmp_path: Path) -> None:
    typed = reading(tmp_path / "typed", {DOMAIN: f"{HEAD}{case['写']}\n"})
    name = FIELDS[case["写"].strip().partition(":")[0]]
    if "代码" not in case:
        assert typed.findings == () and list(getattr(typed.county.domains["x"].items[0], name)) == case["读"]
        return
    assert [f.rule.code for f in typed.findings] == [case["代码"]], typed.findings
    offered = typed.findings[0].hint.partition("\n")[2]
    assert offered == case["改"]
    mended = reading(tmp_path / "mended", {DOMAIN: f"{HEAD}{offered}\n"})
    assert mended.findings == () and list(getattr(mended.county.domains["x"].items[0], name)) == case["读"]
    if case["代码"] == "C141":
        assert list(getattr(typed.county.domains["x"].items[0], name)) == case["读"]
    assert words(case["写"]) == words(offered)


def words(text: str) -> str:
    """A text without marks of lists, quotes, blanks and what parts entries."""
    return re.sub(r"[\s|'\"•●■\-－，、,]", "", text)


def test_units_on_lines_of_their_own(tmp_path: Path) -> None:
    for lines in ("      县民政局\n      县教育局\n", "      1.县民政局\n      2.县教育局；\n", "      -县民政局\n      -县教育局\n"):
        read = reading(tmp_path, {DOMAIN: f"{HEAD}    主体:\n{lines}"})
        assert [f.rule.code for f in read.findings] == ["C141"] and [u.id for u in read.county.domains["x"].items[0].disclosers] == ["minzheng", "jiaoyu"]


@pytest.mark.parametrize("mark", ["-", "*", "●", "· "])
def test_an_entry_whose_mark_yaml_stumbles_over(mark: str, tmp_path: Path) -> None:
    read = reading(tmp_path, {DOMAIN: f"{HEAD}    内容:\n      - 谁能申请\n      {mark}怎样申请\n      - 收费标准\n"})
    assert [(f.rule.code, f.place.line) for f in read.findings] == [("C105", 9)] and "- 怎样申请" in read.findings[0].hint
    assert read.county.domains["x"].items[0].content == ("谁能申请", "怎样申请", "收费标准")
