"""The cells of fields that are told by their kind: what a catalogue's and a register's fields have in common."""
import re
from collections.abc import Mapping

from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS
from disclosure.read import dates, quantities
from disclosure.tables.cells import choices, text
from disclosure.tables.cells.reading import Reading


def read_kind(kind: k.Kind, said: str, setting) -> Reading:
    """The value of a cell for a field of this kind."""
    if isinstance(kind, k.Channels):
        return setting.channels.read(said)
    if isinstance(kind, k.Levels):
        return choices.words(said, setting.levels, levels=True)
    if isinstance(kind, k.ChoiceList):
        return choices.words(said, kind.options)
    if isinstance(kind, k.AudienceKind):
        return choices.audience(said)
    if isinstance(kind, k.Choice):
        return choice(kind, said)
    if isinstance(kind, k.Reference):
        return reference(kind, said, setting)
    if isinstance(kind, k.Day):
        return day(said)
    if isinstance(kind, k.Whole | k.Number):
        return figure(kind, said)
    out = Reading()
    if isinstance(kind, k.Nested):
        return nested(kind, said)
    if isinstance(kind, k.CatalogueReference):
        names = setting.records.get("catalogues", {})
        out.value = names.get(text.tight(said).strip(), said.strip()) or None
        return out
    if isinstance(kind, k.TextList):
        out.value = [part for entry in text.entries(said, out) for part in (re.split(r"[、，,；;]", entry) if kind.together else [entry]) if part.strip()] or None
    elif isinstance(kind, k.MarkdownText):
        out.value = "\n".join(text.lines_of(said, out)) or None
    else:
        out.value = text.sentence(said, out) or None
    return out


def choice(kind: k.Choice, said: str) -> Reading:
    """One word of a list."""
    out = choices.words(said, kind.options)
    if isinstance(out.value, list):
        if len(out.value) > 1:
            return Reading.nothing("T403", f"这里有 {len(out.value)} 个值：{'、'.join(out.value)}")
        out.value = out.value[0] if out.value else None
    return out


def reference(kind: k.Reference, said: str, setting) -> Reading:
    """Units by any of their names, domains by theirs; others as they stand."""
    if kind.to == "units":
        out = setting.units.read(said)
    else:
        out = Reading()
        names = setting.domains if kind.to == "domains" else setting.records.get(kind.to, {})
        parts = [part for line in said.split("\n") for part in titles(text.tight(line).strip(), names)]
        out.value = [names.get(part) or names.get(part.removesuffix("领域")) or part for part in parts] or None
        if kind.to == "domains":
            for part, meant in zip(parts, out.value or [], strict=True):
                if meant == part and part not in names.values():
                    out.doubt("T421", f"本县没有叫“{part}”的领域")
        for part, meant in zip(parts, out.value or [], strict=True) if kind.to != "domains" and setting.records else ():
            if meant == part and part not in names.values():
                out.doubt("T421", f"本县没有叫“{part}”的{COLLECTIONS[kind.to].noun}", "写它的全称或者代号")
    if not kind.many and isinstance(out.value, list):
        if len(out.value) > 1:
            return Reading.nothing("T403", f"这里只能写一个：{'、'.join(out.value)}")
        out.value = out.value[0]
    return out


def titles(line: str, names: Mapping[str, str]) -> list[str]:
    """The names on a line, of which the longest known ones hold: a title may have any mark within."""
    out: list[str] = []
    while line:
        known = max((name for name in names if line.startswith(name) and re.match(r"[、，,；;\s]|$", line[len(name):])), key=len, default="")
        found = known or re.match(r"[^、，,；;\s]*", line)[0]
        out += [found] if found else []
        line = re.sub(r"^[、，,；;\s]+", "", line[len(found):])
    return out


def nested(kind: k.Nested, said: str) -> Reading:
    """Records within a record, of which a cell says but the names, an entry each; what else has to be said of them is asked for."""
    out = Reading()
    entries = [part.strip() for entry in text.entries(said, out) for part in re.split(r"→|➔|⇒|—+>|-+>", entry) if part.strip()]
    first = next((f for f in kind.template.fields.values() if isinstance(f.kind, k.Text) and f.required), None)
    if first is None or not kind.many and len(entries) != 1:
        return Reading.nothing("T426", "这里要分成几项写", "导入以后写进目录文件")
    made = [{first.key: entry} for entry in entries]
    out.value = (made if kind.many else made[0]) if entries else None
    lacking = [f.key for f in kind.template.fields.values() if f.required and f is not first]
    if lacking and entries:
        out.doubt("T421", f"每一项只有“{first.key}”，没有{'、'.join(f'“{key}”' for key in lacking)}", "在表里一项一行，另加这几列；或者导入以后写进文件")
    return out


def day(said: str) -> Reading:
    """A date as people write it."""
    flat = re.sub(r"\s", "", text.half(said)).removesuffix("0:00:00")
    if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", flat) and dates.real(*map(int, flat.split("-"))):
        return Reading(flat)
    meant = dates.meant(flat)
    if meant is None or meant.wrong:
        return Reading(flat).doubt("T421", f"“{said.strip()[:20]}”不是日期", "写成 2026-03-05 这样")
    if meant.serial:
        return Reading.nothing("T406", f"“{flat}”像是 Excel 里日期的序号，换算过来是 {meant.iso}", "把这一列设成日期格式，核对以后再导入")
    return Reading(meant.iso, mended=["日期的写法"])


def figure(kind: k.Whole | k.Number, said: str) -> Reading:
    """A number."""
    flat = re.sub(r"[\s,，]", "", text.half(said))
    if fault := quantities.fault(kind, flat):
        return Reading(flat).doubt("T421", f"“{said.strip()[:20]}”{fault[0]}", fault[1])
    return Reading(flat)
