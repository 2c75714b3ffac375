"""Reading of 公开时限: the text stays as published, and what can be computed with is taken out of it.

Kinds and examples: the catalogue format's section 时限, after 206 rows of published catalogues.  工作日 are working days by the State
Council's holiday notices, 日 and 天 natural days, weeks seven of them; months, quarters and years are those of the
calendar.
One period is one, however it is written: in digits of either width or Chinese numbers, with 个 or without, over a
line's end.
"""
import re
from functools import lru_cache
from typing import NamedTuple

from disclosure.model.law import Period
from disclosure.model.rare import Rare

DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[" + "".join((*DIGITS, *TENS, "廿卅")) + "]+"
NARROW = str.maketrans("０１２３４５６７８９壹贰叁肆伍陆柒捌玖拾佰", "0123456789一二三四五六七八九十百")
N = r"(?P<n>\d+)"
UNIT = r"(?P<unit>个?(?:法定|正常)?工作[日天]|个?[日天][（(](?:均?指|按|为)?工作[日天](?:计算?)?[）)]|个?(?:自然|日历)[日天]|日|天|个?半月|个月|月(?=[之以]?内)|个?(?:周|星期|礼拜)|个?小时|年)"


class Limit(NamedTuple):
    """One time limit out of a text.

    `kind`: after_event (within n units after `event`), notice_period (shown for n units), before_event (n units before `event`),
    periodic (`event` says how often), retain (how long it stays), qualitative (及时 and the like: no number).
    `unit`: 工作日, 日 (natural days, also weeks), 月 (also years), 半月 or 小时; "" without a number.
    """

    kind: str
    text: str
    event: str = ""
    n: int | None = None
    unit: str = ""


LONGEST = 200
"""A part longer than this is no time limit, and searching it would take long."""
ENOUGH = 1000
"""What stands behind so many characters is not read."""
STAYS = r"(?:公开|公示|公告|展示|张贴|保留|保存|留存|挂网|有效)(?:期限?|时间|时长)?(?:为|至少|不少于|满)?"
PATTERNS: tuple[tuple[str, re.Pattern], ...] = tuple((kind, re.compile(pattern)) for kind, pattern in (
    ("notice_period", rf"公示(?:期|时间|期限)?[^，；。、\d后]{{0,8}}?(?:不少于|不得少于|为|满|共)?{N}{UNIT}"),
    ("notice_period", rf"(?:征求意见|公告|听取意见|征集|批前公示)[^，；。\d]{{0,10}}?(?:不少于|不得少于){N}{UNIT}"),
    ("notice_period", rf"(?:不少于|不得少于){N}{UNIT}"),
    ("retain", rf"{STAYS}{N}{UNIT}(?![之以]?内)"),
    ("periodic", r"(?P<event>每(?:年|半年|季度?|月|周|旬|日|天|批次|学期|学年)[^，；。]*)"),
    ("periodic", rf"(?P<event>每{N}(?P<unit>个工作日|工作日|个月|天|日)[^，；。]*)"),
    ("periodic", rf"(?P<event>{N}{UNIT}(?:至少|不少于)?(?:公开|公布|公示|更新)?[一两\d]+次[^，；。]*)"),
    ("periodic", r"(?P<event>(?:半年|1年|每年|季度|月)(?:至少)?(?:更新|公布|公开)[^，；。]*)"),
    # a day of the calendar is no number of days
    ("qualitative", r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|末)?(?:之?前|以前|起|以后)"),
    ("periodic", r"(?P<event>(?:次年|翌年|当年|下1?一?年度?|本?年度?)?\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?(?:之?前|以前))"),
    ("periodic", r"(?P<event>(?:次|翌|下1?个?)月(?:\d{1,2}日|底|末|[上中下]旬)(?:之?前|以前)[^，；。]*)"),
    ("before_event", rf"(?P<event>[^，；。]*?)(?:的|之日)?(?:至少)?提?前{N}{UNIT}"),
    ("before_event", rf"(?P<event>[^，；。\d]*?){N}{UNIT}(?:之?前|以前)"),
    # 超过 and a number says when something else applies
    ("after_event", rf"^(?!.*(?<!不)(?<!不得)超过\d)(?P<event>[^，；。]*?)(?:之日起|之日|起|后|的)?(?:算起)?"
                    rf"(?:不超过|最迟|最长)?{N}{UNIT}(?:之?内|以内|内)?"),
    ("retain", r"(?:长期|永久|常年|持续)(?:公开|公示|有效|保留)?"),
    ("qualitative", r"(?:实时|及时|随时|即时|当日|当天|当场|同步|适时|立即|第一时间)[^，；。]*|随[^，；。]{1,12}公[开布]"),
))
PARTS = re.compile(r"[；;。，,]+")
ENDS = Rare(r"[；;。，,、：:]$")
OPEN = re.compile(r"(?:起|后|之日)$")
"""A part that ends so goes on behind its comma."""
PERIOD = Rare(rf"{N}{UNIT}")


@lru_cache(maxsize=4096)
def limits(text: str) -> tuple[Limit, ...]:
    """The time limits that a text states, in its order; () where none can be read."""
    found, before = [], ""
    for line in joined(text[:ENOUGH]):
        for part in filter(None, (part.strip() for part in PARTS.split(line))):
            limit = read(f"{before}，{part}" if before else part)
            before = part if limit is None and OPEN.search(part) else ""
            if limit:
                found.append(limit)
    return tuple(found)


