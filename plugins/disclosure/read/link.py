"""Drafts → frozen records whose references are the records themselves."""
from collections import defaultdict
from functools import cache, cached_property
from typing import Any

from disclosure.model.county import CATALOGUES, COLLECTIONS, LEVELS, County, Domain, Flow, Policy, Township
from disclosure.model.fields import CatalogueReference, Defaults, Kind, MatterReference, Matters, Nested, Record, Reference
from disclosure.model.flows import Step
from disclosure.model.matters import TownshipItem
from disclosure.model.place import Place
from disclosure.model.policies import Interpretation
from disclosure.model.register import Register
from disclosure.read import faults, mended, standard_form, unit_names
from disclosure.read.drafts import Desk, Draft, Pending, key_of
from disclosure.read.nearness import near_name, nearest

Drafts = dict[str, dict[str, Draft]]
Same = dict[type, dict[Any, Any]]
"""Texts and lists of texts that were met, by their type: what a thousand matters say in the same words is there once."""


def build(county: Draft | None, drafts: Drafts, desk: Desk) -> County | None:
    """The county with everything in it.  First every record is made, then references are followed: they may run in circles."""
    same: Same = defaultdict(dict)
    made = {name: {id: make(draft, same) for id, draft in group.items()} for name, group in drafts.items()}
    head = make(county) if county else None
    guide = Guide(made, desk, head)
    for name, group in drafts.items():
        for draft in group.values():
            follow(draft, guide)
            own(draft)
    if county:
        follow(county, guide)
    for group in drafts.values():
        for draft in group.values():
            settle(draft, guide)
    if head is None:
        return None
    head.__dict__["levels"] = head.levels or LEVELS
    head.__dict__.update({name: in_order(group, head) for name, group in made.items()})
    return head


def in_order(group: dict[str, Record], county: County) -> dict[str, Record]:
    """Domains by their row among the pilot domains, townships as county.yml lists them; what has no such place after these, by id."""
    last = 10**9
    listed = {id: number for number, id in enumerate(county.required_townships)}

    def place(id: str, record: Record) -> int:
        if isinstance(record, Domain):
            return record.pilot or last
        return listed.get(id, last) if isinstance(record, Township) else 0
    # units, policies and flows keep the editors' order: that of the file, or of the files' names
    return dict(sorted(group.items(), key=lambda pair: (place(*pair), pair[0] if place(*pair) else "")))


@cache
def inner(template: type[Record]) -> tuple[str, ...]:
    """The fields whose values are records themselves."""
    return tuple(code for code, f in template.fields.items() if isinstance(f.kind, Nested | Matters | Defaults))


@cache
def references(template: type[Record]) -> dict[str, Kind]:
    """The fields that name other records; what a matter takes over from is settled with inheritance."""
    return {code: f.kind for code, f in template.fields.items()
            if isinstance(f.kind, Reference | CatalogueReference) or (isinstance(f.kind, MatterReference) and not f.kind.taken)}


@cache
def leaf(template: type[Record]) -> bool:
    """Whether the records of a kind hold no others and refer to none."""
    return not inner(template) and not references(template)


def make(draft: Draft, same: Same | None = None) -> Record:
    """The record of a draft, with records in place of the drafts within it; references are still pending."""
    if draft.record is not None and leaf(draft.template):
        return draft.record  # nothing within it can have become another since it was last made
    values = dict(draft.values) if same is None else {code: once(value, same) for code, value in draft.values.items()}
    for code in inner(draft.template):
        if value := values.get(code):
            values[code] = make(value, same) if isinstance(value, Draft) else tuple(make(one, same) for one in value)
    record = draft.template(draft.id, Place(draft.file, *draft.first), values, draft.spans, draft.parts)
    draft.record = record
    return record


def once(value: Any, same: Same) -> Any:
    """A text, or a list of texts, as the object that was met first."""
    if isinstance(value, str):
        return same[type(value)].setdefault(value, value)
    if type(value) is tuple and value and type(value[0]) is str:
        return same[tuple].setdefault(value, value) if value in same[tuple] else same[tuple].setdefault(value, tuple(once(one, same) for one in value))
    return value


