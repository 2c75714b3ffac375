"""The editors' page (docs/format.md) has a row for every field: its key, and whether it must be there."""
import re
from pathlib import Path

import pytest

from disclosure.model.county import County, Domain, Township, Village
from disclosure.model.fields import Record
from disclosure.model.flows import Flow, Step
from disclosure.model.matters import Item, TownshipItem, VillageItem
from disclosure.model.people import Interpreter, Unit
from disclosure.model.policies import Interpretation, Policy

TEXT = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
SECTIONS: dict[str, tuple[type[Record], type[Record]]] = {
    "county.yml 县": (County, Record), "units.yml 单位": (Unit, Record), "interpreters.yml 解读人": (Interpreter, Record),
    "domains/ 领域": (Domain, Record), "事项": (Item, Record), "townships/ 乡镇": (Township, Record), "villages/ 村居": (Village, Record),
    "policies/ 政策": (Policy, Record), "解读": (Interpretation, Record), "flows/ 流程": (Flow, Record),
}
MORE = {"townships/ 乡镇": (TownshipItem, Item), "villages/ 村居": (VillageItem, TownshipItem), "flows/ 流程": (Step, Record)}
"""What else a section tells of: the fields of a record that another has not."""


def rows(section: str) -> dict[str, list[str]]:
    """Key → what its rows say of whether it must be there, in every table of a section, its subsections included."""
    start = re.search(rf"(?m)^(##+) {re.escape(section)}$", TEXT)
    assert start, f"docs/format.md has no section {section}"
    rest = TEXT[start.end():]
    end = re.search(rf"(?m)^##{{1,{len(start[1]) - 1}}} ", rest)
    found: dict[str, list[str]] = {}
    for key, needed in re.findall(r"(?m)^\| ([^|`]+) \| ?([^|]*)\|", rest[:end.start() if end else None]):
        found.setdefault(key.strip(), []).append(needed.strip())
    return found


@pytest.mark.parametrize("section", SECTIONS)
def test_every_field_has_its_row(section: str) -> None:
    told = rows(section)
    for template, base in filter(None, (SECTIONS[section], MORE.get(section))):
        fields = {f.key: f for code, f in template.fields.items() if code not in base.fields}
        assert not fields.keys() - told.keys(), f"{template.__name__}: no row for {sorted(fields.keys() - told.keys())}"
        wrong = [key for key, f in fields.items() if f.required and not any(told[key])]
        assert not wrong, f"{template.__name__}: these must be there, and the row does not say so: {wrong}"
