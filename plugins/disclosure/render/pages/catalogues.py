"""Domains, townships and villages: their indexes, their catalogues, and the page of every matter."""
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from markupsafe import Markup

from disclosure.model.catalogue import Catalogue
from disclosure.model.county import COLLECTIONS, County, Domain, Township, Village, VillageStandard
from disclosure.model.matters import COMPARED, STAGES, Item, TownshipItem
from disclosure.render.catalogue import REST, GroupFacet, table
from disclosure.render.cells import html_of, number_of
from disclosure.render.columns import columns
from disclosure.render.downloads import EVERY, catalogue_files, sheet_file
from disclosure.render.form import of_catalogue
from disclosure.render.facts import Facts, of_domain, of_matter
from disclosure.render.output import Crumb, Later, Output, Page, root_of
from disclosure.render.pages.beside import navigation, shared
from disclosure.render.pages.funds import paid_in, projects_in
from disclosure.render.relations import active, grouped, in_order
from disclosure.render.view import View, crumb_to

DOMAINS, TOWNSHIPS, VILLAGES = Crumb("公开事项", "domains.html"), Crumb("乡镇（街道）", "townships.html"), Crumb("村（居）", "villages.html")
INDEX = {"domains": DOMAINS, "townships": TOWNSHIPS, "villages": VILLAGES}
CATEGORY = GroupFacet("category", "一级事项", lambda item: item.category or REST)
FACETS = {"townships": (GroupFacet("domain", "所属领域", lambda item: item.domain.name), CATEGORY), "villages": (), VillageStandard.folder: ()}
"""What the groups of each kind of catalogue are, where they are not first-level matters; a village's are the values of a column."""


def domains(view: View) -> Iterator[Page | Output]:
    county = view.county
    if county.domains:
        every = [item for owner in county.catalogues for item in active(owner.items)]
        yield from catalogue_files("catalogue", f"{county.name}全部公开事项", every, EVERY, county)
        yield view.page("domains.html", "domains.html", "domains", "公开事项", total=len(every), active=active, stages=STAGES, matrix=matrix(county),
                        description=f"{view.topic}：{len(county.domains)} 个领域的公开事项标准目录。")


class StageRow(NamedTuple):
    """A line of the matrix of 五公开: for each stage how many of a domain's matters belong to it, None where the domain has nothing to do with it."""

    domain: Domain
    counts: list[int | None]
    filtered: bool
    """Whether the domain's table can be filtered by stage: only where its matters differ."""


def matrix(county: County) -> list[StageRow]:
    """Domains by the stages whose information is disclosed (五公开); empty where no matter says its stage."""
    rows = []
    for domain in county.domains.values():
        items = active(domain.items)
        counts = [sum(stage in item.stages for item in items) for stage in STAGES]
        rows.append(StageRow(domain, [None if stage in domain.without and not n else n for stage, n in zip(STAGES, counts, strict=True)], sum(n > 0 for n in counts) > 1))
    return rows if any(n for row in rows for n in row.counts) else []


def of_one_domain(view: View, domain: Domain) -> Iterator[Page | Output]:
    county = view.county
    around = neighbours(list(county.domains.values()), domain)
    yield from catalogue(view, domain, f"{domain.name}领域公开事项目录", "domain.html", lambda item: item.category or "",
                         levels=county.levels, around=around, flows=view.relations.flows_of[domain],
                         policies=view.relations.policies_of[domain], facts=of_domain(domain))


def townships(view: View) -> Iterator[Page | Output]:
    county = view.county
    if county.townships:
        yield view.page("townships.html", "townships.html", "townships", "乡镇（街道）", active=active, villages=view.relations.villages_of)


def of_one_township(view: View, township: Township) -> Iterator[Page | Output]:
    county, items = view.county, active(township.items)
    context = {"taken": sum(1 for i in items if i.origin), "own": [i for i in items if not i.origin], "by_domain": taken_by_domain(county, items),
               "villages": view.relations.villages_of.get(township, []), "places": view.relations.places_of.get(township, []), "paid": paid_in(view, township),
               "projects": projects_in(view, township), "groups": view.relations.groups_of.get(township, []),
               "around": neighbours(list(county.townships.values()), township)}
    yield from catalogue(view, township, f"{township.name}公开事项目录", "township.html", by_domain, levels=county.levels,
                         beside=lambda item: item.domain.name, **context)


