"""A signed edition for kiosks without a network: one zip, `signature.ed25519`, `bundle.json`, `manifest.json`, `site/…`.  One that adds
to another edition has, instead of pages that changed a little, `patches.bin`.

- `signature.ed25519`: 32 bytes, the public key; 64 bytes, the Ed25519 signature over CONTEXT and bundle.json.
- `bundle.json`: what the bundle is and whose (Statement), with the SHA-256 of manifest.json and of everything between bundle.json and the zip's directory.
- `manifest.json`: the whole edition's list of files (deliver/manifest.py), also where the bundle adds to another edition and holds only what changed.
- `patches.bin`: number of the file in the manifest, length, steps from the old file to the new one (patch.py); again and again.

So every byte is signed: those in front and the directory have one form (archive.py), the rest has its hash in what is signed.  A reader looks at
96 bytes, checks the signature over at most 4 KB, then the hash, and only then reads names and unpacks.  What the right key has signed is
not trusted either: paths, sizes and contents must be the manifest's.
"""
from __future__ import annotations

import base64
import binascii
import hashlib
import json
import struct
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Callable, Optional

from disclosure.deliver.fault import Refused, in_words
from disclosure.deliver.kiosk.archive import WHOLE, Malformed, Member, Source, stored, tail
from disclosure.deliver.kiosk.ed25519 import verify
from disclosure.deliver.kiosk.patch import patched
from disclosure.deliver.kiosk.refusals import refused
from disclosure.deliver.manifest import DAY, NAME, Entry, Manifest, ManifestFault, Owner

FORMAT, FORMATS, FLAVOUR = 2, (1, 2), "kiosk"
"""Format 1 did not say whose the site is; it is still read."""
CHANGE = "kiosk.change"
"""The file in which an old key signs the new one."""
SIGNATURE, STATEMENT, PATCHES, SITE = "signature.ed25519", "bundle.json", "patches.bin", "site/"
PATCH = struct.Struct("<LL")
"""In front of a patch: number of the file, length."""
CONTEXT = b"disclosure kiosk bundle 1\n"
"""In front of what is signed, so that no signature made for something else is one for a bundle."""
CHANGE_CONTEXT = b"disclosure kiosk key change 1\n"
SPKI = bytes.fromhex("302a300506032b6570032100")
"""What stands in front of the 32 bytes in the DER form of an Ed25519 public key."""
LONGEST_STATEMENT, LARGEST_LIST, LARGEST_FILE, LARGEST_SITE = 4096, 32 << 20, 64 << 20, 1 << 30
"""Bytes that bundle.json, manifest.json, a file and all files together may have."""
DENSEST = 200
"""So many times its size may a bundle have unpacked; pages come to about ten."""
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Base:
    """The edition that a bundle adds to: 截至日期, sequence, SHA-256 of its manifest.json."""

    edition: str
    sequence: int
    manifest: str

    @classmethod
    def of(cls, manifest: Manifest) -> Base:
        return cls(manifest.edition, manifest.sequence, sha256(manifest.data))


@dataclass(frozen=True)
class Statement:
    """What is signed.  `valid_until`: the last day on which the content may be shown without a warning, YYYY-MM-DD."""

    edition: str
    sequence: int
    valid_until: str
    base: Base | None
    manifest: str
    size: int
    sha256: str
    owner: Optional[Owner] = None
    format: int = FORMAT

    @property
    def data(self) -> bytes:
        base = vars(self.base) if self.base else None
        site = {"site": vars(self.owner) if self.owner else None} if self.format > 1 else {}
        told = {"format": self.format, "flavour": FLAVOUR, **site, "edition": self.edition, "sequence": self.sequence, "valid_until": self.valid_until, "base": base,
                "manifest": self.manifest, "body": {"size": self.size, "sha256": self.sha256}}
        return (json.dumps(told) + "\n").encode()

    @classmethod
    def parse(cls, data: bytes) -> Statement:
        """Reads what has been signed.  Raises Refused."""
        try:
            told = json.loads(data)
            if told["format"] not in FORMATS or told["flavour"] != FLAVOUR:
                raise refused("newer program")
            base = Base(**told["base"]) if told["base"] else None
            statement = cls(told["edition"], told["sequence"], told["valid_until"], base, told["manifest"], told["body"]["size"], told["body"]["sha256"],
                            Owner.parse(told.get("site")), told["format"])
            right = statement.data == data and type(statement.format) is int and type(statement.size) is int and 0 < statement.size <= WHOLE
            days = (statement.valid_until, *([base.edition] if base else []))
            right = right and all(type(day) is str and DAY.fullmatch(day) for day in days) and (base is None or type(base.sequence) is int)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            right = False
        if not right:
            raise refused("not whole", where=STATEMENT)
        return statement


