"""Compiled templates are kept beside the drafts of files (`read/kept.py`): compiling them takes longer than most of a small site's pages.

Each is kept by its path and looked up by its source.  Where the store cannot be read or written, they are compiled anew.
"""
import pickle
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from jinja2.bccache import Bucket, FileSystemBytecodeCache

from disclosure.read.kept import folder

BROKEN = (OSError, EOFError, ValueError, TypeError, AttributeError, ImportError, IndexError, pickle.UnpicklingError)


class Compiled(FileSystemBytecodeCache):
    """Jinja's own store, which another Jinja does not use and which may fail."""

    def __init__(self) -> None:
        super().__init__(str(folder() / "templates"), f"{version('jinja2')}-%s")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except BROKEN:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
