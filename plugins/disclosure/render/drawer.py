"""What 栏目 opens on a narrow screen: every part of the site and what it leads to, as a script that is fetched when somebody wants it."""
from collections.abc import Iterable, Sequence

from disclosure.render.output import Crumb, Output, assigned, latest

DATA = "drawer-data.js"
MOST = 100
"""A part that leads to more pages than this is not unfolded; its own first page leads on."""

Entry = tuple[str, str, Sequence[Crumb]]
"""What a part is called, where it begins, and what it leads to."""


def drawer(parts: Iterable[Entry], outside: Iterable[tuple[str, str]]) -> tuple[Output, Output]:
    """The script and the small file that says what it is called now.  `outside`: the portal's own entries, by name and address."""
    listed = [[title, below[0].address if below else address, *([below] if 0 < len(below) <= MOST else ())] for title, address, below in parts]
    return latest(DATA, assigned("disclosureDrawer", [*listed, ["网站地图", "sitemap.html"], *outside]))
