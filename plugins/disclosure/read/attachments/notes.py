"""What a reader of attachments notes down, and the bounds that all of them keep."""
from collections.abc import Callable
from typing import NoReturn

LARGEST = 64 * 1024 * 1024
"""Bytes that one attachment may have, and that it may unpack to; more is taken for a bomb.  Films and recordings, of which only the frame is read, may be larger."""
MOST_TEXT = 16 * 1024 * 1024
"""Characters that one attachment may say."""
DEEPEST = 4
"""So many files within files."""


class Enough(Exception):
    """Nothing more can be read of a file; why is in the notes."""


class Notes:
    """Fills with what is found in one attachment, at whatever depth: texts, what is refused, what could not be read."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.refused: dict[str, None] = {}
        self.unread: dict[str, None] = {}
        self.position = False
        self.where: list[str] = []
        """The way into files within files: what is noted is noted for the innermost."""
        self.unpacked = self.said = 0

    def say(self, part: str, text: str) -> None:
        if not text.strip():
            return
        self.said += len(text)
        if self.said > MOST_TEXT:
            self.give_up("里面的文字过多")
        name = " / ".join([*self.where, *([part] if part else [])])
        self.texts[name] = f"{self.texts[name]}\n\n{text}" if name in self.texts else text

    def refuse(self, why: str) -> None:
        self.refused[self.placed(why)] = None

    def skip(self, why: str) -> None:
        """Something could not be read; what else there is can be."""
        self.unread[self.placed(why)] = None

    def give_up(self, why: str) -> NoReturn:
        self.skip(why)
        raise Enough

    def unpack(self, size: int) -> None:
        """Counts bytes that were packed; gives up where they are too many."""
        self.unpacked += size
        if self.unpacked > LARGEST:
            self.give_up("展开后过大")

    def placed(self, why: str) -> str:
        return f"{why}（在 {' / '.join(self.where)} 里）" if self.where else why


Inner = Callable[[Notes, str, bytes], None]
"""Looks into a file that stands in another one, by its name and bytes."""
