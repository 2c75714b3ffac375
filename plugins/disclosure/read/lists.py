"""Lists whose entries stand on lines of their own without a dash and a blank: YAML makes one text of them, without a word.

Lines with marks (-《甲》, 1.甲, （1）甲, ●甲), and lines where only names can stand, are surely entries, and read as such.  Of short lines
without marks, and of commas of full width within [ ], nobody can be sure: they are read as YAML has them, and both ways of writing are shown.
"""
import re
from typing import NamedTuple

from disclosure.model import fields as k
from disclosure.model.place import Span
from disclosure.model.rare import Rare
from disclosure.read import faults, mended
from disclosure.read.nodes import Node, Report, Scalar, Sequence

DASH = Rare(r"[-－—–−](?![-－—–−\d])[ \u3000]*(?=\S)")
BULLET = Rare(r"[●•·・▪◆◇★※■*+][ \u3000]*(?=[^\s*+])")
NUMBER = Rare(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[.．](?!\d)|[、)）])|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|[①-⑳]|第[一二三四五六七八九十]{1,3}[，、]")
INLINE = re.compile(r"(?:^|(?<=[ \u3000；;。，,]))(?:(\d{1,2})(?:[.．](?!\d)|[、)）])|[（(](\d{1,2})[）)]|([①-⑳]))(?=\S)")
"""A number within a line that may begin an entry."""
GOES_ON = Rare(r"[，、：:（(《“,和及与或的]$")
"""How a line ends that is not whole."""
STOPS = Rare(r"[。；;！？]$")
MOST = 60
"""Longer lists are not shown mended."""
SHORT = 16
"""Lines of a sentence that was wrapped are longer than this, all but the last."""
COMMAS = Rare(r"[，、；](?![^《（(]*[》）)])")
"""What parts entries within [ ] for people: not within a title or brackets."""
NAMES = (k.Reference, k.MatterReference, k.CatalogueReference, k.Channels, k.ChoiceList, k.Levels)
BOXES = Rare("[■□☐☑√○◻口]")


WHOLE_NAME = Rare(r"[a-z0-9-]+|.*(?:[局委办府处院所站会队社室部厅科股镇乡村]|街道|社区|中心|公司|学校|大厅|领域|制度|服务|管理|救助|指引)")
"""What the name of a unit or a domain looks like that is not the half of one."""


class Line(NamedTuple):
    """A line of a text: what stands on it, and where."""

    text: str
    span: Span


class Meant(NamedTuple):
    """A value as a list, and its lines as they ought to stand; `sure`: it can be nothing else."""

    node: Sequence
    lines: str
    sure: bool


def apart(kind: k.Kind, value: Node, key: Scalar, rows: list[str], flow: bool, report: Report) -> Node:
    """A value of a field that `holds_many`, as a list where its lines are surely the entries of one, which is told; told too where that is not sure.

    `rows`: the lines of the file; `flow`: the field stands within { }.
    """
    if (found := meant(kind, value, key, rows, flow)) is None:
        return value
    count = len(found.node.items)
    shown = f"请写成：\n{found.lines}" if count <= MOST else "请在每一条前面加上短横和空格"
    if found.sure:
        said = "的一条里还有几条" if isinstance(value, Sequence) else "的短横后面没有空格" if count == 1 else f"下面的 {count} 条连成了一段"
        report(faults.ENTRIES, key.span, f"“{key.text}”{said}", mended.told(f"每条一行，行首是半角短横加一个空格。{shown}", None if flow else mended.whole_field(rows, key, value, found.lines)))
        return found.node
    if isinstance(value, Sequence):
        report(faults.GLUED, value.span, f"“{key.text}”的方括号里是全角的逗号、顿号，YAML 不当作分隔", mended.told(f"确实是一条的，不用方括号；是 {count} 条的，{shown}", None if flow else mended.whole_field(rows, key, value, found.lines), sure=False))
    elif value.span[0] == value.span[2]:
        report(faults.GLUED, key.span, f"“{key.text}”的 {count} 条写在一行里，网页上会连成一段", f"确实是一段话的，不用改；是 {count} 条的，{shown}")
    else:
        report(faults.GLUED, key.span, f"“{key.text}”的 {count} 行前面没有短横，网页上会连成一段", mended.told(f"确实是一段话的，请写在一行里；是 {count} 条的，{shown}", None if flow else mended.whole_field(rows, key, value, found.lines), sure=False))
    return value


