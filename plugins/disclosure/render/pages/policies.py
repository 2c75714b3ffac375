"""The policy library: its index, a page for every policy and for every interpretation."""
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from disclosure.model.fields import Date
from disclosure.model.matters import Item
from disclosure.model.policies import Interpretation, Policy
from disclosure.render.facts import of_interpretation, of_policy
from disclosure.render.figures import bars, change, figure_of
from disclosure.render.output import Crumb, Page
from disclosure.render.pages import benefits
from disclosure.render.relations import newest
from disclosure.render.view import View

INDEX = Crumb("政策与解读", "policies.html")
FIRST = ("issuers", "drafters", "joint", "effective", "expires", "benefit")
"""What readers ask of a policy before they read it; the line above has its number and its day."""
REST = ("kind", "index_number", "subject", "attribute", "domains", "written", "published", "document_number")
"""What else is on record of it, folded below the text."""
HEADER = FIRST + REST
"""The fields of a policy's metadata that its page shows."""
FACETS = (("kind", "文种"), ("form", "解读形式"))
"""What readers may filter the library by, beside its columns."""
SAID = {"kind": lambda policy: [policy.kind] if policy.kind else [], "form": lambda policy: list(dict.fromkeys(i.form for i in policy.interpretations))}
WIDE = ("domains", "benefit", "index_number")


def policies(view: View) -> Iterator[Page]:
    county = view.county
    if not county.policies:
        return
    ordered = newest(county.policies.values())
    explained = sorted((i for p in ordered for i in p.interpretations), key=lambda i: i.date, reverse=True)
    yield view.page("policies.html", "policies.html", "policies", "政策与解读", policies=ordered, interpretations=explained, validity=validity,
                    facets=[(name, title) for name, title in FACETS if len({word for p in ordered for word in SAID[name](p)}) > 1], said=SAID,
                    benefits=benefits.INDEX if benefits.there(county) else None)
    for policy in ordered:
        valid = validity(policy, county.as_of)
        yield view.page(policy.address, "policy.html", "policies", policy.title, [INDEX], policy=policy, first=FIRST, rest=REST, wide=WIDE, filled=[c for c in HEADER if getattr(policy, c)], lag=lag,
                        validity=valid, facts=of_policy(policy, valid[0]), matters=matters_of(view, policy))
        for interpretation in policy.interpretations:
            yield view.page(interpretation.address, "interpretation.html", "policies", interpretation.title, [INDEX, Crumb("政策原文", policy.address)], facts=of_interpretation(interpretation),
                            interpretation=interpretation, policy=policy, lag=lag(interpretation), later=partial(pictured, view, interpretation))


def matters_of(view: View, policy: Policy) -> list[Item]:
    """The county's matters that a policy is about, without the copies in townships and villages."""
    return [item for item in view.relations.matters_of[policy] if not item.origin]


def pictured(view: View, interpretation: Interpretation) -> dict[str, Any]:
    """What of an interpretation's page costs work: its figures (图解) and where it leads."""
    matters = matters_of(view, interpretation.policy)
    return {"points": [(p, figure_of(p)) for p in interpretation.points], "changes": [change(c) for c in interpretation.comparisons],
            "bars": bars(interpretation.comparisons), "matters": matters, "flows": list(dict.fromkeys(f for i in matters for f in i.flows))}


def validity(policy: Policy, as_of: Date) -> tuple[str, str]:
    """(word, style) for whether a policy holds on the edition's date: as stated, else from its dates."""
    stated = policy.standing(as_of)
    return stated, {"有效": "ok", "尚未施行": "warn", "已修订": "warn"}.get(stated, "err")


def lag(interpretation: Interpretation) -> str:
    """How long after the policy an interpretation came out, in calendar days (自然日)."""
    policy = interpretation.policy
    if not (policy.published.exact and interpretation.date.exact):
        return ""
    days = (date.fromisoformat(interpretation.date) - date.fromisoformat(policy.published)).days
    return "与文件同日" if days == 0 else f"文件发布后 {days} 天" if days > 0 else f"文件发布前 {-days} 天"
