"""What tables are read against: the county's words, units and channels, the fields of the target, and what the command was told."""
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from disclosure.model.catalogue import Catalogue
from disclosure.model.county import LEVELS, County
from disclosure.model.fields import CatalogueReference, Field, Nested, Record, Reference
from disclosure.model.register import Register
from disclosure.read.county import Vocabulary
from disclosure.read.heads import heads
from disclosure.read.unit_names import county_names
from disclosure.render.cells import title_of
from disclosure.tables.cells.channels import Channels
from disclosure.tables.cells.gate import Gate
from disclosure.tables.cells.units import Units
from disclosure.tables.head import Words, catalogue_words, register_words

DOMAIN = "领域"
EXPORTED = frozenset({"信息", "流程", "政策", "指南", "停用", "办事指南", "不予公开理由", "参照", "关键词"})
"""Fields that no department's table has, though its columns may be headed so."""
REFERRING = ("参照", "停用")
"""Of these what is not read from anybody's table: what a matter takes over is found by comparing, and what is out of use is in no table."""


@dataclass
class Setting:
    """`names`: what the target is called; `township`: its matters say which domain they belong to; `given`: --head, by letter or bare heading."""

    template: type[Catalogue] | type[Register]
    fields: dict[str, Field]
    """key → field, of a matter of the target."""
    words: Words
    channels: Channels
    units: Units
    gate: Gate
    levels: tuple[str, ...]
    county: tuple[str, ...]
    names: tuple[str, ...] = ()
    domains: dict[str, str] = field(default_factory=dict)
    """Every name of a domain of the county → its id."""
    given: dict[str, str] = field(default_factory=dict)
    hidden: bool = False
    required: frozenset[str] = frozenset()
    """Keys without which a matter is not whole, and which nothing else supplies."""
    asked: frozenset[str] = frozenset()
    """Keys that are looked for in every row, where the table has a column for them."""
    register: bool = False
    """Whether the target is a register, whose records have no first level."""
    titled: frozenset[str] = frozenset()
    """Keys that a matter has to have and a table's title may say: the domain of a township's matters."""
    records: dict[str, dict[str, str]] = field(default_factory=dict)
    """What the records of other collections are called, by collection → their ids."""

    @classmethod
    def of(cls, county: County | None, template: type[Catalogue], names: tuple[str, ...], vocabulary: Vocabulary, given: dict[str, str], hidden: bool) -> "Setting":
        if not issubclass(template, Catalogue):
            return cls.of_register(county, template, vocabulary, given, hidden)
        matter = template.matter()
        fields = {f.key: f for f in matter.fields.values()}
        called = county_names(county)
        silent = {matter.fields[code].key for code in template.silent if code in matter.fields}
        own = {"主体"} if template.itself or template.folder == "townships" else set()
        # the number is given by the importer, the domain of a township's matter may come from a title
        required = {key for key, f in fields.items() if f.required} - silent - own - {"编号", DOMAIN}
        channels = {**vocabulary.channels, **{word: word for word in template.own_channels}}
        domains = {name: d.id for d in county.domains.values() for name in d.names} if county else {}
        itself = names if template.itself else ()
        known = {*heads().columns.values(), *heads().loose.values()}
        return cls(template, fields, replace(catalogue_words(frozenset({*fields, DOMAIN}) - EXPORTED), exported={key: key for key in fields if key not in REFERRING and (key in EXPORTED or key not in known)}),
                   Channels(channels, called), Units(county.units.values() if county else (), called, template.itself, itself), Gate(county),
                   (*vocabulary.levels, *template.own_words) if county else LEVELS, called, names, domains, given, hidden, frozenset(required), frozenset({*required, *silent, *own, "层级"}), False, frozenset({DOMAIN} if DOMAIN in fields and fields[DOMAIN].required else ()), records_of(county, fields))

    @classmethod
    def of_register(cls, county: County | None, template: type[Register], vocabulary: Vocabulary, given: dict[str, str], hidden: bool) -> "Setting":
        words, called = register_words(template), county_names(county)
        fields = {f.key: f for f in template.fields.values() if f.key in words.keys or isinstance(f.kind, Nested)}
        required = frozenset(f.key for f in template.fields.values() if f.required)
        domains = {name: d.id for d in county.domains.values() for name in d.names} if county else {}
        return cls(template, fields, words, Channels(vocabulary.channels, called), Units(county.units.values() if county else (), called), Gate(county), vocabulary.levels, called,
                   (template.collection.noun,), domains, given, hidden, required, required, True, records=records_of(county, fields))


CATALOGUES = "catalogues"
"""Where `Setting.records` has what catalogues are called, whatever collection they are in."""


def records_of(county: County | None, fields: dict[str, Field]) -> dict[str, dict[str, str]]:
    """By collection, the ids of what the fields, and those of records within records, may name."""
    kinds = [part.kind for f in fields.values() for part in (f, *(f.kind.template.fields.values() if isinstance(f.kind, Nested) else ()))]
    wanted = {kind.to for kind in kinds if isinstance(kind, Reference)} - {"units"}
    if county is None:
        return {}
    found = {to: named(getattr(county, to).values()) for to in wanted}
    return found | ({CATALOGUES: named(county.catalogues)} if any(isinstance(kind, CatalogueReference) for kind in kinds) else {})


def named(records: Iterable[Record]) -> dict[str, str]:
    """Every name of some records → the id; names that several bear are none."""
    out: dict[str, set[str]] = {}
    for record in records:
        for name in (title_of(record), *record.names):
            out.setdefault(name, set()).add(record.id)
    return {name: next(iter(ids)) for name, ids in out.items() if len(ids) == 1}
