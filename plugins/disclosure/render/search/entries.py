"""The county as rows of numbers: which texts belong to what.  A township's copy of a county's matter is one number where nothing differs."""
import re
from collections.abc import Iterable

from markupsafe import Markup

from disclosure.model.county import County, Domain, Township, Village
from disclosure.model.fields import Record
from disclosure.model.flows import Flow
from disclosure.model.matters import Item
from disclosure.model.policies import Interpretation, Policy
from disclosure.render.cells import number_of
from disclosure.render.output import Indexed
from disclosure.render.pages.policies import validity
from disclosure.render.search.strings import Strings, runs

LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
MARKS = re.compile(r"^\s*(?:>\s*|#+\s*|[-*+]\s+|\d+\.\s+)+|\*\*|`")
BEGIN = re.compile(r"\s*(?:[>#|]|[-*+]\s|\d+\.\s)")
METHODS = Item.fields["method"].kind.options
USUAL = (0, 1, 0)
"""The end of most rows of matters: disclosed by whose catalogue it is, 主动公开, in use."""
BLOCK = re.compile(r"</(?:p|h[1-6]|li|t[dh]|d[dt]|figcaption|blockquote|pre)>|<br ?/?>")


class Rows:
    """Everything of a county that can be found, in the order of the site."""

    def __init__(self, county: County, pages: Iterable[Indexed], strings: Strings) -> None:
        self.county, self.strings = county, strings
        self.unit_at = {unit: n for n, unit in enumerate(county.units.values())}
        self.domain_at = {domain: n for n, domain in enumerate(county.domains.values())}
        self.township_at = {township: n for n, township in enumerate(county.townships.values())}
        items = [item for domain in county.domains.values() for item in domain.items]
        self.item_at = {item: n for n, item in enumerate(items)}
        # Names first: the shorter a thing is called, the sooner a forgiving scan meets it.
        self.units = [[unit.id, strings.head(unit.label), strings.named(n for n in (unit.name, *unit.aliases) if n != unit.label),
                       strings.told(contacts(unit, ("phone", "postal_address", "hours", "fax", "email"))), int(bool(unit.dissolved))]
                      for unit in county.units.values()]
        self.domains = [self.domain(domain) for domain in county.domains.values()]
        self.townships = [self.township(township) for township in county.townships.values()]
        self.villages = [self.village(village) for village in county.villages.values()]
        self.policies = [self.policy(policy) for policy in county.policies.values()]
        self.flows = [self.flow(flow) for flow in county.flows.values()]
        self.interpreters = [[p.id, strings.head(p.name), self.unit_at[p.unit], strings.told([p.post, *contacts(p, ("phone", "email"))]), int(bool(p.until))]
                             for p in county.interpreters.values()]
        self.pages = [[page.address, strings.head(page.title), strings.told(page.texts)] for page in pages]

    # -- matters -----------------------------------------------------------------------------------
    def domain(self, domain: Domain) -> list:
        s = self.strings
        return [domain.id, s.head(domain.name), s.named(domain.aliases), self.unit_at[domain.lead], s.told(self.standard(domain)), [self.item(i) for i in domain.items]]

    @staticmethod
    def standard(domain: Domain) -> list[str | None]:
        standard = domain.standard
        return [domain.description, standard and standard.name, standard and standard.document_number]

    def township(self, township: Township) -> list:
        s = self.strings
        return [township.id, s.head(township.name), s.named(township.aliases), self.unit_at[township.unit], self.taken(township, township.items)]

    def village(self, village: Village) -> list:
        return [village.id, self.strings.head(village.name), self.township_at[village.township], self.taken(village, village.items)]

    def taken(self, owner: Township | Village, items: Iterable[Item]) -> list:
        """The matters of a place: numbers of county matters where nothing differs (in runs), rows for the others."""
        out, same = [], []
        for item in items:
            if self.unchanged(owner, item):
                same.append(self.item_at[item.origin])
                continue
            out += [*runs(same), self.item(item)]
            same = []
        return [*out, *runs(same)]

    def unchanged(self, owner: Township | Village, item: Item) -> bool:
        origin = item.origin
        own = owner.unit if isinstance(owner, Township) else owner
        return bool(origin) and item.number == f"{origin.owner.id}-{origin.number}" and item.disclosers == (own,) and not (item.records or item.retired or origin.retired) \
            and origin in self.item_at and item.method == origin.method and self.texts(item) == self.texts(origin)

    @staticmethod
    def texts(item: Item) -> tuple:
        return (item.name, item.category, item.subname, item.keywords, item.content, item.basis, item.time_limit, item.note, getattr(item, "difference", None), item.guides)

    def item(self, item: Item) -> list:
        """[number, name and category and keywords, content and basis, time limit]; below the county also [origin, address];
        then what seldom differs, cut off where it does not: [units, methods, retired].

        `origin`: the county's matter, or -2 less the number of the domain, or -1; `address`: 0 where it follows from the origin.  `units`: 0 for the owner's own.
        """
        s, owner, origin = self.strings, item.owner, item.origin
        more = [*(r.title for r in item.records), *(g.name for g in item.guides), item.note, getattr(item, "difference", None)]
        row = [number_of(item) if origin else item.number, runs([s.head(item.name), s.head(item.category), *(s.head(k) for k in (item.subname, *item.keywords) if k)]),
               s.told([*item.content, *more, *item.basis]), s.body(item.time_limit)]
        own = (owner.lead,) if isinstance(owner, Domain) else (owner.unit,) if isinstance(owner, Township) else (owner,)
        if not isinstance(owner, Domain):
            domain = getattr(item, "domain", None)
            row += [self.item_at[origin] if origin in self.item_at else -2 - self.domain_at[domain] if domain in self.domain_at else -1,
                    0 if origin and item.number == f"{origin.owner.id}-{origin.number}" or not origin else item.number]
        tail = [0 if item.disclosers == own else self.numbers(self.unit_at, item.disclosers),
                sum(1 << n for n, method in enumerate(METHODS) if method in item.method), item.retired.date if item.retired else 0]
        while tail and tail[-1] == USUAL[len(tail) - 1]:
            tail.pop()
        return row + tail

    # -- policies and flows ------------------------------------------------------------------------
    def policy(self, policy: Policy) -> list:
        s = self.strings
        told = [*([] if policy.withheld else plain_lines(policy.text)), policy.subject, policy.index_number, *(p.content for p in policy.progress),
                *(a.name for a in policy.attachments if not policy.withheld)]
        return [policy.id, s.head(policy.title), s.head(policy.document_number), self.numbers(self.unit_at, (*policy.issuers, *policy.drafters, *policy.joint)),
                self.numbers(self.domain_at, policy.domains), s.named(policy.keywords), s.told(told), policy.published,
                int(validity(policy, self.county.as_of)[0] in ("失效", "废止")), [self.interpretation(i) for i in policy.interpretations]]

    def interpretation(self, i: Interpretation) -> list:
        s = self.strings
        told = [t for p in i.points for t in (p.title, p.note)] + [f"{c.item}：{c.old}→{c.new}{c.unit or ''}" for c in i.comparisons]
        told += [t for q in i.questions for t in (q.question, q.answer)] + plain_lines(i.text) + [p.text for p in i.pictures]
        people = [f"解读人 {p.name} {p.phone}" for p in i.interpreters]
        return [s.head(i.title), s.head(i.form), self.unit_at[i.unit], i.date, s.told([*told, *people])]

    def flow(self, flow: Flow) -> list:
        s = self.strings
        told = [t for step in flow.steps for t in (step.name, step.description, step.time_limit, step.document)]
        domains = dict.fromkeys((*flow.domains, *(d for d in self.county.domains.values() if flow in d.flows)))
        units = dict.fromkeys(step.unit for step in flow.steps if step.unit)
        return [flow.id, s.head(flow.title), self.numbers(self.domain_at, domains), self.numbers(self.unit_at, units),
                s.told([flow.description, *told, *flow.basis, *(b for step in flow.steps for b in step.basis)]), len(flow.steps)]

    @staticmethod
    def numbers(table: dict[Record, int], records: Iterable[Record]) -> list[int]:
        """Which of a table's records are named; a village, which discloses for itself, is in none."""
        return list(dict.fromkeys(table[r] for r in records if r in table))


def contacts(record: Record, codes: Iterable[str]) -> list[str]:
    """Ways to reach somebody, each with what it is."""
    return [f"{record.fields[code].title}：{value}" for code in codes if (value := getattr(record, code))]


def plain_lines(text: str | None) -> list[str]:
    """The paragraphs, headings and cells of a Markdown text without its marks; a parser would take longer than all the rest."""
    lines: list[str] = []
    going_on = False
    for raw in (text or "").splitlines():
        line = MARKS.sub("", LINK.sub(r"\1", raw)).strip()
        begins = bool(BEGIN.match(raw))
        if line and going_on and not begins:
            lines[-1] += line
        elif line:
            lines += [cell.strip() for cell in line.split("|") if cell.strip(" :-")]
        going_on = bool(line) and "|" not in line and not raw.lstrip().startswith("#")
    return lines


def html_lines(html: str) -> list[str]:
    return [line for part in BLOCK.split(html) if (line := str(Markup(part).striptags()))]
