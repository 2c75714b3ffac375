"""Vocabulary: who discloses, how, to whom and where must fit each other, and be this county's own."""
import re
from collections.abc import Iterator

from disclosure.model.fields import Date
from disclosure.model.finding import Severity
from disclosure.model.matters import ON_REQUEST, OPEN, WITHHELD, Item
from disclosure.model.people import Unit
from disclosure.model.place import Place
from disclosure.read import mended
from disclosure.rules.registry import Case, Found, rule
from disclosure.rules.written import several, short, spot, stated_place

EVERYONE = re.compile(r"(?:面向)?(?:全社会|全体?公众|社会公众|公众|社会|所有人|全体社会成员|不特定对象)")


def active(owner) -> list[Item]:
    return [i for i in owner.items if not i.retired]


@rule("C421", "units-in-being", Severity.WARNING, basis="国办发〔2019〕54号：目录应包括主体；撤并的单位不能再承担公开",
      wrong="主体: 县扶贫办（2021-05-01 停用）", right="主体: 县农业农村局")
def units_in_being(case: Case) -> Iterator[Found]:
    """公开主体、牵头单位、责任单位等没有写已经撤并的单位。"""
    gone = {u for u in case.county.units.values() if u.dissolved and u.dissolved.date <= case.county.as_of}
    if not gone:
        return
    told: set[tuple[Place, Unit]] = set()
    for place, unit, role in (*roles(case), *(
            (stated_place(item, "disclosers", n), unit, f"事项 {item.number} 的公开主体")
            for owner in case.county.catalogues for item in active(owner) for n, unit in enumerate(item.disclosers))):
        if unit in gone and place is not None and (place, unit) not in told:
            told.add((place, unit))
            heir = unit.dissolved.successor
            yield Found(place, f"{role}“{unit.name}”已于 {unit.dissolved.date} 停用",
                        succeeded(case, place, unit, heir) if heir else "请改成承接其职责的单位，并在 units.yml 的“停用”里写上“承接”")


def succeeded(case: Case, place: Place, unit: Unit, heir: Unit) -> str:
    """The advice to write the unit that took over; as an edit where exactly the one that is gone stands there."""
    edit = mended.stretch(case.texts.get(place.file, "").split("\n"), place[1:], heir.id) if heir.id else None
    if edit is not None and edit.was != unit.id:
        edit = edit._replace(text=heir.name) if edit.was in unit.names else None
    return mended.told(f"请改成承接的单位“{heir.name}”", edit, sure=False)


def roles(case: Case) -> Iterator[tuple[Place, Unit, str]]:
    """Every unit that is named for what it does now, or did after it was dissolved."""
    county = case.county

    def after(date: Date, units) -> list[tuple[int, Unit]]:
        return [(n, u) for n, u in enumerate(units) if u.dissolved and u.dissolved.date < date]
    for domain in county.domains.values():
        yield domain.where("lead"), domain.lead, "牵头单位"
        yield from ((domain.where("responsible", n), u, "责任单位") for n, u in enumerate(domain.responsible))
    for township in county.townships.values():
        yield township.where("unit"), township.unit, "乡镇的单位"
    for institution in county.institutions.values():
        yield institution.where("supervisor"), institution.supervisor, "主管单位"
    for person in county.interpreters.values():
        if not person.until or person.until > county.as_of:
            yield person.where("unit"), person.unit, f"在任解读人“{person.name}”的单位"
    for policy in county.policies.values():
        yield from ((policy.where("issuers", n), u, "发文机关") for n, u in after(policy.written, policy.issuers))
        yield from ((policy.where("drafters", n), u, "起草单位") for n, u in after(policy.written, policy.drafters))
        for reading in policy.interpretations:
            yield from ((reading.where("unit"), u, "解读机构") for _, u in after(reading.date, (reading.unit,)))
    for flow in county.flows.values():
        yield from ((step.where("lane"), step.unit, f"步骤“{step.name}”的单位") for step in flow.steps if step.unit)


@rule("C422", "units-of-this-county", Severity.WARNING, basis="各地目录实测：主体照抄国家指引的“县级民政部门”“司法行政部门”，群众不知道找谁",
      wrong="名称: 县级民政部门", right="名称: 示例县民政局")
