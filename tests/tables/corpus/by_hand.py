"""Tables that are written out by hand, cell by cell, with what has to come out of them: rows, and how each format holds them."""
import io
from collections.abc import Callable
from html import escape

from corpus.make import Made
from corpus.plan import WORDS, Line, Plan, Spot

DOMAIN = "殡葬服务"
UNITS = {code: unit["名称"] for code, unit in WORDS["units"].items()}
LAW, OURS = "《殡葬管理条例》第十条", "《示例县惠民殡葬办法》（示政发〔2023〕9号）"
ALL = ["政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "公开查阅点", "政务服务中心", "便民服务站", "入户/现场",
       "社区/企事业单位/村公示栏(电子屏)", "精准推送", "其他"]
BOARD = ALL[10]


def right(first: str, name: str, content: list[str], basis: list[str], limit: str, body: list[str], channels: list, who: str = "", method: str = "主动公开", levels: str = "县级") -> dict:
    return {"一级事项": first, "名称": name, "内容": content, "依据": basis, "时限": limit, "主体": [UNITS.get(b, b) for b in body], "渠道": channels,
            "对象": {"特定群体": who} if who else "全社会", "方式": [method], "层级": levels.split()}


M = [
    right("惠民殡葬", "减免项目", ["减免对象", "减免标准", "申请材料"], [LAW, OURS], "自信息形成之日起20个工作日内", ["minzheng", "caizheng"], ["政府网站", "公开查阅点"], levels="县级 乡级"),
    right("惠民殡葬", "受益名册", ["减免人数", "减免金额"], [OURS], "每季度末月25日前", ["minzheng"], [BOARD], "申领家属", "依申请公开", "乡级"),
    right("公墓管理", "公益性公墓名单", ["公墓名称", "所在乡镇", "墓位数量"], [LAW], "名单变动后10个工作日内", ["minzheng"], ["政府网站", "两微一端"]),
    right("公墓管理", "墓位收费标准", ["收费项目", "价格", "投诉电话"], ["《示例省殡葬服务收费办法》（示发改价〔2024〕31号）"], "价格批准后5个工作日内", ["minzheng", "caizheng"], ["政府网站", "政务服务中心"]),
    right("公墓管理", "年度检查结果", ["检查时间", "存在问题", "整改情况"], [LAW], "检查结束后15个工作日内", ["minzheng"], ["政府网站"], levels="县级"),
]
HEAD = [["序号", ("公开事项", 1, 2), None, ("公开内容（要素）", 2), ("公开依据", 2), ("公开时限", 2), ("公开主体", 2), ("公开渠道和载体", 2), ("公开对象", 1, 2), None, ("公开方式", 1, 2), None, ("公开层级", 1, 2), None],
        ["", "一级事项", "二级事项", None, None, None, None, None, "全社会", "特定群体", "主动", "依申请公开", "县级", "乡级"]]
FLAT = ["序号", "一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "公开对象", "公开方式", "公开层级"]
KEYS = ["", "一级事项", "名称", "内容", "依据", "时限", "主体", "渠道", "对象", "方式", "层级"]


def boxed(chosen: list, yes: str = "■", no: str = "□", sep: str = "\n") -> str:
    return sep.join(f"{yes if name in chosen else no}{name}" for name in ALL)


def form(n: int, m: dict, tick: str = "√") -> list:
    """A matter as a row below HEAD."""
    who = m["对象"]["特定群体"] if isinstance(m["对象"], dict) else ""
    return [str(n), m["一级事项"], m["名称"], "\n".join(f"{k}.{e}" for k, e in enumerate(m["内容"], 1)), "\n".join(m["依据"]), m["时限"], "、".join(m["主体"]), boxed(m["渠道"]),
            "" if who else tick, who, *(tick if one in m["方式"] else "" for one in ("主动公开", "依申请公开")), *(tick if one in m["层级"] else "" for one in ("县级", "乡级"))]


def flat(n: int, m: dict) -> list:
    """A matter as a row below FLAT."""
    return [str(n), m["一级事项"], m["名称"], "；".join(m["内容"]), "".join(m["依据"]), m["时限"], "、".join(m["主体"]), "、".join(m["渠道"]),
            m["对象"]["特定群体"] if isinstance(m["对象"], dict) else m["对象"], "、".join(m["方式"]), "、".join(m["层级"])]


class Grid:
    """Rows as they stand; of some, what has to come out of them."""

    def __init__(self, *rows: list, name: str = "Sheet1") -> None:
        self.rows, self.right, self.name = [list(row) for row in rows], {}, name
        self.doubts: list[tuple] = []
        self.listed = False

    def add(self, cells: list, fields: dict | None = None, *, doubts: tuple = (), without: str = "", **changed) -> "Grid":
        """`doubts`: (codes, key) that must be told of this row; `without`: keys that must not come out."""
        self.rows.append(list(cells))
        if fields is not None:
            self.right[len(self.rows)] = {key: said for key, said in {**fields, **changed}.items() if key not in without.split()}
        self.doubts += [(len(self.rows), *doubt) for doubt in doubts]
        return self

    def all(self, matters: list[dict] = M, write: Callable = form) -> "Grid":
        for n, m in enumerate(matters, 1):
            self.add(write(n, m), m)
        self.listed = write is form
        return self

    def plan(self) -> Plan:
        plan = Plan([([""], "")] * max(map(len, self.rows)), name=self.name)
        for row in self.rows:
            line = Line([None if c is None else Spot(*((c,) if isinstance(c, str) else c[:3])) for c in row])
            plan.lines.append(line)
        return plan


def made(id: str, data: bytes, suffix: str, grids: list[Grid], **more) -> Made:
    out = Made(id, f"{id}.{suffix}", data, "domain", DOMAIN, **more)
    for number, grid in enumerate(grids, 1):
        where = {"sheet": grid.name if suffix in ("xlsx", "xls") else "", "table": number}
        out.rows += [{**where, "row": row, "fields": fields, "accept": {}, "optional": False, "listed": grid.listed} for row, fields in grid.right.items()]
        for row, codes, key, *must in grid.doubts:
            out.doubts.append({**where, "row": row, "column": None, "columns": [], "field": key, "codes": tuple(codes.split()), "must": not must, "head": False, "whole": not key})
    return out


def book(id: str, *grids: Grid, change: Callable | None = None, **more) -> Made:
    import openpyxl
    out = openpyxl.Workbook()
    out.remove(out.active)
    for grid in grids:
        sheet = out.create_sheet(grid.name)
        for r, row in enumerate(grid.rows, 1):
            for c, cell in enumerate(row, 1):
                text, high, wide = (cell, 1, 1) if cell is None or not isinstance(cell, tuple) else (*cell, *(1, 1))[:3]
                if text not in ("", None):
                    sheet.cell(r, c, text)
                if high > 1 or wide > 1:
                    sheet.merge_cells(start_row=r, start_column=c, end_row=r + high - 1, end_column=c + wide - 1)
    if change:
        change(out)
    data = io.BytesIO()
    out.save(data)
    return made(id, data.getvalue(), "xlsx", list(grids), **more)


def cells(grid: Grid, write: Callable[[str], str] = lambda t: escape(t, quote=False).replace("\n", "<br>")) -> str:
    out = []
    for row in grid.rows:
        line = ""
        for cell in row:
            if cell is None:
                continue
            text, high, wide = (cell, 1, 1) if isinstance(cell, str) else (*cell, *(1, 1))[:3]
            line += f"<td{f' rowspan={high}' * (high > 1)}{f' colspan={wide}' * (wide > 1)}>{write(text)}</td>"
        out.append(f"<tr>{line}</tr>")
    return "".join(out)


def page(id: str, body: str, *grids: Grid, encoding: str = "utf-8", head: str = "", **more) -> Made:
    return made(id, f"<!DOCTYPE html><html><head><meta charset={encoding}>{head}</head><body>{body}</body></html>".encode(encoding, "xmlcharrefreplace"), "html", list(grids), **more)


def text(id: str, grid: Grid, sep: str = ",", encoding: str = "utf-8", lead: str = "", wrap: Callable[[str], str] = lambda t: t, **more) -> Made:
    import csv
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sep, lineterminator="\r\n")
    writer.writerows([["" if c is None else wrap(c if isinstance(c, str) else c[0]) for c in row] for row in grid.rows])
    return made(id, (lead + out.getvalue()).encode(encoding), "csv", [grid], **more)


