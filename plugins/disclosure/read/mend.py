"""Reading on after errors: YAML stops at its first one, an editor wants to see them all.

The faulty line is put right in memory (traps.py knows how) and read again.  That is done block by block - a field of the file, or one entry of its
list - so that thousands of errors take no longer than as many small readings; then the mended whole is read.  What cannot be mended is
blanked out, and its lines are `lost`: nothing is said to be missing from a record that has lost lines.
"""
import re
from collections.abc import Iterator
from itertools import pairwise

import yaml

from disclosure.model.finding import Edit, Rule
from disclosure.model.place import Span
from disclosure.read import faults
from disclosure.read.mended import told
from disclosure.read.nodes import Mapping, Node, Report, Sequence, compose, unreadable
from disclosure.read.structure import Structure
from disclosure.read.traps import DASHES, Trap, indentation, reason, trap

LONG, FEW, TRIALS = 300_000, 2, 4
"""Of a block of more characters than the first, so many errors are mended; an error that no trap explains has it read about so many times."""
MOST, LEAST, ENOUGH = 200, 8, 4_000_000
"""How many errors of one block are mended before giving up: fewer in a long block, so that about ENOUGH characters are read again."""
BUDGET = 24_000_000
"""So many characters of one file are read again in all, however many blocks it has; what is then left is not looked into."""
TOP = re.compile(r"[^\s#\-\]}.]")
OPEN_KEY = re.compile(r"[^\s#][^:：]*[:：]\s*$")
EDGE, DASHED = re.compile(r"[ ]*"), re.compile(r"[ ]*-[ ]+")
NEAR = 40
"""How many lines above are looked at for where fields begin."""
TABBED = re.compile(r"^[ -]*\t[ \t-]*")


Lost = dict[int, int]
"""Lines (from 1) that could not be read → the indentation of the stretch they are in."""


def parse(text: str, tell_all: Report) -> tuple[Node | None, Lost]:
    """The nodes of a text, and the lines that could not be read.  None where nothing could be."""
    try:
        return composed(text, tell_all), {}
    except yaml.YAMLError:
        typed = text.split("\n")
        rows = untabbed(list(typed))
    lost: Lost = {}

    def report(rule: Rule, span: Span, message: str, hint: str) -> None:
        tell_all(rule, as_typed(span, rows, typed), message, hint)

    spent = 0
    Structure(rows, report, lost).walk()
    for start, end in blocks(rows):
        if spent > BUDGET:
            give_up(rows, start, len(rows), lost, report)
            break
        spent += mend(rows, start, end, lost, report)
    mend(rows, 0, len(rows), lost, report)
    try:
        root = composed("\n".join(rows), report)
    except yaml.YAMLError:
        return None, lost  # reported when the whole was mended
    for node in nodes(root):
        node.span = as_typed(node.span, rows, typed)
    return root, lost


def as_typed(span: Span, rows: list[str], typed: list[str]) -> Span:
    """A place in the mended rows as a place in what the editor typed: lines may have been moved sideways."""
    def column(line: int, at: int) -> int:
        if line > len(typed):
            return 1
        old, new = typed[line - 1], rows[line - 1]
        edge = len(old) - len(old.lstrip(" \t"))
        moved = len(indentation(new)) - edge if new else 0
        if new[len(indentation(new)):].startswith("- ") and not old.lstrip().startswith(("-", *DASHES)):
            moved += 2  # the dash is ours
        return max(1, min(at - moved, len(old) + 1))
    first, start, last, end = span
    last = min(last, len(typed))
    return (first, column(first, start), last, column(last, end))


def nodes(root: Node | None) -> Iterator[Node]:
    stack = [root] if root else []
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Mapping):
            for pair in node.pairs:
                stack.extend(pair)
        elif isinstance(node, Sequence):
            stack.extend(node.items)


def composed(text: str, report: Report) -> Node | None:
    """The nodes of a text; what they break is reported only when all of it can be read, lest it be reported again with every reading."""
    held: list[tuple] = []
    root = compose(text, lambda *found: held.append(found))
    for found in held:
        report(*found)
    return root


