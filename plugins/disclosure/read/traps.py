"""What an editor most likely meant by a line that YAML cannot read: names the trap, and gives the line as it was probably meant."""
import re
from typing import NamedTuple

import yaml

from disclosure.model.finding import Rule
from disclosure.model.rare import Rare
from disclosure.read import faults

HEAD = Rare(
    r"^(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\s:：#'\"\[\]{},|>&*!%@`][^:：#'\"\[\]{},]{0,30}?)(?P<colon>[ ]?[:：])(?P<gap>[ \t]*)(?P<value>.*)$")
ENTRY = re.compile(r"^(?P<lead>[ ]*(?:-[ ]+)+)(?P<value>\S.*)$")
STARTS = {
    "[": "方括号", "{": "花括号", "*": "星号", "&": "符号", "@": "符号", "%": "百分号", '"': "引号", "'": "单引号", "`": "反引号", "!": "叹号",
    "|": "竖线", ">": "大于号", "]": "方括号", "}": "花括号", ",": "半角逗号", "?": "半角问号", "-": "短横",
}
CLOSED = re.compile(r"\"(?:[^\"\\]|\\.)*\"\s*(?:#.*)?|'(?:[^']|'')*'\s*(?:#.*)?")
"""A value in quotes that is whole on its line."""
BLOCK_HEAD = re.compile(r"[|>][-+\d]{0,2}\s*(?:#.*)?")
COMMENTED = re.compile(r"\s#")
DASHES = "－—–−"
WIDE_SPACES = "\u3000\xa0"


class Trap(NamedTuple):
    """What is wrong with a line, from column `start` to `end` (from 0), and the line mended."""

    rule: Rule | None  # None: reported elsewhere
    start: int
    end: int
    message: str
    hint: str
    mended: str
    sure: bool = False
    """Whether it can mean nothing else."""


def indentation(line: str) -> str:
    return line[:len(line) - len(line.lstrip(" "))]


def trap(line: str, before: str, error: yaml.YAMLError) -> Trap | None:
    """The trap of a line that led to an error, or None where nothing known is; `before` is the line above it."""
    edge = indentation(line)
    rest = line[len(edge):]
    if not rest:
        return None
    if rest[0] in WIDE_SPACES:
        lead = rest[:len(rest) - len(rest.lstrip(WIDE_SPACES + " "))]
        beside = re.match(r"[ ]*(?:-[ ]+)*", before)[0].replace("-", " ")
        return Trap(faults.TAB, len(edge), len(edge) + len(lead), "这一行用了全角空格缩进", "请把行首的全角空格换成半角空格，一级两个空格", beside + rest[len(lead):], True)
    if rest[0] == "%":
        return Trap(faults.FEATURE, 0, len(line), "这一行以 % 开头，YAML 会当作指令", "若是内容，请给整个值加引号；若是指令，请删去", "#" + line)
    if found := re.match(rf"([{DASHES}])\s*|-(?=[^\s\-])", rest):
        said = f"开头的短横“{found[1]}”不是半角的" if found[1] else "短横后面没有空格"
        after = rest[found.end():]
        if found[1] or HEAD.match(after) or before.startswith(f"{edge}- "):
            return Trap(faults.YAML, len(edge), len(edge) + 1, said, f"请写成半角短横加空格：“- {after[:20]}”", f"{edge}- {after}", True)
    if (found := re.match(r"\*[ ]*(?=[^\s*:：]+\*?[^:：]*$)", rest)) and (before.rstrip().endswith(":") or before.startswith(f"{edge}- ")):
        mended = f"{edge}- {safe(rest[found.end():])}"
        return Trap(faults.YAML, len(edge), len(edge) + 1, "列表的每一条用短横开头，这里是星号 *", f"请写成：\n{mended}", mended, True)
    head = HEAD.match(line)
    if head and head["colon"].strip() == "：":
        return Trap(faults.COLON, *head.span("colon"), f"“{head['key']}”后面是全角冒号“：”", f"请改成半角冒号加空格：“{head['key']}: {head['value'][:20]}{'…' * (len(head['value']) > 20)}”",
                    f"{head['lead']}{head['key']}: {safe(head['value'])}", True)
    if head and head["value"] and head["value"][0] in WIDE_SPACES:
        value = head["value"].lstrip(WIDE_SPACES + " ")
        return Trap(faults.COLON, *head.span("colon"), f"“{head['key']}”的冒号后面是全角空格", f"请改成半角空格：“{head['key']}: {value[:20]}”",
                    f"{head['lead']}{head['key']}: {safe(value)}", True)
    if head and not head["gap"] and head["value"] and not head["value"].startswith("//"):
        return Trap(faults.COLON, *head.span("colon"), f"“{head['key']}”的冒号后面没有空格", f"请在冒号后加一个空格：“{head['key']}: {head['value'][:20]}”",
                    f"{head['lead']}{head['key']}: {safe(head['value'])}", True)
    part = head or ENTRY.match(line)
    if part and part["value"]:
        return value_trap(line, part["value"].rstrip(), part.start("value"), error)
    if "could not find expected ':'" in said_by(error) and re.fullmatch(r"[\w（）]{1,12}", rest.strip()):
        end = len(line.rstrip())
        return Trap(faults.COLON, end, end + 1, f"“{rest.strip()}”后面没有冒号", f"请写成“{rest.strip()}: …”", f"{line.rstrip()}:")
    return None


