"""Identity: document numbers, index numbers, codes, phones and dates that tell one thing from another."""
import re
from collections.abc import Iterator
from datetime import timedelta

from disclosure.model.county import Domain, Township
from disclosure.model.fields import Day, Phone, earlier
from disclosure.model.finding import Severity
from disclosure.model.people import Unit
from disclosure.model.place import Place
from disclosure.model.policies import Policy
from disclosure.model.rare import Rare
from disclosure.read import mended
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.written import hits, place_of, short, spot

NUMBER_FORM = re.compile(r"[\u4e00-\u9fff（）()]{1,20}〔[12]\d{3}〕[1-9]\d*号|[^〔〕]{0,30}?(?:[12]\d{3}年)?第[1-9]\d*号(?:令|公告|通告|通令)?")
"""Letters of an office, and orders and announcements: 示民〔2026〕1号, 国务院令第711号, 2026年第5号公告."""
JOINT = re.compile(r"(?<=号)\s*[、，,；;/\s]\s*|(?<=[令告])\s*[、，,；;/]\s*")
"""Between the numbers of several offices that issued something together."""
ORDER = (("published", "written", "早于"), ("effective", "written", "早于"), ("expires", "effective", "不晚于"), ("expires", "written", "不晚于"))
TURN_OF_YEAR = timedelta(days=92)
BRACKETS = Rare(r"[\[［(（﹝【〈<〔]\s*([12]\d{3})\s*[\]］)）﹞】〉>〕]\s*第?\s*(\d+)\s*号")
YEAR = re.compile(r"〔([12]\d{3})〕")
WRONG_NUMBERS = (re.compile(r"[\[［(（﹝【〈<](?<=[\u4e00-\u9fff].)[12]\d{3}[\]］)）﹞】〉>〕]\s?\d{1,4}号"),
                 re.compile(r"〔(?<=[\u4e00-\u9fff].)[12]\d{3}(?:[\]］)）﹞】]\s?\d{1,4}|〕(?:第\d+|0\d*))号"),
                 re.compile(r"发〔[12]\d{3}\d{2,4}号"))
NO_INDEX = re.compile(r"none|null|nan|undefined|[x×]{3,}|待定|无|空|暂无", re.I)
DASH = r"[-‐‑–—－]"
AREA = rf"(?:(?:(?:\+|00)?86[- ]?)?(?:\(0\d{{2,3}}\)|（0\d{{2,3}}）|0\d{{2,3}})\s?{DASH}?\s?|(?:\+|00)86[- ]?[1-9]\d{{1,2}}[- ]?)?"
LINE = r"(?:[1-9]\d{2,3}[ -]?\d{4}|1[02]\d{3,4}|9\d{4,5})"
EXTENSION = rf"(?:\s?(?:{DASH}|/|转接?|按|ext\.?)\s?\d{{1,6}}(?:号键?|键)?)?"
FREE = rf"(?:400|800){DASH}?[ ]?(?:\d{{3}}[- ]?\d{{4}}|\d{{4}}[- ]?\d{{3}})"
PHONE = re.compile(rf"{AREA}{LINE}{EXTENSION}|1\d{{10}}|{FREE}{EXTENSION}|1\d{{2}}", re.I)
"""Office lines and hotlines (12345), with or without area code and extension, mobiles, 400 and 800 numbers, and the
short numbers (119)."""
BETWEEN = re.compile(r"[、，,；;]|/(?=\d{5})|\s{2,}")
NOTE = re.compile(r"（[^（）]*[\u4e00-\u9fff][^（）]*）|\([^()]*[\u4e00-\u9fff][^()]*\)|^[\u4e00-\u9fff]+[:： ]?")


def rebracketed(case: Case, place: Place, said: str) -> str:
    """The same of the part of a document number within a text."""
    hint = "年份用六角括号，如“国办发〔2019〕54号”，序号前不加“第”和 0"
    right = BRACKETS.sub(lambda found: f"〔{found[1]}〕{int(found[2])}号", said)
    edit = mended.stretch(case.texts.get(place.file, "").split("\n"), place[1:], right)
    return mended.told(hint, edit if edit is not None and edit.was == said != right else None)


