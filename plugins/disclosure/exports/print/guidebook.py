"""办事一本通: what can be done, a chapter for each 一件事, and where."""
from collections.abc import Iterable, Iterator

from disclosure.exports.print import blocks
from disclosure.exports.print.blocks import Block
from disclosure.exports.print.manual import workflow
from disclosure.exports.print.prose import prose
from disclosure.exports.wanted import Wanted
from disclosure.model.registers.services import Bundle, Paper, ServiceGuide, ServicePlace
from disclosure.render.pages.services import bundle as shown
from disclosure.render.pages.services import need, places_of
from disclosure.render.view import View

TIMES = ("statutory", "promised", "fee", "fee_basis", "fee_rate", "outcome", "phone", "supervision", "online", "visits")
"""What a guide says beside who, what and where, in this order."""


def used() -> list[Block]:
    """How to use the book."""
    return [blocks.heading(1, "怎样用这本书"), blocks.text(
        "先看是不是“一件事”：几样事一次告知、一张表、一个窗口办好的，按那一章准备；只办一样的，看“单项事项”。材料照单子准备好，备齐一样打一个勾。",
        "写着“共享免交”的材料不用带，由部门自己查；写着“可容缺”的可以先办，过后补。去之前可以先打电话问。")]


def guidebook(wanted: Wanted) -> Iterator[Block]:
    """Nothing where the county keeps neither guides nor bundles.  A guide that several bundles have stands in the first."""
    county, view = wanted.county, wanted.view
    told: dict[ServiceGuide, str] = {}
    for one in county.bundles.values():
        if not one.retired:
            yield from chapter(view, one, told)
    rest = [one for one in county.guides.values() if one not in told and not one.retired]
    if rest:
        yield blocks.heading(1, "单项事项", fresh=True)
    for one in rest:
        yield from guide(view, one)
    if told or rest:
        yield from places([place for place in county.places.values() if not place.retired])


def chapter(view: View, one: Bundle, told: dict[ServiceGuide, str]) -> Iterator[Block]:
    yield blocks.heading(1, one.title, fresh=True)
    page = shown(view, one)
    window = one.window
    yield blocks.facts((*blocks.told(one, "audience", "units", "promised"), ("去哪里", f"{window.title}，{window.postal_address}，电话 {window.phone}" if window else ""),
                        ("在网上办", one.online or ""), *((title, f"原来 {before} {unit}，现在 {now} {unit}") for title, unit, before, now in page["changes"])))
    yield from prose(one.text) if one.text else ()
    yield blocks.heading(2, f"{one.title}要带的材料")
    yield blocks.ticks((paper.name, "　".join(filter(None, (paper.forms, f"{paper.copies}份" if paper.copies else "", paper.need))),
                        "用于：" + "、".join(guide.title for guide in paper.guides)) for paper in page["papers"])
    for part in one.guides:
        if part in told:
            yield blocks.heading(2, part.title)
            yield blocks.text(f"见“{told[part]}”。")
        else:
            told[part] = one.title
            yield from guide(view, part)


def guide(view: View, one: ServiceGuide) -> Iterator[Block]:
    yield blocks.heading(2, one.title)
    there = places_of(view, one)
    yield blocks.facts((*blocks.told(one, "audience", "conditions", "units", "deciding"), ("去哪里", "、".join(place.title for place in there)),
                        *blocks.told(one, "hours", *TIMES, "basis", "note")))
    yield blocks.heading(3, "要带的材料")
    yield papers(one.papers)
    if one.flow:
        yield from workflow(one.flow, 3)
    elif one.stages:
        yield blocks.heading(3, "怎样办")
        yield blocks.ticks((f"{n}. {stage.name}", "　".join(filter(None, (stage.unit, stage.time_limit))), "") for n, stage in enumerate(one.stages, 1))
    if one.questions:
        yield blocks.heading(3, "常见问题")
        yield blocks.text(*(f"问：{asked.question}\n答：{asked.answer}" for asked in one.questions))


def papers(those: Iterable[Paper]) -> Block:
    return blocks.ticks((paper.name, "　".join(filter(None, (paper.form, f"{paper.copies}份" if paper.copies else "", need(paper), paper.source))), "") for paper in those)


def places(those: list[ServicePlace]) -> Iterator[Block]:
    if those:
        yield blocks.heading(1, "去哪里办", fresh=True)
        yield blocks.table(("场所", "地址", "时间", "电话", "能办的事"), (4, 4, 4.4, 4.2, 7.4),
                           [(one.title, one.postal_address, one.hours, one.phone, "、".join(guide.title for guide in one.guides)) for one in those], (3,))
