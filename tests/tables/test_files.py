"""Every way of writing tables is read by content, and what a plain text would lose is kept as marks."""
import io
from pathlib import Path

import docx
import made as m
import pytest

from disclosure.tables.files.numbers import shown
from disclosure.tables.files.reading import read, read_bytes
from disclosure.tables.files.told import told
from disclosure.tables.grid import Book, Kind, Mark, Refused, Table, address

ROWS = [["序号", "事项", "时限"], ["1", "低保", "20个工作日\n内"], ["2", "特困", "长期"]]
TEXTS = {(row, column): text for row, cells in enumerate(ROWS, 1) for column, text in enumerate(cells, 1)}


def one(name: str, data: bytes) -> Table:
    book = told(name, data)
    assert len(book.tables) == 1, [t.number for t in book.tables]
    return book.tables[0]


def texts(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table.cells if cell.text}


def workbook() -> bytes:
    import openpyxl
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def old() -> bytes:
    import xlwt
    book = xlwt.Workbook()
    sheet = book.add_sheet("目录")
    for (row, column), text in TEXTS.items():
        sheet.write(row - 1, column - 1, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def html(charset: str = "gb2312") -> str:
    body = "".join("<tr>" + "".join("<td>" + cell.replace("\n", "<br>") + "</td>" for cell in row) + "</tr>" for row in ROWS)
    return f"<html><head><meta charset={charset}></head><body><table>{body}</table></body></html>"


def spreadsheet() -> str:
    body = "".join("<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>" for row in ROWS).replace("\n", "&#10;")
    return ('<?xml version="1.0" encoding="utf-8"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
            f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="目录"><Table>{body}</Table></Worksheet></Workbook>')


def parted(bar: str) -> str:
    return "\r\n".join(bar.join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in ROWS)


def word() -> bytes:
    return m.docx(m.para(m.run("某领域目录")) + m.tbl(*(m.tr(*(m.tc("".join(m.para(m.run(line)) for line in cell.split("\n"))) for cell in row)) for row in ROWS)))


WAYS = {
    "xlsx": (workbook, "xlsx"), "xls": (old, "xls"), "xml": (lambda: spreadsheet().encode(), "xml"), "xml-gbk": (lambda: spreadsheet().encode("gb18030"), "xml"),
    "html-gbk": (lambda: html().encode("gb18030"), "html"), "html-lies": (lambda: html("gb2312").encode(), "html"),
    "html-lies-too": (lambda: html("utf-8").encode("gb18030"), "html"), "csv": (lambda: parted(",").encode("gb18030"), "csv"),
    "csv-bom": (lambda: parted(",").encode("utf-8-sig"), "csv"), "tsv": (lambda: parted("\t").encode("utf-16"), "csv"),
    "tsv-bare": (lambda: parted("\t").encode("utf-16-le"), "csv"), "semicolons": (lambda: parted(";").encode(), "csv"),
    "sep": (lambda: ("sep=;\r\n" + parted(";")).encode("gb18030"), "csv"), "docx": (word, "docx"),
    "mht": (lambda: ("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n"
                     "Content-Transfer-Encoding: 8bit\r\n\r\n" + html("utf-8") + "\r\n--x--\r\n").encode(), "html"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("ending", ["xls", "", "docx"])
def test_content_tells_whatever_the_name_and_the_encoding_say(way: str, ending: str) -> None:
    make, kind = WAYS[way]
    book = told(f"报送表.{ending}" if ending else "报送表", make())
    assert book.format == kind
    assert texts(book.tables[0]) == TEXTS
    fits = ending in ("", kind)
    assert any("扩展名" in what for what, _ in book.repaired) == (not fits)


def test_places_are_called_as_people_see_them() -> None:
    assert address(one("a", workbook()), (2, 28)) == "Sheet!AB2"
    assert address(one("a", parted(",").encode()), (5, 2)) == "B5"
    assert address(one("a", word()), (5, 2)) == "表1 第5行第2列"
    assert address(Table("a", "", 2, 3, Kind.PDF), (5, 2)) == "第3页 表2 第5行第2列"


@pytest.mark.parametrize(("value", "form", "text"), [
    (2.1, "0.00", "2.10"), (505, "0000", "0505"), (20, '0"个工作日"', "20个工作日"), (20, 'G/通用格式"日"', "20日"), (0.255, "0.0%", "25.5%"),
    (1234567.891, "#,##0.00", "1,234,567.89"), (-5, "0;(0)", "(5)"), (110101190001010000.0, "General", "1.10101E+17"), (0.1 + 0.2, "General", "0.3"),
    (45292, "yyyy-mm-dd", "2024-01-01"), (45292, 'm"月"d"日"', "1月1日"), (45292.5, "yyyy/m/d h:mm", "2024/1/1 12:00"), (1.5, "[h]:mm", "36:00"),
    (12, "[DBNum1][$-804]General", "十二"), (45292, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二四年一月一日"), (45292, "[$-804]aaaa", "星期一"),
    (0.5, "# ?/?", "1/2"), (7, '[>=10]0"多";[<10]0"少"', "7少"), (1500, '0.0,"千"', "1.5千"), (1, ";;;", ""), (3, "@", "3"), (1e300, "0", "1E+300"),
    (5, '"第"0"项"', "第5项"), (-1, "yyyy", "-1"), (0, "0;-0;\"零\"", "零"), (float("inf"), "0", "inf")])
def test_numbers_are_what_is_shown(value: float, form: str, text: str) -> None:
    assert shown(value, form) == text


STYLES = ('<numFmts><numFmt numFmtId="170" formatCode="000"/><numFmt numFmtId="171" formatCode=";;;"/></numFmts>'
          '<fonts><font/><font><strike/></font><font><color rgb="FFFFFFFF"/></font><font><name val="Wingdings"/></font></fonts>'
          '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"/></fill></fills>'
          '<cellXfs><xf/><xf numFmtId="170"/><xf numFmtId="58"/><xf fontId="1"/><xf fontId="2"/><xf fontId="2" fillId="1"/><xf numFmtId="171"/><xf fontId="3"/></cellXfs>')


def test_a_workbook_keeps_what_its_cells_say() -> None:
    rows = ('<row r="1">' + m.said("A1", "题目") + '<c r="B1" s="1"><v>12</v></c><c r="C1" s="2"><v>45322</v></c><c r="D1"><v>1.1000000000000001</v></c></row>'
            '<row r="2"><c r="A2"><f>B1*2</f><v>24</v></c><c r="B2"><f>C9</f><v></v></c><c r="C2" t="str"><f>""</f><v></v></c><c r="D2" t="e"><f>X</f><v>#REF!</v></c>'
            '<c r="E2" t="b"><v>1</v></c></row>'
            '<row r="3" hidden="1">' + m.said("A3", "作废", 3) + '<c r="B3" t="s"><v>0</v></c>' + m.said("C3", "白字", 4) + m.said("D3", "表头", 5)
            + m.said("E3", "不显示", 6) + m.said("F3", "þ政府网站", 7) + "</row>"
            '<row r="4">' + m.said("A4", "第一行_x000D_\n第二行 _x000b_第三行") + m.said("B4", "'0505") + m.said("C4", "软\u00ad连\u200b字\u00a0符") + "</row>")
    shared = '<si><r><t>批准</t></r><r><rPr><strike/></rPr><t>30日</t></r><r><rPr/><t>20日</t></r><rPh sb="0" eb="1"><t>pi</t></rPh></si>'
    comments = f'<comments {m.SHEET}><commentList><comment ref="A1"><text><r><t>请核实</t></r></text></comment></commentList></comments>'
    data = m.xlsx(rows, '<autoFilter ref="A1:B3"><filterColumn colId="0"/></autoFilter><mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>'
                  '<hyperlinks><hyperlink ref="B4" r:id="hyperlink_1"/></hyperlinks>', '<cols><col min="5" max="16384" hidden="1"/></cols>', STYLES, shared,
                  {"xl/c.xml": comments, "xl/vbaProject.bin": b"x"}, sheet_links={"comments": "../c.xml", "hyperlink_1": "https://example.cn/a"})
    table = told("a.xlsx", data).tables[0]
    seen = {(c.row, c.column): (c.text, {mark.name: dict(c.notes).get(mark, "") for mark in c.marks}, c.stored) for c in table.cells}
    assert seen[1, 2] == ("012", {"NUMBER": ""}, "12")
    assert seen[1, 3] == ("1月31日", {"DATE": ""}, "2024-01-31")
    assert seen[1, 4] == ("1.1", {"NUMBER": ""}, "1.1")
    assert seen[2, 2] == ("", {"UNCALCULATED": "=C9"}, "")
    assert seen[2, 4][:2] == ("#REF!", {"ERROR": "", "FORMULA": "=X"})
    assert seen[2, 5][:2] == ("TRUE", {"BOOLEAN": ""})
    assert seen[3, 2][:2] == ("批准20日", {"STRUCK": "30日"})
    assert seen[3, 3][:2] == ("", {"HIDDEN_TEXT": "白字"})
    assert seen[3, 4][:2] == ("表头", {})
    assert seen[3, 5][:2] == ("", {"HIDDEN_TEXT": "不显示"})
    assert seen[3, 6][0] == "☑政府网站"
    assert seen[4, 3][0] == "软连字 符"
    assert seen[4, 2][1] == {"LINK": "https://example.cn/a"}
    assert (table.at(1, 1).text, table.at(1, 1).rows, table.at(1, 1).notes) == ("题目", 4, ((Mark.COMMENT, "请核实"),))
    assert (table.hidden_rows, table.hidden_columns, table.filtered) == ({3}, {5, 6}, True)
    left = " ".join(told("a.xlsx", data).left)
    assert "宏" in left and "A1 下面压着看不见的文字（A2）" in left and "（A3）" not in left


def test_control_escapes_of_a_workbook_are_line_breaks() -> None:
    table = one("a.xlsx", m.xlsx("<row>" + m.said("A1", "一_x000D_\n二 _x000b_三_x005f_x000d_四") + "</row>"))
    assert table.at(1, 1).text.replace("\n\n", "\n").split("\n")[:3] == ["一", "二", "三"]


def test_an_old_workbook_keeps_what_its_cells_say() -> None:
    import xlwt
    book = xlwt.Workbook()
    sheet, hidden = book.add_sheet("目录"), book.add_sheet("旧")
    hidden.visibility = 1
    hidden.write(0, 0, "旧")
    sheet.write_merge(0, 2, 0, 0, "救助")
    sheet.write(0, 1, 12, xlwt.easyxf(num_format_str="000"))
    sheet.write(0, 2, 45322, xlwt.easyxf(num_format_str='m"月"d"日"'))
    sheet.write(1, 1, "作废", xlwt.easyxf("font: struck_out on"))
    sheet.write_rich_text(1, 2, ["批准", ("30日", xlwt.easyfont("struck_out on")), "20日"])
    sheet.write(2, 1, xlwt.Formula("B1*2"))
    sheet.row(2).hidden = True
    sheet.col(2).hidden = True
    out = io.BytesIO()
    book.save(out)
    first, second = told("a.xls", out.getvalue()).tables
    assert (first.at(3, 1).text, first.at(1, 1).rows) == ("救助", 3)
    assert [(first.at(1, n).text, first.at(1, n).stored) for n in (2, 3)] == [("012", "12"), ("1月31日", "2024-01-31")]
    assert (first.at(2, 2).text, first.at(2, 2).note) == ("", "作废") and (first.at(2, 3).text, first.at(2, 3).note) == ("批准20日", "30日")
    assert first.at(3, 2).marks & {Mark.FORMULA, Mark.UNCALCULATED}
    assert (first.hidden_rows, first.hidden_columns, first.hidden, second.hidden) == ({3}, {3}, False, True)


def test_text_keeps_its_rows() -> None:
    assert texts(one("a.csv", '甲,乙\n,"一,二\n三"\n\n="0505",丙'.encode())) == {(1, 1): "甲", (1, 2): "乙", (2, 2): "一,二\n三", (4, 1): "0505", (4, 2): "丙"}
    loose = one("a.csv", '甲,"乙\n丙,丁\n'.encode() + "戊,己\n".encode() * 300)
    assert loose.at(2, 2).text == "丁" and loose.height == 302
    damaged = one("a.csv", "甲,乙\n".encode("gb18030") * 200 + b"\x81,a\n")
    assert Mark.REPLACED in damaged.at(201, 1).marks | damaged.at(201, 2).marks


LIST = ('<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>')


def listed(text: str, level: int = 0) -> str:
    return m.para(m.run(text), properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>')


def test_word_keeps_what_its_cells_say() -> None:
    changed = "<w:del><w:r><w:delText>30日</w:delText></w:r></w:del><w:ins>" + m.run("20日") + "</w:ins>"
    box = '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr><w:sdtContent>' + m.run("☒") + "</w:sdtContent></w:sdt>"
    body = m.para(m.run("附件1")) + m.tbl(
        m.tr(m.tc("事项", '<w:gridSpan w:val="2"/>'), m.tc("时限", '<w:vMerge w:val="restart"/>')),
        m.tr(m.tc("一级"), m.tc("二级"), m.tc("", "<w:vMerge/>")),
        m.tr(m.tc(listed("申请") + listed("县", 1) + listed("乡", 1) + listed("公示")), m.tc(m.para(changed)), m.tc(m.para(m.run("作废", "<w:strike/>"), m.run("有效")))),
        m.tr(m.tc(m.para(m.run("内部", "<w:vanish/>"), m.run("公开"))), m.tc(m.para(box.format(1) + m.run("网站 ") + box.format(0) + m.run("公报"))),
             m.tc(m.para('<w:commentRangeStart w:id="5"/>', m.run("长期")))),
        m.tr(m.tc(m.para(m.run("þ", '<w:rFonts w:ascii="Wingdings"/>'), '<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>')),
             m.tc(m.tbl(m.tr(m.tc("里"), m.tc("表"))) + m.para(m.run("外"))), m.tc("一\u00ad二")),
        m.tr(m.tc("删了的行"), m.tc("二"), m.tc("三"), properties='<w:del w:id="1"/>'),
        m.tr(m.tc("藏着"), m.tc("二"), m.tc("三"), properties="<w:hidden/>"), widths=(900, 900, 900)) + m.para(m.run("第二表")) + m.tbl(m.tr(m.tc("a"), m.tc("b")))
    book = told("a.docx", m.docx(body, numbering=LIST, comments='<w:comment w:id="5">' + m.para(m.run("请核实")) + "</w:comment>"))
    table, second = book.tables
    assert (table.title_lines, second.title_lines, second.number) == (("附件1",), ("第二表",), 2)
    assert (table.at(1, 1).columns, table.at(2, 3).text, table.at(1, 3).rows) == (2, "时限", 2)
    assert table.at(3, 1).text == "1.申请\n（一）县\n（二）乡\n2.公示"
    assert (table.at(3, 2).text, table.at(3, 2).marks) == ("20日", {Mark.TRACKED}) and "30日" in table.at(3, 2).note
    assert (table.at(3, 3).text, table.at(3, 3).note) == ("有效", "作废")
    assert (table.at(4, 1).text, table.at(4, 1).marks, table.at(4, 1).note) == ("公开", {Mark.HIDDEN_TEXT}, "内部")
    assert table.at(4, 2).text == "☑网站 □公报"
    assert (table.at(4, 3).marks, table.at(4, 3).note) == ({Mark.COMMENT}, "请核实")
    assert table.at(5, 1).text == "☑□" and table.at(5, 3).text == "一二"
    assert (table.at(5, 2).text, table.at(5, 2).marks, table.at(5, 2).note) == ("外", {Mark.NESTED}, "里 表")
    assert (table.at(6, 1).text, table.at(6, 1).marks) == ("", {Mark.TRACKED})
    assert table.hidden_rows == {7}


def test_word_grids_are_as_people_see_them() -> None:
    """Lines that miss each other by a hair are one, and a table that only holds another is none."""
    wide = '<w:gridSpan w:val="2"/>'
    crooked = m.tbl(m.tr(m.tc("甲"), m.tc("乙", wide), m.tc("丙")), m.tr(m.tc("一", wide), m.tc("二"), m.tc("三")), widths=(900, 60, 900, 900))
    assert texts(one("a.docx", m.docx(crooked))) == {(1, 1): "甲", (1, 2): "乙", (1, 3): "丙", (2, 1): "一", (2, 2): "二", (2, 3): "三"}
    real = m.tbl(*(m.tr(*(m.tc(f"{row}{column}") for column in "abcd")) for row in "12"))
    table = one("a.docx", m.docx(m.tbl(m.tr(m.tc(m.para(m.run("救助领域")) + real + m.para())))))
    assert (table.title_lines, table.at(2, 4).text) == (("救助领域",), "2d")


def test_pages_keep_what_their_cells_say() -> None:
    body = """<title>目录</title><style>.x{display:none}.y{text-decoration:line-through}</style><table><tr><td>首页<td>新闻</table><h1>救助领域</h1>
    <table><caption>表一</caption><tr><td rowspan=2>事项<td colspan=2>对象</tr><tr><th>全社会<th>特定
群体</tr>
    <tr><td rowspan=9>低保&nbsp;<td><p>一</p><p>二<br>三</p><td><s>作废</s>有效<span class=x>内部</span></tr>
    <tr style="display:none"><td>藏着<td class=y>旧</tr><tr><td><input type=checkbox checked>网站<input type=checkbox>公报
    <td>外<table><tr><td>里<td>表</table><tr><td><ol><li>申请<li>公示</ol><td><a href="https://example.cn">看</a><!-- 注 --><o:p></o:p></table>"""
    first, table = told("a.html", body.encode()).tables
    assert (first.number, table.number) == (1, 2) and table.title_lines[-2:] == ("救助领域", "表一")
    assert (table.at(2, 1).text, table.at(2, 3).text, table.at(1, 2).columns) == ("事项", "特定群体", 2)
    assert (table.at(3, 1).text, table.at(3, 1).rows) == ("低保", 4)
    assert table.at(3, 2).text == "一\n二\n三"
    assert (table.at(3, 3).text, dict(table.at(3, 3).notes)) == ("有效", {Mark.STRUCK: "作废", Mark.HIDDEN_TEXT: "内部"})
    assert (table.hidden_rows, table.at(4, 2).text, table.at(4, 3).note) == ({4}, "藏着", "旧")
    assert table.at(5, 2).text == "☑网站□公报"
    assert (table.at(5, 3).text, table.at(5, 3).note) == ("外", "里 表")
    assert table.at(6, 2).text == "1.申请\n2.公示" and table.at(6, 3).note == "https://example.cn"


def test_pages_that_a_spreadsheet_saved() -> None:
    """Dates that it made, and numbers that lost zeros, are told as in its own files."""
    body = """<style>.d{mso-number-format:"m\\0022月\\0022d\\0022日\\0022\\;\\@";}.s{mso-number-format:"Short Date"}</style><table><tr>
    <td class=d x:num="45322">1月31日<td class=d>3月2日<td class=d>长期<td sdval="45353" sdnum="2052;0;YYYY-M-D">2024-3-2<td x:num>2.1<td class=s>2024/1/2</table>"""
    table = one("a.xls", body.encode())
    assert [[mark.name for mark in table.at(1, n).marks] for n in range(1, 7)] == [["DATE"], ["DATE"], [], ["DATE"], ["NUMBER"], ["DATE"]]
    assert [table.at(1, n).stored for n in (1, 4, 5)] == ["2024-01-31", "2024-03-02", "2.1"]


def test_a_page_that_places_tables_by_tables() -> None:
    real = "".join("<tr>" + "".join(f"<td>{row}{column}" for column in "abcdef") for row in "123")
    table = one("a.html", f"<table><tr><td>左边<td><p>救助领域</p><table>{real}</table></table>".encode())
    assert table.title_lines == ("左边", "救助领域") and table.at(3, 6).text == "3f"


def test_excel_2003_keeps_what_its_cells_say() -> None:
    body = ('<Styles><Style ss:ID="n"><NumberFormat ss:Format="000"/></Style><Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style></Styles>'
            '<Worksheet ss:Name="目录"><Table><Column ss:Index="3" ss:Hidden="1"/><Row><Cell ss:MergeDown="1"><Data ss:Type="String">救助</Data></Cell>'
            '<Cell ss:StyleID="n"><Data ss:Type="Number">12</Data></Cell><Cell><Data ss:Type="DateTime">2024-01-31T00:00:00.000</Data></Cell></Row>'
            '<Row ss:Hidden="1"><Cell ss:Index="2" ss:StyleID="s"><Data ss:Type="String">作废</Data><Comment><Data>请核实</Data></Comment></Cell>'
            '<Cell ss:Formula="=R1"/></Row></Table></Worksheet>')
    data = f'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{body}</Workbook>'
    table = one("a.xls", data.encode())
    assert (table.at(2, 1).text, table.at(1, 2).text, table.at(1, 3).stored) == ("救助", "012", "2024-01-31")
    assert dict(table.at(2, 2).notes) == {Mark.STRUCK: "作废", Mark.COMMENT: "请核实"} and Mark.UNCALCULATED in table.at(2, 3).marks
    assert (table.hidden_rows, table.hidden_columns) == ({2}, {3})


GRID = "".join(m.line(50, y, 350, y) for y in (200, 160, 120)) + m.line(50, 120, 50, 200) + m.line(350, 120, 350, 200) + m.line(150, 120, 150, 200) + \
    m.line(250, 120, 250, 160)


def test_pdf_lines_say_which_cells_there_are() -> None:
    said = m.words(60, 220, "Title") + m.words(60, 180, "Name") + m.words(160, 185, "Who") + m.words(160, 170, "and where") + m.words(60, 140, "a") + \
        m.words(160, 140, "b b") + m.words(260, 140, "old") + m.line(255, 143, 280, 143) + m.words(180, 20, "- 1 -")
    first, second = told("a.pdf", m.pdf(GRID + said, GRID + m.words(60, 140, "c"))).tables
    assert texts(first) == {(1, 1): "Name", (1, 2): "Who\nand where", (2, 1): "a", (2, 2): "b b"}
    assert (first.at(1, 3).columns, first.title_lines, first.at(2, 3).note) == (2, ("Title",), "old")
    assert (second.page, second.number, second.at(2, 1).text, second.title_lines) == (2, 1, "c", ())


def test_what_stands_behind_the_last_table_is_kept() -> None:
    table = told("a.pdf", m.pdf(GRID + m.words(60, 180, "Name") + m.words(60, 100, "Note"), m.words(60, 180, "More") + m.words(180, 20, "- 2 -"))).tables[-1]
    assert table.below == ("Note", "More")
    assert [table.below for table in told("a.pdf", m.pdf(GRID + m.words(60, 100, "Note"), GRID)).tables] == [(), ()]
    paper = docx.Document()
    for text in ("Note", "More"):
        paper.add_table(2, 2).cell(0, 0).text = text
        paper.add_paragraph(f"Behind {text}")
    out = io.BytesIO()
    paper.save(out)
    assert [(table.title_lines, table.below) for table in told("a.docx", out.getvalue()).tables] == [((), ()), (("Behind Note",), ("Behind More",))]


def test_pdf_whose_rows_are_too_low_is_refused() -> None:
    """Letters over letters and over lines: what else stood there is not in the file."""
    low = "".join(m.words(x, y, "text") for x in (60, 160) for y in (158, 118, 197)) + m.words(60, 180, "one") + m.words(61, 181, "two")
    with pytest.raises(Refused, match="字叠着字"):
        told("a.pdf", m.pdf(GRID + low))
    few = one("a.pdf", m.pdf(GRID + m.words(60, 180, "one") + m.words(61, 181, "two") + m.words(160, 140, "b")))
    assert Mark.REPLACED in few.at(1, 1).marks and Mark.REPLACED not in few.at(2, 2).marks


def test_pdf_columns_beyond_the_paper_are_told() -> None:
    wide = "".join(m.line(50, y, 450, y) for y in (200, 160, 120)) + "".join(m.line(x, 120, x, 200) for x in (50, 150, 450))
    assert told("a.pdf", m.pdf(wide + m.words(60, 180, "Name"))).left == ("第1页 伸到纸外面的列（打印时就被裁掉了）",)


def test_pdf_sides_without_a_line_and_lying_pages() -> None:
    open_sides = "".join(m.line(50, y, 350, y) for y in (200, 160, 120)) + m.line(150, 120, 150, 200) + m.line(250, 120, 250, 200)
    table = one("a.pdf", m.pdf(open_sides + m.words(60, 180, "left") + m.words(160, 180, "middle") + m.words(260, 180, "right")))
    assert texts(table) == {(1, 1): "left", (1, 2): "middle", (1, 3): "right"}
    lying = f"q 0 1 -1 0 400 0 cm\n{GRID}{m.words(60, 180, 'Name')}{m.words(160, 140, 'b')}Q\n"
    for data in (m.pdf(lying), m.pdf(lying, rotate=90)):
        assert texts(one("a.pdf", data)) == {(1, 1): "Name", (2, 2): "b"}


def test_reading_is_done_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "表.xls").write_bytes(workbook())
    book = read(tmp_path / "表.xls")
    assert isinstance(book, Book) and texts(book.tables[0]) == TEXTS
    for path, why in ((tmp_path / "没有.xlsx", "没有这个文件"), (tmp_path, "不是普通的文件")):
        with pytest.raises(Refused, match=why):
            read(path)
    with pytest.raises(Refused, match="压缩包"):
        read_bytes("a.xlsx", m.packed({"a.txt": "a"}))
