"""What is said of things, cut into parts that a browser takes one after another."""
from collections.abc import Iterable, Iterator

from disclosure.render.search.entries import Told
from disclosure.render.search.lines import Lines

MOST = 120_000
"""Characters after which the next part begins: a third of a megabyte, for which a slow telephone needs a tenth of a second."""


class Part:
    """Lines that follow those of the part before, and for the next entries which lines are theirs: [time limit, then texts as runs]."""

    def __init__(self, lines: list[str], rows: list[list[int]]) -> None:
        self.lines, self.rows = lines, rows

    def said(self) -> dict:
        return {"text": "\n".join(self.lines), "lines": len(self.lines), "rows": self.rows}


def parts(told: Iterable[Told]) -> Iterator[Part]:
    """Every entry's texts, in the order of entries; each text stands once, in the part of the first entry that has it."""
    known, rows, begin, size = Lines(), [], 0, 0
    for one in told:
        before = len(known.lines)
        row = [known.number(one.limit), *known.numbers(one.texts)]
        rows.append(row if len(row) > 1 or row[0] else [])
        size += sum(map(len, known.lines[before:]))
        if size >= MOST:
            yield Part(known.lines[begin:], rows)
            rows, begin, size = [], len(known.lines), 0
    if rows:
        yield Part(known.lines[begin:], rows)
