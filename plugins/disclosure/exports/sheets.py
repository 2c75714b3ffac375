"""xlsx: one workbook of all that is wanted, with a sheet in front that lists the others; or a workbook each."""
from collections.abc import Iterator

from disclosure.exports.wanted import EVERY, Wanted
from disclosure.model.catalogue import Catalogue
from disclosure.model.matters import Item
from disclosure.render.form import Form, foot, of_catalogue, of_register
from disclosure.render.output import Output
from disclosure.render.relations import active
from disclosure.render.workbook import Listed, workbook

SUMMARY = "汇总"
UNFIT = str.maketrans('<>:"/\\|?*', "＜＞：”／＼｜？＊")
"""Characters that no name of a file may have on Windows, and what stands in their place."""


def books(wanted: Wanted) -> Iterator[Output]:
    county = wanted.county
    filled = [owner for owner in wanted.catalogues if active(owner.items)]
    if wanted.each:
        for owner in filled:
            yield made(f"{stem(owner.address)}.xlsx", wanted, [owner], [])
        for collection in wanted.registers:
            yield made(f"{collection.name}.xlsx", wanted, [], [collection])
        return
    registers = [] if wanted.whole else list(wanted.registers)
    if len(filled) + len(registers) == 1:
        form = forms(wanted, filled, registers)[0]
        yield made(f"{form.title.translate(UNFIT)}.xlsx", wanted, filled, registers)
    elif filled or registers:
        title = f"{county.name}基层政务公开标准目录"
        yield Output(f"{title.translate(UNFIT)}.xlsx", lambda: workbook(forms(wanted, filled, registers), title, county.as_of, summary(wanted, title, filled, registers)))


def made(path: str, wanted: Wanted, owners: list, registers: list) -> Output:
    """A workbook of one sheet."""
    def data() -> bytes:
        [form] = forms(wanted, owners, registers)
        return workbook([form], form.title, wanted.county.as_of)
    return Output(path, data)


def forms(wanted: Wanted, owners: list, registers: list) -> list[Form]:
    return [*(of_catalogue(owner, wanted.county, wanted.columns == EVERY) for owner in owners), *(of_register(one, wanted.county) for one in registers)]


def stem(address: str) -> str:
    return address.removesuffix(".html")


def summary(wanted: Wanted, title: str, owners: list, registers: list) -> Listed:
    """How many matters each catalogue has, how many of them another has already, how they are disclosed and at which levels, and where it stands on the site."""
    county = wanted.county
    counted = [("主动公开", lambda item: "主动公开" in item.method), ("依申请公开", lambda item: "依申请公开" in item.method),
               *((level, lambda item, level=level: level in item.levels) for level in county.levels)]

    there = set(owners)

    def taken(item: Item) -> bool:
        """Whether the matter is counted already, with the catalogue that it is taken over from."""
        return item.origin is not None and item.origin.owner in there

    def row(owner: Catalogue, items: list[Item]) -> tuple[str, ...]:
        return (owner.name, str(len(items)), str(sum(map(taken, items)) or ""), *(str(sum(test(item) for item in items)) for _, test in counted), *address(owner.address))

    def address(path: str) -> tuple[str, ...]:
        return (county.portal_url + path,) if county.portal_url else ()
    rows = [row(owner, active(owner.items)) for owner in owners]
    own = [item for owner in owners for item in active(owner.items) if not taken(item)]
    total = (str(len(own)), "", *(str(sum(test(item) for item in own)) for _, test in counted))
    rows += [(one.noun, str(len(getattr(county, one.name))), "", *("" for _ in counted), *address(one.index)) for one in registers]
    end = (("网址", 60),) if county.portal_url else ()
    heads = (("目录", 34), ("事项", 9), ("其中沿用县级", 14), *((word, 12) for word, _ in counted), *end)
    return Listed(SUMMARY, title, heads, rows, ("合计（沿用的不重复计）" if len(own) < sum(len(active(owner.items)) for owner in owners) else "合计", *total, *("" for _ in end)), foot(county))
