"""The time of the last commit: what git itself would say, without git; and nothing that a repository names is run."""
import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from built import GOLDEN, ROOT, run

from disclosure.host.commits import committed

CALM = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_AUTHOR_NAME": "甲", "GIT_AUTHOR_EMAIL": "a@a", "GIT_COMMITTER_NAME": "甲 > 乙",
        "GIT_COMMITTER_EMAIL": "a@a", "GIT_ALLOW_PROTOCOL": "file"}


def git(folder: Path, *words: str, at: int = 0, **more: str) -> str:
    environment = os.environ | CALM | ({"GIT_AUTHOR_DATE": "1000000000 +0000", "GIT_COMMITTER_DATE": f"{at} +0800"} if at else {}) | more
    return subprocess.run(["git", *words], cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def said_by_git(folder: Path) -> int:
    return int(git(folder, "log", "-1", "--format=%ct"))


def repository(folder: Path, commits: int = 3, form: str = "sha1") -> Path:
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main", f"--object-format={form}")
    for number in range(commits):
        (folder / "a.txt").write_text(f"{number}\n")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", f"{number} " + "同样的一长段话。" * 200, at=1_700_000_000 + number)
    return folder


def worktree(home: Path) -> Path:
    git(repository(home / "r"), "worktree", "add", "-q", "--detach", "../w", "HEAD~1")
    return home / "w"


def submodule(home: Path) -> Path:
    repository(home / "inner")
    outer = repository(home / "outer")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(home / "inner"), "sub")
    git(outer, "commit", "-q", "-m", "x", at=1_800_000_000)
    return outer / "sub"


def after(*commands: str, commits: int = 3, form: str = "sha1") -> Callable[[Path], Path]:
    def make(home: Path) -> Path:
        folder = repository(home / "r", commits, form)
        for command in commands:
            git(folder, *command.split(), at=1_750_000_000)
        return folder
    return make


def deep(home: Path) -> Path:
    folder = repository(home / "r") / "甲" / "b"
    folder.mkdir(parents=True)
    return folder


def cloned(*options: str) -> Callable[[Path], Path]:
    def make(home: Path) -> Path:
        repository(home / "r")
        git(home, "clone", "-q", *options, (home / "r").as_uri() if "--depth=1" in options else "r", "c")
        return home / "c"
    return make


def signed(home: Path) -> Path:
    """A commit with a long header after the committer's line, as signatures are."""
    folder = repository(home / "r")
    text = git(folder, "cat-file", "commit", "HEAD").replace("\n\n", "\ngpgsig -----BEGIN\n committer x <x> 1 +0000\n -----END\n\n", 1)
    done = subprocess.run(["git", "hash-object", "-t", "commit", "-w", "--stdin"], cwd=folder, input=text.encode(), capture_output=True, check=True)
    git(folder, "update-ref", "refs/heads/main", done.stdout.decode().strip())
    return folder


NORMAL: dict[str, Callable[[Path], Path]] = {
    "loose": after(), "folder within": deep, "packed": after("gc -q"), "packed references alone": after("pack-refs --all"),
    "loose after packed": after("gc -q", "commit -q --allow-empty -m neu"), "detached": after("checkout -q --detach HEAD~1"),
    "at a tag": after("tag -a -m x eins HEAD~1", "checkout -q eins", "gc -q"), "another branch": after("checkout -q -b zweig/eins"),
    "a name that leads to another": after("branch b", "symbolic-ref refs/heads/c refs/heads/b", "symbolic-ref HEAD refs/heads/c"),
    "a merge": after("checkout -q -b b HEAD~1", "commit -q --allow-empty -m b", "merge -q main -m m"),
    "deltas": after("repack -q -adf --depth=250 --window=250", commits=40),
    "deltas by name": after("-c repack.useDeltaBaseOffset=false repack -q -adf --depth=50 --window=50", commits=40),
    "another hash": after(form="sha256"), "another hash, packed": after("repack -q -adf --window=50", form="sha256", commits=40),
    "several packs": after("repack -q", "commit -q --allow-empty -m neu", "repack -q", "multi-pack-index write"),
    "worktree": worktree, "submodule": submodule, "shallow": cloned("--depth=1"), "borrowed": cloned("--shared"), "clone": cloned(), "signed": signed,
}