def joined(text: str) -> list[str]:
    """The lines of a text, those together that only a narrow cell has parted: no sign stands between them, and not
    each is a limit by itself."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if not lines or ENDS.search(lines[-1]) or len(lines[-1]) + len(line) > LONGEST or (read(lines[-1]) and read(line)):
            lines.append(line)
        else:
            lines[-1] += line
    return lines


def read(part: str) -> Limit | None:
    """The limit that one part of a text states."""
    if len(part) > LONGEST:
        return None
    plain = in_digits(part)
    for kind, pattern in PATTERNS:
        if found := pattern.search(plain):
            groups = found.groupdict()
            n, unit = measured(int(groups["n"]), groups["unit"]) if groups.get("n") else (None, "")
            return Limit(kind, part, (groups.get("event") or "").strip(), n, unit)
    return None


def periods(text: str) -> list[Limit]:
    """Every number of days or months in a clause, whatever is said of it; `text` is the clause."""
    if len(text) > LONGEST:
        return []
    return [Limit("", text, "", *measured(int(found["n"]), found["unit"])) for found in PERIOD.finditer(in_digits(text))]


def measured(n: int, unit: str) -> tuple[int, str]:
    """A number of units, in those that are computed with."""
    unit = "工作日" if "工作" in unit else unit.removeprefix("个")
    match unit:
        case "工作日":
            return n, "工作日"
        case "周" | "星期" | "礼拜":
            return n * 7, "日"
        case "年":
            return n * 12, "月"
        case "月" | "半月" | "小时":
            return n, unit
    return n, "日"


# -- one way of writing ----------------------------------------------------------------------------
YEARS = re.compile(r"[一二][零〇○一二三四五六七八九]{3}(?=年)")
COUNTED = re.compile(NUMERAL + r"(?=个|(?:法定|正常)?工作[日天]|自然[日天]|日|天|月|周|年|星期|礼拜|小时|季度|[至到—–\-~～－])")
ONE_UNIT = UNIT.replace("?P<unit>", "?:")
TWICE = re.compile(rf"(\d+|{NUMERAL})[（(](\d+|{NUMERAL})[）)](?={ONE_UNIT})")
"""A number in digits and once more in Chinese, as contracts have it: 30（三十）个工作日."""
RANGE = re.compile(rf"(\d+){ONE_UNIT}?[至到—–\-~～－]+(\d+)(?={ONE_UNIT})")
HALVES = ((re.compile(r"(\d+)年半"), 12, 6, "个月"), (re.compile(r"(\d+)个半月"), 2, 1, "半月"),
          (re.compile(r"(\d+)个季度"), 3, 0, "个月"))


def in_digits(text: str) -> str:
    """A text without blanks and commas, its periods in digits; of a range the larger number, which is what may be
    taken."""
    text = re.sub(r"[\s，,]", "", text.translate(NARROW))
    text = TWICE.sub(lambda found: str(max(number(found[1]), number(found[2]))), text)
    text = COUNTED.sub(lambda found: str(number(found[0])), YEARS.sub(lambda found: str(number(found[0])), text))
    for pattern, times, more, unit in HALVES:
        text = pattern.sub(lambda found, times=times, more=more, unit=unit: f"{int(found[1]) * times + more}{unit}", text)
    text = re.sub(r"(?<![\d个])半个?月", "1半月", text)
    text = re.sub(r"(?<!每)半年(?!至少|更新|公布|公开|度|报)", "6个月", text)
    return RANGE.sub(lambda found: str(max(int(found[1]), int(found[2]))), text)


def number(text: str) -> int:
    """A number written in digits or in Chinese, up to thousands: 二十, 廿五, 一百二十, 百二, 两百零五, and digit by digit 二〇."""
    if text.isdigit() and text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not any(c in TENS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total, digit, last = 0, None, 1
    for c in text:
        if c in TENS:
            total, digit, last = total + (1 if digit is None else digit) * TENS[c], None, TENS[c]
        else:
            digit, last = DIGITS[c], 1 if DIGITS[c] == 0 else last
    # 一百二 is a hundred and twenty, 一百零二 a hundred and two
    return total + (digit or 0) * (last // 10 if last > 10 else 1)


# -- longer than the law allows ----------------------------------------------------------------------
SEASON = 12
"""Days off beyond weekends that a stretch of some weeks may hold: the New Year's holidays of 2020, which were
prolonged, and what else falls beside them."""


def natural_days(workdays: int) -> int:
    """Natural days (自然日) that so many working days never exceed: their weeks, and a season of holidays.  40 for 20
    working days."""
    return -(-workdays // 5) * 7 + SEASON


def exceeds(limit: Limit, period: Period) -> bool:
    """Whether a number of days or months is longer than what the law sets, for certain: where units differ, 41 days
    exceed 20 working days, 40 may not.

    Any month exceeds the periods of up to 20 working or natural days that the law has: with no long holiday in it, it
    holds 20 to 23 working days, and nobody writes a month who means 20 of them.  Against natural days, as many working
    days are too long as mostly take longer: 15 for 20 days.
    """
    if limit.n is None:
        return False
    if limit.unit == "工作日":
        return limit.n > (period.workdays if period.workdays is not None else period.days * 5 // 7)
    if limit.unit == "月":
        return limit.n > 0
    days = {"半月": limit.n * 14, "小时": limit.n // 24}.get(limit.unit, limit.n)
    return days > (natural_days(period.workdays) if period.workdays is not None else period.days)
