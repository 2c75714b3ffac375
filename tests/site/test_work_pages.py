"""The pages of the work and of taking part: progress, leading bodies, decisions, meetings, activities, responses, news, assessments."""
import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from built import GOLDEN

from disclosure.model.fields import Date
from disclosure.read.county import read_county
from disclosure.render.output import Output, Page
from disclosure.render.pages.progress import shares
from disclosure.render.view import View
from disclosure.site import plan

RECORDS = Path(__file__).parent / "registers"
"""Records that stand beside those of the miniature county; its 截至日期 is 2026-06-30."""


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    folder = tmp_path_factory.mktemp("work") / "county"
    shutil.copytree(GOLDEN, folder)
    shutil.copytree(RECORDS, folder / "catalogues", dirs_exist_ok=True)
    reading = read_county(folder)
    assert reading.county is not None and not reading.findings, reading.findings
    return View(reading.county, {})


@pytest.fixture(scope="module")
def outputs(view: View) -> dict[str, Page | Output]:
    return {one.path: one for one in plan(view, (), lambda path: b"")}


def words(html: str) -> str:
    """What is read, without tags and runs of space."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def rows(html: str) -> Iterator[str]:
    return map(words, re.findall(r"<tr[ >].*?</tr>", html, re.S))


# -- progress (P1) -----------------------------------------------------------------------------------
def test_a_progress_table_says_how_many_are_how_far(outputs: dict[str, Page | Output]) -> None:
    body = outputs["tasks.html"].body
    figures = words(re.search(r'<dl class="figs counts">.*?</dl>', body, re.S)[0])
    assert figures == "全部 3 项 已完成 1 推进中 1 未开始 1 逾期 1 只看逾期"
    assert 'aria-label="共 3 项：已完成 1，推进中 1，未开始 1"' in body


def test_what_is_late_says_since_when_and_can_be_asked_for(outputs: dict[str, Page | Output]) -> None:
    body = outputs["tasks.html"].body
    late = [row for row in rows(body) if "逾期" in row]
    assert len(late) == 1 and "复核目录" in late[0] and "逾期 30 天" in late[0], "a deadline of a month means its last day"
    assert 'href="tasks.html?late=%E5%B7%B2%E9%80%BE%E6%9C%9F"' in body and body.count('data-late="已逾期"') == 1
    assert "逾期 30 天" in outputs["tasks/1.html"].body


def test_the_table_is_grouped_as_the_plan_is(outputs: dict[str, Page | Output]) -> None:
    body = outputs["tasks.html"].body
    assert [words(row) for row in re.findall(r'<tr class="group">.*?</tr>', body, re.S)] == ["目录 2 项", "其他 1 项"]
    assert 'data-groups="group:类别"' in body and "group:类别" not in re.search('data-facets="([^"]*)"', body)[1]


def test_the_last_progress_is_short_and_its_percentage_in_words(outputs: dict[str, Page | Output]) -> None:
    row = next(row for row in rows(outputs["tasks.html"].body) if "复核目录" in row)
    assert "2026-04-02 已经看过社会救助领域的全部事项，改了三处依据，另有两处要问上级部门，等答复后一并…… 20%" in row
    assert "（牵头）" in row and "长期坚持" in outputs["tasks.html"].body


def test_the_page_of_a_task_tells_all_its_progress_newest_first(outputs: dict[str, Page | Output]) -> None:
    body = outputs["tasks/1.html"].body
    assert re.findall(r'<time datetime="(2026-0[34]-\d\d)"', body[body.index("<h2>进展</h2>"):]) == ["2026-04-02", "2026-03-01"]
    assert "还没有登记进展" in outputs["tasks/3.html"].body and "还没有登记进展" not in outputs["tasks/2.html"].body


def test_tasks_can_be_had_under_both_printed_heads(outputs: dict[str, Page | Output]) -> None:
    six, four = (list(csv.reader(io.StringIO(outputs[f"tasks-{name}.csv"].data.decode("utf-8-sig")))) for name in ("six", "four"))
    assert six[0] == ["序号", "类别", "主要任务", "具体工作", "责任单位", "完成时限"]
    assert four[:2] == [["序号", "工作任务", "责任单位", "时间进度"], ["1", "复核目录", "县民政局、样本县财政局", "2026-05"]]
    assert four[3][3] == "长期坚持" and "projects-six.csv" not in outputs


def test_the_bar_is_whole_whatever_the_numbers(view: View) -> None:
    tasks = list(view.county.tasks.values())
    for many in (1, 7, 61, 113):
        parts = shares([tasks[n % 3] for n in range(many)], Date("2026-06-30"))
        assert parts[0].start == 0 and all(a.start + a.width == b.start for a, b in zip(parts, parts[1:], strict=False))
        assert parts[-1].start + parts[-1].width == 400 and sum(part.count for part in parts) == many
    assert shares([], Date("2026-06-30")) == []


# -- leading bodies (P2) -----------------------------------------------------------------------------
def test_a_leading_body_is_drawn_and_told(outputs: dict[str, Page | Output]) -> None:
    body = outputs["groups/lingdao.html"].body
    drawing = words(re.search(r"<svg xmlns.*?</svg>", body, re.S)[0])
    for text in ("组长 县长", "常务副县长 样本丙", "县直单位（1 人）", "乡镇（街道）（1 人）", "西街街道 办事处 主任", "办公室 设在县民政局"):
        assert text in drawing
    assert "样本乙" not in drawing, "whoever has left is not in the chart"
    table, former = body[body.index('id="chengyuan"'):].split("<details")
    assert [row.split()[0] for row in rows(table)] == ["组内职务", "组长", "副组长", "成员", "成员", "办公室主任"]
    assert "历任（1 人）" in former and "样本乙" in former and "2026-03-01" in former


def test_duties_are_listed_from_the_domains(outputs: dict[str, Page | Output]) -> None:
    body = outputs["groups.html"].body
    assert "责任清单" in body and 'href="domains/shehui-jiuzhu.html"' in body
    listed = list(csv.reader(io.StringIO(outputs["groups-duties.csv"].data.decode("utf-8-sig"))))
    assert listed[0] == ["领域", "牵头单位", "责任单位"] and listed[1][:2] == ["社会救助", "样本县民政局"]


# -- decisions (P3) ----------------------------------------------------------------------------------
def told(body: str) -> list[tuple[str, str]]:
    """The stages of a decision's page, and how far each is."""
    listed = re.search(r'<ol class="stages\b.*?</ol>', body, re.S)[0]
    return [tuple(words(part) for part in re.findall(r"<(?:a|b)\b.*?</(?:a|b)>|<span class=\"how\".*?</span>", stage, re.S)) for stage in re.findall(r"<li .*?</li>", listed, re.S)]


