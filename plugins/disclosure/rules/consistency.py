"""Consistency: what is said in several places says the same, or says why not."""
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from disclosure.model.catalogue import Catalogue
from disclosure.model.county import Domain
from disclosure.model.finding import Severity
from disclosure.model.matters import COMPARED, Disclosed, Item
from disclosure.rules.registry import Case, Found, notes, once, rule
from disclosure.rules.written import hits, place_of, short, spot

SAME_MATTER = "鼓政办〔2020〕60号三.7：有效衔接政务公开与村（居）务公开，相同事项的公开内容要对应一致"
ORDER = re.compile(r"《([^《》\n]{2,40})》[（(]([^（()）\n]{0,12}令)第?(\d+)号[）)]")


def active(owner) -> list[Item]:
    return [i for i in owner.items if not i.retired]


def takers(case: Case) -> list[Catalogue]:
    """The catalogues that may refer to the county's matters."""
    return [owner for owner in case.county.catalogues if not isinstance(owner, Domain)]


def differing(one: Item, other: Item) -> list[str]:
    """The keys of the compared elements in which two matters differ."""
    return [one.fields[c].key for c in COMPARED if getattr(one, c) != getattr(other, c)]


@rule("C621", "same-name", Severity.WARNING, basis=SAME_MATTER, wrong="参照: shehui-jiuzhu/1.1，名称: 低保政策（县级叫“政策法规文件”）", right="不写名称，或写明“差异说明”", alone=True)
def same_name(case: Case) -> Iterator[Found]:
    """参照县级的事项，名称与县级相同，或者写明差异。"""
    for place in takers(case):
        for item in active(place):
            origin = item.origin
            if origin is not None and "name" in item.spans and item.name != origin.name and not item.difference:
                yield Found(item.where("name"),
                            f"事项 {item.number} 的名称“{short(item.name)}”与{origin.owner.source}事项 {origin.code} 的“{short(origin.name)}”（{spot(origin.where('name'))}）不同",
                            f"请删去这里的名称，用{origin.owner.source}的；确有不同的，写“差异说明”")


@rule("C622", "referred-not-copied", Severity.WARNING, basis=SAME_MATTER, wrong="乡镇另写一项“政策法规文件”，内容与县级不同",
      right="参照: shehui-jiuzhu/1.1，差异说明: …")
def referred_not_copied(case: Case) -> Iterator[Found]:
    """与县级同领域、同名的事项，内容、依据、时限相同，或者写“参照”和差异说明。"""
    county: dict[tuple, list[Item]] = defaultdict(list)
    for domain in case.county.domains.values():
        for item in active(domain):
            county[domain.id, item.name].append(item)
    for place in takers(case):
        for item in active(place):
            if item.origin is not None or item.domain is None or item.difference:
                continue
            twins = [t for t in county.get((item.domain.id, item.name), ()) if t.category == item.category or not item.category]
            if twins and all(differing(item, t) for t in twins):
                twin = twins[0]
                yield Found(item.where("name"),
                            f"事项 {item.number} 与县级事项 {twin.code}（{spot(twin.where('name'))}）同名，{'、'.join(differing(item, twin))}不同，没有写“参照”",
                            f"请写“参照: {twin.code}”，删去与县级相同的；确有不同的，写“差异说明”")


@rule("C623", "village-as-township", Severity.WARNING, basis=SAME_MATTER, wrong="同一事项，乡镇写 5 个工作日，村写 20 个工作日", right="村与乡镇写的相同，或者写“差异说明”")
def village_as_township(case: Case) -> Iterator[Found]:
    """同一事项，村（社区）与所在乡镇说的相同，或者写明差异。"""
    for village in case.county.villages.values():
        township = case.county.townships.get(village.township.id)
        towns = {i.origin: i for i in active(township) if i.origin is not None} if township else {}
        for item in active(village):
            twin = towns.get(item.origin) if item.origin is not None else None
            if twin is None or item.difference or not (keys := differing(item, twin)):
                continue
            yield Found(item.where("reference"),
                        f"事项 {item.number}（县级 {item.origin.code}）的{'、'.join(keys)}与{village.township.name}的不同（{spot(twin.place)}）",
                        "请与乡镇核对，改成一致；确有不同的，写“差异说明”")


