"""Boxes and ticks: what is chosen, what is not, and where nobody can tell."""
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from disclosure.read.standard_form import NO, TICK, YES

WINGDINGS = {0xF052: "☑", 0xF0FE: "☑", 0xF0FC: "√", 0xF050: "√", 0xF06E: "■", 0xF0A8: "□", 0xF06F: "□", 0xF0A3: "□", 0xF071: "□", 0xF0A7: "■", 0xF075: "◆", 0xF074: "◆"}
"""Characters of fonts that hold only signs, where their font was lost: what they show."""
FIGURES = str.maketrans({chr(code): sign for code, sign in WINGDINGS.items()})
LETTERS = "RtPoO0口囗"
TICKS_IN_BOXES = "√✓✔☑●"
SIGN = re.compile(r"[^\w\s、，,；;：:。.（）()《》〈〉“”\"'/—…·\-+－＿_【】\[\]〔〕]")
NOT_TICKED = re.compile(rf"[{NO}口囗×✕✗xX/／—\-－\\否无0]+|不公开|不涉及|错|false|no|n|f", re.I)


class Boxes(NamedTuple):
    """What stands in a cell with boxes: behind chosen ones, behind others, before the first; `unknown`: a mark nobody knows; `yes`: the marks of what is chosen."""

    chosen: list[str]
    left: list[str]
    before: str
    unknown: str
    yes: frozenset[str]
    no: frozenset[str]


class Mark:
    """A letter that stands for a box; asked as a match of `pattern` is."""

    def __init__(self, sign: str, at: int) -> None:
        self.sign, self.at = sign, at

    def __getitem__(self, group: str | int) -> str | None:
        return self.sign if group == 0 or group == ("yes" if self.sign in "RtP" else "no") else None

    def start(self) -> int:
        return self.at

    def end(self) -> int:
        return self.at + 1


def boxes(text: str, names: Iterable[str]) -> Boxes | None:
    """The boxes of a cell; None where it has none.  Letters that fonts leave in their place count before a known name only."""
    text = bracketed(text.translate(FIGURES), tuple(names))
    marks = list(pattern(tuple(names)).finditer(text))
    letters = {m[0] for m in marks if m[0] in LETTERS}
    if letters:  # where letters stand for boxes before known names, they do before other names too
        more = re.compile(rf"(?:^|(?<=[\s）)；;，,、/])|(?<=[\u3400-\u9fff]))[{''.join(sorted(letters))}](?=\s*[\u3400-\u9fff])")
        taken = {m.start() for m in marks}
        at = [m.start() for m in more.finditer(text) if m.start() not in taken and not (m[0] in "口囗" and m.start() and "\u3400" <= text[m.start() - 1] <= "\u9fff")]
        marks = sorted([*marks, *(Mark(text[n], n) for n in at)], key=lambda m: m.start())
    if not any(m["yes"] or m["no"] or m["odd"] for m in marks):
        return None
    chosen, left, unknown, yes, no = [], [], "", set(), set()
    at = 0
    while at < len(marks):
        group = [marks[at]]
        while at + 1 < len(marks) and not text[marks[at].end():marks[at + 1].start()].strip():
            at += 1
            group.append(marks[at])
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        said = re.sub(r"[\s、，,；;_＿。/／]+$|^[\s:：]+", "", text[group[-1].end():end])
        signs = [one[0] for one in group]
        odd = next((one[0] for one in group if one["odd"]), "")
        if odd or (len(group) > 1 and not box_with_tick(signs)):
            unknown = unknown or odd or "".join(signs)
        elif any(one["yes"] for one in group):
            chosen.append(said)
            yes.add(next(one[0] for one in group if one["yes"]))
        else:
            left.append(said)
            no.add(signs[0])
        at += 1
    return Boxes(chosen, left, text[:marks[0].start()].strip(" 、，,；;\n\u3000"), unknown, frozenset(yes), frozenset(no))


def bracketed(text: str, names: tuple[str, ...]) -> str:
    """Boxes that are made of brackets, as boxes: [√] 【 】 （ ）."""
    if not re.search(r"[\[【（(]\s*[\]】）)]|[\[【（(]\s*\S\s*[\]】）)]", text):
        return text
    text = re.sub(rf"[\[【（(]\s*([{YES}{NO}])\s*[\]】）)]", r"\1", text)
    name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.sub(rf"[\[【（(][\s\u3000]*[\]】）)](?=\s*(?:{name}))", "□", text)


@lru_cache
def pattern(names: tuple[str, ...]) -> re.Pattern:
    """Marks before any of these names, whose characters may stand on two lines."""
    name = "|".join(r"\s*".join(map(re.escape, n)) for n in sorted(names, key=len, reverse=True))
    near = rf"(?=\s*(?:{name}))"
    return re.compile(rf"(?P<yes>[{YES}]|(?<![A-Za-z])[RtP]{near})|(?P<no>[{NO}]|(?:[口囗]|(?<![A-Za-z])[o0O]){near})|(?P<odd>(?:[?？\ufffd]|{SIGN.pattern}){near})")


def box_with_tick(signs: list[str]) -> bool:
    """Whether two marks are one box with its tick: □√ or √□."""
    return len(signs) == 2 and any(s in TICKS_IN_BOXES for s in signs) and any(s in NO for s in signs)


def ticked(text: str) -> bool | None:
    """Whether the cell of a tick's column is ticked; None where it says something else."""
    text = re.sub(r"\s", "", text.translate(FIGURES))
    if not text or NOT_TICKED.fullmatch(text):
        return False
    if TICK.fullmatch(text) or re.fullmatch(rf"[{NO}]?[{YES}][{NO}]?|对|有|公开|R", text):
        return True
    return None


def mark_before(text: str) -> tuple[bool | None, str]:
    """A tick at the beginning of a cell, and the text behind it."""
    text = text.translate(FIGURES).strip()
    found = re.match(rf"(?:[{NO}]?(?P<yes>[{YES}]|[是VvYy](?=\s*[（(\u3400-\u9fff])|1(?=\s+[\u3400-\u9fff]|[（(]))|(?P<no>[{NO}]))\s*[：:]?\s*", text)
    if not found:
        return None, text
    return bool(found["yes"]), text[found.end():].strip()
