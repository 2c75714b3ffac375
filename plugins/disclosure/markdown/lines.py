"""What stands at the beginning of a Markdown text's lines, sorted before parsing: marks stay, what nobody means as a mark gets a backslash.

The same pass tells where a text uses marks that the site does not know, so that `check` needs no parser.  Every pattern is linear.
"""
import re
from typing import NamedTuple

from disclosure.markdown.dialect import HAN
from disclosure.model.rare import Rare

FENCE = re.compile(r"[ \t]*(`{3,})[ \t]*[\w-]*[ \t]*$")
FENCE_LIKE = re.compile(r"[ \t]*(`{3,}|~{3,})")
LEAD = re.compile(r"[ \t]*")
NUMBER = re.compile(r"(\d+)([.)])(?=[ \t]|$)")
BULLET = re.compile(r"[-*+](?=[ \t]|$)")
RULE = re.compile(r"[*_-][ \t]*(?:[*_-][ \t]*){2,}$")
HEADING = re.compile(rf"(#{{1,6}})(?:[ \t\u3000\xa0]+(?=[^\s#])|(?=[{HAN}《“（【〔「]))")
HASHTAG = re.compile(r"#[^\s#]+#")
QUOTE = re.compile(r"[ \t]*>(?:[ \t]|$)")
DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
BAR = re.compile(r"(?<!\\)\|")
BACKSLASH = re.compile(r"\\(?![`*_\[\]!|])")
"""A backslash that frees nothing is one that was typed: \\\\server\\share, D:\\.git."""
FREED = re.compile(r"[ \t]*(?:\d+(?=\\[.)]))?\\[#+\->.)]|")
"""A backslash before what would be a mark at the beginning of a line."""
DEEPEST = 10
"""So many lists and quotes may stand in each other; what is meant to be deeper stays on that level."""
WIDEST = 20
"""Lists in a quote go no farther right than this."""
LONGEST = 3
"""Digits of a list's number: 2026. is a year."""

WORDS = r"\[[^\[\]\n]{1,200}\]"
GOAL = r"(?:https?:|www\.|mailto:|files/|\.{1,2}/|[^()（）<>\n]{1,200}\.(?:md|html?|pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|png|jpe?g)\b)"
"""What begins like the address of a link, or like a file's name; other brackets behind brackets are text."""

