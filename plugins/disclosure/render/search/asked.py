"""How residents ask, as the search page has it: the lists of ways of asking, which are the same everywhere, and the rows of what answers them in a county."""
from collections import defaultdict
from collections.abc import Iterable

from disclosure.model.county import County, Domain
from disclosure.model.fields import Record
from disclosure.model.matters import Item
from disclosure.read.words import Asked, Elsewhere, wanted
from disclosure.render.search.elsewhere import elsewhere, held, numbered, titled
from disclosure.render.search.entries import Rows
from disclosure.render.search.lines import runs


class Answers:
    """What a target of the lists (words/asked/) is in one county."""

    def __init__(self, county: County, rows: Rows) -> None:
        self.county, self.rows = county, rows
        self.begins: dict[str, int] = {}
        at = 0
        for kind, kept in rows.rows.items():
            self.begins[kind] = at
            at += len(kept)
        self.domains = {name: domain for domain in county.domains.values() for name in (domain.name, *domain.aliases)}
        self.pages: dict[str, int] = {}
        for n, page in enumerate(rows.rows["pages"]):
            self.pages.setdefault(rows.names.lines[page.head[0] - 1], self.begins["pages"] + n)
        self.registers = {c.noun: (c, {record.label: (n, record) for n, record in reversed([*enumerate(records.values())]) if not record.retired}) for c, records in county.registers}
        """Of each register its records by what they are called, with their numbers: of two of a name the first."""
        self.items = {domain: defaultdict[str, list[Item]](list) for domain in county.domains.values()}
        """The matters of each domain by what they are called, and those of a category by its name."""
        for domain, there in self.items.items():
            for item in domain.items:
                for name in {item.category, item.name} if not item.retired else ():
                    there[name].append(item)
        self.about: dict[int, list[int]] = defaultdict(list)
        """Of the row of a matter: the rows of guides, subsidies, interpretations and the like that are about it."""
        for c, records in county.registers:
            for n, record in enumerate(records.values()):
                for item in record.matters if "matters" in record.fields else ():
                    if item in rows.item_at and not record.retired:
                        self.about[self.matter(item)].append(self.begins[c.name] + n)

        explained: dict[str, range] = {}
        at = self.begins["policies"]
        for policy in county.policies.values():
            explained[policy.id] = range(at + 1, at := at + 1 + len(policy.interpretations))
        for item in rows.item_at:
            for policy in item.policies:
                self.about[self.matter(item)].extend(explained.get(policy.id, ()))

    def matter(self, item: Record) -> int:
        return self.begins["matters"] + self.rows.item_at[item]

    def of(self, group: str, target: str) -> tuple[list[int], list[int], int]:
        """(rows that answer, rows of what is about them, the domain's number or -1); nothing where the county has no such thing."""
        if group in self.registers:
            c, records = self.registers[group]
            if target in records:
                n, record = records[target]
                about = [self.matter(item) for item in record.matters if item in self.rows.item_at]
                domain = self.rows.domain_at[record.domains[0]] if record.domains else -1
                return [self.begins[c.name] + n], about, domain
        if group in self.domains:
            return self.of_domain(self.domains[group], target)
        return ([self.pages[target]], [], -1) if target in self.pages else ([], [], -1)

    def of_domain(self, domain: Domain, target: str) -> tuple[list[int], list[int], int]:
        """The matters of a category, or the one after the stroke; the domain itself where it keeps them under another name."""
        category, _, name = target.partition("/")
        there = self.items[domain].get(name or category, ())
        found = [self.matter(item) for item in there if not name or item.name == name and item.category in (category, None)]
        at = self.rows.domain_at[domain]
        about = dict.fromkeys(row for matter in found for row in self.about[matter])
        return found or [self.begins["domains"] + at], list(about), at

    def called(self, name: str) -> list[int]:
        """The rows of everything that is called so: what a county names in its own list."""
        number = self.rows.names.known.get(name)
        places = enumerate(row.head for row in self.rows.all)
        found = [(n, number == head[0]) for n, head in places if number and number in head[:2]]
        return [n for n, title in found if title][:12] or [n for n, _ in found][:12]


def asked(county: County, rows: Rows, known: Iterable[Asked], offices: Iterable[Elsewhere]) -> dict:
    """`targets`: [rows that answer, rows about them, domain, the line with what it is called or that itself, how they are asked for: the number of one of the `known`; below zero that
    of what is mostly held elsewhere, from -1 downwards; or the county's own ways, one a line]; `phones`: of each unit, `desk`: whom to call about anything; `elsewhere`: what the county's
    site does not hold; `direct`: rows that answer questions with certain words; `bare`: rows of matters with nothing to read or do yet.  What the county says itself comes first; its questions and
    answers are ways of asking for themselves.
    """
    answers = Answers(county, rows)
    targets: list[list] = []

    def add(found: tuple[list[int], list[int], int], called: str, ways: int | Iterable[str]) -> None:
        ways = ways if isinstance(ways, int) else "\n".join(dict.fromkeys(ways))
        if found[0] and ways != "":
            targets.append([runs(sorted(found[0])), runs(sorted(found[1])), found[2], rows.names.known.get(called, called), ways])
    own: dict[str, list[str]] = defaultdict(list)
    for way, name in county.asked:
        own[name].append(way)
    for name, lines in own.items():
        add((answers.called(name), [], -1), name, lines)
    for n, one in enumerate(known):
        add(answers.of(one.group, one.target), one.target.rpartition("/")[2], n)
    for n, name, found in held(rows, answers.begins, offices):
        add((found, [], -1), name, -1 - n)
    about = domains_of_questions(county)
    for title, row in answers.pages.items():
        if title.endswith("？"):
            add(([row], [], rows.domain_at.get(about.get(title), -1)), title, [title])
    row = answers.begins["policies"]
    for policy in county.policies.values():
        for n, told in enumerate(policy.interpretations, 1):
            domain = rows.domain_at.get(next(iter(policy.domains), None), -1)
            add(([row + n], [], domain), told.title, [q.question for q in told.questions])
        row += 1 + len(policy.interpretations)
    called = titled(rows, answers.begins)
    direct = [[[called[title] for title in titles if title in called], *words] for titles, *words in wanted()["direct"]]
    bare = [answers.matter(item) for item in rows.item_at if not (item.records or item.guides or item.policies or item.service_guides or answers.about[answers.matter(item)])]
    return {"bare": runs(sorted(bare)), "targets": targets, "direct": direct, "phones": [unit.phone or "" for unit in county.units.values()], "elsewhere": elsewhere(county, rows, answers.begins, offices),
            "desk": [county.sponsor or county.name, county.phone or ""]}


def everywhere(known: Iterable[Asked], offices: Iterable[Elsewhere]) -> dict:
    """The lists as each county has them, which its own data name by numbers.  `ways`: of each of the `known`, one a line; `held`: [name, ways of saying it, where else to look, how people
    ask for it, a line each] of what somebody else answers for.  A way of saying is a list of words that a question has to have; those after "!" it must not have.
    """
    return {"ways": ["\n".join(one.ways) for one in known],
            "held": [[name, one.matters[name], one.notes.get(name, ""), "\n".join(one.like.get(name, ()))] for _, (one, name) in numbered(offices)]}


def domains_of_questions(county: County) -> dict[str, Domain]:
    """Of each question that the site answers: the first domain that it is about."""
    said = [(group.answered, group.domains) for group in county.questions.values()] + [(guide.questions, guide.domains) for guide in county.guides.values()]
    return {q.question: domains[0] for questions, domains in said for q in questions if domains}
