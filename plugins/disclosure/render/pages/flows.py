"""Workflows: the index, and for each its swimlanes and the same as an ordered list."""
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from disclosure.model.flows import WORK, Flow
from disclosure.render.facts import of_flow
from disclosure.render.output import Crumb, Page
from disclosure.render.swimlane import draw
from disclosure.render.view import View

INDEX = Crumb("办事流程", "flows.html")
STYLES = {"开始": "end", "结束": "end", "判断": "jd", "步骤": ""}


def flows(view: View) -> Iterator[Page]:
    county = view.county
    if not county.flows:
        return
    yield view.page("flows.html", "flows.html", "flows", "办事流程", groups=in_groups(county.flows.values()), total=len(county.flows))
    for flow in county.flows.values():
        numbers = {step.code: number for number, step in enumerate(flow.steps, 1)}
        domains = view.relations.domains_of[flow]
        yield view.page(flow.address, "flow.html", "flows", flow.title, [INDEX], facts=of_flow(flow, domains), flow=flow, numbers=numbers, styles=STYLES, said=said, domains=domains,
                        later=partial(drawn, view, flow))


def in_groups(flows: Iterable[Flow]) -> list[tuple[str, list[Flow]]]:
    """The flows by what they are of (类型), those of the work of disclosure in the order of the six; one group without a name where no flow says."""
    flows = list(flows)
    if not any(flow.kind for flow in flows):
        return [("", flows)]
    order = {name: n for n, name in enumerate(WORK)}
    ours = sorted((flow for flow in flows if flow.kind == "公开工作"), key=lambda flow: order.get(flow.work or "", len(order)))
    groups = (("公开工作流程", ours), ("办事流程", [f for f in flows if f.kind == "办事"]), ("其他流程", [f for f in flows if not f.kind]))
    return [(title, members) for title, members in groups if members]


def drawn(view: View, flow: Flow) -> dict[str, Any]:
    """What of a flow's page costs work: the swimlanes and the matters it serves."""
    return {"drawing": Markup(draw(flow)), "matters": [i for i in view.relations.matters_of[flow] if not i.origin]}


def said(flow: Flow, position: int) -> bool:
    """Whether the way on from a step must be told: it branches, or does not lead to the next step."""
    step = flow.steps[position]
    if not step.arrows:
        return False
    return len(step.arrows) > 1 or position + 1 >= len(flow.steps) or step.arrows[0].target != flow.steps[position + 1].code
