"""One earlier change taken back alone, where nothing later has touched the same lines."""
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from disclosure.desk.journal import Change, Step
from disclosure.write.style import Unwritable


class Edit(NamedTuple):
    """The lines from `start` to before `end` become others."""

    start: int
    end: int
    lines: list[bytes]


def edits(old: bytes, new: bytes) -> list[Edit]:
    """What makes one text of the other, line by line."""
    a, b = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return [Edit(i1, i2, b[j1:j2]) for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if tag != "equal"]


def touch(one: Edit, other: Edit) -> bool:
    """Whether two edits of the same text are about the same lines; lines put in at the same point are."""
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    return max(one.start, other.start) < min(one.end, other.end) or one.start < other.start == other.end < one.end or other.start < one.start == one.end < other.end


def without(step: Step, now: bytes | None, later: Iterable[tuple[str, Step]]) -> bytes | None:
    """What a file says now, without one earlier step.  `later`: what was done since, oldest first, with its label.  Raises Unwritable, which names what stands in the way."""
    if now == step.after:
        return step.before
    if step.before is None or step.after is None or now is None:
        raise Unwritable(in_the_way(next((label for label, one in later if one.file == step.file), "")))
    back, since = edits(step.after, step.before), edits(step.after, now)
    if any(touch(one, other) for one in back for other in since):
        raise Unwritable(in_the_way(first_of(step, back, later)))
    lines = step.after.splitlines(keepends=True)
    for edit in sorted([*back, *since], key=lambda edit: (edit.start, edit.end), reverse=True):
        lines[edit.start:edit.end] = edit.lines
    return b"".join(lines)


def first_of(step: Step, back: list[Edit], later: Iterable[tuple[str, Step]]) -> str:
    """The label of the first later change of the same lines; "" where none in the desk has touched them."""
    state = step.after
    for label, other in later:
        if other.file != step.file:
            continue
        if other.before != state or other.after is None:
            return label if other.after is None else ""
        done = edits(state, other.after)
        if any(touch(one, some) for one in back for some in done):
            return label
        back = [Edit(one.start + (by := moved(one, done)), one.end + by, one.lines) for one in back]
        state = other.after
    return ""


def moved(one: Edit, done: list[Edit]) -> int:
    """How many lines further down an edit's lines stand after others."""
    return sum(len(other.lines) - (other.end - other.start) for other in done if other.end <= one.start)


def in_the_way(label: str) -> str:
    if label:
        return f"后来的“{label}”改过同样的几行，单独撤销这一步会丢掉它，没有动。请先撤销那一步，或者在表单里改"
    return "后来在别处（别的窗口、记事本）改过同样的几行，单独撤销会丢掉那些改动，没有动。请在表单里改"


def later_steps(changes: Iterable[Change]) -> list[tuple[str, Step]]:
    return [(change.label, step) for change in changes for step in change.steps]
