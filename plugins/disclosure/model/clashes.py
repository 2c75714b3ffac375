"""What the class of a record must not declare, told when it is declared."""
from inspect import get_annotations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosure.model.fields import Field, Record


def refuse_clashes(cls: type["Record"], own: dict[str, "Field"]) -> None:
    """TypeError where a class declares what would silently replace something else.

    A value is an attribute beside everything a record has itself: a field called `place` would destroy every place.  What is reserved
    is read off the classes, so that it grows with them.
    """
    above = {code: f for code, f in super(cls, cls).fields.items() if code not in cls.lacks}
    has = {name for base in cls.__mro__[1:] for name in (*vars(base), *get_annotations(base))} - above.keys()
    if taken := sorted(has & own.keys()):
        raise TypeError(f"{cls.__name__}: a field cannot be called {', '.join(taken)}: records have that themselves")
    declared = above.keys() | get_annotations(cls).keys()
    if hidden := sorted(name for name, value in vars(cls).items() if name in declared - own.keys() and (name in above or isinstance(value, property))):
        raise TypeError(f"{cls.__name__}: something else is called like the field {', '.join(hidden)}")
    keys: dict[str, str] = {}
    for code, f in {**above, **own}.items():
        if (first := keys.setdefault(f.key, code)) != code:
            raise TypeError(f"{cls.__name__}: {first} and {code} have the same key {f.key}")
    if unknown := sorted({*cls.naming, *cls.one_of} - above.keys() - own.keys()):
        raise TypeError(f"{cls.__name__}: naming or one_of says {', '.join(unknown)}, which is no field")
