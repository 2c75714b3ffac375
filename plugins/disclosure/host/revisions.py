"""A county as an earlier commit has it: its catalogues and pages, taken out of the repository's own files; git itself is never asked (host/commits.py)."""
import re
from collections.abc import Iterator
from pathlib import Path

from disclosure.host.commits import COMMIT, FAULTS, common_of, head, object_named, reference, repository_of, stores

WANTED = ("catalogues", "content")
LONGEST = 1 << 26
"""Bytes at most of a list of files, or of a file."""
MOST = 200_000
"""Files at most."""
SHORT = re.compile(r"[0-9a-f]{4,64}")
BACK = re.compile(r"(.+?)(?:~(\d{1,4})|\^)")
NAMES = ("{}", "refs/{}", "refs/tags/{}", "refs/heads/{}", "refs/remotes/{}", "refs/remotes/{}/HEAD")
FOLDER_MODE, FILE_MODES = b"40000", (b"100644", b"100755")


class Unknown(Exception):
    """There is no such commit, in words."""


def extracted(site: Path, revision: str, target: Path) -> str:
    """Writes what a commit has of a county's folder into `target`; returns the commit's name.  Attachments are there by their names alone.  Raises Unknown, OSError."""
    try:
        repository = repository_of(site)
        if repository is None:
            raise Unknown("这个文件夹不在 git 的版本库里")
        objects = common_of(repository) / "objects"
        commit = meant(revision, repository, objects)
        top = repository.parent if repository.name == ".git" else worktree(site)
        tree = named(commit, objects, rb"tree ([0-9a-f]{40,64})\n")
        for part in site.resolve().relative_to(top).parts:
            tree = dict((name, id) for mode, name, id in entries(tree, objects) if mode == FOLDER_MODE)[part]
        write(tree, objects, target)
    except KeyError:
        raise Unknown("那个提交里没有这个县的文件夹") from None
    except FAULTS as fault:
        raise Unknown("找不到，或者版本库里没有存全（浅克隆只有最近的提交）") from fault
    return commit


def worktree(site: Path) -> Path:
    """The folder in which a worktree or submodule begins."""
    return next(place for place in (site.resolve(), *site.resolve().parents) if (place / ".git").exists())


def meant(revision: str, repository: Path, objects: Path) -> str:
    """The full name of the commit that somebody means: a branch, a tag, HEAD, the beginning of its name; ~2 goes back two."""
    if back := BACK.fullmatch(revision):
        commit = meant(back[1], repository, objects)
        for _ in range(int(back[2] or 1)):
            commit = named(commit, objects, rb"parent ([0-9a-f]{40,64})\n")
        return commit
    common = common_of(repository)
    if revision in ("HEAD", "@"):
        return head(repository, common)
    found = ""
    for name in NAMES:
        try:
            found = found or reference(name.format(revision), common)
        except (OSError, ValueError):
            continue
    if not found and SHORT.fullmatch(revision):
        found = unique(revision, objects)
    if not found:
        raise ValueError(revision)
    return peeled(found, objects)


def peeled(name: str, objects: Path) -> str:
    """The commit that a tag leads to; a commit itself."""
    kind, data = object_named(name, objects)
    if kind == COMMIT:
        return name
    tagged = re.match(rb"object ([0-9a-f]{40,64})\ntype commit\n", data)
    if not tagged:
        raise ValueError(name)
    return tagged[1].decode()


def unique(beginning: str, objects: Path) -> str:
    """The one commit whose name begins so."""
    found = set()
    for store in stores(objects):
        if (folder := store / beginning[:2]).is_dir():
            found |= {beginning[:2] + path.name for path in folder.iterdir() if path.name.startswith(beginning[2:])}
        for index in sorted((store / "pack").glob("pack-*.idx")):
            found |= set(in_index(beginning, index))
    commits = [name for name in sorted(found) if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", name) and object_named(name, objects, most=LONGEST)[0] == COMMIT]
    if len(commits) != 1:
        raise ValueError(beginning)
    return commits[0]


def in_index(beginning: str, index: Path) -> Iterator[str]:
    """The names in a pack's index (version 2) that begin so."""
    data = index.read_bytes()
    if data[:8] != b"\xfftOc\x00\x00\x00\x02":
        return
    total, size = int.from_bytes(data[8 + 255 * 4:8 + 256 * 4], "big"), 20
    first = bytes.fromhex(beginning[:2])[0]
    start = int.from_bytes(data[8 + (first - 1) * 4:8 + first * 4], "big") if first else 0
    end = min(total, int.from_bytes(data[8 + first * 4:12 + first * 4], "big"))
    for at in range(start, end):
        name = data[1032 + at * size:1032 + (at + 1) * size].hex()
        if name.startswith(beginning):
            yield name


def named(commit: str, objects: Path, pattern: bytes) -> str:
    """What a commit names: its tree, its first parent."""
    kind, data = object_named(commit, objects)
    found = re.search(pattern, data.split(b"\n\n")[0] + b"\n") if kind == COMMIT else None
    if not found:
        raise ValueError(commit)
    return found[1].decode()


def entries(tree: str, objects: Path) -> Iterator[tuple[bytes, str, str]]:
    """Mode, name and object of everything in a folder."""
    _, data = object_named(tree, objects, most=LONGEST)
    at, size = 0, len(tree) // 2
    while at < len(data):
        space, end = data.index(b" ", at), data.index(b"\0", at)
        yield data[at:space], data[space + 1:end].decode("utf-8", "surrogateescape"), data[end + 1:end + 1 + size].hex()
        at = end + 1 + size


def write(tree: str, objects: Path, target: Path) -> None:
    """The files of a county's folder that are read; links are left out, as they are never followed."""
    todo = [(id, Path(name)) for mode, name, id in entries(tree, objects) if mode == FOLDER_MODE and name in WANTED]
    written = 0
    while todo:
        id, here = todo.pop()
        (target / here).mkdir(parents=True, exist_ok=True)
        for mode, name, inner in entries(id, objects):
            if name in (".", "..") or "/" in name or "\\" in name:
                raise ValueError(name)
            if mode == FOLDER_MODE:
                todo.append((inner, here / name))
            elif mode in FILE_MODES and (written := written + 1) <= MOST:
                text = here.parts[0] == "catalogues" or name.endswith(".md")
                (target / here / name).write_bytes(object_named(inner, objects, most=LONGEST)[1] if text else b"")
