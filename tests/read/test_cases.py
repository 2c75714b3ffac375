"""Every behaviour of the reader as a small file of tests/cases: a county, and all that is found wrong with it.

说明: the behaviour, in one sentence
files: {path: text}      put over tests/cases/base; null takes a file away
encoding: {path: name}   for a file that is not UTF-8
names: {path: name}      for a file whose name is not UTF-8
links: {path: target}    symbolic links
reads: {path: value}     what the model says, e.g. domains.jiuzhu.items.0.name
findings: [place severity code message]   every one, in order; written by pytest --bless
"""
import os
import re
from pathlib import Path

import pytest
import yaml

from counties import CASES, at, line, reading

FINDINGS = re.compile(r"^findings:.*\Z", re.M | re.S)


@pytest.mark.parametrize("file", sorted(CASES.glob("*.yml")), ids=lambda file: file.stem)
def test_case(file: Path, tmp_path: Path, bless: bool) -> None:
    written = file.read_text(encoding="utf-8")
    case = yaml.safe_load(written)
    assert case.keys() <= {"说明", "files", "encoding", "names", "links", "reads", "findings"} and case["说明"]
    for path, target in case.get("links", {}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).symlink_to(target)
    for path, name in case.get("names", {}).items():
        made = os.path.join(os.fsencode(tmp_path), path.encode(name))
        os.makedirs(os.path.dirname(made), exist_ok=True)
        with open(made, "wb") as named:
            named.write(b"x")
    coded = {path: text.encode(case.get("encoding", {}).get(path, "utf-8")) if text is not None else None for path, text in (case.get("files") or {}).items()}
    result = reading(tmp_path, coded)
    found = [line(f) for f in result.findings]
    if found != case["findings"]:
        right = "findings:" + "".join(f"\n  - {quoted(x)}" for x in found) + "\n" if found else "findings: []\n"
        if not bless:
            pytest.fail(f"{case['说明']}\n{file.name} expects other findings; these came out:\n{right}", pytrace=False)
        file.write_text(FINDINGS.sub(lambda _: right, written), encoding="utf-8")
    for path, value in case.get("reads", {}).items():
        assert at(result.county, path) == value, path


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
