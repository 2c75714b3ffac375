"""An attachment far larger than the memory that a build needs: it goes in pieces from the county's folder to wherever
it is published."""
import os
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from built import GOLDEN, ROOT

from disclosure.deliver.destination import Zip
from disclosure.deliver.fault import Refused
from disclosure.deliver.manifest import Entry, Manifest, pieces
from disclosure.host.staging import Staging
from disclosure.read.files import Changed, Files
from disclosure.read.plain import Plain

SIZE, BOUND = 200 << 20, 180
"""Bytes of the film; megabytes that no process of a command may come to: they need about 100, with the film in memory 300."""
FILM = "files/luxiang.mp4"
PEAK = """import resource, subprocess, sys
done = subprocess.run([sys.executable, "-P", "-m", "disclosure", *sys.argv[1:]])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // (1 << (20 if sys.platform == "darwin" else 10)))
sys.exit(done.returncode)"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county with a film that takes no room on the disk."""
    folder = tmp_path_factory.mktemp("large") / "county"
    shutil.copytree(GOLDEN, folder)
    with open(folder / "content" / FILM, "wb") as film:
        film.write(struct.pack(">I", 16) + b"ftypisom\0\0\0\0" + struct.pack(">I4s", 0, b"mdat"))
        film.truncate(SIZE)
    policy = folder / "catalogues" / "policies" / "tiaozheng.yml"
    text = policy.read_text(encoding="utf-8").replace("附件:\n", "附件:\n  - {名称: 会议录像, 文件: luxiang.mp4}\n", 1)
    policy.write_text(text, encoding="utf-8")
    return folder


def peak(*arguments: str | Path) -> int:
    """Megabytes that a command's largest process held at most."""
    env = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", PEAK, *map(str, arguments)], env=env, capture_output=True, text=True,
                          encoding="utf-8", stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout + done.stderr
    return int(done.stdout.split()[-1])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell what a child has held")
def test_nobody_holds_a_large_file(county: Path, tmp_path: Path) -> None:
    out, folder, parcel = tmp_path / "out", tmp_path / "www", tmp_path / "up.zip"
    held = {"build": peak("build", "--site", county, "--out", out)}
    first = (out / FILM).stat()
    held["build again"] = peak("build", "--clean", "--site", county, "--out", out)
    assert (out / FILM).stat().st_ino == first.st_ino and first.st_size == SIZE, "the same file stays"
    for way, target in (("publish", folder), ("publish again", folder), ("zip", parcel)):
        held[way] = peak("publish", "--site", county, target)
    assert max(held.values()) < BOUND, held
    manifest = Manifest.read(folder / "current")  # publishing has added an edition to what was built
    assert FILM in manifest.hashes and manifest.faults(folder / "current") == []
    with zipfile.ZipFile(parcel) as archive:
        assert archive.getinfo(f"site/{FILM}").file_size == SIZE and archive.testzip() is None


def staged(out: Path, read: Callable[[], Iterator[bytes]], size: int) -> Staging:
    """A site of one attachment and its list, put in its place."""
    staging = Staging(out)
    try:
        staging.note(staging.copy("files/a.mp4", size, read))
        staging.seal("2026-06-01", 1)
        staging.switch()
    finally:
        staging.drop()
    return staging


def test_an_attachment_that_changes_on_its_way_is_not_published(tmp_path: Path) -> None:
    """With the same length, too: the old site stays, and nothing is left beside it."""
    film, out = tmp_path / "a.mp4", tmp_path / "site"
    film.write_bytes(b"1" * (3 << 20))
    files = Files(tmp_path, [Plain("a.mp4", film, 3 << 20)])
    assert staged(out, lambda: files.pieces("a.mp4"), 3 << 20).unchanged == 0
    assert staged(out, lambda: files.pieces("a.mp4"), 3 << 20).unchanged == 2
    film.write_bytes(b"1" * (3 << 20) + b"2")
    for size in (3 << 20, (3 << 20) + 1):
        with pytest.raises(Changed):
            staged(out, lambda: files.pieces("a.mp4"), size)
    film.write_bytes(b"2" * (3 << 20))
    with pytest.raises(Changed):
        staged(out, lambda: files.pieces("a.mp4"), 3 << 20)
    assert Manifest.read(out).faults(out) == [] and (out / "files" / "a.mp4").read_bytes()[:1] == b"1"
    assert not [path for path in tmp_path.iterdir() if "disclosure-" in path.name] and files.changed == {"a.mp4"}


def test_without_links_bytes_and_times_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, made = tmp_path / "site", [b"1" * 1000, b"2" * 1000]
    staged(out, lambda: iter(made), 2000)
    before = (out / "files" / "a.mp4").stat()
    monkeypatch.setattr("disclosure.deliver.disk.link", lambda one, other: False)
    assert staged(out, lambda: iter(made), 2000).unchanged == 2
    after = (out / "files" / "a.mp4").stat()
    assert after.st_ino != before.st_ino and after.st_mtime_ns == before.st_mtime_ns
    assert (out / "files" / "a.mp4").read_bytes() == b"".join(made)


def test_a_zip_is_whole_or_the_old_one(tmp_path: Path) -> None:
    """A file that is no longer what was built: no zip, and the one of last time stays."""
    out, parcel = tmp_path / "site", tmp_path / "up.zip"
    staged(out, lambda: iter([b"1" * 1000]), 1000)
    manifest = Manifest.read(out)

    def read(entry: Entry) -> Iterator[bytes]:
        return pieces(out / entry.path)
    Zip(parcel, None).publish(manifest, read, lambda *told: None)
    last = parcel.read_bytes()
    (out / "files" / "a.mp4").write_bytes(b"2" * 1000)
    with pytest.raises(Refused, match="变了"):
        Zip(parcel, None).publish(manifest, read, lambda *told: None)
    assert parcel.read_bytes() == last and sorted(p.name for p in tmp_path.iterdir() if "zip" in p.name) == ["up.zip"]
