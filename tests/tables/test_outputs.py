"""Every form that leaves the program is read back by other means than wrote it, and says, cell for cell, what the county says."""
import csv
import io
import json
import os
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from built import contents, run
from outputs import GOLDEN, ROOT, effective, heads, made, sheets, tables, told, typed

from disclosure.exports.formats import FORMATS
from disclosure.exports.wanted import Wanted
from disclosure.model.county import County
from disclosure.model.fields import Choice, Field, Text
from disclosure.model.matters import Item, TownshipItem, VillageItem
from disclosure.read.county import read_county
from disclosure.render.form import of_register
from disclosure.render.workbook import sheet_names


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outputs")


@pytest.fixture(scope="module")
def counties(folder: Path, soak: bool) -> dict[str, County]:
    """The example, the miniature, one of hostile texts, and one of many matters."""
    return {"example": read_county(ROOT).county, "miniature": read_county(GOLDEN).county, "typed": typed(folder),
            "made": read_county(made(folder, "county" if soak else "small")).county}


NAMES = ("example", "miniature", "typed", "made")


def exported(county: County, form: str, **options) -> dict[str, bytes]:
    catalogues = options.pop("catalogues", tuple(county.catalogues))
    registers = options.pop("registers", tuple(c for c, _ in county.registers))
    return {made.path: made.data for made in FORMATS[form].files(Wanted(county, catalogues, registers, **options))}


@pytest.fixture(scope="module")
def books(counties: dict[str, County]) -> dict[str, bytes]:
    """The workbook of each county."""
    return {name: next(iter(exported(county, "xlsx").values())) for name, county in counties.items()}


@pytest.fixture(scope="module")
def read(books: dict[str, bytes]) -> dict[str, dict[str, list[list[str]]]]:
    """The sheets of these workbooks."""
    return {name: sheets(data) for name, data in books.items()}


def filled(county: County) -> list:
    return [owner for owner in county.catalogues if any(not item.retired for item in owner.items)]


def compared(rows: list[list[str]], owner, county: County) -> int:
    """The rows of a form from its head on, against the matters of a catalogue; how many cells were looked at."""
    columns = heads(rows[:2])
    assert len(set(columns)) == len(columns)
    active = [item for item in owner.items if not item.retired]
    assert [row[0] for row in rows[2:]] == [str(n) for n in range(1, len(active) + 1)]
    first, cells = "", 0
    for item, row in zip(active, rows[2:], strict=True):
        at = columns.index(("公开事项", "一级事项"))
        if not row[at + 1]:  # a matter without a first level: its name takes both cells
            row[at], row[at + 1] = "", row[at]
        else:
            row[at] = first = row[at] or first
        said, right = told(dict(zip(columns, row, strict=True)), county), effective(item, owner.levelled)
        said["channels"] = {name.strip() for name in said["channels"]}
        assert said == right
        cells += len(row)
    return cells


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_the_workbook_is_what_the_county_says(name: str, counties: dict[str, County], read: dict[str, dict]) -> None:
    county, book = counties[name], read[name]
    summary, *rest = book
    assert summary == "汇总" and len(rest) == len(filled(county)), "a sheet for every catalogue"
    cells = 0
    for sheet, owner in zip(rest, filled(county), strict=True):
        rows = book[sheet]
        assert rows[-1][0] == f"{county.name}，截至 {county.as_of}" and not any(rows[-2])
        assert owner.name.removesuffix("领域") in rows[0][0]
        cells += compared(rows[1:-2], owner, county)
    assert cells > 20


@pytest.mark.parametrize("name", NAMES)
def test_the_first_sheet_counts_what_the_others_have(name: str, counties: dict[str, County], read: dict[str, dict]) -> None:
    county, rows = counties[name], read[name]["汇总"]
    head, lines = rows[1], [dict(zip(rows[1], row, strict=True)) for row in rows[2:] if row[0].isdigit()]
    assert head[:4] == ["序号", "目录", "工作表", "事项"]
    for owner, line in zip(filled(county), lines, strict=True):
        items = [item for item in owner.items if not item.retired]
        assert (line["目录"], int(line["事项"])) == (owner.name, len(items))
        assert int(line["依申请公开"]) == sum("依申请公开" in item.method for item in items)
        assert all(int(line[level]) == sum(level in item.levels for item in items) for level in county.levels)
        assert line.get("网址") == (county.portal_url + owner.address if county.portal_url else None), "a column only where it says something"
        assert int(line["其中沿用县级"] or 0) == sum(item.origin is not None and item.origin.owner in filled(county) for item in items)
    own = {(item.origin or item).code for owner in filled(county) for item in owner.items if not item.retired and (item.origin is None or item.origin.owner in filled(county))}
    own |= {item.code for owner in filled(county) for item in owner.items if not item.retired and item.origin is not None and item.origin.owner not in filled(county)}
    total = next(row for row in rows if row[1].startswith("合计"))
    assert int(total[3]) == len(own), "what a township takes over is one matter of the county, counted once"


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_the_word_file_is_what_the_county_says(name: str, counties: dict[str, County]) -> None:
    county = counties[name]
    wanted = filled(county)[:3] + filled(county)[-2:]  # one of each kind
    documents = exported(county, "docx", catalogues=tuple(dict.fromkeys(wanted)), registers=())
    for owner in dict.fromkeys(wanted):
        [table] = tables(documents[owner.address.removesuffix(".html") + ".docx"])
        assert compared(table, owner, county)


