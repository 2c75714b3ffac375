"""公开工作手册: everything that those who do the work of disclosure want in one book."""
from collections.abc import Iterator
from itertools import groupby

from disclosure.checking import EVERY
from disclosure.exports.print import blocks
from disclosure.exports.print.blocks import Block
from disclosure.exports.print.catalogue import table
from disclosure.exports.print.notice import dated
from disclosure.exports.print.prose import prose
from disclosure.exports.wanted import Wanted
from disclosure.handbook import CHINESE, family
from disclosure.model.county import CATALOGUES, COLLECTIONS, County
from disclosure.model.flows import Flow
from disclosure.render.cells import text_of
from disclosure.render.form import of_catalogue
from disclosure.render.pages.flows import in_groups, said
from disclosure.render.relations import active
from disclosure.render.view import View

ROWS = 1500
"""So many matters make a volume: typst needs a gigabyte for twice as many."""
SHELVES = {name: COLLECTIONS[name].noun for name in CATALOGUES}
RULES = ("工作制度", "考核办法")
"""The kinds of documents that are rules of the work (制度)."""


def volumes(wanted: Wanted) -> Iterator[tuple[list[Block], list[Block]]]:
    """The book, in as many parts as it takes: what stands before the contents, and the rest.  What is no catalogue stands in the first."""
    county, shelves = wanted.county, list(portioned(wanted)) or [[]]
    yield list(explained(wanted, len(shelves))), [*office(county), *shelves[0], *workflows(county), *units(wanted.view), *rules(county), *duties(wanted.view), *checklist()]
    for shelf in shelves[1:]:
        yield [], shelf


def portioned(wanted: Wanted) -> Iterator[list[Block]]:
    """The catalogues below the headings of their kinds, parted where ROWS are reached."""
    part: list[Block] = []
    rows, folder = 0, ""
    overview: list[tuple[str, str, str]] = []
    for n, owner in enumerate(c for c in wanted.catalogues if active(c.items)):
        count = len(active(owner.items))
        if part and rows + count > ROWS:
            yield part
            part, rows, folder = [], 0, ""
        if owner.folder != folder:
            folder = owner.folder
            part += [blocks.heading(1, f"{SHELVES.get(folder, '')}公开事项目录", fresh=True), blocks.table(("目录", "编制单位", "公开事项"), (4, 4, 1.4), (), (2,))]
            overview = part[-1]["rows"]
        lead = getattr(owner, "lead", None) or getattr(owner, "unit", None)
        overview.append((owner.name, lead.name if lead else owner.name, str(count)))
        form = of_catalogue(owner, wanted.county)
        part.append(blocks.form(table(form, f"row-{n}-") | {"title": form.title, "signed": form.foot}))
        rows += count
    if part:
        yield part


def explained(wanted: Wanted, parts: int) -> Iterator[Block]:
    """What the book is, and how much is in it."""
    county = wanted.county
    yield blocks.heading(1, "编制说明")
    yield blocks.text(f"本手册由{county.name}基层政务公开目录直接生成，内容截至{dated(county.as_of)}。目录改动以后，重新导出就是新的一版，不必另外编写。")
    yield blocks.text(f"全书分{parts}册，本册是第1册。" if parts > 1 else "")
    counted = [(noun, [c for c in wanted.catalogues if c.folder == name and active(c.items)]) for name, noun in SHELVES.items()]
    yield blocks.table(("目录", "个数", "公开事项"), (3, 1, 1), [(noun, str(len(those)), str(sum(len(active(c.items)) for c in those))) for noun, those in counted if those], (1, 2))
    yield blocks.text("目录各栏的意思：“公开渠道和载体”里“■”是采用的，“□”是没有采用的；“√”是选中的。停用的事项不列。", quiet=True)


def office(county: County) -> Iterator[Block]:
    """The office in charge, and how to apply."""
    if not (county.office or county.request_channels):
        return
    yield blocks.heading(1, "公开工作机构和申请渠道", fresh=True)
    if county.office:
        yield blocks.heading(2, county.office.name or "公开工作机构")
        yield blocks.facts(blocks.told(county.office, *(code for code in county.office.fields if code != "name")))
    if county.request_channels:
        yield blocks.heading(2, "依申请公开的申请渠道")
        yield blocks.table(("渠道", "受理单位", "收件", "时间", "收到日", "注意事项"), (2, 3, 6, 4, 4, 5),
                           [(one.way, one.unit.label, one.to, one.hours or "", one.received, one.attention) for one in county.request_channels], (0,))


