"""xlsxwriter where every cell is a text: the same bytes, in less than half of the time.

A county's site has a workbook for each catalogue and thousands of rows in them.  What every cell of any sheet may be (a formula, a date, an address given as "A1") is
not asked here, and a workbook is not packed only to be taken apart again.  tests/tables/test_texts.py holds this against xlsxwriter as it is.
"""
import io

from xlsxwriter.packager import Packager
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import CellStringTuple, Worksheet


class Texts(Worksheet):
    """A sheet of texts."""

    def write_string(self, row, col, string, cell_format=None):
        return self._write_string(row, col, string, cell_format)

    def _write_cell(self, row, col, cell):
        if type(cell) is CellStringTuple and cell.format:
            self.fh.write(f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{cell.format._get_xf_index()}" t="s"><v>{cell.string}</v></c>')
        else:
            super()._write_cell(row, col, cell)


class Parts(Packager):
    """Keeps the parts of a workbook, and gives none to be packed."""

    def _create_package(self):
        self.made = super()._create_package()
        return []


class Unpacked(Workbook):
    """A workbook that is its `members`, (name, bytes), once it is closed, and nothing more."""

    def __init__(self):
        super().__init__(io.BytesIO(), {"in_memory": True})
        self.parts = Parts()

    def _get_packager(self):
        return self.parts

    def close(self):
        super().close()
        made = self.parts.made
        self.__dict__.clear()  # sheets and parts know the book, which knows them: nobody looks for such rings in a build, and every cell would stay
        self.members = [(name, data.getvalue() if binary else data.getvalue().encode()) for data, name, binary in made]
