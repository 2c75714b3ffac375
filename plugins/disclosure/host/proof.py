"""The proof of a site before it takes the place of the old one: every file is read back, is what was meant, and passes the last gate."""
import errno
import os
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from disclosure.deliver.manifest import NAME, Entry, Manifest, altered, found
from disclosure.host.gate import Gate
from disclosure.host.proved import Proved, decided
from disclosure.hands import MOST, Hands

SHARE = 2_000_000
"""So many bytes a process reads at a time, at least."""
WORTH = 8 * SHARE
"""Less than so many bytes that an edit has changed is looked at sooner by one."""


def proof(folder: Path, manifest: Manifest, taken: Collection[str], new_gate: Callable[[], Gate], known: Collection[str], hands: int, lap: Callable[[str], None],
          before: Proved = Proved(), same: Collection[str] = ()) -> tuple[list[str], Proved]:
    """What keeps a site from being published, each a sentence without its full stop; and what the next proof may know.

    `taken`: files of the last build, which were proved then, with what that left (`before`); `same`: further ones that were made anew and came out as they lay there: what they say was
    judged then, so they need not be looked at again as long as all that decides is the same, but for pages, which load others; `known`: files that the site's plan knows.
    Raises OSError where what lies in `folder` is not what was written.
    """
    there, gate = found(folder), new_gate()
    if not gate.trust(before):
        taken, before = (), Proved()
    elif before.decided == decided(gate.county):
        taken = {*taken, *(path for path in same if not path.endswith(".html"))}
    wrong = manifest.misplaced(there)
    shares = shared(entry for entry in (*manifest.files, Entry.of(NAME, manifest.data)) if entry.path in there and entry.path not in taken)

    def look(path: str, data: bytes) -> None:
        lap("清点、读回核对")
        gate.look(path, data)
        lap("发布前把关")

    def read_back(share: int) -> list[str]:
        return altered(folder, shares[share], look, gate.headed)
    some = taken and sum(entry.size for share in shares for entry in share) < WORTH
    with Hands(1 if some else min(hands, len(shares)), len(shares), read_back, gate.looked) as all_hands:
        for share, told in all_hands.results():
            if share is None:
                gate.join(told)
            else:
                wrong += told
    if wrong:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(folder / wrong[0].split("：")[0]))
    gate.known(taken, before)
    faults = gate.faults(known)
    lap("发布前把关")
    if faults and (hands > 1 or taken or before.lines):  # told as one hand tells it, which sees all files in their order and knows nothing of another build
        return proof(folder, manifest, (), new_gate, known, 1, lap)
    return faults, gate.proved


def shared(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The entries in portions of about the same size."""
    entries = [*entries]
    least, shares, size = max(SHARE, sum(entry.size for entry in entries) // MOST + 1), [], 0
    for entry in entries:
        if not shares or size >= least:
            shares.append([])
            size = 0
        shares[-1].append(entry)
        size += entry.size
    return shares
