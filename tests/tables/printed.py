"""What tests of printed things need: a county ready to export, and the text of a PDF."""
import io
import re
from functools import cache
from pathlib import Path

from disclosure.checking import check_county
from disclosure.exports.formats import FORMATS
from disclosure.exports.wanted import Wanted
from disclosure.model.waiting import as_published
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]
COUNTY = ROOT / "tests" / "county"


def wanted(site: Path, **options) -> Wanted:
    checked = check_county(site)
    assert not checked.refused(strict=False), [f.message for f in checked.findings]
    county = as_published(checked.county)
    return Wanted(county, tuple(county.catalogues), tuple(c for c, _ in county.registers), True, checked.files.sizes, **options)


@cache
def sample() -> Wanted:
    """The miniature county."""
    return wanted(COUNTY)


@cache
def demonstration() -> Wanted:
    return wanted(ROOT)


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
