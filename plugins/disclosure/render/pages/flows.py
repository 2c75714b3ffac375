"""Workflows: the index, and for each its swimlanes and the same as an ordered list."""
from collections.abc import Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from disclosure.model.county import Flow
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
    yield view.page("flows.html", "flows.html", "flows", "办事流程", flows=list(county.flows.values()))
    for flow in county.flows.values():
        numbers = {step.code: number for number, step in enumerate(flow.steps, 1)}
        domains = view.relations.domains_of[flow]
        yield view.page(flow.address, "flow.html", "flows", flow.title, [INDEX], facts=of_flow(flow, domains), flow=flow, numbers=numbers, styles=STYLES, said=said, domains=domains,
                        later=partial(drawn, view, flow))


def drawn(view: View, flow: Flow) -> dict[str, Any]:
    """What of a flow's page costs work: the swimlanes and the matters it serves."""
    return {"drawing": Markup(draw(flow)), "matters": [i for i in view.relations.matters_of[flow] if not i.origin]}


def said(flow: Flow, position: int) -> bool:
    """Whether the way on from a step must be told: it branches, or does not lead to the next step."""
    step = flow.steps[position]
    if not step.arrows:
        return False
    return len(step.arrows) > 1 or position + 1 >= len(flow.steps) or step.arrows[0].target != flow.steps[position + 1].code