def renumbered(case: Case, place: Place, number: str) -> str:
    """How a document number is written right; as an edit where its brackets, 第 and zeros are all that is wrong."""
    hint = "请写成“示民〔2026〕1号”：六角括号、四位年份，序号前不加“第”和 0"
    right = BRACKETS.sub(lambda found: f"〔{found[1]}〕{int(found[2])}号", number) if number.count("号") == 1 else ""
    if not NUMBER_FORM.fullmatch(right):
        return hint
    return mended.told(f"{hint}。这里应为“{right}”", mended.stretch(case.texts.get(place.file, "").split("\n"), place[1:], right) if place.line == place.end_line else None)


@rule("C671", "document-number", Severity.WARNING, basis="《党政机关公文格式》（GB/T 9704—2012）：发文字号的年份用六角括号“〔〕”，序号不编虚位、不加“第”",
      wrong="文号: 示民[2026]01号", right="文号: 示民〔2026〕1号", alone=True)
def document_number(case: Case) -> Iterator[Found]:
    """文号写作 代字〔年份〕序号号。"""
    told: set[Place] = set()
    for record in (*case.county.policies.values(), *(d.standard for d in case.county.domains.values() if d.standard)):
        number = record.document_number
        if number and not all(map(NUMBER_FORM.fullmatch, JOINT.split(number.strip()))):
            told.add(record.where("document_number"))
            yield Found(record.where("document_number"), f"文号“{short(number)}”的写法不对", renumbered(case, record.where("document_number"), number))
    for what, match, start in hits(case, WRONG_NUMBERS, "basis"):
        if what.place not in told:
            yield Found(place_of(case, what, match[0], start), f"{what.called}里的文号“{match[0]}”写法不对", rebracketed(case, place_of(case, what, match[0], start), match[0]))


@rule("C672", "number-of-its-year", Severity.WARNING, basis="建议：文号的年份是成文的年份；各地门户实测的日期矛盾",
      wrong="文号: 示民〔2025〕1号，成文日期: 2026-03-02", right="文号: 示民〔2026〕1号，成文日期: 2026-03-02")
def number_of_its_year(case: Case) -> Iterator[Found]:
    """文号的年份与成文日期的年份相同（年底成文、年初编号的除外）。"""
    for policy in case.county.policies.values():
        year = YEAR.search(policy.document_number or "")
        turned = policy.published[:4] if policy.published.day - policy.written.day < TURN_OF_YEAR else ""
        if year and year[1] not in (policy.written[:4], turned):
            yield Found(policy.where("document_number"), f"文号的年份是 {year[1]}，成文日期是 {policy.written}（第 {policy.where('written').line} 行）",
                        "请对照原文核对文号和成文日期")


@rule("C673", "index-number", Severity.WARNING, basis="《政府信息公开目录系统实施指引（试行）》：索引号必选，一经生成不变；淄博实测“2021-None”",
      wrong="索引号: 11370300MB28347540/2021-None", right="索引号: 11370300MB28347540/2021-00016")
def index_number(case: Case) -> Iterator[Found]:
    """索引号完整，不含 None，不重复。"""
    seen: dict[str, Policy] = {}
    for policy in case.county.policies.values():
        number = (policy.index_number or "").strip()
        if not number:
            continue
        if NO_INDEX.search(number) or number[-1] in "-/_—" or not re.search(r"\d", number):
            yield Found(policy.where("index_number"), f"索引号“{short(number, 40)}”不完整", "请填系统生成的完整索引号；还没有的，先不写这个字段")
        elif (first := seen.setdefault(number.upper(), policy)) is not policy:
            yield Found(policy.where("index_number"),
                        f"索引号“{short(number, 40)}”与“{short(first.title)}”（{spot(first.where('index_number'))}）的相同",
                        "索引号每件信息一个，请核对")


@rule("C674", "number-once", Severity.WARNING, basis="建议：一个文号只给一个文件", wrong="两个政策的文号都是 示民〔2026〕1号", right="各有各的文号")
def number_once(case: Case) -> Iterator[Found]:
    """两个政策的文号不相同。"""
    seen: dict[str, Policy] = {}
    for policy in case.county.policies.values():
        number = re.sub(r"\s", "", policy.document_number or "")
        if number and (first := seen.setdefault(number, policy)) is not policy:
            yield Found(policy.where("document_number"),
                        f"文号“{short(number)}”与“{short(first.title)}”（{spot(first.where('document_number'))}）的相同",
                        "请对照原文核对文号；同一个文件写了两遍的，合并成一个")


