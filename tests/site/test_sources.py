"""A page is taken from the last build when the mark of what it was made from is the same: so no page may change without its mark.

Every field of every kind of record is changed, one at a time, in a county that has been read; whatever page then comes out otherwise must have another mark.
"""
import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from built import GOLDEN, ROOT
from services_county import services_county

from disclosure.checking import Checked
from disclosure.host.again import with_pages
from disclosure.host.build import run
from disclosure.host.frame import Frame, Job
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Address, Audience, Choice, Date, FilePath, Link, Quantity, Record
from disclosure.read.county import read_county
from disclosure.render.downloads import EVERY as EVERY_FIELD
from disclosure.render.downloads import as_csv, as_json
from disclosure.render.output import Page
from disclosure.render.relations import Relations, active
from disclosure.render.sources import Sources
from disclosure.render.view import View
from disclosure.site import contents

UNTOUCHED = {("Step", "code"), ("Step", "next"), ("Step", "kind"), ("Step", "lane"), ("Flow", "steps"), ("Flow", "lanes")}
"""What fits together in a flow, or it cannot be drawn; its other fields are changed."""
LEAST = {("ServiceGuide", "conditions"), ("Rating", "period")}
"""What a page cannot be without, and has but one of."""
EVERY = 5
"""CI changes every fifth field, --soak all of them, in two records each."""


class Bench:
    """A county whose records can be changed, and its pages."""

    def __init__(self, site: Path) -> None:
        logging.getLogger("mkdocs").setLevel(logging.ERROR)
        reading = read_county(site)
        self.county, self.frame = reading.county, None
        with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as out:
            run(site, ROOT, empty, out, Job(site, read=Checked(reading.county, (), reading.files), take=self.take))
        self.sizes = dict(self.frame.view.sizes)
        self.before = self.pages(), self.marks()

    def take(self, frame: Frame) -> None:
        self.frame = frame

    def pages(self) -> dict[str, bytes]:
        view = View(self.county, self.sizes, False, self.frame.assets)
        view.env.globals["written"] = self.frame.crumbs
        press = self.frame.press(view)
        about = {record.address for record in with_pages(self.county)}
        pages = {one.path: press.printed(one) for one in contents(view, (), self.frame.file, None) if isinstance(one, Page) and one.path in about}
        for owner in self.county.catalogues:
            for item in active(owner.items):  # its line in tables of data is taken by the mark of its page
                pages[item.address] += as_csv([item], EVERY_FIELD) + as_json("", [item], EVERY_FIELD, self.county)
        return pages

    def marks(self) -> dict[str, str]:
        sources = Sources(self.county, Relations(self.county), sizes=self.sizes)
        common = sources.common
        return {record.address: common + sources.of(record) for record in with_pages(self.county)}

    def stale(self) -> list[str]:
        """Pages that are not what they were, though their mark is."""
        (pages, marks), now, after = self.before, self.marks(), self.pages()
        return [path for path, data in after.items() if now[path] == marks.get(path) and data != pages[path]]


def inside(value: Any) -> Iterator[Record]:
    """A record and those written within it."""
    if isinstance(value, tuple):
        for one in value:
            yield from inside(one)
    elif isinstance(value, Record):
        yield value
        for code in value.fields:
            found = getattr(value, code)
            if code in ("items", "interpretations") or not hasattr(next(iter(found if isinstance(found, tuple) else (found,)), None), "address"):
                yield from inside(found)


def records(county: County) -> Iterator[Record]:
    yield from inside(county)
    for name in COLLECTIONS:
        yield from inside(tuple(getattr(county, name).values()))


def fields(site: Path) -> list[tuple[str, str]]:
    """Every field that some record has a value for."""
    found = {(type(record).__name__, code): None for record in records(read_county(site).county) for code in record.fields if getattr(record, code) not in (None, ())}
    return [field for field in found if field not in UNTOUCHED and field[1] != "defaults"]


