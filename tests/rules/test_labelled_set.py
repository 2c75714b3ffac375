"""How large the labelled set is: every case and the hideous county name each fault with its file and line, and are compared exactly."""
import re
from pathlib import Path

import yaml

from disclosure.checking import EVERY

TESTS = Path(__file__).parents[1]


NO_CASE = {"C218": "read/test_content.py"}
"""What no file can show, and the test that makes it happen."""


def labelled() -> list[tuple[str, str]]:
    """(rule code, place) of every labelled fault."""
    faults = []
    for path in (TESTS / "cases").glob("*.yml"):
        faults += re.findall(r"(\S+:\d+:\d+) (?:error|warning|notice) (C\d+)", str(yaml.safe_load(path.read_text(encoding="utf-8")).get("findings")))
    faults += re.findall(r"(?m)^(\S+:\d+:\d+) \S+ (C\d+)", (TESTS / "hideous" / "messages.txt").read_text(encoding="utf-8"))
    faults = [(code, place) for place, code in faults]
    for path in (TESTS / "rules" / "cases").glob("*.yml"):
        faults += [(path.stem.split("-")[0], place) for place in yaml.safe_load(path.read_text(encoding="utf-8"))["命中"]]
    return faults


def test_at_least_200_faults_of_60_kinds() -> None:
    faults = labelled()
    assert len(faults) >= 200 and len({code for code, _ in faults}) >= 60


def test_every_rule_has_a_labelled_fault() -> None:
    assert all(code in (TESTS / test).read_text(encoding="utf-8") for code, test in NO_CASE.items())
    assert EVERY.keys() - {code for code, _ in labelled()} - NO_CASE.keys() == set()
