"""Regular expressions that are known from before are those that Python compiles; a damaged store costs only time."""
import re
import subprocess
import sys
from pathlib import Path

import pytest

import disclosure.host.making  # noqa: F401  with all that a build needs
from disclosure.patterns import Patterns

MODULE = """
import re
NUMBER = re.compile(r"(?P<year>[12]\\d{3})年|(?:[零〇○一二两三]{1,3}[-·—]?)+(?i:abc)", re.M)
HAN = re.compile("[\\u3400-\\u9fff][^\\u3400-\\u9fff\\U00020000-\\U000323af]*(?<=[县区])(?!场)")
BYTES = re.compile(rb"(?x) a+ [^b-d] # so", re.S)
class Inner:
    SOME = re.compile("零[㐀-㐂]")
SEVERAL = tuple(re.compile(f"零{sign}+") for sign in "子丑")
def later():
    return [re.compile(sign) for sign in ("甲乙丙丁",)][0]
later()
"""
TEXTS = ("2026年三-abc零ABC", "某某县 x 区场", b"aaz\naab", "甲乙丙丁")


def run(cache: Path, module: Path) -> str:
    """What another process finds with patterns of its own, and how many of them it had to compile."""
    code = f"""
from disclosure import patterns
patterns.install()
import re, runpy
before, parse = [], re._parser.parse
re._parser.parse = lambda *asked: before.append(asked[0]) or parse(*asked)
there = runpy.run_path({str(module)!r})
for name in ("NUMBER", "HAN", "BYTES"):
    for text in {TEXTS!r}:
        if type(text) is type(there[name].pattern):
            print(name, there[name].flags, there[name].groupindex, [(m.span(), m.groups(), m.lastgroup) for m in there[name].finditer(text)])
print(there["later"]().flags, sum("零" in str(one) or "3400" in ascii(one) or b"[^b-d]" == one[8:14] for one in before), "甲乙丙丁" in before)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8",
                          env={"PYTHONPATH": str(Path(__file__).parents[2] / "plugins"), "PYTHONUTF8": "1", "XDG_CACHE_HOME": str(cache)})
    assert done.returncode == 0 and not done.stderr, done.stderr
    return done.stdout


def test_the_next_process_finds_the_same_and_compiles_nothing_but_what_is_made_later(tmp_path: Path) -> None:
    module = tmp_path / "some.py"
    module.write_text(MODULE, "utf-8")
    first, second = run(tmp_path, module), run(tmp_path, module)
    assert first.splitlines()[:-1] == second.splitlines()[:-1] and "'year': 1" in first
    assert first.split()[-2:] == ["6", "True"] and second.split()[-2:] == ["0", "True"]
    (kept,) = (tmp_path / "disclosure").iterdir()
    assert kept.stat().st_mode & 0o77 == 0 or sys.platform == "win32"
    assert "甲乙丙丁".encode() not in kept.read_bytes()


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-9], lambda data: data[:60] + bytes([data[60] ^ 1]) + data[61:], lambda data: b"x" * 400])
def test_a_damaged_store_costs_only_time(tmp_path: Path, damage) -> None:
    module = tmp_path / "some.py"
    module.write_text(MODULE, "utf-8")
    first = run(tmp_path, module)
    (kept,) = (tmp_path / "disclosure").iterdir()
    kept.write_bytes(damage(kept.read_bytes()))
    assert run(tmp_path, module) == first


def test_patterns_of_the_program_are_those_that_python_compiles(tmp_path: Path) -> None:
    """All that this process knows, among them those of every module that the tests have loaded."""
    store, known = Patterns(tmp_path / "a.patterns"), [pattern for module in [*sys.modules.values()] if getattr(module, "__name__", "").startswith("disclosure.")
                                                       for pattern in vars(module).values() if isinstance(pattern, re.Pattern)]
    assert len(known) > 100
    for pattern in known:
        assert store.compile(pattern.pattern, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, str) else pattern.flags) == pattern
