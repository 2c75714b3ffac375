"""The site, as a table of contents: the only place that knows every renderer."""
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from disclosure.editions.past import EMPTY, Past
from disclosure.model.catalogue import Catalogue
from disclosure.model.county import COLLECTIONS, County
from disclosure.read.law import law
from disclosure.render.addresses import file_address
from disclosure.render.drawer import drawer
from disclosure.render.entries import apart, services
from disclosure.render.feed import feed
from disclosure.render.labels import Column
from disclosure.render.open_data import CATALOG, FOLDER, catalog, open_data
from disclosure.render.output import EDITION, Crumb, Indexed, Output, Page, spoken
from disclosure.render.pages import benefits
from disclosure.render.pages.catalogues import domains, of_one_domain, of_one_township, of_one_village, townships, villages
from disclosure.render.pages.channels import APPLYING, applying, channels
from disclosure.render.pages.days import days
from disclosure.render.pages.deadline import deadline
from disclosure.render.pages.editions import editions, feeds
from disclosure.render.pages.flows import flows
from disclosure.render.pages.home import accessibility, home, sitemap
from disclosure.render.pages.institutions import of_one_institution
from disclosure.render.pages.life import life
from disclosure.render.pages.people import INTERPRETERS, UNITS, interpreters, units
from disclosure.render.pages.policies import policies
from disclosure.render.pages.registers import register
from disclosure.render.pages.services import asked
from disclosure.render.pages.scorecard import PATH as SCORECARD
from disclosure.render.pages.scorecard import TITLE as SCORES
from disclosure.render.pages.scorecard import published as scorecard
from disclosure.render.past import HISTORY, LEDGER
from disclosure.render.published import referred_files
from disclosure.render.search.data import PAGE as SEARCH
from disclosure.render.search.data import search
from disclosure.render.sitemap import Listed, sitemaps
from disclosure.render.view import View, crumb_to
from disclosure.scores import Scores


class Section(NamedTuple):
    """A part of the site whose pages share their chrome: its title, where it begins, what its pages say of it, and what can be reached from it in one step.

    `shelves`: the folders in which its pages lie ("" is the site's root, * any name); pages of one shelf share their chrome.  `styles`, `scripts`: files of theme_overrides/assets/disclosure/ that its pages load beside those of
    all pages.  `about`, `keywords`, `kind`: the column (栏目) in its pages' labels.
    """

    name: str
    title: str
    address: str
    shelves: tuple[str, ...] = ("",)
    children: tuple[Crumb, ...] = ()
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    about: str = ""
    keywords: tuple[str, ...] = ()
    kind: str = "信息公开"

    @property
    def column(self) -> Column:
        """The column (栏目) in the words of the page labels; the home page belongs to the topic itself."""
        return Column("基层政务公开标准化规范化专题" if self.name == "home" else self.title, self.about, self.keywords, self.kind)


class Tab(NamedTuple):
    """An entry of the navigation: the sections it stands for, and what it leads to."""

    title: str
    address: str
    sections: tuple[str, ...]
    children: tuple[Crumb, ...] = ()


REGISTERED = (
    Section("decisions", "决策和参与", "", about="正在征求意见的决策事项、政府会议、参与活动和回应关切。", keywords=("重大行政决策", "意见征集", "公众参与"), kind="互动交流"),
    Section("services", "办事服务", "", about="办事指南、一件事、服务场所和大家常问的问题。", keywords=("办事指南", "一件事", "服务场所"), kind="办事"),
    Section("funds", "民生和资金", "", about="民生实事、惠民惠农补贴的发放和问题整改。", keywords=("民生实事", "补贴", "惠企")),
    Section("work", "工作推进", "", about="公开工作由谁领导、有哪些任务、进展到哪一步、有哪些制度。", keywords=("工作任务", "领导机构", "制度")),
)
"""The sections of the registers; a county has those in which it keeps one."""
GROUPED = (
    ("首页", ("home",)), ("公开事项", ("domains",)), ("政策与解读", ("policies", "interpreters")), ("决策和参与", ("decisions",)), ("办事服务", ("services", "flows", "units")),
    ("民生和资金", ("funds",)), ("乡镇和村（居）", ("townships", "villages")), ("依申请公开", ("apply",)), ("工作推进", ("work", "scores")),
)
"""The tabs of a county that keeps registers, and the sections that each stands for."""


