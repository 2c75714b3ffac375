"""A county's folder → County and findings: reads every file, settles inheritance and references, and gathers all that is wrong."""
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from disclosure.hands import Hands, portions
from disclosure.markdown import too_much
from disclosure.model.catalogue import Catalogue
from disclosure.model.county import COLLECTIONS, LEVELS, Collection, County
from disclosure.model.fields import Date, Record
from disclosure.model.finding import Finding, Rule, Severity
from disclosure.model.place import START
from disclosure.read import faults, file_names, law
from disclosure.read.attachments.looking import Looking
from disclosure.read.constraints import check_flow, check_policy
from disclosure.read.content import read_content
from disclosure.read.drafts import Desk, Draft, Enough
from disclosure.read.files import Files
from disclosure.read.inherit import settle_matters
from disclosure.read.kept import Kept
from disclosure.read.layout import check_layout
from disclosure.read.link import Drafts, build
from disclosure.read.markdown import check_markdown
from disclosure.read.mend import Lost, parse
from disclosure.read.names import LONGEST_ID, README, RESERVED, shown
from disclosure.read.nearness import nearest
from disclosure.read.nodes import Mapping, Report, empty
from disclosure.read.plain import inside, own_folder
from disclosure.read.settings import NAME as SETTINGS
from disclosure.read.settings import Settings, is_own, read_settings
from disclosure.read.standard_form import folded
from disclosure.read.text import MAX_BYTES, bytes_of, decoded
from disclosure.read.values import Reader

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
SHARE = 8
"""So many files a process reads at a time: enough to be worth sending, few enough for every hand to get its part."""
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Reading:
    """What was read: the county (None where county.yml itself cannot be read) and every finding, in order of place."""

    county: County | None
    findings: tuple[Finding, ...]
    files: Files
    texts: dict[str, str] = field(default_factory=dict)
    """Every text that was read, by its path below the county's folder."""
    material: "Material | None" = None
    """None where nobody will read it again."""
    settings: Settings | None = None
    """What its own mkdocs.yml says; None where it has none that is read as data."""
    looking: Looking = Looking(Files(None))
    """Looks into attachments."""


class Material(NamedTuple):
    """What a county was made of: the drafts of every file, settled, and the vocabulary that they were read with."""

    drafts: Drafts
    vocabulary: "Vocabulary"


def read_county(folder: Path, progress: Progress = lambda what, done, total: None, kept: Kept | None = None, hands: int = 1,
                trust: bool = False, as_of: Date | None = None) -> Reading:
    """Reads `folder/catalogues` and `folder/content/files`, by so many `hands`.  Never raises for what an editor wrote.  `kept`: what need not be read again;
    `trust`: its mkdocs.yml is MkDocs' business, as that of our own repository always is; `as_of`: shown as on this day, whatever its 截至日期 says.

    Errors do not stop the reading: what can be made sense of is in the county, so that later rules have their say too.
    """
    desk = Desk()
    catalogues = folder / "catalogues"
    tried = kept.tried if kept else {}
    files = read_content(folder, desk, tried)
    paths = list(catalogue_files(catalogues, desk))
    paths += sorted({path.relative_to(catalogues).as_posix() for path in tried if path.is_relative_to(catalogues)} - {*paths})
    if "county.yml" not in paths and "catalogues/county.yml" not in desk.damaged and not any(f.rule is faults.OWN_FILE and f.place.file in ("catalogues", "catalogues/county.yml") for f in desk.findings):
        desk.report("catalogues/county.yml", faults.NO_FILE, START, "没有 catalogues/county.yml", "每个县都要有这个文件，至少写“名称”和“截至日期”")
    if not paths:
        return Reading(None, tuple(sorted(desk.findings, key=lambda f: f.order)), files, desk.texts, looking=Looking(files))
    drafts: Drafts = {name: {} for name in COLLECTIONS}
    county, vocabulary = read_head(catalogues, desk, files, kept) if "county.yml" in paths else (None, vocabulary_of(None))
    typed = county.values.get("as_of") if county else None
    if county and as_of:
        county.values["as_of"] = as_of
    rest = [p for p in paths if p != "county.yml"]
    for path, found in zip(rest, read_files(catalogues, rest, vocabulary, files, desk, kept, progress, hands), strict=True):
        for draft in found:
            drafts[path.removesuffix(".yml").partition("/")[0]][draft.id] = draft
            if "text_file" in draft.values:
                take_text(draft, files, desk)
    if kept:
        kept.save()
    settings = None if trust or is_own(folder) else read_settings(folder, files.pages.keys(), desk.for_file(SETTINGS))
    settle_matters(drafts, desk, vocabulary.levels)
    for draft in drafts["policies"].values():
        check_policy(draft, desk)
    for draft in drafts["flows"].values():
        check_flow(draft, desk)
    built = build(county, drafts, desk)
    if built and as_of:
        built.__dict__.update(trial=True, typed_day=typed)
    return Reading(built, tuple(sorted(desk.findings, key=lambda f: f.order)), files, desk.texts, Material(drafts, vocabulary) if kept and kept.again else None,
                   settings, Looking(files, kept))


