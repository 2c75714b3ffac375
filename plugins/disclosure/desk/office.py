"""The round of an office: what is open and due, what has changed and who signs it, keeping an edition, publishing it, taking it back.

What the command line does is done by the command itself, in a process of its own, and told in its own words.
"""
import base64
import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from disclosure.checking import sound
from disclosure.deliver import destination
from disclosure.deliver.fault import Refused
from disclosure.desk.county import ITEMS, Astray
from disclosure.desk.jobs import Job, jobs_of
from disclosure.desk.many import called_short, own_items
from disclosure.desk.routes import Desk, Given, Raw, Route, text
from disclosure.desk.speech import in_desk
from disclosure.editions.reading import read_chain
from disclosure.editions.state import state
from disclosure.editions.withdrawals import brought_back, of, reasons, standing, withdrawn_since
from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.due import all_due
from disclosure.model.finding import Finding, Severity
from disclosure.model.people import Unit
from disclosure.model.place import Place
from disclosure.read.law import law
from disclosure.render.cells import title_of
from disclosure.render.due import SOON, by_unit, called, near, when
from disclosure.write import disk
from disclosure.write.style import Unwritable

SETTINGS = "build/desk/office.json"
ASKED = {"name": 40, "email": 80, "target": 400, "address": 400, "key": 400}
"""What is set once for an office, and how long it may be: under which name is committed, where to publish, the portal's address, the private key."""
SHEET = "build/desk/签发单.html"
NOBODY = "没有写单位"
MOST = 60
"""Findings that are listed for a unit."""


# -- settings --------------------------------------------------------------------------------------
def settings(site: Path) -> dict[str, str]:
    try:
        told = json.loads((site / SETTINGS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = {}
    return {key: told[key] if isinstance(told, dict) and isinstance(told.get(key), str) else "" for key in ASKED}


def set_once(desk: Desk, given: Given) -> dict:
    """Keeps what is set, in a folder that is never published.  Raises Unwritable."""
    wanted = settings(desk.saving.site)
    for key, most in ASKED.items():
        if key in given:
            said = text(given, key).strip()
            if len(said) > most or not said.isprintable():
                raise Unwritable("写得太长，或者里面有看不见的字符")
            wanted[key] = said
    try:
        if wanted["target"]:
            destination.check(wanted["target"], None)
        if wanted["address"]:
            from disclosure.deliver import address
            address.base(wanted["address"])
    except Refused as refused:
        raise Unwritable(str(refused)) from None
    if re.search(r"://[^/@]*:[^/@]*@", wanted["target"]):
        raise Unwritable("去处里不写密码：密码照 docs/publishing.md 放在环境变量里")
    path = desk.saving.site / SETTINGS
    disk.replace(path, path.read_bytes() if path.exists() else None, json.dumps(wanted, ensure_ascii=False, indent=1).encode())
    return {"settings": wanted}


# -- what is open ----------------------------------------------------------------------------------
def overview(desk: Desk, given: Given) -> dict:
    """Findings and due dates by unit, and how things stand."""
    preview, site = desk.preview, desk.saving.site
    with preview.lock:
        preview.fresh()
        county = desk.sight.county
        findings, waiting = preview.findings, preview.judged != preview.edition
    chain = read_chain(site)
    shown = standing(chain)[-1:]
    told = {"waiting": waiting, "settings": settings(site), "counts": {one.value: sum(f.severity is one for f in findings) for one in Severity}, "units": [], "due": [], "as_of": "",
            "edition": shown[0].called if shown else "",
            "withdrawn": [{"edition": one.edition, "date": one.date, "reason": one.reason} for one in withdrawn_since(chain, *shown or [None])], **desk.saving.journal.told()}
    if county is None:
        return told
    return told | {"as_of": str(county.as_of), "units": list(open_of(county, findings)), "due": list(due_of(sound(county)))}


def open_of(county: County, findings: tuple[Finding, ...]) -> Iterator[dict]:
    """The findings of every unit that has any, those with errors first; what is nobody's last."""
    where = Where(county)
    groups: dict[str, list[dict]] = {}
    for finding in sorted(findings, key=lambda f: ([Severity.ERROR, Severity.WARNING, Severity.NOTICE].index(f.severity), f.order)):
        names, record = where.of(finding.place)
        row = {"severity": finding.severity, "code": finding.rule.code, "message": in_desk(finding.message), "hint": in_desk(finding.hint), "place": str(finding.place), **record}
        for name in names or [""]:
            groups.setdefault(name, []).append(row)
    order = sorted(groups, key=lambda name: (not name, not any(one["severity"] is Severity.ERROR for one in groups[name]), -sum(one["severity"] is not Severity.NOTICE for one in groups[name])))
    for name in order:
        some = groups[name]
        yield {"unit": name or NOBODY, **{one.value: sum(row["severity"] is one for row in some) for one in Severity}, "rows": some[:MOST], "left": max(0, len(some) - MOST)}


class Where:
    """To which record, and to whom, a line of a file belongs."""

    def __init__(self, county: County) -> None:
        self.starts: dict[str, list[tuple[int, int, int]]] = {}
        self.records: list[tuple[list[str], dict]] = []
        for name, collection in COLLECTIONS.items():
            for id, record in getattr(county, name).items():
                self.add(record.place, answering(record), record.place.file, [id] if collection.single_file and not collection.only else [], title_of(record))
        for owner, item in own_items(county):
            self.add(item.place, [called_short(one) for one in item.disclosers] or answering(owner), item.place.file, [ITEMS, item.id], f"{title_of(owner)} {item.number} {item.full_name}")
        for starts in self.starts.values():
            starts.sort()

    def add(self, place: Place, names: list[str], file: str, at: list[str], title: str) -> None:
        self.starts.setdefault(file, []).append((place.line, place.column, len(self.records)))
        self.records.append((names, {"file": file, "at": at, "title": title}))

    def of(self, place: Place) -> tuple[list[str], dict]:
        starts = self.starts.get(place.file, [])
        n = bisect_right(starts, (place.line, place.column, len(self.records))) - 1
        return self.records[starts[max(n, 0)][2]] if starts else ([], {"file": place.file, "at": [], "title": ""})


def answering(record: k.Record) -> list[str]:
    """Who answers for a record, the leading one first."""
    if isinstance(record, Unit):
        return [called_short(record)]
    found: list[k.Record] = []
    for code in ("answering", "drafters", "lead", "unit", "supervisor"):
        value = getattr(record, code, None)
        found += [] if value is None else list(value) if isinstance(value, tuple) else [value]
    return list(dict.fromkeys(called_short(one) for one in found if isinstance(one, k.Record)))


def due_of(county: County) -> Iterator[dict]:
    if county.as_of is None:
        return
    for unit, entries in by_unit(near(all_due(county, law()), county.as_of, SOON), county):
        for one in entries:
            yield {"unit": called(unit), "day": one.day.isoformat() if one.day else "", "when": when(one, county.as_of), "late": one.late(county.as_of), "sort": one.sort, "title": one.title, "place": one.place, "address": one.address}


# -- commands --------------------------------------------------------------------------------------
class Command(Job):
    """A command of the program.  `edition`: what of the county it has seen."""

    edition: int = 0
    target: str = ""
    dry: bool = False
    again: bool = False
    """Whether somebody has said that what was withdrawn is to be published again."""


def begin(desk: Desk, what: str, *words: str) -> Command:
    """A command over this county; one at a time."""
    trust = ["--trust-config"] if desk.preview.trust and words[0] != "edition" else []
    return jobs_of(desk).begin(what, ["-m", "disclosure", words[0], "--site", str(desk.saving.site), *trust, *words[1:]], "office", b"", Command)


def changes(desk: Desk, given: Given) -> dict:
    return begin(desk, "比较改动", "changes", "--format", "json").told()


def sheet(desk: Desk, given: Given) -> dict:
    (desk.saving.site / SHEET).parent.mkdir(parents=True, exist_ok=True)
    return begin(desk, "做签发单", "changes", "--format", "html", "--out", str(desk.saving.site / SHEET)).told()


def shown_sheet(desk: Desk, given: Given) -> Raw:
    """The sheet, which may load nothing and run nothing; its own styles are told by their hash."""
    try:
        data = (desk.saving.site / SHEET).read_bytes()
    except OSError:
        raise Astray("签发单还没有做，请先按“做签发单”") from None
    styles = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(style).digest()).decode()}'" for style in re.findall(rb"<style>(.*?)</style>", data, re.S))
    return Raw(data, "text/html; charset=utf-8", f"default-src 'none'; style-src {styles or chr(39) + 'none' + chr(39)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")


