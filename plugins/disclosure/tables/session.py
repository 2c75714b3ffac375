"""One call of `import`: reads, merges, writes, and hands back what there is to say.  Nothing here prints."""
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from disclosure.model.collection import Collection
from disclosure.model.county import COLLECTIONS, County, Domain
from disclosure.model.fields import Date
from disclosure.read.county import Vocabulary, read_county, vocabulary_of
from disclosure.read.standard_form import folded
from disclosure.read.unit_names import county_names
from disclosure.tables.doubt import DOUBTFUL, DOUBTS, NOTICE
from disclosure.tables.grid import Book
from disclosure.tables.matters import Found
from disclosure.tables.merge import Merged, merge
from disclosure.tables.owners import Owners, owned, without_others
from disclosure.tables.reading import matters_of, read_books
from disclosure.tables.records import Recorded, record
from disclosure.tables.report import Outcome
from disclosure.tables.setting import Setting
from disclosure.tables.target import Target
from disclosure.write.draft import schema_line
from disclosure.write.style import Unwritable

TODAY = Date("2000-01-01")
"""What a report is dated by where there is no county that says a day."""
PLACE = re.compile(r"([\u3400-\u9fff]{1,10}?(?:镇|乡|街道|村|社区))(?:基层|政务|村务|居务|村居|信息|公开|事项|办事处|人民政府|委员会|$)")


@dataclass
class Wishes:
    """What the command was told.  `given`: --head, by letter or bare heading."""

    files: tuple[Path, ...]
    site: Path
    name: str = ""
    sheets: tuple[str, ...] = ()
    tables: tuple[int, ...] = ()
    given: dict[str, str] = field(default_factory=dict)
    hidden: bool = False
    dry: bool = False
    strict: bool = False
    retire: str = ""
    progress: Callable[[str, int, int], None] = lambda what, done, total: None


@dataclass
class Told:
    """What came of it: one outcome a target, and why nothing was written where nothing was."""

    outcomes: list[Outcome] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    as_of: Date = TODAY
    texts: dict[str, tuple[bytes | None, str]] = field(default_factory=dict)
    """The files that change, or would without `dry` → (bytes before, None where there is none; the text as it is to be)."""

    @property
    def written(self) -> list[str]:
        return [outcome.target for outcome in self.outcomes if outcome.written]


class Session:
    """A county, and what is to be put into it."""

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.county: County | None = read_county(wishes.site).county
        self.vocabulary = vocabulary(self.county)
        self.told = Told(as_of=self.county.as_of if self.county and self.county.as_of else TODAY)

    def setting(self, template: type, names: tuple[str, ...]) -> Setting:
        return Setting.of(self.county, template, names, self.vocabulary, self.wishes.given, self.wishes.hidden)

    def into_catalogue(self, collection: Collection, id: str) -> Told:
        """Everything into one catalogue."""
        found = Found()
        books = read_books(self.wishes.files, found, self.wishes.progress)
        setting = self.setting(collection.template, self.names(collection, id))
        mine = books
        if collection.template is not Domain and not self.wishes.sheets and not self.wishes.tables:
            mine = without_others(books, Owners(self.county, setting.domains), (collection.name, id), setting, found)
        matters_of(mine, setting, found, self.wishes.sheets, self.wishes.tables)
        self.merged(collection, id, setting, found, books)
        return self.told

    def into_each(self) -> Told:
        """Each sheet or titled table into the domain, township or village that it names."""
        outside = Found()
        books = read_books(self.wishes.files, outside, self.wishes.progress)
        setting = self.setting(Domain, ())
        owners = Owners(self.county, setting.domains)
        catalogues = owned(books, owners, setting, outside)
        for (name, id), parts in catalogues.items():
            found, collection = Found(), COLLECTIONS[name]
            setting = self.setting(collection.template, self.names(collection, id))
            matters_of(parts, setting, found, mine=lambda section, owner=(name, id): owners.of(section) == {owner})
            self.merged(collection, id, setting, found)
        if not catalogues:
            self.told.refusals.append("没有一张表是本县的哪一个领域、乡镇、村（社区）的")
        outside.tables, outside.rows, outside.hidden = 0, 0, 0
        if outside.doubts or outside.skipped or outside.left or outside.repaired:
            self.told.outcomes.append(Outcome("", outside, rows={}))
        return self.told

    def into_register(self, collection: Collection) -> Told:
        """Everything into one register."""
        found = Found()
        books = read_books(self.wishes.files, found, self.wishes.progress)
        setting = Setting.of_register(self.county, collection.template, self.vocabulary, self.wishes.given, self.wishes.hidden)
        matters_of(books, setting, found, self.wishes.sheets, self.wishes.tables)
        outcome = self.outcome(f"catalogues/{collection.path}", found)
        outcome.noun = "记录"
        try:
            if not found.matters:
                raise Unwritable(f"没有认出“{collection.noun}”的表头：至少要有“{setting.words.name}”和另外两列")
            done = record(self.wishes.site, collection, self.county, setting, found.matters)
            outcome.rows |= done.rows
            outcome.differences, outcome.missing = done.differences, done.missing
            found.doubts += done.doubts
            self.save(outcome, done)
        except (Unwritable, OSError) as refused:
            outcome.dry = True
            self.told.refusals.append(str(refused))
        return self.told

    # -- inside --------------------------------------------------------------------------------
    def names(self, collection: Collection, id: str) -> tuple[str, ...]:
        """What the target is called."""
        one = getattr(self.county, collection.name).get(id) if self.county else None
        return tuple(dict.fromkeys(filter(None, (self.wishes.name, *((one.name, *one.names) if one else ())))))

    def outcome(self, target: str, found: Found) -> Outcome:
        outcome = Outcome(target, found, rows={"read": found.rows, "items": len(found.matters), "hidden": found.hidden},
                          county=county_names(self.county), unit_ids=tuple(self.county.units) if self.county else ())
        self.told.outcomes.append(outcome)
        return outcome

    def merged(self, collection: Collection, id: str, setting: Setting, found: Found, books: Sequence[Book] = ()) -> None:
        """Matters into a catalogue."""
        wishes = self.wishes
        outcome = self.outcome(f"catalogues/{collection.path}{id}.yml", found)
        outcome.unknown = unknown(found, self.county, self.vocabulary)
        outcome.ours = {name: unit.name for name in outcome.unknown["units"] if (unit := setting.units.instead_of(name))}
        try:
            target = Target(wishes.site, collection.template, id, self.county, setting)
            if not found.matters:
                raise Unwritable(unknown_sheet(wishes.sheets, books) or nothing(found))
            name = wishes.name or (called(collection, found, setting) if target.draft is None else "")
            if target.draft is None and not name:
                raise Unwritable(f"不知道{collection.noun}叫什么，请加 --name")
            merged = merge(target, found.matters, name, wishes.retire, schema_line(wishes.site, target.file))
            outcome.take(merged)
            outcome.retired = bool(wishes.retire)
            if len(wishes.files) > 1:
                found.doubts = [replace(doubt, severity=NOTICE) if doubt.code == "T306" else doubt for doubt in found.doubts]
            self.save(outcome, merged)
        except (Unwritable, OSError) as refused:
            outcome.dry = True
            self.told.refusals.append(str(refused))

    def save(self, outcome: Outcome, done: Merged | Recorded) -> None:
        """Writes, where nothing forbids it."""
        if self.wishes.strict and any((doubt.severity or DOUBTS[doubt.code].severity) == DOUBTFUL and doubt.code != "T306" for doubt in outcome.found.doubts):
            raise Unwritable("有存疑的格子，加了 --strict，没有写")
        self.told.texts |= done.texts
        outcome.dry = self.wishes.dry
        outcome.written = not self.wishes.dry and done.save()


