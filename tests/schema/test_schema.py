"""What editors' programs are told: every field explains itself, and no schema objects to what the reader accepts."""
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from built import ROOT, run
from jsonschema import Draft7Validator

from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Field, Record
from disclosure.reports import as_github
from disclosure.schema import FINDING, WRITERS, associations, settings

SCHEMAS = ROOT / ".vscode" / "schemas"
COUNTIES = (ROOT, ROOT / "tests" / "county", ROOT / "tests" / "rules" / "base", ROOT / "tests" / "cases" / "base")


class Loader(yaml.SafeLoader):
    """YAML as VS Code reads it (1.2): 2.1 is a number, 2026-03-05 and 8:00 are text; and as older programs do, for which no is false."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in ways if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:value")] for first, ways in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def load(text: str) -> object:
    return yaml.load(text, Loader)


def records() -> Iterator[type[Record]]:
    """Every record class in the collections, at whatever depth."""
    todo, seen = [County, *(c.template for c in COLLECTIONS.values())], set()
    while todo:
        template = todo.pop()
        if template not in seen:
            seen.add(template)
            yield template
            todo += [f.kind.template for f in template.fields.values() if hasattr(f.kind, "template")]


FIELDS = [pytest.param(f, id=f"{r.__name__}.{code}") for r in sorted(records(), key=lambda r: r.__name__) for code, f in r.fields.items()]


def schema(name: str) -> dict:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


def complaints(name: str, text: str) -> list[str]:
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in Draft7Validator(schema(name)).iter_errors(load(text))]


@pytest.mark.parametrize("f", FIELDS)
def test_every_field_says_what_to_write_and_gives_an_example(f: Field) -> None:
    assert f.about.endswith("。") and f.about.count("。") == 1, "one sentence"
    assert f.example
    value = load(f"{f.key}: {f.example}")
    assert list(value) == [f.key] and value[f.key] is not None, "the example is YAML as typed after the key"


@pytest.mark.parametrize("name", ["county", *COLLECTIONS])
def test_examples_obey_the_schema(name: str) -> None:
    whole = schema(name)
    tried = 0
    for record in [whole, *whole["definitions"].values()]:
        for key, field in record.get("properties", {}).items():
            for example in field["examples"]:
                told = [e.message for e in Draft7Validator({**field, "definitions": whole["definitions"]}).iter_errors(example)]
                assert not told, f"{key}: {example}: {told}"
                tried += 1
    assert tried > 5


@pytest.mark.parametrize("name", ["county", *COLLECTIONS])
def test_they_are_draft_07_with_titles_and_descriptions(name: str) -> None:
    whole = schema(name)
    Draft7Validator.check_schema(whole)
    for record in [whole, *whole["definitions"].values()]:
        for key, field in record.get("properties", {}).items():
            assert field["title"] and field["description"], key


def test_the_committed_files_are_up_to_date(tmp_path: Path, bless: bool) -> None:
    """They are committed so that a folder opened in VS Code needs nothing run; `--bless` writes them anew."""
    out = SCHEMAS if bless else tmp_path
    done = run("schema", "--out", out)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {p.name: p.read_bytes() for p in out.iterdir()} == {p.name: p.read_bytes() for p in SCHEMAS.iterdir()}
    for name, text in settings().items():
        if bless:
            (ROOT / ".vscode" / name).write_text(text, encoding="utf-8", newline="\n")
        assert (ROOT / ".vscode" / name).read_text(encoding="utf-8") == text


def test_another_county_gets_settings_that_are_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "catalogues").mkdir()
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode" / "settings.json").write_text("{}", encoding="utf-8")
    assert run("schema", "--site", tmp_path).returncode == 0
    assert (tmp_path / ".vscode" / "settings.json").read_text(encoding="utf-8") == "{}"
    assert {"extensions.json", "tasks.json", "schemas"} < {p.name for p in (tmp_path / ".vscode").iterdir()}
    for schema_file in associations():
        assert (tmp_path / schema_file).is_file()


def all_files() -> Iterator:
    for county in COUNTIES:
        for file, pattern in associations().items():
            for path in sorted(county.glob(pattern)):
                yield pytest.param(Path(file).name.split(".")[0], path, id=path.relative_to(ROOT).as_posix())


@pytest.mark.parametrize(("name", "path"), list(all_files()))
def test_no_schema_objects_to_a_county_without_errors(name: str, path: Path) -> None:
    assert complaints(name, path.read_text(encoding="utf-8")) == []


CASES = sorted((ROOT / "tests" / "cases").glob("*.yml"))


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.stem)
def test_no_schema_objects_to_what_the_reader_accepts(case: Path) -> None:
    """The reader's own cases, without the files in which it finds an error of text or value (C1, C2)."""
    data = yaml.safe_load(case.read_text(encoding="utf-8"))
    places = {Path(pattern).parent if "*" in pattern else Path(pattern): Path(file).name.split(".")[0] for file, pattern in associations().items()}
    for name, text in data.get("files", {}).items():
        path = Path(name)
        schema_name = places.get(path) or places.get(path.parent)
        faulty = any(found.startswith(f"{name}:") and re.search(r" error C[12]", found) for found in data.get("findings", ()))
        if schema_name and not faulty and isinstance(text, str) and re.fullmatch(r"[a-z0-9][a-z0-9-]*\.yml", path.name):
            assert complaints(schema_name, text) == []


