"""Every text that editors wrote, each once and with its place: what rules about wording and links go through."""
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from disclosure.model.county import COLLECTIONS
from disclosure.model.fields import (
    Address,
    AudienceKind,
    Channels,
    Defaults,
    FilePath,
    Link,
    MarkdownText,
    Matters,
    Nested,
    Phone,
    Record,
    Text,
    TextList,
)
from disclosure.model.matters import NEVER_INHERITED, Item
from disclosure.model.place import Place, Spot
from disclosure.rules.registry import Case, once

TYPED = {" ": r"\s+", "\n": r"\s*\n\s*", "'": "''?", '"': r'\\?"', "\\": r"\\\\?"}
"""Characters that YAML lets one type in another way."""
SORTS = {Text: "text", Phone: "text", TextList: "text", Channels: "text", AudienceKind: "text", MarkdownText: "markdown", Link: "link", Address: "link",
         FilePath: "file", Nested: "records", Matters: "records", Defaults: "records"}


class Written(NamedTuple):
    """One text of one field.  `sort`: text, markdown, link or file; `top`: the matter, unit, policy … that it belongs
    to; `entry`: which of a list it is."""

    record: Record
    code: str
    text: str
    sort: str
    top: Record
    entry: int | None = None

    @property
    def place(self) -> Spot:
        return self.record.where(self.code, self.entry)

    @property
    def called(self) -> str:
        """What editors know it by: 事项 2.1 的“内容”."""
        whose = (f"事项 {self.top.number} 的" if self.top.number else "“默认”里的") if isinstance(self.top, Item) else ""
        return f"{whose}“{self.record.fields[self.code].key}”"


@once
def written(case: Case, everywhere: bool = False, linking: bool = False) -> tuple[Written, ...]:
    """In the order of the catalogues; matters out of use are left out, and what is taken over stands only where it is written.

    Of the files that are asked for; with `everywhere` also of those that a rule compares them with.  `linking`: only those that may have a link.
    """
    if everywhere and not case.only:
        return written(case, linking=linking)
    county, found = case.county, []
    for record in (county, *(record for name in COLLECTIONS for record in getattr(county, name).values())):
        if everywhere or case.wanted(record.place.file):
            gather(record, record, found, linking)
            if record is county:
                found.extend(Written(county, "entries", link, "link", county, n) for n, (_, link) in enumerate(county.entries))
    return tuple(found)


@once
def brief(case: Case) -> dict[str, list[Written]]:
    """The texts of a few characters, each with all that it stands in: such as say nothing, or 同上."""
    found: dict[str, list[Written]] = {}
    for what in written(case):
        if len(what.text) <= 12 and what.sort == "text":
            found.setdefault(what.text, []).append(what)
    return found


@cache
def sorts(template: type[Record]) -> dict[str, str]:
    """The fields of a record that hold text, links or records."""
    return {code: sort for code, f in template.fields.items() if (sort := SORTS.get(type(f.kind)))}


def gather(record: Record, top: Record, found: list[Written], linking: bool) -> None:
    mine, values = sorts(type(record)), record.__dict__
    for code in record.spans:
        if (sort := mine.get(code)) is None or not (value := values.get(code)):
            continue
        plain = linking and sort == "text"
        if isinstance(value, str):
            if not plain or "://" in value:
                found.append(Written(record, code, value, sort, top))
        elif sort == "records":
            for inner in value if type(value) is tuple else (value,):
                if not getattr(inner, "retired", None):
                    gather(inner, inner if isinstance(inner, Item) else top, found, linking)
        elif code == "audience":
            if value.groups and (not plain or "://" in value.groups):
                found.append(Written(record, code, value.groups, sort, top))
        else:
            found += [Written(record, code, text, sort, top, n) for n, text in enumerate(value) if not plain or "://" in text]


class Blob(NamedTuple):
    """All texts of one sort in a row, what is said several times once: one search over it is a search in all of them.

    `starts`: where each begins; `places`: the numbers of the `parts` that say it.
    """

    text: str
    starts: list[int]
    places: list[list[int]]
    parts: list[Written]


