"""Publishing to real servers: only what changed goes out, an interrupted run is taken up, the former edition comes back, strangers are refused."""
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from editions import edition, which
from servers import Readers, certificate, nginx, s3, sshd, vsftpd

from disclosure.deliver import destination, hosts
from disclosure.deliver.fault import Refused
from disclosure.deliver.former import Former
from disclosure.deliver.remote import Remote

KINDS = ("sftp", "ftp", "ftps", "s3")


@dataclass
class Place:
    """A folder on a server: its address, and what really lies there."""

    target: str
    folder: Path | None
    storage: Any = None
    office: Path = Path("nowhere")
    """Where this machine keeps what was there before."""
    replace: bool = False

    @property
    def former(self) -> Former:
        return Former.of(self.office, self.target)

    def files(self) -> dict[str, bytes]:
        if self.folder:
            return {p.relative_to(self.folder).as_posix(): p.read_bytes() for p in self.folder.rglob("*") if p.is_file()}
        storage = self.storage
        return {path.removeprefix("portal/zwgk/"): storage.cat_file(path) for path in storage.find("portal/zwgk")}

    def site(self) -> dict[str, bytes]:
        return {path: data for path, data in self.files().items() if not path.startswith(".disclosure/")}

    def publish(self, number: int, stop_after: int | None = None) -> list[str]:
        """Publishes an edition and returns the paths that were written; the line is cut after so many."""
        manifest, files = edition(number)
        written: list[str] = []
        with destination.opened(self.target, None, False, self.office, self.replace) as remote:
            assert isinstance(remote, Remote)
            write = remote.host.write

            def noted(path: str, data: bytes) -> None:
                if stop_after is not None and len(written) >= stop_after:
                    raise ConnectionResetError("cut")
                write(path, data)
                written.append(path)

            remote.host.write = noted
            remote.publish(manifest, lambda entry: (files[entry.path],), lambda *told: None)
        return written

    def rollback(self) -> int:
        with destination.opened(self.target, None, False, self.office, self.replace) as remote:
            return remote.rollback(lambda *told: None).sequence - 1_000_000


@contextmanager
def place_of(kind: str, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Place]:
    root = folder / "root"
    root.mkdir()
    if kind == "sftp":
        with sshd(folder / "sshd") as (port, key, known):
            patch.setenv("DISCLOSURE_SFTP_KEY", str(key))
            patch.setenv("DISCLOSURE_SFTP_KNOWN_HOSTS", str(known))
            import getpass
            yield Place(f"sftp://{getpass.getuser()}@127.0.0.1:{port}{root}/zwgk", root / "zwgk", office=folder / "build")
    elif kind in ("ftp", "ftps"):
        patch.setenv("DISCLOSURE_FTP_USER", "ftp")
        patch.setenv("DISCLOSURE_FTP_PASSWORD", "geheim@example")
        patch.setenv("DISCLOSURE_FTP_CA", str(folder / "ca.pem"))
        with vsftpd(root, folder / "vsftpd", certificate(folder) if kind == "ftps" else None) as port:
            yield Place(f"{kind}://127.0.0.1:{port}/zwgk", root / "zwgk", office=folder / "build")
    else:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "geheim")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        with s3() as address:
            patch.setenv("AWS_ENDPOINT_URL", address)
            import s3fs
            storage = s3fs.S3FileSystem(endpoint_url=address, use_listings_cache=False, skip_instance_cache=True)
            storage.mkdir("portal")
            yield Place("s3://portal/zwgk", None, storage, folder / "build")


