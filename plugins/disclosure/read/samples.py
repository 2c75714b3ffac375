"""A filled example of a record, as an editor would type it: every field with its explanation, what is not needed behind a comment sign.

What it names is there: units, domains and the like are the county's own.  Dates are the edition's, so that nothing lies in the future.
"""
from collections.abc import Iterable
from typing import Any

import yaml

from disclosure.model import fields as k
from disclosure.model.collection import Collection
from disclosure.model.county import COLLECTIONS, County, Township
from disclosure.model.people import Unit
from disclosure.model.register import Register
from disclosure.read.file_names import identifier


WITHOUT_FILES = k.Text | k.TextList | k.MarkdownText | k.Day | k.Phone | k.Link | k.Address
"""Kinds whose example needs neither a file nor another record."""


class Missing(Exception):
    """A record cannot be written because the county has nothing that it must name; the message says what, in Chinese.

    `collection`: of which the example needs `count` more records, of the `name` if that is known; None where no example would do.
    """

    def __init__(self, message: str, collection: Collection | None = None, count: int = 1, name: str | None = None) -> None:
        super().__init__(message)
        self.collection, self.count, self.name = collection, count, name


class Writer:
    """Writes examples for one county."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.guessed: dict[str, str] = {}
        """Of the last record: fields that name some record of the county because nothing says which, by their keys."""

    def lines(self, collection: Collection, id: str, name: str | None) -> list[str]:
        """The lines of a record, without indentation."""
        template = collection.template
        title = template.naming[0]
        wanted = self.wanted(template)
        out: list[str] = []
        self.guessed = {}
        told = name or str(example(template.fields[title]))
        for code, f in template.fields.items():
            if isinstance(f.kind, k.Defaults):
                continue
            shared = code in Register.fields and Register.fields[code] is f
            if code in wanted and not (code == "taken" and not self.offered()):
                value = self.offered() if code == "taken" else self.called(collection, id, name, f) if code == title else self.said(template, f, told, bool(name))
                out += [f"# {f.about}", *entry(f.key, value)]
            elif not shared:
                out += [f"# {f.about}", *(f"# {line}" for line in (f"{f.key}: {f.example}",))]
        if issubclass(template, Register):
            keys = "、".join(f.key for code, f in Register.fields.items() if template.fields.get(code) is f and code not in wanted)
            out.append(f"# 还可以写：{keys}。写法见 docs/registers.md。")
        return out

    def said(self, template: type[k.Record], f: k.Field, name: str, real: bool) -> Any:
        """What stands for a field of a record of that name, which is a real one or the example's."""
        if f is Township.fields["unit"] and (real or self.offices(name)):
            return self.office(name)
        if isinstance(f.kind, k.Choice) and (ending := next((option for option in f.kind.options if name.endswith(option)), None)):
            return ending
        given = example(f)
        value = self.value(f.kind, given)
        if isinstance(f.kind, k.Reference) and value not in (given, [given]):
            self.guessed[f.key] = "、".join(value) if isinstance(value, list) else value
        return value

    def office(self, name: str) -> str:
        """The township's own unit: its matters are disclosed by it, so that no other will do."""
        fits = self.offices(name)
        if not fits:
            whole = f"{name}{'办事处' if name.endswith('街道') else '人民政府'}"
            raise Missing(f"catalogues/units.yml 里还没有{whole}：参照县里的事项没有写主体时就是它，写成别的单位，主体就都错了。请先加上：\n{identifier(whole)}:\n  名称: {whole}",
                          COLLECTIONS["units"], name=whole)
        return min(fits, key=lambda unit: len(unit.name or "")).id

    def offices(self, name: str) -> list[Unit]:
        return [unit for unit in self.county.units.values() if not unit.dissolved and not unit.stands_for and any(name in way for way in unit.names)]

    def wanted(self, template: type[k.Record]) -> list[str]:
        """The fields to fill: what is required, and one of each group of which one must be there."""
        codes = [code for code, f in template.fields.items() if f.required or code in template.begun_with]
        if template.one_of and not any(code in codes for code in template.one_of):
            plain = [code for code in template.one_of if isinstance(template.fields[code].kind, WITHOUT_FILES)]
            codes.append((plain or list(template.one_of))[0])
        return [code for code in template.fields if code in codes]

    def called(self, collection: Collection, id: str, name: str | None, f: k.Field) -> str:
        taken = {way for record in getattr(self.county, collection.name).values() for way in record.names}
        told = name or str(example(f))
        return told if told not in taken or name else f"{told}（{id}）"

    def value(self, kind: k.Kind, given: Any) -> Any:
        """What stands for a field of a kind; `given`: its example."""
        match kind:
            case k.Reference():
                needed, there = COLLECTIONS[kind.to], len(getattr(self.county, kind.to))
                if (lacking := max(kind.least, 1) - there) > 0:
                    raise Missing(f"{needed.noun}（catalogues/{needed.path}）还不到 {max(kind.least, 1)} 个：这种记录一定要写明是哪一个，请先加上", needed, lacking)
                first = self.first(kind.to, given)
                others = [id for id in getattr(self.county, kind.to) if id != first] if kind.many else []
                return [first, *others[:max(kind.least, len(given) if isinstance(given, list) else 1) - 1]] if kind.many else first
            case k.MatterReference():
                code = self.matter()
                return [code] if kind.many else code
            case k.CatalogueReference():
                return self.first("domains", given)
            case k.Day():
                return str(self.county.as_of) if self.county.as_of.exact else str(self.county.as_of.day)
            case k.Nested() | k.Matters():
                return self.nested(kind, given)
        return given

    def nested(self, kind: k.Nested | k.Matters, given: Any) -> Any:
        """As many records as the example has, each with all that it must have."""
        examples = given if isinstance(given, list) else [given]
        made = [self.record(kind.template, one if isinstance(one, dict) else {}) for one in examples]
        return made if kind.many else made[0]

    def record(self, template: type[k.Record], given: dict[str, Any]) -> dict[str, Any]:
        wanted = self.wanted(template)
        return {f.key: self.value(f.kind, given.get(f.key, example(f))) for code, f in template.fields.items()
                if code in wanted or (f.key in given and not isinstance(f.kind, k.Reference | k.MatterReference | k.FilePath))}

    def offered(self) -> list[str]:
        """The domains that a township must cover, as far as they have anything for it; all that have, where the county names none."""
        there = [d.id for d in self.county.domains.values() if any("乡级" in item.levels and not item.retired for item in d.items)]
        return [id for id in self.county.township_domains if id in there] or there

    def first(self, to: str, given: Any) -> str:
        """The record that the example names, if the county has it; else its first."""
        records = getattr(self.county, to)
        asked = given[0] if isinstance(given, list) else given
        if asked in records:
            return asked
        if not records:
            raise Missing(f"还没有{COLLECTIONS[to].noun}（catalogues/{COLLECTIONS[to].path}）：这种记录一定要写明是哪一个，请先加上", COLLECTIONS[to])
        return next(iter(records))

    def matter(self) -> str:
        code = next((item.code for domain in self.county.domains.values() for item in domain.items if not item.retired), None)
        if code is None:
            raise Missing("还没有公开事项（catalogues/domains/）：这种记录一定要写明是哪一项，请先加上")
        return code


def example(f: k.Field) -> Any:
    """A field's example as texts, lists and mappings."""
    return yaml.load(f"x: {f.example}", yaml.BaseLoader)["x"]


def entry(key: str, value: Any) -> Iterable[str]:
    """A key with its value, as a careful hand types it."""
    dumped = yaml.dump({key: value}, Dumper=Careful, allow_unicode=True, sort_keys=False, width=10 ** 6)
    return dumped.rstrip("\n").split("\n")


class Careful(yaml.SafeDumper):
    """Block style, lists indented below their key, and no quotes round dates and numbers: here every scalar is text."""

    yaml_implicit_resolvers: dict = {}

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)
