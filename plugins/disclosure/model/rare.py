"""Patterns that most runs never need: compiled when they are first looked for, because compiling ranges of Chinese characters takes long.

Together they took a quarter of the time in which `check` starts.  A pattern that every county needs, or that is compiled in no time, is a plain `re.compile`.
"""
import re
from typing import Any


class Rare:
    """Stands for `re.compile(pattern, flags)` and has all that it has."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Asked only for what is not here yet: then the compiled pattern gives it, once for all."""
        if name.startswith("__"):
            raise AttributeError(name)  # what copying and pickling look for
        found = getattr(re.compile(self.pattern, self.flags), name)
        self.__dict__[name] = found
        return found
