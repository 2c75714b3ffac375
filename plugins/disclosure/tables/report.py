"""What an import says: one line a doubt for people, JSON for programs."""
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from disclosure.read.mended import written
from disclosure.read.unit_names import collective
from disclosure.render.form import half_widths
from disclosure.tables.doubt import CHINESE, DOUBTFUL, DOUBTS
from disclosure.tables.fields import shown
from disclosure.tables.grid import Kind, Table, address, letters
from disclosure.tables.matters import Doubt, Found, Matter, Mended, short
from disclosure.tables.merge import Merged
from disclosure.tables.proposed import proposed


@dataclass
class Outcome:
    """What a call of `import` did.  `target`: the file, below the county's folder; `at`: where in it each doubt's value stands or ought to."""

    target: str
    found: Found
    written: bool = False
    dry: bool = False
    """Whether nothing was written, whatever there is to write: only asked, or refused."""
    rows: dict[str, int] = field(default_factory=dict)
    differences: list[dict[str, str]] = field(default_factory=list)
    unknown: dict[str, list[str]] = field(default_factory=dict)
    at: dict[int, str] = field(default_factory=dict)
    """id of a doubt → file:line or file:line:column."""
    missing: list[str] = field(default_factory=list)
    county: tuple[str, ...] = ()
    """What the county is called."""
    unit_ids: tuple[str, ...] = ()
    """The ids that its units have."""
    ours: dict[str, str] = field(default_factory=dict)
    """Units of another county → the county's own of the same name."""
    noun: str = "事项"
    notes: list[str] = field(default_factory=list)
    retired: bool = False
    """Whether what the table no longer has was put out of use."""

    def take(self, merged: Merged) -> None:
        """What merging has found: counts, differences, doubts, and where in the file every doubtful value stands or ought to."""
        self.rows |= merged.rows
        self.differences, self.missing = merged.differences, merged.missing
        matters, lines = Rows(self.found.matters), merged.lines()
        said = []
        for doubt in [*self.found.doubts, *merged.doubts]:
            n = matters.of(doubt)
            if doubt.code == "T304" and n in merged.known:
                continue  # the file has it beside the other, each under its number
            if (n, doubt.key) in merged.kept:
                doubt = replace(doubt, written="", kept=merged.kept[n, doubt.key]) if doubt.code != "T305" else doubt
            elif n is not None and not doubt.written:
                doubt = replace(doubt, given=merged.numbers[n] if doubt.key == "编号" else merged.given.get((n, doubt.key), ""))
            if doubt.code == "T303" and n is not None and (held := self.found.matters[n].values.get(doubt.key)) is not None:
                doubt = replace(doubt, written=shown(held))
            if number := merged.numbers[n] if n is not None else "":
                held = ("", doubt.key) if doubt.written or doubt.kept else (number, "")
                line = lines.get((number, doubt.key)) or lines.get(held) or lines.get((number, ""))
                if line:
                    self.at[id(doubt)] = f"{self.target}:{line}"
            said.append(doubt)
        self.found.doubts = said
        doubted = {(matters.of(doubt), doubt.key) for doubt in said}
        self.notes = [*merged.notes, *unsaid({place: value for place, value in merged.given.items() if place not in doubted})]
        self.found.mended += [Mended("序号换成编号", matter.table, matter.running.row, matter.running.column, matter.running.text.strip(), number)
                              for matter, number in zip(self.found.matters, merged.numbers, strict=True) if matter.running is not None and number and "编号" not in matter.cells]


def unsaid(given: dict[tuple[int, str], str]) -> list[str]:
    """What readers see of new matters although the table says nothing of it, each value once."""
    return [f"表里没有写“{key}”的 {count} 个新事项，公开的是“默认”里的“{short(value)}”：请核对。"
            for (key, value), count in Counter((key, value) for (_, key), value in given.items()).items()]


