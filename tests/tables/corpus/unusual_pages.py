"""Pages, texts, documents and prints in habits that no recipe draws, as the workbooks of unusual_books.py."""
from html import escape

from corpus.by_hand import DOMAIN, FLAT, HEAD, Grid, M, cells, flat, form, made, page, para, press, run, set_table, tbl, text, word
from corpus.make import Made


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


def paged_html() -> Made:
    """A table cut into three: the second without the running number, the third of one row without a head."""
    gs = [Grid(FLAT).all(M[:2], flat), Grid(FLAT[1:]), Grid()]
    for n, m in enumerate(M[2:4], 1):
        gs[1].add(flat(n, m)[1:], m)
    gs[2].add(flat(5, M[4]), M[4])
    return page("b-paged", "".join((f"<table border=1>{cells(g)}</table><p>第{i}页</p>" for i, g in enumerate(gs, 1))), *gs)


def gridbefore() -> Made:
    """Rows within content controls."""
    g = Grid(*HEAD).all(M[:3])
    x = tbl(g)
    return word("b-sdt-rows", x.replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>", 3).replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>", 3), g)


def csv_breaks() -> Made:
    """Breaks within quoted cells."""
    g = Grid(FLAT)
    for n, m in enumerate(M[:3], 1):
        r = flat(n, m)
        r[3] = "\r\n".join((f"{k}、{e}" for k, e in enumerate(m["内容"], 1)))
        g.add(r, m)
    return text("b-csv-breaks", g, encoding="gbk")


def english_dates() -> Made:
    """20-Jan, as a spreadsheet saved it."""
    g = Grid(FLAT)
    r = flat(1, M[0])
    r[5] = "20-Jan"
    g.add(r, M[0], without="时限", doubts=(("T406", "时限"),))
    g.add(flat(2, M[1]), M[1])
    return text("b-english", g)


CASES = (nested_layout, head_apart, twice_on_the_page, picture_ticks, word_lists, entities, lists_in_cells, struck_row_of_page, gbk_semicolons, tabs_with_breaks, told_separator, formulas_as_text, ragged, pages_of_tables, deleted_row, controls, two_lists_in_word, ruled_pages, paged_html, gridbefore, csv_breaks, english_dates)