class Guide:
    """Follows references: id, exact name or alias → record."""

    def __init__(self, made: dict[str, dict[str, Record]], desk: Desk, county: County | None) -> None:
        self.desk, self.made = desk, made
        self.called = unit_names.county_names(county)
        self.index: dict[str, dict[str, list[Record]]] = {}
        for name, group in made.items():
            index = self.index[name] = {}
            for record in group.values():
                for way in dict.fromkeys(record.names):
                    index.setdefault(way, []).append(record)
        self.seen: set[tuple] = set()
        self.split: dict[str, list[str]] = {}

    def find(self, pending: Pending, to: str) -> Record | None:
        """The record meant; None, reported once for each place, where there is none or more than one."""
        found = self.index[to].get(pending.text, [])
        if len(found) == 1:
            return found[0]
        if not found and self.unreadable(pending.text, to):
            return None
        if (key := (pending, to)) not in self.seen:
            self.seen.add(key)
            noun = COLLECTIONS[to].noun
            if found:
                which = "、".join(f"{r.id}（{r.place.file} 第 {r.place.line} 行）" for r in found)
                self.desk.astray(pending, faults.REFERENCE, f"“{pending.text}”指到了 {len(found)} 个{noun}：{which}", "请改写成其中一个的代号" if pending.text not in self.made[to] else "一个的别名不能是另一个的代号：请改掉这个别名")
            else:
                if (said := self.written(pending, to, noun)) is not None:
                    self.desk.astray(pending, faults.REFERENCE, *said)
                    return None
                near = near_name(pending.text, self.index[to], self.called)
                right = self.instead(pending, [near]) if near and not mended.repeats(self.rows(pending), pending.span, near) else ""
                hint = f"写{noun}的代号、全名或别名；还没有的，请先在 catalogues/{COLLECTIONS[to].path} 里加上" + (f"。若是“{near}”，{right}" if right else "")
                self.desk.astray(pending, faults.REFERENCE, f"没有叫“{pending.text}”的{noun}" + (f"，是否想写“{near}”？" if near else ""), mended.same(hint, right, sure=False))
        return None

    def written(self, pending: Pending, to: str, noun: str) -> tuple[str, str] | None:
        """What is wrong with several names in one, or with a sort of unit, and how to mend it; None where a text is neither."""
        index, text = self.index[to], pending.text
        several = unit_names.parts(text, index.__contains__)
        if len(several) > 1 and (to == "units" or all(part in index for part in several)):
            names, more = [], []
            for part in several:
                sort = None if part in index or to != "units" else unit_names.meant(part, self.made["units"].values())
                names += sort[0] or [part] if sort else [part]
                if sort:
                    more.append(sort[1])
                elif part not in index:
                    more.append(f"还没有“{part}”，请先在 catalogues/{COLLECTIONS[to].path} 里加上")
            right = self.instead(pending, names)
            return f"“{text}”把几个{noun}写在了一起", mended.same("。".join([*more, f"一个{noun}是列表的一条，{right}"]), right, sure=not more)
        if to == "units" and (sort := unit_names.meant(text, self.made["units"].values())) is not None:
            ids, said = sort
            right = self.instead(pending, ids) if ids else ""
            return f"没有叫“{text}”的{noun}", mended.same(said + (f"。{right}" if ids else ""), right, sure=False)
        return None

    def rows(self, pending: Pending) -> list[str]:
        """The lines of the file that a reference stands in."""
        if pending.file not in self.split:
            self.split[pending.file] = self.desk.texts.get(pending.file, "").split("\n")
        return self.split[pending.file]

    def instead(self, pending: Pending, names: list[str]) -> str:
        """The line of a reference with these names in its place; a list where it stands alone behind its key."""
        rows = self.rows(pending)
        line, start, *_ = pending.span
        before = rows[line - 1][:start - 1] if line <= len(rows) else ""
        if before.strip() == "-":
            new = f"\n{before}".join(mended.written(name) for name in names)
            return mended.told(f"请写成：\n{before}{new}", mended.stretch(rows, pending.span, new))
        inside = before.count("[") > before.count("]")
        new = ", ".join(mended.written(name, flow=True) for name in names)
        new = new if inside or len(names) == 1 else f"[{new}]"
        return mended.told(f"请写成：\n{standard_form.keyed(mended.with_span(rows, pending.span, new) or new)}", mended.stretch(rows, pending.span, new))

    def meant(self, pending: Pending, kind: Kind) -> Record | None:
        """The record that a field of this kind names."""
        if isinstance(kind, MatterReference):
            return self.matter(pending)
        if isinstance(kind, CatalogueReference):
            return self.catalogue(pending)
        if kind.besides is not None and pending.text == kind.besides.name and pending.text not in self.index[kind.to]:
            return kind.besides
        return self.find(pending, collection(pending, kind, self))

    def catalogue(self, pending: Pending) -> Record | None:
        """A catalogue, whatever its kind."""
        there = [name for name in CATALOGUES if pending.text in self.index[name]]
        if len(there) == 1:
            return self.find(pending, there[0])
        if there:
            self.say(pending, f"“{pending.text}”指到了几个目录：{'、'.join(COLLECTIONS[name].noun for name in there)}都有", "请改写成其中一个的代号")
        elif not any(self.unreadable(pending.text, name) for name in CATALOGUES):
            *most, last = (COLLECTIONS[name].noun for name in CATALOGUES)
            nouns = f"{'、'.join(most)}或{last}"
            near = near_name(pending.text, [way for name in CATALOGUES for way in self.index[name]], self.called)
            self.say(pending, f"没有叫“{pending.text}”的{nouns}" + (f"，是否想写“{near}”？" if near else ""), f"写{nouns}的代号、名称或别名")
        return None

    def matter(self, pending: Pending) -> Record | None:
        """A matter, written catalogue/编号."""
        if (found := self.matters.get(pending.text.replace(" ", ""))) is not None:
            return found
        owner = pending.text.rpartition("/")[0].strip()
        if not any(self.unreadable(owner, name) for name in CATALOGUES):
            near = nearest(pending.text, self.matters)
            self.say(pending, f"没有事项“{pending.text}”" + (f"，是否想写“{near}”？" if near else ""), "事项写作 领域代号/编号，例如 shehui-jiuzhu/2.1")
        return None

    @cached_property
    def matters(self) -> dict[str, Record]:
        """Every matter by its code; of two catalogues of one id, the domain's."""
        return {f"{way}/{item.number}": item for name in reversed(CATALOGUES) for record in self.made[name].values()
                for way in record.names for item in record.items if item.number}

    def say(self, pending: Pending, message: str, hint: str) -> None:
        """Reports a reference, once for each place."""
        if (pending, "") not in self.seen:
            self.seen.add((pending, ""))
            self.desk.astray(pending, faults.REFERENCE, message, hint)

    def unreadable(self, text: str, to: str) -> bool:
        """Whether what is meant may stand in a file that could not be read, or not be sure of: that has been reported, and this may follow from it."""
        path = f"catalogues/{COLLECTIONS[to].path}"
        if COLLECTIONS[to].single_file or f"{path}{text}.yml" in self.desk.damaged:
            return path in self.desk.damaged or f"{path}{text}.yml" in self.desk.damaged
        nameless = (file.removeprefix(path).removesuffix(".yml") for file in self.desk.damaged if file.startswith(path))
        return any(id not in self.made[to] or [*self.made[to][id].names] == [id] for id in nameless)


