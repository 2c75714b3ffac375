"""`wheels/` filled by real pip, from a folder that stands for the index, for this machine and for another; then installed from without a network."""
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from disclosure.deliver.fault import Refused
from disclosure.supply.lock import pins
from disclosure.supply.wheels import PLATFORMS, fill, tags
from tests.launcher.project import Project, wheel

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def index(tmp_path, monkeypatch) -> Path:
    """A folder that pip takes for the index."""
    folder = tmp_path / "index"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    for name, value in {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder), "PIP_CONFIG_FILE": os.devnull}.items():
        monkeypatch.setenv(name, value)
    return folder


def lock(folder: Path, *lines: str) -> Path:
    path = folder / "some.lock"
    path.write_text("".join(line.replace(" --hash", " \\\n    --hash") for line in lines), "utf-8")
    return path


def tagged(index: Path, name: str, tag: str) -> str:
    """A wheel for one kind of machine."""
    line = wheel(index, name, {f"{name}.py": ""})
    (index / f"{name}-1.0-py3-none-any.whl").rename(index / f"{name}-1.0-{tag}.whl")
    return line


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_for_another_machine(index, tmp_path) -> None:
    """Its own wheels, and what only its Python needs, whatever runs here."""
    here = sys.version_info[:2]
    other = "3.12" if here != (3, 12) else "3.13"
    tag = f"cp{other.replace('.', '')}"
    marked = wheel(index, "marked", {}).replace("==1.0", f"==1.0 ; python_version == '{other}'")
    only = lock(tmp_path, wheel(index, "pure", {}), tagged(index, "native", f"{tag}-{tag}-win_amd64"), tagged(index, "stable", "cp38-abi3-win_amd64"), marked)
    done = fill(only, tmp_path / "wheels", "windows", other)
    assert names(tmp_path / "wheels") == {"pure-1.0-py3-none-any.whl", f"native-1.0-{tag}-{tag}-win_amd64.whl", "stable-1.0-cp38-abi3-win_amd64.whl", "marked-1.0-py3-none-any.whl"}
    assert (done.files, done.stale) == (4, 0)


@pytest.mark.parametrize(("platform", "tag"), [("linux", "manylinux_2_28_x86_64"), ("linux", "manylinux_2_17_x86_64.manylinux2014_x86_64"), ("linux", "manylinux1_x86_64"),
                                               ("linux-arm64", "manylinux_2_24_aarch64"), ("macos", "macosx_11_0_arm64"), ("macos-intel", "macosx_10_12_x86_64")])
def test_each_machine_takes_what_was_made_for_older_ones(index, tmp_path, platform, tag) -> None:
    fill(lock(tmp_path, tagged(index, "native", f"cp312-cp312-{tag}")), tmp_path / "wheels", platform, "3.12")
    assert len(names(tmp_path / "wheels")) == 1


def test_old_files_go_and_those_for_other_machines_stay(index, tmp_path) -> None:
    there = tmp_path / "wheels"
    there.mkdir()
    wheel(there, "former", {})
    lines = wheel(index, "pure", {}), tagged(index, "native", "cp312-cp312-win_amd64")
    assert fill(lock(tmp_path, *lines), there, "windows", "3.12").stale == 1
    assert names(there) == {"pure-1.0-py3-none-any.whl", "native-1.0-cp312-cp312-win_amd64.whl"}
    (index / "pure-1.0-py3-none-any.whl").unlink()  # what is there is not fetched again
    assert fill(lock(tmp_path, *lines), there, "windows", "3.12").files == 2


@pytest.mark.parametrize(("harm", "said"), [("hash", "校验值不符"), ("missing", "没有适用于")])
def test_failure_is_a_sentence_and_leaves_the_folder(index, tmp_path, harm, said) -> None:
    there = tmp_path / "wheels"
    there.mkdir()
    wheel(there, "former", {})
    good, other = wheel(index, "pure", {}), wheel(index, "other", {})
    if harm == "hash":
        other = re.sub(r"sha256:\w+", "sha256:" + "0" * 64, other)
    else:
        (index / "other-1.0-py3-none-any.whl").unlink()
    with pytest.raises(Refused, match=said):
        fill(lock(tmp_path, good, other), there, None, None)
    assert names(there) == {"former-1.0-py3-none-any.whl"}


def test_filled_folder_is_enough_without_a_network(index, tmp_path) -> None:
    project = Project(tmp_path / "不能上网 县")
    for file in list(project.wheels.iterdir()):
        shutil.move(file, index / file.name)
    project.wheels.rmdir()
    fill(project.folder / "requirements.lock", project.wheels, None, None)
    done = project.run("check", PIP_NO_INDEX="0")
    assert done.returncode == 0, done.stderr
    assert "取自 wheels 文件夹" in done.stderr


def test_this_machine_needs_no_tags_and_each_platform_has_some() -> None:
    assert tags(None, None) == []
    assert tags(None, "3.13")[-1] == "3.13"
    assert all(PLATFORMS.values())


def test_lock_is_read_whole_and_names_each_library_once() -> None:
    """One version for all machines: the markers can be left out when files are fetched for another."""
    for name in ("requirements.lock", "requirements-test.lock", "requirements-fleet.lock", "requirements-audit.lock"):
        text = (ROOT / name).read_text("utf-8")
        found = pins(ROOT / name)
        assert len({pin.name for pin in found}) == len(found) == text.count("==") - text.count(" == ")
        assert all(pin.hashes and pin.wanted_by for pin in found)
        assert sum(len(pin.hashes) for pin in found) == text.count("--hash=sha256:")
