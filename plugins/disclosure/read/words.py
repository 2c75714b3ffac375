"""The words that residents use: instead of what catalogues say (words/synonyms.yml), for offices and acts that have got other names (renamed.yml),
how they ask (asked/) and what they want to know (wanted.yml), who answers for what is in no domain (elsewhere.yml), and for what domains and
life events are about (residents.yml).
"""
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from disclosure.read.own import own

FOLDER = Path(__file__).parent.parent / "words"


@dataclass(frozen=True)
class Words:
    """`synonyms`: an everyday word → the words of catalogues; `idle`: words of a question that nothing is to be found by; `readings`: word → its pinyin."""

    synonyms: dict[str, tuple[str, ...]]
    idle: tuple[str, ...]
    readings: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    data = own(FOLDER / "synonyms.yml")
    synonyms = {word: (meant,) if isinstance(meant, str) else tuple(meant) for group in data["常用词"].values() for word, meant in group.items()}
    return Words(synonyms, tuple(data["虚词"]), {word: tuple(read.split()) for word, read in data["读音"].items()})


class Renamed(NamedTuple):
    """Old and short names → what it is called now.  `offices`: without the name of the county; `acts`: laws and regulations; `issuers`: as orders are cited."""

    offices: dict[str, tuple[str, ...]]
    acts: dict[str, tuple[str, ...]]
    issuers: dict[str, str]


@cache
def renamed() -> Renamed:
    data = own(FOLDER / "renamed.yml")

    def names(groups: list[dict]) -> dict[str, tuple[str, ...]]:
        return {old: (new,) if isinstance(new, str) else tuple(new) for group in groups for old, new in group["改名"].items()}
    return Renamed(names(data["单位"]), names(data["法规"]), data["令号"])


ELSEWHERE = "归别处"
"""The group of the lists of ways of asking that is about what elsewhere.yml names."""


class Asked(NamedTuple):
    """Everyday ways of asking (`ways`) for one thing: in a domain a category of matters, or category/matter; else a record of a register or a page, by its title."""

    group: str
    target: str
    ways: tuple[str, ...]


@cache
def _asked() -> tuple[Asked, ...]:
    files = sorted((FOLDER / "asked").glob("*.yml"))
    groups = [group for file in files for group in own(file).items()]
    return tuple(Asked(group, target, tuple(dict.fromkeys(way for line in lines for way in line.split()))) for group, targets in groups for target, lines in targets.items())


def asked() -> tuple[Asked, ...]:
    """words/asked/: one file a domain, and one for what is in none; a line has a sentence or several words."""
    return tuple(one for one in _asked() if one.group != ELSEWHERE)


class Elsewhere(NamedTuple):
    """An office and everyday matters that it answers for anywhere in China.  `office`: as readers are told, beginning with 县 where the county has one of its
    own; `units`: how a unit's name ends that is it; `within`: the part of the unit, in brackets or after its name; `phone`: a national number or "";
    `matters`: name → ways of saying it, maybe none, each a tuple of words that must all be there ("!word": that must not); `see`: name → what a county that has it
    calls the things that help; `projects`: name → words of titles of the projects that are about it; `notes`: name → where else to look; `like`: name → how
    people ask for it, which is only compared; `follows`: name → what a county that has it lets another office disclose, which then answers for it.
    """

    office: str
    units: tuple[str, ...]
    phone: str
    matters: dict[str, tuple[tuple[str, ...], ...]]
    see: dict[str, tuple[str, ...]]
    projects: dict[str, tuple[str, ...]]
    notes: dict[str, str]
    like: dict[str, tuple[str, ...]]
    follows: dict[str, str]

    @property
    def within(self) -> str:
        return next((self.office.partition(end)[2] for end in self.units if end in self.office), "")


@cache
def elsewhere() -> tuple[Elsewhere, ...]:
    """words/elsewhere.yml, with the longer ways of asking that stand in words/asked/elsewhere.yml."""
    further = {one.target: one.ways for one in _asked() if one.group == ELSEWHERE}
    data = own(FOLDER / "elsewhere.yml")

    def several(value: str | list[str]) -> tuple[str, ...]:
        return (value,) if isinstance(value, str) else tuple(value)

    def told(one: dict) -> Elsewhere:
        said = {name: value if isinstance(value, dict) else {"问": value} for name, value in one["事"].items()}
        ways = {name: tuple(tuple(way.split()) for way in value.get("问", ())) for name, value in said.items()}
        lists = [{name: several(value[key]) for name, value in said.items() if key in value} for key in ("看", "项目")]
        notes, follows = ({name: value[key] for name, value in said.items() if key in value} for key in ("说", "随"))
        like = {name: tuple(dict.fromkeys([way for line in several(value.get("像", ())) for way in line.split()] + [*further.get(name, ())])) for name, value in said.items()}
        return Elsewhere(one["归"], tuple(one["单位"]), one.get("电话", ""), ways, *lists, notes, like, follows)
    return tuple(told(one) for one in data["归口"])


@cache
def wanted() -> dict:
    """Which kind of answer a question wants (wanted.yml), as search has it: `wants`: [words of questions, shelves, words of titles, figures: "", "金额" or "期限"];
    `late`: words of titles, and `lateShelves`: shelves, that stand behind what was made for residents; `alike`: [a way of saying, what it is taken for], the longest first;
    `frames`: words that frame a question and are never its subject; `people`: words for people
    and for pointing, never a thing; `direct`: [titles, groups of words of which a question has one each, words that it must not have]; `village`: {places: words for one's own village, asked: [words of titles, ways of saying]}.
    """
    data = own(FOLDER / "wanted.yml")
    wants = [[one["问"], one["栏目"], one.get("标题", []), one.get("数字", "")] for one in data["要的"]]
    alike = sorted(([said, plainest] for plainest, all_ in data["一样的说法"].items() for said in all_), key=lambda pair: (-len(pair[0]), pair))
    return {"wants": wants, "late": data["后排标题"], "lateShelves": data["后排栏目"], "alike": alike, "frames": data["问法"],
            "people": data["称呼"], "direct": [[one["看"], one["组"], one["不"]] for one in data["直指"]],
            "village": {"places": data["村务"]["村"], "asked": [[one["标题"], [way.split() for way in one["问"]]] for one in data["村务"]["问"]]}}


class LifeEvent(NamedTuple):
    """Something in a resident's life for which several things are needed.  `words`: what titles and keywords of them say; `domains`: pilot domains by number."""

    name: str
    words: tuple[str, ...]
    domains: tuple[int, ...]


class Plain(NamedTuple):
    """`domains`: what a pilot domain is about, by its number; `events`: in the order in which residents are shown them."""

    domains: dict[int, str]
    events: tuple[LifeEvent, ...]


@cache
def plainly() -> Plain:
    data = own(FOLDER / "residents.yml")
    events = (LifeEvent(one["名称"], tuple(one["词"]), tuple(map(int, one["领域"]))) for one in data["大事"])
    return Plain({int(number): text for number, text in data["领域"].items()}, tuple(events))
