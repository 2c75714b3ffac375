"""What holds for every input: reading never raises, places lie in their files, text arrives as typed."""
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counties import BASE, DOMAIN, HEAD, VALID, check_places
from disclosure.read.county import Reading, read_county
from disclosure.read.nodes import WIDE

FIXED = settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
PLACES = list(VALID)
PIECES = ["：", ":", ": ", " #", "\t", "\n", "- ", "-", "[", "]", "{", "}", "\"", "'", "*", "&a ", "!x ", "%", "|", ">", "《", "》", ",", "\\", "\u3000", "\u200b", "\x00", "\r",
          "? ", "<<: ", "---\n", "...\n", "  ", "`", "@", "2026-02-30", "否", "\ud7ff", "字" * 40]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples: each overwrites the file it is about and puts it back."""
    folder = tmp_path_factory.mktemp("county")
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    for path, text in VALID.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    assert not read_county(folder).findings
    return folder


def read_with(folder: Path, path: str, data: bytes) -> Reading:
    file = folder / path
    before = file.read_bytes()
    try:
        file.write_bytes(data)
        return check_places(folder, read_county(folder))
    finally:
        file.write_bytes(before)


@FIXED
@given(path=st.sampled_from(PLACES), data=st.binary(max_size=200))
def test_any_bytes(folder: Path, path: str, data: bytes) -> None:
    read_with(folder, path, data)


@FIXED
@given(path=st.sampled_from(PLACES), text=st.lists(st.sampled_from([*PIECES, "领域", "事项", "名称", "a", "甲"]), max_size=40).map("".join))
def test_any_yaml_like_text(folder: Path, path: str, text: str) -> None:
    read_with(folder, path, text.encode("utf-8"))


@settings(FIXED, max_examples=400)
@given(path=st.sampled_from(PLACES), data=st.data())
def test_any_mutation(folder: Path, path: str, data: st.DataObject) -> None:
    text = VALID[path]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at + data.draw(st.integers(0, 6)):]
    read_with(folder, path, text.encode("utf-8"))


TYPED = ["0505", "no", "否", "~", "null", "2020-11-15", "1e3", "0x10", "12:30", "1_000", ".inf", "true", "0o17", "+1", "=", "1:2:3", "http://a.cn/b?c#d", "甲：乙", "〔2020〕12号"]
LETTERS = st.text(st.sampled_from("甲乙。，“”（）《》ab1 .:#-'\"[]{}&*!%@\\|>~"), min_size=1, max_size=30).map(str.strip).filter(bool)


def note(folder: Path, value: str) -> str:
    result = read_with(folder, DOMAIN, (HEAD + f"    备注: {value}\n").encode())
    assert not result.findings, result.findings
    return result.county.domains["x"].items[0].note


@pytest.mark.parametrize("text", TYPED)
def test_words_stay_words(folder: Path, text: str) -> None:
    for written in (text, f"'{text}'", f'"{text}"', f"|\n      {text}", f">\n      {text}"):
        assert note(folder, written) == text


@FIXED
@given(text=LETTERS)
def test_quoted_text_arrives(folder: Path, text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    doubled = text.replace("'", "''")
    for written in (f"'{doubled}'", f'"{escaped}"', f"|\n      {text}", f">\n      {text}"):
        assert note(folder, written) == text


@FIXED
@given(text=st.text(st.sampled_from("甲乙丙。，（）《》ab1.-"), min_size=1, max_size=30).filter(lambda t: t[0] not in "-"))
def test_plain_text_arrives(folder: Path, text: str) -> None:
    assert note(folder, text) == text


@FIXED
@given(words=st.lists(st.sampled_from(["甲乙", "丙，", "（丁）", "ab", "c1"]), min_size=2, max_size=6), style=st.sampled_from(["", ">\n      ", "'"]))
def test_folding(folder: Path, words: list[str], style: str) -> None:
    wanted = words[0]
    for word in words[1:]:
        joined = re.fullmatch(f"[{WIDE}]", wanted[-1]) and re.fullmatch(f"[{WIDE}]", word[0])
        wanted += ("" if joined else " ") + word
    assert note(folder, style + "\n      ".join(words) + style.strip(">\n ")) == wanted


@FIXED
@given(order=st.permutations(["编号: 7", "名称: 甲", "内容: [乙, 丙]", "时限: 公示7个工作日", "停用: {日期: 2026-01-01}", "对象: {特定群体: 丁}"]))
def test_order_of_keys_does_not_matter(folder: Path, order: list[str]) -> None:
    entry = "  - " + "\n    ".join(order) + "\n"
    result = read_with(folder, DOMAIN, (HEAD + entry).encode())
    item = result.county.domains["x"].items[1]
    assert not result.findings
    assert (item.number, item.name, item.content, item.time_limit, item.retired.date, item.audience.groups) == ("7", "甲", ("乙", "丙"), "公示7个工作日", "2026-01-01", "丁")