def value_trap(line: str, value: str, start: int, error: yaml.YAMLError) -> Trap | None:
    """What is wrong with a value as it stands after its key or dash."""
    def told(message: str, hint: str, mended: str, sure: bool = False) -> Trap:
        return Trap(faults.QUOTE, start, len(line), message, hint, line[:start] + mended, sure)

    first, in_quotes = value[0], f"请给整个值加单引号：{quoted(value)[:40]}"
    if first == '"' and any(x in said_by(error) for x in ("escape", "hexdecimal")):
        return told("双引号里的反斜杠不能这样用", "请改用单引号，反斜杠在单引号里就是它自己", quoted(value.strip('"')))
    if first in "[{" and re.search(r"[ \t]#", value):
        return Trap(None, start, len(line), "", "", line[:start] + re.sub(r"[ \t]#", "##", value))  # layout.py tells of the comment
    if first in "[{" and not re.search(r"[\]}]\s*\S", value):
        closing = "]" if first == "[" else "}"
        if closing not in value and "flow" in said_by(error) and value[-1] != ",":
            return told(f"{STARTS[first]}没有收尾", f"若是{'列表' if first == '[' else '下级字段'}，请在末尾加上 {closing}；若 {first} 是文字的一部分，{in_quotes}", value + closing)
        return None
    if CLOSED.fullmatch(value) or BLOCK_HEAD.fullmatch(value):
        return None
    if first in "\"'" and first not in value[1:]:
        return told(f"开头的{STARTS[first]} {first} 没有收尾", f"请在末尾补上 {first}；若它是文字的一部分，{in_quotes}", quoted(value[1:]))
    if first in STARTS:
        return told(f"值以{STARTS[first]} {first} 开头，YAML 会误解", in_quotes, quoted(value), first in "*&@%`!" and not COMMENTED.search(value))
    if re.search(r":(\s|$)", value):
        return told("值里有半角冒号加空格（: ），YAML 会当作下级字段", f"请改用全角冒号“：”，或{in_quotes[1:]}", quoted(value), not COMMENTED.search(value))
    return None


def safe(value: str) -> str:
    """A value that may stand after a mended colon without a second error on the same line."""
    return quoted(value) if re.search(r":(\s|$)| #", value) or value[:1] in "*&@%`!" and value else value


def quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def said_by(error: yaml.YAMLError) -> str:
    return f"{getattr(error, 'context', '')} {getattr(error, 'problem', '') or error}"


REASONS = (
    ("could not find expected ':'", "像是少了冒号，或上一行的引号没有收尾"),
    ("mapping values are not allowed", "这里不该有冒号，或这一行缩进多了"),
    ("did not find expected key", "缩进与上面的字段对不齐"),
    ("did not find expected '-' indicator", "列表的短横对不齐，或列表里夹了别的内容"),
    ("found unexpected end of stream", "引号或括号没有收尾"),
    ("did not find expected ',' or ']'", "方括号里的列表没有收尾，或少了逗号"),
    ("did not find expected ',' or '}'", "花括号里的字段没有收尾，或少了逗号"),
    ("did not find expected <document start>", "缩进与上面的对不齐，或前面有 --- 或 ... 把文件分成了几段"),
    ("found character that cannot start any token", "有一个不能放在开头的字符"),
    ("escape", "双引号里的反斜杠不能这样用，请改用单引号"),
    ("found undefined alias", "星号开头的值会被当作别名，请加引号"),
    ("block sequence entries are not allowed", "列表的短横不该写在这里，请另起一行"),
    ("did not find expected node content", "值没有写完，或少了收尾的括号"),
    ("found a tab character", "这里有制表符（Tab），请换成空格"),
)


def reason(error: yaml.YAMLError) -> str:
    return next((chinese for english, chinese in REASONS if english in said_by(error)), "不合 YAML 的写法")
