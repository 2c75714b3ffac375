"""The matters of a table into a catalogue: which are there already, what differs, what is new, what the table no longer has.

Compared is what holds for a matter, wherever it is written.  What is equal is left as it stands, byte for byte; what somebody has to look at
first never replaces what stands.
"""
from collections import Counter
from dataclasses import dataclass, field

from disclosure.model.matters import NEVER_INHERITED, Item
from disclosure.tables.alike import as_typed, named, named_shown, texts
from disclosure.tables.changes import Changes
from disclosure.tables.fields import shown
from disclosure.tables.matters import Doubt, Matter, Value
from disclosure.tables.numbering import numbered
from disclosure.tables.pairing import paired
from disclosure.tables.proposed import proposed
from disclosure.tables.setting import DOMAIN
from disclosure.tables.target import NAMES, Standing, Target
from disclosure.write import disk
from disclosure.write.draft import Draft, new_file
from disclosure.write.order import Order
from disclosure.write.seed import SEED

SHARED = ("时限", "主体", "方式", "渠道", "对象", "层级")
"""What of a new file goes into 默认 where most matters have it."""
RETIRED = "停用"


@dataclass
class Merged(Changes):
    """What an import changes.  `numbers`: of every matter of the table the number that it has in the file, "" where it is not in it by itself."""

    target: Target
    text: str
    """The whole file as it is to be."""
    numbers: list[str]
    kept: dict[tuple[int, str], str] = field(default_factory=dict)
    """(matter of the table, key) → what stands in the file and was left: the table says nothing of it, or what is doubtful."""
    given: dict[tuple[int, str], str] = field(default_factory=dict)
    """(new matter of the table, key) → what 默认 of the file says where the table says nothing that could be written."""
    known: set[int] = field(default_factory=set)
    """The matters of the table that the file has under the very number and names."""

    @property
    def changes(self) -> bool:
        return self.target.draft is None or self.text != self.target.draft.source.typed

    @property
    def texts(self) -> dict[str, tuple[bytes | None, str]]:
        """The file that changes → (its bytes before, None where there is none; its text as it is to be)."""
        return {self.target.file: (self.target.draft.before if self.target.draft else None, self.text)} if self.changes else {}

    def save(self) -> bool:
        """Writes the file, whole or not at all; False where nothing changes.  Raises Unwritable where somebody has changed it meanwhile, OSError."""
        for file, (before, text) in self.texts.items():
            disk.replace(self.target.folder / file, before, text.encode())
        return bool(self.texts)

    def lines(self) -> dict[tuple[str, str], int]:
        """Where everything stands in the file as it is to be: (number, key) → line; (number, "") → that of the matter; ("", key) → 默认."""
        draft = Draft(self.target.folder / self.target.file, self.target.file, self.text.encode())
        items = draft.tree.find("事项")
        out: dict[tuple[str, str], int] = {}
        if (default := draft.tree.find("默认")) is not None:
            out |= {("", pair.key): pair.at.span[0] for pair in getattr(default.value, "pairs", [])}
        for entry in getattr(items.value if items else None, "entries", []):
            pairs = getattr(entry.value, "pairs", [])
            said = {pair.key: getattr(pair.value, "text", "") for pair in pairs if pair.key in ("编号", "参照")}
            number = said.get("编号") or self.target.taken_number(said.get("参照", ""))
            if number and pairs:
                out[number, ""] = pairs[0].at.span[0]
                out |= {(number, pair.key): pair.at.span[0] for pair in pairs}
        return out


