"""默认 and 参照: what a matter takes over, before references are followed.

What holds, first to last: written here, the county's matter referred to (after its own file's 默认), this file's 默认.
A value replaces, lists never merge; 主体, 信息 and 停用 are never taken from the county.
"""
import re

from disclosure.model.county import CATALOGUES, COLLECTIONS, STANDARD, Domain, Village, VillageStandard
from disclosure.model.matters import COMPARED, NEVER_INHERITED, WITHHELD, InstitutionItem, Item, StandardItem, VillageItem
from disclosure.model.place import Span
from disclosure.model.time_limit import limits
from disclosure.read import faults
from disclosure.read.drafts import Desk, Draft, Pending, key_of
from disclosure.read.names import LONGEST_ID, RESERVED
from disclosure.read.nearness import nearest

Drafts = dict[str, dict[str, Draft]]
STANDARD_FILE = f"catalogues/{COLLECTIONS[VillageStandard.folder].path}"
PLACES = tuple(name for name in CATALOGUES if COLLECTIONS[name].template is not Domain)
"""The collections of catalogues that may take over from the county's."""
BOTH = VillageStandard.silent["applies"]


def settle_matters(drafts: Drafts, desk: Desk, levels: tuple[str, ...]) -> None:
    """Replaces the matters of every catalogue by what holds for them, and reports what is missing or does not fit."""
    for domain in drafts["domains"].values():
        settle_domain(domain, desk)
    for standard in drafts[VillageStandard.folder].values():
        settle_domain(standard, desk)
    shelf, ids = shelf_of(drafts), Names(drafts["domains"])
    for collection in PLACES:
        for place in drafts[collection].values():
            settle_place(place, drafts, shelf, ids, desk)


def settle_domain(domain: Draft, desk: Desk) -> None:
    """The matters of a catalogue that refers to no other."""
    default = domain.values.get("defaults")
    if default:
        check_limit(default, desk)
    for item in domain.values.get("items", ()):
        fill(item, default)
        fill_silent(item, domain)
        name(item)
    complete_all(domain, desk)


def shelf_of(drafts: Drafts) -> dict[str, Draft]:
    """The county's matters, settled, by what a reference (参照) calls them."""
    return {f"{d.id}/{i.id}": i for d in drafts["domains"].values() for i in d.values.get("items", ()) if i.id}


def standard_shelf(place: Draft, drafts: Drafts) -> dict[str, Draft]:
    """The matters of the standard catalogue, settled, by what a reference calls them; none for what is no village."""
    standard = drafts[VillageStandard.folder].get(STANDARD) if place.template is Village else None
    return {f"{STANDARD}/{i.id}": i for i in standard.values.get("items", ()) if i.id} if standard else {}


class Names:
    """Domains by everything they may be called."""

    def __init__(self, domains: dict[str, Draft]):
        self.ids: dict[str, set[str]] = {}
        for id, draft in domains.items():
            for way in (id, draft.values.get("name"), *draft.values.get("aliases", ())):
                self.ids.setdefault(way, set()).add(id)

    def of(self, text: str) -> str | None:
        found = self.ids.get(text, set())
        return next(iter(found)) if len(found) == 1 else None


def fill(item: Draft, source: Draft | None, without: tuple[str, ...] = ()) -> None:
    """Takes over from `source` what the item does not say itself."""
    if source is None:
        return
    for code, value in source.values.items():
        if code not in without and code not in item.values and code not in item.wrong and code in item.template.fields:
            item.values[code] = value
    item.wrong |= source.wrong - item.values.keys() - set(without)


def name(item: Draft) -> None:
    item.id = item.values.get("number", "")


def settle_place(place: Draft, drafts: Drafts, shelf: dict[str, Draft], ids: Names, desk: Desk) -> None:
    """The matters of a township, village …: own ones, single references, those of whole domains, and of the standard of villages."""
    default = place.values.get("defaults")
    standard = standard_shelf(place, drafts)
    shelf = {**shelf, **standard} if standard else shelf
    if default:
        check_limit(default, desk)
    items = list(place.values.get("items", ()))
    referred: set[str] = set()
    for item in items:
        origin = find(item, shelf, ids, desk)
        if origin is not None:
            referred.add(origin_code(origin))
        elif "reference" in item.keys:
            item.wrong |= set(item.template.fields)  # what the lost reference would have given is not missing, it is unknown
        settle_item(item, origin, place, desk)
    template, wanted = place.template.matter(), place.template.level
    for pending in place.values.get("taken", ()):
        domain = ids.of(pending.text)
        if domain is None or "items" not in drafts["domains"][domain].values:
            continue  # a reference to nothing is reported where references are followed
        taken = 0
        for origin in drafts["domains"][domain].values["items"]:
            if {"乡级", wanted}.isdisjoint(origin.values.get("levels", ())) or not origin.id:
                continue
            taken += 1
            code = f"{domain}/{origin.id}"
            if code in referred:
                continue
            referred.add(code)
            item = taken_whole(template, place, code, pending.span)
            item.wrong |= {"kind", "frequency"}  # of a whole domain nothing can be written matter by matter
            settle_item(item, origin, place, desk)
            items.append(item)
        if not taken:
            desk.report(place.file, faults.NOTHING_TAKEN, pending.span, f"领域“{pending.text}”里没有层级含“{wanted}”的事项，整个参照什么也没有带来",
                        f"请在该领域的事项里写上“层级: [县级, {wanted}]”，或去掉这个参照")
    if standard and place.values.get("follows") != "否":
        for code, origin in standard.items():
            if code not in referred and place.values.get("type", "") in ("", *origin.values.get("applies", BOTH)):
                item = taken_whole(template, place, code, place.first)
                settle_item(item, origin, place, desk)
                items.append(item)
        items.sort(key=lambda item: in_numbers(item.id))
    place.values["items"] = tuple(items)
    complete_all(place, desk)


