"""How `check` lists what it found: the gravest first and once more at the end, the same thing once."""
from built import ROOT, run

from disclosure.model.finding import Finding, Rule, Severity
from disclosure.model.place import Place
from disclosure.reports import as_github, as_text

WRONG = Rule("X1", "wrong", Severity.ERROR, "对", "某依据")
DOUBTFUL = Rule("X2", "doubtful", Severity.WARNING, "稳妥", "某依据")
LACKING = Rule("X3", "lacking", Severity.NOTICE, "齐全", "某依据")


def at(rule: Rule, file: str, line: int, message: str = "错了", hint: str = "改") -> Finding:
    return Finding(rule, Place(f"catalogues/{file}", line, 3, line, 4), message, hint)


def heads(text: str) -> list[str]:
    """The lines that begin a finding."""
    return [row.split(" ")[0] for row in text.split("\n") if row.startswith("catalogues/")]


def test_errors_come_first_and_once_more_in_the_last_lines() -> None:
    text = as_text([at(LACKING, "a.yml", 1), at(DOUBTFUL, "b.yml", 2), at(WRONG, "c.yml", 3, "电话写错了")])
    assert heads(text) == ["catalogues/c.yml:3:3", "catalogues/b.yml:2:3", "catalogues/a.yml:1:3"]
    assert text.endswith("先改这些错误：\n  catalogues/c.yml:3 X1 电话写错了\n共 1 个错误，1 个警告，1 个提示")


def test_one_error_alone_is_not_said_twice() -> None:
    assert as_text([at(WRONG, "a.yml", 1)]).count("错了") == 1


def test_of_many_errors_the_last_lines_name_the_first_of_each_file() -> None:
    text = as_text([at(WRONG, f"{file}.yml", line, f"错{line}") for file in "ab" for line in range(1, 8)])
    assert text.split("先改这些错误：\n")[1].split("\n") == ["  catalogues/a.yml:1 X1 错1", "  catalogues/b.yml:1 X1 错1", "  ……共 14 个错误，这里是各文件的第一个", "共 14 个错误"]


def test_a_notice_about_many_records_is_one_with_its_number_and_first_places() -> None:
    many = [at(LACKING, f"{n}.yml", n, f"第 {n} 个领域还缺信息") for n in range(1, 10)]
    text = as_text(many)
    assert heads(text) == ["catalogues/1.yml:1:3"] and text.count("依据：") == 1
    assert "共 9 处：catalogues/1.yml:1、catalogues/2.yml:2、catalogues/3.yml:3、catalogues/4.yml:4……（逐个列出：check --select X3）" in text
    assert text.endswith("共 9 个提示")
    assert len(heads(as_text(many, spread=["X3"]))) == 9
    assert len(heads(as_text(many[:3]))) == 3, "three can be read one by one"
    assert as_github(many).count("\n") == 8, "code hosts show each beside its line"


def test_errors_and_warnings_are_one_only_where_they_say_the_same_words() -> None:
    assert len(heads(as_text([at(DOUBTFUL, "a.yml", n, f"甲{n}") for n in range(1, 9)]))) == 8
    assert len(heads(as_text([at(WRONG, "a.yml", n) for n in range(1, 9)]))) == 1


def test_lines_to_paste_stand_below_each_other_and_a_message_on_one_line() -> None:
    text = as_text([at(WRONG, "a.yml", 1, "写作“甲\n乙”", "请写成：\n渠道:\n  - 政府网站")])
    assert "错误 X1 写作“甲⏎乙”\n    改法：请写成：\n渠道:\n  - 政府网站\n    依据：某依据" in text


def test_severity_lists_less_and_judges_the_same() -> None:
    county = ROOT / "tests" / "rules" / "base"
    everything, errors = run("check", "--site", county), run("check", "--site", county, "--severity", "error")
    assert "提示" in everything.stdout and errors.returncode == everything.returncode == 0
    assert errors.stdout.startswith("没有错误。另有 ") and errors.stdout.endswith("没有列出。\n") and "catalogues/" not in errors.stdout
    assert run("check", "--site", county, "--severity", "warning", "--format", "github").stdout == ""
