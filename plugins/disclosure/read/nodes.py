"""YAML text → nodes: mappings, sequences and scalars that keep what was typed, and where.

Built from libyaml's events, not its constructed values, so that nothing is converted (0505, 否, 2020-11-15 stay text) and every
forbidden feature is seen.  No recursion: a hostile file cannot exhaust the stack.
"""
import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

import yaml
from yaml import AliasEvent, CLoader, DocumentStartEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, parse

from disclosure.model.finding import Advice, Edit, Rule
from disclosure.model.place import START, Span
from disclosure.model.rare import Rare
from disclosure.read import faults
from disclosure.read.characters import HIDDEN, named, needed
from disclosure.read.keys import KEYS, LISTS

MAX_DEPTH = 30
MAX_NODES = 400_000
"""Keys and values of one file, and the beginnings and ends of lists and of fields below others; a file of 2 MB that people have written has some 250,000."""
WIDE = "\u00b7\u2014\u2018-\u201d\u2026\u2460-\u24ff\u25a0-\u25ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af"
"""Han characters and the punctuation and signs set with them: lines between two of these join without a space."""
FOLD = Rare(rf"(?<=[{WIDE}])[ \t]*\n[ \t]*(?=[{WIDE}])")

Report = Callable[[Rule, Span, str, str], None]


class Scalar:
    __slots__ = ("text", "span", "style")

    def __init__(self, text: str, span: Span, style: str | None):
        self.text, self.span, self.style = text, span, style


class Sequence:
    __slots__ = ("items", "span", "flow", "last")

    def __init__(self, span: Span, flow: bool):
        self.items: list[Node] = []
        self.span, self.flow, self.last = span, flow, span[2]


class Mapping:
    """`flow`: written in { }.  `last`: the line it ends on."""

    __slots__ = ("pairs", "span", "flow", "last")

    def __init__(self, span: Span, flow: bool):
        self.pairs: list[tuple[Scalar, Node]] = []
        self.span, self.flow, self.last = span, flow, span[2]


Node = Scalar | Sequence | Mapping


def empty(node: Node) -> bool:
    """An empty value counts as absent; so does a list of nothing but empty texts."""
    if isinstance(node, Scalar):
        return not node.text.strip()
    return all(isinstance(x, Scalar) and empty(x) for x in node.items) if isinstance(node, Sequence) else not node.pairs


def span_of(event: yaml.Event) -> Span:
    a, b = event.start_mark, event.end_mark
    return (a.line + 1, a.column + 1, b.line + 1, b.column + 1)


def compose(text: str, report: Report) -> Node | None:
    """The root node of a text, or None when it has none; raises yaml.YAMLError where the text is not YAML.

    Reports anchors, aliases, tags, directives, merge keys, further documents, duplicate keys, keys that are not text, and depth.
    """
    roots: list[Node] = []
    top, stack = roots, []  # what stands in the innermost container so far, of a mapping keys and values by turns; the containers, each with what stood round it
    documents = 0
    rows = text.split("\n")
    for number, event in enumerate(parse(text, Loader=CLoader)):
        if number > MAX_NODES:
            report(faults.TOO_LARGE, START, f"文件里的字段名和值超过 {MAX_NODES:,} 个", "请把内容分到几个文件；长名单作为附件放到 content/files/")
            return None
        kind = type(event)
        if kind is ScalarEvent:
            span = span_of(event)
            if event.anchor or event.tag:
                feature(event, span, report)
            value, style = event.value, event.style or None
            if span[0] != span[2] and style != "|":
                value = refolded(rows, span, style, value)
            if style == '"' and HIDDEN.search(value):
                value = unescaped(value, span, report)
            top.append(Scalar(value, span, style))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            span = span_of(event)
            if event.anchor or event.tag:
                feature(event, span, report)
            node = (Mapping if kind is MappingStartEvent else Sequence)(span, bool(event.flow_style))
            if len(stack) == MAX_DEPTH:
                report(faults.TOO_LARGE, span, f"这里嵌套超过了 {MAX_DEPTH} 层", "请把下级内容拆开写")
                return None
            top.append(node)
            stack.append((node, top))
            top = []
        elif kind is AliasEvent:
            feature(event, span_of(event), report)
            top.append(Scalar("", span_of(event), None))
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            inside, (node, top) = top, stack.pop()
            node.last = event.end_mark.line + (1 if event.end_mark.column else 0)
            if kind is SequenceEndEvent:
                node.items = inside
            else:
                node.pairs = [(key, value) for key, value in zip(inside[::2], inside[1::2], strict=True) if is_text(key, report)]
                for mapping in parted(node, top, stack, rows, report):
                    check_keys(mapping, report)
        elif kind is DocumentStartEvent:
            documents += 1
            if event.version or event.tags:
                report(faults.FEATURE, span_of(event), "文件开头有 YAML 指令（% 开头的行）", "请删去以 % 开头的行和下面的 ---")
            if documents == 2:
                report(faults.FEATURE, span_of(event), "一个文件里有几个文档（用 --- 分开）", "一个文件只写一项；其余的另建文件")
                break
    return roots[0] if roots else None


