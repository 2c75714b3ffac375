"""What reports print of a name or a text that somebody chose: no line of its own, no colours, no command to a code host."""
import json

import pytest

from disclosure import reports
from disclosure.checking import EVERY
from disclosure.model.finding import Finding
from disclosure.model.place import Place
from disclosure.read import faults

NAME = "content/a\n::error::gefälscht\x1b[31m\r\x9b\u202e\udcff%b c#.md"
FOUND = [Finding(faults.FORM, Place(NAME, 1, 1, 1, 1), "文\x1b]0;x\x07字\n::warning::x\r::stop-commands::y", "请写成：\n::set-output name=a::b\n  ::error::c")]


@pytest.mark.parametrize("made", [reports.as_text, reports.as_github], ids=["text", "github"])
def test_lines(made) -> None:
    said = made(FOUND)
    assert not any(ord(c) < 32 and c != "\n" or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2028" or 0xD800 <= ord(c) < 0xE000 for c in said)
    commands = [line for line in said.split("\n") if line.lstrip().startswith("::")]
    assert len(commands) == (made is reports.as_github) and "gefälscht" in said
    said.encode("utf-8")


def test_data() -> None:
    sarif = json.loads(reports.as_sarif(FOUND, [*EVERY.values()]))
    (result,) = sarif["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].isascii() and "%0A" in result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert "\x1b" not in result["message"]["text"]
    (row,) = json.loads(reports.as_gitlab(FOUND))
    assert "\n" not in row["location"]["path"] and "\x1b" not in row["description"]
