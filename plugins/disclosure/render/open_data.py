"""Open data (开放数据): what there is, as a page and as a DCAT catalogue for data portals; and for each JSON file a schema of what stands in it.

The catalogue keeps the rules of DCAT-AP, which validators on the web hold against it: every dataset has a title, a description and a publisher, every file
an address, a media type and its size in bytes.  Frequencies and file types are named by the authority lists that it prescribes.
"""
import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from disclosure.model.catalogue import Catalogue
from disclosure.model.collection import Collection
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Record
from disclosure.model.matters import Item
from disclosure.render import data_schema
from disclosure.render.downloads import EVERY, MATTERS, RECORDS, Rows, plain_files
from disclosure.render.form import title_of_form
from disclosure.render.output import Output, Page
from disclosure.render.relations import active
from disclosure.render.view import View

PAGE, FOLDER, CATALOG, SCHEMAS = "data.html", "data", "data/catalog.jsonld", "data/schema/"
KINDS = {"csv": ("text/csv", "CSV", "CSV 表"), "json": ("application/json", "JSON", "JSON 数据"),
         "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX", "Excel 表")}
"""Ending → media type, code in the list of file types, what people call it."""
AUTHORITY = "http://publications.europa.eu/resource/authority/"
MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"
FREQUENCIES = ((1, "DAILY"), (7, "WEEKLY"), (14, "BIWEEKLY"), (31, "MONTHLY"), (62, "BIMONTHLY"), (92, "QUARTERLY"), (184, "ANNUAL_2"), (366, "ANNUAL"))
"""(most days within which there should be something new, code in the list of frequencies)."""
IRREGULAR = "IRREG"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/", "vcard": "http://www.w3.org/2006/vcard/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": "http://www.w3.org/2001/XMLSchema#"}


class Dataset(NamedTuple):
    """What can be had as files: `stem` with each of the endings.

    `page` is where people read it, `schema` names the schema of its JSON; `modified`: the day or month it last changed, as far as anybody knows.
    `theme`: the domain it belongs to, None for several.
    """

    stem: str
    title: str
    description: str
    page: str
    count: int
    measure: str
    modified: str
    publisher: Record | None
    schema: str
    endings: tuple[str, ...] = ("csv", "json", "xlsx")
    keywords: tuple[str, ...] = ()
    theme: Record | None = None
    frequency: str = IRREGULAR


def datasets(county: County) -> Iterator[Dataset]:
    """Everything, in the order of the site."""
    owners = [owner for owner in county.catalogues if active(owner.items)]
    if county.domains:
        every = sum(len(active(owner.items)) for owner in owners)
        yield Dataset("catalogue", f"{county.name}全部公开事项", f"{county.name}县、乡、村各目录的公开事项，逐项列明名称、内容、依据、时限、主体、方式、渠道和对象。",
                      "domains.html", every, "项", county.as_of, None, "catalogue", ("csv", "json"))
    for owner in (*owners, *([county.village_standard] if county.village_standard else ())):
        title = title_of_form(owner)
        domain = owner if owner.folder == "domains" else None
        lead = getattr(owner, "lead", None) or getattr(owner, "unit", None) or (owner if owner.itself else None)
        yield Dataset(owner.address.removesuffix(".html"), title, f"{title}：公开事项的名称、内容、依据、时限、主体、方式、渠道和对象。", owner.address,
                      len(active(owner.items)), "项", getattr(owner, "revised", None) or county.as_of, lead, owner.folder,
                      keywords=(owner.name, *(domain.aliases if domain else ())), theme=domain)
    for collection, records in county.registers:
        newest = max((day for record in records.values() if (day := record.last_true())), default=None)
        yield Dataset(collection.name, f"{county.name}{collection.noun}", f"{county.name}{collection.noun}。{collection.shelf.lead}", collection.index, len(records),
                      collection.shelf.measure, newest or county.as_of, None, collection.name, keywords=(collection.noun,), frequency=frequency(county, collection))
    for collection, records in county.told_apart:
        yield Dataset(collection.name, f"{county.name}{collection.noun}", f"{county.name}公开的{collection.noun}数据。", collection.index, len(records), "条",
                      county.as_of, None, collection.name, ("csv", "json"), keywords=(collection.noun,))


def frequency(county: County, collection: Collection) -> str:
    """How often a register is to have something new, in the word of the list."""
    days = county.fresh_days(collection)
    return next((code for most, code in FREQUENCIES if days and days <= most), IRREGULAR)


# -- the site's page and files -------------------------------------------------------------------
def open_data(view: View) -> Iterator[Page | Output]:
    """The page, the files of what has none elsewhere, and the schemas."""
    county, every = view.county, tuple(datasets(view.county))
    yield view.page(PAGE, "data.html", "aids", "开放数据", datasets=every, kinds=KINDS, licence=county.data_licence, portal=view.public(PAGE),
                    catalog=CATALOG if view.base else "",
                    schema_of=schema_of, schema_path=schema_path, description=f"{view.topic}的全部数据：CSV、JSON 和 Excel 文件，每个字段的说明，使用许可。")
    for collection, records in county.told_apart:
        yield from plain_files(collection, records, county)
    for name, (template, rows) in templates(every).items():
        yield Output(schema_path(name), partial(data_schema.document, name, template, rows, view.public(schema_path(name))))


def schema_path(name: str) -> str:
    return f"{SCHEMAS}{name}.json"


