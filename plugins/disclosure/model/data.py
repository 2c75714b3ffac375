"""The value of a field as data (JSON), by its kind: for downloads, and for what is kept of an edition."""
from collections.abc import Callable
from typing import Any

from disclosure.model import fields as k


def data_of(kind: k.Kind, value: Any) -> Any:
    """A value for JSON: text as typed, lists, objects with the editors' keys; references as ids."""
    if value is None or value == ():
        return [] if kind.many else None
    return DATA.get(type(kind), plain)(kind, value)


def plain(kind: k.Kind, value: Any) -> Any:
    return list(value) if kind.many else value


def text(kind: k.Kind, value: Any) -> str:
    return str(value)


def nested(kind: k.Nested, value: Any) -> Any:
    rows = [record_data(one) for one in (value if kind.many else (value,))]
    return rows if kind.many else rows[0]


def record_data(record: k.Record) -> dict[str, Any]:
    """What a record within another says, with the editors' keys."""
    return {f.key: data_of(f.kind, v) for code, f in record.fields.items() if (v := getattr(record, code)) not in (None, ())}


DATA: dict[type[k.Kind], Callable[[Any, Any], Any]] = {
    k.Day: text,
    k.AudienceKind: lambda kind, value: "全社会" if value.groups is None else {"特定群体": value.groups},
    k.Reference: lambda kind, value: [r.id for r in value] if kind.many else value.id,
    k.Matters: lambda kind, value: [item.code for item in value],
    k.MatterReference: lambda kind, value: [item.code for item in value] if kind.many else value.code,
    k.CatalogueReference: lambda kind, value: f"{value.folder}/{value.id}",
    k.Number: text,
    k.Nested: nested,
    k.Pairs: lambda kind, value: dict(value),
}
