"""The office's scorecard: what is complete and what is missing, as matrices whose cells lead to the findings behind them.

The same body is a page of the site (where the county publishes its scores) and a small file of its own, opened from disk.
"""
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple


from disclosure.model.county import County
from disclosure.model.finding import Finding, Severity
from disclosure.render import styled
from disclosure.render.jinja import Templates
from disclosure.render.output import Output, Page
from disclosure.render.view import View
from disclosure.scores import COUNTY, ELEMENTS, MEASURES, STANDARD, Part, Scores

PATH, DATA = "scorecard.html", "scorecard.json"
TITLE = "公开评估"
SHORT = {"completeness": "八要素齐全", "coverage": "必有领域", "timeliness": "按时公开", "interpretation": "政策有解读", "links": "链接有效", "information": "有公开信息",
         "freshness": "近期有更新"}
"""The measures as heads of columns."""
MOST = 40
"""Findings shown for one cell; a scorecard is no list of everything."""
OF_DOMAINS = ("information", "timeliness", "freshness", "interpretation", "links")
OF_TOWNSHIPS = ("completeness", "information", "timeliness", "links")
OF_UNITS = ("completeness", "information", "timeliness", "interpretation", "links")
WORDS = {"bad": "不达标", "mid": "待补"}


class Cell(NamedTuple):
    """One cell: `tone` is "" where nothing is missing, na where nothing is to be measured, mid or bad; `anchor` of the findings behind it."""

    text: str
    tone: str = ""
    anchor: str = ""

    @property
    def word(self) -> str:
        return WORDS.get(self.tone, "")


class Row(NamedTuple):
    """A line of a matrix; `address` of its page below the site's root, "" where it has none."""

    name: str
    address: str
    cells: list[Cell]

    @property
    def lacking(self) -> bool:
        return any(cell.tone in WORDS for cell in self.cells)


class Matrix(NamedTuple):
    id: str
    title: str
    first: str
    heads: list[str]
    rows: list[Row]
    total: list[Cell]
    note: str = ""


class Proof(NamedTuple):
    """The findings behind a cell."""

    anchor: str
    title: str
    findings: list[Finding]
    more: int


class Figure(NamedTuple):
    label: str
    percent: str
    got: int
    total: int
    formula: str


