"""Filtering a table: the rows that stay are those of the published CSV, the address says why, and what is shown can be taken away."""
import csv
import io
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import yaml

CASES = yaml.safe_load((Path(__file__).parent / "filters.yml").read_text("utf-8"))
PAGES = {"domain": "domains/shehui-jiuzhu", "audience": "domains/fangwu-zhengshou", "township": "townships/baihe-zhen", "village": "villages/aotou-cun"}
TEXT = ("一级事项", "名称", "三级事项", "内容", "依据")
EVERY = ".finder ~ .tbl tbody:not(.part) > tr:not(.group)"
ROWS = EVERY + ":not([hidden])"
CODES = """rows => rows.map(tr => tr.querySelector("th a").getAttribute("href").replace(".html", "").split("/").slice(-2).join("/"))"""


@pytest.fixture
def at(page, bases):
    """Opens a page of the demonstration county with conditions in its address."""
    def open_(name: str, on: dict | None = None, way: str = "file"):
        page.goto(f"{bases[way, 'demo']}{PAGES.get(name, name)}.html" + (f"?{urlencode(on)}" if on else ""))
        return page
    return open_


def table(text: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def expected(sites: dict, case: dict) -> list[str]:
    rows = table((Path(sites["demo"]) / f"{PAGES[case['page']]}.csv").read_text("utf-8"))
    return [row["事项"] for row in rows
            if all(value in ("\n".join(row[c] for c in TEXT) if column == "文" else row[column]) for column, value in case["rows"].items())]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['page']} {' '.join(case['chosen'].values())}")
def test_the_rows_are_those_of_the_published_table(at, sites, case: dict) -> None:
    wanted = expected(sites, case)
    page = at(case["page"], case["chosen"])
    assert page.locator(ROWS).evaluate_all(CODES) == wanted
    assert 0 < len(wanted) < page.locator(EVERY).count(), "a case that filters nothing, or everything"
    assert page.locator(".shown > [role=status]").inner_text().endswith(f"显示 {len(wanted)} 项")
    assert page.locator(".chip").count() == len(case["chosen"])
    assert page.locator(f"{EVERY}[hidden]").evaluate_all("all => all.every(tr => !tr.checkVisibility())")
    assert not page.locator(".cat tbody:not([hidden]):not(:has(tr:not(.group):not([hidden])))").count(), "an empty group stands"


@pytest.mark.parametrize("way", ["file", "http"])
def test_the_address_keeps_the_choice(at, way: str) -> None:
    page = at("domain", {"mode": "x"}, way)
    all_rows = page.locator(ROWS).count()
    page.get_by_label("公开主体", exact=True).select_option("县残联")
    page.get_by_label("事项、内容或依据含有").fill("发放")
    page.wait_for_function("location.search.includes('q=')")
    some = page.locator(ROWS).count()
    assert 0 < some < all_rows
    assert parse_qs(urlsplit(page.url).query) == {"mode": ["x"], "disclosers": ["县残联"], "q": ["发放"]}
    page.reload()
    assert page.locator(ROWS).count() == some
    assert page.get_by_label("公开主体", exact=True).input_value() == "县残联"
    page.get_by_role("button", name="去掉条件：公开主体：县残联").click()
    assert page.get_by_role("button", name="去掉条件：含有：发放").evaluate("e => e === document.activeElement"), "the focus is lost"
    page.go_back()
    assert page.locator(ROWS).count() == some
    page.get_by_role("button", name="清除条件").click()
    assert page.locator(ROWS).count() == all_rows
    assert urlsplit(page.url).query == "mode=x"
    assert not page.locator(".chip").count()


def test_nothing_found_says_so_and_the_way_back(at) -> None:
    page = at("domain", {"disclosers": "没有这个单位"})
    assert page.get_by_text("没有符合全部条件的事项").is_visible()
    assert not page.locator(".tbl.tall").is_visible()
    page.get_by_role("button", name="去掉条件：公开主体：没有这个单位").click()
    assert page.locator(ROWS).count() > 3


