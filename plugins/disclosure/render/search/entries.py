"""The county as rows of numbers: what there is and what it is called.  A township's copy of a county's matter is one number where nothing differs."""
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from disclosure.model.catalogue import Catalogue
from disclosure.model.collection import Collection
from disclosure.model.county import County, Domain, Township, Village
from disclosure.model.fields import MarkdownText, Nested, Phone, Record, Text, TextList, several
from disclosure.model.flows import Flow
from disclosure.model.matters import Item
from disclosure.model.people import Interpreter, Unit
from disclosure.model.policies import Interpretation, Policy
from disclosure.model.register import Register
from disclosure.render.cells import text_of
from disclosure.render.output import Indexed
from disclosure.render.pages.policies import validity
from disclosure.render.search.lines import Lines, runs

LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
MARKS = re.compile(r"^\s*(?:>\s*|#+\s*|[-*+]\s+|\d+\.\s+)+|\*\*|`")
BEGIN = re.compile(r"\s*(?:[>#|]|[-*+]\s|\d+\.\s)")
METHODS = Item.fields["method"].kind.options
ORDER = ("domains", "matters", "townships", "villages", "policies", "flows", "units", "interpreters", "pages")
"""The order in which search-index.js makes entries of the rows; those of registers come between interpreters and pages."""
BLOCK = re.compile(r"</(?:p|h[1-6]|li|t[dh]|d[dt]|figcaption|blockquote|pre)>|<br ?/?>")


class Told(NamedTuple):
    """What is said of an entry beyond its names."""

    texts: list[str]
    limit: str | None = None


class Row(NamedTuple):
    """What is an entry's own.  `id`: its file or, of a matter, its number, "" where both follow from the county's matter that it refers to; `head`: the numbers
    of its title and category (0 for none) and keywords; `ways`: of a matter, how it is disclosed, a bit for each of METHODS; `disclosers`: None for the owner alone.
    """

    id: str
    head: list[int]
    told: Told
    ways: int = 0
    retired: str | None = None
    disclosers: list[int] | None = None


