"""Attachments by kind: all that they say is read, whatever acts by itself is refused, and what could not be read says so."""
import io
import struct
import zlib

import documents as d
import pytest

from disclosure.model.tables import CELL
from disclosure.read.attachments.kinds import BY_ENDING
from disclosure.read.attachments.look import examine

WORD = "青山绿水 70915203846"
"""What has to be found, wherever it stands."""
RTF = "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 SimSun;}}" + "".join(f"\\'{byte:02x}" for byte in "青山绿水".encode("gb18030")) + " {\\b 709}{\\i 15}203{\\b0 846}\\par}"
MAIL = ("From: a@shili.example\nSubject: =?utf-8?b?6YCa55+l?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        "--x\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: 8bit\n\n<table><tr><td>甲</td><td>乙</td></tr></table>\n"
        "--x\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=n.txt\n\n{}\n--x--\n")
INNER = d.xlsx(f'<row><c t="inlineStr"><is><t>{WORD}</t></is></c></row>')
ANNOTS = "/Annots[6 0 R]"

SAID = {
    "text": ("a.txt", WORD.encode()), "GB18030": ("a.txt", WORD.encode("gb18030")), "UTF-16": ("a.csv", WORD.encode("utf-16")), "UTF-16 without a mark": ("a.txt", WORD.encode("utf-16-be")),
    "UTF-32": ("a.txt", WORD.encode("utf-32")), "JSON": ("a.json", f'{{"a": "{WORD}"}}'.encode()),
    "RTF in pieces": ("a.rtf", RTF.encode()), "RTF as .doc": ("a.doc", RTF.encode()), "page as .xls": ("a.xls", f"<html><body><table><tr><td>{WORD}</td></tr></table>".encode()),
    "letter": ("a.eml", MAIL.format(WORD).encode("gb18030")), "letter that is none": ("a.eml", WORD.encode()),
    "runs of a word": ("a.docx", d.docx(d.para("青山", "绿水 709", "15203846"))), "template": ("a.dotx", d.docx(d.para(WORD))), "WPS": ("a.wps", d.docx(d.para(WORD))),
    "deleted, still there": ("a.docx", d.docx(f"<w:p><w:del><w:r><w:delText>{WORD}</w:delText></w:r></w:del></w:p>")),
    "part in capitals": ("a.docx", d.docx("", **{"WORD__COMMENTS_XML": f"<w:comments {d.W}>{d.para(WORD)}</w:comments>"})),
    "part in UTF-16": ("a.docx", d.docx("", word__footnotes_xml=f'<?xml version="1.0" encoding="UTF-16"?><w:footnotes {d.W}>{d.para(WORD)}</w:footnotes>'.encode("utf-16"))),
    "part in GB2312": ("a.docx", d.docx("", word__endnotes_xml=f'<?xml version="1.0" encoding="GB2312"?><w:endnotes {d.W}>{d.para(WORD)}</w:endnotes>'.encode("gb18030"))),
    "workbook in a document": ("a.docx", d.docx("", word__embeddings__sheet_xlsx=INNER)), "page in a document": ("a.docx", d.docx("", word__chunk_html=f"<html><p>{WORD}</p></html>")),
    "text in a document": ("a.docx", d.docx("", word__chunk_dat=WORD)), "RTF in a document": ("a.docx", d.docx("", word__chunk_bin=RTF)),
    "variable": ("a.docx", d.docx("", word__settings_xml=f'<w:settings {d.W}><w:docVar w:name="a" w:val="{WORD}"/></w:settings>')),
    "said of a picture": ("a.docx", d.docx(f'<w:p><a descr="{WORD}"/></w:p>')), "field": ("a.docx", d.docx(f"<w:p><w:r><w:instrText> MERGEFIELD {WORD} </w:instrText></w:r></w:p>")),
    "slides": ("a.ppsx", d.zipped({"[Content_Types].xml": d.TYPES, "ppt/slides/slide1.xml": f'<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>青山</a:t></a:r><a:r><a:t>{WORD[2:]}</a:t></a:r></a:p></p:sld>'})),
    "shared text": ("a.xlsx", d.xlsx('<row><c t="s"><v>0</v></c></row>', (WORD,))), "formula": ("a.xltx", d.xlsx(f'<row><c t="str"><f>"{WORD}"&amp;A1</f><v>x</v></c></row>')),
    "pivot": ("a.xlsx", d.xlsx(parts={"xl/pivotCache/p.xml": f'<pivotCacheDefinition {d.S}><s v="{WORD}"/></pivotCacheDefinition>'})),
    "name of a sheet": ("a.xlsx", d.xlsx(parts={"xl/workbook.xml": f'<workbook {d.S}><sheets><sheet name="{WORD}"/></sheets></workbook>'})),
    "records": ("a.xlsb", d.xlsb([d.record(0, b"\0" * 4), d.record(6, b"\0" * 8 + d.wide(WORD))])),
    "records, shared": ("a.xlsb", d.xlsb([d.record(0, b"\0" * 4), d.record(7, b"\0" * 12)], (WORD,))),
    "table of OpenDocument": ("a.ods", d.odt(f"<table:table><table:table-row><table:table-cell><text:p>青山绿水<text:s/>{WORD[5:]}</text:p></table:table-cell></table:table-row></table:table>")),
    "OFD": ("a.ofd", d.zipped({"OFD.xml": "<ofd:OFD xmlns:ofd='o'/>", "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page xmlns:ofd='o'><ofd:TextCode>{WORD}</ofd:TextCode></ofd:Page>"})),
    "archive": ("a.zip", d.zipped({"甲/名单.xlsx": INNER})), "archive in an archive": ("a.zip", d.zipped({"b.zip": d.zipped({"c.zip": d.zipped({"d.csv": WORD})})})),
    "comment of an archive": ("a.zip", d.zipped({"a.txt": "甲"})[:-2] + len(WORD.encode()).to_bytes(2, "little") + WORD.encode()),
    "name in an archive": ("a.zip", d.zipped({f"{WORD}.txt": "甲"})),
    "note on a page": ("a.pdf", d.pdf(f"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents {d.pdf_text(WORD)}>>", page=ANNOTS)),
    "form filled in": ("a.pdf", d.pdf(f"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V {d.pdf_text(WORD)}/Rect[0 0 9 9]>>", page=ANNOTS, root="/AcroForm<</Fields[6 0 R]>>")),
    "form of XFA": ("a.pdf", d.pdf(d.pdf_stream("", f"<xdp><value>{WORD}</value></xdp>".encode()), root="/AcroForm<</Fields[]/XFA 6 0 R>>")),
    "file in a PDF": ("a.pdf", d.pdf(d.pdf_stream("/Type/EmbeddedFile", WORD.encode()), "<</Type/Filespec/F(n.txt)/EF<</F 6 0 R>>>>", root="/Names<</EmbeddedFiles<</Names[(n) 7 0 R]>>>>")),
    "XMP of a PDF": ("a.pdf", d.pdf(d.pdf_stream("/Type/Metadata/Subtype/XML", f"<x><t>{WORD}</t></x>".encode()), root="/Metadata 6 0 R")),
    "property of a PDF": ("a.pdf", d.pdf(f"<</Author {d.pdf_text(WORD)}>>", trailer="/Info 6 0 R")), "bookmark": ("a.pdf", d.pdf(f"<</Title {d.pdf_text(WORD)}>>", root="/Outlines 6 0 R")),
    "object that nothing refers to": ("a.pdf", d.pdf(f"<</Contents {d.pdf_text(WORD)}>>")),
    "PNG, text": ("a.png", d.png((b"tEXt", b"Comment\0" + WORD.encode()))), "PNG, packed text": ("a.png", d.png((b"zTXt", b"Comment\0\0" + zlib.compress(WORD.encode())))),
    "PNG, XMP": ("a.png", d.png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + f"<x><t>{WORD}</t></x>".encode()))),
    "photograph, comment": ("a.jpg", d.jpg(d.segment(0xFE, WORD.encode()))), "photograph, IPTC": ("a.jpeg", d.jpg(d.segment(0xED, b"Photoshop 3.0\0\x1c\x02\x78\0" + bytes([len(WORD.encode())]) + WORD.encode()))),
    "photograph, description": ("a.jpg", d.jpg(d.segment(0xE1, b"Exif\0\0" + d.tiff([(0x010E, 2, len(WORD.encode()), 26)], WORD.encode())))),
    "GIF, comment": ("a.gif", d.gif(b"!\xfe" + bytes([len(WORD.encode())]) + WORD.encode() + b"\0")), "WebP, XMP": ("a.webp", d.webp((b"XMP ", f"<x><t>{WORD}</t></x>".encode()))),
    "drawing": ("a.svg", d.svg(f"<text>{WORD}</text>").encode("utf-16")),
}


