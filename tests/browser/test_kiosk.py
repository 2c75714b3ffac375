"""The kiosk flavour: by touch, on 1080 × 1920, with no way out of the site, and nothing left of the visitor before."""
import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route

from .conftest import every, guarded
from .documents import Document, documents
from .serving import served
from .sites import COUNTIES, KINDS, build
from .test_fit import OVERFLOWS

PREFIX = "/kiosk/"
PAGES = [kind for kind in KINDS if kind.county == "demo" and kind.name != "proof"]  # who checks editions has a computer
SMALL = """() => [...document.querySelectorAll("a[href], button, summary, select, textarea, label.opt, input:not(.opt input, [type=hidden])")]
  .filter(e => !e.closest(".skip, [hidden]") && e.checkVisibility({visibilityProperty: true}))
  .filter(e => [...e.getClientRects()].some(box => box.width > 1 && box.height < 60) || e.getBoundingClientRect().width < 60)
  .slice(0, 3).map(e => `${e.getBoundingClientRect().width} × ${e.getBoundingClientRect().height} ${e.outerHTML.slice(0, 90)}`)"""
SCREEN = {"viewport": {"width": 1080, "height": 1920}, "has_touch": True}
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
FORGOTTEN = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(key => key !== 'kiosk.trail')"


@pytest.fixture(scope="session")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("demo", tmp_path_factory.mktemp("kiosk") / "site", "--flavour", "kiosk")


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("golden", tmp_path_factory.mktemp("kiosk-golden") / "site", "--flavour", "kiosk")


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kiosk of a county that has not said where its site stands."""
    county = tmp_path_factory.mktemp("nowhere") / "county"
    shutil.copytree(COUNTIES["golden"], county)
    about = county / "catalogues" / "county.yml"
    about.write_text(re.sub(r"^门户地址:.*\n", "", about.read_text("utf-8"), flags=re.M), "utf-8")
    return build(county, county.parent / "site", "--flavour", "kiosk")


@pytest.fixture(scope="session")
def read(kiosk: Path, golden: Path, nowhere: Path, soak: bool) -> list[tuple[Path, list[Document]]]:
    """What a parser finds: all pages of the small counties, of the large one a page of each kind; with --soak all of them."""
    some = documents(kiosk).values() if soak else [Document(kiosk, path) for path in sorted({kind.find(kiosk) for kind in PAGES})]
    return [(kiosk, list(some)), *((folder, list(documents(folder).values())) for folder in (golden, nowhere))]


@pytest.fixture(scope="session")
def ways(kiosk: Path) -> Iterator[dict[str, str]]:
    with served(kiosk, PREFIX) as http:
        yield {"http": http, "file": kiosk.as_uri() + "/"}


@pytest.fixture
def context(chromium: Browser, ways: dict[str, str], complaints: list[str]) -> Iterator[BrowserContext]:
    yield from guarded(chromium, tuple(ways.values()), complaints, **SCREEN)


@pytest.fixture(params=["file", "http"])
def home(page: Page, ways: dict[str, str], request: pytest.FixtureRequest) -> Page:
    page.goto(ways[request.param] + "index.html")
    return page


def as_of(page: Page) -> date:
    return date.fromisoformat(page.locator(".kbar").get_attribute("data-as-of"))


def bar(page: Page, name: str) -> Locator:
    return page.locator(".kbar").get_by_text(name)


def test_no_page_has_a_way_out(read) -> None:
    for folder, pages in read:
        out = [(d.path, address) for d in pages for e, address in d.links if e.tag not in ("link", "use")
               and (d.target(address) is None or "download" in e.attributes or not d.target(address)[0].endswith((".html", ".js", ".css", ".svg", ".png")))]
        assert not out
        kinds = {p.suffix for p in folder.rglob("*") if p.is_file() and p.name != "manifest.json"}
        assert kinds <= {".html", ".js", ".css", ".svg", ".png", ".jpg"}


def test_no_page_of_the_whole_county_has_a_way_out(kiosk: Path) -> None:
    """The same of every page, as far as a search of its text tells."""
    out = re.compile(r"""<a\b[^>]*?\s(?:href=["']?(?:[a-z][a-z0-9+.-]*:|//)|download\b)[^>]*>""", re.I)
    assert not [(p.name, found[0]) for p in kiosk.rglob("*.html") if (found := out.search(p.read_text("utf-8")))]


def test_every_link_leads_to_a_page_and_every_button_to_its_panel(read) -> None:
    dead = []
    for folder, pages in read:
        files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
        for d in pages:
            ids = set(d.ids)
            dead += [f"{d.path}: {address}" for e, address in d.links if e.tag != "link" and (to := d.target(address)) and to[0] not in files]
            dead += [f"{d.path}: {e.attributes['popovertarget']}" for e in d.elements if "popovertarget" in e.attributes and e.attributes["popovertarget"] not in ids]
    assert not dead, dead[:10]


def test_a_download_is_a_code_where_the_site_has_an_address(golden: Path, nowhere: Path) -> None:
    page = Path("about.html")
    assert "（请在网站下载）" in (nowhere / page).read_text("utf-8") and "用手机扫码打开" not in (nowhere / page).read_text("utf-8")
    assert "（请在网站下载）" not in (golden / page).read_text("utf-8") and "用手机扫码打开" in (golden / page).read_text("utf-8")


def test_nobody_takes_a_table_home_or_asks_its_cards_for_more(read) -> None:
    assert not [(d.path, e.attributes["class"]) for _, pages in read for d in pages for e in d.elements if e.classes & {"take", "brief"}]


@every(PAGES)
def test_a_page_is_made_for_fingers(visited, kiosk, ways, kind) -> None:
    page = visited(ways["file"] + kind.find(kiosk), roots=tuple(ways.values()), **SCREEN)
    assert not page.evaluate(SMALL)
    assert not page.evaluate(OVERFLOWS)
    assert page.locator(".kbar").bounding_box()["y"] + page.locator(".kbar").bounding_box()["height"] == 1920
    bar(page, "更大字").tap()
    assert page.locator("html").get_attribute("data-mode") == "elder"
    assert not page.evaluate(SMALL) and not page.evaluate(OVERFLOWS)


AXE = ["index.html", "search.html", "shenqing.html", "domains.html", "flows.html", "deadline.html", "units/minzheng.html"]


@every([kind for kind in PAGES if kind.pattern not in AXE])
def test_no_violation_on_any_kind(page, kiosk, ways, complaints, soak, kind) -> None:
    if not soak:
        pytest.skip("axe on every kind: --soak")
    test_no_violation(page, ways, complaints, kind.find(kiosk))


@pytest.mark.parametrize("path", AXE)
def test_no_violation(page, ways, complaints, path: str) -> None:
    page.goto(ways["file"] + path)
    page.wait_for_load_state("networkidle")
    found = Axe().run(page, options=OPTIONS).response["violations"]
    complaints.clear()  # axe warns of itself
    assert not [f"{v['id']}: {n['html'][:120]}" for v in found for n in v["nodes"]]


def test_found_by_letters_in_three_taps(home: Page) -> None:
    home.locator(".kfind").tap()
    for letter in "DIBAO":
        home.locator(".keys").get_by_role("button", name=letter, exact=True).tap()
    assert home.locator("#main input[name=q]").input_value() == "dibao"
    home.wait_for_url("**/search.html?q=dibao")
    home.locator("[data-result]").filter(has_text="最低生活保障").first.tap()
    home.wait_for_url("**/*.html")
    assert "最低生活保障" in home.locator("#main").inner_text()
    bar(home, "返回").tap()
    home.wait_for_url("**/search.html?q=dibao")
    assert home.locator("[data-result]").count()


def test_a_word_above_the_keys_is_taken(page: Page, ways) -> None:
    page.goto(ways["file"] + "search.html")
    for letter in "DB":
        page.locator(".keys").get_by_role("button", name=letter, exact=True).tap()
    word = page.locator(".kwords button").first
    text = word.text_content()
    word.tap()
    box = page.locator("#main input[name=q]")
    assert box.input_value() == text and box.get_attribute("inputmode") == "none"
    page.get_by_role("button", name="123").tap()
    page.locator(".keys").get_by_role("button", name="7", exact=True).tap()
    assert box.input_value() == text + "7"
    page.get_by_role("button", name="删除").tap()
    assert box.input_value() == text
    page.get_by_role("button", name="清空").tap()
    assert box.input_value() == ""
    page.get_by_role("button", name="收起").tap()
    assert not page.locator(".kbd").is_visible()


def test_a_box_that_a_script_makes_has_keys_and_only_words_of_its_table(page: Page, ways) -> None:
    page.goto(ways["file"] + "domains/shehui-jiuzhu.html")
    page.locator(".fbox > summary").tap()
    page.locator("#f-q").tap()
    for letter in "YLJZ":
        page.locator(".keys").get_by_role("button", name=letter, exact=True).tap()
    word = page.locator(".kwords button").filter(has_text="医疗救助").first
    word.wait_for()
    assert page.locator("#f-q").get_attribute("inputmode") == "none"
    assert not page.locator(".finder .chips li").count(), "letters are no word yet"
    word.tap()
    page.locator(".finder .chips").get_by_text("医疗救助").wait_for()
    assert page.locator(".cat tbody tr:not(.group):visible").count()


def test_a_date_is_typed_with_digits_and_the_answer_is_seen(page: Page, ways) -> None:
    page.goto(ways["file"] + "deadline.html")
    for unit, number in (("y", "2026"), ("m", "9"), ("d", "28")):
        page.locator(f"#received-{unit}").tap()
        assert page.locator(".keys button").all_text_contents() == [*"1234567890", "删除"]
        for digit in number:
            page.locator(".keys").get_by_role("button", name=digit, exact=True).tap()
    page.get_by_role("button", name="计算", exact=True).tap()
    due = page.locator("#answer .d")
    assert "2026年10月30日" in due.inner_text() and not page.locator(".kbd").is_visible()
    box = due.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= page.locator(".kbar").bounding_box()["y"], "the answer lies under the bar"


def test_all_domains_are_at_one_view(page: Page, ways) -> None:
    page.goto(ways["file"] + "domains.html")
    links = page.locator("#main .tiles tbody th a")
    last = links.last.bounding_box()
    assert last["y"] + last["height"] <= page.locator(".kbar").bounding_box()["y"]


@pytest.mark.parametrize("question", ["殡葬找谁", "想去当兵怎么报名", "低保一个月多少钱", "村里有人乱砍树往哪告"])
def test_numbers_of_answers_are_read_not_dialled(page: Page, ways, question: str) -> None:
    """Nobody calls from a kiosk, and after a tap on a link to a program its browser opens no page any more."""
    page.goto(ways["file"] + f"search.html?q={question}")
    page.wait_for_function("disclosureSearch.index && disclosureSearch.index.complete")
    number = page.locator(":is(#search-elsewhere, #search-nearest) span.nb").filter(visible=True).first
    number.wait_for()
    assert page.locator("a:not([href^=http], [href*='.html'], [href^='#'])[href*=':']").count() == 0 == page.locator("a[href^='tel:']").count()


def test_answers_stand_before_what_narrows_them(page: Page, ways) -> None:
    page.goto(ways["file"] + "search.html?q=dibao")
    page.locator("[data-result]").first.wait_for()
    check = page.locator(".facets input").first
    assert not check.is_visible()
    page.locator(".facets summary").first.tap()
    check.tap()
    page.locator(".chips .chip").first.wait_for()


def test_found_by_domain_in_three_taps(home: Page) -> None:
    # No finger is so quick that it meets a page whose script has not been read yet.
    home.get_by_text("查事项").tap()
    home.wait_for_url("**/domains.html")
    home.locator("#main .tiles").get_by_role("link", name="社会救助", exact=True).tap()
    home.wait_for_url("**/shehui-jiuzhu.html")
    home.locator(".cat").get_by_role("link").first.tap()
    home.locator(".whom").wait_for()
    assert home.evaluate("history.length") <= 2, "a page was left to go back to"
    bar(home, "首页").tap()
    home.locator(".khome").wait_for()
    assert bar(home, "返回").is_disabled()


def test_a_finger_quicker_than_the_script_leaves_no_way_back(page: Page, ways) -> None:
    def late(route: Route) -> None:
        pass

    page.clock.install(time=date.today().isoformat())
    page.route("**/assets/site.*.js", late)
    page.goto(ways["http"] + "index.html", wait_until="commit")
    page.locator(".kdoors a", has_text="查事项").tap(no_wait_after=True)
    page.wait_for_url("**/domains.html", wait_until="commit")
    page.locator("#main th a").first.tap(no_wait_after=True)
    page.wait_for_url("**/domains/*.html", wait_until="commit")
    assert page.evaluate("history.length") <= 2, "a page was left to go back to"
    page.unroute("**/assets/site.*.js", late)
    page.locator(".cat th a").first.tap()
    page.wait_for_url("**/domains/*/*.html")
    page.clock.fast_forward("01:10")
    page.locator(".khome").wait_for()
    page.evaluate("void setTimeout(() => history.back())")
    page.clock.run_for(100)
    page.wait_for_url("about:blank")


def test_what_the_browser_goes_back_to_is_not_shown(page: Page, ways) -> None:
    for path in ("index.html", "search.html?q=dibao", "index.html"):
        page.goto(ways["http"] + path)
    page.evaluate("void setTimeout(() => history.back())")
    page.wait_for_timeout(300)
    page.locator(".khome").wait_for()
    assert page.evaluate(FORGOTTEN) == []


def test_traditional_characters_end_with_the_visit(page: Page, ways) -> None:
    page.clock.install(time=date.today().isoformat())
    page.goto(ways["file"] + "domains.html")
    page.get_by_role("button", name="繁體").tap()
    page.locator("html[lang=zh-Hant]").wait_for()
    page.clock.fast_forward("01:10")
    page.locator(".khome").wait_for()
    assert page.locator("html").get_attribute("lang") == "zh"


def test_its_own_word_on_accessibility(home: Page) -> None:
    bar(home, "找人帮忙").tap()
    home.locator("#help").get_by_role("link", name="无障碍说明").tap()
    home.wait_for_url("**/accessibility.html")
    said = home.locator("#main").inner_text()
    assert not [word for word in ("Tab", "Esc", "浏览器", "最上面", "标准版") if word in said]


def test_left_alone_it_asks_then_goes_home_and_forgets(page: Page, ways) -> None:
    page.clock.install(time=date.today().isoformat())
    page.goto(ways["http"] + "search.html?q=dibao")
    bar(page, "更大字").tap()
    page.clock.fast_forward("00:52")
    page.get_by_role("alertdialog").wait_for()
    page.get_by_role("button", name="继续看").tap()
    assert not page.get_by_role("alertdialog").is_visible()
    page.clock.fast_forward("00:45")
    assert not page.get_by_role("alertdialog").is_visible(), "it did not begin anew"
    page.clock.fast_forward("00:20")
    page.locator(".khome").wait_for()
    assert page.url == ways["http"] + "index.html"
    assert page.evaluate(FORGOTTEN) == [] and page.locator("html").get_attribute("data-mode") is None
    page.clock.fast_forward("10:00")
    assert not page.get_by_role("alertdialog").count(), "nobody is there to be asked"


def test_the_keeper_sets_time_and_printing(page: Page, ways) -> None:
    page.clock.install(time=date.today().isoformat())
    page.goto(ways["http"] + "index.html?idle=120&print=on")
    page.goto(ways["http"] + "domains.html")
    assert page.locator("html").get_attribute("data-print") == "on"
    page.clock.fast_forward("01:40")
    assert not page.get_by_role("alertdialog").count()
    page.clock.fast_forward("00:30")
    page.wait_for_url("**/index.html")
    page.locator("html[data-print=on]").wait_for()  # the keeper's word is not forgotten with the visitor's


@pytest.mark.parametrize(("days", "said"), [(89, None), (92, ".kold"), (-400, ".kclock")])
def test_what_is_too_old_says_so(page: Page, ways, days: int, said: str | None) -> None:
    page.goto(ways["file"] + "index.html")
    page.clock.set_fixed_time((as_of(page) + timedelta(days=days)).isoformat() + "T12:00:00")
    for path in ("index.html", "domains.html"):
        page.goto(ways["file"] + path)
        for notice in (".kold", ".kclock"):
            assert page.locator(notice).count() == (notice == said), (path, notice)


def test_a_link_out_is_a_code(page: Page, ways) -> None:
    page.goto(ways["file"] + "shenqing.html")
    button = page.locator("#main .aslink").first
    panel = page.locator(f"#{button.get_attribute('popovertarget')}")
    button.tap()
    code = panel.locator("img")
    code.wait_for()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=code.element_handle())
    panel.get_by_role("button", name="关闭").tap()
    assert not panel.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert panel.is_visible()
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    bar(page, "找人帮忙").tap()
    assert page.locator("#help .tel").is_visible()
