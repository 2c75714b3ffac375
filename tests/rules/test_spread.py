"""Numbers of people that no single word holds: over cells and boxes, over points of a list, and in marks that are shown as they are typed."""
from types import SimpleNamespace

import pytest

from disclosure.model.fields import Date
from disclosure.model.tables import CELL
from disclosure.read.law import law
from disclosure.rules.all import RULES
from disclosure.rules.registry import Case

ID, MOBILE = "359901198001010017", "13900000000"
COUNTY = SimpleNamespace(as_of=Date("2026-06-30"), division="359901", allowed_numbers=())


def found(file: str, text: str) -> list[tuple[str, int, int]]:
    """(rule, line, column) of every personal number."""
    case = Case(COUNTY, law(), {file: text})
    return [(code, one.place.line, one.place.column) for code in ("C901", "C903") for one in RULES[code][1](case)]


@pytest.mark.parametrize(("text", "told"), [
    ("| 姓名 | 证件 | | |\n|--|--|--|--|\n| 某某 | 359901 | 19800101 | 0017 |", ("C901", 3, 8)),
    ("| 359901 | 1980 | 01 | 01 | 001 | 7 |", ("C901", 1, 3)),
    ("| 证件 " + " | ".join(ID) + " |", ("C901", 1, 6)),
    ("| 电话 | 139 | 0000 | 0000 |", ("C903", 1, 8)),
    ("| 手机号 | " + " | ".join(MOBILE) + " |", ("C903", 1, 9)),
    ("电话：\n\n- 139\n- 0000\n- 0000", ("C903", 3, 3)),
    ("找 139<br>0000<br/>0000", ("C903", 1, 3)),
    ("[打电话](tel:%31%33%39%30%30%30%30%30%30%30%30)", ("C903", 1, 11)),
    ("前<!-- 13900000000 -->后", ("C903", 1, 7)),
    ("前<b title=\"13900000000\">后</b>", ("C903", 1, 12)),
    ("前<!-- 隔开 -->139<!-- x -->00000000", ("C903", 1, 13)),
    ("139~0000～0000", ("C903", 1, 1)),
    ("❶❸❾⓪⓪⓪⓪⓪⓪⓪⓪", ("C903", 1, 1)),
])
def test_what_is_spread_is_found_where_it_begins(text: str, told: tuple[str, int, int]) -> None:
    assert found("content/a.md", text) == [told]


@pytest.mark.parametrize("text", [
    "| 项目 | 150 | 2024 | 2025 |",
    "| 户数 | 1 | 3 | 9 | 0 | 2 | 1 | 0 | 4 | 0 | 0 | 7 |",
    "| 359901 | 19800101 | 0018 |",
    "| 电话 | 0590 | 710 | 0001 |",
    "增长 %35，其中 %30 来自农业",
    "- 2024年\n- 2025年 139 户\n- 2026年",
    "2019~2024年，1500～2000元",
])
def test_figures_beside_each_other_stay_figures(text: str) -> None:
    assert found("content/a.md", text) == []


@pytest.mark.parametrize(("file", "text"), [
    ("content/files/a.csv#", f"姓名{CELL}证件\n某某{CELL}359901{CELL}19800101{CELL}0017"),
    ("content/files/a.txt", "某某\t359901\t19800101\t0017"),
    ("content/files/a.docx#word/document.xml", CELL.join(ID)),
])
def test_attachments_as_well(file: str, text: str) -> None:
    assert [code for code, *_ in found(file, text)] == ["C901"]