@pytest.mark.parametrize("name", SAID)
def test_all_that_it_says_is_read(name: str) -> None:
    looked = examine(*SAID[name])
    assert WORD in "\n".join(text for _, text in looked.texts).replace("\n", " ") and not (looked.unread or looked.refused or looked.foreign), looked


EXCEL_NUMBERS = {"7.0915203846E10": "70915203846", "359901198001010017": "359901198001010017", "3.59901198001010E+17": "359901198001010000", "0.30000000000000004": "0.3", "-5": "-5",
                 "1234.5600000000001": "1234.56", "46086": "46086", "x": "x"}


@pytest.mark.parametrize("typed", EXCEL_NUMBERS)
def test_a_number_is_shown_in_full(typed: str) -> None:
    assert dict(examine("a.xlsx", d.xlsx(f'<row><c r="A1"><v>{typed}</v></c></row>')).texts)["xl/worksheets/sheet1.xml"] == EXCEL_NUMBERS[typed]


ROWS = ("序号", "", "电话"), ("1", "甲 乙", "0590")
SHEET = ('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>甲\n乙</t></is></c>'
         '<c r="C2" t="str"><v>0590</v></c></row>')
TABLES = {
    "xlsx": d.xlsx(SHEET, ("序号", "电话")), "docx": d.docx(d.word_table(*ROWS).replace("甲 乙", "甲</w:t><w:br/><w:t>乙")), "csv": '序号,,电话\n1,"甲\n乙",0590'.encode(), "tsv": "序号\t\t电话\n1\t甲 乙\t0590".encode(),
    "xlsb": d.xlsb([d.record(0, b"\0" * 4), d.record(7, b"\0" * 12), d.record(7, b"\2" + b"\0" * 7 + b"\1\0\0\0"), d.record(0, b"\0" * 4), d.record(2, b"\0" * 8 + struct.pack("<I", 1 << 2 | 2)),
                    d.record(6, b"\1" + b"\0" * 7 + d.wide("甲\n乙")), d.record(6, b"\2" + b"\0" * 7 + d.wide("0590"))], ("序号", "电话")),
    "ods": d.odt('<table:table><table:table-row><table:table-cell><text:p>序号</text:p></table:table-cell><table:table-cell/><table:table-cell><text:p>电话</text:p></table:table-cell></table:table-row>'
                 "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell><table:table-cell><text:p>甲</text:p><text:p>乙</text:p></table:table-cell>"
                 "<table:table-cell><text:p>0590</text:p></table:table-cell></table:table-row></table:table>"),
}


