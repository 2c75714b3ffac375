"""What a file may be at most, and how a reader says that it is more: refused, with the way out."""
from typing import NoReturn

from disclosure.tables.grid import Refused

LARGEST = 20 * 1024 * 1024
"""Bytes of a file."""
UNPACKED = 200 * 1024 * 1024
"""Bytes of what is packed in it."""
MOST_PARTS = 5_000
MOST_ROWS = 20_000
"""Rows with text, in all tables of a file."""
MOST_CELLS = 400_000
"""20,000 rows of 20 columns."""
MOST_TEXT = 32 * 1024 * 1024
"""Characters of all cells."""
LONGEST = 32_767
"""Characters of a cell: what a workbook allows."""
WIDEST = 16_384
DEEPEST = 100
"""Elements within elements that a document may have before it is taken for one made to do harm."""
MOST_TABLES = 2_000
SMALLER = "请把它拆成几个文件，或者删掉不用的工作表、图片，再导入"
AGAIN = "请在办公软件里打开它，另存一份 xlsx 再导入"


def refuse(file: str, why: str, hint: str = AGAIN) -> NoReturn:
    raise Refused(file, why, hint)
