"""The words of the official form, which editors paste: heads of its columns in place of keys, cells in place of values.

The form: the tables of the State Council departments' standard catalogues of 2019, as counties publish them (two rows of heads,
■ chosen, □ not chosen; what fonts and scanners make of these boxes).  Only what is sure is read on as meant; it is an error all
the same, told with the mended lines.
"""
import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import Any, NamedTuple

from disclosure.model import fields as k
from disclosure.model.place import Span
from disclosure.read.heads import bare as plain
from disclosure.read.heads import heads as words
from disclosure.read.heads import level
from disclosure.read.nodes import Mapping, Node, Scalar, Sequence, empty

YES, NO, CROSS = "■▄◆▲þ☑☒✓✔√●✅◉⬛", "□☐◻○〇◇£✘✗✕⬜▢", "×╳"
BRACKETED = re.compile(rf"[（(\[【〔][ \u3000_＿]*([{YES}{NO}{CROSS}]?)[ \u3000_＿]*[）)\]】〕]")
OPEN_MOUTH = re.compile(r"(?<![^\s、，,；;■√])[口囗]")
NAME_MARK = re.compile(rf"[\s、，,；;]*([^\s、，,；;{YES}{NO}{CROSS}](?:[^、，,；;{YES}{NO}{CROSS}]*[^\s、，,；;{YES}{NO}{CROSS}])?)[ :：]*([{YES}{NO}{CROSS}])")
BEHIND = re.compile(rf"(?:{NAME_MARK.pattern.replace('(', '(?:', 1).replace('([', '(?:[')})+[\s、，,；;]*")
TICK = re.compile(rf"[{YES}]|[RtVvYy1]|是|true|yes", re.I)
SPLIT = re.compile(r"[、，,；;\n]|\s+")
TOGETHER = re.compile(r"/|＋|\+|以及|[和及与或]")
SPECIFIC = re.compile(r"特定(?:群体|群众|对象|人群)")
EVERYONE = re.compile(r"(?:面向)?(?:全社会|社会公众|全体公众|公众|社会)(?:公开)?")


class Cell(NamedTuple):
    """A value as it is meant, what in the one that stands there is the form's, and what else is to be said."""

    node: Node
    fault: str
    hint: str = ""
    at: Span | None = None
    """The entry of a list where it begins; None for a whole value."""


class Head(NamedTuple):
    """A head of the form that stands as a key, the key it means, and its value."""

    key: Scalar
    name: str
    value: Node


def folded(text: str) -> str:
    """A name with brackets of either width made one, and no spaces."""
    return text.replace("（", "(").replace("）", ")").replace(" ", "")


def named(word: str) -> str | None:
    """The key that a head of the form means; None for other words.  The running number stands in the place of a matter's number."""
    return "编号" if word in words().running else words().columns.get(word)


def under(word: str) -> str | None:
    """The key that a head of the form's second row, which stands over ticks, belongs to."""
    option = words().ticks.get(word)
    return None if option is None else "层级" if level(word) else "方式" if option.endswith("公开") else "对象"


def keyed(row: str) -> str:
    """A line with our key, where it begins with a head of the form."""
    return re.sub(r"^([ ]*(?:-[ ]+)*)([^\s:][^:\n]*):", lambda m: f"{m[1]}{named(plain(m[2])) or m[2]}:", row)


# -- heads ---------------------------------------------------------------------------------------
def heads(node: Mapping, keys: dict[str, Any]) -> tuple[Mapping, list[Head]]:
    """A matter with our keys in place of the form's heads, and these; the node itself where it has none.

    `keys`: those of its fields.  A head whose key stands there already is left alone: which of the two is meant nobody can know.
    """
    taken = {key.text for key, _ in node.pairs}
    if "内容" not in keys or taken <= keys.keys():
        return node, []
    pairs: list[tuple[Scalar, Node]] = []
    found: list[Head] = []
    ticks: dict[str, Mapping] = {}
    for key, value in unfolded(node):
        word = plain(key.text)
        name = named(word)
        name = name if name in keys else None
        if name == "名称" and word.startswith("公开事项") and any(plain(one) in ("二级事项", "名称") for one in taken):
            name = "一级事项"  # the upper head stands over both
        if key.text in keys or (name is None and under(word) is None) or (name in taken and under(word) is None):
            pairs.append((key, value))
            continue
        if name is None:
            name = under(word)
            if name in taken:
                pairs.append((key, value))
                continue
            if (below := ticks.get(name)) is None:
                below = ticks[name] = Mapping(key.span, True)
                pairs.append((Scalar(name, key.span, None), below))
            below.pairs.append((Scalar(word, key.span, None), value))
            below.last = max(below.last, value.span[2])
            found.append(Head(key, name, below))
            continue
        if not empty(value):
            taken.add(name)
        pairs.append((Scalar(name, key.span, None), value))
        found.append(Head(key, name, value))
    if not found:
        return node, []
    pairs = [(key, Scalar("", v.span, None) if isinstance(v, Mapping) and blank(v) else v) for key, v in pairs]
    # 公开方式 that stands empty over 主动: √ is the head of that column, and says nothing itself.
    names = [key.text for key, _ in pairs]
    pairs = [(key, value) for key, value in pairs if not empty(value) or names.count(key.text) == 1]
    out = Mapping(node.span, node.flow)
    out.pairs, out.last = pairs, node.last
    return out, found


