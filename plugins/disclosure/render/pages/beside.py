"""The navigation beside a matter, which wide screens show: the groups of its catalogue, and of its own group the matters near it.

Pages that named each other would all change with a word of one, so a page has its own line alone, and the rest is said by files of the catalogue: by a script, or
where scripts do not run by a page of ours that stands within it (<object>).  What is taken over is called what the catalogue says that it comes from: the script asks
that catalogue's script, the page its style sheet.
"""
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from disclosure.model.catalogue import Catalogue
from disclosure.model.county import VillageStandard
from disclosure.model.matters import Item
from disclosure.render.cells import number_of
from disclosure.render.escaping import escaped
from disclosure.render.output import Output, assigned, root_of, shared_path, spoken
from disclosure.render.policy import META
from disclosure.render.relations import active, grouped, in_order
from disclosure.render.view import View

NEAR = 8
"""Of a group with more matters than this, those of the same category stand beside one."""
OWN, NUMBER = "\ufffcown\ufffc", "\ufffcnumber\ufffc"
"""Stand in beside.html for the line of the matter itself and for its number; their first character is in no county's text (C102)."""


class Group(NamedTuple):
    """A group of a catalogue's matters: what it is called, and those of them that stand beside each other; it begins with the first of all."""

    name: str
    near: list[list[Item]]


def groups_of(items: list[Item], side: Callable[[Item], str]) -> list[Group]:
    """The groups of a catalogue in their order."""
    return [Group(name, [members] if len(members) <= NEAR else [*grouped(members, lambda item: item.category or "").values()])
            for name, members in grouped(items, side).items()]


def stem(owner: Catalogue) -> str:
    """What the files of a catalogue are called, and how other catalogues name it there."""
    return f"{owner.folder}-{owner.id}"


def shared(view: View, owner: Catalogue, side: Callable[[Item], str]) -> Iterator[Output]:
    """What the pages of a catalogue's matters and of those who take them over fetch."""
    if holds(view, owner):
        groups = groups_of(in_order(owner, view.county), side)
        said = [(one.name, [[told(item) for item in items] for items in one.near]) for one in groups]
        yield Output(shared_path(f"{stem(owner)}.js"), partial(assigned, "disclosureBeside", said), mark=marked(said))
        if not isinstance(owner, VillageStandard):  # its matters have pages in the villages
            yield Output(shared_path(f"{stem(owner)}.html"), partial(listed, view, owner, groups), mark=marked(owner.name, said))
    names = {} if view.kiosk else {f"{stem(owner)}/{item.number}": item.name for item in owner.items if view.relations.copies.get(item)}
    if names:
        yield Output(shared_path(f"{stem(owner)}.css"), partial(named, names), mark=marked(names))


def holds(view: View, owner: Catalogue) -> bool:
    """Whether there is anything to stand beside a matter; a kiosk does not show the navigation."""
    return not view.kiosk and bool(active(owner.items))


def marked(*said: object) -> str:
    return json.dumps(said, ensure_ascii=False)


def told(item: Item) -> tuple[str, ...]:
    """A matter in the script: its number, as it is shown, and its name; in place of that, where it is taken over, the catalogue and the number of the other."""
    return item.number, number_of(item), *((stem(item.origin.owner), item.origin.number) if item.named_there else (item.name,))


def listed(view: View, owner: Catalogue, groups: list[Group]) -> bytes:
    """The page that stands within the pages of a catalogue's matters."""
    lenders = sorted({stem(item.origin.owner) for one in groups for items in one.near for item in items if item.named_there})
    root = root_of(shared_path(""))
    return view.piece("beside-list.html", root, owner=owner, groups=groups, lenders=lenders, policy=Markup(META), stem=stem, shared_path=shared_path).encode()


def named(names: dict[str, str]) -> bytes:
    """What matters are called, for lists that know only where they come from."""
    return spoken((f'[data-of="{matter}"]', f" {name}") for matter, name in names.items())


def navigation(view: View, owner: Catalogue) -> Callable[[Item], Markup]:
    """Makes the navigation beside each matter of a catalogue."""
    if view.kiosk:
        return lambda item: Markup("")
    piece = str(view.piece("beside.html", root_of(f"{owner.folder}/{owner.id}/"), owner=owner, own=OWN, number=NUMBER, shared=holds(view, owner) and shared_path(stem(owner))))
    return lambda item: Markup(piece.replace(OWN, line(item)).replace(NUMBER, escaped(item.number)))


def line(item: Item) -> str:
    """The line of the matter itself, which what is out of force has not."""
    return "" if item.retired else f'<li><a href="{escaped(item.number)}.html" aria-current="page">{escaped(number_of(item))} {escaped(item.name)}</a></li>'
