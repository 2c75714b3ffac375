"""Rows → matters, as frames: the cells of a section below the paths of its header, first levels filled down, rows of one matter grouped."""
import re

import pandas as pd

from disclosure.rules.form import SAME
from disclosure.tables.cells import text
from disclosure.tables.cells.boxes import ticked
from disclosure.tables.cells.reading import Reading
from disclosure.tables.doubt import DOUBTS
from disclosure.tables.fields import NONE, Fields, Part, lost_merges
from disclosure.tables.grid import NO_CELL, Cell, Mark
from disclosure.tables.head import RUNNING, SKIP, TICKED, Column, Sheet
from disclosure.tables.matters import Doubt, Found, Matter, Mended
from disclosure.tables.sections import Section
from disclosure.tables.setting import DOMAIN, Setting

STOP = re.compile(r"[；;。》）)！]$")


class Rows:
    """Reads sections one after another; what goes on over a page goes on here."""

    def __init__(self, setting: Setting, found: Found) -> None:
        self.setting, self.found = setting, found
        self.fields = Fields(setting, found.doubts, found.mended)
        self.category: tuple[str, Cell] | None = None
        self.last: list = []

    def read(self, section: Section) -> None:
        """The matters of a section, added to what was found."""
        columns = self.columns(section)
        self.found.keys |= {c.key for c in columns if c.key} - {RUNNING, SKIP}
        if not section.goes_on:
            self.category, self.last = None, []
            self.fields.forget()
        frame = self.frame(section, columns)
        if frame.empty:
            return
        starts = self.starts(section, frame, columns)
        categories = self.categories(section, frame, columns)
        lost = lost_merges(section.table)
        held = frame.to_numpy()
        self.found.mended += [Mended("合并单元格", section.table, cell.row, cell.column, "", self.setting.gate.safe(cell.text))
                              for cell in dict.fromkeys(one.cell for line in held for one in line if one.cell.rows > 1 and one.cell.text.strip())]
        rows = {row.number: row for row in section.rows}
        for n, positions in frame.groupby(starts.cumsum(), sort=False).indices.items():
            lines = [(int(frame.index[p]), held[p]) for p in positions]
            if n == 0:
                if self.last and section.goes_on:
                    self.go_on(lines, columns)
                continue  # else rows without a matter before them, told by `starts`
            if all(rows[number].hidden for number, _ in lines):
                for at, column in enumerate(columns):  # 同上 below it would mean what nobody sees; below a hidden 同上, what it means itself
                    if not all(SAME.match(re.sub(r"\s", "", line[at].cell.text)) for _, line in lines):
                        self.fields.above.pop(column.number, None)
                        self.fields.filled.pop(column.number, None)
                self.last = []
                continue
            lines = [(number, line) for number, line in lines if not rows[number].hidden]
            parts = [self.part(section, column, at, lines, rows) for at, column in enumerate(columns)]
            first = lines[0][0]
            self.last = [section.sheet, first, parts, categories[first], lost, section.domain]
            self.emit()

    def emit(self) -> None:
        sheet, first, parts, category, lost, domain = self.last
        matter = self.fields.read(sheet.table, first, parts, category, lost, domain)
        self.found.matters.append(matter)

    def columns(self, section: Section) -> list[Column]:
        """The columns that are read; hidden, unknown and repeated ones are told."""
        out: list[Column] = []
        table, header = section.table, section.header
        texts = {n for cell in table.cells if cell.row > header.last and cell.text.strip() for n in range(cell.column, cell.column + cell.columns)}
        seen: dict[tuple[str, str], Column] = {}
        levels = [c.option for c in header.columns.values() if c.key == "层级" and c.option]
        for number, column in header.columns.items():
            cell = column.path[-1] if column.path else Cell("", header.last, number)
            head = column.head or "（没有表头）"
            if column.key == SKIP:
                continue
            if number in table.hidden_columns and not self.setting.hidden:
                if number in texts or column.path:
                    self.tell_column("T204", section, cell, number, column, f"“{head}”这一列是隐藏的，没有导入")
                continue
            if not column.key:
                if number in texts:
                    self.tell_column("T201", section, cell, number, column, f"“{head}”这一列没有对应的字段，没有导入")
                continue
            if column.key == DOMAIN and DOMAIN not in self.setting.fields:
                out.append(column)
                continue
            if column.key == "层级" and (column.option or column.rest) and column.option not in self.setting.levels:
                if column.option == "市级" and "县级" not in levels:
                    column = column._replace(option="县级")
                else:
                    self.tell_column("T205", section, cell, number, column, f"本县没有“{head}”这个层级，这一列没有导入")
                    continue
            if column.rest and column.key == "渠道" and any(c.option for c in header.columns.values() if c.key == column.key):
                column = column._replace(option=re.sub(r"\s", "", head))  # a channel of the county's own, ticked beside those of the form
            elif column.rest and column.key in TICKED and any(c.option for c in header.columns.values() if c.key == column.key):
                self.tell_column("T201", section, cell, number, column, f"“{head}”这一列没有对应的字段，没有导入")
                continue
            before = seen.get((column.key, column.option))
            if before is not None and column.key not in (RUNNING,) and not (before.path and column.path and before.path[0] == column.path[0]) and column.key != "层级":
                if number in texts:
                    self.tell_column("T202", section, cell, number, column, f"“{head}”和“{before.head}”都是“{column.key}”，用了前一列")
                continue
            seen.setdefault((column.key, column.option), column)
            out.append(column)
        optioned = {c.key for c in out if c.option and c.option != "pair"}
        out = [c for c in out if c.option or c.key not in optioned]
        return [c for c in out if c.key != RUNNING or c is next(x for x in out if x.key == RUNNING)]

    def tell_column(self, code: str, section: Section, cell: Cell, number: int, column: Column, said: str) -> None:
        key = (code, id(section.table), number, column.head)
        if section.goes_on or key in self.fields.told:
            return
        self.fields.told.add(key)
        self.found.doubts.append(Doubt(code, section.table, said, cell.row or section.header.first, number, column.key if column.key not in (SKIP, RUNNING) else "", column.head,
                                       re.sub(r"\s+", "", cell.text), hint=DOUBTS[code].hint.replace("J=", f"{chr(64 + number) if number < 27 else 'J'}="), file=section.table.file))

    def frame(self, section: Section, columns: list[Column]) -> pd.DataFrame:
        """The cells of a section: a row for each row of matters, a column for each column of the table below the path of its heading."""
        paths = [(c.key, c.option, c.number) for c in columns]
        data = [[section.sheet.at(row.number, c.number) for c in columns] for row in section.rows]
        return pd.DataFrame([[Held(cell) for cell in line] for line in data], index=[row.number for row in section.rows], columns=pd.MultiIndex.from_tuples(paths, names=["field", "option", "column"]))

    # -- which rows are one matter -----------------------------------------------------------
    def starts(self, section: Section, frame: pd.DataFrame, columns: list[Column]) -> pd.Series:
        """Whether a matter begins in a row."""
        names = [n for n, c in enumerate(columns) if c.key == self.setting.words.name]
        firsts = [n for n, c in enumerate(columns) if c.key == "一级事项"]
        thirds = [n for n, c in enumerate(columns) if c.key == "三级事项"]
        running = next((n for n, c in enumerate(columns) if c.key in (RUNNING, "编号")), None)
        ticks = [n for n, c in enumerate(columns) if c.option and c.option not in ("pair", "特定群体")]  # who is meant goes on as any text does
        texts = frame.map(lambda held: held.cell.text.strip())
        numbered = running is not None and (texts.iloc[:, running] != "").mean() > 0.02
        rows = {row.number: row for row in section.rows}
        begun, out = bool(self.last and section.goes_on), []
        open_name: Cell | None = None
        open_third = False
        for number, line in zip(frame.index, frame.to_numpy(), strict=True):
            cells = [held.cell for held in line]
            name = next((cells[n] for n in names if cells[n].text.strip()), cells[names[0]] if names else NO_CELL)
            own_name = bool(name.text.strip()) and name.row == number
            own_first = any(cells[n].text.strip() and cells[n].row == number for n in firsts)
            own_number = running is not None and bool(cells[running].text.strip()) and cells[running].row == number
            covered = bool(name.text.strip()) and name.row < number and name is open_name
            start = False
            third = any(cells[n].text.strip() and not NONE.match(cells[n].text) and cells[n].row == number for n in thirds)
            if covered:
                start = third and open_third and (own_number or running is None)  # each third level of a name is a matter
            elif rows[number].hidden:
                start = own_name or own_number
            elif own_name:
                start = not self.broken(cells, name, running, ticks, numbered, begun, own_number, section)
                if not start:
                    self.told_joined(section, number, cells, columns)
            elif own_number or (own_first and len([c for c in cells if c.row == number and c.text.strip()]) > 2):
                start = True
            if start:
                open_name = name if own_name or covered else None
                open_third = third
                begun = True
            elif rows[number].border and begun and not covered:
                self.told_joined(section, number, cells, columns)
            elif not begun and any(c.text.strip() for c in cells):
                self.found.doubts.append(Doubt("T302", section.table, "这一行不属于任何一个事项，没有导入", number, read=self.setting.gate.safe(" ".join(c.text for c in cells if c.text.strip()))[:80],
                                               hint="是事项的，写上名称", file=section.table.file))
            out.append(start)
        return pd.Series(out, index=frame.index, dtype=int)

    def broken(self, cells: list[Cell], name: Cell, running: int | None, ticks: list[int], numbered: bool, begun: bool, own_number: bool, section: Section) -> bool:
        """Whether a row with words in the name's column only goes on with the one above: every line of the print is a row of the table."""
        if running is None or not numbered or own_number or not begun or not ticks or name.rows > 1:
            return False
        if cells[running].text.strip() or any(ticked(cells[n].text) for n in ticks) or any(cells[n].text.strip() for n in ticks):
            return False
        return not any(c.rows > 1 for c in cells if c.text.strip())

    def told_joined(self, section: Section, number: int, cells: list[Cell], columns: list[Column]) -> None:
        """T303 at each cell that was joined to the one above."""
        own = [(cell, column) for cell, column in zip(cells, columns, strict=True) if cell.text.strip() and cell.row == number and column.key != RUNNING]
        named = any(column.key == self.setting.words.name for _, column in own)
        for cell, column in own:
            self.fields.tell("T303", section.table, (number, cell.column), column, None, f"这一行没有序号{'' if named else '和名称'}，接到了上一行的事项", DOUBTS["T303"].hint, cell.text)

    def categories(self, section: Section, frame: pd.DataFrame, columns: list[Column]) -> dict[int, tuple[str, Cell] | None]:
        """The first level of every row: its own, or the one above."""
        firsts = [n for n, c in enumerate(columns) if c.key == "一级事项"]
        names = [n for n, c in enumerate(columns) if c.key == "名称"]
        if not firsts:
            out = {}
            for row in section.rows:
                reading = Reading()
                said = text.name(row.category[0], reading) if row.category else ""
                out[row.number] = (said, row.category[1]) if said else None
            return out
        own = frame.iloc[:, firsts[0]].map(lambda held: held.cell)
        name = frame.iloc[:, names[0]].map(lambda held: held.cell) if names else own
        both = pd.Series([a.columns > 1 and b is a for a, b in zip(own, name, strict=True)], index=frame.index)
        own = own.where(~both, NO_CELL)

        def filled(cell: Cell) -> Cell | None:
            said = re.sub(r"\s", "", cell.text)
            return cell if said and not NONE.match(said) and not SAME.match(said) else None
        said = pd.Series([filled(cell) for cell in own], index=frame.index, dtype=object)
        above = self.category
        if above is not None and pd.isna(said.iloc[0]) and not both.iloc[0]:
            said.iloc[0] = above[1]
        blank = said.isna()
        said = said.ffill()
        self.found_mended(section, own, blank & said.notna(), said)
        out = {}
        for number, cell in said.items():
            if both[number] or cell is None or (not isinstance(cell, Cell)):
                out[number] = None
                continue
            out[number] = (self.category_name(cell), cell)
            self.category = out[number]
        return out

    def category_name(self, cell: Cell) -> str:
        return text.name(cell.text, Reading())

    def found_mended(self, section: Section, own: pd.Series, filled: pd.Series, said: pd.Series) -> None:
        """Counts the first levels that were filled down, and the cells that covered several rows."""
        for number in filled[filled].index:
            self.found.mended.append(Mended("一级事项往下填", section.table, number, own[number].column or said[number].column, "", self.setting.gate.safe(said[number].text)))

    # -- the cells of one matter -------------------------------------------------------------
    def part(self, section: Section, column: Column, at: int, lines: list, rows: dict) -> Part:
        """The cells of one column of a matter: each merged one once.  `lines`: (row, its cells)."""
        cells = list(dict.fromkeys(cell for _, line in lines if (cell := line[at].cell).text.strip() or cell.marks))
        # cells side by side in rows that are merged elsewhere were set apart on purpose; else a line may only have been broken
        apart = len(lines) > 1 and (any(held.cell.rows > 1 for held in lines[0][1]) or any(Mark.NESTED in c.marks for c in cells))
        inside = len(lines) > 1 and rows[lines[1][0]].border
        first = cells or [section.sheet.at(lines[0][0], column.number)]
        return Part(column, first, joined=not apart, inside=inside and len(cells) > 1 and cells[0].row == lines[0][0])

    def go_on(self, lines: list, columns: list[Column]) -> None:
        """Rows at the top of a page that belong to the last matter of the page before."""
        sheet, first, parts, category, lost, domain = self.last
        more = []
        for at, part in enumerate(parts[:len(columns)]):
            cells = list(dict.fromkeys(cell for _, line in lines if (cell := line[at].cell).text.strip()))
            more.append(part if not cells else part.with_(cells=[*(c for c in part.cells if c.text.strip()), *cells], joined=True, inside=bool(part.text)))
        self.found.matters.pop()
        self.fields.take_back(sheet.table, {cell for before, now in zip(parts, more, strict=False) if now is not before for cell in before.cells})
        self.last = [sheet, first, more, category, lost, domain]
        self.emit()


