"""What git knows of a county, in an editor's words: changes by record, a commit with a summary made of them, pulling and pushing."""
import re
import threading
from collections.abc import Iterator

from disclosure.desk.office import settings
from disclosure.desk.office_git import OURS, Borrowed, Clone, NoGit
from disclosure.desk.routes import Desk, Given, Route
from disclosure.desk.wording import in_words
from disclosure.write.style import Unwritable

COMMITS, FILES = 20, 40
"""Commits that are listed, and files of one that are looked into."""
NAME = re.compile(r"[^<>\x00-\x1f]{1,40}")
EMAIL = re.compile(r"[^<>\s\x00-\x1f]{1,80}")
LOCK = threading.Lock()


# -- asking git ------------------------------------------------------------------------------------
def blob(git: Borrowed, name: str) -> bytes | None:
    return None if set(name) == {"0"} else git.run("cat-file", "blob", name)


def differing(git: Borrowed, *words: str) -> Iterator[tuple[str, str, str]]:
    """(file below the county's folder, object before, object after) of what differs."""
    below = git.clone.site.relative_to(git.clone.top).as_posix()
    lead = "" if below == "." else f"{below}/"
    parts = git.text("diff-tree", "-r", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", *words, "--", *git.clone.below).split("\0")
    for told, file in zip(parts[::2], parts[1::2], strict=False):
        fields = told.split()
        if len(fields) >= 5:
            yield file.removeprefix(lead), fields[2], fields[3]


def lines_of(git: Borrowed, *words: str) -> list[str]:
    out: list[str] = []
    for n, (file, before, after) in enumerate(differing(git, *words)):
        if n >= FILES:
            return [*out, "……还有别的文件"]
        out += in_words(file, blob(git, before), blob(git, after))
    return out


def tree_now(git: Borrowed) -> str:
    """The commit's tree with the county's data as they stand in the folder now; nothing else of what may be prepared there."""
    git.run("read-tree", git.clone.head)
    there = [name for name in OURS if (git.clone.site / name).exists()]
    git.run("add", "-A", "--", *there)
    listed = git.run("ls-files", "-z", "--", *there)
    filtered = git.text("check-attr", "-z", "--stdin", "filter", given=listed).split("\0")[2::3]
    if any(value not in ("unspecified", "unset", "") for value in filtered):
        raise NoGit("这里用了 git 的过滤器（如大文件 LFS），编辑台不提交，请照技术负责人说的做")
    return git.text("write-tree").strip()


def overview(desk: Desk, given: Given) -> dict:
    """What has not been committed yet and what was, each in words; `why`: that git is not used here."""
    try:
        with LOCK, Clone(desk.saving.site).borrowed() as git:
            now = lines_of(git, git.clone.head, tree_now(git))
            log = []
            told = git.text("log", "-z", f"-{COMMITS}", "--no-show-signature", "--no-mailmap", "--format=%H%x01%an%x01%ad%x01%s", "--date=format:%Y-%m-%d %H:%M", git.clone.head, "--", *git.clone.below)
            for one in filter(None, told.split("\0")):
                name, who, day, subject = one.strip().split("\x01", 3)
                parents = git.text("rev-list", "--parents", "-1", name).split()[1:]
                log.append({"who": who, "day": day, "subject": subject, "lines": lines_of(git, parents[0], name)[:30] if len(parents) == 1 else []})
            return {"why": "", "now": now, "log": log, "branch": git.clone.branch.removeprefix("refs/heads/"), "remote": git.clone.remote, "name": settings(desk.saving.site)["name"], "email": settings(desk.saving.site)["email"]}
    except Unwritable as none:
        return {"why": str(none)}


def summary(lines: list[str]) -> str:
    """A commit's message: what was done in a line, and all of it below."""
    first = lines[0] if len(lines) == 1 else f"{lines[0]}等 {len(lines)} 处"
    subject = first if len(first) <= 50 else f"{first[:49]}…"
    if first == subject and len(lines) == 1:
        return f"{subject}\n"
    return "\n".join([subject, "", *[f"- {line}" for line in lines[:200]], *(["- ……"] if len(lines) > 200 else [])]) + "\n"


def signed(desk: Desk) -> tuple[str, str]:
    told = settings(desk.saving.site)
    if not NAME.fullmatch(told["name"].strip()):
        raise Unwritable("请先写上您的姓名或者岗位，提交记在这个名下")
    return told["name"].strip(), told["email"] if EMAIL.fullmatch(told["email"]) else "desk@localhost"


def commit(desk: Desk, given: Given) -> dict:
    """Commits what has changed below the county's data."""
    name = signed(desk)
    with LOCK, desk.saving.journal.lock, Clone(desk.saving.site).borrowed() as git:
        tree = tree_now(git)
        lines = lines_of(git, git.clone.head, tree)
        if not lines:
            raise Unwritable("没有要提交的：目录和最近一次提交一样")
        message = summary(lines)
        new = git.text("commit-tree", tree, "-p", git.clone.head, "-F", "-", given=message.encode(), name=name).strip()
        settled(git, new)
        return {"message": message, "commit": new[:8]}


def settled(git: Borrowed, new: str) -> None:
    """Moves the branch, and has the folder's own index know what was committed, so that git says there that nothing is open."""
    git.clone.move(new)
    index = git.clone.real / "index"
    if not index.exists():
        return
    (git.folder / "theirs").write_bytes(index.read_bytes())
    git.run("add", "-A", "--", *[name for name in OURS if (git.clone.site / name).exists()], index="theirs")
    lock = index.with_name("index.lock")
    try:
        with open(lock, "xb") as file:
            file.write((git.folder / "theirs").read_bytes())
    except FileExistsError:
        return  # another program is at it, and will see for itself
    lock.replace(index)


ROUTES = (
    Route("git", overview),
    Route("git/commit", commit, writes=True),
)
