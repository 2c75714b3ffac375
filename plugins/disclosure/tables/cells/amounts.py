"""Cells that spreadsheets like to turn into something else: periods (公开时限) and the numbers of matters (编号)."""
import re

from disclosure.model.matters import NUMBER
from disclosure.tables.cells.reading import Reading
from disclosure.tables.cells.text import half, sentence
from disclosure.tables.grid import Cell, Mark

DATED = re.compile(r"(?:20|19)\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}日?(?: 0:00:00)?|\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{1,2}|\d{1,2}:\d\d(?::\d\d)?")
"""What a spreadsheet makes of 1-20 and the like, where a period should be."""


def limit(texts: list[str], cell: Cell) -> Reading:
    """公开时限: one sentence; of several values of one matter all, with a doubt."""
    out = Reading()
    said = list(dict.fromkeys(filter(None, (sentence(one, out) for one in texts))))
    if len(said) == 1 and DATED.fullmatch(said[0]) and (Mark.NUMBER in cell.marks or "年" not in said[0]):
        return Reading.nothing("T406", f"时限里是日期“{said[0]}”")
    if len(said) == 1 and re.fullmatch(r"\d+(?:[.\-—~～/]\d+)?", said[0]):
        return Reading.nothing("T408", f"时限只有数字“{said[0]}”")
    out.value = "；".join(re.sub(r"[；;。]$", "", one) for one in said) if len(said) > 1 else said[0] if said else None
    if len(said) > 1:
        out.doubt("T403", f"这个事项有 {len(said)} 个时限，用“；”连了起来")
    return out


def number(texts: list[str], cell: Cell) -> Reading:
    """编号 as it is shown, where it fits the format."""
    if len({re.sub(r"\s", "", one) for one in texts}) > 1 or "\n" in texts[0].strip():
        return Reading.nothing("T403", "这个事项有几个编号")
    said = half(re.sub(r"\s", "", texts[0]))
    if Mark.NUMBER in cell.marks and re.search(r"[eE]\+|\d{12,}", cell.stored or said):
        return Reading.nothing("T407", "太长的数字，Excel 只存前 15 位")
    if not re.fullmatch(NUMBER.pattern, said):
        return Reading.nothing("T407" if Mark.NUMBER in cell.marks else "T421", f"“{said[:20]}”不能作编号：{NUMBER.form}")
    return Reading(said)
