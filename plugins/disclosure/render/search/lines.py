"""Every text of the index once: what refers to it names it by its number."""
from collections.abc import Iterable


class Lines:
    """Texts as numbered lines, the first of them 1."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.known: dict[str, int] = {}

    def number(self, text: str | None) -> int:
        """The number of a text; 0 is no text."""
        if not text:
            return 0
        known = self.known.get(text)
        if known is None:
            known = self.known[text] = self.of(" ".join(text.split()))
        return known

    def of(self, line: str) -> int:
        if not line:
            return 0
        known = self.known.get(line)
        if known is None:
            self.lines.append(line)
            known = self.known[line] = len(self.lines)
        return known

    def numbers(self, texts: Iterable[str | None]) -> list[int]:
        """The numbers of texts, as runs."""
        return runs([number for text in texts if (number := self.number(text))])


def runs(numbers: Iterable[int]) -> list[int]:
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
