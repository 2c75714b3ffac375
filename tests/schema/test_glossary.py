"""The glossaries of the handbook (docs/format.md, docs/registers.md) say for every key of every record the name that the code uses."""
import re

from disclosure.formats import FORMAT, MARKED, PAGE, format_page, page
from disclosure.formats import records as recorded
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Defaults, Matters, Nested, Record, Text, field


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


def test_the_tables_of_the_format_are_up_to_date(bless: bool) -> None:
    text = FORMAT.read_text(encoding="utf-8")
    if bless:
        FORMAT.write_text(text := format_page(text), encoding="utf-8", newline="\n")
    assert text == format_page(text), "run `python build.py test --bless tests/schema`"


def test_a_field_that_is_declared_is_in_the_format() -> None:
    class Made(Record):
        title = field("题目", Text(), required=True, about="写什么题目。", example="甲|乙")

    class Outer(Record):
        made = field("里层", Nested(Made), about="一层。", example="{题目: 甲}")
    text = format_page("前面\n\n<!-- 字段：Outer -->\n\n| 旧 |\n\n<!-- 字段：Made -->\n\n后面\n", (Outer, Made))
    assert "| 题目 | 是 | 写什么题目。 | `甲\\|乙` |\n\n后面" in text and "| 里层 |  | 一层。 | `{题目: 甲}` |" in text and "旧" not in text
    assert "里面写 `题目`（必填）。" in format_page("<!-- 字段：Outer -->\n", (Outer, Made))


def test_every_record_has_its_table_or_its_row() -> None:
    text = FORMAT.read_text(encoding="utf-8")
    marked = {found["record"] for found in MARKED.finditer(text)}
    for template in recorded():
        rows = [f for outer in recorded() for f in outer.fields.values() if getattr(f.kind, "template", None) is template]
        assert template.__name__ in marked or any(f"里面写 `{next(iter(template.fields.values())).key}`" in text for _ in rows), template.__name__
