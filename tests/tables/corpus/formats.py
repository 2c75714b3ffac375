"""Plans as bytes of each format: (plans, recipe, rng) -> bytes."""
import csv
import io
import random
from collections.abc import Callable
from html import escape
from pathlib import Path
from xml.sax.saxutils import escape as xml_escape

from corpus.plan import Plan, Spot

FONTS = Path(__file__).parents[3] / ".venv"


def laid(plan: Plan) -> list[tuple[int, int, Spot]]:
    """(row, column, spot) from 1, of every spot that stands."""
    return [(r, c, spot) for r, line in enumerate(plan.lines, 1) for c, spot in enumerate(line.spots, 1) if spot is not None]


def covered(spot: Spot, width: int, column: int) -> int:
    return min(spot.cols, width - column + 1)


def xlsx(plans: list[Plan], recipe: dict, rng: random.Random) -> bytes:
    import datetime

    import openpyxl
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment
    book = openpyxl.Workbook()
    book.remove(book.active)
    for plan in plans:
        sheet = book.create_sheet(plan.name)
        sheet.sheet_state = plan.hidden if isinstance(plan.hidden, str) else "hidden" if plan.hidden else "visible"
        for r, c, spot in laid(plan):
            cell = sheet.cell(r, c)
            cell.alignment = Alignment(wrap_text=True)
            look = spot.look
            if "number" in look:
                cell.value = look["number"]
            elif "date" in look:
                cell.value = datetime.datetime(*look["date"])
            elif "formula" in look:
                cell.value = look["formula"]
            elif "error" in look:
                cell.value = look["error"]
                cell.data_type = "e"
            elif "struck" in look:
                cell.value = CellRichText(TextBlock(InlineFont(strike=True), look["struck"]), spot.text)
            elif plan.columns and plan.columns[min(c, len(plan.columns)) - 1][1] == "no" and spot.text.isdigit():
                cell.value = int(spot.text)
            elif spot.text:
                cell.value = spot.text
                cell.data_type = "s"
            if "format" in look:
                cell.number_format = look["format"]
            if "comment" in look:
                cell.comment = Comment(look["comment"], "示例")
            if spot.rows > 1 or spot.cols > 1:
                sheet.merge_cells(start_row=r, start_column=c, end_row=r + spot.rows - 1, end_column=c + spot.cols - 1)
        for r, line in enumerate(plan.lines, 1):
            if line.hidden:
                sheet.row_dimensions[r].hidden = True
        for c in plan.hidden_columns:
            sheet.column_dimensions[openpyxl.utils.get_column_letter(c + 1)].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(plans: list[Plan], recipe: dict, rng: random.Random) -> bytes:
    import datetime

    import xlwt
    book = xlwt.Workbook(encoding="utf-8")
    wrap = xlwt.easyxf("align: wrap on")
    for plan in plans:
        sheet = book.add_sheet(plan.name)
        sheet.visibility = 1 if plan.hidden else 0
        for r, c, spot in laid(plan):
            style, value = wrap, spot.text
            if "number" in spot.look:
                value = spot.look["number"]
            if "date" in spot.look:
                value = datetime.datetime(*spot.look["date"])
            if "format" in spot.look:
                style = xlwt.easyxf("align: wrap on", num_format_str=spot.look["format"])
            if isinstance(value, str) and plan.columns and plan.columns[min(c, len(plan.columns)) - 1][1] == "no" and value.isdigit():
                value = int(value)
            if spot.rows > 1 or spot.cols > 1:
                sheet.write_merge(r - 1, r + spot.rows - 2, c - 1, c + spot.cols - 2, value, style)
            elif value != "":
                sheet.write(r - 1, c - 1, value, style)
        for r, line in enumerate(plan.lines):
            if line.hidden:
                sheet.row(r).hidden = True
        for c in plan.hidden_columns:
            sheet.col(c).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text(plans: list[Plan], recipe: dict, rng: random.Random) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=recipe.get("delimiter") or rng.choice([",", ",", "\t", ";"]), lineterminator=rng.choice(["\r\n", "\n"]))
    for plan in plans:
        grid = [[""] * len(plan.columns) for _ in plan.lines]
        for r, c, spot in laid(plan):
            grid[r - 1][c - 1] = spot.text
        writer.writerows(grid)
    content = out.getvalue()
    encoding = recipe.get("encoding") or rng.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    return content.encode(encoding)


def rows_of_html(plan: Plan, cell: Callable[[Spot], str], tag: Callable[[Spot], str]) -> str:
    out = []
    for line in plan.lines:
        hidden = ' style="display:none"' if line.hidden else ""
        out.append(f"<tr{hidden}>" + "".join(
            f"<td{tag(s)}{f' rowspan={s.rows}' if s.rows > 1 else ''}{f' colspan={chr(34)}{s.cols}{chr(34)}' if s.cols > 1 else ''}>{cell(s)}</td>"
            for s in line.spots if s is not None) + "</tr>")
    return "\n".join(out)


