"""Text of cells: broken lines joined, entries of lists taken apart, digits and brackets of document numbers as they are printed."""
import re
import unicodedata

from disclosure.read.lists import DASH, GOES_ON
from disclosure.tables.cells.reading import Reading

CJK = r"[\u3400-\u9fff\uf900-\ufaff，。、；：？！（）《》〈〉“”〔〕—…·]"
GAP = re.compile(rf"(?<={CJK})[ \t\u3000]+(?={CJK})")
NARROW = re.compile(rf"(?<=[0-9]) +(?={CJK})|(?<={CJK}) +(?=[0-9])")
WIDE = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
CLOSE = r"\)\]）】﹞〉＞>］〕"
DOCUMENT = re.compile(rf"[(\[（【﹝〈＜<［〔]\s*((?:19|20)\d\d)\s*[{CLOSE}](?=\s*(?:第\s*)?[\dA-Za-z]{{1,6}}(?:[-—]\d+)?\s*号)")
"""The year of a document number, in whatever brackets."""
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
CHINESE = "一二三四五六七八九十"
BULLET = "●•·▪◆■◇★※○〇◎▲➢\uf06c\uf0d8"
MARKS = (
    re.compile(r"(?P<n>\d{1,2})\s*[.．](?!\d)\s*"), re.compile(r"(?P<n>\d{1,2})\s*、\s*"), re.compile(r"[（(]\s*(?P<n>\d{1,2})\s*[)）][.．、]?\s*"), re.compile(r"(?P<n>\d{1,2})\s*[)）]\s*"),
    re.compile(rf"(?P<n>[{CIRCLED}])[.．、]?\s*"), re.compile(rf"(?P<n>[{CHINESE}]{{1,2}})、\s*"), re.compile(rf"[（(](?P<n>[{CHINESE}]{{1,2}})[)）]、?\s*"),
    re.compile(r"第(?P<n>[一二三四五六七八九十])[，、：:]\s*"),
)
LAW = re.compile(r"(?:法|条例|办法|规定|细则|规则|决定)$")
"""How the name of a law ends that stands on a line of its own, without a title's marks."""
CARRIED = re.compile(r"[，、；。：）》〕.．\d]")
"""No line begins so but one that goes on."""
ARTICLE = re.compile(r"第?[一二三四五六七八九十百零〇\d]{0,8}[条款项目章节编](?:$|[、，（(第之至和及一二三四五六七八九十])|第[一二三四五六七八九十百零〇\d]{0,8}$")
"""A part of a law, or a piece of its number: it belongs to the title before it."""
NUMBERED = re.compile(rf"(?:\d{{1,2}}(?:(?:[.．]\d{{1,2}})+\s*[.．、]?|\s*[.．、]|(?=\s))\s*(?=[\u3400-\u9fff《“（])|[（(](?:\d{{1,2}}|[{CHINESE}]{{1,2}})[)）]\s*|[{CHINESE}]{{1,3}}、\s*|[{CIRCLED}]\s*)")
"""A number before a name: 1. 1.1 一、 （一）."""
UNIT_OF_NUMBER = re.compile(r"\d+\s*(?:年|月|日|天|个|项|号|小时|周|岁|元|家|户|级|类|批|%|％|届|次|期|条|件|万|亿|米|人|所|孩|分|公里|村|镇|站|校|亩|位|代|层|大|个)")
"""Digits that count something are no list mark: 5个, 12345 is none either."""


def half(text: str) -> str:
    """Digits of full width as plain ones."""
    return text.translate(WIDE)


def printed(text: str, reading: Reading | None = None) -> str:
    """A text with plain digits, and the year of document numbers in 〔〕."""
    out = half(text)
    right = DOCUMENT.sub(lambda found: f"〔{found[1]}〕", out)
    if reading is not None and right != out:
        reading.mended.append("文号括号")
    return right


def tight(text: str) -> str:
    """Without blanks between Chinese characters, and between them and digits."""
    return NARROW.sub("", GAP.sub("", text))


