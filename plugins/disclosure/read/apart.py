"""A large county is read by a process of its own, which goes when it has read.

Reading leaves as much free memory between what it made as it has made, and all of it is there again in every hand that makes pages of the county, for
whoever looks at an object writes its count of references.  What is handed over lies close together.
"""
import os
import pickle
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from disclosure.hands import FORKS, Hands
from disclosure.model.fields import Record
from disclosure.read.county import Progress, Reading

LARGE = 20_000_000
"""Bytes of catalogues: a county of 10,000 matters.  In smaller ones handing over takes longer than the memory is worth."""


def read_apart(catalogues: Path, hands: int, read: Callable[[Progress], Reading], progress: Progress) -> Reading:
    """What `read` gives, by a process of its own where there are several `hands` and the catalogues are large."""
    if hands < 2 or not FORKS or sum(path.stat().st_size for path in catalogues.rglob("*.yml")) < LARGE:
        return read(progress)
    here, (steps, step) = os.getpid(), os.pipe()

    def tell(what: str, done: int, total: int) -> None:
        os.write(step, f"{what}\t{done}\t{total}\n".encode())
    with Hands(2, 1, lambda part: packed(read(progress if os.getpid() == here else tell)), lambda: None) as other:
        os.close(step)
        with open(steps, encoding="utf-8") as told:
            for line in told:  # until the other process has ended
                what, done, total = line.split("\t")
                progress(what, int(done), int(total))
        return unpacked(other.result(waits=True))


class Shells(pickle.Pickler):
    """Gives records by their class alone: they refer to each other in circles, deeper than any stack.  What they hold follows."""

    def __init__(self, file: BytesIO) -> None:
        super().__init__(file, protocol=5)
        self.met: list[Record] = []

    def reducer_override(self, one: Any) -> Any:
        if not isinstance(one, Record):
            return NotImplemented
        self.met.append(one)
        return object.__new__, (type(one),)


def packed(reading: Reading) -> bytes:
    """A reading with all of its county, as `unpacked` makes it again."""
    out, names = BytesIO(), dict[tuple[str, ...], tuple[str, ...]]()
    shells = Shells(out)
    shells.dump(reading)
    while met := shells.met:
        shells.met = []
        shells.dump([(one, names.setdefault(known := tuple(vars(one)), known), [*vars(one).values()]) for one in met])
    shells.dump([])
    return out.getvalue()


def unpacked(data: bytes) -> Reading:
    told = pickle.Unpickler(BytesIO(data))
    reading: Reading = told.load()
    own: dict[tuple[str, ...], tuple[str, ...]] = {}
    while held := told.load():
        for record, names, values in held:
            if names not in own:
                own[names] = tuple(map(sys.intern, names))  # as attributes are looked up
            for name, value in zip(own[names], values, strict=True):
                object.__setattr__(record, name, value)  # not as a dictionary: records of a class share their names, and hold no more than their values
    return reading
