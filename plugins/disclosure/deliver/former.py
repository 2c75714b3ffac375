"""What a host had before, kept on this machine: below a web root the text that was withdrawn would stay public.

    build/publish/<host and folder>/
        former.json      which edition stands on the host now, and the list of the one before
        files/<sha256>   the files of the one before that the present one replaced or removed; gone with the next edition
        others/<path>    files of other people that ours took the place of, or that somebody had altered; nobody clears these
        others.json      which of them a rollback brings back: path on the host, name in others/
"""
import hashlib
import json
import re
from pathlib import Path

from disclosure.deliver import disk
from disclosure.deliver.manifest import Entry, Manifest, ManifestFault


class Former:
    """The folder for one host.  Raises OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.files, self.others = folder, folder / "files", folder / "others"

    @classmethod
    def of(cls, office: Path, target: str) -> "Former":
        """The one for a target's address, in the folder of the office (build/)."""
        name = re.sub(r"[^A-Za-z0-9.-]+", "-", target.split("://", 1)[-1].rpartition("@")[2])[:60].strip("-.")
        return cls(office / "publish" / f"{name}-{hashlib.sha256(target.encode()).hexdigest()[:8]}")

    def before(self, now: str) -> Manifest | None:
        """The edition before the one called `now`; None where that is not known here: another machine may have published in between."""
        told = self.told(now)
        try:
            return Manifest.parse(told["former"].encode()) if told and told["former"] else None
        except (ManifestFault, AttributeError):
            return None

    def knows(self, now: str) -> bool:
        """Whether it was this machine that brought the edition called `now`, so that what was before it is known, be it nothing."""
        return self.told(now) is not None

    def told(self, now: str) -> dict | None:
        try:
            told = json.loads((self.folder / "former.json").read_bytes())
            return told if told["now"] == now and "former" in told else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def note(self, former: Manifest | None, now: str) -> None:
        disk.make_folder(self.folder)
        told = {"now": now, "former": former.data.decode() if former else None}
        disk.replace(self.folder / "former.json", json.dumps(told, ensure_ascii=False).encode())

    def has(self, sha256: str) -> bool:
        return (self.files / sha256).is_file()

    def read(self, entry: Entry) -> bytes | None:
        try:
            data = (self.files / entry.sha256).read_bytes()
        except OSError:
            return None
        return data if Entry.of(entry.path, data) == entry else None

    def keep(self, sha256: str, data: bytes) -> None:
        disk.make_folder(self.files)
        disk.replace(self.files / sha256, data)

    def keep_only(self, needed: set[str]) -> None:
        """Forgets the bodies that no rollback needs."""
        for path in self.files.iterdir() if self.files.is_dir() else ():
            if path.name not in needed:
                disk.forget(path)

    def forget(self) -> int:
        """Forgets the edition before: what was withdrawn is nowhere any more.  Returns how many files that were."""
        count = sum(1 for _ in self.files.iterdir()) if self.files.is_dir() else 0
        for path in (self.folder / "former.json", self.files):
            disk.remove_tree(path)
        return count

    def keep_other(self, path: str, data: bytes) -> Path:
        """Keeps a file of somebody else, for good; returns where.  A rollback brings it back."""
        place, number = self.others / path, 1
        while place.exists() and place.read_bytes() != data:
            number += 1
            place = (self.others / path).with_name(f"{number}-{Path(path).name}")
        if not place.exists():
            disk.make_folder(place.parent)
            disk.replace(place, data)
        self.tell_others({**self.displaced(), path: place.relative_to(self.others).as_posix()})
        return place

    def displaced(self) -> dict[str, str]:
        """The files that a rollback brings back: path on the host, name in others/."""
        try:
            told = json.loads((self.folder / "others.json").read_bytes())
            return {str(path): str(name) for path, name in told.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    def tell_others(self, displaced: dict[str, str]) -> None:
        disk.make_folder(self.folder)
        disk.replace(self.folder / "others.json", json.dumps(displaced, ensure_ascii=False).encode())

    def other(self, name: str) -> bytes:
        return (self.others / name).read_bytes()
