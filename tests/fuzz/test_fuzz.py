"""The reader under atheris: only with --soak, a minute for each kind of file; and what it ever found, always.

A file of found/ is named after its target: p.yml-1, a.pdf-2.
"""
import platform
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from any_bytes import TARGETS, county, tried

HERE = Path(__file__).parent
SECONDS = 60
MADE_FOR = sys.platform == "linux" and platform.machine() == "x86_64" and sys.version_info < (3, 14)


def fuzzed(target: str, corpus: Path, *options: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-P", HERE / "reader.py", target, corpus, *options], cwd=corpus.parent, capture_output=True, text=True,
                          encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL)


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_but_findings(target: str, tmp_path: Path, soak: bool) -> None:
    if not soak:
        pytest.skip("only with --soak; hypothesis tries the reader on every run (tests/read/test_properties.py)")
    if not find_spec("atheris"):
        assert not MADE_FOR, "atheris is locked for this system, but not installed: python build.py test installs it"
        pytest.skip(f"NOT FUZZED: there is no atheris for {sys.platform} {platform.machine()}, Python {platform.python_version()}")
    done = fuzzed(target, tmp_path / "corpus", f"-max_total_time={SECONDS}", "-seed=1")
    assert done.returncode == 0, f"{done.stderr[-4000:]}\nput {tmp_path}/crash-… (timeout-…, oom-…) into tests/fuzz/found/{Path(target).name}-N"
    assert "Done " in done.stderr


@pytest.mark.parametrize("path", sorted((HERE / "found").glob("*-*")), ids=lambda p: p.name)
def test_what_was_found_stays_mended(path: Path, tmp_path: Path) -> None:
    target = next(t for t in TARGETS if Path(t).name == path.name.rpartition("-")[0])
    county(tmp_path, target)
    tried(tmp_path, target, path.read_bytes())
