"""More than sixteen builds, each somewhere else, at another time, by somebody else: one site, manifest and all.  CI tries four of them, the soak all."""
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from built import GOLDEN, ROOT, contents

SHUFFLED = """
import os
class Turned:
    def __init__(self, real, *folder):
        with real(*folder) as inside: self.left = iter(sorted(inside, key=lambda e: e.name, reverse=True))
    def __enter__(self): return self
    def __exit__(self, *stopped): pass
    def __iter__(self): return self
    def __next__(self): return next(self.left)
    def close(self): pass
scandir = os.scandir
os.scandir = lambda *folder: Turned(scandir, *folder)
names = os.listdir
os.listdir = lambda *a: sorted(names(*a), reverse=True)
"""
"""A sitecustomize that gives out every folder from its end."""
LATER = """
import datetime, time
asked, told = time.time, (time.localtime, time.gmtime)
time.time = lambda: asked() + 800000000
time.localtime, time.gmtime = ((lambda at=None, of=of: of(time.time() if at is None else at)) for of in told)
class Same(type):
    def __instancecheck__(cls, one): return isinstance(one, cls.__mro__[1])
class Moment(datetime.datetime, metaclass=Same):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(time.time(), tz)
    today = utcnow = now
class Day(datetime.date, metaclass=Same):
    @classmethod
    def today(cls): return cls.fromtimestamp(time.time())
datetime.datetime, datetime.date = Moment, Day
"""
"""A sitecustomize whose clock is twenty-five years ahead."""
VARIATIONS: dict[str, dict[str, str]] = {
    "file order": {"order": "reversed"},
    "zone Kiritimati, seed 1": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    "locale C, umask 077": {"LC_ALL": "C", "LANG": "C", "umask": "077"},
    "zone Niue": {"TZ": "Pacific/Niue"},
    "locale zh_CN.GB18030": {"LC_ALL": "zh_CN.GB18030"},
    "locale tr_TR": {"LC_ALL": "tr_TR.UTF-8"},
    "seed 0": {"PYTHONHASHSEED": "0"},
    "seed 4294967295": {"PYTHONHASHSEED": "4294967295"},
    "another folder": {"folder": "另一个 文件夹/县"},
    "a long folder": {"folder": "/".join(["long" * 8] * 4)},
    "old files": {"age": "981173106"},
    "files of the future": {"age": "4102444800"},
    "a clock of the future": {"clock": "later"},
    "umask 000": {"umask": "000"},
    "another home": {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent"},
    "another user": {"user": "65534"},
    "optimised, no colour, a terminal": {"PYTHONOPTIMIZE": "1", "NO_COLOR": "1", "TERM": "xterm", "COLUMNS": "40"},
    "everything at once": {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "77", "folder": "x y", "age": "1", "umask": "027", "order": "reversed", "clock": "later"},
}
IN_CI = ("file order", "locale C, umask 077", "another user", "everything at once")
READING = ("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")
"""To read what only root may, such as a Python in root's home, and to write nothing of it."""


def becoming(user: str, environment: dict[str, str]) -> list[str]:
    """What has to stand before a command for it to be run by somebody else."""
    for more in ((), READING):
        command = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *more]
        tried = subprocess.run([*command, sys.executable, "-P", "-c", "import os, disclosure.cli; print(os.getuid())"], cwd="/", env=environment, capture_output=True, text=True)
        if tried.stdout == f"{user}\n":
            return command
    pytest.fail(f"root cannot become user {user} here: {tried.stderr}")


def built(folder: Path, variation: dict[str, str]) -> dict[str, bytes]:
    ours = {name: variation[name] for name in ("folder", "age", "umask", "user", "order", "clock") if name in variation}
    county, out = folder / ours.get("folder", "county"), folder / "out" / "site"
    shutil.copytree(GOLDEN, county)
    out.parent.mkdir()
    for path in county.rglob("*"):
        os.utime(path, (int(ours.get("age", time.time())),) * 2)
    paths = [str(ROOT / "plugins")]
    if custom := "".join(text for name, text in (("order", SHUFFLED), ("clock", LATER)) if name in ours):
        (folder / "custom").mkdir()
        (folder / "custom" / "sitecustomize.py").write_text(custom, encoding="utf-8")
        paths.insert(0, str(folder / "custom"))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1790000000"}
    environment |= {name: value for name, value in variation.items() if name not in ours}
    before: list[str] = []
    if "user" in ours:
        environment |= {"HOME": str(folder / "home"), "USER": "somebody", "LOGNAME": "somebody"}
        environment.pop("XDG_CACHE_HOME", None)
        (folder / "home").mkdir()
        for path in (folder, *folder.rglob("*")):
            os.chown(path, int(ours["user"]), int(ours["user"]))
        for above in folder.parents:
            if above.stat().st_uid == 0 and not above.stat().st_mode & 1:
                above.chmod(above.stat().st_mode | 1)
        before = becoming(ours["user"], environment)
    umask = {} if os.name == "nt" else {"umask": int(ours["umask"], 8) if "umask" in ours else -1}
    done = subprocess.run([*before, sys.executable, "-P", "-m", "disclosure", "build", "--site", county, "--out", out], env=environment, cwd=folder, capture_output=True,
                          stdin=subprocess.DEVNULL, **umask)
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
    assert not before or {path.stat().st_uid for path in out.rglob("*")} == {int(ours["user"])}
    return contents(out)


@pytest.fixture(scope="module")
def plainly(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(tmp_path_factory.mktemp("plain"), {})


@pytest.mark.parametrize("name", VARIATIONS)
def test_the_same_bytes(name: str, plainly: dict[str, bytes], tmp_path: Path, soak: bool) -> None:
    if not soak and name not in IN_CI:
        pytest.skip("in the soak")
    if "user" in VARIATIONS[name] and not (hasattr(os, "geteuid") and os.geteuid() == 0):
        with pytest.raises((PermissionError, ValueError)):  # not possible here, and that is seen to: only root can be somebody else
            subprocess.run([sys.executable, "-c", ""], user=0, check=True)
        return
    now = built(tmp_path, VARIATIONS[name])
    assert sorted(path for path in now.keys() | plainly.keys() if now.get(path) != plainly.get(path)) == []
