"""The word that somebody most likely meant."""
from collections.abc import Iterable
from difflib import SequenceMatcher

from disclosure.model.rare import Rare
from disclosure.read.places import other_place

OFFICE = Rare(r"(?:人民政府办公室|人民政府|街道办事处|办事处|村民委员会|居民委员会|管理委员会|委员会|管委会|村委会|居委会|办公室|服务中心|中心"
                    r"|[局委办部处科股室站所院会社队厅馆])$")
"""The sort of office at the end of a unit's name: it is many units', and tells none of them."""
LEVEL = Rare(r"[县市区旗](?=[一-龥]{2})")
"""Before a name it stands for the county's own."""
NAMES_ALIKE = 0.6
"""From here on what tells a name from others is like another's."""


def nearest(text: str, options: Iterable[str]) -> str | None:
    """The option most like a text, or None where none is near."""
    best, likeness = None, 0.5
    matcher = SequenceMatcher(None, b=text)
    mine = set(text)
    for option in options:
        if mine.isdisjoint(option):
            continue
        matcher.set_seq1(option)
        # the two quick ones are upper bounds, and cheap
        if matcher.real_quick_ratio() >= likeness and matcher.quick_ratio() >= likeness and (ratio := matcher.ratio()) >= likeness:
            if ratio > likeness or best is None:
                best, likeness = option, ratio
    return best


def near_names(text: str, options: Iterable[str], county: Iterable[str] = (), most: int = 1) -> list[str]:
    """The names most like a text, the nearest first; none rather than one that only has the county's name or the sort of office in common.

    `county`: what the county is called.
    """
    places = list(county)
    if other := other_place(text, places):
        text = min(filter(None, places), key=len) + text[len(other):]  # another county's office is like ours of the same name
    core = telling(text, places)
    found = [(share, SequenceMatcher(None, text, option, autojunk=False).ratio(), option) for option in options if (share := likeness(core, telling(option, places))) >= NAMES_ALIKE]
    return [option for *_, option in sorted(found, key=lambda one: (-one[0], -one[1]))[:most]]  # of equals the one that is written most alike, then the first


def near_name(text: str, options: Iterable[str], county: Iterable[str] = ()) -> str | None:
    """The nearest name, or None."""
    return next(iter(near_names(text, options, county)), None)


def telling(name: str, places: list[str]) -> str:
    """What tells a name from the others of the county: without the county's before it and the sort of office behind it."""
    rest = without_county(name, places)
    return OFFICE.sub("", rest) or rest


def without_county(name: str, places: Iterable[str]) -> str:
    """A name without the county's before it, or the 县 that stands for it."""
    place = next((place for place in sorted(places, key=len, reverse=True) if place and name.startswith(place) and name != place), "")
    rest = name[len(place):]
    return rest[found.end():] if not place and (found := LEVEL.match(rest)) else rest


def likeness(one: str, other: str) -> float:
    """From 0 to 1.  Of two characters one is as often another office's as a slip: they have to sound alike.  A short form (住建) is its long form's."""
    if one == other:
        return 1
    if not one or not other or set(one).isdisjoint(other):
        return 0
    short, long = sorted((one, other), key=len)
    if len(long) <= 2 and len(short) == len(long) and not one.isascii():
        return NAMES_ALIKE if sounds(one) == sounds(other) else 0
    if len(short) > 1 and short[0] == long[0] and not one.isascii() and within(short, long):
        return max(NAMES_ALIKE, 2 * len(short) / (len(one) + len(other)))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def within(short: str, long: str) -> bool:
    """Whether the characters of the one stand in the other in the same order."""
    rest = iter(long)
    return all(char in rest for char in short)


def sounds(text: str) -> list[str]:
    from pypinyin import lazy_pinyin  # heavy, and hardly ever wanted
    return lazy_pinyin(text)
