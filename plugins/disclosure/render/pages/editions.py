"""The editions on the site: the ledger of changes, the history of a record, every edition with its data, what is no more, and how to check all this."""
import hashlib
import json
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from disclosure.editions import withdrawals
from disclosure.editions.chain import FOLDER
from disclosure.editions.cells import Cell
from disclosure.editions.changes import Change, counted
from disclosure.editions.gone import Gone
from disclosure.editions.past import Entry, Past
from disclosure.editions.state import address_of, owner_of
from disclosure.editions.telling import named
from disclosure.editions.words import called, noun_of, title_of
from disclosure.model.collection import Collection
from disclosure.model.county import COLLECTIONS
from disclosure.model.fields import Date
from disclosure.render.feed import atom
from disclosure.render.marks import difference
from disclosure.render.news import News
from disclosure.render.output import Crumb, Output, Page
from disclosure.render.past import HISTORY, LEDGER
from disclosure.render.view import View

PROOF = Crumb("怎样核对", "proof.html")
SUMS, LIST = "editions/SHA256SUMS", "editions/index.json"
SECTION = COLLECTIONS["changes"].shelf.tab


class Row(NamedTuple):
    """A line of the ledger.  `anchor`: what leads to it; `also`: the id of the record of changes.yml that stands in it; `following`: matters that changed along with it."""

    anchor: str
    date: str
    catalogue: str
    catalogue_address: str
    number: str
    title: str
    address: str
    kind: str
    cells: tuple[Cell, ...]
    ground: str
    approval: Any
    also: str
    following: int
    said: str


# -- the ledger ----------------------------------------------------------------------------------
def rows(view: View) -> list[Row]:
    """The ledger: what editions tell, and what was entered by hand of other days, the newest first."""
    past, county = view.past, view.county
    told = past.ledger
    found = [of_entry(past, entry) for entry in told]
    known = {entry.reason.id for entry in told if entry.reason}
    found += [of_record(record, county.as_of) for record in county.changes.values() if record.id not in known]
    return sorted(found, key=lambda row: row.date, reverse=True)


def of_entry(past: Past, entry: Entry) -> Row:
    edition, change, reason = entry
    owner = owner_of(change.key)
    there = change.key in past.chain.now
    return Row(f"{edition.name}-{change.key.partition('/')[2].replace('/', '-')}{'-former' if stale(change) else ''}", edition.date, called(past.chain.now, owner), address_of(owner) if owner in past.chain.now else "",
               change.where.rpartition(" ")[2], change.title, change.address if there and not stale(change) else "", change.kind, change.cells, ground(reason) if reason else "",
               reason.approval if reason else None, reason.id if reason else "", past.following(entry), reason.title if reason else "")


def stale(change: Change) -> bool:
    """Whether it went, and its number is that of another record now, of which the same edition may tell, too."""
    return change.reused and not change.former


def of_record(record: Any, as_of: Date) -> Row:
    matter = record.matters[0] if record.matters else None
    title = "、".join(one.name for one in record.matters)
    texts = Cell("", "、".join(record.elements), record.old or "", record.new or "")
    return Row(record.id, record.date, record.catalogue.label if hasattr(record.catalogue, "label") else record.catalogue.name, record.catalogue.address, matter.number if matter else "", title,
               matter.address if matter else "", record.kind, (texts,) if record.old or record.new or record.elements else (), ground(record), record.approval, "", 0, record.title)


def ground(record: Any) -> str:
    return "，".join(filter(None, (record.why, record.basis)))


def ledger(view: View, collection: Collection, records: list[Any]) -> dict[str, Any]:
    """What the page of the ledger shows beside the plain list."""
    if not view.past:
        return {"rows": ()}
    found = rows(view)
    return {"rows": found, "records": found, "newest": max((row.date for row in found), default=None), "feed": "changes/all.xml" if view.base else "", "subscribed": subscribed(view), "difference": difference, "editions": HISTORY}


def subscribed(view: View) -> list[tuple[str, list[tuple[str, str]]]]:
    """The feeds that there are beside the one of everything: headings with (name, address)."""
    if not view.base or view.kiosk:
        return []
    found = [("按领域订阅", [(domain.name, of_domain(domain.id)) for domain in view.county.domains.values()]),
             ("按行业订阅惠企政策的变动", [(word, of_industry(word)) for word in view.county.industries])]
    return [(heading, listed) for heading, listed in found if listed]


def feeds(view: View) -> Iterator[Output]:
    """What changed, for those who subscribe: all of it, by domain, and by industry."""
    past, county = view.past, view.county
    if not past or not view.base:
        return
    told = past.ledger
    entries = [(entry, news(past, entry)) for entry in told]
    yield atom("changes/all.xml", LEDGER.address, f"{view.topic}：{LEDGER.title}", [one for _, one in entries], county, view.base)
    for domain in county.domains.values():
        mine = [one for entry, one in entries if owner_of(entry.change.key) == f"domains/{domain.id}"]
        yield atom(of_domain(domain.id), domain.address, f"{view.topic}：{domain.name}{LEDGER.title}", mine, county, view.base)
    for industry in county.industries:
        keys = {f"policies/{policy.id}" for policy in county.policies.values() if policy.benefit and not policy.withheld and industry in policy.benefit.industries}
        mine = [news(past, Entry(edition, change, None)) for edition in reversed(past.editions) for change in past.told[edition.name] if change.key in keys]
        yield atom(of_industry(industry), "benefits.html", f"{view.topic}：{industry}政策变动", mine, county, view.base)


