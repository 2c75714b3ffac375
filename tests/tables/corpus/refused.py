"""Files that must be refused, with nothing written and a Chinese sentence that says why."""
import io
import random
import zipfile
from collections.abc import Iterator

from corpus.make import Made

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + bytes.fromhex("3e000300feff0900") + b"\0" * 480


def ole(stream: str) -> bytes:
    """The head of an old compound file with the name of one stream in its folder."""
    return OLE + b"R\0o\0o\0t\0 \0E\0n\0t\0r\0y\0".ljust(128, b"\0") + stream.encode("utf-16-le").ljust(128, b"\0") + b"\0" * 4096


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def picture_pdf() -> bytes:
    """A page with nothing but a drawn box: what a scanner makes, as far as text goes."""
    content = b"10 10 200 200 re f"
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R >>",
             b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)]
    out, places = b"%PDF-1.4\n", []
    for n, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, part)
    table = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % table


def budget() -> bytes:
    import openpyxl
    book = openpyxl.Workbook()
    for row in (["部门决算收支表", "", ""], ["项目", "决算数", "说明"], ["工资福利支出", 300, ""], ["办公费", 20, ""]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bomb() -> bytes:
    sheet = b"<?xml version='1.0'?><worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>" + b"<row/>" * 45_000_000
    return zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": sheet})


def entities() -> bytes:
    return (b"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\"><!ENTITY b \"&a;&a;\">]>"
            b"<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
            b"<Worksheet ss:Name=\"x\"><Table><Row><Cell><Data ss:Type=\"String\">&b;</Data></Cell></Row></Table></Worksheet></Workbook>")


def files(big: bool = False) -> Iterator[Made]:
    noise = random.Random(7).randbytes(5000)
    for name, data in {
        "空.xlsx": b"", "旧文档.doc": ole("WordDocument"), "加密.xlsx": ole("EncryptedPackage"), "表格.et": ole("ETExtData"), "文稿.wps": ole("WpsDocument"),
        "扫描.pdf": picture_pdf(), "决算.xlsx": budget(), "乱码.xls": noise, "图片.xlsx": b"\x89PNG\r\n\x1a\n" + noise, "实体.xls": entities(),
        "断.xlsx": zipped({"[Content_Types].xml": b"<Types/>"})[:60], "压缩.xlsx": zipped({"目录.txt": "公开事项".encode()}), "空白.csv": b"\r\n\r\n",
        "说明.html": "<html><body><p>公开目录请见附件。</p></body></html>".encode(), "一句话.csv": "公开事项，公开内容，公开依据".encode(),
        "断.docx": zipped({"word/document.xml": b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"}),
        **({"炸弹.xlsx": bomb()} if big else {}),
    }.items():
        yield Made(f"refused-{name}", name, data, "domain", "道路客运", refuse=True)
