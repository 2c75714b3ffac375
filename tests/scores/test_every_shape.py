"""Whatever is empty, missing or of another shape, in any field of any kind of record: findings and scores, in every
format, and no traceback."""
import copy
import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosure import reports
from disclosure.checking import EVERY, check_county
from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Defaults, Matters, Nested, Record
from disclosure.render.pages.scorecard import alone, data
from disclosure.scores import score

CASE = Path(__file__).parents[1] / "cases" / "every-key.yml"
"""A county in which every key stands."""
BOMB = "a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c]\n"
GONE = object()
SHAPES: dict[str, Any] = {"gone": GONE, "null": None, "blank": "", "spaces": "  ", "no entries": [], "no keys": {}, "a list of nothing": [None, ""], "a number": 7,
                          "text": "甲", "a list": ["甲", "乙"], "a list of lists": [["甲"], [[]]], "nested": {"甲": {"乙": ["丙", None]}}, "a list of records": [{"名称": ""}]}
Way = tuple[str | int, ...]


IDS = {"units": "minzheng", "interpreters": "zhang", "domains": "x", "townships": "dong", "villages": "cun", "policies": "p", "flows": "f"}
"""What references may say."""


def typed(f: k.Field) -> Any:
    """A value as the field's own example has it; what it refers to is there."""
    match f.kind:
        case k.Reference():
            return IDS.get(f.kind.to, "r1")
        case k.MatterReference():
            return "x/1.1"
        case k.CatalogueReference():
            return "x"
        case k.FilePath():
            return "a.txt"
        case k.Matters():
            return [register(f.kind.template)]
        case k.Defaults():
            return register(f.kind.template)
        case k.Nested():
            inside = register(f.kind.template)
            return [inside] if f.kind.many else inside
    return yaml.load(f.example, Loader=yaml.BaseLoader)


def register(template: type[k.Record]) -> dict[str, Any]:
    return {f.key: typed(f) for f in template.fields.values()}


