"""Bytes of a file → text fit to be parsed: encoding, size, characters, tabs; and, after parsing, comments."""
import re

from disclosure.model.place import START
from disclosure.read import faults
from disclosure.read.nodes import Mapping, Node, Report, Scalar

MAX_BYTES = 2 * 1024 * 1024
MAX_LINE = 64 * 1024
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\uffff\U0001fffe\U0001ffff\U000e0000-\U000e0fff]")
HIDDEN_NAMES = {
    "\x00": "空字符 NUL", "\u200b": "零宽空格", "\u200c": "零宽不连字", "\u200d": "零宽连字", "\u200e": "从左到右标记", "\u200f": "从右到左标记",
    "\u202a": "双向文字控制符", "\u202b": "双向文字控制符", "\u202d": "双向文字控制符", "\u202e": "双向文字控制符", "\u2066": "双向文字控制符",
    "\u2067": "双向文字控制符", "\u2068": "双向文字控制符", "\u2069": "双向文字控制符", "\ufeff": "夹在中间的字节序标记", "\u2028": "行分隔符",
    "\u2029": "段分隔符", "\xad": "软连字符",
}


def decoded(data: bytes, report: Report) -> str | None:
    """The text of a file with line feeds only; None when it cannot be read at all."""
    if len(data) > MAX_BYTES:
        report(faults.TOO_LARGE, START, f"文件有 {len(data) / 1024 / 1024:.1f} MB，超过 2 MB", "请把内容分到几个文件；长名单作为附件放到 content/files/")
        return None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        report(faults.ENCODING, START, "文件是 UTF-16（“Unicode”）编码，读不了", "用记事本打开，“另存为”，编码选 UTF-8，保存后再试")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        head = data[:error.start].decode("utf-8", "replace")
        line, column = head.count("\n") + 1, len(head) - head.rfind("\n")
        guess = gbk(data)
        what = f"文件像是 GBK（ANSI）编码，不是 UTF-8，第 {line} 行读作“{guess}”" if guess else f"第 {line} 行有不是 UTF-8 的字节"
        report(faults.ENCODING, (line, column, line, column + 1), what, "用记事本打开，“另存为”，编码选 UTF-8，保存后再试；WPS、Excel 导出的文件也要这样转")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for found in HIDDEN.finditer(text):
        line, column = where(text, found.start())
        name = HIDDEN_NAMES.get(found[0], "控制字符")
        report(faults.CHARACTER, (line, column, line, column + 1), f"这里有看不见的字符：{name}（U+{ord(found[0]):04X}）", "请删去它：在它前后各删一个字再重新输入")
    if len(text) * 4 > MAX_LINE:
        for number, row in enumerate(text.split("\n"), 1):
            if len(row) * 4 > MAX_LINE and len(row.encode()) > MAX_LINE:
                report(faults.TOO_LARGE, (number, 1, number, len(row) + 1), "这一行超过 64 kB", "请分成几行，或作为附件放到 content/files/")
    return HIDDEN.sub("?", text)


def where(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def gbk(data: bytes) -> str:
    """The first line that is not ASCII, read as GBK; "" where the bytes are not GBK either."""
    try:
        rows = data.decode("gb18030").splitlines()
    except UnicodeDecodeError:
        return ""
    return next((row.strip()[:20] for row in rows if not row.isascii()), "")


INDENT_TAB = re.compile(r"^ *\t[ \t]*(?=\S)", re.M)
MAYBE_COMMENT = re.compile(r"[ \t]#")


def scalars(root: Node | None):
    """Every scalar below a node, keys too."""
    stack = [root] if root else []
    while stack:
        node = stack.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Mapping):
            for pair in node.pairs:
                stack.extend(pair)
        else:
            stack.extend(node.items)


def check_layout(text: str, root: Node | None, report: Report) -> None:
    """Tabs used as indentation, and comments behind text: YAML drops them without a word, the editor loses a line or half of one."""
    tabs = [where(text, m.end() - 1) for m in INDENT_TAB.finditer(text)] if "\t" in text else []
    marks = [where(text, m.start() + 1) for m in MAYBE_COMMENT.finditer(text)] if " #" in text or "\t#" in text else []
    if not tabs and not marks:
        return
    rows = text.split("\n")
    quoted = [s.span for s in scalars(root) if s.style in ("'", '"')]
    blocks = [s.span for s in scalars(root) if s.style in ("|", ">")]

    def in_block(line: int) -> bool:
        return any(a[0] < line < a[2] or (line == a[2] and a[3] > 1 and a[0] < line) for a in blocks)

    for line, column in tabs:
        if not in_block(line):
            tab(line, rows[line - 1].index("\t") + 1, report)
    told = set()
    for line, column in marks:
        row = rows[line - 1]
        if line in told or row.lstrip().startswith("#") or in_block(line):
            continue
        if any((a[0], a[1]) <= (line, column) < (a[2], a[3]) for a in quoted):
            continue
        told.add(line)
        report(faults.COMMENT, (line, column, line, len(row) + 1), f"这一行从 # 起会被当作注释丢掉：“{row[column - 1:][:30]}”",
               "若 # 是内容，请给整个值加引号；若是注释，请另起一行写")


def tab(line: int, column: int, report: Report) -> None:
    report(faults.TAB, (line, column, line, column + 1), "这一行用了制表符（Tab）缩进", "请把行首的制表符换成空格，一级两个空格")
