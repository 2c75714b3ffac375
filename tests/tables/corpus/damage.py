"""What goes wrong in single cells, rows and columns: each is put into a plan, and written down as a doubt that the report has to tell.

A damage takes (plan, pick) and returns False where the plan has no place for it.  `pick` chooses lines and columns that nothing has touched yet.
"""
import random
from collections.abc import Callable

from corpus.plan import KEYS, WORDS, Doubt, Line, Plan, Spot
from corpus.writing import NAMES

DAMAGES: dict[str, tuple[Callable, tuple[str, ...]]] = {}
"""Name → the function, and the formats that can hold it (none: every one)."""
SHEETS = ("xlsx", "xls", "xml")


def damage(*formats: str) -> Callable:
    def enter(make: Callable) -> Callable:
        DAMAGES[make.__name__] = make, formats
        return make
    return enter


class Pick:
    """Lines and columns for damages: never the same cell twice, never a cell that others refer to (merged, 同上)."""

    def __init__(self, plan: Plan, rng: random.Random, style: dict, format: str) -> None:
        self.plan, self.rng, self.style, self.format = plan, rng, style, format
        self.used: set[int] = set()
        self.shared = set(style["merge"]) | set(style["ditto"])

    def line(self, test: Callable[[Line], bool] = lambda line: True) -> Line | None:
        """A matter's line that is nobody's yet; None where there is none left."""
        free = [one for one in self.plan.matters if id(one) not in self.used and not one.hidden and test(one)]
        if not free:
            return None
        line = self.rng.choice(free)
        self.used.add(id(line))
        return line

    def column(self, *kinds: str) -> int | None:
        found = [n for n in (self.plan.column(k) for k in kinds if k not in self.shared) if n is not None]
        return self.rng.choice(found) if found else None

    def cell(self, *kinds: str, test: Callable[[Line], bool] = lambda line: True) -> tuple[Line, int, str] | None:
        """(line, column, key) of a cell that stands by itself."""
        column = self.column(*kinds)
        if column is None:
            return None
        line = self.line(lambda one: isinstance(one.spots[column], Spot) and one.spots[column].rows == 1 and test(one))
        return (line, column, KEYS[self.plan.columns[column][1].split(".")[-1]]) if line else None

    def doubt(self, line: Line | None, column: int | None, key: str, *codes: str, must: bool = True) -> None:
        self.plan.doubts.append(Doubt(codes, line, column, key, must))


def left_out(line: Line, key: str, *also: object) -> None:
    """Nothing is written of the cell; `also` would be no lie either."""
    line.accept[key] = [line.fields.pop(key, None), *also]


def replace(pick: Pick, kinds: tuple[str, ...], text: str, *codes: str, look: dict | None = None, also: tuple = ()) -> bool:
    """Another text in a cell, of which nothing may come out."""
    found = pick.cell(*kinds)
    if not found:
        return False
    line, column, key = found
    line.spots[column] = Spot(text, look=look or {})
    line.fields.pop(key, None)
    line.accept[key] = [None, *also]
    pick.doubt(line, column, key, *codes)
    return True


# -- rows and columns ------------------------------------------------------------------------------------------------
@damage("xlsx", "xls", "html")
def hidden_row(plan: Plan, pick: Pick) -> bool:
    line = pick.line(lambda one: sum(o.fields.get("一级事项") == one.fields.get("一级事项") for o in plan.matters) > 1)
    if not line:
        return False
    line.hidden = line.optional = True
    plan.never.add(line.fields["名称"])
    pick.doubt(line, None, "", "T301")
    return True


@damage("xlsx", "xls")
def hidden_column(plan: Plan, pick: Pick) -> bool:
    column = pick.column("basis", "limit")
    if column is None or any(KEYS[plan.columns[column][1]] == d.key for d in plan.doubts):
        return False
    plan.hidden_columns.add(column)
    key = KEYS[plan.columns[column][1]]
    for line in plan.matters:
        left_out(line, key)
        line.fields[key] = None
        line.accept[key] = []
        pick.doubt(line, column, key, "T203", "T204", "T401", must=False)
    pick.shared.add(plan.columns[column][1])
    pick.doubt(next(o for o in plan.lines if o.kind == "head"), column, key, "T204")
    return True


@damage()
def remark(plan: Plan, pick: Pick) -> bool:
    at = [n for n, one in enumerate(plan.lines) if one.kind == "matter" and n and plan.lines[n - 1].kind == "matter" and one.spots[0] is not None
          and all(s is not None for s in one.spots)]
    if not at:
        return False
    n = pick.rng.choice(at)
    text = pick.rng.choice(["以下各项由乡镇人民政府（街道办事处）负责公开", "以下为2025年新增事项", "本页事项按月更新"])
    line = Line([Spot(text, 1, len(plan.columns)), *[None] * (len(plan.columns) - 1)], "remark")
    plan.lines.insert(n, line)
    plan.never.add(text)
    pick.doubt(line, None, "", "T302")
    return True


