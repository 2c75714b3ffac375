"""What tests of printed things need: a county ready to export, and the text of a PDF."""
import io
import re
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pdfplumber
from disclosure.checking import check_county
from disclosure.exports.formats import FORMATS
from disclosure.exports.wanted import Wanted
from disclosure.model.waiting import as_published
from disclosure.scores import score
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]
COUNTY = ROOT / "tests" / "county"


def wanted(site: Path, sound: bool = True, **options) -> Wanted:
    """`sound`: there are no errors, as the command demands."""
    checked = check_county(site)
    assert not sound or not checked.refused(strict=False), [f.message for f in checked.findings]
    county = as_published(checked.county)
    return Wanted(county, tuple(county.catalogues), tuple(c for c, _ in county.registers), True, checked.files.sizes, scores=cache(partial(score, checked)), **options)


@cache
def read(site: Path) -> Wanted:
    return wanted(site)


def sample(**options) -> Wanted:
    """The miniature county."""
    return replace(read(COUNTY), **options)


def demonstration(**options) -> Wanted:
    return replace(read(ROOT), **options)


def files(name: str, one: Wanted) -> dict[str, bytes]:
    return {file.path: file.data for file in FORMATS[name].files(one)}


def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def bare(text: str) -> str:
    """Text without the blanks and breaks that setting it may have added."""
    return re.sub(r"\s+", "", text)


def text(data: bytes) -> str:
    return bare("".join(page.extract_text() for page in reader(data).pages))


def bookmarks(data: bytes) -> list[tuple[int, str]]:
    """(depth, title) of each, from 1."""
    def walk(entries: list, depth: int):
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, depth + 1)
            else:
                yield depth, entry.title
    return list(walk(reader(data).outline, 1))


def faults(data: bytes) -> list[str]:
    """What a PDF lacks of what each must have: tags, a title that is shown, a language, fonts of its own."""
    pdf = reader(data)
    root = pdf.trailer["/Root"]
    found = [] if root["/MarkInfo"]["/Marked"] else ["not tagged"]
    found += [] if pdf.metadata and pdf.metadata.title else ["no title"]
    found += [] if root["/ViewerPreferences"]["/DisplayDocTitle"] else ["title not shown"]
    found += [] if str(root.get("/Lang", "")).startswith("zh") else ["no language"]
    found += [] if "pdfuaid" in root["/Metadata"].get_data().decode() else ["not PDF/UA"]
    for name in ("/Author", "/Company"):
        found += [f"names {pdf.metadata[name]}"] if pdf.metadata.get(name) else []
    for page in pdf.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()
            below = inner["/DescendantFonts"][0].get_object() if "/DescendantFonts" in inner else inner
            described = below["/FontDescriptor"]
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & described.keys():
                found.append(f"{inner['/BaseFont']} is not embedded")
    return found


def made(folder: Path, count: int) -> Path:
    """A county with one domain of so many matters of one first level."""
    rows = "".join(f"  - {{编号: '1.{n}', 一级事项: 同一个一级事项, 名称: 事项{n}, 内容: [第{n}样要公开的内容和它的要素, 另一样], 依据: 《某办法》（国务院令第1号）第{n}条}}\n" for n in range(1, count + 1))
    for path, written in {"county.yml": "名称: 某县\n截至日期: 2026-11-20\n", "units.yml": "ju:\n  名称: 某局\n", "domains/x.yml": (
            "领域: 社会救助\n牵头单位: ju\n默认: {时限: 信息形成或者变更之日起20个工作日内, 主体: ju, 方式: 主动公开, 渠道: 政府网站, 对象: 全社会, 层级: 县级}\n事项:\n" + rows)}.items():
        (folder / "catalogues" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "catalogues" / path).write_text(written, encoding="utf-8")
    return folder


def sticking_out(data: bytes) -> list[str]:
    """The text of cells of which a letter stands over the cell's border, or over the page's.  A mark's space may: its ink does not."""
    found = []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            found += ["the page's" for char in page.chars if char["x0"] < 0 or char["x1"] > page.width]
            columns = [(x0, top, x1, bottom) for table in page.find_tables() for x0, top, x1, bottom in table.cells]
            for char in filter(lambda char: char["text"].isalnum(), page.chars):
                x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
                found += [page.crop(box).extract_text() for box in columns
                          if box[0] <= x < box[2] and box[1] <= y < box[3] and (char["x0"] < box[0] - 0.5 or char["x1"] > box[2] + 0.5)]
    return list(dict.fromkeys(found))