def merge(target: Target, matters: list[Matter], name: str = "", retire: str = "", lead: str = "") -> Merged:
    """The matters of the table put into the target.

    `name`: what a new file's catalogue is called; `retire`: from which day what the table no longer has is out of use, "" to leave it;
    `lead`: what stands above a new file's record.  Raises Unwritable.
    """
    seed = target.seed if not any(named(str(matter.values.get("名称", ""))) == named(SEED["名称"]) for matter in matters) else None
    if seed is not None:
        target.standing.remove(seed)
    pairing = paired(target, matters)
    pairs = pairing.found
    merged = Merged(target, "", [""] * len(matters))
    out = Out(target, merged)
    fresh = [n for n in range(len(matters)) if n not in pairs]
    values = {n: out.fresh(matters[n].values, matters[n].refers) for n in fresh}
    merged.given = {(n, key): named_shown(target.fields[key][1].kind, said, target.county) for n in fresh if "参照" not in values[n]
                    for key, said in (target.defaults if target.draft is not None else {}).items() if key in target.fields and key not in matters[n].values}
    numbers = numbered([(first_of(matters[n]), str(matters[n].values.get("编号", ""))) for n in fresh if "参照" not in values[n]],
                       [(str(target.value(one, "一级事项") or ""), one.number) for one in target.standing])
    for n in fresh:
        if "参照" not in values[n]:
            values[n] = {"编号": numbers.pop(0)} | {key: said for key, said in values[n].items() if key != "编号"}
            merged.numbers[n] = values[n]["编号"]
        else:
            merged.numbers[n] = target.taken_number(values[n]["参照"])
    for n, some in pairing.unsure.items():
        merged.doubts.append(unsure(matters[n], some))
    for n, (one, renamed) in pairs.items():
        merged.numbers[n] = one.number
        if renamed:
            merged.doubts.append(perhaps_renamed(target, matters[n], one, merged))
        elif str(matters[n].values.get("编号", "")).lower() == one.number.lower():
            merged.known.add(n)
        out.change(n, matters[n], one, renamed)
    merged.new = len(fresh)
    if target.draft is None:
        merged.notes += leading(target, values)
        merged.text = new_file({target.template.fields["name"].key: name, **new_record(target, [values[n] for n in fresh])}, target.file, lead)
        return merged
    out.add([(n, values.get(n), pairs[n][0] if n in pairs else None) for n in range(len(matters))])
    if seed is not None:
        target.draft.take_out(seed.place)
        merged.differences.append({"number": seed.number, "name": SEED["名称"], "field": "事项", "old": "新建县时写的样子", "new": "换成了表里的事项"})
    gone([one for one in target.standing if one.place is not None and not any(one is other for other, _ in pairs.values())], target, merged, matters, retire)
    places = [one.place for one, _ in pairs.values() if one.place is not None]
    if places != sorted(places):
        merged.notes.append("表里事项的次序和目录文件里的不一样：次序没有动，要改的在目录文件里移动。")
    merged.text = target.draft.text
    return merged


# -- which is which ------------------------------------------------------------------------------
def first_of(matter: Matter) -> str:
    return str(matter.values.get("一级事项", ""))


def perhaps_renamed(target: Target, matter: Matter, one: Standing, merged: Merged) -> Doubt:
    """T305: what a row was taken for, and the two ways from here; a number of its own makes it a new matter."""
    had, said = str(target.value(one, "名称") or ""), str(matter.values.get("名称", ""))
    standing = [(str(target.value(other, "一级事项") or ""), other.number) for other in target.standing]
    free, = numbered([(first_of(matter), "")], [*standing, *(("", number) for number in merged.numbers if number)])
    return Doubt("T305", matter.table, f"目录里是“{had}”（编号 {one.number}），表里是“{said}”：当作改了名，编号和名称没有动，别的按表改", matter.row,
                 matter.cells["名称"].column if "名称" in matter.cells else None, "名称", read=said, written=had, item=said, file=matter.table.file,
                 hint=f"是改名的，在目录文件里把名称改成“{said}”；是新事项的，在表里加“编号”一列，这一行写 {free}，再导入一次，{one.number} 照“变化”里的“原来”改回去")


def unsure(matter: Matter, some: list[Standing]) -> Doubt:
    """T304: a row that may be any of several matters of the file."""
    numbers = "、".join(one.number for one in some)
    return Doubt("T304", matter.table, f"目录里有 {len(some)} 个叫“{matter.name}”的事项（编号 {numbers}），看不出是哪一个，作为新事项写了", matter.row,
                 matter.cells["名称"].column if "名称" in matter.cells else None, "名称", read=matter.name, written=matter.name, item=matter.name, file=matter.table.file,
                 hint="是其中一个的，删去新写的那一项，在表里加“编号”或者“领域”一列，再导入")