def units_of_this_county(case: Case) -> Iterator[Found]:
    """单位的名称是本县机构的名称，不是国家指引里的泛称。"""
    for unit in case.county.units.values():
        if not unit.stands_for and any(p.search(unit.name) for p in case.law.wording.generic_units):
            yield Found(unit.where("name"), f"单位名称“{short(unit.name)}”是泛称，不是本县哪一个机构的名称", "请写机构的全称，如“示例县民政局”")


@rule("C423", "on-the-website", Severity.WARNING, basis="《政府信息公开条例》第二十三条；福州市基层政务公开标准化规范化工作任务参考清单第5项：将政府网站作为政务公开第一平台",
      wrong="方式: 主动公开，渠道: [公开查阅点]", right="方式: 主动公开，渠道: [政府网站, 公开查阅点]", alone=True)
def on_the_website(case: Case) -> Iterator[Found]:
    """主动公开的事项，渠道里有政府网站。"""
    website = case.law.channels[0].name
    if case.county.channels and website not in case.county.channels:
        return
    told: set[Place] = set()
    for owner in (*case.county.domains.values(), *case.county.townships.values()):
        for item in active(owner):
            if OPEN not in item.method or website in item.channels or item.attribute == WITHHELD:
                continue
            place = stated_place(item, "channels")
            if place is not None and place not in told:
                told.add(place)
                called = f"事项 {item.number} " if "channels" in item.spans else "“默认”"
                yield Found(place, f"{called}是主动公开，渠道里没有“{website}”", f"请在渠道里加上“{website}”；确实不上网的，在“备注”里说明，或在 county.yml 的“规则”里关掉 C423")


@rule("C424", "attribute-fits-method", Severity.WARNING, basis="《政府信息公开条例》第五条、第十三条：公开的方式是主动公开和依申请公开",
      wrong="公开属性: 依申请公开，方式: 主动公开", right="公开属性: 依申请公开，方式: 依申请公开", alone=True)
def attribute_fits_method(case: Case) -> Iterator[Found]:
    """公开属性与公开方式不矛盾。"""
    told: set[Place] = set()
    for owner in case.county.catalogues:
        for item in active(owner):
            if item.attribute not in (OPEN, ON_REQUEST) or item.attribute in item.method or not item.method:
                continue
            first, other = ("attribute", "method") if "attribute" in item.spans or "method" not in item.spans else ("method", "attribute")
            place = stated_place(item, first) or stated_place(item, other)
            if place is not None and place not in told:
                told.add(place)
                yield Found(place, f"事项 {item.number} 的公开属性是“{item.attribute}”，方式却是“{'、'.join(item.method)}”", "请改一致")


@rule("C425", "withheld-not-published", Severity.WARNING, basis="《政府信息公开条例》第十四条至第十六条",
      wrong="公开属性: 不予公开，信息: [{标题: …}]", right="公开属性: 不予公开，没有“信息”", alone=True)
def withheld_not_published(case: Case) -> Iterator[Found]:
    """不予公开的事项下没有已公开的信息。"""
    for owner in case.county.catalogues:
        for item in active(owner):
            if item.attribute == WITHHELD and item.records:
                yield Found(item.where("records"), f"事项 {item.number} 不予公开，却登记了 {len(item.records)} 条已公开的信息", "请核对：不该公开的立即撤下，可以公开的改“公开属性”")


@rule("C426", "groups-named", Severity.WARNING, basis="标准目录表头：公开对象在“全社会”与“特定群体（请写明）”中选一个",
      wrong="对象: {特定群体: 社会公众}", right="对象: 全社会", alone=True)
def groups_named(case: Case) -> Iterator[Found]:
    """公开对象选特定群体的，写明是哪个群体。"""
    for owner in case.county.catalogues:
        for record in (getattr(owner, "defaults", None), *active(owner)):
            groups = record.audience.groups if record is not None and "audience" in record.spans and record.audience else None
            if groups and EVERYONE.fullmatch(groups.strip()):
                yield Found(record.where("audience"), f"特定群体写的是“{groups}”，就是全社会", "请写“对象: 全社会”，或写明是哪个群体")


@rule("C427", "levels-told", Severity.NOTICE, basis="标准目录表头：公开层级在县级、乡级中至少选一个",
      wrong="（事项没有“层级”）", right="层级: [县级, 乡级]", alone=True)
