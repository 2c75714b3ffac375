"""The check beside the preview, in a process of its own: whoever waits for a page never waits for a rule.

It reads the whole county and applies every rule, as `check` does, whenever it is told that something has changed; what it is about is given up then.
"""
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from disclosure.model.fields import Date
from disclosure.model.finding import Finding


class Verdict(NamedTuple):
    """What was found in an edition of the county; `last`: rules were applied too, nothing will follow."""

    edition: int
    findings: tuple[Finding, ...]
    last: bool


class Judge:
    """The other process, as the preview sees it.  `hear` is given every verdict, in a thread of its own."""

    def __init__(self, site: Path, hear: Callable[[Verdict], None], trust: bool = False, as_of: Date | None = None) -> None:
        self.site, self.hear, self.trust, self.as_of = site, hear, trust, as_of
        self.process: subprocess.Popen | None = None

    def look(self, edition: int) -> None:
        """Has the county judged as it now lies on the disk.  A process that was killed is begun anew."""
        if self.process is None or self.process.poll() is not None:
            self.begin()
        with suppress(OSError):  # it ended this moment: the next edit begins another
            self.process.stdin.write(b"%d\n" % edition)
            self.process.stdin.flush()

    def begin(self) -> None:
        package = Path(__file__).parents[3]
        self.process = subprocess.Popen([sys.executable, "-P", "-m", __name__, str(self.site), self.as_of or "", *["trust"] * self.trust], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        env=os.environ | {"PYTHONPATH": str(package)}, process_group=0,  # Ctrl+C is for the preview, and ends this with it
                                        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0))
        threading.Thread(target=self.listen, args=(self.process,), daemon=True).start()

    def listen(self, process: subprocess.Popen) -> None:
        with suppress(EOFError, pickle.UnpicklingError):  # it has ended
            while True:
                self.hear(Verdict(*pickle.load(process.stdout)))


def main(site: Path, as_of: Date | None, trust: bool) -> None:
    """Judges a county whenever a line comes in, until there will be none."""
    import gc

    from disclosure.checking import case_of, whole
    from disclosure.read.county import read_county
    from disclosure.read.kept import Resident
    from disclosure.rules.all import judged
    gc.disable()
    with suppress(AttributeError):  # Windows has been told by who began this
        os.nice(10)
    edition, asked = 0, threading.Event()

    def listen() -> None:
        nonlocal edition
        for line in sys.stdin.buffer:
            edition = int(line)
            asked.set()
        os._exit(0)  # the preview has ended: so does this, whatever it is about

    def say(verdict: Verdict) -> None:
        try:
            pickle.dump((*verdict,), sys.stdout.buffer, protocol=5)  # as a tuple: over there this module has another name
            sys.stdout.buffer.flush()
        except OSError:
            os._exit(0)

    def verdicts(edition: int) -> Iterator[Verdict]:
        reading = read_county(site, kept=kept, trust=trust, as_of=as_of)
        findings = list(reading.findings)
        yield Verdict(edition, tuple(findings), last=False)
        for finding in judged(case_of(reading)) if reading.county is not None and whole(reading.county) else ():
            if asked.is_set():
                return
            findings.append(finding)
        yield Verdict(edition, tuple(sorted(findings, key=lambda f: f.order)), last=True)

    threading.Thread(target=listen, daemon=True).start()
    kept = Resident(site)
    while asked.wait():
        asked.clear()
        try:
            for verdict in verdicts(edition):
                say(verdict)
        except Exception as fault:  # the next edit may do without it
            print(f"检查出了错（{type(fault).__name__}：{fault}），请把它告诉维护人员。", file=sys.stderr)
        if not asked.is_set():
            gc.collect()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Date(sys.argv[2]) if sys.argv[2] else None, trust=sys.argv[3:] == ["trust"]))
