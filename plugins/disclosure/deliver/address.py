"""Whether the portal really gives out what was published: files fetched by their public address and compared with the manifest."""
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO
from urllib.parse import quote, urlsplit

from disclosure.deliver.fault import Refused
from disclosure.deliver.manifest import NAME, PIECE, Entry, Manifest, measured
from disclosure.deliver.releases import Progress

TIMEOUT = 30
"""Seconds without an answer after which a file counts as not served."""
SAMPLE = 200
"""So many files that did not change are fetched too, spread evenly over the list."""
AT_ONCE = 4


def base(address: str) -> str:
    """The public address of the site's folder.  Refused, without repeating it, where it is none or holds a password."""
    try:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError
    except ValueError as error:
        raise Refused("门户的公开地址写法不对，例：https://www.某县.gov.cn/zwgk/") from error
    if parts.username is not None:
        raise Refused("公开地址里不能有用户名和密码。")
    return address.rstrip("/") + "/"


def differences(address: str, manifest: Manifest, changed: frozenset[str], progress: Progress) -> list[str]:
    """What is served otherwise than it was published: every changed file, the home page, the manifest, and a sample of the others."""
    start = base(address)
    others = [entry for entry in manifest.files if entry.path not in changed and entry.path != "index.html"]
    step = max(1, -(-len(others) // SAMPLE))
    wanted = [Entry.of(NAME, manifest.data), *(e for e in manifest.files if e.path in changed or e.path == "index.html"), *others[::step]]
    found = []
    with ThreadPoolExecutor(AT_ONCE) as workers:
        for done, fault in enumerate(workers.map(lambda entry: fault_of(start, entry), wanted)):
            progress("核对门户", done, len(wanted))
            if fault:
                found.append(fault)
    return found


def fault_of(start: str, entry: Entry) -> str:
    request = urllib.request.Request(start + quote(entry.path), headers={"Cache-Control": "no-cache", "User-Agent": "disclosure-publish"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            if urlsplit(answer.url).hostname != urlsplit(start).hostname:
                return f"{entry.path}：转到了别的网站"
            served = measured(entry.path, served_pieces(answer, entry.size + 1))
    except urllib.error.HTTPError as error:
        return f"{entry.path}：门户回答 {error.code}"
    except ssl.SSLError:
        return f"{entry.path}：门户的证书没有通过验证"
    except (OSError, ValueError) as error:
        return f"{entry.path}：取不到（{type(getattr(error, 'reason', error)).__name__}）"
    return "" if served == entry else f"{entry.path}：内容与发布的不同"


def served_pieces(answer: IO[bytes], most: int) -> Iterator[bytes]:
    """What a portal answers, `most` bytes at most.  Raises OSError."""
    while most > 0 and (piece := answer.read(min(most, PIECE))):
        most -= len(piece)
        yield piece
