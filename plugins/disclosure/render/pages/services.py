"""办事服务: what the pages of guides, bundles, places, questions, entrances and ratings show beside their fields."""
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from markupsafe import Markup

from disclosure.model.collection import Collection
from disclosure.model.county import County
from disclosure.model.policies import Interpretation
from disclosure.model.register import Register
from disclosure.model.registers.services import GRADES, KINDS, Answered, Bundle, Paper, Questions, Rating, ServiceGuide, ServicePlace, Tally
from disclosure.render import placemap
from disclosure.render.addresses import file_link
from disclosure.render.facts import Facts, of_record
from disclosure.render.output import Indexed
from disclosure.render.swimlane import draw
from disclosure.render.view import View

FREE = "共享免交"
NEEDS = ("必要", "可容缺", FREE)
"""How much a paper is needed, the most first; what says nothing is necessary."""


# -- guides ----------------------------------------------------------------------------------------
def guide(view: View, one: ServiceGuide) -> dict[str, Any]:
    """What the page of a guide shows: its facts, its papers, the drawing of its flow, and whatever else names it."""
    related = view.relations.listed_of.get(one, [])
    return {**counted(one.papers), "free": FREE, "need": need, "drawing": Markup(draw(one.flow)) if one.flow else None, "places": places_of(view, one),
            "bundles": [r for r in related if isinstance(r, Bundle)], "asked_elsewhere": asked_of(one, related),
            "matters": list(dict.fromkeys((*one.matters, *(i for i in view.relations.matters_of[one] if not i.origin))))}


def counted(papers: Iterable[Paper]) -> dict[str, int]:
    """How many papers there are, and how many of them need not be handed in."""
    papers = list(papers)
    return {"to_bring": len(papers), "need_not": sum(1 for paper in papers if need(paper) == FREE)}


def need(paper: Paper) -> str:
    return paper.need or NEEDS[0]


def places_of(view: View, one: ServiceGuide) -> list[ServicePlace]:
    """Where it can be done: where the guide says so, or a place does."""
    said = (r for r in view.relations.listed_of.get(one, []) if isinstance(r, ServicePlace) and one in r.guides and not r.retired)
    return list(dict.fromkeys((*(p for p in one.places if not p.retired), *said)))


def asked_of(one: ServiceGuide, related: Iterable[Register]) -> list[tuple[Questions, Answered]]:
    return [(group, answered) for group in related if isinstance(group, Questions) for answered in group.answered if answered.guide is one]


# -- bundles ---------------------------------------------------------------------------------------
class Merged(NamedTuple):
    """A paper that one or several guides of a bundle ask for: handed in once."""

    name: str
    papers: tuple[Paper, ...]
    guides: tuple[ServiceGuide, ...]

    @property
    def forms(self) -> str:
        """In which forms they are asked for together: 原件和复印件 has both."""
        forms = dict.fromkeys(paper.form for paper in self.papers if paper.form)
        if "原件和复印件" in forms or {"原件", "复印件"} <= forms.keys():
            forms = dict.fromkeys(["原件和复印件", *(form for form in forms if form == "电子")])
        return "、".join(forms)

    @property
    def copies(self) -> str:
        """The most that one of them asks for."""
        return max((paper.copies for paper in self.papers if paper.copies), key=lambda n: n.value, default="")

    @property
    def need(self) -> str:
        """The strictest."""
        return min((need(paper) for paper in self.papers), key=NEEDS.index)

    @property
    def sample(self) -> str | None:
        return next((paper.sample for paper in self.papers if paper.sample), None)


def merged(guides: Iterable[ServiceGuide]) -> list[Merged]:
    """The papers of several guides, each name once, those that most of them share first."""
    found: dict[str, list[tuple[Paper, ServiceGuide]]] = {}
    for one in guides:
        for paper in one.papers:
            found.setdefault(paper.name.strip(), []).append((paper, one))
    papers = [Merged(name, tuple(p for p, _ in pairs), tuple(dict.fromkeys(g for _, g in pairs))) for name, pairs in found.items()]
    return sorted(papers, key=lambda paper: -len(paper.guides))


