"""The fields of one matter: from the cells of its rows to values under the keys of docs/format.md, with every doubt at its cell."""
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from disclosure.model import fields as k
from disclosure.model.matters import GENERAL
from disclosure.read.characters import HIDDEN
from disclosure.rules.form import SAME
from disclosure.tables.cells import amounts, choices, exported, text
from disclosure.tables.cells.gate import HELD
from disclosure.tables.cells.kinds import read_kind
from disclosure.tables.cells.reading import Reading
from disclosure.tables.doubt import LEFT_OUT
from disclosure.tables.grid import Cell, Kind, Mark, Table
from disclosure.tables.head import ID, REFERS, RUNNING, SKIP, Column
from disclosure.tables.matters import Doubt, Matter, Mended
from disclosure.tables.setting import DOMAIN, Setting
from disclosure.tables.within import records_within

SAME_AS = re.compile(r"^[（(]?(?:[同见][左右]|同[左右]列)[）)]?$|^[（(]?\s*(?:同|见|参照|参见|同上述?)\s*(?:第|序号|编号|事项)?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:项|条|行|栏|号|款|点)?(?:事项|内容)?\s*[）)。]?$")
NONE = re.compile(r"^[\s—–\-－/／\\无]*$")
LOST = re.compile(r"\ufffd|[\u3400-\u9fff《（〔]\?+[\u3400-\u9fff》）〕]|\?\?")
"""Characters that could not be written in another encoding."""
LONGEST = 4000
"""Characters: longer text is a whole document, no element of a matter."""
FLAGS = ((Mark.ERROR, "T409", "这里是 Excel 的错误值"), (Mark.UNCALCULATED, "T410", ""), (Mark.STRUCK, "T411", "划掉的字"), (Mark.TRACKED, "T424", "修订"),
         (Mark.HIDDEN_TEXT, "T425", "隐藏的字"), (Mark.NESTED, "T426", ""), (Mark.COMMENT, "T427", "批注"), (Mark.DATE, "T406", ""))


@dataclass(eq=False)
class Part:
    """The cells of one column that belong to one matter, in the order of its rows; `joined`: they are one cell that was broken, or may be."""

    column: Column
    cells: list[Cell]
    joined: bool = False
    inside: bool = False
    """A word was broken between the first two cells: nothing goes between them."""

    @property
    def cell(self) -> Cell:
        return self.cells[0]

    def with_(self, **changes) -> "Part":
        return replace(self, **changes)

    @cached_property
    def text(self) -> str:
        said = [cell.text.strip() for cell in self.cells if cell.text.strip()]
        if len(said) > 1 and len(set(said)) == 1:
            return said[0]  # the same in every row of the matter
        if self.inside and len(said) > 1 and not re.search(r"[；;。》）)]$", said[0]):
            said = [said[0] + said[1], *said[2:]]
        return "\n".join(said)