def templates(every: Iterable[Dataset]) -> dict[str, tuple[type[Record], Rows]]:
    """The record class behind each schema, and what its rows are called."""
    found: dict[str, tuple[type[Record], Rows]] = {}
    for dataset in every:
        template = EVERY if dataset.schema == "catalogue" else COLLECTIONS[dataset.schema].template
        matters = dataset.stem != dataset.schema or dataset.schema == "catalogue" or dataset.schema == "village-standard"
        if issubclass(template, Catalogue) and matters:
            template = template.matter()
        name = f"{dataset.schema}-matters" if issubclass(template, Item) and dataset.schema == "institutions" else dataset.schema
        found[name] = (template, MATTERS if issubclass(template, Item) else RECORDS)
    return found


# -- DCAT ----------------------------------------------------------------------------------------
def catalog(view: View, size: Callable[[str], int]) -> bytes:
    """The DCAT catalogue, as JSON-LD.  `size`: of a file of the site by its path.  Only where it is known under which address the site stands."""
    county = view.county
    office = county.full_name or county.name
    publisher = {"@id": view.public("index.html"), "@type": "foaf:Agent", "foaf:name": office}
    licence = licence_of(county)
    common = {"dct:language": {"@id": f"{AUTHORITY}language/ZHO", "@type": "dct:LinguisticSystem"}, "dct:spatial": {"@type": "dct:Location", "rdfs:label": county.name}}

    def distribution(dataset: Dataset, ending: str) -> dict[str, Any]:
        media, code, said = KINDS[ending]
        path = f"{dataset.stem}.{ending}"
        return pruned({
            "@id": view.public(path), "@type": "dcat:Distribution", "dct:title": f"{dataset.title}（{said}）", "dct:description": f"{dataset.title}，{said}。",
            "dcat:accessURL": {"@id": view.public(dataset.page)}, "dcat:downloadURL": {"@id": view.public(path)},
            "dcat:mediaType": {"@id": MEDIA_TYPES + media, "@type": "dct:MediaType"}, "dct:format": {"@id": f"{AUTHORITY}file-type/{code}", "@type": "dct:MediaTypeOrExtent"},
            "dcat:byteSize": {"@value": str(size(path)), "@type": "xsd:decimal"}, "dct:modified": dated(dataset.modified), "dct:license": licence,
            "dct:conformsTo": {"@id": view.public(schema_path(schema_of(dataset))), "@type": "dct:Standard"} if ending == "json" else None})

    def described(dataset: Dataset) -> dict[str, Any]:
        theme = dataset.theme
        return pruned({
            "@id": f"{view.public(PAGE)}#{dataset.stem}", "@type": "dcat:Dataset", "dct:title": dataset.title, "dct:description": dataset.description,
            "dct:identifier": dataset.stem, "dcat:keyword": list(dict.fromkeys(("政务公开", *dataset.keywords))), "dct:publisher": agent(view, dataset.publisher) or publisher,
            "dcat:contactPoint": contact(county), "dct:modified": dated(dataset.modified),
            "dct:accrualPeriodicity": {"@id": f"{AUTHORITY}frequency/{dataset.frequency}", "@type": "dct:Frequency"},
            "dct:accessRights": {"@id": f"{AUTHORITY}access-right/PUBLIC", "@type": "dct:RightsStatement"},
            "dcat:theme": {"@id": view.public(theme.address), "@type": "skos:Concept", "skos:prefLabel": theme.name} if theme else None,
            "dcat:landingPage": {"@id": view.public(dataset.page), "@type": "foaf:Document"}, **common,
            "dcat:distribution": [distribution(dataset, ending) for ending in dataset.endings]})
    head = pruned({
        "@context": CONTEXT, "@id": view.public(CATALOG), "@type": "dcat:Catalog", "dct:title": f"{view.topic}开放数据",
        "dct:description": f"{view.topic}专题的全部数据，与网页同源，截至 {county.as_of}。", "dct:publisher": publisher, "dct:modified": dated(county.as_of), "dct:license": licence,
        "foaf:homepage": {"@id": view.public(PAGE), "@type": "foaf:Document"}, **common})
    lines = ",\n".join(json.dumps(described(dataset), ensure_ascii=False) for dataset in datasets(county))  # a dataset a line: a change of one is a change of one line
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "dcat:dataset": [\n{lines}\n]}}\n'.encode()


def schema_of(dataset: Dataset) -> str:
    return next(iter(templates((dataset,))))


def licence_of(county: County) -> dict[str, Any] | None:
    licence = county.data_licence
    return licence and {"@id": licence.link, "@type": "dct:LicenseDocument", "dct:title": licence.name}


def agent(view: View, record: Record | None) -> dict[str, Any] | None:
    return record and {"@id": view.public(record.address), "@type": "foaf:Agent", "foaf:name": record.name}


def contact(county: County) -> dict[str, Any] | None:
    """Whom to ask: the office in charge, as far as county.yml says."""
    office = county.office
    if not office or not (office.name or office.phone or office.email):
        return None
    return pruned({"@type": ["vcard:Kind", "vcard:Organization"], "vcard:fn": office.name or county.name, "vcard:hasTelephone": office.phone and {"@id": f"tel:{office.phone}"},
                   "vcard:hasEmail": office.email and {"@id": f"mailto:{office.email}"}})


def dated(day: str) -> dict[str, str]:
    """A day, or a month where the day is not known."""
    return {"@value": day, "@type": "xsd:date" if len(day) == 10 else "xsd:gYearMonth"}


def pruned(thing: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in thing.items() if value not in (None, "", [])}
