"""From the form into the file: only what the form said, by a patch that is read back; whole or not at all, and noted so that it can be undone."""
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

from disclosure.deliver.fault import Refused
from disclosure.deliver.lock import alone
from disclosure.desk.county import Sight
from disclosure.desk.journal import DONE, UNDONE, Change, Journal, Step
from disclosure.desk.making import Made, Making, Moved
from disclosure.desk.places import allowed, within
from disclosure.desk.undoing import later_steps, without
from disclosure.desk.wording import labelled
from disclosure.host.preview.county import Preview
from disclosure.mending import edited
from disclosure.write import disk
from disclosure.write.draft import Draft
from disclosure.write.style import Unwritable

__all__ = ["Moved", "Saving", "all_or_none"]
WAITS, WAIT = 200, 0.02
"""So often, and so many seconds between, it is looked whether another desk is done."""


class Saving:
    """Everything that writes.  All raise Astray, Unwritable, OSError, and then nothing has changed."""

    def __init__(self, preview: Preview, sight: Sight) -> None:
        self.preview, self.sight, self.site = preview, sight, preview.site
        self.journal, self.making = Journal(self.site), Making(sight)

    def save(self, file: str, at: list[str], stamp: str, changes: dict[str, Any]) -> list[str]:
        """Gives keys of a record other values, None takes one away; returns where the record then is.  Raises Moved."""
        return self.done(lambda: self.making.changed(file, at, stamp, changes)).at

    def add(self, kind: str, file: str, id: str, values: dict[str, Any]) -> tuple[str, list[str]]:
        """A new record: a matter of the catalogue in `file`, or of a kind (the name of its collection) under an id.  Returns where it is."""
        made = self.done(lambda: self.making.added(kind, file, id, values))
        return made.file, made.at

    def remove(self, file: str, at: list[str], stamp: str) -> None:
        """Takes a record away.  Raises Moved."""
        self.done(lambda: self.making.removed(file, at, stamp))

    def done(self, make: Callable[[], Made]) -> Made:
        """Does what a form would do, to the files as they now are."""
        with self.journal.lock, self.preview.lock:
            self.preview.fresh()
            made = make()
            self.write(made.file, made.before, made.after, made.label)
            return made

    def mend(self, file: str, finding: dict[str, Any]) -> None:
        """Does what a finding advises, where exactly what it saw still stands there."""
        within(self.site, file)
        with self.journal.lock, self.preview.lock:
            told = (finding.get("code"), finding.get("line"), finding.get("column"), finding.get("said"))
            found = next((f for f in self.preview.findings if f.place.file == file and f.advice and (f.rule.code, f.place.line, f.place.column, f.message) == told), None)
            before = (self.site / file).read_bytes()
            after = edited(before, found.advice.edits) if found and file.startswith("catalogues/") else None
            if after is None:
                raise Unwritable("文件已经与检查时的不一样，没有改。请等检查做完再按")
            self.write(file, before, after, f"照 {found.rule.code} 的改法改{PurePosixPath(file).name}")

    def turn(self, back: bool, wanted: int = 0) -> str:
        """Undoes the last change, or does again what was undone last; returns what that was.  `wanted`: the number that the button meant, 0 for any."""
        journal, ending = self.journal, DONE if back else UNDONE
        with journal.lock, self.preview.lock, self.one_desk():
            while (number := journal.last() if back else journal.next()) is not None:
                change = journal.read(number, ending)
                if change is None:  # noted by halves: the file itself had not been touched
                    journal.path(number, ending).unlink()
                    continue
                if wanted and number != wanted:
                    raise Unwritable(f"别的窗口刚刚又做了一步，现在轮到的是“{change.label}”，没有动。请看一看再按")
                if self.moved(change.steps, back):
                    journal.turn(number, ending)
                    self.preview.fresh()
                    return change.label
                journal.turn(number, ending)  # the machine died between the note and the files
        raise Unwritable("没有可以撤销的了" if back else "没有可以重做的了")

    def take_back(self, number: int) -> str:
        """Undoes one change alone, whatever came after it, and returns its label; noted as a change of its own.  Raises Unwritable where a later one stands in the way."""
        journal = self.journal
        with journal.lock, self.preview.lock:
            changes = journal.newest()
            if number not in changes:
                raise Unwritable("没有这一步了，请再看一遍各步")
            if any(change.of == number for change in changes.values()):
                raise Unwritable("这一步已经撤销了")
            if number == journal.last():
                return self.turn(back=True, wanted=number)
            change, later = changes[number], later_steps(one for n, one in changes.items() if n > number)
            steps = []
            for step in change.steps:
                path = self.place(step.file)
                now = path.read_bytes() if path.exists() else None
                after = without(step, now, later)
                if after is not None and step.file.startswith("catalogues/"):
                    Draft(path, step.file, after)  # what could not be read is not written
                steps.append(Step(step.file, now, after))
            self.write_all(steps, f"撤销“{change.label}”", number)
            return change.label

    # -- inside --------------------------------------------------------------------------------
    def write(self, file: str, before: bytes | None, after: bytes | None, label: str) -> None:
        """Notes a change of a file and makes it; of a file of records by the names of what it is about."""
        self.write_all([Step(file, before, after)], labelled(file, before, after) if file.startswith("catalogues/") else label)

    def write_all(self, steps: Iterable[Step], label: str, of: int = 0) -> None:
        """Notes a change of several files and makes it: all of them, or none.  `of`: the number of the change that is taken back by it."""
        steps = tuple(step for step in steps if step.before != step.after)
        if not steps:
            return
        with self.one_desk():
            number = self.journal.note(Change(label, steps, of))
            try:
                self.moved(steps, False)
            except BaseException:  # also when stopped by hand: put back, then on its way
                self.journal.forget(number)
                raise
        self.preview.fresh()

    @contextmanager
    def one_desk(self) -> Iterator[None]:
        """Another desk over the same county waits: between looking at a file and replacing it nobody else may replace it.  Raises Unwritable."""
        with ExitStack() as held:
            for left in range(WAITS, -1, -1):
                try:
                    held.enter_context(alone(self.journal.held(), "保存"))
                    break
                except Refused as busy:
                    if not left:
                        raise Unwritable(f"{busy}没有存") from None
                    time.sleep(WAIT)
            yield

    def place(self, file: str) -> Path:
        """Where a file lies.  Raises Astray for what the desk does not write."""
        allowed(file)
        return within(self.site, file)

    def opened(self, file: str) -> Draft:
        """A file of records as it now is.  Raises Astray, Unwritable, OSError."""
        within(self.site, file)
        return Draft.open(self.site, file)

    def moved(self, steps: tuple[Step, ...], back: bool) -> bool:
        """Gives all files what they had before, or after; False where they have it.  Where one cannot be written those before it are put back.

        Raises Unwritable where one of them is neither.
        """
        waiting = []
        for step in steps:
            path = self.place(step.file)
            now = path.read_bytes() if path.exists() else None
            was, wanted = (step.after, step.before) if back else (step.before, step.after)
            if now != wanted and now != was:
                raise Unwritable(f"{step.file} 后来在别处又改过，{'退回去' if back else '写下去'}会丢掉那些改动，没有动它。请在表单里改")
            if now != wanted:
                waiting.append((path, was, wanted))
        all_or_none(waiting)
        return bool(waiting)


def all_or_none(moves: Iterable[tuple[Path, bytes | None, bytes | None]]) -> None:
    """Gives files other bytes: path, what it has, what it is to have; None: it is not there.  Where one cannot be written those before it are put back.

    Raises Unwritable, OSError.
    """
    done = []
    try:
        for path, was, wanted in moves:
            put(path, was, wanted)
            done.append((path, was, wanted))
    except BaseException:  # also when stopped by hand: put back, then on its way
        for path, was, wanted in reversed(done):
            with suppress(Unwritable, OSError):  # the others are put back all the same
                put(path, wanted, was)
        raise


def put(path: Path, was: bytes | None, wanted: bytes | None) -> None:
    """Gives a file other bytes, where it still has those; None: it is not there."""
    if wanted is None:
        disk.unchanged(path, was)
        path.unlink()
    else:
        disk.replace(path, was, wanted)
