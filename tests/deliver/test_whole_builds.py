"""The command that people use, stopped in the middle: MkDocs' own files, too, are of no account until the site is whole."""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from built import GOLDEN, ROOT

from disclosure.deliver.manifest import Manifest

SENTENCES = {"ENOSPC": "磁盘满了", "EACCES": "没有权限", "EIO": "磁盘读写出错"}


def stopped(folder: Path, at: int, fault: str, *command: str | Path) -> subprocess.CompletedProcess:
    env = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1000"}
    return subprocess.run([sys.executable, Path(__file__).with_name("stopped.py"), f"{folder}{os.sep}site", str(at), fault, *map(str, command)], cwd=folder,
                          env=env, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A folder with a county, its site, and then another 截至日期; and how many changes the next build makes."""
    folder, twin = tmp_path_factory.mktemp("prepared"), tmp_path_factory.mktemp("twin")
    county = folder / "county"
    shutil.copytree(GOLDEN, county)
    assert stopped(folder, 0, "", "build", "--site", county, "--out", folder / "site").returncode == 0
    path = county / "catalogues" / "county.yml"
    path.write_text(re.sub("(?m)^截至日期: .*", "截至日期: 2026-07-01", path.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copytree(folder / "site", twin / "site")
    return folder, int(stopped(twin, 0, "", "build", "--site", county, "--out", twin / "site").stderr.split()[-1])


@pytest.mark.parametrize("fault", ["ENOSPC", "EIO", "EACCES", pytest.param("SIGKILL", marks=pytest.mark.skipif(os.name == "nt", reason="Windows has no signals"))])
def test_a_build_that_is_stopped_leaves_the_old_site(fault: str, prepared: tuple[Path, int], tmp_path: Path, soak: bool) -> None:
    folder, changes = prepared
    old = Manifest.read(folder / "site")
    assert changes > 100
    for at in range(1, changes + 1, max(1, changes // 25)) if soak else ({"ENOSPC": 20, "EIO": 60, "EACCES": 3, "SIGKILL": changes // 2}[fault],):
        here = tmp_path / str(at)
        shutil.copytree(folder, here)
        command = ("build", "--site", here / "county", "--out", here / "site")
        done = stopped(here, at, fault, *command)
        now = Manifest.read(here / "site")
        assert now.edition in (old.edition, "2026-07-01") and now.faults(here / "site") == [], f"change {at} of {changes}"
        if fault == "SIGKILL":
            assert done.returncode == -9
        elif now == old:
            assert done.returncode == 1 and SENTENCES[fault] in done.stderr and "Traceback" not in done.stderr, done.stderr
        assert stopped(here, 0, "", *command).returncode == 0
        new = Manifest.read(here / "site")
        assert new.edition == "2026-07-01" and new.faults(here / "site") == []
        assert not [p for p in here.iterdir() if p.name.startswith(("site.", ".site."))], "leftovers"
        shutil.rmtree(here)
