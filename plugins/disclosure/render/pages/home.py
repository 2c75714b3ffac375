"""The home page, the sitemap, and the frame of hand-written pages."""
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any

from markupsafe import Markup

from disclosure.model.county import County
from disclosure.model.punctuality import fresh, out, update_days
from disclosure.model.registers.participation import OPEN
from disclosure.model.registers.work import News
from disclosure.render.facts import Facts, of_written
from disclosure.render.feed import PATH as FEED
from disclosure.render.news import latest
from disclosure.render.listing import in_order
from disclosure.render.output import Crumb, Page
from disclosure.render.pages import benefits
from disclosure.read.words import plainly
from disclosure.render.pages.channels import APPLYING, CHANNELS, DEADLINE
from disclosure.render.pages.decision import ahead
from disclosure.render.pages.life import life_events
from disclosure.render.relations import active
from disclosure.render.view import OFTEN, View

LATEST = 7
"""How many of the newest disclosures the home page lists."""
FEW = 5
"""How many of what happened in the work, and of what may be commented on, it lists."""


def home(view: View) -> Page:
    county = view.county
    return view.page("index.html", "home.html", "home", view.topic, later=partial(at_a_glance, county),
                     feed=FEED if view.base else "", facts=Facts("WebSite", article=False, units=tuple(filter(None, [county.full_name]))),
                     description=f"{county.full_name or county.name}基层政务公开标准化规范化专题：公开事项目录、政策与解读、办事流程。")


def at_a_glance(county: County) -> dict[str, Any]:
    """The county's state: what is new, how much there is, what is often asked for."""
    news = latest(county)
    week = county.as_of.day - timedelta(days=6)
    return {"news": news[:LATEST], "this_week": sum(n.date.day >= week for n in news), "figures": figures(county), "often": county.often[:OFTEN],
            "calling": ahead(county.decisions.values(), county.as_of)[:FEW], "OPEN": OPEN, "state": lambda one: one.state(county.as_of),
            "happened": happened(county), "benefits": benefits.INDEX if benefits.there(county) else None, "life": life_events(county), "about": plainly().domains,
            "apply": CHANNELS if county.request_channels else DEADLINE, "answer": DEADLINE}


def happened(county: County) -> list[Any]:
    """The newest of the work's own news."""
    return [one for one in in_order(News.collection, county.news.values(), county.as_of) if not one.retired and out(one.date, county)][:FEW]


def figures(county: County) -> list[tuple[str, int, str, str]]:
    """What the county discloses in numbers: (label, number, unit, address); what is not there is left out."""
    matters = [item for owner in county.catalogues for item in active(owner.items)]
    lately = sum(fresh(county, active(domain.items)) for domain in county.domains.values())
    explained = sum(bool(p.interpretations) for p in county.policies.values())
    return [f for f in (
        ("公开领域", len(county.domains), "个", "domains.html"),
        ("公开事项（县、乡、村）", len(matters), "项", "domains.html"),
        ("已公开的信息", sum(len(i.records) for i in matters), "条", "domains.html"),
        (f"配有解读的政策（共 {len(county.policies)} 件）", explained, "件", "policies.html"),
        (f"{update_days(county)} 天内有更新的领域", lately, "个", "domains.html"),
    ) if f[1]]


def sitemap(view: View, written: Iterable[Crumb]) -> Page:
    return view.page("sitemap.html", "sitemap.html", "aids", "网站地图", written=list(written))


def accessibility(view: View) -> Page:
    """What the site does for readers with disabilities and old readers, what it does not, and whom to tell (无障碍环境建设法第三十二条)."""
    return view.page("accessibility.html", "accessibility.html", "aids", "无障碍说明")


def written_page(view: View, path: str, title: str, html: str, siblings: list[Crumb], description: str = "", published: str = "", source: str = "") -> Page:
    """A hand-written page in the same frame as the others, its text already sanitised.  `published`, `source`: as its head says, "" where it is silent."""
    heading, end, text = html.partition("</h1>")
    return view.page(path, "written.html", "written", title, description=description, facts=of_written(published, source),
                     heading=Markup(heading + end), text=Markup(text), siblings=siblings, channels=CHANNELS if path in APPLYING and view.county.request_channels else None)
