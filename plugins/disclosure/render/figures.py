"""The figure of a key point (图解): the first number with a unit that its words hold, and how two numbers differ.

Nothing is made up: what is shown large stands in the text letter for letter.  Days of the calendar, years, numbers of documents,
articles, telephones and places are numbers, but no figures.
"""
import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from disclosure.model.policies import Comparison, Point


class Figure(NamedTuple):
    """A number, the words before it that belong to it (不超过, 每人每月), and its unit; `told`: the text beside it says so already."""

    before: str
    number: str
    unit: str
    told: bool


NO_FIGURES = re.compile(
    r"\d{4}\s*年(?:度|底|初|\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|\d{2}年代"       # 2026年3月4日
    r"|\d{1,2}\s*月\s*\d{1,2}\s*日(?:\s*[至—-]\s*\d{1,2}\s*日)?|(?<!个)\d{1,2}\s*月(?:份|底|初)?"
    r"|(?:每月|当月|上月|次月|下月|本月)\s*\d{1,2}\s*日"
    r"|\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?|\d{1,2}[:：]\d{2}"
    r"|[〔\[（(]\d{4}[〕\])）]\s*第?\s*\d+\s*号?|\d+\s*[号#]"                          # 示政办〔2026〕8号
    r"|第\s*\d+(?:\s*[至—、-]\s*\d+)*"                                              # 第6条, 第20个工作日
    r"|\d{3,4}-\d{7,8}|(?<!\d)\d{5}(?!\d|\s*[万亿]?[元户人亩个件吨])|[A-Za-z]+[-/.]?\d[\w./-]*")
UNITS = ("[万亿]?元|[万亿]?人次|[万亿]?人|[万亿]?户|[万亿]?亩|[万亿]?平方米|[万亿]?吨|[万亿]?千瓦时|个?工作日|个?自然日|个百分点|个月|周岁|岁|周|天|日|年|小时|分钟|平方公里|公里|公顷|公斤|"
         "千克|毫克|米|%|％|‰|倍|批次|次|名|件|项|处|套|场|所|家|条|档|级|篇|张|份|页|台|辆|种|类|[万亿]?个(?:地点|村|乡镇|学位|床位|岗位|部门|单位|窗口)?")
PER = "(?:[/／每](?:人|户|亩|次|年|月|周|天|日|平方米|公里|吨|学期|学年)(?:[·/／每]+(?:人|户|亩|次|年|月|周|天|日))*)?(?:以内|以上|以下|内|起)?"
LIMIT = "(?:不超过|不少于|不低于|不高于|最高|最低|最多|最少|至少|低于|高于|超过|每[人户亩次年月周天日套件])"
BEFORE = rf"(?:(?:{LIMIT}\s*)+(?:标准|补助|补贴|奖励|发放|给予|增加|减少|多|少|补)?\s*)?"
NUMBER = r"\d+(?:[,，]\d{3})*(?:\.\d+)?"
FIGURE = re.compile(rf"(?P<before>{BEFORE})(?<![\d.])(?P<number>{NUMBER}(?:\s*[至—~-]\s*{NUMBER})?)\s*(?P<unit>(?:{UNITS}){PER})")


def figure_in(text: str) -> Figure | None:
    """The first number with a unit, as written; None where there is none."""
    clear = NO_FIGURES.sub(lambda found: "\x00" * len(found[0]), text)
    found = FIGURE.search(clear)
    return Figure(found["before"].strip(), found["number"], found["unit"], True) if found else None


def figure_of(point: Point) -> Figure | None:
    """The figure an editor gave to a point, else the one in its words."""
    if point.figure:
        return Figure("", point.figure, point.unit or "", False)
    return figure_in(point.title) or (figure_in(point.note) if point.note else None)


def number(text: str) -> Decimal | None:
    """A number as editors write it, with or without separators of thousands; None for words."""
    try:
        value = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value < 10 ** 15 else None


def change(comparison: Comparison) -> str:
    """By how much the new differs from the old: 增加 55; "" where either is no number."""
    old, new = number(comparison.old), number(comparison.new)
    if old is None or new is None:
        return ""
    by = f"{abs(new - old):{',' if ',' in comparison.old + comparison.new else ''}}"   # separators only where the editor has them
    return f"增加 {by}" if new > old else f"减少 {by}" if new < old else "不变"


class Bars(NamedTuple):
    """Bars that share a unit and so a scale: (comparison, width of the old, width of the new), of 400."""

    unit: str
    rows: list[tuple[Comparison, int, int]]


def bars(comparisons: tuple[Comparison, ...]) -> list[Bars]:
    """The comparisons of numbers, drawn; those of one unit together, in order of first appearance."""
    groups: dict[str, list[tuple[Comparison, Decimal, Decimal]]] = {}
    for comparison in comparisons:
        old, new = number(comparison.old), number(comparison.new)
        if old is not None and new is not None:
            groups.setdefault(comparison.unit or "", []).append((comparison, old, new))
    drawn = []
    for unit, rows in groups.items():
        most = max(max(old, new) for _, old, new in rows)
        if most:
            drawn.append(Bars(unit, [(c, round(400 * old / most), round(400 * new / most)) for c, old, new in rows]))
    return drawn
