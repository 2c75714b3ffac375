"""What was worked out for the last build and would come out the same: each by the mark of all that it was worked out from.

Kept with the pages of a build (host/again.py), and by no other program, so that a mark need not say how something is worked out.
"""
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from disclosure.render.sources import mark

Result = TypeVar("Result")
Results = Mapping[str, tuple[str, Any]]
"""Mark and result, by name."""


class Known:
    """The results of the `last` build, and those of this one (`now`)."""

    def __init__(self, last: Results = MappingProxyType({})) -> None:
        self.last, self.now = last, dict[str, tuple[str, Any]]()

    def same(self, name: str, made_from: Any, make: Callable[[], Result]) -> Result:
        """What `make` gives, which depends on `made_from` alone: texts, numbers, lists and dictionaries of these."""
        told = mark(made_from)
        kept = self.last.get(name)
        result = kept[1] if kept and kept[0] == told else make()
        self.now[name] = told, result
        return result

    def after(self, name: str, made_from: Any, first: Result, make: Callable[[Result], Result]) -> Result:
        """What `make` gives from its last result, or from the `first`: the same, sooner."""
        told = mark(made_from)
        kept = self.last.get(name)
        result = make(kept[1] if kept and kept[0] == told else first)
        self.now[name] = told, result
        return result
