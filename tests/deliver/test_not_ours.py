"""Whatever somebody else has laid beside, among or under our names is there afterwards, byte for byte; what we left ourselves is cleared away."""
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from bundles import apply
from editions import build, contents, edition, publish, rollback, which

from disclosure.deliver import disk
from disclosure.deliver.beside import MARK, SWITCHING, leftovers
from disclosure.deliver.fault import Refused
from disclosure.deliver.kiosk import making
from disclosure.deliver.releases import KEPT
from disclosure.host.staging import OutputInTheWay, Staging

THEIRS = "only copy".encode()


def laid(folder: Path, *paths: str) -> dict[str, bytes]:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(THEIRS + path.encode())
    return {path: THEIRS + path.encode() for path in paths}


@pytest.fixture(params=["exchange", "no exchange"], autouse=True)
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "no exchange":
        monkeypatch.setattr(disk, "exchange", lambda one, other: False)


@pytest.fixture(params=["links", "no links"])
def links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "no links":
        monkeypatch.setattr(disk, "point", lambda link, target: False)
        monkeypatch.setattr(disk, "link", lambda before, target: False)


BESIDE = ("site.old/a.txt", "site.new/a.txt", "site.bak/a.txt", "site.lock", "site~/a", ".site.old/a", ".site.disclosure-01234567/a.txt", ".site.disclosure-x/a",
          "site.disclosure-kept/a", "other/.site.disclosure-01234567/made-by-disclosure")


def test_what_lies_beside_a_site(tmp_path: Path) -> None:
    theirs = laid(tmp_path, *BESIDE)
    for number in (1, 2, 2, 3):
        build(tmp_path / "site", number)
        assert contents(tmp_path).items() >= theirs.items() and which(contents(tmp_path / "site")) == number
    assert not leftovers(tmp_path / "site")
    before = contents(tmp_path)
    with pytest.raises(OutputInTheWay):  # a place that is gone is not filled from a neighbour of that name
        Staging(tmp_path / "site.bak")
    assert contents(tmp_path) == before


AROUND = ("current.old/a", "current.new/a", "publish.lock", "releases/photos/a.jpg", "releases/photos/manifest.json", "releases/20240501120000/app.rb", "releases/x.old/a", "releases/x.new/a",
          "releases/1000001-2026-06-02-ffffffff/index.html", "releases/1000001-2026-06-02-eeeeeeee/manifest.json", "releases/readme.txt", "shared/log/a.log",
          "releases/.photos.disclosure-01234567/a")


@pytest.mark.parametrize("job", [publish, apply])
def test_what_lies_around_releases(job: Callable[[Path, int], object], links: None, tmp_path: Path) -> None:
    theirs = laid(tmp_path, *AROUND)
    for number in range(1, KEPT + 4):
        job(tmp_path, number)
        assert contents(tmp_path).items() >= theirs.items() and which(contents(tmp_path / "current")) == number
    rollback(tmp_path, KEPT + 2)
    assert contents(tmp_path).items() >= theirs.items() and which(contents(tmp_path / "current")) == KEPT + 2
    assert len([p for p in (tmp_path / "releases").iterdir() if p.name.startswith("100000") and (p / "index.html").exists() and (p / "manifest.json").exists()]) == KEPT


def test_nothing_is_deleted_where_publishing_is_refused(tmp_path: Path) -> None:
    theirs = laid(tmp_path, *AROUND, "current/index.php")
    with pytest.raises(Refused, match="不是本程序发布的"):
        publish(tmp_path, 1)
    assert contents(tmp_path).items() >= theirs.items()


@pytest.mark.parametrize("there", [("sitemap.html", "archive/a.doc"), ("index.html", "sitemap.html", "search.html", "404.html"), ("manifest.json", "a.html"), ("a",)])
def test_a_folder_that_only_looks_like_ours(there: tuple[str, ...], tmp_path: Path) -> None:
    theirs = laid(tmp_path / "out", *there)
    with pytest.raises(OutputInTheWay, match="请换一个文件夹.*移走"):
        build(tmp_path / "out", 1)
    assert contents(tmp_path / "out") == theirs and sorted(p.name for p in tmp_path.iterdir()) == ["out"]


