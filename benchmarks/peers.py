"""The builders that are compared, each with its own copy of the county, its own output, cache and temporary folder; and the peers' tools.

The peers are installed from PyPI, pinned in peers/requirements.txt, into a cache outside the repository.
"""
import atexit
import os
import shutil
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from pathlib import Path

import make_county
from measure import timed, weighed

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "disclosure-bench"
GONE = CACHE / "gone"
atexit.register(shutil.rmtree, GONE, ignore_errors=True)
delete = False
WANTED = HERE / "peers" / "requirements.txt"
PYTHON = CACHE / "venv" / "bin" / "python"


def install() -> None:
    """The peers' tools, in the cache, if they are not there.  Raises CalledProcessError."""
    stamp = CACHE / "venv" / "requirements.txt"
    if not stamp.exists() or stamp.read_text() != WANTED.read_text():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", CACHE / "venv"], check=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "-qq", "-r", WANTED], check=True)
        stamp.write_text(WANTED.read_text())
    sys.path.append(str(packages()))  # brotli, where this Python has none


def put_away(path: Path) -> None:
    """Takes a folder out of every builder's sight, to be deleted when all is measured, or at once (`delete`).

    ext4 without a journal looks at the files that were deleted in the last minutes before it makes a new one: deleting sites cost the next builds up to three seconds each.
    """
    if delete:
        shutil.rmtree(path, ignore_errors=True)
    elif path.exists():
        GONE.mkdir(parents=True, exist_ok=True)
        path.rename(GONE / str(time.time_ns()))


def packages() -> Path:
    return next((CACHE / "venv" / "lib").glob("python*/site-packages"))


def versions() -> dict[str, str]:
    """Of the project and of every peer."""
    def told(*command: str | Path) -> str:
        return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout.strip()
    commit = told("git", "rev-parse", "--short=12", "HEAD") + (" and changes" if told("git", "status", "--porcelain", "-uno") else "")
    return {"disclosure": commit, **dict(line.split("==") for line in WANTED.read_text().split())}


class Builder(ABC):
    """One contender.  `name` as in results; `site` its county, `out` what it makes."""

    name = ""

    def __init__(self, work: Path, files: dict[str, str]) -> None:
        self.folder = work / self.name
        self.site, self.out, self.source, self.cwd = self.folder / "site", self.folder / "out", self.folder / "source", self.folder
        put_away(self.folder)
        make_county.write(files, self.site)
        cache = str(self.folder / "cache")
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # who builds twice has compiled modules
        self.env = kept | {"TMPDIR": str(self.folder / "tmp"), "XDG_CACHE_HOME": cache, "HUGO_CACHEDIR": cache, "NO_MKDOCS_2_WARNING": "1",
                                 "CATALOGUES": str(self.site / "catalogues"), "OUT": str(self.out)}

    @abstractmethod
    def command(self, cold: bool) -> list:
        """Builds the site."""

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def build(self, cold: bool) -> dict:
        """One measured build; a cold one finds neither output nor cache nor temporary files."""
        for name in ("out", "tmp", "cache", "source/resources") if cold else ():
            put_away(self.folder / name)
        for name in ("tmp", "cache"):
            (self.folder / name).mkdir(exist_ok=True)
        return timed(self.command(cold), self.cwd, self.env, self.folder / "log") | weighed(self.out)


class Project(Builder):
    """This repository, as editors start it."""

    name = "disclosure"
    options: tuple[str, ...] = ()

    def command(self, cold: bool) -> list:
        return [sys.executable, PROJECT / "build.py", "build", "--site", self.site, "--out", self.out, *(["--clean"] if cold else []), *self.options]

    def serve(self, port: int) -> list:
        return [sys.executable, PROJECT / "build.py", "serve", "--site", self.site, "--port", port]


class Hugo(Builder):
    """Hugo with the least chrome there can be."""

    name = "hugo"

    def __init__(self, work: Path, files: dict[str, str]) -> None:
        super().__init__(work, files)
        self.program = packages() / "hugo/binaries/hugo"  # not the Python wrapper, which costs time
        shutil.copytree(HERE / "peers/hugo", self.source)
        with (self.source / "hugo.toml").open("a") as settings:
            settings.write(f'[[module.mounts]]\nsource = "{self.site}/catalogues"\ntarget = "data"\n')

    def command(self, cold: bool) -> list:
        return [self.program, "-s", self.source, "-d", self.out, "--quiet"]

    def serve(self, port: int) -> list:
        return [self.program, "server", "-s", self.source, "--port", port, "--disableLiveReload"]


class Tools(Hugo):
    """The same work by separate tools, one after the other: pages by Hugo with the least chrome, a search index by pagefind, and this project's `check`."""

    name = "tools"

    def command(self, cold: bool) -> list:
        check = [sys.executable, PROJECT / "build.py", "check", "--site", self.site]
        return ["sh", "-ec", '"$1" -s "$2" -d "$3" --quiet; "$4" --site "$3" --quiet; shift 4; "$@"', "tools",
                self.program, self.source, self.out, packages() / "pagefind_bin_extended/pagefind_extended", *check]


class HugoWithChrome(Hugo):
    """Hugo that prints the bytes of stock Material round each page, cut from an item's page of a very small county."""

    name = "hugo-chrome"

    def __init__(self, work: Path, files: dict[str, str]) -> None:
        super().__init__(work, files)
        little, pages = make_county.make("40-items")
        material = MkDocs(self.folder / "chrome", little)
        if material.build(cold=True)["rc"]:
            raise RuntimeError(material.log())
        sys.path.insert(0, str(HERE / "peers/hugo"))
        import chrome
        item = next(page for page in pages if page["kind"] == "items")
        chrome.cut(material.out / f"items/{item['file']}/{item['number']}.html", material.out, self.source)


class MkDocs(Builder):
    """MkDocs with stock Material."""

    name = "mkdocs"

    def __init__(self, work: Path, files: dict[str, str]) -> None:
        super().__init__(work, files)
        shutil.copytree(HERE / "peers/mkdocs", self.source)
        (self.source / "docs").mkdir()

    def command(self, cold: bool) -> list:
        return [PYTHON, "-m", "mkdocs", "build", "-q", "-f", self.source / "mkdocs.yml"]


BUILDERS = {one.name: one for one in (Project, Hugo, HugoWithChrome, Tools, MkDocs)}
