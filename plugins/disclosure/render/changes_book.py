"""What changed as an Excel workbook: a row for each field that says something else."""
from disclosure.editions.cells import Cell
from disclosure.editions.changes import MOVED, Change
from disclosure.editions.telling import Told
from disclosure.editions.words import noun_of
from disclosure.model.fields import Date
from disclosure.render.form import Form, Leaf
from disclosure.render.workbook import workbook

COLUMNS = (("类型", 7), ("是", 9), ("单位", 18), ("目录和编号", 20), ("名称", 24), ("要素", 11), ("原", 44), ("新", 44), ("网址", 30))


def book(told: Told) -> bytes:
    """The bytes of the workbook; the same for the same two editions."""
    leaves = tuple(Leaf("", head, width, str) for head, width in COLUMNS)
    rows = [row for change in told.changes for row in rows_of(change, told)]
    title = f"{told.county}目录变动（{told.period}）"
    form = Form("变动", title, leaves, rows, [], f"{told.summary}。")
    return workbook([form], title, Date("2000-01-01"))


def rows_of(change: Change, told: Told) -> list[tuple[str, ...]]:
    cells = change.cells or change.said or (Cell("", "", "", ""),)
    moved = (Cell("", "网址", change.former, change.key),) if change.kind == MOVED and not change.matter else ()
    return [(change.kind, noun_of(change.key), "、".join(map(told.unit, change.units)), change.where if change.matter else "", change.title,
             cell.title, cell.old, cell.new, change.dead or change.address) for cell in moved + cells]
