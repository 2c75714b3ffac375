"""A page says what was typed: its visible text is the text without the marks that docs/format.md names, whatever was typed."""
import re
import time
from html import unescape

import pytest
from hypothesis import example, given, settings, strategies as st

from disclosure import markdown
from disclosure.markdown.lines import LINES, MARKS, SIGNS

NAMED = re.compile(r"<(?:https?|mailto):")


def shown(text: str) -> str:
    """What a reader sees of a page, with the numbers of lists, one line a block, without blanks."""
    html = markdown.page(text, str)[0]
    out, numbers, name = [], [], ""
    for tag, said in re.findall(r"<([^<>]+)>([^<]*)", f"<x>{html}"):
        before, name = name, tag.split()[0]
        if name == "ol":
            numbers.append(int((re.search(r'start="(\d+)"', tag) or [0, 1])[1]))
        elif name == "/ol":
            numbers.pop()
        elif name == "ul":
            numbers.append(None)
        elif name == "/ul":
            numbers.pop()
        elif name == "li" and numbers[-1] is not None:
            numbers[-1] = int((re.search(r'value="(\d+)"', tag) or [0, numbers[-1]])[1])
            out.append(f"\n{numbers[-1]}.")
            numbers[-1] += 1
        elif name == "p" and before == "li":
            pass  # stands in the line of its number
        elif name in ("br", "p", "li", "tr", "blockquote", "hr", "pre") or re.fullmatch(r"h[1-6]", name):
            out.append("\n")
        out.append(unescape(said.strip("\n") if name == "li" else said))
    return "\n".join(filter(None, (re.sub(r"\s", "", line) for line in "".join(out).split("\n"))))


PIECES = ["2*3*4", "5%*2", "长*宽", "____年__月", "张**，李**", "138****5678", "a|b", "~~删~~", "10~20", "[甲]", "(乙)", "<60", ">60", "&", "&nbsp;", "<b>", "C:\\x\\.y", "\\\\srv",
          "{.c}", "[^1]", "#3", "《办法》", "2026", "第1款", "：", "、", " ", "$x$", "{{ x }}", "`", "=", "+", "某县", "％"]
STARTS = ["", "    ", "\t", "　　", "2026. ", "1）", "（一）", "一、", "1) ", "01. ", "1.", "●", "－", "—", "___", "***", "~~~", "=====", ">60岁", "#1楼", "#话题#", "[甲]: ", "[乙]：",
          ": ", "!!! ", "|", "+3", "-5℃", "*号", "0. ", "1.5 "]


@given(st.lists(st.tuples(st.sampled_from(STARTS), st.lists(st.sampled_from(PIECES), max_size=5)), min_size=1, max_size=8))
@example([("|", ["a|b", "甲"]), ("|", ["---|---"])])
@example([("1.", []), ("1.", [" ", "2*3*4"])])
@example([("", ["+"])])
@settings(max_examples=400, deadline=None)
def test_what_nobody_means_as_a_mark_is_text(rows: list[tuple[str, list[str]]]) -> None:
    text = "\n\n".join(start + "，".join(pieces) for start, pieces in rows)
    if text.count("`") > 1 or re.search(r"\|[ -]*---", text):
        text = text.replace("`", "").replace("---", "")
    assert shown(text) == "\n".join(filter(None, (re.sub(r"\s", "", row) for row in text.split("\n"))))


@given(st.lists(st.tuples(st.integers(0, 3), st.one_of(st.just("-"), st.integers(1, 999).map("{}.".format)), st.sampled_from(["甲", "乙丙", "2*3", "（1）丁"])), min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_lists_keep_their_numbers_and_levels(entries: list[tuple[int, str, str]]) -> None:
    depth, rows = 0, []
    for wanted, mark, said in entries:
        depth = min(wanted, depth + 1) if rows else 0
        rows.append((depth, mark, said))
    text = "\n".join(f"{'  ' * depth}{mark} {said}" for depth, mark, said in rows)
    assert shown(text) == "\n".join(f"{'' if mark == '-' else mark}{said}" for _, mark, said in rows)
    html = markdown.page(text, str)[0]
    depths, at = [], 0
    for tag in re.findall(r"<(/?[uo]l|li)\b", html):
        at += {"ul": 1, "ol": 1, "/ul": -1, "/ol": -1}.get(tag, 0)
        depths += [at - 1] if tag == "li" else []
    assert depths == [depth for depth, *_ in rows]


@pytest.mark.parametrize(("typed", "html"), [
    ("请**务必**带。**注意：**先填表，**“两证”**都要", "请<strong>务必</strong>带。<strong>注意：</strong>先填表，<strong>“两证”</strong>都要"),
    ("**甲、乙** **（一）款**", "<strong>甲、乙</strong> <strong>（一）款</strong>"),
    ("张**（男）、李**、王**", "张**（男）、李**、王**"),
    ("尾号12**和34**", "尾号12**和34**"),
    ("[表](biao.docx)、<https://a.cn/>", '<a href="biao.docx">表</a>、<a href="https://a.cn/">https://a.cn/</a>'),
    ("甲<br>乙<BR/>丙", "甲<br>\n乙<br>\n丙"),
    (r"\*号、1\|2、\[x]", "*号、1|2、[x]"),
    ("* * *\n***\n___\n- - -", "* * *<br>\n***<br>\n___<br>\n- - -"),
    ("县民政局\n2026年3月2日", "县民政局<br>\n2026年3月2日"),
])
def test_marks(typed: str, html: str) -> None:
    assert markdown.page(typed, str)[0] == f"<p>{html}</p>\n"


def test_a_fence_keeps_its_lines() -> None:
    assert "<pre><code>甲\n  **乙**\n</code></pre>" in markdown.page("```\n甲\n  **乙**\n```", str)[0]


def test_no_text_is_lost_however_deep() -> None:
    for text in ("> " * 300 + "底", "- " * 300 + "底", "".join("  " * n + "- 层\n" for n in range(300)) + "底", "> " * 8 + "- " * 200 + "底", "![" * 400 + "底" + "](a)" * 400):
        assert "底" in markdown.page(text, str)[0]


HEAVY = {
    "brackets": "[" * MARKS, "links": "[a](" * MARKS, "pictures": "![" * (MARKS // 2), "bold": "**a " * (MARKS // 2), "masks": "张**，" * (MARKS // 2), "code": "`a" * MARKS,
    "tags": "<a " * MARKS, "cells": "|a|b|\n|-|-|\n" + "|1|2|\n" * (min(MARKS // 3, LINES) - 3), "lines": "甲\n" * (LINES - 1), "lists": "- 甲\n" * (LINES - 1), "backslashes": "\\" * MARKS,
    "deep": "".join("  " * min(n, 100) + "- 甲\n" for n in range(2000)), "definitions": "词\n: 意思\n" * (LINES // 2 - 1), "braces": "{" * SIGNS, "ampersands": "&" * SIGNS,
}


@pytest.mark.usefixtures("unburdened")
@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_the_slowest_text_that_is_read_takes_seconds(text: str) -> None:
    assert not markdown.too_much(text)
    before = time.process_time()
    markdown.remarks(text, page=True)
    markdown.page(text, str)
    assert time.process_time() - before < 5


def test_one_mark_more_is_not_read() -> None:
    assert "30,001 个" in markdown.too_much("[" * (MARKS + 1)) and "10,001 行" in markdown.too_much("甲\n" * LINES) and "500,001 个字" in markdown.too_much("甲" * (SIGNS + 1))
    assert markdown.page("[" * (MARKS + 1), str) == ("", "")
