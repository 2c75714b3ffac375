"""kiosk-apply.pyz: one file, on bare Python, with nothing beside it but a bundle and a public key."""
import ast
import os
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from bundles import KEY, OTHER, PUBLIC, data
from editions import contents, which

from disclosure.deliver.kiosk import making, tool

PACKAGE = Path(tool.__file__).parents[2]
FOUND = [sys.executable, *filter(None, (shutil.which(f"python3.{minor}") for minor in (8, 9, 10, 12, 13, 14)))]
PYTHONS = [python for python in FOUND if subprocess.run([python, "-I", "-c", ""], capture_output=True).returncode == 0]
"""The Python of the tests and whatever else this machine has and can start."""


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A keeper's USB stick."""
    folder = tmp_path / "U 盘"
    tool.write(folder / "kiosk-apply.pyz")
    (folder / "kiosk-2026-06-02.zip").write_bytes(data(1))
    (folder / "kiosk.pub").write_bytes(making.pem(PUBLIC))
    return folder


def start(stick: Path, *arguments: str | Path, python: str = sys.executable) -> subprocess.CompletedProcess:
    """Started elsewhere, without site-packages and with an environment that knows nothing but a home."""
    home = {"HOME": str(stick.parent / "home"), "USERPROFILE": str(stick.parent / "home"), "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    return subprocess.run([python, "-I", "-S", str(stick / "kiosk-apply.pyz"), *map(str, arguments)], cwd=stick.parent, env=home, capture_output=True, encoding="utf-8",
                          stdin=subprocess.DEVNULL)


@pytest.mark.parametrize("python", PYTHONS)
def test_a_double_click_is_enough(python: str, stick: Path) -> None:
    current = stick.parent / "home" / "kiosk" / "current"
    done = start(stick, python=python)
    assert done.returncode == 0 and not done.stderr, done.stderr
    assert "已经换好。\n截至日期：2026-06-02　序号：1000001　有效期至：2027-01-01\n" in done.stdout and str(current / "index.html") in done.stdout
    assert which(contents(current)) == 1
    assert "本机已经是这一版" in start(stick, python=python).stdout
    (stick / "kiosk-2026-06-02.zip").write_bytes(data(2, 1))
    assert "截至日期：2026-06-03" in start(stick, python=python).stdout and which(contents(current)) == 2
    assert "已经退回前一版。\n截至日期：2026-06-02" in start(stick, "--back", python=python).stdout and which(contents(current)) == 1
    (stick / "kiosk-2026-06-02.zip").write_bytes(data(2, None, OTHER))
    done = start(stick, python=python)
    assert done.returncode == 1 and "另一把钥匙" in done.stderr and done.stderr.endswith("一体机上正在用的内容没有动。\n") and which(contents(current)) == 1


def test_said_in_chinese(stick: Path) -> None:
    assert start(stick, "--help").stdout.startswith("用法：kiosk-apply") and "退回前一版" in start(stick, "-h").stdout
    done = start(stick, "--nothing")
    assert done.returncode == 2 and "没有这样的选项" in done.stderr
    (stick / "second.zip").write_bytes(data(2))
    assert "有 2 个更新包（kiosk-2026-06-02.zip、second.zip）" in start(stick).stderr
    assert start(stick, stick / "second.zip", "--to", stick.parent / "there").returncode == 0 and which(contents(stick.parent / "there" / "current")) == 2
    (stick / "kiosk.pub").unlink()
    assert "没有公钥（*.pub）" in start(stick, stick / "second.zip").stderr
    blocked = stick.parent / "blocked"
    blocked.write_bytes(b"")
    done = start(stick, stick / "second.zip", "--public-key", stick / "no.pub", "--to", blocked)
    assert done.returncode == 1 and "没有" in done.stderr and "Traceback" not in done.stderr


