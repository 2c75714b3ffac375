"""Workbooks in habits that no recipe draws: each is written out, cell by cell, with what has to come out of it beside it."""
from corpus.by_hand import ALL, BOARD, DOMAIN, FLAT, HEAD, Grid, M, book, boxed, flat, form
from corpus.make import Made


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


def channel_columns() -> Made:
    """A column of ticks for each channel."""
    ch = ["政府网站", "两微一端", "公开查阅点", "政务服务中心", BOARD]
    g = Grid([("序号", 2), ("一级事项", 2), ("二级事项", 2), ("公开内容", 2), ("公开依据", 2), ("公开时限", 2), ("公开主体", 2), ("公开渠道和载体", 1, 5), None, None, None, None, ("公开对象", 2), ("公开方式", 2), ("公开层级", 2)], [None] * 7 + ch + [None] * 3)
    for n, m in enumerate(M[:4], 1):
        r = flat(n, m)
        g.add([*r[:7], *("√" if c in m["渠道"] else "" for c in ch), *r[8:]], m)
    return book("b-channel-columns", g)


def channels_of_our_own() -> Made:
    """Columns of ticks for channels that the form does not know, levels in one character."""
    ways = ["政府网站", "公开查阅点", BOARD, "惠民殡葬热线"]
    g = Grid([("序号", 2), ("一级事项", 2), ("二级事项", 2), ("公开内容", 2), ("公开依据", 2), ("公开时限", 2), ("公开主体", 2), ("公开渠道和载体", 1, 5), None, None, None, None, ("公开对象", 2), ("公开方式", 2), ("公开层级", 1, 2), None],
             [None] * 7 + [*ways, "其他"] + [None] * 2 + ["县", "乡"])
    for n, m in enumerate(M[:3], 1):
        r, more = flat(n, m), [{"其他": "惠民殡葬热线"}] if n == 1 else [{"其他": "灵堂展板"}] if n == 2 else []
        m = {**m, "渠道": [way for way in m["渠道"] if way in ways] + more}
        g.add([*r[:7], *("√" if way in m["渠道"] or {"其他": way} in more else "" for way in ways), "灵堂展板" if n == 2 else "", *r[8:10], *("√" if level in m["层级"] else "" for level in ("县级", "乡级"))], m)
    return book("b-channels-of-our-own", g)


def basis_columns() -> Made:
    """Laws and documents in columns of their own below 公开依据."""
    g = Grid([("序号", 2), ("一级事项", 2), ("二级事项", 2), ("公开内容", 2), ("公开依据", 1, 2), None, ("公开时限", 2), ("公开主体", 2), ("公开渠道", 2), ("公开对象", 2), ("公开方式", 2), ("公开层级", 2)], [None] * 4 + ["法律法规", "规范性文件"] + [None] * 6)
    for n, m in enumerate(M[:3], 1):
        r = flat(n, m)
        b = m["依据"]
        g.add([*r[:4], b[0], b[1] if len(b) > 1 else "", *r[5:]], m)
    return book("b-basis-columns", g)