@once
def blob(case: Case, sort: str, everywhere: bool = False) -> Blob:
    """`sort`: text or markdown; basis: the texts that are 依据."""
    if everywhere and not case.only:
        return blob(case, sort)
    parts = [w for w in written(case, everywhere) if (w.code if sort == "basis" else w.sort) == sort]
    places: dict[str, list[int]] = {}
    for number, what in enumerate(parts):
        places.setdefault(what.text, []).append(number)
    return Blob("\n".join(places), list(accumulate((len(text) + 1 for text in places), initial=0)), list(places.values()), parts)


def hits(case: Case, patterns: re.Pattern | tuple[re.Pattern, ...], sort: str = "text", everywhere: bool = False) -> Iterator[tuple[Written, re.Match, int]]:
    """Where patterns stand in texts of this sort, in the order of the catalogues, and where in its text each match
    begins.

    They must not reach over line ends.  Several are tried one by one: alternatives are slower.
    """
    row = blob(case, sort, everywhere)
    for pattern in patterns if isinstance(patterns, tuple) else (patterns,):
        found = []
        for match in pattern.finditer(row.text):
            text = bisect_right(row.starts, match.start()) - 1
            found += [(number, match, match.start() - row.starts[text]) for number in row.places[text]]
        found.sort(key=itemgetter(0))
        yield from ((row.parts[number], match, start) for number, match, start in found)


def place_of(case: Case, what: Written, fragment: str, start: int = 0) -> Spot:
    """The place of a fragment that stands in a text, at `start` or the first time after it; that of the whole text
    where YAML writes it otherwise."""
    whole = what.place
    lines = lines_of(case.texts.get(whole.file, ""))[whole.line - 1:whole.end_line]
    if not lines or not fragment:
        return whole
    if whole.end_line - whole.line < len(lines):
        lines[-1] = lines[-1][:whole.end_column - 1]
    source, before = "\n".join(lines), what.text[:start].count(fragment)
    for number, found in enumerate(as_typed(fragment).finditer(source, whole.column - 1)):
        if number == before:
            first, last = source.count("\n", 0, found.start()), source.count("\n", 0, found.end())
            return whole.within((whole.line + first, found.start() - source.rfind("\n", 0, found.start()),
                                 whole.line + last, found.end() - source.rfind("\n", 0, found.end())))
    return whole


@lru_cache(maxsize=256)
def as_typed(fragment: str) -> re.Pattern:
    """A fragment of a value as its file may say it: over a line end, with quotes doubled or backslashes before them."""
    return re.compile(r"(?:[^\S\n]*\n\s*)?".join(TYPED.get(c) or re.escape(c) for c in fragment))


@lru_cache(maxsize=4)
def lines_of(text: str) -> list[str]:
    return text.split("\n")


def short(text: str | None, most: int = 24) -> str:
    """A text as messages quote it."""
    text = (text or "").strip()
    return text if len(text) <= most else f"{text[:most]}…"


def spot(place: Place) -> str:
    """The other place that a finding names."""
    return f"{place.file} 第 {place.line} 行"


def several(names, most: int = 5) -> str:
    """Some names, and how many there are in all: 甲、乙等 7 个."""
    names = list(names)
    return "、".join(names[:most]) + (f"等 {len(names)} 个" if len(names) > most else "")


def stated_place(item: Item, code: str, entry: int | None = None) -> Spot | None:
    """Where a matter's value, or an entry of it, is written: by itself or in its file's 默认; None where it is the
    county's matter that says it."""
    if code in item.spans:
        return item.where(code, entry)
    if item.origin is not None and code not in NEVER_INHERITED and getattr(item.origin, code) not in (None, ()):
        return None
    defaults = getattr(item.owner, "defaults", None)
    if defaults is None or code not in defaults.spans:
        return None
    spot = defaults.where(code)
    # references are followed, and their places known, where they are taken over
    return spot.within(item.parts[code][entry]) if entry is not None and code in item.parts else spot