def named(match: re.Match) -> tuple[str, str, str]:
    """An act by its title and who issued it, and the number written for it."""
    return match[1].removeprefix("中华人民共和国"), match[2].removeprefix("中华人民共和国"), match[3]


@once
def outdated(case: Case) -> frozenset[str]:
    """The numbers of which another rule tells."""
    return frozenset(n for o in case.law.outdated if o.kind == "令号" for n in o.old)


@notes
def numbered_acts(case: Case) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Every act with a number that a file writes for it, each once."""
    if case.only and not any(hits(case, ORDER)):
        return  # the files asked for say nothing that others could contradict
    found = ((what.record.place.file, named(match)) for what, match, _ in hits(case, ORDER, everywhere=True))
    yield from dict.fromkeys((file, act) for file, act in found if act[2] not in outdated(case))


@rule("C624", "one-number-for-one-act", Severity.WARNING, basis="建议：同一部法规在各处的令号不同，必有一处写错或者过期",
      wrong="《社会救助暂行办法》（国务院令第649号）…《社会救助暂行办法》（国务院令第694号）", right="各处都写（国务院令第649号）")
def one_number_for_one_act(case: Case) -> Iterator[Found]:
    """同一部法规、规章在各处写的令号相同。"""
    there: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, issuer, number in numbered_acts(case):
        there[name, issuer].add(number)
    several = {act for act, numbers in there.items() if len(numbers) > 1}
    found: dict[tuple[str, str], dict[str, list]] = {act: defaultdict(list) for act in there if act in several}
    for what, match, start in hits(case, ORDER, everywhere=True) if several else ():
        *act, number = named(match)
        if tuple(act) in several and number not in outdated(case):
            found[tuple(act)][number].append((what, match[0], start))
    for (name, issuer), numbers in found.items():
        usual = max(numbers, key=lambda n: len(numbers[n]))
        there = numbers[usual][0]
        for number, places in numbers.items():
            for what, text, start in places if number != usual else ():
                yield Found(place_of(case, what, text, start),
                            f"《{short(name)}》这里写的是{issuer}第{number}号，{spot(place_of(case, *there))}等 {len(numbers[usual])} 处写的是第{usual}号",
                            "请核对现行的是哪一号，改成一致；修改过的写“（××令第×号公布，第×号修订）”")


@rule("C625", "one-date-for-one-link", Severity.WARNING, basis="各地门户实测：同一条信息的日期前后矛盾；国办秘函〔2019〕19号：伪造发稿日期单项否决",
      wrong="同一个链接，县级登记 2026-03-02 发布，乡镇登记 2026-05-06", right="两处的发布日期相同")
def one_date_for_one_link(case: Case) -> Iterator[Found]:
    """同一个链接在各处登记的发布日期相同。"""
    seen: dict[str, Disclosed] = {}
    for owner in case.county.catalogues:
        for item in active(owner):
            for record in item.records:
                key = record.link or record.file
                first = seen.setdefault(key, record) if key else record
                if first.published != record.published:
                    yield Found(record.where("published"),
                                f"“{short(record.title)}”的发布日期 {record.published} 与同一链接在 {spot(first.where('published'))}登记的 {first.published} 不同",
                                "请核对网页上的发布日期；不是同一条信息的，链接要分开")


@rule("C626", "one-entry-for-one-person", Severity.WARNING, basis="《深化政务公开促进基层政府治理能力提升工作任务分解表》第19项：同步公开解读机构、解读人及其联系方式；同一个人写两遍，电话和职务迟早不一致",
      wrong="interpreters.yml 里 zhang-san 和 zhang-san-2 都是县民政局张三", right="一个人一条")
def one_entry_for_one_person(case: Case) -> Iterator[Found]:
    """同一单位的同一个解读人只登记一次。"""
    counted = Counter((p.name, p.unit) for p in case.county.interpreters.values())
    seen: dict[tuple, str] = {}
    for person in case.county.interpreters.values():
        key = (person.name, person.unit)
        if counted[key] > 1 and key in seen:
            yield Found(person.where("name"), f"{person.unit.name}的解读人“{person.name}”登记了两次（{seen[key]} 和 {person.id}）",
                        "请合并成一条；确是同名的两个人，职务写清楚并在姓名后加注")
        seen.setdefault(key, person.id)
