"""Cells as `export` writes them (render/form.py), read back to the letter: of fields that only tables of `export --columns 全部` have."""
import re
from collections.abc import Mapping
from typing import Any

from disclosure.model import fields as k
from disclosure.render.form import CONTINUED
from disclosure.tables.cells.reading import Reading


def read(kind: k.Kind, said: str, records: Mapping[str, Mapping[str, str]]) -> Reading:
    """The value of a cell; records that the county does not have stay as they are called, so that `check` points at them."""
    return Reading(value(kind, said, records) or None)


def value(kind: k.Kind, said: str, records: Mapping[str, Mapping[str, str]]) -> Any:
    if isinstance(kind, k.Nested):
        made = [record(kind.template, block, records) for block in re.split(r"\n\n(?=\S)", said)]
        return made if kind.many else made[0]
    if isinstance(kind, k.Reference):
        named = [records.get(kind.to, {}).get(one, one) for one in entries(said)]
        return named if kind.many else named[0]
    if isinstance(kind, k.TextList):
        parts = entries(said)
        if len(parts) == 1 and kind.together and not parts[0].startswith("1."):
            return parts[0].split(kind.together)
        if all(part.startswith(f"{n}.") for n, part in enumerate(parts, 1)) and not kind.cited:
            parts = [re.sub(r"^ (?=\d)", "", part[len(f"{n}."):]) for n, part in enumerate(parts, 1)]
        return parts
    return said.replace(CONTINUED, "\n")


def record(template: type[k.Record], block: str, records: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """字段：值, a line each."""
    keys = {f.key: f for f in template.fields.values()}
    pairs = [line.partition("：") for line in entries(block)]
    return {key: value(keys[key].kind, text, records) for key, _, text in pairs if key in keys}


def entries(said: str) -> list[str]:
    """The lines, each with those that go on with it."""
    return [one.replace("\0", "\n") for one in said.replace(CONTINUED, "\0").split("\n")] if said else []
