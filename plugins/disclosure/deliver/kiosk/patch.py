"""What turns one page into another: pieces of the old one, and new bytes between them.

A new 截至日期 is on every page of a county, and nothing else is: whole pages would fill a stick with what the kiosk has.
"""
from __future__ import annotations

import re
import struct
from bisect import bisect_left
from itertools import accumulate

STEP = struct.Struct("<LLL")
"""Where in the old file, how many bytes of it, and how many new bytes follow."""
TOKEN = re.compile(rb"[^>\n]*[>\n]|[^>\n]+")
"""Tags and lines are looked for as a whole."""
LONG, RARE = 24, 3
"""A token of so many bytes, or one that is there so few times, is looked for elsewhere in the old file; of `</td>` there are too many."""


def difference(old: bytes, new: bytes) -> bytes:
    """Steps from old to new.  One pass: what moved far is written anew."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    starts = [0, *accumulate(map(len, before))]
    places: dict[bytes, list[int]] = {}
    for index, token in enumerate(before):
        places.setdefault(token, []).append(index)
    steps: list[list] = [[0, 0, []]]  # index of the first old token, how many, new tokens
    here = skipped = 0
    for token in after:
        at = next((i for i in (here, here + skipped) if i < len(before) and before[i] == token), None)
        if at is None and (there := places.get(token)) and (len(token) >= LONG or len(there) <= RARE):
            at = there[min(bisect_left(there, here), len(there) - 1)]
        if at is None:
            steps[-1][2].append(token)
            skipped += 1
            continue
        if at == here and not steps[-1][2]:
            steps[-1][1] += 1
        else:
            steps.append([at, 1, []])
        here, skipped = at + 1, 0
        if steps[-1][1] == 1:
            steps[-1][0] = at
    made = []
    for first, count, tokens in steps:
        literal = b"".join(tokens)
        made.append(STEP.pack(starts[first], starts[first + count] - starts[first], len(literal)) + literal)
    return b"".join(made)


def patched(old: bytes, patch: bytes, size: int) -> bytes:
    """The new file of so many bytes.  Raises ValueError for steps that lead elsewhere; nothing larger is ever made."""
    parts, at = [], 0
    while at < len(patch):
        if len(patch) - at < STEP.size:
            raise ValueError("cut")
        start, copied, literal = STEP.unpack_from(patch, at)
        at += STEP.size
        size -= copied + literal
        if size < 0 or start + copied > len(old) or at + literal > len(patch):
            raise ValueError("out of bounds")
        parts += (old[start:start + copied], patch[at:at + literal])
        at += literal
    if size:
        raise ValueError("too short")
    return b"".join(parts)
