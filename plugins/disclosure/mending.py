"""`check --fix`: carries out the advice that findings carry, as long as that helps, and nothing else.

Everything is tried in memory first: what is replaced is what the finding saw there, what comes out is read and judged again, and an edit
after which more is wrong than before is taken back.  Only then are the files written, each whole or not at all.
"""
import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from disclosure.checking import Checked, check_county
from disclosure.deliver.fault import Refused
from disclosure.model.finding import Edit, Finding, Severity
from disclosure.read.kept import Kept
from disclosure.write import disk
from disclosure.write.source import Source
from disclosure.write.source import Edit as Stretch
from disclosure.write.style import Unwritable

ROUNDS = 200
"""So often is what was mended read again: one line may hide what is wrong with the next."""



class Trial(Kept):
    """Reads the county with some files as they would be; keeps nothing of what is only tried out."""

    def __init__(self, county: Path) -> None:
        super().__init__(county)
        self.before = {}
        self.tried: dict[Path, bytes] = {}

    def store(self, path: Path, kept: dict) -> None:
        """Nothing is kept."""


@dataclass
class Mended:
    """What can be mended of a county: every file before and after, and the findings that are gone by it."""

    folder: Path
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    done: list[Finding] = field(default_factory=list)

    def write(self) -> None:
        """Raises Unwritable where somebody has changed a file meanwhile; those before it are written, each whole."""
        for file, data in self.after.items():
            disk.replace(self.folder / file, self.before[file], data)

    def difference(self) -> Iterator[str]:
        """The lines that change, as patches show them."""
        for file, data in self.after.items():
            old, new = (text.decode("utf-8", "replace").splitlines() for text in (self.before[file], data))
            yield from difflib.unified_diff(old, new, file, file, lineterm="", n=2)


def mend(folder: Path, unsafe: bool = False, trust: bool = False, only: frozenset[str] = frozenset()) -> Mended:
    """Tries out what findings advise.  `unsafe`: also where what is advised is only likely; `only`: the files that may be changed, all where it is empty."""
    out, trial, refused = Mended(folder), Trial(folder), set()

    def check() -> Checked:
        trial.before, trial.now = {}, {}
        return check_county(folder, kept=trial, trust=trust)
    now = check()
    for _ in range(ROUNDS):
        wanted = chosen((f for f in now.findings if not only or f.place.file in only), unsafe, refused)
        if not wanted:
            break
        taken, now = attempt(folder, trial, wanted, now, check, out)
        while not taken and len(wanted) > 1:  # one of them does harm
            wanted = wanted[:len(wanted) // 2]
            taken, now = attempt(folder, trial, wanted, now, check, out)
        if not taken:
            refused.add(key(wanted[0]))
    return out


def chosen(findings: Iterable[Finding], unsafe: bool, refused: set) -> list[Finding]:
    """The findings whose advice can be carried out together: of those that touch the same stretch the first."""
    out: list[Finding] = []
    taken: dict[str, list[tuple]] = {}
    for finding in findings:
        advice = finding.advice
        if advice is None or not (advice.sure or unsafe) or not finding.place.file.startswith("catalogues/") or key(finding) in refused:
            continue
        spots = taken.setdefault(finding.place.file, [])
        mine = [(edit.span[:2], edit.span[2:]) for edit in advice.edits]
        if any(a < d and c < b or a == c for a, b in mine for c, d in spots):
            continue
        spots += mine
        out.append(finding)
    return out


def key(finding: Finding) -> tuple:
    return finding.place.file, finding.advice.edits


def attempt(folder: Path, trial: Trial, wanted: list[Finding], now: Checked, check: Callable[[], Checked], out: Mended) -> tuple[bool, Checked]:
    """Carries out some advice; takes all of it back where it does not fit what stands there, or more is wrong than before."""
    held = dict(trial.tried)
    by_file: dict[str, list[Edit]] = {}
    for finding in wanted:
        by_file.setdefault(finding.place.file, []).extend(finding.advice.edits)
    for file, edits in by_file.items():
        path = folder / file
        data = held.get(path)
        if data is None:
            data = path.read_bytes()
        new = edited(data, edits)
        if new is None:
            trial.tried = held
            return False, now
        trial.tried[path] = new
    then = check()
    if worse(now.findings, then.findings, wanted):
        trial.tried = held
        return False, now
    for file in by_file:
        out.before.setdefault(file, (folder / file).read_bytes())
        out.after[file] = trial.tried[folder / file]
    out.done += wanted
    return True, then


def worse(before: Iterable[Finding], after: Iterable[Finding], wanted: list[Finding]) -> bool:
    """Whether more is wrong than before, or not all of that is gone which was to be."""
    old, new = (Counter((f.place.file, f.rule.code, f.message) for f in some) for some in (before, after))
    gone = Counter((f.place.file, f.rule.code, f.message) for f in wanted)
    errors = [sum(f.severity is Severity.ERROR for f in some) for some in (before, after)]
    return errors[1] > errors[0] or any(new[one] > old[one] - number for one, number in gone.items())


def edited(data: bytes, edits: Iterable[Edit]) -> bytes | None:
    """The bytes with the edits made; None where something else stands there, or they are not UTF-8."""
    try:
        source = Source(data.decode("utf-8"), None)
    except UnicodeDecodeError:
        return None
    made = []
    for edit in edits:
        start, end = source.offset(*edit.span[:2]), source.offset(*edit.span[2:])
        if source.text[start:end] != edit.was:
            return None
        made.append(Stretch(start, end, edit.text))
    return source.patched(made).encode()


def told(mended: Mended, written: bool) -> list[str]:
    """What was mended, by rule, for people."""
    if not mended.done:
        return ["没有可以自动修的。"]
    counts = Counter(f.rule.code for f in mended.done)
    names = {f.rule.code: f.rule.summary for f in mended.done}
    lines = [f"{'修好' if written else '可以修'} {len(mended.done)} 处，{len(mended.after)} 个文件："]
    return lines + [f"  {code} {names[code]}：{count} 处" for code, count in sorted(counts.items())]


def fix(folder: Path, diff: bool, unsafe: bool, trust: bool, only: frozenset[str]) -> Iterator[str]:
    """What `check --fix` says while it does it.  `diff`: shows the lines that would change, and writes nothing.  Raises Refused."""
    try:
        mended = mend(folder, unsafe, trust, only)
        if diff:
            yield from mended.difference()
        else:
            mended.write()
        yield from told(mended, not diff)
    except Unwritable as refused:
        raise Refused(str(refused)) from None
