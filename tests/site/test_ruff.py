"""ruff, with the settings of pyproject.toml, finds nothing."""
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUFF = (sys.executable, "-m", "ruff", "check", "--no-cache", "--quiet")


def test_ruff_finds_nothing() -> None:
    places = ("plugins", "build.py", "tests")
    done = subprocess.run([*RUFF, *places], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
