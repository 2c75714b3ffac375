"""Scores: how complete a county's disclosure is, as fractions whose numerators and denominators anybody can count again.

Every figure of the county is the sum of the parts that MEASURES names for it; the parts of units (and of domains, where policies and
townships are meant) are another cut through the same things and are not added up.  What could not be read counts as not got.
"""
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from disclosure.checking import Checked
from disclosure.model.county import COLLECTIONS, County, Domain, Policy, Township, Unit, Village
from disclosure.model.fields import Address, Link, Record
from disclosure.model.finding import Finding, Severity
from disclosure.model.law import Law
from disclosure.model.matters import NEVER_INHERITED, Disclosed, Item
from disclosure.model.place import Place
from disclosure.model.workdays import UnknownYear
from disclosure.read.law import law
from disclosure.rules.coverage import domain_of, named_pilot, pilots_by_name
from disclosure.rules.links import links
from disclosure.rules.registry import Case
from disclosure.rules.stated import stated
from disclosure.rules.timeliness import UPDATE_DAYS, allowed

COUNTY = "county"
"""The `of` of the figures for the whole county."""


class Measure(NamedTuple):
    """What is measured: its name and how it is counted, both as readers see them, and the places whose parts add up to the county's figure."""

    title: str
    formula: str
    added: tuple[str, ...]


CATALOGUES = ("domains/", "townships/", "villages/")
MEASURES: dict[str, Measure] = {
    "completeness": Measure(
        "八要素完整率", "八个要素（名称、内容、依据、时限、主体、渠道、对象、方式）都写了、读得懂、不是“同上”“无”或者模板残留的事项 ÷ 在用事项。"
        "县、乡、村三级目录合计；停用的不算；沿用县级的，县级写错了也算没有写好；整个文件读不出来的按一个没有写好的事项算。", CATALOGUES),
    "coverage": Measure(
        "领域与乡镇覆盖率", "（有在用事项的试点领域 + 各乡镇已有事项的必有领域）÷（26 个试点领域 + 乡镇数 × 必有领域数）。"
        "乡镇和必有领域按 county.yml 的“乡镇”“乡镇领域”；没有写“乡镇领域”的，每个乡镇只看有没有事项。", ("pilot-domains/", "townships/")),
    "timeliness": Measure(
        "按时公开率", "在时限内发布的信息 ÷ 写了形成日期、可以核对的信息。从形成的次日起算工作日，时限按本事项写的工作日数，没有写的按 20 个工作日；"
        "发布早于形成、发布日期读不出来的算没有按时；只写到月份的、当年节假日安排还不知道的不算在内。", CATALOGUES),
    "interpretation": Measure(
        "解读率", "有解读的政策 ÷ 应当解读的政策。写明“不解读理由”的、不主动公开的不算在内。单位按第一个起草单位算，领域按政策写的“领域”算。", ("policies/",)),
    "links": Measure(
        "链接有效率", "没有查出问题的链接 ÷ 目录里写的全部链接（网址、文件、正文里的链接）。查的是：文件在不在、空不空、与扩展名符不符，网址写得对不对、"
        "是不是内网地址，本专题的页面有没有。检查时不联网，外站能不能打开不在其内。", (*CATALOGUES, "policies/", "flows/", "county.yml", "units.yml", "interpreters.yml")),
    "information": Measure("事项有内容率", "登记了已公开信息的事项 ÷ 应当主动公开的在用事项（不予公开的不算）。", CATALOGUES),
    "freshness": Measure("领域更新率", "截至日期前、规定天数（county.yml“更新天数”，不写为 90 天）内有新信息的领域 ÷ 有主动公开事项的领域。", ("domains/",)),
}
ELEMENTS: dict[str, str] = {code: f.key for code, f in Item.fields.items() if f.element}
"""The eight, with the keys that editors write."""
FOLDERS = {name: n for n, name in enumerate((COUNTY, "pilot-domains", "domains", "townships", "villages", "units", "policies", "flows"))}
"""The order of the parts."""
SPOILT = {"C201", "C205", "C206", "C301", "C401", "C402", "C403", "C404"}
"""Rules whose findings say that an element is missing, cannot be read or means nothing."""
DEAD = {"C207", "C210", "C691", "C692", "C693", "C694", "C697"}
"""Rules whose errors and warnings say that a link does not lead to what it promises."""
DROPPED = {"C206", "C207"}
"""Rules of reading that leave a link out of the county: it must be counted from its finding."""
NO_ADDRESS = tuple({f"“{f.key}”": 0 for c in (County, *(c.template for c in COLLECTIONS.values()), Disclosed, Item)
                    for f in c.fields.values() if isinstance(f.kind, Link | Address)})
"""How the messages of C206 about links begin."""
OWN_FILE = re.compile(r"catalogues/((domains|townships|villages|policies)/([a-z0-9-]+))\.yml")


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
    return Count(checked.county, checked.findings, law()).scores()


def address(record: Record) -> str:
    return record.address.removesuffix(".html")


def active(owner: Domain | Township | Village) -> list[Item]:
    return [i for i in owner.items if not i.retired]


