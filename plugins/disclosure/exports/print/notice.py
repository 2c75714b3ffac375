"""Notice sheets (公示栏张贴页): one matter, or one first level, to a sheet in large type, with a QR code of its page; and of what is paid, and of what may be
commented on."""
from collections.abc import Iterator
from functools import partial
from math import ceil
from typing import Any

from disclosure.deliver.fault import Refused
from disclosure.exports.print import press
from disclosure.exports.wanted import Wanted
from disclosure.model.catalogue import Catalogue
from disclosure.model.county import Township, Village
from disclosure.model.fields import Date, Record
from disclosure.model.matters import WITHHELD, Item
from disclosure.model.people import Unit
from disclosure.model.registers.funds import Payment, Subsidy
from disclosure.model.registers.participation import OPEN, Decision
from disclosure.render.cells import text_of, title_of
from disclosure.render.output import Output
from disclosure.render.relations import active, grouped
from disclosure.render.view import View

NOTICED = (Village.folder, Township.folder)
"""Whose matters are posted where nobody asks for others: what hangs on a board hangs there first."""
REGISTERS = (Subsidy.folder, Decision.folder)
"""The registers of which there are sheets: what was paid last, and what may be commented on now."""
SHOWN = ("time_limit", "frequency", "disclosers", "basis", "note")
"""What a matter's sheet says beside its content."""
RECENT = 3
"""So many of what has been disclosed are named on a sheet."""


def notices(wanted: Wanted) -> Iterator[Output]:
    """A file a catalogue or register, villages first.  Raises Refused for a register of which there are no sheets."""
    if not wanted.whole and (without := [collection.noun for collection in wanted.registers if collection.name not in REGISTERS]):
        raise Refused(f"{'、'.join(without)}没有张贴页；有张贴页的是目录和 {'、'.join(REGISTERS)}")
    catalogues = wanted.catalogues if not wanted.whole else sorted((c for c in wanted.catalogues if c.folder in NOTICED), key=lambda c: NOTICED.index(c.folder))
    sheets = [(f"{c.folder}/{c.id}", f"{title_of(c)}公开事项张贴页", partial(of_catalogue, wanted, c)) for c in catalogues if posted(c)]
    named = {collection.name for collection in wanted.registers}
    if Subsidy.folder in named and any(one.payments for one in current(wanted, Subsidy)):
        sheets.append((Subsidy.folder, "补贴发放张贴页", partial(of_subsidies, wanted)))
    if Decision.folder in named and any(one.state(wanted.county.as_of) == OPEN for one in current(wanted, Decision)):
        sheets.append((Decision.folder, "征求意见张贴页", partial(of_decisions, wanted)))
    for path, title, made in sheets:
        yield Output(f"notice/{path}.pdf", partial(printed, wanted, title, made))


def printed(wanted: Wanted, title: str, sheets: Any) -> bytes:
    county = wanted.county
    return press.pdf("notice", f"{county.name}{title}", county.as_of,
                     {"paper": wanted.paper, "sheets": list(sheets()), "foot": f"{wanted.view.topic}　{dated(county.as_of)}"})


def current(wanted: Wanted, kind: type) -> list[Any]:
    return [one for one in getattr(wanted.county, kind.folder).values() if not one.retired]


