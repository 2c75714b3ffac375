"""Where this system keeps what can be made again, and how it gets there: safe to delete, never needed, nobody else's business."""
import hashlib
import marshal
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO


def folder() -> Path:
    """Where this system keeps what can be made again."""
    if os.environ.get("XDG_CACHE_HOME"):
        base = Path(os.environ["XDG_CACHE_HOME"])
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home()))
    else:
        base = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return base / "disclosure"


def keep(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Writes what the next process may take, whole or not at all."""
    half = path.with_suffix(f"{path.suffix}-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(half, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:  # what attachments say is nobody else's business
            write(file)
        half.replace(path)
    except OSError:
        return  # a full or read-only disk costs only time


# -- what belongs to the program: plain values, which load sooner than anything else ----------------
def of_program(compiled: str | None) -> Path:
    """Where Python keeps what it compiled of the program (`compiled`: one of these files, as its module's `__spec__.cached` names it), for what else
    follows from the program alone; the user's folder where nobody may write there, or Python was told not to."""
    beside = os.path.dirname(compiled or "")
    return Path(beside) if beside and not sys.dont_write_bytecode and os.access(beside, os.W_OK) else folder()


DIGEST = 32


def told(path: Path) -> dict:
    """What `keep_told` has written; {} where there is none, or it is damaged: something else would come of that."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    return marshal.loads(data[DIGEST:]) if data[:DIGEST] == digest(data[DIGEST:]) else {}


def keep_told(path: Path, values: dict) -> None:
    """Writes texts, numbers, bytes, and lists, tuples and dictionaries of these, for this Python."""
    data = marshal.dumps(values)
    keep(path, lambda file: file.write(digest(data) + data))


def digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=DIGEST).digest()