class Held:
    """A cell within a frame, which would take a tuple apart."""

    __slots__ = ("cell",)

    def __init__(self, cell: Cell) -> None:
        self.cell = cell


def read_pairs(setting: Setting, found: Found, sheet: Sheet, matters: list) -> None:
    """Matters that stand as pairs of label and value."""
    fields = Fields(setting, found.doubts, found.mended)
    for pairs in matters:
        parts: dict[tuple[str, str], Part] = {}
        category = None
        for column, cell in pairs:
            if column.key == "一级事项":
                category = (text.name(cell.text, Reading()), cell) if cell.text.strip() and not NONE.match(cell.text) else None
                continue
            before = parts.get((column.key, column.option))
            parts[column.key, column.option] = Part(column, [cell]) if before is None else before.with_(cells=[*before.cells, cell])
        found.keys |= {key for key, _ in parts}
        row = next(part.cell.row for (key, _), part in parts.items() if key == setting.words.name)
        found.rows += 1
        fields.forget()
        found.matters.append(fields.read(sheet.table, row, list(parts.values()), category, False, ""))


def same_names(found: Found, setting: Setting) -> None:
    """T304: matters of one first level that are called alike."""
    if not found.matters:
        return
    keys = pd.DataFrame([(m.domain, *(re.sub(r"\s", "", str(m.values.get(key, ""))) for key in ("一级事项", m.title, "三级事项"))) for m in found.matters])
    alike = keys.duplicated(keep="first") | (keys.duplicated([0, 1, 2], keep="first") & (keys[3] == ""))  # without a third level it is none of its own
    for position in keys.index[alike & (keys[2] != "")]:
        matter: Matter = found.matters[position]
        first = next(m for m, other in zip(found.matters, keys.to_numpy().tolist(), strict=True) if other[:3] == keys.loc[position].tolist()[:3])
        cell = matter.cells.get(matter.title, Cell("", matter.row, 1))
        where = "" if setting.register else f"同在“{matter.values.get('一级事项', '') or '未分类'}”下，"
        found.doubts.append(Doubt("T304", matter.table, f"和第{first.row}行{where}名称都是“{setting.gate.safe(matter.name)}”", matter.row, cell.column, matter.title, "",
                                  setting.gate.safe(cell.text), setting.gate.safe(matter.name), DOUBTS["T304"].hint, setting.gate.safe(matter.name), matter.table.file))


