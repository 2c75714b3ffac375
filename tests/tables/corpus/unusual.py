"""Tables in habits that no recipe draws: each is written out, cell by cell, with what has to come out of it beside it."""
from collections.abc import Callable
from html import escape

from corpus.by_hand import ALL, DOMAIN, FLAT, HEAD, Grid, M, book, boxed, cells, flat, form, made, page, para, press, run, set_table, tbl, text, word
from corpus.make import Made


# -- workbooks ---------------------------------------------------------------------------------------
def side_by_side() -> Made:
    """Two lists of one catalogue beside each other on a wide sheet, a blank column between them."""
    grid = Grid([("殡葬服务领域基层政务公开标准目录", 1, 23)], [*FLAT, "", *FLAT])
    for n in range(2):
        grid.rows.append([*flat(n + 1, M[n]), "", *flat(n + 4, M[n + 3])])
        grid.right[len(grid.rows)] = M[n]
    out = book("u-side-by-side", grid)
    out.rows += [{**out.rows[n], "fields": M[n + 3]} for n in range(2)]
    return out


def turned() -> Made:
    """The elements down the side, a matter to each column."""
    rows = [flat(n, m) for n, m in enumerate(M[:4], 1)]
    grid = Grid(*[[head, *(row[k] for row in rows)] for k, head in enumerate(FLAT)])
    out = book("u-turned", grid)
    out.rows = [{"sheet": "Sheet1", "table": 1, "row": 3, "fields": m, "accept": {}, "optional": False, "listed": False} for m in M[:4]]
    return out


def fact_sheets() -> Made:
    """A sheet for each matter: label and value, two pairs a row, with lines of the form around them."""
    grids = []
    for n, m in enumerate(M[:3], 1):
        row = flat(n, m)
        grid = Grid([("示例县政务公开事项登记表", 1, 4)], ["领域", DOMAIN, "序号", str(n)], ["一级事项", row[1], "二级事项", row[2]], ["公开内容", (row[3], 1, 3)], ["公开依据", (row[4], 1, 3)],
                    ["公开时限", row[5], "公开主体", row[6]], ["公开渠道", (row[7], 1, 3)], ["公开对象", row[8], "公开方式", row[9]], ["公开层级", (row[10], 1, 3)], ["填表人：", "", "审核人：", ""], name=f"表{n}")
        grid.right[3] = m
        grids.append(grid)
    return book("u-fact-sheets", *grids)


def sheet_goes_on() -> Made:
    """The second sheet goes on without a head; the first level stands merged on both."""
    one, two = Grid(*HEAD, name="目录1"), Grid(name="目录2")
    one.add([*form(1, M[0])[:1], ("惠民殡葬", 2), *form(1, M[0])[2:]], M[0]).add([*form(2, M[1])[:1], None, *form(2, M[1])[2:]], M[1])
    two.all(M[2:4])
    return book("u-sheet-goes-on", one, two)


def numbered_columns() -> Made:
    """A row of letters and numbers that counts the columns, as statistical forms have it."""
    grid = Grid(*HEAD, ["甲", "乙", "丙", *(str(n) for n in range(1, 12))])
    return book("u-numbered-columns", grid.all(M[:3]))


def bracket_numbers() -> Made:
    grid = Grid(FLAT, [f"（{n}）" for n in range(1, 12)])
    return book("u-bracket-numbers", grid.all(M[:3], flat))


def signed_below() -> Made:
    """Office and day at the right below the table, in columns of the table."""
    grid = Grid(*HEAD).all(M[:3])
    grid.add([""] * 6 + ["示例县民政局"] + [""] * 7).add([""] * 6 + ["2026年3月5日"] + [""] * 7)
    return book("u-signed-below", grid)


def blank_below() -> Made:
    grid = Grid(*HEAD).all(M[:3]).add(["", "", "以下空白", *[""] * 11]).add(["", "", "（此页无正文）", *[""] * 11]).add(["", "", "本领域共3项", *[""] * 11])
    return book("u-blank-below", grid)


def notes_between() -> Made:
    grid = Grid(*HEAD).add(form(1, M[0]), M[0]).add([("注：以下事项由民政局会同财政局公开", 1, 14)], doubts=(("T302", "", False),)).add(form(2, M[1]), M[1])
    grid.add(["※", "本表所称工作日不含法定节假日", *[""] * 12]).add(form(3, M[2]), M[2])
    grid.doubts.append((6, "T302", "", False))
    return book("u-notes-between", grid)


