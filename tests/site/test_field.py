"""A field is declared once: one made up at run time is read, checked, shown on the page and in the table, and downloaded."""
import csv
import io
import re
import json
from pathlib import Path

import openpyxl
import pytest

from disclosure.model.fields import Choice, Field
from disclosure.model.matters import Item, TownshipItem, VillageItem
from disclosure.read import columns, values
from disclosure.read.county import read_county
from disclosure.render.output import Output
from disclosure.render.view import View
from disclosure.site import plan

FIELD = Field("监督电话", Choice(("12345", "12388")), label="投诉找谁", column="w-unit")


@pytest.fixture
def outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str | bytes]:
    for template in (Item, TownshipItem, VillageItem):
        monkeypatch.setitem(template.fields, "hotline", FIELD)
    monkeypatch.setattr(values, "columns", columns.columns.__wrapped__)  # what other tests have had kept does not know it
    domain = tmp_path / "catalogues" / "domains" / "a.yml"
    domain.parent.mkdir(parents=True)
    (tmp_path / "catalogues" / "county.yml").write_text("名称: 某县\n截至日期: 2026-01-01\n", encoding="utf-8")
    (tmp_path / "catalogues" / "units.yml").write_text("u:\n  名称: 某局\n", encoding="utf-8")
    domain.write_text("领域: 甲\n牵头单位: u\n事项:\n  - {编号: '1', 名称: 事, 内容: 容, 依据: 《法》, 时限: 及时, 主体: u, 方式: 主动公开, 渠道: 政府网站, "
                      "对象: 全社会, 监督电话: '12388'}\n", encoding="utf-8")
    reading = read_county(tmp_path)
    assert not reading.findings
    made = plan(View(reading.county, {}), (), lambda path: b"")
    return {m.path: m.body if not isinstance(m, Output) else m.data if m.path.endswith(".xlsx") else m.data.decode("utf-8-sig") for m in made}


def test_it_is_on_the_matters_page(outputs: dict[str, str]) -> None:
    assert "<dt>投诉找谁</dt><dd>12388</dd>" in outputs["domains/a/1.html"]


def test_it_is_a_column_of_the_table(outputs: dict[str, str]) -> None:
    assert re.search('scope="col"[^>]*>投诉找谁</th>', outputs["domains/a.html"])
    assert 'data-l="投诉找谁">12388</td>' in outputs["domains/a.html"]


def test_it_is_in_the_downloads(outputs: dict[str, str]) -> None:
    row = next(csv.DictReader(io.StringIO(outputs["domains/a.csv"])))
    assert row["监督电话"] == "12388"
    assert json.loads(outputs["catalogue.json"])["事项"][0]["监督电话"] == "12388"


def test_it_is_in_the_workbook(outputs: dict[str, bytes]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(outputs["domains/a.xlsx"])).active
    heads = [cell.value for cell in sheet[2]]
    assert sheet[4][heads.index("投诉找谁")].value == "12388"


def test_a_wrong_value_is_reported(tmp_path: Path, outputs: dict[str, str]) -> None:
    path = tmp_path / "catalogues" / "domains" / "a.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("12388", "110"), encoding="utf-8")
    assert [f.rule.code for f in read_county(tmp_path).findings] == ["C205"]