class Fields:
    """Reads matters of one run of tables; keeps what stood above, for 同上."""

    def __init__(self, setting: Setting, doubts: list[Doubt], mended: list[Mended]) -> None:
        self.setting, self.doubts, self.mended = setting, doubts, mended
        self.above: dict[int, Part | None] = {}
        self.filled: dict[int, Part] = {}
        """The last cells of each column that were not empty: what a lost merge may have covered."""
        self.told: set[tuple] = set()
        self.cache: dict[tuple, Reading] = {}

    def forget(self) -> None:
        """A new section begins: nothing stands above."""
        self.above, self.filled = {}, {}

    # -- telling -----------------------------------------------------------------------------
    def tell(self, code: str, table: Table, cell: Cell | tuple[int, int], column: Column | None, matter: Matter | None, said: str = "", hint: str = "", read: str | None = None,
             written: str = "") -> None:
        """A doubt at a cell, once."""
        row, number = (cell.row, cell.column) if isinstance(cell, Cell) else cell
        key = (id(table), row, number, code, column.key if column else "")
        if key in self.told:
            return
        self.told.add(key)
        head = column.head if column else ""
        shown = read if read is not None else cell.text if isinstance(cell, Cell) else ""
        safe = self.setting.gate.safe
        self.doubts.append(Doubt(code, table, HELD if safe(said, head) == HELD else said, row, number, column.key if column and column.key not in (RUNNING, SKIP) else "", head,
                                 HELD if code == "T429" else safe(shown, head), written, hint, safe(matter.name) if matter else "", table.file))

    def take_back(self, table: Table, cells: set[Cell]) -> None:
        """Forgets what was doubtful about cells that are to be read again, with what belongs to them."""
        places = {(cell.row, cell.column) for cell in cells}
        self.told = {key for key in self.told if not (key[0] == id(table) and key[1:3] in places)}
        self.doubts[:] = [doubt for doubt in self.doubts if not (doubt.table is table and (doubt.row, doubt.column) in places and doubt.code.startswith("T4"))]

    # -- one matter --------------------------------------------------------------------------
    def read(self, table: Table, row: int, parts: list[Part], category: tuple[str, Cell] | None, merged_lost: bool, domain: str) -> Matter:
        """The matter of these cells.  `category`: its first level, with the cell that says it; `merged_lost`: the file cannot hold merged cells."""
        matter = Matter(table, row, domain=domain)
        by_key: dict[str, list[Part]] = {}
        for part in parts:
            if part.column.key and part.column.key not in (RUNNING, SKIP) and not self.over(matter, part, parts, table):
                by_key.setdefault(part.column.key, []).append(part)
        matter.running = next((part.cell for part in parts if part.column.key == RUNNING and part.text), None)
        register = self.setting.register
        if register:
            matter.title = self.setting.words.name
            by_key = {key: by_key[key] for key in sorted(by_key, key=lambda key: key != matter.title)}
        else:
            self.names(matter, by_key, category, table)
        for key, some in by_key.items():
            if key in ("名称", "一级事项") and not register:
                continue
            if key in (ID, REFERS):  # of tables that `export` wrote: of registers the one, of catalogues the other
                matter.id, matter.refers = (some[0].text.strip(), "") if register else ("", some[0].text.strip())
                continue
            if key == DOMAIN and not register:
                self.domain(matter, some)
                continue
            matter.cells[key] = some[0].cell
            if register and "." in key:
                continue
            resolved = self.resolved(matter, key, some, table)
            if resolved is None:
                continue
            self.field(matter, key, resolved, table, merged_lost)
        if register:
            records_within(self, matter, by_key, table)
        for part in parts:
            if not (part.text and SAME.match(re.sub(r"\s", "", part.text))):
                self.above[part.column.number] = part
                if part.text:
                    self.filled[part.column.number] = part
        if domain and not register and DOMAIN not in matter.values and DOMAIN in self.setting.fields:
            self.place_domain(matter, domain, None)
        return matter

    def names(self, matter: Matter, by_key: dict[str, list[Part]], category: tuple[str, Cell] | None, table: Table) -> None:
        """名称, 一级事项 and, where both stand in one cell, their parting."""
        some = by_key.get("名称", [])
        part = some[0] if some else None
        if category:
            matter.values["一级事项"], matter.cells["一级事项"] = category
        if part is None:
            return
        cell = matter.cells["名称"] = part.cell
        out = Reading()
        raw = "\n".join(p.text for p in some if p.text)
        if part.column.option == "pair" and len(pieces := text.two_names(raw, out)) > 1:
            matter.values["一级事项"], matter.values["名称"] = pieces[0], pieces[1] if len(pieces) == 2 else "/".join(pieces[1:])
            matter.cells["一级事项"] = cell
        elif NONE.match(raw):
            if category:
                matter.values["名称"] = category[0]
                self.tell("T401", table, cell, part.column, matter, "名称空着，用一级事项作了名称", "确实没有二级事项的，不用改", written=category[0])
            else:
                self.tell("T401", table, cell, part.column, matter, "这一行没有名称", "在表里写上事项的名称")
                matter.shaky.add("名称")
        else:
            matter.values["名称"] = text.name(raw, out)
        self.note(out, table, cell, raw, str(matter.values.get("名称", "")))
        for code, said in self.flags(cell, part.column, "名称"):
            if code == "T429":
                matter.values.pop("名称", None)
            self.tell(code, table, cell, part.column, matter if code != "T429" else None, said)
            matter.shaky.add("名称")
        head = category[1] if category else None
        if head is not None and self.setting.gate.found(str(matter.values.get("一级事项", ""))):
            matter.values.pop("一级事项", None)
            self.tell("T429", table, head, Column(head.column, "一级事项", "", "", ()), None)

    def over(self, matter: Matter, part: Part, parts: list[Part], table: Table) -> bool:
        """Whether a cell that covers columns of several fields is another's: it is read for the first of them, and told for the others."""
        left = next((one.column for one in parts if one.column.number == part.cell.column and part.cell in one.cells), None)
        if part.cell.columns == 1 or left is None or left.key in (part.column.key, "一级事项") or not left.key or not part.text:
            return False
        if part.column.key != "三级事项":
            self.tell("T401", table, (part.cell.row, part.column.number), part.column, None, f"和“{left.head}”合并成了一格，只当作“{left.head}”", "在表里取消合并，分别写", part.text)
        return True

    def domain(self, matter: Matter, some: list[Part]) -> None:
        said = re.sub(r"[\d\s（）()]+$", "", text.tight(some[0].text.replace("\n", "")))
        if said:
            matter.domain = said
            matter.cells[DOMAIN] = some[0].cell
            if DOMAIN in self.setting.fields:
                self.place_domain(matter, said, some[0])

    def place_domain(self, matter: Matter, said: str, part: Part | None) -> None:
        """领域 of a township's matter: the id, or the name as it stands where the county has no such domain."""
        plain = said.removesuffix("领域")
        id = self.setting.domains.get(said) or self.setting.domains.get(plain) or self.setting.domains.get(f"{plain}领域")
        if id is None and part is None and DOMAIN not in self.setting.titled:
            return
        matter.values[DOMAIN] = id or plain
        if id is None and plain != GENERAL.name:
            matter.shaky.add(DOMAIN)
            at, column = (part.cell, part.column) if part else (Cell("", matter.row, 1), Column(1, DOMAIN, "", "", ()))
            self.tell("T421", matter.table, at, column, matter, f"本县没有叫“{plain}”的领域", "写本县 domains/ 里有的领域；都不属于的写“综合”", plain, plain)

    def resolved(self, matter: Matter, key: str, some: list[Part], table: Table) -> list[Part] | None:
        """The parts of a field with what stands above in the place of 同上; None where that cannot be known."""
        out = []
        for part in some:
            said = re.sub(r"\s", "", part.text)
            if SAME_AS.match(said) and key not in ("编号", "频次"):
                self.leave(matter, "T405", part, table, f"“{said}”指哪里要核对")
                return None
            if said and SAME.match(said):
                above = self.above.get(part.column.number)
                if above is None or not above.text or any(self.flags(cell, above.column, key) for cell in above.cells):
                    self.leave(matter, "T404", part, table, "“同上”的上面没有值" if above is None or not above.text else "“同上”的上面一格本身存疑")
                    return None
                self.mended.append(Mended("同上", table, part.cell.row, part.cell.column, part.text, self.setting.gate.safe(above.text)))
                part = above.with_(column=part.column)
                self.above[part.column.number] = part
            out.append(part)
        return out

    def leave(self, matter: Matter, code: str, part: Part, table: Table, said: str = "", hint: str = "") -> None:
        self.tell(code, table, part.cell, part.column, matter, said, hint, part.text)
        matter.shaky.add(part.column.key)

    def flags(self, cell: Cell, column: Column, key: str) -> list[tuple[str, str]]:
        """(code, what is to be said) for what keeps a cell from being taken as it stands."""
        kind = self.setting.fields[key].kind if key in self.setting.fields else None
        out = []
        words = dict(cell.notes)
        for mark, code, called in FLAGS:
            if mark in cell.marks and not (mark is Mark.DATE and isinstance(kind, k.Day)):
                note = words.get(mark, "")
                out.append((code, f"{called}“{self.setting.gate.safe(note)[:40]}”" if called and note else ""))
        if sort := self.setting.gate.found(cell.text, column.head):
            out.append(("T429", f"这里有{sort}，没有写进目录"))
        if HIDDEN.search(cell.text.replace("\n", "").replace("\ufffd", "").replace("\t", "")):
            out.append(("T430", "有目录里不能用的字符"))
        elif len(cell.text) > LONGEST:
            out.append(("T430", f"有 {len(cell.text)} 个字，太长"))
        boxed = isinstance(kind, k.Channels | k.ChoiceList | k.Levels | k.AudienceKind)
        if boxed and Mark.PICTURE in cell.marks:
            out.append(("T412", "格子里有图片，看不出选了没有"))
        if (Mark.REPLACED in cell.marks or LOST.search(cell.text)) and not boxed:
            out.append(("T428", ""))
        return out

    def field(self, matter: Matter, key: str, parts: list[Part], table: Table, merged_lost: bool) -> None:
        """One field: its value, or the doubt that keeps it away."""
        setting = self.setting
        kind = setting.fields[key].kind
        own = {part.column.number: part for part in parts}
        for part in parts:
            for cell in part.cells:
                for code, said in self.flags(cell, part.column, key):
                    if code in LEFT_OUT or code == "T430":
                        self.tell(code, table, cell, part.column, matter, said)
                        matter.shaky.add(key)
        if key in matter.shaky:
            return
        first = parts[0]
        optioned = [part for part in parts if part.column.option and part.column.option != "pair"]
        at = next((part.cell for part in parts if part.text), first.cell)
        if optioned and len(optioned) == len(parts):
            reading = self.ticked(key, parts)
        else:
            whole = "\n".join(part.text for part in parts if part.text)
            if not whole or NONE.match(whole) and key != "备注" and not (setting.register and first.column.exact):
                self.empty(matter, key, first, table, merged_lost)
                return
            reading = self.valued(key, kind, parts, whole)
        if reading.value is None and not reading.doubts:
            if not (key == "主体" and reading.mended):
                self.empty(matter, key, first, table, merged_lost)
            self.note(reading, table, at, first.text, "")
            return
        odd_column = next((own[n].column for n in own if own[n].text), first.column)
        for code, said, hint in reading.doubts:
            left = code in LEFT_OUT
            written = "" if left or reading.value is None else shown(reading.value)
            cell, column = self.where(code, parts, at, odd_column)
            self.tell(code, table, cell, column, matter, said, hint, self.seen(parts), written)
            if code != "T417":
                matter.shaky.add(key)
            if left:
                reading.value = None
        self.note(reading, table, at, self.seen(parts), shown(reading.value) if reading.value is not None else "")
        if reading.value is not None:
            matter.values[key] = reading.value

    def where(self, code: str, parts: list[Part], at: Cell, column: Column) -> tuple[Cell, Column]:
        """The cell that a doubt is about: of two values the second, of two audiences the named one, of none the first column."""
        filled = [part for part in parts if part.text]
        if code == "T403":
            for part in parts:
                if len(part.cells) > 1:
                    return part.cells[-1], part.column
        if code in ("T418", "T419", "T412") and parts[0].column.option:
            part = filled[-1] if filled else parts[0]
            return part.cell, part.column
        return at, column

    def seen(self, parts: list[Part]) -> str:
        """What stands there, for the report."""
        if len(parts) == 1:
            return parts[0].text
        return "，".join(f"{part.column.head}：{part.text or '（空）'}" for part in parts)

    def note(self, reading: Reading, table: Table, cell: Cell, before: str, after: str) -> None:
        safe = self.setting.gate.safe
        for kind in dict.fromkeys(reading.mended):
            self.mended.append(Mended(kind, table, cell.row, cell.column, safe(before), safe(after)))

    def empty(self, matter: Matter, key: str, part: Part, table: Table, merged_lost: bool) -> None:
        """An empty cell: told where something has to stand there."""
        if key not in self.setting.asked:
            return
        above = self.filled.get(part.column.number)
        if key == "对象":
            code, said, hint = "T418", "公开对象空着", ""
        elif key == "方式":
            code, said, hint = "T420", "公开方式空着", ""
        elif merged_lost and above is not None and key != "层级":
            code, said = "T402", ""
            hint = f"和上面一样的，在表里补上“{self.setting.gate.safe(above.text)[:60]}”；不一样的，填上自己的"
        else:
            code, said, hint = "T401", "公开层级一个也没有选" if key == "层级" else "", ""
        self.tell(code, table, part.cell, part.column, matter, said, hint, "")
        matter.shaky.add(key)

    # -- values ------------------------------------------------------------------------------
    def ticked(self, key: str, parts: list[Part]) -> Reading:
        """A field whose columns stand for one option each."""
        if key == "对象":
            texts = {part.column.option: part.text for part in parts}
            reading = choices.audience_ticks(texts.get("全社会"), texts.get("特定群体"))
            return reading if reading.value is None else Reading(reading.value, reading.doubts, [*reading.mended, *choices.other_ticks(texts.values())])
        levels = self.setting.levels
        known = [part for part in parts if key != "层级" or part.column.option in levels]
        if key == "渠道":
            return self.setting.channels.ticked([(part.column.option, part.column.head, part.text) for part in parts])
        fits = {re.sub(r"\s", "", part.column.head) for part in parts} | {part.column.option for part in parts} | {"公开"}
        chosen, odd = choices.ticks([(part.column.option, part.text) for part in known], fits)
        reading = Reading(chosen or None)
        for name, said in odd:
            reading.doubt("T412" if re.match(r"[?？\ufffd]", said) else "T421", f"“{name}”下面的“{said.strip()[:20]}”认不出是选了还是没有选")
        reading.mended += choices.other_ticks(part.text for part in known)
        if key == "层级" and any(part.column.option in chosen and part.column.with_villages for part in known):
            reading.mended.append(choices.WITH_VILLAGES)
        if odd:
            return Reading(None, [("T412", said, hint) for _, said, hint in reading.doubts])
        if not chosen and key == "方式":
            return Reading.nothing("T420")
        return reading

    def valued(self, key: str, kind: k.Kind, parts: list[Part], whole: str) -> Reading:
        """A field that stands in one column, or in several below one heading."""
        cells = list(dict.fromkeys(cell.text for part in parts for cell in part.cells if cell.text.strip()))
        apart = len(parts) == 1 and len(cells) > 1 and not parts[0].joined
        cache = (key, whole, apart)
        if cache not in self.cache:
            self.cache[cache] = self.parsed(key, kind, cells if apart else [whole], parts)
        known = self.cache[cache]
        return Reading(known.value, list(known.doubts), list(known.mended))

    def parsed(self, key: str, kind: k.Kind, texts: list[str], parts: list[Part]) -> Reading:
        setting = self.setting
        if setting.register and parts[0].column.exact and isinstance(kind, exported.KINDS):
            return exported.read(kind, "\n".join(texts), setting.records, setting.units)
        if setting.register:
            cell = parts[0].cell
            dated = isinstance(kind, k.Day) and Mark.DATE in cell.marks and re.match(r"\d{4}-\d\d-\d\d", cell.stored)
            return read_kind(kind, cell.stored[:10] if dated else "\n".join(texts), setting)
        if parts[0].column.exact and (key in setting.words.exported or isinstance(kind, k.Text | k.TextList)):
            return exported.read(kind, "\n".join(texts), setting.records, setting.units)
        if key == "编号":
            return amounts.number(texts, parts[0].cell)
        if key == "时限":
            return amounts.limit(texts, parts[0].cell)
        if key in ("名称", "三级事项"):
            out = Reading()
            out.value = text.name("\n".join(texts), out)
            return out
        if key in ("内容", "依据"):
            out = Reading()
            take: Callable = text.entries if key == "内容" else text.bases
            out.value = list(dict.fromkeys(entry for one in texts for entry in take(one, out))) or None
            return out
        return read_kind(kind, "\n".join(texts), setting)


def shown(value) -> str:
    """A value as a report shows it."""
    if isinstance(value, dict):
        return "；".join(f"{key}：{said}" for key, said in value.items())
    return "、".join(shown(one) for one in value) if isinstance(value, list) else str(value)


def lost_merges(table: Table) -> bool:
    """Whether what was merged may be empty: text files have no merged cells, pages may have lost them."""
    return table.kind is Kind.TEXT or (table.kind is Kind.PAGE and not any(cell.rows > 1 for cell in table.cells[20:]))