def width(text: str) -> int:
    """How wide a line is set, in halves of a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def starts_entry(line: str) -> bool:
    return line[:1] in BULLET or DASH.match(line) is not None or any(mark.match(line) for mark in MARKS) and not UNIT_OF_NUMBER.match(line)


def opened(text: str) -> bool:
    """Whether a bracket or title is still open."""
    return any(text.count(left) > text.count(right) for left, right in ("（）", "《》", "〔〕", "“”", "()", "【】", "〈〉"))


def lines_of(text: str, reading: Reading, lists: bool = True, words: bool = True) -> list[str]:
    """The lines of a cell in plain digits, with those joined that were only broken because the column is narrow.

    A line stays where a list mark begins the next, where the one before is closed by ；。 or a title, and, in lists, where a line ends although the
    next word would have fitted: nobody breaks a line there but by hand.  `words`: whether lines of a few characters may be a list of words.
    """
    if half(text) != text:
        reading.mended.append("全角数字")
    lines = [line for line in (re.sub(r"[ \t\u3000]+", " ", part).strip() for part in half(text).split("\n")) if line]
    if len(lines) < 2:
        return [printed(line, reading) for line in lines]
    widest, longest = max(map(width, lines)), max(map(len, lines))
    lists = lists and not starts_entry(lines[0])
    words = words and lists and len(lines) > 2 and longest <= 5 and not even(lines)
    out = [lines[0]]
    for before, line in zip(lines, lines[1:], strict=False):
        done = out[-1]
        stop = bool(re.search(r"[。；;！]$", done))
        title = bool(re.search(r"》$|》.*[）)]$|[条款项号]$", done)) and line.startswith("《") or lists and LAW.search(done) is not None and LAW.search(line) is not None
        marked = starts_entry(line) and not re.search(r"[第〔(（]$", done)
        by_hand = lists and widest >= 4 and width(before) + first_word(line) <= widest and len(before) < longest and not CARRIED.match(line)
        word = words and not CARRIED.match(line)
        article = "《" in done and ARTICLE.match(line) is not None
        entry = marked or stop or title or ((by_hand or word) and not article and not GOES_ON.search(done))
        if entry and not opened(done):
            out.append(line)
        else:
            out[-1] = done + (" " if done[-1].isascii() and done[-1].isalpha() and line[0].isascii() and line[0].isalpha() else "") + line
            reading.mended.append("断行")
    return [printed(line, reading) for line in out]  # also numbers that were broken


def even(lines: list[str]) -> bool:
    """Whether all lines but a shorter last one are as long: a narrow column broke them."""
    return len({len(line) for line in lines[:-1]}) == 1 and 2 < len(lines[0]) > len(lines[-1])


def first_word(line: str) -> int:
    """The width of what cannot be broken at a line's beginning: one Chinese character, or a run of digits and letters; with the mark behind it."""
    found = re.match(r"[0-9A-Za-z.]+[，。、；：）》〕]?|.[，。、；：）》〕]?", line)
    return width(found[0])


def apart(text: str, reading: Reading) -> list[str]:
    """The entries that list marks within one line part, if they count from 1; the line itself where there are none."""
    text = text.strip()
    if text[:1] in BULLET:
        parts = [part.strip() for part in re.split(rf"\s*[{BULLET}]\s*", text) if part.strip()]
        if len(parts) and text.count(text[0]) >= len(parts):
            reading.mended.append("列表记号")
            return parts
    if found := DASH.match(text):
        reading.mended.append("列表记号")
        return [text[found.end():].strip()]
    for mark in MARKS:
        first = mark.match(text)
        if not first or numeral(first["n"]) != 1 or UNIT_OF_NUMBER.match(text):
            continue
        places, at, wanted = [(0, first.end())], first.end(), 2
        while found := next((m for m in mark.finditer(text, at) if numeral(m["n"]) == wanted and border(text, m.start())), None):
            places.append(found.span())
            at, wanted = found.end(), wanted + 1
        reading.mended.append("列表记号")
        return [text[end:following].strip() for (_, end), following in zip(places, [start for start, _ in places[1:]] + [len(text)], strict=True)]
    return [text]


def numeral(text: str) -> int:
    if text in CIRCLED:
        return CIRCLED.index(text) + 1
    return int(text) if text.isdigit() else CHINESE.find(text) + 1 if len(text) == 1 else 10 + CHINESE.find(text[1]) + 1


def border(text: str, at: int) -> bool:
    """Whether an entry may begin at a place: not within a number, title or bracket."""
    before = text[:at]
    return not re.search(r"[\d.第〔－-]$", before) and not opened(before)


def entries(text: str, reading: Reading) -> list[str]:
    """The entries of a cell that holds a list of texts."""
    return finish([part for line in numbered_lines(lines_of(text, reading), reading) for part in line])


def numbered_lines(lines: list[str], reading: Reading) -> list[list[str]]:
    """Of each line its entries.  Marks are taken off only where they count from 1: over the lines, or within one."""
    for mark in MARKS:
        heads = [mark.match(line) for line in lines]
        if len(lines) > 1 and heads[0] and numeral(heads[0]["n"]) == 1:
            if skips(mark, lines):
                return [[line] for line in lines]
            wanted, out = 1, []
            for line in lines:
                head = mark.match(line)
                if head and numeral(head["n"]) == wanted:
                    rest = after(mark, line[head.end():], wanted + 1)
                    out.append(rest)
                    wanted += len(rest)
                else:
                    rest = after(mark, line, wanted)
                    out.append(rest)
                    wanted += len(rest) - 1
            reading.mended.append("列表记号")
            return out
    return [apart(line, reading) for line in lines]


