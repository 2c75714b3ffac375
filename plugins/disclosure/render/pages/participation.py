"""Meetings, activities and responses: what their pages show beside the fields."""
from typing import Any

from disclosure.model.collection import Collection
from disclosure.model.registers.participation import Activity, Meeting, Response
from disclosure.render.view import View

COMING = "将要举行"


def activities(view: View, collection: Collection, records: list[Activity]) -> dict[str, Any]:
    """What is to come, the next first; what has been is the table."""
    as_of = view.county.as_of
    coming = [one for one in records if one.state(as_of) == COMING and not one.retired]
    return {"coming": sorted(coming, key=lambda one: one.date), "held": [one for one in records if one not in coming]}


def activity(view: View, record: Activity) -> dict[str, Any]:
    return {"coming": record.state(view.county.as_of) == COMING}


def meeting(view: View, record: Meeting) -> dict[str, Any]:
    """Whether its topics have units, or papers, worth a column."""
    return {"with_units": any(topic.units for topic in record.topics), "with_papers": any(topic.policy or topic.decision for topic in record.topics)}


def response(view: View, record: Response) -> dict[str, Any]:
    return {"steps": sorted(record.follow_up, key=lambda one: one.date, reverse=True)}
