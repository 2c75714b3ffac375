"""Numbers for matters that have none: group.n, of a group the next that was never used."""
import re
from collections.abc import Iterable

from disclosure.tables.alike import named

GROUPED = re.compile(r"(\d+)([.-])(\d+)")


def numbered(given: Iterable[tuple[str, str]], standing: Iterable[tuple[str, str]]) -> list[str]:
    """The numbers of new matters.

    `given`: of each its first level, and the number that the table gives it, "" for none; `standing`: the same of all that stand in the
    file, also of retired ones, whose numbers are never given again.  A number that is taken already is none.
    """
    standing, given = list(standing), list(given)
    taken = {number.lower() for _, number in standing if number}
    groups: dict[str, int] = {}
    last: dict[int, int] = {}
    mark, flat = ".", bool(standing) and all(number.isdecimal() for _, number in standing if number)
    for first, number in standing:
        if found := GROUPED.fullmatch(number):
            group, mark = int(found[1]), found[2]
            groups.setdefault(named(first), group)
            last[group] = max(last.get(group, 0), int(found[3]))
    free = {number.lower() for _, number in given if number} - taken  # they keep theirs
    out = []
    for first, number in given:
        if number and number.lower() not in taken:
            taken.add(number.lower())
            out.append(number)
            continue
        out.append(flat_next(taken | free) if flat else next_of(group_of(named(first), groups, last), last, taken | free, mark))
        taken.add(out[-1].lower())
    return out


def group_of(first: str, groups: dict[str, int], last: dict[int, int]) -> int:
    return groups.setdefault(first, max([0, *groups.values(), *last]) + 1)


def next_of(group: int, last: dict[int, int], taken: set[str], mark: str) -> str:
    while True:
        last[group] = last.get(group, 0) + 1
        if (number := f"{group}{mark}{last[group]}").lower() not in taken:
            return number


def flat_next(taken: set[str]) -> str:
    return str(max((int(number) for number in taken if number.isdecimal()), default=0) + 1)