def sections(county: County, written: Iterable[Crumb] = (), past: Past = EMPTY) -> list[Section]:
    """The parts of the site, without what the county has nothing of.  `written`: the hand-written pages; `past`: the editions it tells of.

    Domains and townships can be reached from every page; policies, flows and villages, which may be hundreds, from their indexes.
    """
    def listed(records) -> tuple[Crumb, ...]:
        return tuple(map(crumb_to, records.values()))

    def kept(section: Section) -> Section:
        there = [c for c, _ in county.registers if c.shelf.tab == section.name]
        indexes = [Crumb(c.noun, c.index) for c in there]
        if benefits.there(county) and benefits.section(county) == section.name:
            indexes.append(benefits.INDEX)
        told = past and section.name == COLLECTIONS["changes"].shelf.tab
        if told:
            indexes += [*([] if county.changes else [LEDGER]), HISTORY]
        deeper = ("*/*",) if told or any(issubclass(c.template, Catalogue) for c in there) else ()
        return section._replace(children=tuple(indexes), shelves=("", "*", *deeper))

    written = tuple(written)
    return [section for section, there in (
        (Section("home", "首页", "index.html", about="县、乡镇（街道）、村（社区）公开事项的标准目录，连同政策、解读和办事流程。",
                 keywords=("基层政务公开", "标准化规范化", "公开事项目录")), True),
        (Section("domains", "公开事项", "domains.html", ("", "domains", "domains/*"), listed(county.domains),
                 about="各领域公开事项的标准目录，逐项列明名称、内容、依据、时限、主体、方式、渠道和对象。", keywords=("公开事项", "标准目录", "主动公开")), county.domains),
        (Section("policies", "政策与解读", "policies.html", ("", "policies", "policies/*"), about="政策文件和起草单位的解读，解读人的姓名、职务和电话。",
                 keywords=("政策文件", "政策解读", "解读人"), kind="政策解读"), county.policies),
        (Section("flows", "办事流程", "flows.html", ("", "flows"), about="办事和公开工作的流程图，每一步由谁办、办多久。", keywords=("办事流程", "流程图"),
                 kind="办事"), county.flows),
        (Section("townships", "乡镇（街道）", "townships.html", ("", "townships", "townships/*"), listed(county.townships),
                 about="各乡镇（街道）的公开事项目录，与县级不同的逐项说明。", keywords=("乡镇", "街道", "公开事项")), county.townships),
        (Section("villages", "村（居）", "villages.html", ("", "villages", "villages/*"), about="各村（社区）的村务、居务公开事项。",
                 keywords=("村务公开", "居务公开")), county.villages),
        (Section("apply", "依申请公开", "", ("",), applying(county), ("deadline.css",), ("deadline.js", "fee.js", "deadline-page.js", "fee-page.js"),
                 about="申请公开政府信息，哪天之前答复、要不要收费，照条例和国家规定算。", keywords=("依申请公开", "答复期限", "信息处理费")), True),
        (Section("units", "单位", UNITS.address, ("", "units"), about="各单位的电话、地址、办公时间和负责的事项。", keywords=("单位", "联系方式"),
                 kind="概况信息"), county.units),
        (Section("interpreters", "解读人", INTERPRETERS.address, ("", "interpreters"), about="解读政策的人：职务、单位和电话。", keywords=("解读人", "政策解读"),
                 kind="概况信息"), county.interpreters),
        (Section("aids", "怎样使用本专题", "", about="检索、网站地图、开放数据和无障碍说明。", keywords=("检索", "网站地图", "开放数据")), True),
        (Section("scores", SCORES, SCORECARD, about="目录和公开情况的评分，每一个数字有出处。", keywords=("公开评估",)), county.public_scores == "是"),
        (Section("written", "说明", "", ("",), written, about="政府信息公开指南、依申请公开和公开制度等说明。",
                 keywords=("公开指南", "依申请公开", "公开制度")), written),
        *((section, section.children) for section in map(kept, REGISTERED)),
    ) if there]


def tabs(county: County, parts: Iterable[Section]) -> list[Tab]:
    """The navigation.  A county that keeps no register has a tab for each section; what serves all of them (aids) belongs to none."""
    by_name = {part.name: part for part in parts}
    if not county.registers:
        return [Tab(part.title, part.address, (part.name,), overview(part)) for part in by_name.values() if part.address or part.children]
    written = by_name.pop("written", None)
    pages = written.children if written else ()
    groups = []
    for title, names in GROUPED:
        there = [by_name[name] for name in names if name in by_name]
        children = tuple(crumb for part in there for crumb in (overview(part) if part.children or len(there) == 1 else (Crumb(part.title, part.address),)))
        children += tuple(page for page in pages if names[0] == ("apply" if page.address in APPLYING else "work"))
        if there or children:
            groups.append(Tab(title, there[0].address if there else "", tuple(part.name for part in there), children))
    return groups


