"""Pulling and pushing: what colleagues have changed is brought together field by field, and only data is ever taken over."""
from pathlib import Path

from disclosure.desk.county import Astray
from disclosure.desk.journal import Step
from disclosure.desk.office_git import OURS, Borrowed, Clone, NoGit
from disclosure.desk.office_log import LOCK, blob, differing, lines_of, settled, signed, summary, tree_now
from disclosure.desk.office_merge import Merge, same
from disclosure.desk.routes import Desk, Given, Route
from disclosure.desk.saving import all_or_none
from disclosure.read.names import ignored, unfit
from disclosure.write.style import Unwritable

THEIRS = "refs/desk/theirs"


def fetched(git: Borrowed) -> str:
    """The colleagues' newest commit.  Raises NoGit, Unwritable."""
    url = git.clone.remote
    if not url:
        raise NoGit("没有设远程的版本库，或者它不是 https、http、ssh 的网址：编辑台只用这几种")
    git.run("-c", "fetch.fsckObjects=true", "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance", "--", url, f"+{git.clone.branch}:{THEIRS}", network=True)
    return git.text("rev-parse", "--verify", THEIRS).strip()


def pull(desk: Desk, given: Given) -> dict:
    """Brings the colleagues' changes into the folder; where both have changed a field, first asks which holds (`chosen`: by conflict)."""
    chosen = given.get("chosen") or {}
    if not isinstance(chosen, dict):
        raise TypeError("chosen")
    name, clone = signed(desk), Clone(desk.saving.site)
    with LOCK, clone.borrowed() as git:
        theirs = fetched(git)
        if given.get("theirs") not in (None, theirs) and chosen:
            chosen = {}  # it has gone on since they were asked
        with desk.saving.journal.lock, desk.preview.lock, desk.saving.one_desk():
            return merged(desk, git, theirs, chosen, name)


def merged(desk: Desk, git: Borrowed, theirs: str, chosen: dict[str, str], name: tuple[str, str]) -> dict:
    head = git.clone.head
    bases = git.text("merge-base", head, theirs, allowed=(1,)).split()
    if not bases:
        raise Unwritable("远程的版本库和这里的没有共同的历史，不能合。请技术负责人看一下")
    base = bases[0]
    if base == theirs:
        return {"lines": [], "conflicts": [], "theirs": theirs}
    if lines_of(git, head, tree_now(git)):
        raise Unwritable("这里有还没有提交的改动，请先提交，再取同事的")
    code = outside(git, base, theirs)
    if code:
        raise Unwritable(f"同事还改了目录以外的文件（{'、'.join(code[:3])}{'等' if len(code) > 3 else ''}），那是程序，编辑台不动它。请技术负责人来合")
    steps, conflicts = [], []
    ours_of = {file: after for file, _, after in differing(git, base, head)}
    for file, before, after in differing(git, base, theirs):
        one, three = Merge(file, blob(git, before), blob(git, ours_of.get(file, before)), blob(git, after), chosen), git.folder
        conflicts += one.conflicts
        ours = blob(git, ours_of.get(file, before))
        if one.exact and not one.conflicts and (lines := by_lines(git, three, blob(git, before), ours, blob(git, after))) is not None and same(file, lines, one.result):
            one.result = lines
        steps.append(Step(file, ours, one.result))
    if conflicts:
        return {"lines": [], "conflicts": [one._asdict() for one in conflicts], "theirs": theirs}
    lines = lines_of(git, base, theirs)
    message = "\n\n".join(["合并同事的改动", summary(lines or ["没有改动文件"])])
    written(desk.saving.site, steps)
    try:
        new = theirs if base == head else git.text("commit-tree", tree_now(git), "-p", head, "-p", theirs, "-F", "-", given=message.encode(), name=name).strip()
        settled(git, new)
    except BaseException:  # also when stopped by hand: put back, then on its way
        written(desk.saving.site, [Step(step.file, step.after, step.before) for step in steps])
        raise
    desk.preview.fresh()
    return {"lines": lines, "conflicts": [], "theirs": theirs}


def outside(git: Borrowed, base: str, theirs: str) -> list[str]:
    """Files beside the data that colleagues have changed."""
    below = tuple(f"{one}/" for one in git.clone.below)
    return [file for file in git.text("diff-tree", "-r", "-z", "--no-renames", "--name-only", base, theirs).split("\0") if file and not file.startswith(below)]


def by_lines(git: Borrowed, folder: Path, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """The merge of lines, as git makes it; None where it is not clear."""
    for name, data in (("base", base), ("mine", ours), ("other", theirs)):
        (folder / name).write_bytes(data)
    try:
        return git.run("merge-file", "-p", "-q", *(str(folder / name) for name in ("mine", "base", "other")))
    except Unwritable:
        return None


def written(site: Path, steps: list[Step]) -> None:
    """Writes files of the county's data: all of them, or none.  Raises Unwritable, Astray, OSError."""
    all_or_none([(fit(site, step.file), step.before, step.after) for step in steps if step.before != step.after])


def fit(site: Path, file: str) -> Path:
    """Where a file of the data lies.  Raises Astray for what a folder of data has not, and where a link leads elsewhere."""
    parts = file.split("/")
    if len(parts) < 2 or parts[0] not in OURS or any(part in ("", ".", "..") or ignored(part) for part in parts) or unfit(file) or "\\" in file:
        raise Astray(f"同事的改动里有文件名不能用的文件：{file!r}")
    path = site / file
    if path.is_symlink() or not path.parent.resolve().is_relative_to((site / parts[0]).resolve()) or (site / parts[0]).is_symlink():
        raise Astray(f"“{file}”在一个链接里，编辑台不写它")
    return path


def push(desk: Desk, given: Given) -> dict:
    """Gives colleagues what was committed here."""
    with LOCK, Clone(desk.saving.site).borrowed() as git:
        theirs = fetched(git)
        if theirs != git.clone.head and git.text("merge-base", git.clone.head, theirs, allowed=(1,)).strip() != theirs:
            raise Unwritable("同事有新的提交，请先“取同事的改动”，再交")
        if theirs == git.clone.head:
            raise Unwritable("没有要交的：远程已经有了")
        git.run("push", "--quiet", "--no-verify", "--recurse-submodules=no", "--", git.clone.remote, f"{git.clone.head}:{git.clone.branch}", network=True)
        return {"commit": git.clone.head[:8]}


ROUTES = (Route("git/pull", pull, writes=True), Route("git/push", push, writes=True))
