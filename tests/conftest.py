"""Options, paths and the browser that all tests share."""
import gc
import os
import shutil
from collections.abc import Iterator
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


@pytest.fixture
def unburdened() -> Iterator[None]:
    """For tests that measure: nothing is gone through that other tests of this process have left."""
    gc.freeze()
    yield
    gc.unfreeze()


def wait_for_function(self, expression: str, *, arg=None, timeout: float = 10_000) -> None:
    """In place of Playwright's, which evaluates a string within the page: our pages' policy forbids just that."""
    for _ in range(int(timeout / 50)):
        if self.evaluate(expression, arg):
            return
        self.wait_for_timeout(50)
    raise AssertionError(f"never so: {expression}")


NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE 127.0.0.2, EXCLUDE localhost"
"""What a page asks of any other host fails in the browser: no test needs to stand between them."""


@pytest.fixture(scope="session")
def chromium():
    """Chromium as build.py found it; without one the tests fail, for a page nobody looked at is not a page that works."""
    from playwright.sync_api import Page, sync_playwright
    Page.wait_for_function = wait_for_function
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.fail("no Chromium: run `python build.py test`, or set CHROMIUM to its place")
    rooted = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--disable-gpu", NO_OTHER_HOST, *(["--no-sandbox"] if rooted else [])])
        yield browser
        browser.close()
