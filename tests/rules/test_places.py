"""A finding marks the words it is about, however YAML lets one write them: the place, cut out of the file, is what
was to be marked («…»)."""
from pathlib import Path

import pytest
from test_rules import county_of

from disclosure.checking import check_county

DOMAIN = "catalogues/domains/shehui-jiuzhu.yml"
CONTENT = "    内容: [投诉举报电话, 受理方式和办结时限]\n"
PLACES = {
    "a short entry after a longer one that holds it": ("C402", '    内容: [第12345号热线, «"3"»]\n'),
    "single quotes": ("C402", "    内容: [受理电话12345, «'45'», 时限]\n"),
    "a block list": ("C402", "    内容:\n      - 待补充的说明\n      - «待补充»\n"),
    "a block list at the key's own edge": ("C402", "    内容:\n    - 无障碍服务\n    - «无»\n"),
    "one value": ("C402", "    内容: «待定»\n"),
    "one value in brackets": ("C402", "    内容: [«待定»]\n"),
    "both of two that are the same": ("C403", "    内容: [«××县»的标准, «××县»的范围]\n"),
    "twice in one text": ("C403", "    内容: 由«××县»制定，报«××县»备案\n"),
    "folded over lines": ("C403", "    内容: >-\n      各乡镇报送的材料由«XX\n      省»农机部门汇总\n"),
    "plain over lines": ("C403", "    内容: 各乡镇报送的材料由\n      «XX省»农机部门汇总\n"),
    "a literal block": ("C404", "    内容:\n      - |\n        第一行\n        第二行 «{{el}}»\n      - 时限\n"),
    "double quotes over lines": ("C403", '    内容: ["办理条件，\n      见«XX省»的规定", 时限]\n'),
    "quotes doubled within": ("C404", "    内容: ['说''明''«{{it''s}}»', 时限]\n"),
    "an escape that hides it marks the whole entry": ("C403", '    内容: [时限, «"X\\u0058省的规定"»]\n'),
    "within brackets over lines": ("C402", "    内容: [投诉举报电话,\n      «\"1\"»,\n      受理方式]\n"),
    "after a comment that says the same": ("C402", "    # 无\n    内容: [无偿服务, «无»]\n"),
    "channels": ("C205", "    渠道: [政府网站, «政府网占»]\n"),
    "levels": ("C205", "    层级: [县级, «市级»]\n"),
    "a reference": ("C301", "    主体: [minzheng, «meiyou»]\n"),
}


@pytest.mark.parametrize(("code", "marked"), [place[:2] for place in PLACES.values()], ids=PLACES)
def test_the_words_are_marked(code: str, marked: str, tmp_path: Path) -> None:
    text = marked.replace("«", "").replace("»", "")
    here = text if "内容:" in text else CONTENT + text
    folder = county_of({"改动": [{"文件": DOMAIN, "原": CONTENT, "新": here}]}, tmp_path)
    source = (folder / DOMAIN).read_text(encoding="utf-8")
    found = [f.place for f in check_county(folder).findings if f.rule.code == code and f.place.file == DOMAIN]
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    seen = source
    for place in sorted(found, reverse=True):
        first, last = starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1
        seen = f"{seen[:first]}«{seen[first:last]}»{seen[last:]}"
    assert marked in seen, seen[seen.index("内容:", seen.index("1.2")):][:200]
