"""The county as rows of numbers: what there is and what it is called.  A township's copy of a county's matter is one number where nothing differs."""
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from disclosure.model.county import County, Domain, Township, Village
from disclosure.model.fields import Record
from disclosure.model.flows import Flow
from disclosure.model.matters import Item
from disclosure.model.people import Interpreter, Unit
from disclosure.model.policies import Interpretation, Policy
from disclosure.render.cells import number_of
from disclosure.render.output import Indexed
from disclosure.render.pages.policies import validity
from disclosure.render.search.lines import Lines, runs

LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
MARKS = re.compile(r"^\s*(?:>\s*|#+\s*|[-*+]\s+|\d+\.\s+)+|\*\*|`")
BEGIN = re.compile(r"\s*(?:[>#|]|[-*+]\s|\d+\.\s)")
METHODS = Item.fields["method"].kind.options
USUAL = (0, 1, 0)
"""The end of most rows of matters: disclosed by whose catalogue it is, 主动公开, in use."""
ORDER = ("domains", "matters", "townships", "villages", "policies", "flows", "units", "interpreters", "pages")
"""The order in which search-index.js makes entries of the rows; their texts come in the same."""
BLOCK = re.compile(r"</(?:p|h[1-6]|li|t[dh]|d[dt]|figcaption|blockquote|pre)>|<br ?/?>")


class Told(NamedTuple):
    """What is said of an entry beyond its names."""

    texts: list[str]
    limit: str | None = None