def taken_whole(template: type[Item], place: Draft, code: str, span: Span) -> Draft:
    """A matter of which the place's own file says nothing by itself."""
    item = Draft(template, place.file, "", span)
    item.values["reference"] = Pending(code, place.file, span)
    return item


def in_numbers(number: str) -> tuple:
    """1.2 before 1.10, and numbers before words."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"[.-]", number))


def settle_item(item: Draft, origin: Draft | None, place: Draft, desk: Desk) -> None:
    """One matter of a township or village, with the county's or the standard's matter that it refers to."""
    default = place.values.get("defaults")
    if origin is not None:
        item.alone = item.copied()
        take(item, origin, place, default, desk)
    fill(item, default)
    excuse(item, origin)
    fill_silent(item, place)
    name(item)


def excuse(item: Draft, origin: Draft | None) -> None:
    """What the county's matter itself lacks has been reported there, not once more at every place that refers to it."""
    if origin is not None:
        item.wrong |= {code for code, f in origin.template.fields.items() if f.required and code not in origin.values} - item.values.keys()


def fill_silent(item: Draft, place: Draft) -> None:
    """What a matter of such a place need not say: a village's is the village's own, and shown on its board."""
    silent, own = place.template.silent, (Pending(place.id, place.file, place.first),)
    if silent and "levels" not in item.keys:
        item.values["levels"] = silent.get("levels", ())  # also where the county's matter says otherwise
    for code, value in {**silent, **({"disclosers": own} if place.template.itself else {})}.items():
        if code not in item.wrong:
            item.values.setdefault(code, value)


def origin_code(origin: Draft) -> str:
    if origin.template is StandardItem:
        return f"{STANDARD}/{origin.id}"
    stem = origin.file.rsplit("/", 1)[-1].removesuffix(".yml")
    return f"{stem}/{origin.id}"


def find(item: Draft, shelf: dict[str, Draft], ids: Names, desk: Desk) -> Draft | None:
    """The county's matter that an item refers to; None where it refers to none, or to nothing (reported)."""
    pending = item.values.get("reference")
    if not isinstance(pending, Pending):
        return None
    domain, _, number = pending.text.rpartition("/")
    domain = domain.strip()
    several = () if domain == STANDARD else ids.ids.get(domain, ())
    if len(several) > 1:
        desk.astray(pending, faults.REFERENCE, f"“{domain}”指到了 {len(several)} 个领域：{'、'.join(sorted(several))}", "请改写成其中一个的代号")
        return None
    code = f"{domain if domain == STANDARD else ids.of(domain) or domain}/{number.strip()}"
    if code in shelf:
        return shelf[code]
    if (STANDARD_FILE if domain == STANDARD else f"catalogues/domains/{code.split('/')[0]}.yml") in desk.damaged:
        return None  # it may stand in what could not be read, which has been reported
    if domain == STANDARD and not any(way.startswith(f"{STANDARD}/") for way in shelf):
        why = f"还没有 {STANDARD_FILE}" if item.template is VillageItem else "标准目录只给村（社区）用"
        desk.astray(pending, faults.REFERENCE, f"没有事项“{pending.text}”：{why}", "请把这一项写全，或参照县里的事项，例如 shehui-jiuzhu/2.1")
        return None
    near = nearest(code, shelf)
    desk.astray(pending, faults.REFERENCE, f"没有事项“{pending.text}”" + (f"，是否想写“{near}”？" if near else ""),
                "参照写作 领域代号/编号，例如 shehui-jiuzhu/2.1")
    return None


