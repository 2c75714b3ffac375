"""Looks into a county's attachments: each in bounded time and memory, once as long as it stays the same.

What was seen is known again by the hash of the file, in this process and, by read/kept.py, in the next.
"""
import ctypes
import hashlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import ModuleType

from disclosure.hands import DIE_WITH_PARENT, FORKS
from disclosure.model.attachments import Looked
from disclosure.read.attachments import worker as reader
from disclosure.read.attachments.kinds import ending
from disclosure.read.attachments.look import TOO_MUCH, frame
from disclosure.read.attachments.notes import LARGEST
from disclosure.read.attachments.worker import SECONDS
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


class Forked:
    """A process like this one, on Linux: it begins at once, and ends with this one.  `served`: the module whose `serve` it runs; `patience`: seconds of the clock for an answer."""

    def __init__(self, served: ModuleType = reader, patience: float = PATIENCE) -> None:
        from multiprocessing.connection import Pipe
        self.pipe, theirs = Pipe()
        self.patience = patience
        parent, self.late = os.getpid(), False
        if not (child := os.fork()):
            try:
                self.pipe.close()
                ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
                if os.getppid() == parent:
                    served.serve(theirs.recv, theirs.send)
            finally:
                os._exit(1)
        theirs.close()
        self.child = child

    def send(self, asked: object) -> None:
        self.pipe.send(asked)

    def receive(self) -> object:
        """What the process says; None where it has ended or says nothing."""
        with suppress(EOFError, OSError):
            if self.pipe.poll(self.patience):
                return self.pipe.recv()
            self.late = True
        return None

    def end(self) -> bool:
        """Ends the process; whether it had computed or kept us waiting for too long."""
        if self.late:
            os.kill(self.child, signal.SIGKILL)
        self.pipe.close()  # without more to read it ends
        _, status = os.waitpid(self.child, 0)
        return self.late or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU)


class Started:
    """A process that is started anew, where none can be forked.  `served`: the module that it runs as its main one."""

    def __init__(self, served: ModuleType = reader, patience: float = PATIENCE) -> None:
        package = Path(__file__).parents[3]
        self.patience = patience
        self.answers: queue.SimpleQueue = queue.SimpleQueue()
        self.late = False
        self.process = subprocess.Popen([sys.executable, "-P", "-X", "utf8", "-m", served.__name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(package)})
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        with suppress(EOFError, OSError, ValueError, pickle.UnpicklingError):
            while True:
                self.answers.put(pickle.load(self.process.stdout))
        self.answers.put(None)

    def send(self, asked: object) -> None:
        pickle.dump(asked, self.process.stdin, protocol=5)
        self.process.stdin.flush()

    def receive(self) -> object:
        try:
            return self.answers.get(timeout=self.patience)
        except queue.Empty:
            self.late = True
        return None

    def end(self) -> bool:
        if self.late:
            self.process.kill()
        with suppress(OSError):
            self.process.stdin.close()
        code = self.process.wait()
        self.process.stdout.close()
        return self.late or code == -getattr(signal, "SIGXCPU", 0)


class Worker:
    """The process that looks, from this side: begun when there is something to look into, and again after it had to be ended.  A context: none is left when it ends."""

    kind: type[Forked | Started] = Forked if FORKS else Started

    def __init__(self) -> None:
        self.process: Forked | Started | None = None

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *fault: object) -> None:
        self.end()

    def end(self) -> bool:
        process, self.process = self.process, None
        return process.end() if process else False

    def look(self, name: str, data: bytes) -> tuple[Looked | None, str]:
        """What is in a file; or None and why not, in Chinese."""
        try:
            self.process = self.process or self.kind()
        except OSError:
            return None, NOT_BEGUN
        with suppress(OSError):  # where it has ended, there is no answer either
            self.process.send((name, data))
        if (answer := self.process.receive()) is not None:
            return Looked(*answer), ""
        return None, TOO_SLOW if self.end() else TOO_MUCH


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
                large = os.fstat(file.fileno()).st_size > LARGEST
                data = b"" if large else file.read(LARGEST + 1) or b""
                if large or len(data) > LARGEST:
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
