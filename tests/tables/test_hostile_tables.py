"""What was made to do harm, or is no table, is refused with the way out: no traceback, in seconds, within memory."""
import os
import struct

import made as m
import pytest

from disclosure.tables.files import worker, xlsx
from disclosure.tables.files.reading import read_bytes
from disclosure.tables.files.told import told
from disclosure.tables.grid import Mark, Refused

ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
GROWING = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
A = m.said("A1", "a")


def container(*names: str) -> bytes:
    """The frame of an old binary file with these streams in its top folder."""
    def entry(name: str, kind: int, left: int, child: int) -> bytes:
        said = name.encode("utf-16-le")
        return said.ljust(64, b"\0") + struct.pack("<HBBIII", len(said) + 2, kind, 1, left, 0xFFFFFFFF, child) + bytes(48)
    entries = entry("Root Entry", 5, 0xFFFFFFFF, 1) + b"".join(entry(name, 2, n + 2 if n + 1 < len(names) else 0xFFFFFFFF, 0xFFFFFFFF)
                                                               for n, name in enumerate(names))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0) + b"\xff" * 432
    return head + struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504 + entries.ljust(512, b"\0")[:512]


def rows(count: int) -> str:
    return "".join(f'<row><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, count + 1))


CASES = {
    "旧版 Word": lambda: container("WordDocument", "1Table"), "RTF": lambda: b"{\\rtf1\\ansi a}", "加了密码": lambda: container("EncryptedPackage", "EncryptionInfo"),
    "演示文稿": lambda: container("PowerPoint Document"), "压缩包": lambda: m.packed({"a.xlsx": b"x"}), "图片": lambda: b"\x89PNG\r\n\x1a\n" + bytes(99),
    "OpenDocument": lambda: m.packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
    "xlsb": lambda: m.packed({"xl/workbook.bin": "a"}), "OFD": lambda: m.packed({"OFD.xml": "<a/>"}), "空文件": lambda: b"\0" * 5000,
    "认不出": lambda: os.urandom(50_000), "超过 20 MB": lambda: b"a,b\n" * 6_000_000, "超过 20,000 行": lambda: b"a,b\n" * 20_001,
    "过多|超过 20,000 行": lambda: m.xlsx(rows(20_001)), "展开后超过 200 MB": lambda: m.xlsx(" " * (201 * 1024 * 1024)),
    "散得太远": lambda: m.xlsx('<row r="1048576">' + m.said("XFD1048576", "a") + "</row>"), "表格外的单元格": lambda: m.xlsx("<row>" + m.said("ZZZZ1", "a") + "</row>"),
    "32,767": lambda: m.xlsx("<row>" + m.said("A1", "字" * 32_768) + "</row>"),
    "合并单元格过大": lambda: m.xlsx(A.join(("<row>", "</row>")) + '<row r="9000">' + m.said("ZZ9000", "a") + "</row>",
                                '<mergeCells><mergeCell ref="A1:ZZ4000"/></mergeCells>'),
    "别的文件夹": lambda: m.xlsx("", more={"../../a.txt": "a"}), "同名": lambda: m.xlsx("", more={"XL/workbook.xml": "a"}),
    "XML 实体": lambda: m.xlsx("<row>" + m.said("A1", "&a;") + "</row>", around=ENTITY + "{}"),
    "XML 实体（": lambda: m.xlsx("<row>" + m.said("A1", "&b;") + "</row>", around=GROWING + "{}"),
    "实体": lambda: m.docx(m.tbl(m.tr(m.tc("&a;"))), before=ENTITY),
    "XML 读不下去": lambda: m.xlsx("<row><c><is>" + "<r>" * 5000 + "</r>" * 5000 + "</is></c></row>"), "不完整": lambda: m.xlsx(rows(500))[:900],
    "列太多": lambda: b"<table>" + b"<tr><td rowspan=65534 colspan=1000>a<td colspan=99999999>b" * 50,
    "套得太多": lambda: b"<table><tr><td>" * 3000, "格子过多|20,000 行": lambda: m.docx(m.tbl(m.tr(m.tc("a")) * 20_002)),
    "读不下去": lambda: m.docx("<w:tbl><w:tr><w:tc>" * 1000 + "</w:tc></w:tr></w:tbl>" * 1000),
    "XML 实体（正常": lambda: f'<?xml version="1.0"?>{ENTITY}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'.encode(),
    "扫描件|没有画着线": lambda: m.pdf(m.words(60, 180, "Name")), "内容太多": lambda: m.pdf("0 0 m 9 9 l S\n" * 700_000), "PDF|不完整": lambda: b"%PDF-1.4\nabc",
    "别的文件里": lambda: b"<html><frameset><frame src=sheet001.htm></frameset></html>",
}


@pytest.mark.parametrize("why", CASES)
def test_it_is_refused_with_the_way_out(why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        told("报送表.xlsx", CASES[why]())
    assert refused.value.hint and str(refused.value).startswith("报送表.xlsx：")


def test_rows_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_EMPTY", 300)
    with pytest.raises(Refused, match="300 行以上"):
        told("a.xlsx", m.xlsx("<row/>" * 301))


def test_what_only_looks_dangerous_is_read() -> None:
    """Sizes that a file claims, merges over everything, formulas that start programs: read for what they are, nothing is followed."""
    table = told("a.xlsx", m.xlsx("<row>" + A + '<c r="B1" t="str"><f>cmd|\'/C calc\'!A0</f><v>1</v></c><c r="C1" t="str"><f>[1]表!A1</f><v>2</v></c></row>',
                                  '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>', '<dimension ref="A1:XFD1048576"/>'))
    assert [(cell.text, Mark.FORMULA in cell.marks) for cell in table.tables[0].cells[:3]] == [("a", False), ("1", True), ("2", True)]
    assert (table.tables[0].height, table.tables[0].width) == (2, 3) or table.tables[0].height < 10
    assert any("公式" in left for left in table.left)


def test_wrong_types_are_told() -> None:
    cells = told("a.xlsx", m.xlsx('<row><c r="A1"><v>abc</v></c><c r="B1" t="s"><v>99</v></c><c r="C1" t="b"><v>x</v></c><c r="D1" s="77"><v>1e999</v></c>'
                                  '<c r="E1" t="zz"><v>3</v></c><c r="F1" t="s"><v>-1</v></c></row>')).tables[0]
    assert [cells.at(1, n).text for n in range(1, 7)] == ["abc", "", "FALSE", "inf", "3", ""]
    assert Mark.ERROR in cells.at(1, 2).marks and Mark.ERROR in cells.at(1, 6).marks


@pytest.mark.parametrize("make", [lambda: m.xlsx(rows(50)), lambda: m.docx(m.tbl(m.tr(m.tc("a"), m.tc("b")) * 9)), lambda: m.pdf(m.words(60, 180, "Name"))])
def test_bytes_that_were_damaged_on_the_way(make, soak: bool) -> None:
    """Whatever a byte becomes: read or refused, never anything else."""
    import random
    whole, chance = make(), random.Random(7)
    for _ in range(2_000 if soak else 60):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            told("a", bytes(data[:chance.randrange(len(data) // 2, len(data) + 1)]))
        except Refused:
            pass


def test_one_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*of: object) -> None:
        while True:
            pass
    monkeypatch.setattr(worker, "told", hang)
    monkeypatch.setattr(worker, "SECONDS", 1)
    with pytest.raises(Refused, match="读得太久"):
        read_bytes("a.csv", b"a")
    monkeypatch.setattr(worker, "told", lambda *of: [0] * 10**9)
    with pytest.raises(Refused, match="内存太多"):
        read_bytes("a.csv", b"a")
    monkeypatch.setattr(worker, "told", lambda *of: 1 / 0)
    with pytest.raises(Refused, match="读不下去"):
        read_bytes("a.csv", b"a")