def bundle(view: View, one: Bundle) -> dict[str, Any]:
    papers = merged(one.guides)
    changes = [(title, unit, before, now) for title, unit, before, now in (
        ("办事环节", "个", one.stages_before, one.stages_now), ("提交材料", "份", one.papers_before, one.papers_now), ("跑动次数", "次", one.visits_before, one.visits_now))
        if before and now]
    return {"papers": papers, "changes": changes, "free": FREE, "need": need, "to_bring": len(papers), "need_not": sum(1 for p in papers if p.need == FREE),
            "places_of": lambda guide: places_of(view, guide), "asked_of": lambda guide: asked_of(guide, view.relations.listed_of.get(guide, []))}


# -- places ----------------------------------------------------------------------------------------
def places(view: View, collection: Collection, records: list[ServicePlace]) -> dict[str, Any]:
    """The map and the list below it, numbered alike."""
    spots = [placemap.Spot(n, p.title, float(p.longitude), float(p.latitude), kind_of(p), p.id)
             for n, p in enumerate(records, 1) if p.longitude and p.latitude and not p.retired]
    base = view.county.base_map if view.county.base_map and view.county.base_map.edges else None
    bounds = placemap.Bounds(*base.edges) if base else None
    reach = placemap.FINGER if view.kiosk else placemap.RADIUS
    plan = placemap.planned(spots, bounds, reach)
    crowd = placemap.crowded(plan)
    return {"drawing": Markup(placemap.drawn(plan, "服务场所的相对位置")) if plan.marks else None, "base": base,
            "closer": Markup(placemap.drawn(placemap.planned(crowd, reach=reach), "挨在一起的场所的相对位置")) if crowd else None, "crowd": crowd,
            "base_file": file_link(base.file, "") if base else "", "merged": any(len(mark.spots) > 1 for mark in plan.marks),
            "legend": [(Markup(mark), name) for mark, name in placemap.legend(spot.kind for mark in plan.marks for spot in mark.spots)]}


def kind_of(place: ServicePlace) -> int:
    """The kind that gives a place its mark, as a number of placemap.SHAPES."""
    return min(next(n for n, (_, _, name) in enumerate(placemap.SHAPES) if name == kind) for kind in place.kinds)


assert {name for _, _, name in placemap.SHAPES} == set(KINDS)  # every kind of place has a mark


# -- questions -------------------------------------------------------------------------------------
class Source(NamedTuple):
    """Questions that were written elsewhere, and are gathered in: whose they are, and where."""

    title: str
    address: str
    questions: list[tuple[str, str, str]]
    """(question, answer, address)"""


def gathered(county: County) -> list[Source]:
    """The questions of guides and interpretations; nobody types them twice."""
    guides = [Source(one.title, one.address, [(q.question, q.answer, f"{one.address}#wen-{n}") for n, q in enumerate(one.questions, 1)])
              for one in county.guides.values() if one.questions and not one.retired]
    return guides + [Source(one.title, one.address, [(q.question, q.answer, one.address) for q in one.questions])
                     for one in interpretations(county) if one.questions]


def interpretations(county: County) -> Iterator[Interpretation]:
    for policy in county.policies.values():
        yield from policy.interpretations


def questions(view: View, collection: Collection, records: list[Questions]) -> dict[str, Any]:
    sources = gathered(view.county)
    return {"sources": sources, "asked_in_all": sum(len(group.answered) for group in records) + sum(len(source.questions) for source in sources)}


def asked(county: County) -> list[Indexed]:
    """Every question as search knows it, with its own address; those of interpretations are found with them."""
    own = [Indexed(one.question, f"{group.address}#{one.number}", (one.answer, *one.keywords)) for group in county.questions.values() for one in group.answered]
    return own + [Indexed(question, address, (answer,)) for source in gathered(county) if source.address.startswith("guides/") for question, answer, address in source.questions]


