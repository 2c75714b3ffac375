"""The pack for evaluators: every figure with its rule, its numerator and denominator, and the address where anybody can count again.

The figures are those of the scorecard (scores.py); nothing is counted here.
"""
import csv
import io
import json
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from disclosure.checking import EVERY
from disclosure.exports.wanted import Wanted
from disclosure.model.county import COLLECTIONS
from disclosure.render.jinja import Templates
from disclosure.render.output import Output
from disclosure.render.workbook import stored
from disclosure.scores import COUNTY, MEASURES, Part

HEADS = ("指标", "对象", "分子", "分母", "比率", "证据", "规则")
MOST = 40
"""So many gaps of a figure are named; `check` lists all."""


class Line(NamedTuple):
    """A figure: what of, what was got of how many, where it can be counted again, the rules that bear witness, and what is missing."""

    measure: str
    name: str
    got: int
    total: int
    evidence: str
    rules: tuple[str, ...]
    gaps: list[dict[str, str]]

    @property
    def share(self) -> str:
        """In per cent, rounded down: 100 where nothing is missing."""
        tenths = self.got * 1000 // self.total
        return f"{tenths // 10}.{tenths % 10}%"


def pack(wanted: Wanted) -> Iterator[Output]:
    """The page, the data as JSON and CSV, and all of them in a zip."""
    files = {"evaluation.json": as_json, "evaluation.csv": as_csv, "evaluation.html": as_page}
    for name, made in files.items():
        yield Output(f"evaluation/{name}", partial(made, wanted))
    yield Output("evaluation/evaluation.zip", lambda: zipped({name: made(wanted) for name, made in files.items()}, wanted))


def lines(wanted: Wanted) -> list[Line]:
    """Every figure, of the county before those of its parts."""
    codes = {measure: tuple(rule.code for rule in EVERY.values() if rule.measure == measure) for measure in MEASURES}
    parts = wanted.scores().parts.values()
    return [Line(MEASURES[part.measure].title, part.name, part.got, part.total, address(wanted, part), codes[part.measure], gaps(part)) for part in parts]


def address(wanted: Wanted, part: Part) -> str:
    """The page on which what was counted can be seen."""
    folder, _, id = part.of.partition("/")
    if part.of == COUNTY:
        page = "index.html"
    elif folder == "pilot-domains":
        page = "domains.html"
    elif id:
        page = f"{part.of}.html"
    else:
        name = folder.removesuffix(".yml")
        page = COLLECTIONS[name].index if name in COLLECTIONS else "index.html"
    return wanted.view.public(page) or page


def gaps(part: Part) -> list[dict[str, str]]:
    found = sorted(part.evidence, key=lambda f: f.order) if part.got < part.total else []
    return [{"规则": f.rule.code, "位置": f"{f.place.file}:{f.place.line}", "问题": f.message} for f in found[:MOST]]


def as_json(wanted: Wanted) -> bytes:
    county = wanted.county
    told: dict[str, Any] = {
        "县": county.name, "截至日期": county.as_of,
        "指标": [{"指标": how.title, "算法": how.formula, "规则": [{"代码": rule.code, "规则": rule.summary, "依据": rule.basis} for rule in EVERY.values() if rule.measure == measure]}
               for measure, how in MEASURES.items()],
        "数据": [{"指标": one.measure, "对象": one.name, "分子": one.got, "分母": one.total, "证据": one.evidence, "缺项": one.gaps} for one in lines(wanted)]}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(wanted: Wanted) -> bytes:
    """As the site's tables: with a BOM and CRLF."""
    from disclosure.render.downloads import UTF8, safe
    out = io.StringIO(newline="")
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(HEADS)
    for one in lines(wanted):
        sheet.writerow([safe(cell) for cell in (one.measure, one.name, str(one.got), str(one.total), one.share, one.evidence, " ".join(one.rules))])
    return out.getvalue().encode(UTF8)


def as_page(wanted: Wanted) -> bytes:
    """A file of its own, opened from disk."""
    found = lines(wanted)
    shown = [(how, [one for one in found if one.measure == how.title]) for how in MEASURES.values()]
    env = Templates(Path(__file__).parent / "templates", county=wanted.county)
    return env.get_template("evaluation.html").render(topic=wanted.view.topic, measures=[(how, those) for how, those in shown if those]).encode()


def zipped(files: dict[str, bytes], wanted: Wanted) -> bytes:
    """The same bytes on every machine: members stored, dated by the edition."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stored(out.getvalue(), wanted.county.as_of)