def skips(mark: re.Pattern, lines: list[str]) -> bool:
    """Whether the numbers of lines do not count on: somebody refers to them, or left some out."""
    wanted = 1
    for line in lines:
        head = mark.match(line)
        if head and numeral(head["n"]) > wanted:
            return True
        if head:
            wanted += len(after(mark, line[head.end():], wanted + 1)) if numeral(head["n"]) == wanted else 0
        else:
            wanted += len(after(mark, line, wanted)) - 1
    return False


def after(mark: re.Pattern, text: str, wanted: int) -> list[str]:
    """A line behind its mark, parted where the counting goes on within it."""
    parts, at = [], 0
    while found := next((m for m in mark.finditer(text, at) if numeral(m["n"]) == wanted and border(text, m.start())), None):
        parts.append(text[at:found.start()].strip())
        at, wanted = found.end(), wanted + 1
    return [*parts, text[at:].strip()]


def finish(parts: list[str]) -> list[str]:
    """Entries without what only parted them."""
    out = [re.sub(r"[；;]+$", "", spaced(part.strip())).strip() for part in parts]
    if len(out) > 1:
        out = [part[:-1] if part.endswith("。") and part.count("。") == 1 else part for part in out]
    return [part for part in out if part]


def spaced(text: str) -> str:
    """Without blanks that were only set to fill a line; of words that blanks part, the blanks stay."""
    pieces = re.split(r"[ \u3000]+", text)
    if len(pieces) > 1 and min(len(piece) for piece in pieces) >= 3:
        return re.sub(r"[ \u3000]+", " ", NARROW.sub("", text))
    return tight(text)


def bases(text: str, reading: Reading) -> list[str]:
    """The laws and documents of a cell, one an entry: parted before each title that stands outside brackets."""
    out = []
    for line in numbered_lines(lines_of(text, reading), reading):
        for part in line:
            out += titles(tight(part))
    return finish(out)


def titles(text: str) -> list[str]:
    """A text parted where a further law or document begins; what has no title of its own stays with the one before."""
    if re.match(r"根据|按照|依据|参照", text):
        return [text]
    depth, cuts = 0, []
    for at, c in enumerate(text):
        if c in "《【" and depth == 0 and at and "》" in text[:at] + "》" * (c == "《") and re.search(r"[》）)号条款项目年章篇法。…]$|[、，,；;\s]$" if c == "《" else r"[》）)号条款项。；;]$", text[:at]):
            cuts.append(at)
        elif c in "、，；;" and depth == 0 and (title := text.find("《", at)) > 0 and not re.search(r"[、，；;《》]", text[at + 1:title]) and "》" in text[:at] and title - at > 1:
            cuts.append(at + 1)
        depth += (c in "（(《〈〔【") - (c in "）)》〉〕】")
        depth = max(depth, 0)
    if not cuts:
        return [text]
    pieces = [text[a:b].strip(" 、，,；;") for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    joined = [piece for piece in pieces if piece]
    out: list[str] = []
    for piece in joined:
        if out and "《" not in out[-1]:
            out[-1] = out[-1] + piece
        else:
            out.append(piece)
    return out


def name(text: str, reading: Reading) -> str:
    """The name of a matter or of a first level: one line, without a number before it."""
    line = "".join(lines_of(text, reading, lists=False))
    line = tight(line)
    found = NUMBERED.match(line)
    if found and len(line) > found.end() and not UNIT_OF_NUMBER.match(line):
        reading.mended.append("名称前的编号")
        line = line[found.end():].strip()
    return line


def two_names(raw: str, reading: Reading) -> list[str]:
    """The levels that stand in one cell: parted by a slash or dash, else by lines."""
    whole = re.sub(r"\s*\n\s*", "", raw)
    pieces = [part for part in re.split(r"[/／]|—+|→|>", whole) if part.strip()]
    return [name(part, reading) for part in (pieces if len(pieces) > 1 else raw.split("\n")) if part.strip()]


def sentence(text: str, reading: Reading) -> str:
    """A text of one line: parts that stand on lines of their own are joined by ；."""
    lines = [tight(line) for line in lines_of(text, reading, words=False)]
    if len(lines) == 1:
        return re.sub(r"[；;]$", "", lines[0])
    return "；".join(re.sub(r"[；;。]$", "", line) for line in lines)
