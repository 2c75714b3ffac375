"""Policies that favour business (惠企): one list for all industries, and a feed for each industry."""
import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from disclosure.model.county import County
from disclosure.model.fields import Date
from disclosure.model.people import Unit
from disclosure.model.policies import Benefit, Policy
from disclosure.render.feed import atom
from disclosure.render.news import News
from disclosure.render.output import Crumb, Output, Page
from disclosure.render.relations import newest
from disclosure.render.view import View

INDEX = Crumb("惠企政策", "benefits.html")
PHASES = "未到时间|可申报|已截止"
"""Before, between and after the days of an application, as phases.js takes them."""
ENDED = ("失效", "废止")


class Card(NamedTuple):
    """What is said of one policy.  `since`, `until`: the days between which it can be applied for, "" where there is none; a script goes by them."""

    policy: Policy
    benefit: Benefit
    state: str
    industries: list[str]
    """Those by which it can be found: words of the county's list (行业词)."""
    units: tuple[Unit, ...]
    since: str
    until: str

    @property
    def phases(self) -> str:
        return PHASES if self.benefit.window else "长期|长期|已截止"


def there(county: County) -> bool:
    """Whether the county has the page.  Policies written before there was one do not bring it by themselves: the county keeps registers, has words for
    industries, or says how its policies pay."""
    told = [policy.benefit for policy in county.policies.values() if policy.benefit and not policy.withheld]
    return bool(told) and bool(county.registers or county.industries or any(benefit.way for benefit in told))


def section(county: County) -> str:
    """The section it belongs to: where no register is kept, there is none for funds."""
    return "funds" if county.registers else "policies"


def benefits(view: View) -> Iterator[Page | Output]:
    county = view.county
    if not there(county):
        return
    cards = [card(policy, county) for policy in newest(county.policies.values()) if policy.benefit and not policy.withheld]
    feeds = [(word, feed_address(word)) for word in county.industries]
    crumbs = [] if county.registers else [Crumb("政策与解读", "policies.html")]
    yield view.page(INDEX.address, "benefits.html", section(county), INDEX.title, crumbs, cards=cards, feeds=feeds if view.base else (),
                    description=f"{view.topic}：{len(cards)} 件惠企政策，给谁、给多少、怎么拿、到哪天、问谁。")
    if view.base:
        for word, path in feeds:
            yield atom(path, INDEX.address, f"{view.topic}：{word}的惠企政策", [entry(one) for one in cards if word in one.benefit.industries], county, view.base)


def card(policy: Policy, county: County) -> Card:
    benefit = policy.benefit
    ended = policy.standing(county.as_of) in ENDED
    state = "已截止" if ended else benefit.state(county.as_of, policy.expires)
    window = benefit.window
    days = [day for day in (window and window.end, policy.expires) if day]
    last = min((day.day for day in days), default=None)
    since = window.start.day.isoformat() if window and window.start else ""
    return Card(policy, benefit, state, [word for word in county.industries if word in benefit.industries],
                (benefit.unit,) if benefit.unit else policy.drafters, "" if ended else since, last.isoformat() if last and not ended else "")


def feed_address(word: str) -> str:
    """Where the feed of an industry lies: by the word alone, so that it stays when the list is put in another order."""
    return f"benefits/{hashlib.sha256(word.encode()).hexdigest()[:10]}.xml"


def entry(one: Card) -> News:
    said = "，".join(filter(None, (one.benefit.way, one.benefit.amount, until(one.benefit))))
    return News(one.policy.published, INDEX.title, one.units[0].label, one.policy.title, one.policy.address, said=said or "、".join(one.benefit.industries))


def until(benefit: Benefit) -> str:
    end: Date | None = benefit.window and benefit.window.end
    return f"申报到 {end}" if end else ""
