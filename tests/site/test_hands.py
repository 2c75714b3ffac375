"""Work shared between processes: every part is made once, whatever becomes of the other hands."""
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from disclosure.hands import FORKS, Hands

HERE = os.getpid()


def made(hands: int, make: Callable[[int], object], parts: int = 200) -> tuple[dict[int, object], list[object]]:
    with Hands(hands, parts, make, os.getpid) as work:
        results = list(work.results())
    assert len(results) == len({part for part, _ in results if part is not None}) + sum(part is None for part, _ in results)
    return {part: result for part, result in results if part is not None}, [result for part, result in results if part is None]


@pytest.mark.parametrize("hands", [1, 2, 3])
def test_every_part_is_made(hands: int) -> None:
    results, lasts = made(hands, lambda part: part * part)
    assert results == {part: part * part for part in range(200)}
    assert len(lasts) == (hands - 1 if FORKS else 0)


def elsewhere(fault: Callable[[], object]) -> Callable[[int], object]:
    """Meets a fault at the third part, in every process but the first."""
    done = []

    def make(part: int) -> object:
        done.append(part)
        if os.getpid() != HERE and len(done) == 3:
            fault()
        return part
    return make


@pytest.mark.parametrize("fault", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: [][0], lambda: os._exit(3)], ids=["killed", "fault", "gone"])
def test_what_another_hand_does_not_bring_is_made_here(fault: Callable[[], object]) -> None:
    results, lasts = made(3, elsewhere(fault))
    assert results == {part: part for part in range(200)}
    assert len(lasts) <= 2


def test_a_fault_of_the_work_itself_is_met_and_leaves_no_process() -> None:
    def make(part: int) -> object:
        if part == 7:
            raise ZeroDivisionError
        return part
    others = []
    with pytest.raises(ZeroDivisionError), Hands(3, 200, make, os.getpid) as work:
        others += work.others
        list(work.results())
    for child in others:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


KILLED = """
import os, signal, sys, time
from disclosure.hands import Hands
def make(part):
    if os.getpid() == first:
        time.sleep(.5)  # the other hand is at work
        os.kill(first, signal.SIGKILL)
    print(os.getpid(), flush=True)
    time.sleep(30)
first = os.getpid()
with Hands(2, 9, make, str) as work:
    list(work.results())
"""


@pytest.mark.skipif(not FORKS, reason="no forks")
def test_a_hand_dies_with_the_process_that_began_it() -> None:
    """Else it would go on writing into a folder that somebody else has begun to build in."""
    begun = subprocess.run([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True, timeout=20)  # ends when nobody holds the pipe any more
    assert begun.returncode == -signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        for _ in range(50):
            os.kill(int(begun.stdout), 0)
            time.sleep(.1)


def test_the_one_part_there_is() -> None:
    for hands in (1, 2):
        with Hands(hands, 1, lambda part: "made", str) as work:
            assert work.result() == "made"


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(ValueError):
        Hands(1, 5000, str, str)


@pytest.mark.skipif(not FORKS, reason="there are no other hands")
def test_one_can_ask_whether_the_others_are_at_work() -> None:
    here, go = os.pipe()
    with Hands(2, 1, lambda part: os.read(here, 1), lambda: None) as work:
        assert not work.over
        os.write(go, b"x")
        while not work.over:
            time.sleep(.01)
        assert work.result(waits=True) == b"x" and work.over
