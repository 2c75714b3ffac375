"""The sheet that the leader signs (签发单): one file, on A4 and on phones, that says what this edition changes, and whether something stands against it."""
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from disclosure.editions.changes import CHANGED, DISCLOSERS, GONE, MOVED, NEW, RETIRED
from disclosure.editions.telling import Told, dead_of, folded, named, now_another, spots
from disclosure.model.finding import Finding, Severity
from disclosure.render.jinja import Templates
from disclosure.render.marks import difference

AROUND = 60
"""Characters that are shown beside changed words."""
FOLDED = 110
"""So many characters of a long text of a new record are shown."""
FINDINGS = 12
"""So many findings are listed; the others are counted."""
BOXES = ("拟稿", "审核", "保密审查", "签发")
CALLED = {Severity.ERROR: "错误", Severity.WARNING: "警告"}


def sheet(told: Told, findings: Sequence[Finding]) -> bytes:
    """The file, which needs no other and nothing from a network.  The same for the same county."""
    env = Templates(Path(__file__).parent / "templates", marks=partial(difference, around=AROUND), named=named,
                    spots=lambda found: sum(map(spots, found)), fold=lambda text: folded(text, FOLDED))
    wanted = [f for f in findings if f.severity in CALLED]
    rest = [(rule, list(same)) for rule, same in groupby(sorted(wanted, key=lambda f: (f.severity.value, f.rule.code)), key=lambda f: f.rule)]
    disclosed = [(told.unit(id), list(rows)) for id, rows in groupby(told.disclosed, key=lambda one: "".join(one.change.units[:1]))]
    text = env.get_template("sheet.html").render(
        told=told, together=told.parts[0], shared=any(len(told.leading(group.changes)) > 1 for group in told.parts[0]),
        disclosed=disclosed, dead=dead_of(told), reused=list(map(now_another, told.reused)), findings=rest, called=CALLED,
        most=FINDINGS, disclosers=DISCLOSERS, boxes=BOXES, words={"new": NEW, "gone": GONE, "moved": MOVED, "changed": CHANGED, "retired": RETIRED})
    return text.encode()
