"""Bundles that no honest program makes: everything in one can be turned, and it can still be signed with the right key."""
import json
import struct
import zlib
from copy import deepcopy
from dataclasses import dataclass, field

from bundles import KEY, OTHER
from editions import edition

from disclosure.deliver.kiosk import making
from disclosure.deliver.kiosk.archive import DAY, DEFLATED, PLAIN_FILE, UNIX, UTF8, VERSION
from disclosure.deliver.kiosk.bundle import CONTEXT, PATCH, PATCHES, SIGNATURE, SITE, STATEMENT, Base, sha256
from disclosure.deliver.kiosk.patch import STEP
from disclosure.deliver.manifest import NAME, Manifest


def deflate(data: bytes) -> bytes:
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packing.compress(data) + packing.flush()


@dataclass
class Piece:
    """A member; `told` is said of it instead of the truth, `where` says in which of the two places: in front of it, in the directory, both."""

    name: bytes
    data: bytes
    stored: bool = False
    told: dict = field(default_factory=dict)
    where: str = "both"
    extra: bytes = b""
    gap: bytes = b""
    after: bytes = b""

    def fields(self, place: str) -> dict:
        packed = self.data if self.stored else deflate(self.data)
        true = {"version": VERSION, "flags": UTF8, "method": 0 if self.stored else DEFLATED, "time": 0, "day": DAY, "crc": zlib.crc32(self.data),
                "packed": len(packed) + len(self.after), "size": len(self.data), "made_by": UNIX | VERSION, "attributes": PLAIN_FILE}
        return {**true, **(self.told if self.where in ("both", place) else {})}

    def local(self) -> bytes:
        f = self.fields("front")
        head = struct.pack("<4s5H3L2H", b"PK\3\4", f["version"], f["flags"], f["method"], f["time"], f["day"], f["crc"], f["packed"], f["size"], len(self.name), len(self.extra))
        return self.gap + head + self.name + self.extra + (self.data if self.stored else deflate(self.data)) + self.after

    def central(self, at: int) -> bytes:
        f = self.fields("directory")
        return struct.pack("<4s6H3L5H2L", b"PK\1\2", f["made_by"], f["version"], f["flags"], f["method"], f["time"], f["day"], f["crc"], f["packed"], f["size"], len(self.name),
                           len(self.extra), 0, 0, 0, f["attributes"], f.get("at", at)) + self.name + self.extra