def yes_no() -> Made:
    """是 and 否 below heads of one row."""
    g = Grid(["序号", "一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "公开对象", "主动公开", "依申请公开", "县级", "乡级"])
    for n, m in enumerate(M[:3], 1):
        r = flat(n, m)
        g.add([*r[:9], *("是" if x in m["方式"] else "否" for x in ("主动公开", "依申请公开")), *("是" if x in m["层级"] else "否" for x in ("县级", "乡级"))], m)
    return book("b-yes-no", g)


def third_split() -> Made:
    """Third levels below one name that covers them."""
    g = Grid(["序号", "一级事项", "二级事项", "三级事项", *FLAT[3:]])
    r = flat(1, M[0])
    a = {**M[0], "三级事项": "办理依据"}
    b = {**M[1], "名称": "减免项目", "三级事项": "办理结果"}
    g.add([r[0], ("惠民殡葬", 2), ("减免项目", 2), "办理依据", *r[3:]], a)
    r2 = flat(2, M[1])
    g.add(["2", None, None, "办理结果", *r2[3:]], b)
    return book("b-third-split", g)


def comment_head() -> Made:
    """A comment on a heading."""
    g = Grid(*HEAD).all(M[:2])

    def ch(o):
        from openpyxl.comments import Comment
        o.active["F1"].comment = Comment("时限待核", "x")
    return book("b-comment-head", g, change=ch)


def order_changes() -> Made:
    """The head comes again with its columns in another order."""
    a = Grid(FLAT).all(M[:2], flat)
    order = [0, 2, 1, 5, 4, 3, 6, 7, 8, 9, 10]
    a.add([FLAT[i] for i in order])
    for n, m in enumerate(M[2:4], 3):
        r = flat(n, m)
        a.add([r[i] for i in order], m)
    return book("b-order-changes", a)


def subtotal() -> Made:
    """Sums of a group and of all."""
    g = Grid(*HEAD)
    g.add(form(1, M[0]), M[0])
    g.add(form(2, M[1]), M[1])
    g.add(["", ("惠民殡葬小计", 1, 2), None, "2项", *[""] * 10])
    g.add(form(3, M[2]), M[2])
    g.add([("合\u3000\u3000计", 1, 3), None, None, "3项", *[""] * 10])
    return book("b-subtotal", g)


def spaces_for_same() -> Made:
    """Other signs for 同上."""
    g = Grid(FLAT)
    for n, m in enumerate(M[:3], 1):
        r = flat(n, m)
        if n > 1:
            r[5] = "''" if n == 2 else '—〃—'
        g.add(r, {**m, '时限': M[0]['时限']}, without='')
    g.doubts += [(3, 'T404 T412 T421 T408 T405', '时限', False), (4, 'T404', '时限', False)]
    return book('b-odd-same', g)


def left_same() -> Made:
    """同左 says nothing that is known; 见上 is 同上."""
    g = Grid(FLAT)
    r = flat(1, M[0])
    g.add(r, M[0])
    r = flat(2, M[1])
    r[6] = "同左"
    r[5] = "见上"
    g.add(r, M[1], 时限=M[0]["时限"], without="主体", doubts=(("T405", "主体"),))
    return book("b-left-same", g)


def grey_dup() -> Made:
    """A matter over two rows, most cells merged over both."""
    g = Grid(FLAT)
    r = flat(1, M[0])
    g.add([(r[0], 2), (r[1], 2), (r[2], 2), "减免对象；减免标准", (r[4], 2), (r[5], 2), (r[6], 2), "政府网站", (r[8], 2), (r[9], 2), (r[10], 2)], M[0])
    g.add([None, None, None, "申请材料", None, None, None, "公开查阅点", None, None, None])
    return book("b-two-rows", g)


def village_like() -> Made:
    """Heads of two characters."""
    g = Grid(["序号", "类别", "事项", "内容", "责任单位", "时限", "形式"])
    for n, m in enumerate(M[:3], 1):
        r = flat(n, m)
        g.add([r[0], m["一级事项"], r[2], r[3], r[6], r[5], r[7]], {k: v for k, v in m.items() if k in ("名称", "内容", "主体", "时限")})
    g.doubts.append((1, "T201", "", False))
    return book("b-short-heads", g)


def all_same_cells() -> Made:
    """A cell merged over the columns of two fields."""
    g = Grid(FLAT)
    r = flat(1, M[0])
    g.add([*r[:4], (r[4], 1, 2), None, *r[6:]], M[0], without="时限", doubts=(("T401 T403 T402", "时限"),))
    g.add(flat(2, M[1]), M[1])
    return book("b-merged-across", g)


def two_titles() -> Made:
    """Two domains one below the other in a sheet."""
    g = Grid([("殡葬服务领域基层政务公开标准目录", 1, 11)], FLAT).all(M[:2], flat)
    g.add([("养老服务领域基层政务公开标准目录", 1, 11)])
    g.add(FLAT)
    g.add(flat(1, M[3]))
    g.add(flat(2, M[4]))
    o = book("b-two-titles", g, never={"墓位收费标准"})
    return o


CASES = (side_by_side, turned, fact_sheets, sheet_goes_on, numbered_columns, bracket_numbers, signed_below, blank_below, notes_between, moved_aside, zero_height, white_words, whole_row_struck, lost_tens, marks_behind, marks_in_brackets, marks_of_fonts, many_words_for_ticks, numbered_heads, other_heads, same_signs, wide_digits, dates_and_formats, channel_columns, channels_of_our_own, basis_columns, yes_no, third_split, comment_head, order_changes, subtotal, spaces_for_same, left_same, grey_dup, village_like, all_same_cells, two_titles)
