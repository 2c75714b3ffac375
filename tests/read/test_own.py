"""What is kept of the program's own files changes only the time."""
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure.cached import keep_told, told
from disclosure.read import own as module
from disclosure.read.nodes import compose
from disclosure.read.own import own, plain

PACKAGE = Path(module.__file__).parents[1]
FILES = sorted([*(PACKAGE / "law").rglob("*.yml"), *(PACKAGE / "words").rglob("*.yml")])


@pytest.fixture(autouse=True)
def anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "of_program", lambda cached: tmp_path / "cache")
    monkeypatch.setattr(module, "store", lambda kept=[module.Store()]: kept[0])


def again(monkeypatch: pytest.MonkeyPatch) -> module.Store:
    """The store of the next process."""
    module.store().save()
    made = module.Store()
    monkeypatch.setattr(module, "store", lambda: made)
    return made


def test_the_next_process_knows_what_every_file_says(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {path: plain(compose(path.read_text(encoding="utf-8"), lambda *found: None)) for path in FILES}
    assert len(said) > 40 and {path: own(path) for path in FILES} == said
    store = again(monkeypatch)
    monkeypatch.setattr(module, "compose", None)
    assert {path: own(path) for path in FILES} == said and not store.now


def test_another_text_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "some.yml"
    for text in ("甲: 乙\n", "甲: [丙, 丁]\r\n戊: |\r\n  己\r\n  庚\r\n", "甲: 乙\n"):
        file.write_bytes(text.encode())
        assert own(file) == plain(compose(text.replace("\r\n", "\n"), lambda *found: None))
        again(monkeypatch)
        assert own(file) == plain(compose(text.replace("\r\n", "\n"), lambda *found: None))


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-3], lambda data: data[:-3] + bytes([data[-3] ^ 1]) + data[-2:], lambda data: b"x" * 99])
def test_a_damaged_store_is_none(tmp_path: Path, damage) -> None:
    path = tmp_path / "some.own"
    keep_told(path, {"甲": (b"1", {"乙": ["丙"]})})
    assert told(path) == {"甲": (b"1", {"乙": ["丙"]})}
    path.write_bytes(damage(path.read_bytes()))
    assert told(path) == {}


def test_where_nothing_can_be_kept_all_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    code = "from disclosure.read.law import channels\nprint(len(channels()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8",
                          env={"PYTHONPATH": str(PACKAGE.parent), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "XDG_CACHE_HOME": str(tmp_path / "file")})
    assert done.stdout == "13\n" and not done.stderr
