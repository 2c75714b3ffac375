"""What the rules say of something that is being typed and not saved yet.

It is tried in a process of its own, which keeps the county read as it lies on the disk: it puts the tried text in the place of one file,
has that file alone read again, and asks for the findings of that file alone: quick rules first.
"""
import gc
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from disclosure.checking import case_of, moving, whole
from disclosure.host.preview.county import Preview
from disclosure.model.fields import Date
from disclosure.model.finding import Finding, Severity
from disclosure.read.county import Reading, read_county
from disclosure.read.drafts import Draft
from disclosure.read.kept import Resident
from disclosure.read.nodes import Report
from disclosure.read.reread import reread
from disclosure.read.text import Bytes
from disclosure.rules.all import RULES, judged


SOON = 0.08
"""Seconds of computing rules after which what was found so far is told."""
PATIENCE, HELD = 60, 50
"""Seconds that somebody waits for an answer, and answers that are held."""


class Asked(NamedTuple):
    """`number` and `who` tell questions and windows apart; `edition`: grows when anything on the disk has changed; `file`: below the county's
    folder; `data`: what it would say, or where an attachment waits."""

    number: int
    who: str
    edition: int
    file: str
    data: bytes | Path


class Found(NamedTuple):
    """What was found in answer to a question; None where the same window has asked something newer.  `last`: nothing will follow."""

    number: int
    findings: tuple[Finding, ...] | None
    last: bool


class Trials:
    """The other process, as the desk sees it; it is begun when first asked."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self.news = threading.Condition()
        self.number, self.process = 0, None
        self.answers: dict[int, Found] = {}
        """The newest answer to each question that somebody waits for."""

    def ask(self, who: str, file: str, data: bytes | Path) -> int:
        """Asks what would be found in a file, if it said this; returns the question's number."""
        with self.news:
            self.number += 1
            if self.process is None or self.process.poll() is not None:
                self.begin()
            try:
                pickle.dump((self.number, who, self.preview.edition, file, data), self.process.stdin, protocol=5)
                self.process.stdin.flush()
            except OSError:  # it was ended this moment
                self.answers[self.number] = Found(self.number, None, True)
            return self.number

    def findings(self, number: int, last: bool = False) -> Found:
        """The answer to a question: as soon as most rules have been heard, or with `last` all of them."""
        def there() -> bool:
            return number in self.answers and (self.answers[number].last or not last)
        with self.news:
            self.news.wait_for(there, PATIENCE)
            found = self.answers.get(number, Found(number, None, True)) if there() else Found(number, None, True)
            self.answers = {n: one for n, one in self.answers.items() if n > self.number - HELD}
            return found

    def begin(self) -> None:
        preview = self.preview
        self.process = subprocess.Popen([sys.executable, "-P", "-m", __name__, str(preview.site), preview.as_of or "", *["trust"] * preview.trust],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
                                        process_group=0, creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0))  # Ctrl+C is for the desk
        threading.Thread(target=self.listen, args=(self.process,), daemon=True).start()

    def listen(self, process: subprocess.Popen) -> None:
        with suppress(EOFError, OSError, ValueError, pickle.UnpicklingError):  # it has ended
            while True:
                found = Found(*pickle.load(process.stdout))
                with self.news:
                    self.answers[found.number] = found
                    self.news.notify_all()
        with self.news:  # nobody is to wait for what will not come
            for number in range(max(1, self.number - HELD), self.number + 1):
                held = self.answers.get(number)
                self.answers[number] = Found(number, held.findings if held else None, True)
            self.news.notify_all()

    def end(self) -> None:
        """Ends the process, if there is one."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()


class Tried(Resident):
    """The county's files, one of them as it would be.  Nothing of what is only tried is kept."""

    def __init__(self, county: Path) -> None:
        super().__init__(county)
        self.tried: dict[Path, bytes | Path] = {}

    def look(self, path: Path, report: Report) -> Bytes:
        data = self.tried.get(path)
        return super().look(path, report) if data is None else Bytes(data, len(data))

    def put(self, key: str, drafts: list[Draft]) -> None:
        if not self.tried:
            super().put(key, drafts)


