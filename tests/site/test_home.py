"""What the home page and the kiosk's lead to: more doors where there are registers, what may be commented on by its last day, the work's own news."""
import re
import shutil
from pathlib import Path

import pytest
from built import GOLDEN

from disclosure.read.county import read_county
from disclosure.render.view import View
from disclosure.site import plan

DRAFT = "草案: 'https://www.shili.example/1.htm', 说明: 'https://www.shili.example/2.htm', 渠道: [{方式: 电话, 说明: 0590-7000101}]"
DECISION = "{{标题: {title}, 类型: 其他, 年度: '2026', 单位: minzheng, 程序: [公众参与], 参与方式: [公开征求意见], 征集: {{开始: {start}, 截止: {end}, {draft}}}{more}}}"
DECISIONS = {
    "later": ("路灯怎样亮", "2026-06-01", "2027-08-01", ""),
    "sooner": ("公园几点关门", "2026-06-01", "2027-07-01", ""),
    "ahead": ("校车怎样走", "2027-05-01", "2027-09-01", ""),
    "over": ("垃圾几点收", "2025-01-01", "2025-02-01", ""),
    "stopped": ("河边能不能钓鱼", "2026-06-01", "2027-07-15", ", 状态: 暂缓"),
}


def home(folder: Path, kiosk: bool = False) -> str:
    reading = read_county(folder)
    assert reading.county is not None, reading.findings
    pages = {one.path: one for one in plan(View(reading.county, {}, kiosk), (), lambda path: b"")}
    return pages["index.html"].body


@pytest.fixture
def county(tmp_path: Path) -> Path:
    folder = tmp_path / "county"
    shutil.copytree(GOLDEN, folder)
    catalogues = folder / "catalogues"
    (catalogues / "decisions").mkdir()
    for name, (title, start, end, more) in DECISIONS.items():
        (catalogues / "decisions" / f"{name}.yml").write_text(DECISION.format(title=title, start=start, end=end, draft=DRAFT, more=more) + "\n", "utf-8")
    (catalogues / "news").mkdir()
    for day in range(1, 8):
        (catalogues / "news" / f"n{day}.yml").write_text(f"{{标题: 第{day}天的事, 类型: 宣传, 日期: 2026-05-0{day}, 单位: minzheng, 正文: 做了。}}\n", "utf-8")
    (catalogues / "places.yml").write_text("ting: {名称: 县大厅, 类型: [政务服务中心], 单位: minzheng, 地址: 样例路1号, 电话: 0590-7000101, 时间: 工作日}\n", "utf-8")
    return folder


def test_what_may_be_commented_on_stands_by_its_last_day(county: Path) -> None:
    box = home(county).partition('<section class="calls">')[2].partition("</section>")[0]
    assert re.findall(r"decisions/(\w+)\.html", box) == ["sooner", "later", "ahead"], "what ended, or was put off, is not there"
    entries = dict(zip(("sooner", "later", "ahead"), re.findall(r"<li [^>]*>", box), strict=True))
    assert " hidden" in entries["ahead"] and " hidden" not in entries["sooner"], "what has not begun waits for its day"
    assert 'data-until="2027-07-01"' in entries["sooner"]


def test_the_newest_five_of_the_works_news(county: Path) -> None:
    assert re.findall(r"news/n(\d)\.html", home(county).partition("<h2>工作动态</h2>")[2]) == ["7", "6", "5", "4", "3"]


def test_doors_follow_what_there_is(county: Path) -> None:
    doors = re.findall(r'<li><a href="([^"]+)"><b>', home(county).partition('<ul class="doors">')[2].partition("</ul>")[0])
    assert doors[-4:-2] == ["decisions.html", "benefits.html"] and "places.html" in doors and "guides.html" not in doors
    assert doors[-1] == "deadline.html" and doors[-2] in ("deadline.html", "channels.html", "shenqing.html"), "how to apply, and when one is answered"


def test_a_county_without_registers_has_six_doors_and_no_boxes() -> None:
    html = home(GOLDEN)
    assert html.partition('<ul class="doors">')[2].partition("</ul>")[0].count("<li>") == 6
    assert "正在征求意见" not in html and "工作动态" not in html and "phases" not in html


def test_the_kiosk_leads_to_places_and_to_all_there_is(county: Path) -> None:
    html = home(county, kiosk=True)
    assert re.findall(r'<li><a href="([^"]+)"', html.partition('<ul class="kdoors">')[2])[0] == "places.html"
    assert 'href="questions.html"' not in html and "guides.html" not in html, "no door to what is not there"
