"""Bundles of the small editions, signed with keys that everybody knows."""
import tempfile
import threading
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from editions import edition

from disclosure.deliver import disk
from disclosure.deliver.kiosk import install, making
from disclosure.deliver.kiosk.bundle import Bundle
from disclosure.deliver.releases import Releases

KEY, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in (1, 2))
PUBLIC = making.public_of(KEY)
FOLDER = tempfile.TemporaryDirectory(prefix="disclosure-bundles-")


@cache
def data(number: int, since: int | None = None, key: Ed25519PrivateKey = KEY) -> bytes:
    manifest, files = edition(number)
    return making.signed(manifest, lambda entry: files[entry.path], "2027-01-01", None if since is None else former(since), key)


def former(number: int) -> making.Former:
    manifest, files = edition(number)
    return making.Former(manifest, lambda entry: files[entry.path])


def proven(path: Path) -> Bundle:
    """A bundle with everything a kiosk checks before it touches anything."""
    with Bundle(path, PUBLIC) as bundle:
        bundle.verify(lambda *told: None)
    return bundle


def file(number: int, since: int | None = None) -> Path:
    """A bundle as a file.  It is written once and appears whole: another thread may be reading it."""
    path = Path(FOLDER.name, f"{number}-{since}.zip")
    if not path.exists():
        beside = path.with_suffix(f".{threading.get_ident()}")
        beside.write_bytes(data(number, since))
        beside.replace(path)
    return path


for made in ((1, None), (2, None), (2, 1)):  # before any test counts calls
    file(*made)


def apply(target: Path, number: int, since: int | None = None) -> install.Installed:
    return install.install(file(number, since), target, PUBLIC, lambda *told: None)


def apply_delta(target: Path, number: int) -> None:
    apply(target, number, number - 1)


def apply_as_on_windows(target: Path, number: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "point", lambda link, target: False)
        apply(target, number)


def back(target: Path, number: int) -> None:
    """Back to that edition; where it is there already, a run that only takes over what a stopped one left (back once more would be one too far)."""
    if Releases(target).current() != edition(number)[0]:
        install.back(target)
    else:
        with Releases(target):
            pass
