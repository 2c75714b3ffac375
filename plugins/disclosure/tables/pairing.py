"""Which rows of a table are matters of the file already: by number, by names within a domain, by likeness."""
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from disclosure.model.matters import GENERAL
from disclosure.tables.alike import named
from disclosure.tables.matters import Matter, Value
from disclosure.tables.setting import DOMAIN
from disclosure.tables.target import NAMES, Standing, Target

if TYPE_CHECKING:
    from pandas import DataFrame

RENAMED = 0.8
"""From this likeness on, two names below the same first level may be one that has changed."""


@dataclass
class Paired:
    """`found`: row → its matter of the file, and whether its name has perhaps changed; `unsure`: row → all that it may be."""

    found: dict[int, tuple[Standing, bool]] = field(default_factory=dict)
    unsure: dict[int, list[Standing]] = field(default_factory=dict)

    def take(self, row: int, one: Standing, renamed: bool = False) -> None:
        self.found[row] = one, renamed

    def rest(self, rows: "DataFrame", file: "DataFrame", standing: list[Standing]) -> tuple["DataFrame", "DataFrame"]:
        """What is not paired yet, of both."""
        taken = {id(one) for one, _ in self.found.values()}
        free = file[[id(standing[n]) not in taken for n in file["n"]]]
        return rows[~rows["n"].isin([*self.found, *self.unsure])], free


def paired(target: Target, matters: list[Matter]) -> Paired:
    """For the rows of the table that are in the file already, which matter each is.

    A township has matters of many domains, often called alike: a row is one of the domain that its table says,
    and of no other.
    """
    out, standing = Paired(), target.standing
    if not matters or not standing:
        return out
    grouped = any("一级事项" in matter.cells or "一级事项" in matter.values for matter in matters)
    placed = DOMAIN in target.fields

    def domain(said: Value | None) -> str:
        return target.domain(said) if placed else ""
    rows = frame(((str(m.values.get("编号", "")).lower(), domain(m.values.get(DOMAIN)),
                   *(str(m.values.get(key, "")) for key in NAMES)) for m in matters), grouped)
    file = frame(((one.number.lower(), domain(target.value(one, DOMAIN)), *target.first(one)) for one in standing), grouped)

    def fit(row: int, there: int) -> bool:
        return not placed or fits(target, matters[row], standing[there])
    numbers = rows[rows["number"] != ""].drop_duplicates("number")
    for row, there in pair(numbers, file[file["number"] != ""].drop_duplicates("number"), ["number"]):
        if fit(row, there):
            out.take(row, standing[there])
    for row, there in pair(*out.rest(rows, file, standing), ["domain", "first", "name", "sub", "again"]):
        out.take(row, standing[there])
    if placed:
        by_names(out, target, matters, rows, file)
    left, free = out.rest(rows, file, standing)
    likely = sorted(((likeness(a, b), -a.n, -b.n) for a in left[left["number"] == ""].itertuples()
                     for b in free[free["first"] == a.first].itertuples()
                     if a.name and b.name and standing[b.n].place is not None and fit(a.n, b.n)), reverse=True)
    used: set[int] = set()
    for alike, row, there in likely:
        if alike >= RENAMED and -row not in out.found and there not in used:
            used.add(there)
            out.take(-row, standing[-there], True)
    out.found = dict(sorted(out.found.items()))
    return out


def by_names(out: Paired, target: Target, matters: list[Matter], rows: "DataFrame", file: "DataFrame") -> None:
    """Pairs rows whose domain is not known, or not of the county, with the only matter that they can be by name."""
    left, free = out.rest(rows, file, target.standing)
    called: dict[tuple[str, ...], list[Standing]] = {}
    for one in free.itertuples():
        called.setdefault((one.first, one.name, one.sub), []).append(target.standing[one.n])
    used: set[int] = set()
    for row in left.itertuples():
        matter = matters[row.n]
        alike = called.get((row.first, row.name, row.sub), [])
        some = [one for one in alike if id(one) not in used and fits(target, matter, one)]
        if len(some) > 1:
            some = [one for one in some if says_the_same(target, matter, one)] or some
        if len(some) == 1:
            used.add(id(some[0]))
            out.take(row.n, some[0])
        elif some:
            out.unsure[row.n] = some


def fits(target: Target, matter: Matter, one: Standing) -> bool:
    """Whether a row can be this matter, by their domains."""
    row, there = target.domain(matter.values.get(DOMAIN)), target.domain(target.value(one, DOMAIN))
    if not row or not there or row == there:
        return True
    if DOMAIN not in matter.shaky:
        return False
    own = one.place is not None and "参照" not in one.own  # somebody may have given it the domain that a doubt asked for
    return own and (there == GENERAL.name or says_the_same(target, matter, one))


def says_the_same(target: Target, matter: Matter, one: Standing) -> bool:
    fields = [(key, target.fields[key][1]) for key in ("内容", "依据")]
    return all(target.alike.same(f, matter.values.get(key), target.value(one, key)) for key, f in fields)


def frame(told: Iterable[tuple[str, ...]], grouped: bool) -> "DataFrame":
    """What matters are known by, a row each; `again`: how often the same names have come before.

    `grouped`: whether first levels count.
    """
    import pandas
    table = pandas.DataFrame(list(told), columns=["number", "domain", "first", "name", "sub"], dtype="string")
    for column in ("first", "name", "sub"):
        table[column] = table[column].map(named)
    if not grouped:
        table["first"] = ""
    table["again"] = table.groupby(["domain", "first", "name", "sub"], sort=False).cumcount()
    table["n"] = range(len(table))
    return table


def pair(rows: "DataFrame", file: "DataFrame", on: list[str]) -> list[tuple[int, int]]:
    """The rows and the matters of the file that agree in some columns."""
    both = rows.merge(file, on=on, how="inner", suffixes=("", "_file"))
    return [(int(row), int(there)) for row, there in zip(both["n"], both["n_file"], strict=True)]


def likeness(one, other) -> float:
    """How alike two names are, with the third level; 0 where the third levels are others."""
    if one.sub != other.sub:
        return 0.0
    return SequenceMatcher(None, one.name, other.name, autojunk=False).ratio()