# -- what is to be written -------------------------------------------------------------------------
class Out:
    """Puts matters into the draft of a file, and notes what changes."""

    def __init__(self, target: Target, merged: Merged) -> None:
        self.target, self.merged = target, merged

    def fresh(self, said: dict[str, Value], refers: str = "") -> dict[str, Value]:
        """The keys of a new matter, in the order of the format: without what holds anyway; with 参照 for what the county's matter says as well."""
        target, alike = self.target, self.target.alike
        origin = target.origin(said, refers)
        keys = [key for key in target.fields if key in said]
        if origin is not None:
            code = refers or f"{origin.owner.id}/{origin.number}"
            own = said.get("编号") != target.taken_number(code)  # a number that the matter would not have by itself
            rest = {key: said[key] for key in keys if key not in ("领域", *(NAMES if not refers else ()), *(("编号",) if not (refers and own) else ())) and not alike.same(target.fields[key][1], said[key], self.taken(origin, key))}
            return {"参照": code, **{key: alike.typed(target.fields[key][1], value) for key, value in rest.items()}}
        return {key: alike.typed(target.fields[key][1], said[key]) for key in keys
                if key in ("编号", *NAMES) or target.draft is None or not alike.same(target.fields[key][1], said[key], target.given(key, False))}

    def taken(self, origin: Item, key: str) -> Value | None:
        """What a new matter that refers to the county's takes over."""
        code = self.target.fields[key][0]
        said = as_typed(origin, code) if code not in NEVER_INHERITED and code in origin.fields else None
        return said if said is not None else self.target.given(key, True)

    def change(self, n: int, matter: Matter, one: Standing, renamed: bool) -> None:
        """Gives a matter of the file what differs in its row, the table's `n`th."""
        target, merged = self.target, self.merged
        before = len(merged.differences)
        merged.kept |= {(n, key): told for key, (_, f) in target.fields.items()
                        if key not in matter.values and (told := named_shown(f.kind, target.value(one, key), target.county))}
        changes: dict[str, Value | None] = {}
        for key, said in matter.values.items():
            if key not in target.fields or key == "编号" or (key == "一级事项" and not said):
                continue
            f, now = target.fields[key][1], target.value(one, key)
            if target.alike.same(f, said, now):
                continue
            if (renamed and key in NAMES) or (key in matter.shaky and now not in (None, "", [], {})):
                merged.kept[n, key] = shown(now) if now is not None else ""
                continue
            over = target.inherited(one, key)
            own = one.own.get(key)
            changes[key] = None if own is not None and target.alike.same(f, said, over) else target.alike.typed(f, said, own, now)
            merged.differences.append({"number": one.number, "name": str(target.value(one, "名称") or ""), "field": key, "old": named_shown(f.kind, now, target.county), "new": named_shown(f.kind, said, target.county)})
        if len(merged.differences) == before:
            merged.same += 1
            return
        merged.changed += 1
        if one.place is None:
            one.own = {"参照": f"{one.item.origin.owner.id}/{one.item.origin.number}", **{key: said for key, said in changes.items() if said is not None}}
            return
        for key, said in changes.items():
            target.draft.set(one.place, key, said)

    def add(self, matters: list[tuple[int, dict | None, Standing | None]]) -> None:
        """Puts new matters behind the one that precedes them in the table; where none does, with those of their 一级事项."""
        draft, before, order = self.target.draft, None, order_of(self.target)
        for n, values, one in matters:
            if one is not None and one.place is not None:
                before = one.place
                continue
            if one is not None and not one.own:
                continue  # what a whole 参照 brings and the table says again
            new = values if one is None else one.own
            if before is not None:
                draft.add_after(before, new)
            else:
                draft.insert(None, "事项", order.take(self.group(new), self.merged.numbers[n]), new)

    def group(self, new: dict[str, Value]) -> tuple[str, str]:
        """What a new matter stands with: its domain, where the file has matters of several, and its 一级事项."""
        owner, _, number = str(new.get("参照", "")).rpartition("/")
        domain = self.target.county.domains.get(owner) if self.target.county else None
        origin = next((item for item in domain.items if item.number == number), None) if domain is not None else None
        first = new.get("一级事项") or (as_typed(origin, self.target.fields["一级事项"][0]) if origin is not None else None)
        return self.target.domain(new.get(DOMAIN)) or owner, named(str(first or ""))


