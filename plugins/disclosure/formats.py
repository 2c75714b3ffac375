"""What the editors' handbook says of fields, written from the declarations: docs/registers.md whole, the tables of docs/format.md.

`python build.py test --bless tests/schema` writes both anew.
"""
import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from disclosure.model import fields as k
from disclosure.model.collection import Collection
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.register import Register

PAGE = Path(__file__).resolve().parents[2] / "docs" / "registers.md"
FORMAT = PAGE.with_name("format.md")
MARKED = re.compile(r"(?m)^<!-- 字段：(?P<record>\w+)(?: 之外(?P<base>\w+))?(?: 另表(?P<apart>[^ >]+))? -->\n\n?(?P<table>(?:\|.*\n)*)")
"""Where docs/format.md has the fields of a record: all, those that its base has not, or those that another table has not."""
HEAD = """# 台账格式

这一页由程序里的字段声明生成，写明每一种台账怎么写。怎样写一行、列表、日期和正文，与[目录格式](format.md)相同。

台账（工作任务、办事指南、意见征集……）一种也不写，网站就和以前一样；写了一种，网站上就有它的列表页、每一条的页面、筛选、检索、下载，
并列在它提到的领域、乡镇、村居、政策、单位和事项的页面上。`python build.py new 台账名 代号` 写出一份可以照着改的样子。

"""
COMMON_HEAD = "## 各种台账都可以写的字段\n\n下面各种台账除了自己的字段，都可以写这些，都不是必填（某一种另有说明的除外）。\n\n"
TABLE = "| 字段 | 必填 | 写什么 | 例 |\n| --- | --- | --- | --- |\n"


def page() -> str:
    """The whole page, as Markdown."""
    registers = [c for c in COLLECTIONS.values() if c.shelf]
    contents = " ·\n".join(f"[{heading(c)}](#{anchor(heading(c))})" for c in registers)
    parts = [HEAD, contents, "\n\n", COMMON_HEAD, table(k.Record, Register)]
    parts += [section(c) for c in registers]
    return "".join([*parts, glossary(registers)])


def format_page(text: str, templates: Iterable[type[k.Record]] = ()) -> str:
    """docs/format.md with its tables of fields as they are declared; the text round them is by hand.  `templates`: beside those of a county."""
    known = {template.__name__: template for template in (*records(), *templates)}
    told = {known[found["record"]] for found in MARKED.finditer(text)}

    def written(found: re.Match[str]) -> str:
        template, base = known[found["record"]], known[found["base"]] if found["base"] else k.Record
        apart = (found["apart"] or "").split("、")
        mark, end = found[0].partition("\n")[0], "" if found["table"] else "\n"  # a table may have to be made yet
        return f"{mark}\n\n{table(base, template, apart, told)}{end}"
    return MARKED.sub(written, text)


def records() -> Iterator[type[k.Record]]:
    """Every record that a county's files have but those of registers, each once."""
    seen: list[type[k.Record]] = []
    todo = [County, *(c.template for c in COLLECTIONS.values() if not c.shelf)]
    while todo:
        template = todo.pop()
        if template not in seen:
            seen.append(template)
            todo += [f.kind.template for f in template.fields.values() if isinstance(f.kind, k.Nested | k.Matters | k.Defaults)]
    return iter(seen)


def heading(collection: Collection) -> str:
    return f"{collection.path} {collection.noun}"


def anchor(text: str) -> str:
    """As code hosts make one of a heading."""
    return "".join(c for c in text.lower().replace(" ", "-") if c.isalnum() or c in "-_")


def section(collection: Collection) -> str:
    shelf = collection.shelf
    where = "全县一个文件，左边是每一条的代号（全是数字的加引号）。" if collection.single_file else "一条一个文件，文件名就是代号。"
    rows = "每一条是列表里的一行，没有自己的页面。" if shelf.rows else ""
    fresh = f"超过 {shelf.fresh.days} 天没有更新会提示（依据：{shelf.fresh.basis}）。" if shelf.fresh else ""
    return f"\n## {heading(collection)}\n\n{shelf.lead}{where}{rows}{fresh}\n\n{table(Register, collection.template)}" + "".join(
        f"\n“{f.key}”里写：\n\n{table(k.Record, template)}" for f, template in nested(collection.template))


def nested(template: type[k.Record], shared: bool = False) -> Iterator[tuple[k.Field, type[k.Record]]]:
    """The records that are written inside one, each once, and those inside these."""
    for code, f in template.fields.items():
        if isinstance(f.kind, k.Nested) and (shared or Register.fields.get(code) is not f):
            yield f, f.kind.template
            yield from nested(f.kind.template, True)


def table(base: type[k.Record], template: type[k.Record], apart: Iterable[str] = (), told: Container[type[k.Record]] | None = None) -> str:
    """The fields of a record that are not those of `base`, nor told of `apart`; with those of the records in them but for `told`, which have a table."""
    return TABLE + "".join(f"| {f.key} | {'是' if f.required else ''} | {cell(f)}{within(f, told)} | {shown(f.example)} |\n"
                           for code, f in template.fields.items() if base.fields.get(code) is not f and f.key not in apart)


def within(f: k.Field, told: Container[type[k.Record]] | None) -> str:
    """The fields of the record that a field is, where no table has them."""
    if told is None or not isinstance(f.kind, k.Nested) or f.kind.template in told:
        return ""
    inner = "、".join(f"`{one.key}`{'（必填）' if one.required else ''}" for one in f.kind.template.fields.values())
    return f"里面写 {inner}。"


def shown(example: str) -> str:
    """An example as it is typed; what takes lines stands in the text."""
    if "\n" in example.strip():
        return "见下"
    return f"`{example.strip().replace('|', chr(92) + '|')}`" if example.strip() else ""


def cell(f: k.Field) -> str:
    options = getattr(f.kind, "options", ())
    words = f"只能写：{'、'.join(f'`{option}`' for option in options)}。" if options else ""
    return (f.about + words).replace("|", "\\|")


def glossary(registers: list[Collection]) -> str:
    """Which name the code has for every key."""
    seen: dict[str, type[k.Record]] = {"台账共有": Register}
    for collection in registers:
        seen[collection.noun] = collection.template
        for f, template in nested(collection.template):
            if template not in seen.values():
                seen[f"{collection.noun}的{f.key}"] = template
    rows = []
    for name, template in seen.items():
        base = Register if template is not Register and issubclass(template, Register) else k.Record
        fields = " · ".join(f"{f.key} `{code}`" for code, f in template.fields.items() if base.fields.get(code) is not f)
        rows.append(f"| {name} | `{template.__name__}` | {fields} |\n")
    return ("\n## 台账的字段与代码名\n\n给程序员和用 JSON 的人：左边是台账里写的字，右边是程序里的名字。\n\n"
            "| 记录 | 代码名 | 字段（代码名） |\n| --- | --- | --- |\n" + "".join(rows))