@damage()
def total(plan: Plan, pick: Pick) -> bool:
    last = max(n for n, one in enumerate(plan.lines) if one.kind in ("matter", "more"))
    spots = [Spot() for _ in plan.columns]
    spots[0], spots[1] = Spot("合计"), Spot(f"{len(plan.matters)}项")
    plan.lines.insert(last + 1, Line(spots, "note"))
    plan.never.add("合计")
    return True


@damage()
def same_name(plan: Plan, pick: Pick) -> bool:
    column = plan.column("name")
    first = plan.column("first")
    pair = [(a, b) for a, b in zip(plan.matters, plan.matters[1:], strict=False) if id(a) not in pick.used and id(b) not in pick.used
            and a.fields.get("一级事项") == b.fields.get("一级事项") and not a.hidden and not b.hidden]
    if column is None or first is None or not pair:
        return False
    a, b = pick.rng.choice(pair)
    pick.used |= {id(a), id(b)}
    b.spots[column] = Spot(a.spots[column].text)
    b.fields["名称"] = a.fields["名称"]
    pick.doubt(a, column, "名称", "T304", must=False)
    pick.doubt(b, column, "名称", "T304")
    return True


@damage()
def second_column(plan: Plan, pick: Pick) -> bool:
    column = plan.column("limit")
    if column is None or plan.column("skip") or any(o.kind in ("title", "group", "remark", "note") for o in plan.lines) or plan.pairs:
        return False
    plan.columns.insert(column + 1, ([*plan.columns[column][0][:-1], "公开时间"], "twice"))
    for d in plan.doubts:
        if d.column is not None and d.column > column:
            d.column += 1
    plan.hidden_columns = {n + (n > column) for n in plan.hidden_columns}
    for line in plan.lines:
        own = line.spots[column]
        line.spots.insert(column + 1, Spot("公开时间", own.rows, 1) if line.kind == "head" and own and own.text else
                          None if own is None else Spot("长期" if line.kind == "matter" else "", own.rows))
    for line in plan.matters:
        left_out(line, "时限")
        line.accept["时限"] += [None, "长期", f"{line.matter['limit']}；长期"]
        pick.doubt(line, column, "时限", "T202", "T403", must=False)
        pick.doubt(line, column + 1, "时限", "T202", "T403", must=False)
    pick.shared.add("limit")
    head = next(o for o in plan.lines if o.kind == "head")
    pick.doubt(head, column + 1, "时限", "T202")
    pick.doubt(head, column, "时限", "T202", must=False)
    return True


# -- cells that are empty or refer to others --------------------------------------------------------------------------
@damage()
def empty(plan: Plan, pick: Pick) -> bool:
    always = ("content", "basis", "limit")  # townships and villages disclose by themselves, villages on their boards
    return replace(pick, (*always, "body", "channels") if plan.kind == "domain" else always, "", "T401", "T402")


@damage()
def ditto_above_nothing(plan: Plan, pick: Pick) -> bool:
    line = plan.matters[0]
    column = pick.column("basis", "limit", "body", "channels")
    if column is None or id(line) in pick.used or not isinstance(line.spots[column], Spot) or line.spots[column].rows > 1:
        return False
    pick.used.add(id(line))
    key = KEYS[plan.columns[column][1]]
    line.spots[column] = Spot(pick.rng.choice(["同上", "〃", "同前"]))
    line.fields.pop(key)
    line.accept[key] = [None]
    pick.doubt(line, column, key, "T404")
    return True


@damage()
def ditto_of_number(plan: Plan, pick: Pick) -> bool:
    return replace(pick, ("basis", "limit"), pick.rng.choice(["同第2项", "同第一项", "同序号1"]), "T405")


# -- what a spreadsheet did -------------------------------------------------------------------------------------------
@damage(*SHEETS)
def date(plan: Plan, pick: Pick) -> bool:
    return replace(pick, ("limit", "number"), "1月2日", "T406", look={"date": (2025, 1, 2), "format": 'm"月"d"日"'})


@damage(*SHEETS)
def shown_format(plan: Plan, pick: Pick) -> bool:
    found = pick.cell("limit")
    if not found:
        return False
    line, column, key = found
    line.spots[column] = Spot("15个工作日内", look={"number": 15, "format": '0"个工作日内"'})
    line.fields[key] = "15个工作日内"
    pick.doubt(line, column, key, "T408", must=False)
    return True


@damage()
def bare_number(plan: Plan, pick: Pick) -> bool:
    return replace(pick, ("limit",), "15", "T408", look={"number": 15} if pick.format in SHEETS else None, also=("15",))


