"""Numbers as a spreadsheet shows them: `000` keeps zeros, `0"个工作日"` adds words, dates are days since 1900 or 1904."""
import datetime
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

TOKEN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?:[hH]+|[mM]+|[sS]+)\]|\[[^\]]*\]|General|G/通用格式|AM/PM|A/P|上午/下午'
                   r"|[eE][+-]0+|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?|[aA]{3,4}|[eE]|[gG]+|[0#?]|.", re.S)
ELAPSED = re.compile(r"\[([hms])\1*\]", re.I)
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
LOCALE = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
HANDS = re.compile(r"\[DBNum([123])\]", re.I)
WEEKDAYS = "一二三四五六日"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
GENERAL = ("general", "g/通用格式", "")
LAST_DAY = 2_958_466
"""The day after 31 December 9999."""
WRITTEN = {"1": ("〇一二三四五六七八九", ("", "十", "百", "千")), "2": ("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")),
           "3": ("０１２３４５６７８９", ("", "十", "百", "千"))}
"""Digits and places of [DBNum1] to [DBNum3]."""


class Section(NamedTuple):
    """One of the up to four parts of a format."""

    tokens: tuple[str, ...]
    condition: tuple[str, float] | None
    hands: str
    """1, 2 or 3 for Chinese digits, else empty."""
    date: bool

    @property
    def general(self) -> bool:
        return any(token.lower() in GENERAL for token in self.tokens)


@lru_cache(maxsize=1024)
def sections(form: str) -> tuple[Section, ...]:
    """A format's parts.  Whatever is written there gives some reading; none raises."""
    parts: list[list[str]] = [[]]
    for token in TOKEN.findall(form[:500]):
        if token == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(section(part) for part in parts)


def section(tokens: list[str]) -> Section:
    condition, hands, kept = None, "", []
    for token in tokens:
        if found := CONDITION.fullmatch(token):
            try:
                condition = (found[1], float(found[2]))
            except ValueError:
                condition = None
        elif found := HANDS.fullmatch(token):
            hands = found[1]
        elif found := LOCALE.fullmatch(token):
            if found[1]:
                kept.append(f'"{found[1]}"')
        elif token[0] == "[" and not ELAPSED.fullmatch(token):
            continue  # a colour
        else:
            kept.append(token)
    digits = any(token in "0#?" for token in kept)
    dates = any(token[0] in "yYmMdDhHsS" and len(token.strip("yYmMdDhHsS.0")) == 0 or ELAPSED.fullmatch(token)
                or re.fullmatch(r"a{3,4}", token, re.I) or (token in ("e", "E") and not digits) for token in kept)
    return Section(tuple(kept), condition, hands, dates and not any(t.lower() in GENERAL for t in kept))


def is_date(form: str) -> bool:
    """Whether a number with this format is shown as a date or a time."""
    return sections(form)[0].date


def shown_text(text: str, form: str) -> str:
    """A text as it is shown: `"第"@"条"` puts words around it."""
    parts = sections(form)
    part = parts[3] if len(parts) > 3 else parts[0] if "@" in parts[0].tokens else None
    if part is None or (part.tokens == ("@",)):
        return text
    return "".join(text if token == "@" else literal(token) for token in part.tokens)


def moment(value: float, since_1904: bool) -> datetime.datetime | None:
    """The moment that a number of days stands for; None where a spreadsheet knows none."""
    if not 0 <= value < LAST_DAY:
        return None
    seconds = round(value * 86400)
    if since_1904:
        return datetime.datetime(1904, 1, 1) + datetime.timedelta(seconds=seconds)
    first = datetime.datetime(1899, 12, 30 if value >= 60 else 31)  # Lotus took 1900 for a leap year
    return first + datetime.timedelta(seconds=seconds)


def iso(value: float, since_1904: bool) -> str:
    """A date or time as it is stored, in ISO form."""
    when = moment(value, since_1904)
    if when is None:
        return plain(value)
    if value < 1:
        return when.strftime("%H:%M:%S")
    return when.strftime("%Y-%m-%d") if not (when.hour or when.minute or when.second) else when.strftime("%Y-%m-%d %H:%M:%S")


def plain(value: float) -> str:
    """A number in full, as it is stored."""
    if not math.isfinite(value):
        return str(value)
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    return f"{Decimal(repr(value)):f}" if 1e-20 < abs(value) < 1e21 else repr(value)