def test_the_stages_of_a_decision_say_how_far_each_is(outputs: dict[str, Page | Output]) -> None:
    assert told(outputs["decisions/shui.html"].body) == [
        ("列入目录", "已完成"), ("公开征求意见", "正在进行"), ("听证", "未开始"), ("专家论证", "已完成"), ("意见采纳", "未开始"), ("合法性审查", "未开始"),
        ("集体讨论", "未开始"), ("决定公布", "未开始"), ("执行和评价", "未开始")]
    assert told(outputs["decisions/lu.html"].body) == [
        ("列入目录", "已完成"), ("公开征求意见", "已完成"), ("风险评估", "没有登记"), ("意见采纳", "已完成"), ("合法性审查", "已完成"), ("集体讨论", "已完成"),
        ("决定公布", "已完成"), ("执行和评价", "正在进行")]
    assert dict(told(outputs["decisions/xue.html"].body))["决定公布"] == "暂缓"
    assert dict(told(outputs["decisions/xue.html"].body))["公开征求意见"] == "不需要"


def test_every_jump_of_the_stages_lands(outputs: dict[str, Page | Output]) -> None:
    for name in ("shui", "lu", "xue"):
        body = outputs[f"decisions/{name}.html"].body
        jumps = re.findall(r'<a href="#(\w+)"', body)
        assert jumps and all(f'id="{jump}"' in body for jump in jumps)


