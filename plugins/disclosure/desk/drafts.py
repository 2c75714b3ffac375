"""What was typed and not saved yet, on the disk: it is there again when the browser, the desk or the machine has died.

Requests of one window travel beside each other and may arrive in any order.  Each is numbered by its window: one that comes after a later
one of the same form changes nothing, so that what was given up or saved does not come back.
"""
import json
import os
import re
import threading
from pathlib import Path
from typing import Any

from disclosure.desk.places import Astray
from disclosure.write import disk
from disclosure.write.style import Unwritable

FOLDER = "build/desk/drafts"
NAME = re.compile(r"[0-9a-f]{32}")
"""A form in one window; two windows never write over each other's."""


class Drafts:
    """The drafts of one county, each in a file of its own."""

    def __init__(self, site: Path) -> None:
        self.site, self.folder, self.lock = site, site / FOLDER, threading.Lock()
        self.newest: dict[str, int] = {}
        """The highest number that each form has sent to this desk."""

    def path(self, name: str) -> Path:
        """Raises Astray for a name that no page of ours gives, or a folder that is a link."""
        if not NAME.fullmatch(name):
            raise Astray("没有这份草稿")
        if self.folder.resolve() != self.site.resolve() / FOLDER:
            raise Astray(f"{FOLDER} 是通往别处的链接，草稿不写到那里")
        return self.folder / f"{name}.json"

    def keep(self, name: str, draft: dict[str, Any], turn: int) -> int:
        """Writes a draft, whole or not at all, over the one that the same form had.  `turn`: the number of the request.

        Returns 0, or where a later request was here before the number of that: then nothing has changed.  Raises Astray, OSError.
        """
        path = self.path(name)
        data = json.dumps({**draft, "turn": turn}, ensure_ascii=False).encode("utf-8", "surrogatepass")
        with self.lock:
            before = self.held(path)
            if turn <= (last := self.last(name, before)):
                return last
            self.newest[name] = turn
            try:
                disk.replace(path, before, data)
            except Unwritable:  # another desk over the same county was quicker
                disk.replace(path, self.held(path), data)
            return 0

    def drop(self, name: str, turn: int) -> int:
        """Forgets a draft: it was saved, or is not wanted.  `turn`: the number of the request, or that of the draft which is meant.  Returns as `keep` does."""
        path = self.path(name)
        with self.lock:
            if turn < (last := self.last(name, self.held(path))):
                return last
            self.newest[name] = turn
            path.unlink(missing_ok=True)
            return 0

    def held(self, path: Path) -> bytes | None:
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None

    def last(self, name: str, data: bytes | None) -> int:
        """The number of a form's last request; of one to a desk that has ended, that of its draft."""
        try:
            written = json.loads(data or b"{}").get("turn", 0)
        except (ValueError, AttributeError):
            written = 0
        return max(self.newest.get(name, 0), written if isinstance(written, int) else 0)

    def all(self) -> list[dict[str, Any]]:
        """Every draft with its name, the latest first; what cannot be read is none."""
        found = []
        for path in self.folder.glob("*.json"):
            if not NAME.fullmatch(path.stem):
                continue
            try:
                draft = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
                found.append((os.stat(path).st_mtime_ns, {**draft, "name": path.stem}))
            except (OSError, ValueError, TypeError):
                continue
        return [draft for _, draft in sorted(found, key=lambda pair: (-pair[0], pair[1]["name"]))]
