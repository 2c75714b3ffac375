"""What an edition says, in words: the values of records as text, with the names that the same edition gives to what they refer to."""
from collections.abc import Callable
from functools import cache
from typing import Any

from disclosure.editions.state import COUNTY, State, owner_of
from disclosure.model import fields as k
from disclosure.model.county import CATALOGUES, COLLECTIONS, County
from disclosure.model.fields import Field, Record
from disclosure.model.matters import Item

NUMBER = Item.fields["number"].key


def template_of(key: str) -> type[Record] | None:
    """The class of the record that a key names; None for a kind that this program does not know."""
    if key == COUNTY:
        return County
    collection = COLLECTIONS.get(key.partition("/")[0])
    return None if collection is None else collection.template.matter() if owner_of(key) else collection.template


@cache
def fields_of(template: type[Record]) -> dict[str, Field]:
    """The fields of a record by the keys that editors write, in the order of their declaration."""
    return {f.key: f for f in template.fields.values()}


@cache
def naming_of(template: type[Record]) -> tuple[str, ...]:
    """The keys under which a record says what it is called, the best first."""
    codes = (getattr(template, "roles", {}).get("title", ""), "short_name", *template.naming, "name", "title")
    return tuple(template.fields[code].key for code in dict.fromkeys(codes) if code in template.fields)


def title_of(key: str, value: dict[str, Any] | None) -> str:
    """What a record is called in an edition."""
    template, value = template_of(key), value or {}
    for name in naming_of(template) if template else ("名称", "标题"):
        if isinstance(found := value.get(name), str) and found:
            return found
    return key.rpartition("/")[2]


def called(state: State, key: str) -> str:
    """What the record of a key is called; its id where it is not there."""
    return title_of(key, state.get(key))


def referred(state: State, name: str, id: str) -> str:
    """What a record is called that a field names by its id: of units also the village or institution that answers for itself."""
    keys = (f"{name}/{id}", *(f"{other}/{id}" for other in CATALOGUES))
    return called(state, next((key for key in keys if key in state), keys[0]))


def noun_of(key: str) -> str:
    """What a record is: 事项, 单位, 政策 and so on."""
    if key == COUNTY:
        return "县的信息"
    collection = COLLECTIONS.get(key.partition("/")[0])
    return "事项" if owner_of(key) else collection.noun if collection else "记录"


def text_of(kind: k.Kind | None, data: Any, state: State) -> str:
    """A value as text, "" where there is none."""
    if data is None or data == [] or data == "":
        return ""
    told = TEXTS.get(type(kind))
    try:
        return told(kind, data, state) if told else generic(data)
    except (TypeError, AttributeError, ValueError):  # an edition of another program, in which the key had another shape
        return generic(data)


def generic(data: Any) -> str:
    if isinstance(data, dict):
        return "，".join(f"{key}：{generic(one)}" for key, one in data.items())
    return "；".join(map(generic, data)) if isinstance(data, list) else str(data)


def several(data: Any) -> list[Any]:
    return data if isinstance(data, list) else [data]


def nested(kind: k.Nested, data: Any, state: State) -> str:
    """Each record within a record with what its fields are called, in the order of their declaration; a single text alone."""
    fields = fields_of(kind.template)
    rows = []
    for row in several(data):
        order = [*(name for name in fields if name in row), *(name for name in row if name not in fields)]
        kinds = {name: fields[name].kind if name in fields else None for name in order}
        said = [(name, text) for name in order if (text := text_of(kinds[name], row[name], state))]
        labels = {name: fields[name].title if name in fields else name for name in order}
        parts = [f"{labels[name]}（{text}）" if isinstance(kinds[name], k.Nested) else f"{labels[name]}：{text}" for name, text in said]
        rows.append("".join(part if part.endswith("。") else f"{part}，" for part in parts).removesuffix("，") if len(said) > 1 else "".join(text for _, text in said))
    return "；".join(rows)


def catalogue(kind: k.CatalogueReference, data: str, state: State) -> str:
    return called(state, data)


def matters(kind: k.MatterReference, data: Any, state: State) -> str:
    """By what readers call them: the catalogue, the number, the name; of one that is not there as much of it as is known."""
    told = []
    for code in several(data):
        owner, _, number = code.partition("/")
        folder = next((name for name in CATALOGUES if f"{name}/{code}" in state), "") or next((name for name in CATALOGUES if f"{name}/{owner}" in state), "")
        matter = state.get(key := f"{folder}/{code}")
        names = (called(state, f"{folder}/{owner}"), matter.get(NUMBER, number), called(state, key)) if matter else (called(state, f"{folder}/{owner}"), number)
        told.append(" ".join(names) if folder else code)
    return "、".join(told)


TEXTS: dict[type[k.Kind], Callable[[Any, Any, State], str]] = {
    k.TextList: lambda kind, data, state: (kind.together or "；").join(one.rstrip("；;") for one in data) if len(data) > 1 else data[0],
    k.ChoiceList: lambda kind, data, state: "、".join(data),
    k.Levels: lambda kind, data, state: "、".join(data),
    k.Channels: lambda kind, data, state: "、".join(data),
    k.AudienceKind: lambda kind, data, state: data if isinstance(data, str) else f"特定群体：{data['特定群体']}",
    k.Reference: lambda kind, data, state: "、".join(referred(state, kind.to, id) for id in several(data)),
    k.MatterReference: matters,
    k.CatalogueReference: catalogue,
    k.Nested: nested,
    k.Pairs: lambda kind, data, state: "；".join(f"{a}：{b}" for a, b in data.items()),
    k.Next: lambda kind, data, state: "、".join(f"{answer}：{target}" if answer else target for answer, target in data),
}
