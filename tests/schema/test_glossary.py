"""The glossaries of the handbook (docs/format.md, docs/registers.md) say for every key of every record the name that the code uses."""
import re
from pathlib import Path

from disclosure.formats import PAGE, page
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Defaults, Matters, Nested, Record

FORMAT = Path(__file__).parents[2] / "docs" / "format.md"


def records(template: type[Record], seen: dict[str, type[Record]]) -> dict[str, type[Record]]:
    if template.__name__ not in seen:
        seen[template.__name__] = template
        for f in template.fields.values():
            if isinstance(f.kind, Nested | Matters | Defaults):
                records(f.kind.template, seen)
    return seen


def test_every_record_and_field_is_in_the_glossary() -> None:
    rows = {m[1]: dict(re.findall(r"(\S+) `(\w+)`", m[2])) for m in re.finditer(r"(?m)^\|[^|]*\| `(\w+)` \|(.*)\|$", FORMAT.read_text(encoding="utf-8") + page())}
    seen: dict[str, type[Record]] = records(County, {})
    for collection in COLLECTIONS.values():
        records(collection.template, seen)
    for name, template in seen.items():
        parents = [rows.get(base.__name__, {}) for base in template.__mro__]
        told = {key: code for row in reversed(parents) for key, code in row.items()}
        told = {key: code for key, code in told.items() if code not in template.lacks}
        assert told == {f.key: code for code, f in template.fields.items()}, name


def test_the_page_of_the_registers_is_up_to_date(bless: bool) -> None:
    if bless:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python build.py test --bless tests/schema`"