def moved_aside() -> Made:
    """The table begins in the third column and fifth row, the running number stands last."""
    grid = Grid([], ["", "", ("附件2", 1, 3)], ["", "", ("示例县殡葬服务领域基层政务公开标准目录（2026年版）", 1, 11)], ["", "", "编制单位：示例县民政局", "", "", "", "填报日期：2026.3.5"], ["", "", *FLAT[1:], "序号"])
    for n, m in enumerate(M, 1):
        row = flat(n, m)
        grid.add(["", "", *row[1:], row[0]], m)
    return book("u-moved-aside", grid)


def zero_height() -> Made:
    """A row drawn together to no height, a column to no width: nobody sees them."""
    grid = Grid(*HEAD).all(M[:4])
    del grid.right[4]
    grid.doubts.append((4, "T301", ""))

    def change(out) -> None:
        sheet = out.active
        sheet.row_dimensions[4].height = 0.4
    return book("u-zero-height", grid, change=change)


def white_words() -> Made:
    """White on white, and a format that shows nothing."""
    from openpyxl.styles import Font
    grid = Grid(*HEAD).all(M[:3])
    grid.doubts += [(3, "T425", "时限")]
    grid.right[3] = {k: v for k, v in M[0].items() if k != "时限"}

    def change(out) -> None:
        out.active["F3"].font = Font(color="FFFFFFFF")
    return book("u-white-words", grid, change=change)


def whole_row_struck() -> Made:
    from openpyxl.styles import Font
    grid = Grid(*HEAD).add(form(1, M[0]), M[0]).add(form(2, M[1])).add(form(3, M[2]), M[2])
    grid.doubts += [(4, "T411 T401 T302", "", False)]

    def change(out) -> None:
        for cell in out.active[4]:
            cell.font = Font(strike=True)
    out = book("u-whole-row-struck", grid, change=change, never={"受益名册"})
    out.doubts[-1]["must"] = True
    return out


def lost_tens() -> Made:
    """2.9, 2.10 typed as a number, 2.11: no other number is like it."""
    grid = Grid(["编号", *FLAT[1:]])
    for number, m in zip([2.8, 2.9, 2.1, 2.11], M, strict=False):
        row = flat(1, m)
        grid.add([number, *row[1:]], {**m, "编号": str(number)})
    grid.right[4] = dict(M[2])
    grid.doubts.append((4, "T407", "编号"))
    return book("u-lost-tens", grid)


def marks_behind() -> Made:
    """Ticks behind the names of channels."""
    grid = Grid(FLAT)
    for n, m in enumerate(M[:3], 1):
        row = flat(n, m)
        row[7] = " ".join(name + ("√" if name in m["渠道"] else "") for name in ALL)
        grid.add(row, m, without="渠道", doubts=(("T412", "渠道"),))
    return book("u-marks-behind", grid)


def marks_in_brackets() -> Made:
    grid = Grid(FLAT)
    for n, (m, yes, no) in enumerate(zip(M, ["（√）", "[√]", "【√】", "(✓)", "[■]"], ["（ ）", "[ ]", "【　】", "( )", "[□]"], strict=True), 1):
        row = flat(n, m)
        row[7] = boxed(m["渠道"], yes, no)
        grid.add(row, m)
    return book("u-marks-in-brackets", grid)


def marks_of_fonts() -> Made:
    """What is left of Wingdings where their font is gone."""
    grid = Grid(FLAT)
    for n, (m, yes, no) in enumerate(zip(M, ["þ", "\uf0fe", "☒", "✔", "◉"], ["¨", "\uf0a8", "☐", "✘", "○"], strict=True), 1):
        row = flat(n, m)
        row[7] = boxed(m["渠道"], yes, no)
        unsure = yes in "þ☒◉"
        grid.add(row, m, doubts=(("T412 T415", "渠道", False),) if unsure else ())
    return book("u-marks-of-fonts", grid)


def many_words_for_ticks() -> Made:
    grid = Grid(*HEAD)
    for n, (m, tick) in enumerate(zip(M, ["V", "是", "1", "●", "✔"], strict=True), 1):
        row = form(n, m, tick)
        if n == 2:
            row[9] = "是（申领家属）"
        grid.add([c or "否" if 8 <= k and tick == "是" else c for k, c in enumerate(row)], m)
    return book("u-many-words-for-ticks", grid)


def numbered_heads() -> Made:
    heads = [f"{c}{h}" for c, h in zip("①②③④⑤⑥⑦⑧⑨⑩⑪", FLAT, strict=True)]
    return book("u-numbered-heads", Grid(heads).all(M[:3], flat))