@pytest.mark.parametrize("name", NAMES)
def test_registers_say_the_same_in_all_forms(name: str, counties: dict[str, County]) -> None:
    county = counties[name]
    if not county.registers:
        return
    book, word = exported(county, "xlsx", each=True, catalogues=()), exported(county, "docx", catalogues=())
    for collection, records in county.registers:
        rows = next(iter(sheets(book[f"{collection.name}.xlsx"]).values()))
        [table] = tables(word[f"{collection.name}.docx"])
        assert [[cell for cell in row] for row in rows[1:-2]] == table
        columns = {f.key: code for code, f in collection.template.fields.items()}
        for row in table[1:]:
            record = records[row[0]]
            said = dict(zip(table[0], row, strict=True))
            for key, text in said.items():
                value = getattr(record, columns[key]) if key in columns else record.id
                assert bool(text) == (value not in (None, ())), key
                if type(value) is str:
                    assert text.replace("\n　", "\n").strip("“”") == value.strip("“”"), key
        assert {code for code in columns.values() if any(getattr(record, code) not in (None, ()) for record in records.values())} - {"items", "defaults"} <= \
            {columns.get(key) for key in table[0]}


@pytest.mark.parametrize("name", NAMES)
def test_csv_and_json_are_the_sites_and_say_the_same(name: str, counties: dict[str, County]) -> None:
    county = counties[name]
    lines, objects = exported(county, "csv"), exported(county, "json")
    for path, data in objects.items():
        rows = json.loads(data)
        found = rows.get("事项") or rows.get("记录") or []
        table = list(csv.DictReader(io.StringIO(lines[path.replace(".json", ".csv")].decode("utf-8-sig"), newline="")))
        first = "事项" if "事项" in rows else "代号"
        assert [row[first] for row in table] == [row[first] for row in found]
    assert {path.rpartition(".")[0] for path in objects} >= {owner.address.removesuffix(".html") for owner in filled(county)}


def test_the_look_of_the_workbook(counties: dict[str, County]) -> None:
    owner = counties["example"].domains["shehui-jiuzhu"]
    book = openpyxl.load_workbook(io.BytesIO(next(iter(exported(counties["example"], "xlsx", catalogues=(owner,), registers=()).values()))))
    [sheet] = book.worksheets
    assert sheet.freeze_panes == "D4" and sheet.print_title_rows == "$2:$3"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (8, "landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:O1", "A2:A3", "B2:C2", "D2:D3", "I2:J2", "K2:L2", "M2:N2", "O2:O3", "B4:B5", "B6:B9"} <= merged
    widths = [one.width for one in sheet.column_dimensions.values() for _ in range(one.min, one.max + 1)]
    assert widths == pytest.approx([5, 11, 15, 36, 34, 15, 13, 32, 5, 9, 5, 5, 5, 5, 9], abs=0.8)
    assert {(cell.data_type, cell.number_format) for row in sheet for cell in row if cell.value is not None} == {("s", "@")}
    assert all(sheet.row_dimensions[row].height for row in range(1, sheet.max_row - 1)), "row heights are written"
    assert sheet["D4"].font.name == "宋体" and sheet["D4"].alignment.wrap_text and sheet["A1"].font.name == "黑体" and sheet["A1"].font.size == 18
    ticks = {str(area): rule for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges}
    assert {rule.formula1 for rule in ticks.values()} == {'"√"'} and {area[0] for area in ticks} == set("IKLMN")
    assert sheet.auto_filter.ref == f"A3:O{sheet.max_row - 2}"
    assert not book.defined_names and not sheet.conditional_formatting and not sheet.protection.sheet


