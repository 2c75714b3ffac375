"""YAML as many hands write it: the same values in blocks and brackets, with every kind of quotes, indentation, comment and line end."""
from hypothesis import strategies as st

KEYS = ["领域", "别名", "说明", "默认", "事项", "编号", "名称", "内容", "依据", "时限", "渠道", "对象", "信息", "标题", "备注", "停用", "自拟", "a-1"]
WORDS = ["甲", "乙 丙", "《某法》（国务院令第1号）第二条", "a: b", "甲 #乙", "- 丙", "'引", '"双"', "否", "0505", "2.10", "[方", "{花", "*星", "&和", "冒号:", "尾 ", "?问", "|竖", "甲,乙", "C:\\x",
         "#号", "@", "%", "~", "null", "2026-01-01", "：", "、", "a" * 90, "长" * 70]
LONGER = ["一\n二", "一\n\n三", "  缩进\n乙", "# 井\n- 横", "甲\n  乙: 丙", "x:\n- y"]
COMMENTS = ["# 注", "#紧挨", "# - 名称: 假", "# 引'号\"", "#"]
texts = st.sampled_from([*WORDS, *WORDS, *LONGER]).filter(str.strip)
keys = st.sampled_from(KEYS)
values = st.recursive(texts, lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(keys, inner, min_size=1, max_size=4), max_leaves=10)
records = st.dictionaries(keys, values, min_size=1, max_size=6)


class Hand:
    """Writes values in its own way, drawn anew at every turn."""

    def __init__(self, draw) -> None:
        self.draw = draw
        self.comments = draw(st.booleans())
        self.width = draw(st.sampled_from([1, 2, 2, 4]))

    def one(self, *of):
        return self.draw(st.sampled_from(of))

    def text(self, text: str, flow: bool) -> str:
        """On one line; plain where that is surely safe."""
        ways = ["'" + text.replace("'", "''") + "'"] if "\n" not in text else []
        ways.append('"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"')
        if all(c.isalnum() or c in "《》（）第条" for c in text):
            ways = [text, text, *ways]
        return self.one(*ways)

    def flow(self, value) -> str:
        blank, gap = self.one("", " "), self.one(", ", ",  ", ",\n" + " " * 30 if self.comments else ", ")
        if isinstance(value, str):
            return self.text(value, True)
        if isinstance(value, list):
            return f"[{blank}{gap.join(map(self.flow, value))}{self.one('', ',')}{blank}]"
        return f"{{{blank}{gap.join(f'{self.text(k, True)}: {self.flow(v)}' for k, v in value.items())}{blank}}}"

    def between(self, indent: int) -> list[str]:
        """Comments and empty lines before a line."""
        if not self.comments:
            return []
        return self.one([], [], [], [""], [" " * indent + self.one(*COMMENTS)], ["", " " * indent + self.one(*COMMENTS)], [self.one(*COMMENTS)])

    def behind(self, value, indent: int, dashed: bool) -> list[str]:
        """The first line behind a colon or dash, and those below it."""
        if isinstance(value, str):
            if value == value.strip() and "\n" in value and not value.startswith("#") and self.one(True, False):
                edge = " " * (indent + self.width)
                return [" " + self.one("|", "|-"), *(edge + line if line else "" for line in value.split("\n"))]
            tail = self.one("", "", "", " # 后") if self.comments else ""
            return [self.one(" ", "  ") + self.text(value, False) + tail]
        if self.one(True, False, False):
            return [" " + self.flow(value)]
        if isinstance(value, list):
            edge = indent + self.width if dashed else indent + self.one(0, self.width)
            if dashed and self.one(True, False):
                return [" " + self.block(value, indent + 2)[0].strip(), *self.block(value, indent + 2)[1:]] if not self.comments else [" " + self.flow(value)]
            return [self.one("", " # 后") if self.comments else "", *self.block(value, edge)]
        if dashed and not self.comments:
            lines = self.block(value, indent + 2)
            return [" " + lines[0].strip(), *lines[1:]]
        if dashed:
            first, *rest = self.pair(*next(iter(value.items())), indent + 2)
            return [" " + first.strip(), *rest, *self.block(dict(list(value.items())[1:]), indent + 2)]
        return ["", *self.block(value, indent + self.width)]

    def pair(self, key: str, value, indent: int) -> list[str]:
        first, *rest = self.behind(value, indent, False)
        return [" " * indent + self.text(key, False) + ":" + first, *rest]

    def block(self, value, indent: int) -> list[str]:
        out = []
        for part in value.items() if isinstance(value, dict) else value:
            out += self.between(indent)
            if isinstance(value, dict):
                out += self.pair(*part, indent)
            else:
                first, *rest = self.behind(part, indent, True)
                out += [" " * indent + "-" + first, *rest]
        return out


@st.composite
def files(draw) -> str:
    """The text of a file: its values may be other than drawn where a comment stands in a wrong place; who reads it finds out."""
    hand = Hand(draw)
    lines = hand.block(draw(records), 0)
    if hand.comments:
        lines = [*draw(st.sampled_from([[], ["# yaml-language-server: $schema=x.json"], ["---"]])), *lines, *hand.between(0)]
    end = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    return draw(st.sampled_from(["", "", "\ufeff"])) + ("\n".join(lines) + draw(st.sampled_from(["\n", "\n", ""]))).replace("\n", end)
