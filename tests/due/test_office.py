"""What is due as the office gets it: lists, the page beside the scorecard, calendars; nothing of it in the site."""
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure.read.county import read_county
from disclosure.read.law import law
from disclosure.render.due import calendar, escaped, folded
from disclosure.render.pages.due import Agenda, weeks
from disclosure.model.due import all_due

ROOT = Path(__file__).parents[2]
AS_OF = "2026-06-30"
REGISTERS = {
    "tasks.yml": "'05':\n  标题: 晚了的任务\n  具体工作: 做, 也写;\n  单位: [minzheng]\n  完成时限: 2026-05\n  状态: 推进中\n'06':\n  标题: 做完的任务\n  具体工作: 做\n  单位: [minzheng]\n"
                 "  完成时限: 2026-05-01\n  完成日期: 2026-05-01\n  状态: 已完成\n'07':\n  标题: 将到期的任务\n  具体工作: 做\n  单位: [caizheng]\n  完成时限: 2026-07-30\n  状态: 推进中\n",
    "decisions/yijian.yml": "标题: 等反馈的决策\n类型: 其他\n年度: '2026'\n单位: [minzheng]\n程序: [公众参与]\n参与方式: [公开征求意见]\n征集: {开始: 2026-05-01, 截止: 2026-06-10, "
                            "草案: 'https://www.yangben.example/1.htm', 说明: 'https://www.yangben.example/2.htm', 渠道: [{方式: 电话, 说明: 0590-7000400}]}\n",
}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    county = tmp_path_factory.mktemp("office") / "county"
    shutil.copytree(ROOT / "tests" / "county", county)
    for name, text in REGISTERS.items():
        (county / "catalogues" / name).parent.mkdir(exist_ok=True)
        (county / "catalogues" / name).write_text(text, encoding="utf-8")
    return county


def run(*arguments: str | Path) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-P", "-m", "disclosure", *map(str, arguments)], capture_output=True, text=True, encoding="utf-8",
                          env={"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"})


def test_the_registers_deadlines(county: Path) -> None:
    told = {(e.sort, e.title): (str(e.day), e.late(read.as_of)) for read in [read_county(county).county] for e in all_due(read, law()) if e.place in ("工作任务", "决策和意见征集")}
    assert told == {("完成时限", "晚了的任务"): ("2026-05-31", 30), ("完成时限", "将到期的任务"): ("2026-07-30", 0), ("采纳反馈", "等反馈的决策"): ("2026-07-10", 0)}


@pytest.mark.parametrize(("within", "there"), [(29, False), (30, True)])
def test_so_many_days_ahead(within: int, there: bool, county: Path) -> None:
    done = run("check", "--site", county, "--due", "--within", within, "--format", "json")
    data = json.loads(done.stdout)
    assert done.returncode == 0 and data["as_of"] == AS_OF
    assert ("将到期的任务" in {row["事项"] for row in data["due"]}) == there


def test_one_unit_alone(county: Path) -> None:
    done = run("check", "--site", county, "--due", "--unit", "caizheng")
    assert done.returncode == 0 and "将到期的任务" in done.stdout and "晚了的任务" not in done.stdout
    assert run("check", "--site", county, "--due", "--format", "csv").stdout.startswith("到期,逾期天数,")
    for wrong in (("--due", "--unit", "没有的局"), ("--due", "--format", "sarif"), ("--unit", "caizheng"), ("--within", "3"), ("--format", "csv")):
        done = run("check", "--site", county, *wrong)
        assert done.returncode == 2 and "命令写法不对" in done.stderr


def test_what_lies_beside_the_site(county: Path, tmp_path: Path) -> None:
    assert run("build", "--site", county, "--out", tmp_path / "site").returncode == 0
    office = county / "build"
    page = (office / "due.html").read_text(encoding="utf-8")
    assert "晚了的任务" in page and "逾期 30 天" in page and "不对外发布" in page
    first = {path.name: path.read_bytes() for path in (office / "due").iterdir()}
    assert {"minzheng.ics", "caizheng.ics"} <= first.keys()
    assert not [path for path in (tmp_path / "site").rglob("*") if path.name == "due.html" or path.suffix == ".ics"]
    (office / "due" / "lao.ics").write_bytes(b"of a unit that is no more")
    assert run("build", "--site", county, "--out", tmp_path / "site", "--clean").returncode == 0
    assert {path.name: path.read_bytes() for path in (office / "due").iterdir()} == first


def test_a_calendar_is_one_by_the_standard(county: Path) -> None:
    made = dict(Agenda(read_county(county).county, law()).calendars())
    for data in made.values():
        assert data.endswith(b"END:VCALENDAR\r\n") and b"\n" not in data.replace(b"\r\n", b"")
        assert all(len(line) <= 75 and line.decode() for line in data.split(b"\r\n")[:-1])
        text = data.decode().replace("\r\n ", "")
        assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == len(re.findall(r"\r\nUID:[0-9a-f]{32}@disclosure\r\n", text)) == text.count("DTSTAMP:20260629T160000Z")
        assert len(set(re.findall("UID:.*", text))) == text.count("UID:")
    text = made["due/minzheng.ics"].decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20260531\r\nDTEND;VALUE=DATE:20260601\r\nSUMMARY:【已逾期 30 天】完成时限：晚了的任务" in text


def test_identities_stay_when_the_edition_changes(county: Path, tmp_path: Path) -> None:
    shutil.copytree(county, tmp_path / "county")
    head = tmp_path / "county/catalogues/county.yml"
    head.write_text(head.read_text(encoding="utf-8").replace(AS_OF, "2026-07-01"), encoding="utf-8")
    then, now = (dict(Agenda(read_county(folder).county, law()).calendars())["due/caizheng.ics"] for folder in (county, tmp_path / "county"))
    assert re.findall(b"UID:.*", then) == re.findall(b"UID:.*", now) and then != now


def test_lines_and_texts_of_a_calendar() -> None:
    assert folded("a" * 75) == "a" * 75 and folded("a" * 76) == "a" * 75 + "\r\n a"
    assert folded("字" * 26) == "字" * 25 + "\r\n 字" and folded("字" * 25 + "a").endswith("\r\n a")
    assert escaped("一,二;三\\四\r\n五\x07") == "一\\,二\\;三\\\\四\\n五"
    assert calendar([], "名", "县", read_county(ROOT / "tests" / "county").county.as_of).count(b"\r\n") == 6


def test_weeks_begin_on_monday() -> None:
    from datetime import date
    for today in (date(2026, 6, 29), date(2026, 7, 5)):  # Monday, and the Sunday after
        those = weeks(today)
        assert (those[1].first, those[1].last, those[2].first) == (today, date(2026, 7, 5), date(2026, 7, 6))
        assert all(sum(week.holds(date.fromordinal(day)) for week in those) == 1 for day in range(today.toordinal() - 40, today.toordinal() + 400))
