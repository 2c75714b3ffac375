"""The catalogue that is imported into: its file, what each of its matters says itself, and what holds for it."""
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from disclosure.model.catalogue import Catalogue
from disclosure.model.county import STANDARD, County, Domain
from disclosure.model.matters import NEVER_INHERITED, Item
from disclosure.model.place import Place
from disclosure.tables.alike import Alike, as_typed
from disclosure.tables.matters import Value
from disclosure.tables.setting import Setting
from disclosure.write.draft import Draft
from disclosure.write.seed import is_seed
from disclosure.write.tree import Fields, Many, plain

NAMES = ("一级事项", "名称", "三级事项")
"""What a matter is known by where the table has no numbers."""


@dataclass
class Standing:
    """A matter of the file: `own` is what its lines say, `item` what holds for it; `place`: None of one that a whole 参照 has brought."""

    number: str
    own: dict[str, Value] = field(default_factory=dict)
    place: Place | None = None
    item: Item | None = None

    @property
    def retired(self) -> bool:
        return "停用" in self.own or bool(self.item is not None and self.item.retired)


class Target:
    """A catalogue's file.  Of one that does not exist yet there is no `draft`, and no matter stands in it."""

    def __init__(self, folder: Path, template: type[Catalogue], id: str, county: County | None, setting: Setting) -> None:
        """`folder`: the county's.  Raises Unwritable where the file can only be read by guessing, OSError."""
        self.folder, self.template, self.id, self.county, self.setting = folder, template, id, county, setting
        self.file = f"catalogues/{template.folder}/{id}.yml"
        self.draft = Draft.open(folder, self.file) if (folder / self.file).exists() else None
        self.fields = {f.key: (code, f) for code, f in template.matter().fields.items()}
        self.alike = Alike(setting)
        self.record: Catalogue | None = getattr(county, template.folder, {}).get(id) if county else None
        self.defaults: dict[str, Value] = self.raw("默认", {})
        self.standing = list(self.matters()) if self.draft else []
        self.seed: Standing | None = None
        """The matter that a new county began this domain with, where it is all that stands here and nobody has touched it or refers to it."""
        if template is Domain and len(self.standing) == 1 and is_seed(self.standing[0].own) and not self.referred(self.standing[0]):
            self.seed = self.standing[0]

    def raw(self, key: str, otherwise: Any) -> Any:
        """What a key of the file itself says, where it is of the shape that is wanted."""
        said = self.draft.value(None, key) if self.draft else None
        return said if isinstance(said, type(otherwise)) else otherwise

    def matters(self) -> list[Standing]:
        """The file's own matters in their order, then those that a whole 参照 brings."""
        items = {tuple(item.place[1:3]): item for item in self.record.items if item.place.file == self.file} if self.record else {}
        pair = self.draft.tree.find("事项")
        entries = [e.value for e in pair.value.entries] if pair and isinstance(pair.value, Many) else [pair.value] if pair else []
        out, seen = [], set()
        for piece in entries:
            if not isinstance(piece, Fields) or not piece.was.pairs:
                continue
            place = Place(self.file, *piece.was.pairs[0][0].span)
            item, own = items.get((place.line, place.column)), plain(piece)
            seen.add(id(item))
            number = own.get("编号") or (item.number if item is not None else "")
            out.append(Standing(number if isinstance(number, str) else "", own, place, item))
        whole = [item for item in self.record.items if id(item) not in seen and item.origin is not None] if self.record else []
        return out + [Standing(item.number or "", {}, None, item) for item in whole]

    def referred(self, one: Standing) -> bool:
        """Whether any file of the county speaks of a matter by its number."""
        names = {self.id, *(self.record.names if self.record else ())}
        return any(f"{name}/{one.number}" in text for path in sorted((self.folder / "catalogues").rglob("*.yml"))
                   for text in (path.read_text(encoding="utf-8", errors="replace"),) for name in names)

    def inherited(self, one: Standing, key: str) -> Value | None:
        """What holds for a key of a matter that does not say it itself."""
        if key not in self.fields:
            return None
        code = self.fields[key][0]
        origin = one.item.origin if one.item is not None else None
        if origin is None and key in self.defaults:
            return self.defaults[key]  # as it is typed: what it names may not be there yet
        if one.item is not None and code not in one.item.spans and key not in one.own and (said := as_typed(one.item, code)) is not None:
            return said
        if origin is not None and code not in NEVER_INHERITED and code in origin.fields and (said := as_typed(origin, code)) is not None:
            return said
        return self.given(key, origin is not None)

    def given(self, key: str, refers: bool) -> Value | None:
        """What holds for a new matter that does not say a key itself: 默认, or what the kind of catalogue takes for granted.

        `refers`: whether it refers to a matter of the county; only then a township's unit discloses what it does not say who discloses.
        """
        code, f = self.fields[key]
        if key in self.defaults:
            return self.defaults[key]
        if code in self.template.silent:
            said = self.template.silent[code]
            return {"特定群体": said.groups} if getattr(said, "groups", None) else "全社会" if hasattr(said, "groups") else list(said) if isinstance(said, tuple) else said
        if code == "disclosers" and self.record is not None:
            unit = getattr(self.record, "unit", None)
            return [self.record.id] if self.template.itself else [unit.id] if refers and unit is not None else None
        return None

    def value(self, one: Standing, key: str) -> Value | None:
        """What holds for a key of a matter: what its own lines say, else what it takes over."""
        said = one.own.get(key)
        return said if said not in (None, "", [], {}) else self.inherited(one, key)

    def domain(self, said: Value | None) -> str:
        """The domain that a value of 领域 means: its id, or the name as it stands where the county has none of that name; "" for none."""
        return self.setting.domains.get(said, said) if isinstance(said, str) else ""

    def taken_number(self, reference: str) -> str:
        """The number that a matter has which refers to another by 参照 and says none itself."""
        owner, _, number = (part.strip() for part in reference.rpartition("/"))
        return number if owner == STANDARD else f"{self.domain(owner)}-{number}" if owner else ""

    def first(self, one: Standing) -> tuple[str, ...]:
        return tuple(str(self.value(one, key) or "") for key in NAMES)

    def origin(self, values: dict[str, Value], refers: str = "") -> Item | None:
        """The county's matter that a row of a township's table says again: of the same names, with equal 内容, 依据 and 时限; or the one that it names (`refers`)."""
        owner, _, number = refers.rpartition("/")
        named = (self.county.village_standard if owner == STANDARD else self.county.domains.get(owner)) if self.county and "参照" in self.fields else None
        if (one := next((item for item in named.items if item.number == number), None) if named is not None else None) is not None:
            return one
        domain = self.county.domains.get(str(values.get("领域", ""))) if self.county and "参照" in self.fields else None
        for item in domain.items if domain is not None else ():
            names = [self.alike.same(f, values.get(f.key), as_typed(item, code)) for code, f in (self.fields[key] for key in NAMES)]
            if all(names) and not item.retired and all(self.alike.same(f, values.get(f.key), as_typed(item, code)) for code, f in (self.fields[key] for key in ("内容", "依据", "时限"))):
                return item
        return None
