"""The demonstration county under a desk, read once; who changes it undoes it."""
import pytest
from desks import ROOT, copied, opened

from disclosure.desk.saving import Saving


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Saving:
    return opened(copied(ROOT, tmp_path_factory.mktemp("demonstration")))