class Rows:
    """Everything of a county that can be found, in the order of the site: a row for each that is not a mere copy, and lists of what their kind needs besides."""

    def __init__(self, county: County, pages: Iterable[Indexed], names: Lines) -> None:
        self.county, self.names = county, names
        kinds = [kind for c, _ in county.registers for kind in ((c.name, of_matters(c)) if issubclass(c.template, Catalogue) else (c.name,))]
        self.rows: dict[str, list[Row]] = {kind: [] for kind in (*ORDER[:-1], *kinds, ORDER[-1])}
        self.copies = 0
        self.origins: list[int] = []
        """Of each row of a matter of a township or village: the county's matter, or -2 less the number of the domain, or -1."""
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
        self.listed = []
        for c, records in county.registers:
            self.listed.append([c.noun, f"{c.name}.html#" if c.shelf.rows else f"{c.name}/", [self.listed_one(record) for record in records.values()]])
            if issubclass(c.template, Catalogue):
                self.listed.append([f"{c.noun}的事项", f"{c.name}/", [self.matter_of(item) for record in records.values() for item in record.items]])
        self.pages = [self.page(page) for page in pages]

    @property
    def all(self) -> list[Row]:
        return [row for rows in self.rows.values() for row in rows]

    def data(self) -> dict:
        """The rows as columns, and beside them what few have, by the number of the row."""
        rows = self.all
        return {
            "entries": len(rows) + self.copies, "ids": " ".join(row.id for row in rows), "heads": [runs(row.head) for row in rows], "ways": "".join(str(row.ways) for row in rows),
            "retired": {n: row.retired for n, row in enumerate(rows) if row.retired}, "disclosers": {n: row.disclosers for n, row in enumerate(rows) if row.disclosers is not None},
            "origins": self.origins, "methods": METHODS, "units": len(self.units), "domains": self.domains, "townships": self.townships, "villages": self.villages,
            "policies": self.policies, "flows": self.flows, "interpreters": self.interpreters, **({"listed": self.listed} if self.listed else {}), "pages": len(self.pages),
        }

    def row(self, kind: str, id: str, title: str, keywords: Iterable[str | None] = (), texts: Iterable[str | None] = (), retired: str | None = None) -> None:
        s = self.names
        head = [s.number(title), *(s.number(k) for k in keywords if k)]
        self.rows[kind].append(Row(id, [head[0], 0, *head[1:]] if head[1:] else head, told(texts), retired=retired))

    # -- who and where -----------------------------------------------------------------------------
    def unit(self, unit: Unit) -> None:
        names = (n for n in (unit.name, *unit.aliases) if n != unit.label)
        self.row("units", unit.id, unit.label, names, [*contacts(unit, ("phone", "postal_address", "hours", "fax", "email")), *people_of(unit)], "停用" if unit.dissolved else None)

    def interpreter(self, person: Interpreter) -> int:
        self.row("interpreters", person.id, person.name, (), [person.post, *contacts(person, ("phone", "email"))], "离任" if person.until else None)
        return self.unit_at[person.unit]

    def listed_one(self, record: Register) -> list:
        """[units, domains, date]"""
        state = record.retired and "停用" or (record.state(self.county.as_of) if record.closed(self.county.as_of) else None)
        self.row(record.collection.name, record.id, record.label, record.keywords, said_of(record), state)
        return [self.numbers(self.unit_at, record.answering), self.numbers(self.domain_at, record.domains), record.came_out or ""]

    def matter_of(self, item: Item) -> list:
        """[units, domains, date] of a matter of a register's catalogue, which is found as one of a register is."""
        owner = item.owner
        more = [*item.content, *(r.title for r in item.records), *(g.name for g in item.guides), item.note, item.difference, *item.basis]
        self.row(of_matters(owner.collection), item.code, f"{item.name}（{owner.name}）", (item.name, item.category, item.subname, *item.keywords), more,
                 item.retired and item.retired.date)
        return [self.numbers(self.unit_at, owner.answering), self.numbers(self.domain_at, [item.domain]), max((r.published for r in item.records), default="")]

    def page(self, page: Indexed) -> None:
        self.row("pages", page.address, page.title, (), page.texts)

    # -- matters -----------------------------------------------------------------------------------
    def domain(self, domain: Domain) -> list[int]:
        """[unit, how many matters]"""
        self.row("domains", domain.id, domain.name, domain.aliases, self.standard(domain))
        for item in domain.items:
            self.item(item, "matters")
        return [self.unit_at[domain.lead], len(domain.items)]

    @staticmethod
    def standard(domain: Domain) -> list[str | None]:
        standard = domain.standard
        return [domain.description, standard and standard.name, standard and standard.document_number]

    def township(self, township: Township) -> list:
        """[unit, matters]"""
        self.row("townships", township.id, township.name, township.aliases)
        return [self.unit_at[township.unit], self.taken(township, "townships")]

    def village(self, village: Village) -> list:
        """[township, matters]"""
        self.row("villages", village.id, village.name)
        return [self.township_at[village.township], self.taken(village, "villages")]

    def taken(self, owner: Township | Village, kind: str) -> list[int]:
        """The matters of a place: how many have rows, then the county's matter from which on they are the same, and how many are; and so on."""
        out = [0, 0, 0]
        for item in owner.items:
            if self.unchanged(owner, item):
                self.copies += 1
                origin = self.item_at[item.origin]
                if not out[-1]:
                    out[-2] = origin
                elif out[-2] + out[-1] != origin:
                    out += [0, origin, 0]
                out[-1] += 1
                continue
            if out[-1]:
                out += [0, 0, 0]
            out[-3] += 1
            domain = getattr(item, "domain", None)
            self.origins.append(self.item_at[item.origin] if item.origin in self.item_at else -2 - self.domain_at[domain] if domain in self.domain_at else -1)
            self.item(item, kind)
        return out

    def unchanged(self, owner: Township | Village, item: Item) -> bool:
        origin = item.origin
        own = owner.unit if isinstance(owner, Township) else owner
        return bool(origin) and item.number == f"{origin.owner.id}-{origin.number}" and item.disclosers == (own,) and not (item.records or item.retired or origin.retired) \
            and origin in self.item_at and item.method == origin.method and self.texts(item) == self.texts(origin)

    @staticmethod
    def texts(item: Item) -> tuple:
        return (item.name, item.category, item.subname, item.keywords, item.content, item.basis, item.time_limit, item.note, getattr(item, "difference", None), item.guides)

    def item(self, item: Item, kind: str) -> None:
        s, owner, origin = self.names, item.owner, item.origin
        more = [*(r.title for r in item.records), *(g.name for g in item.guides), item.note, getattr(item, "difference", None)]
        own = (owner.lead,) if isinstance(owner, Domain) else (owner.unit,) if isinstance(owner, Township) else (owner,)
        usual = origin in self.item_at and item.number == f"{origin.owner.id}-{origin.number}"
        self.rows[kind].append(Row(
            "" if usual else item.number, [s.number(item.name), s.number(item.category), *(s.number(k) for k in (item.subname, *item.keywords) if k)],
            told((*item.content, *more, *item.basis), item.time_limit), sum(1 << n for n, method in enumerate(METHODS) if method in item.method),
            item.retired.date if item.retired else None, None if item.disclosers == own else self.numbers(self.unit_at, item.disclosers)))

    # -- policies and flows ------------------------------------------------------------------------
    def policy(self, policy: Policy) -> list:
        """[units, domains, date, document number, interpretations]"""
        said = [*([] if policy.withheld else plain_lines(policy.text)), policy.subject, policy.index_number, *(t for p in policy.progress for t in (p.content, p.effect, p.next)), *benefit_of(policy),
                *(a.name for a in policy.attachments if not policy.withheld)]
        gone = validity(policy, self.county.as_of)[0] in ("失效", "废止")
        self.row("policies", policy.id, policy.title, (policy.document_number, *policy.keywords), said, "失效" if gone else None)
        return [self.numbers(self.unit_at, (*policy.issuers, *policy.drafters, *policy.joint)), self.numbers(self.domain_at, policy.domains), policy.published,
                self.names.number(policy.document_number), [self.interpretation(i) for i in policy.interpretations]]

    def interpretation(self, i: Interpretation) -> list:
        """[form, unit, date]"""
        said = [t for p in i.points for t in (p.title, p.note)] + [f"{c.item}：{c.old}→{c.new}{c.unit or ''}" for c in i.comparisons]
        said += [t for q in i.questions for t in (q.question, q.answer)] + plain_lines(i.text) + [p.text for p in i.pictures]
        people = [f"解读人 {p.name} {p.phone}" for p in i.interpreters]
        self.row("policies", str(i.position), i.title, i.policy.keywords, (*said, *people))
        return [self.names.number(i.form), self.unit_at[i.unit], i.date]

    def flow(self, flow: Flow) -> list:
        """[domains, units, how many steps]"""
        said = [t for step in flow.steps for t in (step.name, step.description, step.time_limit, step.document)]
        domains = dict.fromkeys((*flow.domains, *(d for d in self.county.domains.values() if flow in d.flows)))
        units = dict.fromkeys(step.unit for step in flow.steps if step.unit)
        self.row("flows", flow.id, flow.title, (), (flow.description, *said, *flow.basis, *(b for step in flow.steps for b in step.basis)))
        return [self.numbers(self.domain_at, domains), self.numbers(self.unit_at, units), len(flow.steps)]

    @staticmethod
    def numbers(table: dict[Record, int], records: Iterable[Record]) -> list[int]:
        """Which of a table's records are named; a village, which discloses for itself, is in none."""
        return list(dict.fromkeys(table[r] for r in records if r in table))