def order_of(target: Target) -> Order:
    """The file's own matters in their order; the one that a new county began with counts until it is taken out."""
    own = [one for one in target.standing if one.place is not None]
    rows = [((target.domain(target.value(one, DOMAIN)), named(str(target.value(one, "一级事项") or ""))), one.number) for one in own]
    return Order([*([(("", ""), "")] if target.seed is not None and target.seed not in own else []), *rows])


def gone(left: list[Standing], target: Target, merged: Merged, matters: list[Matter], retire: str) -> None:
    """What the file has and the table has not: told, or with a day put out of use."""
    spoken = domains_of(target, matters)
    others = 0
    for one in left:
        if one.retired:
            continue
        if spoken and target.domain(target.value(one, DOMAIN)) not in spoken:
            others += 1
            continue
        called = str(target.value(one, "名称") or "")
        merged.missing.append(f"{one.number} {called}".strip())
        if retire:
            target.draft.set(one.place, RETIRED, {"日期": retire})
            merged.differences.append({"number": one.number, "name": called, "field": RETIRED, "old": "", "new": retire})
        else:
            merged.doubts.append(Doubt("T306", None, f"目录里的“{called}”（编号 {one.number}）表里没有", item=called, file=matters[0].table.file if matters else ""))
    if others:
        merged.notes.append(f"目录里别的领域的事项 {others} 个：这张表只说了{len(spoken)}个领域，别的没有对照" + ("，也没有停用。" if retire else "。"))


def domains_of(target: Target, matters: list[Matter]) -> set[str]:
    """The domains that a township's (village's) table is about, by its titles and sheets; none where it is about the whole place.

    That is where rows say their domain in a column, or some say none.
    """
    said = {target.domain(matter.values.get(DOMAIN)) for matter in matters} if DOMAIN in target.fields else set()
    return set() if "" in said or any(DOMAIN in matter.cells for matter in matters) else said


def leading(target: Target, values: dict[int, dict[str, Value]]) -> list[str]:
    """For a new domain, which unit may lead it: the one that discloses most of the table, also where units.yml does not have it yet.  Only proposed."""
    lead, readers = target.template.fields.get("lead"), target.setting.units
    units = target.county.units if target.county else {}
    said = [str(unit) for one in values.values() for unit in texts(one.get("主体") or [])]
    ours = {name: unit.id for name in said if name not in units and (unit := readers.instead_of(name))}
    fresh = proposed(dict.fromkeys(name for name in said if name not in units), target.setting.county, units, ours)
    counts = Counter(unit for one in values.values() for unit in map(str, texts(one.get("主体") or [])[:1]) if unit in units or unit in ours or unit in fresh)
    if lead is None or not counts:
        return []
    unit = counts.most_common(1)[0][0]
    id = ours.get(unit) or fresh.get(unit) or unit
    name = f"{unit}（先照下面的几行加进 units.yml）" if unit in fresh else units[id].name
    return [f"新领域还要写“{lead.key}”：表里公开得最多的是{name}，由它牵头的，在 {target.file} 第一行下面加一行“{lead.key}: {id}”。"]


def new_record(target: Target, matters: list[dict[str, Value]]) -> dict[str, Value]:
    """默认 and 事项 of a new file.

    What at least half of the matters and at least two say alike goes into 默认, of keys that every matter has: what is missing in one must
    not be filled by what the others say.
    """
    import pandas
    defaults: dict[str, Value] = {}
    if "defaults" in target.template.fields:
        for key in SHARED:
            if key not in target.fields:
                continue
            f = target.fields[key][1]
            own = [one for one in matters if "参照" not in one or target.fields[key][0] in NEVER_INHERITED]  # the others take it from the county's matter first
            if not all(key in one for one in own):
                continue
            forms = pandas.Series([repr(sorted(form) if isinstance(form := target.alike.form(f, one[key]), frozenset) else form) for one in own], dtype="string")
            counts = forms.value_counts(sort=True)
            if len(counts) and counts.iloc[0] >= 2 and counts.iloc[0] * 2 >= len(own):
                most = min((form for form, count in counts.items() if count == counts.iloc[0]), key=lambda form: list(forms).index(form))
                defaults[key] = own[list(forms).index(most)][key]
                for one, form in zip(own, forms, strict=True):
                    if form == most:
                        del one[key]
    return {**({"默认": defaults} if defaults else {}), "事项": matters}