def unknown_sheet(sheets: Iterable[str], books: Iterable[Book]) -> str:
    """What is wrong with --sheet; "" where the files have such sheets."""
    there = [table for book in books for table in book.tables]
    for sheet in sheets:
        if sheet not in {table.sheet for table in there}:
            named = list(dict.fromkeys(table.sheet for table in there if table.sheet))
            number = re.fullmatch(r"表\s*(\d+)", sheet)
            return f"文件里没有叫“{sheet}”的工作表" + (f"，有：{'、'.join(named)}" if named else f"：Word、网页、PDF 里的表按次序数，写 --table {number[1] if number else 'N'}")
    return ""


def nothing(found: Found) -> str:
    """Why there is nothing to write."""
    others = [doubt for doubt in found.doubts if doubt.code == "T102"]
    if others:
        return "表里没有要导入的领域：都是别的领域的。核对文件，或者用 --each 分到各领域、用 --sheet 指定工作表、用 --table 指定第几张表"
    if found.doubts and all(doubt.code == "T105" for doubt in found.doubts):
        return "文件读不了：" + "；".join(f"{doubt.file} {doubt.said}。{doubt.hint}" for doubt in found.doubts)
    return "没有认出目录的表头"


def called(collection: Collection, found: Found, setting: Setting) -> str:
    """What a new catalogue is called, by titles and sheets; "" where they say nothing, or several things."""
    if collection.template is Domain:
        names = list(dict.fromkeys(found.names))
    else:
        names = []
        for title in found.titles:
            flat = re.sub(r"\s", "", title)
            for name in sorted(setting.county, key=len, reverse=True):
                flat = flat.removeprefix(name)
            names += [m[1] for m in [PLACE.search(flat)] if m]
        names = list(dict.fromkeys(names))
    return names[0] if len(names) == 1 else ""


def vocabulary(county: County | None) -> Vocabulary:
    """The words that the county's files are read with."""
    standard = vocabulary_of(None)
    if county is None:
        return standard
    return Vocabulary(county.levels, {folded(name): name for name in county.channels} if county.channels else standard.channels)


def unknown(found: Found, county: County | None, words: Vocabulary) -> dict[str, list[str]]:
    """What the tables name and the county does not have."""
    out: dict[str, dict[str, None]] = {"units": {}, "channels": {}, "levels": {}}
    units = county.units if county else {}
    for matter in found.matters:
        said = matter.values.get("主体", [])
        out["units"] |= dict.fromkeys(unit for unit in (said if isinstance(said, list) else [said]) if unit not in units)
        some = matter.values.get("渠道", [])
        out["channels"] |= dict.fromkeys(one["其他"] for one in (some if isinstance(some, list) else [some]) if isinstance(one, dict))
    out["levels"] |= dict.fromkeys(doubt.head for doubt in found.doubts if doubt.code == "T205" and doubt.head)
    return {key: [name for name in names if isinstance(name, str)] for key, names in out.items()}