def test_what_is_open_says_until_when_and_how_to_answer(outputs: dict[str, Page | Output]) -> None:
    body = outputs["decisions/shui.html"].body
    box = re.search(r'<div class="note calling".*?</div>', body, re.S)[0]
    assert "hidden" not in box.partition(">")[0] and 'data-until="2026-07-15"' in box and 'data-day="2026-06-30"' in box
    assert "截止 2026-07-15" in words(box) and 'href="https://www.yangben.example/zj/"' in box and "tel:05907100001" in box
    assert "calling" not in outputs["decisions/lu.html"].body and "calling" not in outputs["decisions/xue.html"].body


def test_what_became_of_opinions_adds_up(outputs: dict[str, Page | Output]) -> None:
    body = outputs["decisions/lu.html"].body
    assert "收到 9 条 = 采纳 4 + 部分采纳 2 + 未采纳 3" in words(body)
    assert 'aria-label="收到 9 条：采纳 4，部分采纳 2，未采纳 3"' in body and "没有资金" in body
    ends = [int(x) + int(w) for x, w in re.findall(r'<rect class="p\d" x="(\d+)" width="(\d+)" height="14"', body)]
    assert ends[-1] == 400


def test_the_list_of_decisions_begins_with_what_is_open(outputs: dict[str, Page | Output]) -> None:
    body = outputs["decisions.html"].body
    assert body.index("正在征求意见</h2>") < body.index("年度目录</h2>") < body.index("意见采纳情况</h2>")
    first = body[body.index("正在征求意见</h2>"):body.index("年度目录</h2>")]
    assert "水价调整方案" in first and "乡道养护办法" not in first and "没有正在征求意见" not in first
    listed = [row for row in rows(body) if re.match(r"\d+ ", row)]
    assert [row.split()[:2] for row in listed] == [["1", "水价调整方案"], ["2", "校车线路方案"], ["1", "乡道养护办法"]], "the newest year first"
    assert "公众参与、专家论证、合法性审查、集体讨论 是 样本县财政局 、 县民政局 公开征求意见、听证会 2026-09 正在征求意见" in listed[0]
    assert "decisions/lu.html#caina" in body
    assert "state:状态" in body and body.count('data-state="正在征求意见"') == 1, "phases.js corrects what tables filter by"


# -- taking part -------------------------------------------------------------------------------------
def test_of_a_withheld_topic_only_the_ground_is_anywhere(outputs: dict[str, Page | Output]) -> None:
    body = outputs["meetings/2025-9.html"].body
    assert "依法不公开" in body and "《政府信息公开条例》第十六条" in body
    assert "公众代表" in body and "2 人" in body
    for path, output in outputs.items():
        text = output.body if isinstance(output, Page) else output.data.decode("utf-8", "replace")
        assert "藏起来" not in text, path
    assert "meetings/2025-9" not in outputs["policies/tiaozheng.html"].body, "what was withheld is not told by what it led to"
    assert "同意印发" in outputs["decisions/lu.html"].body, "and what was not is told where it belongs"


def test_activities_are_listed_in_two_parts(outputs: dict[str, Page | Output]) -> None:
    body = outputs["activities.html"].body
    coming, held = body.split("已经举行</h2>")
    assert "说水价" in coming and "看水厂" not in coming and "2026-07-01 截止" in coming
    assert "看水厂" in held and "说水价" not in held and "18 人" in held
    page = outputs["activities/guoqu.html"].body
    assert "夜里水小" in page and "七月换管" in page and "看取水口" in page
    assert "怎样报名" in outputs["activities/jianglai.html"].body and "怎样报名" not in page


