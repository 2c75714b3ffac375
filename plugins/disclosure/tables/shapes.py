"""Tables that are no rows below one header: two lists side by side, the elements down the side, and pairs of label and value."""
import re
from dataclasses import replace

from disclosure.tables.grid import Cell
from disclosure.tables.head import RUNNING, Column, Header, Sheet, Words, bare, header_at

Pairs = list[tuple[Column, Cell]]
"""The values of one matter, each with what its label says."""
LABELS = 3
"""At most so many columns of labels stand at the side."""


def halves(sheet: Sheet, words: Words) -> list[Sheet]:
    """The lists that stand side by side below one line of headings that says the same again; the sheet itself where it is one list."""
    for row in range(1, min(sheet.height, 12) + 1):
        header = header_at(sheet, row, words, {})
        if header is not None:
            starts = again(header, words)
            return [part(sheet, header, start, end) for start, end in zip(starts, [*starts[1:], sheet.width + 1], strict=True)] if len(starts) > 1 else [sheet]
    return [sheet]


def again(header: Header, words: Words) -> list[int]:
    """The columns in which a list begins: where the headings, from the first of them on, come a second time, as many as make a header."""
    said = [(n, (c.key, c.option, c.head)) for n, c in sorted(header.columns.items()) if c.key]
    first = said[0][1]
    starts = [at for at, (_, one) in enumerate(said) if one == first]
    lists = [said[a:b] for a, b in zip(starts, [*starts[1:], len(said)], strict=True)]
    same = [[one for _, one in some] for some in lists]
    whole = words.name in {key for key, *_ in same[0]} and len({key for key, *_ in same[0]} - {RUNNING}) >= words.least
    return [some[0][0] for some in lists] if whole and all(one == same[0] for one in same) else [1]


def part(sheet: Sheet, header: Header, start: int, end: int) -> Sheet:
    """One of several lists side by side, under the titles that are over all of them."""
    held = tuple(cell for cell in sheet.table.cells if cell.row < header.first or start <= cell.column < end)
    return Sheet(replace(sheet.table, cells=held))


def turned(sheet: Sheet, words: Words) -> list[Pairs]:
    """Matters that stand side by side, a column each, with their elements down the side; [] where the table is none of that sort."""
    lines: list[tuple[int, Column, int]] = []
    for row in range(1, sheet.height + 1):
        labels = list(dict.fromkeys(cell for n in range(1, min(LABELS, sheet.width - 1) + 1) if (cell := sheet.places.get((row, n))) is not None and cell.text.strip()))
        for depth in range(len(labels), 0, -1):
            if depth > 1 and labels[depth - 2].rows == 1:
                continue  # what stands beside a label of one row is a value
            found = words.match([bare(cell.text) for cell in labels[:depth]])
            if found and found[2]:
                last = labels[depth - 1]
                lines.append((row, Column(last.column, found[0], found[1], re.sub(r"\s", "", last.text), tuple(labels[:depth])), last.column + last.columns - 1))
                break
    keys = {column.key for _, column, _ in lines} - {RUNNING}
    if words.name not in keys or len(keys) < words.least:
        return []
    begin = max(end for *_, end in lines) + 1
    beside = [sheet.at(row, n) for row, *_ in lines for n in range(begin, sheet.width + 1)]
    named = {n for row, column, _ in lines if column.key == words.name for n in range(begin, sheet.width + 1) if sheet.at(row, n).text.strip()}
    if len(named) < 2 or any(words.match([bare(cell.text)]) and not words.option(bare(cell.text), "") for cell in beside if 1 < len(cell.text) < 8):
        return []
    return [[(column._replace(number=n), sheet.at(row, n)) for row, column, _ in lines] for n in range(begin, sheet.width + 1) if any(sheet.at(row, n).text.strip() for row, *_ in lines)]


def pairs(sheet: Sheet, words: Words) -> list[list[tuple[Column, Cell]]]:
    """Matters that stand as pairs of label and value, one below another; [] where the table is none of that sort."""
    out: list[list[tuple[Column, Cell]]] = []
    current: list[tuple[Column, Cell]] = []
    for row in range(1, sheet.height + 1):
        labels: list[Cell] = []
        line = [cell for n in range(1, sheet.width + 1) if (cell := sheet.places.get((row, n))) is not None and (cell.row == row or n == cell.column)]
        line = list(dict.fromkeys(line))
        for position, cell in enumerate(line):
            word = bare(cell.text)
            known = word and words.match([*(bare(c.text) for c in labels), word])
            after = words.match([bare(line[position + 1].text)]) if labels and position + 1 < len(line) else None
            said = known and known[1] and after and after[2] and not after[1]  # 公开对象｜全社会｜公开方式: a value, and the next label
            if known and known[2] and not said and not (labels and position == len(line) - 1):
                labels.append(cell)
                continue
            if not labels:
                continue
            found = words.match([bare(c.text) for c in labels])
            if found and cell.row == row:
                key, option, _ = found
                column = Column(cell.column, key, option, re.sub(r"\s", "", labels[-1].text), tuple(labels))
                if current and key == words.name and any(c.key == words.name for c, _ in current):
                    next_one = [p for p in current if p[0].key == "一级事项" and p[1].row > max(x.row for c, x in current if c.key == words.name)]
                    out.append([p for p in current if p not in next_one])
                    current = next_one
                current.append((column, cell))
            labels = []
    if current:
        out.append(current)
    good = {c.key for c, _ in (out[0] if out else [])} - {RUNNING}
    return out if words.name in good and len(good) >= words.least else []
