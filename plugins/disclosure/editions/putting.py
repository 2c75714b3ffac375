"""Files of editions on the disk: written whole or not at all."""
from pathlib import Path

from disclosure.write import disk
from disclosure.write.style import Unwritable


def put(path: Path, data: bytes) -> None:
    """The file is the old one or the new one, whatever happens.  ValueError, OSError."""
    try:
        disk.replace(path, path.read_bytes() if path.exists() else None, data)
    except Unwritable as fault:
        raise ValueError(str(fault)) from fault
