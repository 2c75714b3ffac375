"""Nodes → values, by the kind of the field.  A new kind of value is one class in model/fields.py and one function here."""
import re
from collections.abc import Callable
from typing import Any

from disclosure.markdown import too_much
from disclosure.model import fields as k
from disclosure.model.finding import Rule
from disclosure.model.place import Parts, Span, Spans
from disclosure.read import dates, faults, lists, mended, quantities, standard_form
from disclosure.read.addresses import address_fault, folder_address
from disclosure.read.columns import Column, Entries, columns
from disclosure.read.drafts import About, Draft, Pending, Way
from disclosure.read.files import Files, link_fault, settled
from disclosure.read.markdown import block_told, check_markdown
from disclosure.read.names import composed
from disclosure.read.nearness import nearest
from disclosure.read.nodes import Mapping, Node, Scalar, Sequence, empty
from disclosure.read.standard_form import Cell, folded
from disclosure.read.unknown_keys import unknown

TEXT = "这里应当是一段文字"
NOTHING = object()
"""What a reader returns when the value is wrong and has been reported."""


class Reader:
    """Reads the values of one file.  `levels` and `channels` are the county's lists, `channel_of` folds other ways of writing one."""

    def __init__(self, file: str, report: Callable[..., None], files: Files, levels: tuple[str, ...] = (), channels: dict[str, str] | None = None):
        self.file, self.tell, self.files = file, report, files
        self.at: tuple[Draft, str] | None = None
        """The record and the field that are being read."""
        self.levels, self.channels = levels, channels or {}
        self.lost: dict[int, int] = {}
        """Lines that could not be read → their indentation."""
        self.guessed: frozenset[int] = frozenset()
        """Lines that were read as they were probably meant, which has been reported."""
        self.rows: list[str] = []
        """The lines of the file, for messages that show them mended."""

    @property
    def about(self) -> About | None:
        """What a finding is about now; made where one is told or a reference read, which most fields are not."""
        return self.at and self.at[0].about(self.at[1])

    # -- records -----------------------------------------------------------------------------
    def record(self, template: type[k.Record], node: Node, id: str, at: Span, late: bool = False) -> Draft | None:
        """The draft of a record.  `late`: what is missing is judged later, after defaults and inheritance."""
        if not isinstance(node, Mapping):
            self.shape(at, "这里应当是下级字段（“字段: 值”，一行一个）", node)
            return None
        draft = Draft(template, self.file, id, node.pairs[0][0].span if node.pairs else at)
        known, values, spans, keys, parts = columns(template), draft.values, {}, {}, {}
        outside, self.at = self.at, (whole := (draft, ""))
        pairs, there = self.renamed(node, known).pairs, None
        for key, value in pairs:
            column, self.at = known.get(key.text), whole
            if column is None:
                there = there or {key.text: key.span[0] for key, _ in pairs}
                if (fault := unknown(key, value, known, node, there, self.rows)) is not None:
                    self.report(fault.rule, key.span, fault.message, fault.hint)
                    draft.wrong |= {known[fault.meant].code} if fault.meant in known else set()
                continue
            code, kind, many, formed = column
            if code in keys:
                continue  # reported as a duplicate key
            keys[code] = key.span
            if empty(value):
                continue
            self.at = draft, code
            if many:
                value = lists.apart(kind, value, key, self.rows, node.flow, self.report)
            if formed and (cell := standard_form.cell(kind, value, self.channels, self.levels)) is not None:
                self.celled(cell, key, value)
                if cell.node is value:
                    draft.wrong |= {code}
                    continue
                value = cell.node
            got = self.value(kind, value, key)
            if got is NOTHING:
                draft.wrong |= {code}
                continue
            if type(got) is Entries:
                got, parts[code] = got
            values[code] = got
            spans[code] = value.span
        self.at = outside
        draft.spans, draft.keys, draft.parts = Spans.of(spans), Spans.of(keys), Parts.of(parts)
        if self.lost and self.damaged(node):
            draft.wrong |= template.fields.keys() - draft.values.keys()  # what stood there is unknown, not missing
        if not late:
            self.complete(draft)
        return draft

    def renamed(self, node: Mapping, known: dict[str, Column]) -> Mapping:
        """A record with our keys and values in place of the official form's heads and cells, told once with all its lines mended."""
        right, found = standard_form.heads(node, known)
        if not found:
            return node
        lines, pairs = [], []
        for key, value in right.pairs:
            column = known.get(key.text)
            cell = standard_form.cell(column.kind, value, self.channels, self.levels) if column and not empty(value) else None
            lines.append(mended.renamed(self.rows, key, key.text, value, node.span[1]) if cell is None else mended.field(self.rows, key, key.text, cell.node, value))
            pairs.append((key, value if cell is None else cell.node))
        said = "、".join(head.key.text.strip() for head in found)
        shown = "\n".join(lines) if not node.flow else "、".join(f"{head.key.text} → {head.name}" for head in found)
        self.report(faults.FORM_HEADS, found[0].key.span, f"用了标准目录的表头作字段名：{said}",
                    mended.told(f"字段名要用《目录格式》的字，表里的选框换成选中的名称。这一项请换成：\n{shown}", None if node.flow else mended.lines(self.rows, node.span[0], mended.last_row(node), shown)))
        right.pairs = pairs
        return right

    def celled(self, cell: Cell, key: Scalar, value: Node) -> None:
        """Tells of a cell of the form, and of the value that it means."""
        right = "" if cell.node is value else f"请写成：\n{mended.field(self.rows, key, key.text, cell.node, value)}"
        said = "。".join(filter(None, (cell.hint, right)))
        self.report(faults.OPTION, cell.at or key.span, f"“{key.text}”{cell.fault}", mended.told(said, mended.whole_field(self.rows, key, value, right.partition("\n")[2]) if right else None))

    def damaged(self, node: Mapping) -> bool:
        """Whether some of the lines that could not be read belonged to this record: those about as far right as its keys."""
        edge = node.span[1] - 1
        return any(abs(self.lost.get(line, edge + 9) - edge) < 2 for line in range(node.span[0] - 1, node.last + 1))

    def complete(self, draft: Draft) -> None:
        """Reports required fields that are missing, and groups of which none is there.  A wrong value has been reported already."""
        for code, f in draft.template.fields.items():
            if f.required and code not in draft.values and code not in draft.wrong:
                at = draft.keys.get(code, draft.first)
                said = "是空的" if code in draft.keys else "没有写"
                self.tell(faults.REQUIRED, at, f"必填字段“{f.key}”{said}", f"请写上“{f.key}: …”", draft.about(code))
        either = draft.template.one_of
        if either and not any(code in draft.values or code in draft.wrong for code in either):
            keys = "、".join(draft.template.fields[code].key for code in either)
            self.report(faults.EITHER, draft.first, f"{keys}一个也没有写", f"{keys}至少写一个")

    # -- faults ------------------------------------------------------------------------------
    def report(self, rule: Rule, at: Span, message: str, hint: str = "") -> None:
        if rule in (faults.SHAPE, faults.QUOTE) and at[0] in self.guessed:
            return  # what shape the value has was our guess
        self.tell(rule, at, message, hint, self.about)

    def shape(self, at: Span, wanted: str, node: Node) -> None:
        got = "文字" if isinstance(node, Scalar) else "列表" if isinstance(node, Sequence) else "下级字段"
        if not isinstance(node, Scalar) and node.flow:
            bracket = "方括号 [" if isinstance(node, Sequence) else "花括号 {"
            self.report(faults.QUOTE, at, f"{wanted}，现在以{bracket} 开头，YAML 当作{got}", f"若{bracket[:3]}是文字的一部分，请给整个值加单引号")
            return
        if wanted == TEXT and isinstance(node, Mapping) and len(node.pairs) == 1 and isinstance(node.pairs[0][1], Scalar):
            self.report(faults.QUOTE, at, "值里有半角冒号加空格（: ），YAML 当作下级字段", "请改用全角冒号“：”，或给整个值加单引号")
            return
        hint = ""
        if isinstance(node, Scalar) and (found := re.match(r"([^\s:：]{1,12})[:：]\S", node.text)):
            hint = f"若“{found[1]}”是字段名，冒号要用半角，后面加空格"
        self.report(faults.SHAPE, at, f"{wanted}，现在是{got}", hint or "请对照《目录格式》的例子改")

    def wrong(self, rule: Rule, at: Span, message: str, hint: str) -> Any:
        self.report(rule, at, message, hint)
        return NOTHING

    # -- values ------------------------------------------------------------------------------
    def value(self, kind: k.Kind, node: Node, key: Scalar) -> Any:
        """The value of a field, or NOTHING after reporting what is wrong with it."""
        return READERS[type(kind)](self, kind, node, key)

    def plain(self, node: Node, at: Span) -> str | Any:
        """The text of a scalar."""
        if isinstance(node, Scalar):
            return node.text.rstrip("\n") if node.style in ("|", ">") else node.text
        self.shape(at, TEXT, node)
        return NOTHING

    def text(self, kind: k.Text, node: Node, key: Scalar) -> str | Any:
        text = self.plain(node, key.span)
        if text is not NOTHING and kind.pattern and not re.fullmatch(kind.pattern, text):
            return self.wrong(faults.FORM, key.span, f"“{key.text}”写作“{text}”，不合规定的样子", f"应为：{kind.form}")
        return text

    def entries(self, node: Node) -> list[Node]:
        """The entries of a list; one value counts as a list of one; empty entries are as if not there."""
        return [x for x in node.items if not empty(x)] if isinstance(node, Sequence) else [node]

    def gathered(self, node: Node, out: dict[Any, Span]) -> tuple | Entries | Any:
        """The value of a list whose entries are all different: what was read of them, and their places."""
        if not out:
            return NOTHING
        return Entries(tuple(out), tuple(out.values())) if isinstance(node, Sequence) else tuple(out)

    def texts(self, kind: k.Kind, node: Node, key: Scalar) -> tuple[str, ...] | Entries | Any:
        out = []
        for entry in self.entries(node):
            text = self.plain(entry, key.span if entry is node else entry.span)
            if text is NOTHING:
                continue
            self.check_book_marks(text, entry)
            out.append((text, entry.span))
        return Entries(*zip(*out, strict=True)) if out and isinstance(node, Sequence) else tuple(text for text, _ in out) or NOTHING

    def check_book_marks(self, text: str, entry: Node) -> None:
        if text.count("《") != text.count("》"):
            self.report(faults.BOOK_MARKS, entry.span, f"“{text[:30]}”里的《》不成对", "若一条被半角逗号拆成了几条，请给整条加引号，或每条一行写")

    def markdown(self, kind: k.MarkdownText, node: Node, key: Scalar) -> str | Any:
        text = self.plain(node, key.span)
        if text is NOTHING:
            return text
        if fault := too_much(text):
            return self.wrong(faults.TOO_MANY_MARKS, key.span, f"“{key.text}”{fault}", "长名单、大表格请做成附件放到 content/files/，正文里写链接")
        check_markdown(text, self.files, block_told(self.report, text, node, self.rows), f"“{key.text}”")
        return text

    def day(self, kind: k.Day, node: Node, key: Scalar) -> k.Date | Any:
        text = self.plain(node, key.span)
        if text is NOTHING:
            return text
        if found := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", text, re.A):
            if dates.real(*map(int, filter(None, found.groups()))):
                return k.Deadline(text) if kind.end else k.Date(text)
            return self.wrong(faults.DATE, key.span, f"“{key.text}”写作“{text}”，没有{dates.called(*found.groups())}", "请核对日期")
        meant = dates.meant(text)
        if meant is None:
            return self.wrong(faults.DATE, key.span, f"“{key.text}”写作“{text}”，不是 YYYY-MM-DD 的日期", "请写成 2026-03-05 这样")
        if meant.wrong:
            return self.wrong(faults.DATE, key.span, f"“{key.text}”写作“{text}”，没有{meant.wrong}", "请核对日期，写成 2026-03-05 这样")
        doubt = f"“{text}”像是 Excel 里日期的序号，换算过来是 {meant.iso}。请对照原来的表格核对；没有错的，" if meant.serial else ""
        return self.wrong(faults.DATE, key.span, f"“{key.text}”写作“{text}”，不是 YYYY-MM-DD 的日期", mended.told(doubt + self.instead(node, key, meant.iso), mended.stretch(self.rows, node.span, meant.iso)))

    def counted(self, kind: k.Whole | k.Number, node: Node, key: Scalar) -> int | k.Quantity | Any:
        text = self.plain(node, key.span)
        if text is NOTHING:
            return text
        if said := quantities.fault(kind, text):
            return self.wrong(faults.FORM, key.span, f"“{key.text}”写作“{text[:30]}”，{said[0]}", said[1])
        return int(text) if isinstance(kind, k.Whole) else k.Quantity(text)

    def instead(self, node: Node, key: Scalar, new: str) -> str:
        """The line of a value, or of an entry of a list, with `new` in its place."""
        return f"请写成：\n{mended.with_span(self.rows, node.span, new) or f'{key.text}: {new}'}"

    def option(self, text: str, options, node: Node, key: Scalar, at: Span | None = None) -> str | Any:
        if text in options:
            return text
        near = nearest(text, options)
        near = None if near and mended.repeats(self.rows, node.span, near) else near
        hint = mended.told(f"可以写：{'、'.join(options)}" + (f"。若是“{near}”，{self.instead(node, key, near)}" if near else ""), mended.stretch(self.rows, node.span, near or ""), sure=False)
        return self.wrong(faults.OPTION, at or key.span, f"“{key.text}”不能写“{text}”" + (f"，是否想写“{near}”？" if near else ""), hint)

    def choice(self, kind: k.Choice, node: Node, key: Scalar) -> str | Any:
        text = self.plain(node, key.span)
        return text if text is NOTHING else self.option(text, kind.options, node, key)

    def choices(self, kind: k.ChoiceList | k.Levels, node: Node, key: Scalar) -> tuple[str, ...] | Entries | Any:
        options = self.levels if isinstance(kind, k.Levels) else kind.options
        out: dict[str, Span] = {}
        for entry in self.entries(node):
            at = key.span if entry is node else entry.span
            text = self.plain(entry, at)
            if text is not NOTHING and (text := self.option(text, options, entry, key, at)) is not NOTHING:
                out.setdefault(text, entry.span)
        return self.gathered(node, out)

    def channel_list(self, kind: k.Channels, node: Node, key: Scalar) -> tuple[str, ...] | Entries | Any:
        out: dict[str, Span] = {}
        for entry in self.entries(node):
            at = key.span if entry is node and isinstance(entry, Scalar) else entry.span
            if isinstance(entry, Mapping):
                for name, value in entry.pairs:
                    said = self.plain(value, name.span) if not empty(value) else NOTHING
                    if name.text != "其他":
                        self.report(faults.OPTION, name.span, f"“{key.text}”里只有“其他”可以写成 {{其他: 文字}}", f"可以写：{'、'.join(dict.fromkeys(self.channels.values()))}")
                    elif said is NOTHING:
                        self.report(faults.SHAPE, name.span, "“其他”后面没有写明是什么渠道", "请写成 {其他: 办税服务厅} 这样")
                    else:
                        out.setdefault(f"其他（{said}）", value.span)
                continue
            text = self.plain(entry, at)
            if text is NOTHING:
                continue
            name = self.channels.get(folded(text))
            if name is None:
                name = self.unlisted(text, entry, key, at)
            if name is not NOTHING:
                out.setdefault(name, entry.span)
        return self.gathered(node, out)

    def unlisted(self, text: str, node: Node, key: Scalar, at: Span) -> Any:
        """A channel that the county's list does not have."""
        known = tuple(dict.fromkeys(self.channels.values()))
        other, near = f"{{其他: {mended.written(text, flow=True)}}}", nearest(text, known)
        own = mended.with_span(self.rows, node.span, other) or f"{key.text}: {other}"
        hint = f"可以直接写的有：{'、'.join(known)}" + (f"。若是“{near}”，{self.instead(node, key, near)}\n若是" if near else "。") + f"表里没有的渠道，写在“其他”里：\n{own}"
        return self.wrong(faults.OPTION, at, f"“{key.text}”不能写“{text}”" + (f"，是否想写“{near}”？" if near else ""), hint)

    def audience(self, kind: k.AudienceKind, node: Node, key: Scalar) -> k.Audience | Any:
        hint = "写“全社会”，或 {特定群体: 哪些人}，两者只能有一个"
        if isinstance(node, Scalar) and node.text.strip() == "全社会":
            return k.Audience(None)
        if isinstance(node, Mapping) and len(node.pairs) == 1 and node.pairs[0][0].text == "特定群体":
            name, value = node.pairs[0]
            if empty(value):
                return self.wrong(faults.OPTION, key.span, "“特定群体”没有写明是哪些人", hint)
            read = self.texts(k.TextList(), value, name)
            return read if read is NOTHING else k.Audience("、".join(read.values if type(read) is Entries else read))
        said = f"“{node.text.strip()}”" if isinstance(node, Scalar) else "、".join(p[0].text for p in node.pairs) if isinstance(node, Mapping) else "一个列表"
        return self.wrong(faults.OPTION, key.span, f"“{key.text}”不能写{said}", hint)

    def link(self, kind: k.Link, node: Node, key: Scalar) -> str | Any:
        text = self.plain(node, key.span)
        if text is NOTHING:
            return text
        text = settled(text, self.files.paths)
        if text[0] in "#?":
            return self.wrong(faults.FORM, key.span, f"“{key.text}”写作“{text[:60]}”，不是网址", "写 https:// 开头的完整网址，或 content/files/ 下的文件")
        if fault := link_fault(text, self.files, ("http", "https")):
            return self.wrong(faults.FORM if ":" in text else faults.FILE, key.span, f"“{key.text}”写作“{text[:60]}”，{fault}", "写 https:// 开头的完整网址，或 content/files/ 下的文件")
        return text

    def address(self, kind: k.Address, node: Node, key: Scalar) -> str | Any:
        text = self.plain(node, key.span)
        if text is NOTHING:
            return text
        fault, hint = address_fault(text, kind.folder)
        return self.wrong(faults.FORM, key.span, f"“{key.text}”写作“{text[:60]}”，{fault}", hint) if fault else folder_address(text) if kind.folder else text

    def file_path(self, kind: k.FilePath, node: Node, key: Scalar) -> str | Any:
        text = self.plain(node, key.span)
        if text is NOTHING:
            return text
        text = composed(text)
        if fault := self.files.fault(text):
            return self.wrong(faults.FILE, key.span, f"“{key.text}”写作“{text}”，{fault}", "文件放在 content/files/ 下，这里写它在其中的路径，如 images/x.png")
        return text

    def reference(self, kind: k.Reference | k.MatterReference | k.CatalogueReference, node: Node, key: Scalar) -> Any:
        if not kind.many:
            text = self.plain(node, key.span)
            return text if text is NOTHING else Pending(text, self.file, node.span, self.about)
        out = [Pending(text, self.file, entry.span, self.about) for entry in self.entries(node) if (text := self.plain(entry, entry.span)) is not NOTHING]
        return tuple(out) or NOTHING

    def nested(self, kind: k.Nested, node: Node, key: Scalar) -> Any:
        if not kind.many:
            draft = self.record(kind.template, node, "", key.span)
            return NOTHING if draft is None else draft
        out = []
        for number, entry in enumerate(self.entries(node), 1):
            if kind.loose and isinstance(entry, Scalar):
                self.check_book_marks(entry.text, entry)
                draft = Draft(kind.template, self.file, str(number), entry.span, {kind.loose: self.plain(entry, entry.span)}, Spans.of({kind.loose: entry.span}))
            else:
                draft = self.record(kind.template, entry, str(number), key.span if entry is node else entry.span)
            if draft:
                out.append(draft)
        return tuple(out) or NOTHING

    def matters(self, kind: k.Matters, node: Node, key: Scalar) -> Any:
        if isinstance(node, Scalar):
            self.shape(key.span, "这里应当是事项的列表（每项以短横 - 开头）", node)
            return NOTHING
        drafts = (self.record(kind.template, entry, "", entry.span, late=True) for entry in self.entries(node))
        return tuple(d for d in drafts if d) or NOTHING

    def defaults(self, kind: k.Defaults, node: Node, key: Scalar) -> Any:
        draft = self.record(kind.template, node, "", key.span, late=True)
        return NOTHING if draft is None else draft

    def pairs(self, kind: k.Pairs, node: Node, key: Scalar) -> Any:
        if not isinstance(node, Mapping):
            self.shape(key.span, "这里应当一行一个“名称: 值”", node)
            return NOTHING
        out = {}
        for name, value in node.pairs:
            text = NOTHING if empty(value) else self.address(k.Address(), value, name) if kind.links else self.plain(value, name.span)
            if text is not NOTHING and kind.options:
                text = self.option(text, kind.options, value, name)
            if text is not NOTHING:
                out[value.span] = (name.text, text)
        return Entries(tuple(out.values()), tuple(out)) if out else NOTHING

    def next_steps(self, kind: k.Next, node: Node, key: Scalar) -> Any:
        if isinstance(node, Mapping):
            out = []
            for name, value in node.pairs:
                if empty(value):
                    self.report(faults.SHAPE, name.span, f"答案“{name.text}”后面没有写下一步的代号", "请写成 {是: 代号, 否: 代号}")
                elif (text := self.plain(value, name.span)) is not NOTHING:
                    out.append(Way(name.text, text, value.span))
            return tuple(out) if len(out) == len(node.pairs) else NOTHING
        ways = {text: Way(None, text, entry.span) for entry in self.entries(node) if (text := self.plain(entry, entry.span)) is not NOTHING}
        return tuple(ways.values()) or NOTHING


READERS: dict[type[k.Kind], Callable] = {
    k.Text: Reader.text, k.TextList: Reader.texts, k.MarkdownText: Reader.markdown, k.Day: Reader.day, k.Whole: Reader.counted,
    k.Choice: Reader.choice, k.ChoiceList: Reader.choices, k.Levels: Reader.choices, k.Channels: Reader.channel_list,
    k.AudienceKind: Reader.audience, k.Link: Reader.link, k.Address: Reader.address, k.FilePath: Reader.file_path,
    k.Number: Reader.counted, k.Phone: lambda reader, kind, node, key: reader.plain(node, key.span), k.CatalogueReference: Reader.reference,
    k.Reference: Reader.reference, k.MatterReference: Reader.reference, k.Matters: Reader.matters, k.Nested: Reader.nested,
    k.Defaults: Reader.defaults, k.Pairs: Reader.pairs, k.Next: Reader.next_steps,
}
