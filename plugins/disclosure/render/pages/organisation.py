"""Leading bodies (领导机构): the chart of each with the same as a table, and who leads and answers for each domain (责任清单)."""
import csv
import io
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from disclosure.model.collection import Collection
from disclosure.model.county import County, Domain
from disclosure.model.fields import Date
from disclosure.model.people import Unit
from disclosure.model.registers.work import Group, Member
from disclosure.render.downloads import UTF8, safe
from disclosure.render.organisation import Body, Seat, draw
from disclosure.render.output import Output
from disclosure.render.view import View

DUTIES = "groups-duties.csv"
"""The list of duties as a file."""
ORDER = ("组长", "召集人", "副组长", "副召集人", "成员", "办公室主任", "办公室副主任")
FIRST, SECOND, OFFICE = ORDER[:2], ORDER[2:4], ORDER[5:]
LOCAL = re.compile(r"(?:乡|镇|街道|苏木)(?:办事处|人民政府|政府|党委|党工委)?$")
"""How the names of townships' offices end."""


def record(view: View, group: Group) -> dict[str, Any]:
    """What the page of a leading body shows beside its fields."""
    now = view.county.as_of
    members = sorted(group.in_office(now), key=lambda member: ORDER.index(member.seat))
    former = sorted((member for member in group.members if member not in members), key=lambda member: member.until, reverse=True)
    return {"drawing": Markup(draw(body(group, now), "zuzhi")), "members": members, "former": former, "named": any(member.name for member in members)}


def body(group: Group, as_of: Date) -> Body:
    """What the chart shows on a day."""
    members = group.in_office(as_of)
    rows = tuple((held[0].seat if held else "", tuple(map(seat, held))) for held in ([m for m in members if m.seat in seats] for seats in (FIRST, SECOND)))
    plain = [member for member in members if member.seat == "成员"]
    frames = tuple((title, tuple(seat(m) for m in plain if local(m.unit) is here)) for title, here in (("县直单位", False), ("乡镇（街道）", True)))
    staff = [member for member in members if member.seat in OFFICE]
    office = ("办公室", *([f"设在{group.office.label}"] if group.office else []),
              *(f"{member.seat.removeprefix('办公室')}：{member.unit.label if member.unit else ''}{member.post}{'　' + member.name if member.name else ''}" for member in staff))
    return Body(group.label, rows, frames, office if len(office) > 1 else ())


def seat(member: Member) -> Seat:
    return Seat(member.unit.label if member.unit else "", member.post, member.name or "")


def local(unit: Unit | None) -> bool:
    """Whether a unit is a township's, or stands for all of them."""
    return unit is not None and (unit.stands_for == "各乡镇" or bool(LOCAL.search(unit.name)))


def index(view: View, collection: Collection, records: list[Group]) -> dict[str, Any]:
    """The list of duties below the list of bodies."""
    return {"domains": list(view.county.domains.values())}


def files(view: View, collection: Collection, records: list[Group]) -> Iterator[Output]:
    yield Output(DUTIES, partial(duties, view.county))


def duties(county: County) -> bytes:
    """Who leads and who answers for each domain, as CSV."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(["领域", "牵头单位", "责任单位"])
    for domain in county.domains.values():
        sheet.writerow([safe(cell) for cell in (domain.name, domain.lead.name, answering(domain))])
    return out.getvalue().encode(UTF8)


def answering(domain: Domain) -> str:
    return "、".join(unit.name for unit in domain.responsible)