def unfolded(node: Mapping) -> Iterable[tuple[Scalar, Node]]:
    """The pairs of a matter; those below a head over two columns (公开事项: {一级事项: …, 二级事项: …}) stand for it."""
    for key, value in node.pairs:
        if plain(key.text) == "公开事项" and isinstance(value, Mapping):
            yield from value.pairs
        else:
            yield key, value


# -- cells ---------------------------------------------------------------------------------------
KINDS = (k.Channels, k.Levels, k.ChoiceList, k.AudienceKind)
"""Kinds of values that the form has cells for."""


def cell(kind: k.Kind, value: Node, ways: dict[str, str], levels: tuple[str, ...]) -> Cell | None:
    """What a cell means, by the kind of its field; None where it is none, or that is not sure.  `ways`: see `channels`."""
    if isinstance(kind, k.Channels):
        return channels(value, ways)
    if isinstance(kind, k.Levels):
        return choices(value, levels, levels=True)
    if isinstance(kind, k.ChoiceList):
        return choices(value, kind.options)
    return audience(value) if isinstance(kind, k.AudienceKind) else None


def listed(parts: list, like: Node, own: "MappingProxyType[str, Span] | dict[str, Span]" = MappingProxyType({})) -> Sequence:
    """A list of texts, and of (其他, text), where `like` stands, or where the entries stand that are taken over (`own`); in its style."""
    out = Sequence(like.span, not (isinstance(like, Sequence) and not like.flow))
    for part in parts:
        if isinstance(part, str):
            out.items.append(Scalar(part, own.get(part, like.span), None))
        else:
            other = Mapping(like.span, True)
            other.pairs.append((Scalar(part[0], like.span, None), Scalar(part[1], like.span, None)))
            out.items.append(other)
    out.last = like.last if isinstance(like, Mapping | Sequence) else like.span[2]
    return out


def drawn(text: str) -> str:
    """A text with boxes that are typed as brackets, （√） and [ ], as signs."""
    return BRACKETED.sub(lambda found: found[1] if found[1] and found[1] in YES else "□", text)


def boxes(text: str, names: Iterable[str]) -> tuple[list[str], list[str]] | None:
    """What is chosen and what is not in a cell with boxes; None where there are none.  口, R, t and £ are boxes before a known name only."""
    text = drawn(text)
    if BEHIND.fullmatch(text):  # every sign stands behind its name
        pairs = [(said.rstrip(" ：:"), mark) for said, mark in NAME_MARK.findall(text)]
        return [said for said, mark in pairs if mark in YES], [said for said, mark in pairs if mark not in YES]
    name = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    box = re.compile(rf"(?P<yes>[{YES}]|(?<![A-Za-z])[Rt](?=\s*(?:{name})))|(?P<no>[{NO}]|[口囗](?=\s*(?:{name}))|(?<![^\s、，,；;])[{CROSS}])")
    marks = list(box.finditer(text))
    if not marks:
        return None
    chosen, left = [], []
    for mark, end in zip(marks, [m.start() for m in marks[1:]] + [len(text)], strict=True):
        said = re.sub(r"[\s、，,；;_＿]+$|^[\s:：]+", "", text[mark.end():end])
        (chosen if mark["yes"] else left).append(said)
    before = text[:marks[0].start()].strip(" 、，,；;\n")
    return ([before] if before else []) + [c for c in chosen if c], left