@cache
def files() -> dict[str, Any]:
    """The catalogues as data, every value the text that was typed; registers (台账) are made from the examples that
    their fields declare.  Nobody changes them: `changed` copies."""
    made = yaml.load(CASE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["files"]
    made = {name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in made.items() if name.startswith("catalogues/")}
    domain, township, village = (made[f"catalogues/{name}"] for name in ("domains/x.yml", "townships/dong.yml", "villages/cun.yml"))
    matter, withheld = domain["事项"]
    whole = matter | {key: withheld[key] for key in ("不予公开理由", "停用")} | {"信息": [*matter["信息"], {"标题": "丁", "文件": "a.txt", "发布日期": "2026-01-03"}]}
    domain["默认"] = whole
    domain["事项"].append(whole | {"编号": "1.3"})
    reference, own = township["事项"]
    township["默认"] = {key: value for key, value in (whole | own | reference).items() if key != "参照"}
    for place, kept in ((township, {}), (village, village["事项"][0])):
        place["事项"].append(whole | own | kept | {"编号": "8"} | {key: reference[key] for key in ("参照", "差异说明")})
    for name, root in made.items():
        collection = COLLECTIONS.get(name.split("/")[1].removesuffix(".yml"))
        for f in collection.template.fields.values() if collection else ():
            if isinstance(f.kind, k.Matters):
                root[f.key].append(register(f.kind.template) | {"编号": "77"})
    made["catalogues/county.yml"] = {f.key: typed(f) for f in County.fields.values()} | made["catalogues/county.yml"]
    made["catalogues/policies/p.yml"]["惠企"]["指南"] = "r1"
    for collection in COLLECTIONS.values():
        name = f"catalogues/{collection.path}" if collection.single_file else f"catalogues/{collection.path}r1.yml"
        if collection.shelf and not any(there.startswith(f"catalogues/{collection.path}") for there in made):
            record = register(collection.template)
            made[name] = {"r1": record} if collection.single_file and not collection.only else record
    return made


def ways(template: type[Record], value: Any, way: Way) -> Iterator[tuple[type[Record], str, Way]]:
    """Every declared field that stands in a record, and in those within it."""
    for code, f in template.fields.items():
        if f.key not in value:
            continue
        here = (*way, f.key)
        yield template, code, here
        if isinstance(f.kind, Nested | Matters | Defaults):
            inside = value[f.key]
            for n, part in enumerate(inside) if isinstance(inside, list) else [(None, inside)]:
                if isinstance(part, dict):
                    yield from ways(f.kind.template, part, here if n is None else (*here, n))


def fields() -> list[tuple[type[Record], str, str, Way]]:
    found = []
    for name, root in files().items():
        path = name.removeprefix("catalogues/").removesuffix(".yml")
        if path == "county":
            found += [(t, code, name, way) for t, code, way in ways(County, root, ())]
        elif (collection := COLLECTIONS[path.partition("/")[0]]).single_file and not collection.only:
            found += [(t, code, name, way) for id, part in root.items() for t, code, way in ways(collection.template, part, (id,))]
        else:
            found += [(t, code, name, way) for t, code, way in ways(collection.template, root, ())]
    return found


def templates(template: type[Record], seen: dict[type[Record], None]) -> dict[type[Record], None]:
    if template not in seen:
        seen[template] = None
        for f in template.fields.values():
            if isinstance(f.kind, Nested | Matters | Defaults):
                templates(f.kind.template, seen)
    return seen


FIELDS = fields()


def changed(root: Any, way: Way, shape: Any) -> Any:
    root = copy.deepcopy(root)
    at = root
    for step in way[:-1]:
        at = at[step]
    if shape is GONE:
        del at[way[-1]]
    else:
        at[way[-1]] = shape
    return root


@cache
def texts() -> dict[str, str]:
    """The files of the county by their names."""
    made = yaml.load(CASE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["files"]
    # a register is there where it is the one that is tried: dozens of them would only cost time
    return made | {name: json.dumps(root, ensure_ascii=False) for name, root in files().items() if name in made}


@pytest.fixture
def county(tmp_path: Path) -> Path:
    for name, text in texts().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in files():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    return tmp_path


def check(county: Path, page: bool = True) -> None:
    """`check` in every format; the scores, and their `page`, which a county that is refused has too."""
    checked = check_county(county)
    found, scores = checked.findings, score(checked)
    assert all(f.message and f.place.file for f in found)
    assert all(0 <= p.got <= p.total for p in scores.parts.values()), scores.rows
    for text in (reports.as_text(found), reports.as_json(found, scores), reports.as_sarif(found, EVERY.values()), reports.as_github(found), reports.as_gitlab(found)):
        assert isinstance(text, str)
    if page and checked.county is not None:
        assert alone(checked.county, scores, "", "") and data(scores)


def test_every_field_of_every_kind_is_tried() -> None:
    every: dict[type[Record], None] = {}
    for template in (County, *(c.template for c in COLLECTIONS.values())):
        templates(template, every)
    tried = {(t, code) for t, code, _, _ in FIELDS}
    assert {(t.__name__, code) for t in every for code in t.fields} - {(t.__name__, code) for t, code in tried} == set()


@pytest.mark.parametrize(("template", "code"), dict.fromkeys((t, code) for t, code, _, _ in FIELDS), ids=lambda x: x if isinstance(x, str) else x.__name__)
def test_a_field(template: type[Record], code: str, county: Path, soak: bool) -> None:
    places = [(name, way) for t, c, name, way in FIELDS if (t, c) == (template, code)]
    shapes = list(SHAPES)
    turn = FIELDS.index((template, code, *places[0]))
    chosen = shapes if soak else ["gone", shapes[1 + turn % (len(shapes) - 1)]]
    for name, way in places if soak else places[:1]:
        for shape in chosen:
            (county / name).write_text(json.dumps(changed(files()[name], way, SHAPES[shape]), ensure_ascii=False), encoding="utf-8")
            try:
                check(county, page=shape == chosen[0])
            except Exception as error:
                error.add_note(f"{name}: {'.'.join(map(str, way))} is {shape}")
                raise


@pytest.mark.parametrize("name", files())
@pytest.mark.parametrize("text", ["", "\n", BOMB, "甲", "- 甲\n", "{}", "甲: 乙\n", "? [甲]\n: 乙\n"], ids=["empty", "blank", "bomb", "text", "list", "no keys", "unknown", "odd"])
def test_a_whole_file(name: str, text: str, county: Path) -> None:
    (county / name).write_text(text, encoding="utf-8")
    check(county)


def test_a_file_is_gone(county: Path) -> None:
    for name in filter(lambda name: (county / name).exists(), files()):
        kept = (county / name).read_bytes()
        (county / name).unlink()
        check(county)
        (county / name).write_bytes(kept)
    shutil.rmtree(county / "catalogues")
    check(county)
