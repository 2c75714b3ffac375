"""Scores: how complete a county's disclosure is, as fractions whose numerators and denominators anybody can count again.

Every figure of the county is the sum of the parts that MEASURES names for it; the parts of units (and of domains, where policies and
townships are meant) are another cut through the same things and are not added up.  What could not be read counts as not got.
"""
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from disclosure.checking import Checked
from disclosure.model.catalogue import Catalogue
from disclosure.model.county import CATALOGUES as WITH_MATTERS
from disclosure.model.county import COLLECTIONS, Policy, Unit, VillageStandard
from disclosure.model.due import beginnings, slots
from disclosure.model.fields import Address, Defaults, FilePath, Kind, Link, Matters, Nested, Pairs, Record
from disclosure.model.finding import Finding, Severity
from disclosure.model.law import Law
from disclosure.model.matters import NEVER_INHERITED, Item
from disclosure.model.place import Place
from disclosure.model.punctuality import fresh, proactive, punctual
from disclosure.model.waiting import as_published
from disclosure.read.law import law
from disclosure.rules.coverage import domain_of, named_pilot, pilots_by_name
from disclosure.rules.links import links
from disclosure.rules.registry import Case

COUNTY = "county"
"""The `of` of the figures for the whole county."""


class Measure(NamedTuple):
    """What is measured: its name and how it is counted, both as readers see them, and the places whose parts add up to the county's figure."""

    title: str
    formula: str
    added: tuple[str, ...]


CATALOGUES = tuple(f"{name}/" for name in WITH_MATTERS)
MEASURES: dict[str, Measure] = {
    "completeness": Measure(
        "八要素完整率", "八个要素（名称、内容、依据、时限、主体、渠道、对象、方式）都写了、读得懂、不是“同上”“无”或者模板残留的事项 ÷ 在用事项。"
        "县、乡、村三级目录合计，村（居）务公开标准目录另列、不计入；停用的不算；沿用县级的，县级写错了也算没有写好；整个文件读不出来的按一个没有写好的事项算。", CATALOGUES),
    "coverage": Measure(
        "领域与乡镇覆盖率", "（有在用事项的试点领域 + 各乡镇已有事项的必有领域）÷（26 个试点领域 + 乡镇数 × 必有领域数）。"
        "乡镇和必有领域按 county.yml 的“乡镇”“乡镇领域”；没有写“乡镇领域”的，每个乡镇只看有没有事项。", ("pilot-domains/", "townships/")),
    "timeliness": Measure(
        "按时公开率", "按时的 ÷（可以核对的信息 + 到期该公开的次数）。信息写了形成日期的，从形成的次日起算工作日，时限按本事项写的工作日数，没有写的按 20 个工作日；"
        "发布早于形成、发布日期读不出来的算没有按时；只写到月份的、当年节假日安排还不知道的不算在内。时限写了定期公开的（每月、每季度、每年等，村（居）按频次），"
        "截至日期前一年内每到期一次算一次：两次到期之间发布了信息的算按时（已按形成日期核对的不重复算），没有的算没有按时；一个事项最多算最近 12 次；"
        "“目录调整”写了新增日期的从那天起算；停用、依申请公开的不算。", CATALOGUES),
    "interpretation": Measure(
        "解读率", "有解读的政策 ÷ 应当解读的政策。写明“不解读理由”的、不主动公开的不算在内。单位按第一个起草单位算，领域按政策写的“领域”算。", ("policies/",)),
    "links": Measure(
        "链接有效率", "没有查出问题的链接 ÷ 目录里写的全部链接（网址、文件、正文里的链接）。查的是：文件在不在、空不空、与扩展名符不符，网址写得对不对、"
        "是不是内网地址，本专题的页面有没有。检查时不联网，外站能不能打开不在其内。", (*CATALOGUES, "policies/", "flows/", "county.yml", *(c.path for c in COLLECTIONS.values() if c.single_file or c.shelf))),
    "information": Measure("事项有内容率", "登记了已公开信息的事项 ÷ 应当主动公开的在用事项（不予公开的不算）。", CATALOGUES),
    "freshness": Measure("领域更新率", "截至日期前、规定天数（county.yml“更新天数”，不写为 90 天）内有新信息的领域 ÷ 有主动公开事项的领域。", ("domains/",)),
}
ELEMENTS: dict[str, str] = {code: f.key for code, f in Item.fields.items() if f.element}
"""The eight, with the keys that editors write."""
STANDARD = VillageStandard.folder
"""The part of the villages' standard: completeness alone, for it discloses nothing itself; what villages take over counts with them."""
FOLDERS = {name: n for n, name in enumerate((COUNTY, "pilot-domains", *WITH_MATTERS, STANDARD, "units", "policies", "flows"))}
"""The order of the parts."""
OWN_FILE = re.compile(rf"catalogues/(({'|'.join(WITH_MATTERS)}|policies)/([a-z0-9-]+))\.yml")


