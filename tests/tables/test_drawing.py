"""A page's drawing is taken apart as pdfminer does it, or left to pdfminer."""
from typing import Any

import pytest
from disclosure.tables.files.drawing import LARGEST_PLAIN, Sheet, Unusual, taken_apart
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF

from tests.tables import made as m

PLAIN = [
    b"", b" \n", b"q 1 0 0 -1 243.3 .5 cm/c0 cs 0 scn -.5 +4 5. 1.5-2 5rg T* Q",
    b"[(a)-20(b(c(d))e)\n<00fF>3]TJ (a\\)\\(\\\\\\n\\101\\7z\\q\\\r\nend) ' (x) \" () Tj",
    b"/Span<</ActualText(\\376\\377)/MCID 3/Deep[/A<</B true/C null>>]>>BDC EMC % said (beside\n/P BMC /\xe8\xa1\xa8 Do /\xff gs",
]
UNUSUAL = [b"BI /W 1 /H 1 ID \x00\x01 EI Q", b"/A#20B gs", b"{ 1 } x", b"(never closed", b"[1 2", b"1 ]", b"<0>", b"<</A>>", b"--5 w", b"\x00q", b"((((((deep))))))", b"q " * LARGEST_PLAIN]


def long_way(data: bytes) -> list[Any]:
    parser, said = PDFContentParser([PDFStream({}, data)]), []
    while True:
        try:
            said.append(parser.nextobject()[1])
        except PSEOF:
            return said


@pytest.mark.parametrize("data", PLAIN)
def test_a_plain_drawing_is_what_pdfminer_reads(data: bytes) -> None:
    assert list(taken_apart(data)) == (long_way(data) if data.strip() else [])


@pytest.mark.parametrize("data", UNUSUAL, ids=range(len(UNUSUAL)))
def test_what_is_unusual_is_left_to_pdfminer(data: bytes) -> None:
    with pytest.raises(Unusual):
        list(taken_apart(data))


def test_letters_stand_where_pdfplumber_has_them_on_either_way() -> None:
    import io

    import pdfplumber
    said = m.line(50, 20, 350, 20) + m.words(60, 180, "Name") + "q 0 1 -1 0 200 100 cm " + m.words(5, 5, "up") + "Q 2 Tr 50 Tz BT /F 8 Tf 3 Ts 10 50 Td [(a)-900(b)] TJ (c) ' ET\n"
    for content in (said, said + "{ }"):
        document = pdfplumber.open(io.BytesIO(m.pdf(content)))
        theirs = document.pages[0]
        ours = Sheet(document, theirs.page_obj, 1)
        wanted = ("text", "x0", "x1", "top", "bottom", "size", "upright", "matrix")
        assert [[char[key] for key in wanted] for char in ours.chars] == [[char[key] for key in wanted] for char in theirs.chars] != []
        assert [line["pts"] for line in ours.lines] == [line["pts"] for line in theirs.lines]
