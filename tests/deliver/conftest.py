"""A folder for tests that write out their files thousands of times: in memory where the system has such a place."""
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def quick_path() -> Iterator[Path]:
    shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="disclosure-", dir=shared))
    yield folder
    shutil.rmtree(folder)