def read_files(catalogues: Path, paths: list[str], vocabulary: "Vocabulary", files: Files, desk: Desk, kept: Kept | None, progress: Progress, hands: int) -> list[list[Draft]]:
    """The drafts of every file; where none are kept, several hands read them."""
    shares = portions(paths, SHARE)

    def read(share: int) -> tuple[list[list[Draft]], Desk]:
        own = Desk()
        return [read_file(catalogues, path, vocabulary, files, own, kept) for path in shares[share]], own
    found = {}
    with Hands(1 if kept and kept.before else min(hands, len(shares)), len(shares), read, lambda: kept.now if kept else {}) as all_hands:
        for share, told in all_hands.results():
            if share is not None:
                found[share] = told
            elif kept:
                kept.now |= told
            progress("读取目录", len(found), len(shares))
    for _, (_, own) in sorted(found.items()):
        desk.take(own)
    return [drafts for _, (some, _) in sorted(found.items()) for drafts in some]


def read_file(catalogues: Path, path: str, vocabulary: "Vocabulary", files: Files, desk: Desk, kept: Kept | None) -> list[Draft]:
    """The drafts of one file; those kept, where nothing has changed that they depend on.  None of a file with too many findings."""
    try:
        return read_on(catalogues, path, vocabulary, files, desk, kept)
    except Enough:
        desk.damaged[f"catalogues/{path}"] = True
        return []


def read_on(catalogues: Path, path: str, vocabulary: "Vocabulary", files: Files, desk: Desk, kept: Kept | None) -> list[Draft]:
    """Raises Enough."""
    name, _, stem = path.removesuffix(".yml").partition("/")
    collection = COLLECTIONS[name]
    file, before = f"catalogues/{path}", len(desk.findings)
    report = desk.for_file(file, stop=True)
    found = kept.look(catalogues / path, report) if kept else bytes_of(catalogues / path, report, follow=False)
    data, key = found.data, ""
    if kept and data is not None:
        key = hashlib.sha256(b"\0".join([file.encode(), data, vocabulary.told.encode(), files.told])).hexdigest()
        if (known := kept.get(key)) is not None:
            desk.texts[file] = found.undoubted
            return known
    root, lost = parsed(file, None if data is None else decoded(data, report, found.size), desk)
    if root is None:
        return []
    reader = vocabulary.reader(file, desk, files, collection)
    reader.lost, reader.rows, reader.guessed = lost, desk.texts[file].split("\n"), guessed(desk.findings[before:])
    if collection.only:
        drafts = [draft] if (draft := reader.record(collection.template, root, collection.only, START)) else []
    elif collection.single_file:
        drafts = list(read_mapping(reader, collection, root))
    else:
        drafts = [draft] if (draft := reader.record(collection.template, root, stem, START)) else []
    if any(doubtful(found, collection) for found in desk.findings[before:]):
        desk.damaged.setdefault(file, False)
    if kept and key and len(desk.findings) == before:
        kept.put(key, drafts)
    return drafts


def guessed(findings: list[Finding]) -> frozenset[int]:
    """The lines that could only be read when they were put right."""
    return frozenset(f.place.line for f in findings if f.rule in (faults.YAML, faults.COLON, faults.QUOTE))


def doubtful(found: Finding, collection: Collection) -> bool:
    """Whether a file may say something else than it seems to: what others refer to may be there by another name."""
    return found.severity is Severity.ERROR and (not found.code or found.code in collection.template.naming)


