"""The header file that ships, in a real nginx: what it sends, and that every kind of page works below it."""
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from .sites import KINDS

sys.path.insert(0, str(Path(__file__).parents[1] / "deliver"))
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def served(sites, tmp_path_factory: pytest.TempPathFactory):
    from servers import nginx
    folder = tmp_path_factory.mktemp("nginx")
    with nginx(sites["demo"], folder / "run", f"include {ROOT / 'docs' / 'nginx-headers.conf'};", "/zwgk/jczwgk/") as address:
        yield address


def headers(address: str) -> dict[str, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return dict(answer.headers)
    except urllib.error.HTTPError as error:
        return dict(error.headers)


def test_what_is_sent(served: str, sites) -> None:
    page = headers(served + "index.html")
    assert page["Cache-Control"] == "no-cache" and page["X-Content-Type-Options"] == "nosniff" and page["Referrer-Policy"]
    assert page["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'") and "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert headers(served)["Cache-Control"] == "no-cache", "the home page without its name"
    for path in sorted((sites["demo"] / "assets").iterdir()):
        kept = headers(f"{served}assets/{path.name}")["Cache-Control"]
        assert ("immutable" in kept) == (".latest." not in path.name), path.name
    for name in ("edition.css", "domains-shehui-jiuzhu.html", "domains-shehui-jiuzhu.js", "domains-shehui-jiuzhu.css"):
        assert headers(f"{served}shared/{name}")["Cache-Control"] == "no-cache", "says tomorrow what is true then, under the same name"
    missing = headers(served + "assets/site.000000000000.css")
    assert "Cache-Control" not in missing and missing["Content-Security-Policy"], "what is missing today may be there tomorrow"
    assert "Content-Security-Policy" not in headers(served + "files/x.pdf")


def test_pages_work_below_the_headers(served: str, sites, chromium) -> None:
    page, complaints = chromium.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for kind in KINDS:
        if kind.county == "demo" and kind.name in ("home", "domain", "matter", "flow", "deadline", "interpretation-figures"):
            page.goto(served + kind.find(sites["demo"]))
            assert page.locator(".mast").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(17, 80, 125)"
    page.goto(served + "search.html?q=%E4%BD%8E%E4%BF%9D")
    page.get_by_text("找到", exact=False).first.wait_for()
    page.locator("[data-switch=script]").click()
    page.wait_for_function("document.documentElement.lang === 'zh-Hant'")
    page.close()
    assert not complaints
