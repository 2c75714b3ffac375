"""A field that would destroy something without a word is refused where its class is declared."""
import pytest

from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Defaults, Matters, Nested, Record, Reference, field
from disclosure.model.matters import Item
from disclosure.model.place import Place

MINE = sorted({*vars(Record("", Place("", 1, 1, 1, 1), {}, {})), *dir(Record)} - {"__dict__", "__weakref__"})
"""All that a record has before anybody declares a field."""


@pytest.mark.parametrize("code", MINE)
def test_what_a_record_has_itself_is_no_field(code: str) -> None:
    with pytest.raises(TypeError, match=code):
        type("Clashing", (Record,), {code: field("地点")})


@pytest.mark.parametrize(("base", "code"), [(Record, "address"), (Record, "label"), (Item, "owner"), (Item, "code"), (County, "policies"),
                                            (County, "catalogues")])
def test_what_pages_and_linking_ask_of_a_record_is_no_field(base: type[Record], code: str) -> None:
    with pytest.raises(TypeError, match=code):
        type("Clashing", (base,), {code: field("甲乙丙")})


def test_nothing_else_is_called_like_a_field() -> None:
    with pytest.raises(TypeError, match="title"):
        class Twice(Record):
            title: str = field("标题")

            @property
            def title(self) -> str:  # noqa: F811
                return ""
    with pytest.raises(TypeError, match="number"):
        type("Hiding", (Item,), {"number": property(lambda self: "")})


def test_the_same_key_twice() -> None:
    with pytest.raises(TypeError, match="first and second have the same key 名称"):
        type("Twice", (Record,), {"first": field("名称"), "second": field("名称")})
    with pytest.raises(TypeError, match="编号"):
        type("Below", (Item,), {"serial": field("编号")})


def test_a_field_may_be_declared_anew_below() -> None:
    assert type("Below", (Item,), {"number": field("编号", about="…")}).fields["number"].about == "…"


def test_names_and_alternatives_are_fields() -> None:
    for attribute in ("naming", "one_of"):
        with pytest.raises(TypeError, match="nickname"):
            type("Unknown", (Record,), {attribute: ("nickname",), "name": field("名称")})


def records(template: type[Record], seen: dict[type[Record], None]) -> dict[type[Record], None]:
    if template not in seen:
        seen[template] = None
        for f in template.fields.values():
            if isinstance(f.kind, Nested | Matters | Defaults):
                records(f.kind.template, seen)
    return seen


def test_references_lead_to_collections() -> None:
    every: dict[type[Record], None] = {}
    for template in (County, *(c.template for c in COLLECTIONS.values())):
        records(template, every)
    wrong = [f"{t.__name__}.{code}" for t in every for code, f in t.fields.items() if isinstance(f.kind, Reference) and f.kind.to not in COLLECTIONS]
    assert not wrong
