"""Automatic numbering of paragraphs in Word: the marks that a person sees and no text holds."""
from typing import Any

from disclosure.tables.files.numbers import in_hands
from disclosure.tables.files.package import attribute, local
from disclosure.tables.files.symbols import in_font

CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
         (4, "IV"), (1, "I"))
CHINESE = {"chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting",
           "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"}
LEGAL = {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}
CIRCLES = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle"}
WIDE = {"decimalFullWidth", "decimalFullWidth2"}
LEVELS = 9
MOST = 9_999


def counted(number: int, form: str) -> str:
    """A number in one of Word's forms."""
    number = max(0, min(number, MOST))
    if form in CHINESE:
        return in_hands(str(number), "1")
    if form in LEGAL:
        return in_hands(str(number), "2")
    if form in WIDE:
        return in_hands(str(number), "3")
    if form in CIRCLES:
        return CIRCLED[number] if number < len(CIRCLED) else str(number)
    if form in ("ideographTraditional", "ideographZodiac") and number:
        names = STEMS if form == "ideographTraditional" else BRANCHES
        return names[(number - 1) % len(names)]
    if form in ("lowerLetter", "upperLetter") and number:
        letter = chr((97 if form == "lowerLetter" else 65) + (number - 1) % 26)
        return letter * ((number - 1) // 26 + 1)
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, sign in ROMAN:
            roman, number = roman + sign * (number // value), number % value
        return roman.lower() if form == "lowerRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else "" if form == "none" else str(number)


class Level:
    """How one level of a list is numbered."""

    def __init__(self, element: Any) -> None:
        said = {local(e): e for e in element}
        self.start = number(attribute(said["start"], "val"), 1) if "start" in said else 1
        self.form = attribute(said["numFmt"], "val", "decimal") if "numFmt" in said else "decimal"
        self.text = attribute(said["lvlText"], "val") if "lvlText" in said else ""
        self.suffix = attribute(said["suff"], "val", "tab") if "suff" in said else "tab"
        self.legal = "isLgl" in said
        self.style = attribute(said["pStyle"], "val") if "pStyle" in said else ""
        self.font = ""
        for e in element.iter("{*}rFonts"):
            self.font = attribute(e, "ascii") or attribute(e, "hAnsi")


def number(text: str, other: int) -> int:
    return int(text) if text.isascii() and text.lstrip("-").isdecimal() and len(text) < 8 else other


class Numbering:
    """The lists of a document, with where each has come to."""

    def __init__(self, root: Any) -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self.abstract: dict[str, str] = {}
        self.starts: dict[tuple[str, int], int] = {}
        self.styles: dict[str, tuple[str, int]] = {}
        """By a style of paragraphs, the list and level that it belongs to."""
        self.at: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[str, int]] = set()
        for e in root if root is not None else ():
            if local(e) == "abstractNum":
                found = {number(attribute(level, "ilvl"), 0): Level(level) for level in e if local(level) == "lvl"}
                self.levels[attribute(e, "abstractNumId")] = found
            elif local(e) == "num":
                name = attribute(e, "numId")
                for part in e:
                    if local(part) == "abstractNumId":
                        self.abstract[name] = attribute(part, "val")
                    elif local(part) == "lvlOverride":
                        for start in part.iter("{*}startOverride"):
                            self.starts[name, number(attribute(part, "ilvl"), 0)] = number(attribute(start, "val"), 1)
        for name, of in self.abstract.items():
            for at, level in self.levels.get(of, {}).items():
                if level.style:
                    self.styles.setdefault(level.style, (name, at))

    def next(self, name: str, at: int) -> str:
        """The mark of the next paragraph of a list, empty where it has none."""
        of = self.abstract.get(name, "")
        levels = self.levels.get(of, {})
        if not (level := levels.get(at)) or not 0 <= at < LEVELS:
            return ""
        counters = self.at.setdefault(of, {})
        if (start := self.starts.get((name, at))) is not None and (name, at) not in self.begun:
            self.begun.add((name, at))
            counters[at] = start
        else:
            counters[at] = counters[at] + 1 if at in counters else level.start
        for deeper in range(at + 1, LEVELS):
            counters.pop(deeper, None)
        if level.form == "bullet":
            sign = in_font(level.text, level.font)
            return "●" if len(sign) == 1 and (ord(sign) < 0x80 or 0xE000 <= ord(sign) <= 0xF8FF or sign in "•·") else sign
        text = level.text
        for n in range(LEVELS):
            if f"%{n + 1}" in text:
                other = levels.get(n)
                value = counters.get(n, other.start if other else 1)
                form = other.form if other and not (level.legal and n < at) else "decimal"
                text = text.replace(f"%{n + 1}", counted(value, form))
        gap = " " if text[-1:].isalnum() and level.suffix != "nothing" else ""
        return text + gap
