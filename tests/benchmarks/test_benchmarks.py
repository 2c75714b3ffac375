"""The benchmarks can be repeated: the same county from the same seed, one that the program accepts; tables in step with the results they are made from."""
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def ran(*command: str | Path, **environment: str) -> subprocess.CompletedProcess:
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, encoding="utf-8",
                          env=os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT / "plugins")} | environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    ran(ROOT / "benchmarks" / "make_county.py", "--scale", "40-items", "--seed", "7", "--out", folder, PYTHONHASHSEED="1")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yml")}


def test_same_seed_same_bytes(county: Path, tmp_path: Path) -> None:
    for seed, same in (("7", True), ("8", False)):
        ran(ROOT / "benchmarks" / "make_county.py", "--scale", "40-items", "--seed", seed, "--out", tmp_path / seed, PYTHONHASHSEED="2", TZ="Asia/Shanghai", LC_ALL="C")
        assert (files(tmp_path / seed) == files(county)) is same


def test_the_made_up_county_has_no_errors(county: Path) -> None:
    ran("-m", "disclosure", "check", "--site", county)


def test_tables_are_in_step_with_the_results() -> None:
    ran(ROOT / "benchmarks" / "report.py", "--check")
