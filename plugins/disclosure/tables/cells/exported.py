"""Cells as `export` writes them (render/form.py), read back to the letter: of fields that only tables of `export --columns 全部` have, and of registers."""
import re
from collections.abc import Mapping
from typing import Any

from disclosure.model import fields as k
from disclosure.render.form import CONTINUED
from disclosure.tables.cells.reading import Reading
from disclosure.tables.cells.units import Units

KINDS = (k.Text, k.TextList, k.MarkdownText, k.Nested, k.MatterReference, k.CatalogueReference, k.Reference, k.Choice, k.ChoiceList)
"""Kinds of a register's fields that are read so; of others every writing means the same."""
Records = Mapping[str, Mapping[str, str]]


def read(kind: k.Kind, said: str, records: Records, units: Units) -> Reading:
    """The value of a cell; records that the county does not have stay as they are called, so that `check` points at them."""
    return Reading(value(kind, said, records, units) or None)


def value(kind: k.Kind, said: str, records: Records, units: Units) -> Any:
    if isinstance(kind, k.Nested):
        made = [record(kind.template, block, records, units) for block in re.split(r"\n\n(?=\S)", said)]
        return made if kind.many else made[0]
    if isinstance(kind, k.Reference):
        names = units.apart(said) if kind.to == "units" else entries(said)
        named = [(units.find(one) if kind.to == "units" else records.get(kind.to, {}).get(one)) or one for one in names]
        return named if kind.many else named[0]
    if isinstance(kind, k.CatalogueReference):
        return records.get("catalogues", {}).get(said, said)
    if isinstance(kind, k.MatterReference | k.ChoiceList):
        parts = [part for part in re.split(r"[、\n]", said) if part]
        return parts if isinstance(kind, k.ChoiceList) or kind.many else parts[0]
    if isinstance(kind, k.TextList):
        parts = entries(said)
        if len(parts) == 1 and kind.together and not parts[0].startswith("1."):
            return parts[0].split(kind.together)
        if all(part.startswith(f"{n}.") for n, part in enumerate(parts, 1)) and not kind.cited:
            parts = [re.sub(r"^ (?=\d)", "", part[len(f"{n}."):]) for n, part in enumerate(parts, 1)]
        return parts
    if isinstance(kind, k.Text) and kind.quoted:
        said = said.removeprefix("“").removesuffix("”")
    return said.replace(CONTINUED, "\n")


def record(template: type[k.Record], block: str, records: Records, units: Units) -> dict[str, Any]:
    """字段：值, a line each; what has several lines goes on in the next ones."""
    keys = {f.key: f for f in template.fields.values()}
    pairs: list[list[str]] = []
    for line in entries(block):
        key, mark, text = line.partition("：")
        if mark and key in keys and not any(key == had for had, _ in pairs):
            pairs.append([key, text])
        elif pairs:
            pairs[-1][1] += f"\n{line}"
    return {key: value(keys[key].kind, text, records, units) for key, text in pairs}


def entries(said: str) -> list[str]:
    """The lines, each with those that go on with it."""
    return [one.replace("\0", "\n") for one in said.replace(CONTINUED, "\0").split("\n")] if said else []
