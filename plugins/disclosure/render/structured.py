"""Structured data (schema.org, as JSON-LD): what a page is about, for programs.  Nothing that the page does not also say to readers."""
import json
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from disclosure.model.catalogue import Catalogue
from disclosure.model.people import Unit
from disclosure.render.output import Page

as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_ld(page: Page, public: Callable[[str], str]) -> Markup:
    """The data block of a page, "" where its facts are not told.  `public` gives the address of a path for everyone, "" where it is not known."""
    facts = page.facts
    if facts is None:
        return Markup()
    thing = pruned({
        "@type": facts.kind, "name": page.title, "url": public(page.path), "inLanguage": "zh-CN" if facts.article else "",
        "datePublished": facts.published, "dateModified": facts.updated, "keywords": list(facts.keywords),
        "publisher": [organization(unit) for unit in facts.units],
        "author": [{"@type": "Person", "name": name} for name in facts.authors], "image": public(facts.image) if facts.image else "", **facts.more})
    graph = [thing]
    if len(page.way) > 1 and public(""):
        graph.append({"@type": "BreadcrumbList", "itemListElement": [
            {"@type": "ListItem", "position": position, "name": step.title, "item": public(step.address or page.path)} for position, step in enumerate(page.way, 1)]})
    data = as_json({"@context": "https://schema.org", "@graph": graph}).replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{data}</script>')


def organization(unit: Unit | Catalogue | str) -> dict[str, str]:
    """A village's committee is no government, nor is an institution."""
    return {"@type": "Organization" if isinstance(unit, Catalogue) else "GovernmentOrganization", "name": unit if isinstance(unit, str) else unit.name}


def pruned(value: Any) -> Any:
    """Without what is absent or empty."""
    if isinstance(value, dict):
        return {key: pruned(v) for key, v in value.items() if v}
    return [pruned(v) for v in value] if isinstance(value, list) else value
