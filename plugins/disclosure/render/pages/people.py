"""Units and interpreters: their directories, and a page for each with everything it answers for."""
from collections import Counter
from collections.abc import Iterator

from disclosure.model.fields import Date, earlier
from disclosure.model.people import Head, Unit
from disclosure.render.facts import of_unit
from disclosure.render.output import Crumb, Page
from disclosure.render.relations import grouped
from disclosure.render.view import View

UNITS, INTERPRETERS = Crumb("单位", "units.html"), Crumb("解读人", "interpreters.html")
CONTACT = ("phone", "fax", "postal_address", "hours", "email", "website")


def units(view: View) -> Iterator[Page]:
    county, relations = view.county, view.relations
    if not county.units:
        return
    yield view.page("units.html", "units.html", "units", "单位", relations=relations, units=list(county.units.values()),
                    usual=usual_hours(unit.hours for unit in county.units.values() if unit.hours))
    for unit in county.units.values():
        yield view.page(unit.address, "unit.html", "units", unit.name, [UNITS], facts=of_unit(unit), unit=unit, contact=CONTACT, **led(unit, county.as_of), domains=relations.domains_of[unit],
                        matters=grouped(relations.matters_of[unit], lambda i: i.owner), policies=relations.policies_of[unit], people=relations.people_of[unit])


def usual_hours(hours: Iterator[str]) -> str:
    """The office hours that most units keep, of three at least: the list says them once. Empty where there are none such."""
    counted = Counter(hours)
    said, count = counted.most_common(1)[0] if counted else ("", 0)
    return said if count > 2 and count * 2 > counted.total() else ""


def led(unit: Unit, as_of: Date) -> dict[str, list[Head]]:
    """Who leads a unit on the edition's date, and who did before."""
    gone = [head for head in unit.heads if head.until and earlier(head.until, as_of)]
    return {"heads": [head for head in unit.heads if head not in gone], "former": gone}


def interpreters(view: View) -> Iterator[Page]:
    county, relations = view.county, view.relations
    if not county.interpreters:
        return
    yield view.page("interpreters.html", "interpreters.html", "interpreters", "解读人", by_unit=grouped(list(county.interpreters.values()), lambda p: p.unit),
                    relations=relations)
    for person in county.interpreters.values():
        yield view.page(person.address, "interpreter.html", "interpreters", person.name, [INTERPRETERS], person=person,
                        interpretations=relations.interpretations_of[person])