def levels_told(case: Case) -> Iterator[Found]:
    """县级目录的事项写明公开层级。"""
    for domain in case.county.domains.values():
        silent = [i.number for i in active(domain) if not i.levels]
        if silent:
            yield Found(domain.where(), f"“{domain.name}”有 {len(silent)} 个事项没有写层级：{several(silent)}", "请写“层级: [县级, 乡级]”，都一样的写在“默认”里")


@rule("C428", "townships-publish", Severity.NOTICE, basis="标准目录表头：公开层级分县级、乡级；乡级打勾的事项在乡镇目录里出现是建议",
      wrong="层级: [县级, 乡级]，没有一个乡镇参照它", right="乡镇目录里写 参照: shehui-jiuzhu/1.1")
def townships_publish(case: Case) -> Iterator[Found]:
    """层级含乡级的事项，至少有一个乡镇公开。"""
    if not case.county.townships or case.faulty:
        return
    taken = {i.origin for t in case.county.townships.values() for i in active(t) if i.origin is not None}
    for domain in case.county.domains.values():
        alone = [i.number for i in active(domain) if "乡级" in i.levels and i not in taken]
        if alone:
            yield Found(domain.where(), f"“{domain.name}”有 {len(alone)} 个事项的层级含乡级，没有一个乡镇的目录参照它：{several(alone)}",
                        f"请在乡镇目录里写“参照: {domain.id}/{alone[0]}”，或整个参照这个领域；乡镇不公开的去掉乡级")


@rule("C429", "township-may-publish", Severity.WARNING, basis="各地目录实测：乡镇目录照抄县级权限的事项；县级目录的“层级”是县里定的",
      wrong="参照: shehui-jiuzhu/1.1（县级目录写的层级只有县级）", right="县级目录写“层级: [县级, 乡级]”")
def township_may_publish(case: Case) -> Iterator[Found]:
    """乡镇参照的事项，县级目录的层级里有乡级。"""
    for township in case.county.townships.values():
        for item in active(township):
            origin = item.origin
            if origin is not None and origin.levels and "乡级" not in origin.levels and "reference" in item.spans:
                yield Found(item.where("reference"),
                            f"参照的县级事项 {origin.code} 层级只有{'、'.join(origin.levels)}（{spot(stated_place(origin, 'levels') or origin.place)}），没有乡级",
                            "乡镇确实公开的，请县里在该事项的“层级”加上乡级；只归县里办的，从乡镇目录去掉")


@rule("C430", "stages-told", Severity.NOTICE, basis="福州市基层政务公开标准化规范化工作任务参考清单第3项：按“五公开”全流程和发布、解读、回应全环节对事项目录进行细化分类",
      wrong="（事项没有“过程”“环节”）", right="过程: [执行, 结果]，环节: 发布", alone=True)
def stages_told(case: Case) -> Iterator[Found]:
    """县级目录的事项按“五公开”写明过程，按发布、解读、回应写明环节。"""
    for domain in case.county.domains.values():
        lacking = {key: [i.number for i in active(domain) if not getattr(i, code)] for key, code in (("过程", "stages"), ("环节", "phases"))}
        if any(lacking.values()):
            told = "；".join(f"{len(numbers)} 个没有写“{key}”（{several(numbers, 3)}）" for key, numbers in lacking.items() if numbers)
            yield Found(domain.where(), f"“{domain.name}”的事项里，{told}", "请写“过程: 决策/执行/管理/服务/结果”和“环节: 发布/解读/回应”，都一样的写在“默认”里")


@rule("C431", "other-channel-named", Severity.WARNING, basis="标准目录表头：其他（请写明）",
      wrong="渠道: [政府网站, 其他]", right="渠道: [政府网站, {其他: 办税服务厅}]", alone=True)
def other_channel_named(case: Case) -> Iterator[Found]:
    """渠道选“其他”的，写明是什么。"""
    standard = {name for c in case.law.channels for name in (c.name, *c.also)} - {"其他", "请写明"}
    for owner in case.county.catalogues:
        for record in (getattr(owner, "defaults", None), *active(owner)):
            for n, channel in enumerate(record.channels if record is not None and "channels" in record.spans else ()):
                if channel == "其他":
                    yield Found(record.where("channels", n), "渠道写了“其他”，没有写明是什么", "请写成 {其他: 办税服务厅} 这样")
                elif channel.startswith("其他（") and channel[3:-1] in standard:
                    yield Found(record.where("channels", n), f"“{channel[3:-1]}”是标准渠道，不用写在“其他”里", f"请写“{channel[3:-1]}”")