class Count:
    """One count: parts as they grow, and the findings by file."""

    def __init__(self, county: County, findings: Iterable[Finding], law: Law) -> None:
        self.county, self.law = county, law
        self.parts: dict[tuple[str, str], Part] = {}
        self.elements: dict[tuple[str, str], Part] = {}
        self.by_file: dict[str, list[Finding]] = {}
        for finding in findings:
            self.by_file.setdefault(finding.place.file, []).append(finding)
        self.tops: dict[str, Record] = {r.place.file: r for n in ("domains", "townships", "villages", "policies", "flows") for r in getattr(county, n).values()}
        """The record of each file that holds one."""
        self.tops.update((f"content/files/{p.text_file}", p) for p in county.policies.values() if p.text_file)

    def scores(self) -> Scores:
        self.matters()
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

    def said(self, file: str, *codes: str) -> list[Finding]:
        """The findings of some rules in a file."""
        return [f for f in self.by_file.get(file, ()) if f.rule.code in codes]

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
        spoilt = self.spoilt()
        for owner in self.county.catalogues:
            here = {m: self.of_record(m, owner) for m in ("completeness", "information", "timeliness")}
            cells = {code: self.elements.setdefault((code, address(owner)), Part(code, address(owner), owner.name or owner.id)) for code in ELEMENTS}
            silent = self.said(owner.place.file, "C555")
            lacking = self.lacking(owner)
            items = active(owner)
            for cell in cells.values():
                cell.add(len(items), len(items))
            for item in items:
                units = [u for u in item.disclosers if isinstance(u, Unit)]
                mine = {m: (p, *(self.of_record(m, u) for u in units)) for m, p in here.items()}
                wrong = {code: found for code in ELEMENTS if (found := self.faults(item, code, spoilt, lacking)) is not None}
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
                    if (punctual := in_time(record, item, self.law)) is not None:
                        late = () if punctual else self.inside(Place(record.place.file, *span_of(record)), {"C551", "C553"})
                        for p in mine["timeliness"]:
                            p.add(punctual, 1, late)

    def spoilt(self) -> dict[tuple[Record, str], list[Finding]]:
        """The elements that are written but cannot be read or mean nothing, with the findings in them."""
        files = {file for file, found in self.by_file.items() if any(f.rule.code in SPOILT for f in found)}
        found: dict[tuple[Record, str], list[Finding]] = {}
        for entry in stated(Case(self.county, self.law)) if files else ():
            if entry.record.place.file in files:
                for code in ELEMENTS:
                    if code in entry.record.spans and (inside := self.inside(entry.record.where(code), SPOILT)):
                        found[entry.record, code] = inside
        return found

    def inside(self, place: Place, codes: set[str]) -> list[Finding]:
        """The findings of some rules that begin within a place."""
        first, last = (place.line, place.column), (place.end_line, place.end_column)
        return [f for f in self.by_file.get(place.file, ()) if f.rule.code in codes and first <= (f.place.line, f.place.column) < last]

    def lacking(self, owner: Domain | Township | Village) -> dict[Item | None, list[Finding]]:
        """The findings that something is missing or has been dropped, by the matter in whose lines they stand."""
        found = [f for f in self.said(owner.place.file, *SPOILT) if f.severity is Severity.ERROR]
        return by_item(owner, found) if found else {}

    def faults(self, item: Item, code: str, spoilt: dict, lacking: dict) -> list[Finding] | None:
        """What is wrong with an element; None where nothing is."""
        if getattr(item, code) in (None, ()):
            return [f for f in lacking.get(item, ()) if f"“{ELEMENTS[code]}”" in f.message]
        return spoilt.get((source(item, code), code)) if spoilt else None

    def lost_files(self) -> None:
        """Files of which nothing could be read: one thing each that is not got."""
        for file, found in self.by_file.items():
            if not (match := OWN_FILE.fullmatch(file)) or match[3] in getattr(self.county, match[2]):
                continue
            errors = [f for f in found if f.severity is Severity.ERROR]
            measures = ("interpretation",) if match[2] == "policies" else ("completeness", "freshness") if match[2] == "domains" else ("completeness",)
            for measure in measures if errors else ():
                self.part(measure, match[1], match[3]).add(0, 1, errors)

    # -- coverage and freshness --------------------------------------------------------------------
    def coverage(self) -> dict[str, tuple[int, ...]]:
        """Counts the pilot domains, and the required domains of every listed township.  Gives the matters of each, for the matrix."""
        county, case = self.county, Case(self.county, self.law)
        names, used = pilots_by_name(case), [d for d in county.domains.values() if active(d)]
        there = {d.pilot for d in used} | {p.number for d in used if (p := named_pilot(d, names))}
        head = "catalogues/county.yml"
        for pilot in self.law.pilot_domains:
            got = pilot.number in there
            self.part("coverage", f"pilot-domains/{pilot.number}", pilot.name).add(got, 1, () if got else self.said(head, "C601"))
        by_name = {name: t for t in county.townships.values() for name in t.names}
        wanted = [(text, domain_of(case, text)) for text in dict.fromkeys(county.township_domains)]
        self.required = tuple(domain.name or domain.id if domain else text for text, domain in wanted)
        rows: dict[str, tuple[int, ...]] = {}
        for text in dict.fromkeys(county.required_townships or county.townships):
            township = by_name.get(text)
            matters = active(township) if township else []
            counts = tuple(sum(i.domain is d for i in matters) if d else 0 for _, d in wanted)
            file = township.place.file if township else head
            lacking = self.said(file, "C604", "C606") or self.said(head, "C604")
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
                fresh = updated_lately(self.county, matters)
                evidence = () if fresh else self.said(domain.place.file, "C554") or self.said(domain.place.file, "C555")
                self.of_record("freshness", domain).add(fresh, 1, evidence)

    # -- policies and links ------------------------------------------------------------------------
    def interpretation(self) -> None:
        for policy in self.county.policies.values():
            if policy.no_interpretation or policy.attribute not in (None, "主动公开"):
                continue
            done = bool(policy.interpretations)
            evidence = () if done else self.said(policy.place.file, "C307")
            for record in (policy, *policy.domains, *policy.drafters[:1]):
                self.of_record("interpretation", record).add(done, 1, evidence)

    def links(self) -> None:
        """Links that are there and those that reading has left out, less those of which something is said: one for each place."""
        for what, *_ in links(Case(self.county, self.law)):
            for part in self.answering(what.top, what.top.place.file):
                part.add(1)
        for file, found in self.by_file.items():
            top = self.tops.get(file)
            if top is None and not file.startswith("catalogues/"):
                continue
            faults: dict[tuple, list[Finding]] = {}
            for f in found:
                if (f.rule.code in DEAD and f.severity is not Severity.NOTICE) or (f.rule.code == "C206" and f.message.startswith(NO_ADDRESS)):
                    faults.setdefault((f.place, f.message if f.rule.code == "C210" else ""), []).append(f)
            for those in faults.values():
                left_out = any(f.rule.code in DROPPED for f in those)
                item = next(iter(by_item(top, those[:1]))) if isinstance(top, Domain | Township | Village) else None
                for part in self.answering(item or top, file):
                    part.add(0 if left_out else -1, int(left_out), those)
        for (measure, _), part in self.parts.items():
            if measure == "links":
                part.got = max(0, part.got)

    def answering(self, top: Record | None, file: str) -> Iterator[Part]:
        """The parts in which a link counts: its catalogue's or file's, and those of the units that answer for it."""
        record = self.tops.get(file)
        yield self.of_record("links", record) if record else self.part("links", file.removeprefix("catalogues/"), file.removeprefix("catalogues/"))
        units = top.disclosers if isinstance(top, Item) else top.drafters[:1] if isinstance(top, Policy) else ()
        yield from (self.of_record("links", u) for u in units if isinstance(u, Unit))


