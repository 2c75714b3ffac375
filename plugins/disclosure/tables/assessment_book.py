"""The assessment as text for the screen, as JSON, and as a workbook for those who go through it line by line."""
import io
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from disclosure.model.assessment import AGAINST, MISSING, OPEN, Assessment, Remark, Standard
from disclosure.tables.workbook import headed, put

LINES = 20
"""Remarks of a catalogue that the screen shows; page and workbook have all."""
EACH = (("目录", 12), ("文件", 14), ("位置", 15), ("事项", 17), ("要素", 8), ("属于", 9), ("代码", 7), ("是什么", 36), ("怎么改", 36), ("依据（空着的是建议）", 28))
ABSENT = (("目录", 22), ("试点领域", 18), ("一级事项", 26), ("名称", 40), ("说明", 50))
COLOURS = {MISSING: "#fbebe9", OPEN: "#fbebe9", AGAINST: "#fbebe9"}


def said(remark: Remark, file: str) -> str:
    matter = f"“{remark.matter}”" if remark.matter else ""
    return f"{file} {remark.address} {remark.sort} {remark.code} {matter}{remark.key}：{remark.message}"


def against(standard: Standard) -> str:
    """What the standard's matters are and how many of them no row looks like, before these are listed."""
    count = len(standard.missing)
    which = f"这 {count} 项在这张表里都" if count == standard.known else f"其中 {count} 项在这张表里"
    return f"“{standard.domain}”领域的标准目录，程序里收了 {standard.known} 项（不是全文）。{which}没有看到，换了名称的除外，请核对是不是漏了："


def data(value: Any) -> Any:
    """The assessment as JSON holds it."""
    if is_dataclass(value):
        return {f.name: data(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {key: data(one) for key, one in value._asdict().items()}
    return [data(one) for one in value] if isinstance(value, list | tuple) else value


def text(assessment: Assessment) -> str:
    lines = []
    for file, why in assessment.refused:
        lines.append(f"{file}：{why}")
    for one in assessment.catalogues:
        lines.append(f"{one.name}（{one.file}{' ' + one.where if one.where else ''}）：{one.matters} 个事项，八要素齐全的 {one.whole} 个。")
        lines.append("    " + "，".join(f"{s.label} {s.got}/{s.total}" for s in one.scores))
        for remark in one.remarks[:LINES]:
            lines.append(f"  {said(remark, one.file)}")
            if remark.hint:
                lines.append(f"    {'改法' if remark.basis else '建议'}：{remark.hint}" + (f"（{remark.basis}）" if remark.basis else ""))
        if len(one.remarks) > LINES:
            lines.append(f"  还有 {len(one.remarks) - LINES} 处，都在报告里。")
        if one.standard and one.standard.missing:
            lines.append(f"  {against(one.standard)}" + "；".join(f"{name}（{group}）" for group, name in one.standard.missing[:6])
                         + (f"等 {len(one.standard.missing)} 项。" if len(one.standard.missing) > 6 else "。"))
    for note in assessment.notes:
        lines.append(f"{note.address} {note.code} {note.message}")
    return "\n".join(lines)


def workbook(assessment: Assessment) -> bytes:
    """Sheets 得分, 逐条 and 标准目录; every cell is text, the same bytes for the same assessment."""
    import xlsxwriter
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "目录评估", "created": datetime.fromisoformat(assessment.as_of)})
    plain = {"font_name": "宋体", "font_size": 10, "text_wrap": True, "valign": "vcenter", "border": 1, "num_format": "@"}
    looks = {colour: book.add_format({**plain, **({"bg_color": colour} if colour else {})}) for colour in ("", *sorted(set(COLOURS.values())))}
    looks["head"] = book.add_format({**plain, "bold": True, "align": "center", "bg_color": "#f3f5f6"})

    def sheet(name: str, heads: Sequence[tuple[str, int]], rows: Iterable[tuple[Sequence[str], str]]) -> None:
        page = headed(book, name, heads, looks)
        for n, (texts, colour) in enumerate(rows, 1):
            put(page, n, texts, heads, looks[colour])
    catalogues = assessment.catalogues
    labels = [s.label for s in catalogues[0].scores] if catalogues else []
    sheet("得分", [("目录", 22), ("文件", 24), ("位置", 12), ("事项", 7), *((label, 10) for label in labels), ("八要素齐全", 12)], (
        ([one.name, one.file, one.where, str(one.matters), *(f"{s.got}/{s.total}" for s in one.scores), f"{one.whole}/{one.matters}"], "") for one in catalogues))
    sheet("逐条", EACH, (([one.name, one.file, r.address, r.matter, r.key, r.sort, r.code, r.message, r.hint, r.basis], COLOURS.get(r.sort, "")) for one in catalogues for r in one.remarks))
    sheet("标准目录", ABSENT, (
        ([one.name, one.standard.domain, group, name, "表里没有看到名称相近的，请核对"], "") for one in catalogues if one.standard for group, name in one.standard.missing))
    book.close()
    return out.getvalue()
