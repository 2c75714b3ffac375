"""Traditional characters (繁體): what a page needs to turn its own words, limited to what the site says.

OpenCC knows fifty thousand words (render/characters.py); a site uses few of them.  Its words are therefore collected while pages are made, converted once as
OpenCC does, and reduced to a table of single characters and the phrases in which a character differs from that table.
"""
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from functools import cache
from typing import NamedTuple

from disclosure.model.county import County
from disclosure.render.characters import table, traditional

DATA = "hant-data.js"
RUN = re.compile("[\u3400-\u9fff][\u3400-\u9fff]*")
"""Han characters in a row: what stands between tags, signs and letters.  Nothing is converted across anything else.

Written like this re looks for the first character quickly; of [...]+ it tries every place.
"""
WHOLE = {"面积": "面積", "核准": "核准", "发布": "發佈", "公布": "公佈", "批准": "批准", "不准": "不准", "复议": "復議", "换发": "換發", "会签": "會簽", "团伙": "團夥",
         "金发": "金發", "金表": "金表", "和面": "和面", "单只": "單只", "签注": "簽注", "不准确": "不準確"}
"""Words of offices as they are written, and pairs that are never the word OpenCC takes them for: it takes the longest from the left, which
makes golden hair of 资金|发放 (金髮), dough of 和|面积 (和麵) and one head of poultry of 名单|只列 (單隻)."""
HELD = tuple("制度 制定 回避 征收 征求 征地 征集 征用 征信 系统 系列 托育 托幼 卷烟 答复 尽快 尽量".split())
"""Words that are right by themselves, and that OpenCC cuts through behind another one: 有关|征收 is no 关征.  Only words that no two others make between them:
准备 is none of these, for 批准|备案."""
RARE = {"髮": ("發", "理发 美发 头发 毛发 染发 烫发 假发 护发 洗发 发型 发廊 发屋 发饰"), "籤": ("簽", "标签 书签 抽签 摇签 封签 中签 竹签 牙签"),
        "覆": ("複", "答复 批复 回复 函复 反复 覆盖 颠覆 覆灭 覆没"), "采": ("採", "风采 神采 精采 文采 丰采 喝采 采邑")}
"""Characters that offices write in these words alone, and what stands for them elsewhere: it is 发 (發) of 差额|发放 that OpenCC takes for hair, and 采 (採) of
没有|采纳."""
SURNAMES = frozenset("于余范沈姜岳谷郁后种党干丑卜征涂占松")
"""Surnames whose character is its own Traditional form, though as a word it has another: 于 is not 於, 余 not 餘, 范 not 範."""


def written(text: str) -> list[str]:
    """The runs of a page's words: a place where a line may break (<wbr>) is no end of one."""
    return RUN.findall(text.replace("<wbr>", ""))


@cache
def converted(text: str) -> str:
    """As OpenCC writes Han characters in a row."""
    return traditional(text)


class Traditional:
    """Collects the words of a site and gives the data that `hant.js` turns them with."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.runs: set[str] = set()
        self.tables = Tables()
        """Of the last build, and when `data` was asked for of this one."""

    def add(self, text: str) -> None:
        """Takes the words of a page, a piece of chrome or a script, whatever else stands between them."""
        self.runs.update(written(text))

    def data(self) -> bytes:
        """The script that assigns the global HANT: `characters`, pairs of one and its other form; `phrases`, pairs of equal length, spaced."""
        self.tables = made = tables(self.runs, named(self.county), self.tables)
        listed = "".join(a + b for a, b in sorted(made.characters.items()))
        words = " ".join(a + b for a, b in sorted(made.phrases.items()))
        return f'window.HANT = {{\n  characters: "{listed}",\n  phrases: "{words}"\n}};\n'.encode()


class Named(NamedTuple):
    """What has a form of its own, or may have: names of places and people, and what the county wants kept."""

    places: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


def named(county: County) -> Named:
    owners = (*county.townships.values(), *county.villages.values())
    places = {run for owner in owners for name in owner.names for run in RUN.findall(name)}
    places |= {stem for name in places if FAMILY.match(name) and len(stem := ENDINGS.sub("", name)) > 1}  # 余坊乡人民政府 and 余坊 alone
    people = {run for person in county.interpreters.values() for run in RUN.findall(person.name)}
    return Named(frozenset(places), frozenset(people), frozenset(run for kept in county.unconverted for run in RUN.findall(kept)))


def names_of(named: Named) -> dict[str, str]:
    """Names that OpenCC takes for words, as they are written: 里 of a place, a village of old, is never 裡 (inside); surnames stay, and what the county wants kept."""
    written = {name: placed(name) for name in sorted(named.places)}
    written |= {name: name[0] + converted(name)[1:] for name in sorted(named.people) if name[0] in SURNAMES}
    written |= {run: run for run in sorted(named.kept)}
    return {name: text for name, text in written.items() if text != converted(name)}


FAMILY = re.compile(rf"""^(?:[上下大小前后東东西南北中新老]?)([{''.join(sorted(SURNAMES - set('后干种征')))}])""")
"""A place that begins with a surname, or has one behind what tells it from its neighbour: 余坊乡, 上余镇.  后 (behind), 干 (dry), 种 and 征 are mostly no families here."""
ENDINGS = re.compile(r"(?:民族)?[乡镇村]$|街道$|社区$|苏木$|地区$")


def placed(name: str) -> str:
    """The name of a place: 里 is no 裡, and the family that it is named after keeps its character."""
    text = converted(name).replace("裡", "里")
    found = FAMILY.match(name)
    if found is None:
        return text
    at = found.start(1)
    return text[:at] + name[at] + text[at + 1:]


def right(run: str, names: dict[str, str], plain: str = "") -> str:
    """A run in Traditional characters: OpenCC's, which is `plain` where that is known, but for RARE, HELD, WHOLE and names."""
    text = plain or converted(run)
    if any(rare in text for rare in RARE):
        text = _without_rare(run, text)
    for found in _words().finditer(run):
        word = found[1]
        text = text[:found.start()] + (WHOLE.get(word) or converted(word)) + text[found.start() + len(word):]
    for word, written in names.items():
        for found in re.finditer(word, run) if word in run else ():
            text = text[:found.start()] + written + text[found.end():]
    return text


