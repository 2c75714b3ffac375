"""Lines that stand outside the structure of a file that cannot be read: the half of a sentence that a paste has broken off,
an entry without its dash, a field without its colon.

Each makes YAML stumble at every line that follows, so they are put right before anything else is looked for, and told once.  Only
what can be nothing else is touched: a line without a key further left than a text may go on, a field where only entries can stand.
"""
import re
from dataclasses import dataclass, field

from disclosure.model.finding import Edit
from disclosure.model.rare import Rare
from disclosure.read import faults
from disclosure.read.keys import HOLDERS, KEYS
from disclosure.read.lists import bare, marked
from disclosure.read.mended import lines, told
from disclosure.read.nodes import Report
from disclosure.read.traps import BLOCK_HEAD, CLOSED, DASHES, WIDE_SPACES, indentation, safe

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
DASH = re.compile(rf"([ ]*)((?:[-{DASHES}][ ]+)+)")
KEY = Rare(r"(?P<key>[^\s:：#'\"\[\]{},|>&*!%@`-][^:：#'\"\[\]{},]{0,30}?)[ ]?(?P<colon>[:：])(?P<gap>\s+|$)?(?P<value>.*)$")
LONG = 160
"""Joined lines longer than this are not shown."""


@dataclass
class Row:
    """A line with something on it: how far in it stands, its dashes, its key (None: it has none) and what follows."""

    number: int
    lead: int
    dash: bool
    key: str | None
    edge: int
    """The column that the rest of its value must stand beyond."""
    value: str
    last: int = 0
    """The last line of its value, where that goes on below."""
    open: int = 0
    """How many brackets of its value are still open."""

    @property
    def end(self) -> int:
        return max(self.number, self.last)


@dataclass
class Level:
    """A field whose value stands below it: where it stands, and the first line of that value."""

    column: int
    child: Row | None = None