def other_heads() -> Made:
    heads = ["序\n号", "一级\n主题", "事 项\n名 称", "公开内容\n及 要 求", "公开的依据", "公开\n时间", "责任\n主体", "公布渠道及载体", "公开\n对象", "公开\n形式", "公开\n层级"]
    return book("u-other-heads", Grid(heads).all(M[:3], flat))


def same_signs() -> Made:
    """同上 in all its signs, over a group's border; in ticks too."""
    grid = Grid(FLAT)
    signs = ["", "〃", "″", "同前", "同上"]
    for n, m in enumerate(M, 1):
        same = {**m, "依据": M[0]["依据"], "时限": M[0]["时限"], "主体": M[0]["主体"], "渠道": M[0]["渠道"]}
        row = flat(n, same)
        if signs[n - 1]:
            row[4:8] = [signs[n - 1], "同 上" if n == 3 else signs[n - 1], f"（{signs[n - 1]}）" if n == 4 else signs[n - 1], signs[n - 1]]
        grid.add(row, same)
    return book("u-same-signs", grid)


def wide_digits() -> Made:
    m = {**M[0], "时限": "自信息形成之日起20个工作日内", "依据": ["《示例县惠民殡葬办法》（示政发〔2023〕9号）"]}
    row = flat(1, m)
    row[4], row[5] = "《示例县惠民殡葬办法》（示政发［２０２３］９号）", "自信息形成之日起２０个工作日内"
    two = {**M[1], "依据": ["《示例县惠民殡葬办法》（示政发〔2023〕9号）"]}
    other = flat(2, two)
    other[4] = "《示例县惠民殡葬办法》(示政发【2023】9号)"
    return book("u-wide-digits", Grid(FLAT).add(row, m).add(other, two))


def dates_and_formats() -> Made:
    import datetime
    grid = Grid(FLAT)
    row = flat(1, M[0])
    row[5] = datetime.datetime(2026, 1, 20)
    grid.add(row, M[0], without="时限", doubts=(("T406", "时限"),))
    row = flat(2, M[2])
    row[5] = 46042
    grid.add(row, M[2], without="时限", doubts=(("T408 T406", "时限"),))
    row = flat(3, M[3])
    row[5] = 5
    grid.add(row, M[3], 时限="5个工作日内")

    def change(out) -> None:
        out.active["F2"].number_format = "d-mmm"
        out.active["F4"].number_format = '0"个工作日内"'
    return book("u-dates-and-formats", grid, change=change)


# -- pages -------------------------------------------------------------------------------------------
def nested_layout() -> Made:
    """Layout tables three deep, a menu table before and a table of links behind."""
    grid = Grid(*HEAD).all(M)
    body = ("<table width=1000><tr><td colspan=2><table><tr><td>首页</td><td>政务公开</td><td>办事</td><td>互动</td></tr></table></td></tr><tr><td><table><tr><td>目录</td></tr><tr><td>机构</td></tr></table></td>"
            f"<td><table><tr><td><h1>示例县殡葬服务领域基层政务公开标准目录</h1></td></tr><tr><td>发布时间：2026-03-05　来源：民政局　浏览次数：12</td></tr><tr><td><div><table border=1><tbody>{cells(grid)}</tbody></table></div></td></tr>"
            "<tr><td>上一篇：无</td></tr></table></td></tr><tr><td><table><tr><td>网站地图</td><td>联系我们</td></tr></table></td></tr></table>")
    return page("u-nested-layout", body, grid)


def head_apart() -> Made:
    """A fixed head in one table, the rows in another."""
    head, rows = Grid(*HEAD), Grid().all(M[:4])
    return page("u-head-apart", f"<div class=h><table>{cells(head)}</table></div><div class=b><table>{cells(rows)}</table></div>", head, rows)


def twice_on_the_page() -> Made:
    """The table once for large screens, once hidden for small ones."""
    grid = Grid(FLAT).all(M[:4], flat)
    return page("u-twice-on-the-page", f"<table>{cells(grid)}</table><div style='display:none'><table>{cells(grid)}</table></div>", grid)


def picture_ticks() -> Made:
    """Ticks that are pictures: nobody can know what they show."""
    grid = Grid(*HEAD)
    for n, m in enumerate(M[:3], 1):
        grid.add(form(n, m), m, without="层级" if "乡级" in m["层级"] else "", doubts=(("T412", "层级"),) if "乡级" in m["层级"] else ())
    source = cells(grid)
    parts = source.split("<tr>")
    for n, m in enumerate(M[:3], 3):
        if "乡级" in m["层级"]:
            parts[n] = "<td><img src=/images/gou.png></td></tr>".join(parts[n].rsplit("<td>√</td></tr>", 1))
    return page("u-picture-ticks", f"<table>{'<tr>'.join(parts)}</table>", grid)


