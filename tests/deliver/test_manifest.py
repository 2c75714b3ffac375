"""The list of a site's files: the same bytes for the same site, and nothing hostile gets in."""
import json
from pathlib import Path

import pytest
from editions import build, edition

from disclosure.deliver.manifest import NAME, Changes, Entry, Manifest, ManifestFault

GOOD = {"path": "a.html", "size": 1, "sha256": "0" * 64}


def test_as_promised_and_the_same_bytes(tmp_path: Path) -> None:
    build(tmp_path / "site", 1)
    data = (tmp_path / "site" / NAME).read_bytes()
    told = json.loads(data)
    assert list(told) == ["edition", "sequence", "files"] and (told["edition"], told["sequence"]) == ("2026-06-02", 1_000_001)
    assert [list(f) for f in told["files"]] == [["path", "size", "sha256"]] * len(told["files"])
    paths = [f["path"] for f in told["files"]]
    assert paths == sorted(paths) and NAME not in paths and b"\r" not in data
    manifest = Manifest.parse(data)
    assert manifest.data == data == Manifest.of_folder(tmp_path / "site", manifest.edition, manifest.sequence).data
    assert manifest.faults(tmp_path / "site") == []


def test_what_is_missing_altered_or_extra_is_named(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, 1)
    manifest = Manifest.read(site)
    (site / "index.html").unlink()
    (site / "search.html").write_bytes(b"<p>always the same, t00</p>")
    (site / "more").mkdir()
    (site / "more" / "x.html").write_bytes(b"")
    assert manifest.faults(site) == ["more/x.html：多出来的文件", "index.html：没有这个文件", "search.html：内容不对"]


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../a", "a/../b", "a//b", "./a", "a/", "C:/a", "a\\b", "a\0b", "a\nb", "con", "x/NUL.html", "a.", "a /b", 7, None, ["a"],
                                  "e\u0301.html", NAME, "MANIFEST.JSON", "a\u202eb", "x" * 401])
def test_hostile_paths_are_refused(path: object) -> None:
    with pytest.raises(ManifestFault):
        Manifest.parse(json.dumps({"edition": "2026-01-01", "sequence": 1, "files": [GOOD | {"path": path}]}).encode())


@pytest.mark.parametrize("spoiled", [
    b"", b"[]", b"null", b"{", b"\xff", b"[" * 100_000, {"edition": "2026-1-1"}, {"edition": 1}, {"sequence": -1}, {"sequence": True}, {"sequence": 1.5}, {"sequence": 1 << 60},
    {"files": None}, {"files": [[]]}, {"files": [GOOD, GOOD]}, {"files": [GOOD, GOOD | {"path": "A.HTML"}]}, {"files": [GOOD, GOOD | {"path": "a.html/b"}]},
    {"files": [GOOD | {"size": -1}]}, {"files": [GOOD | {"sha256": "0" * 63}]}, {"files": [GOOD | {"sha256": "G" * 64}]}, {"files": [GOOD | {"sha256": None}]}], ids=repr)
def test_malformed_manifests_are_refused(spoiled: bytes | dict) -> None:
    data = spoiled if isinstance(spoiled, bytes) else json.dumps({"edition": "2026-01-01", "sequence": 1, "files": [GOOD]} | spoiled).encode()
    with pytest.raises(ManifestFault):
        Manifest.parse(data)


def test_changes() -> None:
    old, new = edition(1)[0], edition(2)[0]
    changes = Changes.between(old.hashes, new)
    assert [e.path for e in changes.added] == [e.path for e in new.files if e.path not in old.hashes]
    assert {e.path for e in changes.altered} == {"index.html", "domains/a.html"}
    assert changes.removed == tuple(sorted(old.hashes.keys() - new.hashes.keys()))
    assert changes.sent[0].path.startswith("assets/") and changes.sent[-1].path == "index.html"
    assert not Changes.between(new.hashes, new)
    assert Entry("index.html", *[(e.size, e.sha256) for e in new.files if e.path == "index.html"][0]) in Changes.between({**new.hashes, "index.html": "?"}, new).altered
