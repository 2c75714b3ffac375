"""Small editions of a site, made in memory: what building and publishing are tried on thousands of times."""
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from disclosure.deliver.manifest import NAME, Entry, Manifest
from disclosure.deliver.releases import Releases
from disclosure.host.staging import Staging

DAYS = ("2026-06-01", "2026-06-02", "2026-06-03")
Files = dict[str, bytes]
PAGE = b'<!doctype html><html><head><title>%d</title><link rel="stylesheet" href="assets/style.%s.css"></head><body></body></html>'
LONG = b"".join(b"<p>%s</p>\n" % hashlib.sha256(b"%d" % n).hexdigest().encode() for n in range(20))


@cache
def edition(number: int) -> tuple[Manifest, Files]:
    """The edition of that number: some pages change with every one, some stay, one comes, one goes, a style sheet gets another name."""
    style = hashlib.sha256(b"style %d" % number).hexdigest()[:8]
    files = {
        "index.html": PAGE % (number, style.encode()), "sitemap.html": b"<p>always the same</p>", "search.html": b"<p>always the same, too</p>",
        "domains/a.html": b"<p>a %d</p>" % number + LONG, "domains/a/1.1.html": b"<p>1.1</p>" * 50, f"domains/a/only-{number}.html": b"<p>%d</p>" % number,
        f"assets/style.{style}.css": b"p { order: %d }" % number, "files/f.csv": bytes(range(256)) * 8,
    }
    manifest = Manifest.of((Entry.of(path, data) for path, data in files.items()), DAYS[number % 3], 1_000_000 + number)
    return manifest, files


def build(out: Path, number: int) -> None:
    manifest, files = edition(number)
    staging = Staging(out)
    try:
        for path, data in files.items():
            staging.put(path, data)
        staging.adopt()
        staging.seal(manifest.edition, manifest.sequence)
        staging.switch()
    finally:
        staging.drop()


def publish(target: Path, number: int) -> None:
    manifest, files = edition(number)
    with Releases(target) as releases:
        releases.publish(manifest, lambda entry: (files[entry.path],), lambda *told: None)


def rollback(target: Path, number: int) -> None:
    with Releases(target) as releases:
        if releases.current() != edition(number)[0]:
            releases.rollback()


def which(files: Callable[[str], bytes] | Files) -> int:
    """The number of the edition that these files are, whole and without anything else; AssertionError where they are none."""
    manifest = Manifest.parse(files[NAME])
    number = manifest.sequence - 1_000_000
    assert manifest == edition(number)[0]
    assert {path: data for path, data in files.items() if path != NAME} == edition(number)[1], "mixed, cut or missing files"
    return number


def contents(folder: Path) -> Files:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