class Card:
    """Everything the template shows."""

    def __init__(self, county: County, scores: Scores) -> None:
        self.county, self.scores = county, scores
        self.proofs: dict[str, Proof] = {}
        figures = [Figure(how.title, percent(p), p.got, p.total, how.formula) for measure, how in MEASURES.items() if (p := scores.parts.get((measure, COUNTY)))]
        self.figures = sorted(figures, key=lambda figure: figure.got == figure.total)  # what falls short comes first
        self.matrices = [m for m in (self.elements(), self.domains(), self.townships(), self.villages(),
                                      self.owners("institutions", "qishiye", "公共企事业单位"), self.units()) if m.rows]
        self.gaps = sum(cell.tone in WORDS for m in self.matrices for row in m.rows for cell in row.cells)

    def elements(self) -> Matrix:
        rows = [Row(name_of(d), d.address, [self.cell(p, name_of(d), f"要素“{key}”") for code, key in ELEMENTS.items() if (p := self.scores.elements.get((code, of_(d))))]
                    + [self.part("completeness", of_(d), name_of(d))]) for d in self.county.domains.values()]
        rows += [Row(p.name, "", [*[Cell("不适用", "na")] * len(ELEMENTS), self.cell(p, p.name, SHORT["completeness"])]) for p in self.lost("domains")]
        total = [plain(p for (c, of), p in self.scores.elements.items() if c == code and of.startswith("domains/")) for code in ELEMENTS]
        return Matrix("yaosu", "领域 × 八要素", "领域", [*ELEMENTS.values(), SHORT["completeness"]], rows, [*total, self.sum("completeness", "domains/")],
                      "数字是写好这一要素的在用事项数，有缺的写成“写好/全部”。")

    def domains(self) -> Matrix:
        rows = [Row(name_of(d), d.address, [self.part(m, of_(d), name_of(d)) for m in OF_DOMAINS]) for d in self.county.domains.values()]
        rows += [Row(p.name, "", [self.part(m, p.of, p.name) for m in OF_DOMAINS]) for p in self.lost("domains")]
        missing = [Row(p.name, "", [self.cell(p, p.name, "试点领域", "没有目录"), *[Cell("不适用", "na")] * (len(OF_DOMAINS) - 1)])
                   for (m, of), p in self.scores.parts.items() if m == "coverage" and of.startswith("pilot-domains/") and not p.got]
        return Matrix("lingyu", "领域 × 公开情况", "领域", [SHORT[m] for m in OF_DOMAINS], rows + missing, [self.sum(m, "domains/") for m in OF_DOMAINS],
                      "一个政策属几个领域的，每个领域都算，合计按政策件数算。")

    def townships(self) -> Matrix:
        rows = []
        there = {of_(t): t for t in self.county.townships.values()}
        for of, counts in self.scores.townships.items():
            part, township = self.scores.parts["coverage", of], there.get(of)
            proof = self.proof(part, part.name, "必有领域") if part.got < part.total else ""
            cells = [Cell(f"{n:,}") if n else Cell("0", self.tone(part), proof) for n in counts]
            rows.append(Row(part.name, township.address if township else "", [*cells, self.cell(part, part.name, "必有领域"), *(self.part(m, of, part.name) for m in OF_TOWNSHIPS)]))
        listed = {row.name for row in rows}
        others = [(of_(t), name_of(t), t.address) for t in self.county.townships.values() if of_(t) not in self.scores.townships]
        others += [(p.of, p.name, "") for p in self.lost("townships") if p.name not in listed]
        rows += [Row(name, address, [*[Cell("不适用", "na")] * (len(self.scores.required) + 1), *(self.part(m, of, name) for m in OF_TOWNSHIPS)]) for of, name, address in others]
        sums = [Cell(f"{sum(column):,}") for column in zip(*self.scores.townships.values(), strict=True)]
        return Matrix("xiangzhen", "乡镇（街道）× 必有领域", "乡镇（街道）", [*self.scores.required, SHORT["coverage"], *(SHORT[m] for m in OF_TOWNSHIPS)], rows,
                      [*sums, *(self.sum(m, "townships/") for m in ("coverage", *OF_TOWNSHIPS))], "各领域下的数字是乡镇目录里在用的事项数。")

    def owners(self, folder: str, anchor: str, noun: str) -> Matrix:
        """Those who have a catalogue of their own, below no domain: one a row."""
        rows = [Row(name_of(v), v.address, [self.part(m, of_(v), name_of(v)) for m in OF_TOWNSHIPS]) for v in getattr(self.county, folder).values()]
        rows += [Row(p.name, "", [self.part(m, p.of, p.name) for m in OF_TOWNSHIPS]) for p in self.lost(folder)]
        return Matrix(anchor, noun, noun, [SHORT[m] for m in OF_TOWNSHIPS], rows, [self.sum(m, f"{folder}/") for m in OF_TOWNSHIPS])

    def villages(self) -> Matrix:
        """The villages, and before them the standard from which they take over."""
        matrix, standard = self.owners("villages", "cunju", "村（居）"), self.scores.parts.get(("completeness", STANDARD))
        if standard is None:
            return matrix
        page = f"{STANDARD}.html" if self.county.village_standard else ""
        first = Row(standard.name, page, [self.cell(standard, standard.name, SHORT["completeness"]), *[Cell("不适用", "na")] * (len(OF_TOWNSHIPS) - 1)])
        return matrix._replace(rows=[first, *matrix.rows], note="标准目录只看八要素是否齐全，不计入合计和全县的数；各村（居）沿用的事项算在各村（居）里。")

    def units(self) -> Matrix:
        rows = [Row(unit.label or unit.id, unit.address, [self.part(m, of_(unit), name_of(unit)) for m in OF_UNITS]) for unit in self.county.units.values()]
        rows = [row for row in rows if any(cell.tone != "na" for cell in row.cells)]
        return Matrix("danwei", "各单位", "单位", [SHORT[m] for m in OF_UNITS], rows, [], "一个事项有几个主体的，每个单位都算，所以不合计。没有事项、政策的单位不列。")

    def lost(self, folder: str) -> list[Part]:
        """What is counted for files of which nothing could be read."""
        there = {of_(record) for record in getattr(self.county, folder).values()}
        return [p for (m, of), p in self.scores.parts.items() if m == "completeness" and of.startswith(f"{folder}/") and of not in there]

    def part(self, measure: str, of: str, name: str) -> Cell:
        part = self.scores.parts.get((measure, of))
        if measure == "freshness" and part:
            return self.cell(part, name, SHORT[measure], "有" if part.got else "没有")
        return self.cell(part, name, SHORT[measure]) if part else Cell("不适用", "na")

    def cell(self, part: Part, name: str, what: str, text: str = "") -> Cell:
        if not part.total:
            return Cell("不适用", "na")
        if part.got == part.total:
            return Cell(text or f"{part.total:,}")
        return Cell(text or f"{part.got:,}/{part.total:,}", self.tone(part), self.proof(part, name, what))

    def tone(self, part: Part) -> str:
        """bad where a rule is broken, mid where something is only not there yet."""
        return "bad" if any(f.severity is not Severity.NOTICE for f in part.evidence) else "mid"

    def proof(self, part: Part, name: str, what: str) -> str:
        """Lists the findings behind a cell below the matrices and gives their anchor, "" where no rule says anything."""
        if not part.evidence:
            return ""
        anchor = re.sub(r"[^\w-]+", "-", f"{part.of}-{part.measure}")
        found = sorted(part.evidence, key=lambda f: f.order)
        self.proofs[anchor] = Proof(anchor, f"{name}：{what} {part.got:,}/{part.total:,}", found[:MOST], max(0, len(found) - MOST))
        return anchor

    def sum(self, measure: str, folder: str) -> Cell:
        if measure == "interpretation":
            folder = "policies/"
        return plain(p for (m, of), p in self.scores.parts.items() if m == measure and of.startswith(folder))


