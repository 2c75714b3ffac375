"""The one form of zip that a bundle has.  Any program can open it; here nothing else is taken for a bundle.

Members lie one after the other from the first byte on, each with its sizes in front of it, stored or deflated; then the directory, then the end
record; no comment, no extra field, no gap.  Names are UTF-8, times are 1980, all are plain files.  `Member` says what the bytes in front of a
member and in the directory have to be, and a reader compares: it need not know in how many ways a zip can lie.
"""
from __future__ import annotations

import os
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Iterator

LOCAL, CENTRAL, END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
VERSION, UTF8, TIME, DAY = 20, 0x800, 0, 33  # 1980-01-01 00:00
UNIX, PLAIN_FILE = 3 << 8, 0o100644 << 16
STORED, DEFLATED = 0, 8
MEMBERS, NAME, WHOLE = 60_000, 1600, (1 << 32) - 1
"""At most so many members; bytes of a name; bytes of a bundle.  Below what would need zip64."""
PIECE = 1 << 16
BINARY = getattr(os, "O_BINARY", 0)


class Malformed(Exception):
    """Not of the one form; the text says where, in Chinese."""


@dataclass(frozen=True)
class Member:
    """A file in the zip: `at` is the offset of what lies in front of it."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    at: int

    @property
    def local(self) -> bytes:
        name = self.name.encode()
        return LOCAL.pack(b"PK\3\4", VERSION, UTF8, self.method, TIME, DAY, self.crc, self.packed, self.size, len(name), 0) + name

    @property
    def central(self) -> bytes:
        name = self.name.encode()
        return CENTRAL.pack(b"PK\1\2", UNIX | VERSION, VERSION, UTF8, self.method, TIME, DAY, self.crc, self.packed, self.size, len(name), 0, 0, 0, 0,
                            PLAIN_FILE, self.at) + name

    @property
    def starts(self) -> int:
        return self.at + LOCAL.size + len(self.name.encode())

    @property
    def ends(self) -> int:
        return self.starts + self.packed


def tail(members: list[Member]) -> bytes:
    """The directory and the end record of a zip that holds these and nothing else."""
    directory = b"".join(member.central for member in members)
    return directory + END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(directory), members[-1].ends, 0)


def stored(name: str, data: bytes, at: int) -> Member:
    return Member(name, STORED, zlib.crc32(data), len(data), len(data), at)


def deflated(name: str, data: bytes, at: int) -> tuple[Member, bytes]:
    """A member for a file's bytes, and these as they go into the zip: deflated where that makes them fewer."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(data) + deflate.flush()
    if len(packed) >= len(data):
        return stored(name, data, at), data
    return Member(name, DEFLATED, zlib.crc32(data), len(packed), len(data), at), packed


class Source:
    """A zip being read.  Used with `with`.  Raises Malformed, OSError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.descriptor = os.open(path, os.O_RDONLY | BINARY)
        self.size = os.fstat(self.descriptor).st_size

    def __enter__(self) -> Source:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        os.close(self.descriptor)

    def pieces(self, at: int, length: int) -> Iterator[bytes]:
        """So many bytes from an offset on, in pieces that fit in memory."""
        while length:
            os.lseek(self.descriptor, at, os.SEEK_SET)
            piece = os.read(self.descriptor, min(PIECE, length))
            if not piece:
                raise Malformed(f"第 {at} 字节以后没有了")
            yield piece
            at, length = at + len(piece), length - len(piece)

    def exactly(self, at: int, length: int) -> bytes:
        return b"".join(self.pieces(at, length))

    def member(self, at: int, end: int) -> Member:
        """The member that begins at an offset and ends before another."""
        if end - at < LOCAL.size:
            raise Malformed(f"第 {at} 字节处不是一个文件")
        told = LOCAL.unpack(self.exactly(at, LOCAL.size))
        length = told[9]
        if told[3] not in (STORED, DEFLATED) or length > NAME or length > end - at - LOCAL.size:
            raise Malformed(f"第 {at} 字节处写法不对")
        name = self.exactly(at + LOCAL.size, length)
        try:
            found = Member(name.decode(), told[3], told[6], told[7], told[8], at)
        except UnicodeDecodeError as error:
            raise Malformed(f"第 {at} 字节处的文件名不是 UTF-8") from error
        if found.local != LOCAL.pack(*told) + name or found.ends > end or (found.method == STORED and found.packed != found.size):
            raise Malformed(f"第 {at} 字节处写法不对")
        return found

    def members(self, at: int, end: int) -> Iterator[Member]:
        """The members between two offsets, one after the other without a gap."""
        count = 0
        while at < end:
            found = self.member(at, end)
            count += 1
            if count > MEMBERS:
                raise Malformed(f"文件多于 {MEMBERS} 个")
            yield found
            at = found.ends

    def read(self, one: Member) -> bytes:
        """A member's bytes, unpacked: never more than its size says."""
        if one.method == STORED:
            data = self.exactly(one.starts, one.packed)
        else:
            inflate, parts, left = zlib.decompressobj(-15), [], one.size
            try:
                for piece in self.pieces(one.starts, one.packed):
                    while piece:
                        part = inflate.decompress(piece, left + 1)
                        parts.append(part)
                        left -= len(part)
                        if left < 0 or inflate.unused_data:
                            raise Malformed(f"{one.name} 比所说的大")
                        piece = inflate.unconsumed_tail
            except zlib.error as error:
                raise Malformed(f"{one.name} 解不开") from error
            if left or not inflate.eof:
                raise Malformed(f"{one.name} 比所说的小")
            data = b"".join(parts)
        if zlib.crc32(data) != one.crc:
            raise Malformed(f"{one.name} 的校验和不对")
        return data
