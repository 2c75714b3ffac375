"""Open data: every JSON file keeps its schema, and the catalogue keeps the rules that validators of DCAT-AP hold against one."""
import csv
import io
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from built import GOLDEN, build
from jsonschema import Draft7Validator
from outputs import ROOT, typed

from disclosure.deliver.fault import Refused
from disclosure.exports.formats import FORMATS
from disclosure.exports.wanted import Wanted
from disclosure.model.county import County
from disclosure.read.county import read_county
from disclosure.render.kiosk import shown
from disclosure.render.open_data import CATALOG, datasets, open_data, schema_of, schema_path
from disclosure.render.output import Output
from disclosure.render.view import View
from disclosure.site import contents

ONE, ANY = 1, None
RULES: dict[str, dict[str, tuple[int, int | None, str]]] = {
    "dcat:Catalog": {"dct:title": (1, ANY, "literal"), "dct:description": (1, ANY, "literal"), "dct:publisher": (1, ONE, "foaf:Agent"), "dcat:dataset": (1, ANY, "dcat:Dataset"),
                     "dct:language": (0, ANY, "dct:LinguisticSystem"), "dct:license": (0, ONE, "dct:LicenseDocument"), "dct:spatial": (0, ANY, "dct:Location"),
                     "dct:modified": (0, ONE, "date"), "foaf:homepage": (0, ONE, "foaf:Document")},
    "dcat:Dataset": {"dct:title": (1, ANY, "literal"), "dct:description": (1, ANY, "literal"), "dct:identifier": (0, ANY, "literal"), "dcat:keyword": (0, ANY, "literal"),
                     "dcat:contactPoint": (0, ANY, "vcard:Kind"), "dcat:distribution": (0, ANY, "dcat:Distribution"), "dct:publisher": (0, ONE, "foaf:Agent"),
                     "dct:spatial": (0, ANY, "dct:Location"), "dcat:theme": (0, ANY, "skos:Concept"), "dct:accessRights": (0, ONE, "dct:RightsStatement"),
                     "dct:accrualPeriodicity": (0, ONE, "dct:Frequency"), "dct:language": (0, ANY, "dct:LinguisticSystem"), "dct:modified": (0, ONE, "date"),
                     "dcat:landingPage": (0, ANY, "foaf:Document")},
    "dcat:Distribution": {"dcat:accessURL": (1, ANY, "iri"), "dcat:downloadURL": (0, ANY, "iri"), "dct:title": (0, ANY, "literal"), "dct:description": (0, ANY, "literal"),
                          "dcat:mediaType": (0, ONE, "dct:MediaType"), "dct:format": (0, ONE, "dct:MediaTypeOrExtent"), "dcat:byteSize": (0, ONE, "xsd:decimal"),
                          "dct:license": (0, ONE, "dct:LicenseDocument"), "dct:modified": (0, ONE, "date"), "dct:conformsTo": (0, ANY, "dct:Standard")},
    "foaf:Agent": {"foaf:name": (1, ANY, "literal")}, "skos:Concept": {"skos:prefLabel": (1, ANY, "literal")},
}
"""Class → property → (fewest, most, what its values are), from the published shapes of DCAT-AP 2.1.1 and 3.0."""


@pytest.fixture(scope="module")
def counties(tmp_path_factory: pytest.TempPathFactory) -> dict[str, County]:
    return {"example": read_county(ROOT).county, "miniature": read_county(GOLDEN).county, "typed": typed(tmp_path_factory.mktemp("open"))}


def nodes(value: Any) -> list[dict[str, Any]]:
    """Every node of a JSON-LD document that is more than a reference."""
    found = []
    if isinstance(value, dict):
        if "@type" in value and "@value" not in value:
            found.append(value)
        for inner in value.values():
            found += nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            found += nodes(inner)
    return found


def many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def fits(value: Any, what: str) -> bool:
    if what == "literal":
        return isinstance(value, str) and bool(value.strip())
    if what == "iri":
        return isinstance(value, dict) and set(value) == {"@id"} and value["@id"].startswith("https://")
    if what == "date":
        return value["@type"] in ("xsd:date", "xsd:gYearMonth") and re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", value["@value"]) and (len(value["@value"]) == 10) == (value["@type"] == "xsd:date")
    if what == "xsd:decimal":
        return value["@type"] == what and value["@value"].isdecimal()
    return what in many(value["@type"])


def faults(document: dict[str, Any]) -> list[str]:
    told = []
    for node in nodes(document):
        for kind in many(node["@type"]):
            for name, (fewest, most, what) in RULES.get(kind, {}).items():
                values = many(node.get(name))
                if not fewest <= len(values) <= (len(values) if most is None else most):
                    told.append(f"{node.get('@id')}: {len(values)} × {name}")
                told += [f"{node.get('@id')}: {name} is {value!r}, no {what}" for value in values if not fits(value, what)]
            prefixes = {key.partition(":")[0] for key in node if not key.startswith("@")} | {one.partition(":")[0] for one in many(node["@type"])}
            told += [f"{prefix} is no prefix" for prefix in prefixes - document["@context"].keys()]
    return told


