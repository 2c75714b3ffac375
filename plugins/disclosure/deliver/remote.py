"""A site on a host that knows no releases: only what changed is sent, an interrupted run is taken up again, and the former edition can be had back.

Beside the site lies a folder `.disclosure/`, with

- `former.json`: the manifest of the edition before the present one;
- `former/<sha256>`: the files of that edition that the present one replaced or removed;
- `journal.json` and `done`, only while a run is under way or was interrupted: what it was about to send, and how much of that has arrived.

The order: journal; old files saved; new files, what pages need first and the home page last; removals; `manifest.json`; the journal goes.
So `manifest.json` names the old edition until the new one is there whole, and the journal says which files may be either.
"""
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from disclosure.deliver.fault import Refused
from disclosure.deliver.hosts import Host
from disclosure.deliver.manifest import NAME, Changes, Entry, Manifest, ManifestFault
from disclosure.deliver.releases import Progress, refuse_older

SIDE = ".disclosure"
JOURNAL, DONE, FORMER = f"{SIDE}/journal.json", f"{SIDE}/done", f"{SIDE}/former.json"
UNKNOWN = "?"
"""In place of a hash: a file that an interrupted run may have sent, or not."""
NOTED_EVERY = 20
"""Files after which the progress of a run is noted on the host; at most so many are sent twice after an interruption."""


