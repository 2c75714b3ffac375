"""The drawer lists a section's pages while they are few: no page carries hundreds of links that every other page carries, too."""
from types import SimpleNamespace

import pytest
from built import ROOT
from jinja2 import Environment, FileSystemLoader


def branch(count: int, active: bool) -> str:
    env = Environment(loader=FileSystemLoader(ROOT / "theme_overrides"))
    env.filters["url"] = str
    children = [SimpleNamespace(title=f"领域{n}", url=f"domains/d{n}.html", children=None, active=False) for n in range(count)]
    section = SimpleNamespace(title="公开事项", url=None, children=children, active=active)
    return env.from_string('{% import "partials/nav-link.html" as link with context %}{{ link.branch(item) }}').render(item=section)


@pytest.mark.parametrize(("count", "active", "listed"), [(60, False, True), (61, False, False), (100, True, True), (101, True, False)])
def test_long_sections_lead_to_their_index(count: int, active: bool, listed: bool) -> None:
    made = branch(count, active)
    assert made.count("<a ") == (count if listed else 1) and 'href="domains/d0.html"' in made
