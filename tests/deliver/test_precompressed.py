"""`--precompress`: copies that say the same as their files, in the manifest, kept while they do, gone when they are no longer wanted, and sent by a real nginx."""
import gzip
import re
import shutil
import sys
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import pytest
from servers import nginx

from disclosure.deliver.fault import Refused
from disclosure.deliver.manifest import Changes, Entry, Manifest
from disclosure.host.precompressed import LEAST, TEXT, precompress

sys.path.insert(0, str(Path(__file__).parents[1] / "site"))
from built import GOLDEN, ROOT, build, contents, run

FAKE = """import zlib
class error(Exception): pass
def compress(data, quality): return b"BR" + zlib.compress(data, quality)
def decompress(data):
    if data[:2] != b"BR": raise error
    return zlib.decompress(data[2:])
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shutil.copytree(GOLDEN, folder := tmp_path_factory.mktemp("county") / "county")
    return folder


@pytest.fixture(scope="module")
def plain(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(county, tmp_path_factory.mktemp("plain") / "site")


@pytest.fixture(scope="module")
def packed(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(county, tmp_path_factory.mktemp("packed") / "site", "--precompress", PYTHONPATH=str(ROOT / "plugins"))


def copies(files: dict[str, bytes], ending: str = ".gz") -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.endswith(ending)}


def test_copies_say_what_their_files_say(plain: Path, packed: Path) -> None:
    files, before = contents(packed), contents(plain)
    assert {path: data for path, data in files.items() if path not in copies(files) and path != "manifest.json"} == \
        {path: data for path, data in before.items() if path != "manifest.json"}
    assert {path.removesuffix(".gz") for path in copies(files)} == {path for path, data in before.items() if path.endswith(TEXT) and len(data) > LEAST and path != "manifest.json"}
    for path, data in copies(files).items():
        assert gzip.decompress(data) == files[path.removesuffix(".gz")] and data[:10] == b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
    assert Manifest.read(packed).faults(packed) == []


def test_kept_while_they_hold_and_gone_when_not_wanted(county: Path, tmp_path: Path) -> None:
    out, options = tmp_path / "site", {"PYTHONPATH": f"{tmp_path / 'fake'}:{ROOT / 'plugins'}"}
    (tmp_path / "fake").mkdir()
    (tmp_path / "fake" / "brotli.py").write_text(FAKE, encoding="ascii")
    build(county, out, "--precompress", **options)
    first = contents(out)
    assert copies(first, ".br").keys() == {path.removesuffix(".gz") + ".br" for path in copies(first)}
    forged = out / "index.html.gz"
    times = {path: (out / path).stat().st_mtime_ns for path in first}
    forged.unlink()
    forged.write_bytes(gzip.compress(b"<p>somebody else's</p>"))
    build(county, out, "--precompress", **options)
    assert contents(out) == first, "a copy that says something else is made again"
    assert {path for path, time in times.items() if (out / path).stat().st_mtime_ns != time} <= {"index.html.gz", "manifest.json"}
    build(county, out)
    after = contents(out)
    assert not copies(after) and not copies(after, ".br") and not copies(Manifest.read(out).hashes)


def test_nginx_sends_them(packed: Path, tmp_path: Path) -> None:
    page = (packed / "domains.html").read_bytes()
    with nginx(packed, tmp_path / "nginx", f"gzip_static on; gzip_vary on; include {ROOT / 'docs' / 'nginx-headers.conf'};") as address:
        for accepted, coding in (("gzip", "gzip"), ("identity", None)):
            with urllib.request.urlopen(urllib.request.Request(f"{address}domains.html", headers={"Accept-Encoding": accepted}), timeout=10) as answer:
                body = answer.read()
                assert answer.headers["Content-Encoding"] == coding and answer.headers["Content-Type"] == "text/html"
                assert answer.headers["Cache-Control"] == "no-cache" and answer.headers["Content-Security-Policy"]
                assert body == ((packed / "domains.html.gz").read_bytes() if coding else page)


def test_they_are_published_and_go_out_with_their_files(county: Path, packed: Path, tmp_path: Path) -> None:
    done = run("publish", "--site", county, "--precompress", tmp_path / "portal")
    assert done.returncode == 0, done.stdout + done.stderr
    sent = contents(tmp_path / "portal" / "current")  # with the edition that publishing has written
    named, before = ({re.sub(r"\.[0-9a-f]{12}\.", ".", path) for path in copies(files)} for files in (sent, contents(packed)))
    assert named >= before
    assert all(gzip.decompress(data) == sent[path.removesuffix(".gz")] for path, data in copies(sent).items())
    names = ("a.html", "a.html.gz", "assets/site.0123456789ab.css.gz", "catalogue.csv.gz", "index.html", "index.html.gz")
    manifest = Manifest.of([Entry.of(name, b"") for name in names], "2026-01-01", 1)
    assert [entry.path for entry in Changes.between({}, manifest).sent] == ["assets/site.0123456789ab.css.gz", "catalogue.csv.gz", "a.html", "a.html.gz", "index.html", "index.html.gz"]


def test_neither_for_a_kiosk_nor_over_an_attachment(county: Path, tmp_path: Path) -> None:
    done = run("build", "--site", county, "--out", tmp_path / "kiosk", "--flavour", "kiosk", "--precompress")
    assert done.returncode == 1 and "--precompress" in done.stderr and not (tmp_path / "kiosk").exists()
    shutil.copytree(county, tmp_path / "county")
    (tmp_path / "county" / "content" / "files" / "mingdan.csv").write_text("甲\n" * 999, encoding="utf-8")
    (tmp_path / "county" / "content" / "files" / "mingdan.csv.gz").write_bytes(gzip.compress(b"x"))
    written = next((tmp_path / "county" / "content").glob("*.md"))
    written.write_text(written.read_text(encoding="utf-8") + "\n[名单](files/mingdan.csv)、[压缩](files/mingdan.csv.gz)\n", encoding="utf-8")
    done = run("build", "--site", tmp_path / "county", "--out", tmp_path / "site", "--precompress")
    assert done.returncode == 1 and "C920" in done.stdout + done.stderr and not (tmp_path / "site").exists(), "no such type in the first place"
    with pytest.raises(Refused, match="与压缩副本同名"):  # nor if it were one
        precompress(SimpleNamespace(planned={name: Entry.of(name, b"x" * 9999) for name in ("files/mingdan.csv", "files/mingdan.csv.gz")}))