class Rows:
    """Which matter of a table a row belongs to: its first one, or one of those that follow it."""

    def __init__(self, matters: list[Matter]) -> None:
        self.first: dict[int, list[tuple[int, int]]] = {}
        self.all: list[tuple[tuple, int]] = []
        for n, matter in enumerate(matters):
            self.first.setdefault(id(matter.table), []).append((matter.row, n))
            self.all.append((where(matter.table, matter.row), n))

    def of(self, doubt: Doubt) -> int | None:
        """The matter that a doubt about a cell, or about a whole matter, belongs to; None for other doubts."""
        if doubt.row is None or not (doubt.code.startswith("T4") or doubt.code in ("T303", "T304", "T305")):
            return None
        rows = self.first.get(id(doubt.table), [])
        if doubt.code == "T303" and doubt.table is not None and not any(row <= doubt.row for row, _ in rows):  # the matter stands on a page before
            at = where(doubt.table, doubt.row)
            return max((one for one in self.all if one[0][0] == at[0] and one[0] <= at), default=(at, None))[1]
        return max((one for one in rows if one[0] <= doubt.row), key=lambda one: one[0], default=(0, None))[1]


def where(table: Table, row: int) -> tuple:
    """The order of rows within a file."""
    return table.file, table.page, table.number, row


def place(doubt: Doubt) -> str:
    """The address of a doubt."""
    table = doubt.table
    if table is None:
        return ""
    if doubt.row is None:
        return table.sheet or (f"第{table.page}页 表{table.number}" if table.page else f"表{table.number}" if table.kind not in (Kind.SHEET, Kind.TEXT) else "")
    if doubt.column is None:
        whole = f"第{doubt.row}行"
        return f"{table.sheet}!{whole}" if table.sheet else f"{label(table)} {whole}".strip()
    return address(table, (doubt.row, doubt.column))


def label(table: Table) -> str:
    if table.kind in (Kind.SHEET, Kind.TEXT):
        return table.sheet
    return f"第{table.page}页 表{table.number}" if table.page else f"表{table.number}"


def in_order(doubts: list[Doubt]) -> list[Doubt]:
    """By file, sheet, row, column."""
    return sorted(doubts, key=lambda d: (d.file, d.table.page if d.table else 0, d.table.number if d.table else 0, d.row or 0, d.column or 0, d.code))


HAN = r"[\u3400-\u9fff（）、，。；：《》〔〕]"
BROKEN = re.compile(rf"(?<={HAN})[ \t]*\n\s*(?={HAN})")
"""Where a line of a print ended within Chinese words."""


def as_lines(outcome: Outcome) -> list[str]:
    """The list for people."""
    out = []
    for doubt in in_order(outcome.found.doubts):
        sort = DOUBTS[doubt.code]
        what = " ".join(filter(None, (doubt.file, place(doubt), doubt.head or doubt.key, CHINESE[severity(doubt)], doubt.code, doubt.said or sort.title)))
        out.append(what)
        read = BROKEN.sub("", doubt.read) if doubt.table is not None and doubt.table.kind is Kind.PDF else doubt.read
        parts = [f"表里：{short(read)}"] if read else []
        if doubt.row is not None and (doubt.code.startswith("T4") or doubt.code == "T303" and doubt.written):
            parts.append(f"{'会写' if outcome.dry else '写入'}：{short(doubt.written) or '，'.join(filter(None, ('没有写', doubt.stands)))}")
        parts.append(f"改法：{doubt.hint or sort.hint}" + (f"（{outcome.at[id(doubt)]}）" if id(doubt) in outcome.at else ""))
        out.append("    " + "    ".join(parts))
    return out