def workflows(county: County) -> Iterator[Block]:
    for title, flows in in_groups(county.flows.values()):
        yield blocks.heading(1, title or "流程", fresh=True)
        for flow in flows:
            yield from workflow(flow)


def workflow(flow: Flow, level: int = 2) -> Iterator[Block]:
    """A flow as its steps, to tick off."""
    yield blocks.heading(level, flow.title)
    yield blocks.text(flow.description or "", f"依据：{text_of(flow.fields['basis'].kind, flow.basis)}" if flow.basis else "", quiet=True)
    numbers = {step.code: n for n, step in enumerate(flow.steps, 1)}
    entries = []
    for position, step in enumerate(flow.steps):
        onward = []
        if said(flow, position):
            ways = [f"{arrow.answer}：到第{numbers[arrow.target]}步" if arrow.answer else f"到第{numbers[arrow.target]}步" for arrow in step.arrows]
            onward = [("同时进行：" if len(ways) > 1 and not step.arrows[0].answer else "") + "；".join(ways)]
        below = [step.description, f"文书：{step.document}" if step.document else "", f"依据：{text_of(step.fields['basis'].kind, step.basis)}" if step.basis else "", *onward]
        entries.append((f"{position + 1}. {step.name}", "　".join(filter(None, (step.lane, step.time_limit))), "\n".join(filter(None, below))))
    yield blocks.ticks(entries)


def units(view: View) -> Iterator[Block]:
    listed = [unit for unit in view.county.units.values() if not unit.dissolved and not unit.stands_for]
    if listed:
        yield blocks.heading(1, "单位联系方式", fresh=True)
        yield blocks.table(("单位", "电话", "地址", "办公时间", "公开联络"), (4, 3, 5, 5, 4), [
            (unit.name, unit.phone or "", unit.postal_address or "", unit.hours or "", f"{unit.liaison.office}\n{unit.liaison.phone}" if unit.liaison else "") for unit in listed], (1,))


def rules(county: County) -> Iterator[Block]:
    """The rules of the work that are in force, in full."""
    found = [one for one in county.documents.values() if one.kind in RULES and not one.closed(county.as_of)]
    if found:
        yield blocks.heading(1, "公开工作制度", fresh=True)
    for one in found:
        yield blocks.heading(2, one.title)
        yield blocks.text("　".join(filter(None, (one.issuer, one.number, f"{dated(one.effective)}起施行" if one.effective else f"{dated(one.published)}公布"))), quiet=True)
        yield from prose(one.text) if one.text else ()
        yield blocks.text(f"全文：{one.link}" if one.link else "", quiet=True)


def duties(view: View) -> Iterator[Block]:
    """Who answers for what (责任清单)."""
    rows = []
    for unit in view.county.units.values():
        led = [domain.name for domain in view.county.domains.values() if domain.lead is unit]
        shared = [domain.name for domain in view.relations.domains_of.get(unit, ()) if domain.lead is not unit]
        matters = view.relations.matters_of.get(unit, ())
        if (led or shared or matters) and not unit.dissolved:
            rows.append((unit.name, "、".join(led), "、".join(shared), str(len(matters)) if matters else ""))
    if rows:
        yield blocks.heading(1, "公开责任清单", fresh=True)
        yield blocks.text("牵头单位编制和更新领域的目录，责任单位提供和审核本单位的内容；“公开事项”是目录里写明由它公开的事项数。", quiet=True)
        yield blocks.table(("单位", "牵头的领域", "参与的领域", "公开事项"), (4, 6, 6, 1.6), rows, (3,))


def checklist() -> Iterator[Block]:
    """What the program checks, for those who check by hand."""
    yield blocks.heading(1, "检查清单", fresh=True)
    yield blocks.text("程序按这些规则逐项检查目录；人工核对、互查时可以照着打勾。括号里是规则的代码和轻重，改法和依据见《检查规则》。", quiet=True)
    for (_, name, about), those in groupby(EVERY.values(), lambda rule: family(rule.code)):
        yield blocks.heading(2, name)
        yield blocks.ticks((rule.summary.rstrip("。"), f"{rule.code} {CHINESE[rule.severity]}", "") for rule in those)