class Bundle:
    """A bundle whose signature and hash are right.  Used with `with`.  Everything raises Refused, whose text is for the keeper."""

    def __init__(self, path: Path, public: bytes, progress: Progress = lambda *told: None) -> None:
        self.path = path
        try:
            self.source = Source(path)
        except OSError as error:
            raise unreadable(error) from error
        try:
            self.statement, self.body = self.signed(public)
            self.prove_body(progress)
            self.manifest = self.listed()
        except BaseException:  # stopped by hand, too: the file is not left open; the fault goes on
            self.source.__exit__(None, None, None)
            raise

    def __enter__(self) -> Bundle:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.source.__exit__(kind, error, trace)

    def signed(self, public: bytes) -> tuple[Statement, int]:
        """What is signed, and where the body begins: nothing is believed before the signature has been checked."""
        source = self.source
        if source.size > WHOLE:
            raise refused("too large", where=f"{source.size >> 20} MB")
        try:
            found = source.member(0, source.size)
            if found.name != SIGNATURE or found.size != 96 or found.method:
                raise Malformed("前面没有签名")
            seal = source.exactly(found.starts, found.packed)
            told = source.member(found.ends, source.size)
            if told.name != STATEMENT or told.method or told.size > LONGEST_STATEMENT:
                raise Malformed("签名后面没有说明")
            data = source.exactly(told.starts, told.packed)
            sums = found == stored(SIGNATURE, seal, 0) and told == stored(STATEMENT, data, found.ends)
        except Malformed as error:
            raise refused("cut" if source.size < stored(SIGNATURE, bytes(96), 0).ends else "not a bundle", file=self.path.name) from error
        except OSError as error:
            raise unreadable(error) from error
        if seal[:32] != public:
            raise refused("other key", theirs=fingerprint(seal[:32]), ours=fingerprint(public))
        if not sums or not verify(public, CONTEXT + data, seal[32:]):
            raise refused("altered", where="签名不对")
        self.front = [found, told]
        return Statement.parse(data), told.ends

    def prove_body(self, progress: Progress) -> None:
        """Whether everything between the statement and the directory is as it was when it was signed."""
        at, size = self.body, self.statement.size
        if self.source.size < at + size:
            raise refused("cut", file=self.path.name)
        hashed, done = hashlib.sha256(), 0
        try:
            for piece in self.source.pieces(at, size):
                hashed.update(piece)
                done += len(piece)
                progress("核对签名", done, size)
        except (OSError, Malformed) as error:
            raise unreadable(error) from error
        if hashed.hexdigest() != self.statement.sha256:
            raise refused("altered", where="内容与签名不符")

    def listed(self) -> Manifest:
        """The list of files; what is in the zip has to be on it, and the zip has to end where it should."""
        source, end = self.source, self.body + self.statement.size
        try:
            members = list(source.members(self.body, end))
            directory = tail([*self.front, *members])
            rest = source.exactly(end, min(source.size - end, len(directory)))
        except Malformed as error:
            raise refused("not whole", where=error) from error
        except OSError as error:
            raise unreadable(error) from error
        if rest != directory or source.size != end + len(directory):
            raise refused("cut" if directory.startswith(rest) and len(rest) < len(directory) else "altered", file=self.path.name, where="末尾与签名不符")
        if not members or members[0].name != NAME:
            raise refused("not whole", where=f"没有 {NAME}")
        if members[0].size > LARGEST_LIST:
            raise refused("too large", where=NAME)
        data = self.unpacked(members[0])
        try:
            manifest = Manifest.parse(data)
        except ManifestFault as error:
            raise refused("not whole", where=error) from error
        statement = self.statement
        if manifest.data != data or (manifest.edition, manifest.sequence, sha256(data)) != (statement.edition, statement.sequence, statement.manifest) or (
                statement.format > 1 and manifest.owner != statement.owner):
            raise refused("not whole", where=f"{NAME} 与签名不符")
        self.within_limits(manifest, members)
        files = members[1:]
        self.patches = self.differences(manifest, self.unpacked(files.pop(0))) if statement.base and files and files[0].name == PATCHES else {}
        self.members = {one.name[len(SITE):]: one for one in files}
        names = [one.name for one in files]
        for name in names:
            if not name.startswith(SITE) or name[len(SITE):] not in manifest.hashes or name[len(SITE):] in self.patches:
                raise refused("not whole", where=f"多了 {name[:80]!r}")
        if names != sorted(set(names)):
            raise refused("not whole", where="文件重复或次序不对")
        if missing := [e.path for e in manifest.files if e.path not in self.members] if not statement.base else []:
            raise refused("not whole", where=f"少了 {missing[0]}")
        return manifest

    def differences(self, manifest: Manifest, data: bytes) -> dict[str, bytes]:
        """The patches by path."""
        patches: dict[str, bytes] = {}
        at, last = 0, -1
        while at < len(data):
            number, length = PATCH.unpack_from(data, at) if len(data) - at >= PATCH.size else (0, 0)
            at += PATCH.size
            if not last < number < len(manifest.files) or at + length > len(data):
                raise refused("not whole", where=PATCHES)
            patches[manifest.files[number].path] = data[at:at + length]
            at, last = at + length, number
        return patches

    def within_limits(self, manifest: Manifest, members: list[Member]) -> None:
        """Neither what is declared nor what is there may fill up a kiosk."""
        for path, size in [(e.path, e.size) for e in manifest.files] + [(one.name, one.size) for one in members[1:]]:
            if size > LARGEST_FILE:
                raise refused("too large", where=f"{path[:80]} 有 {size >> 20} MB")
        unpacked = sum(one.size for one in members)
        if max(unpacked, sum(e.size for e in manifest.files)) > LARGEST_SITE:
            raise refused("too large", where=f"全部文件超过 {LARGEST_SITE >> 20} MB")
        if unpacked > DENSEST * self.source.size:
            raise refused("too large", where=f"解开以后是更新包的 {unpacked // self.source.size} 倍")

    def verify(self, progress: Progress) -> None:
        """Unpacks every file in memory and compares it with the manifest.  Raises Refused."""
        entries = [entry for entry in self.manifest.files if entry.path in self.members]
        for done, entry in enumerate(entries):
            self.read(entry)
            progress("核对文件", done + 1, len(entries))

    def read(self, entry: Entry) -> bytes:
        """The bytes of a file that is in the bundle, compared with the manifest.  Raises Refused."""
        data = self.unpacked(self.members[entry.path]) if self.members[entry.path].size == entry.size else b""
        if Entry.of(entry.path, data) != entry:
            raise refused("not whole", where=f"{entry.path} 与清单不符")
        return data

    def renewed(self, entry: Entry, old: bytes) -> bytes:
        """The bytes of a file that the bundle has a patch for, made from the old ones and compared with the manifest.  Raises Refused."""
        try:
            data = patched(old, self.patches[entry.path], entry.size)
        except ValueError:
            data = b""
        if Entry.of(entry.path, data) != entry:
            raise refused("not whole", where=f"{entry.path} 与清单不符")
        return data

    def unpacked(self, one: Member) -> bytes:
        try:
            return self.source.read(one)
        except Malformed as error:
            raise refused("not whole", where=error) from error
        except OSError as error:
            raise unreadable(error) from error

    @cached_property
    def kept(self) -> tuple[Entry, ...]:
        """The files that are not in the bundle, but in the edition it adds to, the same or to be patched."""
        return tuple(entry for entry in self.manifest.files if entry.path not in self.members)


