"""Who refers to whom, looked up from the other side: made once for a county, used by every page."""
from collections import defaultdict

from disclosure.model.catalogue import Catalogue
from disclosure.model.county import County, Domain, Flow, Interpreter, Policy, Township, Unit, Village
from disclosure.model.fields import Record
from disclosure.model.matters import Item
from disclosure.model.policies import Interpretation
from disclosure.model.register import Register
from disclosure.model.registers.services import ServicePlace


class Relations:
    """For each record, the records that point to it.  Retired matters are left out: they leave the tables."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.copies: dict[Item, list[Item]] = defaultdict(list)
        """A county's matter → the townships' and villages' matters that refer to it."""
        self.matters_of: dict[Record, list[Item]] = defaultdict(list)
        """A unit, policy, flow, guide → the matters that name it."""
        self.policies_of: dict[Record, list[Policy]] = defaultdict(list)
        """A domain → its policies; a unit → those it issued or drafted."""
        self.flows_of: dict[Domain, list[Flow]] = defaultdict(list)
        self.interpretations_of: dict[Interpreter, list[Interpretation]] = defaultdict(list)
        self.people_of: dict[Unit, list[Interpreter]] = defaultdict(list)
        self.domains_of: dict[Unit | Flow, list[Domain]] = defaultdict(list)
        """A unit → the domains it leads or answers for; a flow → those it belongs to."""
        self.villages_of: dict[Township, list[Village]] = defaultdict(list)
        self.places_of: dict[Township | Village, list[ServicePlace]] = defaultdict(list)
        """A township or village → the places there that are in use, those of a township's villages among its own."""
        for place in county.places.values():
            if not place.retired:
                within = (*place.townships, *((place.village, place.village.township) if place.village else ()))
                for locality in dict.fromkeys(within):
                    self.places_of[locality].append(place)
        self.groups_of: dict[Township | Village, list[Unit]] = defaultdict(list)
        """A township or village → the entries among the units that stand for all of its kind (指代)."""
        self.listed_of: dict[Record, list[Register]] = defaultdict(list)
        """A record → the records of registers that name it, in the order of the registers."""
        for _, records in county.registers:
            for record in records.values():
                for named in dict.fromkeys(record.named()):
                    self.listed_of[named].append(record)
        for unit in county.units.values():
            for place in {"各乡镇": county.townships, "各村": county.villages}.get(unit.stands_for or "", {}).values():
                self.groups_of[place].append(unit)
        for village in county.villages.values():
            self.villages_of[village.township].append(village)
        for owner in county.catalogues:
            for item in active(owner.items):
                if item.origin:
                    self.copies[item.origin].append(item)
                for record in dict.fromkeys((*item.disclosers, *item.policies, *item.flows, *item.service_guides)):
                    self.matters_of[record].append(item)
        for policy in newest(county.policies.values()):
            for record in dict.fromkeys((*policy.domains, *policy.issuers, *policy.drafters, *policy.joint)):
                self.policies_of[record].append(policy)
            for interpretation in policy.interpretations:
                for person in interpretation.interpreters:
                    self.interpretations_of[person].append(interpretation)
        for domain in county.domains.values():
            flows = [*domain.flows, *(f for f in county.flows.values() if domain in f.domains)]
            self.flows_of[domain] = list(dict.fromkeys(flows))
            for record in dict.fromkeys((domain.lead, *domain.responsible, *self.flows_of[domain])):
                self.domains_of[record].append(domain)
        for person in county.interpreters.values():
            self.people_of[person.unit].append(person)


def active(items: tuple[Item, ...]) -> list[Item]:
    """The matters in use, in the order of the catalogue."""
    return [i for i in items if not i.retired]


def in_order(owner: Catalogue, county: County) -> list[Item]:
    """The matters in force as tables list them: a township's by domain, as the county has them, its own behind; others as their file has them."""
    items = active(owner.items)
    if not isinstance(owner, Township):
        return items
    domains, origins = {domain: n for n, domain in enumerate(county.domains.values())}, {item.origin for item in items}
    places = {item: n for domain in domains for n, item in enumerate(domain.items) if item in origins}
    return sorted(items, key=lambda item: (domains.get(item.domain, len(domains)), places.get(item.origin, len(places))))


def newest(policies) -> list[Policy]:
    """Policies, the latest published first; of one day by title."""
    return sorted(sorted(policies, key=lambda p: p.title), key=lambda p: p.published, reverse=True)


def grouped(items: list[Item], key) -> dict:
    """The items under each value of `key`, both in order of first appearance."""
    out: dict = {}
    for item in items:
        out.setdefault(key(item), []).append(item)
    return out
