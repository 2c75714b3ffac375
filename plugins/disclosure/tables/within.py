"""Records within the records of a register, a row each: a guide's materials, the steps of a task."""
from typing import TYPE_CHECKING

from disclosure.tables.cells.kinds import read_kind
from disclosure.tables.grid import Table
from disclosure.tables.matters import Matter

if TYPE_CHECKING:
    from disclosure.tables.fields import Fields, Part


def records_within(of: "Fields", matter: Matter, by_key: dict[str, list["Part"]], table: Table) -> None:
    """Records within a record, a row each: 材料名称, 材料来源 … beside the name that they belong to."""
    columns: dict[str, dict[str, "Part"]] = {}
    for key, some in by_key.items():
        if "." in key and (owner := key.partition(".")[0]) not in by_key:
            columns.setdefault(owner, {})[key.partition(".")[2]] = some[0]
    for owner, parts in columns.items():
        kind = of.setting.fields[owner].kind
        fields = {f.key: f for f in kind.template.fields.values()}
        rows = sorted({cell.row for part in parts.values() for cell in part.cells if cell.text.strip()})
        made = []
        for row in rows:
            one = {}
            for key, part in parts.items():
                cell = next((cell for cell in part.cells if cell.row <= row < cell.row + cell.rows and cell.text.strip()), None)
                if cell is None or any([of.tell(code, table, cell, part.column, matter, said) or code for code, said in of.flags(cell, part.column, owner)]):
                    continue
                reading = read_kind(fields[key].kind, cell.text, of.setting)
                for code, said, hint in reading.doubts:
                    of.tell(code, table, cell, part.column, matter, said, hint, cell.text)
                    matter.shaky.add(owner)
                if reading.value is not None:
                    one[key] = reading.value
            made += [one] if one else []
        if made:
            matter.values[owner] = made
            matter.cells[owner] = next(iter(parts.values())).cell
