"""What there is for something in a resident's life (生孩子, 找工作 …): bundles, guides, flows and questions by their words, then the domains."""
from collections.abc import Iterator
from typing import NamedTuple

from disclosure.model.county import County, Domain
from disclosure.model.fields import Record
from disclosure.read.words import LifeEvent, plainly
from disclosure.render.cells import title_of
from disclosure.render.output import Crumb, Page
from disclosure.render.view import View

LIFE = Crumb("按生活中的事找", "life.html")
KINDS = (("一件事", "bundles"), ("办事指南", "guides"), ("办事流程", "flows"), ("大家常问", "questions"))
"""What is listed below an event, in this order, and in which collection it stands."""


class Found(NamedTuple):
    """An event, what the county has for it by kind, and the domains that are about it."""

    event: LifeEvent
    kinds: list[tuple[str, list[Record]]]
    domains: list[Domain]

    @property
    def anchor(self) -> str:
        return f"shi-{plainly().events.index(self.event) + 1}"


def life_events(county: County) -> list[Found]:
    """Events for which the county has something to be done by, in the order of the list."""
    by_pilot = {domain.pilot: domain for domain in county.domains.values() if domain.pilot}
    found = []
    for event in plainly().events:
        kinds = [(noun, [one for one in getattr(county, name).values() if about(one, event)]) for noun, name in KINDS]
        if kinds := [(noun, ones) for noun, ones in kinds if ones]:
            found.append(Found(event, kinds, [by_pilot[number] for number in event.domains if number in by_pilot]))
    return found


def about(record: Record, event: LifeEvent) -> bool:
    """Whether its title, or a keyword, says a word of the event; what is no longer in force is about nothing."""
    said = "\n".join((title_of(record), *(getattr(record, "keywords", None) or ())))
    return not getattr(record, "retired", None) and any(word in said for word in event.words)


def life(view: View) -> Iterator[Page]:
    found = life_events(view.county)
    names = "、".join(one.event.name for one in found) or "生活中的事"
    yield view.page(LIFE.address, "life.html", "home", LIFE.title, found=found, about=plainly().domains, description=f"{view.topic}：{names}，要办的事、要带的材料和负责的单位。")
