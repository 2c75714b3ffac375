"""What is said for those who write YAML, in the desk's terms: the one place where that is decided.

Findings, explanations and examples are written once, for editors of files.  Here files become the kinds of records that the desk lists,
county.yml becomes 全县设置, values in brackets the fields' own labels, and commands the place of the desk that does the same.
"""
import re

from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS

PLACES = {"county.yml": "全县设置"} | {(one.path if one.single_file else f"{one.path.rstrip('/')}/"): one.noun for one in COLLECTIONS.values()} | {"content/": "手写网页"}
"""Files and folders of records → what the desk calls them."""
PLACE = re.compile(rf" ?(?<![\w/-])(?:catalogues/)?({'|'.join(map(re.escape, sorted(PLACES, key=len, reverse=True)))})(?:(?<=/)([\w.-]+)\.(?:yml|md))?(?![\w/-])(?::(\d+)(?::\d+)?)? ?", re.A)
COMMANDS = {"check": "“发布”一页的检查结果", "check --due": "“发布”一页的“到期的”", "new": "“记录”里的“新增”", "serve": "先把“全县设置”的“截至日期”改成那天，看过一定撤销", "import": "“导表”一页", "publish": "“发布”一页",
            "edition": "“发布”一页的“只存一版档案”"}
COMMAND = re.compile(r"(请先运行|请运行|运行|用)? ?python build\.py (?!\w+ --help)([a-z]+)((?: -{1,2}[a-z][\w-]*(?: [^\s，。；：、）]+)?| [\w/.-]+)*) ?", re.A)
ELSEWHERE = "请技术负责人在命令行里做"
PAIR = r"“([^“”:\s]+): ([^“”]+)”"
TYPED = re.compile(rf"(?:写上|写成|改成|补上|写)({PAIR}(?:(?:和|、){PAIR})*)")
"""What somebody is told to type; what a message quotes from the file stays as it stands there."""
UNQUOTED = re.compile(r"写 ([^“”:{}\s]+): (\{[^{}]*\})")
WHOLE = re.compile(r"([^“”:{}\s]+): \[(.*)\]")
RECORD = re.compile(r"(?:([^“”:{}\s]+): )?\{([^{}:]+: [^{}]*)\}")
ONLY_TYPED = re.compile(r"，?一般用竖线 \| 分行写|（不带 \.yml）")
"""What is about the writing of files alone."""
OF_THE_FILE = re.compile("半角|花括号|方括号|短横|缩进|对齐|引号")
"""Advice for a file that no form can show: its text must stay as it is to be typed there."""
PLAIN_LIST = re.compile(r"\[([^\[\]{}]*)\]")
DEEP = (k.Nested, k.Defaults, k.Pairs, k.Matters, k.Reference, k.MatterReference, k.CatalogueReference)
"""Kinds whose values are fields of their own, or records that are picked by name: an example would be YAML or a 代号."""


def in_desk(text: str) -> str:
    """An explanation, a message or a hint as the desk says it; as it is, where it speaks of no YAML, file or command."""
    text = ONLY_TYPED.sub("", text)
    if not OF_THE_FILE.search(text):
        if found := WHOLE.fullmatch(text):
            return f"“{found[1]}”填成：{words(found[2])}"
        text = UNQUOTED.sub(lambda found: told(found[1], found[2]), text)
        text = TYPED.sub(lambda found: "，".join(told(*pair) for pair in re.findall(PAIR, found[1])), text)
        text = RECORD.sub(lambda found: f"{found[1] or ''}（{words(found[2])}）", text)
    text = COMMAND.sub(instead, text)
    return PLACE.sub(place, text).replace("再运行一次", "再做一次")


def instead(found: re.Match) -> str:
    """The place of the desk that does what a command does; where there is none, who does it."""
    verb, command, more = found[1] or "", found[2], found[3]
    named = None if "--redact" in more else COMMANDS.get(f"{command}{more}", COMMANDS.get(command))
    if named is None:
        return ELSEWHERE
    if command == "serve":
        return named  # which says all that is to be done
    return f"{verb.replace('运行', '看' if command == 'check' else '用')}{named}"


def place(found: re.Match) -> str:
    """A kind of record; of a file its name and the line, too."""
    named, line = f"“{PLACES[found[1]]}{f' {found[2]}' if found[2] else ''}”", found[3]
    return f"{named}第 {line} 行" if line else named


def told(key: str, value: str) -> str:
    """“键: 值” as what is to be done in its field; what stands for any value is left out."""
    if value == "…":
        return f"填上“{key}”"
    if "{" in value:
        return f"填上“{key}”（{words(value)}）"
    return f"把“{key}”填成“{words(value)}”"


def words(value: str) -> str:
    """A value as one reads it: lists by 、, records by their keys, with what is not left open."""
    value = re.sub(r"([^\[\]{}:,，、]+): …", r"\1", value.strip("[]{} "))
    return "、".join(part.strip("[]{} ").replace(": ", " ") for part in re.split(r", ", value))


def shown_example(f: k.Field) -> str:
    """An example as one types it into the form; "" where the fields within say it themselves."""
    if isinstance(f.kind, DEEP) or "{" in f.example:
        return ""
    found = PLAIN_LIST.fullmatch(f.example)
    return found[1].replace(", ", "、") if found else f.example
