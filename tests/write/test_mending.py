"""`check --fix`: what it mends is gone and nothing else is changed, for every mistake that a case of reading has."""
import os
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.checking import check_county
from disclosure.cli import app
from disclosure.model.county import COLLECTIONS
from disclosure.model.fields import Record
from disclosure.model.finding import Finding, Severity
from disclosure.mending import mend

TESTS = Path(__file__).parents[1]
BASE = TESTS / "cases/base"
DOMAIN = "catalogues/domains/x.yml"
HEAD = """领域: 示例
牵头单位: 县民政局
默认: {内容: 要素, 依据: 《某法》, 时限: 及时, 主体: 县民政局, 方式: 主动公开, 渠道: 政府网站, 对象: 全社会}
事项:
  - 编号: 1
    名称: 一
"""
CASES = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted((TESTS / "cases").glob("*.yml"))}
WRITTEN = {name: case["files"] for name, case in CASES.items() if case.get("findings") and not {"encoding", "names", "links"} & case.keys() and None not in case["files"].values()}
for table in ("lists", "standard_form"):
    for one in yaml.safe_load((TESTS / "read" / f"{table}.yml").read_text(encoding="utf-8")):
        if one.get("代码"):
            WRITTEN[f"{table}: {one['说明']}"] = {DOMAIN: f"{HEAD}{one['写']}\n"}


def lay(folder: Path, files: dict[str, str]) -> Path:
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")
    return folder


def plain(value):
    """What a record says, without places."""
    if isinstance(value, Record):
        return value.id, {code: value_of(value, code) for code in value.fields}
    return [plain(one) for one in value] if isinstance(value, tuple | list) else value


def value_of(record: Record, code: str):
    value = getattr(record, code, None)
    return value.id if isinstance(value, Record) and value.naming else [one.id if isinstance(one, Record) and one.naming else plain(one) for one in value] if isinstance(value, tuple) else plain(value)


def says(folder: Path):
    county = check_county(folder).county
    return county and (plain(county), {name: {id: plain(one) for id, one in getattr(county, name).items()} for name in COLLECTIONS})


def still(before, after) -> bool:
    """Whether all that was read before is read now.  What could not be read before may be there now; for a character that nobody sees a ? was read."""
    if before in (None, [], (), {}):
        return True
    if isinstance(before, dict):
        return all(key in after and still(one, after[key]) for key, one in before.items())
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(still, before, after)) or all(one in after for one in before)
    return before == after or (isinstance(before, str) and "?" in before and before.replace("?", "") == after)


def errors(findings: tuple[Finding, ...]) -> Counter:
    return Counter((f.place.file, f.rule.code) for f in findings if f.severity is Severity.ERROR)


def sure(findings: tuple[Finding, ...], unsafe: bool = False) -> list[Finding]:
    return [f for f in findings if f.advice and (f.advice.sure or unsafe) and f.place.file.startswith("catalogues/")]


@pytest.mark.parametrize("name", WRITTEN)
def test_what_can_be_mended_is_mended(name: str, tmp_path: Path) -> None:
    folder = lay(tmp_path, WRITTEN[name])
    before, said = check_county(folder), says(folder)
    done = mend(folder)
    assert bool(sure(before.findings)) <= bool(done.done), "advice that is sure is carried out"
    done.write()
    after = check_county(folder)
    assert sum(errors(after.findings).values()) <= sum(errors(before.findings).values()), "nothing is worse than before"
    assert not sure(after.findings), "nothing that is sure is left"
    assert still(said, says(folder)), "what was read is what stands there now"
    for finding in done.done:
        text = "\n".join(data.decode() for data in done.after.values())
        for line in finding.hint.split("：\n")[1].split("\n") if finding.hint.count("：\n") == 1 else ():
            assert line.strip() in text, "what was printed is what was written"
    for file, data in done.after.items():
        old = [re.sub(r"\s", "", c) for c in re.findall(r"(?m)^\s*#.*", done.before[file].decode())]
        assert Counter(old) <= Counter(re.sub(r"\s", "", c) for c in re.findall(r"(?m)^\s*#.*", data.decode())), "comments stay"


