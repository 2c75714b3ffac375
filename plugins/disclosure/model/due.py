"""What is due and when: matters with a 时限 that comes again, and whatever else of a county has a last day.

A matter is due on the days of its cycles (model/cycles.py).  Between two of them something must come out; what comes before the
earlier one's successor is that one's, however late.  截至日期 is today: on the day itself nothing is late.
"""
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from disclosure.model.county import AnnualReport, County
from disclosure.model.cycles import Cycle, after, cycles, days_of, of_frequency
from disclosure.model.fields import Date, Record, earlier, several
from disclosure.model.law import Law
from disclosure.model.matters import Disclosed, Item
from disclosure.model.people import Unit
from disclosure.model.punctuality import allowed, out, proactive
from disclosure.model.workdays import Calendar, UnknownYear

BACK = 366
"""So many natural days (自然日) before 截至日期 are looked at for what did not come: a year."""
MOST = 12
"""So many of these days count for one matter, the latest: what is due every week is not to outweigh all the rest."""
SINCE = ("新增", "转为主动公开")
"""Adjustments (目录调整) after which a matter is due for the first time."""


class Due(NamedTuple):
    """When a matter is due next; `day` None where no calendar can tell: `unknown` is the year without a notice of its holidays, 0
    where nothing has come out yet from which it could be counted.

    `missed`: how many days of the last year have passed on which something was due and did not come; `day` is then the first of
    them since the last information, or the last of them where there never was any.  `of`: the information that is formed and not out yet, where it is that one.
    """

    day: date | None
    missed: int = 0
    unknown: int = 0
    of: Disclosed | None = None

    def late(self, as_of: Date) -> int:
        """Natural days since it was due; 0 where it is not late."""
        return max(0, (as_of.day - self.day).days) if self.day else 0


def cycles_of(item: Item) -> tuple[Cycle, ...]:
    """The cycles of a matter: those of its 时限, else that of its 频次."""
    return cycles(item.time_limit or "") or of_frequency(getattr(item, "frequency", None))


def asked(item: Item) -> bool:
    """Whether anything of a matter can be due: not what is retired, withheld or disclosed only to who applies (依申请公开)."""
    return not item.retired and proactive(item)


def beginnings(county: County) -> dict[Item, date]:
    """Matters that are newer than a catalogue, by when they came into it (changes.yml)."""
    found: dict[Item, date] = {}
    for change in county.changes.values():
        if change.kind in SINCE and change.date:
            for item in several(change.matters):
                found[item] = max(change.date.day, found.get(item, date.min))
    return found


def came(item: Item, county: County) -> list[date]:
    """The days on which information of a matter came out, up to the edition's date; of a month the first, which is in the editors' favour."""
    return sorted(r.published.day for r in item.records if out(r.published, county))


@lru_cache(maxsize=1024)
def every(those: tuple[Cycle, ...], first: int, last: int, workdays: Calendar) -> tuple[date, ...]:
    """The days of some years on which any of the cycles is due.  Raises UnknownYear."""
    years = range(max(1, first), min(9999, last) + 1)
    return tuple(sorted({day for cycle in those for year in years for day in days_of(cycle, year, workdays)}))


def slots(item: Item, county: County, law: Law, since: date | None = None) -> list[tuple[date, list[Disclosed]]]:
    """The days of the last year on which a matter was due, and what came out for each.  `since`: when it came into its catalogue.

    Nothing where nothing can be said: there are no days, or the holidays of a year are not known.
    """
    those = tuple(cycle for cycle in cycles_of(item) if not cycle.every) if asked(item) else ()
    today = county.as_of.day
    if not those:
        return []
    try:
        days = [day for day in every(those, today.year - 3, today.year, law.calendar) if day < today]
    except UnknownYear:
        return []
    begin = max(today - timedelta(BACK), since or date.min)
    records = sorted((r for r in item.records if out(r.published, county)), key=lambda r: r.published.day)
    asked_for = [(before, day) for before, day in zip(days, days[1:], strict=False) if day > begin][-MOST:]
    return [(day, [r for r in records if before < r.published.day <= day]) for before, day in asked_for]