def failure(rows: list[str]) -> yaml.YAMLError | None:
    return unreadable("\n".join(rows))


def line_of(error: yaml.YAMLError | None) -> float:
    """How far the reading came; beyond every line when nothing was wrong."""
    mark = error and (getattr(error, "problem_mark", None) or getattr(error, "context_mark", None))
    return float("inf") if error is None else mark.line if mark else 0


def blocks(rows: list[str]) -> Iterator[tuple[int, int]]:
    """Stretches of rows that can be read by themselves: each field of the file; of a field that holds a list, each entry.

    Only where that is sure: a line at the left edge is in no text block, and an entry as far left as the first of its list is in none either.
    """
    tops = [n for n, row in enumerate(rows) if TOP.match(row)]
    for start, end in pairwise([*tops, len(rows)]):
        first = next((n for n in range(start + 1, end) if rows[n].strip() and not rows[n].lstrip().startswith("#")), end)
        if not OPEN_KEY.match(rows[start]) or first == end or not rows[first].lstrip().startswith("-"):
            yield start, end
            continue
        edge = indentation(rows[first])
        entries = [n for n in range(first, end) if rows[n].startswith(f"{edge}-")]
        yield from pairwise([*entries, end])


def mend(rows: list[str], start: int, end: int, lost: Lost, report: Report) -> int:
    """Puts rows[start:end] right in place until they can be read; about how many characters were read for that."""
    tried: set[int] = set()
    moved: set[int] = set()
    size = 1 + sum(map(len, rows[start:end])) + end - start
    most = max(LEAST if size < LONG else FEW, min(MOST, ENOUGH // size))
    for done in range(1, most + 1):
        error = failure(rows[start:end])
        if error is None:
            return done * size
        if not (mended(error, rows, start, end, tried, report) or blanked(error, rows, start, end, moved, lost, report)):
            return done * size * TRIALS
    give_up(rows, start, end, lost, report)
    return most * size * TRIALS


def give_up(rows: list[str], start: int, end: int, lost: Lost, report: Report) -> None:
    """Reports that too much is wrong from a line on, and takes the rest out of the reading."""
    last = int(min(line_of(failure(rows[start:end])), end - start - 1)) + start + 1
    report(faults.YAML, (last, 1, last, 2), "错误太多，从这里往后还没有查", "请先改好上面的，再检查一次")
    blank(rows, start, end, lost)


def mended(error: yaml.YAMLError, rows: list[str], start: int, end: int, tried: set[int], report: Report) -> bool:
    """Reports the trap behind an error and mends its line, and lines like it that follow; False where no known trap fits."""
    marks = [m for m in (getattr(error, "context_mark", None), getattr(error, "problem_mark", None)) if m]
    for row in dict.fromkeys([m.line for m in marks] + [m.line - 1 for m in marks[-1:]]):
        row += start
        if not start <= row < end or row in tried:
            continue
        before = previous(rows, row, start)
        found = trap(rows[row], before, error)
        while found is not None:
            tell(found, row, rows, report)
            tried.add(row)
            lead = indentation(rows[row])
            rows[row] = found.mended
            row += 1
            # A line just as far left is a sibling, not the rest of this value: the same mistake again is mended without reading again.
            alike = found.rule is faults.COLON and row < end and indentation(rows[row]) == lead and row not in tried
            found = trap(rows[row], before, error) if alike else None
            if found is None or found.rule is not faults.COLON:
                return True
    return False


def tell(found: Trap, row: int, rows: list[str], report: Report) -> None:
    if found.rule is None:
        return
    report(found.rule, (row + 1, found.start + 1, row + 1, found.end + 1), found.message,
           told(found.hint, Edit((row + 1, 1, row + 1, len(rows[row]) + 1), rows[row], found.mended), sure=found.sure))


def previous(rows: list[str], row: int, start: int) -> str:
    """The line before, comments and empty ones aside."""
    return next((rows[n] for n in range(row - 1, start - 1, -1) if rows[n].strip() and not rows[n].lstrip().startswith("#")), "")


def blanked(error: yaml.YAMLError, rows: list[str], start: int, end: int, moved: set[int], lost: Lost, report: Report) -> bool:
    """Reports an error that nothing is known about, and takes the faulty line out of the reading; with it the rest, where that does not help."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = getattr(error, "context_mark", None) or mark
    shown = context if "could not find expected ':'" in str(error) or "unexpected end of stream" in str(error) else mark
    row, column = (min(shown.line, end - start - 1), shown.column) if shown else (0, 0)
    said = rows[start + row].strip()
    column = min(column, len(rows[start + row]))
    number = start + row + 1
    if number - 1 not in moved:  # else it has been reported
        report(faults.YAML, (number, column + 1, number, column + 2), f"{f'“{said[:30]}”' if said else '这里'}读不懂：{reason(error)}",
               "请对照上下各行：同级字段左边对齐，字段名后是冒号加空格，引号、括号成对")
    reached = line_of(error)
    faulty = start + min(mark.line, end - start - 1) if mark else start
    if mark and faulty not in moved and shifted(rows, start, faulty, end):
        moved.add(faulty)  # once, lest it be moved to and fro
        return True
    for first, last in ((row, row + 1), (context.line if context else 0, end - start), (0, end - start)):
        trial = rows[start:end]
        if first < len(trial) and any(x.strip() for x in trial[first:last]):
            trial[first:last] = [""] * (last - first)
            if first == 0 and last == len(trial) or line_of(failure(trial)) > reached:
                blank(rows, start + first, start + last, lost)
                return True
    return False


def shifted(rows: list[str], start: int, row: int, end: int) -> bool:
    """Moves a line, and those that hang on it, beside the fields or entries above it, where that lets the reading get past them."""
    lead = len(indentation(rows[row]))
    last = next((n for n in range(row + 1, end) if rows[n].strip() and len(indentation(rows[n])) <= lead), end)
    levels = {len(found[0]) for n in range(max(start, row - NEAR), row) for found in (EDGE.match(rows[n]), DASHED.match(rows[n])) if found and rows[n].strip()}
    for level in sorted(levels - {lead}, key=lambda level: abs(level - lead)):
        if abs(level - lead) > 3:
            return False
        trial = rows[start:end]
        for n in range(row - start, last - start):
            trial[n] = " " * level + rows[start + n][lead:] if n == row - start else " " * max(0, len(indentation(trial[n])) + level - lead) + trial[n].lstrip(" ")
        if line_of(failure(trial)) > row - start:
            rows[start:end] = trial
            return True
    return False


def blank(rows: list[str], start: int, end: int, lost: Lost) -> None:
    edge = next((len(indentation(row)) for row in rows[start:end] if row.strip()), 0)
    lost.update((line, edge) for line in range(start + 1, end + 1) if rows[line - 1].strip())
    rows[start:end] = [""] * (end - start)


def untabbed(rows: list[str]) -> list[str]:
    """The rows with tabs at their beginning made spaces, as many as let the reading come furthest.  layout.py reports the tabs."""
    tabbed = [n for n, row in enumerate(rows) if "\t" in row and TABBED.match(row)]
    if not tabbed:
        return rows
    trials = []
    for width in (2, 4, 8, 0):
        trial = list(rows)
        for n in tabbed:
            lead = TABBED.match(trial[n])[0]
            rest = trial[n][len(lead):]
            edge = lead.replace("-\t", "- ").replace("\t", " " * width) if width else beside(previous(trial, n, 0), lead)
            trial[n] = edge + rest if rest else ""
        trials.append((line_of(failure(trial)), trial))
    return max(trials, key=lambda t: t[0])[1]


def beside(line: str, lead: str) -> str:
    """The indentation of a field that stands beside the one on the line before."""
    return re.match(r"[ ]*(?:-[ ]+)*" if "-" not in lead else r"[ ]*", line)[0].replace("-", " ") + ("- " if "-" in lead else "")