def villages(view: View) -> Iterator[Page | Output]:
    county = view.county
    if county.villages:
        yield view.page("villages.html", "villages.html", "villages", "村（居）务公开", active=active, by_township=view.relations.villages_of)
    if standard := county.village_standard:
        yield from catalogue(view, standard, standard.name, "village-standard.html", lambda item: item.category or "", levels=(), around=(None, None))


def of_one_village(view: View, village: Village) -> Iterator[Page | Output]:
    yield from catalogue(view, village, f"{village.name}公开事项目录", "village.html", lambda item: item.kind or REST, levels=(), places=view.relations.places_of.get(village, []),
                         around=neighbours(list(view.county.villages.values()), village), groups=view.relations.groups_of.get(village, []))


def catalogue(view: View, owner: Catalogue, title: str, template: str, group_of: Callable[[Item], str], levels: tuple[str, ...],
              beside: Callable[[Item], str] | None = None, facts: Facts | None = None, **context) -> Iterator[Page | Output]:
    """The page of a catalogue, its downloads, and the pages of its matters.  `beside` groups the navigation beside a matter, where the table's groups are too many."""
    yield view.page(owner.address, template, *stand(owner, title), owner=owner, items=active(owner.items), stem=PurePosixPath(owner.address).stem, facts=facts,
                    later=partial(tables, view, owner, in_order(owner, view.county), title, group_of, levels), retired=[i for i in owner.items if i.retired], **context)
    yield from below(view, owner, title, beside or group_of)


def tables(view: View, owner: Catalogue, items: list[Item], title: str, group_of: Callable[[Item], str], levels: tuple[str, ...]) -> dict[str, Any]:
    """The table of a catalogue, and what differs in it from what it takes over."""
    return {"table": table(items, columns(owner.matter(), levels), root_of(owner.address), title, group_of, FACETS.get(owner.folder, (CATEGORY,)),
                           partial(at_hand, view)) if items else None,
            "differing": [(item, told) for item in items if (told := differences(item))]}


def guides_of(view: View, item: Item) -> list:
    """The guides (办事指南) with a page of their own that say how to go about a matter."""
    return list(dict.fromkeys((*item.service_guides, *(record for record in view.relations.listed_of.get(item, ()) if record.folder == "guides"))))


def at_hand(view: View, item: Item) -> str:
    """What a matter's page holds, for the rows of a table: 指南 1　政策 2　信息 3; what the county has disclosed stands on the pages of those who take it over."""
    records = item.records or (item.origin.records if item.origin else ())
    counts = {"指南": len(guides_of(view, item)) + len(item.guides), "解读": sum(len(policy.interpretations) for policy in item.policies),
              "政策": len(item.policies), "流程": len(item.flows), "信息": len(records)}
    return "　".join(f"{word}\N{NO-BREAK SPACE}{number}" for word, number in counts.items() if number)


def below(view: View, owner: Catalogue, title: str, side: Callable[[Item], str]) -> Iterator[Page | Output]:
    """The downloads of a catalogue, and the pages of its matters, grouped by `side` in the navigation beside them."""
    items = active(owner.items)
    if items:
        stem = owner.address.removesuffix(".html")
        yield from catalogue_files(stem, title, items, owner.matter(), view.county)
        yield sheet_file(stem, partial(of_catalogue, owner, view.county), view.county)
        if view.printer:
            yield Output(f"{stem}.pdf", partial(view.printer, owner, view.county))
    yield from shared(view, owner, side)
    if isinstance(owner, VillageStandard):
        return  # its matters have pages in the villages
    root = root_of(f"{owner.folder}/{owner.id}/")
    around = navigation(view, owner)
    asked = cache(lambda units: view.piece("asked.html", root, units=units))
    whom = cache(lambda units: view.piece("whom.html", root, units=units))
    section, *_ = stand(owner, "")

    def common(item: Item) -> dict[str, Markup]:
        return {"beside": around(item), "asked": asked(item.disclosers), "whom": whom(item.disclosers)}
    for item in owner.items:
        yield Later(item.address, section, partial(matter, view, item, common), partial(of_matter, item))


