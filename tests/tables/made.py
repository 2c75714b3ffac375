"""Files made at test time, as raw as they have to be: a library would not write what is to be tried."""
import io
import zipfile
import zlib

SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def links(**targets: str) -> str:
    """Relations, the kind of each by its name: `worksheet_1="sheet.xml"`."""
    return f'<Relationships xmlns="{LINKS}">' + "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{key.partition("_")[0]}" Target="{target}"'
        f'{" TargetMode=" + chr(34) + "External" + chr(34) if "://" in target else ""}/>' for key, target in targets.items()) + "</Relationships>"


def xlsx(rows: str, tail: str = "", head: str = "", styles: str = "", shared: str = "", more: dict | None = None, around: str = "{}",
         sheet_links: dict | None = None, state: str = "") -> bytes:
    """A workbook of one sheet."""
    hidden = f' state="{state}"' if state else ""
    return packed({
        "[Content_Types].xml": TYPES, "_rels/.rels": links(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{OFFICE}"><sheets><sheet name="目录" sheetId="1" r:id="worksheet_1"{hidden}/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links(worksheet_1="worksheets/sheet1.xml", styles="styles.xml", sharedStrings="shared.xml"),
        "xl/worksheets/sheet1.xml": around.format(f'<worksheet {SHEET} xmlns:r="{OFFICE}">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>'),
        **({"xl/styles.xml": f"<styleSheet {SHEET}>{styles}</styleSheet>"} if styles else {}),
        **({"xl/shared.xml": f"<sst {SHEET}>{shared}</sst>"} if shared else {}),
        **({"xl/worksheets/_rels/sheet1.xml.rels": links(**sheet_links)} if sheet_links else {}), **(more or {})})


def said(place: str, text: str, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'


def docx(body: str, more: dict | None = None, before: str = "", **parts: str) -> bytes:
    """A document; `parts`: styles, numbering, comments by their name."""
    return packed({
        "[Content_Types].xml": TYPES, "_rels/.rels": links(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": links(**{kind: f"{kind}.xml" for kind in parts}),
        "word/document.xml": f'{before}<w:document xmlns:w="{WORD}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
                             f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>',
        **{f"word/{kind}.xml": f'<w:{kind} xmlns:w="{WORD}">{content}</w:{kind}>' for kind, content in parts.items()}, **(more or {})})


def para(*runs: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


def run(text: str, looks: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}<w:t>{text}</w:t></w:r>"


def tc(content: str, properties: str = "") -> str:
    content = content if content.startswith("<") else para(run(content))
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def pdf(*pages: str, rotate: int = 0) -> bytes:
    """Pages drawn in PDF's own words, letters in Helvetica."""
    count = len(pages)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>",
               f"<</Type/Pages/Count {count}/Kids[{' '.join(f'{3 + 2 * n} 0 R' for n in range(count))}]>>".encode()]
    for n, content in enumerate(pages):
        packed_content = zlib.compress(content.encode("latin-1"))
        objects += [f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Rotate {rotate}/Contents {4 + 2 * n} 0 R/Resources<</Font<</F<</Type/Font/"
                    f"Subtype/Type1/BaseFont/Helvetica>>>>>>>>".encode(),
                    f"<</Length {len(packed_content)}/Filter/FlateDecode>>stream\n".encode() + packed_content + b"\nendstream"]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF".encode()


def line(x0: int, y0: int, x1: int, y1: int) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


def words(x: int, y: int, text: str) -> str:
    return f"BT /F 10 Tf {x} {y} Td ({text}) Tj ET\n"