def take(item: Draft, origin: Draft, place: Draft, default: Draft | None, desk: Desk) -> None:
    """Lets an item take over from the county's matter, and asks for a reason where it differs.  `default` still follows."""
    item.origin = origin
    code, standard = origin_code(origin), origin.template is StandardItem
    called = f"{VillageStandard.source if standard else Domain.source}事项 {code}"
    given = default.values if default else {}
    differs = [c for c in COMPARED if c in item.values and c in origin.values and item.values[c] != origin.values[c]]
    if differs and "difference" not in item.values and "difference" not in item.wrong and "difference" not in given:
        keys = "、".join(item.template.fields[c].key for c in differs)
        desk.tell(item, differs[0], faults.DIFFERENCE, f"{keys}与{called} 不同，没有写“差异说明”", f"请写明为什么不同，或删去与{called.partition('事项')[0]}不同的内容")
    if standard:  # its numbers are the villages'; what it gives up, they give up
        fill(item, origin)
        return
    fill(item, origin, NEVER_INHERITED + ("number",))
    domain = code.split("/")[0]
    item.values.setdefault("number", f"{domain}-{origin.id}")
    item.values.setdefault("domain", Pending(domain, item.file, item.first))
    if "disclosers" not in item.values and "disclosers" not in item.wrong and "disclosers" not in given:
        unit = place.values.get("unit")
        if unit is not None:
            item.values["disclosers"] = (unit,)
    if "retired" in origin.values and "retired" not in item.values and "retired" not in item.keys:
        desk.report(item.file, faults.TAKEN_RETIRED, item.first, f"沿用的县级事项 {code} 已经停用，这里仍在公开", "若这里也停用，请单独写这一项并写上“停用”；若仍要公开，可不改")


def check_limit(item: Draft, desk: Desk) -> None:
    """Notes a time limit that cannot be read, where it is written."""
    text = item.values.get("time_limit")
    if text and "time_limit" in item.spans and not limits(text):
        desk.tell(item, "time_limit", faults.LIMIT_UNREAD, f"公开时限“{text[:30]}”读不成期限，算不出是否按时公开",
                  "请写成“信息形成或者变更之日起20个工作日内”“公示7个工作日”“每季度首月20日前”“长期公开”这样")


def complete_all(place: Draft, desk: Desk) -> None:
    """Reports missing elements, and numbers that stand twice (case aside: addresses must differ on every file system)."""
    seen: dict[str, Draft] = {}
    for item in place.values.get("items", ()):
        complete(item, desk)
        if not item.id:
            continue
        first = seen.setdefault(item.id.lower(), item)
        if first is not item:
            if not item.keys:  # of the standard catalogue as a whole, where the village has used a number of it
                desk.tell(first, "number", faults.UNIQUE, f"编号“{first.id}”与村（居）务公开标准目录的 {item.id}（{item.values.get('name', '')}）重复",
                          f"是同一项的，写“参照: {STANDARD}/{item.id}”，删去与标准目录相同的内容；不是的，换一个标准目录没有用的编号；不用标准目录的，写“沿用标准: 否”")
                continue
            where = f"第 {key_of(first, 'number')[0]} 行"
            desk.tell(item, "number", faults.UNIQUE, f"编号“{item.id}”与{where}的编号重复（不分大小写）", "编号在一个文件里不能重复，也不能再用停用过的编号")


def complete(item: Draft, desk: Desk) -> None:
    """Reports what a matter lacks, and what in it does not fit."""
    called = f"事项 {item.id} " if item.id else f"事项“{item.values['name']}”" if item.values.get("name") else "这个事项"
    for code, f in item.template.fields.items():
        if not f.required or code in item.values or code in item.wrong:
            continue
        if code == "number" and "reference" in item.keys:
            continue
        what = "要素" if f.element else "必填字段"
        desk.tell(item, code, faults.ELEMENT if f.element else faults.REQUIRED,
                  f"{called}缺少{what}“{f.key}”{'：字段名后面是空的' if code in item.keys else ''}", f"请写上“{f.key}: …”，或在“默认”里统一写")
    if item.values.get("attribute") == WITHHELD and "exemption" not in item.values and "exemption" not in item.wrong:
        desk.tell(item, "attribute", faults.EXEMPTION, f"{called}不予公开，没有写“不予公开理由”", "请写 不予公开理由: {依据: …, 理由: …}")
    check_limit(item, desk)
    if RESERVED.fullmatch(item.id):
        desk.tell(item, "number", faults.PORTABLE, f"编号“{item.id}”是 Windows 的保留名，网页在 Windows 上存不下", "请换一个编号")
    if len(item.id) > LONGEST_ID:
        desk.tell(item, "number", faults.PORTABLE, f"编号有 {len(item.id)} 个字符，太长，网页存不下", f"请换一个编号，不超过 {LONGEST_ID} 个字符")


assert Item.fields.keys() <= VillageItem.fields.keys() & InstitutionItem.fields.keys()  # what is taken over must have somewhere to go
