"""Departments' tables into registers: what their heads are called, references by title, records within records."""
import shutil
from pathlib import Path

import openpyxl
import pytest
import yaml
from disclosure.model.register import REGISTERS
from disclosure.tables.report import Outcome
from disclosure.tables.session import Session, Wishes

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("county")
    shutil.copytree(ROOT / "catalogues", site / "catalogues")
    return site


def imported(site: Path, register: str, rows: list[list], merges: tuple[str, ...] = ()) -> tuple[Outcome, set[Path]]:
    """What came of a workbook with these rows, and the files that are new."""
    book, before = openpyxl.Workbook(), set((site / "catalogues").rglob("*.yml"))
    for row in rows:
        book.active.append(row)
    for area in merges:
        book.active.merge_cells(area)
    book.save(site / "table.xlsx")
    told = Session(Wishes((site / "table.xlsx",), site)).into_register(REGISTERS[register])
    assert told.refusals == []
    return told.outcomes[0], set((site / "catalogues").rglob("*.yml")) - before


def test_materials_a_row_each(county: Path) -> None:
    outcome, new = imported(county, "guides", [
        ["序号", "事项名称", "实施单位", "材料名称", "来源渠道", "材料形式", "材料份数", "必要性"], [1, "殡葬费用减免", "县民政局", "死亡证明", "部门核发", "原件", "1", "必要"],
        [None, None, None, "火化证明", "殡仪馆", "复印件", "2", "必要"], [2, "公墓预订", "县民政局", "身份证", "申请人自备", "电子", "1", "必要"]], ("A2:A3", "B2:B3", "C2:C3"))
    one, = [yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in new if "feiyong" in path.name]
    assert one["材料"] == [{"名称": "死亡证明", "来源": "部门核发", "形式": "原件", "份数": "1", "必要性": "必要"},
                         {"名称": "火化证明", "来源": "殡仪馆", "形式": "复印件", "份数": "2", "必要性": "必要"}]
    assert len(new) == 2 and [(doubt.row, doubt.key) for doubt in outcome.found.doubts if doubt.code == "T421"] == [(3, "材料.来源")]


def test_lists_within_a_cell(county: Path) -> None:
    _, new = imported(county, "guides", [["事项名称", "承办单位", "申请材料", "办理流程", "办公地址"],
                                         ["墓位续期", "县民政局", "1.墓穴证\n2.身份证", "受理→审核→发证", "县行政服务中心"]])
    one, = [yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in new]
    assert one["材料"] == [{"名称": "墓穴证"}, {"名称": "身份证"}] and one["步骤"] == [{"名称": "受理"}, {"名称": "审核"}, {"名称": "发证"}]
    assert one["地点"] == "zhengwu"  # by its title


def test_titles_with_marks_of_lists_in_them() -> None:
    from disclosure.tables.cells.kinds import titles
    names = {"户口迁移（投靠、购房）": "qianyi", "换领、补领": "huanling", "出生登记": "chusheng"}
    assert titles("出生登记、户口迁移（投靠、购房），换领、补领、没有的", names) == ["出生登记", "户口迁移（投靠、购房）", "换领、补领", "没有的"]
