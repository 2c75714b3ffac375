"""What may be asked of the desk: every request is a `Route`, declared in the module that answers it and gathered in server.py's `ROUTES`."""
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from disclosure.desk.county import Sight
from disclosure.desk.drafts import Drafts
from disclosure.desk.making import Made
from disclosure.desk.saving import Saving
from disclosure.desk.trial import Trials
from disclosure.host.preview.county import Preview
from disclosure.model.finding import Finding

Given = dict[str, Any]
"""What was sent: of a question the texts of its address, of a change what its JSON says."""


@dataclass
class Desk:
    """What answers have to work with: what can be seen, what writes, what was typed, and what would be found in it."""

    preview: Preview
    sight: Sight
    saving: Saving
    drafts: Drafts = field(init=False)
    trials: Trials = field(init=False)
    tried: dict[str, tuple[Made, tuple[Finding, ...]]] = field(default_factory=dict)
    """What each window tried last."""

    def __post_init__(self) -> None:
        self.drafts, self.trials = Drafts(self.preview.site), Trials(self.preview)

    @classmethod
    def over(cls, preview: Preview) -> "Desk":
        """A desk beside a preview."""
        sight = Sight(preview)
        return cls(preview, sight, Saving(preview, sight))


class Raw(NamedTuple):
    """An answer that is a page by itself.  `policy`: what it may load and run."""

    data: bytes
    kind: str
    policy: str


class Route(NamedTuple):
    """A request by its name.  `answer` raises Astray, Unwritable, Moved, OSError; KeyError and TypeError for what no page of ours sends."""

    name: str
    answer: Callable[[Desk, Given], dict | Raw]
    writes: bool = False
    """Whether it changes anything, or is asked with more than an address holds: then it must be sent by our own page, as JSON (POST)."""
    raw: bool = False
    """Whether a file is sent as it is: its bytes are `data`, the rest stands in the address."""
    most: int = 2_000_000
    """Bytes at most of what is sent."""


def text(given: Given, key: str) -> str:
    """A text that must be there.  Raises TypeError."""
    if not isinstance(given.get(key), str):
        raise TypeError(key)
    return given[key]


def values(given: Given, key: str) -> dict:
    """A mapping that must be there.  Raises TypeError."""
    if not isinstance(given.get(key), dict):
        raise TypeError(key)
    return given[key]


def turn_of(given: Given) -> int:
    """The number that a window gave its request: higher than of all that it sent before.  Raises TypeError."""
    turn = given.get("turn")
    if not isinstance(turn, int) or not 0 < turn < 1 << 53:
        raise TypeError("turn")
    return turn


def saved(desk: Desk, who: str, turn: int) -> None:
    """The draft of a form is none any more; where it cannot be taken away, that is no reason to say that nothing was saved."""
    with suppress(OSError):
        desk.drafts.drop(who, turn)


def path(given: Any) -> list[str]:
    """The place of a record in its file.  Raises TypeError."""
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise TypeError("at")
    return given


def steps(told: str | None) -> list[str]:
    """The same, as an address holds it."""
    try:
        return path(json.loads(told or "[]"))
    except (ValueError, RecursionError):
        raise TypeError("at") from None