def stand(owner: Catalogue, title: str, *steps: Crumb) -> tuple[str, str, list[Crumb]]:
    """The section that a page of a catalogue belongs to, its title, and the way to it from the list that the catalogue stands in."""
    collection = COLLECTIONS[owner.folder]
    if collection.shelf:
        return collection.shelf.tab, title, [Crumb(collection.noun, collection.index), *steps]
    section = Village.folder if isinstance(owner, VillageStandard) else owner.folder
    return section, title, [INDEX[section], *steps]


def taken_by_domain(county: County, items: list[TownshipItem]) -> dict[Domain, list[TownshipItem]]:
    """What a township takes over from the county, in the order of the county's domains."""
    taken = grouped([i for i in items if i.origin], lambda i: i.domain)
    return {domain: taken[domain] for domain in county.domains.values() if domain in taken}


def by_domain(item: TownshipItem) -> str:
    return f"{item.domain.name}　{item.category}" if item.category else item.domain.name


def matter(view: View, item: Item, common: Callable[[Item], dict[str, Markup]]) -> Page:
    """The page of one matter: all elements, what has been disclosed under it, and where to go next.  `common` gives the parts that it shares with others."""
    owner, root = item.owner, root_of(item.address)

    def shown() -> dict[str, Any]:
        elements = [(f, code, html_of(f.kind, getattr(item, code), root)) for code, f in item.fields.items() if f.element and code != "name"]
        more = [(f, html_of(f.kind, getattr(item, code), root)) for code, f in item.fields.items() if not f.element and code not in SHOWN_ELSEWHERE
                and getattr(item, code) not in (None, ())]
        return {"elements": elements, "more": more, **common(item), "guides": guides_of(view, item), "differences": differences(item), "inherited": inherited(item)}
    return view.page(item.address, "matter.html", *stand(owner, item.full_name, crumb_to(owner)), facts=of_matter(item), item=item, owner=owner,
                     policies=item.policies, copies=view.relations.copies[item], later=shown, tab=told_apart(item), description=f"{owner.name} {item.number} {item.name}：{'；'.join(item.content)[:100]}")


def told_apart(item: Item) -> str:
    """What a matter's page is called unlike any other: 低保 办事指南（社会救助 2.2）— 溪口镇; a number stands once in a catalogue."""
    owner, own = item.owner, number_of(item)
    domain = getattr(item, "domain", None)
    within = f"{domain.name} {own}" if domain and not isinstance(owner, Domain) else f"{owner.name} {own}"
    if not isinstance(owner, Domain) and own == item.number and domain:
        within = f"{domain.name} 自设 {own}"
    place = f"— {owner.name}" if domain and not isinstance(owner, Domain) else ""
    return f"{item.full_name}（{within}）{place}"


SHOWN_ELSEWHERE = {"number", "category", "name", "subname", "levels", "stages", "attribute", "records", "flows", "policies", "guides", "service_guides", "retired", "reference", "difference", "exemption", "keywords", "note"}
"""Fields that a matter's page shows in places of their own; every other one that is not an element stands in the plate behind the elements.  `keywords` are for search alone."""


def inherited(item: Item) -> set[str]:
    """The elements that are as the county's matter has them."""
    if not item.origin:
        return set()
    return {code for code, f in item.fields.items() if f.element and code != "disclosers" and getattr(item, code) == getattr(item.origin, code, None)}


def differences(item: Item) -> list[tuple]:
    """(field, the county's value, this one's) for each of 内容, 依据 and 时限 that differs from the county's matter."""
    if not item.origin:
        return []
    return [(item.fields[c], html_of(item.fields[c].kind, getattr(item.origin, c), ""), html_of(item.fields[c].kind, getattr(item, c), ""))
            for c in COMPARED if getattr(item, c) != getattr(item.origin, c)]


def neighbours(all_of_them: list, one) -> tuple:
    """The one before and the one after, None at the ends."""
    at = all_of_them.index(one)
    return (all_of_them[at - 1] if at else None, all_of_them[at + 1] if at + 1 < len(all_of_them) else None)
