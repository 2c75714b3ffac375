"""How text taken out of a document says where cells, rows and blocks end, so that no number is read across a border and rows stay rows."""

CELL = "\x1f"
"""Between the cells of a row (ASCII's unit separator): nobody types it, so it can be nothing else.  Empty cells are kept: columns stay below their headings."""
ROW = "\n"
"""Between the rows of a table and the lines of a text.  Within a cell there is none: its own line ends are blanks."""
BLOCK = "\n\n"
"""Around a table, and between parts that have nothing to do with each other."""
