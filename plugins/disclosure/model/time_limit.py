"""Reading of 公开时限: the text stays as published, and what can be computed with is taken out of it.

Kinds and examples: the catalogue format's section 时限, after 206 rows of published catalogues.  工作日 are working days by the State
Council's holiday notices, 日 and 天 natural days; months, quarters and years are those of the calendar.
"""
import re
from functools import lru_cache
from typing import NamedTuple

NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
N = r"(?P<n>\d+|[一二两三四五六七八九十]+)"
UNIT = r"(?P<unit>个工作日|工作日|个?自然日|日|天|个月|年)"


class Limit(NamedTuple):
    """One time limit out of a text.

    `kind`: after_event (within n units after `event`), notice_period (shown for n units), before_event (n units before `event`),
    periodic (`event` says how often), retain (how long it stays), qualitative (及时 and the like: no number).
    """

    kind: str
    text: str
    event: str = ""
    n: int | None = None
    unit: str = ""


LONGEST = 200
"""A part longer than this is no time limit, and searching it would take long."""
PATTERNS: tuple[tuple[str, re.Pattern], ...] = tuple((kind, re.compile(pattern)) for kind, pattern in (
    ("notice_period", rf"公示(?:期|时间|期限)?[^，；。、\d]{{0,8}}?(?:不少于|不得少于|为|满|共)?\s*{N}\s*{UNIT}"),
    ("notice_period", rf"(?:征求意见|公告|听取意见|征集|批前公示)[^，；。\d]{{0,10}}?(?:不少于|不得少于)\s*{N}\s*{UNIT}"),
    ("notice_period", rf"(?:不少于|不得少于)\s*{N}\s*{UNIT}"),
    ("periodic", r"(?P<event>每(?:年|半年|季度?|月|周|旬|日|天|批次|学期|学年)[^，；。]*)"),
    ("periodic", rf"(?P<event>每\s*{N}\s*(?P<unit>个工作日|工作日|个月|天|日)[^，；。]*)"),
    ("periodic", r"(?P<event>(?:半年|一年|每年|季度|月)(?:至少)?(?:更新|公布|公开)[^，；。]*)"),
    # a day of the calendar is no number of days
    ("qualitative", r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|末)?(?:之?前|以前|起|以后)"),
    ("periodic", r"(?P<event>(?:次年|翌年|当年|下一?年度?|本?年度?)?\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?(?:之?前|以前))"),
    ("before_event", rf"(?P<event>[^，；。]*?)(?:的|之日)?(?:至少)?提?前\s*{N}\s*{UNIT}"),
    ("before_event", rf"(?P<event>[^，；。\d]*?)\s*{N}\s*{UNIT}(?:之?前|以前)"),
    ("after_event", rf"(?P<event>[^，；。]*?)(?:之日起|之日|起|后|的)?\s*(?:算起)?(?:不超过|最迟|最长)?\s*{N}\s*{UNIT}(?:之?内|以内|内)?"),
    ("retain", r"(?:长期|永久|常年|持续)(?:公开|公示|有效|保留)?"),
    ("qualitative", r"(?:实时|及时|随时|即时|当日|当天|当场|同步|适时|立即|第一时间)[^，；。]*|随[^，；。]{1,12}公[开布]"),
))
PARTS = re.compile(r"[；;。，,\n]+")


@lru_cache(maxsize=4096)
def limits(text: str) -> tuple[Limit, ...]:
    """The time limits that a text states, in its order; () where none can be read."""
    return tuple(limit for part in PARTS.split(text) if part.strip() and (limit := read(part.strip())))


def read(part: str) -> Limit | None:
    if len(part) > LONGEST:
        return None
    for kind, pattern in PATTERNS:
        if found := pattern.search(part):
            groups = found.groupdict()
            n = number(groups["n"]) if groups.get("n") else None
            return Limit(kind, part, (groups.get("event") or "").strip(), n, (groups.get("unit") or "").lstrip("个"))
    return None


def number(text: str) -> int:
    """A number written in digits or, up to 99, in Chinese."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    return (NUMBERS.get(tens, 1) * 10 if ten else 0) + NUMBERS.get(ones if ten else text, 0)
