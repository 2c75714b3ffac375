"""Regular expressions of modules, compiled once: Python compiles each anew in every process, and the five hundred of a build take a third of all its importing.

Like .pyc files they belong to the program, so that `--clean` lets them be.  A compiled pattern follows from the pattern, its flags and Python, which are what it is
looked up by; Python's own `re` goes on to hold and use it.  Patterns that are made while the program runs may have a county's words in them: they are not kept.
"""
import atexit
import re
import sys
from array import array
from pathlib import Path
from typing import Any

from disclosure.cached import folder, keep_told, told

MOST = 4_000
"""So many are kept; of more, only those of this process."""
WITHIN = ("<genexpr>", "<listcomp>", "<setcomp>", "<dictcomp>")
"""Frames that belong to the code in which they stand."""
FUNCTION = 1  # inspect.CO_OPTIMIZED, without a module that takes longer to load than what is saved
Made = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""What `_sre.compile` takes beside the pattern; the numbers of the code as bytes."""


class Patterns:
    """The store of one process.  Where it cannot be read or written, or Python does not compile as the ones that are known do, everything is compiled as ever."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.known: dict[tuple[str | bytes, int], Made] = told(path)
        self.now: dict[tuple[str | bytes, int], Made] = {}
        """What was compiled anew."""

    def compile(self, pattern: Any, flags: int = 0) -> re.Pattern:
        """What `re._compiler.compile` does, for a pattern that is text or bytes."""
        key = pattern, int(flags)
        if (made := self.known.get(key)) is None:
            parsed = re._parser.parse(pattern, flags)
            state = parsed.state
            named: list[str | None] = [None] * state.groups
            for name, number in state.groupdict.items():
                named[number] = name
            made = int(flags | state.flags), array("I", re._compiler._code(parsed, flags)).tobytes(), state.groups - 1, dict(state.groupdict), tuple(named)
            if by_a_module():
                self.known[key] = self.now[key] = made
        every, code, *rest = made
        return re._compiler._sre.compile(pattern, every, memoryview(code).cast("I").tolist(), *rest)

    def save(self) -> None:
        if self.now:
            keep_told(self.path, self.known if len(self.known) <= MOST else self.now)


def by_a_module() -> bool:
    """Whether a module, or a class in it, asked `re` for a pattern as it was loaded, and no function."""
    frame = sys._getframe()
    while frame is not None and (frame.f_globals.get("__name__") in (__name__, "re") or frame.f_code.co_name in WITHIN):
        frame = frame.f_back
    return frame is not None and not frame.f_code.co_flags & FUNCTION


def install() -> None:
    """Has `re` ask the store from now on.  Whoever debugs a pattern, or brings one that is parsed already, gets what Python gives."""
    if sys.implementation.name != "cpython" or not (3, 11) <= sys.version_info[:2] <= (3, 13):
        return
    store = Patterns(folder() / f"{sys.implementation.cache_tag}-{re._compiler.MAGIC}.patterns")
    plain = re._compiler.compile

    def compile(pattern: Any, flags: int = 0) -> re.Pattern:
        known = type(pattern) in (str, bytes) and not flags & re.DEBUG
        return store.compile(pattern, flags) if known else plain(pattern, flags)
    re._compiler.compile = compile
    atexit.register(store.save)
