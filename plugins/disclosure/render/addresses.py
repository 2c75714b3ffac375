"""Where things are published: files that pages use, and links that editors wrote."""
import hashlib
import re
from urllib.parse import quote

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
    """The href of a link as an editor wrote it: an outside address as it is, a file of content/files/ where it is published."""
    if external(link) or link.startswith("#"):
        return link
    path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", link, re.S).groups()
    return root + quote(file_address(path)) + mark + rest