def of_domain(id: str) -> str:
    """Where the feed of a domain's changes lies: in a folder of its own, for a domain may be called whatever it likes."""
    return f"changes/domains/{id}.xml"


def of_industry(word: str) -> str:
    """Where that of an industry lies: by the word alone, so that it stays when the list is put in another order."""
    return f"changes/industries/{hashlib.sha256(word.encode()).hexdigest()[:10]}.xml"


def news(past: Past, entry: Entry) -> News:
    edition, change, reason = entry
    said = "；".join(f"{cell.title}：{cell.old or '（无）'} → {cell.new or '（无）'}" for cell in change.cells)[:400]
    why = f"（{ground(reason)}）" if reason else ""
    address = change.address if change.key in past.chain.now else LEDGER.address
    return News(Date(edition.date), change.kind, change.where, f"{change.kind}：{change.where} {change.title}", address, f"{edition.name} {change.key}{' former' if stale(change) else ''}", f"{said}{why}")


# -- editions ------------------------------------------------------------------------------------
def editions(view: View) -> Iterator[Page | Output]:
    """The list of editions, their data, what is no more, and how a stranger checks them."""
    past = view.past
    if not past:
        return
    adjusted: dict[str, list[Change]] = {}
    for entry in past.ledger:
        adjusted.setdefault(entry.edition.name, []).append(entry.change)
    listed = [(edition, counted(past.told[edition.name]), adjusted.get(edition.name, [])) for edition in reversed(past.editions)]
    yield view.page(HISTORY.address, "history.html", SECTION, HISTORY.title, editions=listed, first=past.editions[0], named=named, withdrawn=[one for one in withdrawals.of(past.whole).values() if f"{one.edition}.jsonl" not in {e.file for e in past.editions}], proof=PROOF, ledger=LEDGER, redacted=past.whole.redactions,
                    sums=SUMS, list=LIST, description=f"{view.topic}发布过的各版：哪一天、改了什么、数据在哪里。")
    if not view.kiosk:  # a kiosk carries no data
        yield view.page(PROOF.address, "proof.html", SECTION, PROOF.title, [HISTORY], last=past.editions[-1], first=past.editions[0], history=HISTORY, sums=SUMS, list=LIST, signed=bool(past.chain.beside), redacted=bool(past.whole.redactions),
                        description=f"{view.topic}：怎样自己核对某一天公布过什么，有没有被改动过。")
    shown = {edition.file for edition in past.editions}
    for edition in past.editions:
        yield Output(edition.path, lambda edition=edition: edition.data, mark=edition.hash)
    for name, data in sorted(past.whole.beside.items()):
        if name.rpartition(".")[0] in shown:
            yield Output(f"{FOLDER}/{name}", lambda data=data: data)
    yield Output(SUMS, lambda: past.whole.sums)
    yield Output(LIST, partial(index, view))
    yield from map(partial(lost, view), (one for one in past.gone if own_page(one)))


def index(view: View) -> bytes:
    """editions/index.json: the chain, for programs."""
    gone, shown = withdrawals.of(view.past.whole), {e.file for e in view.past.editions}
    told = [{"版": e.name, "截至日期": e.date, "序号": e.number, "文件": e.path, "SHA-256": e.hash, "上一版": e.before or None, "上一版SHA-256": e.before_hash or None,
             **({"遮盖": hidden} if (hidden := [{"原校验": one.before, "现校验": one.after, "行": dict(one.lines), "写在": one.said} for one in view.past.whole.redactions if one.edition == e.name]) else {}),
             "字节": len(e.data), "记录": e.records, "变动": dict(e.counts),
             **({"撤下": gone[e.name].date, "撤下原因": gone[e.name].reason} if e.name in gone and e.file not in shown else {})} for e in view.past.whole.editions]
    return (json.dumps({"名称": f"{view.county.name}历次版本", "县": view.county.name, "版数": len(told), "版": told}, ensure_ascii=False, indent=1) + "\n").encode()


# -- what is no more -----------------------------------------------------------------------------
def own_page(one: Gone) -> bool:
    """Whether there was a page; none of a kind that has no pages any more."""
    collection = COLLECTIONS.get(one.key.partition("/")[0])
    return "/" in one.key and collection is not None and not collection.only and "#" not in address_of(one.key)


def lost(view: View, one: Gone) -> Page:
    """The page at an address that was published and has nothing to show any more: since when, what it last said, where to go."""
    past, name = view.past, one.key.partition("/")[0]
    collection, owner = COLLECTIONS[name], owner_of(one.key)
    section = collection.shelf.tab if collection.shelf else name
    if not getattr(view.county, name):
        section = SECTION  # of its kind there is nothing left, and so no part of the site
    heir, now = one.heir, past.chain.now
    went = next((e for e in past.editions if e.number > past.chain.named(one.edition).number and one.key in e.lines), None)
    reason = next((entry.reason for entry in reversed(past.histories.get(heir or one.key, ())) if entry.reason), None)
    title = title_of(one.key, one.value)
    place = now if owner in now else past.chain.at(past.chain.named(one.edition).number)
    crumbs = [Crumb(called(now, owner), address_of(owner))] if owner in now else []
    return view.page(address_of(one.key), "gone.html", section, title, crumbs, noun=noun_of(one.key), last=past.chain.named(one.edition), went=went, reason=reason and ground(reason),
                     heir=(called(now, heir), address_of(heir)) if heir else None, owner=called(place, owner) if owner else "", up=crumbs[0] if crumbs else None, history=HISTORY,
                     key=one.key, tab=f"{title}（已不在目录，{one.key}）", description=f"{title}已不在目录里。")

