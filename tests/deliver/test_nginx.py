"""nginx serves `current` while editions are published and taken back: nobody gets an error, or a page that was never published."""
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from editions import edition, publish, rollback
from servers import Readers, nginx

from disclosure.deliver.address import differences

HEADERS = Path(__file__).parents[2] / "docs" / "nginx-headers.conf"


def test_readers_see_one_edition_or_the_next(tmp_path: Path, soak: bool) -> None:
    target, times = tmp_path / "served", 100 if soak else 10
    publish(target, 0)
    pages = tuple(path for path in edition(0)[1] if path in edition(1)[1])
    with nginx(target / "current", tmp_path / "nginx") as address, Readers(address, pages) as readers:
        for number in range(1, times + 1):
            publish(target, number)
            if number % 5 == 0:
                rollback(target, number - 1)
                publish(target, number)
            seen = len(readers.seen)
            while len(readers.seen) < seen + 40 and not readers.faults:
                readers.stopped.wait(0.01)
        manifest = edition(times)[0]
        assert differences(address, manifest, frozenset(manifest.hashes), lambda *told: None) == []
    assert readers.faults == []
    possible = {path: {edition(n)[1].get(path) for n in range(times + 1)} for path in pages}
    assert all(body in possible[path] for path, _, body in readers.seen)
    assert len(readers.seen) >= 40 * times
    print(f"{times} publishes, {len(readers.seen)} pages read")


def test_what_the_portal_changes_is_noticed(tmp_path: Path) -> None:
    target, (manifest, _) = tmp_path / "served", edition(1)
    publish(target, 1)
    with nginx(target / "current", tmp_path / "nginx") as address:
        (target / "current" / "domains" / "a.html").write_bytes(b"<p>somebody else's</p>")
        (target / "current" / "search.html").unlink()
        faults = differences(address, manifest, frozenset(), lambda *told: None)
    assert sorted(faults) == ["domains/a.html：内容与发布的不同", "search.html：门户回答 404"]


@pytest.mark.parametrize(("path", "saved", "sandboxed"), [
    ("files/名单.xlsx", True, True), ("files/a.svg", True, True), ("files/a.html", True, True), ("files/a.xml", True, True), ("files/a", True, True), ("files/pdf/a.txt", True, True),
    ("files/a.png", False, True), ("files/a.JPG", False, True), ("files/b/a.mp4", False, True), ("files/a.pdf", False, None), ("index.html", False, False), ("assets/a.svg", False, False), ("catalogue.csv", False, False)])
def test_attachments_run_nothing(path: str, saved: bool, sandboxed: bool | None, tmp_path: Path) -> None:
    """With the header file: what browsers show is shown, everything else saved; neither is a page of the portal."""
    root = tmp_path / "site"
    (root / path).parent.mkdir(parents=True)
    (root / path).write_bytes(b"x")
    with nginx(root, tmp_path / "nginx", f"include {HEADERS};") as address, urllib.request.urlopen(address + urllib.parse.quote(path), timeout=10) as answer:
        told = answer.headers
    assert told["X-Content-Type-Options"] == "nosniff" and (told["Content-Disposition"] == "attachment") == saved
    assert (told["Content-Security-Policy"] is None) if sandboxed is None else told["Content-Security-Policy"].startswith("sandbox") == sandboxed
