"""What may be asked of the desk: every request is a `Route`, declared in the module that answers it and gathered in server.py's `ROUTES`."""
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from disclosure.desk.county import Sight
from disclosure.desk.saving import Saving
from disclosure.host.preview.county import Preview

Given = dict[str, Any]
"""What was sent: of a question the texts of its address, of a change what its JSON says."""


class Desk(NamedTuple):
    """What answers have to work with: what can be seen, and what writes."""

    preview: Preview
    sight: Sight
    saving: Saving


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
    """Whether it changes anything: then it must be sent by our own page, as JSON (POST)."""
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
