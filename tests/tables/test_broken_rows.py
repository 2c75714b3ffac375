"""Rows that a PDF's pages broke: what a page holds of them goes on on the next, whatever of the row was left for it."""
from disclosure.model.county import Domain
from disclosure.read.county import vocabulary_of
from disclosure.tables.grid import Book, Cell, Kind, Table
from disclosure.tables.matters import Found
from disclosure.tables.reading import matters_of
from disclosure.tables.setting import Setting

HEAD = ("序号", "一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "公开对象", "公开方式", "公开层级")
TICKED = (*HEAD[:8], "全社会", "特定群体", "主动", "依申请", "县级", "乡级")
UNITS = "1", "用水", "取水许可", "1.条件", "《取水办法》", "长期公开", "样本县水利局"


def page(number: int, *rows: tuple[str, ...], lines: tuple[str, ...] = ()) -> Table:
    cells = tuple(Cell(text, row, column) for row, line in enumerate(rows, 1) for column, text in enumerate(line, 1) if text)
    return Table("打印稿.pdf", "", 1, number, Kind.PDF, lines, cells)


def read(*pages: Table) -> Found:
    found = Found()
    matters_of([Book("打印稿.pdf", "pdf", pages)], Setting.of(None, Domain, ("用水",), vocabulary_of(None), {}, False), found)
    return found


def test_who_is_meant_may_be_broken_as_any_text() -> None:
    first = (*UNITS, "政府网站", "", "需要取水", "√", "", "√", "")
    found = read(page(1, TICKED, first), page(2, ("", "", "审批", "", "第三条", "", "", "", "", "的单位"), ("2", "用水", *first[2:])))
    assert [(matter.values["名称"], matter.values["对象"]) for matter in found.matters] == [("取水许可审批", {"特定群体": "需要取水的单位"}), ("取水许可", {"特定群体": "需要取水"})]
    assert found.matters[0].values["依据"] == ["《取水办法》第三条"] and {doubt.key for doubt in found.doubts if doubt.code == "T303"} == {"名称", "依据", "对象"}


def test_a_few_cells_at_the_top_of_a_page_are_the_rest_of_the_row() -> None:
    row = (*UNITS, "□政府网站 □政府公报 □政务", "全社会", "主动公开", "县级")
    found = read(page(1, HEAD, row), page(2, ("",) * 7 + ("服务中心 ■便民服务站",)))
    [matter] = found.matters
    assert matter.values["渠道"] == ["便民服务站"] and not found.skipped
    assert [(doubt.code, doubt.key) for doubt in found.doubts if doubt.key == "渠道"] == [("T303", "渠道")], "that no box was chosen held of the first page alone"


def test_a_table_of_something_else_is_not_the_rest_of_a_row() -> None:
    row = (*UNITS, "政府网站", "全社会", "主动公开", "县级")
    for other in (page(2, ("填表人", "", "", "", "", "", "审核人")), page(3, ("",) * 7 + ("公开查阅点",)), page(2, ("",) * 7 + ("公开查阅点",), lines=("附表",))):
        assert read(page(1, HEAD, row), other).matters[0].values["渠道"] == ["政府网站"]
