"""Holds what a published table says against the statute and the standard: the rules judge a made county that has nothing but its matters.

Nothing of it is kept: the county lies in a temporary folder, its units are the words of the column 公开主体.  What the table leaves out gets a
filler there, so that what it does say is judged all the same; nothing that is said of a filler is told.
"""
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from disclosure.checking import check_county
from disclosure.model.assessment import AGAINST, COUNTS, LOOK, MISSING, OPEN, UNCLEAR, Assessed, Assessment, Remark, Score, Standard
from disclosure.model.catalogue import Catalogue
from disclosure.model.county import Domain, Township, Village
from disclosure.model.finding import Finding, Severity
from disclosure.model.matters import Item
from disclosure.model.place import Place
from disclosure.read.law import law, standards
from disclosure.rules.coverage import called
from disclosure.tables.doubt import DOUBTS
from disclosure.tables.grid import Kind, Table, address
from disclosure.tables.matters import Doubt, Found, Matter

ELEMENTS = {f.key: f.label or f.key for f in Item.fields.values() if f.element}
"""The eight, by their keys, as readers call them."""
CODES = {f.key: code for code, f in Item.fields.items()}
FILLERS = {"名称": "公开事项", "内容": ["公开的内容"], "依据": ["《中华人民共和国政府信息公开条例》"], "时限": "长期公开", "主体": ["gongkai-danwei"],
           "渠道": ["政府网站"], "对象": "全社会", "方式": ["主动公开"]}
"""What stands in the made county where the table says nothing; no rule speaks of it."""
LEFT_OPEN = {"T412", "T413", "T414", "T415", "T418", "T419", "T420"}
EMPTY = {"T203", "T401", "T402", "T404"}
OF_THE_COUNTY = {"T416", "T422", "T423", "T427"}
"""Doubts that only the county itself can settle: of these an element does not suffer."""
OUTSIDE = ("T1", "T2", "T301", "T302", "T303")
"""Doubts about what is no cell of a matter: tables, columns, hidden rows, remarks, rows that go on."""
RULES = {"C205", "C311", "C401", "C402", "C403", "C404", "C405", "C406", "C407", "C422", "C423", "C426", "C431", "C501", "C502", "C503", "C504", "C505",
         "C711", "C712", "C713", "C714", "C905", "C906"}
"""The rules that say something of a published table; the others ask for what only a county's own files have."""
ADVICE = {"C311", "C405", "C406", "C407", "C423", "C713", "C714", "C906"}
"""Those of which an element does not suffer."""
BETWEEN = {"C423": ("方式", "渠道")}
"""Rules that hold elements against each other: all must be the table's own."""
NOT_OF: dict[type[Catalogue], tuple[str, ...]] = {Village: ("C423",)}
"""Rules that say nothing of an owner's kind of catalogue: a village discloses on its board, not on the county's website."""
OURS = re.compile(r"\.yml|catalogues|check|默认|备注|导入|目录文件|目录里|同上")
"""What a hint speaks of when it is for editors of our files."""
PUBLISHED = r"(?:基层)?(?:政务)?公开(?:事项|标准|标准化|指导)*目录"
VILLAGE = rf"[村居][（(]?居?[）)]?务公开|(?:[^农乡]村|社区|[村居]民委员会|[村居]委会){PUBLISHED}"
TOWNSHIP = rf"(?:[^村城]乡|[^城乡村]镇|街道)(?:办事处|人民政府|政府)?{PUBLISHED}"
"""What titles say of whose catalogue it is: the name stands right before the form's; 农村, 乡村 and 城镇 belong to the names of domains."""
ABSENT, HIDDEN = "表里没有这一列", "这一列是隐藏的"
HEAD_ROWS = 6
"""Titles and heads of a sheet stand within these rows."""
ALIKE = 0.75
"""From here on two names are taken for the same matter's."""
UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]")


