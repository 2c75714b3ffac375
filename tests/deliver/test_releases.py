"""A folder that is served: releases kept, unchanged files shared, one step back, nothing of somebody else's touched."""
import os
from pathlib import Path

import pytest
from editions import contents, edition, publish, rollback, which

from disclosure.deliver import disk
from disclosure.deliver.fault import Refused
from disclosure.deliver.releases import KEPT, Releases


@pytest.fixture(params=["links", "no links"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to publish to: with symbolic and hard links, and, as on many a mounted share, without."""
    if request.param == "no links":
        monkeypatch.setattr(disk, "point", lambda link, target: False)
        monkeypatch.setattr(disk, "link", lambda before, target: False)
        monkeypatch.setattr(disk, "exchange", lambda one, other: False)
    return tmp_path / "served"


def test_releases_are_kept_and_each_is_whole(target: Path) -> None:
    for number in range(8):
        publish(target, number)
        assert which(contents(target / "current")) == number
    releases = sorted(p for p in (target / "releases").iterdir() if p.is_dir())
    assert [which(contents(p)) for p in releases] == list(range(8 - KEPT, 8))
    assert [p.name for p in releases] == [edition(n)[0].name for n in range(8 - KEPT, 8)]
    assert sorted(p.name for p in target.iterdir()) == ["current", "releases"]


def test_unchanged_files_are_the_same_files(tmp_path: Path) -> None:
    for number in (1, 2):
        publish(tmp_path, number)
    one, two = ((tmp_path / "releases" / edition(n)[0].name) for n in (1, 2))
    assert os.path.samefile(one / "search.html", two / "search.html") and not os.path.samefile(one / "index.html", two / "index.html")


def test_back_and_on_again(target: Path) -> None:
    for number in (1, 2, 3):
        publish(target, number)
    rollback(target, 2)
    assert which(contents(target / "current")) == 2
    rollback(target, 1)
    assert which(contents(target / "current")) == 1
    with Releases(target) as releases, pytest.raises(Refused, match="没有更早的一版"):
        releases.rollback()
    publish(target, 4)
    assert which(contents(target / "current")) == 4
    rollback(target, 1)
    assert which(contents(target / "current")) == 1, "what had been taken back is not gone back to"


def test_an_earlier_edition_is_refused(target: Path) -> None:
    publish(target, 2)
    with pytest.raises(Refused, match="已经是更新的一版.*--sequence"):
        publish(target, 1)
    assert which(contents(target / "current")) == 2


def test_a_damaged_release_is_noticed(target: Path) -> None:
    for number in (1, 2):
        publish(target, number)
    (target / "releases" / edition(1)[0].name / "index.html").write_bytes(b"")
    with Releases(target) as releases, pytest.raises(Refused, match="已损坏.*index.html"):
        releases.rollback()
    assert which(contents(target / "current")) == 2
    (target / "releases" / edition(2)[0].name / "domains" / "a.html").write_bytes(b"altered")
    publish(target, 2)
    assert which(contents(target / "current")) == 2
    publish(target, 3)
    assert which(contents(target / "current")) == 3


def test_somebody_elses_folder_is_not_touched(target: Path) -> None:
    (target / "current").mkdir(parents=True)
    (target / "current" / "mine.txt").write_bytes(b"mine")
    with pytest.raises(Refused, match="不是本程序发布的"):
        publish(target, 1)
    assert (target / "current" / "mine.txt").read_bytes() == b"mine"


def test_what_changed_after_building_is_not_published(target: Path) -> None:
    publish(target, 1)
    manifest, files = edition(2)
    with Releases(target) as releases, pytest.raises(Refused, match="在生成之后变了"):
        releases.publish(manifest, lambda entry: (files[entry.path], b"!"), lambda *told: None)
    assert which(contents(target / "current")) == 1


def test_what_is_to_be_forgotten_is(target: Path) -> None:
    for number in (1, 2, 3):
        publish(target, number)
    with Releases(target) as releases:
        assert releases.forget() == 2
        with pytest.raises(Refused, match="没有更早的一版"):
            releases.rollback()
    assert [p.name for p in (target / "releases").iterdir() if p.is_dir()] == [edition(3)[0].name] and which(contents(target / "current")) == 3
