"""Traditional characters (繁體): what a page needs to turn its own words, limited to what the site says.

OpenCC's dictionaries are 2 MB; a site uses few of their words.  Its words are therefore collected while pages are made, converted once by
OpenCC, and reduced to a table of single characters and the phrases in which a character differs from that table.
"""
import re
from collections.abc import Callable, Iterable
from functools import cache

from opencc import OpenCC

from disclosure.model.county import County

DATA = "hant-data.js"
RUN = re.compile("[\u3400-\u9fff][\u3400-\u9fff]*")
"""Han characters in a row: what stands between tags, signs and letters.  Nothing is converted across anything else.

Written like this re looks for the first character quickly; of [...]+ it tries every place.
"""
STANDARD = "s2tw"
"""OpenCC's conversion: the characters as they are written in Taiwan; terms of law and office keep their words (s2twp would change them)."""
WHOLE = {"面积": "面積", "核准": "核准", "发布": "發佈", "公布": "公佈", "批准": "批准", "不准": "不准", "复议": "復議", "换发": "換發", "会签": "會簽", "团伙": "團夥",
         "金发": "金發", "金表": "金表", "和面": "和面", "单只": "單只"}
"""Words of offices as they are written, and pairs that are never the word OpenCC takes them for: it takes the longest from the left, which
makes golden hair of 资金|发放 (金髮), dough of 和|面积 (和麵) and one head of poultry of 名单|只列 (單隻)."""
SURNAMES = frozenset("于余范沈姜岳谷郁后种党干丑卜征涂占松")
"""Surnames whose character is its own Traditional form, though as a word it has another: 于 is not 於, 余 not 餘, 范 not 範."""


def written(text: str) -> list[str]:
    """The runs of a page's words: a place where a line may break (<wbr>) is no end of one."""
    return RUN.findall(text.replace("<wbr>", ""))


@cache
def converted(text: str) -> str:
    return _converter().convert(text)


@cache
def _converter() -> OpenCC:
    return OpenCC(STANDARD)


class Traditional:
    """Collects the words of a site and gives the data that `hant.js` turns them with."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.runs: set[str] = set()

    def add(self, text: str) -> None:
        """Takes the words of a page, a piece of chrome or a script, whatever else stands between them."""
        self.runs.update(written(text))

    def data(self) -> bytes:
        """The script that assigns the global HANT: `characters`, pairs of one and its other form; `phrases`, pairs of equal length, spaced."""
        characters, phrases = tables(sorted(self.runs), names(self.county))
        listed = "".join(a + b for a, b in sorted(characters.items()))
        words = " ".join(a + b for a, b in sorted(phrases.items()))
        return f'window.HANT = {{\n  characters: "{listed}",\n  phrases: "{words}"\n}};\n'.encode()


def names(county: County) -> dict[str, str]:
    """Names that OpenCC takes for words, as they are written: 里 of a place, a village of old, is never 裡 (inside); surnames stay, and what the county wants kept."""
    owners = (*county.townships.values(), *county.villages.values())
    places = {run for owner in owners for name in owner.names for run in RUN.findall(name)}
    places |= {stem for name in places if FAMILY.match(name) and len(stem := ENDINGS.sub("", name)) > 1}  # 余坊乡人民政府 and 余坊 alone
    people = (run for person in county.interpreters.values() for run in RUN.findall(person.name))
    written = {name: placed(name) for name in places}
    written |= {name: name[0] + converted(name)[1:] for name in people if name[0] in SURNAMES}
    written |= {run: run for kept in county.unconverted for run in RUN.findall(kept)}
    return {name: text for name, text in written.items() if text != converted(name) and len(text) == len(name)}


FAMILY = re.compile(rf"""^(?:[上下大小前后東东西南北中新老]?)([{''.join(sorted(SURNAMES - set('后干种征')))}])""")
"""A place that begins with a surname, or has one behind what tells it from its neighbour: 余坊乡, 上余镇.  后 (behind), 干 (dry), 种 and 征 are mostly no families here."""
ENDINGS = re.compile(r"(?:民族)?[乡镇村]$|街道$|社区$|苏木$|地区$")


def placed(name: str) -> str:
    """The name of a place: 里 is no 裡, and the family that it is named after keeps its character."""
    text = converted(name).replace("裡", "里")
    found = FAMILY.match(name)
    if found is None or len(text) != len(name):
        return text
    at = found.start(1)
    return text[:at] + name[at] + text[at + 1:]


def right(run: str, names: dict[str, str], plain: str = "") -> str:
    """A run in Traditional characters: OpenCC's, which is `plain` where that is known, but for WHOLE and names."""
    text = plain or converted(run)
    for word, written in {**WHOLE, **names}.items():
        for found in re.finditer(word, run) if word in run else ():
            text = text[:found.start()] + written + text[found.end():]
    return text


def tables(runs: Iterable[str], names: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Characters and phrases that give, for every run, what it is in Traditional characters.

    A phrase is the shortest piece round a wrong character that OpenCC by itself converts as it does within the run.  Where a phrase
    of one run spoils another, the other gets a longer one, until all are right: at the latest when a run is a phrase itself.
    """
    runs = list(runs)
    plain = dict(zip(runs, _converter().convert("\n".join(runs)).split("\n"), strict=True))  # at once: a call costs more than a word
    special = re.compile("|".join((*WHOLE, *names)))
    wanted = {run: text for run in runs if len(text := right(run, names, plain[run]) if special.search(run) else plain[run]) == len(run)}
    characters = {c: t for c in sorted(set("".join(wanted))) if (t := converted(c)) != c and len(t) == 1}
    phrases, suspects, single = dict(names), wanted, str.maketrans(characters)
    while suspects:
        turn, found, known = turner(characters, phrases), {}, re.compile("|".join(phrases) or "(?!)")
        wrong = {run: text for run in suspects if (text := turn(run) if known.search(run) else run.translate(single)) != wanted[run]}
        for run, text in wrong.items():
            found |= (shortest(run, wanted[run], at, phrases) for at, c in enumerate(text) if c != wanted[run][at])
        phrases |= found
        spoiled = re.compile("|".join(sorted(found)))
        suspects = [run for run in wanted if spoiled.search(run)] if found else []
    return characters, phrases


def shortest(run: str, text: str, at: int, phrases: dict[str, str]) -> tuple[str, str]:
    """The shortest piece of a run that holds the character at `at`, comes out right by itself and is no phrase yet; else the run."""
    for width in range(2, len(run)):
        for start in range(max(0, at - width + 1), min(at, len(run) - width) + 1):
            piece, wanted = run[start:start + width], text[start:start + width]
            if piece not in phrases and (converted(piece) == wanted or any(word in piece for word in WHOLE)):
                return piece, wanted
    return run, text


def turner(characters: dict[str, str], phrases: dict[str, str]) -> Callable[[str], str]:
    """What hant.js does: from the left, the longest phrase that fits, else the character."""
    heads: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        heads.setdefault(phrase[0], []).append(phrase[1:])
    either = re.compile("|".join([*(f"{head}(?:{'|'.join(rests)})" for head, rests in sorted(heads.items())), "."]))
    return lambda run: either.sub(lambda m: phrases.get(m[0]) or characters.get(m[0], m[0]), run)
