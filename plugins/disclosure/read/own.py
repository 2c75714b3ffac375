"""The program's own YAML files (law/, words/) as dicts, lists and text.

Parsing them takes longer than reading a small county after an edit, so what they say is kept like compiled modules, where Python keeps these: it belongs to the program and not to a county, so that
`--clean` lets it be.  Each is looked up by its path and bytes, apart for every Python, YAML library and way of reading (`nodes.py` and this file).
"""
import atexit
import hashlib
import sys
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from disclosure.cached import keep_told, of_program, told
from disclosure.read import nodes
from disclosure.read.nodes import Mapping, Node, Scalar, compose

MOST = 1_000
"""So many files are kept, those of several copies of the program among them; of more, only those of this process."""


class Store:
    """What one process knows of the files."""

    def __init__(self) -> None:
        way = hashlib.sha256(b"".join(Path(one).read_bytes() for one in (nodes.__file__, __file__))).hexdigest()[:12]
        self.path = of_program(__spec__.cached) / f"{sys.implementation.cache_tag}-{yaml.__version__}-{way}.own"
        self.known: dict[str, tuple[bytes, Any]] = told(self.path)
        self.now: dict[str, tuple[bytes, Any]] = {}
        """What was parsed."""

    def save(self) -> None:
        if self.now:
            keep_told(self.path, self.known | self.now if len(self.known) < MOST else self.now)


@cache
def store() -> Store:
    made = Store()
    atexit.register(made.save)
    return made


def own(path: Path) -> Any:
    """What a file says.  Nobody changes it: who asks again gets the same."""
    data, those = path.read_bytes(), store()
    digest = hashlib.sha256(data).digest()
    for known in (those.now, those.known):
        if (found := known.get(str(path))) is not None and found[0] == digest:
            return found[1]
    said = plain(compose(data.decode("utf-8").replace("\r\n", "\n"), lambda *found: None))
    those.now[str(path)] = digest, said
    return said


def plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return str(node.text)
    return {str(key.text): plain(value) for key, value in node.pairs} if isinstance(node, Mapping) else [plain(x) for x in node.items]
