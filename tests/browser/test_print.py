"""On paper: matters on A4 upright, catalogues on A3 across."""
import csv
import io
import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

A4, A3_ACROSS = (595, 842), (1191, 842)


@pytest.mark.parametrize(("kind", "paper"), [("domain", A3_ACROSS), ("township", A3_ACROSS), ("matter", A4), ("policy", A4),
                                             ("interpretation-figures", A4), ("flow", A4), ("tasks", A3_ACROSS), ("groups-record", A4), ("decision-told", A4)])
def test_sheets(opened, kind: str, paper: tuple[int, int]) -> None:
    pdf = opened(kind).pdf(prefer_css_page_size=True)
    sheets = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    assert sheets
    assert {(round(float(a)), round(float(b))) for a, b in sheets} <= {(paper[0] + d, paper[1] + e) for d in (-1, 0, 1) for e in (-1, 0, 1)}


def test_the_screen_s_tools_do_not_print(opened) -> None:
    page = opened("domain")
    page.emulate_media(media="print")
    for tool in (".tabs", ".strip", ".acts", ".pager", ".menu", ".mode"):
        assert not page.locator(tool).first.is_visible(), tool
    assert page.locator(".brand").is_visible()
    assert page.locator(".cat").evaluate("e => e.scrollWidth <= e.parentElement.clientWidth + 1")


def test_what_stands_in_the_foot_is_not_cut_from_its_word(opened) -> None:
    page = opened("subsidy")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 690, "height": 1000})
    assert page.locator(".foot dl > div:visible").count() >= 3
    assert page.locator(".foot dl > div:visible").evaluate_all("all => all.every(e => e.getClientRects().length === 1 && e.offsetHeight < 40)")


def test_a_table_whose_domains_are_all_folded_leaves_no_head(opened) -> None:
    page = opened("township")
    page.emulate_media(media="print")
    assert not page.locator(".cat thead").is_visible()
    page.emulate_media(media="screen")
    page.locator(".cat .part button").first.click()
    page.emulate_media(media="print")
    assert page.locator(".cat thead").is_visible() and page.locator(".cat tbody tr:visible").count() > 1


def test_the_way_to_a_past_day_prints_only_where_the_day_is_shown(opened) -> None:
    page = opened("matter")
    page.emulate_media(media="print")
    asked = page.locator(".on-day")
    assert asked.count() == 1 and not asked.is_visible()
    page.locator(".on-day .shown").evaluate("e => { e.hidden = false; }")
    assert asked.is_visible()


def test_the_notice_of_tasks_prints_four_columns_upright(opened) -> None:
    page = opened("tasks")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="打印四栏").click()
    page.emulate_media(media="print")
    assert [th.strip() for th in page.locator("table.progress thead th:visible").all_inner_texts()] == ["序号", "任务", "责任单位", "时间进度"]
    width, height = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].mediabox[2:]
    assert abs(width - A4[0]) < 2 and abs(height - A4[1]) < 2
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("table.progress thead th:visible").count() == 7


@pytest.mark.parametrize("kind", ["domain", "village"])
def test_every_row_prints_once_below_a_head(opened, sites, kind: str) -> None:
    page = opened(kind)
    published = Path(sites["demo"], page.url.split("/demo/")[-1].removesuffix(".html") + ".csv")
    names = [row["名称"] for row in csv.DictReader(published.open(encoding="utf-8-sig"))]
    wide = page.locator(".cat tbody th a").all_inner_texts()
    assert sorted(wide) == sorted(names)  # groups gather what the file has by number
    sheets = [re.sub(r"\s", "", sheet.extract_text()) for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    numbers = [n.strip() for n in page.locator(".cat tbody th .n").all_inner_texts()]
    with_rows = [sheet for sheet in sheets if "公开内容" in sheet]
    assert len(with_rows) > 1, "one sheet repeats no head"
    for name, number in zip(wide, numbers, strict=True):
        # Chromium writes some characters with the codes of their look-alikes among the radicals.
        row = "".join(rf"(?:{re.escape(c)}|[\u2e80-\u2fdf])" for c in number + name)
        assert sum(len(re.findall(rf"(?<![\d.]){row}", sheet)) for sheet in with_rows) == 1, number + name


@pytest.mark.parametrize("kind", ["flow", "responses-record", "matter", "domain", "units"])
def test_no_sheet_has_the_foot_alone(opened, kind: str) -> None:
    """Nor the code of the page's address, which stands at the head of the first."""
    page = opened(kind)
    sheets = read(page)
    own, foot = re.subn(r"主办单位.*内容截至[\d-]+", "", sheets[-1])
    assert foot == 1 and len(own) > 20, sheets[-1]
    keep = page.locator(".keep")
    if keep.count():
        assert keep.locator("small").inner_text() in sheets[0]
        page.emulate_media(media="print")
        code, line = keep.bounding_box(), page.locator(".mast").bounding_box()
        assert code["y"] + code["height"] <= line["y"] + line["height"] + 1, "the code stands within the head"


def read(page: Page) -> list[str]:
    """What each sheet says, without blanks; Chromium writes some characters with the codes of their look-alikes among the radicals."""
    return [unicodedata.normalize("NFKC", re.sub(r"\s", "", sheet.extract_text())) for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]


def test_a_drawing_leaves_room_for_its_heading_and_the_foot(opened) -> None:
    sheets = read(opened("flow"))
    drawn, = [n for n, sheet in enumerate(sheets) if "流程图" in sheet]
    assert drawn == len(sheets) - 1 <= 3 and "主办单位" in sheets[drawn]