@pytest.mark.parametrize("ending", TABLES)
def test_cells_stand_below_their_headings(ending: str) -> None:
    """Rows stay rows, cells are parted by what no number crosses, and empty ones keep their place."""
    said = "\n".join(text for _, text in examine(f"a.{ending}", TABLES[ending]).texts)
    rows = [tuple(cell.strip('"') for cell in row.split(CELL)) for row in said.split("\n") if CELL in row]
    assert tuple(rows) == ROWS


def test_places_in_a_csv_stay_as_they_are() -> None:
    text = '名称,电话\n"甲,乙",0590-1\n'
    assert dict(examine("a.csv", text.encode()).texts)[""].replace(CELL, ",") == text


def broken(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1:]


def locked(data: bytes) -> bytes:
    """An archive whose entries say that they are encrypted."""
    return data.replace(b"PK\1\2\x14\x03\x14\0\0\0", b"PK\1\2\x14\x03\x14\0\1\0")


def twice(name: str) -> bytes:
    with io.BytesIO() as file:
        import warnings
        import zipfile
        with zipfile.ZipFile(file, "w") as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr(name, "甲")
            archive.writestr(name, "乙")
        return file.getvalue()


def hidden_entry() -> bytes:
    """An archive with an entry that its list does not name."""
    data = d.zipped({"a.txt": "甲"})
    front, rest = data[:data.index(b"PK\1\2")], data[data.index(b"PK\1\2"):]
    end = rest.index(b"PK\5\6")
    return front + front + rest[:end] + rest[end:end + 16] + struct.pack("<I", 2 * len(front)) + rest[end + 20:]


