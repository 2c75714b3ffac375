"""The proof of a site is the same by one hand and by two."""
from functools import partial
from pathlib import Path

import pytest

from disclosure.deliver.manifest import NAME, Manifest
from disclosure.host import proof as module
from disclosure.host.gate import Gate
from disclosure.host.proof import proof
from disclosure.read.county import read_county

COUNTY = read_county(Path(__file__).parents[1] / "county").county


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Manifest]:
    monkeypatch.setattr(module, "SHARE", 1)  # a file a portion
    for number in range(40):
        (tmp_path / f"{number:02}.csv").write_text(f"事项,电话\n{number},{'13800138000' if number % 7 == 3 else '无'}\n", encoding="utf-8")
    manifest = Manifest.of_folder(tmp_path, "2026-01-01", 1)
    (tmp_path / NAME).write_bytes(manifest.data)
    return tmp_path, manifest


def proved(folder: Path, manifest: Manifest, hands: int) -> list[str]:
    return proof(folder, manifest, (), partial(Gate, COUNTY, ""), {entry.path for entry in manifest.files}, hands, lambda stage: None)[0]


def test_faults_are_told_in_the_same_words(site: tuple[Path, Manifest]) -> None:
    faults = proved(*site, 1)
    assert faults and all("C903" in fault for fault in faults) and proved(*site, 2) == faults


@pytest.mark.parametrize("hands", [1, 2])
def test_what_is_not_as_it_was_written_is_named(hands: int, site: tuple[Path, Manifest]) -> None:
    folder, manifest = site
    (folder / "31.csv").write_bytes(b"cut")
    with pytest.raises(OSError, match="31.csv"):
        proved(folder, manifest, hands)
    (folder / "31.csv").unlink()
    with pytest.raises(OSError, match="31.csv"):
        proved(folder, manifest, hands)
