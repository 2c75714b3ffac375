"""Killed, refused, out of space at any call to the file system: the site is the old one or the new one, and the next run puts everything right."""
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("faults are tried in a forked child, which Windows does not have", allow_module_level=True)

from bundles import apply, apply_as_on_windows, apply_delta, back
from editions import build, contents, publish, rollback, which
from faults import DONE, FAULTS, REFUSED, in_child

SAMPLE = 8
"""Calls in each scenario and for each fault at which CI tries; with --soak at every one."""


@dataclass(frozen=True)
class Scenario:
    """A job that takes a folder from one edition (None: nothing there) to another."""

    job: Callable[[Path, int], None]
    seen: str
    """Where, in the folder, what people see."""
    before: tuple[int, ...]
    after: int
    plain: bool = False
    made_by: Callable[[Path, int], None] | None = None
    """What made the editions before, where it is not `build` or `publish`."""

    def prepare(self, folder: Path) -> None:
        for number in self.before:
            (self.made_by or {"site": build, "current": publish}[self.seen])(folder / self.seen if self.seen == "site" else folder, number)

    def run(self, folder: Path) -> Callable[[], None]:
        return partial(self.job, folder / "site" if self.seen == "site" else folder, self.after)

    def old(self) -> int | None:
        return self.before[-1] if self.before else None


SCENARIOS = {
    "first build": Scenario(build, "site", (), 1),
    "build": Scenario(build, "site", (1,), 2),
    "build again": Scenario(build, "site", (1,), 1),
    "build without exchange": Scenario(build, "site", (1,), 2, plain=True),
    "first publish": Scenario(publish, "current", (), 1),
    "publish": Scenario(publish, "current", (0, 1), 2),
    "publish the sixth": Scenario(publish, "current", (0, 1, 2, 3, 4), 5),
    "publish without exchange": Scenario(publish, "current", (0, 1), 2, plain=True),
    "rollback": Scenario(rollback, "current", (0, 1, 2), 1),
    "kiosk, first": Scenario(apply, "current", (), 1),
    "kiosk": Scenario(apply, "current", (0, 1), 2),
    "kiosk, what changed": Scenario(apply_delta, "current", (0, 1), 2),
    "kiosk as on Windows": Scenario(apply_as_on_windows, "current", (1,), 2, plain=True, made_by=apply_as_on_windows),
    "kiosk, back": Scenario(back, "current", (0, 1, 2), 1),
}


def seen(folder: Path, scenario: Scenario) -> int | None:
    """The edition that people see; without an exchange of names it may for an instant be beside its place, from where the next run takes it."""
    place = folder / scenario.seen
    if scenario.plain and not place.exists():
        place = next(folder.glob(f".{scenario.seen}.disclosure-*/old"), place)
    return which(contents(place)) if place.exists() else None


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_the_site_is_whole_whatever_happens(name: str, fault: str, quick_path: Path, soak: bool) -> None:
    scenario = SCENARIOS[name]
    prepared, folder = quick_path / "prepared", quick_path / "tried"
    prepared.mkdir()
    scenario.prepare(prepared)
    shutil.copytree(prepared, folder, symlinks=True)
    ended, calls = in_child(scenario.run(folder), plain=scenario.plain)
    assert ended == DONE and seen(folder, scenario) == scenario.after
    clean = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*"))
    points = range(1, calls + 1) if soak else sorted({1 + round(n * (calls - 1) / (SAMPLE - 1)) for n in range(SAMPLE)})
    for at in points:
        shutil.rmtree(folder)
        shutil.copytree(prepared, folder, symlinks=True)
        ended, _ = in_child(scenario.run(folder), at, fault, scenario.plain)
        assert ended in (-9,) if fault == "SIGKILL" else ended in (DONE, REFUSED), f"call {at}: ended with {ended}"
        now = seen(folder, scenario)
        assert now in (scenario.old(), scenario.after), f"call {at}: edition {now}"
        assert ended != DONE or now == scenario.after, f"call {at}: said to be done"
        assert in_child(scenario.run(folder), plain=scenario.plain)[0] == DONE, f"call {at}: no second run"
        assert seen(folder, scenario) == scenario.after, f"call {at}: after the second run"
        assert sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*")) == clean, f"call {at}: leftovers"
    print(f"{name}, {fault}: {len(points)} of {calls} calls")
