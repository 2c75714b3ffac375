"""Options and paths that all tests share."""
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write what came out as what is expected; read the diff before committing it")
    parser.addoption("--soak", action="store_true", help="full counts of what is otherwise a fixed sample: fuzzing, faults, mutants")


@pytest.fixture(scope="session")
def bless(request: pytest.FixtureRequest) -> bool:
    return request.config.getoption("--bless")


@pytest.fixture(scope="session")
def soak(request: pytest.FixtureRequest) -> bool:
    return request.config.getoption("--soak")
