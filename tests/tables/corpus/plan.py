"""A table as it is planned: rows of spots, laid out into cells, with the right answer kept beside them from the beginning."""
from dataclasses import dataclass, field
from pathlib import Path

import yaml

HERE = Path(__file__).parent
WORDS = yaml.safe_load((HERE / "matters.yml").read_text("utf-8"))
FORMS = yaml.safe_load((HERE / "forms.yml").read_text("utf-8"))
KEYS = {"first": "一级事项", "name": "名称", "third": "三级事项", "content": "内容", "basis": "依据", "limit": "时限", "body": "主体", "channels": "渠道",
        "channels_a": "渠道", "channels_b": "渠道", "all": "对象", "some": "对象", "audience": "对象", "active": "方式", "request": "方式", "method": "方式",
        "county": "层级", "town": "层级", "village": "层级", "levels": "层级", "stage": "过程", "stages": "过程", "number": "编号", "domain": "领域",
        "kind": "类别", "often": "频次"}
"""What stands below a head → the key of the catalogue."""
LEVELS = {"county": "县级", "town": "乡级", "village": "村级"}
CHANNELS = ["政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "公开查阅点", "政务服务中心", "便民服务站", "入户/现场",
            "社区/企事业单位/村公示栏(电子屏)", "精准推送", "其他"]


@dataclass
class Spot:
    """What stands in a place.  `look`: what a text cannot say (struck, comment, number, format, error, formula, inserted, deleted, unseen, inner)."""

    text: str = ""
    rows: int = 1
    cols: int = 1
    look: dict = field(default_factory=dict)


@dataclass
class Line:
    """A row of the sheet; `fields`, `accept` and `never` are the right answer of a matter's first row."""

    spots: list[Spot | None]
    kind: str = "matter"  # title, head, matter, more (of the matter above), note, remark, group
    fields: dict = field(default_factory=dict)
    accept: dict = field(default_factory=dict)
    matter: dict = field(default_factory=dict)
    hidden: bool = False
    optional: bool = False


@dataclass
class Doubt:
    """What the report has to tell, or may: a code (or several, one of which will do), a line and a column."""

    codes: tuple[str, ...]
    line: Line | None
    column: int | None
    key: str = ""
    must: bool = True


@dataclass
class Plan:
    """One sheet or one table of a document."""

    columns: list[tuple[list[str], str]]
    lines: list[Line] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    never: set[str] = field(default_factory=set)
    secret: set[str] = field(default_factory=set)
    name: str = "Sheet1"
    before: list[str] = field(default_factory=list)
    hidden: bool = False
    hidden_columns: set[int] = field(default_factory=set)
    pairs: bool = False
    kind: str = "domain"

    def column(self, what: str) -> int | None:
        """Number of the first column with this below it, from 0."""
        return next((n for n, (_, kind) in enumerate(self.columns) if kind.split(".")[-1] == what), None)

    def of_key(self, key: str) -> list[int]:
        return [n for n, (_, kind) in enumerate(self.columns) if KEYS.get(kind.split(".")[-1]) == key or (kind == "names" and key in ("一级事项", "名称"))]

    @property
    def matters(self) -> list[Line]:
        return [line for line in self.lines if line.kind == "matter"]

    def row(self, line: Line) -> int:
        return next(n for n, one in enumerate(self.lines, 1) if one is line)


def columns_of(form: dict) -> list[tuple[list[str], str]]:
    out = []
    for one in form["columns"]:
        head, kind = one.rsplit("=", 1)
        out.append(([word.strip(" ") for word in head.split("|")], kind.strip()))
    return out


def head_lines(columns: list, merged: bool = True, spaced: bool = False, broken: bool = False) -> list[Line]:
    """The rows of the head: words over several columns merged, or in the first of them alone."""
    depth = max(len(path) for path, _ in columns)
    lines = [Line([None] * len(columns), "head") for _ in range(depth)]
    for level in range(depth):
        for n, (path, _) in enumerate(columns):
            if level >= len(path):
                if not merged:
                    lines[level].spots[n] = Spot()
                continue
            wide = 1
            if len(path) > 1 and level == 0:
                if n and columns[n - 1][0][0] == path[0] and len(columns[n - 1][0]) > 1:
                    lines[level].spots[n] = None if merged else Spot()
                    continue
                while n + wide < len(columns) and columns[n + wide][0][0] == path[0] and len(columns[n + wide][0]) > 1:
                    wide += 1
            elif len(path) == 1 and n and columns[n - 1][0] == path:  # one head over two columns with nothing below
                lines[level].spots[n] = None if merged else Spot()
                continue
            elif len(path) == 1:
                while n + wide < len(columns) and columns[n + wide][0] == path:
                    wide += 1
            high = depth - level if level == len(path) - 1 else 1
            word = path[level]
            if spaced:
                word = " ".join(word) if len(word) <= 4 else word[:2] + " " + word[2:]
            if broken and len(word) > 3:
                word = word[:2] + "\n" + word[2:]
            lines[level].spots[n] = Spot(word, high, wide) if merged else Spot(word)
    return lines
