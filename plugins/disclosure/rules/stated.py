"""What editors wrote themselves: 默认 and matters, each value judged where it stands and not again where it is taken over."""
from collections.abc import Iterator
from typing import NamedTuple

from disclosure.model.catalogue import Catalogue
from disclosure.model.matters import Item
from disclosure.model.place import Place
from disclosure.rules.registry import Case


class Stated(NamedTuple):
    """A record that says something itself: a matter, or the 默认 of a catalogue (then `called` says 默认)."""

    record: Item
    owner: Catalogue
    called: str

    def says(self, code: str) -> bool:
        return code in self.record.spans

    def where(self, code: str) -> Place:
        return self.record.where(code)


def stated(case: Case) -> Iterator[Stated]:
    """Every 默认 and every matter in use of the files asked for, in the order of the catalogues; last what villages take over."""
    for owner in (*case.county.catalogues, *filter(None, [case.county.village_standard])):
        if not case.wanted(owner.place.file):
            continue
        defaults = getattr(owner, "defaults", None)
        if defaults is not None:
            yield Stated(defaults, owner, "“默认”")
        for item in owner.items:
            if not item.retired:
                yield Stated(item, owner, f"事项 {item.number}")