def together(outcomes: list[Outcome]) -> Outcome:
    """What came of all targets as one, for the lines at the end."""
    whole = Outcome("", Found())
    for outcome in outcomes:
        found, one = whole.found, outcome.found
        found.tables, found.rows, found.hidden = found.tables + one.tables, found.rows + one.rows, found.hidden + one.hidden
        for name in ("matters", "doubts", "mended", "skipped", "left", "repaired", "aside"):
            setattr(found, name, [*getattr(found, name), *getattr(one, name)])
        whole.notes += [f"{outcome.target}：{note}" for note in outcome.notes]
        for key, n in outcome.rows.items():
            whole.rows[key] = whole.rows.get(key, 0) + n
        for key, names in outcome.unknown.items():
            whole.unknown[key] = list(dict.fromkeys([*whole.unknown.get(key, []), *names]))
        whole.ours |= outcome.ours
        whole.county, whole.unit_ids = outcome.county, outcome.unit_ids
    return whole


def each_told(outcomes: list[Outcome], report: str) -> list[str]:
    """Several targets: the doubts and changes of each below its file, and one end for all.  `report`: as for `summary`."""
    out: list[str] = []
    for outcome in outcomes:
        lines = [*as_lines(outcome), *changes(outcome)]
        if outcome.target and (lines or any(outcome.rows.get(key) for key in ("new", "changed"))):
            out += [f"【{outcome.target}】{counted(outcome)}", *lines, ""]
        else:
            out += lines
    return [*out, *summary(together(outcomes), report)]


def counted(outcome: Outcome) -> str:
    """How many matters there were, and what came of them."""
    rows = outcome.rows
    return (f"得到 {len(outcome.found.matters)} 个{outcome.noun}：新增 {rows.get('new', 0)}，改动 {rows.get('changed', 0)}，没有变化 {rows.get('same', 0)}"
            + (f"；表里没有而目录里有的 {rows['missing']} 个（{'已停用' if outcome.retired else '没有动'}）。" if rows.get("missing") else "。"))


def summary(outcome: Outcome, report: str) -> list[str]:
    """The lines at the end.  `report`: where the list lies; "" where none was written."""
    found = outcome.found
    counts = Counter(kind for kind, *_ in found.mended)
    for _, what, count in found.repaired:
        counts[what] += count
    where = "个工作表" if any(m.table.kind is Kind.SHEET for m in found.matters[:1]) else "张表"
    lines = [f"读了 {found.tables} {where} {found.rows} 行，{counted(outcome)}"]
    if counts:
        told = "，".join(f"{kind} {n}" for kind, n in counts.most_common())
        lines.append(f"修复 {sum(counts.values())} 处（{told}）" + (f"，明细见 {report}。" if report else "。"))
    doubtful = sum(severity(d) == DOUBTFUL for d in found.doubts)
    columns = sum(d.code in ("T201", "T204") for d in found.doubts)
    others = sum(d.code in ("T101", "T102") for d in found.doubts)
    lines.append(f"存疑 {doubtful} 处" + (f"，没有导入的列 {columns} 个" if columns else "") + (f"，隐藏的行 {found.hidden} 行" if found.hidden else "") + (f"，没有导入的表 {others} 张" if others else "") + "。")
    for file, sheet, number, why in found.skipped:
        lines.append(f"没有导入：{file} {sheet or f'表{number}' if number else ''} {why}".replace("  ", " "))
    if found.aside:
        lines.append(f"不是事项、没有导入的行：{'，'.join(told_aside(found))}。")
    lines += outcome.notes
    lines += [f"没有读：{what}" for what in found.left]
    return [*lines, *changes(outcome), *lacking(outcome)]


def told_aside(found: Found) -> list[str]:
    """Lines that are no matters, by what they are: their number, and the words of the first ones."""
    sorts: dict[str, list[str]] = {}
    for one in found.aside:
        sorts.setdefault(one.sort, []).append(one.text)
    return [f"{sort} {len(some)}（{'、'.join(f'“{short(text)}”' for text in list(dict.fromkeys(some))[:3])}{'……' if len(set(some)) > 3 else ''}）" for sort, some in sorts.items()]


