"""The power fails at any moment: whatever the disk had not written out yet may be missing, and the site is the old one or the new one."""
import os
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows writes out names in its own order, which cannot be asked for", allow_module_level=True)

from editions import which
from faults import MODULES
from power import Disk, record
from test_faults import SCENARIOS, Scenario

from disclosure.deliver import disk

NAMES = ("build", "build again", "build without exchange", "publish", "publish the sixth", "publish without exchange", "rollback",
         "kiosk", "kiosk, what changed", "kiosk as on Windows", "kiosk, back")
STATES = 40
"""States tried for each scenario in CI; with --soak ten times as many."""


def noted(scenario: Scenario, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    folder.mkdir()
    scenario.prepare(folder)
    disk_before = Disk(folder)
    record(disk_before, scenario.run(folder), monkeypatch, MODULES, scenario.plain)
    return disk_before


def broken(scenario: Scenario, before: Disk, states: int, seed: str) -> list[str]:
    """The states, of so many, in which people see neither the old edition nor the new one."""
    chance, found = random.Random(seed), []
    moments = len(before.changes) + 1
    for state in range(states):
        moment = (state * moments // states + chance.randrange(2)) % moments
        there = before.cut(moment, chance)
        place = scenario.seen
        if isinstance(there.get(place), str):
            place = there[place]
        elif scenario.plain and f"{place}/" not in there:
            place = next((path[:-1] for path in there if re.fullmatch(rf"\.{place}\.disclosure-[0-9a-f]+/old/", path)), place)  # from where the next run takes it
        files = {path.removeprefix(f"{place}/"): data for path, data in there.items() if path.startswith(f"{place}/") and not path.endswith("/")}
        try:
            assert which(files) in (scenario.old(), scenario.after)
        except (AssertionError, KeyError, ValueError) as error:
            found.append(f"after change {moment} of {moments - 1}: {type(error).__name__} {error}"[:200])
    return found


@pytest.mark.parametrize("name", NAMES)
def test_what_a_power_cut_leaves_is_whole(name: str, quick_path: Path, monkeypatch: pytest.MonkeyPatch, soak: bool) -> None:
    scenario = SCENARIOS[name]
    before = noted(scenario, quick_path / "tried", monkeypatch)
    assert len(before.changes) > 1
    assert broken(scenario, before, STATES * 10 if soak else STATES, name) == []


def nothing(*arguments: object) -> None:
    """In place of a sync."""


def without_switch_settled(path: Path) -> None:
    """fsync of files, but not of the folder in which names were switched."""
    if not path.is_dir() or path.name in ("releases",) or ".disclosure-" in path.name:
        return REAL(path)


REAL: Callable[[Path], None] = disk.settle_one
MUTANTS = {
    "nothing is written out before the switch": {"settle": nothing},
    "the switch is not written out before the old site is deleted": {"settle_one": without_switch_settled},
}


@pytest.mark.parametrize("mutant", MUTANTS)
@pytest.mark.parametrize("name", ["build", "build without exchange", "publish without exchange"])
def test_without_a_sync_it_would_not_be(name: str, mutant: str, quick_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = SCENARIOS[name]
    with monkeypatch.context() as patch:
        for function, instead in MUTANTS[mutant].items():
            patch.setattr(disk, function, instead)
        before = noted(scenario, quick_path / "tried", monkeypatch)
    assert broken(scenario, before, 400, name), "the replay does not notice a missing sync"


def test_the_model_is_the_file_system(quick_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing lost, the model holds what lies on the disk."""
    for name in NAMES:
        folder = quick_path / name
        before = noted(SCENARIOS[name], folder, monkeypatch)
        for change in before.changes:
            change.synced = 0
        there = before.cut(len(before.changes), random.Random(0))
        real = {}
        for path in folder.rglob("*"):
            where = path.relative_to(folder).as_posix()
            if path.is_symlink():
                real[where] = os.readlink(path)
            elif path.is_file() and "current/" not in where:
                real[where] = path.read_bytes()
        assert {p: d for p, d in there.items() if not p.endswith("/") and "current/" not in p} == real, name
