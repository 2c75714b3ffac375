"""The site, as a table of contents: the only place that knows every renderer."""
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from disclosure.model.county import County
from disclosure.read.law import law
from disclosure.render.accent import accent_css
from disclosure.render.addresses import file_address
from disclosure.render.output import Crumb, Output, Page
from disclosure.render.pages.catalogues import domains, townships, villages
from disclosure.render.pages.deadline import DATA, DEADLINE, FEE, deadline
from disclosure.render.pages.flows import flows
from disclosure.render.pages.home import accessibility, home, sitemap
from disclosure.render.pages.people import INTERPRETERS, UNITS, interpreters, units
from disclosure.render.pages.policies import policies
from disclosure.render.pages.scorecard import PATH as SCORECARD
from disclosure.render.pages.scorecard import TITLE as SCORES
from disclosure.render.pages.scorecard import published as scorecard
from disclosure.render.published import referred_files
from disclosure.render.view import View, crumb_to
from disclosure.scores import Scores


@dataclass(frozen=True)
class Section:
    """A part of the site that the navigation names: its tab, where it begins, and what can be reached from it in one step.

    `shelves`: the folders in which its pages lie ("" is the site's root, * any name); pages of one shelf share their chrome.
    `styles`, `scripts`: files that its pages load beside those of all pages.
    """

    name: str
    title: str
    address: str
    shelves: tuple[str, ...]
    children: tuple[Crumb, ...] = ()
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def sections(county: County, written: Iterable[Crumb] = ()) -> list[Section]:
    """The navigation, without what the county has nothing of.  `written`: the hand-written pages.

    Domains and townships can be reached from every page; policies, flows and villages, which may be hundreds, from their indexes.
    """
    def listed(records) -> tuple[Crumb, ...]:
        return tuple(map(crumb_to, records.values()))

    people = tuple(c for c, there in ((UNITS, county.units), (INTERPRETERS, county.interpreters)) if there)
    written = tuple(written)
    return [section for section, there in (
        (Section("home", "首页", "index.html", ("",)), True),
        (Section("domains", "公开事项", "domains.html", ("", "domains", "domains/*"), listed(county.domains)), county.domains),
        (Section("policies", "政策与解读", "policies.html", ("", "policies", "policies/*")), county.policies),
        (Section("flows", "办事流程", "flows.html", ("", "flows")), county.flows),
        (Section("townships", "乡镇（街道）", "townships.html", ("", "townships", "townships/*"), listed(county.townships)), county.townships),
        (Section("villages", "村（居）", "villages.html", ("", "villages", "villages/*")), county.villages),
        (Section("apply", "依申请公开", "", ("",), (DEADLINE, FEE), ("assets/disclosure/deadline.css",),
                 (DATA, *(f"assets/disclosure/{name}.js" for name in ("deadline", "fee", "deadline-page", "fee-page")))), True),
        (Section("people", "单位与解读人", "", ("", "units", "interpreters"), people), people),
        (Section("scores", SCORES, SCORECARD, ("",)), county.public_scores == "是"),
        (Section("written", "说明", "", ("",), written), written),
    ) if there]


def plan(view: View, written: Iterable[Crumb], read_file: Callable[[str], bytes], scores: Scores | None = None) -> Iterator[Page | Output]:
    """Everything that is published, in order.  `read_file` gives the bytes of a file below content/files/; `scores` where the county publishes them."""
    yield home(view)
    yield from domains(view)
    yield from policies(view)
    yield from flows(view)
    yield from townships(view)
    yield from villages(view)
    yield from units(view)
    yield from interpreters(view)
    yield from deadline(view, law(), written)
    if scores is not None:
        yield from scorecard(view, scores)
    yield sitemap(view, written)
    yield accessibility(view)
    if view.county.accent:
        yield Output("assets/disclosure/accent.css", accent_css(view.county.accent))
    for path in sorted(referred_files(view.county)):
        yield Output(file_address(path), read_file(path))
