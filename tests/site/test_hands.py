"""Work shared between processes: every part is made once, whatever becomes of the other hands."""
import os
import signal
from collections.abc import Callable

import pytest

from disclosure.host.hands import FORKS, Hands

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


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(ValueError):
        Hands(1, 5000, str, str)