MATTER = "领域: 甲\n牵头单位: u\n事项:\n  - 编号: 2.1\n    "
GOOD = {
    "number typed plainly": ("domains", MATTER + "名称: 事"),
    "one value for a list": ("domains", MATTER + "方式: 主动公开\n    主体: u"),
    "an empty value": ("domains", MATTER + "公开属性:\n    过程:\n    时限:\n    信息:"),
    "an empty entry": ("domains", MATTER + "内容:\n      - 甲\n      -"),
    "one matter, not a list": ("domains", "领域: 甲\n牵头单位: u\n事项: {编号: 1, 名称: 事}"),
    "another channel": ("domains", MATTER + "渠道: [公示栏, {其他: 办税服务厅}]"),
    "groups": ("domains", MATTER + "对象: {特定群体: [低保对象, 学生]}"),
    "number from the matter referred to": ("townships", "乡镇: 甲\n类型: 镇\n单位: u\n事项: [{参照: a/1}]"),
    "off as older programs read it": ("county", "名称: 甲\n截至日期: 2026-11-20\n规则: {C555: off}"),
    "a month": ("county", "名称: 甲\n截至日期: 2026-11"),
    "a code with zeros": ("county", "名称: 甲\n截至日期: 2026-11-20\n行政区划代码: 359900"),
    "a point that is one line": ("policies", "标题: 甲\n发文机关: u\n起草单位: u\n成文日期: 2026-03-02\n发布日期: 2026-03-02\n解读:\n  - {标题: 乙, 形式: 图解, "
                                             "解读机构: u, 解读人: w, 日期: 2026-03-02, 要点: [一句话, {标题: 到, 数值: 815}]}"),
    "ways on": ("flows", "标题: 甲\n步骤:\n  - {代号: 1, 名称: 问, 类型: 判断, 单位: u, 下一步: {是: a, 否: 2}}\n  - {代号: 2, 名称: 办, 单位: u, 下一步: [a, b]}"),
}
BAD = {
    "unknown key": ("domains", MATTER + "时现: 及时"),
    "no number": ("domains", "领域: 甲\n牵头单位: u\n事项: [{名称: 事}]"),
    "neither number nor reference": ("townships", "乡镇: 甲\n类型: 镇\n单位: u\n事项: [{名称: 事}]"),
    "no kind of matter": ("villages", "村居: 甲\n类型: 村\n乡镇: u\n事项: [{编号: 1, 频次: 每月}]"),
    "required": ("units", "u: {电话: 0590-7000100}"),
    "required but empty": ("units", "u: {名称: }"),
    "wrong word": ("domains", MATTER + "方式: 主动"),
    "wrong word in a list": ("domains", MATTER + "过程: [决策, 公开]"),
    "wrong date": ("county", "名称: 甲\n截至日期: 2026年11月20日"),
    "a month that is none": ("county", "名称: 甲\n截至日期: 2026-13-01"),
    "not an address": ("county", "名称: 甲\n截至日期: 2026-11-20\n门户地址: www.shili.example"),
    "not a number": ("county", "名称: 甲\n截至日期: 2026-11-20\n更新天数: 90天"),
    "nothing": ("county", "名称: 甲\n截至日期: 2026-11-20\n更新天数: 0"),
    "a list where text belongs": ("county", "名称: [甲]\n截至日期: 2026-11-20"),
    "text where fields belong": ("domains", MATTER + "停用: 依据已废止"),
    "neither link nor file": ("domains", MATTER + "信息: [{标题: 甲, 发布日期: 2026-11-04}]"),
    "id": ("units", "民政局: {名称: 甲}"),
    "rule": ("county", "名称: 甲\n截至日期: 2026-11-20\n规则: {C555: 关}"),
    "both audiences": ("domains", MATTER + "对象: {特定群体: 学生, 全社会: 是}"),
}


@pytest.mark.parametrize(("name", "text"), GOOD.values(), ids=GOOD)
def test_accepted(name: str, text: str) -> None:
    assert complaints(name, text) == []


@pytest.mark.parametrize(("name", "text"), BAD.values(), ids=BAD)
def test_refused(name: str, text: str) -> None:
    assert complaints(name, text)


def test_every_kind_of_value_has_a_schema() -> None:
    used = {type(f.kind) for r in records() for f in r.fields.values()}
    assert used <= WRITERS.keys()


def test_the_task_reads_findings() -> None:
    done = run("check", "--site", ROOT / "tests" / "county", "--format", "github")
    assert done.stdout and all(re.match(FINDING, line) for line in done.stdout.splitlines())
    assert as_github([]) == ""


@pytest.mark.parametrize("path", sorted((ROOT / "catalogues").rglob("*.yml")), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_file_opened_alone_finds_its_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    first = text.partition("\n")[0]
    assert first.startswith("# yaml-language-server: $schema="), "the comment that editors' programs look for"
    target = (path.parent / first.partition("=")[2]).resolve()
    assert target.parent == SCHEMAS and target.name == f"{path.stem if path.parent.name == 'catalogues' else path.parent.name}.schema.json"
    assert [e.message for e in Draft7Validator(json.loads(target.read_text(encoding="utf-8"))).iter_errors(load(text))] == []
