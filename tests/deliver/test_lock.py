"""One at a time, and a lock whose holder has died is nobody's."""
import subprocess
import sys
from pathlib import Path

import pytest
from editions import build, contents, publish, which

from disclosure.deliver.fault import Refused
from disclosure.deliver.lock import alone

HOLD = "import sys, pathlib; from disclosure.deliver.lock import alone\nwith alone(pathlib.Path(sys.argv[1]), '试'):\n print('held', flush=True); sys.stdin.read()"


def holder(path: Path) -> subprocess.Popen:
    process = subprocess.Popen([sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                               env={"PYTHONPATH": str(Path(__file__).parents[2] / "plugins"), "PYTHONUTF8": "1"})
    assert process.stdout and process.stdout.readline() == "held\n"
    return process


@pytest.mark.parametrize(("name", "job"), [(".site.disclosure.lock", lambda folder, n: build(folder / "site", n)), (".disclosure.lock", publish)])
def test_one_at_a_time_and_the_dead_do_not_count(name: str, job, tmp_path: Path) -> None:
    job(tmp_path, 1)
    before = contents(tmp_path)
    process = holder(tmp_path / name)
    try:
        with pytest.raises(Refused, match=rf"另一个窗口正在.*进程 {process.pid}.*请等它完成后再试"):
            job(tmp_path, 2)
        assert {p: d for p, d in contents(tmp_path).items() if not p.endswith(".lock")} == before
    finally:
        process.kill()
        process.communicate()
    assert (tmp_path / name).exists(), "left behind by the one that was killed"
    job(tmp_path, 2)
    assert not (tmp_path / name).exists()
    assert which(contents(tmp_path / ("site" if name == ".site.disclosure.lock" else "current"))) == 2


def test_released_when_the_block_ends(tmp_path: Path) -> None:
    for _ in range(3):
        with alone(tmp_path / "x.lock", "试"):
            assert (tmp_path / "x.lock").exists()
        assert not (tmp_path / "x.lock").exists()