def word(id: str, body: str, *grids: Grid, **more) -> Made:
    """A document whose body is given as WordprocessingML."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    document = docx.Document()
    names = nsdecls("w") + ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    for element in list(parse_xml(f"<w:body {names}>{body}</w:body>")):
        document.element.body.insert(len(document.element.body) - 1, element)
    out = io.BytesIO()
    document.save(out)
    return made(id, out.getvalue(), "docx", list(grids), **more)


def run(said: str, properties: str = "") -> str:
    return "<w:r><w:rPr>" + properties + "</w:rPr>" + "<w:br/>".join(f'<w:t xml:space="preserve">{escape(t, quote=False)}</w:t>' for t in said.split("\n")) + "</w:r>"


def para(said: str) -> str:
    return f"<w:p>{run(said)}</w:p>"


def tbl(grid: Grid, cell: Callable[[int, int, str], str | None] = lambda r, c, t: None, row: Callable[[int], str] = lambda r: "") -> str:
    """A table; `cell`: the content of a place that is not plain; `row`: properties of a row."""
    wide = max(map(len, grid.rows))
    down: dict[int, int] = {}
    out = f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * wide}</w:tblGrid>"
    for r, line in enumerate(grid.rows, 1):
        out += f"<w:tr><w:trPr>{row(r)}</w:trPr>"
        for c, one in enumerate(line, 1):
            if one is None:
                if down.get(c, 0) >= r:
                    out += "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
                continue
            said, high, span = (one, 1, 1) if isinstance(one, str) else (*one, *(1, 1))[:3]
            if high > 1:
                down[c] = r + high - 1
            properties = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + ('<w:vMerge w:val="restart"/>' if high > 1 else "")
            out += f"<w:tc><w:tcPr>{properties}</w:tcPr>{cell(r, c, said) or para(said)}</w:tc>"
        out += "</w:tr>"
    return out + "</w:tbl>"


def press(id: str, source: str, *grids: Grid, **more) -> Made:
    import typst
    from corpus.formats import FONTS
    found = next(FONTS.rglob("NotoSansSC-Regular.otf"))
    return made(id, typst.compile(source.encode(), font_paths=[str(found.parent)]), "pdf", list(grids), **more)


def set_table(grid: Grid, columns: str, more: str = "", head: int = 0) -> str:
    def one(cell) -> str:
        said, high, wide = (cell, 1, 1) if isinstance(cell, str) else (*cell, *(1, 1))[:3]
        quoted = "\\ ".join('#text("' + line.replace("\\", "\\\\").replace('"', '\\"') + '")' for line in said.split("\n"))
        return f"table.cell(rowspan: {high}, colspan: {wide})[{quoted}]"
    rows = [", ".join(one(c) for c in row if c is not None) for row in grid.rows]
    top = f"table.header({', '.join(rows[:head])}), " if head else ""
    return f"#table(columns: ({columns}), {more} {top}{', '.join(rows[head:])})\n"
