"""The line to a host may break at any moment, again and again: what was promised still holds.  Tried on a host in memory, a thousand times."""
import random
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from editions import edition, which

from disclosure.deliver.fault import Refused
from disclosure.deliver.former import Former
from disclosure.deliver.hosts import Host
from disclosure.deliver.remote import Remote


class Cut(Exception):
    """The line broke."""


class Memory(Host):
    """A host in memory whose line breaks before the nth change."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(urlsplit("sftp://memory/"))
        self.files, self.left = files, -1

    def change(self) -> None:
        if self.left == 0:
            raise Cut
        self.left -= 1

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def write(self, path: str, data: bytes) -> None:
        self.change()
        self.files[path] = data

    def stream(self, path: str, size: int, coming: Iterable[bytes]) -> None:
        self.write(path, b"".join(coming))

    def remove(self, path: str) -> None:
        self.change()
        self.files.pop(path, None)


def site(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if not path.startswith(".disclosure/")}


def attempt(files: dict[str, bytes], number: int | None, left: int, former: Former) -> bool:
    """Publishes an edition, or goes back (None); False where the line broke."""
    host = Memory(files)
    remote = Remote(host, former)
    host.left = left
    try:
        if number is None:
            remote.rollback(lambda *told: None)
        else:
            manifest, made = edition(number)
            remote.publish(manifest, lambda entry: (made[entry.path],), lambda *told: None)
    except Cut:
        return False
    except Refused:
        if number is not None or left < 0:  # undone in the last instant, between two manifests, the edition before is no longer known
            raise
        return False
    return True


@pytest.mark.parametrize("left", range(1, 45))
def test_cut_once_then_finished_or_undone(left: int, quick_path: Path) -> None:
    for undone in (False, True):
        files: dict[str, bytes] = {}
        former = Former(quick_path / str(undone))
        for number in (1, 2):
            assert attempt(files, number, -1, former)
        whole = attempt(files, 3, left, former)
        manifest_is = which({"manifest.json": files["manifest.json"], **edition(3 if b"1000003" in files["manifest.json"] else 2)[1]})
        if undone and manifest_is == 2:
            while not attempt(files, None, left, former):  # undoing is cut, too, a little later each time
                left += 1
            assert which(site(files)) == 2
            assert attempt(files, 3, -1, former)
        elif not whole:
            assert attempt(files, 3, -1, former)
        assert which(site(files)) == 3 and not {".disclosure/journal.json", ".disclosure/done"} & files.keys()
        assert not {p for p in files if p.startswith(".disclosure")}
        assert {p.name for p in former.files.iterdir()} == {e.sha256 for e in edition(2)[0].files if edition(3)[0].hashes.get(e.path) != e.sha256}
        assert attempt(files, None, -1, former) and which(site(files)) == 2
        assert attempt(files, None, -1, former) and which(site(files)) == 3


def test_cut_again_and_again(soak: bool, quick_path: Path) -> None:
    for seed in range(1000 if soak else 50):
        chance, files, former = random.Random(seed), {}, Former(quick_path / str(seed))
        assert attempt(files, 1, -1, former)
        now = 1
        for wanted in range(2, 6):
            for _ in range(chance.randrange(4)):
                other = chance.choice((wanted, wanted, wanted + 10 * chance.randrange(2), None))
                if other is None and now == 1:
                    continue
                if other is not None and other != wanted:
                    attempt(files, wanted, chance.randrange(30), former)
                    continue
                if attempt(files, other, chance.randrange(40), former):
                    now = which(site(files))
            if b"%d" % (1_000_000 + wanted) not in files["manifest.json"]:
                before = int(files["manifest.json"].split(b'"sequence": ')[1].split(b",")[0]) - 1_000_000
                assert attempt(files, wanted, -1, former)
                assert which(site(files)) == wanted, seed
                assert attempt(files, None, -1, former)
                assert which(site(files)) == before, seed
                assert attempt(files, wanted, -1, former)
            else:
                assert attempt(files, wanted, -1, former)
            assert which(site(files)) == wanted, seed
            now = wanted


@pytest.mark.parametrize("held", [0, 1 << 20])
def test_what_is_no_longer_what_was_built_is_not_sent(held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a file is sent at once or in pieces."""
    monkeypatch.setattr("disclosure.deliver.remote.HELD", held)
    files: dict[str, bytes] = {}
    assert attempt(files, 1, -1, Former(tmp_path)) and which(site(files)) == 1
    manifest, made = edition(2)
    with pytest.raises(Refused, match="变了"):
        Remote(Memory(files), Former(tmp_path)).publish(manifest, lambda entry: (made[entry.path], b"!"), lambda *told: None)
    assert which(site(files)) == 1
