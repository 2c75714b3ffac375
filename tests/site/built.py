"""Builds of whole sites for tests, by the command that people use."""
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "county"


def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess:
    """Runs the package as build.py does."""
    env = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"} | environment
    return subprocess.run([sys.executable, "-P", "-m", "disclosure", *map(str, arguments)], cwd=cwd, env=env, capture_output=True, text=True,
                          encoding="utf-8", stdin=subprocess.DEVNULL)


def build(site: Path, out: Path, *arguments: str, cwd: Path = ROOT, **environment: str) -> Path:
    done = run("build", "--site", site, "--out", out, "--office", f"{out}-office", *arguments, cwd=cwd, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