# -- matters ---------------------------------------------------------------------------------------
def of_catalogue(wanted: Wanted, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    matters = posted(catalogue)
    if wanted.by == "item":
        return (of_item(wanted.view, item) for item in matters)
    if wanted.by == "catalogue":
        return iter([of_board(wanted.view, catalogue, matters)])
    return (of_group(wanted.view, *group, those) for group, those in grouped(matters, lambda item: (domain_of(item), item.category or item.name)).items())


def posted(catalogue: Catalogue) -> list[Item]:
    """What may hang on a board: not what may not be disclosed."""
    return [item for item in active(catalogue.items) if item.attribute != WITHHELD]


def of_item(view: View, item: Item) -> dict[str, Any]:
    facts = [fact(item, "content", whole=True), *(fact(item, code) for code in SHOWN if code in item.fields and getattr(item, code))]
    if item.audience and item.audience.groups:
        facts.append(["公开对象", [item.audience.groups]])
    if records := sorted(item.records, key=lambda one: one.published, reverse=True)[:RECENT]:
        facts.append(["最近公开", [f"{one.title}（{one.published}）" for one in records]])
    return sheet(view, head=title_of(item.owner), over=over(item), title=item.name, under=item.subname or "", facts=facts, phones=phones(view, item.owner, item.disclosers), page=item.address)


def of_group(view: View, domain: str, name: str, items: list[Item]) -> dict[str, Any]:
    """All matters of a domain's first level: what each of them is, and when."""
    owner = items[0].owner
    facts = [[" ".join(filter(None, (item.name, item.subname))), [*entries(item, "content"), f"公开时限：{item.time_limit}"]] for item in items]
    units = tuple(dict.fromkeys(unit for item in items for unit in item.disclosers))
    return sheet(view, head=title_of(owner), over=domain, title=name, facts=facts, phones=phones(view, owner, units), page=owner.address, stacked=True)


def of_board(view: View, owner: Catalogue, items: list[Item]) -> dict[str, Any]:
    """All that a village or township discloses on one sheet, which hangs in the middle of the board: what, and when."""
    def part(item: Item) -> str:
        return (item.category if isinstance(owner, Village) else domain_of(item) or item.category) or "其他事项"
    facts = [[label, [outline(item) for item in those]] for label, those in grouped(items, part).items()]
    units = tuple(dict.fromkeys(unit for item in items for unit in item.disclosers))
    return sheet(view, head=title_of(owner), title="公开事项一览", facts=facts, phones=phones(view, owner, units), page=owner.address, stacked=True, smaller=SMALL)


def outline(item: Item) -> str:
    """A matter in one line."""
    content = "、".join(text.rstrip("；;。") for text in item.content)
    when = "，".join(dict.fromkeys(filter(None, (getattr(item, "frequency", None), item.time_limit))))
    return f"{' '.join(filter(None, (item.name, item.subname)))}：{content}（{when}）"


def over(item: Item) -> str:
    """What stands above the name, which many matters share: the domain, where the catalogue is not the domain's own, and the first level."""
    return "　".join(filter(None, (domain_of(item), item.category if item.category != item.name else "")))


def domain_of(item: Item) -> str:
    """The name of the domain that a township's or village's matter belongs to; "" where it is the catalogue itself, or none."""
    domain = getattr(item, "domain", None) or (item.origin.owner if item.origin else None)
    return domain.name if domain is not None and domain is not item.owner and getattr(domain, "name", None) else ""


def fact(item: Item, code: str, whole: bool = False) -> list[Any]:
    f = item.fields[code]
    return [f.title, entries(item, code)]


def entries(item: Item, code: str) -> list[str]:
    """A value, an entry a line."""
    kind, value = item.fields[code].kind, getattr(item, code)
    texts = value if isinstance(value, tuple) and value and all(isinstance(one, str) for one in value) else (text_of(kind, value),)
    return [f"{n}. {text}" for n, text in enumerate(texts, 1)] if len(texts) > 1 else list(texts)


def phones(view: View, owner: Record, disclosers: tuple[Record, ...]) -> list[list[str]]:
    """Whom to ask: those who disclose; where these have no telephone, the places in the village or township, else the township's unit."""
    found = [[one.label, one.phone] for one in disclosers if isinstance(one, Unit) and one.phone]
    if not found:
        found = [[place.title, place.phone] for place in view.relations.places_of.get(owner, ()) if getattr(place, "village", None) is owner or isinstance(owner, Township)][:1]
    unit = owner.township.unit if isinstance(owner, Village) else owner.unit if isinstance(owner, Township) else None
    if unit and unit.phone and (not found or isinstance(owner, Village)) and [unit.label, unit.phone] not in found:
        found.append([unit.label, unit.phone])
    return found


# -- what was paid, and what may be commented on ---------------------------------------------------
def of_subsidies(wanted: Wanted) -> Iterator[dict[str, Any]]:
    """The last batch of each."""
    for one in current(wanted, Subsidy):
        if one.payments:
            yield of_payment(wanted.view, one, max(one.payments, key=lambda payment: payment.date))


def of_payment(view: View, subsidy: Subsidy, payment: Payment) -> dict[str, Any]:
    told = [f"{payment.fields[code].title} {getattr(payment, code)}" + unit for code, unit in (("households", " 户"), ("people", " 人"), ("extent", "")) if getattr(payment, code)]
    facts = [["发给谁", [subsidy.recipients]], ["标准", [subsidy.rate]],
             ["这一批", [f"{payment.batch}，{dated(payment.date)}发放，{subsidy.way}", "，".join([*told, f"合计 {payment.amount.value:,} 元"])]]]
    shares = [[share.township.name, f"{share.households.value:,}" if share.households else "", f"{share.amount.value:,}"] for share in payment.shares]
    facts += [["依据", list(subsidy.basis)], ["名单", [f"在{subsidy.notice_place}公示"]]]
    answering = [[unit.label, unit.phone] for unit in subsidy.units if unit.phone]
    columns = ["乡镇（街道）", *(["户数"] if any(row[1] for row in shares) else []), "金额（元）"]
    rows = [[row[0], *([row[1]] if len(columns) == 3 else []), row[2]] for row in shares]
    return sheet(view, head=f"惠民惠农补贴发放情况　{subsidy.year}年", title=subsidy.title, under=payment.batch, facts=facts, phones=[*answering, ["监督电话", subsidy.supervision]],
                 page=subsidy.address, posted=period(payment.notice.start, payment.notice.end) if payment.notice else "", columns=columns, rows=rows)


def of_decisions(wanted: Wanted) -> Iterator[dict[str, Any]]:
    """Those open for comment on the edition's date, the first to end before the others."""
    found = (one for one in current(wanted, Decision) if one.state(wanted.county.as_of) == OPEN)
    for one in sorted(found, key=lambda one: (one.consultation.end, one.id)):
        asked = one.consultation
        facts = [["征求意见", [f"{dated(asked.start)}至{dated(asked.end)}"]], ["怎样提意见", [text for way in asked.ways for text in (f"{way.by}：{way.details}", way.link) if text]],
                 ["承办单位", [text_of(one.fields["unit"].kind, one.unit)]], *([["依据", list(one.basis)]] if one.basis else []),
                 ["草案全文", ["用手机扫下面的二维码，里面有草案和起草说明"] if wanted.view.base else [asked.draft]]]
        yield sheet(wanted.view, head=f"公开征求意见　{one.kind}", title=one.title, facts=facts, phones=[[unit.label, unit.phone] for unit in one.unit if unit.phone],
                    page=one.address, posted=period(asked.start, asked.end))


# -- a sheet ---------------------------------------------------------------------------------------
def sheet(view: View, head: str, title: str, facts: list, phones: list, page: str, over: str = "", under: str = "", posted: str = "", stacked: bool = False, columns: list | None = None,
          rows: list | None = None, smaller: tuple[int, ...] = ()) -> dict[str, Any]:
    """One sheet as its template takes it.  `page`: the address below the site's root that the code leads to; `posted`: from when to when it hangs, "" where whoever
    hangs it writes that in; `stacked`: labels stand above what they say."""
    address = view.public(page)
    return {"head": head, "over": over, "title": title, "under": under, "facts": facts, "sizes": [*sizes(facts, stacked, rows or []), *smaller], "phones": phones, "address": address,
            "code": svg(view, address) if address else "", "posted": posted, "stacked": stacked, "columns": columns or [], "rows": rows or []}


SIZES = (38, 35, 32, 28, 25, 22, 20, 18, 17, 16, 15, 14, 13, 12, 11)
"""Sizes of type in points, on A4."""
SMALL = (10, 9, 8)
"""Sizes for what is read by those who step up to the board; on A3 the last is as large as this is in a book."""
WIDTH, ROOM = 493, 490
"""What there is on A4 for what a sheet says, in points, below a name of one line."""


def sizes(facts: list, stacked: bool, rows: list) -> list[int]:
    """The sizes worth trying: the largest that may fit, and those below it.  typst measures; to measure every size of every sheet takes most of the time."""
    def room(size: int) -> float:
        column = (WIDTH - size * (1.2 if stacked else 5.6)) / size
        lines = sum(ceil(ems(line) / column) for _, texts in facts for text in texts for line in text.split("\n"))
        return size * (1.3 * lines + len(facts) * (2.4 if stacked else 0.6) + 1.3 * len(rows))
    first = next((n for n, size in enumerate(SIZES) if room(size) <= ROOM), len(SIZES) - 1)
    return list(SIZES[first:])


def ems(text: str) -> float:
    """How wide a line is, in its own size: a little less than it is."""
    return sum(1.0 if ord(c) > 0x2000 else 0.5 for c in text)


def svg(view: View, address: str) -> str:
    """The QR code as a file of its own; "" where there can be none."""
    return str(view.codes.svg(address, address)).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def dated(day: Date) -> str:
    """A date in words: 2026年11月20日, or 2026年11月 where no day is known."""
    year, month, *rest = day.split("-")
    return f"{year}年{int(month)}月" + (f"{int(rest[0])}日" if rest else "")


def period(start: Date, end: Date) -> str:
    return f"{dated(start)}至{dated(end)}"
