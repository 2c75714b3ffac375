"""A catalogue file that does not exist yet, written from matters."""
from disclosure.model.catalogue import Catalogue
from disclosure.read.mended import written
from disclosure.tables.matters import Matter, Value


def numbered(matters: list[Matter]) -> list[str]:
    """group.n for every matter without a number of its own: groups by first level, in their order."""
    taken = {str(m.values["编号"]) for m in matters if "编号" in m.values}
    groups: dict[str, int] = {}
    counts: dict[int, int] = {}
    out = []
    for matter in matters:
        group = groups.setdefault(str(matter.values.get("一级事项", "")), len(groups) + 1)
        if "编号" in matter.values:
            out.append(str(matter.values["编号"]))
            continue
        while True:
            counts[group] = counts.get(group, 0) + 1
            number = f"{group}.{counts[group]}"
            if number not in taken:
                break
        taken.add(number)
        out.append(number)
    return out


def fresh(template: type[Catalogue], name: str, matters: list[Matter]) -> str:
    """The text of the file."""
    lines = [f"# yaml-language-server: $schema=../../.vscode/schemas/{template.folder}.json", f"{template.fields['name'].key}: {written(name)}", "事项:"]
    keys = [f.key for f in template.matter().fields.values()]
    for matter, number in zip(matters, numbered(matters), strict=True):
        values = {**matter.values, "编号": number}
        for position, key in enumerate(key for key in keys if key in values):
            lines.append(f"{'  - ' if not position else '    '}{key}: {dumped(values[key], key == '编号')}")
    return "\n".join(lines) + "\n"


def dumped(value: Value, quoted: bool = False) -> str:
    if isinstance(value, list):
        return dumped(value[0]) if len(value) == 1 and isinstance(value[0], str) else f"[{', '.join(dumped(v) if isinstance(v, dict) else written(v, True) for v in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {written(v, True)}" for k, v in value.items()) + "}"
    return f"'{value}'" if quoted else written(value)
