"""Structured data (schema.org, as JSON-LD): what a page is about, for programs.  Nothing that the page does not also say to readers, and
nothing that its head says already: its address (canonical), its keywords and first picture (labels)."""
import json
from typing import Any

from markupsafe import Markup

from disclosure.model.catalogue import Catalogue
from disclosure.model.people import Unit
from disclosure.render.output import Page

as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_ld(page: Page) -> Markup:
    """The data block of a page; "" where its facts are not told, or its labels have said all of them: of a matter that it is a page,
    its title, its one date, who answers for it."""
    facts = page.facts
    if facts is None or (facts.article and facts.kind == "WebPage" and not facts.more and not facts.authors and not (facts.published and facts.updated)):
        return Markup()
    thing = pruned({
        "@context": "https://schema.org", "@type": facts.kind, "name": page.title, "datePublished": facts.published, "dateModified": facts.updated,
        "publisher": [organization(unit) for unit in facts.units], "author": [{"@type": "Person", "name": name} for name in facts.authors], **facts.more})
    data = as_json(thing).replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{data}</script>')


def organization(unit: Unit | Catalogue | str) -> dict[str, str]:
    """A village's committee is no government, nor is an institution."""
    return {"@type": "Organization" if isinstance(unit, Catalogue) else "GovernmentOrganization", "name": unit if isinstance(unit, str) else unit.name}


def pruned(value: Any) -> Any:
    """Without what is absent or empty."""
    if isinstance(value, dict):
        return {key: pruned(v) for key, v in value.items() if v}
    return [pruned(v) for v in value] if isinstance(value, list) else value
