"""The sheet that the leader signs (签发单): one file, on A4 and on phones, that says what this edition changes, and whether something stands against it."""
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from disclosure.editions.changes import CHANGED, GONE, KINDS, MOVED, NEW, RETIRED
from disclosure.editions.telling import Told, dead_of, named
from disclosure.model.finding import Finding, Severity
from disclosure.render.jinja import Templates
from disclosure.render.marks import difference

AROUND = 60
"""Characters that are shown beside changed words."""
FINDINGS = 12
"""So many findings are listed; the others are counted."""
BOXES = ("拟稿", "审核", "保密审查", "签发")
CALLED = {Severity.ERROR: "错误", Severity.WARNING: "警告"}


def sheet(told: Told, findings: Sequence[Finding]) -> bytes:
    """The file, which needs no other and nothing from a network.  The same for the same county."""
    env = Templates(Path(__file__).parent / "templates", marks=partial(difference, around=AROUND), named=named)
    together, _ = told.parts
    by_unit = Counter((told.unit(change.units[0]) if change.units else told.unit(""), change.kind) for change in told.changes if change.key not in told.followers)
    following = Counter(change.kind for change in told.changes if change.key in told.followers)
    units = list(dict.fromkeys(unit for unit, _ in by_unit))
    wanted = [f for f in findings if f.severity in CALLED]
    rest = [(rule, list(same)) for rule, same in groupby(sorted(wanted, key=lambda f: (f.severity.value, f.rule.code)), key=lambda f: f.rule)]
    kinds = [kind for kind in KINDS if kind in told.counts]
    text = env.get_template("sheet.html").render(
        told=told, together=together, table=[(unit, figures(kinds, {kind: by_unit[unit, kind] for kind in kinds})) for unit in units], following=figures(kinds, following), dead=dead_of(told), findings=rest, called=CALLED,
        most=FINDINGS, boxes=BOXES, words={"new": NEW, "gone": GONE, "moved": MOVED, "changed": CHANGED, "retired": RETIRED})
    return text.encode()


def figures(kinds: Sequence[str], numbers: Mapping[str, int]) -> str:
    """How much of each kind there is."""
    return "、".join(f"{kind} {numbers[kind]}" for kind in kinds if numbers.get(kind))