@damage(*SHEETS)
def lost_zero(plan: Plan, pick: Pick) -> bool:
    found = pick.cell("number", test=lambda one: one.matter["number"] != "1.1")
    if not found:
        return False
    line, column, key = found  # 1.10 that Excel shows as 1.1, which is there already
    line.spots[column] = Spot("1.1", look={"number": 1.1})
    line.fields.pop(key)
    pick.doubt(line, column, key, "T407")
    pick.doubt(plan.matters[0], column, key, "T407", must=False)
    return True


@damage("xlsx", "xml")
def error(plan: Plan, pick: Pick) -> bool:
    plan.never.add("#REF!")
    return replace(pick, ("basis", "limit", "content", "body"), "#REF!", "T409", look={"error": "#REF!"})


@damage("xlsx")
def formula(plan: Plan, pick: Pick) -> bool:
    return replace(pick, ("basis", "limit", "content"), "", "T410", look={"formula": "=Z1&Z2"})


# -- what an author left ----------------------------------------------------------------------------------------------
def marked(pick: Pick, what: str, words: str, *codes: str) -> bool:
    found = pick.cell("limit", "basis", "content")
    if not found:
        return False
    line, column, key = found
    line.spots[column].look[what] = words
    left_out(line, key)
    line.accept[key].append(None)
    pick.plan.never.add(words)
    pick.doubt(line, column, key, *codes)
    return True


@damage("xlsx", "docx", "html")
def struck(plan: Plan, pick: Pick) -> bool:
    return marked(pick, "struck", "自印发之日起四十五日内", "T411")


@damage("xlsx", "docx")
def comment(plan: Plan, pick: Pick) -> bool:
    return marked(pick, "comment", "这一条请法规股再看看", "T427")


@damage("docx")
def tracked(plan: Plan, pick: Pick) -> bool:
    return marked(pick, "deleted", "原定半年之内办结", "T424")


@damage("docx")
def unseen(plan: Plan, pick: Pick) -> bool:
    return marked(pick, "unseen", "内部掌握到月底", "T425")


@damage("docx")
def inner_table(plan: Plan, pick: Pick) -> bool:
    return marked(pick, "inner", "甲类每户三百元", "T426")


# -- boxes and ticks --------------------------------------------------------------------------------------------------
@damage()
def foreign_unit(plan: Plan, pick: Pick) -> bool:
    word = pick.rng.choice(WORDS["foreign"] + WORDS["vague"])
    return replace(pick, ("body",), word, "T422", "T423", also=([word], word))


@damage()
def unit_beside(plan: Plan, pick: Pick) -> bool:
    found = pick.cell("body")
    if not found:
        return False
    line, column, key = found
    known = line.spots[column].text
    strange = pick.rng.choice(WORDS["foreign"])
    line.spots[column].text = f"{known}、{strange}"
    was = line.fields[key]
    line.fields[key] = [*was, strange]
    line.accept[key] = [None, was]
    pick.doubt(line, column, key, "T422")
    return True


@damage()
def leading_unit(plan: Plan, pick: Pick) -> bool:
    found = pick.cell("body", test=lambda one: len(one.matter["body"]) > 1)
    if not found:
        return False
    line, column, key = found
    names = [NAMES[c] for c in line.matter["body"]]
    text, written = pick.rng.choice([(f"{names[0]}（牵头）、" + "、".join(names[1:]), f"{names[0]}（牵头）"), ("县级：" + "、".join(names), f"县级：{names[0]}")])
    line.spots[column].text = text
    line.accept[key] = [None, [written, *names[1:]], text, [text]]
    pick.doubt(line, column, key, "T423")
    return True


# -- characters -------------------------------------------------------------------------------------------------------
@damage()
def replaced(plan: Plan, pick: Pick) -> bool:
    found = pick.cell("basis", "content")
    if not found:
        return False
    line, column, key = found
    text = line.spots[column].text
    line.spots[column].text = text[:4] + pick.rng.choice(["�", "??"]) + text[5:]
    line.fields.pop(key)
    line.accept[key] = [None]
    pick.doubt(line, column, key, "T428", "T412")
    return True


def citizen_number(rng: random.Random) -> str:
    """A made number of the right form, of the sample county, which does not exist."""
    body = f"359900{rng.randint(1960, 1999)}0{rng.randint(1, 9)}1{rng.randint(0, 9)}{rng.randint(100, 999)}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


@damage()
def personal(plan: Plan, pick: Pick) -> bool:
    found = pick.cell("content", "basis", "limit")
    if not found:
        return False
    line, column, key = found
    number = citizen_number(pick.rng) if pick.rng.random() < 0.5 else f"1{pick.rng.choice('3578')}9{pick.rng.randint(10_000_000, 99_999_999)}"
    line.spots[column].text += f"（示例人 {number}）"
    plan.secret.add(number)
    line.fields.pop(key)
    line.accept[key] = [None]
    pick.doubt(line, column, key, "T429")
    return True