def follow(draft: Draft, guide: Guide) -> None:
    """Puts the records meant in place of a draft's references, and of those within it."""
    mine, parts = draft.record.__dict__, {}
    for code, kind in references(draft.template).items():
        value = draft.values.get(code)
        if isinstance(value, tuple):
            meant: dict[Record, Pending] = {}
            for pending in value:
                if (record := guide.meant(pending, kind)) is not None:
                    meant.setdefault(record, pending)
            mine[code] = tuple(meant)
            if all(pending.file == draft.file for pending in value):
                parts[code] = tuple(pending.span for pending in meant.values())
        elif value is not None:
            mine[code] = guide.meant(value, kind)
    if parts:
        mine["parts"] = draft.parts | parts
    for code in inner(draft.template):
        value = draft.values.get(code, ()) if code != "defaults" else ()  # what stands there is followed where it is taken over
        for part in value if isinstance(value, tuple) else (value,):
            if not leaf(part.template):
                follow(part, guide)


def collection(pending: Pending, kind: Reference, guide: Guide) -> str:
    """Where to look for what a reference names: the matters of villages and institutions are disclosed by these themselves."""
    own = pending.file.split("/")[1] if kind.to == "units" else ""
    return own if own in CATALOGUES and COLLECTIONS[own].template.itself and pending.text in guide.made[own] else kind.to