@rule("C675", "policy-dates-in-order", Severity.WARNING, basis="各地门户实测的日期矛盾：成文日期晚于发布日期、施行早于成文", wrong="成文日期: 2026-03-05，发布日期: 2026-03-02",
      right="成文日期: 2026-03-02，发布日期: 2026-03-05")
def policy_dates_in_order(case: Case) -> Iterator[Found]:
    """政策的日期依次是成文、发布，施行不早于成文，失效晚于施行。"""
    for policy in case.county.policies.values():
        for code, before, what in ORDER:
            late, soon = getattr(policy, code), getattr(policy, before)
            if late and soon and (earlier(late, soon) or (what == "不晚于" and late == soon)):
                yield Found(policy.where(code),
                            f"{policy.fields[code].key} {late} {what}{policy.fields[before].key} {soon}（第 {policy.where(before).line} 行）",
                            "请对照原文核对两个日期")
                break


@rule("C676", "not-in-the-future", Severity.WARNING, basis="《目录格式》county.yml：截至日期是这一版的日期；国办秘函〔2019〕19号：伪造发稿日期单项否决",
      wrong="截至日期: 2026-06-30，信息的发布日期: 2026-07-15", right="截至日期: 2026-07-15", alone=True)
def not_in_the_future(case: Case) -> Iterator[Found]:
    """已经发生的事，日期不在截至日期之后。"""
    as_of = max(filter(None, (case.county.as_of, case.county.typed_day)))  # who looks at an earlier day has typed nothing wrong
    for record, code in happened(case):
        day = getattr(record, code)
        if day and earlier(as_of, day):
            yield Found(record.where(code),
                        f"{record.fields[code].key} {day} 在截至日期 {as_of} 之后（county.yml 第 {case.county.where('as_of').line} 行）",
                        "请核对这个日期；这一版就是这天以后发布的，改 county.yml 的“截至日期”")


def happened(case: Case) -> Iterator[tuple]:
    """Every record with the date field that tells of something past."""
    county = case.county
    for owner in county.catalogues:
        for item in owner.items:
            yield from ((record, "formed") for record in item.records)
    for domain in county.domains.values():
        yield domain, "revised"
    for policy in county.policies.values():
        yield policy, "written"
        yield from ((progress, "date") for progress in policy.progress)
    for _, records in county.registers:
        for record in records.values():
            for one in record.and_within():
                yield from ((one, code) for code, f in one.fields.items() if isinstance(f.kind, Day) and f.kind.past)


@rule("C678", "post-dates-in-order", Severity.WARNING, basis="日期前后矛盾必有一处写错", wrong="任职日期: 2024-05-06，离任日期: 2023-01-10",
      right="任职日期: 2023-01-10，离任日期: 2024-05-06")
def post_dates_in_order(case: Case) -> Iterator[Found]:
    """解读人的任职日期早于离任日期。"""
    for person in case.county.interpreters.values():
        if person.since and person.until and (earlier(person.until, person.since) or person.until == person.since):
            yield Found(person.where("until"), f"解读人“{person.name}”的离任日期 {person.until} 不晚于任职日期 {person.since}", "请核对两个日期")


@rule("C679", "successor-in-being", Severity.WARNING, basis="撤并的单位写明由谁承接，群众才找得到", wrong="承接的单位自己也停用了",
      right="停用: {日期: 2021-05-01, 承接: nongye}")
def successor_in_being(case: Case) -> Iterator[Found]:
    """撤并的单位写明承接的单位，承接的单位还在。"""
    for unit in case.county.units.values():
        if not unit.dissolved:
            continue
        heir = unit.dissolved.successor
        if heir is None:
            yield Found(unit.where("dissolved"), f"“{unit.name}”已停用，没有写由谁承接", "请写“停用: {日期: …, 承接: 单位}”", Severity.NOTICE)
        elif heir is unit or (heir.dissolved and heir.dissolved.date <= case.county.as_of):
            yield Found(unit.where("dissolved"),
                        f"“{unit.name}”的承接单位“{heir.name}”" + ("就是它自己" if heir is unit else f"也已于 {heir.dissolved.date} 停用"),
                        "请改成现在承接其职责的单位")


@rule("C680", "division-codes", Severity.WARNING, basis="《县级以下行政区划代码编制规则》（GB/T 10114）：前六位是县级代码，后三位是乡镇代码",
      wrong="county.yml 359900，乡镇 350499201", right="359900201")