@cache
def _words() -> re.Pattern[str]:
    """A word of WHOLE or HELD, wherever one begins: the next may begin within it, and is right where they meet (不准|确 in 不准确)."""
    return re.compile(f"(?=({'|'.join(sorted((*WHOLE, *HELD), key=lambda word: (-len(word), word)))}))")


def _without_rare(run: str, text: str) -> str:
    """Where a character of RARE stands in none of its words, what OpenCC writes when the run begins there, or what is usual."""
    out = list(text)
    for at, c in enumerate(text):
        if c in RARE and not any(found.start() <= at < found.end() for word in RARE[c][1].split() for found in re.finditer(word, run)):
            alone = converted(run[at:])[0]
            out[at] = alone if alone != c else RARE[c][0]
    return "".join(out)


class Tables(NamedTuple):
    """What turns every run of a site, and what the next tables may take of it."""

    characters: dict[str, str] = {}
    phrases: dict[str, str] = {}
    named: Named = Named()
    names: dict[str, str] = {}
    """Of `named` those that OpenCC would write otherwise."""
    runs: Set[str] = frozenset()
    rounds: tuple[dict[str, tuple[tuple[str, str], ...]], ...] = ()
    """The phrases that each run has asked for, round by round."""


def tables(runs: Iterable[str], named: Named = Named(), last: Tables = Tables()) -> Tables:
    """Characters and phrases that give, for every run, what it is in Traditional characters.

    A phrase is the shortest piece round a wrong character that OpenCC by itself converts as it does within the run.  Where a phrase
    of one run spoils another, the other gets a longer one, until all are right: at the latest when a run is a phrase itself.

    What a run asks for depends on itself and on the phrases that stand in it.  So only runs that the `last` tables did not know are gone through, and those
    in which a phrase stands that was none then, or is none now.
    """
    if last.named != named or not last.runs:
        last = Tables(named=named, names=names_of(named))
    runs, names = runs if isinstance(runs, Set) else frozenset(runs), last.names
    wanted = turned(runs - last.runs if last.runs else runs, names)
    alone = table().characters
    characters = {c: alone[c] for c in sorted({*"".join(runs)}) if c in alone}
    phrases, suspects, rounds = dict(names), wanted.keys(), []
    while True:
        before = last.rounds[len(rounds)] if len(rounds) < len(last.rounds) else {}
        turn = turner(characters, phrases)
        asked = {run: pairs for run, pairs in before.items() if run in runs and run not in wanted}
        asked |= {run: tuple(shortest(run, wanted[run], at, phrases) for at, c in enumerate(text) if c != wanted[run][at])
                  for run in suspects if (text := turn(run)) != wanted[run]}
        found, known = told(asked), told(before)
        if not found:
            return Tables(characters, phrases, named, names, runs, tuple(rounds))
        rounds.append(asked)
        phrases |= found
        if other := {phrase for phrase, _ in found.items() ^ known.items()} if last.runs else ():
            wanted |= turned(runs - wanted.keys() & holding(other, runs), names)
        suspects = holding(found, wanted.keys())


def turned(runs: Collection[str], names: dict[str, str]) -> dict[str, str]:
    """Every run in Traditional characters."""
    special = re.compile("|".join((*WHOLE, *HELD, *names)))
    rare = re.compile(f"[{''.join(RARE)}]")
    return {run: right(run, names, text) if special.search(run) or rare.search(text) else text for run in runs for text in (traditional(run),)}


def told(asked: Mapping[str, Iterable[tuple[str, str]]]) -> dict[str, str]:
    """The phrases that runs have asked for."""
    return {phrase: text for _, pairs in sorted(asked.items()) for phrase, text in pairs}


def holding(phrases: Collection[str], runs: Collection[str]) -> set[str]:
    """The runs in which one of the phrases stands."""
    if not phrases or not runs:
        return set()
    any_of = re.compile("|".join(sorted(phrases)))
    return {run for run in runs if any_of.search(run)}


def shortest(run: str, text: str, at: int, phrases: dict[str, str]) -> tuple[str, str]:
    """The shortest piece of a run that holds the character at `at`, comes out right by itself and is no phrase yet; else the run."""
    for width in range(2, len(run)):
        for start in range(max(0, at - width + 1), min(at, len(run) - width) + 1):
            piece, wanted = run[start:start + width], text[start:start + width]
            if piece not in phrases and right(piece, {}) == wanted:
                return piece, wanted
    return run, text


def turner(characters: dict[str, str], phrases: dict[str, str]) -> Callable[[str], str]:
    """What hant.js does: from the left, the longest phrase that fits, else the character."""
    heads: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        heads.setdefault(phrase[0], []).append(phrase[1:])
    some, single = [f"{head}(?:{'|'.join(rests)})" for head, rests in sorted(heads.items())], str.maketrans(characters)
    there, either = cache(lambda: re.compile("|".join(some) or "(?!)")), cache(lambda: re.compile("|".join([*some, "."])))
    return lambda run: either().sub(lambda m: phrases.get(m[0]) or characters.get(m[0], m[0]), run) if there().search(run) else run.translate(single)