@pytest.mark.parametrize("name", NORMAL)
def test_it_is_what_git_says(name: str, tmp_path: Path) -> None:
    folder = NORMAL[name](tmp_path)
    assert committed(folder) == said_by_git(folder)


def test_deltas_are_deltas(tmp_path: Path) -> None:
    """Or the cases above would show nothing."""
    folder = NORMAL["deltas"](tmp_path)
    (index,) = (folder / ".git/objects/pack").glob("*.idx")
    lines = [line.split() for line in git(folder, "verify-pack", "-v", str(index)).splitlines()]
    deltas = {line[0] for line in lines if len(line) == 7 and line[1] == "commit"}
    commits = git(folder, "log", "--format=%H").split()
    assert deltas & {*commits}
    for commit in commits:
        git(folder, "update-ref", "--no-deref", "HEAD", commit)
        assert committed(folder) == said_by_git(folder)


def overwritten(path: str, data: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / ".git" / path).write_bytes(data)


def missing(folder: Path) -> None:
    name = git(folder, "rev-parse", "HEAD")
    (folder / ".git/objects" / name[:2] / name[2:]).unlink()


def object_of(data: bytes) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        name = git(folder, "rev-parse", "HEAD")
        path = folder / ".git/objects" / name[:2] / name[2:]
        path.unlink()
        path.write_bytes(data)
    return damage


