"""What is said for those who write YAML, in the desk's terms: the one place where that is decided.

Findings, explanations and examples are written once, for editors of files.  Here files become the kinds of records that the desk lists,
county.yml becomes 全县设置, values in brackets the fields' own labels, and commands the place of the desk that does the same.
"""
import re

from disclosure.model import fields as k
from disclosure.model.county import COLLECTIONS

PLACES = {"county.yml": "全县设置"} | {(one.path if one.single_file else f"{one.path.rstrip('/')}/"): one.noun for one in COLLECTIONS.values()}
"""Files and folders of records → what the desk calls them."""
PLACE = re.compile(rf" ?(?<![\w/-])(?:catalogues/)?({'|'.join(map(re.escape, sorted(PLACES, key=len, reverse=True)))})(?![\w-]) ?", re.A)
COMMANDS = {"check": "“发布”一页的检查结果", "new": "“记录”里的“新增”", "serve": "编辑台先把“截至日期”改成那天，看过再撤销", "publish": "“发布”一页", "edition": "“发布”一页的“只存一版档案”"}
COMMAND = re.compile(r"(用|运行)? ?python build\.py ([a-z]+)((?: -{1,2}[a-z][\w-]*(?: [^\s，。；：、）]+)?| [\w/.-]+)*) ?", re.A)
ELSEWHERE = "命令行（请技术负责人来做）"
TYPED = re.compile(r"“([^“”:\s]+): ([^“”]+)”")
WITHIN = re.compile(r" ?\{([^{}:]+): [^{}]*\} ?")
ONLY_TYPED = re.compile(r"，?一般用竖线 \| 分行写|（不带 \.yml）")
"""What is about the writing of files alone."""
PLAIN_LIST = re.compile(r"\[([^\[\]{}]*)\]")
DEEP = (k.Nested, k.Defaults, k.Pairs, k.Matters, k.Reference, k.MatterReference, k.CatalogueReference)
"""Kinds whose values are fields of their own, or records that are picked by name: an example would be YAML or a 代号."""


def in_desk(text: str) -> str:
    """An explanation, a message or a hint as the desk says it; as it is, where it speaks of no YAML, file or command."""
    text = TYPED.sub(typed, ONLY_TYPED.sub("", text))
    text = COMMAND.sub(instead, text)
    return PLACE.sub(lambda found: f"“{PLACES[found[1]]}”", WITHIN.sub(r"“\1”", text))


def instead(found: re.Match) -> str:
    """The place of the desk that does what a command does; where there is none, who does it."""
    place = ELSEWHERE if "--redact" in found[3] else COMMANDS.get(found[2], ELSEWHERE)
    return f"用{place}" if found[1] else place


def typed(found: re.Match) -> str:
    """“键: 值” as a field and what is to be in it; of records within it the field alone."""
    if "{" in found[2]:
        return f"“{found[1]}”"
    return f"“{found[1]}”：{'、'.join(part.strip() for part in found[2].strip('[]').split(','))}"


def shown_example(f: k.Field) -> str:
    """An example as one types it into the form; "" where the fields within say it themselves."""
    if isinstance(f.kind, DEEP) or "{" in f.example:
        return ""
    found = PLAIN_LIST.fullmatch(f.example)
    return found[1].replace(", ", "、") if found else f.example
