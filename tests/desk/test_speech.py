"""In the desk nobody is told of YAML, files or commands: what is declared for editors of files is said in the desk's terms."""
import re

import pytest

from disclosure.desk.forms import forms
from disclosure.desk.speech import in_desk

TYPED = re.compile(r"[{}\[\]]|\.yml|build\.py|竖线|\| ")


@pytest.mark.parametrize("hint, said", [
    ("请把 county.yml 的“网站名称”写全", "请把“全县设置”的“网站名称”写全"),
    ("请写“图片: [{文件: …, 文字说明: …}]”；没有图的，改形式", "请写“图片”；没有图的，改形式"),
    ("请写“方式: [主动公开, 依申请公开]”", "请写“方式”：主动公开、依申请公开"),
    ("请在 catalogues/flows/ 里画一个", "请在“流程”里画一个"),
    ("interpreters.yml 里的人", "“解读人”里的人"),
    ("先看 python build.py check --due，再改", "先看“发布”一页的检查结果，再改"),
    ("先改，用 python build.py fleet -x 1。", "先改，用命令行（请技术负责人来做）。"),
    ("时限“每年：1月”不清楚，见《办法》（试行）", "时限“每年：1月”不清楚，见《办法》（试行）"),
])
def test_a_hint_names_the_place_in_the_desk(hint: str, said: str) -> None:
    assert in_desk(hint) == said


def test_no_form_speaks_of_yaml() -> None:
    told = [(name, f["key"], text) for name, fields in forms().items() for f in fields for text in (f["about"], f["example"])]
    assert not [one for one in told if TYPED.search(one[2])]


def test_a_policy_shows_what_a_policy_is() -> None:
    assert [f["key"] for f in forms()["Policy"] if f["at_hand"]] == ["文号", "正文", "解读"]