@pytest.mark.parametrize("name", [name for name in WRITTEN if name.startswith(("lists", "form", "options", "unknown", "cause"))])
def test_what_is_likely_is_mended_when_asked_for(name: str, tmp_path: Path) -> None:
    folder = lay(tmp_path, WRITTEN[name])
    before = check_county(folder)
    done = mend(folder, unsafe=True)
    done.write()
    after = check_county(folder)
    assert sum(errors(after.findings).values()) <= sum(errors(before.findings).values())
    assert bool(sure(before.findings, True)) <= bool(done.done)


TEXT = """# 头一行
领域：示例
牵头单位: 县民政局
默认: {内容: 要素, 依据: 《某法》, 时限: 及时, 主体: 县民政局, 方式: 主动公开, 渠道: 政府网站, 对象: 全社会}

事项:
  # 说明
  - 编号: 1
    名称: 注意: 一
    渠道: ■政府网站 □政府公报 ■公开查阅点

    依据:
      -《甲法》
      -《乙法》
  - 序号: 2
    二级事项: 二
    公开渠道和载体: ■政府网站 □政府公报
修订日期: 2026.3.5   # 上会的日期
"""
RIGHT = """# 头一行
领域: 示例
牵头单位: 县民政局
默认: {内容: 要素, 依据: 《某法》, 时限: 及时, 主体: 县民政局, 方式: 主动公开, 渠道: 政府网站, 对象: 全社会}

事项:
  # 说明
  - 编号: 1
    名称: '注意: 一'
    渠道: [政府网站, 公开查阅点]

    依据:
      - 《甲法》
      - 《乙法》
  - 编号: 2
    名称: 二
    渠道: 政府网站
修订日期: 2026-03-05   # 上会的日期
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_the_command(tmp_path: Path, end: str) -> None:
    file = lay(tmp_path, {DOMAIN: TEXT.replace("\n", end)}) / DOMAIN
    shown = CliRunner().invoke(app, ["check", "--fix", "--diff", "--site", str(tmp_path)])
    assert shown.exit_code == 0 and "-领域：示例\n+领域: 示例\n" in shown.output and "可以修 6 处，1 个文件" in shown.output, shown.output
    assert file.read_bytes().decode() == TEXT.replace("\n", end), "--diff writes nothing"
    done = CliRunner().invoke(app, ["check", "--fix", "--site", str(tmp_path)])
    assert "修好 6 处，1 个文件：\n" in done.output and "C141" in done.output
    assert file.read_bytes().decode() == RIGHT.replace("\n", end)
    again = CliRunner().invoke(app, ["check", "--fix", "--site", str(tmp_path)])
    assert "没有可以自动修的。" in again.output and file.read_bytes().decode() == RIGHT.replace("\n", end)
    assert not any(name.startswith(".") for name in os.listdir(file.parent))


def test_the_options_belong_together(tmp_path: Path) -> None:
    lay(tmp_path, {})
    for option in ("--diff", "--unsafe"):
        assert CliRunner().invoke(app, ["check", option, "--site", str(tmp_path)]).exit_code == 2


def test_only_the_files_that_are_named(tmp_path: Path) -> None:
    lay(tmp_path, {DOMAIN: TEXT, "catalogues/domains/y.yml": TEXT.replace("示例", "别的")})
    CliRunner().invoke(app, ["check", "--fix", "--site", str(tmp_path), str(tmp_path / DOMAIN)])
    assert (tmp_path / DOMAIN).read_text(encoding="utf-8") == RIGHT
    assert (tmp_path / "catalogues/domains/y.yml").read_text(encoding="utf-8") == TEXT.replace("示例", "别的")


def test_units_that_are_gone_are_replaced_when_asked_for(tmp_path: Path) -> None:
    units = (BASE / "catalogues/units.yml").read_text(encoding="utf-8") + "fupin:\n  名称: 县扶贫办\n  停用: {日期: 2021-05-01, 承接: minzheng}\n"
    text = HEAD.replace("一\n", "一\n    主体: [fupin, 县教育局]   # 原来的\n")
    lay(tmp_path, {"catalogues/units.yml": units, DOMAIN: text})
    assert not mend(tmp_path).done
    done = mend(tmp_path, unsafe=True)
    assert [f.rule.code for f in done.done] == ["C421"]
    assert done.after[DOMAIN].decode() == text.replace("[fupin,", "[minzheng,")


@pytest.mark.parametrize("wrong, right", [("国办发(2019)54号", "国办发〔2019〕54号"), ("国办发[2019]54号", "国办发〔2019〕54号"), ("国办发〔2019〕第054号", "国办发〔2019〕54号"),
                                          ("国办发【2019】54号", "国办发〔2019〕54号")])
def test_brackets_of_document_numbers(tmp_path: Path, wrong: str, right: str) -> None:
    text = HEAD + f"    依据: 《指导意见》（{wrong}）第二条\n"
    lay(tmp_path, {DOMAIN: text})
    done = mend(tmp_path)
    assert [f.rule.code for f in done.done] == ["C671"] and done.after[DOMAIN].decode() == text.replace(wrong, right)


def test_what_stands_otherwise_than_it_was_seen_is_left(tmp_path: Path) -> None:
    """A county whose mistakes hide each other, or stand beside comments: whatever is done, nothing is lost."""
    text = TEXT.replace("      -《甲法》\n", "      -《甲法》\n      # 乙法待核\n").replace("    二级事项: 二\n", "    二级事项: 二\n    # 名称待定\n")
    lay(tmp_path, {DOMAIN: text})
    done = mend(tmp_path)
    after = done.after[DOMAIN].decode()
    assert "# 乙法待核" in after and "# 名称待定" in after and "《甲法》" in after and "《乙法》" in after


MISTAKES = ["领域：示例\n", "    渠道: ■政府网站 □政府公报\n", "    依据:\n      -《甲》\n      -《乙》\n", "    名称: 注意: 乙\n", "    内容: 1.甲\n      2.乙\n", "  － 编号: 3\n    名称: 三\n",
            "    主体: 县民政局、县教育局\n", "    停用: {日期: 2025.1.3}\n", "    关键词: [甲，乙]\n", "  - 序号: 4\n    公开事项: 四\n", "    备注: *甲\n", "    渠道: R政府网站\n", "    时现: 及时\n",
            "\t名称: 五\n", "    内容: 甲 # 乙\n", "    # 注释\n", "    编号: 6\n    名称: 六\n", "    对象：全社会\n", "    甲\n", "\u3000\u3000备注: 丙\n"]


@settings(derandomize=True, deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(lines=st.lists(st.sampled_from(MISTAKES), min_size=1, max_size=8), unsafe=st.booleans())
def test_any_mixture_of_mistakes(tmp_path_factory: pytest.TempPathFactory, lines: list[str], unsafe: bool) -> None:
    folder = lay(tmp_path_factory.mktemp("mixed"), {DOMAIN: HEAD + "".join(lines)})
    before = check_county(folder)
    done = mend(folder, unsafe)
    done.write()
    after = check_county(folder)
    assert sum(errors(after.findings).values()) <= sum(errors(before.findings).values())
    text = (folder / DOMAIN).read_text(encoding="utf-8")
    for word in ("《甲》", "《乙》", "注意", "# 乙", "# 注释"):
        assert text.count(word) == (HEAD + "".join(lines)).count(word)
    assert not mend(folder, unsafe).done, "the second time there is nothing to do"