@pytest.fixture(scope="module", params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with pytest.MonkeyPatch.context() as patch, place_of(request.param, tmp_path_factory.mktemp(request.param), patch) as made:
        yield made


def test_a_life_on_a_host(place: Place) -> None:
    written = place.publish(1)
    assert which(place.site()) == 1
    pages = [path for path in written if not path.startswith(".disclosure/")]
    assert pages[0].startswith("assets/") and pages[-2:] == ["index.html", "manifest.json"], "what pages need first, the home page last"

    written = place.publish(2)
    assert which(place.site()) == 2 and "domains/only-1.html" not in place.site()
    assert {p for p in written if not p.startswith(".disclosure/")} == {e.path for e in edition(2)[0].files if e.sha256 not in edition(1)[0].hashes.values()} | {"manifest.json"}
    assert place.publish(2) == [], "nothing to send"

    with pytest.raises(Refused, match="更新的一版"):
        place.publish(1)
    assert which(place.site()) == 2

    assert place.rollback() == 1 and which(place.site()) == 1
    assert place.rollback() == 2 and which(place.site()) == 2, "a rollback can be taken back"
    place.publish(3)
    assert which(place.site()) == 3
    assert not {p for p in place.files() if p.startswith(".disclosure")}, "nothing of what was there before lies below the web root"
    assert {p.name for p in place.former.files.iterdir()} == {e.sha256 for e in edition(2)[0].files if edition(3)[0].hashes.get(e.path) != e.sha256}, "only what a rollback needs"

    for stop in (0, 1, 3, 4):  # the line is cut: what was sent stays, the rest follows, and everything can be undone
        with pytest.raises(Refused, match="接着传" if stop > 1 else "没有传任何东西"):
            place.publish(4, stop_after=stop)
        if stop in (1, 3):
            assert place.rollback() == 3 and which(place.site()) == 3
    again = place.publish(4)
    assert which(place.site()) == 4 and not {".disclosure/journal.json", ".disclosure/done"} & place.files().keys()
    assert "index.html" in again
    assert place.rollback() == 3 and which(place.site()) == 3


def test_a_large_file_goes_in_pieces(place: Place) -> None:
    """One that ends before its time, or is refused behind its last piece, leaves the old one as it was."""
    pieces = [bytes([number]) * 1_000_003 for number in range(40)]

    def cut() -> Iterator[bytes]:
        yield from pieces[:30]
        raise Refused("changed")
    with destination.opened(place.target, None, False, place.office) as remote:
        remote.host.stream("large/film.mp4", 40 * 1_000_003, iter(pieces))
    assert place.files()["large/film.mp4"] == b"".join(pieces)
    with pytest.raises(Refused, match="changed"), destination.opened(place.target, None, False, place.office) as remote:
        remote.host.stream("large/film.mp4", 40 * 1_000_003, cut())
    assert place.files()["large/film.mp4"] == b"".join(pieces)
    with destination.opened(place.target, None, False, place.office) as remote:
        remote.host.tidy("large/film.mp4")
        assert [path for path in place.files() if path.startswith("large/")] == ["large/film.mp4"]
        remote.host.remove("large/film.mp4")
        remote.host.remove_folder("large")


@pytest.mark.parametrize("kind", ["sftp", "ftp", "ftps"])
def test_readers_meanwhile(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, soak: bool) -> None:
    """Such a host has no switch: readers may see pages of two editions, each of them whole and published, and nothing is missing."""
    times = 25 if soak else 3
    with place_of(kind, tmp_path, monkeypatch) as place:
        place.publish(0)
        pages = tuple(path for path in edition(0)[1] if path in edition(1)[1])
        with nginx(place.folder, tmp_path / "nginx") as address, Readers(address, pages) as readers:
            for number in range(1, times + 1):
                place.publish(number)
                if number % 5 == 0:
                    place.rollback()
                    place.publish(number)
        possible = {path: {edition(n)[1].get(path) for n in range(times + 1)} for path in pages}
        assert readers.faults == [] and all(body in possible[path] for path, _, body in readers.seen)
        assert which(place.site()) == times
        print(f"{kind}: {times} publishes, {len(readers.seen)} pages read")


def test_a_stranger_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with place_of("sftp", tmp_path, monkeypatch) as place:
        known = Path(os.environ["DISCLOSURE_SFTP_KNOWN_HOSTS"])
        (tmp_path / "sshd" / "none").write_text("", encoding="ascii")
        monkeypatch.setenv("DISCLOSURE_SFTP_KNOWN_HOSTS", str(tmp_path / "sshd" / "none"))
        with pytest.raises(Refused, match="不认识这台主机"):
            place.publish(1)
        other = (tmp_path / "sshd" / "user.pub").read_text("ascii").split()
        monkeypatch.setenv("DISCLOSURE_SFTP_KNOWN_HOSTS", str(known))
        known.write_text(f"{known.read_text('ascii').split()[0]} {other[0]} {other[1]}\n", encoding="ascii")
        with pytest.raises(Refused, match="有人冒充"):
            place.publish(1)
        assert place.folder and not place.folder.exists()


def test_an_unknown_certificate_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with place_of("ftps", tmp_path, monkeypatch) as place:
        monkeypatch.delenv("DISCLOSURE_FTP_CA")
        with pytest.raises(Refused, match="证书没有通过验证"):
            place.publish(1)


def test_a_wrong_password_is_told_and_not_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with place_of("ftp", tmp_path, monkeypatch) as place:
        monkeypatch.setenv("DISCLOSURE_FTP_PASSWORD", "falsch-geheim")
        with pytest.raises(Refused, match="登录没有通过") as refused:
            place.publish(1)
        assert "geheim" not in str(refused.value)


def test_somebody_elses_pages_are_not_touched(place: Place) -> None:
    with destination.hosts.connected(place.target.replace("/zwgk", "/others")) as host:
        host.write("index.html", b"<h1>portal</h1>")
        with pytest.raises(Refused, match="别的网页"):
            Remote(host, Former.of(place.office, "sftp://others/")).changes(edition(1)[0])
        assert host.read("index.html") == b"<h1>portal</h1>"


@pytest.mark.parametrize("target", ["sftp://u:geheim@h/x", "ftp://u:geheim@h/x", "s3://k:geheim@bucket/x", "https://u:geheim@h/x", "sftp:///x", "ftp://h:99999/x", "s3://b?x=geheim"])
def test_addresses_that_are_none_are_refused_without_being_repeated(target: str) -> None:
    with pytest.raises(Refused) as refused:
        destination.check(target, None)
    assert "geheim" not in str(refused.value)


def test_a_mistake_of_ours_is_not_hidden() -> None:
    assert hosts.explained(KeyError("x"), True) is None