class Rows:
    """Everything of a county that can be found, in the order of the site.  Rows have names alone; what is said of them is in `told`."""

    def __init__(self, county: County, pages: Iterable[Indexed], names: Lines) -> None:
        self.county, self.names = county, names
        self.said: dict[str, list[Told]] = {kind: [] for kind in ORDER}
        self.copies = 0
        self.unit_at = {unit: n for n, unit in enumerate(county.units.values())}
        self.domain_at = {domain: n for n, domain in enumerate(county.domains.values())}
        self.township_at = {township: n for n, township in enumerate(county.townships.values())}
        items = [item for domain in county.domains.values() for item in domain.items]
        self.item_at = {item: n for n, item in enumerate(items)}
        # Names first: the shorter a thing is called, the sooner a forgiving scan meets it.
        self.units = [self.unit(unit) for unit in county.units.values()]
        self.domains = [self.domain(domain) for domain in county.domains.values()]
        self.townships = [self.township(township) for township in county.townships.values()]
        self.villages = [self.village(village) for village in county.villages.values()]
        self.policies = [self.policy(policy) for policy in county.policies.values()]
        self.flows = [self.flow(flow) for flow in county.flows.values()]
        self.interpreters = [self.interpreter(person) for person in county.interpreters.values()]
        self.pages = [self.page(page) for page in pages]

    @property
    def count(self) -> int:
        """How many entries the rows make."""
        return sum(map(len, self.said.values())) + self.copies

    @property
    def told(self) -> Iterator[Told]:
        return (told for kind in ORDER for told in self.said[kind])

    def tell(self, kind: str, texts: Iterable[str | None], limit: str | None = None) -> None:
        self.said[kind].append(Told([text for text in texts if text], limit))

    # -- who and where -----------------------------------------------------------------------------
    def unit(self, unit: Unit) -> list:
        self.tell("units", contacts(unit, ("phone", "postal_address", "hours", "fax", "email")))
        return [unit.id, self.names.number(unit.label), self.names.numbers(n for n in (unit.name, *unit.aliases) if n != unit.label), int(bool(unit.dissolved))]

    def interpreter(self, person: Interpreter) -> list:
        self.tell("interpreters", [person.post, *contacts(person, ("phone", "email"))])
        return [person.id, self.names.number(person.name), self.unit_at[person.unit], int(bool(person.until))]

    def page(self, page: Indexed) -> list:
        self.tell("pages", page.texts)
        return [page.address, self.names.number(page.title)]

    # -- matters -----------------------------------------------------------------------------------
    def domain(self, domain: Domain) -> list:
        s = self.names
        self.tell("domains", self.standard(domain))
        return [domain.id, s.number(domain.name), s.numbers(domain.aliases), self.unit_at[domain.lead], [self.item(i, "matters") for i in domain.items]]

    @staticmethod
    def standard(domain: Domain) -> list[str | None]:
        standard = domain.standard
        return [domain.description, standard and standard.name, standard and standard.document_number]

    def township(self, township: Township) -> list:
        s = self.names
        self.tell("townships", ())
        return [township.id, s.number(township.name), s.numbers(township.aliases), self.unit_at[township.unit], self.taken(township, "townships")]

    def village(self, village: Village) -> list:
        self.tell("villages", ())
        return [village.id, self.names.number(village.name), self.township_at[village.township], self.taken(village, "villages")]

    def taken(self, owner: Township | Village, kind: str) -> list:
        """The matters of a place: numbers of county matters where nothing differs (in runs), rows for the others."""
        out, same = [], []
        for item in owner.items:
            if self.unchanged(owner, item):
                self.copies += 1
                same.append(self.item_at[item.origin])
                continue
            out += [*runs(same), self.item(item, kind)]
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

    def item(self, item: Item, kind: str) -> list:
        """[number, name and category and keywords]; below the county also [origin, address];
        then what seldom differs, cut off where it does not: [units, methods, retired].

        `origin`: the county's matter, or -2 less the number of the domain, or -1; `address`: 0 where it follows from the origin.  `units`: 0 for the owner's own.
        """
        s, owner, origin = self.names, item.owner, item.origin
        more = [*(r.title for r in item.records), *(g.name for g in item.guides), item.note, getattr(item, "difference", None)]
        self.tell(kind, (*item.content, *more, *item.basis), item.time_limit)
        row = [number_of(item) if origin else item.number, runs([s.number(item.name), s.number(item.category), *(s.number(k) for k in (item.subname, *item.keywords) if k)])]
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
        s = self.names
        told = [*([] if policy.withheld else plain_lines(policy.text)), policy.subject, policy.index_number, *(p.content for p in policy.progress),
                *(a.name for a in policy.attachments if not policy.withheld)]
        self.tell("policies", told)
        return [policy.id, s.number(policy.title), s.number(policy.document_number), self.numbers(self.unit_at, (*policy.issuers, *policy.drafters, *policy.joint)),
                self.numbers(self.domain_at, policy.domains), s.numbers(policy.keywords), policy.published,
                int(validity(policy, self.county.as_of)[0] in ("失效", "废止")), [self.interpretation(i) for i in policy.interpretations]]

    def interpretation(self, i: Interpretation) -> list:
        told = [t for p in i.points for t in (p.title, p.note)] + [f"{c.item}：{c.old}→{c.new}{c.unit or ''}" for c in i.comparisons]
        told += [t for q in i.questions for t in (q.question, q.answer)] + plain_lines(i.text) + [p.text for p in i.pictures]
        people = [f"解读人 {p.name} {p.phone}" for p in i.interpreters]
        self.tell("policies", (*told, *people))
        return [self.names.number(i.title), self.names.number(i.form), self.unit_at[i.unit], i.date]

    def flow(self, flow: Flow) -> list:
        told = [t for step in flow.steps for t in (step.name, step.description, step.time_limit, step.document)]
        domains = dict.fromkeys((*flow.domains, *(d for d in self.county.domains.values() if flow in d.flows)))
        units = dict.fromkeys(step.unit for step in flow.steps if step.unit)
        self.tell("flows", (flow.description, *told, *flow.basis, *(b for step in flow.steps for b in step.basis)))
        return [flow.id, self.names.number(flow.title), self.numbers(self.domain_at, domains), self.numbers(self.unit_at, units), len(flow.steps)]

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
        line = MARKS.sub("", LINK.sub(r"\1", raw) if "[" in raw else raw).strip()
        begins = bool(BEGIN.match(raw))
        if line and going_on and not begins:
            lines[-1] += line
        elif line:
            lines += [cell.strip() for cell in line.split("|") if cell.strip(" :-")]
        going_on = bool(line) and "|" not in line and not raw.lstrip().startswith("#")
    return lines


def html_lines(html: str) -> list[str]:
    return [line for part in BLOCK.split(html) if (line := str(Markup(part).striptags()))]
