"""Whether two values of a field say the same: without regard to widths, blanks, list marks, and the order in which units, channels and levels stand."""
import re
import unicodedata
from typing import Any

from disclosure.model import fields as k
from disclosure.model.county import County
from disclosure.model.fields import Audience, Field, Record
from disclosure.render.cells import data_of
from disclosure.tables.cells.text import MARKS
from disclosure.tables.fields import shown
from disclosure.tables.matters import Value
from disclosure.tables.setting import DOMAIN, Setting

ENDS = re.compile(r"[；;。，,、]+$")
OTHER = re.compile(r"其他[（(](.*)[)）]")


def folded(text: str) -> str:
    """A text without blanks and differences of width."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("(", "（").replace(")", "）")


def named(text: str) -> str:
    """A name without the marks that tables put round it."""
    return re.sub(r"[\s，,、；;。.：:“”\"'《》（）()\-—·]", "", unicodedata.normalize("NFKC", text)).lower()


def unmarked(text: str) -> str:
    """An entry without the number or bullet before it and the mark that ends it, folded."""
    for mark in MARKS:
        text = mark.sub("", text.strip(), count=1) if mark.match(text.strip()) else text
    return ENDS.sub("", folded(text.lstrip("●•·-*■◆ ")))


def texts(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def named_shown(kind: k.Kind, value, county: County | None) -> str:
    """A value as people read what changes: units by their names, not by their ids; "" for none."""
    if value is None:
        return ""
    if isinstance(kind, k.Reference) and kind.to == "units" and county is not None:
        return shown([county.units[one].name or one if isinstance(one, str) and one in county.units else one for one in texts(value)])
    return shown(value)


class Alike:
    """Compares values of the fields of one target."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def form(self, field: Field, value: Value | None) -> Any:
        """A value in the form in which it is compared; None for none."""
        if value in (None, "", [], {}):
            return None
        kind = field.kind
        if field.key == DOMAIN and isinstance(value, str):
            return self.setting.domains.get(str(value), str(value))
        if isinstance(kind, k.Nested):
            parts = {f.key: f for f in kind.template.fields.values()}
            return tuple(tuple(sorted((key, repr(self.form(parts[key], said))) for key, said in one.items() if key in parts and said not in (None, "", [], {}))) if isinstance(one, dict) else folded(str(one)) for one in texts(value))
        if isinstance(kind, k.MatterReference):
            return frozenset(folded(str(one)) for one in texts(value))
        if isinstance(kind, k.CatalogueReference):
            return self.setting.records.get("catalogues", {}).get(str(value), str(value))
        if isinstance(kind, k.Reference) and kind.to in self.setting.records:
            return frozenset(self.setting.records[kind.to].get(one, folded(one)) for one in texts(value) if isinstance(one, str))
        if isinstance(kind, k.Reference):
            return frozenset(self.setting.units.find(one) or folded(one) for one in texts(value) if isinstance(one, str))
        if isinstance(kind, k.Channels | k.ChoiceList | k.Levels):
            return frozenset(self.word(kind, one) for one in texts(value))
        if isinstance(kind, k.AudienceKind):
            return tuple(sorted((folded(key), "、".join(map(unmarked, texts(said)))) for key, said in value.items())) if isinstance(value, dict) else folded(str(value))
        if isinstance(kind, k.TextList):
            return "\n".join(unmarked(str(one)) for one in texts(value)).replace("\n", "")
        return unmarked(str(value)) if isinstance(value, str) else repr(value)

    def word(self, kind: k.Kind, one: Any) -> str:
        if isinstance(one, dict):
            return "其他：" + "、".join(folded(str(said)) for said in one.values())
        if isinstance(kind, k.Channels):
            found = OTHER.fullmatch(one)
            return f"其他：{folded(found[1])}" if found else self.setting.channels.name(one) or folded(one)
        return folded(one)

    def same(self, field: Field, one: Value | None, other: Value | None) -> bool:
        return self.form(field, one) == self.form(field, other)

    def typed(self, field: Field, new: Value, own: Value | None = None, now: Value | None = None) -> Value:
        """A new value as it is to be typed: what stays of a list in the spelling and the order that it has `now`; one entry without a list, unless its `own` is one."""
        if isinstance(new, list) and isinstance(field.kind, k.Reference | k.Channels | k.ChoiceList | k.Levels) and now not in (None, "", []):
            had = {next(iter(self.form(field, [one]))): one for one in texts(now)}
            forms = {next(iter(self.form(field, [one]))): one for one in new}
            new = [*(had[form] for form in had if form in forms), *(one for form, one in forms.items() if form not in had)]
        if isinstance(new, list) and len(new) == 1 and isinstance(new[0], str) and not isinstance(own, list):
            return new[0]
        return new


def as_typed(record: Record, code: str) -> Value | None:
    """A settled value of a record as YAML would hold it; None where there is none."""
    value, kind = getattr(record, code, None), record.fields[code].kind
    if value in (None, ()):
        return None
    if isinstance(value, Audience):
        return "全社会" if value.groups is None else {"特定群体": value.groups}
    if isinstance(kind, k.Nested):
        return data_of(kind, value)
    if isinstance(kind, k.MatterReference):
        return [one.code for one in value] if isinstance(value, tuple) else value.code
    if isinstance(value, tuple):
        if isinstance(kind, k.Channels):
            return [{"其他": found[1]} if (found := OTHER.fullmatch(one)) else one for one in value]
        return [one.id if isinstance(one, Record) else str(one) for one in value]
    return value.id if isinstance(value, Record) else str(value)
