"""Matters of townships and villages that follow the county's (参照): how many change when somebody changes one, or adds some to its domain."""
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from disclosure.editions.changes import KINDS, NEW, changes
from disclosure.editions.state import State, owner_of
from disclosure.editions.words import called
from disclosure.model.county import CATALOGUES, County
from disclosure.model.matters import Item

NAMED = 4
"""So many townships and villages are named."""


class Followers(NamedTuple):
    """`places`: the titles of the catalogues; `matters`: how many follow; `own`: how many of them have written a field themselves, by its key."""

    places: list[str]
    matters: int
    own: dict[str, int]


def followers(county: County, item: Item) -> Followers:
    """Who follows a matter of the county."""
    found = [(owner, one) for name in CATALOGUES for owner in getattr(county, name).values() for one in owner.items if one.origin is item]
    own = Counter(item.fields[code].key for _, one in found for code in one.spans if code in item.fields)
    return Followers(list(dict.fromkeys(owner.name for owner, _ in found)), len(found), dict(own))


def named(places: list[str]) -> str:
    return "、".join(places[:NAMED]) + (f"等 {len(places)} 个乡镇、村" if len(places) > NAMED else "")


def sentence(found: Followers, key: str = "") -> str:
    """The sentence for the form of a matter, or of one of its fields; "" where nobody follows."""
    own = found.own.get(key, 0)
    if not found.matters or own == found.matters:
        return ""
    if key:
        return f"{named(found.places)}的 {found.matters - own} 项沿用它，改了一起变" + (f"；另有 {own} 项自己写了“{key}”，不变" if own else "")
    return f"{named(found.places)}的 {found.matters} 项沿用这一项：这里改了，它们没有自己另写的一起变。"


def brought(before: State, after: State, files: set[str]) -> dict | None:
    """What becomes of catalogues that nobody has written into: their names, and how many matters by what became of them; None for nothing.

    `files`: below the county's folder, those that are written.
    """
    own = {file.removeprefix("catalogues/").removesuffix(".yml") for file in files}
    found = [change for change in changes(before, after) if change.matter and owner_of(change.key) not in own]
    if not found:
        return None
    kinds = Counter(change.kind for change in found)
    places = list(dict.fromkeys(called(after if change.key in after else before, owner_of(change.key)) for change in found))
    text = "，".join(f"{kind} {kinds[kind]} 项" for kind in KINDS if kinds[kind])
    note = "；新增的由各乡镇、村自己公开（主体是它们）" if kinds[NEW] else ""
    return {"text": f"{named(places)}参照这里，一起变：{text}{note}。只在县里公开的，把那几项的“层级”里的乡级、村级去掉再导。", "places": places, "matters": len(found)}


def after_writing(site: Path, texts: dict[str, str]) -> dict | None:
    """The same of files that would say something else; None also where the county cannot be read, which is told elsewhere.  Nothing is written."""
    from disclosure.desk.trial import Tried
    from disclosure.editions.state import state
    from disclosure.read.county import read_county
    kept = Tried(site)
    before = read_county(site, kept=kept).county
    kept.tried = {site / file: text.encode() for file, text in texts.items()}
    after = read_county(site, kept=kept).county
    if before is None or after is None or before.as_of is None or after.as_of is None:
        return None
    return brought(state(before), state(after), set(texts))
