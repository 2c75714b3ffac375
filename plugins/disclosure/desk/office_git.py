"""Who changed what, and one button that commits: git over a county's folder, with nothing of that folder's settings.

What a repository's own settings, hooks and filters say may execute, and a folder that somebody sent has them too.  So git never sees them: it is
given a repository of ours, made for one call, with settings of ours and the other's objects alone; the branch is moved by us, file by file.
"""
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from disclosure.host.commits import FAULTS, head, line_of, repository_of
from disclosure.write.style import Unwritable

OURS = ("catalogues", "content", "editions")
"""What the desk commits: data, never code."""
PLAIN = ("core.autocrlf", "core.eol", "core.ignorecase", "core.filemode", "core.symlinks", "core.precomposeunicode")
"""Settings of the folder that only say how files are kept, and execute nothing; their values are words of this list."""
WORDS = {"true", "false", "input", "lf", "crlf", "native"}
URL = re.compile(r"(?:https?|ssh)://(?!-)[\w.@:\[\]%-]+(?:/[^\s\x00-\x1f]*)?|(?!-)[\w.-]+@(?!-)[\w.-]+:(?!-)[^\s\x00-\x1f:]+")
"""Where a remote may be: a web server or a host, nothing that names a program or a folder."""
BRANCH = re.compile(r"refs/heads/(?!.*\.\.)(?!.*\.lock$)[\w./\u3400-\u9fff-]+")
PATIENCE = 120
"""Seconds that one call of git may take."""


class NoGit(Unwritable):
    """Git cannot be used here; the message says why, in Chinese."""


