"""The site, as a table of contents: the only place that knows every renderer."""
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from disclosure.model.county import County
from disclosure.render.addresses import file_address
from disclosure.render.output import Crumb, Output, Page
from disclosure.render.pages.catalogues import domains, townships, villages
from disclosure.render.pages.flows import flows
from disclosure.render.pages.home import home, sitemap
from disclosure.render.pages.people import interpreters, units
from disclosure.render.pages.policies import policies
from disclosure.render.published import referred_files
from disclosure.render.view import View, crumb_to


@dataclass(frozen=True)
class Section:
    """A part of the site that the navigation names: its tab, where it begins, and what can be reached from it in one step.

    `depth`: how many folders below the root its deepest page lies.
    """

    name: str
    title: str
    address: str
    depth: int
    children: tuple[Crumb, ...] = ()


def sections(county: County, written: Iterable[Crumb] = ()) -> list[Section]:
    """The navigation, without what the county has nothing of.  `written`: the hand-written pages."""
    def listed(records) -> tuple[Crumb, ...]:
        return tuple(map(crumb_to, records.values()))

    units_and_people = [c for c in (Crumb("单位", "units.html") if county.units else None,
                                    Crumb("解读人", "interpreters.html") if county.interpreters else None) if c]
    parts = [
        Section("home", "首页", "index.html", 0),
        Section("domains", "公开事项", "domains.html", 2, listed(county.domains)),
        Section("policies", "政策与解读", "policies.html", 2, listed(county.policies)),
        Section("flows", "办事流程", "flows.html", 1, listed(county.flows)),
        Section("townships", "乡镇（街道）", "townships.html", 2, listed(county.townships)),
        Section("villages", "村（居）", "villages.html", 2, listed(county.villages)),
        Section("people", "单位与解读人", units_and_people[0].address if units_and_people else "", 1, tuple(units_and_people)),
        Section("written", "说明", "", 0, tuple(written)),
    ]
    return [p for p in parts if p.children or p.name == "home"]


def plan(view: View, written: Iterable[Crumb], read_file: Callable[[str], bytes]) -> Iterator[Page | Output]:
    """Everything that is published, in order.  `read_file` gives the bytes of a file below content/files/."""
    yield home(view)
    yield from domains(view)
    yield from policies(view)
    yield from flows(view)
    yield from townships(view)
    yield from villages(view)
    yield from units(view)
    yield from interpreters(view)
    yield sitemap(view, written)
    for path in sorted(referred_files(view.county)):
        yield Output(file_address(path), read_file(path))
