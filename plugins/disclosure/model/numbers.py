"""Numbers that belong to a person: what they look like, however they are typed, and how they are spoken of without repeating them.

身份证号: GB 11643—1999 (18 digits with date and check digit), before 1999 15 digits.  Bank cards: ISO/IEC 7812 (prefix and Luhn's digit).
Mobile numbers: 11 digits beginning 13–19.
"""
import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

WIDE = str.maketrans("０１２３４５６７８９ＸｘＯＩ－　", "0123456789XxOI- ")
"""Full-width forms of the same length, so that places stay right."""
WIDE_DIGIT = re.compile("[０-９]")
RUN = re.compile(r"[0-9](?<![0-9A-Za-z*].)(?:[ \t\-·.　－]{0,2}(?:\n[ \t]*)?[0-9]){10,21}(?:[ ]?[Xx])?(?![0-9A-Za-z*])")
"""A run of digits, perhaps set in groups or broken over a line.  It begins with the digit, for which re looks fast, and only then looks at what is before."""
REGIONS = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
KEYWORD = re.compile(r"身份证|证件号|公民身份")
CARD_PREFIX = re.compile(r"62|4[0-9]{5}|5[1-5]|3[0-9]{5}|9[0-9]{5}")


class Number(NamedTuple):
    """A personal number in a text: its kind, where it begins and ends, and its digits without what separates them."""

    kind: str
    start: int
    end: int
    digits: str

    @property
    def masked(self) -> str:
        """The first three and the last two characters; no report says more."""
        return f"{self.digits[:3]}{'*' * (len(self.digits) - 5)}{self.digits[-2:]}"


def personal_numbers(text: str) -> Iterator[Number]:
    """Every personal number of a text, in its order."""
    plain = text.translate(WIDE) if WIDE_DIGIT.search(text) else text
    for found in RUN.finditer(plain):
        digits = re.sub(r"[^0-9Xx]", "", found[0]).upper()
        kind = kind_of(digits, found[0], plain[max(0, found.start() - 24):found.start()])
        if kind:
            yield Number(kind, found.start(), found.end(), digits)


def kind_of(digits: str, typed: str, before: str) -> str | None:
    if len(digits) == 18 and identity(digits):
        return "身份证号"
    if "X" in digits:
        return None
    if len(digits) == 15 and KEYWORD.search(before) and dated(f"19{digits[6:12]}") and int(digits[:2]) in REGIONS:
        return "身份证号"
    if len(digits) == 11 and re.match(r"1[3-9]", digits) and grouped(typed, (3, 4, 4)):
        return "手机号"
    if 16 <= len(digits) <= 19 and card(digits) and grouped(typed, (4,)):
        return "银行卡号"
    return None


def identity(digits: str) -> bool:
    """Whether 18 characters are a well-formed 身份证号: region, date of birth, check digit."""
    if not digits[:17].isdigit() or int(digits[:2]) not in REGIONS or not dated(digits[6:14]):
        return False
    return "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=False)) % 11] == digits[17]


def dated(text: str) -> bool:
    """Whether YYYYMMDD is a day on which somebody alive may have been born."""
    try:
        return datetime.date(int(text[:4]), int(text[4:6]), int(text[6:])).year >= 1900
    except ValueError:
        return False


def card(digits: str) -> bool:
    """Whether a bank may have issued the number: prefix and Luhn's check digit; not one digit over and over."""
    if not CARD_PREFIX.match(digits) or len(set(digits)) < 3 or (not digits.startswith("62") and len(digits) != 16):
        return False
    doubled = (int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def grouped(typed: str, sizes: tuple[int, ...]) -> bool:
    """Whether digits stand together, or in the groups that such numbers are set in; 2026-06-10 12:30 is neither."""
    groups = [len(g) for g in re.split(r"[^0-9Xx]+", typed) if g]
    if len(groups) == 1:
        return True
    wanted = sizes if len(sizes) > 1 else [sizes[0]] * (sum(groups) // sizes[0]) + ([sum(groups) % sizes[0]] if sum(groups) % sizes[0] else [])
    return groups == list(wanted) or "\n" in typed
