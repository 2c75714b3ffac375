"""What an editor most likely meant by a line that YAML cannot read: names the trap, and mends the line so that reading goes on.

YAML stops at its first error; an editor wants to see them all.  So the faulty line is put right in memory and the text read again.
"""
import re

import yaml

from disclosure.model.place import Span
from disclosure.read import faults
from disclosure.read.nodes import Node, Report, compose
from disclosure.read.text import tab

MOST = 40
"""How many errors of one file are mended before giving up."""
HEAD = re.compile(r"^(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\s:：#'\"\[\]{},|>&*!%@`][^:：#'\"\[\]{},]{0,30}?)(?P<colon>[ ]?[:：])(?P<gap>[ \t]*)(?P<value>.*)$")
ENTRY = re.compile(r"^(?P<lead>[ ]*(?:-[ ]+)+)(?P<value>\S.*)$")
STARTS = {
    "[": "方括号", "{": "花括号", "*": "星号", "&": "符号 &", "@": "符号 @", "%": "百分号", '"': "引号", "'": "单引号", "`": "反引号", "!": "叹号",
    "|": "竖线", ">": "大于号", "]": "方括号", "}": "花括号", ",": "半角逗号", "?": "半角问号", "-": "短横",
}


def parse(text: str, report: Report) -> Node | None:
    """The nodes of a text.  Lines that cannot be read are reported, mended and read again, up to MOST; None where that fails."""
    lines = text.split("\n")
    tried: set[int] = set()
    for _ in range(MOST):
        held: list[tuple] = []
        try:
            root = compose("\n".join(lines), lambda *found: held.append(found))
        except yaml.YAMLError as error:
            if not mended(error, lines, tried, report):
                return None
            continue
        for found in held:
            report(*found)
        return root
    return None


def mended(error: yaml.YAMLError, lines: list[str], tried: set[int], report: Report) -> bool:
    """Reports the trap behind an error and mends its line in place; False where no known trap fits."""
    marks = [m for m in (getattr(error, "context_mark", None), getattr(error, "problem_mark", None)) if m]
    rows = [m.line for m in marks] + [m.line - 1 for m in marks[-1:]]
    for row in dict.fromkeys(rows):
        if 0 <= row < len(lines) and row not in tried and (new := trap(row, lines[row], report)):
            lines[row] = new
            tried.add(row)
            return True
    mark = marks[-1] if marks else None
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    row = lines[line - 1].strip() if line <= len(lines) else ""
    shown = f"“{row[:30]}”" if row else "文件到这里"
    report(faults.YAML, (line, column, line, column + 1), f"{shown}读不懂：{reason(error)}", "请对照上下各行：同级字段左边对齐，字段名后是冒号加空格，引号、括号成对")
    return False


def trap(row: int, line: str, report: Report) -> str | None:
    """The line as it was probably meant, after reporting what is wrong with it; None where nothing known is."""
    number = row + 1

    def told(rule, start: int, end: int, message: str, hint: str) -> None:
        span: Span = (number, start + 1, number, end + 1)
        report(rule, span, message, hint)

    indent = line[:len(line) - len(line.lstrip())]
    if "\t" in indent:
        tab(number, indent.index("\t") + 1, report)
        return indent.replace("\t", "  ") + line.lstrip()
    if line.lstrip().startswith("%"):
        told(faults.FEATURE, 0, len(line), "这一行以 % 开头，YAML 会当作指令", "若是内容，请给整个值加引号；若是指令，请删去")
        return "#" + line
    head = HEAD.match(line)
    if head and head["colon"].strip() == "：":
        told(faults.COLON, head.start("colon"), head.end("colon"), f"“{head['key']}”后面是全角冒号“：”", f"请改成半角冒号加空格：“{head['key']}: {head['value'][:20]}”")
        return f"{head['lead']}{head['key']}: {safe(head['value'])}"
    if head and not head["gap"] and head["value"] and not head["value"].startswith("//"):
        told(faults.COLON, head.start("colon"), head.end("colon"), f"“{head['key']}”的冒号后面没有空格", f"请在冒号后加一个空格：“{head['key']}: {head['value'][:20]}”")
        return f"{head['lead']}{head['key']}: {safe(head['value'])}"
    part = head or ENTRY.match(line)
    if not part or not part["value"]:
        return None
    value, start = part["value"], part.start("value")
    front = line[:start]
    if value[0] in "[{" and not re.search(r"[\]}]\s*\S", value):
        return None  # a list that is not closed, or not closed yet: no stretch of text in brackets
    if value[0] in STARTS and value[0] not in "|>":
        told(faults.QUOTE, start, len(line), f"值以{STARTS[value[0]]} {value[0]} 开头，YAML 会误解", f"请给整个值加单引号：{quoted(value)[:40]}")
        return front + quoted(value)
    if re.search(r":(\s|$)", value):
        told(faults.QUOTE, start, len(line), "值里有半角冒号加空格（: ），YAML 会当作下级字段", f"请改用全角冒号“：”，或给整个值加单引号：{quoted(value)[:40]}")
        return front + quoted(value)
    return None


def safe(value: str) -> str:
    """A value that may stand after a mended colon without a second error on the same line."""
    return quoted(value) if re.search(r":(\s|$)| #", value) or value[:1] in "*&@%`!" and value else value


def quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


REASONS = (
    ("could not find expected ':'", "像是少了冒号，或上一行的引号没有收尾"),
    ("mapping values are not allowed", "这里不该有冒号"),
    ("did not find expected key", "缩进与上面的字段对不齐"),
    ("did not find expected '-' indicator", "列表的短横对不齐，或列表里夹了别的内容"),
    ("found unexpected end of stream", "引号或括号没有收尾"),
    ("did not find expected ',' or ']'", "方括号里的列表没有收尾，或少了逗号"),
    ("did not find expected ',' or '}'", "花括号里的字段没有收尾，或少了逗号"),
    ("found character that cannot start any token", "有一个不能放在开头的字符"),
    ("found unknown escape character", "双引号里的反斜杠不能这样用，请改用单引号"),
    ("found undefined alias", "星号开头的值会被当作别名，请加引号"),
    ("block sequence entries are not allowed", "列表的短横不该写在这里，请另起一行"),
    ("found a tab character", "这里有制表符（Tab），请换成空格"),
)


def reason(error: yaml.YAMLError) -> str:
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '') or error}"
    return next((chinese for english, chinese in REASONS if english in said), "不合 YAML 的写法")