def unreadable(text: str) -> yaml.YAMLError | None:
    """Why a text is not YAML; None where `compose` would come to its end, or stop before it."""
    depth = documents = 0
    try:
        for number, event in enumerate(parse(text, Loader=CLoader)):
            kind = type(event)
            depth += (kind is MappingStartEvent or kind is SequenceStartEvent) - (kind is MappingEndEvent or kind is SequenceEndEvent)
            documents += kind is DocumentStartEvent
            if depth > MAX_DEPTH or documents == 2 or number > MAX_NODES:
                return None
    except yaml.YAMLError as error:
        return error
    return None


def is_text(key: Node, report: Report) -> bool:
    """Whether a key is one that a field can have; reported where it is not."""
    if isinstance(key, Scalar):
        return True
    report(faults.SHAPE, key.span, "字段名不能是列表或下级字段", "字段名只能是文字，例如“名称:”")
    return False


def parted(node: Mapping, around: list[Node], stack: list[tuple], rows: list[str], report: Report) -> list[Mapping]:
    """A mapping whose fields begin anew, as the entries of a list that lack their dashes; put in its place in what stands `around` it.

    Only where entries can stand, and each has two fields or more: one field that stands twice is a field that stands twice.
    """
    parent = stack[-1][0] if stack and (isinstance(stack[-1][0], Sequence) or len(around) % 2 == 0) else None  # not where it is itself a key
    if isinstance(parent, Mapping) and not node.flow and len(slipped := slipped_below(node, report)) > 1:
        around += [part for key, brother in slipped[1:] for part in (key, brother)]
        return [brother for _, brother in slipped]
    first = node.pairs[0][0].text if node.pairs and not node.flow else None
    starts = [n for n, (key, _) in enumerate(node.pairs) if key.text == first] if first else []
    below = around[-2].text if isinstance(parent, Mapping) and isinstance(around[-2], Scalar) else None
    if len(starts) < 2 or not (isinstance(parent, Sequence) or below in LISTS) or min(b - a for a, b in pairwise([*starts, len(node.pairs)])) < 2:
        return [node]
    entries = []
    for start, end in pairwise([*starts, len(node.pairs)]):
        (key, _), (_, last) = node.pairs[start], node.pairs[end - 1]
        entry = Mapping((*key.span[:2], *last.span[2:]), False)
        entry.pairs = node.pairs[start:end]
        entry.last = node.last if end == len(node.pairs) else node.pairs[end][0].span[0] - 1
        entries.append(entry)
    lacking = [entry.pairs[0][0] for entry in (entries[1:] if isinstance(parent, Sequence) else entries)]
    for key in lacking if isinstance(parent, Sequence) else lacking[:1]:
        line, column, *_ = key.span
        mended = f"请写成：\n{' ' * max(0, column - 3)}- {rows[line - 1][column - 1:]}"
        edits = tuple(Edit((k.span[0], 1, k.span[0], k.span[1]), rows[k.span[0] - 1][:k.span[1] - 1], f"{' ' * max(0, k.span[1] - 3)}- ") for k in (lacking if below else [key]))
        edits = edits if all(edit.span[3] > 2 and not edit.was.strip() for edit in edits) else ()
        if below:
            numbers = "、".join(str(k.span[0]) for k in lacking[:5]) + ("……" if len(lacking) > 5 else "")
            report(faults.YAML, key.span, f"“{below}”下面有 {len(lacking)} 条，前面都少了短横（第 {numbers} 行）", Advice(f"每一条的第一个字段前面要有短横。{mended}", edits))
        else:
            report(faults.YAML, key.span, f"“{first}”前面少了短横：这里是新的一条", Advice(mended, edits))
    if below:
        around[-1] = Sequence(node.span, False)
        around[-1].items, around[-1].last = entries, node.last
    else:
        around[-1:] = entries
    return entries


def slipped_below(node: Mapping, report: Report) -> list[tuple[Scalar | None, Mapping]]:
    """A record, and those that have slipped to the right, among its fields: an id with nothing behind it, then fields that stand there already."""
    parts: list[tuple[Scalar | None, Mapping]] = [(None, node)]
    pairs, node.pairs = node.pairs, []
    seen: set[str] = set()
    for (key, value), following in zip(pairs, [*(k.text for k, _ in pairs[1:]), None], strict=True):
        if key.text not in KEYS and following in seen and empty(value):
            report(faults.YAML, key.span, f"“{key.text}”缩进多了，成了上面一条的字段", "请把这一行和它下面的各行往左移，与上面各条的代号对齐")
            parts[-1][1].last = key.span[0] - 1
            parts.append((key, Mapping((key.span[0] + 1, key.span[1], *node.span[2:]), False)))
            seen = set()
        else:
            seen.add(key.text)
            parts[-1][1].pairs.append((key, value))
            parts[-1][1].last = max(parts[-1][1].last, value.span[2])
    return parts