def waiting(path: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        (folder / ".git" / path).unlink()
        os.mkfifo(folder / ".git" / path)
    return damage


def cut_packs(at: int) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        git(folder, "gc", "-q")
        for path in (folder / ".git/objects/pack").iterdir():
            path.chmod(0o600)
            path.write_bytes(path.read_bytes()[:at])
    return damage


DAMAGED: dict[str, Callable[[Path], None]] = {
    "no commit yet": lambda folder: (folder / ".git/refs/heads/main").unlink(), "the commit is missing": missing,
    "HEAD empty": overwritten("HEAD", b""), "HEAD anything": overwritten("HEAD", b"\xff\0" * 99), "HEAD to itself": overwritten("HEAD", b"ref: HEAD\n"),
    "out of the folder": overwritten("HEAD", b"ref: refs/../../../x\n"), "absolute": overwritten("HEAD", b"ref: /etc/hostname\n"),
    "a circle": overwritten("refs/heads/main", b"ref: refs/heads/main\n"), "too long a name": overwritten("refs/heads/main", b"a" * 41),
    "an object that is none": object_of(b"x" * 100), "an object without end": object_of(zlib.compress(b"commit 9\0" + b"a" * 9)[:-5]),
    "a bomb": object_of(zlib.compress(b"commit 1\0" + bytes(50_000_000))), "a list of files": object_of(zlib.compress(b"tree 0\0")),
    "HEAD waits": waiting("HEAD"), "the branch waits": waiting("refs/heads/main"),
    **{f"packs of {at} bytes": cut_packs(at) for at in (0, 7, 100, 1032, 1050)},
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_cannot_be_read_is_no_commit(name: str, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    DAMAGED[name](folder)
    assert committed(folder) is None


def test_a_commit_whose_committer_stands_nowhere(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    object_of(zlib.compress(b"commit 20\0tree x\n\ncommitter a <a> 5 +0000\n"))(folder)
    assert committed(folder) is None


def test_no_repository(tmp_path: Path) -> None:
    assert committed(tmp_path) is None


@pytest.mark.parametrize("said", ["gitdir: nirgends", "gitdir:", "x", "gitdir: /dev", "gitdir: ."])
def test_a_repository_that_is_elsewhere_and_is_not(said: str, tmp_path: Path) -> None:
    (tmp_path / ".git").write_text(said)
    assert committed(tmp_path) is None


# -- nothing is run ------------------------------------------------------------------------------
RUNS = {
    "core.sshCommand": '[core]\n sshCommand = "{run}"\n[extensions]\n partialClone = origin\n[remote "origin"]\n url = ssh://x.invalid/y\n promisor = true\n',
    "ext": '[extensions]\n partialClone = origin\n[protocol "ext"]\n allow = always\n[remote "origin"]\n url = "ext::{run}"\n promisor = true\n',
    "remote.uploadpack": '[extensions]\n partialClone = origin\n[remote "origin"]\n url = .\n uploadpack = "{run};false"\n promisor = true\n',
    "credential.helper": '[extensions]\n partialClone = origin\n[credential]\n helper = "!{run}"\n[remote "origin"]\n url = http://127.0.0.1:1/\n promisor = true\n',
    "core.fsmonitor": '[core]\n fsmonitor = "{run}"\n', "core.hooksPath": "[core]\n hooksPath = hooks\n",
    "core.alternateRefsCommand": '[core]\n alternateRefsCommand = "{run}"\n', "core.pager": '[core]\n pager = "{run}"\n[pager]\n cat-file = "{run}"\n',
    "gpg.program": '[gpg]\n program = "{run}"\n[log]\n showSignature = true\n', "alias": '[alias]\n cat-file = "!{run}"\n log = "!{run}"\n',
    "core.gitProxy": '[extensions]\n partialClone = origin\n[core]\n gitProxy = "{run}"\n[remote "origin"]\n url = git://x.invalid/y\n promisor = true\n',
    "filter and textconv": '[filter "a"]\n clean = "{run}"\n smudge = "{run}"\n process = "{run}"\n[diff "a"]\n textconv = "{run}"\n',
    "include": "[include]\n path = more\n", "editor": '[core]\n editor = "{run}"\n askPass = "{run}"\n[sequence]\n editor = "{run}"\n',
}
WATCHED = """
import sys
def told(event, args):
    if event.startswith(("subprocess.", "os.exec", "os.fork", "os.system", "os.posix_spawn", "os.spawn", "os.startfile", "socket.connect", "pty.")):
        print(event)
sys.addaudithook(told)
from pathlib import Path
from disclosure.host.commits import committed
committed(Path(sys.argv[1]))
"""


def hostile(folder: Path, marker: Path, config: str) -> None:
    """A repository whose last commit is missing, so that git would fetch it, and whose settings name a command wherever one may stand."""
    command = folder / ".git" / "run.sh"
    (folder / ".git" / "hooks").mkdir(parents=True)
    (folder / ".git" / "objects").mkdir()
    (folder / ".git" / "refs" / "heads").mkdir(parents=True)
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / ".git" / "refs" / "heads" / "main").write_text("0" * 39 + "1\n")
    command.write_text(f"#!/bin/sh\necho run >> '{marker}'\n")
    for hook in ("post-checkout", "reference-transaction", "fsmonitor-watchman", "post-index-change"):
        shutil.copy(command, folder / ".git" / "hooks" / hook)
    for path in (command, *(folder / ".git" / "hooks").iterdir()):
        path.chmod(0o755)
    said = f"[core]\n repositoryformatversion = 1\n{config.format(run=command)}"
    (folder / ".git" / "config").write_text(said)
    (folder / ".git" / "more").write_text(RUNS["core.sshCommand"].format(run=command))


@pytest.mark.parametrize("key", RUNS)
def test_nothing_is_run(key: str, tmp_path: Path) -> None:
    hostile(tmp_path, tmp_path / "ran", RUNS[key])
    done = subprocess.run([sys.executable, "-c", WATCHED, tmp_path], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT / "plugins")})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("where", ["county", "."])
def test_a_county_that_was_sent_is_built_and_runs_nothing(where: str, tmp_path: Path) -> None:
    """Its own repository, or that of a folder above it; and a program beside it that has git's name."""
    county = tmp_path / "county"
    shutil.copytree(GOLDEN, county)
    hostile(tmp_path / where, tmp_path / "ran", RUNS["core.sshCommand"] + RUNS["core.fsmonitor"] + RUNS["core.hooksPath"])
    for name in ("git", "git.exe", "git.cmd"):
        shutil.copy(tmp_path / where / ".git/run.sh", county / name)
    done = run("build", "--site", county, "--out", tmp_path / "site", XDG_CACHE_HOME=str(tmp_path / "cache"), PATH=f"{county}{os.pathsep}{os.environ['PATH']}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (tmp_path / "ran").exists()
