"""A county's folder → the county and everything that is wrong with it: what reading found, and what the rules say of what could be read."""
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from disclosure.editions.chain import Chain
from disclosure.editions.reading import read_chain
from disclosure.model.county import COLLECTIONS, County
from disclosure.model.fields import Matters, Nested, Record, Reference
from disclosure.model.finding import Finding, Rule, Severity
from disclosure.model.place import START, Place
from disclosure.read import faults
from disclosure.read.county import Reading, read_county
from disclosure.read.files import Files
from disclosure.read.kept import Kept
from disclosure.read.law import law
from disclosure.read.settings import Settings
from disclosure.rules.all import RULES, judged
from disclosure.rules.registry import Case
from disclosure.rules.alone import judged_again

EVERY: dict[str, Rule] = dict(sorted({**{r.code: r for r in vars(faults).values() if isinstance(r, Rule)}, **{c: r for c, (r, _) in RULES.items()}}.items()))
"""Every rule there is, by its code: those of reading and those of judging."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Checked:
    """The county (None where county.yml itself cannot be read), every finding in order of place, and the files it may use."""

    county: County | None
    findings: tuple[Finding, ...]
    files: Files
    settings: Settings | None = None
    """What its own mkdocs.yml says; None where it has none that is read as data."""
    texts: dict[str, str] = field(default_factory=dict)
    """Every text that was read, by its path below the county's folder."""

    @cached_property
    def sound(self) -> County | None:
        """The county as rules see it, and whoever asks what they ask: without the records that lack something required."""
        return sound(self.county) if self.county is not None and self.errors else self.county

    @property
    def errors(self) -> int:
        return sum(f.severity is Severity.ERROR for f in self.findings)

    def refused(self, strict: bool) -> bool:
        """Whether the county may not be published: an error stands, or with `strict` a warning."""
        bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return self.county is None or any(f.severity in bad for f in self.findings)


def check_county(folder: Path, progress: Progress = lambda what, done, total: None, kept: Kept | None = None,
                 only: frozenset[str] = frozenset(), lap: Callable[[str], None] = lambda stage: None, trust: bool = False) -> Checked:
    """Reads and judges a county.  Never raises for what an editor wrote.  `kept`: files that need not be read again.

    `only`: the files whose findings are wanted.  Everything is read, since files refer to each other; findings of other files may be lacking.
    `lap` is told when a stage ends; `trust`: its mkdocs.yml is MkDocs' business.
    """
    reading = read_county(folder, progress, kept, trust=trust)
    lap("读目录")
    checked = judge(reading, only)
    lap("核对规则")
    return checked


def judge(reading: Reading, only: frozenset[str] = frozenset(), anew: bool = False) -> Checked:
    """What was read, and what the rules say of it.  `only`: as for `check_county`; `anew`: whatever was found before."""
    findings = list(reading.findings)
    case = case_of(reading, only) if reading.county is not None else None
    if case is not None and whole(case.county):  # without the edition's date nothing can be judged
        kept = None if anew or only or case.faulty else reading.looking.kept
        findings += judged_again(case, kept) if kept and not kept.tried else judged(case)
    findings += moving(reading.files)
    return Checked(reading.county, tuple(sorted(findings, key=lambda f: f.order)), reading.files, settings=reading.settings, texts=reading.texts)


def moving(files: Files) -> Iterator[Finding]:
    """Attachments that were changed while they were judged: nobody can say what is in them."""
    for path in sorted(files.changed):
        yield Finding(faults.CHANGED, Place(f"content/files/{path}", *START), f"附件“{path}”在检查的时候又被改动了", "请等文件存好、网盘同步完以后再运行一次")


def case_of(reading: Reading, only: frozenset[str] = frozenset()) -> Case:
    """What the rules look at.  While there are errors they see only what is whole, so that none has to guess at a missing value."""
    faulty = any(f.severity is Severity.ERROR for f in reading.findings)
    files = reading.files
    looked = reading.looking.all(sorted(p for p in files.paths if not only or f"content/files/{p}" in only))
    reading.looking.save(alone=bool(only))
    texts = {f"content/files/{path}" + (f"#{part}" if part else ""): text for path, seen in looked.items() for part, text in seen.texts}
    return Case(sound(reading.county) if faulty else reading.county, law(), {**reading.texts, **texts}, faulty=faulty, only=only, looked=looked,
                look=reading.looking, paths=frozenset(files.paths), chain=chain_of(reading), pages=files.pages)


def chain_of(reading: Reading) -> Chain:
    """The editions in the folder that a county was read from."""
    folder = reading.files.folder
    return read_chain(folder.parents[1]) if folder else Chain()


def sound(county: County) -> County:
    """The county without the records that lack something required, at whatever depth, or refer to what has no name.

    The one place that decides what rules and scores may look at: what is here has all that it must have.
    """
    view = copied(county)
    for code, f in county.fields.items():
        if isinstance(f.kind, Nested) and f.kind.many:
            view.__dict__[code] = tuple(filter(whole, getattr(county, code)))
    for name in COLLECTIONS:
        kept = {}
        for id, record in getattr(county, name).items():
            if whole(record, but="items"):
                kept[id] = record
                if hasattr(record, "items"):
                    kept[id] = copied(record)
                    kept[id].__dict__["items"] = tuple(i for i in record.items if whole(i))
        view.__dict__[name] = kept
    return view


def copied(record: Record) -> Record:
    twin = object.__new__(type(record))
    twin.__dict__.update(record.__dict__)
    return twin


def whole(record: Record, but: str = "") -> bool:
    """Whether everything required is there, and what is referred to can be called something."""
    for code, f in record.fields.items():
        value = getattr(record, code)
        if code == but:
            continue
        if value in (None, ()):
            if f.required:
                return False
        elif isinstance(f.kind, Nested | Matters | Reference):
            sure = named if isinstance(f.kind, Reference) else whole
            if not all(map(sure, value if f.kind.many else (value,))):
                return False
    return True


def named(record: Record) -> bool:
    """Whether a record has the name that messages call it by."""
    return not record.naming or bool(getattr(record, record.naming[0]))
