"""Digits that are no digits: Chinese numerals read figure by figure, and what Excel makes of a long number.

Both are put into the form that model/numbers.py looks for, of the same length, so that places in the text stay right.
"""
import re

from disclosure.model.said import said

NUMERALS = str.maketrans("〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两", "00012345678912345678912")
SPOKEN = re.compile("[〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两][〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两]{10,}")
"""Figures read one by one; numbers that are counted have 十, 百, 千 among them.  Written like this re looks for the first quickly; of [...]{11,} it tries every place."""
COUNTING = re.compile("一二三四五六|九八七六五四|([一二三四五六七八九〇])\\1{5}")
"""Figures in their order, and the same one over and over, are nobody's number."""
SCIENTIFIC = re.compile(r"(?<![0-9.])([1-9])\.([0-9]{12,16})[Ee]\+?17(?![0-9])")
"""A number of 18 digits of which 13 and more are left: region and day of birth among them."""
POWERS = ("E17", "E+17", "e17", "e+17")
"""One of these is in each: after it the slower pattern looks."""


def plain(text: str) -> str:
    """The text with numerals read figure by figure as digits, of the same length."""
    return SPOKEN.sub(lambda found: found[0] if COUNTING.search(found[0]) else found[0].translate(NUMERALS), text)


def rounded(text: str) -> "list[tuple[int, int, str]]":
    """(start, end, digits) of every number of 18 digits as Excel shows it, with a 0 for each digit that is lost."""
    if not said(text, POWERS):
        return []
    return [(found.start(), found.end(), (found[1] + found[2]).ljust(18, "0")) for found in SCIENTIFIC.finditer(text)]
