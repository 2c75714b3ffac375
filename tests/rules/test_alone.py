"""What rules say of a file stands as long as what it follows from: after every edit the findings are those of a county that is judged for the first time."""
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.checking import Checked, case_of, check_county, whole
from disclosure.model.county import COLLECTIONS
from disclosure.model.fields import Record
from disclosure.read.county import read_county
from disclosure.read.kept import Kept
from disclosure.rules import alone
from disclosure.rules.registry import NOTES, RULES, Case, judged
from disclosure.rules.alone import ALONE, part_of, reach, references

from test_only import spoil
from test_rules import CASES, county_of, load

ROOT = Path(__file__).parents[2]
COUNTIES = {"demonstration": ROOT, "miniature": ROOT / "tests/county", "base": ROOT / "tests/rules/base"}
FREE = {"place", "id", "__class__", "__dict__", "spans", "retired"}
"""What may be looked at to see that a record need not be looked at."""


def copied(name: str, to: Path) -> Path:
    for part in ("catalogues", "content", "editions"):
        if (COUNTIES[name] / part).is_dir():
            shutil.copytree(COUNTIES[name] / part, to / part)
    return to


def case_in(folder: Path) -> Case | None:
    reading = read_county(folder)
    return case_of(reading) if reading.county is not None and whole(reading.county) else None


def files_in(case: Case) -> set[str]:
    return {file.partition("#")[0] for file in case.texts} | {f"content/files/{path}" for path in case.paths}


def of(case: Case, file: str) -> Case:
    """What a rule sees that looks at one file."""
    return replace(case, county=part_of(case.county, frozenset([file])), only=frozenset([file]), derived={})


def compare_alone(case: Case, codes: tuple[str, ...], files: list[str]) -> None:
    everything = [*judged(case, codes)]
    assert {f.place.file for f in everything} <= files_in(case)
    noted = {name: by_file(case) for name, by_file in NOTES.items()}
    for file in files:
        part = of(case, file)
        assert [f for f in judged(part, codes) if f.place.file == file] == [f for f in everything if f.place.file == file], file
        assert {name: by_file(part).get(file) for name, by_file in NOTES.items()} == {name: those.get(file) for name, those in noted.items()}, file


@pytest.mark.parametrize(("name", "spoilt"), [("demonstration", 0), ("miniature", 0), ("miniature", 2), ("base", 3)])
def test_of_a_file_alone_is_said_what_is_said_of_it_among_others(name: str, spoilt: int, tmp_path: Path, soak: bool) -> None:
    copied(name, tmp_path)
    if spoilt:
        spoil(tmp_path, spoilt)
    case = case_in(tmp_path)
    assert case is not None
    files = sorted(files_in(case))
    compare_alone(case, ALONE, files if soak or len(files) < 25 else random.Random(spoilt).sample(files, 12))


@pytest.mark.parametrize("code", ALONE)
def test_so_are_the_cases_of_every_rule(code: str, tmp_path: Path) -> None:
    for path in CASES:
        if path.stem.startswith(f"{code}-"):
            folder = tmp_path / path.stem
            folder.mkdir()
            if (case := case_in(county_of(load(path), folder))) is not None:
                compare_alone(case, (code,), sorted(files_in(case)))


@contextmanager
def watched(read: set[Record]) -> Iterator[None]:
    """Notes every record of which something is read."""
    def reading(self: Record, name: str):
        if name not in FREE:
            read.add(self)
        return object.__getattribute__(self, name)
    Record.__getattribute__ = reading
    try:
        yield
    finally:
        del Record.__getattribute__


def lasting(record: Record) -> bool:
    return hasattr(record, "address") or hasattr(record, "owner")


@pytest.mark.parametrize("name", ["demonstration", "miniature"])
def test_a_rule_reads_no_record_that_is_in_no_mark(name: str, tmp_path: Path, soak: bool) -> None:
    case = case_in(copied(name, tmp_path))
    top = {id(record): record for collection in COLLECTIONS for one in getattr(case.county, collection).values() for record in (one, *getattr(one, "items", ()))}
    marked = reach(case.county)
    for file in sorted(marked) if soak or len(marked) < 25 else random.Random(4).sample(sorted(marked), 12):
        read: set[Record] = set()
        with watched(read):
            for _, check in (RULES[code] for code in ALONE):
                for _ in check(of(case, file)):
                    pass
        more = {record for record in read if id(record) in top and record.place.file != file and record not in marked[file]}
        assert not more, (file, more)


def told(checked: Checked) -> list[tuple]:
    return [(finding, finding.record, finding.code, finding.advice and finding.advice.edits) for finding in checked.findings]


EDITS = ("gone", "twice", "more", "more", "moved", "fault", "fault", "fault", "fault", "back")


def test_after_any_edits_the_findings_are_those_of_a_county_judged_for_the_first_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, soak: bool) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    chance, anew = random.Random(7), []
    monkeypatch.setattr(alone, "part_of", lambda county, files: anew.append(files) or part_of(county, files))
    for name, rounds in (("miniature", 400 if soak else 30), ("demonstration", 60 if soak else 2)):
        folder = copied(name, tmp_path / name)
        files = sorted((folder / "catalogues").rglob("*.yml"))
        first = {path: path.read_text(encoding="utf-8") for path in files}
        check_county(folder, kept=Kept(folder))
        for _ in range(rounds):
            path = chance.choice(files)
            lines = (path.read_text(encoding="utf-8") if path.exists() else first[path]).split("\n")
            at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            match chance.choice(EDITS):
                case "gone":
                    del lines[at]
                case "twice":
                    lines.insert(at, lines[at])
                case "more":
                    lines.insert(at, "# 说明")
                case "moved":
                    lines.insert(other, lines.pop(at))
                case "fault":
                    lines[at] += chance.choice(("又", "同上", "（国务院令第650号）", "2", "XX省")) if lines[at][-1:] > "\u4e00" else ""
                case "back":
                    lines = first[path].split("\n")
            path.write_text("\n".join(lines), encoding="utf-8")
            told = check_county(folder, kept=Kept(folder))
            assert told.findings == check_county(folder).findings
            if told.errors and chance.random() < 0.7:
                path.write_text(first[path], encoding="utf-8")
    assert len(anew) > 5 and any(0 < len(files) < 5 for files in anew), "nothing was taken from what had been found"


def test_what_was_found_by_another_program_or_is_damaged_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = copied("miniature", tmp_path / "county")
    kept = Kept(folder)
    findings = check_county(folder, kept=kept).findings
    said = kept.load(kept.findings)
    assert len(said) > 5 and kept.findings.stat().st_mode & 0o077 == 0
    kept.findings.write_bytes(kept.findings.read_bytes()[:99])
    assert check_county(folder, kept=Kept(folder)).findings == findings
    kept.store(kept.findings, {file: (mark, (), {}) for file, (mark, *_) in said.items()})
    other = Kept(folder)
    other.reader = "another"
    assert check_county(folder, kept=other).findings == findings


def test_every_named_record_is_found() -> None:
    county = read_county(ROOT).county
    for name in COLLECTIONS:
        for record in getattr(county, name).values():
            mine = {*record.named(), *(other for item in getattr(record, "items", ()) for other in item.named())}
            assert mine == {*references(record)}