def test_the_first_key_stays(stick: Path) -> None:
    """Whoever changes bundle and key on the stick gains nothing."""
    assert start(stick).returncode == 0
    kept = stick.parent / "home" / "kiosk" / "kiosk.pub"
    assert kept.read_bytes() == making.pem(PUBLIC)
    (stick / "kiosk.pub").write_bytes(making.pem(making.public_of(OTHER)))
    (stick / "kiosk-2026-06-02.zip").write_bytes(data(2, None, OTHER))
    assert "另一把钥匙" in start(stick).stderr and kept.read_bytes() == making.pem(PUBLIC)
    (stick / "kiosk.pub").unlink()
    (stick / "kiosk-2026-06-02.zip").write_bytes(data(2))
    assert start(stick).returncode == 0, "the kiosk has the key"
    kept.unlink()
    (stick / "kiosk.pub").write_bytes(making.pem(making.public_of(OTHER)))
    assert "另一把钥匙" in start(stick).stderr and not kept.exists()


def test_a_key_given_by_name_stays_as_well(stick: Path) -> None:
    (stick / "ours").mkdir()
    (stick / "kiosk.pub").rename(stick / "ours" / "kiosk.pub")
    assert start(stick, "--public-key", stick / "ours" / "kiosk.pub").returncode == 0
    (stick / "kiosk.pub").write_bytes(making.pem(making.public_of(OTHER)))
    (stick / "kiosk-2026-06-02.zip").write_bytes(data(2, None, OTHER))
    for arguments in ((), ("--public-key", stick / "kiosk.pub")):
        done = start(stick, *arguments)
        assert done.returncode == 1 and "没有安装" in done.stderr and which(contents(stick.parent / "home" / "kiosk" / "current")) == 1


def test_a_change_of_keys_beside_the_program(stick: Path) -> None:
    assert start(stick).returncode == 0
    making.write_change(stick / "kiosk.change", KEY, making.public_of(OTHER))
    (stick / "kiosk.pub").write_bytes(making.pem(making.public_of(OTHER)))
    for number in (2, 3):  # the stick goes on to other kiosks, and may come back with the change still on it
        (stick / "kiosk-2026-06-02.zip").write_bytes(data(number, None, OTHER))
        done = start(stick)
        assert done.returncode == 0 and which(contents(stick.parent / "home" / "kiosk" / "current")) == number, done.stderr
    (stick / "kiosk-2026-06-02.zip").write_bytes(data(4))
    assert "另一把钥匙" in start(stick).stderr


def test_launchers_find_what_lies_beside_them(stick: Path) -> None:
    cmd = (stick / "kiosk-apply.cmd").read_bytes()
    assert cmd.isascii() and cmd.count(b"\r\n") == cmd.count(b"\n") and b"kiosk-apply.pyz" in cmd and b"NO_PYTHON" not in cmd
    if os.name != "nt":
        done = subprocess.run([stick / "kiosk-apply.sh", "--help"], capture_output=True, encoding="utf-8", cwd="/")
        assert done.returncode == 0 and done.stdout.startswith("用法"), done.stderr


def test_the_same_bytes_and_the_same_modules(stick: Path) -> None:
    made = (stick / "kiosk-apply.pyz").read_bytes()
    assert made == tool.carried() and len(made) < 150_000
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert archive.testzip() is None
        for module in tool.CARRIED:
            assert archive.read(f"disclosure/{module}.py") == (PACKAGE / f"{module}.py").read_bytes()
        assert archive.namelist() == ["__main__.py", *(f"disclosure/{module}.py" for module in tool.CARRIED)]


@pytest.mark.parametrize("module", tool.CARRIED)
def test_what_is_carried_needs_no_more_than_an_old_python(module: str) -> None:
    source = (PACKAGE / f"{module}.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    annotated = any(isinstance(node, ast.FunctionDef) or (isinstance(node, ast.AnnAssign)) for node in ast.walk(tree))
    assert not annotated or module.endswith("ed25519") or "from __future__ import annotations" in source
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            if name.startswith("disclosure."):
                assert name.removeprefix("disclosure.").replace(".", "/") in {c.removesuffix("/__init__") for c in tool.CARRIED}, f"{name} is not carried"
            else:
                assert name.split(".")[0] in sys.stdlib_module_names