def assess(found: Found, as_of: str, name: str = "") -> Assessment:
    """Everything that was read, judged.  `as_of`: YYYY-MM-DD, the day whose law counts; `name`: what the catalogue is called, where that is known."""
    assessment = Assessment(as_of)
    groups: dict[tuple[str, str], list[Matter]] = {}
    for matter in found.matters:
        groups.setdefault((matter.table.file, name or name_of(matter, found)), []).append(matter)
    files = [file for file, _ in groups]
    told: set[int] = set()
    for (file, called_so), matters in groups.items():
        tables = list({id(m.table): m.table for m in matters}.values())
        doubts = [d for d in found.doubts if d.table is not None and any(d.table is t for t in tables)]
        told |= set(map(id, doubts))
        where = tables[0].sheet if tables[0].kind is Kind.SHEET else f"表{tables[0].number}"
        one = Assessed(called_so, file, where if files.count(file) > 1 else "", len(matters))
        judged(one, [filled(m) for m in matters], [d for d in doubts if not supplied(d)], as_of)
        assessment.catalogues.append(one)
    assessment.refused = [(d.file, d.said) for d in found.doubts if d.code == "T105"]
    assessment.notes = [note_of(d) for d in found.doubts if d.code != "T105" and not supplied(d) and (id(d) not in told or d.code.startswith(OUTSIDE) and d.key not in ELEMENTS)]
    return assessment


def name_of(matter: Matter, found: Found) -> str:
    """What a catalogue is called: the domain of its title, else its sheet, else what a title of the only file says, else its file."""
    table = matter.table
    sheet = table.sheet if not re.fullmatch(r"Sheet\d*|工作表\d*", table.sheet) else ""
    alone = len({m.table.file for m in found.matters}) == 1
    return matter.domain or sheet or (next(iter(found.names), "") if alone else "") or table.file.rpartition(".")[0]


def owner_of(table: Table) -> type[Catalogue]:
    """Whose catalogue a table is: a village's (its columns or its title say so), a township's (its title), else a domain's."""
    top = [re.sub(r"\s", "", cell.text) for cell in table.cells if cell.row <= HEAD_ROWS]
    titles = [re.sub(r"\s", "", line) for line in table.title_lines] + top
    if any(re.search(VILLAGE, text) for text in titles) or {"类别", "频次"} <= {word for text in top for word in ("类别", "频次") if text.endswith(word) and len(text) < 7}:
        return Village
    return Township if any(re.search(TOWNSHIP, text) for text in titles) else Domain


def itself(table: Table) -> set[str]:
    """The elements that a table need not have a column for: its owner's kind of catalogue says them where the table does not."""
    owner = owner_of(table)
    return {owner.matter().fields[code].key for code in owner.silent} | ({"主体"} if owner is not Domain else set())


def supplied(doubt: Doubt) -> bool:
    return doubt.code == "T203" and doubt.table is not None and doubt.key in itself(doubt.table)


def filled(matter: Matter) -> Matter:
    """The matter with what its owner's kind of catalogue says of it, for the columns that its table does not have."""
    silent = {key: ["公开单位"] if key == "主体" else FILLERS[key] for key in itself(matter.table) & FILLERS.keys() if key not in matter.cells}
    return replace(matter, values={**silent, **matter.values}) if silent else matter


def judged(one: Assessed, matters: Sequence[Matter], doubts: Sequence[Doubt], as_of: str) -> None:
    """Fills in the scores and remarks of a catalogue."""
    states: list[dict[str, list[Remark]]] = [{} for _ in matters]
    rows = {(id(m.table), m.row): n for n, m in enumerate(matters)}
    columns = {(id(d.table), d.key): d for d in doubts if d.code in ("T203", "T204") and d.key}
    for doubt in doubts:
        n = rows.get((id(doubt.table), doubt.row))
        if n is not None and doubt.key in ELEMENTS and doubt.code not in OF_THE_COUNTY:
            sort = OPEN if doubt.code in LEFT_OPEN else MISSING if doubt.code in EMPTY else UNCLEAR
            states[n].setdefault(doubt.key, []).append(remark_of(doubt, sort, matters[n].name))
    for n, matter in enumerate(matters):
        for key in ELEMENTS:
            if not matter.values.get(key) and key not in states[n]:
                lacking = columns.get((id(matter.table), key))
                states[n][key] = [Remark(MISSING, key, matter.name, at(matter, key), lacking.code if lacking else "T401",
                                         (HIDDEN if lacking.code == "T204" else ABSENT) if lacking else "空着", "", "")]
    for n, remark in findings(one.name, matters, as_of):
        states[n].setdefault(remark.key, []).append(remark)
    one.remarks = [r for key in ELEMENTS for r in whole_column(key, columns, states)]
    one.remarks += [r for state in states for remarks in state.values() for r in remarks if r.message not in (ABSENT, HIDDEN)]
    one.remarks.sort(key=lambda r: (COUNTS + (LOOK,)).index(r.sort))
    bad = [{key for key, remarks in state.items() if any(r.sort in COUNTS for r in remarks)} for state in states]
    one.scores = [Score(key, label, sum(key not in b for b in bad), len(matters)) for key, label in ELEMENTS.items()]
    one.whole = sum(not b & set(ELEMENTS) for b in bad)
    one.standard = standard(one.name, matters)