class Trier:
    """Tries one thing after another."""

    def __init__(self, site: Path, trust: bool = False, as_of: Date | None = None) -> None:
        self.site, self.trust, self.as_of = site, trust, as_of
        self.kept = Tried(site)
        self.edition = -1
        self.reading: Reading | None = None
        """The county as it lies on the disk, but for `stirred`; None where it has errors: then everything is read each time."""
        self.took: dict[str, float] = {}
        """Seconds of computing that each rule took the last time."""
        self.stirred = ""
        """The file that still says what was tried last."""

    def found(self, asked: Asked, newer: Callable[[], bool] = lambda: False) -> Iterator[Found]:
        """What would be found in the file: first by the rules that were quick the last time, then by all.  Given up where somebody asks something `newer`."""
        if asked.edition != self.edition or (self.stirred not in ("", asked.file) and not self.calmed()):
            self.begin(asked.edition)
        self.kept.tried = {self.site / asked.file: asked.data}
        try:
            reading = self.alone(asked.file)
            if reading is not None and wrong(reading):  # others may have errors too, then
                yield Found(asked.number, of(asked.file, reading.findings), last=False)
                reading = None
            reading = reading or self.everything()
        finally:
            self.kept.tried = {}
        own = frozenset({asked.file})
        found = [*reading.findings, *moving(reading.files)]
        case = case_of(reading, own) if reading.county is not None else None
        begun, told = time.process_time(), False
        for code in sorted(RULES, key=lambda code: (self.took.get(code, 0.0), code)) if case is not None and whole(case.county) else ():
            if newer():
                return
            before = time.process_time()
            if not told and self.took and before + self.took.get(code, 0.0) - begun > SOON:
                told = True
                yield Found(asked.number, of(asked.file, found), last=False)
            found += judged(case, [code])
            self.took[code] = time.process_time() - before
        yield Found(asked.number, of(asked.file, found), last=True)

    def begin(self, edition: int) -> None:
        gc.unfreeze()
        reading, self.edition, self.stirred = self.everything(), edition, ""
        sound = reading.county is not None and whole(reading.county) and not wrong(reading)
        self.reading = reading if sound else None
        gc.collect()
        gc.freeze()  # what stays need not be looked through after every trial

    def everything(self) -> Reading:
        return read_county(self.site, kept=self.kept, trust=self.trust, as_of=self.as_of)

    def alone(self, file: str) -> Reading | None:
        """The county with this file read again, or as it was where the file has errors; None where all of it must be read."""
        name = file.removeprefix("catalogues/")
        if self.reading is None or name == file:
            return None
        reading = reread(self.site, self.reading, name, self.kept)
        if reading is not None and not wrong(reading):
            self.stirred = file
        return reading

    def calmed(self) -> bool:
        """Whether the file that was tried last could be read again as it lies on the disk."""
        reading = self.alone(self.stirred)
        return reading is not None and not wrong(reading)


def wrong(reading: Reading) -> bool:
    return any(finding.severity is Severity.ERROR for finding in reading.findings)


def of(file: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is about one file, in order."""
    return tuple(sorted((f for f in findings if f.place.file.partition("#")[0] == file), key=lambda f: f.order))


def main(site: Path, as_of: Date | None, trust: bool) -> None:
    """Answers until there will be no more questions."""
    gc.disable()
    trier, answers, asked = Trier(site, trust, as_of), os.fdopen(os.dup(sys.stdout.fileno()), "wb"), queue.SimpleQueue()
    sys.stdout = sys.stderr  # nobody else may say anything there

    def listen() -> None:
        try:
            while True:
                asked.put(Asked(*pickle.load(sys.stdin.buffer)))
        except (EOFError, OSError, pickle.UnpicklingError):
            os._exit(0)  # the desk has ended: so does this, whatever it is about

    def say(found: Found) -> None:
        try:
            pickle.dump((*found,), answers, protocol=5)
            answers.flush()
        except OSError:
            os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    waiting: list[Asked] = []
    while True:
        waiting = waiting or [asked.get()]
        while not asked.empty():
            waiting.append(asked.get())
        one = waiting.pop(0)
        last = Found(one.number, None, True)
        if not any(other.who == one.who for other in waiting):
            last = last._replace(last=False)
            try:
                for last in trier.found(one, lambda: not asked.empty()):
                    say(last)
            except Exception as fault:  # the next may do without it
                last = Found(one.number, None, True)
                print(f"边写边查出了错（{type(fault).__name__}：{fault}），请把它告诉维护人员。", file=sys.stderr, flush=True)
                trier.edition = -1
        if not last.last:  # somebody else came between: half of what is found is no answer
            waiting.append(one)
        elif last.findings is None:
            say(last)
        if asked.empty():
            gc.collect()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Date(sys.argv[2]) if sys.argv[2] else None, trust=sys.argv[3:] == ["trust"])