def people_of(unit: Unit) -> Iterator[str]:
    """Who leads a unit, and whom to ask about its disclosure."""
    for head in unit.heads:
        if not head.until:
            yield f"负责人：{head.post} {head.name or ''}".strip()
    if unit.liaison:
        yield "，".join(filter(None, (f"公开联络：{unit.liaison.office}", *contacts(unit.liaison, ("head", "phone", "postal_address", "hours")))))


def benefit_of(policy: Policy) -> list[str | None]:
    """Whom a policy favours and how (惠企)."""
    one = policy.benefit
    return [*one.companies, *one.conditions, one.amount, one.way and f"{'、'.join(one.industries)}，{one.way}"] if one and not policy.withheld else []


def of_matters(collection: Collection) -> str:
    """What rows of the matters of a register's catalogues are kept under."""
    return f"{collection.name}/items"


def told(texts: Iterable[str | None], limit: str | None = None) -> Told:
    return Told([text for text in texts if text], limit)


def said_of(record: Record) -> Iterator[str]:
    """Every text of a record and of those within it, but for its title and keywords, which are its names."""
    for code, f in record.fields.items():
        value = getattr(record, code)
        if value in (None, ()) or f.role == "title" or code == "keywords":
            continue
        if isinstance(f.kind, MarkdownText):
            yield from plain_lines(value)
        elif isinstance(f.kind, Text):
            yield text_of(f.kind, value)
        elif isinstance(f.kind, TextList | Phone) or f.role == "kind":
            yield from several(value)
        elif isinstance(f.kind, Nested) and code != "retired":
            for inner in several(value):
                yield from said_of(inner)


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