CODE = re.compile(r"`[^`\n]*`")
FOREIGN = (
    (Rare(r"(?<!\]\()</?(?!br\s*/?>)[A-Za-z][A-Za-z0-9]*(?=[\s/>])[^<>]*>|<!--", re.I), "HTML 标签", "请删去标签；要分段空一行，要加粗写 **文字**，表格里换行写 <br>"),
    (Rare(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"), "HTML 字符代码", "请直接写这个字符；要空格就打空格"),
    (Rare(r"^[ \t]*\[\^[^\]\s]+\]:|\[\^[^\]\s]+\]"), "脚注", "请把注文写在括号里，或者写在文末，如“注1：……”"),
    (Rare(r"^[ \t]*\[[^\]\n]+\]:[ \t]+<?(?:https?:|files/|\S+\.(?:html|md|pdf|docx?|xlsx?)\b)"), "链接的另写", "请把网址写在字的后面：[文字](网址)"),
    (Rare(rf"{WORDS}\((?={GOAL})[^\s()（）<>]+[ \t]+(?![\"'\s])[^()（）<>\n]{{0,300}}\)"), "带空格的链接", "请把地址用尖括号括起来：[文字](<地址>)；多打的空格请删去"),
    (Rare(rf"{WORDS}(?:（{GOAL}[^()（）\n]{{0,300}}[）)]|\({GOAL}[^()（）\n]{{0,300}}）)"), "带全角括号的链接", "请把地址两边的括号改成半角：[文字](网址)"),
    (Rare(rf"{WORDS}[ \t]+\({GOAL}[^()（）\n]{{0,300}}\)"), "分开写的链接", "请删去 ] 和 ( 之间的空格：[文字](网址)"),
    (Rare(r"^[ \t]*(?:!!!|\?\?\?\+?|:::)[ \t]*[A-Za-z]"), "提示框", "请写成引用（行首 > 加空格）或者一段加粗的文字"),
    (Rare(r"^:[ \t]+(?=\S)"), "名词解释", "请写成一行：词：意思"),
    (Rare(r"\{:?[ \t]*[.#][\w-]+[^{}\n]*\}"), "属性", "请删去花括号和里面的字"),
    (Rare(r"^[ \t]*\[(?:toc|TOC)\][ \t]*$"), "目录标记", "请删去这一行"),
    (Rare(rf"(?<=\w)\*[{HAN}]{{2,20}}\*(?![\w*])|(?<![\w*\\])\*(?=[\w《“‘（「【])[^*\n]{{1,60}}(?<=[\w》”’）」】，。！？；…])\*(?![\w*])"), "斜体", "没有斜体：要突出的写成粗体 **文字**，不要的删去两边的星号"),
    (Rare(r"(?<![\w/.:=&?#\\-])_(?=[^\W_])[^_\n]{2,60}(?<![\s\\])_(?![\w/.-])"), "斜体", "没有斜体：要突出的写成粗体 **文字**，不要的删去两边的下划线"),
    (Rare(r"(?<![~\\])~~(?![\s~])[^~\n]{1,60}(?<!\s)~~(?!~)"), "删除线", "没有删除线：不要的字请直接删去"),
)
"""Marks of other kinds of Markdown: (pattern, what they are called, what to write instead).  The page shows them as typed."""
MARKED = re.compile(r"[<&\[{*_]|~~")
ANCHOR = re.compile(r"[ \t]*#{1,6}[ \t].*?(\{:?[ \t]*#[\w.:-]+[ \t]*\})[ \t]*$")


LINES, MARKS, SIGNS = 10_000, 30_000, 500_000
"""So many lines, marks and characters a text may have: the slowest of that size takes about two seconds."""
COUNTED = "[*<`|!\\"


def too_much(text: str) -> str:
    """Why a text is not parsed, "" where it is: how long parsing takes goes by lines and marks."""
    if (lines := text.count("\n") + 1) > LINES:
        return f"有 {lines:,} 行，超过 {LINES:,} 行"
    if len(text) > SIGNS:
        return f"有 {len(text):,} 个字，超过 {SIGNS:,} 个字"
    marks = sum(map(text.count, COUNTED))
    return f"里的记号（[ * < ` | 等）有 {marks:,} 个，超过 {MARKS:,} 个" if marks > MARKS else ""


class Remark(NamedTuple):
    """What is to be said of a place: line from 0, columns from 0.  `table`: it is about the cells of a table."""

    line: int
    start: int
    end: int
    message: str
    hint: str
    table: bool = False


def prepared(text: str, page: bool = False) -> tuple[str, list[Remark]]:
    """A text as the parser is to see it, line by line, and what is to be said of it.  `page`: headings may name their anchors."""
    rows, out, said = text.split("\n"), [], []
    nesting, fence, closers, cells = Nesting(), "", closing(rows), 0
    for number, row in enumerate(rows):
        if fence:
            out.append(row)
            if row.strip().startswith(fence) and not row.strip().strip("`"):
                fence = ""
            continue
        if found := FENCE_LIKE.match(row):
            if FENCE.match(row) and closers.get(number):
                fence = found[1]
                out.append(row.lstrip(" \t"))
                continue
            at = len(row) - len(row.lstrip(" \t"))
            said.append(Remark(number, at, len(row), f"“{row.strip()[:12]}”会按文字显示", "要原样排出几行字，请在前后各写一行 ```（三个反引号）；不需要的请删去"))
        foreign(row, number, page, said)
        fits = columns(rows, number, said)
        cells = fits if fits else cells if cells and "|" in row and row.strip() else 0
        freed = FREED.match(row).end()
        line = row[:freed] + BACKSLASH.sub(r"\\\\", row[freed:]) if "\\" in row else row
        if cells and not fits and not DELIMITERS.match(row):
            line = fitted(line, row, cells, number, said)
        out.append(nesting.placed(line))
    return "\n".join(out), said


def closing(rows: list[str]) -> dict[int, int]:
    """Every line that may open a fence → the line that closes it."""
    found, open_at, mark = {}, -1, ""
    for number, row in enumerate(rows):
        bare = row.strip(" \t")
        if not bare.startswith("```"):
            continue
        if open_at >= 0 and bare.startswith(mark) and not bare.strip("`"):
            found[open_at] = number
            open_at = -1
        elif open_at < 0 and (opened := FENCE.match(row)):
            open_at, mark = number, opened[1]
    return found


def foreign(row: str, number: int, page: bool, said: list[Remark]) -> None:
    """Tells of marks that are none here."""
    if not MARKED.search(row) and not row.lstrip(" \t").startswith(("!!!", "???", ":")):
        return
    plain = CODE.sub(lambda code: " " * len(code[0]), row)
    given = ANCHOR.match(plain) if page else None
    for pattern, called, hint in FOREIGN:
        if (found := pattern.search(plain)) and not (given and found.start() == given.start(1)):
            said.append(Remark(number, found.start(), found.end(), f"这里的{called}“{found[0].strip()[:30]}”会按文字显示", hint))


def columns(rows: list[str], number: int, said: list[Remark]) -> int:
    """How many columns the table has whose head this line is; 0 where it is none."""
    row, below = rows[number], rows[number + 1] if number + 1 < len(rows) else ""
    if "|" not in row or "-" not in below or not DELIMITERS.match(below):
        return 0
    count, drawn = len(split(row)), len(split(below))
    if count != drawn and "|" in below:
        said.append(Remark(number, 0, len(row), f"表头有 {count} 格，下面的分隔行有 {drawn} 格：排不成表格，会按文字显示", "请让分隔行与表头一样多格，一格一个 ---", True))
    return count if count == drawn else 0


def split(row: str) -> list[str]:
    row = row.strip()
    cells = BAR.split(row)
    return cells[bool(row.startswith("|")):len(cells) - (len(cells) > 1 and not cells[-1].strip() and row.endswith("|"))]


def fitted(line: str, row: str, cells: int, number: int, said: list[Remark]) -> str:
    """A row of a table with no more cells than its head, whose last cell keeps what would be cut off."""
    count = len(split(row))
    if count <= cells:
        return line
    said.append(Remark(number, len(row) - len(row.lstrip()), len(row), f"这一行有 {count} 格，表头只有 {cells} 格：多出的并进了最后一格",
                       "竖线若是内容，请在前面加反斜杠，写成 \\|；若真多一格，请给表头和分隔行也加一格", True))
    bars = [found.start() for found in BAR.finditer(line)]
    first = 1 if line.strip().startswith("|") else 0
    keep = bars[:first + cells - 1] + ([bars[-1]] if line.rstrip().endswith("|") else [])
    return "".join(rf"\{c}" if c == "|" and at in set(bars) - set(keep) else c for at, c in enumerate(line))


class Nesting:
    """The lists that a line may stand in: two blanks make one deeper, whatever the width of the number above."""

    def __init__(self) -> None:
        self.levels: list[tuple[int, int, int]] = []
        """Of every list: how far right its marks were typed, how far right they are put, and where their text begins."""
        self.parted = True
        """Whether the line before was empty."""

    def placed(self, line: str) -> str:
        lead = len(LEAD.match(line)[0].expandtabs(4))
        rest = line.lstrip(" \t")
        parted, self.parted = self.parted, not rest
        if not rest:
            return ""
        rest, length = sorted_out(rest)
        if length:
            return self.entry(rest, length, lead)
        if parted and not lead or rest.startswith(("# ", "## ", "### ", "> ", "---")):
            self.levels = []
        return " " * max([text for typed, _, text in self.levels if typed + 2 <= lead], default=0) + rest

    def entry(self, rest: str, length: int, typed: int) -> str:
        """A line with the mark of a list, moved to where lists of its depth begin."""
        while self.levels and typed < self.levels[-1][0]:
            self.levels.pop()
        if self.levels and (typed < self.levels[-1][0] + 2 or len(self.levels) == DEEPEST):
            typed, put, _ = self.levels.pop()
        else:
            put = self.levels[-1][2] if self.levels else 0
        self.levels.append((typed, put, put + length + 1))
        return " " * put + one_mark(rest, length)


def one_mark(rest: str, length: int) -> str:
    """A line that begins with the mark of a list; a second mark behind it is text: "1. - 甲"."""
    text = rest[length:].strip(" \t")
    inner, another = sorted_out(text) if text else ("", 0)
    return rest[:length] + (" " if text else "") + (inner[:another - 1] + "\\" + inner[another - 1:] if another else inner)


def sorted_out(rest: str) -> tuple[str, int]:
    """A line without its indentation, freed of what is no mark; and how long its list's mark is, 0 where it has none."""
    first = rest[0]
    if first.isdigit():
        found = NUMBER.match(rest)
        if found and (found[2] == ")" or len(found[1]) > LONGEST or found[1][0] == "0"):
            return f"{found[1]}\\{rest[len(found[1]):]}", 0
        return rest, found.end() if found else 0
    if first in "*_-" and RULE.match(rest):
        return (rest, 0) if not rest.strip(" \t").strip("-") else (re.sub(r"([*_-])", r"\\\1", rest), 0)
    if first in "-*+" and BULLET.match(rest):
        return (rest, 1) if rest[1:].strip(" \t") else (f"\\{rest}", 0)  # alone in its line it marks nothing
    if first == "#":
        found = HEADING.match(rest)
        hashtag = HASHTAG.match(rest)
        return (f"{found[1]} {rest[found.end():]}" if found and not hashtag else f"\\{rest}"), 0
    if first == ">":
        return quoted(rest), 0
    if first in "`~" and FENCE_LIKE.match(rest):
        return re.sub(r"([`~])", r"\\\1", rest), 0
    return rest, 0


def quoted(rest: str) -> str:
    """A line of a quote: > and a blank; >60 is text."""
    at = depth = 0
    while depth < DEEPEST and (found := QUOTE.match(rest, at)):
        depth, at = depth + 1, found.end()
    if not depth:
        return f"\\{rest}"
    inner = rest[at:].lstrip(" \t")
    lead = len(rest[at:].expandtabs(4)) - len(inner.expandtabs(4))
    said, length = sorted_out(inner) if inner else ("", 0)
    if said.startswith(">"):  # deeper than anybody means
        said = f"\\{said}"
    return "> " * depth + " " * min(lead, WIDEST) + (one_mark(said, length) if length else said)