class Clone:
    """The repository that a county's folder belongs to.  Raises NoGit."""

    def __init__(self, site: Path) -> None:
        self.site = site.resolve()
        self.program = shutil.which("git") or ""
        if not self.program:
            raise NoGit("这台电脑没有装 git")
        try:
            real = repository_of(self.site)
        except FAULTS:
            real = None
        if real is None:
            raise NoGit("这个文件夹不在 git 的版本库里")
        self.real, self.top = real, real.parent
        if real.name != ".git" or any((real / name).is_symlink() for name in ("", "objects", "refs", "HEAD", "index")) or (real / "commondir").exists():
            raise NoGit("这个版本库是另一种样子（工作树、子模块），编辑台不用它")
        if hasattr(os, "geteuid") and any(path.stat().st_uid != os.geteuid() for path in (self.site, real, real / "objects", real / "HEAD")):
            raise NoGit("这个文件夹不是您这个用户的，编辑台不在里面用 git")
        if list(real.glob("sharedindex.*")) or (real / "reftable").exists() or (real / "shallow").exists():
            raise NoGit("这个版本库是另一种存法（浅克隆、分开的索引），编辑台不用它")
        if any((real / name).exists() and not (real / name).is_file() for name in ("config", "index", "HEAD", "packed-refs")):
            raise NoGit("这个版本库里有不是普通文件的东西，编辑台不用它")
        said = line_of(real / "HEAD").strip()
        self.branch = said.removeprefix("ref:").strip()
        if not said.startswith("ref:") or not BRANCH.fullmatch(self.branch):
            raise NoGit("版本库现在不在一个分支上，请技术负责人看一下")
        if any((real / name).exists() for name in ("MERGE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "index.lock")):
            raise NoGit("版本库正在合并、变基，或者别的程序正在用它，请先做完")
        try:
            self.head = head(real, real)
        except FAULTS:
            raise NoGit("版本库里还没有提交") from None
        if nested(self.site):
            raise NoGit("目录里面套着别的版本库，编辑台不用 git：git 会照那里面的设置做事")
        self.below = [(self.site / name).relative_to(self.top).as_posix() for name in OURS]

    # -- git over a repository of ours ---------------------------------------------------------
    @contextmanager
    def borrowed(self) -> Iterator["Borrowed"]:
        with tempfile.TemporaryDirectory() as folder:
            yield Borrowed(self, Path(folder))

    def setting(self, key: str, *of: str) -> str:
        """What one of git's settings says: of the folder's own file, which is read as a list of words and followed nowhere, or of this user's."""
        if not of and not (self.real / "config").is_file():
            return ""
        done = subprocess.run([self.program, "config", *(of or ("--file", str(self.real / "config"), "--no-includes")), "--get", key], cwd=tempfile.gettempdir(), env=environment(None, None),
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
        return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""

    @property
    def remote(self) -> str:
        """Where it was cloned from, if that is a place that can be asked without executing anything; "" for none."""
        name = self.setting(f"branch.{self.branch.removeprefix('refs/heads/')}.remote") or "origin"
        url = self.setting(f"remote.{name}.url") if re.fullmatch(r"[\w.-]+", name) else ""
        return url if URL.fullmatch(url) else ""

    def move(self, new: str) -> None:
        """Moves the branch, if it is still where it was.  Raises Unwritable."""
        path = self.real / self.branch
        if not path.resolve().is_relative_to((self.real / "refs").resolve()):
            raise NoGit("版本库的分支是一个链接，编辑台不动它")
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.with_name(f"{path.name}.lock")
        try:
            with open(lock, "x", encoding="ascii", newline="\n") as file:
                file.write(f"{new}\n")
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            raise Unwritable("别的程序正在用这个版本库，请等它做完再试") from None
        try:
            if head(self.real, self.real) != self.head:
                raise Unwritable("版本库刚才被别的程序改过，没有提交。请再试一次")
            os.replace(lock, path)
        except BaseException:  # also when stopped by hand: put back, then on its way
            lock.unlink(missing_ok=True)
            raise
        self.head = new


def nested(site: Path) -> bool:
    """Whether another repository lies within the data: git asks that one, by its own settings, what is new there."""
    return any(name.lower() in (".git", "git~1") for part in OURS for _, folders, files in os.walk(site / part) for name in (*folders, *files))


class Borrowed:
    """A repository of ours for one call, with the objects of the other."""

    def __init__(self, clone: Clone, folder: Path) -> None:
        self.clone, self.folder = clone, folder
        (folder / "refs").mkdir()
        (folder / "objects").mkdir()
        (folder / "info").mkdir()
        (folder / "HEAD").write_text(f"ref: {clone.branch}\n", encoding="utf-8")
        (folder / clone.branch).parent.mkdir(parents=True, exist_ok=True)
        (folder / clone.branch).write_text(f"{clone.head}\n", encoding="ascii")
        long = len(clone.head) == 64
        lines = ["[core]", f"\trepositoryformatversion = {int(long)}", "\tbare = false", f"\thooksPath = {os.devnull}", "\tfsmonitor = false", "\tquotepath = false", "\tlogAllRefUpdates = false",
                 *(["[extensions]", "\tobjectFormat = sha256"] if long else []), "[gc]", "\tauto = 0", "[maintenance]", "\tauto = false", "[commit]", "\tgpgSign = false", "[submodule]", "\trecurse = false", "[diff]", "\tignoreSubmodules = all"]
        for key in PLAIN:
            value = clone.setting(key).lower() or clone.setting(key, "--global").lower() or clone.setting(key, "--system").lower()
            if value in WORDS:
                section, _, name = key.partition(".")
                lines += [f"[{section}]", f"\t{name} = {value}"]
        (folder / "config").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run(self, *words: str, given: bytes = b"", index: str = "index", name: tuple[str, str] | None = None, network: bool = False, allowed: tuple[int, ...] = ()) -> bytes:
        """What git says.  Raises Unwritable with git's last line where it fails.  `allowed`: codes that are answers."""
        env = environment(self.folder, self.clone, network)
        if network and not self.clone.setting("core.sshCommand", "--global"):
            env["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes"  # it cannot ask
        env |= {"GIT_INDEX_FILE": str(self.folder / index)}
        if name:
            env |= {f"GIT_{who}_{what}": said for who in ("AUTHOR", "COMMITTER") for what, said in zip(("NAME", "EMAIL"), name, strict=True)}
        try:
            done = subprocess.run([self.clone.program, *words], cwd=self.clone.site, env=env, input=given, capture_output=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise Unwritable(f"git {words[0]} 等了 {PATIENCE} 秒还没有做完，停下了") from None
        if done.returncode not in (0, *allowed):
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise Unwritable(f"git 没有做成（{words[0]}）：{said[-1] if said else '没有说原因'}")
        return done.stdout

    def text(self, *words: str, **more) -> str:
        return self.run(*words, **more).decode("utf-8", "replace")


def environment(folder: Path | None, clone: Clone | None, network: bool = False) -> dict[str, str]:
    """What git is told from outside: nothing of ours is left that could lead it elsewhere.  Over a network this user's own settings hold, for names, keys and proxies."""
    env = {key: value for key, value in os.environ.items() if not key.upper().startswith("GIT_") and key.upper() not in ("SSH_ASKPASS", "PAGER", "EDITOR", "VISUAL")}
    env |= {"GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_NO_LAZY_FETCH": "1", "GIT_ATTR_NOSYSTEM": "1", "GIT_LITERAL_PATHSPECS": "1",
            "GIT_ALLOW_PROTOCOL": "https:http:ssh", "LC_ALL": "C.UTF-8", "GIT_CEILING_DIRECTORIES": tempfile.gettempdir()}
    if folder is not None and clone is not None:
        env |= {"GIT_DIR": str(folder), "GIT_WORK_TREE": str(clone.top), "GIT_OBJECT_DIRECTORY": str(clone.real / "objects")}
        if not network:
            env |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "USERPROFILE": str(folder)}
    else:
        env["GIT_DIR"] = os.devnull  # no repository is looked for
    return env
