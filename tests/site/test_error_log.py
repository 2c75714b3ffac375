"""The log of an error: a name of its own, readable for its owner alone, through no link; and where none can be written, a sentence."""
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from built import ROOT

FAIL = """
import sys
from disclosure import cli
def fail(**options):
    raise RuntimeError("甲\\udcff")
cli.app.commands["check"].callback = fail
sys.argv = ["x", "check"]
cli.main()
"""


def failing(folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", FAIL], cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
                          env=os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1", "TMPDIR": str(folder)})


def test_it_is_named_and_private(tmp_path: Path) -> None:
    done, again = failing(tmp_path), failing(tmp_path)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    named = [Path(re.search(r"详情写在 (\S+\.log)", one.stderr)[1]) for one in (done, again)]
    assert len({*named}) == 2 and {*tmp_path.iterdir()} == {*named}
    for path in named:
        assert "RuntimeError" in path.read_text(encoding="utf-8")
        if os.name == "posix":
            assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("trap", ["link", "folder"])
def test_nothing_that_lies_there_is_touched(trap: str, tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("mine", encoding="utf-8")
    path = tmp_path / "disclosure-error.log"
    path.symlink_to("victim") if trap == "link" else path.mkdir()
    done = failing(tmp_path)
    assert done.returncode == 1 and "Traceback" not in done.stderr and "程序出了错" in done.stderr
    assert (tmp_path / "victim").read_text(encoding="utf-8") == "mine"


def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    code = FAIL.replace("import sys\n", "import sys, tempfile\ndef full(**told): raise OSError(28, 'full')\ntempfile.mkstemp = full\n", 1)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", env=os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"})
    assert done.returncode == 1 and "没有能写下来" in done.stderr and "RuntimeError" in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr
