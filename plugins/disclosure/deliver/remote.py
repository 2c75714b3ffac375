"""A site on a host that knows no releases: only what changed is sent, an interrupted run is taken up again, and the former edition can be had back.

What the present edition replaced or removed is kept on this machine (former.py), not on the host: there it would lie below the web root, and what
was withdrawn would stay public.  Only while a run is under way or was interrupted, a folder `.disclosure/` lies beside the site, with
`journal.json` and `done`: what the run was about to send (paths and hashes), and how much of that has arrived.

The order: old files saved; journal; new files, what pages need first and the home page last; removals; `manifest.json`; the journal goes.
So `manifest.json` names the old edition until the new one is there whole, and the journal says which files may be either.

What lies where a new file goes, and is in no manifest of ours, is somebody else's: it is not replaced unless that was asked for, and then kept.
"""
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from disclosure.deliver.beside import named
from disclosure.deliver.fault import Refused
from disclosure.deliver.former import Former
from disclosure.deliver.hosts import Host
from disclosure.deliver.manifest import NAME, Changes, Entry, Manifest, ManifestFault, Passing
from disclosure.deliver.releases import Progress, Read, refuse

SIDE = ".disclosure"
JOURNAL, DONE = f"{SIDE}/journal.json", f"{SIDE}/done"
LEGACY, LEGACY_FILES = f"{SIDE}/former.json", f"{SIDE}/former"
"""Where an earlier version of this program kept the former edition; taken away with the next run."""
UNKNOWN = "?"
"""In place of a hash: a file that an interrupted run may have sent, or not."""
HELD = 16 << 20
"""Bytes; a larger file is sent in pieces."""
NOTED_EVERY = 20
"""Files after which the progress of a run is noted on the host; at most so many are sent twice after an interruption."""
HOMES = ("index.htm", "index.jsp", "index.php", "index.asp", "index.aspx", "default.htm", "default.html", "default.asp", "default.aspx")
"""Home pages of portals: where one of these is and nothing of ours, the folder is somebody else's."""


