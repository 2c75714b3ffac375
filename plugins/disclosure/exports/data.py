"""csv and json: the bytes that the site offers, under the paths that they have there."""
from collections.abc import Iterator
from itertools import chain

from disclosure.exports.wanted import Wanted
from disclosure.render.output import Output
from disclosure.site import shelves


def downloads(wanted: Wanted, ending: str) -> Iterator[Output]:
    """The site's files of this ending: of the whole county with that of all its matters, or of what was named."""
    named = {c.address.removesuffix(".html") for c in wanted.catalogues}
    named |= {path.partition(".")[0] for c in wanted.registers for path in (c.index, *c.shelf.also)}
    for one in chain.from_iterable(shelves(wanted.view, (), bytes, None).values()):
        if isinstance(one, Output) and not one.file and one.path.endswith(ending) and (wanted.whole or one.path.removesuffix(ending) in named):
            yield one
