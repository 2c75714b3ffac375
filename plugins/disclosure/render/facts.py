"""What a page states of itself: told once for each kind of record, read by labels, structured data, the line below the title and the sitemap."""
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from disclosure.model.county import Domain
from disclosure.model.flows import Flow
from disclosure.model.matters import Item
from disclosure.model.people import Unit
from disclosure.model.policies import Interpretation, Policy
from disclosure.model.register import Register
from disclosure.render.addresses import file_address


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one page; "" and () where the county's data says nothing, and then nobody is told anything.

    Dates are as the editor typed them, days or months: no time of day is known, so none is made up.
    `kind` and `more` are the schema.org type and further properties of it.  `article`: a page of content (内容页), not of contact or passage.
    """

    kind: str
    article: bool = True
    published: str = ""
    updated: str = ""
    units: tuple[Any, ...] = ()
    """Who answers for the content: 来源, in the order of the data."""
    dated_as: str = "发布日期"
    """What the day is called: a meeting is held on it, a result found."""
    updated_as: str = "更新日期"
    """What the last update was: a progress, or only a review."""
    sourced_as: str = "来源"
    """What they are called: a body has its office with them, an institution is below them."""
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    image: str = ""
    """Path of its first picture below the site's root."""
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> str:
        return "、".join(u if isinstance(u, str) else u.name for u in self.units)

    @property
    def dated(self) -> str:
        """The day or month of publication; of what is kept up to date, that of its last update."""
        return self.published or self.updated

    @property
    def modified(self) -> str:
        return self.updated or self.published


def of_matter(item: Item) -> Facts:
    """A matter is as new as its newest disclosed information or the last revision (修订日期) of the catalogue that its elements come from."""
    catalogue = (item.origin or item).owner
    days = [record.published for record in item.records]
    if revised := getattr(catalogue, "revised", None):
        days.append(revised)
    return Facts("WebPage", updated=max(days, default=""), units=item.disclosers, keywords=item.keywords)


def of_domain(domain: Domain) -> Facts:
    return Facts("Dataset", updated=domain.revised or "", units=(domain.lead,), keywords=(domain.name, *domain.aliases))


FORCE = {"有效": "InForce", "已修订": "PartiallyInForce", "尚未施行": "NotInForce", "失效": "NotInForce", "废止": "NotInForce"}


def of_policy(policy: Policy, validity: str) -> Facts:
    """`validity`: the word for whether it holds."""
    more = {"legislationIdentifier": policy.document_number, "legislationDate": policy.written, "legislationLegalForce": f"https://schema.org/{FORCE[validity]}",
            "temporalCoverage": policy.effective and f"{policy.effective}/{policy.expires or '..'}"}
    updated = max((p.date for p in policy.progress), default="")
    return Facts("Legislation", published=policy.published, updated=updated if updated > policy.published else "", units=policy.issuers,
                 keywords=policy.keywords, more=more)


def of_interpretation(interpretation: Interpretation) -> Facts:
    pictures = interpretation.pictures
    return Facts("Article", published=interpretation.date, units=(interpretation.unit,), keywords=interpretation.policy.keywords,
                 authors=tuple(person.name for person in interpretation.interpreters), image=file_address(pictures[0].file) if pictures else "",
                 more={"about": {"@type": "Legislation", "name": interpretation.policy.title, "legislationIdentifier": interpretation.policy.document_number}})


def of_flow(flow: Flow, domains: Iterable[Domain]) -> Facts:
    """`domains`: those that use it; their lead units answer for it."""
    return Facts("HowTo", units=tuple(dict.fromkeys(domain.lead for domain in domains)), more={"step": [{"@type": "HowToStep", "name": step.name} for step in flow.steps]})


def of_unit(unit: Unit) -> Facts:
    return Facts("GovernmentOrganization", article=False, more={
        "alternateName": unit.short_name, "telephone": unit.phone, "faxNumber": unit.fax, "email": unit.email, "address": unit.postal_address,
        "parentOrganization": unit.parent and {"@type": "GovernmentOrganization", "name": unit.parent.name}})


def of_record(record: Register) -> Facts:
    """What a record of a register states by the roles of its fields; a deadline is no date of publication."""
    published, updated = record.came_out or "", record.last_true() or ""
    updated = updated if updated > published else ""
    reviewed = updated and record.reviewed == updated and all(one.date != updated for one in getattr(record, "progress", ()))
    return Facts(record.collection.shelf.type, published=published, updated=updated, units=record.answering,
                 updated_as=record.fields["reviewed"].title if reviewed else "更新日期",
                 dated_as=record.dated_as, sourced_as=record.fields[record.roles["units"]].title if record.answering else "", keywords=record.keywords, image=file_address(record.pictures[0].file) if record.pictures else "")


def of_written(published: str, source: str) -> Facts:
    """A hand-written page, with what stands at its head."""
    return Facts("WebPage", published=published, units=(source,) if source else ())