@pytest.mark.parametrize("name", ["example", "miniature", "typed"])
def test_the_catalogue_keeps_the_published_rules(name: str, counties: dict[str, County]) -> None:
    county = counties[name]
    [(path, data)] = [(made.path, made.data) for made in FORMATS["dcat"].files(Wanted(county, tuple(county.catalogues)))]
    document = json.loads(data)
    assert path == "catalogue.jsonld" and faults(document) == []
    kinds = defaultdict(set)
    for node in nodes(document):
        if "@id" in node:
            kinds[node["@id"]] |= {json.dumps(node, sort_keys=True)} if "dcat:Distribution" in many(node["@type"]) else set()
    assert all(len(said) <= 1 for said in kinds.values()), "nothing is said twice of one file"
    identifiers = [dataset["dct:identifier"] for dataset in document["dcat:dataset"]]
    assert len(set(identifiers)) == len(identifiers)
    assert {owner.address.removesuffix(".html") for owner in county.catalogues if any(not i.retired for i in owner.items)} <= set(identifiers)
    assert {collection.name for collection, _ in county.registers} <= set(identifiers)


def test_the_rules_would_speak() -> None:
    """What the test above finds nothing wrong with is not simply everything."""
    document = {"@context": {"dcat": "", "dct": ""}, "@id": "a", "@type": "dcat:Catalog", "dct:title": "甲", "dct:publisher": {"@type": "foaf:Agent"}, "dct:modified": {"@value": "2026", "@type": "xsd:date"},
                "dcat:dataset": [{"@type": "dcat:Dataset", "dct:title": "乙", "dct:description": "丙", "dcat:distribution": {"@type": "dcat:Distribution", "dcat:byteSize": {"@value": "1 kB", "@type": "xsd:decimal"}}}]}
    told = " ".join(faults(document))
    for said in ("dct:description", "foaf:name", "dct:modified", "accessURL", "byteSize", "foaf is no prefix"):
        assert said in told


@pytest.mark.parametrize("name", ["example", "miniature", "typed"])
def test_every_json_file_keeps_its_schema(name: str, counties: dict[str, County]) -> None:
    county = counties[name]
    made = {one.path: one for one in contents(View(county, {}), (), bytes, None) if isinstance(one, Output) and not one.file}
    for dataset in datasets(county):
        schema = json.loads(made[schema_path(schema_of(dataset))].data)
        Draft7Validator.check_schema(schema)
        document = json.loads(made[f"{dataset.stem}.json"].data)
        assert [error.message[:200] for error in Draft7Validator(schema).iter_errors(document)][:3] == [], dataset.stem
        assert len(document.get("事项", document.get("记录"))) == dataset.count
        assert all(f"{dataset.stem}.{ending}" in made for ending in dataset.endings)
    assert {path for path in made if path.endswith(".json") and not path.startswith("data/")} == {f"{dataset.stem}.json" for dataset in datasets(county)}, "every file is told of"


def test_what_is_withheld_is_no_data(counties: dict[str, County]) -> None:
    for county in counties.values():
        files = {one.path: one.data.decode() for one in open_data(View(county, {})) if isinstance(one, Output)}
        for policy in county.policies.values():
            assert (f'"代号":"{policy.id}"' in files["policies.json"]) == (policy.attribute != "不予公开")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(GOLDEN, tmp_path_factory.mktemp("site") / "site")


def test_sizes_and_addresses_are_those_of_the_site(site: Path) -> None:
    base = read_county(GOLDEN).county.portal_url
    document = json.loads((site / CATALOG).read_text(encoding="utf-8"))
    distributions = [one for dataset in document["dcat:dataset"] for one in dataset["dcat:distribution"]]
    assert len(distributions) > 10
    for one in distributions:
        file = site / one["dcat:downloadURL"]["@id"].removeprefix(base)
        assert file.stat().st_size == int(one["dcat:byteSize"]["@value"])
        assert (site / one["dcat:accessURL"]["@id"].removeprefix(base)).is_file()
    for standard in {one["dct:conformsTo"]["@id"] for one in distributions if "dct:conformsTo" in one}:
        assert json.loads((site / standard.removeprefix(base)).read_text(encoding="utf-8"))["$id"] == standard


def test_without_an_address_there_is_no_catalogue(counties: dict[str, County], monkeypatch: pytest.MonkeyPatch) -> None:
    county = counties["miniature"]
    monkeypatch.setitem(county.__dict__, "portal_url", None)
    with pytest.raises(Refused, match="门户地址"):
        list(FORMATS["dcat"].files(Wanted(county, tuple(county.catalogues))))


@pytest.mark.parametrize("path", ["domains/a.xlsx", "catalogue.csv", "a.json", CATALOG])
def test_a_kiosk_carries_no_data(path: str) -> None:
    assert not shown(path)


def test_the_list_for_the_portal_names_everything_disclosed(counties: dict[str, County]) -> None:
    county = counties["example"]
    [made] = FORMATS["cms"].files(Wanted(county, tuple(county.catalogues)))
    rows = list(csv.DictReader(io.StringIO(made.data.decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == ["索引号", "名称", "内容概述", "生成日期", "发布机构", "链接"]
    assert {record.title for owner in county.catalogues for item in owner.items if not item.retired for record in item.records} <= {row["名称"] for row in rows}
    assert all(row["名称"] and row["生成日期"] and row["发布机构"] and row["链接"].startswith("https://") for row in rows)
    numbers = [row["索引号"] for row in rows if row["索引号"]]
    assert len(numbers) == len(set(numbers)) and set(numbers) == {policy.index_number for policy in county.policies.values() if policy.index_number}
