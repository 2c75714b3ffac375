"""Compiled templates are kept where Python keeps its .pyc files of the program: compiling them takes longer than most of a small site's pages.

Like those they belong to the program and not to a county.  Each is kept by its path and looked up by its source,
apart for every Jinja, Python and way of compiling (`jinja.py`).  Where the store cannot be read or written, they are compiled anew.
"""
import hashlib
import pickle
import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from disclosure.cached import of_program

BROKEN = (OSError, EOFError, ValueError, TypeError, AttributeError, ImportError, IndexError, pickle.UnpicklingError)


class Compiled(FileSystemBytecodeCache):
    """Jinja's own store, which may fail."""

    def __init__(self) -> None:
        way = hashlib.sha256(Path(__file__).with_name("jinja.py").read_bytes()).hexdigest()[:12]
        super().__init__(str(of_program(__spec__.cached) / "templates"), f"{sys.implementation.cache_tag}-{jinja2.__version__}-{way}-%s")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except BROKEN:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