def catalogue_files(catalogues: Path, desk: Desk) -> Iterator[str]:
    """The files to read, as paths below catalogues/, in order of their names; what nobody knows is reported."""
    if not own_folder(catalogues, "catalogues", desk.report):
        return
    known = {"county.yml"} | {c.path for c in COLLECTIONS.values()}
    here = inside(catalogues, "catalogues", desk.report)
    for name, place in sorted([*((name, None) for name, *_ in here.files), *here.folders]):
        called = f"{name}/" if place else name
        if called not in known:
            if README.fullmatch(name):
                continue
            right = f"{file_names.CALLED[name]}/" if place and name in file_names.CALLED else None if place else file_names.meant(name, top=True)
            if right in known:
                desk.damaged[f"catalogues/{right}"] = True  # what stands in it is there, if only by another name
                there = right.rstrip("/") in [other for other, *_ in here.files + here.folders]
                desk.report(f"catalogues/{shown(name)}", faults.FILE_NAME, START, f"“{shown(name)}”不是认得的名字", file_names.advice(name, right, there))
                continue
            near = nearest(called, known)
            desk.report(f"catalogues/{shown(name)}", faults.FILE_NAME, START, f"catalogues/ 里不认识“{shown(name)}”" + (f"，是否想写“{near}”？" if near else ""),
                        f"catalogues/ 里可以有：{'、'.join(sorted(known))}")
        elif place:
            yield from (f"{called}{file}" for file in collection_files(place, f"catalogues/{name}", desk, COLLECTIONS[name].template))
        else:
            yield name


def collection_files(folder: Path, called: str, desk: Desk, template: type[Record]) -> Iterator[str]:
    """The names of the files to read in the folder of a collection."""
    here = inside(folder, called, desk.report)
    for name in sorted([*(name for name, *_ in here.files), *(f"{name}/" for name, _ in here.folders)]):
        stem, dot, ending = name.rpartition(".")
        if README.fullmatch(name):
            continue
        if RESERVED.fullmatch(stem):
            desk.report(f"{called}/{name}", faults.PORTABLE, START, f"“{stem}”是 Windows 的保留名，文件在 Windows 上打不开", "请换一个文件名")
        elif len(stem) > LONGEST_ID:
            desk.report(f"{called}/{shown(name)}", faults.PORTABLE, START, f"文件名有 {len(stem)} 个字符，太长，网页存不下", f"请换一个文件名，.yml 前面不超过 {LONGEST_ID} 个字符")
        elif ending == "yml" and issubclass(template, Catalogue) and stem in template.kept_ids:
            desk.damaged[f"{called}/{name}"] = True
            desk.report(f"{called}/{name}", faults.FILE_NAME, START, f"代号“{stem}”留给{template.kept_ids[stem]}，不能作{COLLECTIONS[template.folder].noun}的文件名",
                        "请换一个文件名，引用它的地方一起改")
        elif ending == "yml" and ID.fullmatch(stem):
            yield name
        else:
            right = None if name.endswith("/") else file_names.meant(name)
            hint = "文件名用小写字母、数字和短横，以 .yml 结尾，例如 shehui-jiuzhu.yml；附件放到 content/files/"
            if right:
                desk.damaged |= dict.fromkeys([f"{called}/{right}", f"{called}/{name.partition('.')[0]}.yml"], True)
                hint = f"{file_names.advice(name, right, right in [other for other, *_ in here.files])}。{hint.partition('；')[0]}"
            desk.report(f"{called}/{shown(name).rstrip('/')}", faults.FILE_NAME, START, f"“{shown(name).rstrip('/')}”不是认得的文件名", hint)


def parsed(file: str, text: str | None, desk: Desk) -> tuple[Mapping | None, Lost]:
    """The root mapping of a text, everything that is wrong with it reported; and the lines that could not be read."""
    report = desk.for_file(file, stop=True)
    before = len(desk.findings)
    desk.damaged[file] = True  # until it has been read
    if text is None:
        return None, {}
    desk.texts[file] = text
    root, lost = parse(text, report)
    check_layout(text, root, report)
    if isinstance(root, Mapping) and root.pairs:
        del desk.damaged[file]
        if lost:
            desk.damaged[file] = False
        return root, lost
    if root is None or empty(root):
        if len(desk.findings) == before:
            report(faults.EMPTY_FILE, START, "文件是空的", "请写上内容，或删去这个文件")
    else:
        report(faults.SHAPE, root.span, "文件应当由“字段: 值”组成", "请对照《目录格式》的例子，每行先写字段名，再写冒号加空格")
    return None, lost