def holds_many(kind: k.Kind) -> bool:
    return isinstance(kind, k.TextList | k.Channels | k.ChoiceList | k.Levels) or bool(getattr(kind, "many", False) and isinstance(kind, NAMES))


def meant(kind: k.Kind, value: Node, key: Scalar, rows: list[str], flow: bool) -> Meant | None:
    """A value of a field that holds several, as a list; None where it is one, or one text."""
    if isinstance(value, Scalar):
        return of_lines(kind, value, key, rows, flow)
    if not isinstance(value, Sequence):
        return None
    if value.flow:
        return of_commas(kind, value, key, rows)
    return of_entries(value, key, rows)


def typed(node: Scalar, rows: list[str]) -> list[Line]:
    """The lines of a text as they stand in the file, without its quotes; none where they cannot be made out."""
    first, column, last, end = node.span
    if last > len(rows) + 1 or first > len(rows):
        return []
    out = []
    for number in range(first + (node.style in ("|", ">")), min(last, len(rows)) + 1):
        row = rows[number - 1][:end - 1] if number == last else rows[number - 1]
        start = column - 1 if number == first else 0
        said = row[start:]
        if node.style in ("'", '"'):
            said = said.removeprefix(node.style) if number == first else said
            said = said.removesuffix(node.style) if number == last else said
        at = start + len(row[start:]) - len(row[start:].lstrip())
        if said.strip():
            out.append(Line(said.strip(), (number, at + 1, number, len(row.rstrip()) + 1)))
    return out


def marked(line: str) -> str:
    """What kind of mark a line begins with; "" for none."""
    return "-" if DASH.match(line) else "*" if BULLET.match(line) else "1" if NUMBER.match(line) else ""


def bare(line: str, boxed: bool) -> str:
    """A line without its dash or bullet; numbers stay, they may be referred to."""
    found = DASH.match(line) or (None if boxed else BULLET.match(line))
    return line[found.end():] if found else line


def parts(lines: list[Line]) -> list[Line] | None:
    """The entries that lines with marks are; a line without one goes on with the entry above it.  None where too few have marks."""
    marks = [marked(line.text) for line in lines]
    if not ("-" in marks[1:] or marks.count("*") > 1 or (marks.count("1") > 1 and marks[0] in ("", "1"))):
        return None
    boxed = any(re.search("[□☐]", line.text) for line in lines)
    out: list[Line] = []
    for line, mark in zip(lines, marks, strict=True):
        if mark or not out:
            out.append(Line(bare(line.text, boxed), line.span))
            continue
        above, said = out[-1].text, line.text
        out[-1] = Line(above + (" " if above[-1].isascii() and said[0].isascii() else "") + said, (*out[-1].span[:2], *line.span[2:]))
    return out


