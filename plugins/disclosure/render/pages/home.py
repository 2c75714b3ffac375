"""The home page, the sitemap, and the frame of hand-written pages."""
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from disclosure.model.county import County
from disclosure.render.output import Crumb, Page, root_of
from disclosure.render.relations import active
from disclosure.render.view import HOME, View

LATEST = 8
"""How many of the newest disclosures the home page lists."""


@dataclass(frozen=True, slots=True)
class News:
    """Something disclosed on a day, for the list of what is new."""

    date: str
    kind: str
    where: str
    title: str
    address: str


def home(view: View) -> Page:
    county = view.county
    return view.page("index.html", "home.html", "home", view.topic, news=latest(county), figures=figures(county),
                     description=f"{county.full_name or county.name}基层政务公开标准化规范化专题：公开事项目录、政策与解读、办事流程。")


def latest(county: County) -> list[News]:
    """The newest disclosures up to the edition's date: information, policies, interpretations."""
    news = []
    for owner in county.catalogues:
        for item in active(owner.items):
            news += [News(r.published, "事项", owner.name, r.title, item.address) for r in item.records]
    for policy in county.policies.values():
        news.append(News(policy.published, "政策", policy.issuers[0].label, policy.title, policy.address))
        news += [News(i.date, "解读", i.unit.label, i.title, i.address) for i in policy.interpretations]
    news = [n for n in news if n.date <= county.as_of]
    return sorted(sorted(news, key=lambda n: (n.address, n.title)), key=lambda n: n.date, reverse=True)[:LATEST]


def figures(county: County) -> list[tuple[str, int, str, str]]:
    """What the county discloses in numbers: (label, number, unit, address); what is not there is left out."""
    matters = [item for owner in county.catalogues for item in active(owner.items)]
    explained = sum(bool(p.interpretations) for p in county.policies.values())
    return [f for f in (
        ("公开领域", len(county.domains), "个", "domains.html"),
        ("公开事项（县、乡、村）", len(matters), "项", "domains.html"),
        ("已公开的信息", sum(len(i.records) for i in matters), "条", "domains.html"),
        ("配有解读的政策", explained, f"件，共 {len(county.policies)} 件", "policies.html"),
        ("办事流程", len(county.flows), "个", "flows.html"),
    ) if f[1]]


def sitemap(view: View, written: Iterable[Crumb]) -> Page:
    return view.page("sitemap.html", "sitemap.html", "home", "网站地图", written=list(written))


def accessibility(view: View) -> Page:
    """What the site does for readers with disabilities and old readers, what it does not, and whom to tell (无障碍环境建设法第三十二条)."""
    return view.page("accessibility.html", "accessibility.html", "home", "无障碍说明")


def written_page(view: View, path: str, title: str, html: str, siblings: list[Crumb]) -> str:
    """The body of a hand-written page: the same frame as the others', its text already sanitised."""
    template = view.env.get_template("written.html")
    return template.render(root=root_of(path), crumbs=(HOME, Crumb(title)), title=title, html=Markup(html), siblings=siblings, path=path)
