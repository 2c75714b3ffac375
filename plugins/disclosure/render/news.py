"""What is new: everything disclosed on a day, up to the edition's date, for the home page and for subscribers."""
from dataclasses import dataclass

from disclosure.model.county import County
from disclosure.model.fields import Date
from disclosure.model.punctuality import out
from disclosure.render.relations import active


@dataclass(frozen=True, slots=True)
class News:
    """Something disclosed on a day.  `at`: what tells apart several that were disclosed on one page, "" where the page is the thing itself."""

    date: Date
    kind: str
    where: str
    title: str
    address: str
    at: str = ""
    said: str = ""
    """What it says, in a sentence."""


def latest(county: County, most: int | None = None) -> list[News]:
    """The newest disclosures up to the edition's date, all of them unless `most` is given: information, policies, interpretations."""
    news = []
    for owner in county.catalogues:
        for item in active(owner.items):
            news += [News(r.published, "事项", owner.name, r.title, item.address, f"{r.published} {r.link or r.file} {r.title}") for r in item.records]
    for policy in county.policies.values():
        news.append(News(policy.published, "政策", policy.issuers[0].label, policy.title, policy.address))
        news += [News(i.date, "解读", i.unit.label, i.title, i.address) for i in policy.interpretations]
    for collection, records in county.registers:
        if collection.shelf.news:
            news += [News(r.came_out, collection.noun, r.answering[0].label if r.answering else county.name, r.label, r.address, "" if r.paged else r.id, r.gist())
                     for r in records.values() if r.came_out and not r.retired]
    news = [n for n in news if out(n.date, county)]
    return sorted(sorted(news, key=lambda n: (n.address, n.title)), key=lambda n: n.date, reverse=True)[:most]
