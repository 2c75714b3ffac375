"""The books: 公开工作手册, for those who do the work, and 办事一本通, for those who have something to do."""
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from disclosure.exports.print import press
from disclosure.exports.print.guidebook import guidebook, used
from disclosure.exports.print.manual import volumes
from disclosure.exports.print.notice import dated
from disclosure.exports.wanted import Wanted
from disclosure.render.output import Output

UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
"""What no system, or not every one, takes in the name of a file."""

TYPE, LARGE = 10.5, 12
"""Sizes of type in points: of a book for the desk, and of one that old people read too."""


def books(wanted: Wanted) -> Iterator[Output]:
    """The handbook, in volumes where it is very long; and the guide, where the county keeps guides and everything is wanted."""
    parts = list(volumes(wanted))
    for number, (before, blocks) in enumerate(parts, 1):
        yield book(wanted, "公开工作手册", f"第{number}册，共{len(parts)}册" if len(parts) > 1 else "", "目录、流程、制度、责任和检查清单", {"before": before, "blocks": blocks, "type": TYPE})
    if wanted.whole and (blocks := list(guidebook(wanted))):
        yield book(wanted, "办事一本通", "", "带什么、去哪里、找谁、多久办好", {"before": used(), "blocks": blocks, "type": LARGE})


def book(wanted: Wanted, name: str, volume: str, about: str, parts: dict[str, Any]) -> Output:
    """`parts`: what stands in front of the contents (before), the rest (blocks), and the size of type in points."""
    title = f"{wanted.county.name}{name}" + (f"（{volume}）" if volume else "")
    return Output(UNFIT.sub("", f"{title}.pdf"), partial(bound, wanted, title, {"name": name, "volume": volume, "about": about}, parts))


def bound(wanted: Wanted, title: str, cover: dict[str, str], parts: dict[str, Any]) -> bytes:
    county = wanted.county
    office = county.office and county.office.name or county.sponsor or county.full_name or county.name
    told = {**parts, "cover": {**cover, "county": county.name, "by": office, "dated": dated(county.as_of)}, "foot": f"{title}　{dated(county.as_of)}"}
    return press.pdf("book", title, county.as_of, told)