def another(county: County, record: Record, code: str) -> Any:
    """Another value for a field, of the same kind."""
    value, kind = getattr(record, code), record.fields[code].kind
    if isinstance(value, Date):
        return Date("2020-02-03" if value.exact else "2020-02")
    if isinstance(kind, Choice):
        return next(option for option in kind.options if option != value)
    if isinstance(value, Quantity):
        return Quantity(value.value + 1)
    if isinstance(value, Audience):
        return Audience("改过的人群")
    if isinstance(value, str):
        return f"{value}x" if isinstance(kind, Address | Link | FilePath) or value.isascii() else f"{value}改"
    if isinstance(value, int):
        return value + 1
    if isinstance(value, Record) and hasattr(value, "address"):
        group = value.owner.items if hasattr(value, "owner") else getattr(county, value.folder).values()
        return next((other for other in group if other is not value), value)
    return value[:-1] if isinstance(value, tuple) else None


def unseen(bench: Bench, kind: str, code: str, nth: int) -> list[str]:
    found = [record for record in records(bench.county) if type(record).__name__ == kind and getattr(record, code) not in (None, ())]
    record = found[nth % len(found)]
    mine, value = record.__dict__, getattr(record, code)
    mine[code] = another(bench.county, record, code)
    try:
        return bench.stale()
    finally:
        mine[code] = value


@pytest.fixture(scope="module")
def golden() -> Bench:
    return Bench(GOLDEN)


def test_no_page_changes_without_its_mark(golden: Bench, soak: bool) -> None:
    every = fields(GOLDEN)
    assert len(every) > 150
    for kind, code in every if soak else every[::EVERY]:
        for nth in (0, -1) if soak else (0,):
            assert unseen(golden, kind, code, nth) == [], f"{kind}.{code}"


@pytest.mark.parametrize("kind", ["Domain", "Flow", "Policy", "Township", "Unit", "Village"])
def test_what_a_neighbour_is_called_is_in_the_mark(golden: Bench, kind: str) -> None:
    """Pages lead to the one before and the one after, by name."""
    for nth in (0, -1):
        assert unseen(golden, kind, "title" if kind in ("Flow", "Policy") else "name", nth) == []


def test_pages_of_services_do_not_change_without_their_mark(tmp_path: Path, soak: bool) -> None:
    site = services_county(tmp_path / "county")
    bench = Bench(site)
    of_golden = {kind for kind, _ in fields(GOLDEN)}
    every = [(kind, code) for kind, code in fields(site) if kind not in of_golden and (kind, code) not in LEAST]
    every += [("Unit", "name"), ("Unit", "phone"), ("Township", "name"), ("Village", "name"), ("Question", "answer"), ("Item", "name")]
    assert len(every) > 100 and {"ServiceGuide", "Bundle", "ServicePlace", "Questions", "Rating", "Subsidy", "Project"} <= {kind for kind, _ in every}
    for kind, code in every if soak else every[::EVERY]:
        for nth in (0, -1) if soak else (0,):
            assert unseen(bench, kind, code, nth) == [], f"{kind}.{code}"


def test_files_concern_the_pages_that_name_them(golden: Bench) -> None:
    sizes, before = golden.sizes, golden.before[1]
    try:
        golden.sizes = {**sizes, "new.pdf": 12}
        assert golden.marks() == before
        for path in sizes:
            golden.sizes = {**sizes, path: sizes[path] + 3_000_000}
            assert golden.stale() == [], path
        golden.sizes = {}
        assert golden.stale() == []
    finally:
        golden.sizes = sizes


def test_a_unit_above_others_concerns_their_own_pages(golden: Bench) -> None:
    below = next(unit for unit in golden.county.units.values() if unit.parent)
    above, name = below.parent, below.parent.name

    def marks() -> tuple[str, str]:
        sources = Sources(golden.county, Relations(golden.county))
        return sources.deep(below), sources.seen(below)
    before = marks()
    try:
        above.__dict__["name"] = "样本县人民政府本级"
        assert golden.stale() == []
        own, elsewhere = marks()
        assert own != before[0] and elsewhere == before[1]
    finally:
        above.__dict__["name"] = name


def test_marks_are_the_same_for_the_same_county(golden: Bench) -> None:
    assert golden.marks() == golden.before[1]
    golden.county = read_county(GOLDEN).county
    assert golden.marks() == golden.before[1]


def test_few_pages_are_made_again_for_a_word(golden: Bench) -> None:
    item = next(iter(golden.county.domains.values())).items[0]
    before, content = golden.marks(), item.content
    item.__dict__["content"] = ("改过的内容",)
    after = golden.marks()
    item.__dict__["content"] = content
    changed = {path for path in before if before[path] != after[path]}
    assert item.address in changed and item.owner.address in changed and len(changed) < len(before) / 2, changed
