"""Every text of the index once: entries refer to texts by number."""


class Strings:
    """Two tables of lines.  `heads`: what things are called, read by pinyin and forgiving scans; `bodies`: what is said of them, read exactly."""

    def __init__(self) -> None:
        self.heads: dict[str, int] = {}
        self.bodies: dict[str, int] = {}

    def head(self, text: str | None) -> int:
        """The number of a name or title; 0 is no text."""
        return self.number(self.heads, text)

    def body(self, text: str | None) -> int:
        return self.number(self.bodies, text)

    def named(self, texts) -> list[int]:
        return runs([n for text in texts if (n := self.head(text))])

    def told(self, texts) -> list[int]:
        return runs([n for text in texts if (n := self.body(text))])

    @staticmethod
    def number(table: dict[str, int], text: str | None) -> int:
        line = " ".join(text.split()) if text else ""
        return table.setdefault(line, len(table) + 1) if line else 0


def runs(numbers: list[int]) -> list[int]:
    """Numbers with what follows one by one said as a negative count: 7, 8, 9, 30 → 7, -2, 30."""
    out: list[int] = []
    last = None
    for number in numbers:
        if last is not None and number == last + 1:
            if out[-1] < 0:
                out[-1] -= 1
            else:
                out.append(-1)
        else:
            out.append(number)
        last = number
    return out
