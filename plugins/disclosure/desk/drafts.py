"""What was typed and not saved yet, on the disk: it is there again when the browser, the desk or the machine has died."""
import json
import os
import re
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
        self.site, self.folder = site, site / FOLDER

    def path(self, name: str) -> Path:
        """Raises Astray for a name that no page of ours gives, or a folder that is a link."""
        if not NAME.fullmatch(name):
            raise Astray("没有这份草稿")
        if self.folder.resolve() != self.site.resolve() / FOLDER:
            raise Astray(f"{FOLDER} 是通往别处的链接，草稿不写到那里")
        return self.folder / f"{name}.json"

    def keep(self, name: str, draft: dict[str, Any]) -> None:
        """Writes a draft, whole or not at all, over the one that the same form had.  Raises Astray, OSError."""
        path = self.path(name)
        data = json.dumps(draft, ensure_ascii=False).encode("utf-8", "surrogatepass")
        try:
            before = path.read_bytes()
        except FileNotFoundError:
            before = None
        if before != data:
            try:
                disk.replace(path, before, data)
            except Unwritable:  # another answer to the same form was quicker: the newer one is asked for again
                disk.replace(path, path.read_bytes() if path.exists() else None, data)

    def drop(self, name: str) -> None:
        """Forgets a draft: it was saved, or is not wanted."""
        self.path(name).unlink(missing_ok=True)

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
