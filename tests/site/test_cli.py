"""The door: exit codes, formats, and words that a clerk can act on."""
import json
import re
import shutil
from pathlib import Path

import pytest
from built import GOLDEN, ROOT, run

BASE = ROOT / "tests" / "rules" / "base"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "county")
    return tmp_path / "county"


def spoil(county: Path, file: str, old: str, new: str) -> None:
    path = county / "catalogues" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_json_is_one_object_as_promised(county: Path) -> None:
    spoil(county, "domains/shehui-jiuzhu.yml", "    内容: [投诉举报电话, 受理方式和办结时限]\n", "")
    done = run("check", "--site", county, "--format", "json")
    assert done.returncode == 1
    data = json.loads(done.stdout)
    assert list(data) == ["findings", "counts", "scores", "score_parts"] and data["counts"]["error"] == 1
    error = next(f for f in data["findings"] if f["severity"] == "error")
    assert list(error) == ["rule", "name", "severity", "file", "line", "column", "end_line", "end_column", "message", "hint", "basis"]
    assert (error["rule"], error["name"], error["file"], error["line"], error["column"]) == (
        "C201", "elements-present", "catalogues/domains/shehui-jiuzhu.yml", 33, 5)
    assert error["message"] == "事项 1.2 缺少要素“内容”" and error["basis"].startswith("国办发〔2019〕54号")


def test_sarif_names_every_rule_and_place(county: Path) -> None:
    spoil(county, "domains/shehui-jiuzhu.yml", "领域: 社会救助", "领域名: 社会救助")
    log = json.loads(run("check", "--site", county, "--format", "sarif").stdout)["runs"][0]
    rules = {r["id"] for r in log["tool"]["driver"]["rules"]}
    assert {r["ruleId"] for r in log["results"]} <= rules
    first = next(r for r in log["results"] if r["ruleId"] == "C202")
    assert first["level"] == "error"
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "catalogues/domains/shehui-jiuzhu.yml"


def test_github_annotations_are_one_line_each(county: Path) -> None:
    spoil(county, "domains/shehui-jiuzhu.yml", "领域: 社会救助", "领域名: 社会救助")
    lines = run("check", "--site", county, "--format", "github", "--select", "C202").stdout.splitlines()
    assert len(lines) == 1 and lines[0].startswith("::error file=catalogues/domains/shehui-jiuzhu.yml,line=1,")


def test_gitlab_reports_are_told_apart_by_what_they_say_not_where_they_stand(county: Path) -> None:
    def reported() -> list[dict]:
        return json.loads(run("check", "--site", county, "--format", "gitlab").stdout)
    assert {row["severity"] for row in reported()} <= {"info"}
    spoil(county, "domains/shehui-jiuzhu.yml", "领域: 社会救助", "领域名: 社会救助")
    first = reported()
    wrong = next(row for row in first if row["check_name"] == "C202")
    assert wrong["severity"] == "critical" and wrong["location"] == {"path": "catalogues/domains/shehui-jiuzhu.yml", "lines": {"begin": 1}}
    assert len({row["fingerprint"] for row in first}) == len(first)
    spoil(county, "domains/shehui-jiuzhu.yml", "领域名: 社会救助", "# 往下一行\n领域名: 社会救助")
    assert {row["fingerprint"] for row in reported()} == {row["fingerprint"] for row in first}


def test_exit_codes(county: Path) -> None:
    assert run("check", "--site", county).returncode == 0
    assert run("check", "--site", county, "--strict").returncode == 0  # notices are no warnings
    spoil(county, "policies/tiaozheng.yml", "    日期: 2026-06-10\n", "    日期: 2026-06-10\n")
    path = county / "catalogues" / "policies" / "tiaozheng.yml"
    path.write_text(path.read_text(encoding="utf-8").split("解读:")[0], encoding="utf-8")
    assert run("check", "--site", county).returncode == 0
    assert run("check", "--site", county, "--strict").returncode == 1
    assert run("check", "--site", county, "--strict", "--ignore", "C307").returncode == 0


@pytest.mark.parametrize("arguments", [("chekc",), ("check", "--fromat", "json"), ("check", "--format", "xml"), ("check", "--select", "C999"),
                                       ("check", "no-such-file.yml"), ("build", "--site", "/nowhere-at-all")])
def test_misuse_is_told_in_chinese(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and done.stderr.startswith("命令写法不对：") and "Traceback" not in done.stderr
    assert done.stdout == ""


def test_only_the_files_asked_for(county: Path) -> None:
    spoil(county, "domains/shehui-jiuzhu.yml", "领域: 社会救助", "领域名: 社会救助")
    spoil(county, "villages/shi-cun.yml", "村居: 石村", "村居名: 石村")
    done = run("check", "--site", county, county / "catalogues" / "villages" / "shi-cun.yml")
    assert "villages/shi-cun.yml" in done.stdout and "domains/" not in done.stdout


def test_the_county_turns_a_rule_off_but_not_the_law(county: Path) -> None:
    spoil(county, "county.yml", "主办单位:", "规则: {C555: off, C511: off}\n主办单位:")
    codes = {f["rule"] for f in json.loads(run("check", "--site", county, "--format", "json").stdout)["findings"]}
    assert "C555" not in codes and "C511" in codes


def test_official_catalogues_must_be_complete(county: Path) -> None:
    assert run("check", "--site", county).returncode == 0
    spoil(county, "county.yml", "主办单位:", "目录状态: 正式\n主办单位:")
    done = run("check", "--site", county, "--format", "json")
    assert done.returncode == 1 and "C511" in {f["rule"] for f in json.loads(done.stdout)["findings"] if f["severity"] == "error"}


def test_colour_only_where_wanted(county: Path) -> None:
    assert "\x1b" not in run("check", "--site", county, NO_COLOR="1").stdout


def test_every_command_and_option_is_explained() -> None:
    for command in ([], ["build"], ["check"], ["serve"], ["schema"]):
        done = run(*command, "--help")
        assert done.returncode == 0 and done.stdout
    assert GOLDEN.is_dir()
    listed = run("--help").stdout.split("命令:\n")[1]
    assert not [line for line in listed.splitlines() if line.rstrip().endswith("...")], "the first sentence of a command's docstring must fit"
    assert all(f"build.py {command}" in (ROOT / "README.md").read_text(encoding="utf-8") for command in re.findall(r"^  (\S+)", listed, re.M))


def test_a_profile_lists_the_stages(county: Path, tmp_path: Path) -> None:
    done = run("build", "--site", county, "--out", tmp_path / "site", "--profile")
    assert done.returncode == 0, done.stderr
    rows = [line.split(None, 2) for line in done.stdout.split("阶段（秒）\n")[1].splitlines()]
    stages = {stage: float(cpu) for _, cpu, stage in rows}
    assert {"读目录", "核对规则", "外壳", "网页：公开事项", "写文件", "合计"} <= stages.keys()
    total = stages.pop("合计")
    assert total > 0 and abs(sum(stages.values()) - total) < 0.005 * len(rows) + 0.01
