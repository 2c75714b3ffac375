"""Where in a catalogue's list a new matter belongs, whoever writes it there."""
from disclosure.read.inherit import in_numbers


class Order:
    """The matters of a list in their order: of each what it stands with (its 一级事项 last), and its number."""

    def __init__(self, rows: list[tuple[tuple[str, ...], str]]) -> None:
        self.rows = list(rows)

    def take(self, group: tuple[str, ...], number: str) -> int:
        """The place of a new matter, from 0: behind the last of its group; that of a new group where its number belongs."""
        mine = [n for n, (other, _) in enumerate(self.rows) if other == group and group[-1]]
        at = mine[-1] + 1 if mine else self.behind(number)
        self.rows.insert(at, (group, number))
        return at

    def behind(self, number: str) -> int:
        """Behind the last smaller number, and the rest of that one's group: nothing comes between matters that belong together."""
        smaller = (n for n, (_, other) in enumerate(self.rows) if other and in_numbers(other) < in_numbers(number))
        at = max(smaller, default=-1) + 1
        while 0 < at < len(self.rows) and self.rows[at][0] == self.rows[at - 1][0]:
            at += 1
        return at
