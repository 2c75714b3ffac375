"""News of the work, and what came out of assessing it: what their pages show beside the fields."""
from typing import Any

from disclosure.model.registers.adjustment import Assessment
from disclosure.model.registers.work import News
from disclosure.render.figures import figure_of
from disclosure.render.view import View


def news(view: View, record: News) -> dict[str, Any]:
    """Results as key points are shown: each with its figure."""
    return {"points": [(point, figure_of(point)) for point in record.results]}


def assessment(view: View, record: Assessment) -> dict[str, Any]:
    """The sample as figures: (what, how many, of what share it is, in words)."""
    told = record.sample
    if told is None:
        return {"sample": []}
    rows = (("发出问卷", told.sent, None, ""), ("收回", told.returned, told.sent, "回收率"), ("表示满意", told.content, told.returned, "满意率"))
    return {"sample": [(name, number, f"{word} {100 * number.value / whole.value:.1f}%" if whole and whole.value else "") for name, number, whole, word in rows if number]}
