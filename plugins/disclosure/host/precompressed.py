"""Compressed copies beside a site's text files, for web servers that send such copies as they are (nginx: gzip_static, brotli_static).

Same bytes from the same bytes: no time, no name, no system in a copy's head.
"""
import gzip
import struct
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from disclosure.deliver.fault import Refused
from disclosure.deliver.manifest import COPIES
from disclosure.hands import cores
from disclosure.host.staging import Staging

TEXT = (".html", ".css", ".js", ".json", ".jsonld", ".xml", ".svg", ".csv", ".txt")
LEAST = 1024
"""Bytes; a smaller file fits into the first packet as it is."""
HEAD = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
"""gzip's: no name, no time, most compressed, no system told (RFC 1952)."""


class Code(NamedTuple):
    compress: Callable[[bytes], bytes]
    decompress: Callable[[bytes], bytes]
    faults: tuple[type[Exception], ...]
    """What is raised for bytes that are no such copy."""


def gzipped(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return HEAD + packer.compress(data) + packer.flush() + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def codes() -> dict[str, Code]:
    """By the ending of their copies; brotli where its library can be imported."""
    gz = Code(gzipped, gzip.decompress, (OSError, EOFError, zlib.error))
    try:
        import brotli
    except ImportError:
        return {".gz": gz}
    # Above 8 it takes ten times as long, for pages smaller by a tenth at most.
    return {".gz": gz, ".br": Code(lambda data: brotli.compress(data, quality=8), brotli.decompress, (brotli.error,))}


def precompress(staging: Staging) -> None:
    """Adds the copies of every text file of a site that is otherwise finished.  A copy that says the same as before stays as it is, without being made again.

    Raises Refused where an attachment has the name of a copy: a server would give it out in the place of another file.  OSError.
    """
    wanted = sorted(path for path, entry in staging.planned.items() if path.endswith(TEXT) and entry.size > LEAST)
    if taken := [path for path in sorted(staging.planned) if path.endswith(COPIES) and path[:-3] in staging.planned]:
        raise Refused(f"附件“{taken[0]}”与压缩副本同名，请改文件名。")
    known = codes()

    def copies(path: str) -> list[tuple[str, bytes]]:
        data = (staging.new / path).read_bytes()
        made = ((path + ending, kept(staging, path + ending, data, code) or code.compress(data)) for ending, code in known.items())
        return [(name, copy) for name, copy in made if len(copy) < len(data)]

    with ThreadPoolExecutor(cores()) as workers:
        for found in workers.map(copies, wanted):
            for name, copy in found:
                staging.put(name, copy)


def kept(staging: Staging, name: str, data: bytes, code: Code) -> bytes | None:
    """The copy in the site before, if it still says the same: to see that takes a tenth of making it."""
    try:
        before = (staging.out / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        return before if code.decompress(before) == data else None
    except code.faults:
        return None
