"""The cells of fields that are told by their kind: what a catalogue's and a register's fields have in common."""
import re

from disclosure.model import fields as k
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
    if isinstance(kind, k.TextList):
        out.value = text.entries(said, out) or None
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
        names = setting.domains if kind.to == "domains" else {}
        parts = [text.tight(part).strip() for part in re.split(r"[、，,；;\n]+", said) if part.strip()]
        out.value = [names.get(part) or names.get(part.removesuffix("领域")) or part for part in parts] or None
        if kind.to == "domains":
            for part, meant in zip(parts, out.value or [], strict=True):
                if meant == part and part not in names.values():
                    out.doubt("T421", f"本县没有叫“{part}”的领域")
    if not kind.many and isinstance(out.value, list):
        if len(out.value) > 1:
            return Reading.nothing("T403", f"这里只能写一个：{'、'.join(out.value)}")
        out.value = out.value[0]
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