def own(draft: Draft) -> None:
    """Tells every matter and interpretation whose it is."""
    for part in draft.values.get("items", ()):
        own_matter(part, draft)
    for position, part in enumerate(draft.values.get("interpretations", ()), 1):
        part.record.__dict__.update(policy=draft.record, position=position)


def own_matter(draft: Draft, owner: Draft) -> None:
    """Tells a matter whose it is, and which matter of the county it refers to."""
    mine: dict[str, Any] = draft.record.__dict__
    mine["owner"] = owner.record
    if isinstance(draft.record, TownshipItem):
        mine["origin"] = mine["reference"] = draft.origin.record if draft.origin else None


# -- what can only be judged with the records at hand ----------------------------------------------
def settle(draft: Draft, guide: Guide) -> None:
    """Looks at the references of a policy, gives the steps of a flow their lanes, and takes out of a record what it may not say."""
    if isinstance(draft.record, Policy):
        check_interpreters(draft, guide.desk)
    if isinstance(draft.record, Register):
        draft.record.settled()
    if isinstance(draft.record, Flow):
        settle_lanes(draft, guide, guide.desk)


def called(record: Record) -> str:
    """A unit or person in a message: the id where the name is missing, which has been reported."""
    return record.name or record.id


def check_interpreters(draft: Draft, desk: Desk) -> None:
    policy: Policy = draft.record
    heads = {*policy.drafters, *policy.joint[:1]}
    for inner in draft.values.get("interpretations", ()):
        interpretation: Interpretation = inner.record
        unit = interpretation.unit
        if unit and heads and unit not in heads:
            desk.report(draft.file, faults.INTERPRETING_UNIT, key_of(inner, "unit"), f"解读机构“{called(unit)}”没有起草这个文件，也不是牵头单位",
                        f"解读机构应是：{'、'.join(called(h) for h in heads)}" if len(heads) == 1 else f"解读机构应是其中之一：{'、'.join(sorted(called(h) for h in heads))}")
        for person in interpretation.interpreters:
            if unit and person.unit and person.unit not in successors(unit) and interpretation.form != "专家解读":
                desk.report(draft.file, faults.INTERPRETERS_UNIT, key_of(inner, "interpreters"), f"解读人“{called(person)}”是{called(person.unit)}的人，不是解读机构{called(unit)}的人",
                            "请换成本单位的解读人；请外单位专家解读的，形式写“专家解读”")


def successors(unit: Record) -> list[Record]:
    """A unit, and those that took over from it, one after the other: its people have gone with it."""
    found = [unit]
    while (heir := getattr(getattr(found[-1], "dissolved", None), "successor", None)) is not None and heir not in found:
        found.append(heir)
    return found


def settle_lanes(draft: Draft, guide: Guide, desk: Desk) -> None:
    """Gives every step its lane by the lane's name, the unit's full name where the lane is a unit."""
    flow: Flow = draft.record

    def unit_of(text: str):
        found = guide.index["units"].get(text, [])
        return found[0] if len(found) == 1 else None

    def label(text: str) -> str:
        unit = unit_of(text)
        return unit.label if unit else text

    listed = tuple(dict.fromkeys(map(label, flow.lanes)))
    for inner in draft.values.get("steps", ()):
        step: Step = inner.record
        if step.lane is None:
            continue
        if listed and label(step.lane) not in listed:
            near = near_name(step.lane, listed, guide.called)
            desk.report(draft.file, faults.OPTION, key_of(inner, "lane"), f"步骤的单位“{step.lane}”不在流程的单位里" + (f"，是否想写“{near}”？" if near else ""),
                        f"流程的单位有：{'、'.join(listed)}")
        step.__dict__.update(lane=label(step.lane), unit=unit_of(step.lane))
    used = dict.fromkeys(s.lane for s in flow.steps if s.lane)
    flow.__dict__["lanes"] = listed or tuple(used)