def plain(parts: Iterable[Part]) -> Cell:
    """The sum of some parts, for the last line of a matrix."""
    parts = list(parts)
    got, total = sum(p.got for p in parts), sum(p.total for p in parts)
    return Cell("不适用", "na") if not total else Cell(f"{total:,}" if got == total else f"{got:,}/{total:,}")


def percent(part: Part) -> str:
    """Rounded down to a tenth: 100 means that nothing is missing, 0 that nothing is there."""
    tenths = part.got * 1000 // part.total
    return "100" if tenths == 1000 else f"{tenths // 10}.{tenths % 10}" if part.got else "0"


def of_(record) -> str:
    return record.address.removesuffix(".html")


def name_of(record) -> str:
    return record.name or record.id


def data(scores: Scores) -> bytes:
    """The figures and their parts, as `check --format json` prints them: a part a line."""
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in scores.rows)
    return f'{{"scores": {json.dumps(scores.figures)},\n"score_parts": [\n{rows}\n]}}\n'.encode()


def published(view: View, scores: Callable[[], Scores]) -> tuple[Page, Output]:
    """The scorecard as a page of the site, and its data."""
    return view.page(PATH, "scorecard.html", "scores", TITLE, linked=True, later=lambda: {"card": Card(view.county, scores())}), Output(DATA, lambda: data(scores()))


def alone(county: County, scores: Scores, css: str, root: str | None) -> bytes:
    """The scorecard as one file with its style inside.  `root`: the way from it to the site, None where there is no site to link to."""
    folder = Path(__file__).parents[1] / "templates"
    env = Templates(folder, county=county)
    body = env.get_template("scorecard.html").render(root=root or "", linked=root is not None, crumbs=(), card=Card(county, scores))
    topic = f"{county.name or ''}基层政务公开"
    return styled.alone(f"{TITLE} - {topic}", topic, css, body)
