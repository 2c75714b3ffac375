"""What lies where a file should: pipes, devices, sockets, folders and loops.  Nothing waits for them, nothing is read out of them, and the line says so."""
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counties import VALID, reading

from disclosure.host.standing import Standing
from disclosure.read.county import read_county
from disclosure.read.files import NotPlain, open_plain, read_plain
from disclosure.read.fleet import read_fleet

WAIT = 20
"""Seconds after which a test that waits for a pipe is ended."""


def sock(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # a socket's path is short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


KINDS: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "link to a pipe": lambda path: (os.mkfifo(path.with_suffix(".pipe")), path.symlink_to(path.with_suffix(".pipe"))),
    "endless device": lambda path: path.symlink_to("/dev/zero"),
    "terminal": lambda path: path.symlink_to("/dev/tty"),
    "socket": sock,
    "folder": Path.mkdir,
    "loop": lambda path: path.symlink_to(path.name),
    "link to nothing": lambda path: path.symlink_to("nichts"),
}
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")


@pytest.fixture(autouse=True)
def not_for_ever() -> Iterator[None]:
    def late(*told: object) -> None:
        raise AssertionError("it waits")
    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(WAIT)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_not_opened(kind: str, tmp_path: Path) -> None:
    KINDS[kind](tmp_path / "x.yml")
    with pytest.raises(OSError) as raised:
        open_plain(tmp_path / "x.yml")
    assert isinstance(raised.value, NotPlain) == (kind not in ("loop", "link to nothing"))


def test_a_plain_file_is_read_no_further_than_asked(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    (tmp_path / "b").symlink_to("a")
    assert read_plain(tmp_path / "b", 3) == b"123"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", ["county.yml", "units.yml", "domains/x.yml", "policies/p.yml"])
def test_a_county_is_read_without_it(kind: str, place: str, tmp_path: Path) -> None:
    reading(tmp_path, VALID)
    (tmp_path / "catalogues" / place).unlink()
    KINDS[kind](tmp_path / "catalogues" / place)
    told = [f for f in read_county(tmp_path).findings if f.place.file == f"catalogues/{place}"]
    assert [f.rule.code for f in told] == (["C112", *["C113"] * (place == "county.yml")] if kind == "folder" else ["C213"])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "folder"])
def test_a_fleet_is_told(kind: str, tmp_path: Path) -> None:
    KINDS[kind](tmp_path / "fleet.yml")
    read = read_fleet(tmp_path / "fleet.yml")
    assert read.fleet is None and [f.rule.code for f in read.findings] == ["C113"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "folder"])
@pytest.mark.parametrize("place", ["catalogues/units.yml", "content/x.md", "mkdocs.yml"])
def test_a_build_asks_what_has_changed_without_it(kind: str, place: str, tmp_path: Path) -> None:
    reading(tmp_path, {"content/about.md": "# 甲\n"})
    (tmp_path / place).unlink(missing_ok=True)
    KINDS[kind](tmp_path / place)
    assert Standing(tmp_path, tmp_path / "site", tmp_path, ()).source
