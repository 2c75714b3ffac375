"""Public institutions (公共企事业单位): a register whose records are catalogues, each with the table of its matters and their pages."""
from collections.abc import Iterator
from typing import Any

from disclosure.model.matters import Item
from disclosure.model.registers.institutions import Institution
from disclosure.render.output import Output, Page
from disclosure.render.pages.catalogues import below, neighbours, tables
from disclosure.render.relations import active
from disclosure.render.view import View


def of_one_institution(view: View, institution: Institution) -> Iterator[Page | Output]:
    """What an institution has beside its own page."""
    yield from below(view, institution, called(institution), by_category)


def record(view: View, institution: Institution) -> dict[str, Any]:
    """What the page of an institution shows beside its fields."""
    return {**tables(view, institution, active(institution.items), called(institution), by_category, ()), "owner": institution, "stem": institution.id,
            "retired": [item for item in institution.items if item.retired], "around": neighbours(list(view.county.institutions.values()), institution)}


def called(institution: Institution) -> str:
    return f"{institution.name}公开事项目录"


def by_category(item: Item) -> str:
    return item.category or ""