def proactive(item: Item) -> bool:
    return "主动公开" in item.method and item.attribute != "不予公开"


def updated_lately(county: County, matters: Iterable[Item]) -> bool:
    """Whether any of the matters has information of the last 更新天数 days (自然日, 90 where the county sets none) before 截至日期."""
    since = county.as_of.day - timedelta(days=county.update_days or UPDATE_DAYS)
    return any(r.published and r.published <= county.as_of and r.published.day >= since for i in matters for r in i.records)


def source(item: Item, code: str) -> Record | None:
    """The record in which a matter's value is written: itself, the county's matter, or the 默认 of its file."""
    while code not in item.spans:
        if item.origin is not None and code not in NEVER_INHERITED and getattr(item.origin, code) not in (None, ()):
            item = item.origin
            continue
        return getattr(item.owner, "defaults", None)
    return item


def in_time(record: Disclosed, item: Item, law: Law) -> bool | None:
    """Whether a piece of information came out within its limit; None where that cannot be judged."""
    formed, published = record.formed, record.published
    if not formed or not formed.exact or (published and not published.exact):
        return None
    if not published or published < formed:
        return False
    statutory = law.periods["主动公开"].workdays
    limit = allowed(item, statutory) if item.time_limit else statutory
    if (published.day - formed.day).days <= limit:
        return True
    try:
        return law.calendar.between(formed.day, published.day) <= limit
    except UnknownYear:
        return None


def span_of(record: Record) -> tuple[int, int, int, int]:
    """From a record's first key to the end of its last value."""
    ends = [span[2:] for span in record.spans.values()]
    return (record.place.line, record.place.column, *max(ends, default=record.place[3:]))


def by_item(owner: Domain | Township | Village, findings: Iterable[Finding]) -> dict[Item | None, list[Finding]]:
    """Findings of one file by the matter in whose lines they stand; None for what stands before the first."""
    starts = sorted(((i.place.line, n) for n, i in enumerate(owner.items) if i.spans), reverse=True)
    found: dict[Item | None, list[Finding]] = {}
    for f in findings:
        item = next((owner.items[n] for line, n in starts if line <= f.place.line), None)
        found.setdefault(item, []).append(f)
    return found