def check_keys(mapping: Mapping, report: Report) -> None:
    if mapping.flow:
        mapping.pairs = [split(key, value, report) for key, value in mapping.pairs]
    seen: dict[str, tuple[Scalar, Node]] = {}
    for key, value in mapping.pairs:
        same = key.text if key.text.isascii() else unicodedata.normalize("NFKC", key.text)  # é written in two ways looks the same
        if key.text == "<<":
            report(faults.FEATURE, key.span, "不能用合并键 <<", "请把要合并的内容直接写出来，或写在“默认”里")
        elif same in seen:
            first, was = seen[same]
            alike = isinstance(was, Scalar) and isinstance(value, Scalar) and was.text == value.text
            report(faults.DUPLICATE_KEY, key.span, f"“{key.text}”重复：第 {first.span[0]} 行已经写过",
                   "两处写的一样，删去一处" if alike else "两处写的不一样：是几个值的，合成一处，写成列表；从这里起是新的一条的，在前面加短横")
        else:
            seen[same] = (key, value)


def split(key: Scalar, value: Node, report: Report) -> tuple[Scalar, Node]:
    """A pair of { }; {是：a} and {是:a}, which YAML takes for a key without a value, are reported and taken apart."""
    if key.style is None and isinstance(value, Scalar) and not value.text and (found := re.match(r"([^:：]+)([:：])\s*(.*)", key.text, re.S)):
        line, column, *_ = key.span
        at = (line, column + len(found[1]), line, column + len(found[1]) + 1) if key.span[0] == key.span[2] else key.span
        fault = f"“{found[1]}”后面是全角冒号“：”" if found[2] == "：" else f"“{found[1]}”的冒号后面没有空格"
        report(faults.COLON, at, fault, Advice(f"花括号里也要写半角冒号加空格：{{{found[1]}: {found[3]}}}", (Edit(key.span, key.text, f"{found[1]}: {found[3]}"),) if key.span[0] == key.span[2] and found[3] else ()))
        return Scalar(found[1], key.span, None), Scalar(found[3], key.span, None)
    return key, value


def unescaped(value: str, span: Span, report: Report) -> str:
    """A value without the hidden characters that a backslash in double quotes has brought in."""
    for character in dict.fromkeys(found[0] for found in HIDDEN.finditer(value) if not needed(value, found.start())):
        report(faults.CHARACTER, span, f"双引号里的反斜杠写出了看不见的字符：{named(character)}", "反斜杠若是内容，请改用单引号；否则请删去")
    return HIDDEN.sub(lambda found: found[0] if needed(value, found.start()) else "?", value)


def feature(event: yaml.Event, span: Span, report: Report) -> None:
    """Reports an anchor, alias or tag."""
    if isinstance(event, yaml.AliasEvent):
        what, mark = "别名", f"*{event.anchor}"
    elif event.anchor:
        what, mark = "锚点", f"&{event.anchor}"
    else:
        what, mark = "标签", event.tag.replace("tag:yaml.org,2002:", "!!")
    report(faults.FEATURE, span, f"不能用 YAML {what} {mark}", f"若 {mark[0]} 是文字的一部分，请给整个值加引号；否则请把内容直接写出来")


def refolded(rows: list[str], span: Span, style: str | None, value: str) -> str:
    """A value written over several lines, with Chinese joined without a space where YAML would put one."""
    lines = rows[span[0] - 1:span[2]]
    if style == ">":
        indent = next((len(x) - len(x.lstrip(" ")) for x in lines[1:] if x.strip()), 0)
        body = re.sub(rf"(?<=[{WIDE}])\n {{{indent}}}(?=[{WIDE}])", "", "\n".join(lines)[span[1] - 1:])
        source = body[:len(body) - len(lines[-1]) + span[3] - 1] if span[3] > 1 else body
        return scalar("x: " + source, value)
    lines[-1] = lines[-1][:span[3] - 1]
    source = "\n".join(lines)[span[1] - 1:]
    joined = FOLD.sub("", source)
    return value if joined == source else scalar("x: " + joined.replace("\n", "\n "), value)


def scalar(source: str, value: str) -> str:
    """The value of `x: …`.  Falls back on what libyaml made of the whole where a stretch cannot be read alone (inside [ ] or { })."""
    try:
        return [e for e in yaml.parse(source, Loader=yaml.CLoader) if isinstance(e, yaml.ScalarEvent)][1].value
    except yaml.YAMLError:
        return value