def tokens(text: str, known: dict[str, str]) -> list[str]:
    """The names that are written together in a text; a name that itself holds / or 、 stays whole."""
    if folded(text) in known:
        return [text]
    out = []
    for part in filter(None, (p.strip() for p in SPLIT.split(text))):
        several = [x for x in TOGETHER.split(part) if x]
        out += several if folded(part) not in known and len(several) > 1 and all(folded(x) in known for x in several) else [part]
    return out


def channels(node: Node, known: dict[str, str]) -> Cell | None:
    """A cell of 公开渠道和载体: boxes, or names in a row.  `known`: a channel's name by every way of writing it, folded."""
    entries = node.items if isinstance(node, Sequence) else [node]
    if all(isinstance(e, Scalar) and e.text in known for e in entries):
        return None
    if not all(isinstance(e, Scalar) or (isinstance(e, Mapping) and len(e.pairs) == 1 and isinstance(e.pairs[0][1], Scalar)) for e in entries):
        return None
    parts: list = []
    own: dict[str, Span] = {}
    seen: list[str] = []
    boxed = False
    for entry in entries:
        if isinstance(entry, Mapping):
            parts.append((entry.pairs[0][0].text, entry.pairs[0][1].text))
            continue
        found = boxes(entry.text, known)
        if found is None and (folded(entry.text) in known or len(tokens(entry.text, known)) == 1):
            parts.append(known.get(folded(entry.text), entry.text))
            own[parts[-1]] = entry.span
            continue
        seen.append(entry.text)
        boxed = boxed or found is not None
        for said in found[0] if found else [entry.text]:
            parts += [channel(name, known) for name in tokens(said, known) if name]
    if not seen:
        return None
    if not parts:
        return Cell(node, f"不能写{quoted('、'.join(seen))}，里面没有一个是选中的（没有 ■、√）", f"{meaning(seen)}：请写上确实在用的渠道，例如 [政府网站, 公开查阅点]", astray(node, known))
    parts = list(dict.fromkeys(parts))
    one = isinstance(node, Scalar) and len(parts) == 1 and isinstance(parts[0], str)
    right = Scalar(parts[0], node.span, None) if one else listed(parts, node, own)
    if boxed:
        return Cell(right, f"写的是表格里的选框：{quoted('、'.join(seen))}", f"{meaning(seen)}：去掉选中的记号，留下名称；没有选的整个删去", astray(node, known))
    return Cell(right, f"把几个值写在了一起：{quoted('、'.join(seen))}", "一个渠道是列表的一条", astray(node, known))


def meaning(seen: list[str]) -> str:
    """What the signs of a cell mean: those that stand in it, or those of the form."""
    text = drawn("、".join(seen))
    yes, no = ("、".join(dict.fromkeys(c for c in text if c in signs)) for signs in (YES, NO + CROSS))
    return f"{yes or '■'} 是选中的，{no or '□'}{'、口' if OPEN_MOUTH.search(text) else ''} 是没有选的"


def channel(said: str, known: dict[str, str]):
    """A chosen channel: the standard name, or what is written behind 其他 or unknown as (其他, text)."""
    if (name := known.get(folded(said))) is not None:
        return name
    said = re.sub(r"^其他(?:[(（]请写明[)）])?[:：_\s]*", "", said)
    said = re.sub(r"^[(（](.*)[)）]$", r"\1", said) or "其他"
    return said if said == "其他" else ("其他", said)