def division_codes(case: Case) -> Iterator[Found]:
    """乡镇的行政区划代码以县的代码开头，不重复。"""
    county = re.sub(r"\s", "", case.county.division or "")[:6]
    seen: dict[str, str] = {}
    for township in case.county.townships.values():
        code = re.sub(r"\s", "", township.division or "")
        if not code:
            continue
        if county.isdigit() and len(county) == 6 and not code.startswith(county):
            yield Found(township.where("division"),
                        f"“{township.name}”的行政区划代码 {code} 不以县的代码 {county} 开头（county.yml 第 {case.county.where('division').line} 行）",
                        "请核对两处的代码")
        first = seen.setdefault(code, township.name)
        if first != township.name:
            yield Found(township.where("division"), f"“{township.name}”的行政区划代码 {code} 与“{first}”的相同", "请核对代码")


@rule("C681", "phones-that-ring", Severity.WARNING, basis="《深化政务公开促进基层政府治理能力提升工作任务分解表》第19项：公开解读人及其联系方式；《政府信息公开条例》第十二条：联系电话", wrong="电话: 0590-72001",
      right="电话: 0590-7200010")
def phones_that_ring(case: Case) -> Iterator[Found]:
    """电话、传真的位数对得上。"""
    county = case.county
    holders = [(u, c) for u in county.units.values() for c in ("phone", "fax")] + [(p, "phone") for p in county.interpreters.values()]
    holders += [(county, "phone")] + ([(county.office, c) for c in ("phone", "fax")] if county.office else [])
    holders += [(one, code) for _, records in county.registers for record in records.values() for one in record.and_within()
                for code, f in one.fields.items() if isinstance(f.kind, Phone)]
    for record, code in holders:
        value = getattr(record, code)
        if value and not all(PHONE.fullmatch(part.strip()) for part in BETWEEN.split(NOTE.sub("", value).strip())):
            yield Found(record.where(code), f"{record.fields[code].key}不像能拨通的号码：位数或者写法不对",
                        "请写成“0590-7200010”“12345”“0590-7200010转801”；几个号码用顿号隔开")


@rule("C682", "unit-not-above-itself", Severity.ERROR, basis="《目录格式》单位：上级是上一层的单位；自己不能是自己的上级，绕一圈也不行",
      wrong="minzheng 的上级是 fuban，fuban 的上级是 minzheng", right="minzheng 的上级是 zhengfu，zhengfu 没有上级")
def unit_not_above_itself(case: Case) -> Iterator[Found]:
    """单位的上级一层一层往上，不绕回自己。"""
    told: set[Unit] = set()
    for unit in case.county.units.values():
        chain = [unit]
        while (above := chain[-1].parent) is not None and above not in chain and above not in told:
            chain.append(above)
        if above in chain:
            circle = chain[chain.index(above):]
            first = min(circle, key=lambda u: u.place)
            circle = circle[circle.index(first):] + circle[:circle.index(first)]
            yield Found(first.where("parent"),
                        f"“{first.name}”的上级是它自己" if len(circle) == 1 else f"上级绕成了一圈：{' → '.join(u.name for u in (*circle, first))}",
                        "请改成真正的上级单位；最上面一级的不写“上级”")
        told.update(chain)


@rule("C683", "names-of-one", Severity.WARNING, basis="《目录格式》：引用单位、领域、乡镇可以写名称、简称或者别名；两个叫同一个名字，就不知道指的是哪一个",
      wrong="minzheng 和 minzheng-2 都叫“示例县民政局”", right="一个名称、简称、别名只属于一个单位")
def names_of_one(case: Case) -> Iterator[Found]:
    """单位、领域、乡镇的名称、简称、别名，不与另一个的相同。"""
    for collection in ("units", "domains", "townships"):
        seen: dict[str, Unit | Domain | Township] = {}
        for record in getattr(case.county, collection).values():
            ways = [(record.id, record.where())]
            for code in record.naming:
                value = getattr(record, code)
                several = value if isinstance(value, tuple) else (value,)
                ways += [(text, record.where(code, n)) for n, text in enumerate(several)]
            for text, place in ways:
                first = seen.setdefault(text, record) if text else record
                if first is not record:
                    yield Found(place, f"“{text}”也是{first.id}（{spot(first.place)}）的名字，别处写它就分不清指哪一个",
                                "是同一个的，合并成一条；不是的，名称写全，简称和别名换成不同的")
