"""How the fields of a kind of record are read, looked up once for all records of that kind; and what a list becomes."""
from functools import cache
from typing import NamedTuple

from disclosure.model import fields as k
from disclosure.model.place import Span
from disclosure.read import lists, standard_form


class Entries(NamedTuple):
    """A value that was written as a list, and where each of its entries stands."""

    values: tuple
    spans: tuple[Span, ...]


class Column(NamedTuple):
    """A field, by the key that editors write."""

    code: str
    kind: k.Kind
    many: bool
    """Whether a list may stand here whose entries lack their dashes."""
    formed: bool
    """Whether a cell of the official form may stand here."""


@cache
def columns(template: type[k.Record]) -> dict[str, Column]:
    """The fields of a kind of record, by their keys."""
    return {f.key: Column(code, f.kind, lists.holds_many(f.kind), isinstance(f.kind, standard_form.KINDS)) for code, f in template.fields.items()}