def general(value: float) -> str:
    """A number without a format: eleven characters at most, then 1.10101E+17."""
    if value == 0:
        return "0"
    size = abs(value)
    if value == int(value) and size < 1e11:
        return str(int(value))
    if size >= 1e11 or size < 1e-9:
        mantissa, _, power = f"{value:.5E}".partition("E")
        mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
        return f"{mantissa}E{power[0]}{power[1:].lstrip('0').zfill(2)}"
    places = max(0, 9 - max(0, math.floor(math.log10(size))))
    text = f"{Decimal(repr(value)):.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(value: float, form: str, since_1904: bool = False) -> str:
    """A number as a person sees it."""
    value, form = float(value), form or "General"
    if not math.isfinite(value):
        return str(value)
    parts = sections(form)[:3]
    chosen, negative = pick(parts, value)
    if abs(value) >= 1e21:  # no format of a table means that
        return general(value)
    if chosen is None or chosen.general and not chosen.hands and len(chosen.tokens) == 1:
        return general(value)
    if not chosen.tokens:
        return ""
    if chosen.date:
        when = moment(value, since_1904)
        return dated(chosen, value, when) if when is not None else general(value)
    size = abs(value) if negative else value
    if "@" in chosen.tokens:  # a number in a cell of text
        return "".join(general(size) if token == "@" else literal(token) for token in chosen.tokens)
    if chosen.general:
        return "".join(in_hands(general(size), chosen.hands) if token.lower() in GENERAL else literal(token)
                       for token in chosen.tokens)
    return numbered(chosen, size)


@lru_cache(maxsize=8192)
def presented(value: float, form: str, since_1904: bool) -> tuple[bool, str, str]:
    """(whether it is a date, what is stored, what is shown) of a number with a format."""
    date = is_date(form) and moment(value, since_1904) is not None
    return date, iso(value, since_1904) if date else plain(value), shown(value, form, since_1904)


def pick(parts: tuple[Section, ...], value: float) -> tuple[Section | None, bool]:
    """The part for a value, and whether that shows the value without its sign."""
    tests = {"<": value.__lt__, ">": value.__gt__, "<=": value.__le__, ">=": value.__ge__, "=": value.__eq__,
             "<>": value.__ne__}
    if any(part.condition for part in parts):
        for part in parts:
            if part.condition is None or tests[part.condition[0]](part.condition[1]) is True:
                return part, False
        return None, False
    if value < 0 and len(parts) > 1:
        return parts[1], True
    if value == 0 and len(parts) > 2:
        return parts[2], False
    return parts[0], False


def literal(token: str) -> str:
    """What a token shows that is neither digit nor date."""
    if token[0] == '"':
        return token.strip('"')
    if token[0] == "\\":
        return token[1:]
    if token[0] == "_":
        return " "
    return "" if token[0] == "*" else token


def numbered(part: Section, value: float) -> str:
    tokens = list(part.tokens)
    number = Decimal(repr(float(value)))
    number *= Decimal(100) ** sum(token == "%" for token in tokens)
    power = next((token for token in tokens if re.fullmatch(r"[eE][+-]0+", token)), "")
    if "/" in tokens and not power:
        return fraction(part, number)
    places = [n for n, token in enumerate(tokens) if token in "0#?"]
    if not places:
        return "".join(literal(token) for token in tokens if token not in ",.")
    dot = next((n for n, token in enumerate(tokens) if token == "." and n <= places[-1] + 1), len(tokens))
    whole = [n for n in places if n < dot]
    last = whole[-1] if whole else -1
    for edge in {last + 1, places[-1] + 1}:
        while edge < len(tokens) and tokens[edge] == ",":  # behind the last digit: thousands are left out
            number /= 1000
            edge += 1
    grouped = any(tokens[n] == "," for n in range(whole[0], last)) if whole else False
    exponent = 0
    if power:
        places = [n for n in places if n < tokens.index(power)]
        exponent = number.adjusted() if number else 0
        number = number.scaleb(-exponent)
    fractions = [n for n in places if n > dot]
    number = number.quantize(Decimal(1).scaleb(-len(fractions)), rounding=ROUND_HALF_UP)
    sign = "-" if number < 0 else ""
    digits, _, behind = f"{abs(number):f}".partition(".")
    digits = digits.lstrip("0")
    digits = digits.rjust(sum(tokens[n] == "0" for n in whole), "0")
    filled: dict[int, str] = {}
    rest = digits
    for n in reversed(whole):
        filled[n], rest = (rest[-1:], rest[:-1]) if n != whole[0] else (rest, "")
    if grouped:
        filled = {whole[0]: re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", digits), **dict.fromkeys(whole[1:], "")}
    keep = len(behind)
    for n, digit in reversed(list(zip(fractions, behind, strict=False))):
        if digit != "0" or tokens[n] == "0":
            break
        keep -= 1
    filled |= {n: behind[at:at + 1] if at < keep else "" for at, n in enumerate(fractions)}
    out = []
    for n, token in enumerate(tokens):
        if n in filled:
            out.append(filled[n])
        elif token == power:
            out.append(f"E{'-' if exponent < 0 else '+' if '+' in token else ''}{str(abs(exponent)).rjust(len(token) - 2, '0')}")
        elif token == "," or token in "0#?":
            continue
        else:
            out.append(literal(token))
    return in_hands((sign + "".join(out)).strip(), part.hands)


def fraction(part: Section, number: Decimal) -> str:
    below = "".join(part.tokens).partition("/")[2]
    fixed = re.match(r"\s*(\d+)", below)
    if fixed and int(fixed[1]):
        under = int(fixed[1])
        exact = Fraction(round(number * under), under)
        top = round(number * under)
    else:
        exact = Fraction(number).limit_denominator(10 ** max(1, min(3, below.count("?") + below.count("#"))) - 1)
        under, top = exact.denominator, exact.numerator
    mixed = sum(token in "0#?" for token in "".join(part.tokens).partition("/")[0]) > 1
    whole, rest = divmod(abs(top), under) if mixed else (0, abs(top))
    sign = "-" if exact < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole} {rest}/{under}" if whole else f"{sign}{rest}/{under}"


