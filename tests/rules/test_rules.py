"""Every rule by examples: a case edits the base county, and says where its rule must speak, and where nothing may.

A case is a file cases/C401-….yml: {说明, 改动: [{文件, 原, 新}], 命中: ["catalogues/…:line" or "catalogues/…:line:column"]}; `新文件: {path: text}` adds files, `大小: {path: bytes}` empty ones of a size.  Without 原
the text is appended.  命中 [] is a case in which the rule must stay silent.
"""
import shutil
from itertools import zip_longest
from pathlib import Path

import pytest
import yaml

from disclosure.checking import check_county
from disclosure.rules.all import RULES

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.yml"))


def load(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def county_of(case: dict, folder: Path) -> Path:
    shutil.copytree(HERE / "base", folder / "county")
    for name, text in case.get("新文件", {}).items():
        target = folder / "county" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for name, size in case.get("大小", {}).items():
        target = folder / "county" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(bytes(size))
    for edit in case.get("改动", ()):
        target = folder / "county" / edit["文件"]
        text = target.read_text(encoding="utf-8")
        if "原" in edit:
            assert text.count(edit["原"]) == 1, f"{edit['原']} stands {text.count(edit['原'])} times in {edit['文件']}"
            text = text.replace(edit["原"], edit["新"])
        else:
            text += edit["新"]
        target.write_text(text, encoding="utf-8")
    return folder / "county"


def test_the_base_county_is_clean(tmp_path: Path) -> None:
    findings = check_county(county_of({}, tmp_path)).findings
    assert [f"{f.place} {f.rule.code} {f.message}" for f in findings if f.severity != "notice"] == []


def alone(folder: Path, file: str) -> list:
    """What `check FILE` says."""
    return [f for f in check_county(folder, only=frozenset([file])).findings if f.place.file == file]


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_case(path: Path, tmp_path: Path) -> None:
    case, code = load(path), path.stem.split("-")[0]
    folder = county_of(case, tmp_path)
    everything = check_county(folder).findings
    findings = [f for f in everything if f.rule.code == code]
    told = [f"{f.place}" if hit.count(":") == 2 else f"{f.place.file}:{f.place.line}" for f, hit in zip_longest(findings, case["命中"], fillvalue="")
            if f]
    assert told == case["命中"], "\n".join(f"{f.place} {f.message}" for f in findings)
    for file in {f.place.file for f in findings}:
        assert alone(folder, file) == [f for f in everything if f.place.file == file]
    for finding in findings:
        assert finding.message and finding.hint, "a finding says what is wrong and how to mend it"


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_has_a_case_that_fires_and_one_that_does_not(code: str) -> None:
    hits = [bool(load(p)["命中"]) for p in CASES if p.stem.startswith(f"{code}-")]
    assert True in hits and False in hits


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_explains_itself(code: str) -> None:
    rule, _ = RULES[code]
    assert rule.summary and rule.basis and rule.wrong and rule.right and rule.wrong != rule.right


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_has_a_case_that_says_the_column(code: str) -> None:
    assert any(hit.count(":") == 2 for p in CASES if p.stem.startswith(f"{code}-") for hit in load(p)["命中"])