def choices(node: Node, options: tuple[str, ...], levels: bool = False) -> Cell | None:
    """A cell of 公开方式 or 公开层级: ticks below heads, boxes, short words, several in a row."""
    if not isinstance(node, Mapping) and all(type(e) is Scalar and e.text in options for e in (node.items if isinstance(node, Sequence) else (node,))):
        return None
    if isinstance(node, Mapping):
        if not node.pairs or not all(isinstance(v, Scalar) for _, v in node.pairs):
            return None
        words = [key.text for key, value in node.pairs if ticked(value)]
        seen = "、".join(key.text for key, _ in node.pairs)
        if any(not ticked(v) and not empty(v) and not re.fullmatch(rf"[{NO}口囗否×✕]|false|no", v.text.strip(), re.I) for _, v in node.pairs):
            return None
    else:
        entries = node.items if isinstance(node, Sequence) else [node]
        if not all(isinstance(e, Scalar) for e in entries):
            return None
        words, seen = [], "、".join(e.text for e in entries)
        for entry in entries:
            if option(entry.text, options, levels) is not None:
                words.append(entry.text)
                continue
            found = boxes(entry.text, {*options, *(o[:2] for o in options)})
            for said in found[0] if found else [entry.text]:
                words += [said] if option(said, options, levels) else re.split(r"[、，,；;/\s]+|和|或", said)
    right = [option(word, options, levels) for word in words if word]
    if len(set(right)) < len({word for word in words if word}):
        return None  # two words would become one, and something be lost
    if not right or None in right or right == [e.text for e in (node.items if isinstance(node, Sequence) else [node]) if isinstance(e, Scalar)]:
        return None
    right = list(dict.fromkeys(right))
    one = not isinstance(node, Sequence) and len(right) == 1
    together = isinstance(node, Scalar) and len(right) > 1 and all(word in options for word in words)
    return Cell(Scalar(right[0], node.span, None) if one else listed(right, node), f"把几个值写在了一起：{quoted(seen)}" if together else f"不能写{quoted(seen)}", at=astray(node, options))


def astray(node: Node, known: Iterable[str]) -> Span | None:
    """The first entry of a list that is none of the known words."""
    if not isinstance(node, Sequence):
        return None
    return next((entry.span for entry in node.items if isinstance(entry, Scalar) and folded(entry.text) not in known and entry.text not in known), None)


def option(word: str, options: tuple[str, ...], levels: bool = False) -> str | None:
    """The option that a word of the form means."""
    word = re.sub(r"\s", "", word)
    if word in options:
        return word
    if levels:
        meant = level(word)
        return meant if meant in options else "县级" if meant == "市级" and "县级" in options else None
    near = [o for o in options if len(word) > 1 and (o.startswith(word) or word == f"{o}公开")]
    return near[0] if len(near) == 1 else None


def audience(node: Node) -> Cell | None:
    """A cell of 公开对象: ticks below heads, boxes, or only the group."""
    if isinstance(node, Mapping):
        seen = "、".join(key.text for key, _ in node.pairs)
        said = {plain(key.text): value for key, value in node.pairs if not empty(value)}
        whole = "全社会" in said and ticked(said["全社会"])
        group = next((v for word, v in said.items() if SPECIFIC.fullmatch(word)), None)
        if not said.keys() <= {"全社会", "特定群体", "特定群众", "特定对象", "特定人群"} or ("全社会" in said and not whole):
            return None
        if whole and group is None:
            return Cell(Scalar("全社会", node.span, None), f"不能写“{seen}”")
        if not whole and group is not None and not ticked(group) and [key.text for key, _ in node.pairs] != ["特定群体"]:
            return Cell(specific(group.text, node), f"不能写“{seen}”") if isinstance(group, Scalar) else None
        return None
    if not isinstance(node, Scalar) or not (text := node.text.strip()) or text == "全社会":
        return None
    found = boxes(text, ("全社会", "特定"))
    chosen = found[0] if found else [text]
    if len(chosen) != 1 or (len(re.split(r"[/、，,]", chosen[0])) > 1 and "全社会" in chosen[0]):
        return None
    if EVERYONE.fullmatch(chosen[0]):
        return Cell(Scalar("全社会", node.span, None), f"不能写{quoted(text)}")
    group = re.sub(rf"^{SPECIFIC.pattern}(?:[(（]请写明[)）])?[:：\s]*", "", chosen[0])
    group = re.sub(r"^[(（](.*)[)）]$", r"\1", group)
    if not group or SPECIFIC.search(group) or re.search("请写明|社会|公众", group):
        return None
    return Cell(specific(group, node), f"不能写{quoted(text)}", "面向特定群体的，写明是哪些人")


def specific(group: str, like: Node) -> Mapping:
    out = Mapping(like.span, True)
    out.pairs.append((Scalar("特定群体", like.span, None), Scalar(group.strip(), like.span, None)))
    return out


def blank(node: Mapping) -> bool:
    """Whether heads of the second row stand over nothing."""
    return all(empty(value) and under(plain(key.text)) is not None for key, value in node.pairs)


def ticked(value: Node) -> bool:
    return isinstance(value, Scalar) and bool(TICK.fullmatch(value.text.strip()))


def quoted(text: str) -> str:
    text = text.strip()
    return f"“{text if len(text) <= 60 else text[:60] + '…'}”"
