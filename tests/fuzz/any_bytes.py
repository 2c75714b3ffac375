"""Bytes as one file of a small county: read and judged as `check` does, attachments by their readers alone."""
import io
import shutil
import zipfile
from pathlib import Path

from counties import BASE, VALID, check_places
from disclosure import markdown
from disclosure.checking import check_county
from disclosure.model.numbers import personal_numbers
from disclosure.read.attachments.kinds import BY_ENDING, mismatch
from disclosure.read.attachments.look import examine

PDF = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
       b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj "
       b"4 0 obj<</Length 30>>stream\nBT /F 9 Tf (13900000000) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R/Info<</Title(a)>>>>\n")
PAGE, TEXT = "content/guide.md", "content/files/text.md"
OFFICE = {"docx", "xlsx"}
ATTACHMENTS = tuple(f"a.{ending}" for ending in BY_ENDING)
TARGETS = (*VALID, PAGE, TEXT, *ATTACHMENTS)
"""Every kind of file that is read: by its path in the county, attachments by their endings."""


def county(folder: Path, target: str) -> None:
    """A small county in which everything is read, and the target refers to much."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    for path, text in VALID.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "content/files").mkdir(parents=True, exist_ok=True)
    if target == TEXT:
        policy = folder / "catalogues/policies/p.yml"
        policy.write_text(VALID["catalogues/policies/p.yml"].replace("正文: |\n  甲 [乙](https://a.cn)\n", "正文文件: text.md\n"), encoding="utf-8")


def packed(data: bytes) -> bytes:
    """An office file with these bytes in it: by chance alone no part of an archive would have the right checksum."""
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("word/document.xml", data)
        return file.getvalue()


def tried(folder: Path, target: str, data: bytes) -> None:
    """Reads and judges the county with these bytes in place of a file.  Raises where a check should not."""
    if target in ATTACHMENTS:
        if target[2:] in OFFICE and not data.startswith(b"PK"):
            data = packed(data)
        looked = examine(target, data)
        mismatch(target, looked.kind)
        for _, text in looked.texts:
            list(personal_numbers(text))
        return
    file = folder / target
    file.write_bytes(data)
    checked = check_county(folder)
    if target.startswith("catalogues/"):
        check_places(folder, checked)
    if target == TEXT and not checked.errors:
        markdown.html(data.decode("utf-8", "replace"), 2, lambda link: link)
