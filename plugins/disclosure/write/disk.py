"""A file that is there before and after, old or new, never half; and never over what somebody else has written meanwhile."""
import os
import tempfile
from pathlib import Path

from disclosure.read.files import open_plain
from disclosure.write.style import Unwritable


def replace(path: Path, before: bytes | None, after: bytes) -> None:
    """Puts `after` in the place of a file that is `before`; of None, where there is no file.  Folders are made.

    Raises Unwritable where something else stands there now, OSError where it cannot be written; then nothing has changed.
    """
    unchanged(path, before)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(half, 0o644 if before is None else path.stat().st_mode & 0o7777)
        unchanged(path, before)
        os.replace(half, path)
    except BaseException:
        os.unlink(half)
        raise


def unchanged(path: Path, before: bytes | None) -> None:
    """Raises Unwritable where a file is no longer what it was when it was read."""
    try:
        with open_plain(path, follow=False) as file:
            now = file.read() or b""
    except FileNotFoundError:
        now = None
    if now != before:
        gone = "已经不在了" if now is None else "在别处改过了" if before is not None else "已经在了"
        raise Unwritable(f"{path.name} {gone}，没有改动它。请关掉别处打开的这个文件，再运行一次")
