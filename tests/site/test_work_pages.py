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
    assert figures == "共 3 项 已完成 1 推进中 1 未开始 1 逾期 1 只看逾期"
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
