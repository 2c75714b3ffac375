"""Hand-written pages (content/*.md): their head is read with the care of a catalogue, their text is looked through for what a page would not say."""
import re

from disclosure.markdown import too_much
from disclosure.model.pages import HandWritten, PageHead
from disclosure.model.place import START
from disclosure.model.rare import Rare
from disclosure.read import faults
from disclosure.read.drafts import Desk
from disclosure.read.files import Files
from disclosure.read.layout import check_layout
from disclosure.read.markdown import check_markdown
from disclosure.read.mend import parse
from disclosure.read.nodes import Mapping, Report, empty
from disclosure.read.traps import safe
from disclosure.read.values import Reader

KEYS = tuple(f.key for f in PageHead.fields.values())
FENCE = re.compile(r"-{3}[ \t]*")
ENDS = re.compile(r"(?:-{3}|\.{3})[ \t]*")
LIKE_FENCE = re.compile(r"[ \t]*[-－—–─−]{2,}[ \t]*")
PAIR = Rare(r"([^\s:：#>|*\-\[{][^\s:：]{0,19})([ \t]*[:：])([ \t\u3000]*)(.*)")
KNOWN = re.compile(rf"[ \t]*(?:{'|'.join(KEYS)})[ \t]*[:：]")
KEYED = re.compile(r"[ \t]*[^\s:：#>|*\-\[{][^\s:：]{0,19}[ \t]*:(?:[ \t]|$)")
LONGEST = 60
"""A head of more lines than this is none: reading it may take long, and nobody writes one."""


def read_page(path: str, text: str, files: Files, desk: Desk) -> HandWritten:
    """A page with everything told that is wrong with it.  `path`: below content/."""
    name = f"content/{path}"
    report = desk.for_file(name)
    rows = text.split("\n")
    first, last = head_rows(rows, report)
    page = HandWritten(path, "\n".join([*[""] * last, *rows[last:]]), **read_head(name, rows, first, last, files, desk))
    if fault := too_much(page.text):
        report(faults.TOO_MANY_MARKS, START, f"这一页{fault}，没有往下查", "长名单、大表格请做成附件放到 content/files/，这里写链接")
    else:
        check_markdown(page.text, files, lambda rule, line, start, end, message, hint: report(rule, (line + 1, start + 1, line + 1, end + 1), message, hint), page=True)
    return page


def body(text: str) -> str:
    """The Markdown of a page, its lines where they were."""
    rows = text.split("\n")
    _, last = head_rows(rows, lambda *found: None)
    return "\n".join([*[""] * last, *rows[last:]])


def head_rows(rows: list[str], report: Report) -> tuple[int, int]:
    """From which row to before which a page's head goes, the lines of --- with it; (0, 0) where it has none."""
    first = next((n for n, row in enumerate(rows) if row.strip()), 0)
    inner = next((n for n in range(first + 1, len(rows)) if rows[n].strip()), len(rows))
    if not LIKE_FENCE.fullmatch(rows[first]):
        if KNOWN.match(rows[first]):
            last = next((n for n in range(first, len(rows)) if not PAIR.match(rows[n].strip())), len(rows))
            fence(report, rows, first, "页头没有用 --- 围起来，会当作正文", f"请在这一行前面和第 {last} 行后面各加一行 ---（三个半角短横）")
            return first, last
        return 0, 0
    good = FENCE.fullmatch(rows[first])
    end = next((n for n in range(first + 1, len(rows)) if ENDS.fullmatch(rows[n])), None)
    closed = good and end is not None and all(PAIR.match(row.strip()) for row in rows[first + 1:end])
    if inner == len(rows) or not (closed or KNOWN.match(rows[inner]) or (good and KEYED.match(rows[inner]))):
        return 0, 0  # a line across the page
    until = next((n for n in range(inner, len(rows)) if not rows[n].strip() or rows[n].startswith(("# ", "## ")) or LIKE_FENCE.fullmatch(rows[n])), len(rows))
    if not good:
        fence(report, rows, first, f"页头的第一行“{rows[first].strip()[:12]}”不是三个半角短横", "请写成 ---")
    if end is not None and (good or end == until):
        return first, end + 1
    if until < len(rows) and LIKE_FENCE.fullmatch(rows[until]):
        fence(report, rows, until, f"页头的最后一行“{rows[until].strip()[:12]}”不是三个半角短横", "请写成 ---")
        return first, until + 1
    fence(report, rows, first, "页头没有收尾：开头有 ---，后面没有第二个", f"请在第 {until} 行后面加一行 ---（三个半角短横）")
    return first, until


def fence(report: Report, rows: list[str], row: int, message: str, hint: str) -> None:
    report(faults.FRONT, (row + 1, 1, row + 1, len(rows[row]) + 1), message, hint)


def read_head(name: str, rows: list[str], first: int, last: int, files: Files, desk: Desk) -> dict[str, str]:
    """What a page's head says, by the codes of its fields."""
    report = desk.for_file(name)
    if last - first > LONGEST:
        report(faults.FRONT, (first + 1, 1, first + 1, 2), f"页头有 {last - first} 行，超过 {LONGEST} 行", f"页头只写 {'、'.join(KEYS)}，一行一个；别的写在正文里")
        return {}
    inner = [*[""] * first, *(colon_mended(row, number, report) for number, row in enumerate(rows[first:last], first))]
    text = "\n".join(inner)
    if not text.strip():
        return {}
    root, lost = parse(text, report)
    check_layout(text, root, report)
    if not isinstance(root, Mapping):
        if root is not None and not empty(root):
            report(faults.SHAPE, root.span, "页头应当由“字段: 值”组成", f"一行写一个字段，先写字段名，再写冒号加空格；可以写：{'、'.join(KEYS)}")
        return {}
    reader = Reader(name, report, files)
    reader.lost, reader.rows = lost, inner
    draft = reader.record(PageHead, root, name, START)
    return draft.values if draft else {}


def colon_mended(row: str, number: int, report: Report) -> str:
    """A line of a head; its first colon half-width with a blank behind it, which is told where it was not so.  Lines of --- are nothing."""
    if LIKE_FENCE.fullmatch(row) or ENDS.fullmatch(row):
        return ""
    found = PAIR.fullmatch(row)
    if not found or not found[4] or (found[2].endswith(":") and found[3].startswith((" ", "\t"))):
        return row
    column = found.end(2)
    fault = "后面是全角冒号“：”" if found[2].endswith("：") else "的冒号后面没有空格"
    report(faults.COLON, (number + 1, column, number + 1, column + 1), f"“{found[1]}”{fault}", f"请改成半角冒号加空格：“{found[1]}: {found[4].strip()[:20]}”")
    return f"{found[1]}: {safe(found[4].strip())}"