def changed_key(path: Path, old: bytes) -> bytes:
    """The public key that the old one has signed as its successor.  Raises Refused."""
    try:
        data = base64.b64decode(path.read_bytes()[:4096], validate=True)
    except ValueError:
        data = b""
    except OSError as error:
        raise unreadable(error) from error
    if len(data) != 128 or data[:32] != old or not verify(old, CHANGE_CONTEXT + data[:64], data[64:]):
        raise refused("not a change", file=path.name, ours=fingerprint(old))
    return data[32:64]


def change_leads_to(path: Path, key: bytes | None) -> bool:
    """Whether a change of keys is behind us: the key that it leads to is the one that we have."""
    try:
        return key is not None and base64.b64decode(path.read_bytes()[:4096], validate=True)[32:64] == key
    except (OSError, ValueError):
        return False


def pem(public: bytes) -> bytes:
    return b"-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(SPKI + public) + b"\n-----END PUBLIC KEY-----\n"


def public_key(path: Path) -> bytes:
    """The 32 bytes of a public key in a PEM file.  Raises Refused."""
    try:
        lines = path.read_bytes()[:4096].decode("ascii").split("\n")
        head, *middle, end = [line.strip() for line in lines if line.strip()]
        data = base64.b64decode("".join(middle), validate=True)
    except (ValueError, binascii.Error):
        raise refused("not a key", file=path.name) from None
    except OSError as error:
        raise unreadable(error) from error
    if (head, end) != ("-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----") or data[:12] != SPKI or len(data) != 44:
        raise refused("not a key", file=path.name)
    return data[12:]


def unreadable(error: OSError | Malformed) -> Refused:
    return refused("unreadable", reason=in_words(error) if isinstance(error, OSError) else error)


def fingerprint(public: bytes) -> str:
    """What people compare keys by: sixteen digits of the SHA-256, in fours."""
    digits = sha256(public)[:16]
    return "-".join(digits[at:at + 4] for at in range(0, 16, 4))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