def whole_column(key: str, columns: dict, states: list[dict[str, list[Remark]]]) -> Iterator[Remark]:
    """A column that is not there is told once, not for every matter."""
    for message, code, said, hint in ((ABSENT, "T203", f"表里没有“{ELEMENTS[key]}”一列", "在表里加上这一列"), (HIDDEN, "T204", f"“{ELEMENTS[key]}”一列是隐藏的，看表的人看不到", "在表里取消隐藏")):
        lacking = [r for state in states for r in state.get(key, ()) if r.message == message]
        if lacking:
            doubt = next(d for (_, of), d in columns.items() if of == key and d.code == code)
            yield Remark(MISSING, key, "", remark_of(doubt, MISSING, "").address, code, f"{said}，{len(lacking)} 个事项都算没有这个要素", hint)


def at(matter: Matter, key: str) -> str:
    cell = matter.cells.get(key)
    return address(matter.table, cell if cell else (matter.row, 1))


def remark_of(doubt: Doubt, sort: str, matter: str) -> Remark:
    sort_of = DOUBTS[doubt.code]
    place = address(doubt.table, (doubt.row, doubt.column or 1)) if doubt.table is not None and doubt.row else doubt.table.sheet if doubt.table else doubt.file
    said = re.sub("，没有(?:写进目录|导入)$", "", doubt.said or sort_of.title)
    return Remark(sort, doubt.key, matter, place, doubt.code, said, outside(doubt.hint or sort_of.hint))


def note_of(doubt: Doubt) -> Remark:
    """What is said of a whole table, column or row; several files may have one of that address."""
    remark = remark_of(doubt, LOOK, "")
    return remark if remark.address == doubt.file else remark._replace(address=f"{doubt.file} {remark.address}".strip())


# -- the made county -------------------------------------------------------------------------------------------------
def findings(name: str, matters: Sequence[Matter], as_of: str) -> Iterator[tuple[int, Remark]]:
    """(number of the matter, remark) for everything that the rules say of what the table says."""
    written, units = [], {"gongkai-danwei": "公开单位"}
    for n, matter in enumerate(matters, 1):
        written.append({"编号": str(n), **values(matter, units)})
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "catalogues" / "domains").mkdir(parents=True)
        (site / "catalogues" / "county.yml").write_text(f"名称: 县\n截至日期: {as_of}\n层级: [市级, 县级, 乡级, 村级]\n", encoding="utf-8")
        (site / "catalogues" / "units.yml").write_text("".join(f"{id}: {flow({'名称': word})}\n" for id, word in units.items()), encoding="utf-8")
        domain = {"领域": plain(called(name)) or "目录", "牵头单位": "gongkai-danwei"}
        (site / "catalogues" / "domains" / "biao.yml").write_text(
            "".join(f"{key}: {flow(value)}\n" for key, value in domain.items()) + "事项:\n" + "".join(f"  - {flow(item)}\n" for item in written), encoding="utf-8")
        checked = check_county(site)
    county = checked.county
    items = county.domains["biao"].items if county and "biao" in county.domains else ()
    about: dict[Place, list[tuple[int, str]]] = {item.place: [(n, "")] for n, item in enumerate(items)}
    for n, item in enumerate(items):
        for unit in item.disclosers:  # what is said of a unit is said of every matter that it discloses
            about.setdefault(unit.place, []).append((n, "主体"))
    said: set[tuple] = set()
    for finding in checked.findings:
        for n, of in about.get(finding.record, ()) if finding.record and finding.rule.code in RULES else ():
            key = of or (Item.fields[finding.code].key if finding.code in Item.fields else "名称")
            told = (n, key, finding.rule.code, finding.message)
            if told in said or finding.rule.code in NOT_OF.get(owner_of(matters[n].table), ()) or not all(matters[n].values.get(k) for k in BETWEEN.get(finding.rule.code, (key,))):
                continue  # fillers, and what was said already
            said.add(told)
            yield n, remark_of_rule(finding, key, matters[n])