@pytest.mark.parametrize("name", ["domain", "township"])
def test_what_is_taken_away_is_what_is_shown(at, sites, name: str) -> None:
    page = at(name, {"q": "发放"})
    with page.expect_download() as got:
        page.get_by_role("button", name="下载所示各行").click()
    assert got.value.suggested_filename.endswith("公开事项目录（部分）.csv")
    raw = Path(got.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    taken = table(raw.decode("utf-8"))
    assert [row["编号"] for row in taken] == page.locator(ROWS).evaluate_all(CODES)
    published = {row["事项"]: row for row in table((Path(sites["demo"]) / f"{PAGES[name]}.csv").read_text("utf-8"))}
    for row in taken:
        full = published[row["编号"]]
        assert [row["公开内容（要素）"], row["公开依据"], row["公开时限"], row["公开主体"], row["公开渠道和载体"]] == [full[c] for c in ("内容", "依据", "时限", "主体", "渠道")]
        assert [level for level in ("县级", "乡级") if row[f"公开层级：{level}"] == "√"] == [level for level in ("县级", "乡级") if level in full["层级"]]


@pytest.mark.parametrize("clipboard", [True, False], ids=["clipboard", "without"])
def test_copied_rows_can_be_pasted(at, context, page, clipboard: bool) -> None:
    if not clipboard:
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    at("domain", {"disclosers": "县残联"}, "http")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制表格").click()
    page.get_by_text("可以粘贴到表格软件里").wait_for()
    page.evaluate("document.body.append(document.createElement('textarea'))")
    page.locator("body > textarea").focus()
    page.keyboard.press("Control+V")
    lines = [line.split("\t") for line in page.locator("body > textarea").input_value().split("\n")]
    assert [line[0] for line in lines] == ["编号", *page.locator(ROWS).evaluate_all(CODES)]
    assert {len(line) for line in lines} == {14}


@pytest.mark.parametrize("context", [{"viewport": {"width": 360, "height": 740}}], indirect=True)
def test_a_phone_folds_the_filters_and_says_how_many_are_on(at) -> None:
    page = at("domain", {"levels": "乡级"})
    assert page.locator(".fbox summary").inner_text() == "筛选（已选 1 项）"
    assert not page.get_by_label("公开主体", exact=True).is_visible()
    page.locator(".fbox summary").click()
    page.get_by_label("公开主体", exact=True).select_option("县残联")
    assert page.locator(".fbox summary").inner_text() == "筛选（已选 2 项）"
    small = page.locator(":is(.finder :is(button, select, input, summary)):visible").evaluate_all("all => all.filter(e => e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML)")
    assert not small
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("context", [{"viewport": {"width": 360, "height": 740}}], indirect=True)
@pytest.mark.parametrize("name", ["domain", "township", "policies"])
def test_a_phone_has_one_row_of_buttons_before_the_first_card(at, page, name: str) -> None:
    at(name)
    tools = page.locator(".finder :is(summary, .btn):visible")
    assert tools.all_inner_texts() == ["筛选", "下载、复制"]
    assert len(set(tools.evaluate_all("all => all.map(e => e.getBoundingClientRect().top)"))) == 1
    tools.last.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(".take .acts :focus").count() == 1


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_without_script_the_whole_table_and_links_by_unit(at) -> None:
    page = at("domain")
    assert page.locator(ROWS).count() > 3
    assert page.locator(".finder > *").evaluate_all("all => all.map(e => e.className)") == ["take"]
    assert page.locator(".take").get_by_role("link", name="CSV").is_visible()
    page.locator("noscript a, .links a").filter(has_text="县残联").first.click()
    assert page.locator("h1").inner_text() == "示例县残疾人联合会"


def test_paper_shows_the_conditions_as_words(at) -> None:
    page = at("domain", {"levels": "乡级"})
    page.emulate_media(media="print")
    assert page.get_by_text("公开层级：乡级").is_visible()
    assert page.locator(".shown > [role=status]").is_visible()
    assert not page.locator(".finder :is(select, input, .btn, .chip .i):visible").count()


@pytest.mark.parametrize(("name", "on"), [("policies", {"validity": "有效"}), ("policies", {"year": "2026年"}), ("units", {"q": "民政"})])
def test_indexes_filter_too(at, name: str, on: dict) -> None:
    page = at(name, on)
    shown, every = page.locator(ROWS).count(), page.locator(EVERY).count()
    assert 0 < shown < every
    assert page.locator(".shown > [role=status]").inner_text().startswith(f"共 {every} ")