def in_hands(text: str, hands: str) -> str:
    """Digits in Chinese, where the format says so: 12 → 十二."""
    if not hands or not text.isdecimal() or not text.isascii():
        return text
    digits, places = WRITTEN[hands]
    if hands == "3" or len(text) > 4:
        return "".join(digits[int(digit)] for digit in text)
    said, gap = "", False
    for at, digit in enumerate(text):
        if digit == "0":
            gap = bool(said)
            continue
        said += (("零" if gap else "") + digits[int(digit)] + places[len(text) - 1 - at])
        gap = False
    return said.removeprefix("一") if hands == "1" and said.startswith("一十") else said or digits[0]


def dated(part: Section, value: float, when: datetime.datetime) -> str:
    tokens = part.tokens
    half = any(token in ("AM/PM", "A/P", "上午/下午") for token in tokens)
    kinds = [token[0].lower() if token[0] in "yYmMdDhHsS" else "" for token in tokens]
    elapsed = [n for n, token in enumerate(tokens) if ELAPSED.fullmatch(token)]
    out = []
    for n, token in enumerate(tokens):
        low, size = token.lower(), len(token)
        if n in elapsed:
            unit = {"h": 24, "m": 1440, "s": 86400}[low[1]]
            out.append(str(int(round(value * 86400) * unit / 86400)).rjust(size - 2, "0"))
        elif kinds[n] == "y":
            year = str(when.year) if size > 2 else f"{when.year % 100:02d}"
            out.append("".join(WRITTEN[part.hands][0][int(digit)] for digit in year) if part.hands else year)
        elif low == "e":
            out.append(str(when.year))
        elif kinds[n] == "m" and minutes(kinds, tokens, n):
            out.append(two(when.minute, size, part.hands))
        elif kinds[n] == "m":
            name = MONTHS[when.month - 1]
            out.append({3: name[:3], 4: name, 5: name[:1]}.get(size) or two(when.month, size, part.hands))
        elif kinds[n] == "d":
            name = DAYS[when.weekday()]
            out.append({3: name[:3], 4: name}.get(size) or two(when.day, size, part.hands))
        elif re.fullmatch("a{3,4}", low):
            out.append(("星期" if size == 4 else "") + WEEKDAYS[when.weekday()])
        elif kinds[n] == "h":
            out.append(two((when.hour % 12 or 12) if half else when.hour, size, part.hands))
        elif kinds[n] == "s":
            out.append(two(when.second, len(low.partition(".")[0]), part.hands))
        elif token in ("AM/PM", "A/P", "上午/下午"):
            out.append(token.split("/")[when.hour >= 12])
        else:
            out.append(literal(token))
    return "".join(out).strip()


def minutes(kinds: list[str], tokens: tuple[str, ...], at: int) -> bool:
    """Whether an m stands for minutes: behind hours or before seconds."""
    def near(way: range) -> str:
        return next((kinds[n] or ELAPSED.fullmatch(tokens[n])[1].lower() for n in way
                     if kinds[n] or ELAPSED.fullmatch(tokens[n])), "")
    return near(range(at - 1, -1, -1)) == "h" or near(range(at + 1, len(tokens))) == "s"


def two(number: int, size: int, hands: str) -> str:
    return in_hands(str(number), hands) if hands else f"{number:02d}" if size > 1 else str(number)


BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0', 6: '"¥"#,##0', 7: '"¥"#,##0.00', 8: '"¥"#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-";@', 42: '"¥"#,##0;-"¥"#,##0;"¥""-";@',
    43: '#,##0.00;-#,##0.00;"-";@', 44: '"¥"#,##0.00;-"¥"#,##0.00;"¥""-";@', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@", **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'), **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'), **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
}
"""Formats that a workbook names by number alone, as Chinese Excel shows them."""

NAMED = {
    "General Date": "yyyy/m/d h:mm", "Long Date": 'yyyy"年"m"月"d"日"', "Medium Date": "d-mmm-yy", "Short Date": "yyyy/m/d", "Long Time": "h:mm:ss",
    "Medium Time": "h:mm AM/PM", "Short Time": "h:mm", "Currency": '"¥"#,##0.00', "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%",
    "Scientific": "0.00E+00", "Yes/No": '"Yes";"Yes";"No"', "True/False": '"True";"True";"False"', "On/Off": '"On";"On";"Off"', "Text": "@",
}
"""Formats that XML and pages of Excel call by a name."""
