"""Numbers that belong to a person: what they look like, however they are typed, and how they are spoken of without repeating them.

身份证号: GB 11643—1999 (18 digits with date and check digit), before 1999 15 digits.  Bank cards: ISO/IEC 7812 (prefix and Luhn's digit).
Mobile numbers: 11 digits beginning 13–19.  Passports and the like are only known by the word before them.

Digits are taken in groups, as they stand.  A number begins where a group begins and ends where one ends, so that whatever stands beside it hides nothing.
"""
import datetime
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from disclosure.model import spelt
from disclosure.model.celled import spread
from disclosure.model.company import CARD, KEYWORD, PHONE, Company, Heading, Known, of_a_thing
from disclosure.model.rare import Rare
from disclosure.model.said import said

UNSEEN = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
BLANK = r" \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
BETWEEN = rf"{BLANK}\-.·+()（）\[\]\u2010-\u2015\u2043\u2212\u2022\u2024\u2027\u22c5\u30fb\ufe58\ufe63．－＋~\u301c\uff5e"
"""What people set between the digits of a number."""
ODD = re.compile("[０-９٠-٩۰-۹①-⑨⓪❶-❾⓿➀-➈⁰¹²³⁴-⁹₀-₉\U0001d7ce-\U0001d7ff]")
ODD_SIGNS = "０１２３４５６７８９" "①②❶❷➀➁¹²₁₂١٢۱۲𝟏𝟐𝟙𝟚𝟣𝟤𝟭𝟮𝟷𝟸"
"""One of these is in every number that is typed in digits of other scripts: it has a 1 or 2.  To look for single characters is fast."""
RUN = re.compile(rf"[0-9](?<![0-9].)[0-9\n{BETWEEN}{UNSEEN}]{{9,}}[0-9]")
"""Digits and what may stand between them.  It begins with the digit, for which re looks fast, and only then looks at what is before."""
JOINT = re.compile(rf"[{UNSEEN}]*(?:[{BETWEEN}][{UNSEEN}]*){{0,3}}(?:\n[{BLANK}]*)?")
LAST = re.compile(rf"[{BLANK}\-{UNSEEN}]{{0,2}}[XxＸｘ×ХхⅩⅹ](?![0-9A-Za-z])")
"""The last character of a 身份证号 that is no digit, as it is typed."""
REGIONS = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CARD_PREFIX = re.compile(r"62|4[0-9]{5}|5[1-5]|3[0-9]{5}|9[0-9]{5}")
MOBILE_GROUPS = {(3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5), (4, 3, 4), (3, 4, 3, 1), (1,) * 11}
COUNTRY = re.compile(r"(?:00|0)?86|\+86")
DOCUMENTS = tuple((word, Rare(rf"{name}[一-龥]{{0,6}}[^0-9A-Za-z\n]{{0,10}}?(?<![0-9A-Za-z])({number})(?![0-9A-Za-z])"), Rare(number)) for word, name, number in (
    ("护照", "护照", r"[A-Z][0-9]{8}|[A-Z]{2}[0-9]{7}|[0-9]{9}"),
    ("行证", "通行证", r"[CWHMTLK][0-9]{8}(?:[0-9]{2})?|C[A-Z][0-9]{7}|(?!(?:19|20)[0-9]{6}\b)[0-9]{8}"),
    ("乡证", "回乡证", r"[HM][0-9]{8}(?:[0-9]{2})?"),
    ("胞证", "台胞证", r"(?!(?:19|20)[0-9]{6}\b)[0-9]{8}"),
    ("居留", "居留(?:身份)?证", r"[A-Z]{3}[0-9]{12}"),
    ("官证", "[军警]官证", r"[一-龥]{1,2}字第? ?[0-9]{4,9}号?|警?[0-9]{6,8}"),
    ("兵证", "士兵证", r"[一-龥]{1,2}字第? ?[0-9]{4,9}号?"),
))
"""Papers whose numbers have no check digit: a word to look for, the name that must stand before them or over their column, and their form."""
DOCUMENTS_SAID = tuple(word for word, *_ in DOCUMENTS)
PAPERS = re.compile("护照|通行证|回乡证|台胞证|居留|[军警]官证|士兵证")


