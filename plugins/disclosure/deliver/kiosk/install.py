"""A bundle put in place on a kiosk: all of it proven first, installed beside the running copy, looked at, switched, looked at again.

What is served is `current` in the target folder (deliver/releases.py).  Whatever happens, it is the edition before or the one in the bundle.
"""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from disclosure.deliver import disk
from disclosure.deliver.fault import Refused
from disclosure.deliver.kiosk.bundle import Bundle, Progress, sha256
from disclosure.deliver.kiosk.health import HOME, ill, ill_home
from disclosure.deliver.kiosk.refusals import refused
from disclosure.deliver.manifest import Entry, Manifest
from disclosure.deliver.releases import Releases, genuine

DOING = "更新"


@dataclass(frozen=True)
class Installed:
    """What is served now, until when it may be, and whether it has been before."""

    manifest: Manifest
    valid_until: str
    already: bool
    notes: tuple[str, ...] = ()
    """Sentences about files on the kiosk that are not ours and were kept."""


def install(file: Path, target: Path, public: bytes, progress: Progress) -> Installed:
    """Puts a bundle's edition in place.  Raises Refused, after which the running copy is as it was, or OSError, after which it is whole."""
    with Bundle(file, public, progress) as bundle:
        bundle.verify(progress)
        new = bundle.manifest
        fits(bundle, Releases(target), progress)  # before anything is touched, the lock included
        with Releases(target, DOING) as releases:
            before = fits(bundle, releases, progress)
            if before == new and not ill(new, releases.link):
                return Installed(new, bundle.statement.valid_until, True)
            try:
                releases.install(new, lambda entry: (content(bundle, releases, entry),), progress)
                if fault := ill(new, releases.folder / new.name):
                    raise refused("not healthy", where=fault)
            except (OSError, Refused):  # a full disk gets its room back
                if not before or before.name != new.name:
                    releases.remove(new.name)
                raise
            releases.publish(new, lambda entry: (content(bundle, releases, entry),), progress)
            look_again(releases, new, before)
    return Installed(new, bundle.statement.valid_until, False, tuple(releases.notes))


def fits(bundle: Bundle, releases: Releases, progress: Progress) -> Manifest | None:
    """The edition that is served, if the bundle may take its place.  Raises Refused."""
    new, base, current = bundle.manifest, bundle.statement.base, releases.current()
    if current and current.owner and (not new.owner or current.owner.differs(new.owner)):
        raise refused("other county", theirs=new.owner or "没有写明", ours=current.owner)
    if current and new.sequence < current.sequence:
        raise refused("older", edition=new.edition, sequence=new.sequence, current=current.edition, now=current.sequence)
    if current and new.sequence == current.sequence and new != current:
        raise refused("same number", edition=new.called, current=current.called, more=current.sequence + 1)
    if current != new and base:
        if not current:
            raise refused("nothing to add to", base=base.edition, number=base.sequence, target=releases.target)
        if sha256(current.data) != base.manifest:
            raise refused("other base", base=base.edition, number=base.sequence, current=current.edition, now=current.sequence)
    if base:
        progress("核对本机内容", 0, 1)
        there = {entry.path: entry for entry in current.files} if current else {}
        for entry in bundle.kept:
            old = there.get(entry.path)
            if not old or (old != entry and entry.path not in bundle.patches):
                raise refused("not whole", where=f"少了 {entry.path}")
            if not genuine(releases.link / entry.path, old):
                raise refused("damaged base", where=entry.path)
            if old != entry:
                content(bundle, releases, entry)
    home = next((entry for entry in new.files if entry.path == HOME), None)
    if fault := ill_home(new, content(bundle, releases, home) if home else None):
        raise refused("not healthy", where=fault)
    return current


def content(bundle: Bundle, releases: Releases, entry: Entry) -> bytes:
    """A file's bytes, from the bundle, from the edition it adds to, or from both."""
    if entry.path in bundle.members:
        return bundle.read(entry)
    old = (releases.link / entry.path).read_bytes()
    return bundle.renewed(entry, old) if entry.path in bundle.patches and Entry.of(entry.path, old) != entry else old


def look_again(releases: Releases, new: Manifest, before: Manifest | None) -> None:
    """What is served now, read once more through the name it is served under; what is ill gives way to the edition before."""
    try:
        fault = ill(new, releases.link)
    except OSError as error:
        fault = error.strerror or str(error)
    if not fault:
        return
    if before:
        releases.switch(before)
        raise refused("fell back", where=fault, edition=before.edition)
    disk.remove_tree(releases.link)
    raise refused("taken out", where=fault)


def back(target: Path) -> Manifest:
    """Puts the edition before in place again and returns it.  Raises Refused, OSError."""
    if not Releases(target).current():
        raise refused("nothing before", target=target)
    with Releases(target, DOING) as releases:
        former = releases.former()
        if not former:
            raise refused("nothing before", target=target)
        if fault := ill(former, releases.folder / former.name):
            raise refused("damaged former", where=fault)
        return releases.rollback()
