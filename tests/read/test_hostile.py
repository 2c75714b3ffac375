"""Files made to hurt: too large, too deep, too many mistakes; links, folders and locks where files should be.  Each is answered, and soon."""
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from counties import lay, reading

from disclosure.read.county import read_county

DOMAIN = "catalogues/domains/x.yml"
HEAD = "领域: 示例\n牵头单位: 县民政局\n默认: {内容: 要素, 依据: 《某法》, 时限: 及时, 主体: 县民政局, 方式: 主动公开, 渠道: 政府网站, 对象: 全社会}\n事项:\n"
ITEM = HEAD + "  - 编号: 1\n    名称: 一\n"
MANY = 5000
SOON = 6.0
"""Seconds of computing, whatever else the machine does; all of these take well under one on a quiet machine, and minutes where time grows with the square of the mistakes."""

LARGE = {
    "keys said again": (ITEM + "    备注: 甲\n" * MANY, MANY - 1, "C107"),
    "unknown keys": (ITEM + "".join(f"    时现{n}: 甲\n" for n in range(MANY)), MANY, "C202"),
    "full-width colons": (ITEM + "".join(f"    备注{n}：甲\n" for n in range(MANY)), MANY, "C108"),
    "comments": (ITEM + "    内容:\n" + "      - 甲 #乙\n" * MANY, MANY, "C110"),
    "comments among text blocks": (ITEM + "    内容:\n" + "      - |\n        甲\n      - 甲 #乙\n" * MANY, MANY, "C110"),
    "tabs": (ITEM + "    内容:\n" + "\t\t- 甲\n" * MANY, MANY, "C104"),
    "hidden characters": (ITEM + "    # \u200b甲\u200b\n" * MANY, 2 * MANY, "C102"),
    "a mistake in each matter": (HEAD + "".join(f"  - 编号: {n}\n    名称: *甲\n" for n in range(MANY)), MANY, "C109"),
    "units that are not there": (HEAD + "".join(f"  - {{编号: {n}, 名称: 甲, 主体: 县某{n}局}}\n" for n in range(MANY)), MANY, "C301"),
    "numbers said again": (HEAD + "  - {编号: 1, 名称: 甲}\n" * MANY, MANY - 1, "C209"),
    "folded lines": (ITEM + "    内容:\n" + "      - 一二\n        三四\n" * MANY, 0, ""),
    "lines broken off": (HEAD + "".join(f"  - 编号: {n}\n    名称: 甲\n乙\n    备注: 丙\n" for n in range(MANY)), MANY, "C105"),
    "a bracket that stays open": (ITEM + "    内容: [甲,\n" + "      乙,\n" * MANY, 1, "C105"),
    "entries without a dash": (HEAD + "  - 编号: 0\n    名称: 甲\n" + "".join(f"    编号: {n}\n    名称: 甲\n" for n in range(1, MANY)), MANY - 1, "C105"),
    "records that slipped": ("u:\n  名称: 甲\n" + "".join(f"  u{n}:\n  名称: 甲\n" for n in range(MANY)), MANY, "C105"),
    "anchors": ("a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(MANY // 5)), 3 * MANY // 5 + 1, "C106"),
    "a time limit without end": (ITEM + "    时限: " + "甲" * 20000 + "\n", 1, "C311"),
}


@pytest.mark.parametrize("name", LARGE)
def test_all_are_found_and_soon(name: str, tmp_path: Path) -> None:
    text, count, code = LARGE[name]
    started = time.process_time()
    result = reading(tmp_path, {DOMAIN: text})
    assert time.process_time() - started < SOON
    assert sum(f.rule.code == code for f in result.findings) == count


GROWING = {
    "tabs": ("", "\t名称: 甲\n"), "colons within": ("事项:\n", "  - 编号: 甲: 乙: 丙\n"), "percent signs": ("", "%甲\n"), "a key said again": ("", "a:\n"),
    "brackets": ("", "a: ]\n"), "stars": ("", "a: *\n"), "quotes that stay open": ("", 'a: "甲\n'), "to and fro": ("x:\n", " k: 1\n   l: 2\n  - m: 3\n"),
    "aliases": ("a: &a 1\nb:\n", "- *a\n"), "no colons": (HEAD, "甲乙丙\n"), "a line in two without a colon": ("", "甲: 乙\n丙\n"), "no blanks": ("事项:\n", "- 甲:乙\n"),
    "wide colons": ("事项:\n", "  - 名称：甲\n"), "dashes without blanks": ("依据:\n", "-《办法》\n"), "comments": ("", "a: b # 丙\n"), "no dashes": ("事项:\n", "  编号: 1\n  名称: 甲\n"),
    "anchors": ("", "a: &x 1\n"), "questions": ("", "? a\n"), "in braces": ("a: {", "甲：1,\n"), "empty lines and broken ones": ("事项:\n  - 编号: 1\n", "\n\n# 甲\n乙\n"),
    "lines without dashes": (ITEM + "    内容:\n", "      甲\n"), "lines with marks": (ITEM + "    内容:\n", "      ●甲\n      乙\n"), "marks in entries": (ITEM + "    内容:\n", "      - 甲\n        ●乙\n"),
    "boxes": (ITEM + "    渠道:\n", "      - □甲 ■乙\n"), "text among fields": ("正文: |\n", "  甲\n乙\n"),
}
"""What a file begins with, and what is said again and again."""


def seconds(folder: Path, text: str) -> float:
    """Seconds of computing that reading takes."""
    started = time.process_time()
    reading(folder, {DOMAIN: text})
    return time.process_time() - started


@pytest.mark.usefixtures("unburdened")
@pytest.mark.parametrize("name", GROWING)
def test_time_grows_with_the_file(name: str, tmp_path: Path) -> None:
    head, line = GROWING[name]
    few = 2000 // line.count("\n")
    short = max(seconds(tmp_path, head + line * few), 0.05)
    assert any(seconds(tmp_path, head + line * few * 4) < 8 * short for _ in range(2))  # a second time, where the machine had something else to do


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says how much memory a process has had")
@pytest.mark.parametrize("name", ["no dashes", "tabs", "to and fro", "boxes", "a file that is right"])
def test_the_longest_file_takes_little(name: str, tmp_path: Path) -> None:
    """5 s and 300 MB for a file of 2 MB and 95,000 lines."""
    head, line = GROWING.get(name, (HEAD, "  - 编号: 1\n    名称: 办事指南的一项内容，有这么长\n    时限: 长期公开\n    备注: 二十个字的备注，也就是有这么长\n"))
    text = head + line * min(95_000 // line.count("\n"), 2_000_000 // len(line.encode()))
    lay(tmp_path, {DOMAIN: text})
    told = subprocess.run([sys.executable, "-c", "import re, sys, time; from pathlib import Path; from disclosure.read.county import read_county; "
                           "read_county(Path(sys.argv[1])); print(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1], time.process_time())", str(tmp_path)],
                          env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, check=True, capture_output=True, text=True)
    memory, took = told.stdout.split()
    assert int(memory) < 300 * 1024 and float(took) < SOON


def test_a_file_with_too_many_findings_is_not_read_on(tmp_path: Path) -> None:
    text = ITEM + "    备注: 甲\n" * 30_000
    result = reading(tmp_path, {DOMAIN: text})
    assert len(result.findings) == 20_001 and "x" not in result.county.domains
    last = [f for f in result.findings if f.rule.code == "C103"]
    assert [(f.place.file, f.severity, f.message) for f in last] == [(DOMAIN, "error", "这个文件的问题超过 20,000 处，从第 20008 行起没有再查")]


@pytest.mark.parametrize(("text", "count"), [("#\n" * 100_000, 0), ("#\n" * 100_001, 1), ("a: [" + "b, " * 20_000 + "]\n", 0)])
def test_lines_and_values_of_a_file(text: str, count: int, tmp_path: Path) -> None:
    assert [f.rule.code for f in reading(tmp_path, {DOMAIN: text}).findings].count("C103") == count


@pytest.mark.parametrize(("values", "refused"), [(399_990, False), (400_000, True)])
def test_number_of_values(values: int, refused: bool, tmp_path: Path) -> None:
    text = "a: [" + ("b," * 2000 + "\n") * (values // 2000) + "b," * (values % 2000) + "]\n"
    assert ("C103" in {f.rule.code for f in reading(tmp_path, {DOMAIN: text}).findings}) is refused


def test_messages_are_short(tmp_path: Path) -> None:
    result = reading(tmp_path, {DOMAIN: ITEM.replace("编号: 1", "编号: " + "甲" * 9000)})
    assert result.findings and max(len(f.message) for f in result.findings) < 500


@pytest.mark.parametrize("brackets", ["[]", "{}", "- ", "? ", "[[", "{a: "])
def test_depth_is_refused(brackets: str, tmp_path: Path) -> None:
    opening = brackets if len(brackets) > 2 or brackets[1] == " " else brackets[0]
    closing = brackets[1] if brackets in ("[]", "{}") else ""
    started = time.process_time()
    result = reading(tmp_path, {DOMAIN: ITEM + "    备注: " + opening * 100_000 + closing * 100_000 + "\n"})
    assert time.process_time() - started < SOON
    assert "C103" in {f.rule.code for f in result.findings}


@pytest.mark.parametrize(("size", "refused"), [(2 * 1024 * 1024, False), (2 * 1024 * 1024 + 1, True)])
def test_size(size: int, refused: bool, tmp_path: Path) -> None:
    line = b"# " + b"a" * 61 + b"\n"
    data = (ITEM.encode() + line * (size // len(line) + 1))[:size]
    found = reading(tmp_path, {DOMAIN: data}).findings
    assert [f.rule.code for f in found] == (["C103"] if refused else [])


@pytest.mark.parametrize(("size", "refused"), [(65536, False), (65537, True)])
def test_length_of_a_line(size: int, refused: bool, tmp_path: Path) -> None:
    start = "    备注: "
    found = reading(tmp_path, {DOMAIN: ITEM + start + "a" * (size - len(start.encode())) + "\n"}).findings
    assert [(f.rule.code, f.place.line) for f in found] == ([("C103", 7)] if refused else [])


def test_broken_bytes_in_many_lines(tmp_path: Path) -> None:
    rows = ITEM.encode() + b"    # \xe5\xad\x97\n" * MANY + b"    # \xff\n" * MANY
    found = reading(tmp_path, {DOMAIN: rows}).findings
    assert {f.rule.code for f in found} == {"C101"} and len(found) == MANY


def test_folders_and_links_named_like_files(tmp_path: Path) -> None:
    domains = tmp_path / "catalogues/domains"
    (domains / "mulu.yml").mkdir(parents=True)
    (tmp_path / "catalogues/flows").write_text("x", encoding="utf-8")
    (domains / "duan.yml").symlink_to("meiyou.yml")
    (domains / "quan.yml").symlink_to("quan.yml")
    files = tmp_path / "content/files"
    files.mkdir(parents=True)
    (files / "mima.txt").symlink_to("/etc/passwd")
    found = reading(tmp_path, {DOMAIN: ITEM + "    信息: [{标题: 甲, 文件: mima.txt, 发布日期: 2026-01-01}]\n"}).findings
    assert [(f.place.file, f.rule.code) for f in found] == [
        ("catalogues/domains/duan.yml", "C213"), ("catalogues/domains/mulu.yml", "C112"), ("catalogues/domains/quan.yml", "C213"),
        (DOMAIN, "C207"), ("catalogues/flows", "C112"), ("content/files/mima.txt", "C213")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read every file")
def test_locked_file(tmp_path: Path) -> None:
    file = tmp_path / DOMAIN
    file.parent.mkdir(parents=True)
    file.write_text(ITEM, encoding="utf-8")
    file.chmod(0)
    assert [f.rule.code for f in reading(tmp_path, {}).findings] == ["C113"]


def test_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refuse(path, *args, **more):
        if Path(path).name == "units.yml" and tmp_path in Path(path).parents:
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **more)
    reading(tmp_path, {})
    monkeypatch.setattr(os, "open", refuse)
    found = read_county(tmp_path).findings
    assert [(f.place.file, f.rule.code, f.message) for f in found] == [("catalogues/units.yml", "C113", "文件打不开")]