class Number(NamedTuple):
    """A personal number in a text: its kind, where it begins and ends, and its digits without what separates them.

    `harmless`: its company shows that it is none.
    """

    kind: str
    start: int
    end: int
    digits: str
    harmless: bool = False

    @property
    def masked(self) -> str:
        """The first three and the last two characters; no report says more."""
        return f"{self.digits[:3]}{'*' * max(3, len(self.digits) - 5)}{self.digits[-2:]}"


def personal_numbers(text: str, known: Known = Known(), head: Callable[[int], Heading] = lambda at: Heading()) -> Iterator[Number]:
    """Every personal number of a text, in its order.  `head`: the heading of the column that stands over a place."""
    return (number for number in likely_numbers(text, known, head) if not number.harmless)


def likely_numbers(text: str, known: Known = Known(), head: Callable[[int], Heading] = lambda at: Heading()) -> Iterator[Number]:
    """Everything that has the form of a personal number, in its order."""
    plain = spelt.plain(folded(text))
    found = [number for run in RUN.finditer(plain) for number in Run(plain, run.start(), run.end(), known, head).numbers()]
    papers = list(documents(text, plain))
    papers += celled(plain, known, head)
    papers += [Number("身份证号", start, end, digits) for start, end, digits in spelt.rounded(plain) if int(digits[:2]) in REGIONS and dated(digits[6:14])]
    return iter(sorted([*found, *papers], key=lambda number: number.start) if papers else found)


def celled(plain: str, known: Known, head: Callable[[int], Heading]) -> Iterator[Number]:
    """Numbers over several cells.  Three figures that look like a mobile number are one only where a telephone is spoken of."""
    for kind, start, end, digits in spread(plain):
        company = Company.of(plain, start, end, head(start))
        if identity(digits) or kind == "手机号" and company.says(PHONE):
            yield Number(kind, start, end, digits, of_a_thing(kind, digits, company, known))


def folded(text: str) -> str:
    """The text with digits of every script as plain ones, of the same length, so that places stay right."""
    return ODD.sub(lambda c: str(unicodedata.digit(c[0])), text) if any(sign in text for sign in ODD_SIGNS) else text


def documents(text: str, plain: str) -> Iterator[Number]:
    for word, pattern, _ in DOCUMENTS if said(text, DOCUMENTS_SAID) else ():
        if word in text:
            for found in pattern.finditer(plain):
                yield Number("证件号码", found.start(1), found.end(1), re.sub(r"[^0-9A-Za-z]", "", found[1]))


def document_under(heading: str, cell: str) -> bool:
    """Whether a cell below such a heading is the number of a passport or another paper."""
    return any(word in heading and number.fullmatch(cell) for word, _, number in DOCUMENTS)


@lru_cache(4096)
def joins(between: str) -> bool:
    """Whether digits on both sides may belong to one number."""
    return JOINT.fullmatch(between) is not None


