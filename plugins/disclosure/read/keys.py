"""The keys that records have, of every kind: what a line may begin with wherever it stands."""
from collections.abc import Iterator

from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Defaults, Field, Matters, Nested, Record


def fields_of(template: type[Record]) -> Iterator[Field]:
    """The fields of a record and of those within it."""
    for field in template.fields.values():
        yield field
        if isinstance(field.kind, Nested | Matters | Defaults):
            yield from fields_of(field.kind.template)


FIELDS = [field for template in (County, *(c.template for c in COLLECTIONS.values())) for field in fields_of(template)]
KEYS = frozenset(field.key for field in FIELDS)
LISTS = frozenset(field.key for field in FIELDS if isinstance(field.kind, Matters) or (isinstance(field.kind, Nested) and field.kind.many))
"""Keys below which entries stand, each behind a dash."""
HOLDERS = frozenset(field.key for field in FIELDS if isinstance(field.kind, Nested | Matters | Defaults))
"""Keys below which other keys stand."""