@dataclass
class Structure:
    """The lines of a file, walked once from above."""

    rows: list[str]
    report: Report
    lost: dict[int, int]
    before: Row | None = None
    block: tuple[int, int] | None = None
    """Within a text block: the column that its lines stand beyond, and their own."""
    lists: dict[int, str | None] = field(default_factory=dict)
    """Columns of dashes → the first key of the entries there."""
    levels: list[Level] = field(default_factory=list)

    def walk(self) -> None:
        number = 0
        while number < len(self.rows):
            number += 1
            if (row := self.row(number)) is None or self.in_block(row):
                continue
            if self.before is not None and self.before.open > 0:
                self.before.open += depth(self.rows[number - 1])
                continue
            if row.key is None and not row.dash:
                self.loose(row)
            else:
                self.settle(row)

    def row(self, number: int) -> Row | None:
        text = self.rows[number - 1]
        said = text.strip()
        if not said or said[0] in "#%" or said in ("---", "...") or text.lstrip(" ")[0] in f"\t{WIDE_SPACES}":
            return None  # traps.py knows of tabs and wide blanks
        lead = len(indentation(text))
        dash = DASH.match(text)
        start = dash.end() if dash else lead + 1 if said[0] in f"-{DASHES}" else lead
        found = KEY.match(text, start)
        beside = self.before is not None and self.before.key is not None and start == self.before.edge
        if found and not beside and (found["colon"] == "：" or found["gap"] is None) and found["key"] not in KEYS:
            found = None  # a colon within a sentence, that does not stand where fields do
        dashed = start > lead
        edge = lead if not (dashed and found) else start if dash else lead + 2  # a dash without its blank will be given it
        return Row(number, lead, dashed, found["key"] if found else None, edge, (found["value"] if found else text[start:]).strip())

    # -- text blocks -----------------------------------------------------------------------------
    def in_block(self, row: Row) -> bool:
        """Whether a line belongs to a text block; one that has slipped to the left is moved back into it."""
        if self.block is None:
            return False
        edge, column = self.block
        if row.lead > edge:
            self.block = (edge, column or row.lead)
            return True
        if row.key is None and not row.dash and column and self.goes_on(row.number, column):
            said = self.rows[row.number - 1].strip()
            self.told(row, f"“{short(said)}”没有缩进，前后都是一段文字", self.row_mended(row, f"{' ' * column}{said}", "请缩进到与上下各行一样"))
            self.rows[row.number - 1] = " " * column + said
            return True
        self.block = None
        return False

    def goes_on(self, number: int, column: int) -> bool:
        """Whether a text block goes on below a line."""
        following = self.next(number)
        return following is not None and following.lead >= column

    def next(self, number: int) -> Row | None:
        return next((row for n in range(number + 1, len(self.rows) + 1) if (row := self.row(n)) is not None), None)

    # -- lines without a key ---------------------------------------------------------------------
    def loose(self, row: Row) -> None:
        """A line without a key or dash: the rest of the value above it, or what has lost its place."""
        before, text = self.before, self.rows[row.number - 1]
        said = text.strip()
        following = self.next(row.number)
        below = following is not None and (following.lead > row.lead or (following.dash and following.lead == row.lead))
        beside = before is not None and before.key is not None and row.lead == before.edge
        fits = before is None or row.lead <= before.edge
        goes_on = before is not None and below and (following.dash, following.edge, following.key is None) == (before.dash, before.edge, before.key is None)
        if fits and (said in HOLDERS and below or said in KEYS and (beside or below and not goes_on) or below and ID.fullmatch(said) and (before is None or row.lead < before.edge)):
            end = len(text.rstrip())
            self.report(faults.COLON, (row.number, end, row.number, end + 1), f"“{said}”后面没有冒号", self.row_mended(row, f"{text.rstrip()}:"))
            self.rows[row.number - 1] = f"{text.rstrip()}:"
            self.settle(Row(row.number, row.lead, False, said, row.lead, ""))
            return
        if before is not None and before.dash and before.key is None and row.lead == before.lead and marked(said):
            mended = f"{' ' * row.lead}- {safe(bare(said, False))}"
            self.told(row, f"“{short(said)}”是列表的一条，前面少了短横", self.row_mended(row, mended))
            self.rows[row.number - 1] = mended
            self.settle(Row(row.number, row.lead, True, None, row.lead, mended.lstrip(" -")))
            return
        if before is not None and row.lead > before.edge:
            before.value, before.last = before.value or said, row.number
            return  # a value over several lines
        if before is None or CLOSED.fullmatch(before.value) or before.value[:1] in ("[", "{", '"', "'"):
            self.told(row, f"“{short(said)}”这一行没有字段名", "每一行先写字段名，再写冒号、空格和值；是上一行的后半句的，请接到上一行后面")
            self.rows[row.number - 1] = ""
            self.lost[row.number] = row.lead
            return
        run = [row, *self.more(row, before)]
        parts = [self.rows[r.number - 1].strip() for r in run]
        said_above = self.rows[before.end - 1].rstrip()
        joined = said_above + ("" if before.value else " ") + "".join(parts)
        where = "上一行" if before.end == row.number - 1 else f"第 {before.end} 行"
        mended = said_above + re.sub(r":(?=\s|$)", "：", joined[len(said_above):]).replace(" #", "＃")
        self.told(row, f"“{short(said)}”像是{where}的后半句，粘贴时断开了{f'（到第 {run[-1].number} 行）' if len(run) > 1 else ''}",
                  told(f"请接到{where}后面，写成一行" + (f"：\n{joined}" if len(joined) <= LONG else ""),
                       lines(self.rows, before.end, run[-1].number, joined) if mended == joined else None, sure=False))
        self.rows[before.end - 1] = mended
        before.value += "".join(parts)
        for r in run:
            self.rows[r.number - 1] = ""

    def more(self, row: Row, before: Row) -> list[Row]:
        """The lines right below a broken-off one that have broken off with it."""
        found: list[Row] = []
        for number in range(row.number + 1, len(self.rows) + 1):
            if not self.rows[number - 1].strip():
                continue
            loose = self.row(number)
            if loose is None or loose.key is not None or loose.dash or loose.lead > before.edge or self.rows[number - 1].strip() in KEYS:
                break
            found.append(loose)
        return found

    def row_mended(self, row: Row, mended: str, said: str = "请写成") -> str:
        """The advice to write a row otherwise."""
        text = self.rows[row.number - 1]
        return told(f"{said}：\n{mended}", Edit((row.number, 1, row.number, len(text) + 1), text, mended))

    def told(self, row: Row, message: str, hint: str) -> None:
        text = self.rows[row.number - 1]
        self.report(faults.YAML, (row.number, row.lead + 1, row.number, len(text.rstrip()) + 1), message, hint)

    # -- fields and entries ----------------------------------------------------------------------
    def settle(self, row: Row) -> None:
        """A field or an entry; one of a list that has no dash is given it."""
        row = self.dashed(row)
        for column in [c for c in self.lists if c > row.lead or (c == row.lead and not row.dash)]:
            del self.lists[column]
        while self.levels and self.levels[-1].column >= (row.edge if not row.dash else row.lead + 1):
            self.levels.pop()
        if self.levels and self.levels[-1].child is None:
            self.levels[-1].child = row
        if row.dash:
            self.lists.setdefault(row.lead, row.key)
        if row.key is not None and not row.value:
            self.levels.append(Level(row.edge))
        self.block = (row.edge if row.key is not None else row.lead, 0) if BLOCK_HEAD.fullmatch(row.value) else None
        row.open = depth(row.value) if row.value[:1] in ("[", "{") else 0
        self.before = row

    def dashed(self, row: Row) -> Row:
        """A row, with the dash that it or the first of its list lacks."""
        if not row.dash and row.key is not None and row.lead and self.lists.get(row.lead, "") == row.key:
            return self.dash(row, row.lead)
        if row.dash and row.key is not None and row.lead not in self.lists:
            level = next((level for level in reversed(self.levels) if level.column < row.lead), None)
            first = level.child if level else None
            if first is not None and not first.dash and first.key == row.key and first.lead == row.edge:
                self.dash(first, row.lead)
        return row

    def dash(self, row: Row, column: int) -> Row:
        rest = self.rows[row.number - 1].strip()
        mended = f"{' ' * column}- {rest}"
        self.report(faults.YAML, (row.number, row.lead + 1, row.number, row.lead + 1 + len(row.key)), f"“{row.key}”前面少了短横：这里是新的一条", self.row_mended(row, mended))
        self.rows[row.number - 1] = mended
        return Row(row.number, column, True, row.key, column + 2, row.value)


def depth(text: str) -> int:
    """How many more brackets are opened than closed."""
    return sum(text.count(c) for c in "[{") - sum(text.count(c) for c in "]}")


def short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"
