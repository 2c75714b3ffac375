"""Old and new text of a field in one, for pages and for the sheet to sign: what went is struck through, what came stands out."""
import re
from collections.abc import Iterable
from functools import cache

from markupsafe import Markup

from disclosure.editions.cells import Cell
from disclosure.editions.marking import IN, OUT, Piece, marked, shortened
from disclosure.render.escaping import escaped

AROUND = 40
"""Characters that are shown beside changed words."""
WHOLE = re.compile(r"(?<![0-9])(?:0[0-9]{2,3}-[0-9]{7,8}|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?![0-9])")
"""Dates and telephone numbers, which no line may break."""


@cache
def difference(cell: Cell, around: int = AROUND) -> Markup:
    """Both texts of a field as one."""
    return told(shortened(marked(cell.old, cell.new), around))


def told(pieces: Iterable[Piece]) -> Markup:
    """Pieces as HTML.  An arrow stands between what went and what took its place: 7 and 5 side by side would read as 75."""
    found, last = [], ""
    for what, text in pieces:
        said = WHOLE.sub(r'<span class="nb">\g<0></span>', escaped(text)).replace("\n", "<br>")
        arrow = " → " if (last, what) == (OUT, IN) else ""
        found.append(f"<del>{said}</del>" if what == OUT else f"{arrow}<ins>{said}</ins>" if what == IN else said)
        last = what
    return Markup("".join(found))
