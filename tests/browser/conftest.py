"""Sites, a browser and pages that listen for whatever goes wrong."""
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from .serving import served
from .sites import COUNTIES, KINDS, Kind, build

PREFIX = "/zwgk/jczwgk/"
"""Where the demonstration county's 门户地址 puts the site; 404.html works only there."""


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folders of the built counties."""
    folder = tmp_path_factory.mktemp("sites")
    return {county: build(county, folder / county) for county in COUNTIES}


@pytest.fixture(scope="session")
def bases(sites: dict[str, Path]) -> Iterator[dict[tuple[str, str], str]]:
    """(way, county) → the address of the site's root; the ways are file and http."""
    with served(sites["demo"], PREFIX) as demo, served(sites["golden"], PREFIX) as golden:
        yield {("http", "demo"): demo, ("http", "golden"): golden} | {("file", county): folder.as_uri() + "/" for county, folder in sites.items()}


def guarded(chromium: Browser, roots: tuple[str, ...], complaints: list[str], **options) -> Iterator[BrowserContext]:
    """A fresh profile that tells of every request that leaves a site.  The browser itself reaches no other host (tests/conftest.py)."""
    context = chromium.new_context(**options)
    context.set_default_timeout(10_000)
    context.on("request", lambda request: None if request.url.startswith(roots) else complaints.append(f"left the site: {request.url}"))
    yield context
    context.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the pages of this test complained of: console, errors, failed requests, requests that left the site."""
    return []


@pytest.fixture
def context(chromium: Browser, request: pytest.FixtureRequest, bases: dict, complaints: list[str]) -> Iterator[BrowserContext]:
    """A fresh profile.  A test may be parametrized with the options of the context, as `context`."""
    yield from guarded(chromium, tuple(bases.values()), complaints, **getattr(request, "param", {}))


def listening(page: Page, complaints: list[str]) -> Page:
    """The page, which from now on puts into the list whatever goes wrong in it."""
    page.on("console", lambda message: complaints.append(f"console {message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    # Going on to another page aborts what the last one was still loading.
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}") if request.failure != "net::ERR_ABORTED" else None)
    page.on("response", lambda response: complaints.append(f"{response.status}: {response.url}") if response.status >= 400 else None)
    return page


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Iterator[Page]:
    """A page that must not complain, whatever the test is about."""
    yield listening(context.new_page(), complaints)
    assert not complaints


Keep = Callable[..., tuple[Page, list[str]]]


@pytest.fixture(scope="module")
def keep(chromium: Browser, bases: dict) -> Iterator[Keep]:
    """Pages that stay for all tests of a module, one for each setting, with what they complained of.

    For tests that look at every kind: to make a profile and throw it away takes the machine longer than to look at a page.
    """
    kept: dict[tuple, tuple[Page, list[str]]] = {}
    with ExitStack() as stack:
        def keep_(roots: tuple[str, ...] = (), script: str = "", **options) -> tuple[Page, list[str]]:
            asked = (roots, script, repr(sorted(options.items())))
            if asked not in kept:
                complaints: list[str] = []
                context = stack.enter_context(contextmanager(guarded)(chromium, roots or tuple(bases.values()), complaints, **options))
                if script:
                    context.add_init_script(script)
                kept[asked] = listening(context.new_page(), complaints), complaints
            return kept[asked]
        yield keep_


@pytest.fixture
def visited(keep: Keep) -> Iterator[Callable[[str], Page]]:
    """Goes to an address with the page that is kept for a setting, as if nobody had been anywhere before; the page must not complain."""
    used: list[tuple[Page, list[str]]] = []

    def visited_(address: str, **setting) -> Page:
        used.append(keep(**setting))
        page = used[-1][0]
        page.set_viewport_size(setting.get("viewport", {"width": 1280, "height": 720}))
        page.goto(address)
        return page
    yield visited_
    for page, complaints in used:
        page.evaluate("localStorage.clear(), sessionStorage.clear()")
        told = complaints[:]
        complaints.clear()
        assert not told


@pytest.fixture
def seen(visited: Callable[..., Page], sites: dict[str, Path], bases: dict) -> Callable[..., Page]:
    """As `opened`, with a page that is kept: for what leaves no trace in its profile."""
    return lambda kind, way="file", **setting: visited(bases[way, kind.county] + kind.find(sites[kind.county]), **setting)


@pytest.fixture
def opened(page: Page, sites: dict[str, Path], bases: dict) -> Callable[..., Page]:
    """Opens a page of a kind, by name or as it is listed."""
    def open_(kind: Kind | str, way: str = "file") -> Page:
        kind = next(k for k in KINDS if k.name == kind) if isinstance(kind, str) else kind
        page.goto(bases[way, kind.county] + kind.find(sites[kind.county]))
        return page
    return open_


def every(kinds: list[Kind]) -> pytest.MarkDecorator:
    """Runs a test for each of the kinds."""
    return pytest.mark.parametrize("kind", kinds, ids=lambda kind: kind.name)