def test_nobody_is_named_in_the_properties(counties: dict[str, County], books: dict[str, bytes]) -> None:
    word = next(iter(exported(counties["miniature"], "docx").values()))
    for data in (*books.values(), word):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            assert {part.compress_type for part in parts.infolist()} == {zipfile.ZIP_STORED}
            about = "".join(parts.read(name).decode() for name in parts.namelist() if name.startswith("docProps/"))
        assert not re.search(r"<(dc:creator|cp:lastModifiedBy|Company|Manager)>[^<]+<", about)
        assert "<dc:title>" in about
        assert set(re.findall(r"<dcterms:\w+[^>]*>([^<]+)<", about)) == {f"{day}T00:00:00Z" for day in re.findall(r">(\d{4}-\d{2}-\d{2})T", about)}


def test_a_field_added_at_run_time_arrives_in_every_form(monkeypatch: pytest.MonkeyPatch) -> None:
    for template in (Item, TownshipItem, VillageItem):
        monkeypatch.setitem(template.fields, "hotline", Field("监督电话", Choice(("12345", "12388")), label="投诉找谁", column="w-unit"))
        monkeypatch.setitem(template.fields, "room", Field("房间", Text()))
        monkeypatch.setitem(template.blank, "hotline", None)
        monkeypatch.setitem(template.blank, "room", None)
    county = read_county(GOLDEN).county
    owner = county.domains["shehui-jiuzhu"]
    owner.items[0].__dict__.update(hotline="12345", room="三楼")
    options = {"columns": "全部", "catalogues": (owner,), "registers": ()}
    rows = next(iter(sheets(next(iter(exported(county, "xlsx", **options).values()))).values()))[1:]
    assert (dict(zip(heads(rows[:2]), rows[2], strict=True))["", "投诉找谁"], dict(zip(heads(rows[:2]), rows[2], strict=True))["", "房间"]) == ("12345", "三楼")
    [table] = tables(next(iter(exported(county, "docx", **options).values())))
    assert {("", "投诉找谁"), ("", "房间")} <= set(heads(table[:2])) and {"12345", "三楼"} <= set(table[2])
    assert "三楼" in exported(county, "csv", **options)["domains/shehui-jiuzhu.csv"].decode()
    assert json.loads(exported(county, "json", **options)["domains/shehui-jiuzhu.json"])["事项"][0]["房间"] == "三楼"


def test_a_field_of_a_register_arrives_too(monkeypatch: pytest.MonkeyPatch, counties: dict[str, County]) -> None:
    county = counties["example"]
    collection, records = county.registers[0]
    monkeypatch.setitem(collection.template.fields, "room", Field("房间", Text()))
    record = next(iter(records.values()))
    monkeypatch.setattr(collection.template, "room", None, raising=False)
    monkeypatch.setitem(record.__dict__, "room", "三楼")
    form = of_register(collection, county)
    assert "房间" in [leaf.head for leaf in form.leaves] and any("三楼" in row for row in form.rows)


@pytest.mark.parametrize("wanted, names", [
    (["社会救助", "社会救助"], ["社会救助", "社会救助2"]),
    (["汇总", "a/b:c*?[d]\\", "'甲'"], ["汇总", "abcd", "甲"]),
    (["长" * 40, "长" * 40], ["长" * 31, "长" * 30 + "2"]),
    (["ABC", "abc", "???"], ["ABC", "abc2", "目录"]),
    (["𠮷" * 20], ["𠮷" * 15]),
])
def test_names_of_sheets(wanted: list[str], names: list[str]) -> None:
    assert sheet_names(wanted) == names


@pytest.mark.parametrize("form", [name for name in FORMATS if name in ("xlsx", "docx", "dcat", "cms")])
def test_the_same_bytes_everywhere(form: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "另一个 文件夹"
    shutil.copytree(GOLDEN, elsewhere)
    for path in elsewhere.rglob("*"):
        os.utime(path, (981173106, 981173106))
    here = run("export", "--site", GOLDEN, "--format", form, "--out", tmp_path / "a", TZ="Asia/Shanghai")
    there = run("export", "--site", elsewhere, "--format", form, "--out", tmp_path / "b", cwd=tmp_path, TZ="Pacific/Kiritimati", LC_ALL="C",
                PYTHONHASHSEED="4711", HOME=str(tmp_path), USER="jemand", SOURCE_DATE_EPOCH="86400")
    assert (here.returncode, there.returncode) == (0, 0), here.stderr + there.stderr
    assert contents(tmp_path / "a") == contents(tmp_path / "b") != {}
