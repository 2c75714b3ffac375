"""Altered and hostile bundles: refused in one sentence, and the kiosk is byte for byte, time for time, as it was."""
import os
import random
import re
from pathlib import Path

import pytest
import yaml
from bundles import OTHER, PUBLIC, apply, data
from forge import Forge

from disclosure.deliver.fault import Refused
from disclosure.deliver.kiosk.install import install
from disclosure.deliver.kiosk.refusals import REFUSALS

CASES = yaml.safe_load((Path(__file__).parent / "hostile.yml").read_text(encoding="utf-8"))
MUTANTS = 1000


def state(folder: Path) -> dict[str, object]:
    """Every file, folder and link with its bytes and its times."""
    there = {}
    for path in [folder, *folder.rglob("*")]:
        told = path.lstat()
        content = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None
        there[str(path)] = (told.st_mode, told.st_mtime_ns, told.st_ino, content)
    return there


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("kiosk") / "target"
    apply(target, 1)
    return target


def refusal(folder: Path, kiosk: Path, bundle: bytes) -> str:
    """What the keeper is told; AssertionError where the bundle is taken, or where anything in the folder changes."""
    path = folder / "bundle.zip"
    path.write_bytes(bundle)
    before = state(kiosk)
    with pytest.raises(Refused) as told:
        install(path, kiosk, PUBLIC, lambda *progress: None)
    text = str(told.value)
    assert text.endswith("。") and text.count("。") == 1 and "；" in text and re.search("没有(安装|换上)", text), text
    assert state(kiosk) == before
    return text


def test_the_forge_is_honest_before_it_is_told_otherwise(tmp_path: Path) -> None:
    assert Forge(2).bytes() == data(2)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_hostile(case: dict, tmp_path: Path, kiosk: Path) -> None:
    forge = Forge(2)
    for step in case["do"]:
        for name, arguments in step.items():
            getattr(forge, name)(**arguments)
    text = refusal(tmp_path, kiosk, forge.bytes())
    pattern = "".join(".*" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{\w+\})", REFUSALS[case["why"]].says))
    assert re.fullmatch(pattern, text, re.S) and case.get("with", "") in text, text


def test_every_kind_is_there() -> None:
    elsewhere = {"not a key", "pinned", "not a change", "same number", "other county", "unreadable", "older", "nothing to add to", "damaged base", "fell back", "taken out", "nothing before", "damaged former"}
    assert {case["why"] for case in CASES} == REFUSALS.keys() - elsewhere


def mutant(seed: int) -> tuple[str, bytes]:
    """An honest bundle with something done to it, and what."""
    chance = random.Random(seed)
    whole = data(2, chance.choice((None, 1)))
    directory = whole.index(b"PK\1\2")
    regions = [(0, 143), (143, 500), (500, directory), (directory, len(whole) - 22), (len(whole) - 22, len(whole))]
    low, high = regions[seed % 5]
    at = chance.randrange(low, high)
    changed = bytearray(whole)
    kind = ("bit", "bit", "byte", "cut", "insert", "delete", "zeros", "exchange", "block", "other")[seed // 5 % 10]
    if kind == "bit":
        changed[at] ^= 1 << chance.randrange(8)
    elif kind == "byte":
        changed[at] = (changed[at] + chance.randrange(1, 256)) % 256
    elif kind == "cut":
        del changed[at:]
    elif kind == "insert":
        changed[at:at] = chance.randbytes(chance.randrange(1, 50))
    elif kind == "delete":
        del changed[at:at + chance.randrange(1, 50)]
    elif kind == "zeros":
        changed[at:at + 64] = bytes(len(changed[at:at + 64]))
    elif kind == "exchange":  # two pieces of the same length
        length, other = chance.randrange(4, 40), chance.randrange(len(whole) - 80)
        changed[at:at + length], changed[other:other + length] = changed[other:other + length], changed[at:at + length]
    elif kind == "block":  # a piece comes twice
        changed[at:at] = changed[max(0, at - 100):at]
    else:  # the front of one edition, or of another key, on the body of this one
        changed[:at] = chance.choice((data(1), data(3), data(2, None, OTHER)))[:at]
    return f"{kind} at {at}", bytes(changed)


def test_mutants(tmp_path: Path, kiosk: Path, soak: bool) -> None:
    reasons: dict[str, int] = {}
    tried = 0
    for seed in range(MUTANTS if soak else 120):
        name, changed = mutant(seed)
        if changed in (data(2), data(2, 1), data(1)):
            continue
        try:
            text = refusal(tmp_path, kiosk, changed)
        except BaseException as error:
            raise AssertionError(f"mutant {seed}, {name}") from error
        tried += 1
        reasons[text[:18]] = reasons.get(text[:18], 0) + 1
    print(tried, reasons)
    assert tried > 0.9 * (MUTANTS if soak else 120) and len(reasons) >= 4


def test_every_single_bit_counts(tmp_path: Path, kiosk: Path, soak: bool) -> None:
    """One bit after the other; in CI some of them."""
    whole = data(2, 1)
    for bit in range(0, len(whole) * 8, 1 if soak else 307):
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        refusal(tmp_path, kiosk, bytes(changed))