def of_questions(group: Questions) -> Facts:
    """As schema.org has a page of questions; the answer is as it stands on the page."""
    facts = of_record(group)
    facts.more["mainEntity"] = [{"@type": "Question", "name": one.question, "acceptedAnswer": {"@type": "Answer", "text": one.answer}} for one in group.answered]
    return facts


# -- ratings ---------------------------------------------------------------------------------------
PERIODS = 12
"""How many periods the drawing shows."""


class Rate(NamedTuple):
    """How many ratings there were and how many of them were favourable; of all units of a period, or of one."""

    title: str
    counts: tuple[int, ...]

    @classmethod
    def of(cls, title: str, tallies: Iterable[Tally]) -> "Rate":
        tallies = list(tallies)
        return cls(title, tuple(sum(int(getattr(tally, grade)) for tally in tallies) for grade in GRADES))

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def favourable(self) -> int:
        return sum(self.counts[:3])

    @property
    def share(self) -> str:
        """The first three grades of all, in per cent with one decimal; never 100.0 while one is missing."""
        if not self.total:
            return ""
        tenths = self.favourable * 1000 * 2 // self.total
        rounded = (tenths + 1) // 2
        return f"{min(rounded, 999 if self.favourable < self.total else 1000) / 10:.1f}%"


def rates(view: View, collection: Collection, records: list[Rating]) -> dict[str, Any]:
    """The last periods, the newest first, and the drawing, the oldest first."""
    latest = sorted((r for r in records if not r.retired), key=lambda r: r.period.end, reverse=True)
    last = [(r, Rate.of(r.title, r.tallies)) for r in latest[:PERIODS]]
    return {"last": last, "grades": grades(), "chart": chart([(record.period.end[:7], rate) for record, rate in reversed(last)])}


def rating(view: View, one: Rating) -> dict[str, Any]:
    return {"rates": [(tally.unit, Rate.of(tally.unit.label, [tally])) for tally in one.tallies], "together": Rate.of("合计", one.tallies), "grades": grades(),
            "days": lambda complaint: (complaint.answered.day - complaint.date.day).days if complaint.answered else None}


def grades() -> list[str]:
    return [Tally.fields[code].title for code in GRADES]


FLOORS = (99, 95, 90, 80, 50, 0)
"""Where the axis of rates may begin, in per cent: as high as it can, for good rates differ in their tenths."""


def chart(periods: list[tuple[str, Rate]]) -> Markup:
    """The shares of favourable ratings as a line; where its axis begins is written beside it."""
    periods = [(month, rate) for month, rate in periods if rate.total]
    if len(periods) < 2:
        return Markup()
    values = [rate.favourable * 100 / rate.total for _, rate in periods]
    low = next(low for low in FLOORS if low <= min(values))
    left, right, top, bottom = 110, 950, 40, 220
    step = (right - left) / (len(periods) - 1)
    points = [(round(left + n * step, 1), round(bottom - (value - low) / (100 - low) * (bottom - top), 1)) for n, value in enumerate(values)]
    parts = [f'<svg class="rates" viewBox="0 0 1000 260" role="img" aria-label="最近 {len(periods)} 期的好评率，纵轴从 {low}% 到 100%：'
             + "；".join(f"{month} {rate.share}" for month, rate in periods) + '">',
             f'<path class="axis" d="M{left - 30} {top}H{right + 30}M{left - 30} {bottom}H{right + 30}"/>',
             f'<text class="ax" x="{left - 36}" y="{top + 5}">100%</text><text class="ax" x="{left - 36}" y="{bottom + 5}">{low}%</text>',
             f'<polyline class="line" points="{" ".join(f"{x},{y}" for x, y in points)}"/>']
    for (x, y), (month, rate) in zip(points, periods, strict=True):
        parts.append(f'<circle class="dot" cx="{x}" cy="{y}" r="5"/><text x="{x}" y="{y - 12}">{rate.share}</text><text class="mo" x="{x}" y="{bottom + 26}">{month[2:]}</text>')
    return Markup("".join(parts) + "</svg>")

