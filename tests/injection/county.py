"""A county of one record of each kind, made from the declarations: every field of every kind is there, and every text is what `text` says.

A field that is declared tomorrow is in it tomorrow.
"""
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS, County

GOLDEN = Path(__file__).parents[1] / "county"
IDS = {name: f"{name[0]}{name[1]}1" for name in COLLECTIONS}
"""The one record of each collection."""
KEPT = {"编号", "代号", "规则", "类型", "有效性", "公开属性", "层级", "年度", "上级", "失效日期", "公开评分", "目录状态", "正文文件", "乡镇领域", "离任日期"}
"""Keys whose value decides what is shown, or that are no free text: left out, or given below."""
WITHHELD = {"停用", "不予公开理由", "不解读理由"}
"""Keys of what is no longer shown, or not at all: only in a second matter, or policy."""

Text = Callable[[str], str]
"""Gives the text of a field by its way, e.g. units.phone; called once for each, always in the same order."""


def value(kind: k.Kind, way: str, field: k.Field, text: Text, markdown: Text) -> Any:
    """What stands in the YAML for a field of a kind."""
    match kind:
        case k.MarkdownText():
            return markdown(way)
        case k.Text():
            return json.loads(f'"{field.example.strip(chr(39) + chr(34))}"') if kind.pattern else text(way)
        case k.TextList():
            return [text(f"{way}.1"), text(f"{way}.2")]
        case k.Day():
            return "2026-05-01"
        case k.Number():
            return "18.1234" if kind.decimals[0] else "5"
        case k.Phone():
            return "0590-7000101"
        case k.MatterReference():
            return [f"{IDS['domains']}/1.1"] if kind.many else f"{IDS['domains']}/1.1"
        case k.CatalogueReference():
            return IDS["domains"]
        case k.Whole():
            return 5
        case k.Choice() | k.ChoiceList():
            return kind.options[0]
        case k.Channels():
            return [{"其他": text(way)}]
        case k.AudienceKind():
            return {"特定群体": text(way)}
        case k.Link() | k.Address():
            return "https://www.example.cn/a?b=1&c=2"
        case k.FilePath():
            return "images/tu.png" if field.key == "文件" and "pictures" in way else "biaozhun.csv"
        case k.Reference():
            return IDS[kind.to]
        case k.Pairs():
            return {text(f"{way}.1"): "https://www.example.cn/" if kind.links else text(f"{way}.2")}
        case k.Nested():
            made = record(kind.template, way, text, markdown)
            return [made] if kind.many else made
        case k.Matters():
            own = {"领域": IDS["domains"], "层级": "乡级"} if "townships" in way else {}
            return [record(kind.template, f"{way}.1", text, markdown) | {"编号": "1.1"} | own,
                    record(kind.template, f"{way}.2", text, markdown, True) | {"编号": "1.2", "公开属性": "不予公开"} | own]
    raise NotImplementedError(f"{way}: say here what stands for a {type(kind).__name__}")


def record(template: type[k.Record], way: str, text: Text, markdown: Text, withheld: bool = False) -> dict[str, Any]:
    given = {"年度": "2025", "代号": "a"}
    out: dict[str, Any] = {}
    for code, field in template.fields.items():
        if field.key in WITHHELD and not withheld:
            continue
        if field.key in KEPT:
            if field.required:
                out[field.key] = given.get(field.key) or (field.kind.options[0] if isinstance(field.kind, k.Choice | k.ChoiceList) else "1")
        elif isinstance(field.kind, k.Choice) and "图解" in field.kind.options:
            out[field.key] = "图解"
        elif not isinstance(field.kind, k.Defaults | k.Levels | k.Next) and field.key not in ("承接", "参照") and (template, field.key) != (County, "渠道"):
            out[field.key] = value(field.kind, f"{way}.{code}", field, text, markdown)
    return out


def flow(made: dict[str, Any]) -> dict[str, Any]:
    """Three steps in place of one, their lanes those that the flow names."""
    step, lanes = made["步骤"][0], made["单位"]
    return made | {"步骤": [{**step, "代号": "a", "单位": lanes[0]}, {**step, "代号": "b", "单位": lanes[1], "类型": "判断", "下一步": {step["说明"]: "a", step["文书"]: "c"}},
                          {"代号": "c", "名称": step["名称"], "单位": lanes[0]}]}


def write(folder: Path, text: Text, markdown: Text) -> Path:
    """Writes the county's files; JSON is YAML."""
    shutil.copytree(GOLDEN / "content", folder / "content")
    about = folder / "content" / "about.md"
    about.write_text(about.read_text(encoding="utf-8").replace("domains/shehui-jiuzhu", f"domains/{IDS['domains']}"), encoding="utf-8")
    catalogues = folder / "catalogues"
    catalogues.mkdir()

    def put(path: str, data: Any) -> None:
        (catalogues / path).parent.mkdir(exist_ok=True)
        (catalogues / path).write_text(json.dumps(data, ensure_ascii=True), encoding="ascii")
    put("county.yml", record(County, "county", text, markdown) | {"截至日期": "2026-06-30", "乡镇": [IDS["townships"]], "门户地址": "https://www.example.cn/zwgk/"})
    for collection in COLLECTIONS.values():
        made = record(collection.template, collection.name, text, markdown)
        if collection.single_file and not collection.only:
            made = {IDS[collection.name]: made}
        elif collection.name == "flows":
            made = flow(made)
        elif collection.name == "villages":
            made |= {"沿用标准": "否"}  # its numbers are those of the standard's matters
        elif collection.name == "policies":
            put("policies/po2.yml", record(collection.template, "withheld", text, markdown, True) | {"公开属性": "不予公开", "发布日期": "2026-05-02"})  # another day: their order is not that of their titles
        put(f"{collection.name}.yml" if collection.single_file else f"{collection.name}/{IDS[collection.name]}.yml", made)
    return folder
