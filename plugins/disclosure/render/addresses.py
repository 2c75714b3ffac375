"""Where things are published: files that pages use, and links that editors wrote."""
import hashlib
import re
from urllib.parse import quote

from disclosure.read.files import path_named
from disclosure.read.names import file_address

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def hashed(name: str, data: bytes) -> str:
    """The published path of a file that pages load: its name with the hash of its bytes, for another content is another file to every cache."""
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:12]}.{ending}"


HASHED = re.compile(r"assets/(?:[\w-]+\.[0-9a-f]{12}\.(?:css|js|svg)|qr/[0-9a-f]{12}\.svg)")
"""Paths of files that never change under their name."""


def external(link: str) -> bool:
    return bool(SCHEME.match(link))


def link_address(link: str, root: str) -> str:
    """The href of a settled link (read/files.py): an outside address as it is, a file of content/files/ where it is published."""
    if external(link) or link.startswith("#"):
        return link
    mark = re.search(r"[?#]", link)
    return file_link(path_named(link), root) + (link[mark.start():] if mark else "")


def file_link(path: str, root: str) -> str:
    """The href of a file of content/files/ by its path there."""
    return root + quote(file_address(path))
