"""What tests of exports share: counties to export, and readers that know nothing of how the forms were written."""
import importlib.util
import io
import re
import subprocess
import sys
import zipfile
from itertools import cycle
from pathlib import Path

import openpyxl
from lxml import etree

from disclosure.model.county import County
from disclosure.model.matters import Item
from disclosure.read.county import read_county

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "county"
HOSTILE = ("=1+1", "+1", "-1", "@a", "2.10", "1.0", "0012", "_x0041_", "a\nb", "1. 甲\n2. 乙", "1.甲", "①甲", "●甲", "一、甲", "（一）甲", "甲、乙；丙，丁",
           "《甲》（国发〔2019〕1号）第一条", "《甲》\n《乙》", "</w:t><b>", "&amp; \"' ", "√", "■甲 □乙", "同上", "2026-01-02", "字段：值", "甲\n　乙", "12:30",
           "https://a.example/", "TRUE", "e\u0301", "长" * 900)
"""Texts that a spreadsheet, a Word file or a reader of lists might take for something else."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def typed(folder: Path) -> County:
    """A county with a record of every kind, whose every text is one of the hostile."""
    path = ROOT / "tests" / "injection" / "county.py"
    spec = importlib.util.spec_from_file_location("every_kind", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    texts = cycle(HOSTILE)
    plain = ("county.", "units.", "domains.name", "domains.aliases")  # what others are found by

    def text(way: str) -> str:
        return f"字{way.replace('.', '')}" if way.startswith(plain) or way.count(".") == 1 and way.endswith((".name", ".title")) else next(texts)
    return read_county(module.write(folder / "typed", text, lambda way: "一段正文。\n\n第二段。")).county


def made(folder: Path, scale: str = "small") -> Path:
    """A county of many matters, from the maker of the benchmarks."""
    out = folder / scale
    subprocess.run([sys.executable, ROOT / "benchmarks" / "make_county.py", "--scale", scale, "--out", out], check=True, capture_output=True)
    return out


# -- reading back --------------------------------------------------------------------------------
def sheets(data: bytes) -> dict[str, list[list[str]]]:
    """Every sheet by its name: its rows, every cell as text, "" where there is none."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [[textual(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def textual(value: object) -> str:
    assert value is None or isinstance(value, str), f"{value!r} is no text"
    return value or ""


def tables(data: bytes) -> list[list[list[str]]]:
    """The tables of a Word file: their rows with a text for each column of the grid, vertical merges repeated as ""."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    return [[[text for cell in row.findall(f"{W}tc") for text in spread(cell)] for row in table.findall(f"{W}tr")] for table in body.iter(f"{W}tbl")]


def spread(cell: etree._Element) -> list[str]:
    """The texts of the columns that a cell covers: all but the first are empty."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    text = "".join("\n" if part.tag == f"{W}br" else part.text or "" for part in cell.iter(f"{W}t", f"{W}br"))
    return [text, *[""] * (int(span.get(f"{W}val")) - 1 if span is not None else 0)]


def heads(rows: list[list[str]]) -> list[tuple[str, str]]:
    """(heading above, heading) of each column of a head in two rows."""
    out, above = [], ""
    for first, second in zip(*rows, strict=True):
        above = first or above
        out.append((above, second) if second else ("", above))
    return out


def entries(text: str) -> tuple[str, ...]:
    """The entries of a cell: a line each, numbered or not; lines that begin with a full-width space go on."""
    parts = text.replace("\n　", "\0").split("\n") if text else []
    if all(part.startswith(f"{n}.") for n, part in enumerate(parts, 1)):
        parts = [re.sub(r"^ (?=\d)", "", part[len(f"{n}."):]) for n, part in enumerate(parts, 1)]
    return tuple(part.replace("\0", "\n") for part in parts)


def told(row: dict[tuple[str, str], str], county: County) -> dict[str, object]:
    """What a row of the standard form says of a matter, by the codes of the fields."""
    boxes = re.findall(r"([■□])((?:(?![■□]).|\n　)*)", row["", "公开渠道和载体"].replace("\n　", "\0"), re.S)
    group = row["公开对象", "特定群体（请写明）"].replace("\n　", "\n")
    out = {
        "number": row["", "编号"], "category": row["公开事项", "一级事项"].replace("\n　", "\n") or None, "name": row["公开事项", "二级事项"].replace("\n　", "\n"),
        "subname": row.get(("公开事项", "三级事项"), "").replace("\n　", "\n") or None, "content": entries(row["", "公开内容（要素）"]),
        "basis": tuple(one.replace("\0", "\n") for one in row["", "公开依据"].replace("\n　", "\0").split("\n")),
        "time_limit": row["", "公开时限"].replace("\n　", "\n"), "disclosers": row["", "公开主体"],
        "channels": {name.strip(" \n").replace("\0", "\n") for mark, name in boxes if mark == "■"},
        "audience": (row["公开对象", "全社会"], group),
        "method": {word for head, word in (("主动", "主动公开"), ("依申请", "依申请公开")) if row["公开方式", head] == "√"},
    }
    if ("公开层级", "县级") in row:
        out["levels"] = {level for level in county.levels if row["公开层级", level] == "√"}
    return out


def effective(item: Item, levelled: bool) -> dict[str, object]:
    """The same, as the county has it."""
    out = {code: getattr(item, code) for code in ("number", "category", "name", "subname", "content", "basis", "time_limit")}
    names = [unit.label for unit in item.disclosers]
    joined = "\n" if len(names) > 1 and any("、" in name for name in names) else "、"
    out |= {"disclosers": joined.join(name.replace("\n", "\n　") for name in names), "channels": {name.strip() for name in item.channels}, "method": set(item.method),
            "audience": ("√", "") if item.audience.groups is None else ("", item.audience.groups)}
    return out | ({"levels": set(item.levels)} if levelled else {})


def unprintable(book: openpyxl.Workbook) -> list[str]:
    """Sheets that do not lie across A4, as wide as the page in type that can be read, with their head on every page."""
    return [page.title for page in book if not (
        page.page_setup.orientation == "landscape" and str(page.page_setup.paperSize) == "9" and page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.fitToHeight == 0
        and page.print_title_rows == "$1:$1" and sum(column.width * (column.max - column.min + 1) for column in page.column_dimensions.values()) <= 190)]