def of_lines(kind: k.Kind, value: Scalar, key: Scalar, rows: list[str], flow: bool) -> Meant | None:
    """A field's text over several lines, or one that begins with a dash."""
    if value.span[0] == value.span[2] and (value.style is not None or value.text[0] != "-"):
        counted = numbered(value.text) if isinstance(kind, k.TextList) else []
        return listed([Line(part, value.span) for part in counted], value, key, rows, flow, False) if counted else None
    lines = typed(value, rows)
    if isinstance(kind, k.Channels | k.ChoiceList | k.Levels) and any(BOXES.search(line.text) for line in lines):
        return None  # a cell of the official form
    if len(lines) == 1 and value.style is None and DASH.match(lines[0].text) and lines[0].text[0] == "-":
        return listed([Line(bare(lines[0].text, False), lines[0].span)], value, key, rows, flow, True)
    if len(lines) < 2:
        return None
    if (entries := parts(lines)) is not None:
        if isinstance(kind, NAMES):  # the number of a name says nothing
            entries = [Line(NUMBER.sub("", entry.text, count=1).lstrip().rstrip("，、；,;。") if NUMBER.match(entry.text) else entry.text, entry.span) for entry in entries]
        return listed(entries, value, key, rows, flow, True)
    if isinstance(kind, NAMES):
        names = [Line(line.text.rstrip("，、；,;"), line.span) for line in lines]
        return listed(names, value, key, rows, flow, isinstance(kind, k.Channels | k.ChoiceList | k.Levels) or all(WHOLE_NAME.fullmatch(name.text) for name in names))
    texts = [line.text for line in lines]
    titles = all(text.startswith("《") for text in texts) and all(text.count("《") == text.count("》") for text in texts)
    if titles and not any(GOES_ON.search(text) for text in texts[:-1]):
        return listed(lines, value, key, rows, flow, True)
    whole = all(STOPS.search(text) for text in texts[:-1]) or all(len(text) < SHORT for text in texts)
    if value.style == "|" or (whole and not any(GOES_ON.search(text) for text in texts[:-1])):
        return listed(lines, value, key, rows, flow, False)
    return None


def numbered(text: str) -> list[str]:
    """The entries of a line that counts them from 1 on; none where it does not."""
    marks = list(INLINE.finditer(text))
    if len(marks) < 2 or marks[0].start() or [int(m[1] or m[2] or ord(m[3]) - ord("①") + 1) for m in marks] != list(range(1, len(marks) + 1)):
        return []
    return [text[mark.start():end].strip(" \u3000；;，,") for mark, end in zip(marks, [*(m.start() for m in marks[1:]), len(text)], strict=True)]


def of_entries(value: Sequence, key: Scalar, rows: list[str]) -> Meant | None:
    """A list with dashes of which an entry holds several."""
    if all(entry.span[0] == entry.span[2] for entry in value.items):
        return None
    out, found = [], False
    for entry in value.items:
        lines = typed(entry, rows) if isinstance(entry, Scalar) and entry.span[0] != entry.span[2] else []
        entries = parts(lines) if len(lines) > 1 else None
        found = found or entries is not None
        out += [Scalar(line.text, line.span, None) for line in entries] if entries else [entry]
    if not found:
        return None
    node = Sequence(value.span, False)
    node.items, node.last = out, value.last
    return Meant(node, mended.field(rows, key, key.text, node, value), True)


def of_commas(kind: k.Kind, value: Sequence, key: Scalar, rows: list[str]) -> Meant | None:
    """A list in [ ] whose entries are parted by commas of full width."""
    if not isinstance(kind, k.TextList) or not all(isinstance(entry, Scalar) for entry in value.items):
        return None
    if len(value.items) > 1 and not any(entry.text.startswith("《") for entry in value.items):
        return None
    node = Sequence(value.span, True)
    for entry in value.items:
        said = [part.strip() for part in COMMAS.split(entry.text)] if entry.style is None else [entry.text]
        titles = entry.text.startswith("《")  # 第一条、第二条 of one law belong together
        apart = all(said) and all(part.startswith("《") for part in said) if titles else all(said) and len(value.items) == 1
        node.items += [Scalar(part, entry.span, None) for part in said] if apart else [entry]
    node.last = value.last
    return Meant(node, mended.field(rows, key, key.text, node, value), False) if len(node.items) > len(value.items) else None


def listed(lines: list[Line], value: Scalar, key: Scalar, rows: list[str], flow: bool, sure: bool) -> Meant:
    """Lines as a list, and its lines as they ought to stand: a dash and a blank before each, as far in as they were typed."""
    node = Sequence(value.span, flow)
    node.items = [Scalar(line.text, line.span, None) for line in lines]
    node.last = value.span[2]
    below = lines[0].span[0] > key.span[0]
    edge = " " * max(key.span[1] - 1, lines[0].span[1] - 1 if below else key.span[1] + 1)
    right = mended.field(rows, key, key.text, node) if flow else "\n".join(
        [f"{mended.lead(rows, key)}{key.text}:", *(f"{edge}- {mended.dumped(entry)}" for entry in node.items)])
    return Meant(node, right, sure)
