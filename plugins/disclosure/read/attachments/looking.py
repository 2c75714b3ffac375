"""Looks into a county's attachments: each in bounded time and memory, once as long as it stays the same.

What was seen is known again by the hash of the file, in this process and, by read/kept.py, in the next.
"""
import hashlib
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from disclosure.model.attachments import Looked
from disclosure.read.attachments.kinds import ending
from disclosure.read.attachments.look import TOO_MUCH, frame
from disclosure.read.attachments.notes import LARGEST
from disclosure.read.attachments.worker import READY, SECONDS
from disclosure.read.files import Changed, Files, NotPlain, open_plain
from disclosure.read.kept import Kept

PATIENCE = 30.0
"""Seconds of the clock for one attachment, and for the process to begin: six times what it may compute, for other work may keep it waiting.  Where the system bounds
no processor time (Windows), this alone does."""
CHUNK = 1024 * 1024
MOST_KNOWN = 64 * 1024 * 1024
"""Characters that this process keeps of what it has seen."""
TOO_SLOW = f"{SECONDS} 秒内读不完"
NOT_BEGUN = "读附件的程序没有启动起来"
GAVE_UP = {TOO_SLOW, TOO_MUCH, NOT_BEGUN}
"""What may end otherwise on another day: known to this process alone."""
KNOWN: dict[str, Looked] = {}


class Worker:
    """The process that looks, from this side.  A context: none is left when it ends."""

    def __init__(self) -> None:
        self.process: subprocess.Popen | None = None
        self.answers: queue.SimpleQueue = queue.SimpleQueue()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *fault: object) -> None:
        self.end()

    def begin(self) -> bool:
        package = Path(__file__).parents[3]
        self.answers = queue.SimpleQueue()
        self.process = subprocess.Popen([sys.executable, "-P", "-X", "utf8", "-m", "disclosure.read.attachments.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(package)})
        threading.Thread(target=self.listen, args=(self.process, self.answers), daemon=True).start()
        return self.answer() == READY

    @staticmethod
    def listen(process: subprocess.Popen, answers: queue.SimpleQueue) -> None:
        with suppress(EOFError, OSError, ValueError, pickle.UnpicklingError):
            while True:
                answers.put(pickle.load(process.stdout))
        answers.put(None)

    def answer(self) -> object:
        """What the process says; None where it has ended or says nothing."""
        try:
            return self.answers.get(timeout=PATIENCE)
        except queue.Empty:
            return None

    def end(self) -> int:
        """Ends the process; what it ended with."""
        if self.process is None:
            return 0
        process, self.process = self.process, None
        done = process.poll()
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError, ValueError):
                pipe.close()
        return process.returncode if done is not None else 0

    def look(self, name: str, data: bytes) -> tuple[Looked | None, str]:
        """What is in a file; or None and why not, in Chinese."""
        if self.process is None and not self.begin():
            self.end()
            return None, NOT_BEGUN
        with suppress(OSError):  # where it has ended, there is no answer either
            pickle.dump((name, data), self.process.stdin, protocol=5)
            self.process.stdin.flush()
        if (answer := self.answer()) is not None:
            return Looked(*answer), ""
        return None, TOO_SLOW if self.end() in (0, -24, -9) else TOO_MUCH  # 24: SIGXCPU; anything else is an end for want of memory


class Looking:
    """Looks into a county's attachments, by their paths.  `kept`: where what was seen is known from, and kept."""

    def __init__(self, files: Files, kept: Kept | None = None) -> None:
        self.files, self.kept = files, kept
        self.now: dict[str, tuple] = {}
        """What may be known again by the next process."""

    @cached_property
    def before(self) -> dict[str, tuple]:
        return self.kept.looked() if self.kept else {}

    def all(self, paths: Iterable[str]) -> dict[str, Looked]:
        """What is in each of these files, in their order."""
        with Worker() as worker:
            return {path: self(path, worker) for path in paths}

    def save(self, alone: bool) -> None:
        """Keeps what was seen.  `alone`: only these files were looked at, and what is known of others still holds."""
        seen = {**self.before, **self.now} if alone else self.now
        if self.kept and seen.keys() != self.before.keys():
            self.kept.store(self.kept.attachments, seen)

    def __call__(self, path: str, worker: Worker | None = None) -> Looked:
        """What is in a file.  `worker`: who is to look, where several are to be looked into; never raises for what the file is."""
        if worker is None:
            with Worker() as own:
                return self(path, own)
        try:
            with open_plain(self.files.listed[path].place, follow=False) as file:
                data = file.read(LARGEST + 1) or b""
                if len(data) > LARGEST:
                    del data
                    file.seek(0)
                    digest, size = hashed(file)
                    self.files.same({path: digest})
                    file.seek(0)
                    return frame(path, file, size, digest)
            self.files.same({path: hashlib.sha256(data).hexdigest()})
        except Changed:
            return Looked(0, "")  # told by checking.moving
        except NotPlain:
            return Looked(0, "", unread=("不是普通的文件",))
        except OSError:
            return Looked(0, "", unread=("打不开（没有权限，或者正被别的程序占用）",))
        except MemoryError:
            return Looked(0, "", unread=(TOO_MUCH,))
        return self.of(path, data, worker)

    def of(self, path: str, data: bytes, worker: Worker) -> Looked:
        """What is in these bytes of a file."""
        digest = hashlib.sha256(data).hexdigest()
        key = f"{digest}.{ending(path)}"
        looked = KNOWN.get(key)
        if looked is None and key in self.before:
            looked = KNOWN[key] = Looked(*self.before[key])
        if looked is None:
            looked, fault = worker.look(path, data)
            if sum(len(text) for known in KNOWN.values() for _, text in known.texts) > MOST_KNOWN:
                KNOWN.clear()
            looked = KNOWN[key] = looked or Looked(len(data), digest, unread=(fault,))
        if not GAVE_UP & {*looked.unread}:
            self.now[key] = tuple(looked)
        return looked


def hashed(file) -> tuple[str, int]:
    """SHA-256 and length of a file, piece by piece."""
    total, length = hashlib.sha256(), 0
    while piece := file.read(CHUNK):
        total.update(piece)
        length += len(piece)
    return total.hexdigest(), length