def staged(out: Path, number: int) -> list[str]:
    """The sentences that a build has for people."""
    manifest, files = edition(number)
    staging = Staging(out)
    try:
        for path, data in files.items():
            staging.put(path, data)
        staging.seal(manifest.edition, manifest.sequence)
        staging.switch()
    finally:
        staging.drop()
    return staging.notes


def test_files_that_others_put_into_our_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert staged(out, 1) == []
    theirs = laid(out, ".well-known/security.txt", "baidu_verify_code-x.html", "domains/a/notes.txt", "new/deep/x")
    for number in (2, 2, 3):
        told = staged(out, number)
        assert len(told) == 1 and "有 4 个文件不是本程序生成的" in told[0] and ".well-known/security.txt" in told[0] and "留在原处" in told[0]
        there = contents(out)
        assert {path: there.pop(path) for path in theirs} == theirs and which(there) == number
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


def test_pages_that_somebody_has_altered(tmp_path: Path) -> None:
    """Ours by name, not by bytes: the new page takes the place, the altered one is kept."""
    out, aside = tmp_path / "site", tmp_path / "site.disclosure-kept"
    build(out, 1)
    altered = laid(out, "index.html", "search.html", "domains/a/only-1.html")
    (out / "link.html").symlink_to("/etc/hostname")
    (told,) = staged(out, 2)
    assert "有 4 个文件" in told and "移到了" in told and which(contents(out)) == 2
    assert os.readlink(aside / "link.html") == "/etc/hostname"
    (aside / "link.html").unlink()
    assert contents(aside) == altered
    (out / "index.html").write_bytes(b"altered again")
    staged(out, 3)
    assert contents(aside) == altered | {"2-index.html": b"altered again"} and which(contents(out)) == 3


def test_where_a_new_page_takes_the_place_of_somebody_elses(tmp_path: Path) -> None:
    out, aside = tmp_path / "site", tmp_path / "site.disclosure-kept"
    build(out, 1)
    theirs = laid(out, "domains/a/only-2.html", "files.d/f")
    build(out, 2)
    assert contents(aside) == {"domains/a/only-2.html": theirs["domains/a/only-2.html"]} and (out / "files.d/f").is_file()


def test_files_that_others_put_into_releases(links: None, tmp_path: Path) -> None:
    publish(tmp_path, 1)
    theirs = laid(tmp_path / "current", ".well-known/x", "index.html")
    for number in range(2, KEPT + 4):
        publish(tmp_path, number)
    there = contents(tmp_path)
    assert all(data in there.values() for data in theirs.values()) and which(contents(tmp_path / "current")) == KEPT + 3


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "site").symlink_to("www", target_is_directory=True)
    for number in (1, 2):
        build(tmp_path / "site", number)
    assert (tmp_path / "site").is_symlink() and which(contents(tmp_path / "www")) == 2


def test_a_lock_leads_to_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(THEIRS)
    (tmp_path / ".site.disclosure.lock").symlink_to("precious")
    with pytest.raises(OSError):
        build(tmp_path / "site", 1)
    assert (tmp_path / "precious").read_bytes() == THEIRS


@pytest.mark.parametrize("switching", [False, True])
def test_what_a_killed_run_left_goes(switching: bool, tmp_path: Path) -> None:
    """Of a version in the making everything, of one that was shown all but what others had put there."""
    build(tmp_path / "site", 1)
    half = tmp_path / ".site.disclosure-89abcdef"
    build(half / "new", 2)
    (half / MARK).write_bytes(b"")
    laid(half / "new", "theirs.txt")
    if switching:
        (half / SWITCHING).write_bytes(b"")
    (tmp_path / ".site.disclosure-89abcdee").mkdir()  # killed before the mark
    told = staged(tmp_path / "site", 3)
    assert which(contents(tmp_path / "site")) == 3 and not half.exists() and not leftovers(tmp_path / "site")
    assert (tmp_path / "site.disclosure-kept" / "theirs.txt").exists() == switching == bool(told)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"] + ["site.disclosure-kept"] * switching


def test_files_of_others_where_a_bundle_or_a_parcel_goes(tmp_path: Path) -> None:
    theirs = laid(tmp_path, "kiosk.zip", "kiosk.key.new", "kiosk.zip.new")
    with pytest.raises(Refused, match="不是一体机更新包，没有动它"):
        making.write(tmp_path / "kiosk.zip", b"x")
    making.make_pair(tmp_path)
    assert contents(tmp_path).items() >= theirs.items()
