"""Policy text in the parts of an official document, however it was typed."""
import re

import pytest
from disclosure import markdown
from disclosure.model.fields import Date
from disclosure.render.official import official
from markupsafe import Markup


class Unit:
    def __init__(self, name: str) -> None:
        self.name = name


class Document:
    """What the record of a policy says."""

    title, document_number, written = "关于做好渔船检修工作的通知", "海政〔2026〕5号", Date("2026-06-09")
    issuers, joint = (Unit("海角县人民政府"),), ()


class Joint(Document):
    joint = (Unit("海角县人民政府"), Unit("海角县渔业局<一>"))


ATTACHED = Markup('<p class="att">附件：<a href="b.xlsx">检修表</a></p>\n')
BODY = "渔船应当检修。\n\n特此通知"


def parts(text: str, policy=Document, attached: str = "") -> list[tuple[str, str]]:
    html = str(official(Markup(markdown.html(text, 3, lambda link: link)), policy and policy(), attached))
    html = re.sub(r'<div class="signed">(.*?)</div>', lambda found: found[1].replace("<p>", '<p class="signed">'), html, flags=re.S)
    return [(part, re.sub("<[^>]+>", "", said)) for part, said in re.findall(r'<(?:p|h\d)(?: class="([a-z ]+)")?>(.*?)</(?:p|h\d)>', html, re.S)]


TOP = [("no", "海政〔2026〕5号"), ("ti", "关于做好渔船检修工作的通知")]
SAID = [("", "渔船应当检修。"), ("", "特此通知")]
SIGNED = [("signed", "海角县人民政府"), ("signed", "2026年6月9日")]


@pytest.mark.parametrize(("text", "wanted"), [
    (BODY, [*TOP, *SAID, *SIGNED]),
    (f"各渔港、各村：\n\n{BODY}", [*TOP, ("to", "各渔港、各村："), *SAID, *SIGNED]),
    (f"# 关于做好渔船检修工作的通知\n\n海政〔2026〕5号\n\n各渔港:\n\n{BODY}", [*TOP, ("to", "各渔港:"), *SAID, *SIGNED]),
    (f"{BODY}\n\n海角县人民政府\n\n2026年6月9日", [*TOP, *SAID, *SIGNED]),
    (f"{BODY}\n\n海角县人民政府\n2026年6月9日", [*TOP, *SAID, *SIGNED]),
    (f"{BODY}\n\n海角县人民政府　　2026年6月9日", [*TOP, *SAID, *SIGNED]),
    (f"{BODY}\n\n海角县人民政府\n\n二〇二六年六月九日\n\n（此件公开发布）", [*TOP, *SAID, SIGNED[0], ("signed", "二〇二六年六月九日"), ("", "（此件公开发布）")]),
    (f"{BODY}\n\n（联系人：渔政站）", [*TOP, *SAID, *SIGNED, ("", "（联系人：渔政站）")]),
    (f"{BODY}\n\n海角县人民政府（盖章）\n\n2026年6月9日\n\n## 附件1 检修表\n\n表。", [*TOP, *SAID, ("signed", "海角县人民政府（盖章）"), SIGNED[1], ("", "附件1 检修表"), ("", "表。")]),
    ("（2026年5月1日县政府第3次常务会议通过）\n\n第一条　渔船应当检修。", [*TOP, ("", "（2026年5月1日县政府第3次常务会议通过）"), ("", "第一条　渔船应当检修。")]),
    ("现将有关事项通知如下：\n\n渔船应当检修。", [*TOP, ("", "现将有关事项通知如下："), ("", "渔船应当检修。"), *SIGNED]),
    ("渔船应当在2026年6月9日\n以前检修。", [*TOP, ("", "渔船应当在2026年6月9日\n以前检修。"), *SIGNED]),
])
def test_parts_are_found_or_added_once(text: str, wanted: list[tuple[str, str]]) -> None:
    assert parts(text) == wanted


def test_attachments_are_named_above_the_signature_unless_the_text_names_them() -> None:
    assert parts(BODY, attached=ATTACHED) == [*TOP, *SAID, ("att", "附件：检修表"), *SIGNED]
    assert parts(f"{BODY}\n\n附件：检修表", attached=ATTACHED) == [*TOP, *SAID, ("", "附件：检修表"), *SIGNED]


def test_all_who_issue_it_sign_and_names_are_text() -> None:
    assert parts(BODY, Joint)[-3:] == [("signed", "海角县人民政府"), ("signed", "海角县渔业局&lt;一&gt;"), ("signed", "2026年6月9日")]


def test_a_text_that_is_no_policy_gets_nothing_that_it_does_not_say() -> None:
    assert parts(f"各渔港：\n\n{BODY}\n\n海角县渔业局\n2026年6月9日", None) == [("to", "各渔港："), *SAID, ("signed", "海角县渔业局"), SIGNED[1]]
    assert parts(BODY, None) == SAID
