"""csv and json: the bytes that the site offers, under the paths that they have there; the DCAT catalogue of them; and the list for the portal's own system."""
import csv
import io
from collections.abc import Iterator
from itertools import chain

from disclosure.deliver.fault import Refused
from disclosure.exports.wanted import Wanted
from disclosure.render.addresses import external
from disclosure.render.downloads import UTF8, safe
from disclosure.render.news import latest
from disclosure.render.open_data import FOLDER, catalog
from disclosure.render.output import Output
from disclosure.site import shelves, sizes

INDEX = ("索引号", "名称", "内容概述", "生成日期", "发布机构", "链接")
"""What a catalogue of government information says of each piece (条例第十二条), and where it is."""


def files(wanted: Wanted) -> list[Output]:
    """What the site offers for download."""
    return [one for one in chain.from_iterable(shelves(wanted.view, (), bytes, None).values()) if isinstance(one, Output) and not one.file]


def downloads(wanted: Wanted, ending: str) -> Iterator[Output]:
    """The site's files of this ending: all of them, or those of what was named."""
    named = {c.address.removesuffix(".html") for c in wanted.catalogues}
    named |= {path.partition(".")[0] for c in wanted.registers for path in (c.index, *c.shelf.also)}
    for one in files(wanted):
        if one.path.endswith(ending) and not one.path.startswith(f"{FOLDER}/") and (wanted.whole or one.path.removesuffix(ending) in named):
            yield one


def portal(wanted: Wanted) -> Iterator[Output]:
    """The DCAT catalogue, as it lies on the site.  Raises Refused where nobody knows under which address that stands."""
    if not wanted.view.base:
        raise Refused("没有导出：数据目录要写每个文件的网址，请先在 county.yml 写“门户地址”。")
    yield Output("catalogue.jsonld", lambda: catalog(wanted.view, sizes(files(wanted))))


def index(wanted: Wanted) -> Iterator[Output]:
    """Everything that has been disclosed, the newest first: information, policies, interpretations, and what registers have as news."""
    yield Output("xinxi-gongkai-mulu.csv", lambda: listed(wanted))


def listed(wanted: Wanted) -> bytes:
    county, view = wanted.county, wanted.view
    numbers = {policy.address: policy.index_number or "" for policy in county.policies.values()}
    out = io.StringIO(newline="")
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(INDEX)
    for one in latest(county):
        address = one.link if one.link and external(one.link) else view.public(one.address)
        sheet.writerow([safe(text) for text in (numbers.get(one.address, ""), one.title, one.said or one.outline, one.formed or one.date, one.source or county.name, address)])
    return out.getvalue().encode(UTF8)
