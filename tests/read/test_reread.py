"""A county of which one file was read again is the county that a whole reading makes: the same records, each referring to the same others."""
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Record
from disclosure.model.finding import Severity
from disclosure.read.reread import reread
from disclosure.read.county import Reading, read_county
from disclosure.read.kept import Resident

COUNTY = Path(__file__).parents[1] / "county"
EDITS = yaml.safe_load(Path(__file__).with_name("reread.yml").read_text(encoding="utf-8"))
FILES = sorted(p.relative_to(COUNTY / "catalogues").as_posix() for p in (COUNTY / "catalogues").rglob("*.yml"))


def lasting(county: County) -> Iterator[tuple[tuple, Record]]:
    """Records that others refer to, each with what it is called here."""
    for name in COLLECTIONS:
        for id, record in getattr(county, name).items():
            yield (name, id), record
            for number, item in enumerate(getattr(record, "items", ())):
                yield (name, id, number), item


def told(county: County) -> list[Any]:
    """All that a county holds, with places; a reference is told as that record of this county, and in full where it is none of its records."""
    known = {id(record): called for called, record in lasting(county)}

    def shown(value: Any) -> Any:
        if isinstance(value, Record):
            return known.get(id(value)) or fully(value)
        return tuple(map(shown, value)) if type(value) in (tuple, list) else value

    def fully(record: Record) -> Any:
        return type(record), {code: shown(value) for code, value in record.__dict__.items() if code not in COLLECTIONS}
    return [fully(county), *((called, fully(record)) for called, record in lasting(county))]


class Kept:
    """A county as a preview keeps it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.kept = folder, Resident(folder)
        self.good, self.since = self.sound(read_county(folder, kept=self.kept)), set()
        assert self.good

    def sound(self, reading: Reading) -> Reading | None:
        return None if reading.county is None or any(f.severity is Severity.ERROR for f in reading.findings) else reading

    def changed(self, path: str) -> str:
        """Reads what has changed, and compares; how it was read."""
        self.since.add(path)
        before = told(self.good.county)
        reading = reread(self.folder, self.good, path) if len(self.since) == 1 else None
        how = "whole" if reading is None else "again"
        new = self.sound(reading or read_county(self.folder, kept=self.kept))
        whole = self.sound(read_county(self.folder))
        assert (new is None) == (whole is None)
        if new is None:
            assert told(self.good.county) == before
            return "errors"
        assert told(new.county) == told(whole.county)
        self.good, self.since = new, set()
        return how


def test_one_edit_after_the_other(tmp_path: Path) -> None:
    shutil.copytree(COUNTY, tmp_path / "county")
    kept = Kept(tmp_path / "county")
    for edit in EDITS:
        path = tmp_path / "county" / "catalogues" / f"{edit['file']}.yml"
        if "old" not in edit:
            path.parent.mkdir(exist_ok=True)
            path.write_text(edit["new"], encoding="utf-8")
        elif "new" not in edit:
            path.unlink()
        else:
            text = path.read_text(encoding="utf-8")
            assert edit["old"] in text, edit["what"]
            path.write_text(text.replace(edit["old"], edit["new"], 1), encoding="utf-8")
        assert kept.changed(f"{edit['file']}.yml") == edit["how"], edit["what"]


LINES = st.tuples(st.sampled_from(FILES), st.integers(0, 200), st.sampled_from(("gone", "twice", "more", "moved", "back")), st.integers(0, 200))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, min_size=1, max_size=12))
def test_any_edits_of_lines(tmp_path_factory, edits: list[tuple[str, int, str, int]]) -> None:
    folder = tmp_path_factory.mktemp("county")
    shutil.copytree(COUNTY, folder, dirs_exist_ok=True)
    kept = Kept(folder)
    for file, at, how, other in edits:
        path = folder / "catalogues" / file
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        at, other = at % max(1, len(lines)), other % max(1, len(lines))
        match how:
            case "gone":
                del lines[at:at + 1]
            case "twice":
                lines.insert(at, lines[at])
            case "more":
                lines[at] = lines[at].replace("\n", "又\n")
            case "moved":
                lines.insert(other, lines.pop(at))
            case "back":
                lines = (COUNTY / "catalogues" / file).read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines), encoding="utf-8")
        kept.changed(file)