def remark_of_rule(finding: Finding, key: str, matter: Matter) -> Remark:
    code = finding.rule.code
    sort = LOOK if code in ADVICE or finding.severity is Severity.NOTICE else AGAINST
    return Remark(sort, key, matter.name, at(matter, key), code, re.sub(r"^事项 \S+ ?的?", "", finding.message), outside(finding.hint),
                  finding.rule.basis if finding.rule.statutory else "")


def outside(hint: str) -> str:
    """A hint without what only an editor of our files can do."""
    clauses = re.split(r"(?<=[；。])", hint.replace("，再导入", "").replace("再导入", ""))
    first = next((n for n, clause in enumerate(clauses) if OURS.search(clause)), len(clauses))
    return "".join(clauses[:first]).rstrip("；。")


def values(matter: Matter, units: dict[str, str]) -> dict:
    """A matter's values as the made county holds them, whole; `units` grows by the names that it mentions."""
    out = {}
    for key in ("一级事项", "三级事项", *ELEMENTS, "层级"):
        value = matter.values.get(key)
        if key == "主体" and value:
            value = [unit_id(word, units) for word in (value if isinstance(value, list) else [value])]
        if key in ("方式", "层级") and value and not set(value if isinstance(value, list) else [value]) <= set(ALLOWED[key]):
            value = None  # told as a doubt
        if value or key in FILLERS:
            out[key] = cleaned(value or FILLERS[key])
    return out


ALLOWED = {"方式": ("主动公开", "依申请公开"), "层级": ("市级", "县级", "乡级", "村级")}


def unit_id(word: object, units: dict[str, str]) -> str:
    text = plain(str(word)) or "公开单位"
    known = {name: id for id, name in units.items()}
    if text not in known:
        known[text] = f"danwei-{len(units)}"
        units[known[text]] = text
    return known[text]


def cleaned(value: object) -> object:
    if isinstance(value, dict):
        return {key: cleaned(one) for key, one in value.items()}
    return [cleaned(one) for one in value] if isinstance(value, list) else plain(str(value))


def plain(text: str) -> str:
    return UNREADABLE.sub("", text).strip()


def flow(value: object) -> str:
    """A value in one line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]" if isinstance(value, list) else json.dumps(value, ensure_ascii=False)


# -- the standard ------------------------------------------------------------------------------------------------------
def standard(name: str, matters: Iterable[Matter]) -> Standard | None:
    """What is known of the standard catalogue of this domain, and what of it no row looks like; None for a domain that is no pilot domain."""
    plain_name = called(name)
    pilot = next((p for p in law().pilot_domains if plain_name in (p.name, *p.also) or plain_name.endswith(p.name)), None)
    if pilot is None:
        return None
    known = standards()[pilot.number]
    names = [(folded(str(m.values.get("一级事项") or "")), folded(m.name)) for m in matters]
    missing = tuple((group, want) for group, want in known.matters if not any(alike(group, want, *have) for have in names))
    return Standard(pilot.name, known.document, len(known.matters), missing)


def folded(text: str) -> str:
    return re.sub(r"[\W_]|信息$", "", text)


def alike(group: str, name: str, has_group: str, has_name: str) -> bool:
    """Whether a row may be a matter of the standard: rather too often yes than told that something is missing which is there."""
    want, of = folded(name), folded(group)
    if not has_name:
        return False
    if want in has_name or has_name in want and (len(has_name) > 3 or of == has_group):
        return want not in GENERAL or not has_group or near(of, has_group)
    return near(want, has_name) or near(of + want, has_group + has_name)


GENERAL = {folded(word) for word in ("办事指南", "政策法规文件", "政策文件", "规范性文件", "法律法规", "监督检查", "审核信息", "审批信息", "其他政策文件")}
"""Names that many first levels have: these are the same only below the same first level."""


def near(one: str, other: str) -> bool:
    return bool(one and other) and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