def lost_zeros(found: Found, setting: Setting) -> None:
    """T407: numbers of matters that came without the zeros that others have, or twice."""
    numbered = [(m, m.cells["编号"]) for m in found.matters if m.cells.get("编号") is not None and m.cells["编号"].text.strip()]
    zero = any(cell.text.startswith("0") for _, cell in numbered)
    typed = sum(Mark.NUMBER not in cell.marks and Mark.DATE not in cell.marks for _, cell in numbered) * 2 > len(numbered)
    seen: dict[str, int] = {}
    before: tuple[str, int] | None = None
    for matter, cell in numbered:
        said = matter.values.get("编号")
        group, _, place = cell.text.partition(".")
        tens = before is not None and group == before[0] and re.fullmatch("[1-9]", place) is not None and int(place) * 10 == before[1] + 1
        before = (group, int(place) * (10 if tens else 1)) if re.fullmatch(r"\d{1,4}", place) else None
        bare = Mark.NUMBER in cell.marks and cell.form in ("", "General", "G/通用格式")
        again = said is not None and said in seen
        alone = bare and typed and re.fullmatch(r"\d+\.\d", cell.text)
        if said is None or not (again or alone or (bare and tens) or (bare and zero and re.fullmatch(r"[1-9]\d*", cell.text))):
            if said is not None:
                seen[str(said)] = matter.row
            continue
        why = f"和第{seen[said]}行的编号一样" if again else f"前一个编号是 {group}.{int(place) * 10 - 1}，这个可能是 {group}.{place}0，丢了末尾的 0" if tens else "别的编号是文字，这个是数字，可能丢了末尾的 0" if alone else "别的编号以 0 开头，这个可能丢了开头的 0"
        found.doubts.append(Doubt("T407", matter.table, why, cell.row, cell.column, "编号", "编号", cell.text, "", DOUBTS["T407"].hint, setting.gate.safe(matter.name), matter.table.file))
        matter.shaky.add("编号")
        del matter.values["编号"]


