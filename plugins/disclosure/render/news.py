"""What is new: everything disclosed on a day, up to the edition's date, for the home page and for subscribers."""
from typing import NamedTuple

from disclosure.model.county import County
from disclosure.model.fields import Date
from disclosure.model.punctuality import out
from disclosure.render.cells import title_of
from disclosure.render.relations import active


class News(NamedTuple):
    """Something disclosed on a day.  `at`: what tells apart several that were disclosed on one page, "" where the page is the thing itself."""

    date: Date
    kind: str
    where: str
    title: str
    address: str
    at: str = ""
    said: str = ""
    """What it says, in a sentence."""
    outline: str = ""
    """What it is about, where that says no more than its page (内容概述)."""
    source: str = ""
    """Who has disclosed it."""
    formed: str = ""
    """When it came into being, where that is known beside the day of its disclosure."""
    link: str = ""
    """Where its text stands, if that is elsewhere."""


def latest(county: County, most: int | None = None) -> list[News]:
    """The newest disclosures up to the edition's date, all of them unless `most` is given: information, policies, interpretations."""
    news = []
    for owner in county.catalogues:
        for item in active(owner.items):
            news += [News(r.published, "事项", owner.name, r.title, item.address, f"{r.published} {r.link or r.file} {r.title}",
                          "", "；".join(item.content), "、".join(title_of(one) for one in item.disclosers), r.formed or "", r.link or "") for r in item.records]
    for policy in county.policies.values():
        news.append(News(policy.published, "政策", policy.issuers[0].label, policy.title, policy.address, outline=policy.document_number or "",
                         source="、".join(unit.name for unit in policy.issuers), formed=policy.written, link=policy.link or ""))
        news += [News(i.date, "解读", i.unit.label, i.title, i.address, outline=f"《{policy.title}》的解读", source=i.unit.name, link=i.link or "") for i in policy.interpretations]
    for collection, records in county.registers:
        if collection.shelf.news:
            news += [News(r.came_out, collection.noun, r.answering[0].label if r.answering else county.name, r.label, r.address, "" if r.paged else r.id, r.gist(),
                          source="、".join(title_of(one) for one in r.answering), link=r.link or "")
                     for r in records.values() if r.came_out and not r.retired]
    news = [n for n in news if out(n.date, county)]
    return sorted(sorted(news, key=lambda n: (n.address, n.title)), key=lambda n: n.date, reverse=True)[:most]
