"""Our quicker way through xlsxwriter gives what xlsxwriter gives, whatever texts the cells hold."""
import io
import random
import zipfile

import pytest
from xlsxwriter import Workbook

from disclosure.render.texts import Texts, Unpacked

PIECES = ("公开", "2.10", "=1+1", "<b>&\"'", "\n", " ", "\t", "\x01", "_x0001_", "<r>", "</r>", "𠮷", "\ufffe", "https://example.org", "")


def written(book, sheet: type | None, rows: list[list[str]]) -> None:
    """A sheet with these cells, some of them merged, and with what our forms use besides."""
    looks = [book.add_format({"num_format": "@", "border": 1}), book.add_format({"bold": True}), None]
    page = book.add_worksheet("目录", sheet) if sheet else book.add_worksheet("目录")
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            page.write_string(row, column, text, looks[(row + column) % 3])
    page.merge_range(len(rows), 0, len(rows) + 1, 2, "", looks[0])
    page.write_string(len(rows), 0, rows[0][0], looks[0])
    page.write_url(len(rows) + 3, 0, "internal:'目录'!A1", looks[1], "回到开头")
    page.data_validation(0, 0, len(rows) - 1, 0, {"validate": "list", "source": ["√"]})
    page.autofilter(0, 0, len(rows) - 1, 2)
    book.close()


@pytest.mark.parametrize("seed", range(5))
def test_same_parts(seed: int) -> None:
    dice = random.Random(seed)
    rows = [["".join(dice.choices(PIECES, k=dice.randrange(6))) for _ in range(4)] for _ in range(40)]
    plain = io.BytesIO()
    written(Workbook(plain, {"in_memory": True}), None, rows)
    ours = Unpacked()
    written(ours, Texts, rows)
    with zipfile.ZipFile(plain) as book:
        expected = {name: book.read(name) for name in book.namelist()}
    dated = "docProps/core.xml"  # says when it was made
    assert [name for name, _ in ours.members] == [*expected]
    assert {name: data for name, data in ours.members if name != dated} == {name: data for name, data in expected.items() if name != dated}