def word_lists() -> Made:
    """What Word leaves of its lists in a page, and its conditional comments."""
    grid = Grid(FLAT).all(M[:3], flat)

    def write(t: str) -> str:
        if "；" not in t:
            return f"<p class=MsoNormal><span lang=EN-US style='mso-hide:none'>{escape(t, quote=False)}<o:p></o:p></span></p>"
        return "".join(f"<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>{n}.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;"
                       f"</span></span></span><![endif]>{e}<o:p></o:p></p>" for n, e in enumerate(t.split("；"), 1))
    return page("u-word-lists", f"<!--[if gte mso 9]><xml></xml><![endif]--><table class=MsoNormalTable>{cells(grid, write)}</table>", grid)


def entities() -> Made:
    grid = Grid(*HEAD).all(M[:3])
    write = lambda t: escape(t, quote=False).replace("■", "&#9632;").replace("□", "&#x25A1;").replace("\n", "&nbsp;<br />&emsp;").replace("√", "&radic;")  # noqa: E731
    return page("u-entities", f"<table>{cells(grid, write)}</table>", grid, encoding="gb2312")


def lists_in_cells() -> Made:
    grid = Grid(FLAT).all(M[:3], flat)
    write = lambda t: "<ol>" + "".join(f"<li>{e}</li>" for e in t.split("；")) + "</ol>" if "；" in t else escape(t, quote=False)  # noqa: E731
    return page("u-lists-in-cells", f"<table>{cells(grid, write)}</table>", grid)


def struck_row_of_page() -> Made:
    grid = Grid(FLAT).add(flat(1, M[0]), M[0]).add(flat(2, M[1])).add(flat(3, M[2]), M[2])
    grid.doubts.append((3, "T411 T401 T302", ""))
    source = cells(grid).split("<tr>")
    source[3] = source[3].replace("<td>", "<td><del>").replace("</td>", "</del></td>")
    return page("u-struck-row-of-page", f"<table>{'<tr>'.join(source)}</table>", grid, never={"受益名册"})


# -- text --------------------------------------------------------------------------------------------
def gbk_semicolons() -> Made:
    return text("u-gbk-semicolons", Grid(FLAT).all(M, lambda n, m: [c.replace("；", "、") for c in flat(n, m)]), ";", "gbk")


def tabs_with_breaks() -> Made:
    return text("u-tabs-with-breaks", Grid(*HEAD).all(M[:4]), "\t", "utf-16")


def told_separator() -> Made:
    out = text("u-told-separator", Grid(FLAT).all(M[:4], flat), ";", "utf-8-sig", lead="sep=;\r\n")
    return out


def formulas_as_text() -> Made:
    """="1" as programs write it so that Excel keeps the text."""
    return text("u-formulas-as-text", Grid(FLAT).all(M[:4], flat), wrap=lambda t: f'="{t}"' if t.isdigit() else t, encoding="gb18030")


def ragged() -> Made:
    """Empty cells at the ends of rows are not there; a title and blank lines before, a signature behind."""
    out = made("u-ragged", b"", "csv", [grid := Grid([f"{DOMAIN}领域基层政务公开标准目录"], [], FLAT).all(M[:3], flat)])
    lines = [",".join(row).rstrip(",") for row in grid.rows]
    out.data = ("\n".join([*lines, "", "填表人：,,审核人：,,,,填报日期：2026年3月5日"])).encode("gbk")
    return out


# -- documents ---------------------------------------------------------------------------------------
def pages_of_tables() -> Made:
    """A table a page, each with its head and 续表; a name and a list broken at the page's end."""
    one, two, three = Grid(*HEAD), Grid(*HEAD), Grid(*HEAD)
    one.add(form(1, M[0]), M[0]).add(form(2, M[1]), M[1])
    broken = form(3, M[2])
    first, rest = broken[3][:broken[3].index("3.")].strip(), broken[3][broken[3].index("3."):]
    two.add([*broken[:3], first, *broken[4:]], M[2])
    three.add(["", "", "", rest, *[""] * 10], doubts=(("T303", "内容", False),)).add(form(4, M[3]), M[3]).add(form(5, M[4]), M[4])
    body = para("示例县殡葬服务领域基层政务公开标准目录") + tbl(one) + para("续表") + tbl(two) + para("续表（二）") + tbl(three) + para("示例县民政局")
    return word("u-pages-of-tables", body, one, two, three)