@dataclass
class Remote:
    """What a host holds, and how it is changed: by one run at a time.  Raises Refused, and what the host's library raises (`hosts.connected` turns that into words).

    `replace`: files of other people may be replaced, after a copy has been kept.
    """

    host: Host
    former: Former
    replace: bool = False
    manifest: Manifest | None = field(init=False)
    """The edition that stands there, or stood before an interrupted run; None before the first."""
    there: dict[str, str] = field(init=False)
    """SHA-256 of every file of ours that is there, by path, or UNKNOWN."""
    interrupted: bool = field(init=False, default=False)
    """A run was stopped before the edition it brought was there whole."""
    journaled: bool = field(init=False, default=False)
    """A run was stopped before it had cleared up."""
    notes: list[str] = field(init=False, default_factory=list)
    """Sentences about files of other people."""
    strange: dict[str, dict[str, bytes]] = field(init=False, default_factory=dict)
    """What `strangers` has found, by edition."""

    def __post_init__(self) -> None:
        self.manifest = self.listed(NAME)
        self.there = dict(self.manifest.hashes) if self.manifest else {}
        journal = self.journal()
        if journal:
            self.journaled = True
            name = name_of(self.manifest)
            self.interrupted = journal["to"] != name or journal["from"] == name  # undoing a run ends where it began: never known to be over
        if self.interrupted:
            done = self.done(journal["id"])
            self.there |= journal["base"]
            for at, (path, sha256) in enumerate(journal["sent"]):
                self.there[path] = sha256 if at < done else UNKNOWN
            self.there |= dict.fromkeys(journal["removed"], UNKNOWN)
            self.halves = [path for path, _ in journal["sent"][max(0, done - 1):done + NOTED_EVERY + 1]]
        else:
            self.halves = []

    @property
    def current(self) -> Manifest | None:
        return self.manifest

    def listed(self, path: str) -> Manifest | None:
        data = self.host.read(path)
        try:
            return Manifest.parse(data) if data is not None else None
        except ManifestFault as error:
            raise Refused(f"主机上的 {path} 不能用：{error}。没有动任何文件。如果它不是本程序发布的，请换一个文件夹。") from error

    def journal(self) -> dict | None:
        try:
            told = json.loads(self.host.read(JOURNAL) or b"null")
            if told:
                dict(told["base"]), [(p, s) for p, s in told["sent"]], list(told["removed"]), told["from"], told["to"], told["id"]
            return told
        except (ValueError, TypeError, KeyError) as error:
            raise Refused(f"主机上的 {JOURNAL} 读不懂，没有动任何文件。请把它删掉，再用上一次发布的同一版重新发布。") from error

    def done(self, number: str) -> int:
        told = (self.host.read(DONE) or b"").decode("ascii", "replace").split()
        return int(told[1]) if len(told) == 2 and told[0] == number and told[1].isdigit() else 0

    def changes(self, new: Manifest) -> Changes:
        """What sending an edition would send.  Refused where a later one stands there, or files of other people would go."""
        refuse(self.manifest, new, self.replace)
        self.host.accept([entry.path for entry in new.files])
        if (strangers := self.strangers(new)) and not self.replace:
            raise Refused(f"没有发布：那个文件夹里已有别的网页，不是本程序发布的，没有动它：{named(sorted(strangers))}（{len(strangers)} 个）。请换一个空的文件夹，或先把它们移走。"
                          f"确实要换成新的，请加 --replace：原来的先存到“{self.former.others}”，退回（--rollback）时放回去。")
        return Changes.between(self.there, new)

    def strangers(self, new: Manifest | None) -> dict[str, bytes]:
        """Files of other people where files of an edition would go, or that say that the folder is somebody else's."""
        if new is None:
            return {}
        if new.name not in self.strange:
            wanted = {entry.path: entry for entry in new.files if entry.path not in self.there}
            looked = [*wanted, *(HOMES if self.manifest is None and not self.journaled else ())]
            found = {path: data for path in self.host.present(looked) if (data := self.host.read(path)) is not None}
            self.strange[new.name] = {path: data for path, data in found.items() if path not in wanted or Entry.of(path, data) != wanted[path]}
        return self.strange[new.name]

    def publish(self, new: Manifest, read: Read, progress: Progress) -> None:
        """Brings the host to a later edition; `read` gives the bytes of its files."""
        self.changes(new)
        self.bring(new, read, progress)

    def bring(self, new: Manifest | None, read: Read, progress: Progress, restore: bool = False) -> None:
        """Brings the host to an edition, later or earlier, or (None) takes ours away.  `restore`: what others had there comes back."""
        changes = Changes.between(self.there, new) if new else Changes((), (), tuple(sorted(self.there)))
        before, hashes = self.manifest, new.hashes if new else {}
        old = before.hashes if before else {}
        if not changes and before == new and not self.journaled:
            return
        self.keep_others({path: data for path, data in self.strangers(new).items() if path in hashes})
        self.save(old, hashes, progress)
        base = {path: sha256 for path, sha256 in self.there.items() if old.get(path) != sha256}
        plan = {"from": name_of(before), "to": name_of(new), "base": base, "sent": [[e.path, e.sha256] for e in changes.sent], "removed": list(changes.removed), "saved": []}
        number = hashlib.sha256(json.dumps(plan).encode()).hexdigest()[:16]
        self.host.write(JOURNAL, json.dumps({"id": number, **plan}, ensure_ascii=False).encode())
        for path in self.halves:
            self.host.tidy(path)
        self.send(changes, number, read, progress)
        for count, path in enumerate(changes.removed):
            progress("删除", count, len(changes.removed))
            self.host.remove(path)
        displaced = self.former.displaced()
        back = {path: name for path, name in displaced.items() if path not in hashes} if restore else {}
        for path, name in back.items():
            self.host.write(path, self.former.other(name))
        for folder in emptied(changes.removed, [*hashes, *back]):
            self.host.remove_folder(folder)
        if before != new:
            self.former.note(before, name_of(new))
        if new:
            self.host.write(NAME, new.data)
        else:
            self.host.remove(NAME)
        former = self.former.before(name_of(new))
        self.former.keep_only(replaced(former.hashes, hashes) if former else set())
        self.clear_legacy()
        self.host.remove(DONE)
        self.host.remove(JOURNAL)
        self.host.remove_folder(SIDE)
        if back:
            self.former.tell_others({path: name for path, name in displaced.items() if path not in back})
        self.manifest, self.there, self.interrupted = new, dict(hashes), False
        self.journaled, self.halves, self.strange = False, [], {}

    def send(self, changes: Changes, number: str, read: Read, progress: Progress) -> None:
        for count, entry in enumerate(changes.sent):
            progress("上传", count, len(changes.sent))
            if count and count % NOTED_EVERY == 0:
                self.host.write(DONE, b"%s %d" % (number.encode(), count))
            if entry.size > HELD:
                self.host.stream(entry.path, entry.size, genuine(entry, read(entry)))
            else:
                self.host.write(entry.path, b"".join(genuine(entry, read(entry))))
            self.host.sent += 1
        self.host.write(DONE, b"%s %d" % (number.encode(), len(changes.sent)))

    def save(self, old: Mapping[str, str], new: Mapping[str, str], progress: Progress) -> None:
        """Keeps the files that are about to be replaced or removed: those that are as they were published for a rollback, the others because they are not ours."""
        going = [(path, sha256) for path, sha256 in sorted(old.items()) if new.get(path) != sha256 and self.there.get(path) in (sha256, UNKNOWN)]
        altered: dict[str, bytes] = {}
        for count, (path, sha256) in enumerate(going):
            progress("保存前一版", count, len(going))
            data = self.host.read(path)
            if data is None:
                continue
            if hashlib.sha256(data).hexdigest() == sha256:
                if not self.former.has(sha256):
                    self.former.keep(sha256, data)
            elif self.there[path] == sha256 and hashlib.sha256(data).hexdigest() != new.get(path):
                altered[path] = data
        self.keep_others(altered)

    def keep_others(self, files: Mapping[str, bytes]) -> None:
        for path, data in files.items():
            self.former.keep_other(path, data)
        if files:
            self.notes.append(f"主机上有 {len(files)} 个文件不是本程序发布的，或者发布以后被人改过（{named(sorted(files))}），换下来的存在“{self.former.others}”。")

    def rollback(self, progress: Progress) -> Manifest | None:
        """Brings the former edition back, or undoes an interrupted run; returns the edition that stands then, None where there was nothing of ours before."""
        now = name_of(self.manifest)
        target = self.manifest if self.interrupted else self.former.before(now) or (self.listed(LEGACY) if not self.former.knows(now) else None)
        if not self.interrupted and (target == self.manifest or target is None and not (self.former.knows(now) and self.former.displaced())):
            raise Refused("没有前一版可以退回：前一版留在发布它的那台电脑上（县文件夹的 build/publish/），这里没有。请用前一版的目录重新生成并发布（加 --sequence）。")
        changes = Changes.between(self.there, target) if target else Changes((), (), ())
        paths = {sha256: path for path, sha256 in self.there.items()}
        kept: dict[str, bytes] = {}
        for entry in changes.sent:  # all of them before anything is touched
            places = (entry.path, paths.get(entry.sha256, entry.path), f"{LEGACY_FILES}/{entry.sha256}")
            data = self.former.read(entry)
            if data is None:
                data = next((data for data in map(self.host.read, places) if data is not None and Entry.of(entry.path, data) == entry), None)
            if data is None:
                raise Refused(f"前一版的“{entry.path}”没有留全，没有退回。请用前一版的目录重新生成并发布（加 --sequence）。")
            kept[entry.sha256] = data
        self.bring(target, lambda entry: (kept[entry.sha256],), progress, restore=True)
        return target

    def forget(self) -> int:
        """Forgets the former edition, here and what an earlier version of this program left on the host; returns how many files that were."""
        return self.former.forget() + self.clear_legacy()

    def clear_legacy(self) -> int:
        """Takes away from the host what an earlier version of this program kept there, below the web root."""
        former = self.listed(LEGACY)
        if former is None:
            return 0
        files = sorted({*former.hashes.values()} - {UNKNOWN})
        gone = [path for sha256 in files if self.host.has(path := f"{LEGACY_FILES}/{sha256}")]
        for path in gone:
            self.host.remove(path)
        self.host.remove_folder(LEGACY_FILES)
        self.host.remove(LEGACY)
        return len(gone)


def genuine(entry: Entry, coming: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a file.  Raises Refused behind the last one where they are not what was built."""
    passing = Passing(coming)
    yield from passing
    if passing.entry(entry.path) != entry:
        raise Refused(f"要发布的文件“{entry.path}”在生成之后变了，没有传完。请重新生成。")


def name_of(edition: Manifest | None) -> str:
    return edition.name if edition else ""


def replaced(old: Mapping[str, str], new: Mapping[str, str]) -> set[str]:
    """Hashes of the old files that the new edition does not have in their place."""
    return {sha256 for path, sha256 in old.items() if new.get(path) != sha256}


def emptied(removed: tuple[str, ...], stay: Iterable[str]) -> list[str]:
    """Folders in which nothing is left, the deepest first."""
    def above(path: str) -> set[str]:
        parts = path.split("/")[:-1]
        return {"/".join(parts[:end]) for end in range(1, len(parts) + 1)}
    kept = {folder for path in stay for folder in above(path)}
    return sorted({folder for path in removed for folder in above(path)} - kept, key=lambda folder: (-folder.count("/"), folder))
