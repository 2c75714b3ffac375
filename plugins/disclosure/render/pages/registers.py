"""Registers (台账): the list of each, a page for every record, and their downloads, from the declarations alone.

A class of pages that shows more (progress, map …) is an entry of CLASSES and templates of its own that extend the plain ones.
"""
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from disclosure.model import fields as k
from disclosure.model.collection import Collection
from disclosure.model.register import Register
from disclosure.render.cells import html_of
from disclosure.render.downloads import record_files
from disclosure.render.facts import Facts, of_record
from disclosure.render.feed import feed_of
from disclosure.render.listing import columns, facets, in_order
from disclosure.render.output import Crumb, Output, Page, root_of
from disclosure.render.pages import decision, editions, funds, happenings, institutions, organisation, participation, progress, services
from disclosure.render.view import View
from disclosure.rules.fresh import staleness

APART = ("domains", "townships", "matters", "policies", "text", "link", "attachments", "pictures", "keywords", "retired")
"""Fields of all registers that a page shows in places of their own."""


class PageClass(NamedTuple):
    """What a class of pages needs beside what all have, made when the page is: for the list, and for the page of a record.

    Its templates are registers/NAME-index.html and registers/NAME.html, as far as `index_template` and `record_template` say so.
    `shows`: the fields that its template has places of its own for; `files`: what can be downloaded besides; `facts`: what a record's page states of itself.
    """

    index: Callable[[View, Collection, list[Register]], dict[str, Any]] = lambda view, collection, records: {}
    record: Callable[[View, Register], dict[str, Any]] = lambda view, record: {}
    files: Callable[[View, Collection, list[Register]], Iterable[Output]] = lambda view, collection, records: ()
    facts: Callable[[Register], Facts] = of_record
    shows: tuple[str, ...] = ()
    index_template: bool = True
    record_template: bool = True


PLAIN = PageClass(index_template=False, record_template=False)
CLASSES: dict[str, PageClass] = {
    "": PLAIN,
    "activity": PageClass(participation.activities, participation.activity, shows=("date", "time", "venue", "sign_up", "programme", "opinions", "people", "result")),
    "assessment": PageClass(record=happenings.assessment, shows=("conclusion", "sample", "problems", "improvements"), index_template=False),
    "changes": PageClass(editions.ledger, record_template=False),
    "decision": PageClass(decision.index, decision.record, shows=decision.SHOWN),
    "gazette": PageClass(record_template=False),
    "meeting": PageClass(record=participation.meeting, shows=("topics", "attendance"), index_template=False),
    "response": PageClass(record=participation.response, shows=("fact", "concern", "follow_up", "kind"), index_template=False),
    "news": PageClass(record=happenings.news, shows=("resolved", "practice", "results", "video"), index_template=False),
    "organisation": PageClass(organisation.index, organisation.record, organisation.files, shows=("members", "duties", "procedure", "change")),
    "progress": PageClass(progress.index, progress.record, progress.files, shows=("progress", "status")),
    "guide": PageClass(record=services.guide, index_template=False),
    "bundle": PageClass(record=services.bundle, index_template=False),
    "map": PageClass(services.places, shows=("home_visits", "longitude", "latitude", "navigation")),
    "questions": PageClass(services.questions, facts=services.of_questions),
    "links": PageClass(record_template=False),
    "ratings": PageClass(services.rates, services.rating),
    "subsidy": PageClass(record=funds.subsidy, shows=("payments",), index_template=False),
    "institution": PageClass(record=institutions.record, shows=("defaults", "items", "industry", "phone", "postal_address"), index_template=False),
}
"""Every class of pages by the name that shelves say (Shelf.page)."""


def register(view: View, collection: Collection) -> Iterator[Page | Output]:
    """Everything that the site has of one register."""
    shelf, county = collection.shelf, view.county
    records = in_order(collection, getattr(county, collection.name).values(), county.as_of)
    pages = CLASSES[shelf.page]
    index = Crumb(collection.noun, collection.index)
    template = f"registers/{shelf.page}-index.html" if pages.index_template else "registers/index.html"
    yield view.page(collection.index, template, shelf.tab, collection.noun, collection=collection, stem=collection.name,
                    description=f"{view.topic}{collection.noun}：{shelf.lead}" if shelf.lead else "", later=partial(listed, view, collection, records))
    yield from record_files(collection, records, county)
    yield from pages.files(view, collection, records)
    if shelf.rows:
        return
    template = f"registers/{shelf.page}.html" if pages.record_template else "registers/record.html"
    for record in records:
        yield view.page(record.address, template, shelf.tab, record.label, [index], description=summary(record), facts=pages.facts(record),
                        record=record, collection=collection, index=index, later=partial(shown, view, record))


def listed(view: View, collection: Collection, records: list[Register]) -> dict[str, Any]:
    """What the page of the list shows."""
    as_of = view.county.as_of
    template = collection.template
    return {"records": records, "called": template.fields[template.roles["title"]].title if "title" in template.roles else "", "columns": columns(collection, as_of), "facets": facets(collection, records, as_of),
            "newest": max((day for record in records if (day := record.last_true())), default=None), "state": lambda record: record.state(as_of),
            "closed": lambda record: record.closed(as_of), "stale": staleness(view.county, collection),
            "feed": feed_of(collection) if view.base and collection.shelf.news else "", **CLASSES[collection.shelf.page].index(view, collection, records)}


def shown(view: View, record: Register) -> dict[str, Any]:
    """What the page of a record shows: every field that is filled, in the order of the declarations."""
    root, as_of = root_of(record.address), view.county.as_of
    pages = CLASSES[record.collection.shelf.page]
    rows, tables = [], []
    said = {record.roles.get("title"), record.dated_by, record.roles.get("units")}  # above
    if pages.facts(record).updated_as == record.fields["reviewed"].title:
        said.add("reviewed")
    for code, f in record.fields.items():
        value = getattr(record, code)
        if value in (None, ()) or code in APART or code in pages.shows or code in said:
            continue
        if isinstance(f.kind, k.Nested):
            tables.append((f, inner_table(f.kind, value, root)))
        else:
            rows.append((f, html_of(f.kind, value, root)))
    state = record.state(as_of)
    return {"rows": rows, "tables": tables, "state": state, "closed": record.closed(as_of), "overdue": record.overdue(as_of),
            "asked": view.piece("asked.html", root, units=record.answering) if record.answering else "", **pages.record(view, record)}


def inner_table(kind: k.Nested, value: Any, root: str) -> tuple[list[k.Field], list[list[Any]]]:
    """(columns, rows) of the records within a record: only what at least one of them says, and the newest first where they are dated."""
    inner = list(value) if kind.many else [value]
    day = next((code for code, f in kind.template.fields.items() if isinstance(f.kind, k.Day)), None)
    if kind.many and day and all(getattr(one, day) for one in inner):
        inner.sort(key=lambda one: getattr(one, day), reverse=True)
    codes = [code for code in kind.template.fields if any(getattr(one, code) not in (None, ()) for one in inner)]
    heads = [kind.template.fields[code] for code in codes]
    return heads, [[html_of(f.kind, getattr(one, code), root) for code, f in zip(codes, heads, strict=True)] for one in inner]


def summary(record: Register) -> str:
    """A sentence for those who have not opened the page."""
    said = record.gist() or next((getattr(record, code) for code, f in record.fields.items()
                                        if isinstance(f.kind, k.Text | k.MarkdownText) and not f.role and getattr(record, code)), "")
    return f"{record.collection.noun}：{record.label}。{str(said)[:100]}"