def html(plans: list[Plan], recipe: dict, rng: random.Random) -> bytes:
    breaks = rng.choice(["<br>", "<br/>\n", None])

    def cell(spot: Spot) -> str:
        struck = f"<s>{spot.look['struck']}</s>" if "struck" in spot.look else ""
        lines = [escape(line, quote=False) for line in spot.text.split("\n")]
        return struck + (breaks.join(lines) if breaks else "".join(f"<p>{line}</p>" for line in lines)) or "&nbsp;"
    parts = ["<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>政务公开</title><style>td{border:1px solid}</style><script>var n = '<table>';</script></head><body>",
             "<table class=menu><tr><td>网站首页</td><td>政务公开</td><td>办事服务</td></tr></table><div class='con'>"]
    for plan in plans:
        parts += [f"<p style='text-align:center'><strong>{escape(t)}</strong></p>" for t in plan.before]
        parts.append(f"<table border=1>\n{rows_of_html(plan, cell, lambda s: '')}\n</table>")
    parts.append("</div><div class=foot>主办：示例县人民政府　网站标识码：0000000000</div></body></html>")
    page = "\n".join(parts)
    if recipe.get("encoding", rng.choice(["utf-8", "gbk"])) == "gbk":
        # What GBK lacks becomes a numeric entity, as editors' programs write it; the page still calls itself what it calls itself.
        declared = rng.choice(["gb2312", "utf-8"])
        return page.replace("charset=\"utf-8\"", f"charset=\"{declared}\"").encode("gbk", "xmlcharrefreplace")
    return page.encode("utf-8")


def word_html(plans: list[Plan], recipe: dict, rng: random.Random) -> bytes:
    def cell(spot: Spot) -> str:
        return "".join(f"<p class=MsoNormal align=center style='text-align:center;mso-pagination:widow-orphan'><span\n style='font-size:9.0pt;font-family:宋体;mso-bidi-font-family:宋体'>"
                       f"{escape(line, quote=False) or '<span lang=EN-US><o:p>&nbsp;</o:p></span>'}<o:p></o:p></span></p>" for line in spot.text.split("\n"))
    parts = ["<html xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:w=\"urn:schemas-microsoft-com:office:word\"><head>"
             "<meta http-equiv=Content-Type content=\"text/html; charset=utf-8\"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]--></head><body lang=ZH-CN>"]
    for plan in plans:
        parts += [f"<p class=MsoTitle><b>{escape(t)}<o:p></o:p></b></p>" for t in plan.before]
        parts.append("<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>"
                     + rows_of_html(plan, cell, lambda s: " width=64 valign=center style='width:48.0pt;border:solid windowtext 1.0pt'") + "</table>")
    parts.append("</body></html>")
    return "\n".join(parts).encode("utf-8")


def xml(plans: list[Plan], recipe: dict, rng: random.Random) -> bytes:
    out = ["<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">",
           "<Styles><Style ss:ID=\"d\"><NumberFormat ss:Format=\"m&quot;月&quot;d&quot;日&quot;\"/></Style><Style ss:ID=\"w\"><NumberFormat ss:Format=\"0&quot;个工作日内&quot;\"/></Style></Styles>"]
    for plan in plans:
        out.append(f"<Worksheet ss:Name=\"{plan.name}\"><Table>")
        for line in plan.lines:
            out.append("<Row>")
            last = 0
            for c, spot in enumerate(line.spots, 1):
                if spot is None:
                    continue
                if not spot.text and spot.rows == spot.cols == 1 and not spot.look:
                    continue
                index = f" ss:Index=\"{c}\"" if c != last + 1 else ""
                merge = (f" ss:MergeAcross=\"{spot.cols - 1}\"" if spot.cols > 1 else "") + (f" ss:MergeDown=\"{spot.rows - 1}\"" if spot.rows > 1 else "")
                kind, value, style = "String", xml_escape(spot.text).replace("\n", "&#10;"), ""
                if "number" in spot.look:
                    kind, value = "Number", str(spot.look["number"])
                if "date" in spot.look:
                    kind, value, style = "DateTime", "{}-{:02}-{:02}T00:00:00.000".format(*spot.look["date"]), " ss:StyleID=\"d\""
                elif "format" in spot.look:
                    style = " ss:StyleID=\"w\""
                if "error" in spot.look:
                    kind, value = "Error", spot.look["error"]
                out.append(f"<Cell{index}{merge}{style}><Data ss:Type=\"{kind}\">{value}</Data></Cell>")
                last = c + spot.cols - 1
            out.append("</Row>")
        hidden = "<WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\"><Visible>SheetHidden</Visible></WorksheetOptions>" if plan.hidden else ""
        out.append(f"</Table>{hidden}</Worksheet>")
    out.append("</Workbook>")
    return "\n".join(out).encode("utf-8")


