"""In the desk nobody is told of YAML, files or commands: what is declared for editors of files is said in the desk's terms."""
import re

import pytest
from desks import ROOT

from disclosure.desk.forms import forms
from disclosure.desk.speech import in_desk

TYPED = re.compile(r"[{}\[\]]|\.yml|build\.py|竖线|\| ")


@pytest.mark.parametrize("hint, said", [
    ("请把 county.yml 的“网站名称”写全", "请把“全县设置”的“网站名称”写全"),
    ("请写“图片: [{文件: …, 文字说明: …}]”；没有图的，改形式", "请填上“图片”（文件、文字说明）；没有图的，改形式"),
    ("请写“方式: [主动公开, 依申请公开]”", "请把“方式”填成“主动公开、依申请公开”"),
    ("请写上“内容: …”，或在“默认”里统一写", "请填上“内容”，或在“默认”里统一写"),
    ("请在图上写“过程: 决策/执行”和“环节: 发布/解读”", "请在图上把“过程”填成“决策/执行”，把“环节”填成“发布/解读”"),
    ("请写 不予公开理由: {依据: …, 理由: …}", "请填上“不予公开理由”（依据、理由）"),
    ("渠道: [公示栏(电子屏), {其他: 微信}]", "“渠道”填成：公示栏(电子屏)、其他 微信"),
    ("“备注: 丙”读不懂：缩进与上面的字段对不齐", "“备注: 丙”读不懂：缩进与上面的字段对不齐"),
    ("catalogues/domains/jiuzhu.yml:12 有错。请先运行 python build.py check，把它改好", "“领域 jiuzhu”第 12 行有错。请先看“发布”一页的检查结果，把它改好"),
    ("units.yml 在别处改过了。请关掉它，再运行一次", "“单位”在别处改过了。请关掉它，再做一次"),
    ("content/about.md 后来又改过；有表的用 python build.py import 导入", "“手写网页 about”后来又改过；有表的用“导表”一页导入"),
    ("请在 catalogues/flows/ 里画一个", "请在“流程”里画一个"),
    ("interpreters.yml 里的人", "“解读人”里的人"),
    ("想先看样子，用 python build.py serve --as-of 2027-01-01；写错了的请改", "想先看样子，先把“全县设置”的“截至日期”改成那天，看过一定撤销；写错了的请改"),
    ("请运行一次 python build.py import --help，再开编辑台", "请运行一次 python build.py import --help，再开编辑台"),
    ("先看 python build.py check --due，再改", "先看“发布”一页的“到期的”，再改"),
    ("先改，用 python build.py fleet -x 1。", "先改，请技术负责人在命令行里做。"),
    ("时限“每年：1月”不清楚，见《办法》（试行）", "时限“每年：1月”不清楚，见《办法》（试行）"),
])
def test_a_hint_names_the_place_in_the_desk(hint: str, said: str) -> None:
    assert in_desk(hint) == said


def test_no_message_speaks_of_a_place_in_the_folder_or_of_a_command_or_falls_to_pieces() -> None:
    said = [in_desk(re.sub(r"^\S+ (error|warning|notice) C\d+ ", "", line)) for line in (ROOT / "tests/hideous/messages.txt").read_text(encoding="utf-8").splitlines()]
    assert len(said) > 100 and not [line for line in said if re.search(r"catalogues/\w|build\.py|[:：,]“[^”]*“|“”|^“[^”]*”:\d", line)]


def test_no_form_speaks_of_yaml() -> None:
    told = [(name, f["key"], text) for name, fields in forms().items() for f in fields for text in (f["about"], f["example"])]
    assert not [one for one in told if TYPED.search(one[2])]


def test_a_policy_shows_what_a_policy_is() -> None:
    assert [f["key"] for f in forms()["Policy"] if f["at_hand"]] == ["文号", "正文", "解读"]