def changes(outcome: Outcome) -> list[str]:
    """What changes in the file, as a table: 编号 事项 字段 原来 现在."""
    if not outcome.differences:
        return []
    rows = [("编号", "事项", "字段", "原来", "现在"), *((one["number"], short(one["name"]), one["field"], short(one["old"]) or "（没有）", short(one["new"])) for one in outcome.differences)]
    widths = [max(half_widths(row[n]) for row in rows) for n in range(3)]
    return ["", "变化：", *("  ".join([*(text + " " * (room - half_widths(text)) for text, room in zip(row, widths, strict=False)), f"{row[3]}  →  {row[4]}"]) for row in rows)]


def lacking(outcome: Outcome) -> list[str]:
    """What the county's own files lack, ready to be pasted."""
    units, levels = outcome.unknown.get("units", []), outcome.unknown.get("levels", [])
    out = []
    named, groups = proposed(units, outcome.county, outcome.unit_ids, outcome.ours), collective(units)
    if outcome.ours:
        out += ["", "别的县的单位，本县已经有同样的，不要再加进 units.yml；在表里改成本县的，再导入一次："]
        out += [f"  {name} → {mine}" for name, mine in outcome.ours.items()]
    if named or groups:
        out += ["", "units.yml 里没有的单位。确实是本县的，把下面几行贴进 catalogues/units.yml，核对名称，代号可以改，贴好以后再导入一次："]
        for name, id in named.items():
            out += [f"{id}:", f"  名称: {written(name)}"]
        for id, (name, kind) in groups.items():
            out += ["# 统称，不是哪一个单位", f"{id}:", f"  名称: {name}", f"  指代: {kind}"]
    if levels:
        out += ["", f"本县没有的层级：{'、'.join(levels)}。确实用的，加进 catalogues/county.yml 的“层级”。"]
    if channels := outcome.unknown.get("channels"):
        out += ["", f"不在渠道表里、写在“其他”里的：{'、'.join(channels)}。本县常用的，可以加进 catalogues/county.yml 的“渠道”（那时要把用到的渠道都列全）。"]
    return out


def severity(doubt: Doubt) -> str:
    return doubt.severity or DOUBTS[doubt.code].severity


def as_json(outcome: Outcome) -> dict[str, Any]:
    """What programs read."""
    cells = []
    for doubt in in_order(outcome.found.doubts):
        sort, table = DOUBTS[doubt.code], doubt.table
        cells.append({
            "file": doubt.file, "sheet": table.sheet if table else "", "table": table.number if table else None, "page": table.page or None if table else None, "row": doubt.row,
            "column": doubt.column, "address": place(doubt), "field": doubt.key, "code": doubt.code, "severity": severity(doubt), "read": doubt.read, "written": doubt.written,
            "message": doubt.said or sort.title, "hint": doubt.hint or sort.hint, "at": outcome.at.get(id(doubt), "")})
    for one in outcome.found.mended:
        table = one.table
        cells.append({
            "file": table.file, "sheet": table.sheet, "table": table.number, "page": table.page or None, "row": one.row, "column": one.column,
            "address": place(Doubt("", table, row=one.row, column=one.column)), "field": "", "code": "", "severity": "mended", "read": one.before, "written": one.after,
            "message": one.kind, "hint": "", "at": ""})
    return {"target": outcome.target, "written": outcome.written,
            "rows": {key: outcome.rows.get(key, 0) for key in ("read", "items", "new", "changed", "same", "missing", "hidden")}, "cells": cells,
            "skipped": [{"file": file, "sheet": sheet, "table": number, "reason": why} for file, sheet, number, why in outcome.found.skipped],
            "differences": outcome.differences, "unknown": {key: outcome.unknown.get(key, []) for key in ("units", "channels", "levels")}}


__all__ = ["Outcome", "as_json", "as_lines", "each_told", "in_order", "letters", "place", "short", "summary"]
