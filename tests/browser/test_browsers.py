"""Firefox shows and does what Chromium does; with --soak the kernels of older browsers, too, and WebKit's GTK port.

What is asked is the same of all: a page of each kind has nothing beside it and complains of nothing, search answers, a table is filtered, 大字版 and
繁體 hold.  docs/browsers.md says for readers of the site what is tested here.
"""
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from disclosure.cached import folder as kept

from .engines import PACKAGES, Engine, chromium, firefox, webkit
from .sites import KINDS, build
from .test_fit import WHOLE

NAMES = ("home", "domain", "matter", "township", "policy", "interpretation-figures", "flow", "unit", "deadline", "guide-stages", "subsidy")
PAGES = [kind for kind in KINDS if kind.name in NAMES]
SIZES = ((360, 740), (1440, 900))
ROWS = "[...document.querySelectorAll('.cat tbody tr:not(.group)')].filter(row => row.getClientRects().length).length"
CHOOSE = """(() => { const choice = document.querySelector('.filters select[name=disclosers], .filters select');
  choice.value = choice.options[choice.options.length - 1].value; choice.dispatchEvent(new Event('change', {bubbles: true})); return true; })()"""
PRESS = "(document.querySelector('[data-switch=%s]').click(), true)"
NEEDS_FIREFOX = "no Firefox: run `python build.py test` as root on Debian, which installs it, or set FIREFOX to its place"


def places() -> Iterator[str | None]:
    """Where Firefox may be."""
    yield os.environ.get("FIREFOX")
    yield from map(shutil.which, ("firefox-esr", "firefox"))
    yield next((str(path) for path in (Path("/Applications/Firefox.app/Contents/MacOS/firefox"), Path(r"C:\Program Files\Mozilla Firefox\firefox.exe")) if path.exists()), None)


@pytest.fixture(scope="module", params=["firefox", *(f"chromium-{version}" for version in PACKAGES), "webkit"])
def engine(request: pytest.FixtureRequest, soak: bool) -> Iterator[Engine]:
    name, _, version = request.param.partition("-")
    if name == "firefox":
        with firefox(next(filter(None, places()), None) or pytest.fail(NEEDS_FIREFOX)) as engine:
            yield engine
        return
    if not soak:
        pytest.skip("with --soak")
    with (chromium(version, kept() / "browsers") if version else webkit()) as engine:
        yield engine


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_a_page_fits_and_complains_of_nothing(engine: Engine, sites: dict[str, Path], kind) -> None:
    engine.complaints.clear()
    for width, height in SIZES:
        engine.open(f"{sites['demo'].as_uri()}/{kind.find(sites['demo'])}", width, height)
        assert engine.run("document.documentElement.scrollWidth <= innerWidth"), f"scrolls sideways at {width}"
        assert not {name: found for name, script in WHOLE.items() if (found := engine.run(f"({script})()"))}, f"at {width}"
        assert engine.run("getComputedStyle(document.querySelector('.mast')).backgroundColor") == "rgb(17, 80, 125)", "no style sheet"
    assert not engine.complaints


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_what_readers_do_works(engine: Engine, sites: dict[str, Path], width: int, height: int) -> None:
    root = sites["demo"].as_uri()
    engine.complaints.clear()
    engine.open(f"{root}/search.html?q={quote('低保怎么申请')}", width, height)
    assert engine.until("document.querySelectorAll('[data-result]').length") > 3
    engine.open(f"{root}/domains/shehui-jiuzhu.html", width, height)
    every = engine.until(ROWS)
    engine.until(CHOOSE)
    assert 0 < engine.until(f"{ROWS} < {every} && {ROWS}") < every
    engine.run(PRESS % "size")
    assert engine.until("getComputedStyle(document.documentElement).fontSize.startsWith('26.6')")
    engine.run(PRESS % "script")
    assert engine.until("document.querySelector('h1').textContent.includes('領域')")
    engine.open(f"{root}/index.html", width, height)  # both are remembered
    assert engine.run("[document.documentElement.dataset.mode, document.documentElement.dataset.script]") == ["elder", "hant"]
    for name in ("script", "size"):
        engine.run(PRESS % name)
    assert engine.until("document.querySelector('h1').textContent.includes('补贴')")
    assert not engine.complaints


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory, soak: bool) -> Path:
    return build("demo", tmp_path_factory.mktemp("kiosk") / "site", "--flavour", "kiosk") if soak else Path()


def test_a_kiosk_is_usable(engine: Engine, soak: bool, kiosk: Path) -> None:
    """Old kernels are what kiosks have; a current browser's is test_kiosk.py."""
    if not soak:
        pytest.skip("with --soak")
    engine.complaints.clear()
    engine.open(f"{kiosk.as_uri()}/index.html", 1080, 1920)
    open_ = "document.querySelector('#help').getClientRects().length"
    assert not engine.run(open_), "help lies open over the page"
    engine.run("(document.querySelector('[popovertarget=help]').click(), true)")
    assert engine.until(open_)
    engine.run("(document.querySelector('#help [popovertarget=help]').click(), true)")
    engine.until(f"!{open_}")
    engine.open(f"{kiosk.as_uri()}/search.html", 1080, 1920)
    engine.run("(document.querySelector('#main input[name=q]').focus(), document.querySelector('#main input[name=q]').click(), true)")
    for key in "DB":
        engine.until(f"[...document.querySelectorAll('.key')].some(key => key.textContent.trim() === '{key}' && (key.click(), true))")
    assert engine.until("document.querySelectorAll('[data-result]').length")
    assert not engine.complaints