def deleted_row() -> Made:
    """A row that a tracked change deletes, and one that it inserts."""
    grid = Grid(*HEAD).add(form(1, M[0]), M[0]).add(form(2, M[1])).add(form(3, M[2]), M[2])
    grid.doubts += [(4, "T424 T301 T302 T401", ""), (5, "T424", "", False)]

    def row(r: int) -> str:
        return '<w:del w:id="7" w:author="x"/>' if r == 4 else ""

    def cell(r: int, c: int, t: str) -> str | None:
        return f'<w:p><w:del w:id="6" w:author="x"><w:r><w:delText>{escape(t, quote=False)}</w:delText></w:r></w:del></w:p>' if r == 4 and t else None
    return word("u-deleted-row", tbl(grid, cell, row), grid, never={"受益名册"})


def controls() -> Made:
    """Content controls around cells' text, boxes that can be clicked, old form fields."""
    grid = Grid(*HEAD).all(M[:3])

    def click(on: bool) -> str:
        return (f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(on)}"/></w14:checkbox></w:sdtPr><w:sdtContent>{run("☒" if on else "☐")}</w:sdtContent></w:sdt>')

    def cell(r: int, c: int, t: str) -> str | None:
        if r < 3:
            return None
        if c == 8:
            return "".join(f"<w:p>{click(line[0] == '■')}{run(line[1:])}</w:p>" for line in t.split("\n"))
        if c == 6:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{para(t)}</w:sdtContent></w:sdt>"
        if c > 8 and c != 10:
            return ('<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>' + ("<w:checked/>" if t else "") + '</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>'
                    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
        return None
    return word("u-controls", tbl(grid, cell), grid)


def two_lists_in_word() -> Made:
    """Fact sheets one below another in one table."""
    grid = Grid()
    for n, m in enumerate(M[:3], 1):
        row = flat(n, m)
        top = len(grid.rows)
        for label, key in zip(FLAT[1:], range(1, 11), strict=True):
            grid.add([label, row[key]])
        grid.right[top + 2] = m
        grid.add(["", ""])
    return word("u-fact-lists", para(f"{DOMAIN}领域基层政务公开标准目录") + tbl(grid), grid)


# -- print -------------------------------------------------------------------------------------------
def ruled_pages() -> Made:
    """A4 across, heads on every page, first levels over several rows."""
    grid = Grid(*HEAD)
    grid.add([*form(1, M[0])[:1], ("惠民殡葬", 2), *form(1, M[0])[2:]], M[0]).add([*form(2, M[1])[:1], None, *form(2, M[1])[2:]], M[1])
    grid.add([*form(3, M[2])[:1], ("公墓管理", 3), *form(3, M[2])[2:]], M[2]).add([*form(4, M[3])[:1], None, *form(4, M[3])[2:]], M[3]).add([*form(5, M[4])[:1], None, *form(5, M[4])[2:]], M[4])
    columns = "18pt, 40pt, 50pt, 1fr, 1fr, 60pt, 60pt, 1.2fr, 30pt, 40pt, 30pt, 30pt, 30pt, 30pt"
    source = "#set page(paper: \"a4\", flipped: true, margin: 12mm, footer: [第 #context counter(page).display() 页])\n#set text(font: \"Noto Sans SC\", size: 7pt)\n#align(center)[殡葬服务领域基层政务公开标准目录]\n"
    rows = grid
    rows.rows[0][0] = ("序号", 2)
    rows.rows[1][0] = None
    return press("u-ruled-pages", source + set_table(rows, columns, "stroke: 0.5pt,", 2), grid)


CASES: tuple[Callable[[], Made], ...] = (
    side_by_side, turned, fact_sheets, sheet_goes_on, numbered_columns, bracket_numbers, signed_below, blank_below, notes_between, moved_aside, zero_height, white_words, whole_row_struck, lost_tens,
    marks_behind, marks_in_brackets, marks_of_fonts, many_words_for_ticks, numbered_heads, other_heads, same_signs, wide_digits, dates_and_formats, nested_layout, head_apart, twice_on_the_page, picture_ticks,
    word_lists, entities, lists_in_cells, struck_row_of_page, gbk_semicolons, tabs_with_breaks, told_separator, formulas_as_text, ragged, pages_of_tables, deleted_row, controls, two_lists_in_word, ruled_pages)