def test_a_response_says_the_fact_first_and_quotes_what_it_answers(outputs: dict[str, Page | Output]) -> None:
    body = outputs["responses/shui.html"].body
    assert body.index("方案正在征求意见，没有调整。") < body.index("“水价已经涨了一倍”") and "已通报各乡镇" in body
    search = "".join(one.data.decode() for path, one in outputs.items() if path.startswith("assets/search-"))
    entry = outputs["responses/feed.xml"].data.decode()
    for text in (search, entry, outputs["responses.html"].body):
        assert "“水价已经涨了一倍”" in text
        assert text.index("方案正在征求意见，没有调整。") < text.index("“水价已经涨了一倍”")
    assert "水价还没有定" in outputs["policies/tiaozheng.html"].body


# -- feeds -------------------------------------------------------------------------------------------
def test_each_register_that_is_news_has_a_feed_of_its_own(outputs: dict[str, Page | Output]) -> None:
    news, decisions = (outputs[f"{name}/feed.xml"].data.decode() for name in ("news", "decisions"))
    assert news.count("<entry>") == 2 and "召开推进会" in news and "水价" not in news
    assert "<id>https://www.yangben.example/zwgk/zt/news/feed.xml</id>" in news and 'href="https://www.yangben.example/zwgk/zt/news.html"' in news
    assert decisions.count("<entry>") == 2 and "水价调整方案" in decisions, "what has no date is no news"
    assert "tasks/feed.xml" not in outputs and 'href="news/feed.xml"' in outputs["news.html"].body


# -- news, assessments, and what stands in rows --------------------------------------------------------
def test_news_show_results_large_and_films_with_their_words(outputs: dict[str, Page | Output]) -> None:
    body = outputs["news/anli.html"].body
    assert '<p class="fig">120<small> 人次</small></p>' in body and "<li>逢集设点</li>" in body
    assert "https://www.yangben.example/sp/1.mp4" in body and "各位乡亲好。" in body
    assert "七月底前复核完" in outputs["news/hui.html"].body
    task = outputs["tasks/1.html"].body
    assert 'href="../news/hui.html"' in task, "the page of a task lists its news"


def test_an_assessment_tells_results_and_sample(outputs: dict[str, Page | Output]) -> None:
    body = outputs["assessments/2025.html"].body
    assert "200 份" in words(body) and "回收率 90.0%" in body and "满意率 85.0%" in body
    assert [row for row in rows(body) if "93.5" in row] == ["县民政局 93.5 优秀"]
    assert "93.5 分，优秀" in outputs["units/minzheng.html"].body and "88 分，良好" in outputs["units/caizheng.html"].body
    assert "93.5 分" not in outputs["units/caizheng.html"].body


def test_a_matter_tells_how_it_changed_and_which_list_it_answers(outputs: dict[str, Page | Output]) -> None:
    body = outputs["domains/shehui-jiuzhu/1.1.html"].body
    assert 'href="../../changes.html#2026-1"' in body and "变更，公示7日 → 公示7个工作日，法律法规修订" in body
    assert "权责清单 JF-001" in body
    row = next(row for row in rows(outputs["changes.html"].body) if "改公示期" in row)
    assert "时限、内容" in row and "法律法规修订，新办法" in row
    assert 'data-matched="未对应"' in outputs["powers.html"].body


def test_a_policy_says_in_which_gazette_it_stands(outputs: dict[str, Page | Output]) -> None:
    assert "刊登于2026年第1期" in outputs["policies/tiaozheng.html"].body
    body = outputs["gazettes.html"].body
    assert 'href="policies/tiaozheng.html">调整标准</a>' in body and 'href="https://www.yangben.example/gb/1.pdf"' in body and "总第 31 期" in body
