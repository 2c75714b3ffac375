"""Whether an edition on the disk can be shown: every file as the manifest says, and a home page that finds all it needs."""
from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Optional
from urllib.parse import unquote, urlsplit

from disclosure.deliver.manifest import Manifest

HOME = "index.html"
NEEDS = {"script": "src", "link": "href", "img": "src"}
"""What a page loads, by element and attribute."""


class Home(HTMLParser):
    """What a home page has and needs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: set[str] = set()
        self.closed: set[str] = set()
        self.needs: list[str] = []
        self.title = ""
        self.in_title = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, Optional[str]]]) -> None:
        self.opened.add(tag)
        self.in_title = tag == "title" and not self.title
        if tag in NEEDS:
            self.needs += [value for name, value in attributes if name == NEEDS[tag] and value]

    def handle_endtag(self, tag: str) -> None:
        self.closed.add(tag)
        self.in_title = False

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title += data.strip()


def ill(manifest: Manifest, folder: Path) -> str:
    """What is wrong with the edition in a folder, in a few Chinese words; "" where it is well.  Raises OSError."""
    faults = manifest.faults(folder)
    return faults[0] if faults else ill_home(manifest, (folder / HOME).read_bytes() if HOME in manifest.hashes else None)


def ill_home(manifest: Manifest, data: bytes | None) -> str:
    """What is wrong with a home page, given its bytes."""
    if data is None:
        return f"没有 {HOME}"
    home = Home()
    try:
        home.feed(data.decode())
        home.close()
    except ValueError:
        return f"{HOME} 不是 UTF-8 的网页"
    if not {"html", "head", "body"} <= home.opened & home.closed or not home.title:
        return f"{HOME} 不完整"
    for need in home.needs:
        try:
            parts = urlsplit(need)
        except ValueError:
            return f"{HOME} 要用的 {need[:80]} 写法不对"
        if not parts.scheme and not parts.netloc and parts.path and unquote(parts.path).lstrip("./") not in manifest.hashes:
            return f"{HOME} 要用的 {need[:80]} 不在里面"
    return ""