def next_due(item: Item, county: County, law: Law, since: date | None = None) -> Due | None:
    """When a matter is due next, by its 时限, its last information and 截至日期; None where it is not due at any time that is known
    beforehand.  `since`: when it came into its catalogue."""
    if not asked(item):
        return None
    today = county.as_of.day
    found = [formed(record, item, law) for record in item.records if waits(record, county.as_of)]
    days, those = came(item, county), cycles_of(item)
    if calendared := tuple(cycle for cycle in those if not cycle.every):
        found.append(on_calendar(calendared, days, today, law, since))
    found += [running(cycle, days, today, law) for cycle in those if cycle.every]
    return min(found, key=lambda due: due.day or date.max, default=None)


def waits(record: Disclosed, as_of: Date) -> bool:
    """Whether information is there and not out yet."""
    return bool(record.formed and record.formed.exact and record.formed <= as_of and record.published and earlier(as_of, record.published))


def formed(record: Disclosed, item: Item, law: Law) -> Due:
    try:
        return Due(law.calendar.add(record.formed.day, allowed(item, law)), of=record)
    except UnknownYear as unknown:
        return Due(None, unknown=unknown.year)


def on_calendar(those: tuple[Cycle, ...], came_out: list[date], today: date, law: Law, since: date | None) -> Due:
    try:
        days = every(those, today.year - 3, today.year, law.calendar)
        passed = [day for day in days if day < today and (since is None or day > since)]
    except UnknownYear as unknown:
        return Due(None, unknown=unknown.year)
    before = days[bisect_left(days, passed[-1]) - 1] if passed else None
    if passed and not any(before < day for day in came_out):  # neither in time nor since
        late = [day for day in passed if day > today - timedelta(BACK)] or passed[-1:]
        if came_out:
            kept = next((day for day in days if day >= came_out[-1]), None)  # that one it came for
            late = [day for day in late if kept is None or day > kept] or late[-1:]
        return Due(late[0] if came_out else late[-1], missed=len(late))
    try:
        coming = [day for day in every(those, today.year, today.year + 2, law.calendar) if day >= today]
    except UnknownYear as unknown:
        coming = next_known(those, today, law)
        if not coming:
            return Due(None, unknown=unknown.year)
    done = bool(passed) and any(day > passed[-1] for day in came_out) and any(before < day <= passed[-1] for day in came_out)
    done = done or not passed and any(day <= today for day in came_out[-1:] if since is None or day > since)
    return Due(coming[1]) if done and len(coming) > 1 else Due(coming[0])


def next_known(those: tuple[Cycle, ...], today: date, law: Law) -> list[date]:
    """The days to come of the years whose holidays are known: enough for the next one, if there is one among them."""
    try:
        return [day for day in every(those, today.year, today.year, law.calendar) if day >= today]
    except UnknownYear:
        return []


def running(cycle: Cycle, came_out: list[date], today: date, law: Law) -> Due:
    if not came_out:
        return Due(None)
    try:
        day = after(cycle, came_out[-1], law.calendar)
    except UnknownYear as unknown:
        return Due(None, unknown=unknown.year)
    return Due(day, missed=int(day < today))


# -- all of a county -----------------------------------------------------------------------------------
class Entry(NamedTuple):
    """Something that is due: on which `day` (None: it cannot be told, `why`), what sort of thing it is, what it is called and where
    it stands, and which `units` answer for it.  `key`: the same for the same thing in every edition."""

    day: date | None
    sort: str
    title: str
    place: str
    units: tuple[Record, ...]
    address: str
    key: str
    why: str = ""
    missed: int = 0

    def late(self, as_of: Date) -> int:
        """Natural days (自然日) since it was due; 0 where it is not late."""
        return max(0, (as_of.day - self.day).days) if self.day else 0


def all_due(county: County, law: Law) -> list[Entry]:
    """Everything that is due or overdue, the earliest first; what cannot be told last."""
    found = [*of_matters(county, law), *of_registers(county), *of_reports(county, law), *of_permissions(county)]
    return sorted(found, key=lambda e: (e.day or date.max, e.sort, e.key))


def of_matters(county: County, law: Law) -> Iterator[Entry]:
    since = beginnings(county)
    for owner in county.catalogues:
        for item in owner.items:
            if due := next_due(item, county, law, since.get(item)):
                why = item.time_limit or ""
                if not cycles(why) and getattr(item, "frequency", None) and not due.of:
                    why += f"（频次：{item.frequency}）"
                if due.day is None:
                    why += f"（{due.unknown} 年的节假日安排还没有公布，算不出是哪天）" if due.unknown else "（还没有登记过信息，不知道从哪天算起）"
                title = due.of.title if due.of else item.name or item.number
                key = f"{item.address} {due.of.published if due.of else due.day or ''}"
                yield Entry(due.day, "公开事项", title, f"{owner.name or owner.id} {item.number}", tuple(item.disclosers) or ((owner,) if owner.itself else ()), item.address, key, why, due.missed)


def those_who_answer(county: County) -> list[Record]:
    """Everybody who may answer for something: the units, and the bodies that disclose by themselves."""
    return [*county.units.values(), *(owner for owner in county.catalogues if owner.itself)]


def of_registers(county: County) -> Iterator[Entry]:
    as_of = county.as_of
    for collection, records in county.registers:
        reviewed = county.fresh_days(collection) if collection.template.fields["reviewed"].required else None
        for record in records.values():
            if record.retired:
                continue
            told = (record.label or record.id, collection.noun, record.answering, record.address)
            if (deadline := record.part("deadline")) and not record.closed(as_of):
                yield entry(deadline.day, "完成时限", *told)
            if reviewed and record.reviewed:
                yield entry(record.reviewed.day + timedelta(reviewed), "复核", *told, f"上次复核 {record.reviewed}，{reviewed} 天内要再核对")
            for day, sort, why in record.due(as_of):
                yield entry(day, sort, *told, why)


def entry(day: date, sort: str, title: str, place: str, units: tuple[Record, ...], address: str, why: str = "") -> Entry:
    return Entry(day, sort, title, place, tuple(u for u in units if u), address, f"{address} {sort}", why)


def of_permissions(county: County) -> Iterator[Entry]:
    for one in (*county.allowed_numbers, *county.allowed_attachments):
        if one.until:
            what = getattr(one, "number", None) or one.file
            last = date.fromisoformat(one.until) if one.until.exact else days_of_month(one.until)
            yield Entry(last, "放行到期", what or "", "county.yml", (), "", f"county.yml {what}", one.reason or "")


def days_of_month(month: Date) -> date:
    first = month.day
    return (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


# -- annual reports -------------------------------------------------------------------------------------
GOVERNMENTS = ("县人民政府", "区人民政府", "市人民政府", "人民政府办公室")
DEPARTMENTS = ("局", "委员会", "委")
NO_DEPARTMENTS = ("管理委员会", "村民委员会", "居民委员会", "分局")


def governs(unit: Unit, county: County) -> bool:
    """Whether a unit's annual report is the county's own."""
    return unit.name in (county.full_name, county.sponsor) or (unit.name or "").endswith(GOVERNMENTS)


def departments(county: County) -> list[Unit]:
    """The departments of the county's government that lead or answer for a domain, by their names: 局 and 委."""
    used = dict.fromkeys(unit for domain in county.domains.values() for unit in (domain.lead, *domain.responsible) if unit)
    return [u for u in used if u.name and u.name.endswith(DEPARTMENTS) and not u.name.endswith(NO_DEPARTMENTS) and not u.dissolved and not governs(u, county)]


class Report(NamedTuple):
    """An annual report that is not there: of which year, whose (None: the county's), and until when it is due."""

    year: int
    unit: Unit | None
    day: date


def missing_reports(county: County, law: Law, year: int) -> list[Report]:
    """The annual reports of a year that nobody has entered (条例第四十九条): the county's, and those of its departments."""
    there = [report for report in county.annual_reports if report.year == str(year) and report.unit and came_out(report, county)]
    ends = {name: date.fromisoformat(f"{year + 1:04}-{law.periods[name].yearly}") for name in ("政府年报", "部门年报")}
    own = [] if any(governs(report.unit, county) for report in there) else [Report(year, None, ends["政府年报"])]
    told = {report.unit for report in there}
    return [*own, *(Report(year, unit, ends["部门年报"]) for unit in departments(county) if unit not in told)]


def came_out(report: AnnualReport, county: County) -> bool:
    """An entry without its day counts: rule C512 asks for the day."""
    return not report.published or out(report.published, county)


def of_reports(county: County, law: Law) -> Iterator[Entry]:
    for year in (county.as_of.day.year - 1, county.as_of.day.year):
        for report in missing_reports(county, law, year) if 1 <= year < 9998 else ():
            office = next((u for u in county.units.values() if governs(u, county)), None)
            unit = report.unit or office
            name = f"{(unit.label if unit else county.name) or ''}{year}年政府信息公开工作年度报告"
            yield Entry(report.day, "年度报告", name, "county.yml 年报", (unit,) if unit else (), "", f"年报 {year} {report.unit.id if report.unit else ''}",
                        "政府信息公开条例第四十九条")
