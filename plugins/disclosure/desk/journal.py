"""What was saved, so that it can be undone, also after a restart: one file for each change, in a folder that is never published."""
import base64
import json
import os
import threading
from pathlib import Path
from typing import NamedTuple

from disclosure.desk.places import Astray

FOLDER = "build/desk"
DONE, UNDONE = ".json", ".undone"
LISTED = 60
"""So many changes are listed, each of which can be taken back alone."""


class Step(NamedTuple):
    """A file before and after; None where there was none."""

    file: str
    before: bytes | None
    after: bytes | None


class Change(NamedTuple):
    """What was done in one go, to one file or to many: it is undone in one go."""

    label: str
    steps: tuple[Step, ...]
    of: int = 0
    """The number of the earlier change that this one takes back; 0 for none."""


class Journal:
    """The changes of one county, oldest first.  Whoever holds `lock` is alone with them in this process."""

    def __init__(self, site: Path) -> None:
        self.folder, self.lock = site / FOLDER, threading.RLock()

    def numbers(self, ending: str) -> list[int]:
        return sorted(int(path.stem) for path in self.folder.glob(f"*{ending}") if path.stem.isdigit())

    def path(self, number: int, ending: str) -> Path:
        return self.folder / f"{number:06}{ending}"

    def held(self) -> Path:
        """The file by which desks tell each other that one is writing.  Raises Astray where the folder is a link: nothing is written through it."""
        if self.folder.resolve() != self.folder.parents[1].resolve() / FOLDER:
            raise Astray(f"{FOLDER} 是通往别处的链接，编辑台不往那里写")
        return self.folder / ".lock"

    def note(self, change: Change) -> int:
        """Writes down what is about to be done; what had been undone can no longer be redone."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for number in self.numbers(UNDONE):
            self.path(number, UNDONE).unlink(missing_ok=True)
        data = {"label": change.label, "of": change.of, "steps": [{"file": one.file, "before": packed(one.before), "after": packed(one.after)} for one in change.steps]}
        number = max(self.numbers(DONE), default=0) + 1
        while True:  # another desk may take the same number
            try:
                with open(self.path(number, DONE), "x", encoding="utf-8", newline="\n") as file:
                    json.dump(data, file, ensure_ascii=False)
                    file.flush()
                    os.fsync(file.fileno())
                return number
            except FileExistsError:
                number += 1

    def forget(self, number: int) -> None:
        """A change that could not be made."""
        self.path(number, DONE).unlink(missing_ok=True)

    def last(self) -> int | None:
        return max(self.numbers(DONE), default=None)

    def next(self) -> int | None:
        """What was undone last."""
        return min(self.numbers(UNDONE), default=None)

    def read(self, number: int, ending: str) -> Change | None:
        """A change; None where its file was cut off by a power failure, when nothing else had been done yet."""
        try:
            data = json.loads(self.path(number, ending).read_text(encoding="utf-8"))
            return Change(data["label"], tuple(Step(one["file"], unpacked(one["before"]), unpacked(one["after"])) for one in data["steps"]), data.get("of", 0))
        except (ValueError, KeyError, TypeError):
            return None

    def turn(self, number: int, ending: str) -> None:
        """Marks a change as undone, or as done again."""
        os.replace(self.path(number, ending), self.path(number, UNDONE if ending == DONE else DONE))

    def told(self) -> dict:
        """What the buttons for undoing and redoing say, and the numbers of the changes that they mean; "" and 0 where there is nothing."""
        def named(number: int | None, ending: str) -> tuple[str, int]:
            change = self.read(number, ending) if number is not None else None
            return (change.label, number) if change else ("", 0)
        (undo, last), (redo, next_one) = named(self.last(), DONE), named(self.next(), UNDONE)
        return {"undo": undo, "redo": redo, "undo_step": last, "redo_step": next_one}

    def newest(self) -> dict[int, Change]:
        """The changes that stand, oldest first, as many as are listed."""
        found = {number: self.read(number, DONE) for number in self.numbers(DONE)[-LISTED:]}
        return {number: change for number, change in found.items() if change is not None}


def packed(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode()


def unpacked(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text)