def overview(part: Section) -> tuple[Crumb, ...]:
    """What a section leads to, its own beginning first."""
    return (Crumb(f"{part.title}总览", part.address), *part.children) if part.address and part.children else part.children


def plan(view: View, written: Iterable[Indexed], read_file: Callable[[str], bytes], scores: Callable[[], Scores] | None = None) -> Iterator[Page | Output]:
    """Everything that is published, in order.

    `written`: the hand-written pages; `read_file` gives the bytes of a file below content/files/; `scores` gives them where the county publishes them: asked for when
    their page is made.
    """
    written = tuple(written)
    made = list(contents(view, written, read_file, scores))
    yield from made
    yield from lists(view, written, made)


def lists(view: View, written: tuple[Indexed, ...], made: Iterable[Page | Output]) -> Iterator[Page | Output]:
    """What leads to all the rest (`made`): search, and the lists that only make sense where it is known under which address the site stands.

    Search knows the records of the county by themselves, hand-written pages by their text, and every other page by its title and description.
    """
    records = {record.address for name, c in COLLECTIONS.items() if not c.only for record in getattr(view.county, name).values()}
    pages = [page for page in made if isinstance(page, Page)]
    found = (Indexed(page.title, page.path, (page.description,)) for page in pages if "/" not in page.path and page.path not in records)
    yield from search(view, [*written, *found, *asked(view.county)])
    if not view.kiosk:
        yield Output.of(EDITION, edition(view.county))
        there = tabs(view.county, sections(view.county, (Crumb(page.title, page.address) for page in written), view.past))
        yield from drawer(((tab.title, tab.address, tab.children) for tab in there), apart(services(view.county), {tab.title for tab in there}))
    if view.base:
        yield from feeds(view)
        dated = (Listed(page.path, facts.modified if (facts := page.facts) else "") for page in pages)
        yield from sitemaps(sorted([*(Listed(page.address) for page in written), *dated, Listed(SEARCH)]), view.base)
        yield Output(CATALOG, partial(catalog, view, sizes(made)))
        yield feed(view.county, view.topic, view.base)
        yield from (feed(view.county, view.topic, view.base, collection) for collection, _ in view.county.registers if collection.shelf.news)


def edition(county: County) -> bytes:
    """Says the date at the foot of pages, in place of the way to the page that has it."""
    return spoken([(".as-of", f"{county.as_of}{'（预览）' if county.trial else ''}")]) + b".as-of>a{display:none}\n"


def sizes(made: Iterable[Page | Output]) -> Callable[[str], int]:
    """How large the files are of which nobody has kept the size."""
    files = {one.path: one for one in made if isinstance(one, Output)}
    return lambda path: len(files[path].data)


def contents(view: View, written: tuple[Indexed, ...], read_file: Callable[[str], bytes], scores: Callable[[], Scores] | None) -> Iterator[Page | Output]:
    """Every page, download and file; as `plan`."""
    return chain.from_iterable(shelves(view, written, read_file, scores).values())


def shelves(view: View, written: tuple[Indexed, ...], read_file: Callable[[str], bytes], scores: Callable[[], Scores] | None) -> dict[str, Iterator[Page | Output]]:
    """The same by what their paths begin with, catalogues each by itself; "": all others.  Each can be had without the rest."""
    def others() -> Iterator[Page | Output]:
        yield from channels(view, written)
        yield from deadline(view, law(), written)
        if scores is not None:
            yield from scorecard(view, scores)
        yield from life(view)
        yield sitemap(view, written)
        yield accessibility(view)

    def files() -> Iterator[Output]:
        for path in sorted(referred_files(view.county, view.sizes)):
            yield Output(file_address(path), partial(read_file, path), path)

    county = view.county
    return {
        "index": iter([home(view)]),
        "domains": domains(view),
        **{f"domains/{domain.id}": of_one_domain(view, domain) for domain in county.domains.values()},
        "policies": policies(view),
        "benefits": benefits.benefits(view),
        "flows": flows(view),
        "townships": townships(view),
        **{f"townships/{township.id}": of_one_township(view, township) for township in county.townships.values()},
        "villages": villages(view),
        **{f"villages/{village.id}": of_one_village(view, village) for village in county.villages.values()},
        **{f"institutions/{institution.id}": of_one_institution(view, institution) for institution in county.institutions.values()},
        **{collection.name: register(view, collection) for collection, _ in county.registers},
        **({"changes": register(view, COLLECTIONS["changes"])} if view.past and not county.changes else {}),  # the ledger is told by editions alone, too
        "history": editions(view),
        "days": days(view),
        "units": units(view),
        "interpreters": interpreters(view),
        FOLDER: open_data(view),
        "": others(),
        "files": files(),
    }
