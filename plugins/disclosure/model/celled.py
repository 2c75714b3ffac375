"""Numbers that a table spreads over its cells: part by part, or one figure in each box, as forms have it.

Elsewhere a border between cells ends a number (`model/numbers.py`), so that figures beside each other are none.  Here only what is set as
people set it counts; whether it is a number of a person says that module.
"""
import re
from collections.abc import Iterator

from disclosure.model.rare import Rare
from disclosure.model.tables import CELL

BORDERS = (CELL, "|", "\t")
_ = r"[ \u00a0\u3000\"']{0,8}[" + re.escape(CELL) + r"|\t][ \u00a0\u3000\"']{0,8}"
FIRST, END = r"(?<![0-9].)", r"(?![0-9A-Za-z])"
"""Behind the first digit: none is before it.  A pattern begins with the digit itself, for which re looks fast."""
PATTERNS = tuple((kind, Rare(form + END)) for kind, form in (
    ("身份证号", rf"[1-9]{FIRST}[0-9]{{5}}{_}(?:19|20)(?:[0-9]{{6}}|[0-9]{{2}}{_}[0-9]{{2}}{_}[0-9]{{2}}){_}[0-9]{{3}}(?:{_})?[0-9Xx]"),
    ("身份证号", rf"[0-9]{FIRST}{_}(?:[0-9]{_}){{16}}[0-9Xx]"),
    ("手机号", rf"1{FIRST}[3-9][0-9]{_}[0-9]{{4}}{_}[0-9]{{4}}"),
    ("手机号", rf"1{FIRST}{_}[3-9](?:{_}[0-9]){{9}}(?!{_}[0-9]{END})"),
))

NEAR = re.compile(rf"[0-9]{_}[0-9]{{1,8}}{_}[0-9]")
"""Three figures or groups of them in neighbouring cells stand in each: after it the slower patterns look."""


def spread(plain: str) -> Iterator[tuple[str, int, int, str]]:
    """(kind, start, end, digits) of what may be a number over several cells."""
    if not any(border in plain for border in BORDERS) or not NEAR.search(plain):
        return
    for kind, pattern in PATTERNS:
        for found in pattern.finditer(plain):
            yield kind, found.start(), found.end(), re.sub("[^0-9Xx]", "", found[0]).upper()
