"""fleet.yml: every behaviour of its reader as a small file of tests/fleet/cases.

说明: the behaviour, in one sentence
text: what fleet.yml says; a folder named in it is a county where it stands in `counties`
counties, folders: folders with catalogues/, and without
sound: whether the list can be gone by
findings: [place severity code message]   every one, in order; written by pytest --bless
"""
import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from disclosure.model.fleet import Fleet, Member
from disclosure.read.fleet import read_fleet
from disclosure.read.nodes import compose
from disclosure.read.own import plain
from disclosure.schema import schemas
from disclosure.model.fields import Channels, Levels

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
FINDINGS = re.compile(r"^findings:.*\Z", re.M | re.S)


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case(file: Path, tmp_path: Path, bless: bool) -> None:
    written = file.read_text(encoding="utf-8")
    case = yaml.safe_load(written)
    for folder in case.get("counties", ()):
        (tmp_path / folder / "catalogues").mkdir(parents=True)
    for folder in case.get("folders", ()):
        (tmp_path / folder).mkdir(parents=True)
    fleet = tmp_path / "fleet.yml"
    if case["text"] is not None:
        fleet.write_text(case["text"], encoding="utf-8")
    reading = read_fleet(fleet)
    found = [f"{f.place} {f.severity} {f.rule.code} {f.message}" for f in reading.findings]
    assert reading.sound is case["sound"], found
    if found != case["findings"]:
        right = "findings:" + "".join("\n  - '" + x.replace("'", "''") + "'" for x in found) + "\n" if found else "findings: []\n"
        if not bless:
            pytest.fail(f"{case['说明']}\nother findings came out:\n{right}", pytrace=False)
        file.write_text(FINDINGS.sub(lambda _: right, written), encoding="utf-8")


def test_the_list_keeps_its_order(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder / "catalogues").mkdir(parents=True)
    (tmp_path / "fleet.yml").write_text(f"名称: 示例市\n县区:\n  - {{代号: z, 文件夹: b, 名称: 乙县}}\n  - {{代号: a1, 文件夹: {tmp_path / 'a'}}}\n", encoding="utf-8")
    reading = read_fleet(tmp_path / "fleet.yml")
    assert [(m.code, m.name) for m in reading.fleet.members] == [("z", "乙县"), ("a1", None)]
    assert reading.folders == (tmp_path / "b", tmp_path / "a")


def test_every_field_says_what_to_write_and_the_schema_takes_what_the_reader_takes() -> None:
    for record in (Fleet, Member):
        for f in record.fields.values():
            assert f.about.endswith("。") and f.about.count("。") == 1 and f.example, f.key
    made = json.loads(schemas({Levels: (), Channels: ()}, lambda text: plain(compose(text, lambda *found: None)))["fleet.schema.json"])
    Draft7Validator.check_schema(made)
    for file in CASES:
        case = yaml.safe_load(file.read_text(encoding="utf-8"))
        if case["sound"]:
            assert list(Draft7Validator(made).iter_errors(yaml.safe_load(case["text"]))) == [], file.name
