"""From the old file to the new one, whatever the two are; and no step leads out of them."""
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.deliver.kiosk.patch import STEP, difference, patched

TAGS = st.sampled_from([b"<p>", b"</p>\n", b"<td class=\"a long one for sure\">", b"2026-11-20", b"\n", b">", b"", b"x" * 40 + b">"])
PAGES = st.lists(TAGS, max_size=40).map(b"".join) | st.binary(max_size=200)


@given(PAGES, PAGES)
def test_there_and_the_same(old: bytes, new: bytes) -> None:
    assert patched(old, difference(old, new), len(new)) == new


def test_small_changes_are_small() -> None:
    chance = random.Random(1)
    old = b"".join(b"<tr><td>%x</td></tr>\n" % chance.randrange(1 << 60) for _ in range(2000))
    lines = old.split(b"\n")
    lines[5] = b"<b>a new line</b>"
    lines[1000:1003] = []
    lines[1500:1500] = [b"<td>one more</td>"]
    new = b"\n".join(lines)
    assert len(difference(old, new)) < 200 and len(difference(old, old)) == STEP.size


@pytest.mark.parametrize("patch", [b"x", STEP.pack(0, 11, 0), STEP.pack(5, 6, 0), STEP.pack(0, 0, 11), STEP.pack(0, 0, 5) + b"abc", STEP.pack(0, 9, 0), STEP.pack(0, 10, 1) + b"a", b"",
                                   STEP.pack(0xffffffff, 0xffffffff, 0xffffffff)])
def test_steps_that_lead_elsewhere(patch: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut|out of bounds|too short"):
        patched(b"0123456789", patch, 10)


@given(st.binary(max_size=60), st.integers(0, 50))
def test_nothing_larger_is_made(patch: bytes, size: int) -> None:
    try:
        assert len(patched(b"0123456789" * 10, patch, size)) == size
    except ValueError:
        pass