REFUSED = {
    "macro": ("a.docm", d.docx("", word__vbaProject_bin=b"x"), "宏"), "macro under another name": ("a.docx", d.docx("", word__vbaData_xml="<x/>"), "宏"),
    "macro sheet": ("a.xlsx", d.xlsx(parts={"xl/macrosheets/sheet1.xml": "<x/>"}), "宏"), "Basic": ("a.odt", d.odt("", Basic__Standard__m_xml="<x/>"), "宏"),
    "event": ("a.odt", d.odt('<script:event-listener script:event-name="dom:load"/>'), "宏"), "old macro": ("a.doc", d.OLE + "_VBA_PROJECT".encode("utf-16-le"), "宏"),
    "template of a host": ("a.docx", d.docx("", word___rels__settings_xml_rels=d.relations("attachedTemplate", "http://a.example/t.dotm")), "模板"),
    "template of another computer": ("a.docx", d.docx("", word___rels__settings_xml_rels=d.relations("attachedTemplate", "file://server/t.dotm")), "模板"),
    "picture of a host": ("a.pptx", d.zipped({"[Content_Types].xml": d.TYPES, "ppt/a.xml": "<a/>", "ppt/_rels/a.xml.rels": d.relations("image", "https://a.example/i.png")}), "图片"),
    "object of a host": ("a.xlsx", d.xlsx(parts={"xl/_rels/w.xml.rels": d.relations("oleObject", "\\\\server\\a")}), "对象"),
    "workbook elsewhere": ("a.xlsx", d.xlsx(parts={"xl/externalLinks/externalLink1.xml": "<externalLink/>"}), "外部链接"),
    "DDE field": ("a.docx", d.docx('<w:p><w:r><w:instrText> DDEAUTO c:\\\\a.exe "b" </w:instrText></w:r></w:p>'), "DDE"),
    "packager": ("a.docx", d.docx("", word__embeddings__o_bin=d.OLE + b"\1Ole10Native"), "程序包"), "program inside": ("a.docx", d.docx("", word__embeddings__a_bin=b"MZ\x90\0"), "a.bin"),
    "section of a host": ("a.odt", d.odt('<text:section-source xlink:href="http://a.example/"/>'), "外面"),
    "command in a cell": ("a.csv", b"a,b\n1,@SUM(1)|cmd!A0\n", "公式"), "web in a cell": ("a.tsv", b'a\t=WEBSERVICE("http://a")\n', "公式"), "web in a formula": ("a.xlsx", d.xlsx('<row><c><f>WEBSERVICE("http://a")</f></c></row>'), "公式"),
    "JavaScript": ("a.pdf", d.pdf("<</S/JavaScript/JS(x)>>", root="/OpenAction 6 0 R"), "JavaScript"), "launch": ("a.pdf", d.pdf("<</S/Launch/F(a.exe)>>", page="/AA<</O 6 0 R>>"), "Launch"),
    "opens an address": ("a.pdf", d.pdf(root="/OpenAction<</S/URI/URI(http://a.example)>>"), "OpenAction"), "sends a form": ("a.pdf", d.pdf("<</S/SubmitForm/F(http://a.example)>>"), "SubmitForm"),
    "locked PDF": ("a.pdf", d.pdf(f"<</Filter/Standard/V 1/R 2/O<{'00' * 32}>/U<{'00' * 32}>/P -4>>", trailer=f"/Encrypt 6 0 R/ID[<{'11' * 16}><{'11' * 16}>]"), "密码"),
    "locked workbook": ("a.xlsx", d.OLE + "EncryptedPackage".encode("utf-16-le"), "密码"), "locked archive": ("a.zip", locked(d.zipped({"a.txt": "甲"})), "密码"),
    "locked OpenDocument": ("a.odt", d.odt("", **{"META-INF__manifest_xml": "<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>"}), "密码"),
    "archive behind a picture": ("a.png", d.polyglot(d.png()), "藏着"), "archive behind a photograph": ("a.jpg", d.polyglot(d.jpg()), "藏着"), "archive behind a PDF": ("a.pdf", d.polyglot(d.pdf()), "藏着"),
    "archive behind a film": ("a.mp4", d.polyglot(d.mp4()), "藏着"), "something before a PDF": ("a.pdf", b"x\n" + d.pdf(), "藏着"), "something before an archive": ("a.docx", b"PK\3\4" + d.docx(), "藏着"),
    "PDF in a picture": ("a.gif", b"GIF89a%PDF-1.7" + d.gif(), "藏着"), "entry that is not listed": ("a.zip", hidden_entry(), "藏着"), "one name twice": ("a.zip", twice("a.txt"), "同名"),
    "way out of the folder": ("a.zip", d.zipped({"../a.txt": "甲"}), "外面"), "program in an archive": ("a.zip", d.zipped({"a.exe": "MZ"}), "a.exe"), "page in an archive": ("a.zip", d.zipped({"a.html": "<p>"}), "a.html"),
    "page in a PDF": ("a.pdf", d.pdf(d.pdf_stream("/Type/EmbeddedFile", b"<html>"), "<</Type/Filespec/F(n.hta)/EF<</F 6 0 R>>>>"), "n.hta"),
}
DRAWINGS = {
    "script": d.svg("<script/>"), "script of another prefix": '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script/></s:svg>', "event": d.svg('<rect onclick="x"/>'), "load": d.svg("", 'onload="x"'),
    "foreign content": d.svg("<foreignObject/>"), "another vocabulary": d.svg('<h:iframe xmlns:h="http://www.w3.org/1999/xhtml"/>'), "picture of a host": d.svg('<image href="http://a.example/i"/>'),
    "picture that is a page": d.svg('<image href="data:image/svg+xml;base64,PHN2Zz4="/>'), "link that runs": d.svg('<a xlink:href="java&#x9;script:x"><text>a</text></a>'), "used from elsewhere": d.svg('<use href="b.svg#a"/>'),
    "animation of a link": d.svg('<a><animate attributeName="href" to="x"/></a>'), "set": d.svg('<set attributeName="onclick" to="x"/>'), "style that loads": d.svg("<style>a{b:url( 'http://c')}</style>"),
    "style that imports": d.svg("<style>@import 'a.css';</style>"), "style with escapes": d.svg(r'<rect style="fill:\75rl(x)"/>'), "filling that loads": d.svg('<rect fill="url(b.svg#a)"/>'),
    "style sheet": '<?xml-stylesheet href="a.xsl"?>' + d.svg(""), "entity": '<!DOCTYPE svg [<!ENTITY a "b">]>' + d.svg("&a;"), "laughs": '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + d.svg("&b;"),
    "base": d.svg("", 'xml:base="http://a.example/"'), "not well-formed": d.svg("<text>"), "another root": "<a xmlns='http://www.w3.org/2000/svg'/>",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_acts_or_hides_is_refused(name: str) -> None:
    file, data, why = REFUSED[name]
    looked = examine(file, data)
    assert any(why in reason for reason in looked.refused), looked


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_drawings_run_and_load_nothing(name: str, encoding: str) -> None:
    assert examine("a.svg", DRAWINGS[name].encode(encoding)).refused


BOMB = d.zipped({"a.txt": b"0" * (65 * 1024 * 1024)})
UNREAD = {
    "old document": ("a.doc", d.OLE + b"\0" * 600, "旧的二进制格式"), "old sheet as WPS": ("a.et", d.OLE + b"\0" * 600, "旧的二进制格式"), "nothing known": ("a.docx", b"\1\2\3", "不像 .docx"), "words as a PDF": ("a.pdf", b"abc", "不像 .pdf"),
    "binary text": ("a.txt", b"\1\2\3\xff", "编码"), "half a character": ("a.csv", "甲".encode() + b"\x80\xff", "编码"), "half of UTF-16": ("a.txt", b"\xff\xfe\x31", "编码"), "letter in an odd encoding": ("a.eml", MAIL.format("x").encode(), "编码"),
    "scan": ("a.pdf", d.pdf(d.pdf_stream("/Subtype/Image/Width 1/Height 1", b"\0"), content=b"/I Do").replace(b"/Font<</F 5 0 R>>", b"/XObject<</I 6 0 R>>"), "扫描件"),
    "letters that mean nothing": ("a.pdf", d.pdf(content=b"BT /F 9 Tf (\x01\x02\x03\x04) Tj ET"), "字体"), "half a PDF": ("a.pdf", d.pdf()[:200], "没有结尾"),
    "half an archive": ("a.docx", d.docx()[:-30], "打不开"), "wrong sum": ("a.docx", broken(d.docx(d.para(WORD)), d.docx(d.para(WORD)).index(b"word/document.xml") + 30), "打不开"), "bomb": ("a.zip", BOMB, "展开后过大"),
    "bomb in a document": ("a.docx", d.docx("", word__a_zip=BOMB), "展开后过大"), "deep": ("a.zip", d.zipped({"b.zip": d.zipped({"c.zip": d.zipped({"d.zip": d.zipped({"e.zip": d.zipped({"f.txt": "甲"})})})})}), "层"),
    "many": ("a.zip", d.zipped({f"{n}.txt": "" for n in range(10_001)}), "过多"), "part not well-formed": ("a.docx", d.docx("<w:p>") + b"", ""), "entities": ("a.docx", d.docx("", word__a_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "实体"),
    "unknown part": ("a.docx", d.docx("", word__a_bin=b"\1\2\3\0"), "a.bin"), "object": ("a.docx", d.docx("", word__embeddings__o_bin=d.OLE + b"\0" * 600), "对象"), "object in RTF": ("a.rtf", b"{\\rtf1{\\object{\\objdata 0105}}}", "嵌有"),
    "record cut off": ("a.xlsb", d.xlsb([b"\x06\x7f\0"]), "表格"), "text not shared": ("a.xlsx", d.xlsx('<row><c t="s"><v>7</v></c></row>'), "共用"), "half a picture": ("a.png", d.png()[:-20], "打不开"), "more behind": ("a.png", d.png() + b"more", "后面"),
    "film behind a photograph": ("a.jpg", d.jpg(after=d.mp4()), "后面"), "packed for ever": ("a.png", d.png((b"zTXt", b"a\0\0" + zlib.compress(b"0" * 9_000_000))), "过长"), "half a film": ("a.mp4", d.mp4()[:-5], "后面"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_could_not_be_read_says_so(name: str) -> None:
    file, data, why = UNREAD[name]
    looked = examine(file, data)
    assert any(why in reason for reason in looked.unread) and not looked.foreign, looked


FOREIGN = ["a.xml", "a.xhtml", "a.XSL", "a.html", "a.htm", "a.js", "a.mjs", "a.php", "a.jsp", "a.aspx", "a.exe", "a.lnk", "web.config", "a", "a.", "Makefile", "a.svgz", "a.mht", "a.swf", "a.jar", "a.bat", "a.rar", "a.7z",
           "a.vcf", "a.epub", "a.dbf", "a.bak", "a.pdf.exe", "a.docx.html", "a.url", "a.css", "a.wasm", "a.yml"]


@pytest.mark.parametrize("name", FOREIGN)
def test_types_are_a_list(name: str) -> None:
    assert examine(name, "甲".encode()).foreign


INSIDE = {"page": b"<!DOCTYPE html>\n<html>", "page in UTF-16": "<html>".encode("utf-16"), "program": b"MZ\x90\0\3\0\0\0", "script": b"#!/bin/sh\n", "drawing": d.svg("").encode(), "shortcut": b"L\0\0\0\x01\x14\x02\0" + b"\0" * 20, "RAR": b"Rar!\x1a\7\0"}


@pytest.mark.parametrize("what", INSIDE)
@pytest.mark.parametrize("ending", ["pdf", "png", "docx", "zip", "mp4"])
def test_a_name_hides_nothing(what: str, ending: str) -> None:
    assert examine(f"a.{ending}", INSIDE[what]).foreign


FINE = {
    "link to a page": ("a.docx", d.docx(d.para("甲"), word___rels__document_xml_rels=d.relations("hyperlink", "https://a.example/"))), "one's own template": ("a.docx", d.docx("", word___rels__settings_xml_rels=d.relations("attachedTemplate", "file:///C:\\U\\Normal.dotm"))),
    "looks": ("a.docx", d.docx("", word__styles_xml="<w:styles xmlns:w='w'/>", word__fontTable_xml="<x/>", word__fonts__a_odttf=b"\1\2")), "printer": ("a.xlsx", d.xlsx(parts={"xl/printerSettings/printerSettings1.bin": b"\1\2\0"})),
    "picture in a document": ("a.docx", d.docx("", word__media__a_png=d.png(), word__media__a_jpeg=d.jpg(), word__media__a_emf=b"\1\0\0\0")), "Excel's drawing": ("a.xlsx", d.xlsx(parts={"xl/drawings/vmlDrawing1.vml": "<xml><br></xml>"})),
    "empty archive": ("a.zip", d.zipped({})), "comment of an archive": ("a.zip", d.zipped({"a.txt": "甲"})[:-2] + b"\2\0ab"), "picture": ("a.png", d.png()), "photographs of a telephone": ("a.jpg", d.jpg(after=d.jpg())),
    "film": ("a.mp4", d.mp4()), "recording": ("a.mp3", b"ID3\4\0\0\0\0\0\0" + b"\0" * 40), "bitmap": ("a.bmp", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0" + b"\0" * 50), "link in a PDF": ("a.pdf", d.pdf("<</Subtype/Link/A<</S/URI/URI(https://a.example)>>/Rect[0 0 1 1]>>", page=ANNOTS)),
    "opens at a page": ("a.pdf", d.pdf(root="/OpenAction[3 0 R/Fit]")), "empty page": ("a.pdf", d.pdf(content=b"")), "negative numbers": ("a.csv", b"a,b\n-5,+3\n=1+2,@a\n"), "mail address": ("a.csv", b"name,mail\na,-a|b\n"),
    "drawing of a program": ("a.svg", d.svg('<defs><linearGradient id="a"/></defs><rect fill="url(#a)" style="stroke:red"/><use xlink:href="#a"/><style>a{fill:red}</style>').encode()),
    "drawing with an editor's notes": ("a.svg", d.svg('<i:view xmlns:i="http://www.inkscape.org/namespaces/inkscape"/><metadata/>').encode()),
    "drawing with a picture": ("a.svg", d.svg('<image href="data:image/png;base64,iVBORw0KGgo="/>').encode()), "drawing with a document type": ("a.svg", ('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/g.dtd">' + d.svg("")).encode()),
    "words about drawings": ("a.txt", b"use <svg> and <html>"),
}


@pytest.mark.parametrize("name", FINE)
def test_ordinary_files_are_fine(name: str) -> None:
    looked = examine(*FINE[name])
    assert not (looked.refused or looked.unread or looked.foreign or looked.position), looked


POSITIONS = {"photograph": ("a.jpg", d.jpg(d.segment(0xE1, b"Exif\0\0" + d.located()))), "PNG": ("a.png", d.png((b"eXIf", d.located()))), "TIFF": ("a.tif", d.located()), "WebP": ("a.webp", d.webp((b"EXIF", d.located()))),
             "film": ("a.mp4", d.mp4(d.box(b"moov", d.box(b"udta", d.box(b"\xa9xyz", b"+26+119/"))))), "in a document": ("a.docx", d.docx("", word__media__a_jpg=d.jpg(d.segment(0xE1, b"Exif\0\0" + d.located()))))}


@pytest.mark.parametrize("name", POSITIONS)
def test_positions_are_seen(name: str) -> None:
    assert examine(*POSITIONS[name]).position


@pytest.mark.parametrize("ending", BY_ENDING)
@pytest.mark.parametrize("data", [b"", b"\0" * 9, b"\n"], ids=["none", "noughts", "line"])
def test_nothing_is_nothing(ending: str, data: bytes) -> None:
    looked = examine(f"a.{ending}", data)
    assert looked.blank and not (looked.refused or looked.unread or looked.foreign)
