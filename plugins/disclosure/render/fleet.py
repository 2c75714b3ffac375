"""The overview of a fleet: how its counties stand, and which of them publish which matter.

Whole pages, unlike the sites' own: there is no navigation to share, so they get a small frame of their own (templates/fleet/frame.html).
"""
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


from disclosure.model.finding import Finding, Severity
from disclosure.read.law import law
from disclosure.read.names import ascii_name
from disclosure.render.addresses import hashed
from disclosure.render.jinja import Templates
from disclosure.render.output import Output, root_of
from disclosure.render.pages.scorecard import MOST, SHORT, percent
from disclosure.rules.coverage import called
from disclosure.scores import MEASURES, Part

OVERVIEW, MATTERS = "index.html", "matters/index.html"
LINKS = 20_000
"""How many links a page of matters has at most; a domain with more gets further pages."""
STATES = {"built": "已生成", "refused": "目录有错误", "failed": "没有生成"}


@dataclass(frozen=True)
class Status:
    """How a county stands: `state` and `reason` of this run; `as_of` and `matters` of the site that is there, of this run or an earlier one (`site`)."""

    code: str
    name: str
    state: str
    reason: str = ""
    site: bool = False
    as_of: str = ""
    matters: int = 0
    scorecard: bool = False
    findings: tuple[Finding, ...] = ()
    shares: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def checked(self) -> bool:
        """Whether this run got as far as checking it, so that numbers of findings say something."""
        return bool(self.findings or self.shares)

    def count(self, severity: str) -> int:
        return sum(f.severity == severity for f in self.findings)

    @property
    def warnings(self) -> int:
        return self.count(Severity.WARNING)

    @property
    def said(self) -> str:
        """Why there is no new site, in one sentence."""
        errors = self.count(Severity.ERROR)
        return self.reason or (f"目录里有 {errors} 个错误。" if errors else f"目录里有 {self.warnings} 个警告，要求没有警告才生成。")

    @property
    def shown(self) -> list[Finding]:
        """The findings that kept it from being built."""
        wanted = Severity.ERROR if self.count(Severity.ERROR) else Severity.WARNING
        return [f for f in self.findings if f.severity is wanted]

    def score(self, measure: str) -> str:
        """A figure in per cent, as the county's scorecard has it; "" where there is none."""
        got, total = self.shares.get(measure, (0, 0))
        return percent(Part(measure, "", "", got, total)) if total else ""


class Published(NamedTuple):
    """A matter in a domain of a county's site."""

    county: str
    code: str
    domain: str
    category: str
    name: str
    number: str
    address: str


class Place(NamedTuple):
    label: str
    address: str


class Row(NamedTuple):
    """A matter by its name, and the counties that publish it."""

    category: str
    name: str
    counties: tuple[str, ...]
    places: list[Place]


@dataclass(frozen=True)
class Sheet:
    """A page of matters: a domain, or a part of one.  `data`: the script from which its matters are found, below assets/."""

    number: str
    title: str
    path: str
    rows: list[Row]
    part: int
    parts: int
    data: str


def pages(name: str, statuses: Sequence[Status], published: Iterable[Published], asset: Callable[[str], str], policy: str, folders: Iterable[Path]) -> Iterator[Output]:
    """Every page of the overview and the data to find matters in.

    `published`: what the counties' sites hold; `asset`: address of a style sheet or script by its plain name; `policy`: the <meta> that limits what
    pages may do; `folders`: where templates of the host lie.
    """
    own = Path(__file__).parent / "templates"
    env = Templates(own, *folders, fleet=name, asset=asset, policy=policy, overview=OVERVIEW, matters=MATTERS, kiosk=False)

    def page(path: str, template: str, **context: Any) -> Output:
        return Output.of(path, env.get_template(f"fleet/{template}").render(root=root_of(path), here=path, **context).encode())

    sheets = []
    for sheet, data in sheets_of(published):
        yield data
        sheets.append(sheet)
    for sheet in sheets:
        siblings = [other for other in sheets if other.number == sheet.number] if sheet.parts > 1 else []
        yield page(sheet.path, "sheet.html", sheet=sheet, siblings=siblings)
    yield page(MATTERS, "matters.html", sheets=sheets, counties=sum(s.site for s in statuses))
    yield page(OVERVIEW, "overview.html", statuses=statuses, states=STATES, measures={m: SHORT[m] for m in MEASURES}, formulas=MEASURES, most=MOST, without=[s for s in statuses if s.state != "built"])


def sheets_of(published: Iterable[Published]) -> Iterator[tuple[Sheet, Output]]:
    """The pages of matters with their data: pilot domains in the order of the national list, then the others as they come."""
    pilots = {way: (pilot.number, pilot.name) for pilot in law().pilot_domains for way in (pilot.name, *pilot.also)}
    domains: dict[tuple[int, str], dict[tuple[str, str], list[Published]]] = {}
    for matter in published:
        pilot = pilots.get(called(matter.domain), (len(pilots) + 1, called(matter.domain)))
        domains.setdefault(pilot, {}).setdefault((matter.category, matter.name), []).append(matter)
    for (number, title), matters in sorted(domains.items(), key=lambda pair: pair[0][0]):
        stem = f"{number:02}" if number <= len(law().pilot_domains) else ascii_name(title)
        parts = list(parts_of(rows_of(matters)))
        for n, rows in enumerate(parts, 1):
            path = f"matters/{stem}{f'-{n}' if n > 1 else ''}.html"
            found = json.dumps({"title": title, "page": path.removeprefix("matters/"), "rows": [(r.category, r.name, len(r.counties)) for r in rows]}, ensure_ascii=False, separators=(",", ":"))
            data = f"(window.disclosureMatters = window.disclosureMatters || []).push({found});\n".encode()
            address = hashed(f"{Path(path).stem}.js", data)
            yield Sheet(stem, title, path, rows, n, len(parts), address), Output.of(address, data)


def rows_of(matters: dict[tuple[str, str], list[Published]]) -> Iterator[Row]:
    """A row for each matter; those of a first-level item (一级事项) stand together, in the order in which counties first have them."""
    order = {category: n for n, category in enumerate(dict.fromkeys(category for category, _ in matters))}
    for (category, name), found in sorted(matters.items(), key=lambda pair: order[pair[0][0]]):
        counties = [m.county for m in found]
        places = [Place(m.county if counties.count(m.county) == 1 else f"{m.county} {m.number}", f"{m.code}/{m.address}") for m in found]
        yield Row(category, name, tuple(dict.fromkeys(counties)), places)


def parts_of(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows in pages of at most LINKS links each."""
    part, links = [], 0
    for row in rows:
        if part and links + len(row.places) > LINKS:
            yield part
            part, links = [], 0
        part.append(row)
        links += len(row.places)
    yield part