class Forge:
    """Starts as an honest bundle of an edition; what is done to it is named by the methods, which hostile.yml calls."""

    def __init__(self, number: int = 2) -> None:
        self.manifest, files = edition(number)
        self.listing = [{"path": e.path, "size": e.size, "sha256": e.sha256} for e in self.manifest.files]
        self.pieces = {path: Piece((SITE + path).encode(), data, len(deflate(data)) >= len(data)) for path, data in sorted(files.items())}
        self.more: list[Piece] = []
        self.said: dict = {}
        self.patches = b""
        self.list_bytes: bytes | None = None
        self.key = KEY
        self.front, self.behind, self.comment, self.count = b"", b"", b"", 0

    def bytes(self) -> bytes:
        text = Manifest(self.manifest.edition, self.said.get("sequence", self.manifest.sequence), ()).data.split(b"\n")[0]
        rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in sorted(self.listing, key=lambda row: row["path"]))
        listed = self.list_bytes if self.list_bytes is not None else text + b"\n" + rows.encode() + b"\n]}\n"
        members = [Piece(NAME.encode(), listed, len(deflate(listed)) >= len(listed)), *([Piece(PATCHES.encode(), self.patches)] if self.patches else []), *self.pieces.values(), *self.more]
        body = b"".join(piece.local() for piece in members)
        told = {"format": 2, "flavour": "kiosk", "site": None, "edition": self.manifest.edition, "sequence": self.manifest.sequence, "valid_until": "2027-01-01", "base": None,
                "manifest": sha256(listed), "body": {"size": len(body), "sha256": sha256(body)}} | self.said
        statement = (json.dumps(told) + "\n").encode()
        seal = making.public_of(self.key) + self.key.sign(CONTEXT + statement)
        ahead = [Piece(SIGNATURE.encode(), seal, True), Piece(STATEMENT.encode(), statement, True)]
        made, directory = self.front, b""
        for piece in [*ahead, *members]:
            directory += piece.central(len(made) + len(piece.gap))
            made += piece.local()
        total = len(members) + 2 + self.count
        end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, total, total, len(directory), len(made), len(self.comment))
        return made + directory + end + self.comment + self.behind

    # What can be done.

    def add(self, name: str, listed: bool = False, data: str = "x", times: int = 1) -> None:
        """A member more, with its name as it is; `listed`: in the manifest, too, below site/."""
        content = data.encode() * times
        self.more.append(Piece(name.encode("utf-8", "surrogateescape"), content))
        if listed:
            self.listing.append({"path": name.removeprefix(SITE), "size": len(content), "sha256": sha256(content)})

    def drop(self, path: str) -> None:
        del self.pieces[path]

    def unlist(self, path: str) -> None:
        self.listing = [row for row in self.listing if row["path"] != path]

    def alter(self, path: str, data: str = "y", same_size: bool = False) -> None:
        piece = self.pieces[path]
        piece.data = bytes(len(piece.data)) if same_size else data.encode()

    def replace(self, path: str, data: str, times: int = 1) -> None:
        """Another content, in the manifest, too."""
        self.pieces[path].data, self.pieces[path].stored = data.encode() * times, False
        self.relist(path, size=len(self.pieces[path].data), sha256=sha256(self.pieces[path].data))

    def relist(self, path: str, **fields: object) -> None:
        next(row for row in self.listing if row["path"] == path).update(fields)

    def twice(self, path: str) -> None:
        self.more.append(deepcopy(self.pieces[path]))

    def swap(self, one: str, other: str) -> None:
        a, b = self.pieces[one], self.pieces[other]
        a.data, b.data, a.stored, b.stored = b.data, a.data, b.stored, a.stored

    def reorder(self) -> None:
        self.pieces = dict(reversed(self.pieces.items()))

    def tell(self, path: str, where: str = "both", **fields: int) -> None:
        self.pieces[path].told, self.pieces[path].where = fields, where

    def extra(self, path: str, hex: str) -> None:
        self.pieces[path].extra = bytes.fromhex(hex)

    def gap(self, path: str) -> None:
        self.pieces[path].gap = b"gap"

    def pad(self, path: str, hex: str) -> None:
        """Bytes after a deflated member's end, counted as its own."""
        self.pieces[path].after = bytes.fromhex(hex)

    def say(self, **fields: object) -> None:
        self.said.update(fields)

    def based_on(self, number: int) -> None:
        self.said["base"] = vars(Base.of(edition(number)[0]))

    def patch(self, path: str, steps: list[list], length: int | None = None) -> None:
        """A patch in the place of a file, of steps [where in the old file, how many bytes of it, new bytes]."""
        self.pieces.pop(path, None)
        made = b"".join(STEP.pack(start, copied, len(new)) + new.encode() for start, copied, new in steps)
        number = sorted(row["path"] for row in self.listing).index(path)
        self.patches += PATCH.pack(number, len(made) if length is None else length) + made

    def patch_bytes(self, hex: str) -> None:
        self.patches += bytes.fromhex(hex)

    def list_is(self, text: str) -> None:
        self.list_bytes = text.encode()

    def list_more(self, count: int) -> None:
        self.listing += [{"path": f"p/{n}", "size": 1 << 20, "sha256": "0" * 64} for n in range(count)]

    def sign_with_other(self) -> None:
        self.key = OTHER

    def begin_with(self, text: str) -> None:
        self.front = text.encode()

    def end_with(self, text: str) -> None:
        self.behind = text.encode()

    def remark(self, text: str) -> None:
        self.comment = text.encode()

    def count_more(self, more: int) -> None:
        self.count = more
