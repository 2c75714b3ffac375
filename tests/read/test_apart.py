"""A large county is read by a process of its own: what arrives is what was read."""
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from disclosure.hands import FORKS
from disclosure.model.fields import Record
from disclosure.read import apart
from disclosure.read.county import Progress, Reading, read_county

GOLDEN = Path(__file__).parents[1] / "county"
pytestmark = pytest.mark.skipif(not FORKS, reason="no other process reads here")


def alike(one: Any, other: Any) -> int:
    """How many records two readings have, which must be alike in all that they hold, and in which of it is the same object."""
    twin: dict[int, Any] = {}
    left = [(one, other)]
    while left:
        a, b = left.pop()
        assert type(a) is type(b)
        if isinstance(a, Record):
            if id(a) in twin:
                assert twin[id(a)] is b
                continue
            twin[id(a)] = b
            a, b = vars(a), vars(b)
        if isinstance(a, dict):
            assert [*a] == [*b]
            left += zip(a.values(), b.values(), strict=True)
        elif isinstance(a, tuple | list):
            left += zip(a, b, strict=True)
        else:
            assert a == b
    return len(twin)


def read(progress: Progress) -> Reading:
    return read_county(GOLDEN, progress)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LARGE", 0)


@pytest.mark.usefixtures("large")
def test_what_was_read_by_another_process_is_what_was_read() -> None:
    here, steps = os.getpid(), []

    def elsewhere(progress: Progress) -> Reading:
        progress("哪里", os.getpid(), here)
        return read(progress)
    there, plain = apart.read_apart(GOLDEN / "catalogues", 2, elsewhere, lambda *told: steps.append(told)), read(lambda *told: None)
    assert steps[0][0] == "哪里" and steps[0][1] != here == steps[0][2] and steps[-1][0] == "读取目录"
    assert alike([there.county, there.findings, there.texts, there.settings], [plain.county, plain.findings, plain.texts, plain.settings]) > 50
    assert vars(there.files) == vars(plain.files)
    item = next(iter(there.county.domains.values())).items[0]
    assert item.owner in there.county.domains.values() and all(sys.intern(name) is name for name in vars(item))


@pytest.mark.usefixtures("large")
def test_who_reads_and_is_killed_leaves_it_to_this_process() -> None:
    here = os.getpid()

    def killed(progress: Progress) -> Reading:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(progress)
    assert apart.read_apart(GOLDEN / "catalogues", 2, killed, lambda *told: None).county.name == read(lambda *told: None).county.name


@pytest.mark.usefixtures("large")
def test_a_fault_of_reading_is_met_here() -> None:
    with pytest.raises(ZeroDivisionError):
        apart.read_apart(GOLDEN / "catalogues", 2, lambda progress: 1 // 0, lambda *told: None)


@pytest.mark.parametrize("hands", [1, 2])
def test_a_county_that_is_not_large_is_read_here(hands: int) -> None:
    seen = []
    apart.read_apart(GOLDEN / "catalogues", hands, lambda progress: seen.append(os.getpid()), lambda *told: None)
    assert seen == [os.getpid()]
