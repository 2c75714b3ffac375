"""The search page and its data: one script that assigns one global, so that it loads the same from a disk and from a server."""
import json
from collections.abc import Iterable, Iterator

from disclosure.model.county import County
from disclosure.read.words import Words, words
from disclosure.render.output import Indexed, Output, Page, latest
from disclosure.render.search.entries import Rows
from disclosure.render.search.often import often
from disclosure.render.search.sounds import Sounds, traditional
from disclosure.render.search.strings import Strings
from disclosure.render.view import View

PAGE, DATA = "search.html", "search-data.js"
TITLE = "检索"


def search(view: View, pages: Iterable[Indexed]) -> Iterator[Page | Output]:
    """The page that answers, and what it answers from.  `pages`: everything that is found by its title and text alone."""
    yield view.page(PAGE, "search.html", "home", TITLE, later=lambda: {"often": often(view.county)}, description=f"{view.topic}检索：事项、政策、解读、流程、单位，可用拼音首字母、文号和常用说法。")
    yield from latest(DATA, data(view.county, pages))


def data(county: County, pages: Iterable[Indexed]) -> bytes:
    """The data file.  Deterministic: the same county gives the same bytes."""
    known, strings = words(), Strings()
    rows = Rows(county, pages, strings)
    heads, bodies = list(strings.heads), list(strings.bodies)
    text = "\n".join([*heads, *bodies])
    synonyms = meant(county, known, text)
    sounds = Sounds([*heads, *synonyms], text, known.readings)
    old, new = traditional(text + "".join(synonyms))
    made = {
        "text": text, "heads": len(heads), "words": "\n".join(" ".join((word, *to)) for word, to in synonyms.items()), "idle": idle(known), 
        "sounds": sounds.table(), "unusual": sounds.exceptions(), "old": old, "new": new,
        "units": rows.units, "domains": rows.domains, "townships": rows.townships, "villages": rows.villages, "policies": rows.policies, "flows": rows.flows,
        "interpreters": rows.interpreters, "pages": rows.pages,
    }
    return f"window.disclosureSearchData={json.dumps(made, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def meant(county: County, known: Words, text: str) -> dict[str, tuple[str, ...]]:
    """Everyday words → words that the county's texts have; the county's own come first."""
    out: dict[str, dict[str, None]] = {}
    chars = set(text)
    for word, to in [*((word, (to,)) for word, to in county.synonyms), *known.synonyms.items()]:
        there = [t for t in to if t != word and chars.issuperset(t) and t in text]
        if there:
            out.setdefault(word, {}).update(dict.fromkeys(there))
    return {word: tuple(to) for word, to in out.items()}


def idle(known: Words) -> list[str]:
    return sorted(known.idle, key=len, reverse=True)