WITH_PAGES = (*WITH_MATTERS, "policies", "flows")
"""Collections whose links count for each record; those of other files count for the file."""


@dataclass(slots=True)
class Part:
    """`got` of `total` for one measure at one place (`of`: its address without .html); `evidence` are the findings that tell what is missing."""

    measure: str
    of: str
    name: str
    got: int = 0
    total: int = 0
    evidence: dict[Finding, None] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Six decimals: never 1 where something is missing, never 0 where something is there."""
        return round(self.got / self.total, 6)

    def add(self, got: int, total: int = 1, evidence: Sequence[Finding] = ()) -> None:
        self.got += got
        self.total += total
        if evidence:
            self.evidence.update(dict.fromkeys(evidence))


@dataclass(frozen=True)
class Scores:
    """All parts with something to measure, by (measure, of); how many matters have each element, by (element, of); and matters by township and required domain."""

    parts: dict[tuple[str, str], Part]
    elements: dict[tuple[str, str], Part]
    required: tuple[str, ...] = ()
    townships: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def figures(self) -> dict[str, float]:
        """The figures of the whole county, without those that have nothing to measure."""
        return {measure: part.share for measure in MEASURES if (part := self.parts.get((measure, COUNTY)))}

    @property
    def rows(self) -> list[dict]:
        """The parts as `check --format json` prints them."""
        return [{"measure": p.measure, "of": p.of, "name": p.name, "got": p.got, "total": p.total} for p in self.parts.values()]


def score(checked: Checked) -> Scores:
    """The scores of a county as it was read and judged; none where there is no county."""
    if checked.county is None:
        return Scores({}, {})
    return Count(checked, law()).scores()


def address(record: Record) -> str:
    return record.address.removesuffix(".html")


def active(owner: Catalogue) -> list[Item]:
    return [i for i in owner.items if not i.retired]


class Count:
    """One count: parts as they grow, and the findings by file."""

    def __init__(self, checked: Checked, law: Law) -> None:
        self.county, self.law = as_published(checked.county), law
        self.sound = self.county if checked.sound is checked.county else checked.sound
        self.parts: dict[tuple[str, str], Part] = {}
        self.elements: dict[tuple[str, str], Part] = {}
        self.findings = checked.findings
        self.about: dict[Place | None, list[Finding]] = defaultdict(list)
        """The findings by the place of the record that they are about."""
        for finding in checked.findings:
            self.about[finding.record].append(finding)
        self.incomplete = {place for place, found in self.about.items() if any(f.rule.measure == "completeness" for f in found)}

    def scores(self) -> Scores:
        self.matters()
        self.standard()
        self.lost_files()
        townships = self.coverage()
        self.freshness()
        self.interpretation()
        self.links()
        self.total()
        order = {measure: n for n, measure in enumerate(MEASURES)}
        parts = dict(sorted(((key, p) for key, p in self.parts.items() if p.total), key=lambda pair: (order[pair[0][0]], FOLDERS.get(pair[0][1].partition("/")[0], len(FOLDERS)))))
        return Scores(parts, self.elements, self.required, townships)

    def part(self, measure: str, of: str, name: str) -> Part:
        if (part := self.parts.get((measure, of))) is None:
            part = self.parts[measure, of] = Part(measure, of, name)
        return part

    def of_record(self, measure: str, record: Record) -> Part:
        return self.part(measure, address(record), getattr(record, "name", None) or getattr(record, "title", None) or record.id)

    def said(self, record: Record, measure: str, *codes: str) -> list[Finding]:
        """The findings about a record, or about some of its fields, that a measure takes from."""
        return [f for f in self.about.get(record.place, ()) if f.rule.measure == measure and (f.code in codes or not codes)]

    def total(self) -> None:
        """The county's figures: the sums of the parts that each measure adds up."""
        for measure, how in MEASURES.items():
            whole = Part(measure, COUNTY, self.county.name or COUNTY)
            for (other, of), p in self.parts.items():
                if other == measure and of.startswith(how.added):
                    whole.add(p.got, p.total)
            self.parts[measure, COUNTY] = whole

    # -- matters: completeness, information, timeliness ------------------------------------------
    def matters(self) -> None:
        dated, since = self.county.as_of is not None, beginnings(self.county)
        for owner in self.county.catalogues:
            here = {m: self.of_record(m, owner) for m in ("completeness", "information", "timeliness")}
            cells = {code: self.elements.setdefault((code, address(owner)), Part(code, address(owner), owner.name or owner.id)) for code in ELEMENTS}
            silent, overdue = self.said(owner, "information"), self.said(owner, "timeliness")
            items = active(owner)
            for cell in cells.values():
                cell.add(len(items), len(items))
            by_disclosers: dict[tuple[Record, ...], dict[str, tuple[Part, ...]]] = {}
            for item in items:
                if (mine := by_disclosers.get(item.disclosers)) is None:
                    units = [u for u in item.disclosers if isinstance(u, Unit)]
                    mine = by_disclosers[item.disclosers] = {m: (p, *(self.of_record(m, u) for u in units)) for m, p in here.items()}
                wrong = self.wrong(item)
                for code, found in wrong.items():
                    cells[code].add(-1, 0, found)
                evidence = [f for found in wrong.values() for f in found]
                for p in mine["completeness"]:
                    p.add(not wrong, 1, evidence)
                if proactive(item):
                    there = any(r.title and r.published and (r.link or r.file) for r in item.records)
                    for p in mine["information"]:
                        p.add(there, 1, () if there else silent)
                for record in item.records:
                    if (in_time := punctual(record, item, self.law)) is not None:
                        late = () if in_time else self.said(record, "timeliness")
                        for p in mine["timeliness"]:
                            p.add(in_time, 1, late)
                for _, came in slots(item, self.county, self.law, since.get(item)) if dated else ():
                    if not any(punctual(record, item, self.law) is not None for record in came):
                        for p in mine["timeliness"]:
                            p.add(bool(came), 1, () if came else overdue)

    def standard(self) -> None:
        """How complete the standard of the villages is, in the elements that it has."""
        standard = self.county.village_standard
        for item in active(standard) if standard else ():
            wrong = self.wrong(item)
            self.of_record("completeness", standard).add(not wrong, 1, [f for found in wrong.values() for f in found])

    def wrong(self, item: Item) -> dict[str, list[Finding]]:
        """The elements of a matter that are not in order, with what is said of them; of those that its sort has."""
        if self.doubted(item):
            return {code: found for code in ELEMENTS if code in item.fields and (found := self.faults(item, code)) is not None}
        return {code: [] for code in ELEMENTS if code in item.fields and getattr(item, code) in (None, ())}

    def doubted(self, item: Item | None) -> bool:
        """Whether anything is said of an element, here or where it may be taken over from (`sources`)."""
        while item is not None:
            defaults = getattr(item.owner, "defaults", None)
            if item.place in self.incomplete or (defaults is not None and defaults.place in self.incomplete):
                return True
            item = item.origin
        return False

    def faults(self, item: Item, code: str) -> list[Finding] | None:
        """What is wrong with an element: it is missing, or what is written cannot be read or means nothing; None
        where nothing is."""
        there = getattr(item, code) not in (None, ())
        found = [f for record in sources(item, code, there) for f in self.said(record, "completeness", code)]
        return None if there and not found else found

    def lost_files(self) -> None:
        """Files of which nothing could be read: one thing each that is not got."""
        by_file: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            by_file[finding.place.file].append(finding)
        for file, found in by_file.items():
            standard = self.county.village_standard
            if file == f"catalogues/{STANDARD}.yml" and not (standard and standard.items):
                errors = [f for f in found if f.severity is Severity.ERROR]
                self.part("completeness", STANDARD, COLLECTIONS[STANDARD].noun).add(0, min(1, len(errors)), errors)
            if not (match := OWN_FILE.fullmatch(file)) or match[3] in getattr(self.county, match[2]):
                continue
            errors = [f for f in found if f.severity is Severity.ERROR]
            measures = ("interpretation",) if match[2] == "policies" else ("completeness", "freshness") if match[2] == "domains" else ("completeness",)
            for measure in measures if errors else ():
                self.part(measure, match[1], match[3]).add(0, 1, errors)

    # -- coverage and freshness --------------------------------------------------------------------
    def coverage(self) -> dict[str, tuple[int, ...]]:
        """Counts the pilot domains, and the required domains of every listed township.  Gives the matters of each, for the matrix."""
        county, case = self.sound, Case(self.sound, self.law)
        names, used = pilots_by_name(case), [d for d in county.domains.values() if active(d)]
        there = {d.pilot for d in used} | {p.number for d in used if (p := named_pilot(d, names))}
        for pilot in self.law.pilot_domains:
            got = pilot.number in there
            self.part("coverage", f"pilot-domains/{pilot.number}", pilot.name).add(got, 1, () if got else self.said(county, "coverage", "domains"))
        by_name = {name: t for t in county.townships.values() for name in t.names}
        wanted = [(text, domain_of(case, text)) for text in dict.fromkeys(county.township_domains)]
        self.required = tuple(domain.name or domain.id if domain else text for text, domain in wanted)
        rows: dict[str, tuple[int, ...]] = {}
        for text in dict.fromkeys(county.required_townships or county.townships):
            township = by_name.get(text)
            matters = active(township) if township else []
            counts = tuple(sum(i.domain is d for i in matters) if d else 0 for _, d in wanted)
            lacking = (self.said(township, "coverage") if township else []) or self.said(county, "coverage", "required_townships")
            row = self.of_record("coverage", township) if township else self.part("coverage", f"townships/{text}", text)
            for n, (_, domain) in zip(counts, wanted, strict=True):
                row.add(n > 0, 1, () if n else lacking)
                if domain:
                    self.of_record("coverage", domain).add(n > 0, 1, () if n else lacking)
            if not wanted:
                row.add(bool(matters), 1, () if matters else lacking)
            rows[row.of] = counts
        return rows

    def freshness(self) -> None:
        as_of = self.county.as_of
        if as_of is None:
            return
        for domain in self.county.domains.values():
            matters = active(domain)
            if any(map(proactive, matters)):
                new = fresh(self.county, matters)
                evidence = () if new else self.said(domain, "freshness") or self.said(domain, "information")
                self.of_record("freshness", domain).add(new, 1, evidence)

    # -- policies and links ------------------------------------------------------------------------
    def interpretation(self) -> None:
        for policy in self.county.policies.values():
            if policy.no_interpretation or policy.attribute not in (None, "主动公开"):
                continue
            done = bool(policy.interpretations)
            evidence = () if done else self.said(policy, "interpretation")
            for record in (policy, *policy.domains, *policy.drafters[:1]):
                self.of_record("interpretation", record).add(done, 1, evidence)

    def links(self) -> None:
        """Links that are there and those that reading has left out, less those of which something is said: one for each place."""
        for what, *_ in links(Case(self.county, self.law)):
            for part in self.answering(what.top):
                part.add(1)
        faults = [f for f in self.findings if f.record and f.rule.measure and f.severity is not Severity.NOTICE]
        known = self.records() if faults else {}
        places: dict[tuple[Place, bool], list[Finding]] = defaultdict(list)
        for f in faults:
            field = known[f.record][0].fields.get(f.code) if f.record in known else None
            left_out = f.rule.drops and field is not None and link_kind(field.kind)
            if left_out or (f.rule.measure == "links" and not f.rule.drops):
                places[f.place, left_out].append(f)
        for (place, left_out), those in places.items():
            links_here = max(Counter(f.rule.code for f in those).values())  # each rule speaks once of each link
            for part in self.answering(known[those[0].record][1]) if those[0].record in known else ():
                part.add(0 if left_out else -links_here, links_here if left_out else 0, those)
        for (measure, _), part in self.parts.items():
            if measure == "links":
                part.got = max(0, part.got)

    def records(self) -> dict[Place, tuple[Record, Record]]:
        """Every record of the county by its place, with the matter, or else the record of a collection or the county
        itself, that it belongs to."""
        found: dict[Place, tuple[Record, Record]] = {self.county.place: (self.county, self.county)}
        todo = [(r, r) for name in COLLECTIONS for r in getattr(self.county, name).values()]
        todo += [(r, self.county) for r in inside(self.county)]
        while todo:
            record, top = todo.pop()
            top = record if isinstance(record, Item) and hasattr(record, "owner") else top
            if record.spans:  # what is only taken over stands elsewhere
                found[record.place] = record, top
            todo += [(r, top) for r in inside(record)]
        return found

    def answering(self, top: Record) -> Iterator[Part]:
        """The parts in which a link counts: its catalogue's or file's, and those of the units that answer for it."""
        record = top.owner if isinstance(top, Item) and hasattr(top, "owner") else top
        if getattr(record, "folder", "") in WITH_PAGES:
            yield self.of_record("links", record)
        else:
            file = record.place.file.removeprefix("catalogues/")
            yield self.part("links", file, file)
        units = top.disclosers if isinstance(top, Item) else top.drafters[:1] if isinstance(top, Policy) else ()
        yield from (self.of_record("links", u) for u in units if isinstance(u, Unit))


def inside(record: Record) -> Iterator[Record]:
    """The records written right within a record."""
    for code, f in record.fields.items():
        if isinstance(f.kind, Nested | Matters | Defaults) and (value := getattr(record, code)):
            yield from value if isinstance(value, tuple) else (value,)


def link_kind(kind: Kind) -> bool:
    """Whether a field holds links."""
    return isinstance(kind, Link | Address | FilePath) or (isinstance(kind, Pairs) and kind.links)


def sources(item: Item, code: str, there: bool) -> Iterator[Record]:
    """Where a matter's value is written; where there is none, each record that could have said it: itself, the
    county's matter, 默认 of its file."""
    while True:
        if code in item.spans or not there:
            yield item
            if there:
                return
        if item.origin is None or code in NEVER_INHERITED or (there and getattr(item.origin, code) in (None, ())):
            break
        if not there:
            yield from filter(None, [getattr(item.owner, "defaults", None)])
        item = item.origin
    yield from filter(None, [getattr(item.owner, "defaults", None)])
