"""Queries to begin with, for those who do not know what to type."""
from disclosure.model.county import County
from disclosure.render.search.sounds import is_han

MOST = 7
"""How many are offered."""


def often(county: County) -> list[str]:
    """Queries to begin with: the county's everyday words, taken evenly from its list; short ones, for they are links."""
    short = [word for word, _ in county.synonyms if 2 <= len(word) <= 5 and all(map(is_han, word))]
    return short[::max(1, -(-len(short) // MOST))][:MOST]