class Run:
    """Groups of digits that stand close together."""

    def __init__(self, plain: str, start: int, end: int, known: Known, head: Callable[[int], Heading]) -> None:
        self.plain, self.known, self.head = plain, known, head
        groups = [group.span() for group in re.compile("[0-9]+").finditer(plain, start, end)]
        self.parts: list[list[tuple[int, int]]] = [[groups[0]]]
        for before, group in zip(groups, groups[1:], strict=False):
            between = plain[before[1]:group[0]]
            if len(between) < 200 and joins(between):
                self.parts[-1].append(group)
            else:
                self.parts.append([group])

    def numbers(self) -> Iterator[Number]:
        for self.groups in self.parts:
            if sum(e - s for s, e in self.groups) < 11:
                continue
            self.flat = "".join(self.plain[s:e] for s, e in self.groups)
            self.starts = [0, *accumulate(e - s for s, e in self.groups)]
            self.borders = set(self.starts)
            yield from self.part()

    def part(self) -> Iterator[Number]:
        self.done = 0
        for at, start in enumerate(self.starts[:-1]):
            for found in self.beginning(at, max(start, self.done)) if start >= self.done or self.starts[at + 1] - self.done >= 11 else ():
                yield found[0]
                self.done = found[1]

    def beginning(self, at: int, start: int) -> Iterator[tuple[Number, int]]:
        """The number that begins with a group, or ends with it, and where it ends in `flat`."""
        end, flat = self.starts[at + 1], self.flat
        for first in dict.fromkeys((start, end - 18, end - 17)) if end - start > 18 else (start,):
            for size in (18, 17):
                digits = flat[first:first + size]
                if len(digits) == size and first >= start and digits[6:8] in ("19", "20") and (first + size in self.borders or first + size < end) and self.fits(at, first, size):
                    last = self.place(first + size)
                    closing = LAST.match(self.plain, last) if size == 17 and first + size in self.borders else None
                    whole = digits + "X" if closing else digits
                    if identity(whole) or permanent(whole):
                        number = self.number("身份证号", first, first + size, whole, closing.end() if closing else last)
                        yield number if identity(whole) else number._replace(kind="证件号码"), first + size
                        return
        if end - start == 15 and dated(f"19{flat[start + 6:start + 12]}") and int(flat[start:start + 2]) in REGIONS:
            company = self.company(start, end)
            if company.says(KEYWORD):
                yield Number("身份证号", self.place(start, True), self.place(end), flat[start:end]), end
                return
        if flat.startswith(("62", "3", "4", "5", "9"), start):
            for size in (19, 18, 17, 16):
                if start + size in self.borders and card(flat[start:start + size]) and self.card_set(at, start, size):
                    yield self.number("银行卡号", start, start + size, flat[start:start + size], self.place(start + size)), start + size
                    return
        if (prefix := COUNTRY.match(flat, start)) and mobile(flat, prefix.end()):
            start = prefix.end()
        elif flat[start] == "0" and end - start == 12 and mobile(flat, start + 1) and self.company(start, end).says(PHONE):
            start += 1
        if mobile(flat, start) and start + 11 in self.borders and self.mobile_set(at, start):
            yield self.number("手机号", start, start + 11, flat[start:start + 11], self.place(start + 11)), start + 11

    def place(self, position: int, begins: bool = False) -> int:
        """Where a position of `flat` is in the text: after its last digit, or where it begins."""
        at = bisect_right(self.starts, position if begins else position - 1) - 1
        return self.groups[at][0] + position - self.starts[at]

    def sizes(self, start: int, size: int) -> tuple[int, ...]:
        """How the digits are grouped."""
        next_ = bisect_right(self.starts, start)
        inside = [b for b in self.starts[next_:next_ + size] if b < start + size]
        return tuple(b - a for a, b in zip([start, *inside], [*inside, start + size], strict=True))

    def between(self, at: int) -> str:
        """What stands before a group of the part."""
        return self.plain[self.groups[at - 1][1]:self.groups[at][0]]

    def company(self, start: int, end: int) -> Company:
        begin = self.place(start, True)
        return Company.of(self.plain, begin, self.place(end), self.head(begin))

    def number(self, kind: str, start: int, end: int, digits: str, last: int) -> Number:
        begin = self.place(start, True)
        company = Company.of(self.plain, begin, last, self.head(begin))
        return Number(kind, begin, last, digits, of_a_thing(kind, digits, company, self.known))

    def fits(self, at: int, first: int, size: int) -> bool:
        """Whether somebody sets a 身份证号 in such groups."""
        if first + size <= self.starts[at + 1]:
            return True
        sizes = self.sizes(first, size)
        return len(sizes) <= 6 and 1 not in sizes[:-1] or len(set(sizes)) == 1

    def card_set(self, at: int, start: int, size: int) -> bool:
        """Whether somebody sets a card's number in such groups."""
        sizes = self.sizes(start, size)
        if len(sizes) == 1:
            return True
        fours = set(sizes[:-1]) == {4} and sizes[-1] <= 4
        if not fours and (not self.flat.startswith("62", start) or len(sizes) > 5 or min(sizes[:-1]) < 3):
            return False
        return not self.crowded(at, start + size) or self.company(start, start + size).says(CARD)

    def mobile_set(self, at: int, start: int) -> bool:
        """Whether somebody sets a mobile number in such groups, and nothing beside them says that they are figures."""
        sizes, begin, end = self.sizes(start, 11), self.place(start, True), self.place(start + 11)
        if len(sizes) == 1:
            if start in self.borders and at and self.between(at) in (".", "．") and not self.mark(at - 1):
                return False  # decimals
            return True
        typed = self.plain[begin:end]
        if self.company(start, start + 11).says(PHONE):
            return True
        if "\n" in typed:
            words = self.plain[self.plain.rfind("\n", max(0, begin - 200), begin) + 1:begin].strip(" -+.0123456789")
            return len(sizes) <= 3 and (bool(words) or not self.column(at, start + 11))
        if sizes not in MOBILE_GROUPS or (len(sizes) == 11 and "." in typed):
            return False
        return start not in self.borders or not self.crowded(at, start + 11, self.between(at + 1))

    def mark(self, at: int) -> bool:
        """Whether a group is the number of a list's entry: 1 to 17, at the beginning of a line; the degrees of a place in China are more."""
        begin, end = self.groups[at]
        line = self.plain[self.plain.rfind("\n", 0, begin) + 1:begin]
        return end - begin <= 2 and 0 < int(self.plain[begin:end]) <= 17 and not line.strip(" \u3000>#-*+")

    def column(self, at: int, end: int) -> bool:
        """Whether more lines of digits are right above or below: figures under each other."""
        after = bisect_right(self.starts, end) - 1
        return bool(at) and "\n" in self.between(at) or after < len(self.groups) and "\n" in self.between(after)

    def crowded(self, at: int, end: int, mark: str = " ") -> bool:
        """Whether groups of digits beside it are set in the same way, with blanks or by `mark`: a row of figures, or a longer code."""
        if at and self.done < self.starts[at] and self.starts[at] - self.starts[at - 1] <= 4 and (self.between(at) == mark or not self.between(at).strip()) and "\n" not in self.between(at):
            left = self.starts[at - 1]
            if not COUNTRY.fullmatch(self.flat[left:self.starts[at]]) and not mobile(self.flat, self.starts[at] - 11):
                return True
        after = bisect_right(self.starts, end) - 1
        if after < len(self.groups) and not self.between(after).strip() and "\n" not in self.between(after):
            return self.starts[after + 1] - end <= 4 and not mobile(self.flat, end) and not self.flat.startswith(("62", "86"), end)
        return False


def mobile(digits: str, start: int) -> bool:
    """Whether eleven digits from here have the form of a mobile number."""
    return 0 <= start <= len(digits) - 11 and digits[start] == "1" and digits[start + 1] in "3456789"


def identity(digits: str) -> bool:
    """Whether 18 characters are a well-formed 身份证号: region, date of birth, check digit."""
    return len(digits) == 18 and digits[:17].isdigit() and int(digits[:2]) in REGIONS and sealed(digits)


def permanent(digits: str) -> bool:
    """Whether 18 characters are the number of a 外国人永久居留身份证 as issued since 2023: 9, province, country, date of birth, number, check digit."""
    return len(digits) == 18 and digits[:17].isdigit() and digits[0] == "9" and int(digits[1:3]) in REGIONS and sealed(digits)


def sealed(digits: str) -> bool:
    """Whether the date of birth and the check digit (ISO 7064, MOD 11-2) of 18 characters are right."""
    if not dated(digits[6:14]):
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
