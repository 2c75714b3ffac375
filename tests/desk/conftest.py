"""Counties under desks, each read once for all tests; who changes one undoes it."""
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import COUNTY, ROOT, copied, opened, untouched

from disclosure.desk.routes import Desk
from disclosure.desk.saving import Saving


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Saving:
    return opened(copied(ROOT, tmp_path_factory.mktemp("demonstration")))


@pytest.fixture(scope="session")
def miniature(tmp_path_factory: pytest.TempPathFactory) -> Saving:
    return opened(copied(COUNTY, tmp_path_factory.mktemp("county")))


@pytest.fixture
def large(demonstration: Saving) -> Iterator[Desk]:
    """A desk over the demonstration county; what a test leaves done is undone, and then nothing is otherwise than before."""
    yield Desk(demonstration.preview, demonstration.sight, demonstration)
    untouched(demonstration, ROOT)


@pytest.fixture
def desk(miniature: Saving) -> Iterator[Desk]:
    """The same over the miniature county."""
    yield Desk(miniature.preview, miniature.sight, miniature)
    untouched(miniature, COUNTY)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The miniature county's folder under a desk as it is started, and the address that opens it."""
    county = copied(COUNTY, tmp_path_factory.mktemp("served"))
    command = [sys.executable, "-P", "-m", "disclosure", "desk", "--no-browser", "--site", str(county), "--port", str(20_000 + os.getpid() % 40_000)]
    process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    try:
        yield county, re.search(r"http://\S+", process.stdout.readline())[0]
    finally:
        process.terminate()
        assert "Traceback" not in process.communicate()[1]


@pytest.fixture(scope="session")
def county(served: tuple[Path, str]) -> Path:
    return served[0]
