"""What is due, for the office alone: as a list for people, as JSON and CSV for programs, as a calendar (iCalendar, RFC 5545) for each unit."""
import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable
from datetime import date, timedelta

from disclosure.model.county import County
from disclosure.model.due import Entry, all_due, those_who_answer
from disclosure.model.fields import Date, Record
from disclosure.model.law import Law

KEYS = ("到期", "逾期天数", "类别", "事项", "所在", "单位", "说明")
SOON = 30
"""Natural days (自然日) that a list looks ahead where nobody says otherwise."""
WIDTH = 75
"""Octets of a line of a calendar, without its end."""


class Unknown(LookupError):
    """What was asked for is not known, in words for who asked."""


def near(entries: Iterable[Entry], as_of: Date, days: int) -> list[Entry]:
    """What is overdue, what is due within so many days, and what cannot be told."""
    last = as_of.day + timedelta(days)
    return [e for e in entries if e.day is None or e.day <= last]


def of_unit(entries: Iterable[Entry], unit: Record) -> list[Entry]:
    return [e for e in entries if unit in e.units]


def by_unit(entries: Iterable[Entry], county: County) -> list[tuple[Record | None, list[Entry]]]:
    """The entries of each unit, in the order of units.yml, then villages and the like; of nobody last.  What several answer for is listed with each."""
    entries = list(entries)
    found = [(unit, of_unit(entries, unit)) for unit in those_who_answer(county)]
    return [*((unit, some) for unit, some in found if some), *([(None, alone)] if (alone := [e for e in entries if not e.units]) else [])]


def called(unit: Record | None) -> str:
    return (getattr(unit, "label", None) or unit.name or unit.id) if unit else "没有写单位"


def when(entry: Entry, as_of: Date) -> str:
    """How far away its day is, in words."""
    if entry.day is None:
        return "算不出"
    days = (entry.day - as_of.day).days
    return f"逾期 {-days} 天" if days < 0 else "今天到期" if days == 0 else f"还有 {days} 天"


def listing(county: County | None, law: Law, style: str, unit: str | None, days: int) -> str:
    """What is overdue and what is due within so many days, as `check --due` prints it.  Raises
    Unknown where the county, the unit or the style is not known."""
    if style not in ("text", "json", "csv"):
        raise Unknown(f"--due 没有 {style} 这种样子，只有 text、json、csv。")
    if county is None or county.as_of is None:
        raise Unknown("county.yml 或者它的“截至日期”读不出来，算不出到期：请先用 python build.py check 看是什么问题。")
    known = [one for one in those_who_answer(county) if unit is None or unit in one.names]
    if not known and unit is not None:
        raise Unknown(f"没有叫“{unit}”的单位：请写 units.yml 里的代号、名称、简称或者别名。")
    entries = near(all_due(county, law), county.as_of, days)
    if unit is not None:
        entries = [e for e in entries if not {*e.units}.isdisjoint(known)]
    if style == "json":
        return as_json(entries, county.as_of, days) + "\n"
    if style == "csv":
        return as_csv(entries, county.as_of)
    groups = [(one, some) for one, some in by_unit(entries, county) if unit is None or one in known]
    return as_text(groups, county.as_of, days) + "\n"


def as_text(groups: list[tuple[Record | None, list[Entry]]], as_of: Date, days: int) -> str:
    lines = []
    for unit, entries in groups:
        lines.append(f"{called(unit)}：{counted(entries, as_of)}")
        for e in entries:
            more = f"，最近一年共 {e.missed} 次没有" if e.missed > 1 else ""
            lines.append(f"  {e.day or '——————————'} {when(e, as_of)}{more}　{e.sort}　{e.title}（{e.place}）" + (f"　{' '.join(e.why.split())}" if e.why else ""))
        lines.append("")
    told = list(dict.fromkeys(e for _, entries in groups for e in entries))
    return "\n".join([*lines, f"截至 {as_of}，{days} 天内到期的和已逾期的：{counted(told, as_of)}。" if told else f"截至 {as_of}，没有逾期的，{days} 天内也没有到期的。"])


def counted(entries: list[Entry], as_of: Date) -> str:
    late, unknown = sum(e.late(as_of) > 0 for e in entries), sum(e.day is None for e in entries)
    parts = [f"逾期 {late} 项" if late else "", f"将到期 {len(entries) - late - unknown} 项" if len(entries) > late + unknown else "", f"算不出 {unknown} 项" if unknown else ""]
    return "，".join(filter(None, parts))


def row(e: Entry, as_of: Date) -> dict[str, object]:
    return dict(zip(KEYS, (e.day.isoformat() if e.day else None, e.late(as_of), e.sort, e.title, e.place, [called(u) for u in e.units], e.why), strict=True))


def as_json(entries: Iterable[Entry], as_of: Date, days: int) -> str:
    return json.dumps({"as_of": as_of, "days": days, "due": [row(e, as_of) | {"address": e.address} for e in entries]}, ensure_ascii=False, indent=1)


def as_csv(entries: Iterable[Entry], as_of: Date) -> str:
    """As Excel opens it right: the stream's own encoding is the caller's business."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(KEYS)
    for e in entries:
        values = row(e, as_of)
        writer.writerow(["、".join(v) if isinstance(v, list) else "" if v is None else safe(str(v)) for v in values.values()])
    return out.getvalue()


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


# -- calendars ------------------------------------------------------------------------------------------
def calendar(entries: Iterable[Entry], name: str, owner: str, as_of: Date) -> bytes:
    """An all-day event for each entry that has a day.  `owner`: whose county it is, for identities that no other county has.

    The same entries give the same bytes: the stamp is the beginning of 截至日期 in China, which is the day before in UTC.
    """
    stamp = f"{compact(as_of.day - timedelta(as_of.day > date.min))}T160000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//disclosure//due//ZH", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{escaped(name)}"]
    for e in entries:
        if e.day is None or e.day.year > 9998:
            continue
        identity = hashlib.sha256(f"{owner}\0{e.key}".encode()).hexdigest()[:32]
        late = f"【已逾期 {days} 天】" if (days := e.late(as_of)) else ""
        lines += ["BEGIN:VEVENT", f"UID:{identity}@disclosure", f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{compact(e.day)}",
                  f"DTEND;VALUE=DATE:{compact(e.day + timedelta(1))}", f"SUMMARY:{escaped(f'{late}{e.sort}：{e.title}')}",
                  f"DESCRIPTION:{escaped('；'.join(filter(None, (e.place, e.why))))}", "TRANSP:TRANSPARENT", "END:VEVENT"]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def compact(day: date) -> str:
    return day.isoformat().replace("-", "")


def escaped(text: str) -> str:
    """A text value: what has a meaning there is marked, control characters go."""
    text = re.sub(r"([\\;,])", r"\\\1", text.replace("\r\n", "\n").replace("\r", "\n")).replace("\n", "\\n")
    return re.sub(r"[\x00-\x1f\x7f]", "", text)


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets, none of which ends within a character."""
    if len(line.encode()) <= WIDTH:
        return line
    pieces, piece, size = [], "", 0
    for c in line:
        octets = len(c.encode())
        if size + octets > WIDTH:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + c, size + octets
    return "\r\n".join([*pieces, piece])