def text_of(path: Path, report: Report, kept: Kept | None = None) -> str | None:
    found = kept.look(path, report) if kept and path in kept.tried else bytes_of(path, report)
    return None if found.data is None else decoded(found.data, report, found.size)


def attached_text(files: Files, path: str, report: Report) -> str | None:
    """The text of an attachment that is read like a catalogue."""
    try:
        data = files.read(path) if files.listed[path].size <= MAX_BYTES else b""
    except OSError:
        report(faults.NO_FILE, START, "文件打不开，或者正在被改动", "请检查文件权限，或是否正被别的程序占用，稍后再试")
        return None
    return decoded(data, report, files.listed[path].size)


def take_text(draft: Draft, files: Files, desk: Desk) -> None:
    """Reads the text of a policy that is kept in a file of its own (正文文件)."""
    path = draft.values["text_file"]
    report = desk.for_file(f"content/files/{path}")
    text = attached_text(files, path, report)
    if text is None or "text" in draft.values:
        return
    desk.texts[f"content/files/{path}"] = text
    if fault := too_much(text):
        report(faults.TOO_MANY_MARKS, START, f"正文{fault}", "长名单、大表格请做成附件放到 content/files/，正文里写链接", draft.about("text_file"))
        return

    def told(rule: Rule, line: int, start: int, end: int, message: str, hint: str) -> None:
        report(rule, (line + 1, start + 1, line + 1, end + 1), message, hint, draft.about("text_file"))
    check_markdown(text, files, told, "正文")
    draft.values["text"] = text


def read_mapping(reader: Reader, collection: Collection, root: Mapping) -> Iterator[Draft]:
    """The records of units.yml or interpreters.yml: id → fields."""
    seen = set()
    for key, value in root.pairs:
        if not ID.fullmatch(key.text):
            reader.report(faults.FORM, key.span, f"{collection.noun}的代号“{key.text}”不合规定的样子", "代号用小写字母、数字和短横，以字母或数字开头，例如 minzheng")
        elif len(key.text) > LONGEST_ID:
            reader.report(faults.PORTABLE, key.span, f"{collection.noun}的代号有 {len(key.text)} 个字符，太长，网页存不下", f"请换一个代号，不超过 {LONGEST_ID} 个字符")
        elif RESERVED.fullmatch(key.text):
            reader.report(faults.PORTABLE, key.span, f"{collection.noun}的代号“{key.text}”是 Windows 的保留名，网页在 Windows 上存不下", "请换一个代号")
        elif key.text not in seen:
            seen.add(key.text)
            if draft := reader.record(collection.template, value, key.text, key.span):
                yield draft


# -- the county's own words ----------------------------------------------------------------------
class Vocabulary(NamedTuple):
    """The county's levels, and its channels by every way of writing one."""

    levels: tuple[str, ...]
    channels: dict[str, str]

    @property
    def told(self) -> str:
        """All of it, as one text."""
        return repr((self.levels, sorted(self.channels.items())))

    def reader(self, file: str, desk: Desk, files: Files, collection: Collection) -> Reader:
        own = collection.template if issubclass(collection.template, Catalogue) else Catalogue
        channels = {**self.channels, **{word: word for word in own.own_channels}}
        return Reader(file, desk.for_file(file, stop=True), files, (*self.levels, *own.own_words), channels)


def vocabulary_of(county: Draft | None) -> Vocabulary:
    values = county.values if county else {}
    if listed := values.get("channels"):
        channels = {folded(c): c for c in listed}
    else:
        channels = {folded(way): c.name for c in law.channels()
                    for way in (c.name, *c.also, *(f"{c.name}({a})" for a in (*c.also, "/".join(c.also))))}
    return Vocabulary(values.get("levels") or LEVELS, channels)


def read_head(catalogues: Path, desk: Desk, files: Files, kept: Kept | None = None) -> tuple[Draft | None, Vocabulary]:
    """county.yml and the vocabulary that the other files are read with."""
    file = "catalogues/county.yml"
    report = desk.for_file(file, stop=True)
    try:
        root, lost = parsed(file, text_of(catalogues / "county.yml", report, kept), desk)
        reader = Reader(file, report, files)
        reader.lost, reader.rows, reader.guessed = lost, desk.texts.get(file, "").split("\n"), guessed(desk.findings)
        draft = reader.record(County, root, "county", START) if root else None
    except Enough:
        desk.damaged[file], draft = True, None
    return draft, vocabulary_of(draft)
