"""One mistake, one finding; and its mended line, put in place, leaves none."""
from pathlib import Path

import pytest
from counties import DOMAIN, HEAD, reading

TOP = HEAD.partition("事项:")[0]
SLIPS = {
    "a line that a paste broke off": ("事项:\n  - 编号: 1\n    名称: 资金\n拨付\n    备注: 甲\n", 3, 4),
    "an entry of a list broken off": ("事项:\n  - 编号: 1\n    名称: 一\n    内容:\n      - 申请\n  条件\n      - 时限\n", 5, 6),
    "a dash left out": ("事项:\n  - 编号: 1\n    名称: 一\n    编号: 2\n    名称: 二\n", 4, 4),
    "a dash left out, beside the others": ("事项:\n  - 编号: 1\n    名称: 一\n  编号: 2\n    名称: 二\n", 4, 4),
    "the first dash left out": ("事项:\n    编号: 1\n    名称: 一\n  - 编号: 2\n    名称: 二\n", 2, 2),
    "a colon left out": ("事项\n  - 编号: 1\n    名称: 一\n", 1, 1),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_the_line_offered_mends_the_file(slip: str, tmp_path: Path) -> None:
    text, first, last = SLIPS[slip]
    found = reading(tmp_path / "typed", {DOMAIN: TOP + text}).findings
    assert len(found) == 1, found
    rows = text.split("\n")
    rows[first - 1:last] = found[0].hint.partition("\n")[2].split("\n")
    assert reading(tmp_path / "mended", {DOMAIN: TOP + "\n".join(rows)}).findings == ()
