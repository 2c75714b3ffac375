"""The search page and its data: scripts that assign one global each, so that they load the same from a disk and from a server."""
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from disclosure.model.county import County
from disclosure.read.words import Renamed, Words, elsewhere, renamed, wanted, words
from disclosure.read.words import asked as known_ways
from disclosure.render.addresses import hashed
from disclosure.render.known import Known
from disclosure.render.output import Indexed, Output, Page, assigned, latest
from disclosure.render.search.asked import asked, everywhere
from disclosure.render.search.drawn import drawn
from disclosure.render.search.entries import Rows
from disclosure.render.search.lines import Lines
from disclosure.render.search.said import Said
from disclosure.render.search.said import said as said_in
from disclosure.render.search.sounds import Sounds, traditional
from disclosure.render.search.texts import parts
from disclosure.render.view import OFTEN, View

PAGE, DATA, ASKED, LISTS, TEXT, DRAWN = "search.html", "search-data.js", "search-asked.js", "search-lists.js", "search-text-{}.js", "handwriting-data.js"
TITLE = "检索"


class Data(NamedTuple):
    """`names`: what there is and what it is called; `lists`: how residents ask, the same in every county; `asked`: what answers that here; `texts`: what is said of it, in parts."""

    names: bytes
    lists: Output
    asked: Output
    texts: list[Output]
    words: str
    """What things are called and how residents ask, without the tables of sounds: these hold every common character, asked for or not."""
    called: str
    """What readers see of `names`."""


def search(view: View, pages: Iterable[Indexed]) -> Iterator[Page | Output]:
    """The page that answers, and what it answers from.  `pages`: everything that is found by its title and text alone."""
    names, lists, ways, texts, said, called = data(view.county, pages, view.known)
    current, lasting = latest(DATA, names, called)
    yield view.page(PAGE, "search.html", "aids", TITLE, later=lambda: {"often": view.county.often[:OFTEN]}, names=current.path,
                    description=f"{view.topic}检索：事项、政策、解读、流程、单位，可用拼音首字母、文号和常用说法。")
    yield from (current, lasting, lists, ways)
    yield from texts
    yield from latest(DRAWN, view.known.same("search/drawn", said, lambda: drawn(said)), " ".join(sorted(set(said))))  # what is typed is shown again: character by character, for it may be any word


def data(county: County, pages: Iterable[Indexed], last: Known) -> Data:
    """Deterministic: the same county gives the same bytes, whatever is known of the `last` build."""
    known, named = words(), Lines()
    rows = Rows(county, pages, named)
    cut = list(parts(row.told for row in rows.all))
    heads = named.lines
    everyday = [*((word, (to,)) for word, to in county.synonyms), *offices(county, renamed()).items(), *renamed().acts.items(), *known.synonyms.items()]
    wanted_words = sorted({word for _, to in everyday for word in to})
    there = last.after("search/said", wanted_words, Said(), partial(said_in, [*heads, *(line for part in cut for line in part.lines)], wanted_words))
    synonyms = meant(everyday, there.words)
    chars = set(there.chars).union(*synonyms)
    table, unusual = last.same("search/sounds", [heads, list(synonyms), sorted(chars)], lambda: Sounds([*heads, *synonyms], chars, known.readings).told)
    old, new = last.same("search/traditional", sorted(chars), lambda: traditional(chars))
    lists, ways = everywhere(known_ways(), elsewhere()), asked(county, rows, known_ways(), elsewhere())
    of_lists = set().union(*lists["ways"], *(text for _, said, *told in lists["held"] for text in (*(word for way in said for word in way), *told)))
    rest = set().union(*(lines for *_, lines in ways["targets"] if isinstance(lines, str))) - chars - of_lists
    wants = {key: value for key, value in wanted().items() if key != "direct"}   # that names rows of the county
    same = script(LISTS, "disclosureSearchLists", wants | lists | last.same("search/lists", sorted(of_lists), lambda: sounding(of_lists, known)), "")
    said = script(ASKED, "disclosureSearchAsked", ways | last.same("search/rest", sorted(rest), lambda: sounding(rest, known)), shown(ways, lists))
    texts = [script(TEXT.format(n), "disclosureSearchText", part.said()) for n, part in enumerate(cut, 1)]
    names = {
        # What nearly every edit changes stands first, apart from the long lines: who looks at one looks at what is near it, too.
        "named": len(heads), "lines": len(heads) + sum(len(part.lines) for part in cut), "texts": [made.path.rpartition("/")[2] for made in texts], "asked": said.path.rpartition("/")[2],
        "lists": same.path.rpartition("/")[2], "idle": idle(known), "issuers": renamed().issuers, "text": "\n".join(heads), "words": "\n".join(" ".join((word, *to)) for word, to in synonyms.items()),
        "sounds": table, "unusual": unusual, "old": old, "new": new, **rows.data(),
    }
    called = "\n".join((names["text"], names["words"], *names["methods"], *(noun for noun, *_ in names.get("listed", ()))))
    drawn = "\n".join(lists["ways"][lines] if isinstance(lines, int) else lines for *_, lines in ways["targets"])
    return Data(assigned("disclosureSearchData", names), same, said, texts, "\n".join((names["text"], names["words"], drawn)), called)


def script(name: str, variable: str, value: dict, seen: str | None = None) -> Output:
    data = assigned(variable, value)
    return Output.of(hashed(name, data), data, seen)


def sounding(chars: set[str], known: Words) -> dict:
    """How these characters sound, and their Traditional forms."""
    return {"sounds": Sounds([], chars, known.readings).table(), **dict(zip(("old", "new"), traditional(chars), strict=True))}


def shown(ways: dict, lists: dict) -> str:
    """What of the ways of asking search-page.js may print: what they ask for, who answers for what is not here, whom to call about anything.  How it is asked is only compared."""
    called = (called for *_, called, _ in ways["targets"] if isinstance(called, str))
    return "\n".join((*called, ways["desk"][0], *(text for n, office, *_ in ways["elsewhere"] for text in (lists["held"][n][0], office, lists["held"][n][2]))))


def meant(everyday: Iterable[tuple[str, Iterable[str]]], there: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Everyday words → words that the county's texts have, of all that they may mean; the county's own come first."""
    out: dict[str, dict[str, None]] = {}
    for word, to in everyday:
        if kept := [t for t in to if t != word and t in there]:
            out.setdefault(word, {}).update(dict.fromkeys(kept))
    return {word: tuple(to) for word, to in out.items()}


def offices(county: County, old: Renamed) -> dict[str, tuple[str, ...]]:
    """Old and short names of offices → how the county calls who does their work now.  A name that an office of the county still has is its own."""
    units = [unit for unit in county.units.values() if not unit.dissolved]
    called = {name.removeprefix(county.name).removeprefix("县") for unit in units for name in (unit.name, unit.label, *unit.aliases)}
    out = {}
    for name, now in old.offices.items():
        found = [unit.label for new in now for unit in units if unit.name.endswith(new)]
        if found and name not in called:
            out[name] = tuple(dict.fromkeys(found))
    return out


def idle(known: Words) -> Sequence[str]:
    return sorted(known.idle, key=len, reverse=True)
