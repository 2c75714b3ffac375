"""Work that takes its time: a command of the program in a process of its own, so that the desk answers meanwhile; what it says is kept, line by line."""
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

from disclosure.desk.places import Astray
from disclosure.desk.routes import Desk, Given, Route, text
from disclosure.progress import LINES as LINES_ASKED
from disclosure.progress import SIGN
from disclosure.write.style import Unwritable

LINES = 400_000
"""Lines at most that are kept of what one says."""
KEPT = 12
"""Jobs that are remembered."""
CODE = Path(__file__).resolve().parents[2]
"""Where the package lies, which every process of ours must find."""


class Job:
    """A process of ours.  `what`: in Chinese, for the page; `lines`: what it has said; `code`: how it ended, None while it runs."""

    def __init__(self, id: str, what: str, arguments: Iterable[str], given: bytes = b"") -> None:
        self.id, self.what, self.lines, self.code, self.stopped = id, what, [], None, False
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(CODE), os.environ.get("PYTHONPATH", "")))), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "NO_COLOR": "1", LINES_ASKED: "1"}
        self.process = subprocess.Popen([sys.executable, "-P", *arguments], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        threading.Thread(target=self.feed, args=(given,), daemon=True).start()
        threading.Thread(target=self.listen, daemon=True).start()

    def feed(self, given: bytes) -> None:
        """A process that has ended takes nothing any more."""
        try:
            self.process.stdin.write(given)
            self.process.stdin.close()
        except OSError:
            return

    def listen(self) -> None:
        for line in self.process.stdout:
            self.heard(line.decode("utf-8", "replace").rstrip("\r\n"))
        self.code = self.process.wait()

    def heard(self, line: str) -> None:
        if line.startswith(SIGN):
            self.at = line.removeprefix(SIGN).split("\t")
        elif len(self.lines) < LINES:
            self.lines.append(line)

    at: list[str] = []
    """What it is doing now: what, steps done, steps in all."""

    def stop(self) -> None:
        self.stopped = True
        self.process.terminate()

    def told(self, since: int = 0) -> dict:
        code = self.code
        return {"id": self.id, "what": self.what, "lines": self.lines[since:], "at": self.at, "running": code is None, "code": code, "stopped": self.stopped}


class Jobs:
    """The jobs of one desk.  Of those with the same `alone` there is one at a time."""

    def __init__(self) -> None:
        self.lock, self.all, self.alone, self.number = threading.Lock(), {}, {}, 0

    def begin(self, what: str, arguments: Iterable[str], alone: str = "", given: bytes = b"", kind: type[Job] = Job) -> Job:
        """Raises Unwritable where one of its kind still runs."""
        with self.lock:
            before = self.alone.get(alone)
            if alone and before is not None and before.code is None:
                raise Unwritable(f"“{before.what}”还没有做完，请等它做完，或者先停下它")
            self.number += 1
            job = kind(str(self.number), what, arguments, given)
            self.all[job.id] = job
            if alone:
                self.alone[alone] = job
            for id in [id for id, one in self.all.items() if one.code is not None][:-KEPT]:
                del self.all[id]
            return job

    def one(self, id: str) -> Job:
        job = self.all.get(id)
        if job is None:
            raise Astray("没有这件事了，请重新做一次")
        return job


JOBS: dict[Path, Jobs] = {}
"""Of each county that has a desk in this process."""


def jobs_of(desk: Desk) -> Jobs:
    return JOBS.setdefault(desk.saving.site, Jobs())


def state(desk: Desk, given: Given) -> dict:
    since = given.get("since", "0")
    return jobs_of(desk).one(text(given, "id")).told(int(since) if since.isdigit() and since.isascii() else 0)


def stop(desk: Desk, given: Given) -> dict:
    job = jobs_of(desk).one(text(given, "id"))
    job.stop()
    return job.told()


ROUTES = (Route("job", state), Route("job/stop", stop, writes=True))
