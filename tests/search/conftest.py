"""The demonstration county's site, a browser, and a search page with the network denied."""
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import PREFIX
from browser.serving import served
from browser.sites import build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("demo", tmp_path_factory.mktemp("search") / "demo")


@pytest.fixture(scope="session")
def bases(site: Path) -> Iterator[dict[str, str]]:
    """way → the address of the site's root, from a disk and from a server."""
    with served(site, PREFIX) as address:
        yield {"file": site.as_uri() + "/", "http": address}


@pytest.fixture
def opened(chromium: Browser, bases: dict[str, str]) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site that must not complain and must ask nobody else for anything."""
    complaints: list[str] = []
    context = chromium.new_context()
    context.set_default_timeout(10_000)

    def open_(path: str, way: str = "file") -> Page:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("request", lambda request: complaints.append(f"left the site: {request.url}") if not request.url.startswith(bases[way]) else None)
        page.goto(bases[way] + path)
        return page

    yield open_
    context.close()
    assert not complaints
