"""The bill of materials: what CycloneDX asks for, complete, the same each time."""
import json
import re
from pathlib import Path

import jsonschema
from click.testing import CliRunner

from disclosure.cli import app
from disclosure.supply import bill
from disclosure.supply.lock import Pin, pins

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
HASH = {"type": "object", "required": ["alg", "content"], "properties": {"alg": {"const": "SHA-256"}, "content": {"pattern": "^[0-9a-f]{64}$"}}, "additionalProperties": False}
LICENCE = {"oneOf": [{"required": ["expression"], "properties": {"expression": {"type": "string"}}, "additionalProperties": False},
                     {"required": ["license"], "properties": {"license": {"type": "object", "minProperties": 1, "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
                                                                          "additionalProperties": False}}, "additionalProperties": False}]}
COMPONENT = {"type": "object", "required": ["type", "name", "version", "bom-ref", "purl"], "additionalProperties": False, "properties": {
    "type": {"enum": ["application", "library"]}, "name": {"type": "string"}, "version": {"type": "string"}, "bom-ref": {"type": "string"},
    "purl": {"pattern": r"^pkg:pypi/[a-z0-9-]+@[0-9][\w.!+]*$"}, "licenses": {"type": "array", "items": LICENCE, "maxItems": 1},
    "externalReferences": {"type": "array", "items": {"type": "object", "required": ["type", "url"], "additionalProperties": False, "properties": {
        "type": {"const": "distribution"}, "url": {"pattern": "^https://"}, "hashes": {"type": "array", "minItems": 1, "items": HASH}}}}}}
SCHEMA = {"type": "object", "required": ["bomFormat", "specVersion"], "additionalProperties": False, "properties": {
    "$schema": {"const": "http://cyclonedx.org/schema/bom-1.6.schema.json"}, "bomFormat": {"const": "CycloneDX"}, "specVersion": {"const": "1.6"},
    "version": {"type": "integer", "minimum": 1},
    "metadata": {"type": "object", "additionalProperties": False, "properties": {"timestamp": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}, "component": COMPONENT}},
    "components": {"type": "array", "uniqueItems": True, "items": COMPONENT},
    "dependencies": {"type": "array", "items": {"type": "object", "required": ["ref"], "additionalProperties": False, "properties": {
        "ref": {"type": "string"}, "dependsOn": {"type": "array", "uniqueItems": True, "items": {"type": "string"}}}}}}}
"""What CycloneDX 1.6 says of the parts we use, and nothing else allowed."""


def test_bill_is_valid_and_complete() -> None:
    document = json.loads(bill.bill(pins(LOCK), 1795363200))
    jsonschema.validate(document, SCHEMA)
    assert document["metadata"]["timestamp"] == "2026-11-22T16:00:00Z"
    text = LOCK.read_text("utf-8")
    assert {(c["name"], c["version"]) for c in document["components"]} == set(re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", text))
    hashes = [h["content"] for c in document["components"] for reference in c["externalReferences"] for h in reference["hashes"]]
    assert sorted(hashes) == sorted(re.findall(r"--hash=sha256:(\w+)", text))


def test_everything_is_reached_from_the_program() -> None:
    document = json.loads(bill.bill(pins(LOCK), None))
    graph = {row["ref"]: row["dependsOn"] for row in document["dependencies"]}
    reached, ahead = set(), ["disclosure"]
    while ahead:
        ref = ahead.pop()
        if ref not in reached:
            reached.add(ref)
            ahead += graph[ref]
    assert reached == {"disclosure", *(c["bom-ref"] for c in document["components"])}


def test_same_bytes_and_no_time_of_its_own(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name in ("a", "b"):
        done = CliRunner().invoke(app, ["sbom", "--out", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
    for name in ("sbom.cdx.json", "licences.md"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert "timestamp" not in (tmp_path / "a" / "sbom.cdx.json").read_text("utf-8")


def test_every_installed_library_says_its_licence() -> None:
    table = bill.licences(pins(LOCK))
    assert table.startswith("# 所用组件的许可证")
    unknown = re.findall(r"(?m)^\| (\S+) \| \S+ \| （本机未装", table)
    assert set(unknown) <= {"typing-extensions"}  # not needed from Python 3.13 on
    assert "| paramiko |" in table and "LGPL-2.1" in table


def test_library_that_is_not_installed_is_listed_without_licence() -> None:
    pin = Pin("nobody-has-this", "1.0", ("0" * 64,), ("disclosure (pyproject.toml)",))
    document = json.loads(bill.bill([pin], None))
    jsonschema.validate(document, SCHEMA)
    assert "licenses" not in document["components"][0]
    assert "| nobody-has-this | 1.0 | （本机未装" in bill.licences([pin])