def docx(plans: list[Plan], recipe: dict, rng: random.Random) -> bytes:
    import docx as word
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    document = word.Document()
    paragraphs = rng.random() < 0.5

    def run(content: str, properties: str = "") -> str:
        return f"<w:r><w:rPr>{properties}</w:rPr>" + "<w:br/>".join(f"<w:t xml:space=\"preserve\">{xml_escape(t)}</w:t>" for t in content.split("\n")) + "</w:r>"

    def body(spot: Spot) -> str:
        look, out = spot.look, ""
        if "struck" in look:
            out += run(look["struck"], "<w:strike/>")
        if "unseen" in look:
            out += run(look["unseen"], "<w:vanish/>")
        if "deleted" in look:
            out += f"<w:del w:id=\"9\" w:author=\"x\"><w:r><w:delText>{look['deleted']}</w:delText></w:r></w:del><w:ins w:id=\"8\" w:author=\"x\">{run(spot.text)}</w:ins>"
            return f"<w:p>{out}</w:p>"
        lines = spot.text.split("\n") if paragraphs else [spot.text]
        rest = [f"<w:p>{out}{run(lines[0])}</w:p>", *(f"<w:p>{run(t)}</w:p>" for t in lines[1:])]
        if "inner" in look:
            rest.append(f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p>{run(look['inner'])}</w:p></w:tc></w:tr></w:tbl><w:p/>")
        return "".join(rest)
    for plan in plans:
        for t in plan.before:
            document.add_paragraph(t)
        wide = max((len(line.spots) for line in plan.lines), default=0)
        rows = [[None] * wide for _ in plan.lines]
        for r, c, spot in laid(plan):
            for dr in range(spot.rows):
                if r - 1 + dr < len(rows):
                    rows[r - 1 + dr][c - 1] = (spot, dr)
        out = [f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * wide}</w:tblGrid>"]
        for row in rows:
            out.append("<w:tr>")
            for entry in row:
                if entry is None:
                    continue
                spot, down = entry
                properties = (f"<w:gridSpan w:val=\"{spot.cols}\"/>" if spot.cols > 1 else "") + ("" if spot.rows == 1 else "<w:vMerge/>" if down else "<w:vMerge w:val=\"restart\"/>")
                out.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{'<w:p/>' if down else body(spot)}</w:tc>")
            out.append("</w:tr>")
        out.append("</w:tbl>")
        table = parse_xml("".join(out))
        document.element.body.insert(len(document.element.body) - 1, table)
        for line_n, column, words in [(r, c, s.look["comment"]) for r, c, s in laid(plan) if "comment" in s.look]:
            from docx.table import Table
            cell = Table(table, document).cell(line_n - 1, column - 1)
            document.add_comment(cell.paragraphs[0].runs, words, author="示例")
        document.add_paragraph()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(plans: list[Plan], recipe: dict, rng: random.Random) -> bytes:
    import typst
    found = next((Path(p) for p in FONTS.rglob("NotoSansSC-Regular.otf")), None)

    def words(spot: Spot) -> str:
        return "\\ ".join("#text(\"" + line.replace("\\", "\\\\").replace('"', '\\"') + "\")" for line in spot.text.split("\n"))
    out = ["#set page(width: 420mm, height: 297mm, margin: 12mm)", "#set text(font: \"Noto Sans SC\", size: 7pt)"]
    for plan in plans:
        out += [f"#align(center)[#text(\"{t}\")]" for t in plan.before]
        wide = len(plan.columns)
        long = {"content": "3fr", "basis": "3fr", "channels": "3fr", "limit": "1.6fr", "body": "1.6fr"}
        out.append("#table(columns: (" + ", ".join(long.get(k, "1fr") for _, k in plan.columns) + "), stroke: 0.5pt,")
        heads = [line for line in plan.lines if line.kind == "head"]
        cells = {id(line): [f"table.cell(rowspan: {s.rows}, colspan: {min(s.cols, wide)})[{words(s)}]" for s in line.spots if s is not None] for line in plan.lines}
        for line in plan.lines:
            if line.kind == "head" and line is heads[0] and not any(o.kind == "title" for o in plan.lines):
                out.append("table.header(" + ", ".join(", ".join(cells[id(h)]) for h in heads) + "),")
            elif line.kind != "head" or any(o.kind == "title" for o in plan.lines):
                out.append(", ".join(cells[id(line)]) + ",")
        out.append(")")
    return typst.compile("\n".join(out).encode("utf-8"), font_paths=[str(found.parent)] if found else [])


FORMATS: dict[str, tuple[Callable, str]] = {
    "xlsx": (xlsx, "xlsx"), "xls": (xls, "xls"), "csv": (text, "csv"), "html": (html, "html"), "word_html": (word_html, "html"), "xml": (xml, "xls"),
    "docx": (docx, "docx"), "pdf": (pdf, "pdf")}