@dataclass
class Remote:
    """What a host holds, and how it is changed: by one run at a time.  Raises Refused, and what the host's library raises (`hosts.connected` turns that into words)."""

    host: Host
    manifest: Manifest | None = field(init=False)
    """The edition that stands there, or stood before an interrupted run; None before the first."""
    there: dict[str, str] = field(init=False)
    """SHA-256 of every file of ours that is there, by path, or UNKNOWN."""
    interrupted: bool = field(init=False, default=False)
    """A run was stopped before the edition it brought was there whole."""
    journaled: bool = field(init=False, default=False)
    """A run was stopped before it had cleared up."""
    saved: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.manifest = self.listed(NAME)
        if self.manifest is None and self.host.read(JOURNAL) is None and self.host.has("index.html"):
            raise Refused("那个文件夹里已有别的网页（index.html），不是本程序发布的，没有动它。请换一个文件夹，或先把里面的东西移走。")
        self.there = dict(self.manifest.hashes) if self.manifest else {}
        self.saved = set()
        journal = self.journal()
        if journal:
            self.journaled, self.saved = True, set(journal["saved"])
            name = self.manifest.name if self.manifest else ""
            self.interrupted = journal["to"] != name or journal["from"] == name  # undoing a run ends where it began: never known to be over
        if self.interrupted:
            done = self.done(journal["id"])
            self.there |= journal["base"]
            for at, (path, sha256) in enumerate(journal["sent"]):
                self.there[path] = sha256 if at < done else UNKNOWN
            self.there |= dict.fromkeys(journal["removed"], UNKNOWN)

    def listed(self, path: str) -> Manifest | None:
        data = self.host.read(path)
        try:
            return Manifest.parse(data) if data is not None else None
        except ManifestFault as error:
            raise Refused(f"主机上的 {path} 不能用：{error}。没有动任何文件。") from error

    def journal(self) -> dict | None:
        try:
            told = json.loads(self.host.read(JOURNAL) or b"null")
            if told:
                dict(told["base"]), [(p, s) for p, s in told["sent"]], list(told["removed"]), list(told["saved"]), told["from"], told["to"], told["id"]
            return told
        except (ValueError, TypeError, KeyError) as error:
            raise Refused(f"主机上的 {JOURNAL} 读不懂，没有动任何文件。请把它删掉，再用上一次发布的同一版重新发布。") from error

    def done(self, number: str) -> int:
        told = (self.host.read(DONE) or b"").decode("ascii", "replace").split()
        return int(told[1]) if len(told) == 2 and told[0] == number and told[1].isdigit() else 0

    def changes(self, new: Manifest) -> Changes:
        """What sending an edition would send.  Refused where a later one stands there."""
        refuse_older(self.manifest, new)
        return Changes.between(self.there, new)

    def publish(self, new: Manifest, read: Callable[[Entry], bytes], progress: Progress) -> None:
        """Brings the host to a later edition; `read` gives the bytes of its files."""
        refuse_older(self.manifest, new)
        self.bring(new, read, progress)

    def bring(self, new: Manifest, read: Callable[[Entry], bytes], progress: Progress) -> None:
        """Brings the host to an edition, later or earlier."""
        changes = Changes.between(self.there, new)
        old = self.manifest.hashes if self.manifest else {}
        former = self.listed(FORMER)
        if not changes and self.manifest == new and not self.journaled:
            return
        saving = replaced(old, new.hashes)
        stale = self.saved | (replaced(former.hashes, old) if former else set())
        base = {path: sha256 for path, sha256 in self.there.items() if old.get(path) != sha256}
        plan = {"from": self.manifest.name if self.manifest else "", "to": new.name, "base": base, "sent": [[e.path, e.sha256] for e in changes.sent], "removed": list(changes.removed), "saved": sorted(saving | stale)}
        number = hashlib.sha256(json.dumps(plan).encode()).hexdigest()[:16]
        self.host.write(JOURNAL, json.dumps({"id": number, **plan}, ensure_ascii=False).encode())
        self.save(old, saving, progress)
        for count, entry in enumerate(changes.sent):
            progress("上传", count, len(changes.sent))
            if count and count % NOTED_EVERY == 0:
                self.host.write(DONE, b"%s %d" % (number.encode(), count))
            data = read(entry)
            if Entry.of(entry.path, data) != entry:
                raise Refused(f"要发布的文件“{entry.path}”在生成之后变了，没有传完。请重新生成。")
            self.host.write(entry.path, data)
        self.host.write(DONE, b"%s %d" % (number.encode(), len(changes.sent)))
        for count, path in enumerate(changes.removed):
            progress("删除", count, len(changes.removed))
            self.host.remove(path)
        for folder in emptied(changes.removed, new):
            self.host.remove_folder(folder)
        if self.manifest and self.manifest != new:
            self.host.write(FORMER, self.manifest.data)
            former = self.manifest
        self.host.write(NAME, new.data)
        needed = replaced(former.hashes, new.hashes) if former else set()
        for sha256 in sorted((stale | saving) - needed):
            self.host.remove(f"{SIDE}/former/{sha256}")
        self.host.remove(DONE)
        self.host.remove(JOURNAL)
        self.manifest, self.there, self.interrupted = new, dict(new.hashes), False
        self.journaled, self.saved = False, set()

    def save(self, old: Mapping[str, str], saving: set[str], progress: Progress) -> None:
        """Keeps the files that are about to be replaced or removed, where the host still has them as they were published."""
        for count, (path, sha256) in enumerate(sorted(old.items())):
            progress("保存前一版", count, len(old))
            if sha256 in saving and self.there.get(path) in (sha256, UNKNOWN) and not self.host.has(f"{SIDE}/former/{sha256}"):
                data = self.host.read(path)
                if data is not None and hashlib.sha256(data).hexdigest() == sha256:
                    self.host.write(f"{SIDE}/former/{sha256}", data)

    def rollback(self, progress: Progress) -> Manifest:
        """Brings the former edition back, or undoes an interrupted run; returns the edition that stands then."""
        target = self.manifest if self.interrupted else self.listed(FORMER)
        if target is None or (target == self.manifest and not self.interrupted):
            raise Refused("主机上没有留着更早的一版可以退回。")
        changes = Changes.between(self.there, target)
        paths = {sha256: path for path, sha256 in self.there.items()}
        kept: dict[str, bytes] = {}
        for entry in changes.sent:  # all of them before anything is touched
            places = (f"{SIDE}/former/{entry.sha256}", entry.path, paths.get(entry.sha256, entry.path))
            data = next((data for data in map(self.host.read, places) if data is not None and Entry.of(entry.path, data) == entry), None)
            if data is None:
                raise Refused(f"前一版的“{entry.path}”没有留全，没有退回。请用前一版的目录重新生成并发布（加 --sequence）。")
            kept[entry.sha256] = data
        self.bring(target, lambda entry: kept[entry.sha256], progress)
        return target


def replaced(old: Mapping[str, str], new: Mapping[str, str]) -> set[str]:
    """Hashes of the old files that the new edition does not have in their place."""
    return {sha256 for path, sha256 in old.items() if new.get(path) != sha256}


def emptied(removed: tuple[str, ...], new: Manifest) -> list[str]:
    """Folders in which nothing is left, the deepest first."""
    def above(path: str) -> set[str]:
        parts = path.split("/")[:-1]
        return {"/".join(parts[:end]) for end in range(1, len(parts) + 1)}
    kept = {folder for entry in new.files for folder in above(entry.path)}
    return sorted({folder for path in removed for folder in above(path)} - kept, key=lambda folder: (-folder.count("/"), folder))
