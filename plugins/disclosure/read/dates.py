"""Dates as people and tables write them."""
import calendar
import datetime
import re
import unicodedata
from typing import NamedTuple

from disclosure.model.rare import Rare

LOOSE = Rare(r"(\d{4})\s*[-/.年—–−]?\s*(\d{1,2})(?:\s*[-/.月—–−]?\s*(\d{1,2})\s*日?|\s*月?)(?:\s.*)?", re.A | re.S)
"""A date as people write it, once its digits are half-width."""
HAN = Rare(r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?")
DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
SERIAL = re.compile(r"([2-6]\d{4})(?:\.\d+)?", re.A)
"""Days since 30 December 1899, as Excel stores a date: those of 1954 to 2091."""
EPOCH = datetime.date(1899, 12, 30)


class Meant(NamedTuple):
    """The date that a text most likely means, or the day that it names and that does not exist; `serial`: it is a number of Excel's."""

    iso: str = ""
    wrong: str = ""
    serial: bool = False


def real(year: int, month: int, day: int = 1) -> bool:
    """Whether there is such a day."""
    return year > 0 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def called(year: str, month: str, day: str | None = None) -> str:
    """A day as messages name it."""
    return f" {int(year)} 年 {int(month)} 月" + (f" {int(day)} 日这一天" if day else "")


def meant(text: str) -> Meant | None:
    """None where nothing like a date can be seen."""
    text = unicodedata.normalize("NFKC", text).strip()
    if SERIAL.fullmatch(text):
        return Meant((EPOCH + datetime.timedelta(days=int(text[:5]))).isoformat(), serial=True)
    found = LOOSE.fullmatch(han(text))
    if found is None:
        return None
    year, month, day = found.groups()
    if not real(*map(int, filter(None, found.groups()))):
        return Meant(wrong=called(year, month, day))
    return Meant("-".join(part.zfill(2) for part in (year, month, day) if part))


def han(text: str) -> str:
    """A date in Chinese digits (二〇二六年三月五日) in Arabic ones."""
    if (found := HAN.match(text)) is None:
        return text
    year, month, day = found.groups()
    told = "".join(str(DIGITS[c]) for c in year) + f"-{number(month)}"
    return told + (f"-{number(day)}" if day else "") + text[found.end():]


def number(text: str) -> int:
    """A number below 100 in Chinese: 五, 十, 十二, 三十一."""
    tens, ten, ones = text.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)
