"""What somebody wants exported, and how a format is declared."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from disclosure.model.catalogue import Catalogue
from disclosure.model.collection import Collection
from disclosure.model.county import County
from disclosure.progress import Progress

if TYPE_CHECKING:
    from disclosure.render.output import Output
    from disclosure.render.view import View
    from disclosure.scores import Scores

STANDARD, EVERY = "标准", "全部"
"""The columns of the standard form; or these, and behind them one for every other field of a matter."""


@dataclass(frozen=True)
class Wanted:
    """A county without errors, and what of it is wanted.

    `catalogues` and `registers` are in the order of the site; `whole`: nobody named any, so these are all.  `sizes`: bytes of every file below
    content/files/.  The rest is as the options of the command say, which a format names in `options` where they matter to it.
    """

    county: County
    catalogues: tuple[Catalogue, ...]
    registers: tuple[Collection, ...] = ()
    whole: bool = True
    sizes: dict[str, int] = field(default_factory=dict)
    columns: str = STANDARD
    each: bool = False
    manual: bool = False
    by: str = "item"
    paper: str = "A4"
    scores: "Callable[[], Scores] | None" = None
    progress: Progress = lambda what, done, total: None

    @cached_property
    def view(self) -> "View":
        """Makes pages and knows who refers to whom."""
        from disclosure.render.view import View
        return View(self.county, self.sizes)


@dataclass(frozen=True)
class Format:
    """A form in which a county can be exported.

    `about`: what it is, for the help.  `files` gives what is written, by paths below the folder asked for; none is made before it is wanted.
    `options`: those of the command that it minds beside the common ones.  `registers`: whether it can show those.  `whole`: it is of the
    whole county, and nothing can be named.
    """

    name: str
    about: str
    files: Callable[[Wanted], Iterable["Output"]]
    options: frozenset[str] = frozenset()
    registers: bool = False
    whole: bool = False

    @property
    def suffix(self) -> str:
        """How the names of its files end, where they all end so."""
        return SUFFIXES.get(self.name, f".{self.name}")


SUFFIXES = {"dcat": ".jsonld", "notice": ".pdf", "evaluation": ".zip", "cms": ".csv"}
"""Of formats that are not called as their files end."""