def keep(desk: Desk, given: Given) -> dict:
    return begin(desk, "存一版", "edition").told()


def where_to(desk: Desk) -> tuple[str, list[str]]:
    told = settings(desk.saving.site)
    if not told["target"]:
        raise Unwritable("还没有写发布到哪里，请先填“去处”")
    return told["target"], [*(["--key", told["key"]] if told["key"] else [])]


def publish(desk: Desk, given: Given) -> dict:
    """A dry run, or the real thing: only what a dry run has shown is published."""
    target, more = where_to(desk)
    with desk.preview.lock:
        desk.preview.fresh()
        edition, county = desk.preview.edition, desk.sight.county
    dry = given.get("dry") is not False
    again = given.get("again") is True
    if dry and not again and county is not None and (asked := brought(desk.saving.site, county)):
        return {"asked": asked}
    if not dry:
        shown = jobs_of(desk).one(text(given, "shown"))
        if not isinstance(shown, Command) or not shown.dry or shown.code != 0 or shown.target != target or shown.edition != edition:
            raise Unwritable("试运行以后又改过，或者没有试运行。请再试运行一次，看过再发布")
        address = settings(desk.saving.site)["address"]
        again = shown.again  # as it was said before the dry run, of the same text
        more = [*more, *(["--address", address] if address else [])]
    job = begin(desk, "试运行" if dry else "发布", "publish", *(["--dry-run"] if dry else []), *more, *(["--again"] if again else []), "--", target)
    job.edition, job.target, job.dry, job.again = edition, target, dry, again
    return job.told()


def brought(site: Path, county: County) -> str:
    """What was withdrawn, and why, of all that the county would publish again; "" where nothing is."""
    chain = read_chain(site)
    if chain.faults or not of(chain):
        return ""
    now = state(county)
    found = brought_back(chain, now)
    return reasons(found, now) if found else ""


def editions(desk: Desk, given: Given) -> dict:
    return begin(desk, "列出各版", "publish", "--list").told()


def roll_back(desk: Desk, given: Given) -> dict:
    target, _ = where_to(desk)
    reason = text(given, "reason").strip()
    if not reason or len(reason) > 200 or not reason.isprintable():
        raise Unwritable("请用一句话写为什么撤下，会记在版本档案里")
    return begin(desk, "退回前一版", "publish", "--rollback", f"--reason={reason}", "--", target).told()


ROUTES = (
    Route("office", overview),
    Route("office/sheet", shown_sheet),
    Route("office/settings", set_once, writes=True),
    Route("office/changes", changes, writes=True),
    Route("office/make-sheet", sheet, writes=True),
    Route("office/keep", keep, writes=True),
    Route("office/publish", publish, writes=True),
    Route("office/editions", editions, writes=True),
    Route("office/roll-back", roll_back, writes=True),
)
